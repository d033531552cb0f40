#include "index/cited_gather.h"

#include "index/coverage.h"
#include "index/label.h"
#include "index/words.h"
#include "ingest/record/fold.h"

/* Gathers the names under which documents cite, each once, and what was submitted. */

bool gather_room(struct gathering *g, void **items, size_t *cap, size_t n, size_t size)
{
    g->full = g->full || !arena_reserve(g->arena, items, cap, n + 1, size);
    return !g->full;
}

struct str gather_keep(struct gathering *g, struct str s)
{
    struct str copy = {0};
    g->full         = g->full || !arena_copy(g->arena, s, &copy);
    return copy;
}

static struct str lower(struct gathering *g, struct str s)
{
    struct text out = {.arena = g->arena};
    g->full         = !fold_add_lower(&out, s) || g->full;
    return text_str(&out);
}

/* ---- names, each once -------------------------------------------------------------- */

static uint64_t hash_of(const struct wording *w)
{
    const struct str parts[] = {w->what, w->date, w->issuer, w->citing};
    uint64_t         h       = UINT64_C(0xCBF29CE484222325) + w->numbered;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        for (size_t k = 0; k < parts[i].n; k++)
            h = (h ^ (unsigned char)parts[i].p[k]) * UINT64_C(0x100000001B3);
        h = (h ^ 0xFF) * UINT64_C(0x100000001B3); /* no byte of UTF-8: parts stay apart */
    }
    return h ^ h >> 32;
}

static bool same_wording(const struct wording *a, const struct wording *b)
{
    return a->numbered == b->numbered && str_eq(a->what, b->what) && str_eq(a->date, b->date) &&
           str_eq(a->issuer, b->issuer) && str_eq(a->citing, b->citing);
}

/* Where the name is, or the empty slot where it belongs. */
static uint32_t *slot_of(const struct gathering *g, const struct wording *w)
{
    for (size_t at = hash_of(w);; at++) {
        uint32_t *slot = &g->slots[at & (g->nslots - 1)];
        if (!*slot || same_wording(&g->names[*slot - 1].raw, w))
            return slot;
    }
}

static bool make_room(struct gathering *g)
{
    if (g->nnames * 2 < g->nslots)
        return true;
    g->nslots = g->nslots ? g->nslots * 2 : 1024;
    g->slots  = ARENA_NEW(g->arena, uint32_t, g->nslots);
    g->full   = g->full || !g->slots;
    for (size_t i = 0; !g->full && i < g->nnames; i++)
        *slot_of(g, &g->names[i].raw) = (uint32_t)i + 1;
    return !g->full;
}

/* "UBND xã" in a document of "UBND xã An Phú" is that one. */
static struct str whole_issuer(struct str cited, struct str own)
{
    bool more = own.n > cited.n && own.p[cited.n] == ' ' && str_starts_with(own, cited);
    return more && str_find(cited, STR(" ")).n ? own : cited;
}

static struct wording wording_of(const struct document *doc, const struct finding *f)
{
    struct str     own = doc->identity.issuer.value;
    struct wording w   = {.numbered = f->kind == FINDING_REFERENCE,
                          .date     = f->date,
                          .issuer   = whole_issuer(f->issuer, own)};
    w.what             = w.numbered ? f->key : f->value;
    w.citing           = w.numbered ? (struct str){0} : own;
    return w;
}

static void fill_name(struct gathering *g, struct name *n, const struct wording *w,
                      const struct finding *f)
{
    n->raw      = (struct wording){w->numbered, gather_keep(g, w->what), gather_keep(g, w->date),
                                   gather_keep(g, w->issuer), gather_keep(g, w->citing)};
    n->shown    = gather_keep(g, f->value);
    n->type     = gather_keep(g, f->type);
    n->act.date = n->raw.date;
    g->full     = g->full || !act_issuer_make(g->arena, n->raw.issuer, &n->act.issuer);
    if (w->numbered)
        n->key = lower(g, n->raw.what);
    else
        g->full = g->full || !words_make(g->arena, n->raw.what, &n->key);
}

struct name *gather_find(const struct gathering *g, const struct document *doc,
                         const struct finding *f)
{
    struct wording w    = wording_of(doc, f);
    uint32_t       slot = g->nslots ? *slot_of(g, &w) : 0;
    return slot ? &g->names[slot - 1] : NULL;
}

static struct name *intern(struct gathering *g, const struct document *doc, const struct finding *f)
{
    struct wording w = wording_of(doc, f);
    if (!make_room(g))
        return NULL;
    uint32_t *slot = slot_of(g, &w);
    if (!*slot) {
        if (!gather_room(g, (void **)&g->names, &g->names_cap, g->nnames, sizeof *g->names))
            return NULL;
        fill_name(g, &g->names[g->nnames], &w, f);
        *slot = (uint32_t)++g->nnames;
    }
    return &g->names[*slot - 1];
}

/* ---- who cites ------------------------------------------------------------------------ */

static struct document_brief brief_of(const struct document *doc)
{
    const struct identity *id = &doc->identity;
    return (struct document_brief){.id      = doc->id,
                                   .number  = id->number.value,
                                   .issuer  = id->issuer.value,
                                   .date    = id->date.value,
                                   .type    = id->type.value,
                                   .subject = id->subject.value,
                                   .path    = doc->path,
                                   .member  = doc->member};
}

