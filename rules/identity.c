#include "rules/lines.h"

/* Which document is this? The header zone decides (Nghị định 30/2020/NĐ-CP, Phụ lục I:
 * issuer, number and symbol at the left; quốc hiệu, place and date at the right;
 * below them type and trích yếu). Numbers and dates of the body are citations:
 * a blank header date stays blank. */

enum {
    SCAN_BLOCKS   = 1500, /* how far a header may be behind the menus of a portal */
    ZONE_BEFORE   = 14,   /* lines of the zone before the first sure sign         */
    ZONE_AFTER    = 70,
    PLAIN_ZONE    = 30, /* without a sure sign */
    SUBJECT_LINES = 4,
    TAIL_BLOCKS   = 80
};

struct header {
    struct work    *w;
    struct identity id;
    struct lines    all;
    size_t          first, last;  /* the zone, [first, last) */
    bool            signs;        /* motto or number line: an issued document's heading */
    size_t          number, date; /* lines, SIZE_MAX none */
    size_t          own;          /* candidate that is the document's own number, SIZE_MAX none */
};

static struct line *line_at(const struct header *h, size_t i)
{
    return &h->all.items[i];
}

static void set_field(struct field *f, struct str value, struct span at)
{
    f->value = value;
    f->at    = at;
}

/* Part of a line as a span of the normal text. */
static struct span part(const struct line *l, struct span s)
{
    return (struct span){l->at.start + s.start, l->at.start + s.end};
}

/* ---- the zone ------------------------------------------------------------------- */

static bool number_line(struct header *h, const struct line *l)
{
    struct pattern_match m;

    return line_match(h->w, CONTEXT_HEADER_NUMBER, l, &m) ||
           line_match(h->w, CONTEXT_HEADER_BLANK_NUMBER, l, &m);
}

static void find_zone(struct header *h)
{
    size_t sign = SIZE_MAX;

    for (size_t i = 0; i < h->all.n && sign == SIZE_MAX; i++)
        if (!line_at(h, i)->margin && (line_at(h, i)->motto || number_line(h, line_at(h, i))))
            sign = i;
    h->signs = sign != SIZE_MAX;
    h->first = h->signs && sign > ZONE_BEFORE ? sign - ZONE_BEFORE : 0;
    h->last  = h->signs ? sign + ZONE_AFTER : PLAIN_ZONE;
    if (h->last > h->all.n)
        h->last = h->all.n;
    for (size_t i = h->signs ? sign + 1 : 0; i < h->last; i++) {
        struct pattern_match m;

        if (line_match(h->w, CONTEXT_HEADER_END, line_at(h, i), &m))
            h->last = i;
    }
}

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
    const struct line   *l   = line_at(h, line);
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
                  part(l, group_span(r, m, GROUP_SYM)));
}

