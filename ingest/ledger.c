#include "ingest/ledger.h"

#include <inttypes.h>

#include "ingest/log.h"
#include "ingest/record/diag.h"

enum {
    LISTED      = 50,    /* troubles shown; status --files has them all */
    REMEMBERED  = 10000, /* sentences kept of one run                   */
    PLACE_ROOMS = 3
};

int ledger_code(const struct ledger *l, bool strict)
{
    static const enum file_state bad[] = {STATE_REFUSED, STATE_FAILED, STATE_WAITING};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (l->files[bad[i]] || l->members[bad[i]])
            return EXIT_SOME_FAILED;
    if (strict && (l->files[STATE_UNREAD] || l->members[STATE_UNREAD]))
        return EXIT_SOME_FAILED;
    return EXIT_DONE;
}

static bool is_bad(enum file_state s)
{
    return s == STATE_REFUSED || s == STATE_FAILED || s == STATE_WAITING;
}

/* ---- sentences ------------------------------------------------------------------- */

static const char *words(const struct state_info *info)
{
    return msg_pick(info->vi, info->en);
}

void document_sentences(struct text *out, const struct document *doc)
{
    bool any = false;

    for (size_t i = 0; i < doc->ndiags; i++) {
        if (any)
            (void)text_add(out, STR(" "));
        diag_sentence(out, &doc->diags[i]);
        any = true;
    }
    if (!any)
        (void)text_add(out, str_from_cstr(words(reason_info(doc->reason))));
}

static struct str keep(struct shell *sh, struct str s)
{
    struct str copy = {0};

    return arena_copy(sh->arena, s, &copy) ? copy : (struct str){0};
}

void troubles_note(struct shell *sh, struct troubles *t, struct str root,
                   const struct document *doc)
{
    void       *items = t->items;
    struct text text  = {.arena = sh->arena};

    if (!is_bad(doc->state) || doc->id.n || t->n == REMEMBERED ||
        !arena_reserve(sh->arena, &items, &t->cap, t->n + 1, sizeof *t->items))
        return;
    t->items = items;
    document_sentences(&text, doc);
    t->items[t->n++] = (struct trouble){.root     = keep(sh, root),
                                        .path     = keep(sh, doc->path),
                                        .member   = keep(sh, doc->member),
                                        .sentence = text_str(&text)};
}

static struct str remembered(const struct troubles *t, const struct occurrence *o)
{
    for (size_t i = 0; t && i < t->n; i++)
        if (str_eq(t->items[i].path, o->path) && str_eq(t->items[i].member, o->member) &&
            str_eq(t->items[i].root, o->root))
            return t->items[i].sentence;
    return (struct str){0};
}

/* ---- the list of troubles -------------------------------------------------------- */

struct listing {
    struct shell          *sh;
    struct index          *ix;
    const struct troubles *known;
    struct arena          *a; /* one record at a time */
    uint64_t               n;
};

static struct str sentence_of(struct listing *l, const struct occurrence *o)
{
    struct str      known = remembered(l->known, o);
    struct text     text  = {.arena = l->a};
    struct document doc   = {0};

    if (known.n)
        return known;
    if (o->document.n && index_document(l->ix, o->document, l->a, &doc) == KC_OK)
        document_sentences(&text, &doc);
    else
        (void)text_add(&text, str_from_cstr(words(reason_info(o->reason))));
    return text_str(&text);
}

static bool list_one(void *ctx, const struct occurrence *o)
{
    struct listing *l     = ctx;
    struct text     place = {.arena = l->a};
    struct str      args[PLACE_ROOMS];

    if (!is_bad(o->state))
        return true;
    if (l->n == 0)
        out_msg(MSG_LEDGER_TROUBLES, NULL, 0);
    if (l->n++ >= LISTED)
        return true;
    (void)text_add(&place, o->path);
    if (o->is_member) {
        (void)text_add(&place, STR("!/"));
        (void)text_add(&place, o->member);
    }
    args[0] = text_str(&place);
    args[1] = str_from_cstr(words(state_info(o->state)));
    args[2] = sentence_of(l, o);
    out_str(STR("  "));
    out_msg(MSG_LEDGER_TROUBLE, args, PLACE_ROOMS);
    arena_reset(l->a);
    return true;
}

static enum kc_status list_troubles(struct shell *sh, struct index *ix,
                                    const struct troubles *known)
{
    struct listing l = {.sh = sh, .ix = ix, .known = known};
    enum kc_status s;
    char           more[24];

    l.a = arena_new(limits_arena_bytes(&limits_default));
    if (!l.a)
        return KC_NO_MEMORY;
    s = index_each_occurrence(ix, list_one, &l);
    if (l.n > LISTED) {
        (void)snprintf(more, sizeof more, "%" PRIu64, l.n - LISTED);
        out_str(STR("  "));
        out_msg(MSG_LEDGER_MORE, &(struct str){more, str_from_cstr(more).n}, 1);
    }
    arena_free(l.a);
    return s;
}

/* ---- counts ---------------------------------------------------------------------- */

/* "30 đã đọc + 4 chưa đọc được"; "0" when there are none. */
static void add_counts(struct text *out, const uint64_t counts[STATE_COUNT])
{
    for (int s = 0; s < STATE_COUNT; s++) {
        char number[24];

        if (!counts[s])
            continue;
        (void)snprintf(number, sizeof number, "%" PRIu64 " ", counts[s]);
        if (out->n)
            (void)text_add(out, STR(" + "));
        (void)text_add(out, str_from_cstr(number));
        (void)text_add(out, str_from_cstr(words(state_info((enum file_state)s))));
    }
    if (!out->n)
        (void)text_add(out, STR("0"));
}

static void print_counts(struct shell *sh, enum msg m, uint64_t total,
                         const uint64_t counts[STATE_COUNT])
{
    size_t      mark = arena_mark(sh->arena);
    struct text text = {.arena = sh->arena};
    char        number[24];

    add_counts(&text, counts);
    (void)snprintf(number, sizeof number, "%" PRIu64, total);
    out_msg(m, (struct str[]){str_from_cstr(number), text_str(&text)}, 2);
    arena_release(sh->arena, mark);
}

void ledger_show(struct shell *sh, const struct ledger *l)
{
    print_counts(sh, MSG_LEDGER_FILES, l->entries, l->files);
    if (l->members_total)
        print_counts(sh, MSG_LEDGER_MEMBERS, l->members_total, l->members);
    out_msg(l->reconciles ? MSG_LEDGER_OK : MSG_LEDGER_WRONG, NULL, 0);
}

enum kc_status ledger_print(struct shell *sh, struct index *ix, const struct troubles *known,
                            struct ledger *ret_ledger)
{
    struct ledger  l;
    enum kc_status s = index_ledger(ix, &l);

    if (s != KC_OK)
        return s;
    ledger_show(sh, &l);
    s = list_troubles(sh, ix, known);
    if (s == KC_OK)
        *ret_ledger = l;
    return s;
}
