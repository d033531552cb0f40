#include "rules/internal.h"

/* A plan, programme or scheme named without a number: its title as written, with
 * the year or period it is for. */

/* The longest title kept; longer ones are sentences, not names. */
#define TITLE_MOST 400

static struct str capitalised(struct arena *a, struct str s)
{
    struct text t    = {.arena = a};
    struct str  rest = s;

    if (!s.n)
        return s;
    text_add_cp(&t, fold_upper(utf8_next(&rest)));
    text_add(&t, rest);
    return t.full ? s : text_str(&t);
}

static bool make(struct work *w, const struct rule *rule, struct str subject,
                 const struct pattern_match *m, struct candidate *c)
{
    struct span            title = group_span(rule, m, GROUP_TITLE);
    struct str             text  = str_sub(subject, title.start, title.end);
    struct str             year  = group_text(rule, m, GROUP_YEAR, subject);
    struct str             until = group_text(rule, m, GROUP_UNTIL, subject);
    const struct doc_type *type;
    struct pattern_match   sentence;
    size_t                 end;
    uint64_t               y;

    type = type_at_start(w->m->set, text, &end);
    if (!type || text.n > TITLE_MOST || !str_to_u64(year, &y) || y < 1900 || y > 2100)
        return false;
    if (work_find(w, w->m->set->context[CONTEXT_NOT_PLAN], text, 0, DIAG_WHOLE, &sentence))
        return false;
    c->f.at    = title;
    c->f.value = capitalised(w->doc->arena, text);
    c->f.type  = type->name;
    c->f.year  = (uint16_t)y;
    c->f.plan  = true;
    c->f.date  = until.n > 0
                     ? arena_printf(w->doc->arena, "%.*s/%.*s", STR_FMT(year), STR_FMT(until))
                     : year;
    return c->f.value.n > 0;
}

const struct canon canon_plan = {"plan", make};
