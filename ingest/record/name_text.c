#include "ingest/record/name_text.h"

#include "ingest/record/fold.h"
#include "ingest/record/tcvn3.h"

/* ---- Vietnamese letters ---------------------------------------------------- */

enum { VOWELS = 12, TONES = 6, PLAIN = 0, ACUTE = 4, DOT = 5 };

/* Each vowel without a tone, and with those of `tone_marks`. */
static const uint16_t vowels[VOWELS][TONES] = {
    {U'a', U'à', U'ả', U'ã', U'á', U'ạ'}, {U'ă', U'ằ', U'ẳ', U'ẵ', U'ắ', U'ặ'},
    {U'â', U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ'}, {U'e', U'è', U'ẻ', U'ẽ', U'é', U'ẹ'},
    {U'ê', U'ề', U'ể', U'ễ', U'ế', U'ệ'}, {U'i', U'ì', U'ỉ', U'ĩ', U'í', U'ị'},
    {U'o', U'ò', U'ỏ', U'õ', U'ó', U'ọ'}, {U'ô', U'ồ', U'ổ', U'ỗ', U'ố', U'ộ'},
    {U'ơ', U'ờ', U'ở', U'ỡ', U'ớ', U'ợ'}, {U'u', U'ù', U'ủ', U'ũ', U'ú', U'ụ'},
    {U'ư', U'ừ', U'ử', U'ữ', U'ứ', U'ự'}, {U'y', U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ'},
};
static const uint16_t tone_marks[TONES] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};

/* What a circumflex, a breve and a horn make of a vowel. */
static const struct {
    uint16_t plain, mark, vowel;
} shapes[] = {
    {'a', 0x302, U'â'}, {'a', 0x306, U'ă'}, {'e', 0x302, U'ê'},
    {'o', 0x302, U'ô'}, {'o', 0x31B, U'ơ'}, {'u', 0x31B, U'ư'},
};

/* Which vowel and tone a lower-case letter is; false for others. */
static bool find_vowel(uint32_t cp, size_t *ret_vowel, size_t *ret_tone)
{
    for (size_t v = 0; v < VOWELS; v++)
        for (size_t t = 0; t < TONES; t++)
            if (vowels[v][t] == cp) {
                *ret_vowel = v;
                *ret_tone  = t;
                return true;
            }
    return false;
}

/* `vowel` with one more mark, in any order of marks; 0 when that makes no letter. */
static uint32_t with_mark(uint32_t vowel, uint32_t mark)
{
    uint32_t lower = fold_lower(vowel), result = 0;
    size_t   v, t, shaped, none;

    if (!find_vowel(lower, &v, &t))
        return 0;
    for (size_t i = 1; i < TONES && t == PLAIN; i++)
        if (tone_marks[i] == mark)
            result = vowels[v][i];
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].mark == mark && shapes[i].plain == vowels[v][PLAIN] &&
            find_vowel(shapes[i].vowel, &shaped, &none))
            result = vowels[shaped][t];
    return result && lower != vowel ? fold_upper(result) : result;
}

/* ---- encodings --------------------------------------------------------------- */

/* What windows-1258 has instead of the characters of Latin-1. */
static uint32_t windows_1258(unsigned char c)
{
    static const struct {
        unsigned char byte;
        uint16_t      cp;
    } own[] = {
        {0x85, 0x2026}, {0x91, 0x2018}, {0x92, 0x2019}, {0x93, 0x201C}, {0x94, 0x201D},
        {0x96, 0x2013}, {0x97, 0x2014}, {0xC3, U'Ă'},   {0xCC, 0x300},  {0xD0, U'Đ'},
        {0xD2, 0x309},  {0xD5, U'Ơ'},   {0xDD, U'Ư'},   {0xDE, 0x303},  {0xE3, U'ă'},
        {0xEC, 0x301},  {0xF0, U'đ'},   {0xF2, 0x323},  {0xF5, U'ơ'},   {0xFD, U'ư'},
        {0xFE, 0x20AB},
    };

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (own[i].byte == c)
            return own[i].cp;
    return c < 0x80 || c >= 0xA0 ? c : 0;
}

static uint32_t tcvn3_letter(unsigned char c)
{
    return c < 0x80 ? c : tcvn3[c];
}

#define CP437_FIRST 0x80
#define CP437_LAST  0xA8

