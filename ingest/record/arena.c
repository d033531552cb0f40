#include "ingest/record/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGN  alignof(max_align_t)
#define KEEP   ((size_t)4 << 20) /* dirty bytes that stay with us after a reset */
#define HEADER ((size_t)4096)    /* so that data starts on a page of its own   */

/* Lives in front of its data, in the same mapping. */
struct arena {
    char  *data;
    size_t limit, used;
    /* Bytes of data that were handed out since the system gave us zeroed pages.
     * Beyond it memory needs no clearing: that keeps big arrays untouched. */
    size_t dirty;
};

struct arena *arena_new(size_t limit)
{
    struct arena *a;

    if (limit > SIZE_MAX - 2 * HEADER)
        return NULL;
    a = mmap(NULL, HEADER + limit, PROT_READ | PROT_WRITE,
             MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (a == MAP_FAILED)
        return NULL;
    a->data  = (char *)a + HEADER;
    a->limit = limit;
    return a;
}

void arena_free(struct arena *a)
{
    if (a)
        (void)munmap(a, HEADER + a->limit); /* cannot fail on what mmap gave */
}

void arena_reset(struct arena *a)
{
    a->used = 0;
    if (a->dirty > KEEP && madvise(a->data + KEEP, a->dirty - KEEP, MADV_DONTNEED) == 0)
        a->dirty = KEEP;
}

/* `bytes` with whatever is in them, at a multiple of `align`. */
static char *grab(struct arena *a, size_t bytes, size_t align)
{
    size_t start = (a->used + align - 1) & ~(align - 1);

    if (start > a->limit || bytes > a->limit - start)
        return NULL;
    a->used = start + bytes;
    return a->data + start;
}

/* Call after grab: clears what an earlier holder may have left in [p, p + n). */
static void clear(struct arena *a, char *p, size_t n)
{
    size_t start = (size_t)(p - a->data);

    if (start < a->dirty)
        memset(p, 0, n < a->dirty - start ? n : a->dirty - start);
}

static void mark_dirty(struct arena *a)
{
    if (a->dirty < a->used)
        a->dirty = a->used;
}

void *arena_alloc(struct arena *a, size_t count, size_t size)
{
    char *p;

    if (size && count > SIZE_MAX / size)
        return NULL;
    p = grab(a, count * size, ALIGN);
    if (!p)
        return NULL;
    clear(a, p, count * size);
    mark_dirty(a);
    return p;
}

char *arena_bytes(struct arena *a, size_t n)
{
    char *p = grab(a, n, 1);

    if (p)
        mark_dirty(a);
    return p;
}

bool arena_copy(struct arena *a, struct str s, struct str *ret_copy)
{
    char *p = arena_bytes(a, s.n);

    if (!p)
        return false;
    if (s.n)
        memcpy(p, s.p, s.n);
    *ret_copy = (struct str){p, s.n};
    return true;
}

struct str arena_printf(struct arena *a, const char *fmt, ...)
{
    struct str out = {0};
    va_list    args;
    char      *p;
    int        n;

    va_start(args, fmt);
    n = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    p = n < 0 ? NULL : grab(a, (size_t)n + 1, 1);
    if (!p)
        return out;
    va_start(args, fmt);
    (void)vsnprintf(p, (size_t)n + 1, fmt, args); /* fits: measured above */
    va_end(args);
    mark_dirty(a);
    out = (struct str){p, (size_t)n};
    return out;
}

/* Makes *p hold at least `need` bytes; returns the new capacity in bytes, 0 when
 * the limit is reached. Doubles while there is room, then takes just enough. */
static size_t grow(struct arena *a, char **p, size_t old, size_t need, size_t align)
{
    bool   newest = *p && *p + old == a->data + a->used;
    size_t wish   = old > SIZE_MAX / 2 ? need : 2 * old;
    size_t room;
    char  *q;

    if (wish < need)
        wish = need;
    if (wish < 64)
        wish = 64;
    if (newest) {
        room = old + (a->limit - a->used);
        if (need > room)
            return 0;
        wish = wish < room ? wish : room;
        a->used += wish - old;
        return wish;
    }
    q = grab(a, wish, align);
    if (!q) {
        wish = need;
        q    = grab(a, wish, align);
    }
    if (!q)
        return 0;
    if (old)
        memcpy(q, *p, old);
    *p = q;
    return wish;
}

bool arena_reserve(struct arena *a, void **items, size_t *cap, size_t need, size_t size)
{
    char  *p   = *items;
    size_t old = *cap * size; /* was allocated, so it fits */
    size_t got;

    if (need <= *cap)
        return true;
    if (size == 0 || need > SIZE_MAX / size)
        return false;
    got = grow(a, &p, old, need * size, ALIGN);
    if (!got)
        return false;
    if (size > 1)
        clear(a, p + old, got - old);
    mark_dirty(a);
    *items = p;
    /* Bytes beyond a whole number of items must stay in `newest` arithmetic. */
    *cap = got / size;
    a->used -= got % size;
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

void arena_release(struct arena *a, size_t mark)
{
    assert(mark <= a->used);
    a->used = mark;
}

static bool text_room(struct text *t, size_t more)
{
    size_t got;

    if (t->full || more > SIZE_MAX - t->n || (t->limit && t->n + more > t->limit)) {
        t->full = true;
        return false;
    }
    if (t->n + more <= t->cap)
        return true;
    got = grow(t->arena, &t->p, t->cap, t->n + more, 1);
    if (!got) {
        t->full = true;
        return false;
    }
    mark_dirty(t->arena);
    t->cap = got;
    return true;
}

bool text_add(struct text *t, struct str s)
{
    if (!text_room(t, s.n))
        return false;
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
