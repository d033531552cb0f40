#include "rules/internal.h"

/* Canonical forms for document numbers: state, party, historic. */

/* Part of a web or mail address? Looks at the run without blanks around it. */
static bool inside_address(struct str text, struct span at)
{
    size_t     start = at.start, end = at.end;
    struct str run;

    while (start > 0 && text.p[start - 1] != ' ' && text.p[start - 1] != '\n' &&
           at.start - start < 200)
        start--;
    while (end < text.n && text.p[end] != ' ' && text.p[end] != '\n' && end - at.end < 200)
        end++;
    run = str_sub(text, start, end);
    return str_find(run, STR("://")).n || str_find(run, STR("www.")).n || str_find(run, STR("@")).n;
}

static bool labelled(struct work *w, struct str text, size_t at)
{
    struct pattern_match m;
    size_t               base, start;
    struct str           before = str_sub(text, at > 80 ? at - 80 : 0, at);

    while (before.n && (before.p[before.n - 1] == ' ' || before.p[before.n - 1] == '\n'))
        before.n--;
    return context_before(w, CONTEXT_LABEL, text, at, &m, &base) ||
           type_at_end(w->m->set, before, &start);
}

static bool make(struct work *w, const struct rule *rule, struct str subject,
                 const struct pattern_match *m, struct candidate *c, bool party)
{
    struct span          num = group_span(rule, m, GROUP_NUM), sym = group_span(rule, m, GROUP_SYM);
    struct span          whole = {num.start, sym.end > num.end ? sym.end : num.end};
    struct number_parts  parts;
    struct pattern_match before;
    size_t               base;

    if (inside_address(subject, whole) ||
        context_before(w, CONTEXT_NOT_NUMBER, subject, num.start, &before, &base))
        return false;
    if (!number_make(w->m->set, w->doc->arena, group_text(rule, m, GROUP_NUM, subject),
                     group_text(rule, m, GROUP_YEAR, subject),
                     group_text(rule, m, GROUP_SYM, subject), party,
                     labelled(w, subject, num.start), &parts))
        return false;
    c->f.at    = whole;
    c->f.value = parts.value;
    c->f.key   = parts.key;
    if (parts.type) {
        c->f.type = parts.type->name;
        c->f.plan = parts.type->plan;
    } else if (parts.letter) {
        c->f.type = STR("Công văn");
    }
    if (parts.issuer)
        c->f.issuer = parts.issuer->name;
    return true;
}

static bool make_number(struct work *w, const struct rule *rule, struct str subject,
                        const struct pattern_match *m, struct candidate *c)
{
    return make(w, rule, subject, m, c, false);
}

static bool make_party(struct work *w, const struct rule *rule, struct str subject,
                       const struct pattern_match *m, struct candidate *c)
{
    return make(w, rule, subject, m, c, true);
}

/* "77-CP": before 1997 the government's acts had no type code. Only after a label. */
static bool make_old(struct work *w, const struct rule *rule, struct str subject,
                     const struct pattern_match *m, struct candidate *c)
{
    return labelled(w, subject, group_span(rule, m, GROUP_NUM).start) &&
           make(w, rule, subject, m, c, true);
}

const struct canon canon_number       = {"number", make_number};
const struct canon canon_party_number = {"party-number", make_party};
const struct canon canon_old_number   = {"old-number", make_old};

bool rules_parse_number(struct matcher *m, struct arena *a, struct str typed, struct str *ret_value,
                        struct str *ret_key)
{
    static const struct {
        const char *id;
        bool        party;
    } forms[] = {{"so-hieu", false}, {"so-hieu-dang", true}};

    if (!utf8_valid(typed))
        return false; /* patterns trust their text */
    typed = str_trim(typed);
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++)
        for (size_t i = 0; i < m->set->nrules; i++) {
            const struct rule   *r = &m->set->rules[i];
            struct pattern_match match;
            struct number_parts  parts;

            if (!str_eq(r->id, str_from_cstr(forms[f].id)) ||
                pattern_find(r->pattern, m->state, typed, 0, &match) != PATTERN_FOUND)
                continue;
            if (!number_make(m->set, a, group_text(r, &match, GROUP_NUM, typed),
                             group_text(r, &match, GROUP_YEAR, typed),
                             group_text(r, &match, GROUP_SYM, typed), forms[f].party, true, &parts))
                continue;
            *ret_value = parts.value;
            *ret_key   = parts.key;
            return true;
        }
    return false;
}
