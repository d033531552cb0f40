#include "index/cmd_ask.h"

#include "ingest/log.h"

int ask_begin(struct shell *sh, bool criteria, struct ask *ret_ask)
{
    struct ask     q    = {0};
    int            code = workspace_open(sh, !sh->index_url, &q.ws, &q.in_workspace);
    enum kc_status status;

    if (code == EXIT_DONE && criteria && q.in_workspace && q.ws.criteria_path.n)
        code = workspace_criteria(sh, &q.ws, NULL);
    if (code == EXIT_DONE)
        code = workspace_index(sh, &q.ws, INDEX_READ, &q.ix);
    if (code != EXIT_DONE)
        return code;
    status = index_begin(q.ix);
    if (status != KC_OK)
        return ask_end(&q, status, EXIT_DONE);
    *ret_ask = q;
    return EXIT_DONE;
}

int ask_decisions(struct shell *sh, const struct ask *q, struct decisions *ret_people)
{
    unsigned       unreadable = 0;
    const char    *path;
    enum kc_status status;

    if (!q->ws.has_set)
        return EXIT_DONE;
    path   = workspace_file(sh, &q->ws, "decisions.ndjson");
    status = decisions_read(path, sh->arena, ret_people, &unreadable);
    if (!status_has_result(status)) {
        say2(MSG_SEASON_DECISIONS_FAILED, str_from_cstr(path),
             str_from_cstr(status_info(status)->name));
        return EXIT_IO;
    }
    if (unreadable)
        say2(MSG_SEASON_DECISIONS_UNREADABLE, str_from_cstr(path),
             arena_printf(sh->arena, "%u", unreadable));
    return EXIT_DONE;
}

static int told(const struct ask *q, enum kc_status status)
{
    switch (status) {
    case KC_BUSY:
        say(MSG_INDEX_BUSY, NULL, 0);
        return EXIT_TRY_AGAIN;
    case KC_LIMIT:
    case KC_NO_MEMORY:
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    default:
        say1(MSG_INDEX_FAILED, index_error(q->ix));
        return EXIT_UNAVAILABLE;
    }
}

int ask_end(struct ask *q, enum kc_status status, int code)
{
    if (status != KC_OK)
        code = told(q, status);
    index_rollback(q->ix); /* nothing was written */
    index_close(q->ix);
    return code;
}
