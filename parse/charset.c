#include "parse/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include "ingest/record/diag.h"
#include "parse/legacy.h"

#define LABEL_MAX  40   /* no name of an encoding is longer            */
#define CHUNK      4096 /* bytes converted at a time                  */
#define LOOK       1024 /* bytes looked at for UTF-16 without its mark */
#define GOOD_A_BAD 4    /* well-formed sequences of UTF-8 for each bad byte   */
#define TONES_MIN  4    /* tones of windows-1258 that outweigh another label  */

static const struct str utf8         = STR_INIT("UTF-8");
static const struct str windows_1252 = STR_INIT("windows-1252");
static const struct str windows_1258 = STR_INIT("windows-1258");

/* How the bytes will be read: `skip` of them are a byte order mark. */
struct choice {
    struct str name;
    size_t     skip;
    bool       valid;   /* UTF-8 without a fault         */
    bool       guessed; /* windows-1258, unless a font encoding shows itself */
};

/* ---- UTF-8 and UTF-16, from the bytes ----------------------------------- */

struct census {
    size_t good; /* well-formed sequences of two bytes and more  */
    size_t bad;  /* bytes that belong to no well-formed sequence */
};

static struct census take_census(struct str s)
{
    struct census c = {0};

    while (s.n) {
        size_t   before = s.n;
        uint32_t cp     = utf8_next(&s);

        if (before - s.n > 1)
            c.good++;
        else if (cp == 0xFFFD)
            c.bad++;
    }
    return c;
}

/* Bad bytes in a page of UTF-8 must not turn all of it into another encoding:
 * other encodings make well-formed sequences only by accident. */
static bool is_mostly_utf8(struct census c, bool declared)
{
    return c.good && (declared ? c.good >= c.bad : c.good / GOOD_A_BAD >= c.bad);
}

/* A copy that was cut off may end inside a character. */
static struct str without_cut_character(struct str s)
{
    size_t n = s.n;

    for (unsigned i = 0; i < 2 && n && ((unsigned char)s.p[n - 1] & 0xC0) == 0x80; i++)
        n--;
    return n && (unsigned char)s.p[n - 1] >= 0xC3 ? str_sub(s, 0, n - 1) : s;
}

/* In UTF-16 with Latin letters many bytes are NUL, but only in every second
 * place (U+0300 and its like are rare). */
static bool looks_utf16(struct str s, struct str *ret_name)
{
    size_t zero[2] = {0};
    size_t n       = (s.n < LOOK ? s.n : LOOK) & ~(size_t)1;
    size_t few, many;

    for (size_t i = 0; i < n; i++)
        zero[i & 1] += s.p[i] == '\0';
    few  = zero[0] < zero[1] ? zero[0] : zero[1];
    many = zero[0] + zero[1] - few;
    if (n < 8 || many < n / 6 || few > many / 8)
        return false;
    *ret_name = zero[1] == many ? STR("UTF-16LE") : STR("UTF-16BE");
    return true;
}

static bool has_mark(struct str s, struct choice *ret_choice)
{
    static const struct {
        struct str mark, name;
    } marks[] = {
        {STR_INIT("\xEF\xBB\xBF"), STR_INIT("UTF-8")},
        {STR_INIT("\xFE\xFF"), STR_INIT("UTF-16BE")},
        {STR_INIT("\xFF\xFE"), STR_INIT("UTF-16LE")},
    };

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_starts_with(s, marks[i].mark)) {
            *ret_choice = (struct choice){.name = marks[i].name, .skip = marks[i].mark.n};
            return true;
        }
    return false;
}

/* ---- labels -------------------------------------------------------------- */

/* Only names in ICU's table of aliases are ever opened: for others it would go
 * and look for a file. */
static struct UConverter *open_known(struct str label)
{
    char       name[LABEL_MAX + 1];
    UErrorCode error = U_ZERO_ERROR;

    if (label.n == 0 || label.n > LABEL_MAX || memchr(label.p, '\0', label.n))
        return NULL;
    memcpy(name, label.p, label.n);
    name[label.n] = '\0';
    if (ucnv_countAliases(name, &error) == 0 || U_FAILURE(error))
        return NULL;

    struct UConverter *c = ucnv_open(name, &error);
    return U_SUCCESS(error) ? c : NULL;
}

