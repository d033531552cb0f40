#ifndef KC_RECORD_STR_H
#define KC_RECORD_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A borrowed slice of bytes, UTF-8 unless said otherwise. Not NUL-terminated;
 * may contain NUL. Copying the struct copies the view, never the bytes.
 * {NULL, 0} is empty. */
struct str {
    const char *p;
    size_t      n; /* bytes */
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})
#define STR_INIT(literal)                                                                          \
    {                                                                                              \
        (literal), sizeof(literal) - 1                                                             \
    }                                /* for static tables */
#define STR_FMT(s) (int)(s).n, (s).p /* for "%.*s" */

struct str str_from_cstr(const char *z);        /* NULL gives the empty slice */
int        str_cmp(struct str a, struct str b); /* by bytes; a prefix sorts first */
bool       str_ends_with(struct str s, struct str suffix);

/* Here rather than in str.c: tables are searched with it, and nearly every row
 * differs in length or at once. */
static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || (a.p[0] == b.p[0] && memcmp(a.p, b.p, a.n) == 0));
}

static inline bool str_starts_with(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_eq((struct str){s.p, prefix.n}, prefix);
}

/* ASCII letters compare without case; other bytes exactly. */
bool str_eq_nocase(struct str a, struct str b);
bool str_ends_with_nocase(struct str s, struct str suffix);

/* [start, end) of s, both clamped to s.n. */
static inline struct str str_sub(struct str s, size_t start, size_t end)
{
    if (end > s.n)
        end = s.n;
    if (start > end)
        start = end;
    return (struct str){s.p ? s.p + start : NULL, end - start};
}

/* The first occurrence of `needle` in s, as a slice of s; {NULL, 0} when absent.
 * An empty needle is absent. */
struct str str_find(struct str s, struct str needle);
/* s without ASCII white space at both ends. */
struct str str_trim(struct str s);

/* Splits *rest at the first `sep`: returns the head and moves *rest past the
 * separator. When there is none, returns everything and empties *rest. */
struct str str_cut(struct str *rest, char sep);

/* All of s as a decimal number; false on anything else or overflow. */
bool str_to_u64(struct str s, uint64_t *ret_value);

/* --- UTF-8 ------------------------------------------------------------- */

/* Takes one code point off the front of *rest, which must not be empty. A byte
 * that starts no valid sequence (overlong, surrogate, cut off, above U+10FFFF)
 * is taken alone and gives U+FFFD. */
uint32_t utf8_next_long(struct str *rest); /* the same, for what is not ASCII */

static inline uint32_t utf8_next(struct str *rest)
{
    unsigned char c = (unsigned char)*rest->p;

    if (c >= 0x80)
        return utf8_next_long(rest);
    rest->p++;
    rest->n--;
    return c;
}

/* Writes cp (a scalar value) to out, returns 1 to 4. */
size_t utf8_put(uint32_t cp, char out[4]);
bool   utf8_valid(struct str s);

#endif
