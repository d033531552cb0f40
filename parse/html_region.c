#include "parse/html.h"

/* What lies outside of the part of a page that holds its text. Elements inside which
 * most of the text is are followed inwards; the headline and all that is surely of a
 * document widen the part again. */

#define ENOUGH       150 /* letters that make a text                             */
#define MOST_PERCENT 60  /* of the text around is in the element with the text   */
#define MUCH_PERCENT 45  /* or this, and the next one has a third of that        */
#define LEAST_SHARE  3   /* the page has at most so many times as much           */
#define LINE_PLAIN   100 /* letters of a paragraph that is no label              */
#define ABOVE_PLAIN  300 /* letters before a headline                            */
#define ANNEX_PLAIN  500 /* letters of another piece of the document             */
#define FILES        3   /* links to what belongs to a document                 */
#define CLIMB        3   /* elements around the text that may hold its headline  */

struct range {
    size_t first, end;
};

static bool is_read(const struct html_layout *l, size_t block)
{
    return l->doc->blocks[block].use == USE_READING;
}

static bool holds(const struct html_node *n, size_t block)
{
    return n->first <= block && block < n->end;
}

/* ---- inwards ---------------------------------------------------------------------------- */

static const struct html_node *heaviest(const struct html_layout *l, const struct html_node *n,
                                        uint32_t *ret_weight, uint32_t *ret_next)
{
    const struct html_node *best = NULL;
    uint32_t                most = 0, next = 0;

    for (size_t c = (size_t)(n - l->nodes) + 1; c < n->skip; c = l->nodes[c].skip) {
        uint32_t weight = html_sum_node(l, &l->nodes[c]).weight;

        if (weight > most) {
            next = most;
            most = weight;
            best = &l->nodes[c];
        } else if (weight > next) {
            next = weight;
        }
    }
    *ret_weight = most;
    *ret_next   = next;
    return best;
}

static const struct html_node *find_text(const struct html_layout *l)
{
    const struct html_node *n   = l->nodes;
    uint64_t                all = html_sum_node(l, n).weight;

    for (;;) {
        uint64_t                around = html_sum_node(l, n).weight;
        uint32_t                weight, next;
        const struct html_node *inner = heaviest(l, n, &weight, &next);

        if (!inner || inner->tag->flags & TAG_LINE || weight < ENOUGH || weight * LEAST_SHARE < all)
            return n;
        if (weight * 100ULL < around * MOST_PERCENT &&
            (weight * 100ULL < around * MUCH_PERCENT || weight < 3ULL * next))
            return n;
        n = inner;
    }
}

/* ---- outwards --------------------------------------------------------------------------- */

static const struct html_node *widen(const struct html_layout *l, const struct html_node *n,
                                     size_t block)
{
    while (!holds(n, block))
        n = &l->nodes[n->parent];
    return n;
}

static size_t first_paragraph(const struct html_layout *l, const struct html_node *n)
{
    for (size_t i = n->first; i < n->end; i++)
        if (is_read(l, i) && l->pieces[i].letters - l->pieces[i].linked >= LINE_PLAIN)
            return i;
    return n->first;
}

/* The last line before the text that is in the title of the page or a heading of the
 * highest level; SIZE_MAX when there is none. */
static size_t find_headline(const struct html_layout *l, size_t text)
{
    size_t heading = SIZE_MAX;

    for (size_t i = text + 1; i-- > 0;) {
        const struct html_piece *p = &l->pieces[i];

        if (!is_read(l, i))
            continue;
        if (p->title)
            return i;
        if (heading == SIZE_MAX && l->doc->blocks[i].level == 1 && p->letters > 2 * p->linked)
            heading = i;
    }
    return heading;
}

/* Lines right before `from` that could be a headline, a date, an author. */
static size_t lines_above(const struct html_layout *l, size_t from, size_t least)
{
    while (from > least && is_read(l, from - 1) &&
           l->pieces[from - 1].linked * 2 <= l->pieces[from - 1].letters &&
           l->pieces[from - 1].letters <= ABOVE_PLAIN)
        from--;
    return from;
}

static const struct html_node *widen_to_lines(const struct html_layout *l,
                                              const struct html_node *n, size_t *ret_headline)
{
    const struct html_node *around = n;
    size_t                  from   = n->first;

    for (unsigned i = 0; i < CLIMB && around != l->nodes; i++) {
        size_t line;

        around = &l->nodes[around->parent];
        if (around->tag->flags & TAG_PAGE)
            break;
        line = lines_above(l, from, around->first);
        if (line < from) {
            from = line;
            n    = around;
        }
        if (line > around->first)
            break;
    }
    *ret_headline = from;
    return n;
}