static uint32_t cp437(unsigned char c)
{
    static const uint16_t letters[] = {
        U'Ç', U'ü', U'é', U'â', U'ä', U'à', U'å', U'ç', U'ê', U'ë', U'è', U'ï', U'î', U'ì',
        U'Ä', U'Å', U'É', U'æ', U'Æ', U'ô', U'ö', U'ò', U'û', U'ù', U'ÿ', U'Ö', U'Ü', U'¢',
        U'£', U'¥', U'₧', U'ƒ', U'á', U'í', U'ó', U'ú', U'ñ', U'Ñ', U'ª', U'º', U'¿',
    };

    if (c < CP437_FIRST)
        return c;
    return c <= CP437_LAST ? letters[c - CP437_FIRST] : 0;
}

/* One byte is one character; 0: it means nothing. */
typedef uint32_t decode_byte(unsigned char c);

static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* ---- is it Vietnamese? --------------------------------------------------------- */

/* "nghiêng" has seven letters. */
enum { SYLLABLE = 7 };

struct word {
    uint32_t letter[SYLLABLE + 1]; /* lower case, no tones */
    size_t   n;                    /* SYLLABLE + 1: it is longer */
    size_t   tone;                 /* the last one */
    size_t   tones, marked, capitals;
    bool     hump; /* a capital behind a small letter */
};

static bool is_one_of(const struct word *w, size_t from, size_t n, const char *list)
{
    struct str rest = str_from_cstr(list);

    while (rest.n) {
        struct str row  = str_cut(&rest, ' ');
        bool       same = true;
        size_t     i    = 0;

        for (; row.n && same; i++)
            same = i < n && w->letter[from + i] == utf8_next(&row);
        if (same && i == n)
            return true;
    }
    return false;
}

/* First consonants, one to three vowels, last consonants; one tone at most, and two only
 * before a stop. */
static bool is_syllable(const struct word *w)
{
    size_t first   = 0, last, v, t;
    bool   stopped = w->tone == ACUTE || w->tone == DOT;

    if (w->hump || w->n > SYLLABLE || w->tones > 1)
        return false;
    while (first < w->n && !find_vowel(w->letter[first], &v, &t))
        first++;
    for (last = first; last < w->n && find_vowel(w->letter[last], &v, &t);)
        last++;
    return last > first && last - first <= 3 &&
           (first == 0 ||
            is_one_of(w, 0, first,
                      "b c ch d đ g gh h k kh l m n ng ngh nh p ph q r s t th tr v x")) &&
           (last == w->n || is_one_of(w, last, w->n - last, "m n ng nh") ||
            (stopped && is_one_of(w, last, w->n - last, "c ch p t")));
}

/* "QĐ", "HĐND" */
static bool is_abbreviation(const struct word *w)
{
    bool stroke = false;

    for (size_t i = 0; i < w->n && i <= SYLLABLE; i++)
        stroke = stroke || w->letter[i] == U'đ';
    return stroke && w->n > 1 && w->n <= SYLLABLE && w->capitals == w->n && !w->tones;
}

struct score {
    size_t good, bad;
    size_t tones; /* marks of their own, behind a vowel that can have them */
};

static void word_end(struct word *w, struct score *score)
{
    if (w->marked && is_abbreviation(w))
        score->good += 2;
    else if (w->marked && is_syllable(w))
        score->good++;
    else if (w->marked)
        score->bad++;
    *w = (struct word){0};
}

static void word_add(struct word *w, uint32_t cp)
{
    uint32_t lower = fold_lower(cp);
    bool     large = lower != cp;
    size_t   v, t;

    w->hump = w->hump || (large && w->capitals < w->n);
    w->capitals += large;
    if (find_vowel(lower, &v, &t)) {
        w->tones += t != PLAIN;
        w->tone = t != PLAIN ? t : w->tone;
        lower   = vowels[v][PLAIN];
    }
    w->marked += cp >= 0x80;
    if (w->n <= SYLLABLE)
        w->letter[w->n++] = lower;
}

static void word_mark(struct word *w, uint32_t mark)
{
    for (size_t t = 1; t < TONES; t++)
        w->tone = tone_marks[t] == mark ? t : w->tone;
    w->tones++;
    w->marked++;
}

/* Adds what one component looks like when it is read so. */
static void look_at(struct str component, decode_byte *decode, struct score *score)
{
    struct word w      = {0};
    uint32_t    before = 0;

    for (size_t i = 0; i < component.n; i++) {
        uint32_t cp = decode((unsigned char)component.p[i]);

        if (is_mark(cp)) {
            bool fits = with_mark(before, cp) != 0;

            score->tones += fits;
            score->bad += !fits;
            word_mark(&w, cp);
        } else if (fold_is_letter(cp)) {
            word_add(&w, cp);
        } else {
            word_end(&w, score);
            /* signs of Latin-1, or nothing at all, in the place of a letter */
            score->bad += (unsigned char)component.p[i] >= 0x80 && cp < 0x2000;
        }
        before = cp;
    }
    word_end(&w, score);
}

