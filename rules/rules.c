#include "rules/internal.h"

/* The stage itself: what happens to one document, in order. */

enum kc_status matcher_new(const struct ruleset *set, struct matcher **ret_matcher)
{
    struct matcher *m = calloc(1, sizeof *m);

    if (!m || !(m->state = pattern_state_new(limits_default.match_steps))) {
        free(m);
        return KC_NO_MEMORY;
    }
    m->set       = set;
    *ret_matcher = m;
    return KC_OK;
}

void matcher_free(struct matcher *m)
{
    if (!m)
        return;
    pattern_state_free(m->state);
    free(m);
}

static int by_place(const void *x, const void *y)
{
    const struct finding *a = x, *b = y;

    if (a->at.start != b->at.start)
        return a->at.start < b->at.start ? -1 : 1;
    if (a->at.end != b->at.end)
        return a->at.end < b->at.end ? -1 : 1;
    return a->kind < b->kind ? -1 : a->kind > b->kind;
}

static enum kc_status hand_over(struct work *w)
{
    struct document *doc = w->doc;

    doc->findings = ARENA_NEW(doc->arena, struct finding, w->nfound + 1);
    if (!doc->findings)
        return diag_note(doc, "rules", KC_LIMIT, DIAG_ARENA_FULL);
    for (size_t i = 0; i < w->nfound; i++)
        doc->findings[i] = w->found[i].f;
    doc->nfindings = w->nfound;
    if (doc->nfindings)
        qsort(doc->findings, doc->nfindings, sizeof *doc->findings, by_place);
    return w->status;
}

static enum kc_status refuse_secret(struct document *doc)
{
    struct str stamp = doc->identity.secrecy.value;

    document_forget_text(doc);
    doc->state  = STATE_REFUSED;
    doc->reason = REASON_SECRET;
    return diag_arg(doc, "rules", KC_BAD_INPUT, DIAG_SECRET, stamp);
}

static enum kc_status apply(struct matcher *m, const struct limits *lim, struct document *doc,
                            struct lost_claims *lost)
{
    struct work    w = {.m = m, .lim = lim, .doc = doc, .lost = lost, .status = KC_OK};
    enum kc_status s;

    pattern_state_limit(m->state, lim->match_steps);
    name_hint(&w);
    if (!find_secrecy(&w))
        return diag_note(doc, "rules", KC_LIMIT, DIAG_ARENA_FULL);
    if (doc->identity.secrecy.value.n)
        return refuse_secret(doc);
    s = collect(&w);
    if (!status_has_result(s))
        return s;
    settle(&w);
    relate(&w);
    read_identity(&w);
    return hand_over(&w);
}

enum kc_status rules_apply(struct matcher *m, const struct limits *lim, struct document *doc)
{
    return apply(m, lim, doc, NULL);
}

enum kc_status rules_try(struct matcher *m, const struct limits *lim, struct document *doc,
                         struct lost_claims *ret_lost)
{
    *ret_lost = (struct lost_claims){0};
    return apply(m, lim, doc, ret_lost);
}

enum kc_status rules_name_hint(struct matcher *m, struct document *doc)
{
    struct work w = {.m = m, .lim = &limits_default, .doc = doc, .status = KC_OK};

    name_hint(&w);
    return w.status;
}
