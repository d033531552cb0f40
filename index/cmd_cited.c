#include "index/cited.h"
#include "index/cmd_ask.h"
#include "index/cmd_doc.h"
#include "index/label.h"
#include "index/report/report.h"
#include "ingest/log.h"

/* kiemchung cited: what documents cite and nobody handed in. */

struct cited {
    struct shell            *sh;
    const struct report_ops *format;
    bool                     all;
    struct cited_act        *acts;
    size_t                   n;
    uint64_t                 central, unread;
};

/* Acts of one kind under a heading, for people. */
enum section { SECTION_NUMBERED, SECTION_TITLES, SECTION_CENTRAL, SECTION_COUNT };

static enum section section_of(const struct cited_act *act)
{
    if (act->central)
        return SECTION_CENTRAL;
    return act->number.n ? SECTION_NUMBERED : SECTION_TITLES;
}

/* ---- a row an act --------------------------------------------------------------- */

static const struct column columns[] = {
    {"number", MSG_CITED_ACT, CELL_TEXT},
    {"key", MSG_NONE, CELL_TEXT},
    {"title", MSG_NONE, CELL_TEXT},
    {"type", MSG_NONE, CELL_TEXT},
    {"date", MSG_FIND_DATE, CELL_TEXT},
    {"issuer", MSG_FIND_ISSUER, CELL_TEXT},
    {"class", MSG_NONE, CELL_TEXT},
    {"level", MSG_NONE, CELL_TEXT},
    {"documents", MSG_CITED_COUNT, CELL_NUMBER},
    {NULL, MSG_CITED_NOTE, CELL_TEXT},
    {"cited_by", MSG_CITED_BY, CELL_LIST},
    {"cited_by_ids", MSG_NONE, CELL_LIST},
    {"same_number", MSG_NONE, CELL_LIST},
    {"unread", MSG_NONE, CELL_LIST},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* "Kế hoạch 47/KH-UBND", or the title. */
static struct str act_words(struct shell *sh, const struct cited_act *act)
{
    struct text out = {.arena = sh->arena};
    if (!act->number.n)
        return txt_plain(sh, act->title);
    safe_add(&out, act->type);
    text_add(&out, act->type.n ? STR(" ") : STR(""));
    safe_add(&out, act->number);
    return text_str(&out);
}

static struct str note_words(struct shell *sh, const struct cited_act *act)
{
    const struct {
        bool     holds;
        enum msg words;
    } notes[] = {
        {act->plan && act->number.n, MSG_CITED_NOTE_PLAN},
        {act->nunread, MSG_CITED_NOTE_UNREAD},
        {act->nothers, MSG_CITED_NOTE_OTHER},
    };
    struct text out = {.arena = sh->arena};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        if (!notes[i].holds)
            continue;
        text_add(&out, out.n ? STR("; ") : STR(""));
        text_add(&out, str_from_cstr(msg(notes[i].words)));
    }
    return text_str(&out);
}

/* False when there is no memory for it. */
static bool add_row(const struct cited *c, struct report *r, const struct cited_act *act)
{
    struct shell *sh     = c->sh;
    struct str   *labels = ARENA_NEW(sh->arena, struct str, act->nby + 1);
    struct str   *ids    = ARENA_NEW(sh->arena, struct str, act->nby + 1);
    if (!labels || !ids)
        return false;
    for (size_t i = 0; i < act->nby; i++) {
        labels[i] = act->by[i].label;
        ids[i]    = act->by[i].id;
    }
    const struct cell cells[COLUMNS] = {
        {.text = act->number, .shown = act_words(sh, act)},
        {.text = act->key},
        {.text = act->title},
        {.text = act->type},
        {.text = act->date, .shown = label_date(sh->arena, act->date)},
        {.text = act->issuer},
        {.text = act->plan ? STR("plan") : STR("act")},
        {.text = act->central ? STR("central") : STR("local")},
        {.number = act->nby},
        {.shown = note_words(sh, act)},
        {.list = labels, .nlist = act->nby},
        {.list = ids, .nlist = act->nby},
        {.list = act->others, .nlist = act->nothers},
        {.list = act->unread, .nlist = act->nunread},
    };
    report_row(r, cells);
    return true;
}

static bool is_shown(const struct cited *c, const struct cited_act *act)
{
    return c->all || !act->central;
}

