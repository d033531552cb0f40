#include "rules/internal.h"

/* A document number taken apart and put together in its canonical form.
 * Nghị định 30/2020/NĐ-CP, Phụ lục I and III: number "/" [year "/"] TYPE "-" ISSUER
 * for named types, number "/" ISSUER "-" UNIT for công văn; Hướng dẫn 36-HD/VPTW:
 * number "-" TYPE "/" ISSUER for the party. */

#define TOKENS_MOST 8

struct symbol {
    struct str token[TOKENS_MOST];
    char       sep[TOKENS_MOST]; /* before token i; sep[0] unused */
    size_t     n;
};

static bool is_separator(char c)
{
    return c == '-' || c == '/' || c == '.' || c == '&';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n';
}

static bool split_symbol(struct str s, struct symbol *ret)
{
    size_t at = 0;

    *ret = (struct symbol){0};
    while (at < s.n) {
        size_t start;
        char   sep = 0;

        while (at < s.n && (is_blank(s.p[at]) || is_separator(s.p[at]))) {
            if (is_separator(s.p[at]))
                sep = s.p[at];
            at++;
        }
        start = at;
        while (at < s.n && !is_blank(s.p[at]) && !is_separator(s.p[at]))
            at++;
        if (at == start)
            break;
        if (ret->n == TOKENS_MOST)
            return false;
        ret->sep[ret->n]     = sep ? sep : '-';
        ret->token[ret->n++] = str_sub(s, start, at);
    }
    return ret->n > 0;
}

static bool all_capitals(struct str s)
{
    while (s.n) {
        uint32_t cp = utf8_next(&s);

        if (fold_is_letter(cp) && fold_upper(cp) != cp)
            return false;
    }
    return true;
}

/* The type code as the table spells it; "CTR" and "TTR" are what databases make
 * of "CTr" and "TTr", while "ct" is no code at all. */
static const struct doc_type *code_type(const struct ruleset *set, struct str token, bool party)
{
    const struct doc_type *t = type_by_abbr(set, token, party);

    return t && (str_eq(t->abbr, token) || all_capitals(token)) ? t : NULL;
}

/* "NQCP", "QĐUBND": a text extractor lost the hyphen. Only known halves count. */
static bool split_lost_hyphen(const struct ruleset *set, struct symbol *s)
{
    struct str whole = s->token[0];

    for (size_t cut = whole.n - 1; s->n < TOKENS_MOST && cut > 0; cut--) {
        struct str             head = str_sub(whole, 0, cut), tail = str_sub(whole, cut, whole.n);
        const struct doc_type *t = type_by_abbr(set, head, false);
        const struct agency   *a = agency_by_abbr(set, tail);

        if (!t || !str_eq(t->abbr, head) || !a || a->unit || !str_eq(a->abbr, tail))
            continue;
        for (size_t i = s->n; i > 1; i--) {
            s->token[i] = s->token[i - 1];
            s->sep[i]   = s->sep[i - 1];
        }
        s->token[0] = head;
        s->token[1] = tail;
        s->sep[1]   = '-';
        s->n++;
        return true;
    }
    return false;
}

/* QH15, UBTVQH10: acts of the National Assembly carry no type code. */
static bool is_assembly(struct str token)
{
    struct str rest = token;

    if (str_starts_with(rest, STR("UBTV")))
        rest = str_sub(rest, 4, rest.n);
    if (!str_starts_with(rest, STR("QH")) || rest.n < 3 || rest.n > 4)
        return false;
    for (size_t i = 2; i < rest.n; i++)
        if (rest.p[i] < '0' || rest.p[i] > '9')
            return false;
    return true;
}

static bool has_letters(struct str token, size_t least)
{
    size_t n = 0;

    while (token.n)
        n += fold_is_letter(utf8_next(&token));
    return n >= least;
}

/* Is this a symbol at all? The tables classify; what they do not know is believed
 * only after a word like "số". */
