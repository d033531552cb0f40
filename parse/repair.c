#include "parse/repair.h"

#include "parse/tone.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* Ascending. `shift` keeps the distance within the range (full-width letters). */
struct repair {
    uint32_t first, last;
    uint32_t to;
    bool     shift;
};

static const struct repair repairs[] = {
    {0x0000, 0x0008, REPAIR_GONE, false}, /* control characters */
    {0x0009, 0x000D, U' ', false},        /* tab, line breaks */
    {0x000E, 0x001F, REPAIR_GONE, false},
    {0x007F, 0x0084, REPAIR_GONE, false},
    {0x0085, 0x0085, U' ', false}, /* next line */
    {0x0086, 0x009F, REPAIR_GONE, false},
    {0x00A0, 0x00A0, U' ', false},        /* no-break space */
    {0x00AD, 0x00AD, REPAIR_GONE, false}, /* soft hyphen */
    {0x00D0, 0x00D0, U'Đ', false},        /* eth */
    {0x00F0, 0x00F0, U'đ', false},
    {0x0189, 0x0189, U'Đ', false},        /* African D */
    {0x034F, 0x034F, REPAIR_GONE, false}, /* combining grapheme joiner */
    {0x061C, 0x061C, REPAIR_GONE, false}, /* Arabic letter mark */
    {0x1680, 0x1680, U' ', false},
    {0x180E, 0x180E, REPAIR_GONE, false}, /* Mongolian vowel separator */
    {0x2000, 0x200A, U' ', false},        /* en quad … hair space */
    {0x200B, 0x200F, REPAIR_GONE, false}, /* zero-width, direction */
    {0x2010, 0x2015, U'-', false},        /* hyphens and dashes */
    {0x2028, 0x2029, U' ', false},        /* line, paragraph separator */
    {0x202A, 0x202E, REPAIR_GONE, false}, /* direction */
    {0x202F, 0x202F, U' ', false},
    {0x2044, 0x2044, U'/', false}, /* fraction slash */
    {0x205F, 0x205F, U' ', false},
    {0x2060, 0x2064, REPAIR_GONE, false}, /* word joiner, invisible operators */
    {0x2066, 0x2069, REPAIR_GONE, false}, /* isolates */
    {0x2212, 0x2212, U'-', false},        /* minus */
    {0x2215, 0x2215, U'/', false},        /* division slash */
    {0x3000, 0x3000, U' ', false},
    {0xFE58, 0xFE58, U'-', false},
    {0xFE63, 0xFE63, U'-', false},
    {0xFEFF, 0xFEFF, REPAIR_GONE, false}, /* byte order mark */
    {0xFF0D, 0xFF0D, U'-', false},
    {0xFF0F, 0xFF0F, U'/', false},
    {0xFF10, 0xFF19, U'0', true}, /* full-width digits and letters */
    {0xFF21, 0xFF3A, U'A', true},
    {0xFF41, 0xFF5A, U'a', true},
};

uint32_t repair_char(uint32_t cp)
{
    size_t low = 0, high = COUNT(repairs);

    /* ASCII; Vietnamese letters, tones */
    if (cp - 0x20 < 0x5F || cp - 0x1E00 < 0x200 || cp - 0x300 < 0x4F)
        return cp;
    while (low < high) {
        size_t mid = low + (high - low) / 2;

        if (cp > repairs[mid].last)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == COUNT(repairs) || cp < repairs[low].first)
        return cp;
    return repairs[low].shift ? repairs[low].to + (cp - repairs[low].first) : repairs[low].to;
}

/* Length of the clean character at p[0..n), n > 0; 0 when it needs a look. Knows
 * what Vietnamese text is made of; everything else may go the slow way. */
static inline size_t clean_length(const unsigned char *p, size_t n)
{
    size_t length = 0;

    if (p[0] < 0x80)
        return p[0] > 0x20 && p[0] < 0x7F;
    if (n < 2 || (p[1] & 0xC0) != 0x80)
        return 0;
    switch (p[0]) {
    case 0xC2: /* § ° « … without C1 controls, no-break space, soft hyphen */
        length = p[1] > 0xA0 && p[1] != 0xAD ? 2 : 0;
        break;
    case 0xC3: /* Latin-1 letters without Ð and ð */
        length = p[1] != 0x90 && p[1] != 0xB0 ? 2 : 0;
        break;
    case 0xC4: /* ă đ ĩ */
    case 0xC5: /* ũ */
        length = 2;
        break;
    case 0xC6: /* ơ ư, without African D */
        length = p[1] != 0x89 ? 2 : 0;
        break;
    case 0xE1: /* U+1E80 to U+1EFF: letters with two marks or a dot below */
        length = n > 2 && (p[1] == 0xBA || p[1] == 0xBB) && (p[2] & 0xC0) == 0x80 ? 3 : 0;
        break;
    case 0xE2: /* curly quotes, bullet, ellipsis */
        length = n > 2 && p[1] == 0x80 &&
                         ((p[2] >= 0x98 && p[2] <= 0x9F) || p[2] == 0xA2 || p[2] == 0xA6)
                     ? 3
                     : 0;
        break;
    default:
        break;
    }
    return length;
}

/* May p[at], `length` bytes long, carry a tone that belongs on the letter before? */
static bool tone_may_move(struct str s, size_t at, size_t length, char before)
{
    char       first = at ? s.p[at - 1] : before;
    size_t     next  = at + length;
    struct str second;
    uint32_t   unused;

    if ((first | 0x20) != 'o' && (first | 0x20) != 'u')
        return false;
    if (next < s.n && (unsigned char)((s.p[next] | 0x20) - 'a') < 26)
        return false; /* the syllable goes on: "hoàn" */
    second = str_sub(s, at, next);
    return tone_moves((unsigned char)first, utf8_next(&second), &unused, &unused);
}

/* Start of the last character of s[0..n): a mark that follows may join it. */
static size_t back_one(struct str s, size_t n)
{
    while (n > 0 && ((unsigned char)s.p[--n] & 0xC0) == 0x80)
        ;
    return n;
}

size_t repair_clean_prefix(struct str s, char before)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t               i = 0;

    while (i < s.n) {
        size_t length;

        if (p[i] > 0x20 && p[i] < 0x7F) {
            i++;
            continue;
        }
        if (p[i] == ' ') {
            if ((i ? s.p[i - 1] : before) == ' ' || (i == 0 && before == 0))
                return back_one(s, i);
            i++;
            continue;
        }
        length = clean_length(p + i, s.n - i);
        if (length == 0)
            return back_one(s, i);
        i += length;
        if (tone_may_move(s, i - length, length, before) &&
            (i == s.n || p[i] == ' ' || clean_length(p + i, s.n - i)))
            return i;
    }
    return i && p[i - 1] == ' ' ? i - 1 : i; /* trimmed at the end of a block */
}
