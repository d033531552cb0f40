#include <inttypes.h>

#include "index/jw.h"
#include "ingest/ledger.h"
#include "ingest/log.h"
#include "ingest/workspace.h"

struct status {
    struct shell    *sh;
    struct workspace ws;
    struct index    *ix;
    bool             files, json, ndjson, strict;
    /* while files are listed */
    struct table *table;
    bool          comma;
    struct arena *a; /* one line at a time */
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

static struct str json_file(struct status *st, const struct occurrence *o)
{
    struct jw j = {.out = {.arena = st->a}};

    jw_open(&j, '{');
    jw_path(&j, "path", "path_bytes", o->path);
    jw_path(&j, "member", "member_bytes", o->member);
    jw_word(&j, "state", state_info(o->state)->name);
    jw_string(&j, "reason", str_from_cstr(reason_info(o->reason)->name));
    jw_string(&j, "id", o->document);
    jw_path(&j, "root", "root_bytes", o->root);
    jw_number(&j, "size", o->size);
    jw_string(&j, "format", o->format);
    jw_close(&j, '}');
    return text_str(&j.out);
}

/* ---- files ----------------------------------------------------------------------- */

static bool list_json(void *ctx, const struct occurrence *o)
{
    struct status *st = ctx;

    if (st->comma)
        out_str(STR(","));
    st->comma = st->json;
    if (st->ndjson)
        out_line(json_file(st, o));
    else
        out_str(json_file(st, o));
    arena_reset(st->a);
    return true;
}

static bool list_row(void *ctx, const struct occurrence *o)
{
    struct status *st    = ctx;
    struct text    place = {.arena = st->a};
    struct str     cells[3];

    (void)text_add(&place, o->path);
    if (o->is_member) {
        (void)text_add(&place, STR("!/"));
        (void)text_add(&place, o->member);
    }
    cells[0] = str_from_cstr(words(state_info(o->state)));
    cells[1] = str_from_cstr(words(reason_info(o->reason)));
    cells[2] = text_str(&place);
    table_row(st->table, cells);
    arena_reset(st->a);
    return true;
}

static enum kc_status list_files(struct status *st)
{
    const struct str titles[] = {str_from_cstr(msg(MSG_STATUS_STATE)),
                                 str_from_cstr(msg(MSG_STATUS_REASON)),
                                 str_from_cstr(msg(MSG_STATUS_FILE))};
    enum kc_status   s;

    if (st->ndjson)
        return index_each_occurrence(st->ix, list_json, st);
    if (st->json) {
        out_str(STR("{\"format_version\":1,\"files\":["));
        s = index_each_occurrence(st->ix, list_json, st);
        out_line(STR("]}"));
        return s;
    }
    st->table = table_new(st->sh->arena, titles, 3);
    s         = index_each_occurrence(st->ix, list_row, st);
    table_print(st->table);
    return s;
}

/* ---- totals ---------------------------------------------------------------------- */

static void add_row(struct table *t, const char *name, uint64_t files, uint64_t members)
{
    char numbers[2][24];

    (void)snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, files);
    (void)snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, members);
    table_row(t, (struct str[]){str_from_cstr(name), str_from_cstr(numbers[0]),
                                str_from_cstr(numbers[1])});
}

static void print_ledger(struct status *st, const struct ledger *l)
{
    const struct str titles[] = {str_from_cstr(msg(MSG_STATUS_STATE)),
                                 str_from_cstr(msg(MSG_STATUS_NUMBER)),
                                 str_from_cstr(msg(MSG_STATUS_IN_ARCHIVES))};
    struct table    *t        = table_new(st->sh->arena, titles, 3);

    for (int s = STATE_READ; s < STATE_GONE; s++)
        if (l->files[s] || l->members[s])
            add_row(t, words(state_info((enum file_state)s)), l->files[s], l->members[s]);
    add_row(t, msg(MSG_STATUS_TOTAL), l->entries, l->members_total);
    table_print(t);
    out_msg(l->reconciles ? MSG_LEDGER_OK : MSG_LEDGER_WRONG, NULL, 0);
}

static int answer(struct status *st)
{
    struct ledger  l = {0};
    enum kc_status s = index_begin(st->ix); /* everything is of one moment */

    if (s == KC_OK)
        s = index_ledger(st->ix, &l);
    if (s == KC_OK && st->files)
        s = list_files(st);
    else if (s == KC_OK && (st->json || st->ndjson))
        json_ledger(st, &l);
    else if (s == KC_OK)
        print_ledger(st, &l);
    index_rollback(st->ix);
    return s == KC_OK ? ledger_code(&l, st->strict) : index_trouble(st->ix, s);
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
    const struct option_row rows[] = {
        {"files", 0, OPTION_FLAG, &st.files, NULL, MSG_STATUS_FILES},
        {"json", 0, OPTION_FLAG, &st.json, NULL, MSG_STATUS_JSON},
        {"ndjson", 0, OPTION_FLAG, &st.ndjson, NULL, MSG_STATUS_NDJSON},
        {"strict", 0, OPTION_FLAG, &st.strict, NULL, MSG_READ_STRICT},
    };
    bool stop;
    int code = options_parse(sh, "status [--files] [--json | --ndjson] [--strict]", MSG_STATUS_WHAT,
                             rows, sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    if (st.json && st.ndjson) {
        say(MSG_STATUS_ONE_FORMAT, NULL, 0);
        return EXIT_USAGE;
    }
    return run(&st);
}
