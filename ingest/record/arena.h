#ifndef KC_RECORD_ARENA_H
#define KC_RECORD_ARENA_H

#include <stddef.h>

#include "ingest/record/str.h"

/* The memory of one document. Everything the stages produce for it lives
 * here and disappears together. One holder at a time. */
struct arena;

/* Reserves `limit` bytes of address space; pages are touched on first use.
 * NULL when the reservation fails. arena_free accepts NULL. */
struct arena *arena_new(size_t limit);
void          arena_free(struct arena *a);

/* Forgets every allocation and keeps the reservation. Pages beyond a few MiB
 * are given back to the system. */
void arena_reset(struct arena *a);

/* `count` zeroed objects of `size` bytes, aligned for any type, or NULL when
 * the limit is reached or count * size overflows: report KC_LIMIT. */
void *arena_alloc(struct arena *a, size_t count, size_t size);
#define ARENA_NEW(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type)))

/* `n` bytes that are written before they are read: whatever is in them, at any
 * address. NULL when the limit is reached. */
char *arena_bytes(struct arena *a, size_t n);

/* Copies `s` into the arena. False when the limit is reached. */
bool arena_copy(struct arena *a, struct str s, struct str *ret_copy);

/* "%s"-style text in the arena; {NULL, 0} when the limit is reached. */
struct str arena_printf(struct arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Makes room for at least `need` items of `size` bytes in the array *items,
 * whose capacity is *cap: doubles, in place when the array is the newest
 * allocation. New room is zeroed, but for bytes (size 1). False when the limit is
 * reached (the array is unchanged). */
bool arena_reserve(struct arena *a, void **items, size_t *cap, size_t need, size_t size);

/* Bytes in use, for accounting and tests. */
size_t arena_used(const struct arena *a);

/* Scratch space: everything allocated after the mark is given back. */
size_t arena_mark(const struct arena *a);
void   arena_release(struct arena *a, size_t mark);

/* A text that grows in an arena. {0} with `arena` set is ready. `full` is
 * sticky: check it once at the end. `limit` 0 means only the arena bounds it. */
struct text {
    struct arena *arena;
    char         *p;
    size_t        n, cap;
    size_t        limit;
    bool          full;
};
bool       text_add(struct text *t, struct str s);
bool       text_add_cp(struct text *t, uint32_t cp);
struct str text_str(const struct text *t);

#endif
