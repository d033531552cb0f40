#include "index/cmd_need.h"
#include "index/report/report.h"
#include "ingest/log.h"

/* kiemchung criteria list|check: what a criteria set asks for, and whether it can be
 * read. */

/* Leaves and their points: what "20 criteria, 31.75 points" counts. */
struct sum {
    uint64_t leaves, centipoints;
};

static struct sum sum_of(const struct criteria_set *set)
{
    struct sum sum = {0};
    for (size_t i = 0; i < set->nitems; i++) {
        sum.leaves += set->items[i].leaf;
        sum.centipoints += set->items[i].leaf ? set->items[i].centipoints : 0;
    }
    return sum;
}

/* ---- list -------------------------------------------------------------------------- */

struct list {
    struct shell    *sh;
    struct workspace ws;
    struct report    report;      /* without a format: the tree for people */
    int              year;        /* 0: not known */
    uint64_t        *centipoints; /* of items: a group has those of its leaves */
};

static const struct {
    const char *name;
    enum msg    shown;
} kinds[] = {
    [CRITERION_DOCUMENT]      = {"document", MSG_CRITERIA_DOCUMENT},
    [CRITERION_SURVEY]        = {"survey", MSG_CRITERIA_SURVEY},
    [CRITERION_MINISTRY_DATA] = {"ministry-data", MSG_CRITERIA_MINISTRY_DATA},
};

static const struct column columns[] = {
    {"code", MSG_GAPS_CODE, CELL_TEXT},
    {"parent", MSG_NONE, CELL_TEXT},
    {"title", MSG_GAPS_TITLE, CELL_TEXT},
    {"points", MSG_GAPS_POINTS, CELL_POINTS},
    {"kind", MSG_CRITERIA_KIND, CELL_TEXT}, /* null for a group */
    {"responsible", MSG_CRITERIA_RESPONSIBLE, CELL_TEXT},
    {"needs", MSG_CRITERIA_NEEDS, CELL_LIST},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct str kind_shown(const struct criterion *c)
{
    return str_from_cstr(c->leaf ? msg(kinds[c->kind].shown) : "");
}

static bool needs_of(struct list *l, const struct criterion *c, struct str **ret_lines)
{
    struct str *lines = ARENA_NEW(l->sh->arena, struct str, c->nneeds + 1);
    if (!lines)
        return false;
    for (size_t i = 0; i < c->nneeds; i++)
        lines[i] = txt_need(l->sh, &c->needs[i], l->year);
    *ret_lines = lines;
    return true;
}

static void list_row(struct list *l, size_t i, const struct str *needs)
{
    const struct criterion *c      = &l->ws.set.items[i];
    const struct criterion *parent = c->parent == SIZE_MAX ? NULL : &l->ws.set.items[c->parent];
    const struct cell       cells[COLUMNS] = {
              {.text = c->code},
              {.text = parent ? parent->code : STR("")},
              {.text = c->title},
              {.number = l->centipoints[i]},
              {.text = str_from_cstr(c->leaf ? kinds[c->kind].name : ""), .shown = kind_shown(c)},
              {.text = c->responsible},
              {.list = needs, .nlist = c->nneeds},
    };
    report_row(&l->report, cells);
}

/* "  1.1.1  Ban hành kế hoạch năm (1,50 điểm, tài liệu) – Sở Nội vụ", then a line a need. */
static void list_lines(struct list *l, size_t i, const struct str *needs)
{
    const struct criterion *c      = &l->ws.set.items[i];
    struct text             indent = {.arena = l->sh->arena}, line = indent;
    struct str              args[] = {txt_plain(l->sh, c->code), txt_plain(l->sh, c->title),
                                      txt_points(l->sh, l->centipoints[i]), kind_shown(c),
                                      txt_plain(l->sh, c->responsible)};
    bool                    heir =
        c->parent != SIZE_MAX && str_eq(c->responsible, l->ws.set.items[c->parent].responsible);
    for (unsigned depth = 1; depth < c->depth; depth++)
        text_add(&indent, STR("  "));
    text_add(&line, text_str(&indent));
    text_add(&line, txt_msg(l->sh, c->leaf ? MSG_CRITERIA_LEAF : MSG_CRITERIA_GROUP, args, 4));
    if (c->responsible.n && !heir) {
        text_add(&line, STR(" – "));
        text_add(&line, args[4]);
    }
    out_line(text_str(&line));
    for (size_t n = 0; n < c->nneeds; n++) {
        struct text below = {.arena = l->sh->arena};
        text_add(&below, text_str(&indent));
        text_add(&below, STR("    - "));
        text_add(&below, txt_plain(l->sh, needs[n]));
        out_line(text_str(&below));
    }
}

static bool list_item(struct list *l, size_t i)
{
    size_t      mark  = arena_mark(l->sh->arena);
    struct str *needs = NULL;
    if (!needs_of(l, &l->ws.set.items[i], &needs))
        return false;
    if (l->report.format)
        list_row(l, i, needs);
    else
        list_lines(l, i, needs);
    arena_release(l->sh->arena, mark);
    return true;
}

/* Children stand behind their parents. */
static bool add_up(struct list *l)
{
    const struct criteria_set *set = &l->ws.set;
    l->centipoints                 = ARENA_NEW(l->sh->arena, uint64_t, set->nitems + 1);
    for (size_t i = set->nitems; i-- > 0 && l->centipoints;) {
        const struct criterion *c = &set->items[i];
        if (c->leaf)
            l->centipoints[i] = c->centipoints;
        if (c->parent != SIZE_MAX)
            l->centipoints[c->parent] += l->centipoints[i];
    }
    return l->centipoints != NULL;
}

static struct str totals(struct list *l)
{
    struct jw  j   = {.out = {.arena = l->sh->arena}};
    struct sum sum = sum_of(&l->ws.set);
    jw_key(&j, "total");
    jw_open(&j, '{');
    jw_number(&j, "criteria", sum.leaves);
    jw_points(&j, "points", sum.centipoints);
    jw_close(&j, '}');
    return text_str(&j.out);
}

static struct str head(struct list *l)
{
    struct jw j = {.out = {.arena = l->sh->arena}};
    jw_set(&j, &l->ws.set);
    return text_str(&j.out);
}

static void print_total(struct list *l)
{
    struct sum sum    = sum_of(&l->ws.set);
    struct str args[] = {txt_number(l->sh, sum.leaves), txt_points(l->sh, sum.centipoints)};
    out_line(STR(""));
    out_msg(MSG_CRITERIA_SUM, args, 2);
}

static int print_list(struct list *l)
{
    bool people = !l->report.format || l->report.format->people;
    int  code   = EXIT_DONE;
    if (!add_up(l))
        return index_trouble(NULL, KC_NO_MEMORY);
    l->report.head = head(l);
    l->report.tail = totals(l);
    if (people) {
        out_line(txt_plain(l->sh, l->ws.set.title));
        out_set_status(&l->ws.set);
        out_line(STR(""));
    }
    if (l->report.format)
        code = report_begin(&l->report);
    for (size_t i = 0; i < l->ws.set.nitems && code == EXIT_DONE; i++)
        if (!list_item(l, i))
            code = index_trouble(NULL, KC_NO_MEMORY);
    int end = report_end(&l->report);
    if (people && code == EXIT_DONE)
        print_total(l);
    return code == EXIT_DONE ? end : code;
}

static int open_set(struct list *l, const char *file)
{
    bool in_workspace = false;
    int  code         = workspace_open(l->sh, !file, &l->ws, &in_workspace);
    if (code == EXIT_DONE)
        code = workspace_criteria(l->sh, &l->ws, file);
    if (code != EXIT_DONE)
        return code;
    const struct criteria_set *set = &l->ws.set;
    if (in_workspace && criteria_has_year(set, l->ws.year))
        l->year = l->ws.year;
    else if (set->nyears == 1)
        l->year = set->years[0];
    return EXIT_DONE;
}

static int run_list(struct shell *sh, int argc, char **argv)
{
    struct list             l      = {.sh = sh};
    const char             *file   = NULL;
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        {"criteria", 0, OPTION_TEXT, &file, "FILE", MSG_SEASON_OPTION_CRITERIA},
        REPORT_OPTIONS(choice),
    };
    bool stop = false;
    int  code =
        options_parse(sh, "criteria list [--criteria FILE] [--format FORMAT]",
                      MSG_CRITERIA_LIST_WHAT, rows, sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, txt_plain(sh, str_from_cstr(argv[1])));
        return EXIT_USAGE;
    }
    l.report =
        (struct report){.sh = sh, .columns = columns, .ncolumns = COLUMNS, .kind = "criterion"};
    if (report_wanted(&choice))
        code = report_choose(&choice, &l.report.format);
    if (code == EXIT_DONE)
        code = open_set(&l, file);
    return code == EXIT_DONE ? print_list(&l) : code;
}

