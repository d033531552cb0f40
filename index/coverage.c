#include "index/coverage.h"

#include "index/coverage_same.h"
#include "index/label.h"
#include "index/type_code.h"
#include "ingest/record/fold.h"

/* Gathers what the index knows in one pass each over links, documents and files,
 * then judges leaf by leaf. */

const struct answer_info *answer_info(enum answer a)
{
    static const struct answer_info rows[ANSWER_COUNT] = {
        [ANSWER_COVERED]    = {"covered", "đủ", "covered"},
        [ANSWER_WEAK]       = {"weak", "yếu", "weak"},
        [ANSWER_EXPLAINED]  = {"explained", "giải trình", "explained"},
        [ANSWER_NOT_NEEDED] = {"not-needed", "không yêu cầu", "not needed"},
        [ANSWER_MISSING]    = {"missing", "thiếu", "missing"},
    };
    static const struct answer_info unknown = {"unknown", "không rõ", "unknown"};
    return (unsigned)a < ANSWER_COUNT ? &rows[a] : &unknown;
}

const struct cover_reason_info *cover_reason_info(enum cover_reason r)
{
    static const struct cover_reason_info rows[COVER_REASON_COUNT] = {
        [COVER_NONE] = {"", "", ""},
#define COVER(name, code, vi, en) [COVER_##name] = {code, vi, en},
#include "index/cover_reason.def"
#undef COVER
    };
    return &rows[(unsigned)r < COVER_REASON_COUNT ? r : COVER_NONE];
}

/* A proposed link as it comes from the index. */
struct raw_link {
    size_t            criterion; /* index in set->items */
    struct str        document;
    struct cover_link link;
};

/* A file that could not be read, known by its name alone. */
struct unread {
    struct str number, date, criterion;
};

/* What people decided on a document for a criterion; of several the newest. */
struct on_link {
    struct str             criterion, document;
    const struct decision *newest;
};

struct gathered {
    struct arena              *arena;
    const struct criteria_set *set;
    const struct decisions    *people;
    struct index              *ix;
    bool                       full;
    const struct criterion    *last; /* of the link before */
    struct raw_link           *links;
    size_t                     nlinks, links_cap;
    struct cover_document     *documents; /* by id */
    size_t                     ndocuments, documents_cap;
    struct replacement        *replacements;
    size_t                     nreplacements, replacements_cap;
    struct unread             *unread;
    size_t                     nunread, unread_cap;
    struct on_link            *decided; /* by criterion, then document */
    size_t                     ndecided;
};

static bool grow(struct gathered *g, void **items, size_t *cap, size_t n, size_t size)
{
    g->full = g->full || !arena_reserve(g->arena, items, cap, n + 1, size);
    return !g->full;
}

static struct str keep(struct gathered *g, struct str s)
{
    struct str copy = {0};
    g->full         = g->full || !arena_copy(g->arena, s, &copy);
    return copy;
}

/* ---- what people decided ------------------------------------------------------------ */

static int by_link(const void *left, const void *right)
{
    const struct on_link *a = left, *b = right;
    int                   c = str_cmp(a->criterion, b->criterion);
    return c ? c : str_cmp(a->document, b->document);
}

static int by_link_and_age(const void *left, const void *right)
{
    const struct on_link *a = left, *b = right;
    int                   c = by_link(left, right);
    return c ? c : (a->newest > b->newest) - (a->newest < b->newest);
}

/* Decisions come oldest first. */
static bool take_decisions(struct gathered *g)
{
    size_t n   = 0;
    g->decided = ARENA_NEW(g->arena, struct on_link, g->people->n + 1);
    for (size_t i = 0; g->decided && i < g->people->n; i++) {
        const struct decision *d = &g->people->items[i];
        if ((d->verb == DECISION_ACCEPT || d->verb == DECISION_REJECT) &&
            str_eq(d->set, g->set->id))
            g->decided[n++] = (struct on_link){d->criterion, d->document, d};
    }
    if (n)
        qsort(g->decided, n, sizeof *g->decided, by_link_and_age);
    for (size_t i = 0; i < n; i++)
        if (i + 1 == n || by_link(&g->decided[i], &g->decided[i + 1]) != 0)
            g->decided[g->ndecided++] = g->decided[i];
    return g->decided;
}

