#include "rules/header.h"

/* Which document is this? The header zone decides (Nghị định 30/2020/NĐ-CP, Phụ lục I:
 * issuer, number and symbol at the left; quốc hiệu, place and date at the right;
 * below them type and trích yếu). Numbers and dates of the body are citations:
 * a blank header date stays blank. */

enum {
    SCAN_BLOCKS = 1500, /* how far a header may be behind the menus of a portal */
    SCAN_STEP   = 50,   /* blocks read at a time                                */
    ZONE_BEFORE = 14,   /* lines of the zone before the first sure sign         */
    ZONE_AFTER  = 70,
    ZONE_BELOW  = 10, /* lines below the zone into which a subject may go on */
    PLAIN_ZONE  = 30, /* without a sure sign */
    TAIL_BLOCKS = 80,
    STAMP_BYTES = 80 /* a longer block is no stamp */
};

struct line *header_line(const struct header *h, size_t i)
{
    return &h->all.items[i];
}

void set_field(struct field *f, struct str value, struct span at)
{
    f->value = value;
    f->at    = at;
}

/* Part of a line as a span of the normal text. */
struct span line_part(const struct line *l, struct span s)
{
    return (struct span){l->at.start + s.start, l->at.start + s.end};
}

/* ---- the zone ------------------------------------------------------------------- */

bool number_line(const struct header *h, const struct line *l)
{
    struct pattern_match m;

    return line_match(h->w, CONTEXT_HEADER_NUMBER, l, &m) ||
           line_match(h->w, CONTEXT_HEADER_BLANK_NUMBER, l, &m);
}

/* The first line from `from` on that only a heading has; SIZE_MAX none. */
static size_t find_sign(const struct header *h, size_t from)
{
    for (size_t i = from; i < h->all.n; i++) {
        const struct line *l = header_line(h, i);

        if (!l->margin && (l->motto || number_line(h, l)))
            return i;
    }
    return SIZE_MAX;
}

/* Lines as far as the zone needs them. Mostly the sign stands at the top; without
 * one all of SCAN_BLOCKS are read. False when the arena is full. */
static bool read_lines(struct header *h, size_t *ret_sign)
{
    size_t sign = SIZE_MAX, looked = 0;

    for (size_t first = 0; first < SCAN_BLOCKS && first < h->w->doc->nblocks; first += SCAN_STEP) {
        if (!lines_of(h->w, first, first + SCAN_STEP, &h->all))
            return false;
        if (sign == SIZE_MAX)
            sign = find_sign(h, looked);
        if (sign != SIZE_MAX && h->all.n > sign + ZONE_AFTER + ZONE_BELOW)
            break;
        looked = h->all.n;
    }
    *ret_sign = sign;
    return true;
}

static void find_zone(struct header *h, size_t sign)
{
    size_t                 end;
    const struct doc_type *type;

    h->signs = sign != SIZE_MAX;
    h->first = h->signs && sign > ZONE_BEFORE ? sign - ZONE_BEFORE : 0;
    h->last  = h->signs ? sign + ZONE_AFTER : PLAIN_ZONE;
    if (h->last > h->all.n)
        h->last = h->all.n;
    for (size_t i = h->signs ? sign + 1 : 0; i < h->last; i++) {
        struct pattern_match m;

        if (line_match(h->w, CONTEXT_HEADER_END, header_line(h, i), &m))
            h->last = i;
    }
    for (h->title = h->signs ? sign : 0; h->title < h->last; h->title++)
        if (type_line(h, header_line(h, h->title), &type, &end))
            break;
}

static bool is_page(const struct document *doc)
{
    return str_eq(doc->format, STR("html")) || str_eq(doc->format, STR("plain"));
}

/* ---- marks ---------------------------------------------------------------------------- */

static bool is_minutes(const struct header *h)
{
    return str_eq(h->id.type.value, STR("Biên bản"));
}

