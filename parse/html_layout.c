#include "parse/html.h"

#include "ingest/record/diag.h"
#include "ingest/record/fold.h"

/* The whole page, once all of it is known: first what single elements say of
 * themselves, then lists of other things to read, then what lies outside of the text. */

#define OPENING_MAX   300 /* bytes of a block that tell what it is           */
#define GLANCE_MAX    160 /* the same of a plain paragraph                   */
#define TITLE_MIN     20  /* bytes of a title that is no mere name           */
#define LINE_LETTERS  60  /* letters of a line that is no label              */
#define LABELS        4   /* letters of labels weigh as much as one of text  */
#define PIECES        5   /* of a title                                        */
#define ATTRIBUTES    3   /* labels of a document that make a block of them  */
#define ATTRIBUTE_GAP 6   /* blocks from one to the next                     */
#define ENTRY_MAX     60  /* bytes of an entry of a menu                          */
#define LITTLE        40  /* letters: less is no text                         */
#define ENOUGH        450 /* letters beside which a register may go             */
#define NUMBERS       5   /* as many make a register                         */
#define FURNISHED     8   /* links a page has that is more than its document */

/* ---- sums ---------------------------------------------------------------------------- */

struct html_sum html_sum(const struct html_layout *l, size_t first, size_t end)
{
    struct html_sum a = l->sums[first], b = l->sums[end];

    return (struct html_sum){
        .plain    = b.plain - a.plain,
        .linked   = b.linked - a.linked,
        .links    = b.links - a.links,
        .official = b.official - a.official,
        .numbers  = b.numbers - a.numbers,
        .titles   = b.titles - a.titles,
        .weight   = b.weight - a.weight,
        .chrome   = b.chrome - a.chrome,
    };
}

static struct html_sum with(struct html_sum sum, const struct html_piece *p, enum block_use use)
{
    uint32_t plain = p->letters - p->linked;

    if (use == USE_CHROME)
        sum.chrome += p->letters;
    if (use != USE_READING)
        return sum;
    sum.plain += plain;
    sum.linked += p->linked;
    sum.links += p->links;
    sum.official += p->official;
    sum.numbers += p->number;
    sum.titles += p->title;
    sum.weight += p->number ? p->letters : p->label ? plain / LABELS : plain;
    return sum;
}

void html_sum_up(struct html_layout *l)
{
    for (size_t i = 0; i < l->npieces; i++)
        l->sums[i + 1] = with(l->sums[i], &l->pieces[i], l->doc->blocks[i].use);
}

void html_turn(struct html_layout *l, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (l->doc->blocks[i].use == USE_READING) {
            l->doc->blocks[i].use = USE_CHROME;
            l->pieces[i].judged   = true;
        }
}

/* ---- what blocks say -------------------------------------------------------------------- */

static struct str fold(struct document *doc, struct str s)
{
    struct text t = {.arena = doc->arena};

    fold_add_base(&t, str_sub(s, 0, OPENING_MAX));
    return text_str(&t);
}

static bool is_separator(struct str s)
{
    static const struct str separators[] = {STR_INIT(" - "), STR_INIT(" – "), STR_INIT(" — "),
                                            STR_INIT(" | "), STR_INIT(" > "), STR_INIT(" :: "),
                                            STR_INIT(" » ")};

    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (str_starts_with(s, separators[i]))
            return true;
    return false;
}

/* The title of a page is its headline with the name of the portal before or after it:
 * all of it, then its pieces that are no mere names. */
struct title {
    struct str pieces[PIECES];
    size_t     n;
};

static struct title title_of(struct str folded)
{
    struct title title = {.pieces = {folded}, .n = 1};
    size_t       start = 0;

    for (size_t i = 0; i <= folded.n && title.n < PIECES; i++) {
        if (i < folded.n && !(folded.p[i] == ' ' && is_separator(str_sub(folded, i, folded.n))))
            continue;
        if (i >= start + TITLE_MIN)
            title.pieces[title.n++] = str_sub(folded, start, i);
        start = i + 3;
    }
    return title;
}

static bool is_title(struct str line, const struct title *title)
{
    if (line.n < TITLE_MIN)
        return false;
    if (str_find(title->pieces[0], line).n)
        return true;
    for (size_t i = 1; i < title->n; i++)
        if (title->pieces[i].n * 2 >= line.n && str_find(line, title->pieces[i]).n)
            return true;
    return false;
}

static uint32_t count_lines(struct str s)
{
    uint32_t n = 1;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == '\n';
    return n;
}

/* "Xem thêm: …", "Trang chủ » …" */
static void look_ahead(struct html_piece *p, struct str folded)
{
    enum html_phrase ahead = html_phrase_ahead(folded, p->letters - p->linked);

    if (ahead == PHRASE_PATH)
        p->phrase = ahead;
    else if (ahead == PHRASE_SECTION && p->linked * 2 >= p->letters)
        p->phrase = PHRASE_LINE;
}

