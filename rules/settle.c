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

static void lose(struct work *w, size_t loser, size_t winner)
{
    w->found[loser].gone   = true;
    w->found[loser].winner = winner;
}

void note_lost(struct work *w, const struct candidate *loser, const struct candidate *winner)
{
    struct lost_claims *all = w->lost;

    if (all && arena_reserve(w->doc->arena, (void **)&all->items, &all->cap, all->n + 1,
                             sizeof *all->items))
        all->items[all->n++] = (struct lost_claim){loser->f, winner->f};
}

/* The one that won may have lost to a third. The same match from the next window is no
 * loss. */
static void note_all_lost(struct work *w)
{
    for (size_t i = 0; w->lost && i < w->nfound; i++) {
        const struct candidate *loser = &w->found[i], *winner = loser;

        while (winner->gone)
            winner = &w->found[winner->winner];
        if (loser->gone && (loser->rule != winner->rule || loser->f.at.end != winner->f.at.end ||
                            loser->f.at.start != winner->f.at.start))
            note_lost(w, loser, winner);
    }
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
                lose(w, i, j);
            else
                lose(w, j, i);
        }
    note_all_lost(w);
    for (size_t i = 0; i < w->nfound; i++)
        if (!w->found[i].gone)
            w->found[kept++] = w->found[i];
    w->nfound = kept;
}
