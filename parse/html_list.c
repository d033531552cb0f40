#include "parse/html.h"

/* What else there is to read: lists of teasers, parts under a heading that says so,
 * boxes of the same make, and what is left over between them. */

#define ITEMS          3    /* fewer make no list of teasers                   */
#define ITEM_BLOCKS    40   /* of one teaser                                   */
#define ITEM_PLAIN     400  /* letters outside links of one teaser             */
#define COLUMNS        3    /* cells in a row of a table that is no layout     */
#define DATE_LETTERS   20   /* may stand before the link of a teaser           */
#define ENOUGH         150  /* letters that make a text                        */
#define SHARE_PERCENT  40   /* of the page's text is too much for one part     */
#define LISTED_PERCENT 40   /* linked letters of a list under a doubtful heading */
#define BESIDE_PERCENT 30   /* the same of what still belongs to a heading     */
#define SHORT_PLAIN    120  /* letters that may stand in such a list           */
#define ADVERT_PLAIN   300  /* letters of an advertisement                     */
#define ADVERT_BLOCKS  4    /* of one                                          */
#define FOOT_PLAIN     1000 /* letters of the foot of a page                  */
#define PART_STEPS     500  /* elements that are looked at below one heading   */
#define REST_PERCENT   70   /* furniture in an element that is made of it      */

static uint32_t percent(uint32_t part, uint32_t whole)
{
    return whole ? (uint32_t)((uint64_t)part * 100 / whole) : 0;
}

static bool is_read(const struct html_layout *l, size_t block)
{
    return l->doc->blocks[block].use == USE_READING;
}

static bool is_chrome(const struct html_layout *l, size_t block)
{
    return l->doc->blocks[block].use == USE_CHROME;
}

/* Never furniture, whatever is around it. */
static bool is_kept(struct html_sum inside)
{
    return inside.official || inside.titles;
}

/* ---- teasers --------------------------------------------------------------------------- */

static bool begins_with_link(const struct html_layout *l, const struct html_node *n)
{
    uint32_t before = 0;

    for (size_t i = n->first; i < n->end; i++) {
        const struct html_piece *p = &l->pieces[i];

        if (!is_read(l, i) || !p->letters)
            continue;
        if (p->linked * 2 >= p->letters)
            return true;
        before += p->letters;
        if (before > DATE_LETTERS)
            return false;
    }
    return false;
}

static bool is_row(const struct html_layout *l, const struct html_node *n)
{
    for (size_t i = n->first; i < n->end; i++)
        if (l->doc->blocks[i].column >= COLUMNS && is_read(l, i))
            return true;
    return false;
}

static bool is_teaser(const struct html_layout *l, const struct html_node *n)
{
    struct html_sum inside;

    if (n->end - n->first > ITEM_BLOCKS)
        return false;
    inside = html_sum_node(l, n);
    return inside.links && inside.plain <= ITEM_PLAIN && !is_kept(inside) &&
           begins_with_link(l, n) && !is_row(l, n);
}

/* One list that is being followed: siblings of the same make. */
struct run {
    const struct html_node *first, *last;
    uint32_t                items, numbers;
};

static bool is_list(const struct run *r)
{
    return r->items >= ITEMS && r->numbers * 2 < r->items;
}

/* What all lists hold. */
struct found {
    uint32_t lists, plain;
};

static void end_run(struct html_layout *l, struct run *r, bool turn, struct found *all)
{
    if (is_list(r)) {
        all->lists++;
        all->plain += html_sum(l, r->first->first, r->last->end).plain;
        if (turn)
            html_turn(l, r->first->first, r->last->end);
    }
    *r = (struct run){0};
}

static void follow(struct html_layout *l, const struct html_node *parent, bool turn,
                   struct found *all)
{
    size_t     first = (size_t)(parent - l->nodes) + 1;
    struct run r     = {0};

    for (size_t c = first; c < parent->skip; c = l->nodes[c].skip) {
        const struct html_node *n = &l->nodes[c];

        if (r.items && (n->tag != r.last->tag || n->look != r.last->look))
            end_run(l, &r, turn, all);
        if (!is_teaser(l, n)) {
            end_run(l, &r, turn, all);
            continue;
        }
        r.first = r.items ? r.first : n;
        r.last  = n;
        r.items++;
        r.numbers += html_sum_node(l, n).numbers > 0;
    }
    end_run(l, &r, turn, all);
}

