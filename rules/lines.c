#include "rules/lines.h"

#define LONG_BLOCK 3000
#define LINES_MOST 10000 /* "|||||" makes many */

bool line_same_cell(const struct line *a, const struct line *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

bool line_match(struct work *w, enum context_rule c, const struct line *l,
                struct pattern_match *ret_match)
{
    return work_find(w, w->m->set->context[c], l->text, 0, l->at, ret_match);
}

static bool only_rules(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!strchr("_-*=. ", s.p[i]))
            return false;
    return s.n > 0;
}

static bool add_line(struct work *w, struct lines *out, size_t block, struct span at, bool motto)
{
    const struct block *b = &w->doc->blocks[block];
    struct line         l = {.block = block, .motto = motto};

    while (at.start < at.end && strchr(" |\n", w->doc->normal.p[at.start]))
        at.start++;
    while (at.end > at.start && strchr(" |\n", w->doc->normal.p[at.end - 1]))
        at.end--;
    if (at.start == at.end)
        return true;
    l.at     = at;
    l.text   = document_text(w->doc, at);
    l.table  = b->table;
    l.row    = b->row;
    l.column = b->column;
    l.margin = b->kind == BLOCK_MARGIN;
    l.rule   = only_rules(l.text);
    if (!arena_reserve(w->doc->arena, (void **)&out->items, &out->cap, out->n + 1,
                       sizeof *out->items))
        return false;
    out->items[out->n++] = l;
    return true;
}

/* Cuts the motto out of a flattened heading, where it stands in one line with the
 * issuer. */
static bool add_piece(struct work *w, struct lines *out, size_t block, struct span at)
{
    const struct rule *motto = w->m->set->context[CONTEXT_MOTTO];

    while (at.start < at.end) {
        struct pattern_match m;
        struct span          hit;

        if (!work_find(w, motto, document_text(w->doc, at), 0, at, &m))
            break;
        hit = (struct span){at.start + m.group[0].start, at.start + m.group[0].end};
        if (!add_line(w, out, block, (struct span){at.start, hit.start}, false) ||
            !add_line(w, out, block, hit, true))
            return false;
        if (hit.end <= at.start)
            break;
        at.start = hit.end;
    }
    return add_line(w, out, block, at, false);
}

/* A space that was a line break in the original. */
static bool was_break(const struct document *doc, uint32_t at)
{
    struct str q = document_quote(doc, (struct span){at, at + 1});

    return memchr(q.p, '\n', q.n) != NULL;
}

/* Where the line that begins at at.start ends: at a column mark, and where `breaks`
 * a break; else with the block. */
static uint32_t line_end(const struct document *doc, struct span at, bool breaks)
{
    const char *text = doc->normal.p;
    const char *bar  = memchr(text + at.start, '|', at.end - at.start);
    uint32_t    end  = bar ? (uint32_t)(bar - text) : at.end;

    for (uint32_t i = at.start; breaks && i < end; i++)
        if (text[i] == ' ' && was_break(doc, i))
            return i;
    return end;
}

/* The whole block [at), or its first lines. A heading or signature has no line of
 * thousands of bytes, but a web page may hold all of a document in one block. */
static bool add_block(struct work *w, struct lines *out, size_t block, struct span at)
{
    bool       whole  = at.end - at.start <= LONG_BLOCK;
    struct str source = document_quote(w->doc, at);
    bool       breaks = source.n && memchr(source.p, '\n', source.n);

    if (!whole)
        at.end = at.start + LONG_BLOCK;
    for (uint32_t end; at.start < at.end; at.start = end + 1) {
        end = line_end(w->doc, at, breaks);
        if (end == at.end)
            break;
        if (!add_piece(w, out, block, (struct span){at.start, end}))
            return false;
    }
    return !whole || add_piece(w, out, block, at);
}

bool lines_of(struct work *w, size_t first, size_t last, struct lines *ret_lines)
{
    for (size_t i = first; i < last && i < w->doc->nblocks; i++) {
        const struct block *b = &w->doc->blocks[i];

        if (b->use == USE_READING && ret_lines->n < LINES_MOST &&
            !add_block(w, ret_lines, i, b->at))
            return false;
    }
    return true;
}
