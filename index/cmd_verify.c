#include "index/cmd_ask.h"
#include "ingest/log.h"

/* "10 đã đọc + 2 trùng nội dung" */
static struct str sum_of(struct arena *a, const uint64_t *counts)
{
    struct text sum = {.arena = a};

    for (int i = 0; i < STATE_COUNT; i++) {
        const struct state_info *state = state_info((enum file_state)i);

        if (counts[i])
            (void)text_add(&sum, arena_printf(a, "%s%llu %s", sum.n ? " + " : "",
                                              (unsigned long long)counts[i],
                                              msg_pick(state->vi, state->en)));
    }
    return sum.n ? text_str(&sum) : STR("0");
}

static void show_sum(struct arena *a, enum msg line, uint64_t total, const uint64_t *counts)
{
    struct str args[] = {arena_printf(a, "%llu", (unsigned long long)total), sum_of(a, counts)};

    out_msg(line, args, 2);
}

static void show_ledger(struct arena *a, const struct ledger *l)
{
    show_sum(a, MSG_LEDGER_FILES, l->entries, l->files);
    if (l->members_total)
        show_sum(a, MSG_LEDGER_MEMBERS, l->members_total, l->members);
    out_msg(l->reconciles ? MSG_LEDGER_OK : MSG_LEDGER_WRONG, NULL, 0);
}

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
    show_ledger(sh->arena, &l);
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
    code = ask_begin(sh, false, &q);
    if (code != EXIT_DONE)
        return code;
    status = verify(sh, q.ix, &troubles);
    if (status == KC_OK && troubles)
        say(MSG_VERIFY_FAILED, NULL, 0);
    return ask_end(&q, status, troubles ? EXIT_DATA : EXIT_DONE);
}
