#include "rules/header.h"

/* The own number and the own date, as they stand in the heading or as blanks. */

/* ---- number --------------------------------------------------------------------- */

/* What may follow the number in its line: nothing, the place and date, V/v, or more
 * of a flattened heading in capitals. "Số 12/KH-UBND của UBND tỉnh …" is a sentence. */
static bool ends_well(const struct header *h, struct line l, uint32_t end)
{
    struct pattern_match m;

    if (end >= l.at.end)
        return true; /* joined with the lines below */
    l.text = str_sub(l.text, end - l.at.start, l.text.n);
    while (l.text.n && strchr(" .,;:|-", l.text.p[0]))
        l.text = str_sub(l.text, 1, l.text.n);
    if (!l.text.n || l.text.p[0] == '(' || in_capitals(l.text))
        return true;
    if (line_match(h->w, CONTEXT_HEADER_DATE, &l, &m) ||
        line_match(h->w, CONTEXT_HEADER_BLANK_DATE, &l, &m))
        return m.group[0].start == 0;
    return line_match(h->w, CONTEXT_HEADER_SUBJECT, &l, &m);
}

/* The reference that begins at byte `at` of the line and fills the rest of it. */
static size_t own_candidate(const struct header *h, const struct line *l, uint32_t at)
{
    const struct work *w = h->w;

    at += l->at.start;
    for (size_t i = 0; i < w->nfound; i++)
        if (w->found[i].f.kind == FINDING_REFERENCE && w->found[i].f.at.start == at)
            return ends_well(h, *l, w->found[i].f.at.end) ? i : SIZE_MAX;
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

/* Copies carry a number of their own, in a stamp that may stand above the heading. */
static bool is_copy(const struct finding *f)
{
    return str_eq(f->type, STR("Bản sao y")) || str_eq(f->type, STR("Bản sao lục")) ||
           str_eq(f->type, STR("Bản trích sao"));
}

/* "Số:" with the number in the line below it. */
static size_t number_below(const struct header *h, size_t line)
{
    if (line + 1 >= h->last || !line_same_cell(header_line(h, line), header_line(h, line + 1)))
        return SIZE_MAX;
    return own_candidate(h, header_line(h, line + 1), 0);
}

enum number_want { WANT_ORIGINAL, WANT_ANY };

/* The first number in [from, to). A bare "Số: ……" may be a stamp for incoming mail,
 * so it counts only when the heading has nothing better. */
static void look_for_number(struct header *h, size_t from, size_t to, enum number_want want)
{
    const struct rule *blank = h->w->m->set->context[CONTEXT_HEADER_BLANK_NUMBER];

    for (size_t i = from; i < to && h->number == SIZE_MAX; i++) {
        const struct line   *l   = header_line(h, i);
        size_t               own = SIZE_MAX;
        struct pattern_match m;

        if (l->margin)
            continue;
        if (line_match(h->w, CONTEXT_HEADER_BLANK_NUMBER, l, &m)) {
            own = number_below(h, i);
            if (own == SIZE_MAX && (want != WANT_ORIGINAL || group_span(blank, &m, GROUP_SYM).end))
                take_blank_number(h, i, &m);
        } else if (line_match(h->w, CONTEXT_HEADER_NUMBER, l, &m)) {
            own = own_candidate(h, l, m.group[0].end);
        }
        if (own != SIZE_MAX && (want != WANT_ORIGINAL || !is_copy(&h->w->found[own].f)))
            take_number(h, i, own);
    }
}

void find_number(struct header *h)
{
    look_for_number(h, h->first, h->title, WANT_ORIGINAL);
    look_for_number(h, h->first, h->title, WANT_ANY);
    look_for_number(h, h->title, h->last, WANT_ORIGINAL);
    look_for_number(h, h->title, h->last, WANT_ANY);
}

/* ---- place and date -------------------------------------------------------------- */

/* A heading's date fills its line, or follows the number or the issuer in a
 * flattened one; a sentence that ends with a date is neither. */
static bool stands_alone(const struct header *h, const struct line *l,
                         const struct pattern_match *m, const struct rule *r)
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

static void take_date(struct header *h, size_t line, const struct rule *r,
                      const struct pattern_match *m)
{
    const struct line *l     = header_line(h, line);
    struct span        place = group_span(r, m, GROUP_PLACE);
    uint64_t           day = 0, year = 0;

    h->date = line;
    if (place.end > place.start)
        set_field(&h->id.place, str_sub(l->text, place.start, place.end), line_part(l, place));
    if (!group_span(r, m, GROUP_REST).end) {
        h->id.draft |= DRAFT_NO_DATE;
        return;
    }
    (void)str_to_u64(group_text(r, m, GROUP_DAY, l->text), &day);
    (void)str_to_u64(group_text(r, m, GROUP_YEAR, l->text), &year);
    set_field(&h->id.date,
              iso_day(h->w->doc->arena, (unsigned)year,
                      month_number(group_text(r, m, GROUP_MONTH, l->text)), (unsigned)day),
              line_part(l, group_span(r, m, GROUP_REST)));
    mark_own_date(h);
}

static void look_for_date(struct header *h, size_t to, bool placed)
{
    static const enum context_rule forms[] = {CONTEXT_HEADER_DATE, CONTEXT_HEADER_BLANK_DATE};

    for (size_t i = h->first; i < to && h->date == SIZE_MAX; i++)
        for (size_t f = 0; f < sizeof forms / sizeof *forms && h->date == SIZE_MAX; f++) {
            const struct rule   *r = h->w->m->set->context[forms[f]];
            struct pattern_match m;

            if (line_match(h->w, forms[f], header_line(h, i), &m) &&
                stands_alone(h, header_line(h, i), &m, r) &&
                (!placed || group_span(r, &m, GROUP_PLACE).end))
                take_date(h, i, r, &m);
        }
}

/* A day without a place may be a stamp above the heading or a line of the body. */
void find_date(struct header *h)
{
    look_for_date(h, h->last, true);
    look_for_date(h, h->title, false);
}
