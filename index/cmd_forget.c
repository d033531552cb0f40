#include "index/cmd_doc.h"
#include "ingest/ledger.h"
#include "ingest/log.h"

/* kiemchung forget: a document handed in by mistake leaves the index. */

struct forget {
    struct shell         *sh;
    struct workspace      ws;
    bool                  in_workspace, yes;
    struct index         *ix;
    struct document_brief doc;
    struct occurrence    *places; /* copied: where it lies */
    size_t                nplaces, places_cap;
    uint64_t              inside; /* members below its places */
    struct text           codes;  /* of criteria it is linked to */
    struct str            last_code;
    bool                  full;
};

/* ---- what would be lost ----------------------------------------------------------------- */

static struct str kept(struct forget *g, struct str s)
{
    struct str copy = {0};
    g->full         = g->full || !arena_copy(g->sh->arena, s, &copy);
    return copy;
}

static bool take_place(void *ctx, const struct occurrence *o)
{
    struct forget *g = ctx;
    if (!str_eq(o->document, g->doc.id))
        return true;
    if (!arena_reserve(g->sh->arena, (void **)&g->places, &g->places_cap, g->nplaces + 1,
                       sizeof *g->places)) {
        g->full = true;
        return false;
    }
    g->places[g->nplaces++] = (struct occurrence){.root   = kept(g, o->root),
                                                  .path   = kept(g, o->path),
                                                  .member = kept(g, o->member),
                                                  .state  = o->state};
    return !g->full;
}

/* "a.zip" and "a.zip!/b.zip" hold "a.zip!/b.zip!/c". */
static bool is_inside(const struct occurrence *o, const struct occurrence *holder)
{
    struct str rest = str_sub(o->member, holder->member.n, o->member.n);
    if (!str_eq(o->root, holder->root) || !str_eq(o->path, holder->path) || !o->member.n)
        return false;
    return !holder->member.n ||
           (str_starts_with(o->member, holder->member) && str_starts_with(rest, STR("!/")));
}

static bool count_inside(void *ctx, const struct occurrence *o)
{
    struct forget *g = ctx;
    for (size_t i = 0; i < g->nplaces; i++)
        if (!str_eq(o->document, g->doc.id) && is_inside(o, &g->places[i])) {
            g->inside++;
            break;
        }
    return true;
}

static bool take_link(void *ctx, const struct evidence_link *link)
{
    struct forget *g = ctx;
    if (!str_eq(link->document, g->doc.id) || str_eq(link->criterion, g->last_code))
        return true;
    text_add(&g->codes, g->codes.n ? STR(", ") : STR(""));
    text_add(&g->codes, link->criterion);
    g->last_code = kept(g, link->criterion);
    return !g->full;
}

static enum kc_status count_findings(struct forget *g, uint64_t *ret_n)
{
    struct arena   *a = arena_new(limits_arena_bytes(&limits_default));
    struct document doc;
    enum kc_status  s = a ? index_document(g->ix, g->doc.id, a, &doc) : KC_NO_MEMORY;
    if (s == KC_OK)
        *ret_n = doc.nfindings;
    arena_free(a);
    return s;
}

/* What people decided is theirs and stays. */
static uint64_t count_decisions(struct forget *g)
{
    struct decisions all        = {0};
    unsigned         unreadable = 0;
    uint64_t         n          = 0;
    if (!g->in_workspace || decisions_read(workspace_file(g->sh, &g->ws, "decisions.ndjson"),
                                           g->sh->arena, &all, &unreadable) != KC_OK)
        return 0;
    for (size_t i = 0; i < all.n; i++)
        n += str_eq(all.items[i].document, g->doc.id);
    return n;
}

static enum kc_status gather(struct forget *g)
{
    g->codes         = (struct text){.arena = g->sh->arena};
    enum kc_status s = index_each_occurrence(g->ix, take_place, g);
    if (s == KC_OK)
        s = index_each_occurrence(g->ix, count_inside, g);
    if (s == KC_OK)
        s = index_each_link(g->ix, (struct str){0}, take_link, g);
    return s == KC_OK && g->full ? KC_LIMIT : s;
}

/* ---- telling -------------------------------------------------------------------------------- */

static void print_line(struct forget *g, enum msg m, struct str value)
{
    struct str arg = txt_plain(g->sh, value);
    if (arg.n)
        out_indented(g->sh, txt_msg(g->sh, m, &arg, 1));
}

static void print_places(struct forget *g)
{
    for (size_t i = 0; i < g->nplaces; i++) {
        const struct occurrence *o      = &g->places[i];
        const struct state_info *state  = state_info(o->state);
        struct str               args[] = {txt_path(g->sh, o->path, o->member),
                                           str_from_cstr(msg_pick(state->vi, state->en))};
        out_indented(g->sh, txt_msg(g->sh, MSG_FORGET_PLACE, args, 2));
    }
}

