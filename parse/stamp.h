#ifndef KC_PARSE_STAMP_H
#define KC_PARSE_STAMP_H

#include "ingest/record/record.h"

/* Finds the line near the top of a news page that says when it was published
 * ("Thứ tư, 28/09/2022 21:42") and sets doc->meta.published, unless it is set.
 * Needs doc->original and doc->blocks as a parser leaves them. Private to parse/. */
void stamp_find(struct document *doc);

#endif
