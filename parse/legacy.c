#include "parse/legacy.h"

#include "ingest/record/fold.h"
#include "ingest/record/tcvn3.h"

/* ---- what the fonts show ---------------------------------------------------- */

/* RFC 1456, but for A0: "Õ" is rare, and pages are full of no-break spaces. */
static const uint16_t viscii[256] = {
    [0x02] = U'Ẳ', [0x05] = U'Ẵ', [0x06] = U'Ẫ', [0x14] = U'Ỷ', [0x19] = U'Ỹ', [0x1E] = U'Ỵ',
    [0x80] = U'Ạ', [0x81] = U'Ắ', [0x82] = U'Ằ', [0x83] = U'Ặ', [0x84] = U'Ấ', [0x85] = U'Ầ',
    [0x86] = U'Ẩ', [0x87] = U'Ậ', [0x88] = U'Ẽ', [0x89] = U'Ẹ', [0x8A] = U'Ế', [0x8B] = U'Ề',
    [0x8C] = U'Ể', [0x8D] = U'Ễ', [0x8E] = U'Ệ', [0x8F] = U'Ố', [0x90] = U'Ồ', [0x91] = U'Ổ',
    [0x92] = U'Ỗ', [0x93] = U'Ộ', [0x94] = U'Ợ', [0x95] = U'Ớ', [0x96] = U'Ờ', [0x97] = U'Ở',
    [0x98] = U'Ị', [0x99] = U'Ỏ', [0x9A] = U'Ọ', [0x9B] = U'Ỉ', [0x9C] = U'Ủ', [0x9D] = U'Ũ',
    [0x9E] = U'Ụ', [0x9F] = U'Ỳ', [0xA0] = 0,    [0xA1] = U'ắ', [0xA2] = U'ằ', [0xA3] = U'ặ',
    [0xA4] = U'ấ', [0xA5] = U'ầ', [0xA6] = U'ẩ', [0xA7] = U'ậ', [0xA8] = U'ẽ', [0xA9] = U'ẹ',
    [0xAA] = U'ế', [0xAB] = U'ề', [0xAC] = U'ể', [0xAD] = U'ễ', [0xAE] = U'ệ', [0xAF] = U'ố',
    [0xB0] = U'ồ', [0xB1] = U'ổ', [0xB2] = U'ỗ', [0xB3] = U'Ỡ', [0xB4] = U'Ơ', [0xB5] = U'ộ',
    [0xB6] = U'ờ', [0xB7] = U'ở', [0xB8] = U'ị', [0xB9] = U'Ự', [0xBA] = U'Ứ', [0xBB] = U'Ừ',
    [0xBC] = U'Ử', [0xBD] = U'ơ', [0xBE] = U'ớ', [0xBF] = U'Ư', [0xC0] = U'À', [0xC1] = U'Á',
    [0xC2] = U'Â', [0xC3] = U'Ã', [0xC4] = U'Ả', [0xC5] = U'Ă', [0xC6] = U'ẳ', [0xC7] = U'ẵ',
    [0xC8] = U'È', [0xC9] = U'É', [0xCA] = U'Ê', [0xCB] = U'Ẻ', [0xCC] = U'Ì', [0xCD] = U'Í',
    [0xCE] = U'Ĩ', [0xCF] = U'ỳ', [0xD0] = U'Đ', [0xD1] = U'ứ', [0xD2] = U'Ò', [0xD3] = U'Ó',
    [0xD4] = U'Ô', [0xD5] = U'ạ', [0xD6] = U'ỷ', [0xD7] = U'ừ', [0xD8] = U'ử', [0xD9] = U'Ù',
    [0xDA] = U'Ú', [0xDB] = U'ỹ', [0xDC] = U'ỵ', [0xDD] = U'Ý', [0xDE] = U'ỡ', [0xDF] = U'ư',
    [0xE0] = U'à', [0xE1] = U'á', [0xE2] = U'â', [0xE3] = U'ã', [0xE4] = U'ả', [0xE5] = U'ă',
    [0xE6] = U'ữ', [0xE7] = U'ẫ', [0xE8] = U'è', [0xE9] = U'é', [0xEA] = U'ê', [0xEB] = U'ẻ',
    [0xEC] = U'ì', [0xED] = U'í', [0xEE] = U'ĩ', [0xEF] = U'ỉ', [0xF0] = U'đ', [0xF1] = U'ự',
    [0xF2] = U'ò', [0xF3] = U'ó', [0xF4] = U'ô', [0xF5] = U'õ', [0xF6] = U'ỏ', [0xF7] = U'ọ',
    [0xF8] = U'ụ', [0xF9] = U'ù', [0xFA] = U'ú', [0xFB] = U'ũ', [0xFC] = U'ủ', [0xFD] = U'ý',
    [0xFE] = U'ợ', [0xFF] = U'Ữ',
};