/* Those of one section; SECTION_COUNT for all. */
static int report_acts(const struct cited *c, enum section section)
{
    struct jw     tail = {.out = {.arena = c->sh->arena}};
    struct report r    = {
           .sh = c->sh, .format = c->format, .columns = columns, .ncolumns = COLUMNS, .kind = "act"};
    bool room = true;
    jw_number(&tail, "central_left_out", c->all ? 0 : c->central);
    jw_number(&tail, "unread", c->unread);
    r.tail   = text_str(&tail.out);
    int code = report_begin(&r);
    for (size_t i = 0; code == EXIT_DONE && room && i < c->n; i++) {
        size_t mark = arena_mark(c->sh->arena);
        if (is_shown(c, &c->acts[i]) &&
            (section == SECTION_COUNT || section_of(&c->acts[i]) == section))
            room = add_row(c, &r, &c->acts[i]);
        if (!c->format->people)
            arena_release(c->sh->arena, mark);
    }
    if (code == EXIT_DONE)
        code = report_end(&r);
    return room ? code : index_trouble(NULL, KC_LIMIT);
}

/* ---- for people ------------------------------------------------------------------- */

static size_t count_section(const struct cited *c, enum section section)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        n += is_shown(c, &c->acts[i]) && section_of(&c->acts[i]) == section;
    return n;
}

static void print_pairs(const struct cited *c, enum msg head, bool unread)
{
    bool any = false;
    for (size_t i = 0; i < c->n; i++) {
        const struct cited_act *act  = &c->acts[i];
        const struct str       *list = unread ? act->unread : act->others;
        size_t                  n    = unread ? act->nunread : act->nothers;
        for (size_t k = 0; is_shown(c, act) && k < n; k++) {
            struct str pair[] = {txt_plain(c->sh, act->number), txt_plain(c->sh, list[k])};
            if (!any)
                out_line(STR("")), out_msg(head, NULL, 0);
            any = true;
            out_indented(c->sh, txt_msg(c->sh, MSG_CITED_PAIR, pair, 2));
        }
    }
}

static int print_people(const struct cited *c)
{
    static const enum msg heads[SECTION_COUNT] = {
        [SECTION_NUMBERED] = MSG_CITED_LOCAL,
        [SECTION_TITLES]   = MSG_CITED_TITLES,
        [SECTION_CENTRAL]  = MSG_CITED_CENTRAL,
    };
    int  code = EXIT_DONE;
    bool any  = false;
    for (enum section section = 0; code == EXIT_DONE && section < SECTION_COUNT; section++) {
        if (!count_section(c, section))
            continue;
        if (any)
            out_line(STR(""));
        any = true;
        out_msg(heads[section], NULL, 0);
        code = report_acts(c, section);
    }
    if (!any)
        out_msg(MSG_CITED_NONE, NULL, 0);
    print_pairs(c, MSG_CITED_UNREAD, true);
    print_pairs(c, MSG_CITED_OTHERS, false);
    return code;
}

static void print_left_out(const struct cited *c)
{
    struct str central = txt_number(c->sh, c->central), unread = txt_number(c->sh, c->unread);
    if ((!c->all && c->central) || c->unread)
        out_line(STR(""));
    if (!c->all && c->central)
        out_msg(MSG_CITED_CENTRAL_HIDDEN, &central, 1);
    if (c->unread)
        out_msg(MSG_CITED_UNREAD_ALL, &unread, 1);
}

/* ---- the command -------------------------------------------------------------------- */

static bool count_unread(void *ctx, const struct occurrence *o)
{
    *(uint64_t *)ctx += coverage_could_not_look(o->state, o->reason);
    return true;
}

static enum kc_status gather(struct cited *c, struct index *ix)
{
    enum kc_status s = cited_acts(ix, c->sh->arena, &c->acts, &c->n);
    for (size_t i = 0; s == KC_OK && i < c->n; i++)
        c->central += c->acts[i].central;
    return s == KC_OK ? index_each_occurrence(ix, count_unread, &c->unread) : s;
}

int cmd_cited(struct shell *sh, int argc, char **argv)
{
    struct cited            c      = {.sh = sh};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        {"all", 'a', OPTION_FLAG, &c.all, NULL, MSG_CITED_OPTION_ALL},
        REPORT_OPTIONS(choice),
    };
    struct ask q;
    bool       stop = false;
    int code = options_parse(sh, "cited [--all] [--format F | --json | --ndjson]", MSG_CITED_WHAT,
                             rows, sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    code = report_choose(&choice, &c.format);
    if (code == EXIT_DONE)
        code = ask_begin(sh, false, &q);
    if (code != EXIT_DONE)
        return code;
    enum kc_status s = gather(&c, q.ix);
    if (s == KC_OK && c.format->people) {
        code = print_people(&c);
        print_left_out(&c);
    } else if (s == KC_OK) {
        code = report_acts(&c, SECTION_COUNT);
    }
    return ask_end(&q, s, code);
}
