#include "index/report/report.h"

/* A row a line; what is said of all rows together is a last line, of kind "total". */

static struct jw line(struct report *r, const char *kind)
{
    struct jw j = {.out = {.arena = r->arena}};

    jw_open(&j, '{');
    jw_number(&j, "format_version", 1);
    jw_word(&j, "kind", kind);
    return j;
}

static void finish(struct report *r, struct jw *j, struct text *out)
{
    jw_close(j, '}');
    r->full |= j->out.full;
    (void)text_add(out, text_str(&j->out));
    (void)text_add(out, STR("\n"));
}

static void begin(struct report *r, struct text *out)
{
    (void)r, (void)out;
}

static void row(struct report *r, const struct cell *cells, struct text *out)
{
    struct jw j = line(r, r->kind);

    cells_json(r, cells, &j);
    finish(r, &j, out);
}

static void end(struct report *r, struct text *out)
{
    const struct str parts[] = {r->head, r->tail};
    struct jw        j;

    if (!r->head.n && !r->tail.n)
        return;
    j = line(r, "total");
    for (size_t i = 0; i < 2; i++) {
        (void)text_add(&j.out, parts[i].n ? STR(",") : STR(""));
        (void)text_add(&j.out, parts[i]);
    }
    finish(r, &j, out);
}

const struct report_ops report_ndjson = {"ndjson", false, begin, row, end};