/* How much of a block is looked at: more when it has several lines, or a slash that is not
 * of a date. */
static size_t look_length(struct str s)
{
    struct str start = str_sub(s, 0, OPENING_MAX), rest = start;

    if (start.n <= GLANCE_MAX || memchr(start.p, '\n', start.n))
        return start.n;
    while (rest.n) {
        (void)str_cut(&rest, '/');
        if (rest.n && !(rest.p[0] >= '0' && rest.p[0] <= '9'))
            return start.n;
    }
    return GLANCE_MAX;
}

static struct str fold_start(struct document *doc, struct span at)
{
    struct str s = str_sub(doc->original, at.start, at.end);

    return str_trim(fold(doc, str_sub(s, 0, look_length(s))));
}

/* An entry of a menu, which needs no closer look: there are hundreds in a page. */
static bool is_entry(const struct html_layout *l, size_t i)
{
    const struct html_piece *p   = &l->pieces[i];
    const struct html_tag   *tag = l->nodes[p->node].tag;
    struct span              at  = l->doc->blocks[i].at;

    return p->letters && p->linked == p->letters && p->links == 1 &&
           at.end - at.start <= ENTRY_MAX &&
           (tag->flags & TAG_CELL || str_eq(tag->name, STR("li"))) &&
           !memchr(l->doc->original.p + at.start, '/', at.end - at.start);
}

static void look_at(struct html_layout *l, size_t i, const struct title *title)
{
    struct document   *doc    = l->doc;
    struct html_piece *p      = &l->pieces[i];
    size_t             mark   = arena_mark(doc->arena);
    struct span        at     = doc->blocks[i].at;
    struct str         folded = fold_start(doc, at);
    bool               linked = p->linked * 2 >= p->letters;

    p->label     = p->letters < LINE_LETTERS * count_lines(folded);
    p->official  = html_is_official(folded);
    p->attribute = html_is_attribute(folded, &p->valued);
    p->number    = html_has_number(folded);
    p->licence   = p->number && html_is_licence(folded);
    p->foot      = html_is_foot(folded);
    p->title     = !linked && at.end - at.start <= OPENING_MAX && is_title(folded, title);
    p->phrase    = html_phrase(folded);
    if (p->phrase == PHRASE_NONE && p->links && (p->links > 1 || p->linked < p->letters))
        look_ahead(p, folded);
    if (p->phrase == PHRASE_PATH)
        p->number = p->title = false; /* it ends with the name of the page */
    arena_release(doc->arena, mark);
}

/* ---- attributes of a document --------------------------------------------------------------- */

/* Labels with a value each, close together: the block of a document's attributes. In a
 * form such labels have fields, in the head of a register they have each other. */
static bool has_value(const struct html_layout *l, size_t i)
{
    const struct html_piece *p    = &l->pieces[i];
    const struct block      *next = &l->doc->blocks[i + 1];

    if (!p->attribute || l->doc->blocks[i].use != USE_READING)
        return false;
    return p->valued || (i + 1 < l->npieces && next->use == USE_READING &&
                         l->pieces[i + 1].letters && !l->pieces[i + 1].attribute);
}

static void find_attributes(struct html_layout *l)
{
    size_t first = 0, last = 0, n = 0;

    for (size_t i = 0; i < l->npieces; i++) {
        if (!has_value(l, i))
            continue;
        if (!n || i - last > ATTRIBUTE_GAP)
            n = 0, first = i;
        last = i;
        if (++n < ATTRIBUTES)
            continue;
        for (; first <= i; first++)
            l->pieces[first].official |= l->doc->blocks[first].use == USE_READING;
    }
}

/* ---- elements ------------------------------------------------------------------------------ */

/* A list of links to documents may be the grounds of an act, unless its name
 * tells that it is furniture. */
static bool is_wrong(const struct html_layout *l, const struct html_node *n)
{
    struct html_sum inside = html_sum_node(l, n);

    return n->plain > l->plain / 2 || inside.official ||
           (inside.titles && n->plain > l->plain / 6) || (n->unnamed && inside.numbers);
}

/* Outer elements first: what lies in one that was turned needs no second look. */
static void turn_elements(struct html_layout *l)
{
    for (size_t i = 0; i < l->nnodes;) {
        const struct html_node *n = &l->nodes[i];

        if (n->chrome && !is_wrong(l, n)) {
            for (size_t k = n->first; k < n->end; k++)
                if (l->doc->blocks[k].use == USE_READING)
                    l->doc->blocks[k].use = USE_CHROME;
            i = n->skip;
        } else {
            i++;
        }
    }
    html_sum_up(l);
}