/* Does it read ASCII as ASCII? EBCDIC, UTF-7 and the like never label a page
 * truthfully; UTF-16 is known from its bytes or not at all. */
static bool reads_ascii(struct UConverter *c)
{
    char       ascii[95];
    UChar      out[sizeof ascii];
    UErrorCode error = U_ZERO_ERROR;
    int32_t    n;
    bool       same;

    for (size_t i = 0; i < sizeof ascii; i++)
        ascii[i] = (char)(' ' + i);
    n    = ucnv_toUChars(c, out, sizeof ascii, ascii, sizeof ascii, &error);
    same = n == sizeof ascii && (error == U_ZERO_ERROR || error == U_STRING_NOT_TERMINATED_WARNING);
    for (size_t i = 0; same && i < sizeof ascii; i++)
        same = out[i] == (UChar)(' ' + i);
    return same;
}

/* The official name of a known converter; static, as ICU keeps it. */
static struct str official_name(struct UConverter *c)
{
    UErrorCode  error = U_ZERO_ERROR;
    const char *name  = ucnv_getName(c, &error);
    const char *iana  = ucnv_getStandardName(name, "IANA", &error);

    return str_from_cstr(iana ? iana : name);
}

static bool contains_nocase(struct str s, struct str word)
{
    for (size_t i = 0; i + word.n <= s.n; i++)
        if (str_eq_nocase(str_sub(s, i, i + word.n), word))
            return true;
    return false;
}

/* Labels that mean something else than they say: browsers read Latin-1 as
 * windows-1252, and the Vietnamese font encodings, which no converter knows,
 * must come out as Latin letters to be recognised later. */
static struct str real_label(struct str label)
{
    static const struct str exact[] = {
        STR_INIT("ascii"),  STR_INIT("iso-8859-1"), STR_INIT("iso8859-1"),
        STR_INIT("latin1"), STR_INIT("us-ascii"),
    };
    static const struct str parts[] = {
        STR_INIT("tcvn"), STR_INIT("viscii"), STR_INIT("vni"), STR_INIT("vps"), STR_INIT("x-viet"),
    };

    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++)
        if (str_eq_nocase(label, exact[i]))
            return windows_1252;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (contains_nocase(label, parts[i]))
            return windows_1252;
    return label;
}

/* The official name behind a label, {NULL, 0} when it cannot be true. */
static struct str known_label(struct str label)
{
    struct UConverter *c    = open_known(real_label(str_trim(label)));
    struct str         name = {0};

    if (c && reads_ascii(c))
        name = official_name(c);
    ucnv_close(c);
    return name;
}

/* ---- no label: windows-1258 or a font encoding ---------------------------- */

static bool is_tone_byte(unsigned char c)
{
    return c == 0xCC || c == 0xD2 || c == 0xDE || c == 0xEC || c == 0xF2;
}

static bool is_vowel_byte(unsigned char c)
{
    return c && memchr("aeiouyAEIOUY\xC2\xC3\xCA\xD4\xD5\xDD\xE2\xE3\xEA\xF4\xF5\xFD", c, 24);
}

/* In windows-1258 the tones stand as bytes of their own after the vowels, and
 * Vietnamese has one in every other syllable. */
static bool has_tones_of_1258(struct str s, size_t at_least)
{
    size_t high = 0, tones = 0;

    for (size_t i = 1; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];

        high += c >= 0x80;
        tones += is_tone_byte(c) && is_vowel_byte((unsigned char)s.p[i - 1]);
    }
    return tones >= high / 8 && tones >= at_least;
}

static struct choice choose(struct str s, struct str declared)
{
    struct choice c = {.name = utf8};
    struct str    label;

    if (has_mark(s, &c) || looks_utf16(s, &c.name))
        return c;
    c.valid = utf8_valid(s);
    if (c.valid)
        return c;
    label = known_label(declared);
    if (is_mostly_utf8(take_census(without_cut_character(s)), str_eq(label, utf8)))
        return c;
    /* Pages in windows-1258 are often labelled windows-1252 or with what the
     * program's language was. */
    c.guessed = label.n == 0 || str_eq(label, utf8) || str_eq(label, windows_1258) ||
                has_tones_of_1258(s, TONES_MIN);
    c.name = c.guessed ? windows_1258 : label;
    return c;
}

/* ---- conversion ------------------------------------------------------------ */

