#include "parse/legacy.h"

#include "ingest/record/fold.h"

/* A telltale is a pair of neighbours that one of the font encodings produces all
 * the time and that no other text has but by accident. */

#define TELLTALES_MIN 8 /* fewer prove nothing                              */
#define SHARE_TCVN3   3 /* percent of letters; real documents have 11 to 18 */
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

/* VNI writes a vowel and behind it a letter that stands for its mark: "daân",
 * "Uûy". Pairs that Vietnamese in Unicode has ("oà", "uâ", "uý") are left out. */
static const struct {
    uint32_t    vowel;
    const char *marks; /* Latin-1 */
} vni[] = {
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
    for (size_t i = 0; mark >= 0xC0 && i < sizeof vni / sizeof *vni; i++)
        if (vni[i].vowel == fold_lower(vowel))
            return strchr(vni[i].marks, (int)fold_lower(mark)) != NULL;
    return false;
}

/* The character before p[at]: only Latin-1 matters. */
static uint32_t char_before(const unsigned char *p, size_t at)
{
    if (at >= 2 && p[at - 2] == 0xC3)
        return p[at - 1] + 0x40u;
    return at ? p[at - 1] : 0;
}

static bool enough(size_t telltales, size_t letters, size_t percent)
{
    return telltales >= TELLTALES_MIN && telltales * 100 >= letters * percent;
}

/* Telltales are in U+0080 to U+00FF: C2 or C3 and one byte more in UTF-8. What has
 * a longer sequence counts as a letter, roughly. */
struct str legacy_guess(struct str utf8)
{
    const unsigned char *p       = (const unsigned char *)utf8.p;
    size_t               letters = 0, tcvn3 = 0, vni_pairs = 0;

    for (size_t i = 0; i < utf8.n; i++) {
        uint32_t c, before;

        letters += is_ascii_letter(p[i]) || p[i] >= 0xC3;
        if ((p[i] & 0xFE) != 0xC2 || i + 1 == utf8.n || p[i + 1] < 0x80 || p[i + 1] > 0xBF)
            continue;
        c      = (p[i] - 0xC2u) * 0x40 + p[i + 1];
        before = char_before(p, i);
        tcvn3 += is_tcvn3(before, c, i + 2 < utf8.n ? p[i + 2] : 0);
        vni_pairs += is_vni(before, c);
    }
    if (enough(tcvn3, letters, SHARE_TCVN3) && tcvn3 >= vni_pairs)
        return STR("TCVN3");
    if (enough(vni_pairs, letters, SHARE_VNI))
        return STR("VNI");
    return (struct str){0};
}