/* A page that has little else is made of teasers. */
static void turn_teasers(struct html_layout *l)
{
    struct found all = {0};

    for (size_t i = 0; i < l->nnodes; i++)
        follow(l, &l->nodes[i], false, &all);
    if (!all.lists || html_sum(l, 0, l->npieces).plain < all.plain + ENOUGH)
        return;
    for (size_t i = 0; i < l->nnodes; i++)
        follow(l, &l->nodes[i], true, &all);
    html_sum_up(l);
}

/* ---- parts with a heading -------------------------------------------------------------------- */

static bool is_part(const struct html_layout *l, const struct html_node *n)
{
    struct html_sum inside = html_sum_node(l, n);

    return !(n->tag->flags & (TAG_PAGE | TAG_CONTENT)) && !is_kept(inside) &&
           percent(inside.plain, html_sum(l, 0, l->npieces).plain) <= SHARE_PERCENT;
}

/* The outermost element inside of `around` that begins with the block; NULL when only
 * `around` itself holds it. */
static const struct html_node *begins_at(const struct html_layout *l, size_t block,
                                         const struct html_node *around)
{
    const struct html_node *n     = &l->nodes[l->pieces[block].node];
    const struct html_node *found = NULL;

    for (; n != around && n->first == block && n != l->nodes; n = &l->nodes[n->parent])
        found = n;
    return n == around ? found : NULL;
}

/* "Văn bản liên quan | 5/QĐ-UBND" in one row: a label and its value. */
static bool is_label(const struct html_layout *l, size_t block)
{
    const struct block *k = &l->doc->blocks[block];

    return k->kind == BLOCK_CELL && block + 1 < l->npieces && k[1].kind == BLOCK_CELL &&
           k[1].table == k->table && k[1].row == k->row && k[1].column > k->column;
}

/* Does what follows a heading still belong to it? */
static bool follows(const struct html_layout *l, size_t first, size_t end, enum html_phrase phrase)
{
    struct html_sum inside = html_sum(l, first, end);
    uint32_t        all    = inside.plain + inside.linked;

    if (is_kept(inside) || (l->doc->blocks[first].level && is_read(l, first)))
        return false;
    if (!all || percent(inside.linked, all) >= BESIDE_PERCENT)
        return true;
    return phrase == PHRASE_SECTION && all <= SHORT_PLAIN && !inside.numbers;
}

/* The end of what follows a heading from block `end` on, inside of `around`. */
static size_t part_end(const struct html_layout *l, size_t end, const struct html_node *around,
                       enum html_phrase phrase)
{
    for (unsigned i = 0; i < PART_STEPS && end < around->end; i++) {
        const struct html_node *n    = begins_at(l, end, around);
        size_t                  next = n ? n->end : end + 1;

        if (!follows(l, end, next, phrase))
            break;
        end = next;
    }
    return end;
}

/* A heading that heads an element, or one with little or with links in it. */
static bool is_headed(const struct html_layout *l, const struct html_node *n, size_t block)
{
    struct html_sum inside = html_sum_node(l, n);

    if (!is_part(l, n))
        return false;
    if (!is_read(l, block))
        return inside.plain <= ADVERT_PLAIN && n->end - n->first <= ADVERT_BLOCKS;
    return l->doc->blocks[block].level || inside.plain <= ADVERT_PLAIN ||
           percent(inside.linked, inside.plain + inside.linked) >= BESIDE_PERCENT;
}

/* The end of the part that `block` heads: of the innermost element that begins with it
 * and holds more, or of what follows it. */
static size_t part_of(const struct html_layout *l, size_t block, enum html_phrase phrase)
{
    const struct html_node *n = &l->nodes[l->pieces[block].node];

    if (n->first != block)
        return is_read(l, block) ? part_end(l, block + 1, n, phrase) : block + 1;
    while (n->end == block + 1 && l->nodes[n->parent].first == block && n != l->nodes)
        n = &l->nodes[n->parent];
    if (n->end > block + 1)
        return is_headed(l, n, block) ? n->end : block + 1;
    return is_read(l, block) ? part_end(l, block + 1, &l->nodes[n->parent], phrase) : block + 1;
}

