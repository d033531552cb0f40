#ifndef KC_RECORD_TCVN3_H
#define KC_RECORD_TCVN3_H

#include <stdint.h>

/* TCVN 5712, second set (ABC), as the fonts have it: the capitals with two marks
 * that the standard puts into the gaps are in none of them. 0: no letter. */
extern const uint16_t tcvn3[256];

#endif
