#include "index/report/report.h"

#include "ingest/log.h"
#include "ingest/record/nearest.h"

/* In the order in which people are told of them. */
const struct report_ops *const report_all[] = {&report_table, &report_tsv,    &report_csv,
                                               &report_json,  &report_ndjson, NULL};

const struct report_ops *report_find(struct str name)
{
    for (size_t i = 0; report_all[i]; i++)
        if (str_eq(str_from_cstr(report_all[i]->name), name))
            return report_all[i];
    return NULL;
}

/* ---- which format ---------------------------------------------------------------- */

static int unknown_format(struct str name)
{
    for (size_t i = 0; report_all[i]; i++) {
        struct str valid = str_from_cstr(report_all[i]->name);

        if (nearest_is(name, valid)) {
            say2(MSG_REPORT_NEAREST, name, valid);
            return EXIT_USAGE;
        }
    }
    say2(MSG_REPORT_UNKNOWN, name, STR(REPORT_FORMATS));
    return EXIT_USAGE;
}

bool report_wanted(const struct report_choice *choice)
{
    return choice->format || choice->json || choice->ndjson;
}

int report_choose(const struct report_choice *choice, const struct report_ops **ret_format)
{
    const struct report_ops *wanted[] = {
        choice->format ? report_find(str_from_cstr(choice->format)) : NULL,
        choice->json ? &report_json : NULL, choice->ndjson ? &report_ndjson : NULL};
    const struct report_ops *one = NULL;

    if (choice->format && !wanted[0])
        return unknown_format(str_from_cstr(choice->format));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (wanted[i] && one && wanted[i] != one) {
            say(MSG_REPORT_ONE_FORMAT, NULL, 0);
            return EXIT_USAGE;
        }
        one = wanted[i] ? wanted[i] : one;
    }
    *ret_format = one ? one : &report_table;
    return EXIT_DONE;
}

/* ---- a report under way ------------------------------------------------------------ */

static void write_out(struct report *r, const struct text *out)
{
    r->full |= out->full;
    if (r->write)
        r->write(r->ctx, text_str(out));
    else
        out_str(text_str(out));
}

int report_begin(struct report *r)
{
    struct text out;

    r->arena = arena_new(limits_arena_bytes(&limits_default));
    if (!r->arena) {
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    out = (struct text){.arena = r->arena};
    r->format->begin(r, &out);
    write_out(r, &out);
    return EXIT_DONE;
}

/* A table for people keeps its rows; of the others nothing is left after a row. */
void report_row(struct report *r, const struct cell *cells)
{
    size_t      mark = arena_mark(r->arena);
    struct text out  = {.arena = r->arena};

    r->format->row(r, cells, &out);
    r->rows++;
    write_out(r, &out);
    if (!r->table)
        arena_release(r->arena, mark);
}

int report_end(struct report *r)
{
    struct text out = {.arena = r->arena};

    if (!r->arena)
        return EXIT_DONE;
    if (r->rows || !r->format->people || r->none == MSG_NONE)
        r->format->end(r, &out);
    else
        message_fill(&out, msg(r->none), NULL, 0), (void)text_add(&out, STR("\n"));
    write_out(r, &out);
    arena_free(r->arena);
    r->arena = NULL;
    r->table = NULL;
    if (!r->full)
        return EXIT_DONE;
    say(MSG_NO_MEMORY, NULL, 0);
    return EXIT_TRY_AGAIN;
}