/* What windows-1252 makes of the bytes 80 to 9F: that is how VISCII text gets into
 * Unicode files. */
static const uint16_t cp1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* VNI writes a vowel and behind it a letter that stands for its mark: "daân",
 * "Uûy". Vowel 0: letters that stand for themselves. Small letters; capitals go
 * by the vowel. */
static const struct {
    uint32_t        vowel;
    const uint32_t *marks, *letters;
} vni[] = {
    {U'a', U"øùûõïàáåãäâèéúüëê", U"àáảãạầấẩẫậâằắẳẵặă"},
    {U'e', U"øùûõïàáåãäâ", U"èéẻẽẹềếểễệê"},
    {U'o', U"øùûõïàáåãäâ", U"òóỏõọồốổỗộô"},
    {U'u', U"øùûõï", U"ùúủũụ"},
    {U'y', U"øùûõ", U"ỳýỷỹ"},
    {U'ô', U"øùûõï", U"ờớởỡợ"},
    {U'ö', U"øùûõï", U"ừứửữự"},
    {0, U"ôöñìíæóòî", U"ơưđìíỉĩịỵ"},
};

static size_t find(const uint32_t *s, uint32_t c)
{
    size_t i = 0;

    while (s[i] && s[i] != c)
        i++;
    return s[i] ? i : SIZE_MAX;
}

/* The letter of a vowel and its mark, both small; 0: none. */
static uint32_t vni_letter(uint32_t vowel, uint32_t mark)
{
    for (size_t i = 0; i < sizeof vni / sizeof *vni; i++) {
        size_t at = vni[i].vowel == vowel ? find(vni[i].marks, mark) : SIZE_MAX;

        if (at != SIZE_MAX)
            return vni[i].letters[at];
    }
    return 0;
}

static uint32_t vni_next(uint32_t cp, struct str *rest)
{
    struct str behind = *rest;
    uint32_t   small = fold_lower(cp), mark = rest->n ? fold_lower(utf8_next(&behind)) : 0;
    uint32_t   letter = mark >= 0xC0 ? vni_letter(small, mark) : 0;

    if (letter)
        *rest = behind;
    else
        letter = vni_letter(0, small);
    if (!letter)
        return cp;
    return small == cp ? letter : fold_upper(letter);
}

static uint32_t viscii_byte(uint32_t cp)
{
    for (uint32_t i = 0; cp > 0xFF && i < 32; i++)
        if (cp1252[i] == cp)
            return 0x80 + i;
    return cp;
}

static uint32_t viscii_char(uint32_t cp)
{
    uint32_t byte = viscii_byte(cp);

    return byte < 0x100 && viscii[byte] ? viscii[byte] : cp;
}

uint32_t legacy_next(enum encoding encoding, struct str *rest)
{
    uint32_t cp = utf8_next(rest);

    switch (encoding) {
    case ENCODING_TCVN3:
        return cp < 0x100 && tcvn3[cp] ? tcvn3[cp] : cp;
    case ENCODING_VNI:
        return vni_next(cp, rest);
    case ENCODING_VISCII:
        return viscii_char(cp);
    case ENCODING_TWICE:
    case ENCODING_UNICODE:
        break;
    }
    return cp;
}

