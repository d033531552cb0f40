#include "index/coverage_judge.h"

#include "index/label.h"
#include "index/words.h"

/* A place that a document must fill: one member of a series, or one of `count`. */
struct slot {
    uint32_t                 need, series; /* series: 1 + member, 0 none */
    const struct cover_link *filled;
};

struct judge {
    const struct cover_case *c;
    struct arena            *arena;
    struct slot             *slots;
    size_t                   nslots, nfilled;
    struct coverage         *row;
};

static const struct cover_document *document_of(const struct judge *j, const struct cover_link *l)
{
    return &j->c->documents[l->document];
}

static const struct need *need_of(const struct judge *j, uint32_t need)
{
    return &j->c->criterion->needs[need];
}

static bool rejected(const struct cover_link *l)
{
    return l->person && l->person->verb == DECISION_REJECT;
}

static bool accepted(const struct cover_link *l)
{
    return l->person && l->person->verb == DECISION_ACCEPT;
}

static bool valid(const struct cover_link *l)
{
    return accepted(l) || (!l->faults && !rejected(l));
}

/* ---- slots ------------------------------------------------------------------- */

static bool make_slots(struct judge *j)
{
    const struct criterion *c = j->c->criterion;
    size_t                  n = 0;
    for (size_t i = 0; i < c->nneeds; i++)
        n += c->needs[i].series.n ? c->needs[i].series.n : c->needs[i].count;
    j->slots = ARENA_NEW(j->arena, struct slot, n ? n : 1);
    if (!j->slots)
        return false;
    for (uint32_t i = 0; i < c->nneeds; i++) {
        bool   series = c->needs[i].series.n;
        size_t count  = series ? c->needs[i].series.n : c->needs[i].count;
        for (uint32_t k = 0; k < count; k++)
            j->slots[j->nslots++] = (struct slot){.need = i, .series = series ? k + 1 : 0};
    }
    j->row->needed = (uint32_t)j->nslots;
    return true;
}

static bool fills(const struct judge *j, const struct cover_link *l, const struct slot *slot)
{
    return slot->filled && document_of(j, slot->filled)->group == document_of(j, l)->group;
}

/* Does the document, or a copy of it, fill a place of this need already? */
static bool fills_need(const struct judge *j, const struct cover_link *l, uint32_t need)
{
    for (size_t i = 0; i < j->nslots; i++)
        if (j->slots[i].need == need && fills(j, l, &j->slots[i]))
            return true;
    return false;
}

static bool fills_any(const struct judge *j, const struct cover_link *l)
{
    for (size_t i = 0; i < j->nslots; i++)
        if (fills(j, l, &j->slots[i]))
            return true;
    return false;
}

static struct slot *open_slot(struct judge *j, uint32_t need, uint32_t series)
{
    for (size_t i = 0; i < j->nslots; i++)
        if (!j->slots[i].filled && j->slots[i].need == need && j->slots[i].series == series)
            return &j->slots[i];
    return NULL;
}

static bool type_asked(const struct need *need, struct str type)
{
    for (size_t i = 0; i < need->types.n; i++)
        if (str_eq_nocase(need->types.items[i], type))
            return true;
    return !need->types.n;
}

/* A person linked the document to the criterion without saying for which need:
 * the first open place that asks for its type, else the first open one. A copy of
 * what counts already is no second document. */
static struct slot *slot_for_relinked(struct judge *j, const struct cover_link *l)
{
    struct slot *first = NULL;
    for (size_t i = 0; i < j->nslots; i++) {
        if (j->slots[i].filled || fills_need(j, l, j->slots[i].need))
            continue;
        if (type_asked(need_of(j, j->slots[i].need), document_of(j, l)->type))
            return &j->slots[i];
        first = first ? first : &j->slots[i];
    }
    return first;
}

static void fill_slots(struct judge *j)
{
    for (size_t i = 0; i < j->c->nlinks && j->nfilled < j->nslots; i++) {
        struct cover_link *l    = &j->c->links[i];
        struct slot       *slot = NULL;
        if (!valid(l))
            continue;
        if (l->relinked)
            slot = slot_for_relinked(j, l);
        else if (l->series || !fills_need(j, l, l->need))
            slot = open_slot(j, l->need, l->series);
        if (!slot)
            continue;
        slot->filled = l;
        j->nfilled++;
    }
}

