#ifndef KC_SPOOL_H
#define KC_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#include "ingest/record/str.h"

/* Bytes kept until somebody wants them: in memory up to SPOOL_MEMORY, beyond it
 * in a temporary file without a name. A zeroed spool is empty. */
#define SPOOL_MEMORY ((size_t)16 << 20)

struct spool {
    char    *p;
    size_t   n, cap; /* in memory */
    uint64_t size;   /* in all    */
    int      fd;     /* when spilled */
    bool     spilled;
    char    *map; /* while viewed */
};

/* False with errno (ENOSPC, ENOMEM): what was there stays. */
bool spool_add(struct spool *s, const void *p, size_t n);
/* Everything in one piece, until the next call. False with errno. */
bool spool_view(struct spool *s, struct str *ret_bytes);
/* Empty again. */
void spool_clear(struct spool *s);

#endif
