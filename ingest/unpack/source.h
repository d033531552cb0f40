#ifndef KC_UNPACK_SOURCE_H
#define KC_UNPACK_SOURCE_H

#include "ingest/record/arena.h"
#include "ingest/record/status.h"
#include "ingest/unpack/sha256.h"
#include "ingest/unpack/zip.h"

/* Bytes that are read once from front to back: a file, or a member of a ZIP on
 * which unzip_start was called. Whatever passes is hashed, kept or not. */
struct source {
    struct unzip *zip; /* NULL: a file */
    int           fd;
    uint64_t      expected; /* size of the file; what a member declares. Never exceeded */
    uint64_t      done;     /* bytes read so far */
    uint64_t     *budget;   /* inflated bytes left over all members; NULL: no ceiling */
    struct sha256 sum;
    char         *chunk; /* room for bytes that only pass */
    size_t        chunk_size;
};

/* Fills `buf` up to n bytes; fewer only at the end.
 *
 * KC_BAD_INPUT  the member is damaged: unzip_trouble
 * KC_LIMIT      the budget is used up
 * KC_BUSY       the file became longer or shorter than `expected`
 * KC_IO         errno says what
 * KC_NO_MEMORY */
enum kc_status source_read(struct source *s, char *buf, size_t n, size_t *ret_got);

/* Reads everything at once into `a`, if nothing was read and no more than `max` bytes
 * are expected. False, with nothing read, when that does not go: the rest of this file
 * says why, or reads it. *ret_status is that of source_read; the bytes are there when it
 * is KC_OK. */
bool source_whole(struct source *s, struct arena *a, uint64_t max, struct str *ret_bytes,
                  enum kc_status *ret_status);

/* Reads to the end. `head` was read before and is part of the result, which is in
 * `a`. When more than `max` bytes are expected or the arena is full, nothing is
 * kept: *ret_bytes is {NULL, 0}. */
enum kc_status source_rest(struct source *s, struct arena *a, struct str head, uint64_t max,
                           struct str *ret_bytes);

#endif
