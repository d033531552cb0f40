#ifndef KC_PARSE_PARSE_H
#define KC_PARSE_PARSE_H

#include "ingest/record/format.h"

/* Stage 2: parts -> readable text in house normal form, with a way back.
 *
 * House normal form, in this order: NFC; look-alikes of Đ and đ unified; every
 * Unicode space is U+0020, runs of it collapse inside a block and are trimmed
 * at its ends; every Unicode dash is U+002D; tone marks placed as in "Ủy ban" and "hòa"
 * (never "Uỷ", "hoà"; "quý", "thuế" untouched); soft hyphens, zero-width marks
 * and control characters gone; runs of more than 30 combining marks cut. Case
 * is kept. Normalising twice changes nothing. A line break inside a block is a
 * space in `normal` and "\n" in `original`. */

/* NULL-terminated; one row per file format. */
extern const struct format *const parse_formats[];

/* What one worker needs: ICU handles, UTF-16 scratch. Costly to make, cheap to
 * reuse, one per worker. KC_NO_MEMORY or KC_IO (ICU data missing). */
enum kc_status parser_new(struct parser **ret_parser);
void           parser_free(struct parser *p); /* NULL is fine */

/* in:  doc->parts, doc->format
 * out: doc->original, ->normal, ->steps, ->blocks, ->meta, bits TRACKED_CHANGES
 *      and COMMENTS of ->identity.draft; ->reason LEGACY_FONT with a diag when
 *      the text is in a pre-Unicode encoding
 *
 * KC_BAD_INPUT  the main part is not well-formed enough to read
 * KC_LIMIT      lim->depth or lim->text_bytes was reached
 * KC_PARTIAL    bytes became U+FFFD, or a part was skipped
 * KC_SKIP       there is no text to read (a scanned page inside a Word file): state
 *               UNREAD with its reason and a diag
 *
 * On failure the record keeps what earlier stages filled in. */
enum kc_status parse_document(struct parser *p, const struct format *format,
                              const struct limits *lim, struct document *doc);

/* The second half on its own: doc->original and blocks -> normal, steps, and
 * block spans moved from original to normal. Blocks that become empty vanish.
 * With no blocks, each line of `original` becomes a paragraph. For text that did
 * not come from a file (queries, rule examples). */
enum kc_status normalise(struct parser *p, const struct limits *lim, struct document *doc);

/* One string into house normal form, as a single block, for queries and settings. */
enum kc_status normalise_string(struct parser *p, struct arena *a, struct str text,
                                struct str *ret_normal);

#endif
