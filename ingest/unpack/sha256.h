#ifndef KC_UNPACK_SHA256_H
#define KC_UNPACK_SHA256_H

#include "ingest/record/str.h"

/* SHA-256 in pieces. The first call of a process loads the library's
 * configuration: make one before a sandbox closes the file system. */
struct sha256 {
    void *state; /* the library's; NULL when not begun or out of memory */
};

#define SHA256_HEX 64

/* Each sha256_begin is followed by exactly one sha256_end. */
void sha256_begin(struct sha256 *h);
void sha256_add(struct sha256 *h, struct str bytes);
/* Writes 64 lower-case digits. False when memory ran out on the way. */
bool sha256_end(struct sha256 *h, char ret_hex[SHA256_HEX]);

#endif
