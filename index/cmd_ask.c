#include "index/cmd_ask.h"

#include <errno.h>

#include "ingest/log.h"

/* In the caller's own: the index borrows the set from there. */
int ask_begin(struct shell *sh, bool criteria, struct ask *ret_ask)
{
    struct ask    *q = ret_ask;
    enum kc_status status;

    *q       = (struct ask){0};
    int code = workspace_open(sh, !sh->index_url, &q->ws, &q->in_workspace);
    if (code == EXIT_DONE && criteria && q->in_workspace && q->ws.criteria_path.n)
        code = workspace_criteria(sh, &q->ws, NULL);
    if (code == EXIT_DONE)
        code = workspace_index(sh, &q->ws, INDEX_READ, &q->ix);
    if (code != EXIT_DONE)
        return code;
    status = index_begin(q->ix);
    return status == KC_OK ? EXIT_DONE : ask_end(q, status, EXIT_DONE);
}

int decisions_load(struct shell *sh, const struct workspace *ws, struct decisions *ret_people)
{
    unsigned       unreadable = 0;
    const char    *path       = workspace_file(sh, ws, "decisions.ndjson");
    enum kc_status status     = decisions_read(path, sh->arena, ret_people, &unreadable);

    if (status != KC_OK) {
        say2(MSG_SEASON_DECISIONS_FAILED, str_from_cstr(path), error_words(errno));
        return EXIT_IO;
    }
    if (unreadable)
        say2(MSG_SEASON_DECISIONS_UNREADABLE, str_from_cstr(path),
             arena_printf(sh->arena, "%u", unreadable));
    return EXIT_DONE;
}

int ask_decisions(struct shell *sh, const struct ask *q, struct decisions *ret_people)
{
    return q->ws.has_set ? decisions_load(sh, &q->ws, ret_people) : EXIT_DONE;
}

int ask_end(struct ask *q, enum kc_status status, int code)
{
    if (status != KC_OK)
        code = index_trouble(q->ix, status);
    index_rollback(q->ix); /* nothing was written */
    index_close(q->ix);
    return code;
}
