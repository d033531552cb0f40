#include "ingest/record/str.h"

struct str str_from_cstr(const char *z)
{
    return z ? (struct str){z, strlen(z)} : (struct str){0};
}

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int    c = n ? memcmp(a.p, b.p, n) : 0;

    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_ends_with(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq(str_sub(s, s.n - suffix.n, s.n), suffix);
}

static unsigned char ascii_lower(char c)
{
    return (unsigned char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool str_eq_nocase(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
            return false;
    return true;
}

bool str_ends_with_nocase(struct str s, struct str suffix)
{
    return s.n >= suffix.n && str_eq_nocase(str_sub(s, s.n - suffix.n, s.n), suffix);
}

struct str str_find(struct str s, struct str needle)
{
    const char *hit = needle.n && s.n ? memmem(s.p, s.n, needle.p, needle.n) : NULL;

    return hit ? (struct str){hit, needle.n} : (struct str){0};
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
    while (s.n && is_space(s.p[0])) {
        s.p++;
        s.n--;
    }
    while (s.n && is_space(s.p[s.n - 1]))
        s.n--;
    return s;
}

struct str str_cut(struct str *rest, char sep)
{
    const char *hit  = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    size_t      n    = hit ? (size_t)(hit - rest->p) : rest->n;
    struct str  head = {rest->p, n};

    *rest = hit ? str_sub(*rest, n + 1, rest->n) : (struct str){0};
    return head;
}

bool str_to_u64(struct str s, uint64_t *ret_value)
{
    uint64_t value = 0;

    if (s.n == 0)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        unsigned digit = (unsigned)((unsigned char)s.p[i]) - '0';

        if (digit > 9 || value > (UINT64_MAX - digit) / 10)
            return false;
        value = value * 10 + digit;
    }
    *ret_value = value;
    return true;
}

/* Bytes of the valid sequence at the start of p[0..n), 0 when there is none. */
static size_t sequence(const unsigned char *p, size_t n, uint32_t *ret_cp)
{
    unsigned char first = p[0], low = 0x80, high = 0xBF;
    size_t        len;

    if (first < 0x80) {
        *ret_cp = first;
        return 1;
    }
    if (first < 0xC2 || first > 0xF4)
        return 0;
    len = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (n < len)
        return 0;

    /* The second byte alone tells overlong forms, surrogates and > U+10FFFF. */
    if (first == 0xE0)
        low = 0xA0;
    else if (first == 0xED)
        high = 0x9F;
    else if (first == 0xF0)
        low = 0x90;
    else if (first == 0xF4)
        high = 0x8F;
    if (p[1] < low || p[1] > high)
        return 0;

    uint32_t cp = (first & (0xFFu >> (len + 1))) << 6 | (p[1] & 0x3Fu);
    for (size_t i = 2; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 0;
        cp = cp << 6 | (p[i] & 0x3Fu);
    }
    *ret_cp = cp;
    return len;
}

static bool is_tail(unsigned char c)
{
    return (c & 0xC0) == 0x80;
}

uint32_t utf8_next_long(struct str *rest)
{
    const unsigned char *p  = (const unsigned char *)rest->p;
    uint32_t             cp = 0xFFFD;
    size_t               n;

    /* What Vietnamese is made of: two bytes, and three with nothing special. */
    if (p[0] >= 0xC2 && p[0] < 0xE0 && rest->n >= 2 && is_tail(p[1])) {
        cp = (p[0] & 0x1Fu) << 6 | (p[1] & 0x3Fu);
        n  = 2;
    } else if (p[0] > 0xE0 && p[0] < 0xED && rest->n >= 3 && is_tail(p[1]) && is_tail(p[2])) {
        cp = (p[0] & 0xFu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
        n  = 3;
    } else {
        n = sequence(p, rest->n, &cp);
    }
    if (n == 0)
        n = 1;
    rest->p += n;
    rest->n -= n;
    return cp;
}

size_t utf8_put(uint32_t cp, char out[4])
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        out[0] = (char)(0xC0 | cp >> 6);
        out[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        out[0] = (char)(0xE0 | cp >> 12);
        out[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        out[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (cp >> 18 & 0x07));
    out[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    out[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    out[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

/* UTF-8 as an automaton with its states as shifts: the row of a byte holds, at the
 * bit position that is the present state, the next one. A shift a byte, no branch
 * to guess wrong, which matters for Vietnamese: every record is checked where it
 * enters, twice its text. All that is not named leads to BAD and stays there. */
enum utf8_state {
    BAD      = 0,
    START    = 6,  /* between characters                        */
    ONE      = 12, /* one more byte                             */
    TWO      = 18, /* two more                                  */
    THREE    = 24, /* three more                                */
    AFTER_E0 = 30, /* two more, the next not overlong           */
    AFTER_ED = 36, /* two more, the next no surrogate           */
    AFTER_F0 = 42, /* three more, the next not overlong         */
    AFTER_F4 = 48  /* three more, the next below U+110000       */
};
#define TO(from, next) ((uint64_t)(next) << (from))
#define TAIL           (TO(ONE, START) | TO(TWO, ONE) | TO(THREE, TWO))
#define TAIL_80        (TAIL | TO(AFTER_ED, ONE) | TO(AFTER_F4, TWO))
#define TAIL_90        (TAIL | TO(AFTER_ED, ONE) | TO(AFTER_F0, TWO))
#define TAIL_A0        (TAIL | TO(AFTER_E0, ONE) | TO(AFTER_F0, TWO))
#define LEAD(next)     TO(START, next)
#define X2(row)        row, row
#define X4(row)        X2(row), X2(row)
#define X16(row)       X4(row), X4(row), X4(row), X4(row)
#define X64(row)       X16(row), X16(row), X16(row), X16(row)

/* clang-format off */
static const uint64_t utf8_rows[256] = {
    /* 00 */ X64(LEAD(START)), X64(LEAD(START)),
    /* 80 */ X16(TAIL_80), X16(TAIL_90), X16(TAIL_A0), X16(TAIL_A0),
    /* C0 */ X2(BAD), X2(LEAD(ONE)), X4(LEAD(ONE)), X4(LEAD(ONE)), X4(LEAD(ONE)), X16(LEAD(ONE)),
    /* E0 */ LEAD(AFTER_E0), X4(LEAD(TWO)), X4(LEAD(TWO)), X4(LEAD(TWO)),
    /* ED */ LEAD(AFTER_ED), X2(LEAD(TWO)),
    /* F0 */ LEAD(AFTER_F0), X2(LEAD(THREE)), LEAD(THREE), LEAD(AFTER_F4), /* the rest is BAD */
};
/* clang-format on */

static uint64_t run(uint64_t state, struct str s, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        state = utf8_rows[(unsigned char)s.p[i]] >> (state & 63);
    return state;
}

/* Markup has long stretches of ASCII; Vietnamese has none, and is not held up by
 * a question that is always answered alike. */
#define STRETCH 32

static bool is_ascii_stretch(const char *p)
{
    uint64_t w[STRETCH / 8];

    memcpy(w, p, sizeof w);
    return ((w[0] | w[1] | w[2] | w[3]) & UINT64_C(0x8080808080808080)) == 0;
}

bool utf8_valid(struct str s)
{
    uint64_t state = START;
    size_t   i     = 0;

    if (!s.n)
        return true;
    for (; s.n - i >= STRETCH; i += STRETCH)
        if ((state & 63) != START || !is_ascii_stretch(s.p + i))
            state = run(state, s, i, i + STRETCH);
    return (run(state, s, i, s.n) & 63) == START;
}
