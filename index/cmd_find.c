#include "index/cmd_ask.h"
#include "index/jw.h"
#include "ingest/log.h"
#include "parse/parse.h"

enum { LIMIT_DEFAULT = 20 };

struct find {
    struct shell *sh;
    bool          json, ndjson;
    uint64_t      limit, shown;
    struct str    words; /* in house normal form */
};

/* --- for programs ---------------------------------------------------------- */

static void show_json(struct find *f, const struct search_hit *hit)
{
    struct jw j = {.out = {.arena = f->sh->arena}};

    jw_open(&j, '{');
    jw_string(&j, "id", hit->doc.id);
    jw_string(&j, "number", hit->doc.number);
    jw_string(&j, "date", hit->doc.date);
    jw_string(&j, "type", hit->doc.type);
    jw_string(&j, "issuer", hit->doc.issuer);
    jw_string(&j, "subject", hit->doc.subject);
    jw_path(&j, "path", "path_bytes", hit->doc.path);
    jw_path(&j, "member", "member_bytes", hit->doc.member);
    jw_span(&j, "at", hit->at);
    jw_string(&j, "snippet", hit->snippet);
    jw_close(&j, '}');
    if (f->json)
        out_str(f->shown ? STR(",\n ") : STR("["));
    out_str(text_str(&j.out));
    if (f->ndjson)
        out_str(STR("\n"));
}

/* --- for people -------------------------------------------------------------- */

static void add_part(struct text *line, struct str part)
{
    if (!part.n)
        return;
    if (line->n)
        (void)text_add(line, STR(" · "));
    safe_add(line, part);
}

static void show_line(struct find *f, struct str indent, struct str value)
{
    struct text line = {.arena = f->sh->arena};

    if (!value.n)
        return;
    (void)text_add(&line, indent);
    safe_add(&line, value);
    out_line(text_str(&line));
}

/* Number, date, type, issuer; then what it is about, where it lies, the words. */
static void show_text(struct find *f, const struct search_hit *hit)
{
    struct text head = {.arena = f->sh->arena}, place = head;

    add_part(&head, hit->doc.number.n ? hit->doc.number : str_from_cstr(msg(MSG_FIND_NO_NUMBER)));
    add_part(&head, hit->doc.date);
    add_part(&head, hit->doc.type);
    add_part(&head, hit->doc.issuer);
    if (f->shown)
        out_line((struct str){0});
    out_line(text_str(&head));
    show_line(f, STR("    "), hit->doc.subject);
    (void)text_add(&place, hit->doc.path);
    if (hit->doc.member.n) {
        (void)text_add(&place, STR("!/"));
        (void)text_add(&place, hit->doc.member);
    }
    show_line(f, STR("    "), text_str(&place));
    show_line(f, STR("    … "), hit->snippet);
}

static bool show_hit(void *ctx, const struct search_hit *hit)
{
    struct find *f    = ctx;
    size_t       mark = arena_mark(f->sh->arena);

    if (f->json || f->ndjson)
        show_json(f, hit);
    else
        show_text(f, hit);
    arena_release(f->sh->arena, mark);
    f->shown++;
    return true;
}

/* --- what could not be searched -------------------------------------------------- */

static bool count_unread(void *ctx, const struct occurrence *o)
{
    *(uint64_t *)ctx += coverage_could_not_look(o->state, o->reason);
    return true;
}

/* "Not found" is never "could not look". */
static enum kc_status say_unread(struct find *f, struct index *ix)
{
    uint64_t       unread = 0;
    enum kc_status status = index_each_occurrence(ix, count_unread, &unread);

    if (status == KC_OK && unread)
        say1(MSG_FIND_UNREAD, arena_printf(f->sh->arena, "%llu", (unsigned long long)unread));
    return status;
}

static enum kc_status find(struct find *f, struct index *ix)
{
    enum kc_status status = index_search(ix, f->words, (size_t)f->limit, show_hit, f);

    if (status != KC_OK)
        return status;
    if (f->json)
        out_str(f->shown ? STR("]\n") : STR("[]\n"));
    if (!f->shown)
        say1(MSG_FIND_NONE, f->words);
    return say_unread(f, ix);
}

/* --- the question ------------------------------------------------------------------- */

static struct str join_words(struct arena *a, int argc, char **argv)
{
    struct text all = {.arena = a};

    for (int i = 1; i < argc; i++) {
        if (i > 1)
            (void)text_add(&all, STR(" "));
        (void)text_add(&all, str_from_cstr(argv[i]));
    }
    return text_str(&all);
}

static bool read_words(struct find *f, int argc, char **argv)
{
    struct parser *p      = NULL;
    enum kc_status status = parser_new(&p);

    if (status == KC_OK)
        status = normalise_string(p, f->sh->arena, join_words(f->sh->arena, argc, argv), &f->words);
    parser_free(p);
    return status_has_result(status);
}

int cmd_find(struct shell *sh, int argc, char **argv)
{
    struct find             f      = {.sh = sh, .limit = LIMIT_DEFAULT};
    const struct option_row rows[] = {
        {"json", 0, OPTION_FLAG, &f.json, NULL, MSG_FIND_OPTION_JSON},
        {"limit", 0, OPTION_NUMBER, &f.limit, "N", MSG_FIND_OPTION_LIMIT},
        {"ndjson", 0, OPTION_FLAG, &f.ndjson, NULL, MSG_FIND_OPTION_NDJSON},
    };
    struct ask q;
    bool       stop = false;
    int code = options_parse(sh, "find WORDS… [--limit N] [--json|--ndjson]", MSG_FIND_WHAT, rows,
                             sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (code != EXIT_DONE || stop)
        return code;
    if (argc < 2 || (f.json && f.ndjson)) {
        say(argc < 2 ? MSG_FIND_NO_WORDS : MSG_FIND_ONE_FORMAT, NULL, 0);
        return EXIT_USAGE;
    }
    if (!read_words(&f, argc, argv)) {
        say(MSG_FIND_NO_WORDS, NULL, 0);
        return EXIT_INTERNAL;
    }
    code = ask_begin(sh, false, &q);
    return code == EXIT_DONE ? ask_end(&q, find(&f, q.ix), EXIT_DONE) : code;
}