/* "Hôm nay, ngày 05 tháng 3 năm 2025, tại …": the first such day below the title. */
static void find_minutes_date(struct header *h)
{
    struct work *w = h->w;

    if (!is_minutes(h) || h->date != SIZE_MAX)
        return;
    for (size_t i = 0; i < w->nfound; i++) {
        struct finding      *f = &w->found[i].f;
        struct span          r = w->regions[w->found[i].region].at;
        struct pattern_match m;
        size_t               base;

        if (f->kind != FINDING_DATE || f->precision != PRECISION_DAY || !f->value.n ||
            f->use == DATE_DEADLINE ||
            !context_before(w, CONTEXT_MINUTES_DATE, str_sub(w->doc->normal, r.start, r.end),
                            f->at.start - r.start, &m, &base))
            continue;
        set_field(&h->id.date, f->value, f->at);
        f->use = DATE_ISSUE;
        return;
    }
}

static void find_marks(struct header *h)
{
    for (size_t i = 0; i < h->last; i++) {
        struct pattern_match m;

        if ((i >= h->first || header_line(h, i)->margin) &&
            line_match(h->w, CONTEXT_DRAFT, header_line(h, i), &m))
            h->id.draft |= DRAFT_MARKED;
    }
    if (!h->signs)
        return;
    /* Minutes need no number and have their day in the text (Phụ lục III, mẫu 1.9);
     * a place for them that was left blank has been seen already. */
    if (h->number == SIZE_MAX && !is_minutes(h))
        h->id.draft |= DRAFT_NO_NUMBER;
    if ((h->date == SIZE_MAX && !is_minutes(h)) || (h->id.date.at.end && !h->id.date.value.n))
        h->id.draft |= DRAFT_NO_DATE;
}

/* Menus above a heading are no stamps, and neither is a column "Mật" in a table of
 * the body. A cover page may well carry one. */
static bool may_be_stamp(const struct header *h, size_t i)
{
    const struct line *l = header_line(h, i);

    if (i < h->first && is_page(h->w->doc))
        return l->margin;
    return i < h->title || !l->table || in_capitals(l->text);
}

static bool take_stamp(struct header *h, const struct line *l)
{
    const struct rule   *r = h->w->m->set->context[CONTEXT_SECRECY];
    struct pattern_match m;

    if (!line_match(h->w, CONTEXT_SECRECY, l, &m))
        return false;
    set_field(&h->id.secrecy, group_text(r, &m, GROUP_REST, l->text),
              line_part(l, group_span(r, &m, GROUP_REST)));
    return true;
}

/* A stamp is a line of its own in the header zone, never a word of a sentence. */
static bool find_stamp(struct header *h)
{
    for (size_t i = 0; i < h->last; i++)
        if (may_be_stamp(h, i) && take_stamp(h, header_line(h, i)))
            return true;
    return false;
}

/* Elsewhere it stands in a footer, in a box that floats over the page, or above an
 * annex with a heading of its own. */
static bool may_be_late_stamp(const struct header *h, const struct block *b)
{
    if (b->use != USE_READING || b->at.end - b->at.start > STAMP_BYTES)
        return false;
    return b->kind == BLOCK_MARGIN || (!b->table && !is_page(h->w->doc));
}

