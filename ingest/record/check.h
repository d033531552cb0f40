#ifndef KC_RECORD_CHECK_H
#define KC_RECORD_CHECK_H

#include "ingest/record/record.h"

/* What wire_read and ndjson_read demand before anybody else sees a record.
 * Private to this folder. */

/* NULL when every invariant of record.h holds: ids, UTF-8, spans on characters
 * of the text, ascending blocks, steps and findings. Else what is wrong, in a
 * few words, beginning with the section. Enums are checked by the readers. */
const char *record_check(const struct document *doc);

/* The static spelling of a stage name, NULL for no stage. */
const char *stage_from_name(struct str name);

/* `at` when it lies in the text, else {0, 0}. Diags of a document that could
 * not be normalised may still point into a text nobody keeps. */
struct span span_or_whole(const struct document *doc, struct span at);

#endif