static void turn_part(struct html_layout *l, size_t block)
{
    enum html_phrase phrase = l->pieces[block].phrase;
    size_t           end    = part_of(l, block, phrase);
    struct html_sum  inside = html_sum(l, block + 1, end);
    uint32_t         listed = inside.linked + inside.chrome;

    if (phrase == PHRASE_SECTION || percent(listed, inside.plain + listed) >= LISTED_PERCENT)
        html_turn(l, block, end);
}

static void turn_parts(struct html_layout *l)
{
    for (size_t i = 0; i < l->npieces; i++) {
        const struct html_piece *p = &l->pieces[i];

        if (p->phrase == PHRASE_NONE || p->title || p->number || is_label(l, i))
            continue;
        if (p->phrase == PHRASE_LINE || (p->phrase == PHRASE_PATH && p->links))
            html_turn(l, i, i + 1);
        else if (p->phrase != PHRASE_PATH &&
                 (is_read(l, i) || (p->phrase == PHRASE_SECTION && is_chrome(l, i))))
            turn_part(l, i);
    }
    html_sum_up(l);
}

/* ---- boxes -------------------------------------------------------------------------------------
 */

static bool is_box(const struct html_layout *l, const struct html_node *n)
{
    return n->look && l->doc->blocks[n->first].level && n->end > n->first + 1;
}

static bool is_furniture(struct html_sum inside)
{
    return inside.chrome &&
           percent(inside.chrome, inside.chrome + inside.plain + inside.linked) >= REST_PERCENT;
}

/* Beside a box of furniture a box of the same make is furniture. */
static void turn_boxes(struct html_layout *l)
{
    size_t done = 0; /* blocks before it that were turned: inner boxes come later */

    for (size_t i = 0; i + 1 < l->nnodes; i++) {
        const struct html_node *a = &l->nodes[i];
        const struct html_node *b = a->skip < l->nnodes ? &l->nodes[a->skip] : NULL;

        if (!b || b->parent != a->parent || b->look != a->look || !is_box(l, a) || !is_box(l, b))
            continue;
        for (unsigned k = 0; k < 2; k++) {
            const struct html_node *one = k ? b : a, *other = k ? a : b;
            struct html_sum         inside = html_sum_node(l, other);

            if (other->end > done && is_furniture(html_sum_node(l, one)) && inside.plain &&
                is_part(l, other) && !inside.numbers) {
                html_turn(l, other->first, other->end);
                done = other->end;
            }
        }
    }
    if (done)
        html_sum_up(l);
}

/* ---- what is left over
 * ----------------------------------------------------------------------------- */

/* Headings and counters in an element that is made of furniture. */
static void turn_rest(struct html_layout *l)
{
    for (size_t i = 0; i < l->nnodes;) {
        const struct html_node *n      = &l->nodes[i];
        struct html_sum         inside = html_sum_node(l, n);

        if (inside.plain + inside.linked && inside.plain <= ENOUGH && inside.chrome >= ENOUGH / 2 &&
            is_furniture(inside) && !inside.numbers && is_part(l, n)) {
            html_turn(l, n->first, n->end);
            i = n->skip;
        } else {
            i++;
        }
    }
    html_sum_up(l);
}

/* ---- the foot of the page
 * --------------------------------------------------------------------------- */

/* From the line that says whose the page is to the end, when that is all there is. */
static void turn_foot(struct html_layout *l)
{
    size_t first = l->npieces;

    for (size_t i = l->npieces; i-- > 0;) {
        struct html_sum below = html_sum(l, i, l->npieces);

        if (below.plain > FOOT_PLAIN || is_kept(below))
            break;
        if (is_read(l, i) && l->pieces[i].foot)
            first = i;
    }
    for (size_t i = first; i < l->npieces; i++)
        if (!l->pieces[i].number || l->pieces[i].licence)
            html_turn(l, i, i + 1);
    html_sum_up(l);
}

void html_lists(struct html_layout *l)
{
    turn_teasers(l);
    turn_parts(l);
    turn_boxes(l);
    turn_foot(l);
    turn_rest(l);
}
