#include "rules/internal.h"

/* Normal text -> candidates: region by region, in windows, rule by rule. */

#define WINDOW_OVERLAP 640 /* more than any shipped pattern can span */
#define WINDOW_BEFORE  256 /* words before a match that tell what it is */

struct str group_text(const struct rule *rule, const struct pattern_match *m, enum rule_group g,
                      struct str subject)
{
    struct span s = group_span(rule, m, g);

    return str_sub(subject, s.start, s.end);
}

struct span group_span(const struct rule *rule, const struct pattern_match *m, enum rule_group g)
{
    return rule->group[g] ? m->group[rule->group[g]] : (struct span){0, 0};
}

bool work_find(struct work *w, const struct rule *rule, struct str subject, size_t start,
               struct span at, struct pattern_match *ret_match)
{
    enum pattern_result r = pattern_find(rule->pattern, w->m->state, subject, start, ret_match);

    if (r == PATTERN_STOPPED && w->status == KC_OK)
        w->status = KC_PARTIAL;
    if (r == PATTERN_STOPPED)
        diag_add(w->doc, "rules", KC_PARTIAL, DIAG_NOT_EVALUATED, at, rule->tag, (struct str){0});
    return r == PATTERN_FOUND;
}

/* Moves an offset back to the beginning of its character. */
static size_t char_start(struct str s, size_t at)
{
    while (at > 0 && at < s.n && ((unsigned char)s.p[at] & 0xC0) == 0x80)
        at--;
    return at;
}

bool context_before(struct work *w, enum context_rule c, struct str text, size_t at,
                    struct pattern_match *ret_match, size_t *ret_base)
{
    size_t     base = char_start(text, at > 120 ? at - 120 : 0);
    struct str tail = str_sub(text, base, at);

    *ret_base = base;
    return work_find(w, w->m->set->context[c], tail, 0, (struct span){0, 0}, ret_match);
}

/* ---- regions -------------------------------------------------------------- */

static bool same_cell(const struct block *a, const struct block *b)
{
    return a->kind == BLOCK_CELL && b->kind == BLOCK_CELL && a->table == b->table &&
           a->row == b->row && a->column == b->column;
}

static bool add_regions(struct work *w)
{
    const struct document *doc = w->doc;

    for (size_t i = 0; i < doc->nblocks; i++) {
        const struct block *b    = &doc->blocks[i];
        struct region      *last = w->nregions ? &w->regions[w->nregions - 1] : NULL;

        if (b->use != USE_READING)
            continue;
        if (last && last->last + 1 == i && same_cell(&doc->blocks[i - 1], b)) {
            last->at.end = b->at.end;
            last->last   = i;
            continue;
        }
        if (!arena_reserve(doc->arena, (void **)&w->regions, &w->regions_cap, w->nregions + 1,
                           sizeof *w->regions))
            return false;
        w->regions[w->nregions++] = (struct region){.at = b->at, .first = i, .last = i};
    }
    return true;
}

/* ---- windows --------------------------------------------------------------- */

/* What is known of a window: needles that may be there, and those that were sought
 * for certain, each at most once. */
struct presence {
    struct str text;
    uint64_t   may, sure;
};

static bool holds(const struct needles *set, struct presence *p, uint64_t bit)
{
    if (!(p->sure & bit) && set->longer & bit && !needles_holds(set, bit, p->text))
        p->may &= ~bit;
    p->sure |= bit;
    return p->may & bit;
}

static bool may_match(const struct needles *set, const struct rule *rule, struct presence *p)
{
    uint64_t bit;

    if (rule->digit && !(p->may & NEEDLES_DIGIT))
        return false;
    for (uint64_t left = rule->needs & p->may; left; left &= ~bit) {
        bit = left & -left;
        if (holds(set, p, bit))
            return true;
    }
    return rule->needs == 0;
}

static bool full(struct work *w)
{
    w->status = diag_add(w->doc, "rules", KC_LIMIT, DIAG_LIMIT_REACHED, DIAG_WHOLE, STR("findings"),
                         arena_printf(w->doc->arena, "%u", w->lim->findings));
    return false;
}

