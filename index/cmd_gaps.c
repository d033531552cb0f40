#include "index/cmd_season.h"
#include "index/report/report.h"
#include "ingest/log.h"

/* kiemchung gaps: which criteria lack a valid document, dearest first. */

struct gaps {
    struct season            s;
    bool                     all, check;
    const struct report_ops *format;
    const char              *criteria;
    uint64_t                 year;
    struct coverage         *rows; /* sorted */
    size_t                   n;
    struct coverage_total    total;
    struct ledger            ledger;
};

static bool is_gap(const struct coverage *row)
{
    return row->answer == ANSWER_MISSING || row->answer == ANSWER_WEAK;
}

/* Points, then the order of the set (which is that of the codes). */
static int dearest_first(const void *left, const void *right)
{
    const struct coverage *a = left, *b = right;
    if (a->criterion->centipoints != b->criterion->centipoints)
        return a->criterion->centipoints > b->criterion->centipoints ? -1 : 1;
    return a->criterion < b->criterion ? -1 : a->criterion > b->criterion;
}

static bool shown(const struct gaps *g, const struct coverage *row)
{
    return g->all || is_gap(row);
}

/* ---- for people ------------------------------------------------------------------ */

static const char *answer_word(enum answer a)
{
    const struct answer_info *info = answer_info(a);
    return msg_pick(info->vi, info->en);
}

static void print_head(const struct gaps *g)
{
    struct shell              *sh  = g->s.sh;
    const struct criteria_set *set = &g->s.ws.set;
    struct str args[] = {txt_plain(sh, set->title), txt_number(sh, (uint64_t)g->s.ws.year),
                         txt_plain(sh, set->source_decision)};
    out_msg(set->source_decision.n ? MSG_GAPS_HEAD_SOURCE : MSG_GAPS_HEAD, args, 3);
    out_set_status(set);
}

static struct str reason_cell(const struct gaps *g, const struct coverage *row)
{
    struct text out = {.arena = g->s.sh->arena};
    safe_add(&out, txt_reason(g->s.sh, row));
    if (row->unread && is_gap(row)) {
        struct str n = txt_number(g->s.sh, row->unread);
        text_add(&out, STR("; "));
        text_add(&out, txt_msg(g->s.sh, MSG_GAPS_UNREAD, &n, 1));
    }
    return text_str(&out);
}

