#include "index/cmd_season.h"
#include "ingest/log.h"

/* kiemchung gaps: which criteria lack a valid document, dearest first. */

struct gaps {
    struct season         s;
    bool                  all, check, json, ndjson;
    const char           *criteria;
    uint64_t              year;
    struct coverage      *rows; /* sorted */
    size_t                n;
    struct coverage_total total;
    struct ledger         ledger;
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
    if (set->status == SET_SAMPLE)
        out_msg(MSG_GAPS_SAMPLE, NULL, 0);
    if (set->status == SET_DRAFT)
        out_msg(MSG_GAPS_DRAFT, NULL, 0);
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

static void print_rows(const struct gaps *g)
{
    enum { COLUMNS = 5 };
    struct shell *sh              = g->s.sh;
    struct str    titles[COLUMNS] = {
           str_from_cstr(msg(MSG_GAPS_CODE)), str_from_cstr(msg(MSG_GAPS_TITLE)),
           str_from_cstr(msg(MSG_GAPS_POINTS)), str_from_cstr(msg(MSG_GAPS_ANSWER)),
           str_from_cstr(msg(MSG_GAPS_REASON))};
    struct table *table = table_new(sh->arena, titles, COLUMNS);
    size_t        n     = 0;
    for (size_t i = 0; i < g->n; i++) {
        const struct coverage  *row = &g->rows[i];
        const struct criterion *c   = row->criterion;
        if (!shown(g, row))
            continue;
        struct str cells[COLUMNS] = {txt_plain(sh, c->code), txt_plain(sh, c->title),
                                     c->centipoints ? txt_points(sh, c->centipoints) : STR("–"),
                                     str_from_cstr(answer_word(row->answer)), reason_cell(g, row)};
        table_row(table, cells);
        n++;
    }
    if (n)
        table_print(table);
    else
        out_msg(MSG_GAPS_NONE, NULL, 0);
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

static void print_ledger(const struct gaps *g)
{
    struct str files[] = {txt_number(g->s.sh, g->ledger.entries), count_states(g, g->ledger.files)};
    struct str members[] = {txt_number(g->s.sh, g->ledger.members_total),
                            count_states(g, g->ledger.members)};
    if (!g->ledger.entries) {
        out_msg(MSG_GAPS_NO_FILES, NULL, 0);
        return;
    }
    out_msg(MSG_GAPS_FILES, files, 2);
    if (g->ledger.members_total)
        out_msg(MSG_GAPS_MEMBERS, members, 2);
    if (!g->ledger.reconciles)
        say(MSG_GAPS_NOT_RECONCILED, NULL, 0);
}

static void print_people(const struct gaps *g)
{
    print_head(g);
    out_line(STR(""));
    print_rows(g);
    out_line(STR(""));
    print_totals(g);
    print_ledger(g);
}

/* ---- for programs ------------------------------------------------------------------ */

static void add_row(const struct gaps *g, struct jw *j, const struct coverage *row)
{
    const struct criterion *c = row->criterion;
    jw_string(j, "code", c->code);
    jw_string(j, "title", c->title);
    jw_string(j, "responsible", c->responsible);
    jw_points(j, "points", c->centipoints);
    jw_word(j, "answer", answer_info(row->answer)->name);
    jw_word(j, "reason", cover_reason_info(row->reason)->code);
    jw_string(j, "why", txt_reason(g->s.sh, row));
    jw_number(j, "needed", row->needed);
    jw_number(j, "valid", row->valid);
    jw_number(j, "weak", row->weak);
    jw_number(j, "leads", row->leads);
    jw_number(j, "unread", row->unread);
}

static void add_set(const struct gaps *g, struct jw *j)
{
    static const char *const words[] = {
        [SET_SAMPLE] = "sample", [SET_DRAFT] = "draft", [SET_OFFICIAL] = "official"};
    const struct criteria_set *set = &g->s.ws.set;
    jw_number(j, "year", (uint64_t)g->s.ws.year);
    jw_key(j, "set");
    jw_open(j, '{');
    jw_string(j, "id", set->id);
    jw_string(j, "title", set->title);
    jw_word(j, "status", words[set->status]);
    jw_string(j, "decision", set->source_decision);
    jw_close(j, '}');
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

static struct jw start(const struct gaps *g, const char *kind)
{
    struct jw j = {.out = {.arena = g->s.sh->arena}};
    jw_open(&j, '{');
    jw_number(&j, "format_version", 1);
    if (kind)
        jw_word(&j, "kind", kind);
    return j;
}

static void print_json(const struct gaps *g)
{
    struct jw j = start(g, NULL);
    add_set(g, &j);
    jw_key(&j, "rows");
    jw_open(&j, '[');
    for (size_t i = 0; i < g->n; i++) {
        if (!shown(g, &g->rows[i]))
            continue;
        jw_open(&j, '{');
        add_row(g, &j, &g->rows[i]);
        jw_close(&j, '}');
    }
    jw_close(&j, ']');
    add_totals(g, &j);
    jw_close(&j, '}');
    out_line(text_str(&j.out));
}

/* A line a criterion, then one with the totals: a list without its ledger would
 * hide what was not read. */
static void print_ndjson(const struct gaps *g)
{
    for (size_t i = 0; i < g->n; i++) {
        size_t    mark = arena_mark(g->s.sh->arena);
        struct jw j    = start(g, "criterion");
        if (!shown(g, &g->rows[i]))
            continue;
        add_row(g, &j, &g->rows[i]);
        jw_close(&j, '}');
        out_line(text_str(&j.out));
        arena_release(g->s.sh->arena, mark);
    }
    struct jw j = start(g, "total");
    add_set(g, &j);
    add_totals(g, &j);
    jw_close(&j, '}');
    out_line(text_str(&j.out));
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
    if (g->json)
        print_json(g);
    else if (g->ndjson)
        print_ndjson(g);
    else
        print_people(g);
    bool gaps = g->total.count[ANSWER_MISSING] || g->total.count[ANSWER_WEAK];
    return g->check && gaps ? EXIT_YES : EXIT_DONE;
}

int cmd_gaps(struct shell *sh, int argc, char **argv)
{
    struct gaps             g      = {.s = {.sh = sh}};
    const struct option_row rows[] = {
        {"all", 'a', OPTION_FLAG, &g.all, NULL, MSG_GAPS_OPTION_ALL},
        {"check", 0, OPTION_FLAG, &g.check, NULL, MSG_GAPS_OPTION_CHECK},
        {"criteria", 0, OPTION_TEXT, &g.criteria, "FILE", MSG_SEASON_OPTION_CRITERIA},
        {"json", 0, OPTION_FLAG, &g.json, NULL, MSG_SEASON_OPTION_JSON},
        {"ndjson", 0, OPTION_FLAG, &g.ndjson, NULL, MSG_GAPS_OPTION_NDJSON},
        {"year", 0, OPTION_NUMBER, &g.year, "YEAR", MSG_SEASON_OPTION_YEAR},
    };
    bool stop = false;
    int  code = options_parse(sh, "gaps [--all] [--check] [--json | --ndjson]", MSG_GAPS_WHAT, rows,
                              sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1 || (g.json && g.ndjson)) {
        say(argc > 1 ? MSG_SEASON_NO_ARGUMENTS : MSG_GAPS_ONE_FORMAT, NULL, 0);
        return EXIT_USAGE;
    }
    code = answer(&g);
    season_close(&g.s);
    return code;
}
