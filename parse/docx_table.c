#include "parse/docx_place.h"

#define MAX_COLUMN 100000 /* no sum of column spans may wrap around */

struct table *story_table(const struct story *s)
{
    return s->tables.n ? (struct table *)s->tables.items + (s->tables.n - 1) : NULL;
}

enum xml_go story_begin_table(struct story *s)
{
    struct table *t;

    blocks_close(s->out);
    t = story_push(s, &s->tables, sizeof *t);
    if (!t)
        return XML_STOP;
    *t = (struct table){.number = ++*s->ntables, .next = 1};
    return XML_INTO;
}

void story_begin_row(struct story *s)
{
    struct table *t = story_table(s);

    if (t) {
        t->row++;
        t->column = 0;
        t->next   = 1;
    }
}

/* A deleted row says so in its w:trPr; its cells may only hold numbers that Word counts. */
void story_delete_row(struct story *s)
{
    struct table *t = story_table(s);

    if (t && t->in_row_look && !t->row_deleted) {
        t->row_deleted = true;
        s->deleted_rows++;
    }
}

void story_end_row(struct story *s)
{
    struct table *t = story_table(s);

    if (t && t->row_deleted) {
        t->row_deleted = false;
        s->deleted_rows--;
    }
}

void story_row_look(struct story *s, bool inside)
{
    struct table *t = story_table(s);

    if (t)
        t->in_row_look = inside;
}

void story_begin_cell(struct story *s)
{
    struct table *t = story_table(s);

    if (t && t->next < MAX_COLUMN)
        t->column = t->next++;
}

/* `*column` moves on by w:val, less the `by` it has moved already. */
void story_skip_columns(struct table *t, const struct xml_attrs *attrs, unsigned by)
{
    uint64_t n;

    if (t && str_to_u64(story_value(attrs), &n) && n > by && n < MAX_COLUMN - t->next)
        t->next += (uint32_t)n - by;
}
