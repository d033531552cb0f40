#include "index/cited_gather.h"

/* Takes the names of each number together with what was submitted under it, and
 * lists the acts of which nothing was. */

/* ---- one number, or one title ---------------------------------------------------------------- */

/* Names of one key that belong together. */
struct group {
    struct name **names;
    size_t        n;
};

static bool may_be_submitted(const struct group *group, const struct submitted *some, size_t n)
{
    for (size_t i = 0; i < group->n; i++)
        for (size_t k = 0; k < n; k++)
            if (act_may_be(group->names[i]->act, some[k].act))
                return true;
    return false;
}

static int by_date(const void *left, const void *right)
{
    const struct cited_by *a = left, *b = right;
    int                    c = str_cmp(a->date, b->date);
    return c ? c : str_cmp(a->id, b->id);
}

static void add_mentions(struct gathering *g, const struct name *n, struct cited_act *act,
                         size_t *cap)
{
    for (uint32_t m = n->mentions; m; m = g->mentions[m - 1].before)
        if (gather_room(g, (void **)&act->by, cap, act->nby, sizeof *act->by))
            act->by[act->nby++] = g->docs[g->mentions[m - 1].doc];
}

static void add_citing(struct gathering *g, const struct group *group, struct cited_act *act)
{
    size_t cap = 0, n = 0;
    for (size_t i = 0; i < group->n; i++) {
        add_mentions(g, group->names[i], act, &cap);
        for (uint32_t t = group->names[i]->alias; t; t = g->names[t - 1].alias)
            add_mentions(g, &g->names[t - 1], act, &cap);
    }
    if (act->nby)
        qsort(act->by, act->nby, sizeof *act->by, by_date);
    for (size_t i = 0; i < act->nby; i++)
        if (!n || !str_eq(act->by[i].id, act->by[n - 1].id))
            act->by[n++] = act->by[i];
    act->nby = n;
}

static void add_text(struct gathering *g, struct str **items, size_t *n, size_t *cap, struct str s)
{
    if (gather_room(g, (void **)items, cap, *n, sizeof s))
        (*items)[(*n)++] = s;
}

static void add_unread(struct gathering *g, struct cited_act *act)
{
    uint64_t serial = act_serial(act->key);
    size_t   cap = 0, low = 0, high = g->nunread;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (g->unread[middle].serial < serial)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < g->nunread && g->unread[low].serial == serial; low++) {
        const struct unread *u    = &g->unread[low];
        struct act_name      file = {.date = u->date}, this = {.date = act->date};
        if (act_number_fits(u->number, act->key) && act_may_be(file, this))
            add_text(g, &act->unread, &act->nunread, &cap, u->place);
    }
}

/* The fullest name that any of them gives. */
static struct cited_act describe(const struct group *group)
{
    const struct name *first = group->names[0];
    struct cited_act   act   = {.key = first->raw.what};
    struct str         words = {0};
    for (size_t i = 0; i < group->n; i++) {
        const struct name *n = group->names[i];
        if (n->act.date.n > act.date.n && n->act.date.p[0] != 'X') /* "XXXX-07-20" is no date */
            act.date = n->act.date;
        if (n->act.issuer.n > words.n) {
            words      = n->act.issuer;
            act.issuer = n->raw.issuer;
        }
        if (!act.type.n)
            act.type = n->type;
        act.plan = act.plan || n->plan;
    }
    act.central = act_is_central(words);
    if (first->raw.numbered)
        act.number = first->shown;
    else
        act.title = first->shown, act.key = (struct str){0};
    return act;
}

static void take_group(struct gathering *g, const struct group *group, const struct submitted *some,
                       size_t nsome)
{
    size_t cap = 0;
    if (may_be_submitted(group, some, nsome) ||
        !gather_room(g, (void **)&g->acts, &g->acts_cap, g->nacts, sizeof *g->acts))
        return;
    struct cited_act act = describe(group);
    for (size_t i = 0; i < nsome; i++)
        if (!i || !str_eq(some[i].label, some[i - 1].label)) /* copies */
            add_text(g, &act.others, &act.nothers, &cap, some[i].label);
    if (act.number.n)
        add_unread(g, &act);
    add_citing(g, group, &act);
    g->acts[g->nacts++] = act;
}

