#include "rules/header.h"

/* The own number and the own date, as they stand in the heading or as blanks. */

/* ---- number --------------------------------------------------------------------- */

/* The reference that begins right after the label of a number line. */
static size_t own_candidate(const struct header *h, const struct line *l, uint32_t label_end)
{
    const struct work *w  = h->w;
    uint32_t           at = l->at.start + label_end;

    for (size_t i = 0; i < w->nfound; i++)
        if (w->found[i].f.kind == FINDING_REFERENCE && w->found[i].f.at.start >= at &&
            w->found[i].f.at.start <= at + 2)
            return i;
    return SIZE_MAX;
}

static void take_number(struct header *h, size_t line, size_t candidate)
{
    const struct finding *f = &h->w->found[candidate].f;

    h->number = line;
    h->own    = candidate;
    set_field(&h->id.number, f->value, f->at);
    h->id.key = f->key;
    if (f->type.n)
        set_field(&h->id.type, f->type, f->at);
}

/* "Số:      /KH-UBND": not numbered yet, but the symbol tells the type. */
static void take_blank_number(struct header *h, size_t line, const struct pattern_match *m)
{
    const struct rule   *r   = h->w->m->set->context[CONTEXT_HEADER_BLANK_NUMBER];
    const struct line   *l   = header_line(h, line);
    struct str           sym = group_text(r, m, GROUP_SYM, l->text);
    struct number_parts  parts;
    struct pattern_match dots;

    h->number = line;
    h->id.draft |= DRAFT_NO_NUMBER;
    if (line_match(h->w, CONTEXT_PLACEHOLDER, l, &dots))
        h->id.draft |= DRAFT_PLACEHOLDER;
    if (sym.n && number_make(h->w->m->set, h->w->doc->arena, STR("0"), (struct str){0}, sym, false,
                             true, &parts))
        set_field(&h->id.type, parts.type ? parts.type->name : STR("Công văn"),
                  line_part(l, group_span(r, m, GROUP_SYM)));
}

void find_number(struct header *h)
{
    for (size_t i = h->first; i < h->last && h->number == SIZE_MAX; i++) {
        struct pattern_match m;
        size_t               own;

        if (header_line(h, i)->margin)
            continue;
        if (line_match(h->w, CONTEXT_HEADER_BLANK_NUMBER, header_line(h, i), &m))
            take_blank_number(h, i, &m);
        else if (line_match(h->w, CONTEXT_HEADER_NUMBER, header_line(h, i), &m) &&
                 (own = own_candidate(h, header_line(h, i), m.group[0].end)) != SIZE_MAX)
            take_number(h, i, own);
    }
}

/* ---- place and date -------------------------------------------------------------- */

/* A heading's date fills its line, or follows the number or the issuer in a
 * flattened one; a sentence that ends with a date is neither. */
static bool stands_alone(struct header *h, const struct line *l, const struct pattern_match *m,
                         const struct rule *r)
{
    struct str before = str_sub(l->text, 0, m->group[0].start);

    if (!h->signs)
        return !before.n && group_span(r, m, GROUP_PLACE).end;
    return !before.n || number_line(h, l) || in_capitals(before);
}

static void mark_own_date(struct header *h)
{
    for (size_t i = 0; i < h->w->nfound; i++) {
        struct finding *f = &h->w->found[i].f;

        if (f->kind == FINDING_DATE && f->at.start < h->id.date.at.end &&
            f->at.end > h->id.date.at.start)
            f->use = DATE_ISSUE;
    }
}

void find_date(struct header *h)
{
    const struct rule *full  = h->w->m->set->context[CONTEXT_HEADER_DATE];
    const struct rule *blank = h->w->m->set->context[CONTEXT_HEADER_BLANK_DATE];

    for (size_t i = h->first; i < h->last && h->date == SIZE_MAX; i++) {
        const struct line   *l = header_line(h, i);
        struct pattern_match m;
        const struct rule   *r = NULL;
        struct span          place;
        uint64_t             day = 0, year = 0;

        if (line_match(h->w, CONTEXT_HEADER_DATE, l, &m))
            r = full;
        else if (line_match(h->w, CONTEXT_HEADER_BLANK_DATE, l, &m))
            r = blank;
        if (!r || !stands_alone(h, l, &m, r))
            continue;
        h->date = i;
        place   = group_span(r, &m, GROUP_PLACE);
        if (place.end > place.start)
            set_field(&h->id.place, str_sub(l->text, place.start, place.end), line_part(l, place));
        if (r == blank) {
            h->id.draft |= DRAFT_NO_DATE;
            continue;
        }
        (void)str_to_u64(group_text(r, &m, GROUP_DAY, l->text), &day);
        (void)str_to_u64(group_text(r, &m, GROUP_YEAR, l->text), &year);
        set_field(&h->id.date,
                  iso_day(h->w->doc->arena, (unsigned)year,
                          month_number(group_text(r, &m, GROUP_MONTH, l->text)), (unsigned)day),
                  line_part(l, group_span(r, &m, GROUP_REST)));
        mark_own_date(h);
    }
}
