#ifndef KC_INDEX_PASSAGE_H
#define KC_INDEX_PASSAGE_H

#include "ingest/record/record.h"

/* What of a document is searched: the reading text of its blocks, a line each.
 * False when the arena is full. */
bool passage_text(const struct document *doc, struct arena *a, struct str *ret_text);

/* The passage that answers `words` best: the longest run of them, the one with
 * the right marks before others, the first of equals. ret_snippet: whole words
 * around it, inside its block. False when no word occurs in the reading text. */
bool passage_find(const struct document *doc, struct str words, struct span *ret_at,
                  struct str *ret_snippet);

#endif
