#ifndef KC_INDEX_NEAREST_H
#define KC_INDEX_NEAREST_H

#include "ingest/record/str.h"

/* How many bytes must be changed, dropped or put in to make a from b. Texts
 * longer than 64 bytes are far from everything: UINT_MAX. */
unsigned edit_distance(struct str a, struct str b);

/* Close enough to ask "did you mean …?" */
bool is_near(struct str typed, struct str valid);

#endif
