#include "index/report/report.h"

/* Comma-separated, for spreadsheets: RFC 4180, UTF-8 with a mark that says so, because
 * Excel takes a file without one for the code page of the machine. */

/* Spreadsheets run a cell that begins like a formula; with an apostrophe before it
 * stays text. Twins: the same signs at full width. */
static bool looks_like_formula(struct str s)
{
    static const struct str first[] = {STR_INIT("="),
                                       STR_INIT("+"),
                                       STR_INIT("-"),
                                       STR_INIT("@"),
                                       STR_INIT("\t"),
                                       STR_INIT("\r"),
                                       STR_INIT("\n"),
                                       STR_INIT("\uFF1D" /* = */),
                                       STR_INIT("\uFF0B" /* + */),
                                       STR_INIT("\uFF0D" /* - */),
                                       STR_INIT("\uFF20" /* @ */)};

    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (str_starts_with(s, first[i]))
            return true;
    return false;
}

static bool needs_quotes(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (memchr("\",\r\n", s.p[i], 4))
            return true;
    return false;
}

static void add_quoted(struct text *out, struct str s)
{
    size_t from = 0;

    (void)text_add(out, STR("\""));
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != '"')
            continue;
        add_clean(out, str_sub(s, from, i));
        (void)text_add(out, i < s.n ? STR("\"\"") : STR(""));
        from = i + 1;
    }
    (void)text_add(out, STR("\""));
}

static bool is_text(const struct column *c)
{
    return c->kind == CELL_TEXT || c->kind == CELL_PATH || c->kind == CELL_LIST;
}

static void add_cell(struct report *r, const struct column *c, const struct cell *v,
                     struct text *out)
{
    struct str  s       = cell_plain(r, c, v);
    struct text guarded = {.arena = r->arena};

    if (is_text(c) && looks_like_formula(s)) {
        (void)text_add(&guarded, STR("'"));
        (void)text_add(&guarded, s);
        r->full |= guarded.full;
        s = text_str(&guarded);
    }
    if (needs_quotes(s))
        add_quoted(out, s);
    else
        add_clean(out, s);
}

static void begin(struct report *r, struct text *out)
{
    bool comma = false;

    (void)text_add(out, STR("\uFEFF"));
    for (size_t i = 0; i < r->ncolumns; i++) {
        if (!r->columns[i].name)
            continue;
        (void)text_add(out, comma ? STR(",") : STR(""));
        (void)text_add(out, str_from_cstr(r->columns[i].name));
        comma = true;
    }
    (void)text_add(out, STR("\r\n"));
}

static void row(struct report *r, const struct cell *cells, struct text *out)
{
    bool comma = false;

    for (size_t i = 0; i < r->ncolumns; i++) {
        if (!r->columns[i].name)
            continue;
        (void)text_add(out, comma ? STR(",") : STR(""));
        add_cell(r, &r->columns[i], &cells[i], out);
        comma = true;
    }
    (void)text_add(out, STR("\r\n"));
}

static void end(struct report *r, struct text *out)
{
    (void)r, (void)out;
}

const struct report_ops report_csv = {"csv", false, begin, row, end};