/* ---- second thoughts --------------------------------------------------------------------------
 */

static bool has_use(const struct document *doc, enum block_use use)
{
    for (size_t i = 0; i < doc->nblocks; i++)
        if (doc->blocks[i].use == use)
            return true;
    return false;
}

static bool has_letters(struct str s)
{
    while (s.n)
        if (fold_is_letter(utf8_next(&s)))
            return true;
    return false;
}

static bool block_is_official(struct document *doc, struct span at)
{
    size_t mark     = arena_mark(doc->arena);
    bool   official = html_is_official(fold(doc, str_sub(doc->original, at.start, at.end)));

    arena_release(doc->arena, mark);
    return official;
}

/* Portals keep the document in one of several tabs, and a page may be saved with
 * another one open. When nothing that is shown is of a document and something that
 * is hidden surely is, all of it is read. */
static void uncover_document(struct document *doc)
{
    bool shown = false, hidden = false;

    if (!has_use(doc, USE_HIDDEN))
        return;
    for (size_t i = 0; i < doc->nblocks && !shown; i++)
        if (block_is_official(doc, doc->blocks[i].at)) {
            shown |= doc->blocks[i].use == USE_READING;
            hidden |= doc->blocks[i].use == USE_HIDDEN;
        }
    for (size_t i = 0; i < doc->nblocks && hidden && !shown; i++) {
        struct block *k = &doc->blocks[i];

        if (k->use == USE_HIDDEN &&
            has_letters(str_sub(doc->original, k->at.start, k->at.end))) /* no mark of a note */
            k->use = USE_READING;
    }
}

/* A page that would show nothing is read as it is: scripts may uncover it. */
static void leave_something(struct document *doc)
{
    static const enum block_use order[] = {USE_CHROME, USE_HIDDEN};

    for (size_t i = 0; i < sizeof order / sizeof *order && !has_use(doc, USE_READING); i++)
        for (size_t k = 0; k < doc->nblocks; k++)
            if (doc->blocks[k].use == order[i])
                doc->blocks[k].use = USE_READING;
}

/* No page is made of furniture only, and no register lies in a margin. */
static void judge_again(struct html_layout *l, struct html_sum before)
{
    struct html_sum now = html_sum(l, 0, l->npieces);

    if ((now.plain >= LITTLE || now.numbers || before.plain < LITTLE) &&
        (now.numbers || before.numbers < NUMBERS || now.plain >= ENOUGH))
        return;
    for (size_t i = 0; i < l->npieces; i++)
        if (l->pieces[i].judged)
            l->doc->blocks[i].use = USE_READING;
}

/* Text that is read stands under no heading that is not. */
static void leave_headings(struct html_layout *l)
{
    struct block *blocks = l->doc->blocks;

    for (size_t i = 0; i < l->npieces; i++)
        while (blocks[i].use == USE_READING && blocks[i].heading &&
               l->pieces[blocks[i].heading - 1].judged &&
               blocks[blocks[i].heading - 1].use == USE_CHROME)
            blocks[i].heading = blocks[blocks[i].heading - 1].heading;
}

/* ---- the page
 * ------------------------------------------------------------------------------------ */

static bool is_furnished(const struct html_layout *l)
{
    bool any = l->links >= FURNISHED;

    for (size_t i = 0; i < l->nnodes && !any; i++)
        any = l->nodes[i].chrome;
    return any && l->npieces == l->doc->nblocks;
}

static enum kc_status judge(struct html_layout *l)
{
    size_t          mark = arena_mark(l->doc->arena);
    struct title    title;
    struct html_sum before;

    l->sums = ARENA_NEW(l->doc->arena, struct html_sum, l->npieces + 1);
    if (!l->sums)
        return diag_note(l->doc, "parse", KC_LIMIT, DIAG_ARENA_FULL);
    title = title_of(str_trim(fold(l->doc, l->doc->meta.title)));
    for (size_t i = 0; i < l->npieces; i++)
        if (is_entry(l, i))
            l->pieces[i].label = true;
        else
            look_at(l, i, &title);
    find_attributes(l);
    html_sum_up(l);
    turn_elements(l);
    before = html_sum(l, 0, l->npieces);
    html_lists(l);
    html_region(l);
    judge_again(l, before);
    leave_headings(l);
    arena_release(l->doc->arena, mark);
    return KC_OK;
}

enum kc_status html_apply(struct html_layout *l)
{
    if (l->nnodes && is_furnished(l)) {
        enum kc_status s = judge(l);

        if (s != KC_OK)
            return s;
    }
    uncover_document(l->doc);
    leave_something(l->doc);
    return KC_OK;
}