/* ---- which one ------------------------------------------------------------------- */

static struct score weigh(struct str name, decode_byte *decode)
{
    struct score score = {0};

    while (name.n) {
        struct str component = str_cut(&name, '/');

        if (!utf8_valid(component))
            look_at(component, decode, &score);
    }
    return score;
}

static bool is_ascii_letter_at(struct str s, size_t i)
{
    return i < s.n && fold_is_ascii_letter((unsigned char)s.p[i]);
}

static bool looks_cp437(struct str name)
{
    bool found = false;

    while (name.n) {
        struct str s     = str_cut(&name, '/');
        bool       valid = utf8_valid(s);

        for (size_t i = 0; i < s.n && !valid; i++) {
            unsigned char c = (unsigned char)s.p[i];

            if (c > CP437_LAST)
                return false;
            found = found || (c >= CP437_FIRST &&
                              (is_ascii_letter_at(s, i - 1) || is_ascii_letter_at(s, i + 1)));
        }
    }
    return found;
}

/* Most of what is not ASCII makes Vietnamese words. */
static bool is_good(struct score s)
{
    return s.good > 0 && s.bad * 3 <= s.good;
}

static long worth(struct score s)
{
    return (long)s.good - 2 * (long)s.bad;
}

/* Bytes that are common letters in windows-1258 and rare ones in TCVN3, as "á" and "ỏ",
 * less those of which the opposite is true, as "è" and "ố". */
static long leans_to_1258(struct str name)
{
    static const char common[] = "\xE1\xE2\xF3\xF4\xF5\xFA\xFD", rare[] = "\xE8\xE9\xF9";
    long              sum = 0;

    for (size_t i = 0; i < name.n; i++) {
        sum += memchr(common, name.p[i], sizeof common - 1) != NULL;
        sum -= memchr(rare, name.p[i], sizeof rare - 1) != NULL;
    }
    return sum;
}

/* NULL: nobody knows. */
static decode_byte *choose(struct str name)
{
    struct score modern = weigh(name, windows_1258), abc = weigh(name, tcvn3_letter);
    /* The same bytes may be words in both; only windows-1258 has tones of their own. */
    bool own = modern.tones || leans_to_1258(name) > 0;

    if (is_good(modern) && (worth(modern) > worth(abc) || (worth(modern) == worth(abc) && own)))
        return windows_1258;
    if (is_good(abc))
        return tcvn3_letter;
    return looks_cp437(name) ? cp437 : NULL;
}

/* ---- the way there ----------------------------------------------------------------- */

struct composer {
    struct text out;
    uint32_t    held; /* a letter that may still get marks; 0: none */
};

static void release(struct composer *c)
{
    if (c->held)
        (void)text_add_cp(&c->out, c->held); /* sticky, read at the end */
    c->held = 0;
}

static void compose(struct composer *c, uint32_t cp)
{
    uint32_t both = c->held && is_mark(cp) ? with_mark(c->held, cp) : 0;

    if (!both)
        release(c);
    c->held = both ? both : cp;
}

static void add_component(struct composer *c, struct str s, decode_byte *decode)
{
    bool valid = utf8_valid(s);

    while (s.n) {
        struct str before = s;
        uint32_t   cp;

        if (valid || !decode) {
            cp = utf8_next(&s);
        } else {
            cp = decode((unsigned char)*s.p);
            s  = str_sub(s, 1, s.n);
        }
        if (before.n - s.n == 1 && (cp == 0 || cp == 0xFFFD)) { /* a byte that stays */
            release(c);
            (void)text_add(&c->out, str_sub(before, 0, 1));
        } else {
            compose(c, cp);
        }
    }
    release(c);
}

/* Combining marks begin with one of two bytes. */
static bool has_marks(struct str s)
{
    return s.n && (memchr(s.p, 0xCC, s.n) || memchr(s.p, 0xCD, s.n));
}

struct str name_text(struct arena *a, struct str name)
{
    struct composer c      = {.out = {.arena = a}};
    struct str      rest   = name;
    decode_byte    *decode = NULL;

    if (utf8_valid(name) && !has_marks(name))
        return name;
    if (!utf8_valid(name))
        decode = choose(name);
    while (rest.n) {
        struct str component = str_cut(&rest, '/');

        add_component(&c, component, decode);
        if (component.p + component.n < name.p + name.n)
            (void)text_add(&c.out, STR("/"));
    }
    return c.out.full ? name : text_str(&c.out);
}
