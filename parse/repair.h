#ifndef KC_PARSE_REPAIR_H
#define KC_PARSE_REPAIR_H

#include "ingest/record/str.h"

/* What the house normal form makes of single characters, whatever stands around
 * them. Private to parse/. Applied before NFC: a zero-width mark between a letter
 * and its tone would otherwise keep them apart. */
#define REPAIR_GONE 0u

/* The character that takes the place of cp: itself, a look-alike, U+0020 for any
 * white space, or REPAIR_GONE. */
uint32_t repair_char(uint32_t cp);

/* How many bytes at the start of s are valid UTF-8, untouched by repair_char, by
 * NFC and by the collapsing of spaces, whatever follows them. `before` is the
 * byte in front of s, 0 at the start of a block; s ends where the block ends.
 * Stops after a tone that may have to move (see tone.h), so that the caller can
 * look. Errs on the side of less. */
size_t repair_clean_prefix(struct str s, char before);

#endif
