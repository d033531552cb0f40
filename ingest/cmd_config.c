#include <inttypes.h>

#include "index/report/report.h"
#include "ingest/log.h"
#include "ingest/reading.h"
#include "ingest/rulefiles.h"

/* kiemchung config show: the settings in force, and where each comes from. */

enum origin { ORIGIN_DEFAULT, ORIGIN_ENVIRONMENT, ORIGIN_FILE, ORIGIN_OPTION };

struct config {
    struct shell    *sh;
    struct workspace ws;
    bool             in_workspace;
    bool             origin; /* people want to see it; programs always do */
    struct report    report;
};

static const struct {
    const char *name;
    enum msg    shown;
} origins[] = {
    [ORIGIN_DEFAULT]     = {"default", MSG_CONFIG_DEFAULT},
    [ORIGIN_ENVIRONMENT] = {"environment", MSG_CONFIG_ENVIRONMENT},
    [ORIGIN_FILE]        = {"file", MSG_CONFIG_FILE},
    [ORIGIN_OPTION]      = {"option", MSG_CONFIG_OPTION},
};

static const struct column columns[] = {
    {"key", MSG_CONFIG_KEY, CELL_TEXT},   {"value", MSG_CONFIG_VALUE, CELL_PATH},
    {"origin", MSG_NONE, CELL_TEXT},      {"source", MSG_NONE, CELL_TEXT},
    {NULL, MSG_CONFIG_ORIGIN, CELL_TEXT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void show(struct config *c, const char *key, struct str value, enum origin origin,
                 struct str source)
{
    struct text words = {.arena = c->report.arena};
    struct cell cells[COLUMNS];

    message_fill(&words, msg(origins[origin].shown), &source, 1);
    cells[0] = (struct cell){.text = str_from_cstr(key)};
    cells[1] = (struct cell){.text = value, .shown = value.n ? value : STR("–")};
    cells[2] = (struct cell){.text = str_from_cstr(origins[origin].name)};
    cells[3] = (struct cell){.text = source};
    cells[4] = (struct cell){.shown = text_str(&words)};
    report_row(&c->report, cells);
}

static void show_default(struct config *c, const char *key, struct str value)
{
    show(c, key, value, ORIGIN_DEFAULT, (struct str){0});
}

/* A key of kiemchung.yaml: what stands there, or the default when `line` is 0. */
static void show_key(struct config *c, const char *key, struct str value, unsigned line)
{
    if (line)
        show(c, key, value, ORIGIN_FILE, arena_printf(c->sh->arena, "kiemchung.yaml:%u", line));
    else
        show_default(c, key, value);
}

static struct str number(struct config *c, uint64_t n)
{
    return arena_printf(c->sh->arena, "%" PRIu64, n);
}

/* ---- one function a setting that is more than a key -------------------------------- */

static void show_dir(struct config *c)
{
    if (str_eq(str_from_cstr(c->sh->dir), STR(".")))
        show_default(c, "dir", c->ws.dir);
    else
        show(c, "dir", c->ws.dir, ORIGIN_OPTION, STR("-C"));
}

static void show_index(struct config *c)
{
    struct text url = {.arena = c->sh->arena};

    if (c->sh->index_url) {
        show(c, "index", str_from_cstr(c->sh->index_url), ORIGIN_OPTION, STR("--index"));
        return;
    }
    if (c->in_workspace) {
        (void)text_add(&url, STR("sqlite:"));
        (void)text_add(&url, str_from_cstr(workspace_file(c->sh, &c->ws, "index.db")));
    }
    show_default(c, "index", text_str(&url));
}

static void show_lang(struct config *c)
{
    struct str lang = message_lang() == LANG_EN ? STR("en") : STR("vi");
    struct str by   = str_from_cstr(message_lang_origin());

    if (!by.n)
        show_default(c, "lang", lang);
    else if (str_eq(by, STR("--lang")))
        show(c, "lang", lang, ORIGIN_OPTION, by);
    else if (str_eq(by, STR("lang")))
        show_key(c, "lang", lang, c->ws.lines[SETTING_LANG]);
    else
        show(c, "lang", lang, ORIGIN_ENVIRONMENT, by);
}

static void show_intakes(struct config *c)
{
    if (!c->ws.nintakes)
        show_default(c, "intake", (struct str){0});
    for (size_t i = 0; i < c->ws.nintakes; i++) {
        const struct intake *in    = &c->ws.intakes[i];
        struct text          value = {.arena = c->sh->arena};

        (void)text_add(&value, in->name);
        (void)text_add(&value, STR(": "));
        (void)text_add(&value, in->path);
        show_key(c, "intake", text_str(&value), in->line);
    }
}

static int show_rules(struct config *c)
{
    struct office_file *files = NULL;
    size_t              n     = 0;
    int                 code  = rulefiles_find(c->sh, &c->ws, &files, &n);

    if (!n)
        show_key(c, "rules", (struct str){0}, c->ws.lines[SETTING_RULES]);
    for (size_t i = 0; i < n; i++)
        show_key(c, "rules", files[i].path, files[i].line);
    return code;
}

static int show_all(struct config *c)
{
    const struct workspace *ws = &c->ws;
    int                     code;

    show_dir(c);
    show_index(c);
    show_lang(c);
    show_key(c, "year", ws->year ? number(c, (uint64_t)ws->year) : (struct str){0},
             ws->lines[SETTING_YEAR]);
    show_key(c, "criteria", ws->criteria_path, ws->lines[SETTING_CRITERIA]);
    show_intakes(c);
    show_key(c, "folder_codes", ws->folder_codes ? STR("true") : STR("false"),
             ws->lines[SETTING_FOLDER_CODES]);
    code = show_rules(c);
    show_key(c, "workers", number(c, ws->workers ? ws->workers : reading_default_workers()),
             ws->lines[SETTING_WORKERS]);
    return code;
}

static int run_show(struct shell *sh, int argc, char **argv)
{
    struct config           c = {.sh = sh};
    int                     rules;
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        REPORT_OPTIONS(choice),
        {"origin", 0, OPTION_FLAG, &c.origin, NULL, MSG_CONFIG_OPTION_ORIGIN},
    };
    bool stop;
    int  code = options_parse(sh, "config show [--origin] [--format FORMAT]", MSG_CONFIG_SHOW_WHAT,
                              rows, sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    c.report = (struct report){.sh       = sh,
                               .columns  = columns,
                               .ncolumns = c.origin ? COLUMNS : COLUMNS - 1,
                               .kind     = "setting"};
    code     = report_choose(&choice, &c.report.format);
    if (code == EXIT_DONE)
        code = workspace_open(sh, false, &c.ws, &c.in_workspace);
    if (code == EXIT_DONE)
        code = report_begin(&c.report);
    if (code != EXIT_DONE)
        return code;
    rules = show_all(&c);
    code  = report_end(&c.report);
    return code == EXIT_DONE ? rules : code;
}

int cmd_config(struct shell *sh, int argc, char **argv)
{
    static const struct task tasks[] = {{"show", run_show}};

    return tasks_run(sh, tasks, 1, MSG_CONFIG_WHAT, argc, argv);
}