static const struct decision *decided_on(const struct gathered *g, struct str criterion,
                                         struct str document)
{
    struct on_link  wanted = {.criterion = criterion, .document = document};
    struct on_link *found =
        g->ndecided ? bsearch(&wanted, g->decided, g->ndecided, sizeof wanted, by_link) : NULL;
    return found ? found->newest : NULL;
}

/* The decisions on one criterion: *ret_n from the one returned. */
static const struct on_link *decided_for(const struct gathered *g, struct str criterion,
                                         size_t *ret_n)
{
    size_t low = 0, high = g->ndecided, end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (str_cmp(g->decided[middle].criterion, criterion) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < g->ndecided && str_eq(g->decided[end].criterion, criterion);)
        end++;
    *ret_n = end - low;
    return g->decided + low;
}

/* ---- links and the documents they name ----------------------------------------- */

static bool note_document(struct gathered *g, struct str id)
{
    if (!grow(g, (void **)&g->documents, &g->documents_cap, g->ndocuments, sizeof *g->documents))
        return false;
    g->documents[g->ndocuments++] = (struct cover_document){.id = keep(g, id)};
    return !g->full;
}

static bool take_link(void *ctx, const struct evidence_link *link)
{
    struct gathered        *g = ctx;
    const struct criterion *c = g->last; /* links come criterion by criterion */
    if (!c || !str_eq(c->code, link->criterion))
        c = g->last = criteria_find(g->set, link->criterion);
    if (!c || link->need >= c->nneeds)
        return true; /* of a set that is no longer in use */
    if (!grow(g, (void **)&g->links, &g->links_cap, g->nlinks, sizeof *g->links) ||
        !note_document(g, link->document))
        return false;
    g->links[g->nlinks++] = (struct raw_link){.criterion = (size_t)(c - g->set->items),
                                              .document  = g->documents[g->ndocuments - 1].id,
                                              .link      = {.need    = link->need,
                                                            .series  = link->series,
                                                            .signals = link->signals,
                                                            .faults  = link->faults,
                                                            .at      = link->at}};
    return true;
}

static int by_id(const void *left, const void *right)
{
    const struct cover_document *a = left, *b = right;
    return str_cmp(a->id, b->id);
}

/* Sorts the noted documents by id and drops repetitions. */
static void settle_documents(struct gathered *g)
{
    size_t kept = 0;
    if (g->ndocuments)
        qsort(g->documents, g->ndocuments, sizeof *g->documents, by_id);
    for (size_t i = 0; i < g->ndocuments; i++)
        if (!kept || !str_eq(g->documents[i].id, g->documents[kept - 1].id))
            g->documents[kept++] = g->documents[i];
    g->ndocuments = kept;
}

static struct cover_document *find_document(const struct gathered *g, struct str id)
{
    struct cover_document wanted = {.id = id};
    return g->ndocuments ? bsearch(&wanted, g->documents, g->ndocuments, sizeof wanted, by_id)
                         : NULL;
}

/* ---- documents -------------------------------------------------------------------- */

/* What a web page calls itself: not in the outline, and rarely needed. */
static struct str title_of(struct gathered *g, struct str id)
{
    size_t          mark = arena_mark(g->arena);
    char            title[400];
    struct document doc;
    struct str      s = {0};
    if (index_document(g->ix, id, g->arena, &doc) != KC_OK)
        return s;
    s = str_sub(doc.meta.title, 0, sizeof title);
    while (s.n && s.n < doc.meta.title.n && ((unsigned char)s.p[s.n] & 0xC0) == 0x80)
        s.n--;
    if (s.n)
        memcpy(title, s.p, s.n);
    arena_release(g->arena, mark);
    return keep(g, (struct str){title, s.n});
}

