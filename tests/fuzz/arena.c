/* The arena of record/arena.h for fuzzing: every allocation is one of malloc's, so
 * that the address sanitizer sees a byte read beside it or after its release. Takes
 * the place of ingest/record/arena.c; sizes, limits and marks count alike. */
#include "ingest/record/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct chunk {
    struct chunk *below;
    size_t        start; /* of arena.used when it was made */
    max_align_t   data[];
};

struct arena {
    size_t        limit, used;
    struct chunk *newest;
};

struct arena *arena_new(size_t limit)
{
    struct arena *a = calloc(1, sizeof *a);

    if (a)
        a->limit = limit;
    return a;
}

void arena_release(struct arena *a, size_t mark)
{
    assert(mark <= a->used);
    while (a->newest && a->newest->start >= mark) {
        struct chunk *c = a->newest;

        a->newest = c->below;
        free(c);
    }
    a->used = mark;
}

void arena_reset(struct arena *a)
{
    arena_release(a, 0);
}

void arena_free(struct arena *a)
{
    if (a)
        arena_reset(a);
    free(a);
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    size_t        bytes = count * size;
    struct chunk *c;

    if ((size && count > SIZE_MAX / size) || bytes > a->limit - a->used)
        return NULL;
    c = calloc(1, sizeof *c + bytes);
    if (!c)
        return NULL;
    *c        = (struct chunk){.below = a->newest, .start = a->used};
    a->newest = c;
    a->used += bytes;
    return c->data;
}

char *arena_bytes(struct arena *a, size_t n)
{
    char *p = arena_alloc(a, n, 1);

    if (p)
        memset(p, 0xA5, n); /* nobody may count on zeros here */
    return p;
}

bool arena_copy(struct arena *a, struct str s, struct str *ret_copy)
{
    char *p = arena_alloc(a, s.n, 1);

    if (!p)
        return false;
    if (s.n)
        memcpy(p, s.p, s.n);
    *ret_copy = (struct str){p, s.n};
    return true;
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
    char      *formatted = NULL;
    struct str out       = {0};
    va_list    args;
    int        n;

    va_start(args, fmt);
    n = vasprintf(&formatted, fmt, args);
    va_end(args);
    if (n < 0)
        return out;
    if (n + (size_t)1 <= a->limit - a->used &&
        arena_copy(a, (struct str){formatted, (size_t)n + 1}, &out))
        out.n = (size_t)n;
    free(formatted);
    return out;
}

bool arena_reserve(struct arena *a, void **items, size_t *cap, size_t need, size_t size)
{
    size_t wish = *cap > SIZE_MAX / 2 || 2 * *cap < need ? need : 2 * *cap;
    void  *p;

    if (need <= *cap)
        return true;
    if (size == 0)
        return false;
    p = arena_alloc(a, wish, size);
    if (!p)
        p = arena_alloc(a, wish = need, size);
    if (!p)
        return false;
    if (*cap)
        memcpy(p, *items, *cap * size);
    *items = p;
    *cap   = wish;
    return true;
}

size_t arena_used(const struct arena *a)
{
    return a->used;
}

size_t arena_mark(const struct arena *a)
{
    return a->used;
}

bool text_add(struct text *t, struct str s)
{
    void *p = t->p;

    if (t->full || s.n > SIZE_MAX - t->n || (t->limit && t->n + s.n > t->limit) ||
        !arena_reserve(t->arena, &p, &t->cap, t->n + s.n, 1)) {
        t->full = true;
        return false;
    }
    t->p = p;
    if (s.n)
        memcpy(t->p + t->n, s.p, s.n);
    t->n += s.n;
    return true;
}

bool text_add_cp(struct text *t, uint32_t cp)
{
    char buf[4];

    return text_add(t, (struct str){buf, utf8_put(cp, buf)});
}

struct str text_str(const struct text *t)
{
    return (struct str){t->p, t->n};
}