/* Citations come document by document. */
static bool enter_document(struct gathering *g, const struct document *doc)
{
    struct document_brief brief = brief_of(doc);
    if (g->ndocs && str_eq(g->docs[g->ndocs - 1].id, doc->id))
        return true;
    if (!gather_room(g, (void **)&g->docs, &g->docs_cap, g->ndocs, sizeof *g->docs))
        return false;
    g->docs[g->ndocs++] =
        (struct cited_by){gather_keep(g, doc->id), gather_keep(g, label_document(g->arena, &brief)),
                          gather_keep(g, brief.date)};
    return !g->full;
}

static bool take_citation(void *ctx, const struct document *doc, const struct finding *f)
{
    struct gathering *g    = ctx;
    struct str        what = f->kind == FINDING_REFERENCE ? f->key : f->value;
    if (!what.n)
        return true;
    struct name *n = enter_document(g, doc) ? intern(g, doc, f) : NULL;
    if (!n)
        return false;
    n->plan = n->plan || f->plan || f->kind == FINDING_PLAN;
    if (n->mentions && g->mentions[n->mentions - 1].doc == g->ndocs - 1)
        return !g->full;
    if (!gather_room(g, (void **)&g->mentions, &g->mentions_cap, g->nmentions, sizeof *g->mentions))
        return false;
    g->mentions[g->nmentions] = (struct mention){(uint32_t)g->ndocs - 1, n->mentions};
    n->mentions               = (uint32_t)++g->nmentions;
    return !g->full;
}

/* ---- what was submitted ------------------------------------------------------------------ */

static bool take_submitted(void *ctx, const struct document *doc)
{
    struct gathering      *g     = ctx;
    struct document_brief  brief = brief_of(doc);
    const struct identity *id    = &doc->identity;
    if (id->nature == NATURE_PRESS || (!id->key.n && !id->subject.value.n))
        return true;
    if (g->nsubmitted && str_eq(g->submitted[g->nsubmitted - 1].id, doc->id))
        return true; /* an outline comes once for every act it replaces */
    if (!gather_room(g, (void **)&g->submitted, &g->submitted_cap, g->nsubmitted,
                     sizeof *g->submitted))
        return false;
    struct submitted *s = &g->submitted[g->nsubmitted++];
    struct str who = gather_keep(g, id->issuer.value), label = label_document(g->arena, &brief);
    s->key   = lower(g, id->key);
    s->label = who.n ? arena_printf(g->arena, "%.*s – %.*s", STR_FMT(label), STR_FMT(who)) : label;
    s->act.date = gather_keep(g, id->date.value);
    g->full     = g->full || !act_issuer_make(g->arena, who, &s->act.issuer) ||
              !words_make(g->arena, id->type.value, &s->type) ||
              !plan_subject_make(g->arena, id->subject.value, &s->about);
    return !g->full;
}

static int by_key(const void *left, const void *right)
{
    const struct submitted *a = left, *b = right;
    int                     c = str_cmp(a->key, b->key);
    c                         = c ? c : str_cmp(a->act.date, b->act.date);
    c                         = c ? c : str_cmp(a->act.issuer, b->act.issuer);
    return c ? c : str_cmp(a->label, b->label);
}

static int by_about(const void *left, const void *right)
{
    const struct submitted *a = *(struct submitted *const *)left;
    const struct submitted *b = *(struct submitted *const *)right;
    return str_cmp(a->about, b->about);
}

static bool sort_submitted(struct gathering *g)
{
    g->by_about = ARENA_NEW(g->arena, struct submitted *, g->nsubmitted + 1);
    if (!g->by_about)
        return false;
    if (g->nsubmitted)
        qsort(g->submitted, g->nsubmitted, sizeof *g->submitted, by_key);
    for (size_t i = 0; i < g->nsubmitted; i++)
        g->by_about[i] = &g->submitted[i];
    if (g->nsubmitted)
        qsort(g->by_about, g->nsubmitted, sizeof(struct submitted *), by_about);
    return true;
}

static bool take_unread(void *ctx, const struct occurrence *o)
{
    struct gathering *g = ctx;
    if (!coverage_could_not_look(o->state, o->reason) || !act_serial(o->name.key))
        return true;
    if (!gather_room(g, (void **)&g->unread, &g->unread_cap, g->nunread, sizeof *g->unread))
        return false;
    struct text place = {.arena = g->arena};
    text_add(&place, o->path);
    text_add(&place, o->member.n ? STR("!/") : STR(""));
    text_add(&place, o->member);
    g->full                 = g->full || place.full;
    g->unread[g->nunread++] = (struct unread){act_serial(o->name.key), gather_keep(g, o->name.key),
                                              gather_keep(g, o->name.date), text_str(&place)};
    return !g->full;
}

static int by_serial(const void *left, const void *right)
{
    const struct unread *a = left, *b = right;
    if (a->serial != b->serial)
        return a->serial < b->serial ? -1 : 1;
    return str_cmp(a->place, b->place);
}

/* ---- all of it---------------------------------------------------------------------- */

enum kc_status gather_all(struct gathering *g)
{
    enum kc_status s = index_each_citation(g->ix, (struct str){0}, take_citation, g);
    if (s == KC_OK && !g->full)
        s = index_each_outline(g->ix, take_submitted, g);
    if (s == KC_OK && !g->full)
        s = index_each_occurrence(g->ix, take_unread, g);
    if (s == KC_OK && (g->full || !sort_submitted(g)))
        s = KC_LIMIT;
    if (g->nunread)
        qsort(g->unread, g->nunread, sizeof *g->unread, by_serial);
    return s;
}