static void find_number(struct header *h)
{
    for (size_t i = h->first; i < h->last && h->number == SIZE_MAX; i++) {
        struct pattern_match m;
        size_t               own;

        if (line_at(h, i)->margin)
            continue;
        if (line_match(h->w, CONTEXT_HEADER_BLANK_NUMBER, line_at(h, i), &m))
            take_blank_number(h, i, &m);
        else if (line_match(h->w, CONTEXT_HEADER_NUMBER, line_at(h, i), &m) &&
                 (own = own_candidate(h, line_at(h, i), m.group[0].end)) != SIZE_MAX)
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

static void find_date(struct header *h)
{
    const struct rule *full  = h->w->m->set->context[CONTEXT_HEADER_DATE];
    const struct rule *blank = h->w->m->set->context[CONTEXT_HEADER_BLANK_DATE];

    for (size_t i = h->first; i < h->last && h->date == SIZE_MAX; i++) {
        const struct line   *l = line_at(h, i);
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
            set_field(&h->id.place, str_sub(l->text, place.start, place.end), part(l, place));
        if (r == blank) {
            h->id.draft |= DRAFT_NO_DATE;
            continue;
        }
        (void)str_to_u64(group_text(r, &m, GROUP_DAY, l->text), &day);
        (void)str_to_u64(group_text(r, &m, GROUP_YEAR, l->text), &year);
        set_field(&h->id.date,
                  iso_day(h->w->doc->arena, (unsigned)year,
                          month_number(group_text(r, &m, GROUP_MONTH, l->text)), (unsigned)day),
                  part(l, group_span(r, &m, GROUP_REST)));
        mark_own_date(h);
    }
}

/* ---- issuer ---------------------------------------------------------------------- */

/* May this line name the issuer: in the column of the number (or left of the motto),
 * above the number, in capitals or beginning like a body. */
static bool issuer_line(const struct header *h, const struct line *l, const struct line *number)
{
    struct pattern_match m;

    if (l->margin || l->motto || l->rule || l->text.n > 200)
        return false;
    if (number && number->table && (l->table != number->table || l->column != number->column))
        return false;
    if (!in_capitals(l->text) && !issuer_begins(h->w->m->set, l->text))
        return false;
    return !line_match(h->w, CONTEXT_DRAFT, l, &m) && !line_match(h->w, CONTEXT_SECRECY, l, &m);
}

static struct str joined(struct arena *a, const struct header *h, const size_t *lines, size_t n)
{
    struct text t = {.arena = a};

    for (size_t i = 0; i < n; i++) {
        if (i)
            text_add(&t, STR(" "));
        text_add(&t, line_at(h, lines[i])->text);
    }
    return t.full ? (struct str){0} : text_str(&t);
}

static void set_body(struct header *h, struct field *f, const size_t *lines, size_t n)
{
    struct arena *a = h->w->doc->arena;

    if (!n)
        return;
    set_field(f, issuer_name(h->w->m->set, a, joined(a, h, lines, n)),
              (struct span){line_at(h, lines[0])->at.start, line_at(h, lines[n - 1])->at.end});
}

/* "UBND TỈNH SÔNG TRÀ" over "SỞ NỘI VỤ": the last body issues, the one above it is
 * its parent. A line that begins no body goes on with the name above it. */
static void find_issuer(struct header *h)
{
    size_t end = h->number != SIZE_MAX ? h->number : h->date != SIZE_MAX ? h->date : h->last;
    const struct line *number = h->number != SIZE_MAX ? line_at(h, h->number) : NULL;
    size_t             lines[12], n = 0, start = 0, parent = 0;

    if (!h->signs)
        return;
    for (size_t i = h->first; i < end && n < 12; i++) {
        if (!issuer_line(h, line_at(h, i), number))
            continue;
        if (n && issuer_begins(h->w->m->set, line_at(h, i)->text)) {
            parent = start;
            start  = n;
        }
        lines[n++] = i;
    }
    /* Menus above a heading on a web page name no body. */
    while (start < n && !issuer_begins(h->w->m->set, line_at(h, lines[start])->text))
        start++;
    set_body(h, &h->id.issuer, lines + start, n - start);
    if (start > parent && n > start && issuer_begins(h->w->m->set, line_at(h, lines[parent])->text))
        set_body(h, &h->id.parent, lines + parent, start - parent);
}

/* ---- type and subject --------------------------------------------------------------- */

static bool ends_sentence(struct str s)
{
    return s.n && strchr(".;:", s.p[s.n - 1]) && !str_ends_with(s, STR("..."));
}

static bool subject_goes_on(const struct header *h, const struct line *l, bool first)
{
    struct pattern_match m;

    if (l->motto || l->rule || l->margin ||
        (first ? ends_sentence(l->text) && l->text.n > 160 : ends_sentence(l->text)))
        return false;
    if (l->text.n > (first ? 600u : 220u))
        return false;
    if (line_match(h->w, CONTEXT_HEADER_END, l, &m) ||
        line_match(h->w, CONTEXT_HEADER_DATE, l, &m) || number_line((struct header *)h, l))
        return false;
    /* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" opens the body of a decision. */
    return !(in_capitals(l->text) && issuer_begins(h->w->m->set, l->text));
}

/* Lines [from, …) of the subject; `rest` is what stands in the line of the type. */
static void take_subject(struct header *h, struct span rest, size_t from, bool one_cell)
{
    struct arena *a  = h->w->doc->arena;
    struct text   t  = {.arena = a};
    struct span   at = rest;

    if (rest.end > rest.start)
        text_add(&t, document_text(h->w->doc, rest));
    for (size_t i = from, n = 0; i < h->all.n && n < SUBJECT_LINES; i++, n++) {
        const struct line *l = line_at(h, i);

        if (one_cell && i > from && !line_same_cell(l, line_at(h, from)))
            break;
        if (!subject_goes_on(h, l, t.n == 0))
            break;
        if (l->text.p[0] == '(')
            break;
        if (t.n)
            text_add(&t, STR(" "));
        text_add(&t, l->text);
        at = (struct span){at.end > at.start ? at.start : l->at.start, l->at.end};
    }
    if (!t.full && t.n)
        set_field(&h->id.subject, text_str(&t), at);
}

/* What may follow the type in its own line: nothing, or the subject. */
static bool type_line(const struct header *h, const struct line *l,
                      const struct doc_type **ret_type, size_t *ret_end)
{
    const struct doc_type *t;

    if (l->motto || l->rule || l->margin || l->text.n > 400)
        return false;
    t = type_at_start(h->w->m->set, l->text, ret_end);
    if (!t || !in_capitals(str_sub(l->text, 0, *ret_end)))
        return false;
    *ret_type = t;
    return *ret_end == l->text.n || l->text.p[*ret_end] == ' ' || l->text.p[*ret_end] == ':';
}

static void find_type(struct header *h)
{
    size_t from = h->first;

    if (h->number != SIZE_MAX)
        from = h->number + 1;
    if (h->date != SIZE_MAX && h->date + 1 > from)
        from = h->date + 1;
    for (size_t i = from; i < h->last; i++) {
        const struct line     *l = line_at(h, i);
        const struct doc_type *t;
        size_t                 end;
        struct span            rest;

        if (!type_line(h, l, &t, &end))
            continue;
        set_field(&h->id.type, t->name, part(l, (struct span){0, (uint32_t)end}));
        while (end < l->text.n && strchr(" :", l->text.p[end]))
            end++;
        rest = part(l, (struct span){(uint32_t)end, (uint32_t)l->text.n});
        /* "NGHỊ ĐỊNH CỦA CHÍNH PHỦ" has no subject in its line. */
        if (fold_eq_base(str_sub(l->text, end, end + 4), STR("cua ")) ||
            fold_eq_base(str_sub(l->text, end, end + 5), STR("của ")))
            rest.end = rest.start;
        take_subject(h, rest, i + 1, false);
        return;
    }
}

/* Công văn: no type line; "V/v …" stands under the number. */
static void find_letter_subject(struct header *h)
{
    if (h->id.subject.value.n)
        return;
    for (size_t i = h->first; i < h->last; i++) {
        struct pattern_match m;

        if (line_match(h->w, CONTEXT_HEADER_SUBJECT, line_at(h, i), &m)) {
            struct line *l = line_at(h, i);

            take_subject(h, part(l, (struct span){m.group[0].end, (uint32_t)l->text.n}), i + 1,
                         l->table != 0);
            return;
        }
    }
}

/* ---- marks ---------------------------------------------------------------------------- */

static void find_marks(struct header *h)
{
    for (size_t i = 0; i < h->last; i++) {
        struct pattern_match m;

        if ((i >= h->first || line_at(h, i)->margin) &&
            line_match(h->w, CONTEXT_DRAFT, line_at(h, i), &m))
            h->id.draft |= DRAFT_MARKED;
    }
    if (!h->signs)
        return;
    if (h->number == SIZE_MAX)
        h->id.draft |= DRAFT_NO_NUMBER;
    if (h->date == SIZE_MAX || (h->id.date.at.end && !h->id.date.value.n))
        h->id.draft |= DRAFT_NO_DATE;
}

/* A stamp is a line of its own in the header zone, never a word of a sentence. */
static void find_stamp(struct header *h)
{
    for (size_t i = 0; i < h->last; i++) {
        struct pattern_match m;
        const struct rule   *r = h->w->m->set->context[CONTEXT_SECRECY];
        const struct line   *l = line_at(h, i);

        if ((i < h->first && !l->margin) || !line_match(h->w, CONTEXT_SECRECY, l, &m))
            continue;
        set_field(&h->id.secrecy, group_text(r, &m, GROUP_REST, l->text),
                  part(l, group_span(r, &m, GROUP_REST)));
        return;
    }
}

/* ---- signer ------------------------------------------------------------------------------ */

/* "Nguyễn Văn A": two to six words, each with a capital, no digits. */
static bool person_name(struct str s)
{
    size_t words = 0;
    bool   start = true;

    if (s.n > 60)
        return false;
    while (s.n) {
        uint32_t cp = utf8_next(&s);

        if (cp == ' ') {
            start = true;
            continue;
        }
        if (!fold_is_letter(cp) || (start && fold_lower(cp) == cp))
            return false;
        words += start;
        start = false;
    }
    return words >= 2 && words <= 6;
}

static void find_signer(struct header *h)
{
    struct work *w    = h->w;
    struct lines tail = {0};
    size_t       sign = SIZE_MAX;

    if (!h->signs || !lines_of(w, w->doc->nblocks > TAIL_BLOCKS ? w->doc->nblocks - TAIL_BLOCKS : 0,
                               w->doc->nblocks, &tail))
        return;
    for (size_t i = 0; i < tail.n; i++) {
        struct pattern_match m;

        if (line_match(w, CONTEXT_SIGNING, &tail.items[i], &m))
            sign = i;
    }
    if (sign == SIZE_MAX)
        return;
    for (size_t i = sign + 1; i < tail.n && i < sign + 12; i++)
        if (line_same_cell(&tail.items[i], &tail.items[sign]) && person_name(tail.items[i].text) &&
            !in_capitals(tail.items[i].text))
            set_field(&h->id.signer, tail.items[i].text, tail.items[i].at);
}

/* ---- all ------------------------------------------------------------------------------- */

static bool is_page(const struct document *doc)
{
    return str_eq(doc->format, STR("html")) || str_eq(doc->format, STR("plain"));
}

static struct str folded(struct arena *a, struct str s)
{
    struct text t = {.arena = a};

    fold_add_base(&t, s);
    return t.full ? (struct str){0} : text_str(&t);
}

/* "… ban hành Kế hoạch cải cách hành chính năm 2025 với các nội dung sau": the
 * document speaks of itself. */
static bool names_itself(const struct header *h, const struct finding *plan)
{
    struct arena *a    = h->w->doc->arena;
    struct str    rest = str_sub(plan->value, plan->type.n, plan->value.n);

    rest = str_trim(folded(a, rest));
    return str_eq(plan->type, h->id.type.value) && rest.n &&
           str_find(folded(a, h->id.subject.value), rest).n;
}

/* The own number is no citation; a plan's name that is our own subject neither. */
static void drop_own(struct header *h)
{
    struct work *w    = h->w;
    size_t       kept = 0;

    for (size_t i = 0; i < w->nfound; i++) {
        const struct finding *f = &w->found[i].f;
        struct span           s = h->id.subject.at, t = h->id.type.at;
        bool                  ours = i == h->own;

        if (f->kind == FINDING_PLAN &&
            ((s.end && f->at.start < s.end && f->at.end > s.start) ||
             (t.end && f->at.start < t.end && f->at.end > t.start) || names_itself(h, f)))
            ours = true;
        if (!ours)
            w->found[kept++] = w->found[i];
    }
    w->nfound = kept;
}

/* The zone is looked for once: the stamp is asked for before anything is matched,
 * the rest after. NULL when the arena is full. */
static struct header *open_header(struct work *w)
{
    struct header *h = w->header;

    if (h)
        return h;
    h = ARENA_NEW(w->doc->arena, struct header, 1);
    if (!h)
        return NULL;
    h->w      = w;
    h->number = h->date = h->own = SIZE_MAX;
    h->id.draft                  = w->doc->identity.draft;
    if (!lines_of(w, 0, SCAN_BLOCKS, &h->all))
        return NULL;
    find_zone(h);
    return w->header = h;
}

bool find_secrecy(struct work *w)
{
    struct header *h = open_header(w);

    if (!h)
        return false;
    find_stamp(h);
    w->doc->identity.secrecy = h->id.secrecy;
    return h->id.secrecy.value.n > 0;
}

void read_identity(struct work *w)
{
    struct header *h = open_header(w);

    if (!h) {
        w->status = diag_note(w->doc, "rules", KC_PARTIAL, DIAG_ARENA_FULL);
        return;
    }
    find_number(h);
    find_date(h);
    find_issuer(h);
    find_type(h);
    find_letter_subject(h);
    find_marks(h);
    find_signer(h);
    h->id.nature = h->signs ? NATURE_OFFICIAL : is_page(w->doc) ? NATURE_PRESS : NATURE_UNKNOWN;
    if (!h->id.issuer.value.n && h->own != SIZE_MAX && w->found[h->own].f.issuer.n)
        set_field(&h->id.issuer, w->found[h->own].f.issuer, w->found[h->own].f.at);
    drop_own(h);
    w->doc->identity = h->id;
}
