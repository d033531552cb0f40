#include "index/report/report.h"

#include "ingest/log.h"

/* Columns for people: titles and words in the language in force. */

enum { COLUMNS_MOST = 24 };

static void begin(struct report *r, struct text *out)
{
    struct str titles[COLUMNS_MOST];
    size_t     n = 0;

    (void)out;
    for (size_t i = 0; i < r->ncolumns && n < COLUMNS_MOST; i++)
        if (r->columns[i].title != MSG_NONE)
            titles[n++] = str_from_cstr(msg(r->columns[i].title));
    r->table = table_new(r->arena, titles, n);
    r->full |= !r->table;
}

static void row(struct report *r, const struct cell *cells, struct text *out)
{
    struct str words[COLUMNS_MOST];
    size_t     n = 0;

    (void)out;
    for (size_t i = 0; i < r->ncolumns && n < COLUMNS_MOST; i++)
        if (r->columns[i].title != MSG_NONE)
            words[n++] = cell_shown(r, &r->columns[i], &cells[i]);
    r->full |= !table_row(r->table, words);
}

static void end(struct report *r, struct text *out)
{
    if (r->table)
        table_format(r->table, out_width(), out);
}

const struct report_ops report_table = {"table", true, begin, row, end};
