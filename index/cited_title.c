#include "index/cited_gather.h"
#include "index/words.h"

/* Plans that are called by their title: handed in, or an act with a number? */

enum {
    LOOKED_INTO   = 3,  /* documents that call a plan by its title: they do it alike */
    LINK_BYTES    = 48, /* between a number and the title of its act                 */
    SUBJECTS_MOST = 256 /* of acts cited in one document                             */
};

static bool was_handed_in(const struct gathering *g, const struct name *title)
{
    const struct plan_words *plan = &title->words;
    size_t                   low = 0, high = g->nsubmitted;
    if (plan->about.n <= 1)
        return false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(g->by_about[middle]->about, plan->about) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < g->nsubmitted && str_starts_with(g->by_about[low]->about, plan->about); low++) {
        const struct submitted *s = g->by_about[low];
        /* Not by date: a plan for 2025 may be of 2024. */
        if (plan_is(plan, s->type, s->about) &&
            act_may_be((struct act_name){.issuer = title->act.issuer},
                       (struct act_name){.issuer = s->act.issuer}))
            return true;
    }
    return false;
}

/* "… 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành" Chương trình … */
static bool leads_to_title(struct str between, struct arena *a)
{
    static const struct str links[] = {STR_INIT(" ban hanh "),  STR_INIT(" kem theo "),
                                       STR_INIT(" phe duyet "), STR_INIT(" thong qua "),
                                       STR_INIT(" ve viec "),   STR_INIT(" ve ")};
    struct str              words;
    if (!between.n || between.n > LINK_BYTES || str_find(between, STR("\n")).n ||
        str_find(between, STR(";")).n || !words_make(a, between, &words))
        return false;
    while (words.n > 1) {
        size_t i = 0;
        while (i < sizeof links / sizeof *links && !words_start_with(words, links[i]))
            i++;
        if (i == sizeof links / sizeof *links)
            return false;
        words = str_sub(words, links[i].n - 1, words.n);
    }
    return true;
}

static bool introduces(const struct document *doc, const struct finding *reference,
                       const struct finding *plan, struct arena *a)
{
    struct span between = {reference->quote_at.end, plan->at.start};
    return plan->at.end <= reference->quote_at.end ||
           (between.start < between.end && leads_to_title(document_text(doc, between), a));
}

static void settle(struct gathering *g, struct name *title, struct name *act)
{
    if (!act || !act->raw.numbered)
        return;
    title->meant = (uint32_t)(act - g->names) + 1;
    title->alias = act->alias;
    act->alias   = (uint32_t)(title - g->names) + 1;
}

/* A title that is still to be settled; NULL for everything else. */
static struct name *open_title(const struct gathering *g, const struct document *doc,
                               const struct finding *f)
{
    struct name *n = f->kind == FINDING_PLAN ? gather_find(g, doc, f) : NULL;
    return n && !n->meant && !n->handed_in ? n : NULL;
}

/* Titles that follow a number. */
static void settle_introduced(struct gathering *g, const struct document *doc, struct arena *a)
{
    const struct finding *last = NULL;
    for (size_t i = 0; i < doc->nfindings; i++) {
        const struct finding *f     = &doc->findings[i];
        struct name          *title = open_title(g, doc, f);
        if (f->kind == FINDING_REFERENCE)
            last = f;
        if (title && last && introduces(doc, last, f, a))
            settle(g, title, gather_find(g, doc, last));
    }
}

/* What the numbered acts are about that this document cites. */
struct subject {
    const struct finding *f;
    struct str            type, about; /* words */
};

static size_t read_subjects(const struct document *doc, struct arena *a,
                            struct subject subjects[SUBJECTS_MOST])
{
    size_t n = 0;
    for (size_t i = 0; i < doc->nfindings && n < SUBJECTS_MOST; i++) {
        struct subject s = {.f = &doc->findings[i]};
        if (s.f->kind == FINDING_REFERENCE && s.f->subject.n && words_make(a, s.f->type, &s.type) &&
            plan_subject_make(a, s.f->subject, &s.about))
            subjects[n++] = s;
    }
    return n;
}

/* Titles that say what a number elsewhere in the document is said to be about. */
static void settle_by_subject(struct gathering *g, const struct document *doc, struct arena *a)
{
    struct subject subjects[SUBJECTS_MOST];
    size_t         n = read_subjects(doc, a, subjects);
    for (size_t i = 0; i < doc->nfindings; i++) {
        struct name *title = open_title(g, doc, &doc->findings[i]);
        for (size_t k = 0; title && !title->meant && k < n; k++)
            if (plan_is(&title->words, subjects[k].type, subjects[k].about))
                settle(g, title, gather_find(g, doc, subjects[k].f));
    }
}

static void want(const struct gathering *g, const struct name *title, bool *wanted)
{
    uint32_t m = title->mentions;
    for (int n = 0; m && n < LOOKED_INTO; n++, m = g->mentions[m - 1].before)
        wanted[g->mentions[m - 1].doc] = true;
}

static enum kc_status look_into(struct gathering *g, const bool *wanted)
{
    struct arena  *a = arena_new(limits_arena_bytes(&limits_default));
    enum kc_status s = a ? KC_OK : KC_NO_MEMORY;
    for (size_t i = 0; s == KC_OK && i < g->ndocs; i++) {
        struct document doc;
        if (!wanted[i])
            continue;
        s = index_document(g->ix, g->docs[i].id, a, &doc);
        if (s == KC_OK) {
            settle_introduced(g, &doc, a);
            settle_by_subject(g, &doc, a);
        }
        arena_reset(a);
    }
    arena_free(a);
    return s;
}

enum kc_status gather_titles(struct gathering *g)
{
    bool *wanted = ARENA_NEW(g->arena, bool, g->ndocs + 1);
    for (size_t i = 0; wanted && i < g->nnames; i++) {
        struct name *n = &g->names[i];
        if (n->raw.numbered)
            continue;
        if (!plan_words_make(g->arena, n->shown, n->type, &n->words))
            return KC_LIMIT;
        n->handed_in = was_handed_in(g, n);
        if (!n->handed_in)
            want(g, n, wanted);
    }
    return wanted ? look_into(g, wanted) : KC_LIMIT;
}
