#ifndef KC_RECORD_NEAREST_H
#define KC_RECORD_NEAREST_H

#include "ingest/record/str.h"

/* How many bytes must be changed, dropped or put in to make a from b. Texts
 * longer than 64 bytes are far from everything: UINT_MAX. */
unsigned nearest_distance(struct str a, struct str b);

/* Close enough to ask "did you mean …?" */
bool nearest_is(struct str typed, struct str valid);

#endif
