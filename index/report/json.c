#include "index/report/report.h"

/* One object: {"format_version":1, head, "rows":[…], tail}. */

static void add_members(struct text *out, struct str members)
{
    (void)text_add(out, members.n ? STR(",") : STR(""));
    (void)text_add(out, members);
}

static void begin(struct report *r, struct text *out)
{
    (void)text_add(out, STR("{\"format_version\":1"));
    add_members(out, r->head);
    (void)text_add(out, STR(",\"rows\":["));
}

static void row(struct report *r, const struct cell *cells, struct text *out)
{
    struct jw j = {.out = {.arena = r->arena}};

    jw_open(&j, '{');
    cells_json(r, cells, &j);
    jw_close(&j, '}');
    r->full |= j.out.full;
    (void)text_add(out, r->rows ? STR(",\n") : STR("\n"));
    (void)text_add(out, text_str(&j.out));
}

static void end(struct report *r, struct text *out)
{
    (void)text_add(out, r->rows ? STR("\n]") : STR("]"));
    add_members(out, r->tail);
    (void)text_add(out, STR("}\n"));
}

const struct report_ops report_json = {"json", false, begin, row, end};
