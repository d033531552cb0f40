#include "index/coverage_same.h"

static int by_key(const void *left, const void *right)
{
    const struct cover_document *a = *(struct cover_document *const *)left;
    const struct cover_document *b = *(struct cover_document *const *)right;
    int                          c = str_cmp(a->key, b->key);
    c                              = c ? c : str_cmp(a->date, b->date);
    c                              = c ? c : str_cmp(a->issuer, b->issuer);
    return c ? c : str_cmp(a->id, b->id);
}

static struct act_name name_of(const struct cover_document *d)
{
    return (struct act_name){.date = d->date, .issuer = d->issuer};
}

/* ---- copies ---------------------------------------------------------------------- */

/* Documents of one number. "UBND tỉnh" in one rendering is "UBND tỉnh Sông Trà" in
 * another, unless a third body has the same number and day. */
static bool group_number(struct cover_document *const *some, size_t n, uint32_t first,
                         struct arena *a)
{
    size_t           mark   = arena_mark(a);
    struct act_name *names  = ARENA_NEW(a, struct act_name, n);
    uint32_t        *groups = ARENA_NEW(a, uint32_t, n);
    if (!names || !groups)
        return false;
    for (size_t i = 0; i < n; i++)
        names[i] = name_of(some[i]);
    if (!act_group(names, n, a, groups))
        return false;
    for (size_t i = 0; i < n; i++)
        some[i]->group = first + groups[i];
    arena_release(a, mark);
    return true;
}

/* Number, issuer and date together name a document; without a number every content
 * is one of its own. */
static bool group_copies(struct cover_document *const *order, size_t n, struct arena *a)
{
    for (size_t i = 0, end; i < n; i = end) {
        end = i + 1;
        while (order[i]->key.n && end < n && str_eq(order[end]->key, order[i]->key))
            end++;
        if (end == i + 1)
            order[i]->group = (uint32_t)i;
        else if (!group_number(order + i, end - i, (uint32_t)i, a))
            return false;
    }
    return true;
}

/* ---- replaced -------------------------------------------------------------------- */

static struct str after_last(struct str s, char sign)
{
    size_t i = s.n;
    while (i && s.p[i - 1] != sign)
        i--;
    return str_sub(s, i, s.n);
}

/* A number alone names nothing: every commune has its own 15/KH-UBND. Where it is
 * not said whose the replaced one was, it was its own issuer's, or one that its day
 * and the letters of another body tell. */
static bool is_whose(const struct cover_document *d, const struct replacement *r)
{
    struct act_name issuer = {.issuer = d->issuer};
    if (r->what.issuer.n)
        return act_may_be(issuer, (struct act_name){.issuer = r->what.issuer});
    if (act_may_be(issuer, (struct act_name){.issuer = r->by.issuer}))
        return true;
    return d->date.n && r->what.date.n &&
           !str_eq(after_last(d->key, '-'), after_last(r->by_key, '-'));
}

/* Nothing replaces what is issued after it, nor another rendering of itself. */
static bool comes_later(const struct replacement *r, const struct cover_document *d)
{
    bool itself = str_eq(r->by_key, d->key) && act_may_be(r->by, name_of(d));
    return !itself && (!r->by.date.n || !d->date.n || str_cmp(r->by.date, d->date) >= 0);
}

static bool is_replaced(const struct cover_document *d, const struct replacement *r)
{
    return !str_eq(d->id, r->by_id) && act_date_may_be(d->date, r->what.date) && is_whose(d, r) &&
           comes_later(r, d);
}

static size_t first_of(struct cover_document *const *order, size_t n, struct str key)
{
    size_t low = 0;
    while (low < n) {
        size_t middle = low + (n - low) / 2;
        if (str_cmp(order[middle]->key, key) < 0)
            low = middle + 1;
        else
            n = middle;
    }
    return low;
}

static void mark_replaced(struct cover_document *const *order, size_t n,
                          const struct replacement *replacements, size_t nreplacements)
{
    for (size_t i = 0; i < nreplacements; i++) {
        const struct replacement *r = &replacements[i];
        for (size_t k = first_of(order, n, r->key); k < n && str_eq(order[k]->key, r->key); k++)
            if (!order[k]->replaced_by.n && is_replaced(order[k], r))
                order[k]->replaced_by = r->by_label;
    }
}

bool same_settle(struct cover_document *documents, size_t n, const struct replacement *replacements,
                 size_t nreplacements, struct arena *a)
{
    struct cover_document **order = ARENA_NEW(a, struct cover_document *, n + 1);
    if (!order)
        return false;
    for (size_t i = 0; i < n; i++)
        order[i] = &documents[i];
    if (n)
        qsort(order, n, sizeof *order, by_key);
    mark_replaced(order, n, replacements, nreplacements);
    return group_copies(order, n, a);
}