struct str encoding_name(enum encoding encoding)
{
    static const struct str names[] = {
        [ENCODING_TCVN3]  = STR_INIT("TCVN3"),
        [ENCODING_VNI]    = STR_INIT("VNI"),
        [ENCODING_VISCII] = STR_INIT("VISCII"),
        [ENCODING_TWICE]  = STR_INIT("UTF-8 ×2"),
    };

    return names[encoding];
}

/* ---- telltales --------------------------------------------------------------- */
/* A telltale is a pair of neighbours that one of the font encodings produces all
 * the time and that no other text has but by accident. */

#define TELLTALES_MIN 8 /* fewer prove nothing                              */
#define SHARE_TCVN3   3 /* percent of letters; real documents have 11 to 18 */
#define SHARE_TWICE   2 /* letters with two marks: every tenth               */
#define SHARE_VNI     8 /* real documents: 18; French at its worst: 5       */

/* TCVN3 puts letters on the symbols of Latin-1: "Uû ban nh©n d©n", "®iÓm". Next
 * to a letter they are telltales; those that stand there in other languages as
 * well («mot», 20°C) only between two. */
enum symbol { SYMBOL_NONE, SYMBOL_BESIDE, SYMBOL_BETWEEN };

static const uint8_t symbols[256] = {
    [0xA7] = SYMBOL_BESIDE,  /* § Đ */
    [0xA8] = SYMBOL_BESIDE,  /* ¨ ă */
    [0xA9] = SYMBOL_BESIDE,  /* © â */
    [0xAA] = SYMBOL_BESIDE,  /* ª ê */
    [0xAB] = SYMBOL_BETWEEN, /* « ô */
    [0xAC] = SYMBOL_BESIDE,  /* ¬ ơ */
    [0xAE] = SYMBOL_BESIDE,  /* ® đ */
    [0xB5] = SYMBOL_BESIDE,  /* µ à */
    [0xB6] = SYMBOL_BESIDE,  /* ¶ ả */
    [0xB7] = SYMBOL_BESIDE,  /* · ã */
    [0xB8] = SYMBOL_BESIDE,  /* ¸ á */
    [0xB9] = SYMBOL_BESIDE,  /* ¹ ạ */
    [0xBB] = SYMBOL_BETWEEN, /* » ằ */
    [0xBC] = SYMBOL_BESIDE,  /* ¼ ẳ */
    [0xBD] = SYMBOL_BESIDE,  /* ½ ẵ */
    [0xBE] = SYMBOL_BESIDE,  /* ¾ ắ */
    [0xD7] = SYMBOL_BETWEEN, /* × ì */
};

/* Vowels and marks of VNI; pairs that Vietnamese in Unicode has ("oà", "uâ", "uý")
 * are left out. */
static const struct {
    uint32_t    vowel;
    const char *marks; /* Latin-1 */
} vni_pairs[] = {
    {U'a', "\xE0\xE1\xE2\xE3\xE4\xE5\xE8\xE9\xEA\xEB\xEF\xF5\xF8\xF9\xFA\xFB\xFC"},
    {U'e', "\xE0\xE1\xE2\xE3\xE4\xE5\xEF\xF5\xF8\xF9\xFB"},
    {U'o', "\xE2\xE4\xE5\xEF\xF5\xF8\xF9\xFB"},
    {U'u', "\xEF\xF5\xF8\xF9\xFB"},
    {U'y', "\xF5\xF8\xF9\xFB"},
    {U'ô', "\xEF\xF5\xF8\xF9\xFB"},
    {U'ö', "\xEF\xF4\xF5\xF8\xF9\xFB"},
};

static bool is_ascii_letter(uint32_t c)
{
    return (c | 0x20) - 'a' < 26;
}

static bool is_capital(uint32_t c)
{
    return c >= 0xC0 && c <= 0xDE && c != 0xD7;
}