static bool believable(const struct ruleset *set, const struct symbol *s, bool known_type,
                       bool year, bool labelled, bool party)
{
    const struct agency *first       = agency_by_abbr(set, s->token[0]);
    const struct agency *second      = s->n > 1 ? agency_by_abbr(set, s->token[1]) : NULL;
    bool                 long_enough = has_letters(s->token[0], 2);

    if (s->n == 1) {
        if (is_assembly(s->token[0]))
            return true;
        if (known_type)
            return labelled || year;
        return labelled && long_enough;
    }
    if (known_type && (long_enough || labelled))
        return true;
    if (labelled && (long_enough || s->n > 2))
        return true;
    if (party)
        return false; /* "12-A/B": too many other things look like this */
    return (first && long_enough) || (second && !second->unit && long_enough);
}

/* As the tables spell it where they know it; otherwise as written. */
static struct str spelled(const struct ruleset *set, struct str token)
{
    const struct agency *a = agency_by_abbr(set, token);

    return a && !a->unit && all_capitals(token) ? a->abbr : token;
}

static struct str without_zeros(struct str num)
{
    while (num.n > 1 && num.p[0] == '0' && num.p[1] >= '0' && num.p[1] <= '9')
        num = str_sub(num, 1, num.n);
    return num;
}

static struct str assemble(const struct ruleset *set, struct arena *a, struct str num,
                           struct str year, const struct symbol *s, const struct doc_type *type,
                           bool party)
{
    struct text t = {.arena = a};

    text_add(&t, num);
    text_add(&t, party ? STR("-") : STR("/"));
    if (year.n) {
        text_add(&t, year);
        text_add(&t, STR("/"));
    }
    for (size_t i = 0; i < s->n; i++) {
        /* Old acts write "TT/BTC" or "QĐ.TTg" where the hyphen belongs. */
        char sep = i == 1 && party ? '/' : s->sep[i] == '&' ? '&' : '-';

        if (party && i > 1 && s->sep[i] == '/')
            sep = '/';
        if (i)
            text_add(&t, (struct str){&sep, 1});
        text_add(&t, i == 0 && type && type->abbr.n && fold_eq_lower(type->abbr, s->token[0])
                         ? type->abbr
                         : spelled(set, s->token[i]));
    }
    return t.full ? (struct str){0} : text_str(&t);
}

static struct str trim_blanks(struct str s)
{
    while (s.n && is_blank(s.p[s.n - 1]))
        s.n--;
    return s;
}

bool number_make(const struct ruleset *set, struct arena *a, struct str num, struct str year,
                 struct str sym, bool party, bool labelled, struct number_parts *ret)
{
    struct symbol          s;
    const struct doc_type *type;
    const struct agency   *issuer;

    num = trim_blanks(num);
    if (!num.n || !split_symbol(sym, &s))
        return false;
    type = code_type(set, s.token[0], party);
    if (!type && !party && !agency_by_abbr(set, s.token[0]) && split_lost_hyphen(set, &s))
        type = code_type(set, s.token[0], party);
    /* issuer-type-unit, the order of the Ministry of Finance before 1996: 1141-TC/QĐ/CĐKT */
    if (party && s.n > 2 && s.sep[1] == '/' && s.sep[2] == '/' && code_type(set, s.token[1], false))
        type = code_type(set, s.token[1], false);
    if (!believable(set, &s, type != NULL, year.n > 0, labelled, party))
        return false;

    *ret        = (struct number_parts){.type = type};
    ret->letter = !type && s.n > 1 && !party;
    issuer      = agency_by_abbr(set, s.token[type && s.n > 1 ? 1 : 0]);
    ret->issuer = issuer && !issuer->unit ? issuer : NULL;
    if (type && s.n == 1)
        ret->issuer = NULL;
    ret->value = ret->key = assemble(set, a, num, year, &s, type, party);
    if (without_zeros(num).n < num.n)
        ret->key = assemble(set, a, without_zeros(num), year, &s, type, party);
    return ret->value.n && ret->key.n;
}