/* ---- counting ---------------------------------------------------------------- */

enum rank { RANK_NONE, RANK_LEAD, RANK_WEAK, RANK_VALID, RANK_COUNTED };

/* A news page, or a document that shares the subject and hardly more: of type,
 * issuer and window two are wrong. It points somewhere; it is no weak evidence. */
static bool is_lead(const struct cover_link *l)
{
    int wrong = ((l->faults & FAULT_TYPE) != 0) + ((l->faults & FAULT_ISSUER) != 0) +
                ((l->faults & (FAULT_EARLY | FAULT_LATE)) != 0);

    return l->faults & FAULT_PRESS || wrong >= 2;
}

static enum rank rank_of(const struct cover_link *l)
{
    if (valid(l))
        return RANK_VALID;
    if (rejected(l))
        return RANK_NONE;
    return is_lead(l) ? RANK_LEAD : RANK_WEAK;
}

/* Every document counts once, by the best it is linked with. */
static void count_documents(struct judge *j)
{
    uint8_t  *groups = j->c->groups;
    uint32_t *into[] = {
        [RANK_LEAD] = &j->row->leads, [RANK_WEAK] = &j->row->weak, [RANK_VALID] = &j->row->valid};
    for (size_t i = 0; i < j->c->nlinks; i++) {
        uint8_t *best = &groups[document_of(j, &j->c->links[i])->group];
        uint8_t  rank = (uint8_t)rank_of(&j->c->links[i]);
        *best         = rank > *best ? rank : *best;
    }
    for (size_t i = 0; i < j->c->nlinks; i++) {
        uint8_t *best = &groups[document_of(j, &j->c->links[i])->group];
        if (*best == RANK_LEAD || *best == RANK_WEAK || *best == RANK_VALID)
            ++*into[*best];
        *best = RANK_COUNTED;
    }
    for (size_t i = 0; i < j->c->nlinks; i++)
        groups[document_of(j, &j->c->links[i])->group] = RANK_NONE;
}

/* ---- what to say of a faulty document ------------------------------------------ */

static void answer_with(struct judge *j, enum answer answer, enum cover_reason reason,
                        struct str arg1, struct str arg2)
{
    j->row->answer  = answer;
    j->row->reason  = reason;
    j->row->args[0] = arg1;
    j->row->args[1] = arg2;
}

static struct str join(struct judge *j, const struct str_list *l)
{
    struct text out = {.arena = j->arena};
    for (size_t i = 0; i < l->n; i++) {
        text_add(&out, i ? STR(", ") : STR(""));
        text_add(&out, l->items[i]);
    }
    return text_str(&out);
}

static struct str join_phrases(struct judge *j, const struct phrase_list *l)
{
    struct text out = {.arena = j->arena};
    for (size_t i = 0; i < l->n; i++) {
        text_add(&out, i ? STR(", ") : STR(""));
        text_add(&out, l->items[i].text);
    }
    return text_str(&out);
}

/* The most telling fault first: who mends it need not mend the others. */
static const struct fault_row {
    unsigned          fault, draft; /* draft: one of these marks, where given */
    enum cover_reason reason;
} fault_rows[] = {
    {FAULT_REPLACED, 0, COVER_REPLACED},
    {FAULT_INTENTION, 0, COVER_INTENTION},
    {FAULT_TYPE, 0, COVER_TYPE},
    {FAULT_DRAFT, DRAFT_MARKED, COVER_DRAFT_MARKED},
    {FAULT_DRAFT, DRAFT_NO_NUMBER, COVER_DRAFT_NO_NUMBER},
    {FAULT_UNDATED, 0, COVER_UNDATED},
    {FAULT_DRAFT, DRAFT_PLACEHOLDER, COVER_DRAFT_BLANKS},
    {FAULT_DRAFT, DRAFT_TRACKED_CHANGES | DRAFT_COMMENTS, COVER_DRAFT_TRACKED},
    {FAULT_DRAFT, 0, COVER_DRAFT_NO_NUMBER},
    {FAULT_ISSUER, 0, COVER_ISSUER},
    {FAULT_EARLY, 0, COVER_EARLY},
    {FAULT_LATE, 0, COVER_LATE},
    {FAULT_CITES, 0, COVER_CITES},
    {FAULT_PARTIAL, 0, COVER_PARTIAL},
};