/* Called by ICU for bytes that mean nothing in their encoding. Its own way to
 * substitute writes U+001A for single bytes. */
static void U_CALLCONV note_loss(const void *lossy, UConverterToUnicodeArgs *args,
                                 const char *units, int32_t n, UConverterCallbackReason reason,
                                 UErrorCode *error)
{
    static const UChar mark = 0xFFFD;

    (void)units;
    (void)n;
    if (reason > UCNV_IRREGULAR) /* reset, close, clone */
        return;
    *(bool *)lossy = true;
    *error         = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &mark, 1, 0, error);
}

static bool pump(struct UConverter *from, struct UConverter *to, struct str s, struct text *out)
{
    UChar       pivot[CHUNK], *taken = pivot, *filled = pivot;
    const char *p = s.p;
    UErrorCode  error;
    bool        first = true;

    do {
        char buf[CHUNK], *end = buf;

        error = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &end, buf + sizeof buf, &p, s.p + s.n, pivot, &taken, &filled,
                       pivot + CHUNK, first, true, &error);
        first = false;
        if (!text_add(out, (struct str){buf, (size_t)(end - buf)}))
            return true; /* out->full says why */
    } while (error == U_BUFFER_OVERFLOW_ERROR);
    return U_SUCCESS(error);
}

static bool convert(struct str s, struct str name, struct text *out, bool *ret_lossy)
{
    struct UConverter *from  = open_known(name);
    struct UConverter *to    = open_known(utf8);
    UErrorCode         error = U_ZERO_ERROR;
    bool               done  = false;

    if (from && to) {
        ucnv_setToUCallBack(from, note_loss, ret_lossy, NULL, NULL, &error);
        done = U_SUCCESS(error) && pump(from, to, s, out);
    }
    ucnv_close(from);
    ucnv_close(to);
    return done;
}

static void repair_utf8(struct str s, struct text *out, bool *ret_lossy)
{
    while (s.n && !out->full) {
        struct str before = s;
        uint32_t   cp     = utf8_next(&s);

        if (cp == 0xFFFD && before.n - s.n == 1) {
            *ret_lossy = true;
            text_add(out, STR("\uFFFD"));
        } else {
            text_add(out, str_sub(before, 0, before.n - s.n));
        }
    }
}

/* NUL is no text, and C libraries end at it. */
static struct str drop_nul(struct text *t)
{
    size_t n = 0;

    if (t->n && memchr(t->p, '\0', t->n)) {
        for (size_t i = 0; i < t->n; i++)
            if (t->p[i] != '\0')
                t->p[n++] = t->p[i];
        t->n = n;
    }
    return text_str(t);
}

/* Bytes without a true label may be in a font encoding. Read as windows-1258
 * they would become another text without anybody noticing. */
static bool is_font_encoded(struct str s, struct document *doc)
{
    size_t      mark  = arena_mark(doc->arena);
    struct text out   = {.arena = doc->arena};
    bool        lossy = false, found;

    if (has_tones_of_1258(s, 0))
        return false;
    found =
        convert(s, windows_1252, &out, &lossy) && legacy_guess(text_str(&out)) != ENCODING_UNICODE;
    arena_release(doc->arena, mark);
    return found;
}

enum kc_status charset_to_utf8(struct str bytes, struct str declared, struct document *doc,
                               struct str *ret_utf8, struct str *ret_name)
{
    struct choice c     = choose(bytes, declared);
    struct str    s     = str_sub(bytes, c.skip, bytes.n);
    struct text   out   = {.arena = doc->arena};
    bool          lossy = false;

    if (c.guessed && is_font_encoded(s, doc))
        c.name = windows_1252;
    if (!str_eq(c.name, utf8)) {
        if (!convert(s, c.name, &out, &lossy))
            return diag_note(doc, "parse", KC_NO_MEMORY, DIAG_NO_MEMORY);
    } else if (c.valid || utf8_valid(s)) {
        text_add(&out, s);
    } else {
        repair_utf8(s, &out, &lossy);
    }
    if (out.full)
        return diag_note(doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);

    *ret_utf8 = drop_nul(&out);
    *ret_name = c.name;
    return lossy ? diag_arg(doc, "parse", KC_PARTIAL, DIAG_BYTES_NOT_UTF8, c.name) : KC_OK;
}
