#ifndef KC_PARSE_TONE_H
#define KC_PARSE_TONE_H

#include "ingest/record/str.h"

/* Where the tone mark of oa, oe, uy stands: on the first vowel when the syllable
 * ends there ("hòa", "khỏe", "Ủy"). Private to parse/. */

/* True when `first` and `second` are such a pair with the tone on the second
 * vowel ("oà", "UỶ"); gives the pair with the tone moved. Case is kept. */
bool tone_moves(uint32_t first, uint32_t second, uint32_t *ret_first, uint32_t *ret_second);

/* Can the letters at the end of `before` begin a Vietnamese syllable that goes on
 * with oa, oe or uy? No for "q" (its u is no vowel) and for words of other
 * languages. No letter at all is fine. */
bool tone_begins(struct str before);

#endif
