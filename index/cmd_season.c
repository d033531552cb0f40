#include "index/cmd_season.h"

#include "index/cmd_ask.h"
#include "index/label.h"
#include "ingest/log.h"

/* ---- text ---------------------------------------------------------------------- */

struct str txt_plain(struct shell *sh, struct str untrusted)
{
    struct text out = {.arena = sh->arena};
    safe_add(&out, untrusted);
    return text_str(&out);
}

struct str txt_fill(struct shell *sh, const char *vi, const char *en, const struct str *args,
                    size_t n)
{
    struct text out = {.arena = sh->arena};
    message_fill(&out, msg_pick(vi, en), args, n);
    return text_str(&out);
}

struct str txt_msg(struct shell *sh, enum msg m, const struct str *args, size_t n)
{
    struct text out = {.arena = sh->arena};
    message_fill(&out, msg(m), args, n);
    return text_str(&out);
}

struct str txt_points(struct shell *sh, uint64_t centipoints)
{
    return label_points(sh->arena, centipoints, message_lang() == LANG_VI ? ',' : '.');
}

struct str txt_number(struct shell *sh, uint64_t n)
{
    return arena_printf(sh->arena, "%llu", (unsigned long long)n);
}

struct str txt_verb(enum decision_verb v)
{
    static const enum msg words[DECISION_VERB_COUNT] = {
        [DECISION_ACCEPT]         = MSG_REVIEW_VERB_ACCEPT,
        [DECISION_REJECT]         = MSG_REVIEW_VERB_REJECT,
        [DECISION_EXPLAIN]        = MSG_REVIEW_VERB_EXPLAIN,
        [DECISION_NOT_APPLICABLE] = MSG_REVIEW_VERB_NOT_APPLICABLE,
        [DECISION_UNDO]           = MSG_REVIEW_VERB_UNDO};
    return str_from_cstr(msg(words[v]));
}

struct str txt_reason(struct shell *sh, const struct coverage *row)
{
    const struct cover_reason_info *info = cover_reason_info(row->reason);
    return txt_fill(sh, info->vi, info->en, row->args, 2);
}

void out_set_status(const struct criteria_set *set)
{
    if (set->status == SET_SAMPLE)
        out_msg(MSG_GAPS_SAMPLE, NULL, 0);
    if (set->status == SET_DRAFT)
        out_msg(MSG_GAPS_DRAFT, NULL, 0);
}

void jw_set(struct jw *j, const struct criteria_set *set)
{
    static const char *const words[] = {
        [SET_SAMPLE] = "sample", [SET_DRAFT] = "draft", [SET_OFFICIAL] = "official"};
    jw_key(j, "set");
    jw_open(j, '{');
    jw_string(j, "id", set->id);
    jw_string(j, "title", set->title);
    jw_word(j, "status", words[set->status]);
    jw_string(j, "decision", set->source_decision);
    jw_close(j, '}');
}

/* ---- opening --------------------------------------------------------------------- */

/* The year that counts: --year, else the workspace's. */
static int choose_year(struct season *s, uint64_t year)
{
    if (year) {
        if (year < 2000 || year > 2200) {
            say1(MSG_SEASON_YEAR_BAD, txt_number(s->sh, year));
            return EXIT_USAGE;
        }
        s->ws.year = (int)year;
    } else if (!s->in_workspace) {
        say(MSG_SEASON_YEAR_MISSING, NULL, 0);
        return EXIT_USAGE;
    }
    return EXIT_DONE;
}

int season_open(struct shell *sh, const char *criteria, uint64_t year, bool with_index,
                struct season *ret_season)
{
    struct season *s = ret_season;
    *s               = (struct season){.sh = sh};
    int code         = workspace_open(sh, !criteria, &s->ws, &s->in_workspace);
    if (code == EXIT_DONE)
        code = choose_year(s, year);
    if (code == EXIT_DONE)
        code = workspace_criteria(sh, &s->ws, criteria);
    if (code == EXIT_DONE && !criteria_has_year(&s->ws.set, s->ws.year))
        say1(MSG_SEASON_YEAR_NOT_IN_SET, txt_number(sh, (uint64_t)s->ws.year));
    if (code == EXIT_DONE && with_index)
        code = workspace_index(sh, &s->ws, INDEX_READ, &s->ix);
    if (code == EXIT_DONE && s->in_workspace) {
        s->decisions_path = workspace_file(sh, &s->ws, "decisions.ndjson");
        code              = decisions_load(sh, &s->ws, &s->people);
    }
    return code;
}

void season_close(struct season *s)
{
    index_close(s->ix);
    s->ix = NULL;
}

const struct criterion *season_criterion(const struct season *s, struct str code)
{
    enum { MOST = 5 };
    const struct criterion *near[MOST], *c = criteria_find(&s->ws.set, code);
    if (c)
        return c;
    size_t      n   = criteria_nearest(&s->ws.set, code, MOST, near);
    struct text all = {.arena = s->sh->arena};
    for (size_t i = 0; i < n; i++) {
        text_add(&all, i ? STR(", ") : STR(""));
        text_add(&all, near[i]->code);
    }
    if (n)
        say2(MSG_SEASON_CODE_NEAR, txt_plain(s->sh, code), txt_plain(s->sh, text_str(&all)));
    else
        say1(MSG_SEASON_CODE_UNKNOWN, txt_plain(s->sh, code));
    return NULL;
}