static struct str label_of(struct gathered *g, const struct document *doc)
{
    struct document_brief brief = {.id      = doc->id,
                                   .number  = doc->identity.number.value,
                                   .issuer  = doc->identity.issuer.value,
                                   .date    = doc->identity.date.value,
                                   .type    = doc->identity.type.value,
                                   .subject = doc->identity.subject.value,
                                   .path    = doc->path,
                                   .member  = doc->member};
    if (!brief.subject.n && !brief.number.n)
        brief.subject = title_of(g, doc->id);
    return keep(g, label_document(g->arena, &brief));
}

static struct str lower(struct gathered *g, struct str s)
{
    struct text out = {.arena = g->arena};
    g->full         = !fold_add_lower(&out, s) || g->full;
    return text_str(&out);
}

static struct act_name name_act(struct gathered *g, struct str date, struct str issuer)
{
    struct act_name name = {.date = keep(g, date)};
    g->full              = g->full || !act_issuer_make(g->arena, issuer, &name.issuer);
    return name;
}

static void take_replacements(struct gathered *g, const struct document *doc)
{
    const struct identity *id = &doc->identity;
    for (size_t i = 0; i < doc->nfindings && !g->full; i++) {
        const struct finding *f = &doc->findings[i];
        if (f->role != ROLE_REPLACED || f->kind != FINDING_REFERENCE || !f->key.n ||
            !grow(g, (void **)&g->replacements, &g->replacements_cap, g->nreplacements,
                  sizeof *g->replacements))
            continue;
        g->replacements[g->nreplacements++] = (struct replacement){
            .key      = lower(g, f->key),
            .what     = name_act(g, f->date, f->issuer),
            .by_key   = lower(g, id->key),
            .by_id    = keep(g, doc->id),
            .by_label = label_of(g, doc),
            .by       = name_act(g, id->date.value, id->issuer.value),
        };
    }
}

static bool take_document(void *ctx, const struct document *doc)
{
    struct gathered       *g = ctx;
    struct cover_document *d = find_document(g, doc->id);
    /* A draft does not replace anything yet; nor does a news page about it. */
    if (!doc->identity.draft && doc->identity.nature != NATURE_PRESS)
        take_replacements(g, doc);
    if (!d || d->present) /* an outline comes once for every act it replaces */
        return !g->full;
    struct act_name name = name_act(g, doc->identity.date.value, doc->identity.issuer.value);
    d->present           = true;
    d->label             = label_of(g, doc);
    d->type              = keep(g, doc->identity.type.value);
    d->issuer            = name.issuer;
    d->issued_by         = keep(g, doc->identity.issuer.value);
    d->date              = name.date;
    d->key               = lower(g, doc->identity.key);
    d->draft             = doc->identity.draft;
    return !g->full;
}

/* ---- unread files ------------------------------------------------------------------ */

bool coverage_could_not_look(enum file_state state, enum file_reason reason)
{
    /* In a font of before Unicode the words are there and nobody can tell them. */
    return state == STATE_UNREAD || state == STATE_FAILED || state == STATE_WAITING ||
           (state == STATE_READ && reason == REASON_LEGACY_FONT) ||
           (state == STATE_REFUSED && reason != REASON_LINK && reason != REASON_SPECIAL_FILE);
}

static bool take_unread(void *ctx, const struct occurrence *o)
{
    struct gathered *g = ctx;
    if (!coverage_could_not_look(o->state, o->reason) ||
        (!o->name.criterion.n && !o->name.number.n))
        return true;
    if (!grow(g, (void **)&g->unread, &g->unread_cap, g->nunread, sizeof *g->unread))
        return false;
    struct unread *u = &g->unread[g->nunread++];
    u->number        = keep(g, o->name.number);
    u->date          = keep(g, o->name.date);
    /* What looks like a code may be a date or a section of something else. */
    if (criteria_find(g->set, o->name.criterion))
        u->criterion = keep(g, o->name.criterion);
    return !g->full;
}