/* As far as nothing around it looks like furniture. */
static const struct html_node *widen_to_quiet(const struct html_layout *l,
                                              const struct html_node   *n)
{
    while (n != l->nodes) {
        const struct html_node *around = &l->nodes[n->parent];
        struct html_sum         a = html_sum_node(l, around), b = html_sum_node(l, n);
        uint32_t                linked = a.linked - b.linked, links = a.links - b.links;

        if (around->tag->flags & TAG_PAGE || a.chrome != b.chrome ||
            (links > FILES && linked * 10ULL > a.plain - b.plain))
            break;
        n = around;
    }
    return n;
}

/* ---- outside ----------------------------------------------------------------------------- */

/* Another piece of the document, and not a margin: text, and nearly as much. */
static bool is_text(const struct html_layout *l, struct range r, uint32_t main_plain)
{
    struct html_sum inside = html_sum(l, r.first, r.end);
    bool            any    = false;

    if (inside.linked * 5ULL > inside.plain || inside.chrome * 10ULL > inside.plain)
        return false;
    if (inside.plain < ANNEX_PLAIN || inside.plain * 4ULL < main_plain)
        return false;
    for (size_t i = r.first; i < r.end; i++)
        if (l->pieces[i].licence)
            return false;
        else if (is_read(l, i) && !l->pieces[i].label)
            any |= l->pieces[i].letters >= LINE_PLAIN;
    return any;
}

static void turn_outside(struct html_layout *l, struct range r, uint32_t main_plain)
{
    if (r.first >= r.end || is_text(l, r, main_plain))
        return;
    for (size_t i = r.first; i < r.end; i++) {
        const struct html_piece *p = &l->pieces[i];

        if (p->official || (p->number && !p->licence && p->linked * 2 < p->letters))
            continue;
        html_turn(l, i, i + 1);
    }
}

/* From the whole page down to the text: what lies beside it, element by element. */
static void turn_around(struct html_layout *l, const struct html_node *text)
{
    uint32_t                plain = html_sum_node(l, text).plain;
    const struct html_node *n     = l->nodes;

    while (n != text) {
        const struct html_node *inner = NULL;
        size_t                  at    = n->first;

        for (size_t c = (size_t)(n - l->nodes) + 1; c < n->skip; c = l->nodes[c].skip) {
            const struct html_node *child = &l->nodes[c];

            turn_outside(l, (struct range){at, child->first}, plain);
            if (child <= text && text < &l->nodes[child->skip])
                inner = child;
            else
                turn_outside(l, (struct range){child->first, child->end}, plain);
            at = child->end;
        }
        turn_outside(l, (struct range){at, n->end}, plain);
        if (!inner)
            return;
        n = inner;
    }
}

/* ---- inside ------------------------------------------------------------------------------- */

static void turn_above(struct html_layout *l, size_t first, size_t headline)
{
    struct html_sum above = html_sum(l, first, headline);

    if (!above.official && !above.numbers && above.plain <= ABOVE_PLAIN)
        html_turn(l, first, headline);
}

static struct str text_of(const struct html_layout *l, size_t block)
{
    struct span at = l->doc->blocks[block].at;

    return str_trim(str_sub(l->doc->original, at.start, at.end));
}

/* The headline once more, as the name of a picture. */
static void turn_echoes(struct html_layout *l, size_t headline, size_t end)
{
    struct str said = text_of(l, headline);

    for (size_t i = headline + 1; i < end; i++)
        if (is_read(l, i) && l->pieces[i].title && str_eq(text_of(l, i), said))
            html_turn(l, i, i + 1);
}

void html_region(struct html_layout *l)
{
    const struct html_node *n = find_text(l);
    size_t                  headline;

    if (html_sum_node(l, n).weight < ENOUGH)
        return;
    for (size_t i = 0; i < l->npieces; i++)
        if (is_read(l, i) && l->pieces[i].official && !holds(n, i))
            n = widen(l, n, i);
    headline = find_headline(l, first_paragraph(l, n));
    if (headline == SIZE_MAX)
        n = widen_to_lines(l, n, &headline);
    else
        n = widen(l, n, headline);
    n = widen_to_quiet(l, n);
    turn_around(l, n);
    turn_above(l, n->first, headline);
    turn_echoes(l, headline, n->end);
    html_sum_up(l);
}
