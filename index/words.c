#include "index/words.h"

#include "ingest/record/fold.h"

static bool is_mark(uint32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

static bool is_digit(uint32_t cp)
{
    return cp >= '0' && cp <= '9';
}

/* Takes the next word off *rest; empty when there is none left. */
static struct str next_word(struct str *rest)
{
    struct str start = *rest;
    while (rest->n) {
        start       = *rest;
        uint32_t cp = utf8_next(rest);
        if (fold_is_letter(cp) || is_digit(cp))
            break;
        start = *rest;
    }
    while (rest->n) {
        struct str before = *rest;
        uint32_t   cp     = utf8_next(rest);
        if (!fold_is_letter(cp) && !is_digit(cp) && !is_mark(cp)) {
            *rest = before;
            break;
        }
    }
    return (struct str){start.p, start.n - rest->n};
}

static struct str strip_zeros(struct str word)
{
    for (size_t i = 0; i < word.n; i++)
        if (!is_digit((unsigned char)word.p[i]))
            return word;
    while (word.n > 1 && word.p[0] == '0')
        word = str_sub(word, 1, word.n);
    return word;
}

/* Plain ASCII only: a Roman quarter never carries marks. */
static struct str quarter_digit(struct str word)
{
    static const struct str roman[]  = {STR_INIT("i"), STR_INIT("ii"), STR_INIT("iii"),
                                        STR_INIT("iv")};
    static const struct str digits[] = {STR_INIT("1"), STR_INIT("2"), STR_INIT("3"), STR_INIT("4")};
    for (size_t i = 0; i < 4; i++)
        if (str_eq_nocase(word, roman[i]))
            return digits[i];
    return word;
}

/* "sáu tháng" is 6 tháng. With its marks only: "sau tháng 6" is after June. */
static struct str month_digit(struct str word, struct str next)
{
    static const struct {
        struct str word, digit;
    } rows[] = {{STR_INIT("ba"), STR_INIT("3")},
                {STR_INIT("chín"), STR_INIT("9")},
                {STR_INIT("sáu"), STR_INIT("6")}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (fold_eq_lower(word, rows[i].word) && fold_eq_lower(next, STR("tháng")))
            return rows[i].digit;
    return word;
}

static bool make(struct arena *a, struct str s, bool (*fold)(struct text *, struct str),
                 struct str *ret_words)
{
    struct text out        = {.arena = a};
    bool        in_quarter = false;
    for (struct str word = next_word(&s), next; word.n; word = next) {
        next = next_word(&s);
        if (!out.n)
            text_add(&out, STR(" "));
        fold(&out, in_quarter ? quarter_digit(word) : month_digit(strip_zeros(word), next));
        text_add(&out, STR(" "));
        in_quarter = fold_eq_base(word, STR("quy"));
    }
    if (out.full)
        return false;
    *ret_words = text_str(&out);
    return true;
}

bool words_make(struct arena *a, struct str s, struct str *ret_words)
{
    return make(a, s, fold_add_base, ret_words);
}

bool words_make_marked(struct arena *a, struct str s, struct str *ret_words)
{
    return make(a, s, fold_add_lower, ret_words);
}

size_t words_find(struct str text, struct str phrase, size_t from)
{
    if (!phrase.n || from >= text.n)
        return SIZE_MAX;
    struct str hit = str_find(str_sub(text, from, text.n), phrase);
    return hit.n ? (size_t)(hit.p - text.p) : SIZE_MAX;
}

bool words_start_with(struct str s, struct str prefix)
{
    return prefix.n && str_starts_with(s, prefix);
}

struct str words_at(struct str words, size_t at)
{
    struct str rest = str_sub(words, at + 1, words.n);
    return str_cut(&rest, ' ');
}

struct str words_nth(struct str words, size_t n)
{
    struct str rest = str_sub(words, 1, words.n);
    struct str word = str_cut(&rest, ' ');
    for (; n && rest.n; n--)
        word = str_cut(&rest, ' ');
    return n ? (struct str){0} : word;
}

bool words_make_issuer(struct arena *a, struct str s, struct str *ret_words)
{
    static const struct {
        struct str full, brief;
    } bodies[] = {
        {STR_INIT(" hoi dong nhan dan "), STR_INIT(" hdnd ")},
        {STR_INIT(" uy ban nhan dan "), STR_INIT(" ubnd ")},
    };
    struct str words;
    if (!words_make(a, s, &words))
        return false;
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        size_t at = words_find(words, bodies[i].full, 0);
        if (at == SIZE_MAX)
            continue;
        struct text out = {.arena = a};
        text_add(&out, str_sub(words, 0, at));
        text_add(&out, bodies[i].brief);
        text_add(&out, str_sub(words, at + bodies[i].full.n, words.n));
        if (out.full)
            return false;
        words = text_str(&out);
    }
    *ret_words = words;
    return true;
}

bool words_fill_year(struct arena *a, struct str phrase, int year, struct str *ret_text)
{
    struct text out = {.arena = a};
    while (phrase.n) {
        char       digits[16];
        struct str head = str_cut(&phrase, '{');
        text_add(&out, head);
        if (!phrase.n)
            break;
        struct str mark   = str_cut(&phrase, '}');
        int        offset = str_ends_with(mark, STR("-1")) ? -1 : str_ends_with(mark, STR("+1"));
        int        n      = snprintf(digits, sizeof digits, "%d", year + offset);
        text_add(&out, (struct str){digits, n > 0 ? (size_t)n : 0});
    }
    *ret_text = text_str(&out);
    return !out.full;
}
