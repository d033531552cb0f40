#ifndef KC_UNPACK_UNPACK_H
#define KC_UNPACK_UNPACK_H

#include "ingest/record/format.h"

/* Stage 1: submitted bytes -> records with the parts worth reading.
 *
 * Reads no folders: the caller opens the file. Names inside archives are never
 * used as paths. Real inflated bytes are counted; declared sizes are not
 * believed. */

/* Called once for every record found: for a plain file once; for an archive
 * once per member, in the order of the archive, and at last for the archive
 * itself (STATE_READ, REASON_ARCHIVE). `status` is what unpack made of it:
 * with a result and format->read set, doc->parts are ready to be parsed;
 * otherwise doc->state, doc->reason and a diag say why not. `format` is NULL
 * when nothing was recognised. Everything in doc->arena disappears after the
 * call. A returned status that does not go on (status_info) stops the walk. */
typedef enum kc_status unpack_each(void *ctx, struct document *doc, const struct format *format,
                                   enum kc_status status);

/* Identifies `fd` (open for reading, positioned anywhere, at least one byte) by
 * bidding over `formats` (NULL-ended) and opens the container. Fills id, size,
 * path, member, container, format, state, reason, parts; leaves the rest zero.
 *
 * Documents up to lim->file_bytes are read whole; archives up to
 * lim->archive_bytes through the descriptor. Members that will not be parsed
 * are hashed while streaming. Archives inside archives are opened up to
 * lim->nesting; deeper ones are unread with a diag.
 *
 * Returns KC_OK when each was called for everything there is (the statuses of
 * single documents are in the calls), KC_IO or KC_NO_MEMORY when reading had to
 * stop, or what `each` returned to stop it. `path` is borrowed for the call. */
enum kc_status unpack_file(int fd, struct str path, const struct format *const *formats,
                           const struct limits *lim, struct arena *arena, unpack_each *each,
                           void *ctx);

/* 64 lower-case hex digits of the SHA-256 of `bytes`, in `a`; empty when full. */
struct str sha256_hex(struct arena *a, struct str bytes);

#endif