/* ---- check ------------------------------------------------------------------------- */

static int check_file(struct shell *sh, const char *file)
{
    struct criteria_set set  = {0};
    size_t              mark = arena_mark(sh->arena);
    struct str          text;
    int                 code = criteria_file_read(sh, str_from_cstr(file), &text, &set);
    if (code == EXIT_DONE) {
        struct sum sum    = sum_of(&set);
        struct str args[] = {str_from_cstr(file), txt_number(sh, sum.leaves),
                             txt_points(sh, sum.centipoints)};
        out_msg(MSG_CRITERIA_FINE, args, 3);
    }
    arena_release(sh->arena, mark);
    return code == EXIT_CONFIG ? EXIT_DATA : code;
}

static int run_check(struct shell *sh, int argc, char **argv)
{
    bool stop   = false;
    int  result = EXIT_DONE;
    int  code = options_parse(sh, "criteria check FILE...", MSG_CRITERIA_CHECK_WHAT, NULL, 0, &argc,
                              argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc < 2) {
        say(MSG_CRITERIA_NEEDS_FILE, NULL, 0);
        return EXIT_USAGE;
    }
    /* A mistake weighs more than a file that is not there. */
    for (int i = 1; i < argc; i++) {
        code = check_file(sh, argv[i]);
        if (result == EXIT_DONE || code == EXIT_DATA)
            result = code == EXIT_DONE ? result : code;
    }
    return result;
}

int cmd_criteria(struct shell *sh, int argc, char **argv)
{
    static const struct task tasks[] = {{"check", run_check}, {"list", run_list}};
    return tasks_run(sh, tasks, sizeof tasks / sizeof *tasks, MSG_CRITERIA_WHAT, argc, argv);
}
