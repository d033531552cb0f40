#ifndef KC_RULES_NEEDLES_H
#define KC_RULES_NEEDLES_H

#include "ingest/record/record.h"

/* Which of a few strings a text holds, asked for each window of each document and
 * answered in one pass. Private to rules/. */

#define NEEDLES_MOST  63
#define NEEDLES_DIGIT (UINT64_C(1) << NEEDLES_MOST)
#define NEEDLES_KEY   4 /* bytes of a needle that the pass looks at, the last ones */

struct needles {
    struct str text[NEEDLES_MOST];
    size_t     n;
    uint64_t   longer;                 /* bits of those that have more bytes than the key */
    uint64_t   may[256][NEEDLES_KEY];  /* needles whose key may have the byte there       */
    uint64_t   start[NEEDLES_KEY - 1]; /* those that need no byte before that place       */
};

void needles_init(struct needles *set);

/* The bit of `text`, which is kept, not copied, and not empty; 0 when there are too
 * many. */
uint64_t needles_add(struct needles *set, struct str text);

/* Bits of the needles that stand in `text`, and NEEDLES_DIGIT for any digit. Those
 * in `longer` are only likely: needles_holds makes sure. */
uint64_t needles_look(const struct needles *set, struct str text);
bool     needles_holds(const struct needles *set, uint64_t bit, struct str text);

#endif