static const struct column columns[] = {
    {"code", MSG_GAPS_CODE, CELL_TEXT},     {"title", MSG_GAPS_TITLE, CELL_TEXT},
    {"responsible", MSG_NONE, CELL_TEXT},   {"points", MSG_GAPS_POINTS, CELL_POINTS},
    {"answer", MSG_GAPS_ANSWER, CELL_TEXT}, {"reason", MSG_NONE, CELL_TEXT},
    {"why", MSG_GAPS_REASON, CELL_TEXT},    {"needed", MSG_NONE, CELL_NUMBER},
    {"valid", MSG_NONE, CELL_NUMBER},       {"weak", MSG_NONE, CELL_NUMBER},
    {"leads", MSG_NONE, CELL_NUMBER},       {"unread", MSG_NONE, CELL_NUMBER},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void add_row(const struct gaps *g, struct report *r, const struct coverage *row)
{
    const struct criterion *c              = row->criterion;
    const struct cell       cells[COLUMNS] = {
              {.text = c->code},
              {.text = c->title},
              {.text = c->responsible},
              {.number = c->centipoints, .shown = c->centipoints ? STR("") : STR("–")},
              {.text  = str_from_cstr(answer_info(row->answer)->name),
               .shown = str_from_cstr(answer_word(row->answer))},
              {.text = str_from_cstr(cover_reason_info(row->reason)->code)},
              {.text = txt_reason(g->s.sh, row), .shown = reason_cell(g, row)},
              {.number = row->needed},
              {.number = row->valid},
              {.number = row->weak},
              {.number = row->leads},
              {.number = row->unread},
    };
    report_row(r, cells);
}

static void print_totals(const struct gaps *g)
{
    for (unsigned a = 0; a < ANSWER_COUNT; a++) {
        struct str args[] = {str_from_cstr(answer_word(a)), txt_number(g->s.sh, g->total.count[a]),
                             txt_points(g->s.sh, g->total.centipoints[a])};
        out_msg(MSG_GAPS_TOTAL, args, 3);
    }
}

/* "đã đọc 100, chưa đọc được 8": states that occur; unread always, so that
 * nobody takes silence for none. */
static struct str count_states(const struct gaps *g, const uint64_t *counts)
{
    struct text out = {.arena = g->s.sh->arena};
    for (unsigned s = STATE_READ; s < STATE_COUNT; s++) {
        const struct state_info *info = state_info(s);
        if (s == STATE_GONE || (!counts[s] && s != STATE_READ && s != STATE_UNREAD))
            continue;
        text_add(&out, out.n ? STR(", ") : STR(""));
        text_add(&out, str_from_cstr(msg_pick(info->vi, info->en)));
        text_add(&out, STR(" "));
        text_add(&out, txt_number(g->s.sh, counts[s]));
    }
    return text_str(&out);
}

/* Said on stderr where stdout holds rows only: a list without its ledger would hide
 * what was not read. */
static void tell_ledger(const struct gaps *g, void (*tell)(enum msg, const struct str *, size_t))
{
    struct str files[] = {txt_number(g->s.sh, g->ledger.entries), count_states(g, g->ledger.files)};
    struct str members[] = {txt_number(g->s.sh, g->ledger.members_total),
                            count_states(g, g->ledger.members)};
    if (!g->ledger.entries) {
        tell(MSG_GAPS_NO_FILES, NULL, 0);
        return;
    }
    tell(MSG_GAPS_FILES, files, 2);
    if (g->ledger.members_total)
        tell(MSG_GAPS_MEMBERS, members, 2);
    if (!g->ledger.reconciles)
        say(MSG_GAPS_NOT_RECONCILED, NULL, 0);
}

/* ---- for programs ------------------------------------------------------------------ */

static void add_set(const struct gaps *g, struct jw *j)
{
    jw_number(j, "year", (uint64_t)g->s.ws.year);
    jw_set(j, &g->s.ws.set);
}

static void add_states(struct jw *j, const char *name, uint64_t all, const uint64_t *counts)
{
    jw_key(j, name);
    jw_open(j, '{');
    jw_number(j, "all", all);
    for (unsigned s = STATE_READ; s < STATE_COUNT; s++)
        if (s != STATE_GONE)
            jw_number(j, state_info(s)->name, counts[s]);
    jw_close(j, '}');
}

static void add_totals(const struct gaps *g, struct jw *j)
{
    jw_key(j, "total");
    jw_open(j, '{');
    for (unsigned a = 0; a < ANSWER_COUNT; a++) {
        jw_key(j, answer_info(a)->name);
        jw_open(j, '{');
        jw_number(j, "criteria", g->total.count[a]);
        jw_points(j, "points", g->total.centipoints[a]);
        jw_close(j, '}');
    }
    jw_close(j, '}');
    add_states(j, "files", g->ledger.entries, g->ledger.files);
    add_states(j, "members", g->ledger.members_total, g->ledger.members);
    jw_bool(j, "reconciles", g->ledger.reconciles);
}

static struct str members(const struct gaps *g, void (*add)(const struct gaps *, struct jw *))
{
    struct jw j = {.out = {.arena = g->s.sh->arena}};
    add(g, &j);
    return text_str(&j.out);
}

/* ---- all of it --------------------------------------------------------------------- */

static void print_before(const struct gaps *g)
{
    if (!g->format->people)
        return;
    print_head(g);
    out_line(STR(""));
}

static void print_after(const struct gaps *g)
{
    if (g->format->people) {
        out_line(STR(""));
        print_totals(g);
        tell_ledger(g, out_msg);
    } else if (g->format != &report_json && g->format != &report_ndjson && !g->s.sh->quiet) {
        tell_ledger(g, say);
    }
}

static int print(const struct gaps *g)
{
    struct report r = {.sh       = g->s.sh,
                       .format   = g->format,
                       .columns  = columns,
                       .ncolumns = COLUMNS,
                       .kind     = "criterion",
                       .none     = MSG_GAPS_NONE,
                       .head     = members(g, add_set),
                       .tail     = members(g, add_totals)};
    print_before(g);
    int code = report_begin(&r);
    for (size_t i = 0; i < g->n && code == EXIT_DONE; i++)
        if (shown(g, &g->rows[i]))
            add_row(g, &r, &g->rows[i]);
    if (code == EXIT_DONE)
        code = report_end(&r);
    if (code == EXIT_DONE)
        print_after(g);
    return code;
}

/* ---- the command ---------------------------------------------------------------------- */

static enum kc_status compute(struct gaps *g)
{
    struct index  *ix = g->s.ix;
    enum kc_status s  = index_begin(ix); /* what is read is of one moment */
    if (s != KC_OK)
        return s;
    s = coverage_compute(ix, &g->s.ws.set, g->s.ws.year, &g->s.people, g->s.sh->arena, &g->rows,
                         &g->n, &g->total);
    if (s == KC_OK)
        s = index_ledger(ix, &g->ledger);
    index_rollback(ix);
    if (s == KC_OK && g->n)
        qsort(g->rows, g->n, sizeof *g->rows, dearest_first);
    return s;
}

static int answer(struct gaps *g)
{
    int code = season_open(g->s.sh, g->criteria, g->year, true, &g->s);
    if (code != EXIT_DONE)
        return code;
    enum kc_status s = compute(g);
    if (s != KC_OK)
        return index_trouble(g->s.ix, s);
    code = print(g);
    if (code != EXIT_DONE)
        return code;
    bool gaps = g->total.count[ANSWER_MISSING] || g->total.count[ANSWER_WEAK];
    return g->check && gaps ? EXIT_YES : EXIT_DONE;
}

int cmd_gaps(struct shell *sh, int argc, char **argv)
{
    struct gaps             g      = {.s = {.sh = sh}};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        {"all", 'a', OPTION_FLAG, &g.all, NULL, MSG_GAPS_OPTION_ALL},
        {"check", 0, OPTION_FLAG, &g.check, NULL, MSG_GAPS_OPTION_CHECK},
        {"criteria", 0, OPTION_TEXT, &g.criteria, "FILE", MSG_SEASON_OPTION_CRITERIA},
        REPORT_OPTIONS(choice),
        {"year", 0, OPTION_NUMBER, &g.year, "YEAR", MSG_SEASON_OPTION_YEAR},
    };
    bool stop = false;
    int  code = options_parse(sh, "gaps [--all] [--check] [--format FORMAT]", MSG_GAPS_WHAT, rows,
                              sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1) {
        say(MSG_SEASON_NO_ARGUMENTS, NULL, 0);
        return EXIT_USAGE;
    }
    code = report_choose(&choice, &g.format);
    if (code != EXIT_DONE)
        return code;
    code = answer(&g);
    season_close(&g.s);
    return code;
}
