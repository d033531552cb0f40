#include "rules/internal.h"

/* Runs the examples that travel with the rules: rules are data, and so are their tests. */

struct test {
    const struct ruleset *set;
    struct matcher       *m;
    struct arena         *arena;
    struct selftest      *t;
};

static void surprise(struct test *t, const struct rule *r, const struct rule_example *e,
                     enum rule_code code, struct str got, struct str want)
{
    struct rule_error error = {
        .line = e->line, .column = e->column, .code = code, .args = {r->id, e->text, got, want}};

    t->t->surprises++;
    t->t->say(t->t->ctx, e->file, &error);
}

static void compare(struct test *t, const struct rule *r, const struct rule_example *e,
                    enum rule_code code, struct str got, struct str want)
{
    if (!str_eq(got, want))
        surprise(t, r, e, code, got, want);
}

static bool prepare(struct test *t, const struct rule_example *e, struct document *doc)
{
    *doc = (struct document){.arena = t->arena, .original = e->text};
    return t->t->prepare(t->t->lent, doc) == KC_OK;
}

/* ---- a rule that finds something: all rules run ------------------------------------ */

/* The first finding this rule made; a yes example names it. */
static const struct finding *finding_of(const struct document *doc, const struct rule *r)
{
    for (size_t i = 0; i < doc->nfindings; i++)
        if (str_eq(doc->findings[i].rule, r->tag))
            return &doc->findings[i];
    return NULL;
}

static void check_yes(struct test *t, const struct rule *r, const struct rule_example *e,
                      const struct document *doc)
{
    const struct finding *f = finding_of(doc, r);

    /* "Số: 12/KH-UBND" alone is a heading: the number is the document's own. */
    if (!f && r->kind == RULE_REFERENCE && doc->identity.number.value.n) {
        if (e->has_value)
            compare(t, r, e, RULES_TEST_NUMBER, doc->identity.number.value, e->value);
        return;
    }
    if (!f) {
        surprise(t, r, e, RULES_TEST_NOTHING, (struct str){0}, (struct str){0});
        return;
    }
    if (e->has_value)
        compare(t, r, e, RULES_TEST_VALUE, f->value, e->value);
    if (e->type.n)
        compare(t, r, e, RULES_TEST_TYPE, f->type, e->type);
    if (e->date.n)
        compare(t, r, e, RULES_TEST_DATE, f->date, e->date);
    if (e->issuer.n)
        compare(t, r, e, RULES_TEST_ISSUER, f->issuer, e->issuer);
}

static void check_finder(struct test *t, const struct rule *r, const struct rule_example *e)
{
    struct document doc;

    if (!prepare(t, e, &doc) || !status_has_result(rules_apply(t->m, &limits_default, &doc)))
        surprise(t, r, e, RULES_TEST_STOPPED, (struct str){0}, (struct str){0});
    else if (e->yes)
        check_yes(t, r, e, &doc);
    else if (finding_of(&doc, r))
        surprise(t, r, e, RULES_TEST_FOUND, finding_of(&doc, r)->value, (struct str){0});
}

/* ---- a context rule: its pattern alone, on the example as the text it is given ------ */

/* The ends of an example are trimmed, but what stands before something mostly ends with
 * a space, and what follows begins with one. */
static enum pattern_result find_with_spaces(struct test *t, const struct rule *r, struct str text,
                                            struct str *ret_taken)
{
    static const struct {
        const char *before, *behind;
    } forms[]                  = {{"", ""}, {"", " "}, {" ", ""}};
    enum pattern_result  found = PATTERN_NONE;
    struct pattern_match m;

    for (size_t i = 0; found == PATTERN_NONE && i < sizeof forms / sizeof *forms; i++) {
        struct str subject =
            arena_printf(t->arena, "%s%.*s%s", forms[i].before, STR_FMT(text), forms[i].behind);

        found = pattern_find(r->pattern, t->m->state, subject, 0, &m);
        if (found == PATTERN_FOUND)
            *ret_taken = str_trim(str_sub(subject, m.group[0].start, m.group[0].end));
    }
    return found;
}

static void check_context(struct test *t, const struct rule *r, const struct rule_example *e)
{
    enum pattern_result found = PATTERN_STOPPED;
    struct document     doc;
    struct str          taken = {0};

    pattern_state_limit(t->m->state, limits_default.match_steps);
    if (prepare(t, e, &doc))
        found = find_with_spaces(t, r, doc.normal, &taken);
    if (found == PATTERN_STOPPED)
        surprise(t, r, e, RULES_TEST_STOPPED, taken, taken);
    else if (!e->yes && found == PATTERN_FOUND)
        surprise(t, r, e, RULES_TEST_FOUND, taken, (struct str){0});
    else if (e->yes && found == PATTERN_NONE)
        surprise(t, r, e, RULES_TEST_NOTHING, taken, taken);
    else if (e->yes && e->has_value)
        compare(t, r, e, RULES_TEST_VALUE, taken, e->value);
}

/* ---- all of them --------------------------------------------------------------------- */

static void check(struct test *t, const struct rule *r)
{
    for (size_t i = 0; i < r->nexamples; i++) {
        size_t mark = arena_mark(t->arena);

        if (r->kind == RULE_CONTEXT)
            check_context(t, r, &r->examples[i]);
        else
            check_finder(t, r, &r->examples[i]);
        arena_release(t->arena, mark);
        t->t->examples++;
    }
}

static void check_rules(struct test *t, const struct rule *rules, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (rules[i].office || !t->t->office_only)
            check(t, &rules[i]);
}

enum kc_status ruleset_selftest(const struct ruleset *set, struct selftest *selftest)
{
    struct test t = {.set = set, .t = selftest};

    selftest->examples = selftest->surprises = 0;
    t.arena                                  = arena_new((size_t)64 * 1024 * 1024);
    if (!t.arena || matcher_new(set, &t.m) != KC_OK) {
        arena_free(t.arena);
        return KC_NO_MEMORY;
    }
    check_rules(&t, set->rules, set->nrules);
    check_rules(&t, set->context_rules, set->ncontext);
    matcher_free(t.m);
    arena_free(t.arena);
    return KC_OK;
}
