#include "rules/internal.h"

/* Runs the examples that travel with the rules: rules are data, and so are their tests. */

struct test {
    const struct ruleset *set;
    struct matcher       *m;
    struct arena         *arena;
    rule_prepare         *prepare;
    rule_say             *say;
    void                 *ctx;
    unsigned              surprises, examples;
};

static void surprise(struct test *t, const struct rule *r, const struct rule_example *e,
                     const char *what, struct str got)
{
    t->surprises++;
    t->say(t->ctx, e->file, e->line, e->column,
           arena_printf(t->arena, "%.*s: “%.*s”: %s “%.*s”", STR_FMT(r->id), STR_FMT(e->text), what,
                        STR_FMT(got)));
}

static bool run(struct test *t, const struct rule_example *e, struct document *doc)
{
    *doc = (struct document){.arena = t->arena, .original = e->text};
    if (t->prepare(t->ctx, doc) != KC_OK)
        return false;
    return status_has_result(rules_apply(t->m, &limits_default, doc));
}

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
        if (e->has_value && !str_eq(doc->identity.number.value, e->value))
            surprise(t, r, e, "own number is", doc->identity.number.value);
        return;
    }
    if (!f) {
        surprise(t, r, e, "nothing found", (struct str){0});
        return;
    }
    if (e->has_value && !str_eq(f->value, e->value))
        surprise(t, r, e, "value is", f->value);
    if (e->type.n && !str_eq(f->type, e->type))
        surprise(t, r, e, "type is", f->type);
    if (e->date.n && !str_eq(f->date, e->date))
        surprise(t, r, e, "date is", f->date);
    if (e->issuer.n && !str_eq(f->issuer, e->issuer))
        surprise(t, r, e, "issuer is", f->issuer);
}

static void check(struct test *t, const struct rule *r, const struct rule_example *e)
{
    size_t          mark = arena_mark(t->arena);
    struct document doc;

    t->examples++;
    if (!run(t, e, &doc))
        surprise(t, r, e, "could not be evaluated", (struct str){0});
    else if (e->yes)
        check_yes(t, r, e, &doc);
    else if (finding_of(&doc, r))
        surprise(t, r, e, "must give nothing, gave", finding_of(&doc, r)->value);
    arena_release(t->arena, mark);
}

unsigned ruleset_selftest(const struct ruleset *set, rule_prepare *prepare, rule_say *say,
                          void *ctx, unsigned *ret_examples)
{
    struct test t = {.set = set, .prepare = prepare, .say = say, .ctx = ctx};

    t.arena = arena_new((size_t)64 * 1024 * 1024);
    if (!t.arena || matcher_new(set, &t.m) != KC_OK) {
        arena_free(t.arena);
        return 1;
    }
    for (size_t i = 0; i < set->nrules; i++)
        for (size_t j = 0; j < set->rules[i].nexamples; j++)
            check(&t, &set->rules[i], &set->rules[i].examples[j]);
    *ret_examples = t.examples;
    matcher_free(t.m);
    arena_free(t.arena);
    return t.surprises;
}
