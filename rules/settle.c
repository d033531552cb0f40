#include "rules/internal.h"

/* Where two rules claim the same bytes, the longer span wins, then the earlier
 * row. A date inside a number is no date. Windows overlap, so the same match may have come twice.
 */

static bool overlap(struct span a, struct span b)
{
    return a.start < b.end && b.start < a.end;
}

static int by_place(const void *x, const void *y)
{
    const struct candidate *a = x, *b = y;

    if (a->f.at.start != b->f.at.start)
        return a->f.at.start < b->f.at.start ? -1 : 1;
    if (a->f.at.end != b->f.at.end)
        return a->f.at.end > b->f.at.end ? -1 : 1; /* longer first */
    if (a->f.kind != b->f.kind)
        return a->f.kind < b->f.kind ? -1 : 1;
    return a->rule < b->rule ? -1 : a->rule > b->rule;
}

/* A plan's name shares its bytes with the dates and numbers inside it. */
static bool rivals(const struct candidate *a, const struct candidate *b)
{
    return (a->f.kind == FINDING_PLAN) == (b->f.kind == FINDING_PLAN) && overlap(a->f.at, b->f.at);
}

static uint32_t length(const struct candidate *c)
{
    return c->f.at.end - c->f.at.start;
}

void settle(struct work *w)
{
    size_t kept = 0;

    if (w->nfound)
        qsort(w->found, w->nfound, sizeof *w->found, by_place);
    for (size_t i = 0; i < w->nfound; i++)
        for (size_t j = i + 1; !w->found[i].gone && j < w->nfound; j++) {
            if (w->found[j].f.at.start >= w->found[i].f.at.end)
                break;
            if (w->found[j].gone || !rivals(&w->found[i], &w->found[j]))
                continue;
            if (length(&w->found[j]) > length(&w->found[i]))
                w->found[i].gone = true;
            else
                w->found[j].gone = true;
        }
    for (size_t i = 0; i < w->nfound; i++)
        if (!w->found[i].gone)
            w->found[kept++] = w->found[i];
    w->nfound = kept;
}
