#include "index/cmd_ask.h"
#include "ingest/ledger.h"
#include "ingest/log.h"

static void show_trouble(void *ctx, struct str line)
{
    struct text safe = {.arena = ctx};

    safe_add(&safe, line); /* ids and paths come from the store */
    line = text_str(&safe);
    out_msg(MSG_VERIFY_TROUBLE, &line, 1);
}

static enum kc_status verify(struct shell *sh, struct index *ix, unsigned *ret_troubles)
{
    struct ledger  l;
    enum kc_status status = index_ledger(ix, &l);

    if (status != KC_OK)
        return status;
    ledger_show(sh, &l);
    status = index_verify(ix, show_trouble, sh->arena, ret_troubles);
    if (status == KC_OK && !*ret_troubles)
        out_msg(MSG_VERIFY_SOUND, NULL, 0);
    return status;
}

int cmd_verify(struct shell *sh, int argc, char **argv)
{
    struct ask     q;
    unsigned       troubles = 0;
    enum kc_status status;
    bool           stop = false;
    int            code = options_parse(sh, "verify", MSG_VERIFY_WHAT, NULL, 0, &argc, argv, &stop);

    if (code != EXIT_DONE || stop)
        return code;
    if (argc > 1) {
        say1(MSG_TOO_MANY_ARGUMENTS, str_from_cstr(argv[1]));
        return EXIT_USAGE;
    }
    code = ask_begin(sh, true, &q);
    if (code != EXIT_DONE && q.ws.criteria_path.n &&
        !q.ws.has_set) /* told; the store is not the set */
        code = ask_begin(sh, false, &q);
    if (code != EXIT_DONE)
        return code;
    status = verify(sh, q.ix, &troubles);
    if (status == KC_OK && troubles)
        say(MSG_VERIFY_FAILED, NULL, 0);
    return ask_end(&q, status, troubles ? EXIT_DATA : EXIT_DONE);
}
