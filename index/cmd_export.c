#include "index/cmd_ask.h"
#include "index/export.h"
#include "ingest/log.h"

static bool print_line(void *ctx, struct str line)
{
    (void)ctx;
    out_str(line);
    return true;
}

static enum kc_status export_all(struct shell *sh, struct ask *q, const struct decisions *people)
{
    struct coverage      *rows   = NULL;
    size_t                n      = 0;
    struct coverage_total total  = {0};
    enum kc_status        status = KC_OK;

    if (q->ws.has_set)
        status =
            coverage_compute(q->ix, &q->ws.set, q->ws.year, people, sh->arena, &rows, &n, &total);
    if (!status_has_result(status))
        return status;
    return export_ndjson(q->ix, rows, n, sh->arena, print_line, NULL);
}

int cmd_export(struct shell *sh, int argc, char **argv)
{
    const char             *format = "ndjson";
    const struct option_row rows[] = {
        {"format", 0, OPTION_TEXT, &format, "ndjson", MSG_EXPORT_OPTION_FORMAT},
    };
    struct decisions people = {0};
    struct ask       q;
    bool             stop = false;
    int              code =
        options_parse(sh, "export [--format ndjson]", MSG_EXPORT_WHAT, rows, 1, &argc, argv, &stop);

    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    if (!str_eq(str_from_cstr(format), STR("ndjson"))) {
        say1(MSG_EXPORT_NO_FORMAT, str_from_cstr(format));
        return EXIT_USAGE;
    }
    code = ask_begin(sh, true, &q);
    if (code != EXIT_DONE)
        return code;
    code = ask_decisions(sh, &q, &people);
    return ask_end(&q, code == EXIT_DONE ? export_all(sh, &q, &people) : KC_OK, code);
}
