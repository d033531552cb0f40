#ifndef KC_PARSE_TRAIL_H
#define KC_PARSE_TRAIL_H

#include "ingest/record/record.h"

/* Normal text while it is written, with the way back to the original. Private to
 * parse/. Zeroed with `arena` and `limit` set is ready. Offsets stay below
 * INT32_MAX: the caller sees to it that original and limit do. */
struct trail {
    struct arena       *arena;
    size_t              limit; /* bytes of text */
    char               *text;
    size_t              n, cap;
    struct offset_step *steps;
    size_t              nsteps, steps_cap;
    enum kc_status      status; /* sticky: KC_LIMIT once there is no room */
    bool                arena_full;
};

/* Room for `more` bytes of text at once. */
bool trail_reserve(struct trail *t, size_t more);

/* Appends what begins at `from` in the original. `from` never decreases. */
void trail_add_char(struct trail *t, uint32_t cp, size_t from);
/* Bytes that stand in the original just so. */
void trail_add_bytes(struct trail *t, struct str bytes, size_t from);
/* The text ends here, and in the original at `from`. */
void trail_end(struct trail *t, size_t from);

/* Start of the character that ends at `end`, and what it is (0 at the end). */
size_t   trail_char_start(const struct trail *t, size_t end);
uint32_t trail_char(const struct trail *t, size_t start);

/* Where a normal offset near the end came from. */
size_t trail_origin(const struct trail *t, size_t normal);
/* Takes back everything from `normal` on. */
void trail_cut(struct trail *t, size_t normal);

#endif