/* Capitals inside a word in small letters as well: "ViÖt", "nghÞ". */
static bool is_tcvn3(uint32_t before, uint32_t c, uint32_t after)
{
    bool left = is_ascii_letter(before), right = is_ascii_letter(after);

    if (is_capital(c))
        return left && before >= 'a';
    return symbols[c] == SYMBOL_BESIDE ? left || right : symbols[c] && left && right;
}

static bool is_vni(uint32_t vowel, uint32_t mark)
{
    for (size_t i = 0; mark >= 0xC0 && i < sizeof vni_pairs / sizeof *vni_pairs; i++)
        if (vni_pairs[i].vowel == fold_lower(vowel))
            return strchr(vni_pairs[i].marks, (int)fold_lower(mark)) != NULL;
    return false;
}

/* The character before p[at]: only Latin-1 matters. */
static uint32_t char_before(const unsigned char *p, size_t at)
{
    if (at >= 2 && p[at - 2] == 0xC3 && (p[at - 1] & 0xC0) == 0x80)
        return p[at - 1] + 0x40u;
    return at ? p[at - 1] : 0;
}

/* Telltales are in U+0080 to U+00FF: C2 or C3 and one byte more in UTF-8. */
static void look_at(const unsigned char *p, size_t n, size_t i, struct legacy_count *count)
{
    uint32_t c, before;

    if ((p[i] & 0xFE) != 0xC2 || i + 1 == n || (p[i + 1] & 0xC0) != 0x80)
        return;
    c      = (p[i] - 0xC2u) * 0x40 + p[i + 1];
    before = char_before(p, i);
    count->tcvn3 += is_tcvn3(before, c, i + 2 < n ? p[i + 2] : 0);
    count->vni += is_vni(before, c);
    count->twice += before == 0xE1 && (c == 0xBA || c == 0xBB);
}

/* Bytes looked at together. Vietnamese has a C3 in nearly every word, but hardly
 * ever a capital one or one behind a vowel that VNI marks. */
typedef unsigned char stretch __attribute__((vector_size(16)));

static stretch stretch_at(const unsigned char *p)
{
    stretch s;

    memcpy(&s, p, sizeof s);
    return s;
}

/* False: none of the bytes from p on begins a telltale. Reads one byte more at
 * either side. */
static bool may_tell(const unsigned char *p)
{
    stretch before = stretch_at(p - 1) | 0x20, lead = stretch_at(p), tail = stretch_at(p + 1);
    stretch vowel =
        (stretch)((before == 'a') | (before == 'e') | (before == 'o') | (before == 'u') |
                  (before == 'y') | (before == 0xB4 /* ô */) | (before == 0xB6 /* ö */));
    stretch  hit = (stretch)(lead == 0xC3) & (vowel | (stretch)(tail < 0x9F));
    uint64_t any[2];

    hit |= (stretch)(lead == 0xC2);
    memcpy(any, &hit, sizeof any);
    return any[0] | any[1];
}

struct legacy_count legacy_count(struct str utf8)
{
    const unsigned char *p     = (const unsigned char *)utf8.p;
    struct legacy_count  count = {0};
    size_t               i     = 0;

    while (i < utf8.n) {
        bool   whole = i > 0 && utf8.n - i > sizeof(stretch);
        size_t end   = whole ? i + sizeof(stretch) : i + 1;

        if (whole && !may_tell(p + i))
            i = end;
        while (i < end)
            look_at(p, utf8.n, i++, &count);
    }
    return count;
}

/* What the share of telltales is measured by. */
struct census {
    size_t letters;      /* what has a longer sequence counts as one, roughly */
    size_t eths, graves; /* "ð", "à" */
};

static struct census take_census(struct str utf8)
{
    const unsigned char *p = (const unsigned char *)utf8.p;
    struct census        c = {0};

    for (size_t i = 0; i < utf8.n; i++) {
        bool latin1 = p[i] == 0xC3 && i + 1 < utf8.n;

        c.letters += is_ascii_letter(p[i]) || p[i] >= 0xC3;
        c.eths += latin1 && p[i + 1] == 0xB0;
        c.graves += latin1 && p[i + 1] == 0xA0;
    }
    return c;
}