static bool in_window(const struct need *need, int year, struct str date)
{
    struct window_days days;
    if (!date.n || !window_resolve(&need->window, year, &days))
        return true;
    struct str from = str_from_cstr(days.from), until = str_from_cstr(days.until);
    return (!from.n || str_cmp(date, from) >= 0) && (!until.n || str_cmp(date, until) <= 0);
}

static bool type_fits(const struct need *need, struct str number)
{
    for (size_t i = 0; i < need->types.n; i++)
        if (type_code_fits(number, need->types.items[i]))
            return true;
    return !need->types.n;
}

static bool number_fits(const struct criterion *c, int year, const struct name_hint *name)
{
    for (size_t i = 0; i < c->nneeds; i++)
        if (in_window(&c->needs[i], year, name->date) && type_fits(&c->needs[i], name->number))
            return true;
    return false;
}

/* "1.1" holds "1.1.2" but not "1.10". */
static bool is_below(struct str code, struct str group)
{
    return code.n > group.n && str_starts_with(code, group) && code.p[group.n] == '.';
}

static bool name_fits(const struct criterion *c, int year, const struct name_hint *name)
{
    if (c->kind != CRITERION_DOCUMENT)
        return false;
    if (str_eq(name->criterion, c->code))
        return true;
    if (name->criterion.n && !is_below(c->code, name->criterion))
        return false;
    return name->number.n ? number_fits(c, year, name) : name->criterion.n > 0;
}

bool coverage_name_fits(const struct criteria_set *set, const struct criterion *c, int year,
                        const struct name_hint *name)
{
    struct name_hint known = *name;
    if (!criteria_find(set, name->criterion))
        known.criterion = (struct str){0};
    return name_fits(c, year, &known);
}

static uint32_t count_unread(const struct gathered *g, const struct criterion *c, int year)
{
    uint32_t n = 0;
    for (size_t i = 0; i < g->nunread; i++) {
        struct name_hint name = {.number    = g->unread[i].number,
                                 .date      = g->unread[i].date,
                                 .criterion = g->unread[i].criterion};
        n += name_fits(c, year, &name);
    }
    return n;
}

/* ---- rows --------------------------------------------------------------------------- */

static enum kc_status gather(struct index *ix, struct gathered *g)
{
    enum kc_status s =
        take_decisions(g) ? index_each_link(ix, (struct str){0}, take_link, g) : KC_LIMIT;
    for (size_t i = 0; s == KC_OK && i < g->ndecided; i++)
        if (g->decided[i].newest->verb == DECISION_ACCEPT)
            note_document(g, g->decided[i].document);
    settle_documents(g);
    if (s == KC_OK)
        s = index_each_outline(ix, take_document, g);
    if (s == KC_OK)
        s = index_each_occurrence(ix, take_unread, g);
    if (s == KC_OK && (g->full || !same_settle(g->documents, g->ndocuments, g->replacements,
                                               g->nreplacements, g->arena)))
        s = KC_LIMIT;
    return s;
}

struct case_links {
    struct cover_link *items;
    size_t             n;
};

static void add_proposed(const struct gathered *g, size_t criterion, size_t *from,
                         struct case_links *out)
{
    for (; *from < g->nlinks && g->links[*from].criterion == criterion; ++*from) {
        const struct raw_link       *raw = &g->links[*from];
        const struct cover_document *d   = find_document(g, raw->document);
        if (!d || !d->present)
            continue;
        struct cover_link *l = &out->items[out->n++];
        *l                   = raw->link;
        l->document          = (uint32_t)(d - g->documents);
        l->faults |= d->replaced_by.n ? FAULT_REPLACED : 0;
        l->person = decided_on(g, g->set->items[criterion].code, d->id);
    }
}

