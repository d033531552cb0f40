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
