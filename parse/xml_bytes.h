#ifndef KC_PARSE_XML_BYTES_H
#define KC_PARSE_XML_BYTES_H

/* The bytes of a part under the scanner: looking ahead without running over the end,
 * and what XML takes for a character. Private to parse/xml_*.c. */
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "ingest/record/str.h"

#define XML_STEP 16

struct xml_bytes {
    const char *end;
    size_t      ntail;
    char        tail[2 * XML_STEP]; /* the last bytes once more, and NULs behind them */
};

struct xml_bytes xml_bytes_of(struct str part);

/* Byte `i` from `p` on, NUL behind the end. No NUL is legal in XML. */
static inline char xml_at(const struct xml_bytes *b, const char *p, size_t i)
{
    return i < (size_t)(b->end - p) ? p[i] : '\0';
}

static inline struct str xml_rest(const struct xml_bytes *b, const char *p)
{
    return (struct str){p, (size_t)(b->end - p)};
}

/* Where XML_STEP bytes can be read that begin like those at `p`, with NULs behind the
 * end: as every search below stops at a NUL, none goes further. */
static inline const char *xml_ahead(const struct xml_bytes *b, const char *p)
{
    size_t left = (size_t)(b->end - p);

    return left >= XML_STEP ? p : b->tail + (b->ntail - left);
}

static inline bool xml_is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* ---- characters; NULL when there is none, or one that is not legal --------- */

/* Behind the character at `p`. */
const char *xml_character(const struct xml_bytes *b, const char *p);

/* Behind the reference at `p`, a number or one of the five that XML names. */
const char *xml_reference(const struct xml_bytes *b, const char *p, uint32_t *ret_cp);

/* Is all of it legal? */
bool xml_are_characters(const struct xml_bytes *b, const char *p, const char *end);
/* The same for text that has no control characters but white space. */
bool xml_is_clean(struct str text);

/* Where the first start tag with more than `most` attributes begins; part.n when there is
 * none up to the first damage. */
size_t xml_crowded_tag(struct str part, size_t most);

/* ---- XML_STEP bytes at a time ---------------------------------------------- */

/* The lowest bit of a result is that of the first byte that is one of those. */
#ifdef __SSE2__

typedef __m128i v16;

static inline v16 load(const char *p)
{
    return _mm_loadu_si128((const v16 *)(const void *)p);
}

static inline v16 is(v16 v, char c)
{
    return _mm_cmpeq_epi8(v, _mm_set1_epi8(c));
}

static inline v16 control(v16 v)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(v, _mm_set1_epi8(0x1F)), v);
}

/* Bytes are signed here: those beyond ASCII are below all others. */
static inline v16 below_or_high(v16 v, char c)
{
    return _mm_cmplt_epi8(v, _mm_set1_epi8(c));
}

static inline unsigned any(v16 a, v16 b, v16 c, v16 d)
{
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d)));
}

static inline unsigned xml_name_ends(const char *p)
{
    v16 v = load(p);

    return any(is(v, '='), is(v, '>'), is(v, '/'), below_or_high(v, '!'));
}

static inline unsigned xml_value_stops(const char *p, char quote)
{
    v16 v = load(p);

    return any(is(v, quote), is(v, '&'), is(v, '<'), below_or_high(v, ' '));
}

static inline unsigned xml_text_stops(const char *p)
{
    v16 v = load(p);

    return any(is(v, '<'), is(v, '&'), is(v, ']'), control(v));
}

static inline unsigned xml_tag_ends(const char *p)
{
    v16 v = load(p);

    return (unsigned)_mm_movemask_epi8(_mm_or_si128(is(v, '>'), is(v, '\0')));
}

static inline unsigned xml_high_bytes(const char *p)
{
    return (unsigned)_mm_movemask_epi8(load(p));
}

#else

#define FIND(condition)                                                                            \
    for (unsigned i = 0; i < XML_STEP; i++) {                                                      \
        unsigned char c = (unsigned char)p[i];                                                     \
                                                                                                   \
        if (condition)                                                                             \
            return 1u << i;                                                                        \
    }                                                                                              \
    return 0

static inline unsigned xml_name_ends(const char *p)
{
    FIND(c <= ' ' || c >= 0x80 || c == '=' || c == '>' || c == '/');
}

static inline unsigned xml_value_stops(const char *p, char quote)
{
    FIND(c < ' ' || c >= 0x80 || c == '&' || c == '<' || c == (unsigned char)quote);
}

static inline unsigned xml_text_stops(const char *p)
{
    FIND(c < ' ' || c == '<' || c == '&' || c == ']');
}

static inline unsigned xml_tag_ends(const char *p)
{
    FIND(c == '>' || c == '\0');
}

static inline unsigned xml_high_bytes(const char *p)
{
    FIND(c >= 0x80);
}

#endif

static inline unsigned xml_first(unsigned bits)
{
    return (unsigned)__builtin_ctz(bits);
}

#endif