/* The submitted ones take part in the grouping: a citation without a date may be
 * of any of them. */
static bool take_key(struct gathering *g, struct name **names, size_t n,
                     const struct submitted *some, size_t nsome)
{
    struct act_name *all    = ARENA_NEW(g->arena, struct act_name, n + nsome);
    uint32_t        *groups = ARENA_NEW(g->arena, uint32_t, n + nsome);
    struct group     group  = {.names = ARENA_NEW(g->arena, struct name *, n)};
    if (!all || !groups || !group.names)
        return false;
    for (size_t i = 0; i < n + nsome; i++)
        all[i] = i < n ? names[i]->act : some[i - n].act;
    if (!act_group(all, n + nsome, g->arena, groups))
        return false;
    for (size_t i = 0; i < n; i++) {
        group.n = 0;
        for (size_t k = i; groups[i] == i && k < n; k++)
            if (groups[k] == i)
                group.names[group.n++] = names[k];
        if (group.n)
            take_group(g, &group, some, nsome);
    }
    return !g->full;
}

/* ---- all of them
 * ---------------------------------------------------------------------------------- */

static int in_order(const void *left, const void *right)
{
    const struct name *a = *(struct name *const *)left, *b = *(struct name *const *)right;
    int                c = (int)b->raw.numbered - (int)a->raw.numbered;
    c                    = c ? c : str_cmp(a->key, b->key);
    c                    = c ? c : str_cmp(a->act.date, b->act.date);
    c                    = c ? c : str_cmp(a->act.issuer, b->act.issuer);
    c                    = c ? c : str_cmp(a->shown, b->shown);
    return c ? c : str_cmp(a->raw.issuer, b->raw.issuer);
}

/* Those of one key, from *at on. */
static const struct submitted *submitted_as(const struct gathering *g, struct str key, size_t *at,
                                            size_t *ret_n)
{
    size_t first;
    while (*at < g->nsubmitted && str_cmp(g->submitted[*at].key, key) < 0)
        ++*at;
    for (first = *at; *at < g->nsubmitted && str_eq(g->submitted[*at].key, key);)
        ++*at;
    *ret_n = *at - first;
    return g->submitted + first;
}

static bool take_all(struct gathering *g)
{
    struct name **order = ARENA_NEW(g->arena, struct name *, g->nnames + 1);
    size_t        n = 0, at = 0, nsome;
    if (!order)
        return false;
    for (size_t i = 0; i < g->nnames; i++)
        if (!g->names[i].meant && !g->names[i].handed_in)
            order[n++] = &g->names[i];
    if (n)
        qsort(order, n, sizeof *order, in_order);
    for (size_t i = 0, end; i < n; i = end) {
        const struct name *first = order[i];
        for (end = i; end < n && order[end]->raw.numbered == first->raw.numbered &&
                      str_eq(order[end]->key, first->key);)
            end++;
        const struct submitted *some = submitted_as(g, first->key, &at, &nsome);
        if (!take_key(g, order + i, end - i, some, first->raw.numbered ? nsome : 0))
            return false;
    }
    return true;
}

static int most_cited_first(const void *left, const void *right)
{
    const struct cited_act *a = left, *b = right;
    if (a->nby != b->nby)
        return a->nby > b->nby ? -1 : 1;
    int c = (b->number.n > 0) - (a->number.n > 0);
    c     = c ? c : str_cmp(a->key, b->key);
    c     = c ? c : str_cmp(a->title, b->title);
    c     = c ? c : str_cmp(a->date, b->date);
    return c ? c : str_cmp(a->issuer, b->issuer);
}

enum kc_status cited_acts(struct index *ix, struct arena *a, struct cited_act **ret_acts,
                          size_t *ret_n)
{
    struct gathering g = {.ix = ix, .arena = a};
    enum kc_status   s = gather_all(&g);
    if (s == KC_OK)
        s = gather_titles(&g);
    if (s == KC_OK && !take_all(&g))
        s = KC_LIMIT;
    if (s != KC_OK || g.full)
        return s != KC_OK ? s : KC_LIMIT;
    if (g.nacts)
        qsort(g.acts, g.nacts, sizeof *g.acts, most_cited_first);
    *ret_acts = g.acts;
    *ret_n    = g.nacts;
    return KC_OK;
}
