#ifndef KC_PARSE_LEGACY_H
#define KC_PARSE_LEGACY_H

#include "ingest/record/record.h"

/* Does this text look like Vietnamese in a pre-Unicode font encoding that was
 * read as Latin-1? The share of telltale letters after ASCII vowels decides
 * (about 0.14-0.18 in TCVN3, 0.56 in VNI, near 0 in Unicode text). Returns
 * "TCVN3", "VNI" or {NULL, 0}. Private to parse/. */
struct str legacy_guess(struct str utf8);

#endif