static enum cover_reason fault_reason(const struct cover_link *l, unsigned draft)
{
    for (size_t i = 0; i < sizeof fault_rows / sizeof *fault_rows; i++)
        if (l->faults & fault_rows[i].fault &&
            (!fault_rows[i].draft || draft & fault_rows[i].draft))
            return fault_rows[i].reason;
    return COVER_PARTIAL;
}

static struct str second_argument(struct judge *j, enum cover_reason reason,
                                  const struct cover_link *l)
{
    const struct need *need = need_of(j, l->need);
    switch (reason) {
    case COVER_REPLACED:
        return document_of(j, l)->replaced_by;
    case COVER_TYPE:
        return join(j, &need->types);
    case COVER_ISSUER:
        return join_phrases(j, &need->issuers);
    case COVER_EARLY:
    case COVER_LATE:
        return label_window(j->arena, &need->window, j->c->year);
    case COVER_CITES:
        return join(j, &need->cites);
    default:
        return (struct str){0};
    }
}

static int fault_count(unsigned faults)
{
    int n = 0;
    for (; faults; faults &= faults - 1)
        n++;
    return n;
}

/* Fewer faults, then the earlier date, then the smaller id. */
static bool is_better(const struct judge *j, const struct cover_link *a, const struct cover_link *b)
{
    int by_faults = fault_count(a->faults) - fault_count(b->faults);
    int by_date   = str_cmp(document_of(j, a)->date, document_of(j, b)->date);
    if (by_faults || by_date)
        return by_faults ? by_faults < 0 : by_date < 0;
    return str_cmp(document_of(j, a)->id, document_of(j, b)->id) < 0;
}

/* Could it fill an open slot if its faults were mended? What is good for one need
 * (the plan of the inspection) is no bad answer to another (its report). */
static bool could_help(struct judge *j, const struct cover_link *l)
{
    return rank_of(l) == RANK_WEAK && open_slot(j, l->need, l->series) && !fills_any(j, l);
}

static const struct cover_link *best_weak(struct judge *j)
{
    const struct cover_link *best = NULL;
    for (size_t i = 0; i < j->c->nlinks; i++) {
        const struct cover_link *l = &j->c->links[i];
        if (could_help(j, l) && (!best || is_better(j, l, best)))
            best = l;
    }
    return best;
}

/* ---- answers --------------------------------------------------------------------- */

static void judge_covered(struct judge *j)
{
    const struct cover_link *by_person = NULL;
    for (size_t i = 0; i < j->nslots && !by_person; i++)
        if (j->slots[i].filled->faults || j->slots[i].filled->relinked)
            by_person = j->slots[i].filled;
    struct str first = document_of(j, j->slots[0].filled)->label;
    if (by_person)
        answer_with(j, ANSWER_COVERED, COVER_COVERED_BY_PERSON, document_of(j, by_person)->label,
                    by_person->person->by);
    else if (j->nslots == 1)
        answer_with(j, ANSWER_COVERED, COVER_COVERED, first, (struct str){0});
    else
        answer_with(j, ANSWER_COVERED, COVER_COVERED_MANY, first,
                    arena_printf(j->arena, "%zu", j->nslots));
}

static void judge_series_short(struct judge *j, uint32_t need)
{
    const struct phrase_list *series = &need_of(j, need)->series;
    struct text               out    = {.arena = j->arena};
    for (size_t i = 0; i < j->nslots; i++)
        if (j->slots[i].need == need && !j->slots[i].filled) {
            text_add(&out, out.n ? STR(", ") : STR(""));
            text_add(&out, series->items[j->slots[i].series - 1].text);
        }
    answer_with(j, ANSWER_WEAK, COVER_SERIES_SHORT, text_str(&out), join_phrases(j, series));
}

/* "Quyết định, Báo cáo (kiểm tra, CCHC)" */
static struct str describe(struct judge *j, const struct need *need)
{
    struct text out = {.arena = j->arena};
    text_add(&out, join(j, &need->types));
    text_add(&out, out.n ? STR(" (") : STR("("));
    for (size_t i = 0; i < need->nabout; i++) {
        struct str first = {0};
        (void)words_fill_year(j->arena, need->about[i].items[0].text, j->c->year, &first);
        text_add(&out, i ? STR(", ") : STR(""));
        text_add(&out, first);
    }
    text_add(&out, STR(")"));
    return text_str(&out);
}