static bool is_linked(const struct case_links *links, uint32_t document)
{
    for (size_t i = 0; i < links->n; i++)
        if (links->items[i].document == document)
            return true;
    return false;
}

/* What a person accepted although nothing was proposed, or what is not there. */
static void add_relinked(const struct gathered *g, const struct on_link *decided, size_t n,
                         struct case_links *out, const struct decision **vanished)
{
    for (size_t i = 0; i < n; i++) {
        const struct decision       *p = decided[i].newest;
        const struct cover_document *d = find_document(g, p->document);
        if (p->verb != DECISION_ACCEPT)
            continue;
        if (d && d->present && !is_linked(out, (uint32_t)(d - g->documents)))
            out->items[out->n++] = (struct cover_link){
                .document = (uint32_t)(d - g->documents), .relinked = true, .person = p};
        else if ((!d || !d->present) && (!*vanished || p > *vanished))
            *vanished = p;
    }
}

/* Links come in the order of the set's items, so `from` only moves forward. */
static bool links_of(struct gathered *g, size_t criterion, size_t *from, struct cover_case *one)
{
    size_t                most, decided;
    struct case_links     out    = {0};
    const struct on_link *people = decided_for(g, g->set->items[criterion].code, &decided);
    most                         = decided + 1;
    while (*from < g->nlinks && g->links[*from].criterion < criterion)
        ++*from;
    for (size_t i = *from; i < g->nlinks && g->links[i].criterion == criterion; i++)
        most++;
    out.items = ARENA_NEW(g->arena, struct cover_link, most);
    if (!out.items)
        return false;
    add_proposed(g, criterion, from, &out);
    add_relinked(g, people, decided, &out, &one->vanished);
    one->links  = out.items;
    one->nlinks = out.n;
    return true;
}

static void add_up(struct coverage_total *total, const struct coverage *row)
{
    total->count[row->answer]++;
    total->centipoints[row->answer] += row->criterion->centipoints;
}

static bool judge_one(struct gathered *g, size_t criterion, int year, uint8_t *groups, size_t *from,
                      struct cover_case *ret_case, struct coverage *ret_row)
{
    const struct criterion *c   = &g->set->items[criterion];
    struct cover_case       one = {.criterion = c,
                                   .year      = year,
                                   .documents = g->documents,
                                   .groups    = groups,
                                   .person = decisions_on_criterion(g->people, g->set->id, c->code)};
    if (!links_of(g, criterion, from, &one) || !coverage_judge(&one, g->arena, ret_row))
        return false;
    ret_row->unread = count_unread(g, c, year);
    *ret_case       = one;
    return true;
}

/* Sentences are written into the same arena: if there is no room now, there may
 * have been none for them. */
static enum kc_status check_room(struct gathered *g)
{
    return arena_alloc(g->arena, 1, 4096) ? KC_OK : KC_LIMIT;
}

static enum kc_status judge_all(struct gathered *g, int year, struct coverage *rows, size_t *ret_n,
                                struct coverage_total *total)
{
    struct cover_case one;
    size_t            from = 0, n = 0;
    uint8_t          *groups = ARENA_NEW(g->arena, uint8_t, g->ndocuments + 1);
    if (!groups)
        return KC_LIMIT;
    for (size_t i = 0; i < g->set->nitems; i++) {
        if (!g->set->items[i].leaf)
            continue;
        if (!judge_one(g, i, year, groups, &from, &one, &rows[n]))
            return KC_LIMIT;
        add_up(total, &rows[n++]);
    }
    *ret_n = n;
    return check_room(g);
}

