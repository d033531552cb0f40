#include <inttypes.h>

#include "index/report/report.h"
#include "ingest/ledger.h"
#include "ingest/log.h"
#include "ingest/workspace.h"

struct status {
    struct shell            *sh;
    struct workspace         ws;
    struct index            *ix;
    bool                     files, strict;
    const struct report_ops *format;
    struct report            report; /* while files are listed */
    struct arena            *a;      /* one line at a time */
};

static const char *words(const struct state_info *info)
{
    return msg_pick(info->vi, info->en);
}

/* ---- JSON ------------------------------------------------------------------------ */

static void counts(struct jw *j, const char *name, const uint64_t values[STATE_COUNT])
{
    jw_key(j, name);
    jw_open(j, '{');
    for (int s = STATE_READ; s < STATE_GONE; s++)
        jw_number(j, state_info((enum file_state)s)->name, values[s]);
    jw_close(j, '}');
}

static void json_ledger(struct status *st, const struct ledger *l)
{
    struct jw j = {.out = {.arena = st->a}};

    jw_open(&j, '{');
    jw_number(&j, "format_version", 1);
    jw_number(&j, "entries", l->entries);
    counts(&j, "files", l->files);
    jw_number(&j, "members_total", l->members_total);
    counts(&j, "members", l->members);
    jw_bool(&j, "reconciles", l->reconciles);
    jw_close(&j, '}');
    out_line(text_str(&j.out));
}

/* ---- files ----------------------------------------------------------------------- */

static const struct column file_columns[] = {
    {"path", MSG_NONE, CELL_PATH},
    {"member", MSG_NONE, CELL_PATH},
    {"state", MSG_STATUS_STATE, CELL_TEXT},
    {"reason", MSG_STATUS_REASON, CELL_TEXT},
    {"id", MSG_NONE, CELL_TEXT},
    {"root", MSG_NONE, CELL_PATH},
    {"size", MSG_NONE, CELL_NUMBER},
    {"format", MSG_NONE, CELL_TEXT},
    {NULL, MSG_STATUS_FILE, CELL_TEXT},
};
enum { FILE_COLUMNS = sizeof file_columns / sizeof *file_columns };

static struct str place_of(struct status *st, const struct occurrence *o)
{
    struct text place = {.arena = st->a};

    (void)text_add(&place, o->path);
    if (o->is_member) {
        (void)text_add(&place, STR("!/"));
        (void)text_add(&place, o->member);
    }
    return text_str(&place);
}

static bool list_file(void *ctx, const struct occurrence *o)
{
    struct status           *st                  = ctx;
    const struct state_info *state               = state_info(o->state);
    const struct state_info *reason              = reason_info(o->reason);
    const struct cell        cells[FILE_COLUMNS] = {
               {.text = o->path},
               {.text = o->member},
               {.text = str_from_cstr(state->name), .shown = str_from_cstr(words(state))},
               {.text = str_from_cstr(reason->name), .shown = str_from_cstr(words(reason))},
               {.text = o->document},
               {.text = o->root},
               {.number = o->size},
               {.text = o->format},
               {.shown = place_of(st, o)},
    };

    report_row(&st->report, cells);
    arena_reset(st->a);
    return true;
}

static enum kc_status list_files(struct status *st, int *ret_code)
{
    enum kc_status s = KC_OK;
    int            end;

    st->report = (struct report){.sh       = st->sh,
                                 .format   = st->format,
                                 .columns  = file_columns,
                                 .ncolumns = FILE_COLUMNS,
                                 .kind     = "file"};
    *ret_code  = report_begin(&st->report);
    if (*ret_code == EXIT_DONE)
        s = index_each_occurrence(st->ix, list_file, st);
    end       = report_end(&st->report);
    *ret_code = *ret_code == EXIT_DONE ? end : *ret_code;
    return s;
}

/* ---- totals ---------------------------------------------------------------------- */

static const struct column state_columns[] = {
    {"state", MSG_STATUS_STATE, CELL_TEXT},
    {"files", MSG_STATUS_NUMBER, CELL_NUMBER},
    {"members", MSG_STATUS_IN_ARCHIVES, CELL_NUMBER},
};

static void add_state(struct report *r, const char *name, const char *shown, uint64_t files,
                      uint64_t members)
{
    const struct cell cells[] = {{.text = str_from_cstr(name), .shown = str_from_cstr(shown)},
                                 {.number = files},
                                 {.number = members}};

    report_row(r, cells);
}

/* Programs get every state; people those that occur. */
static int print_ledger(struct status *st, const struct ledger *l)
{
    struct report r    = {.sh       = st->sh,
                          .format   = st->format,
                          .columns  = state_columns,
                          .ncolumns = sizeof state_columns / sizeof *state_columns};
    int           code = report_begin(&r);

    if (code != EXIT_DONE)
        return code;
    for (int s = STATE_READ; s < STATE_GONE; s++) {
        const struct state_info *info = state_info((enum file_state)s);

        if (!st->format->people || l->files[s] || l->members[s])
            add_state(&r, info->name, words(info), l->files[s], l->members[s]);
    }
    add_state(&r, "total", msg(MSG_STATUS_TOTAL), l->entries, l->members_total);
    code = report_end(&r);
    if (st->format->people)
        out_msg(l->reconciles ? MSG_LEDGER_OK : MSG_LEDGER_WRONG, NULL, 0);
    else if (!l->reconciles)
        say(MSG_LEDGER_WRONG, NULL, 0);
    return code;
}

static int answer(struct status *st)
{
    struct ledger  l    = {0};
    int            code = EXIT_DONE;
    enum kc_status s    = index_begin(st->ix); /* everything is of one moment */

    if (s == KC_OK)
        s = index_ledger(st->ix, &l);
    if (s == KC_OK && st->files)
        s = list_files(st, &code);
    else if (s == KC_OK && (st->format == &report_json || st->format == &report_ndjson))
        json_ledger(st, &l);
    else if (s == KC_OK)
        code = print_ledger(st, &l);
    index_rollback(st->ix);
    if (s != KC_OK)
        return index_trouble(st->ix, s);
    return code == EXIT_DONE ? ledger_code(&l, st->strict) : code;
}

static int run(struct status *st)
{
    bool found;
    int  code = workspace_open(st->sh, st->sh->index_url == NULL, &st->ws, &found);

    if (code == EXIT_DONE)
        code = workspace_index(st->sh, &st->ws, INDEX_READ, &st->ix);
    if (code != EXIT_DONE)
        return code;
    st->a = arena_new(limits_arena_bytes(&limits_default));
    code  = st->a ? answer(st) : index_trouble(NULL, KC_NO_MEMORY);
    arena_free(st->a);
    index_close(st->ix);
    return code;
}

int cmd_status(struct shell *sh, int argc, char **argv)
{
    struct status           st     = {.sh = sh};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        {"files", 0, OPTION_FLAG, &st.files, NULL, MSG_STATUS_FILES},
        REPORT_OPTIONS(choice),
        {"strict", 0, OPTION_FLAG, &st.strict, NULL, MSG_READ_STRICT},
    };
    bool stop;
    int  code = options_parse(sh, "status [--files] [--format FORMAT] [--strict]", MSG_STATUS_WHAT,
                              rows, sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    code = report_choose(&choice, &st.format);
    return code == EXIT_DONE ? run(&st) : code;
}
