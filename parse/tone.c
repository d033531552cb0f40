#include "parse/tone.h"

#include "ingest/record/fold.h"

#define COUNT(t) (sizeof(t) / sizeof *(t))

/* A vowel and its toned forms in NFC; every row in the same order of tones. */
struct vowel {
    uint32_t plain;
    uint32_t toned[5];
};

static const struct vowel vowels[] = {
    {U'A', {U'À', U'Ả', U'Ã', U'Á', U'Ạ'}}, {U'E', {U'È', U'Ẻ', U'Ẽ', U'É', U'Ẹ'}},
    {U'O', {U'Ò', U'Ỏ', U'Õ', U'Ó', U'Ọ'}}, {U'U', {U'Ù', U'Ủ', U'Ũ', U'Ú', U'Ụ'}},
    {U'Y', {U'Ỳ', U'Ỷ', U'Ỹ', U'Ý', U'Ỵ'}}, {U'a', {U'à', U'ả', U'ã', U'á', U'ạ'}},
    {U'e', {U'è', U'ẻ', U'ẽ', U'é', U'ẹ'}}, {U'o', {U'ò', U'ỏ', U'õ', U'ó', U'ọ'}},
    {U'u', {U'ù', U'ủ', U'ũ', U'ú', U'ụ'}}, {U'y', {U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ'}},
};

/* The pairs that move, in lower case. */
static const uint32_t pairs[][2] = {{U'o', U'a'}, {U'o', U'e'}, {U'u', U'y'}};

/* Without marks; "d" is đ as well. */
static const struct str onsets[] = {
    STR_INIT("b"),  STR_INIT("c"),  STR_INIT("ch"), STR_INIT("d"),  STR_INIT("g"),
    STR_INIT("gh"), STR_INIT("gi"), STR_INIT("h"),  STR_INIT("k"),  STR_INIT("kh"),
    STR_INIT("l"),  STR_INIT("m"),  STR_INIT("n"),  STR_INIT("ng"), STR_INIT("ngh"),
    STR_INIT("nh"), STR_INIT("p"),  STR_INIT("ph"), STR_INIT("r"),  STR_INIT("s"),
    STR_INIT("t"),  STR_INIT("th"), STR_INIT("tr"), STR_INIT("v"),  STR_INIT("x"),
};

static const struct vowel *vowel_of(uint32_t plain)
{
    for (size_t i = 0; i < COUNT(vowels); i++)
        if (vowels[i].plain == plain)
            return &vowels[i];
    return NULL;
}

/* The vowel under a tone and which tone it is; NULL for everything else. */
static const struct vowel *vowel_with_tone(uint32_t cp, size_t *ret_tone)
{
    for (size_t i = 0; i < COUNT(vowels); i++)
        for (size_t tone = 0; tone < COUNT(vowels[i].toned); tone++)
            if (vowels[i].toned[tone] == cp) {
                *ret_tone = tone;
                return &vowels[i];
            }
    return NULL;
}

bool tone_moves(uint32_t first, uint32_t second, uint32_t *ret_first, uint32_t *ret_second)
{
    size_t              tone;
    const struct vowel *to, *from;

    if (second < 0x80 || ((first | 0x20) != 'o' && (first | 0x20) != 'u'))
        return false; /* asked for nearly every letter */
    to   = vowel_of(first);
    from = vowel_with_tone(second, &tone);
    if (!to || !from)
        return false;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (fold_lower(first) == pairs[i][0] && fold_lower(from->plain) == pairs[i][1]) {
            *ret_first  = to->toned[tone];
            *ret_second = from->plain;
            return true;
        }
    return false;
}

/* The last character of s, which must not be empty; s is valid UTF-8. */
static uint32_t last_char(struct str s, size_t *ret_length)
{
    size_t     start = s.n - 1;
    struct str tail;

    while (start > 0 && ((unsigned char)s.p[start] & 0xC0) == 0x80)
        start--;
    tail        = str_sub(s, start, s.n);
    *ret_length = tail.n;
    return utf8_next(&tail);
}

bool tone_begins(struct str before)
{
    char   onset[3];
    size_t n = 0, length;

    while (before.n) {
        uint32_t cp = last_char(before, &length);

        if (!fold_is_letter(cp))
            break;
        cp = cp == U'đ' || cp == U'Đ' ? 'd' : fold_lower(cp);
        if (n == sizeof onset || cp >= 0x80)
            return false;
        onset[sizeof onset - ++n] = (char)cp;
        before.n -= length;
    }
    for (size_t i = 0; i < COUNT(onsets); i++)
        if (str_eq(onsets[i], (struct str){onset + sizeof onset - n, n}))
            return true;
    return n == 0;
}