static bool enough(size_t telltales, size_t letters, size_t percent)
{
    return telltales >= TELLTALES_MIN && telltales * 100 >= letters * percent;
}

/* TCVN3 leaves these places empty; in VISCII they are à and đ, two of the commonest
 * letters. In a text that is partly Unicode there may be à, but no ð. */
static bool is_viscii(const struct census *c, size_t abc)
{
    return c->eths && (c->eths + c->graves) * 8 >= abc;
}

enum encoding legacy_guess(struct str utf8)
{
    struct legacy_count count = legacy_count(utf8);
    struct census       c;

    if (count.tcvn3 < TELLTALES_MIN && count.vni < TELLTALES_MIN && count.twice < TELLTALES_MIN)
        return ENCODING_UNICODE;
    c = take_census(utf8);
    if (enough(count.twice, c.letters, SHARE_TWICE) && count.twice * 2 >= count.tcvn3)
        return ENCODING_TWICE;
    if (enough(count.tcvn3, c.letters, SHARE_TCVN3) && count.tcvn3 >= count.vni)
        return is_viscii(&c, count.tcvn3) ? ENCODING_VISCII : ENCODING_TCVN3;
    if (enough(count.vni, c.letters, SHARE_VNI))
        return ENCODING_VNI;
    return ENCODING_UNICODE;
}

/* ---- evidence ------------------------------------------------------------------ */

/* Letters and tones of Vietnamese that no Latin-1 character can be. */
static bool is_modern(uint32_t c)
{
    static const uint32_t letters[] = U"ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323";

    return (c >= 0x1EA0 && c <= 0x1EF9) || (c > 0xFF && find(letters, c) != SIZE_MAX);
}

static bool is_latin1_letter(uint32_t c)
{
    return c >= 0xC0 && c != 0xD7 && c != 0xF7;
}

static long weigh_tcvn3(uint32_t before, uint32_t c, uint32_t after)
{
    if (!tcvn3[c])
        return is_latin1_letter(c) ? -1 : 0;
    return is_tcvn3(before, c, after);
}

/* A mark that follows no vowel is a letter of its own, and a modern one. */
static long weigh_vni(uint32_t before, uint32_t c)
{
    static const uint32_t own[] = U"ñæîÑÆÎ", marks[] = U"øùûõïàáåãäâèéúüëê";
    uint32_t              vowel = fold_lower(before), mark = fold_lower(c);

    if (is_vni(before, c) || find(own, c) != SIZE_MAX)
        return 1;
    if (find(marks, mark) != SIZE_MAX)
        return vni_letter(vowel, mark) ? 0 : -1;
    return is_latin1_letter(c) && !vni_letter(0, mark) ? -1 : 0;
}

static long weigh_viscii(uint32_t before, uint32_t c, uint32_t after)
{
    return c < 0xC0 && viscii[c] && (is_ascii_letter(before) || is_ascii_letter(after));
}

static long weigh(enum encoding encoding, uint32_t before, uint32_t c, uint32_t after)
{
    if (encoding == ENCODING_VISCII)
        c = viscii_byte(c);
    if (c < 0x80)
        return 0;
    if (c > 0xFF)
        return is_modern(c) ? -1 : 0;
    switch (encoding) {
    case ENCODING_TCVN3:
        return weigh_tcvn3(before, c, after);
    case ENCODING_VNI:
        return weigh_vni(before, c);
    case ENCODING_VISCII:
        return weigh_viscii(before, c, after);
    case ENCODING_TWICE:
    case ENCODING_UNICODE:
        break;
    }
    return 0;
}

long legacy_evidence(enum encoding encoding, struct str utf8)
{
    uint32_t before = 0, c = 0, after;
    long     sum  = 0;
    bool     more = true;

    while (more) {
        more  = utf8.n > 0;
        after = more ? utf8_next(&utf8) : 0;
        sum += weigh(encoding, before, c, after);
        before = c;
        c      = after;
    }
    return sum;
}
