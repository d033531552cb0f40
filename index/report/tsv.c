#include "index/report/report.h"

/* Tab-separated, for scripts: one line a row, \t \n \r \\ for what would break it. */

static void add_cell(struct text *out, struct str s)
{
    static const struct {
        char       sign;
        struct str written;
    } rows[]    = {{'\t', STR_INIT("\\t")},
                   {'\n', STR_INIT("\\n")},
                   {'\r', STR_INIT("\\r")},
                   {'\\', STR_INIT("\\\\")}};
    size_t from = 0;

    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
            if (s.p[i] != rows[k].sign)
                continue;
            add_clean(out, str_sub(s, from, i));
            (void)text_add(out, rows[k].written);
            from = i + 1;
        }
    add_clean(out, str_sub(s, from, s.n));
}

static void begin(struct report *r, struct text *out)
{
    bool tab = false;

    for (size_t i = 0; i < r->ncolumns; i++) {
        if (!r->columns[i].name)
            continue;
        (void)text_add(out, tab ? STR("\t") : STR(""));
        (void)text_add(out, str_from_cstr(r->columns[i].name));
        tab = true;
    }
    (void)text_add(out, STR("\n"));
}

static void row(struct report *r, const struct cell *cells, struct text *out)
{
    bool tab = false;

    for (size_t i = 0; i < r->ncolumns; i++) {
        if (!r->columns[i].name)
            continue;
        (void)text_add(out, tab ? STR("\t") : STR(""));
        add_cell(out, cell_plain(r, &r->columns[i], &cells[i]));
        tab = true;
    }
    (void)text_add(out, STR("\n"));
}

static void end(struct report *r, struct text *out)
{
    (void)r, (void)out;
}

const struct report_ops report_tsv = {"tsv", false, begin, row, end};