static void print_loss(struct forget *g, enum msg head, uint64_t findings)
{
    struct str decisions = txt_number(g->sh, count_decisions(g));
    out_msg(head, NULL, 0);
    out_indented(g->sh, txt_document(g->sh, &g->doc));
    print_places(g);
    if (g->inside)
        print_line(g, MSG_FORGET_INSIDE, txt_number(g->sh, g->inside));
    if (findings)
        print_line(g, MSG_FORGET_FINDINGS, txt_number(g->sh, findings));
    print_line(g, MSG_FORGET_CRITERIA, text_str(&g->codes));
    if (!str_eq(decisions, STR("0")))
        print_line(g, MSG_FORGET_DECISIONS, decisions);
}

/* The file on disk, as far as the settings tell where its intake is. */
static struct str file_of(struct forget *g, const struct occurrence *o)
{
    for (size_t i = 0; i < g->ws.nintakes; i++)
        if (str_eq(g->ws.intakes[i].name, o->root))
            return shell_join(g->sh, g->ws.intakes[i].path, o->path);
    return shell_join(g->sh, o->root, o->path);
}

static void print_again(struct forget *g)
{
    bool any = false;
    for (size_t i = 0; i < g->nplaces; i++) {
        const struct occurrence *o = &g->places[i];
        if (o->state == STATE_GONE ||
            (i && str_eq(o->path, g->places[i - 1].path) && str_eq(o->root, g->places[i - 1].root)))
            continue;
        if (!any)
            out_msg(MSG_FORGET_AGAIN, NULL, 0);
        any = true;
        out_indented(g->sh, txt_plain(g->sh, file_of(g, o)));
    }
}

/* ---- the command ------------------------------------------------------------------------------
 */

static int told(struct forget *g, enum kc_status s, int code)
{
    index_rollback(g->ix); /* nothing, after a commit */
    return s == KC_OK ? code : index_trouble(g->ix, s);
}

static int would(struct forget *g, uint64_t findings)
{
    print_loss(g, MSG_FORGET_WOULD, findings);
    say1(MSG_FORGET_NEEDS_YES, str_sub(g->doc.id, 0, 12));
    return EXIT_USAGE;
}

static int forgotten(struct forget *g, uint64_t findings)
{
    struct ledger  l;
    enum kc_status s = index_forget(g->ix, g->doc.id);
    if (s == KC_OK)
        s = index_commit(g->ix);
    if (s == KC_OK)
        s = index_ledger(g->ix, &l);
    if (s != KC_OK)
        return told(g, s, EXIT_DONE);
    print_loss(g, MSG_FORGET_DONE, findings);
    ledger_show(g->sh, &l);
    print_again(g);
    return EXIT_DONE;
}

static int run(struct forget *g, struct str typed)
{
    uint64_t       findings = 0;
    enum kc_status s        = index_begin(g->ix);
    int            code;
    if (s != KC_OK)
        return index_trouble(g->ix, s);
    code = doc_pick(g->sh, g->ix, typed, true, &g->doc);
    if (code != EXIT_DONE)
        return told(g, KC_OK, code);
    s = gather(g);
    if (s == KC_OK)
        s = count_findings(g, &findings);
    if (s != KC_OK)
        return told(g, s, EXIT_DONE);
    return g->yes ? forgotten(g, findings) : told(g, KC_OK, would(g, findings));
}

int cmd_forget(struct shell *sh, int argc, char **argv)
{
    struct forget           g      = {.sh = sh};
    const struct option_row rows[] = {
        {"yes", 0, OPTION_FLAG, &g.yes, NULL, MSG_FORGET_OPTION_YES},
    };
    bool stop = false;
    int  code = options_parse(sh, "forget DOC [--yes]", MSG_FORGET_WHAT, rows,
                              sizeof rows / sizeof *rows, &argc, argv, &stop);
    if (code != EXIT_DONE || stop)
        return code;
    if (argc != 2) {
        say(MSG_FORGET_ONE_DOC, NULL, 0);
        return EXIT_USAGE;
    }
    code = workspace_open(sh, !sh->index_url, &g.ws, &g.in_workspace);
    if (code == EXIT_DONE)
        code = workspace_index(sh, &g.ws, g.yes ? INDEX_WRITE : INDEX_READ, &g.ix);
    if (code != EXIT_DONE)
        return code;
    code = run(&g, str_trim(str_from_cstr(argv[1])));
    index_close(g.ix);
    return code;
}
