#ifndef KC_PARSE_LEGACY_H
#define KC_PARSE_LEGACY_H

#include "parse/fonts.h"

/* Vietnamese in the encodings of old fonts, seen as Latin-1. Private to parse/. */

/* The character a reader sees at the start of `rest`, which is not empty, and
 * takes it off: one or (VNI) two characters. Other scripts pass unchanged. */
uint32_t legacy_next(enum encoding encoding, struct str *rest);

/* What speaks for the text being in this encoding less what speaks for Unicode,
 * counted in letters. 0: nothing or as much. */
long legacy_evidence(enum encoding encoding, struct str utf8);

/* Does this text look like Vietnamese in a pre-Unicode font encoding that was
 * read as Latin-1? The share of telltale letters after ASCII vowels decides
 * (about 0.14-0.18 in TCVN3, 0.56 in VNI, near 0 in Unicode text). VISCII has the
 * telltales of TCVN3, and letters that TCVN3 has no use for. */
enum encoding legacy_guess(struct str utf8);

/* "TCVN3"; "UTF-8 ×2"; "" for Unicode. */
struct str encoding_name(enum encoding encoding);

/* Pairs of neighbours that tell of an encoding; `twice`: "áº" and "á»". */
struct legacy_count {
    size_t tcvn3, vni, twice;
};
struct legacy_count legacy_count(struct str utf8);

#endif
