#include <ctype.h>

#include "index/cmd_ask.h"
#include "index/label.h"
#include "index/report/report.h"
#include "ingest/log.h"
#include "parse/parse.h"

enum { LIMIT_DEFAULT = 20 };

struct find {
    struct shell *sh;
    struct report report; /* without a format: a few lines a document */
    uint64_t      limit, shown;
    struct str    words; /* in house normal form */
};

/* --- a row a document ------------------------------------------------------- */

static const struct column columns[] = {
    {"id", MSG_NONE, CELL_TEXT},
    {"number", MSG_FIND_NUMBER, CELL_TEXT},
    {"date", MSG_FIND_DATE, CELL_TEXT},
    {"type", MSG_FIND_TYPE, CELL_TEXT},
    {"issuer", MSG_FIND_ISSUER, CELL_TEXT},
    {"subject", MSG_FIND_SUBJECT, CELL_TEXT},
    {"path", MSG_NONE, CELL_PATH},
    {"member", MSG_NONE, CELL_PATH},
    {NULL, MSG_STATUS_FILE, CELL_TEXT},
    {"at", MSG_NONE, CELL_SPAN},
    {"snippet", MSG_FIND_SNIPPET, CELL_TEXT},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static struct str place_of(struct find *f, const struct search_hit *hit)
{
    struct text place = {.arena = f->sh->arena};

    (void)text_add(&place, hit->doc.path);
    (void)text_add(&place, hit->doc.member.n ? STR("!/") : STR(""));
    (void)text_add(&place, hit->doc.member);
    return text_str(&place);
}

static void show_row(struct find *f, const struct search_hit *hit)
{
    const struct str  day            = label_date(f->sh->arena, hit->doc.date);
    const struct cell cells[COLUMNS] = {
        {.text = hit->doc.id},   {.text = hit->doc.number}, {.text = hit->doc.date, .shown = day},
        {.text = hit->doc.type}, {.text = hit->doc.issuer}, {.text = hit->doc.subject},
        {.text = hit->doc.path}, {.text = hit->doc.member}, {.shown = place_of(f, hit)},
        {.at = hit->at},         {.text = hit->snippet},
    };

    report_row(&f->report, cells);
}

/* --- a few lines a document -------------------------------------------------------------- */

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
    struct text head = {.arena = f->sh->arena};

    add_part(&head, hit->doc.number.n ? hit->doc.number : str_from_cstr(msg(MSG_FIND_NO_NUMBER)));
    add_part(&head, label_date(f->sh->arena, hit->doc.date));
    add_part(&head, hit->doc.type);
    add_part(&head, hit->doc.issuer);
    if (f->shown)
        out_line((struct str){0});
    out_line(text_str(&head));
    show_line(f, STR("    "), hit->doc.subject);
    show_line(f, STR("    "), place_of(f, hit));
    show_line(f, STR("    … "), hit->snippet);
}

static bool show_hit(void *ctx, const struct search_hit *hit)
{
    struct find *f    = ctx;
    size_t       mark = arena_mark(f->sh->arena);

    if (f->report.format)
        show_row(f, hit);
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

static enum kc_status find(struct find *f, struct index *ix, int *ret_code)
{
    enum kc_status status = KC_OK;
    int            end;

    *ret_code = f->report.format ? report_begin(&f->report) : EXIT_DONE;
    if (*ret_code == EXIT_DONE)
        status = index_search(ix, f->words, (size_t)f->limit, show_hit, f);
    end = report_end(&f->report);
    if (*ret_code == EXIT_DONE)
        *ret_code = end;
    if (status != KC_OK || *ret_code != EXIT_DONE)
        return status;
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

/* Is there more than signs in it? */
static bool any_word(struct str words)
{
    while (words.n) {
        uint32_t cp = utf8_next(&words);

        if (cp >= 0x80 || isalnum((int)cp))
            return true;
    }
    return false;
}

/* Without a wish for a format there are a few lines a document, which people read
 * more easily than long rows. */
static int choose_format(struct find *f, const struct report_choice *choice)
{
    if (!report_wanted(choice))
        return EXIT_DONE;
    f->report =
        (struct report){.sh = f->sh, .columns = columns, .ncolumns = COLUMNS, .kind = "document"};
    return report_choose(choice, &f->report.format);
}

int cmd_find(struct shell *sh, int argc, char **argv)
{
    struct find             f      = {.sh = sh, .limit = LIMIT_DEFAULT};
    struct report_choice    choice = {0};
    const struct option_row rows[] = {
        REPORT_OPTIONS(choice),
        {"limit", 0, OPTION_NUMBER, &f.limit, "N", MSG_FIND_OPTION_LIMIT},
    };
    struct ask     q;
    enum kc_status status;
    bool           stop = false;
    int code = options_parse(sh, "find [--limit N] [--format FORMAT] WORD...", MSG_FIND_WHAT, rows,
                             sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (code != EXIT_DONE || stop)
        return code;
    if (argc < 2) {
        say(MSG_FIND_NO_WORDS, NULL, 0);
        return EXIT_USAGE;
    }
    code = choose_format(&f, &choice);
    if (code != EXIT_DONE)
        return code;
    if (!read_words(&f, argc, argv)) {
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    if (!any_word(f.words)) {
        say(MSG_FIND_NO_WORDS, NULL, 0);
        return EXIT_USAGE;
    }
    code = ask_begin(sh, false, &q);
    if (code != EXIT_DONE)
        return code;
    status = find(&f, q.ix, &code);
    return ask_end(&q, status, code);
}