enum kc_status coverage_compute(struct index *ix, const struct criteria_set *set, int year,
                                const struct decisions *people, struct arena *a,
                                struct coverage **ret_rows, size_t *ret_n,
                                struct coverage_total *ret_total)
{
    struct gathered       g     = {.arena = a, .ix = ix, .set = set, .people = people};
    struct coverage_total total = {0};
    struct coverage      *rows  = ARENA_NEW(a, struct coverage, set->nitems + 1);
    size_t                n     = 0;
    enum kc_status        s     = rows ? gather(ix, &g) : KC_LIMIT;
    if (s == KC_OK)
        s = judge_all(&g, year, rows, &n, &total);
    if (s != KC_OK)
        return s;
    *ret_rows  = rows;
    *ret_n     = n;
    *ret_total = total;
    return KC_OK;
}

static struct cover_evidence evidence_of(const struct gathered *g, const struct cover_link *l)
{
    const struct cover_document *d = &g->documents[l->document];
    return (struct cover_evidence){.document    = d->id,
                                   .label       = d->label,
                                   .replaced_by = d->replaced_by,
                                   .need        = l->need,
                                   .series      = l->series,
                                   .signals     = l->signals,
                                   .faults      = l->faults,
                                   .at          = l->at,
                                   .relinked    = l->relinked,
                                   .person      = l->person};
}

static bool list_evidence(const struct gathered *g, const struct cover_case *one,
                          struct cover_evidence **ret_evidence)
{
    struct cover_evidence *list = ARENA_NEW(g->arena, struct cover_evidence, one->nlinks + 1);
    for (size_t i = 0; list && i < one->nlinks; i++)
        list[i] = evidence_of(g, &one->links[i]);
    *ret_evidence = list;
    return list;
}

enum kc_status coverage_explain(struct index *ix, const struct criteria_set *set, int year,
                                const struct decisions *people, const struct criterion *leaf,
                                struct arena *a, struct coverage *ret_row,
                                struct cover_evidence **ret_evidence, size_t *ret_n)
{
    struct gathered        g        = {.arena = a, .ix = ix, .set = set, .people = people};
    struct cover_case      one      = {0};
    struct coverage        row      = {0};
    struct cover_evidence *evidence = NULL;
    size_t                 from     = 0;
    enum kc_status         s        = gather(ix, &g);
    uint8_t               *groups   = ARENA_NEW(a, uint8_t, g.ndocuments + 1);
    if (s != KC_OK)
        return s;
    if (!groups || !judge_one(&g, (size_t)(leaf - set->items), year, groups, &from, &one, &row) ||
        !list_evidence(&g, &one, &evidence))
        return KC_LIMIT;
    *ret_row      = row;
    *ret_evidence = evidence;
    *ret_n        = one.nlinks;
    return check_room(&g);
}

struct services {
    struct cover_service *items;
    size_t                n, cap;
};

static bool add_services(struct gathered *g, const struct criterion *c,
                         const struct cover_case *one, struct str document, struct services *out)
{
    for (size_t i = 0; i < one->nlinks; i++) {
        if (!str_eq(g->documents[one->links[i].document].id, document))
            continue;
        if (!grow(g, (void **)&out->items, &out->cap, out->n, sizeof *out->items))
            return false;
        out->items[out->n++] = (struct cover_service){c, evidence_of(g, &one->links[i])};
    }
    return true;
}

enum kc_status coverage_of_document(struct index *ix, const struct criteria_set *set,
                                    const struct decisions *people, struct str document,
                                    struct arena *a, struct cover_service **ret_services,
                                    size_t *ret_n)
{
    struct gathered g    = {.arena = a, .ix = ix, .set = set, .people = people};
    struct services out  = {0};
    size_t          from = 0;
    enum kc_status  s    = gather(ix, &g);
    for (size_t i = 0; s == KC_OK && i < set->nitems; i++) {
        struct cover_case one = {0};
        if (set->items[i].leaf && (!links_of(&g, i, &from, &one) ||
                                   !add_services(&g, &set->items[i], &one, document, &out)))
            s = KC_LIMIT;
    }
    if (s == KC_OK)
        s = check_room(&g);
    if (s != KC_OK)
        return s;
    *ret_services = out.items;
    *ret_n        = out.n;
    return KC_OK;
}