/* Some of what is asked for is there and nothing else fits. */
static void judge_incomplete(struct judge *j)
{
    size_t open = 0, have = 0, any = 0;
    while (j->slots[open].filled)
        open++;
    uint32_t need = j->slots[open].need;
    for (size_t i = 0; i < j->nslots; i++)
        have += j->slots[i].need == need && j->slots[i].filled;
    while (!j->slots[any].filled)
        any++;
    if (!have)
        answer_with(j, ANSWER_WEAK, COVER_NEED_SHORT, document_of(j, j->slots[any].filled)->label,
                    describe(j, need_of(j, need)));
    else if (need_of(j, need)->series.n)
        judge_series_short(j, need);
    else
        answer_with(j, ANSWER_WEAK, COVER_COUNT_SHORT, arena_printf(j->arena, "%zu", have),
                    arena_printf(j->arena, "%u", need_of(j, need)->count));
}

static void judge_missing(struct judge *j)
{
    const struct cover_link *lead = NULL, *no = NULL;
    for (size_t i = 0; i < j->c->nlinks; i++) {
        const struct cover_link *l = &j->c->links[i];
        if (!lead && rank_of(l) == RANK_LEAD)
            lead = l;
        if (!no && rejected(l))
            no = l;
    }
    const struct decision *gone = j->c->vanished;
    if (gone)
        answer_with(j, ANSWER_MISSING, COVER_ACCEPTED_GONE,
                    gone->number.n ? gone->number : str_sub(gone->document, 0, 12), gone->by);
    else if (lead)
        answer_with(j, ANSWER_MISSING,
                    lead->faults & FAULT_PRESS ? COVER_PRESS_ONLY : COVER_SUBJECT_ONLY,
                    document_of(j, lead)->label, (struct str){0});
    else if (no)
        answer_with(j, ANSWER_MISSING, COVER_REJECTED, document_of(j, no)->label, no->person->why);
    else
        answer_with(j, ANSWER_MISSING, COVER_NOTHING, (struct str){0}, (struct str){0});
}

static void judge_weak(struct judge *j, const struct cover_link *l)
{
    const struct cover_document *d      = document_of(j, l);
    enum cover_reason            reason = fault_reason(l, d->draft);
    struct str                   label  = d->label;
    /* "412/BC-UBND" does not say which of a hundred committees. */
    if (reason == COVER_ISSUER && d->issued_by.n)
        label = arena_printf(j->arena, "%.*s (%.*s)", STR_FMT(d->label), STR_FMT(d->issued_by));
    answer_with(j, ANSWER_WEAK, reason, label, second_argument(j, reason, l));
}

static void judge_documents(struct judge *j)
{
    const struct decision   *person = j->c->person;
    const struct cover_link *weak   = best_weak(j);
    if (j->nslots && j->nfilled == j->nslots)
        judge_covered(j);
    else if (person)
        answer_with(j, ANSWER_EXPLAINED, COVER_EXPLAINED, person->why, person->by);
    else if (weak)
        judge_weak(j, weak);
    else if (j->nfilled)
        judge_incomplete(j);
    else
        judge_missing(j);
}

bool coverage_judge(const struct cover_case *c, struct arena *a, struct coverage *ret_row)
{
    struct coverage row     = {.criterion = c->criterion};
    struct judge    j       = {.c = c, .arena = a, .row = &row};
    struct str      none    = {0};
    bool            applies = !c->person || c->person->verb != DECISION_NOT_APPLICABLE;
    if (c->criterion->kind == CRITERION_DOCUMENT) {
        if (!make_slots(&j))
            return false;
        fill_slots(&j);
        count_documents(&j);
    }
    if (!applies)
        answer_with(&j, ANSWER_NOT_NEEDED, COVER_NOT_APPLICABLE, c->person->why, c->person->by);
    else if (c->criterion->kind == CRITERION_SURVEY)
        answer_with(&j, ANSWER_NOT_NEEDED, COVER_SURVEY, none, none);
    else if (c->criterion->kind == CRITERION_MINISTRY_DATA)
        answer_with(&j, ANSWER_NOT_NEEDED, COVER_MINISTRY_DATA, none, none);
    else
        judge_documents(&j);
    *ret_row = row;
    return true;
}