/* False when the arena is full. */
static bool find_late_stamp(struct header *h)
{
    const struct document *doc   = h->w->doc;
    bool                   found = false, room = true;

    for (size_t i = 0; room && !found && i < doc->nblocks; i++) {
        size_t       mark  = arena_mark(doc->arena);
        struct lines lines = {0};

        if (!may_be_late_stamp(h, &doc->blocks[i]))
            continue;
        room = lines_of(h->w, i, i + 1, &lines);
        for (size_t l = 0; room && !found && l < lines.n; l++)
            found = (lines.items[l].margin || in_capitals(lines.items[l].text)) &&
                    take_stamp(h, &lines.items[l]);
        arena_release(doc->arena, mark);
    }
    return room;
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

static struct str folded(struct arena *a, struct str s)
{
    struct text t = {.arena = a};

    fold_add_base(&t, s);
    return t.full ? (struct str){0} : text_str(&t);
}

/* "… ban hành Kế hoạch cải cách hành chính năm 2025 với các nội dung sau": the
 * document speaks of itself. `subject` is its own, folded. */
static bool names_itself(const struct header *h, struct str subject, const struct finding *plan)
{
    struct arena *a    = h->w->doc->arena;
    size_t        mark = arena_mark(a);
    struct str    rest = str_sub(plan->value, plan->type.n, plan->value.n);
    bool          yes;

    if (!str_eq(plan->type, h->id.type.value))
        return false;
    rest = str_trim(folded(a, rest));
    yes  = rest.n && str_find(subject, rest).n;
    arena_release(a, mark);
    return yes;
}

static bool touches(struct span a, struct span b)
{
    return b.end && a.start < b.end && a.end > b.start;
}

/* The own number is no citation; a plan's name that is our own subject neither. */
static void drop_own(struct header *h)
{
    struct work *w       = h->w;
    struct str   subject = folded(w->doc->arena, h->id.subject.value);
    size_t       kept    = 0;

    for (size_t i = 0; i < w->nfound; i++) {
        const struct finding *f    = &w->found[i].f;
        bool                  ours = i == h->own;

        if (f->kind == FINDING_REFERENCE && f->date.n && str_eq(f->key, h->id.key) &&
            str_eq(f->date, h->id.date.value))
            ours = true; /* "(Kèm theo Kế hoạch số …)" on its own annex */
        if (f->kind == FINDING_PLAN)
            ours = touches(f->at, h->id.subject.at) || touches(f->at, h->id.type.at) ||
                   names_itself(h, subject, f);
        if (!ours)
            w->found[kept++] = w->found[i];
    }
    w->nfound = kept;
}

/* The zone is looked for once: the stamp is asked for before anything is matched,
 * the rest after. NULL when the arena is full. */
static struct header *open_header(struct work *w)
{
    struct header *h = ARENA_NEW(w->doc->arena, struct header, 1);
    size_t         sign;

    if (!h)
        return NULL;
    h->w      = w;
    h->number = h->date = h->own = SIZE_MAX;
    h->id.draft                  = w->doc->identity.draft;
    if (!read_lines(h, &sign))
        return NULL;
    find_zone(h, sign);
    return w->header = h;
}

bool find_secrecy(struct work *w)
{
    struct header *h = open_header(w);

    if (!h)
        return false;
    if (!find_stamp(h) && !find_late_stamp(h))
        return false;
    w->doc->identity.secrecy = h->id.secrecy;
    return true;
}

/* A motto makes a heading. Without one, the number must be read to its end, and stand
 * above the type: below it, it is a line of a list. */
static bool has_heading(const struct header *h)
{
    const struct doc_type *type;
    size_t                 end;

    for (size_t i = h->first; i < h->last; i++)
        if (header_line(h, i)->motto)
            return true;
    for (size_t i = h->first; h->number != SIZE_MAX && i < h->number; i++)
        if (type_line(h, header_line(h, i), &type, &end))
            return false;
    return h->number != SIZE_MAX;
}

static void forget_number(struct header *h)
{
    h->id     = (struct identity){.draft = h->w->doc->identity.draft, .secrecy = h->id.secrecy};
    h->number = h->own = SIZE_MAX;
}

void read_identity(struct work *w)
{
    struct header *h = w->header;

    find_number(h);
    h->signs = has_heading(h);
    if (!h->signs)
        forget_number(h);
    find_date(h);
    find_issuer(h);
    find_type(h);
    find_subject(h);
    find_minutes_date(h);
    find_marks(h);
    find_signer(h);
    h->id.nature = h->signs ? NATURE_OFFICIAL : is_page(w->doc) ? NATURE_PRESS : NATURE_UNKNOWN;
    if (!h->id.issuer.value.n && h->own != SIZE_MAX && w->found[h->own].f.issuer.n)
        set_field(&h->id.issuer, w->found[h->own].f.issuer, w->found[h->own].f.at);
    drop_own(h);
    w->doc->identity = h->id;
}