static void shift(struct span *s, uint32_t by)
{
    if (s->end > s->start)
        *s = (struct span){s->start + by, s->end + by};
}

/* False when no more candidates can be taken. */
static bool take(struct work *w, const struct rule *rule, struct str subject, uint32_t base,
                 size_t region, const struct pattern_match *m)
{
    static const enum finding_kind kinds[] = {[RULE_REFERENCE] = FINDING_REFERENCE,
                                              [RULE_DATE]      = FINDING_DATE,
                                              [RULE_PLAN]      = FINDING_PLAN};
    struct candidate               c       = {.rule = rule, .region = region};

    c.f.kind = kinds[rule->kind];
    c.f.rule = rule->tag;
    c.f.sure = rule->sure;
    c.f.at   = m->group[0];
    if (!rule->canon->make(w, rule, subject, m, &c))
        return true;
    if (w->nfound >= w->lim->findings ||
        !arena_reserve(w->doc->arena, (void **)&w->found, &w->found_cap, w->nfound + 1,
                       sizeof *w->found))
        return full(w);
    shift(&c.f.at, base);
    w->found[w->nfound++] = c;
    return true;
}

/* Where to look on: behind the match, and never on the same spot again. */
static size_t after(struct str subject, size_t start, size_t end)
{
    if (end > start)
        return end;
    for (start++; start < subject.n && ((unsigned char)subject.p[start] & 0xC0) == 0x80;)
        start++;
    return start;
}

/* Matches that begin in [from, until); `at` has some text before and behind. */
static bool match_window(struct work *w, const struct rule *rule, size_t region, struct span at,
                         uint32_t from, uint32_t until)
{
    struct str subject = str_sub(w->doc->normal, at.start, at.end);
    size_t     start   = from - at.start;

    while (start < subject.n) {
        struct pattern_match m;

        if (!work_find(w, rule, subject, start, at, &m))
            return true;
        /* What begins in the overlap is found whole by the next window. */
        if (at.start + m.group[0].start >= until)
            return true;
        if (!take(w, rule, subject, at.start, region, &m))
            return false;
        start = after(subject, start, m.group[0].end);
    }
    return true;
}

static bool match_rules(struct work *w, size_t region, struct span at, uint32_t from,
                        uint32_t until)
{
    const struct ruleset *set  = w->m->set;
    struct presence       seen = {.text = str_sub(w->doc->normal, at.start, at.end)};

    seen.may = needles_look(&set->needles, seen.text);
    for (size_t i = 0; i < set->nrules; i++)
        if (may_match(&set->needles, &set->rules[i], &seen) &&
            !match_window(w, &set->rules[i], region, at, from, until))
            return false;
    return true;
}

static bool match_region(struct work *w, size_t region)
{
    struct span r    = w->regions[region].at;
    struct str  text = w->doc->normal;
    uint32_t    most =
        w->lim->window_bytes > 2 * WINDOW_OVERLAP ? w->lim->window_bytes : 2 * WINDOW_OVERLAP;

    for (uint32_t from = r.start, until; from < r.end; from = until) {
        struct span at = r;

        if (from - r.start > WINDOW_BEFORE)
            at.start = (uint32_t)char_start(text, from - WINDOW_BEFORE);
        if (r.end - at.start > most)
            at.end = (uint32_t)char_start(text, at.start + most);
        until = at.end == r.end ? r.end : (uint32_t)char_start(text, at.end - WINDOW_OVERLAP);
        if (!match_rules(w, region, at, from, until))
            return false;
    }
    return true;
}

enum kc_status collect(struct work *w)
{
    if (!add_regions(w))
        return diag_note(w->doc, "rules", KC_LIMIT, DIAG_ARENA_FULL);
    for (size_t i = 0; i < w->nregions; i++)
        if (!match_region(w, i))
            return w->status;
    return w->status;
}
