#include "ingest/options.h"

#include "ingest/command.h"
#include "ingest/log.h"
#include "ingest/record/nearest.h"

enum { COMMON_ROWS = 5, HEAD_BYTES = 80 };

struct parser_state {
    const struct option_row *rows, *common;
    size_t                   nrows;
    int                      argc;
    char                   **argv;
    int                      at;    /* the argument looked at            */
    int                      kept;  /* positional arguments so far, + 1  */
    bool                     wrong; /* a mistake was told                */
};

static const struct option_row *row_at(const struct parser_state *p, size_t i)
{
    return i < p->nrows ? &p->rows[i] : &p->common[i - p->nrows];
}

static const struct option_row *find_name(const struct parser_state *p, struct str name)
{
    for (size_t i = 0; i < p->nrows + COMMON_ROWS; i++)
        if (str_eq(str_from_cstr(row_at(p, i)->name), name))
            return row_at(p, i);
    return NULL;
}

static const struct option_row *find_letter(const struct parser_state *p, char letter)
{
    for (size_t i = 0; i < p->nrows + COMMON_ROWS; i++)
        if (row_at(p, i)->letter && row_at(p, i)->letter == letter)
            return row_at(p, i);
    return NULL;
}

static void mistake(struct parser_state *p, enum msg m, struct str a, struct str b)
{
    say2(m, a, b);
    p->wrong = true;
}

static void unknown_name(struct parser_state *p, struct str name)
{
    for (size_t i = 0; i < p->nrows + COMMON_ROWS; i++) {
        struct str valid = str_from_cstr(row_at(p, i)->name);

        if (nearest_is(name, valid)) {
            mistake(p, MSG_OPTION_NEAREST, name, valid);
            return;
        }
    }
    mistake(p, MSG_OPTION_UNKNOWN, name, (struct str){0});
}

static void set_value(struct parser_state *p, const struct option_row *row, const char *value)
{
    switch (row->kind) {
    case OPTION_FLAG:
        break;
    case OPTION_TEXT:
        *(const char **)row->into = value;
        break;
    case OPTION_NUMBER:
        if (!str_to_u64(str_from_cstr(value), row->into))
            mistake(p, MSG_OPTION_NUMBER, str_from_cstr(row->name), str_from_cstr(value));
        break;
    }
}

/* The value stands behind "=" or the letter, or is the next argument. */
static void take_value(struct parser_state *p, const struct option_row *row, const char *here)
{
    if (here)
        set_value(p, row, here);
    else if (p->at + 1 < p->argc)
        set_value(p, row, p->argv[++p->at]);
    else
        mistake(p, MSG_OPTION_VALUE, str_from_cstr(row->name), str_from_cstr(row->meta));
}

static void take_long(struct parser_state *p, const char *z)
{
    struct str               rest = str_from_cstr(z), name = str_cut(&rest, '=');
    const struct option_row *row  = find_name(p, name);
    const char              *here = z[name.n] == '=' ? z + name.n + 1 : NULL;

    if (!row)
        unknown_name(p, name);
    else if (row->kind != OPTION_FLAG)
        take_value(p, row, here);
    else if (here)
        mistake(p, MSG_OPTION_FLAG, name, (struct str){0});
    else
        *(bool *)row->into = true;
}

static void take_letters(struct parser_state *p, const char *z)
{
    for (; *z; z++) {
        const struct option_row *row = find_letter(p, *z);

        if (!row) {
            /* A letter may be several bytes long: the whole argument is told. */
            mistake(p, MSG_OPTION_LETTER, str_from_cstr(p->argv[p->at]), (struct str){0});
            return;
        }
        if (row->kind != OPTION_FLAG) {
            take_value(p, row, z[1] ? z + 1 : NULL);
            return;
        }
        *(bool *)row->into = true;
    }
}

static void take_arguments(struct parser_state *p)
{
    bool options = true;

    for (p->kept = p->at = 1; p->at < p->argc; p->at++) {
        char *z = p->argv[p->at];

        if (options && str_eq(str_from_cstr(z), STR("--")))
            options = false;
        else if (options && z[0] == '-' && z[1] == '-')
            take_long(p, z + 2);
        else if (options && z[0] == '-' && z[1])
            take_letters(p, z + 1);
        else
            p->argv[p->kept++] = z;
    }
}

/* ---- help ------------------------------------------------------------------------ */

/* "  -j, --workers N" */
static struct str help_head(const struct option_row *row, char buf[HEAD_BYTES])
{
    int used = snprintf(buf, HEAD_BYTES, "  %c%c%s --%s%s%s", row->letter ? '-' : ' ',
                        row->letter ? row->letter : ' ', row->letter ? "," : " ", row->name,
                        row->meta ? " " : "", row->meta ? row->meta : "");

    return (struct str){buf, used < HEAD_BYTES ? (size_t)used : HEAD_BYTES - 1};
}

static void help_rows(const struct parser_state *p, const struct option_row *rows, size_t n)
{
    char   buf[HEAD_BYTES];
    size_t widest = 0;

    for (size_t i = 0; i < p->nrows + COMMON_ROWS; i++) {
        size_t width = help_head(row_at(p, i), buf).n;

        widest = width > widest ? width : widest;
    }
    for (size_t i = 0; i < n; i++) {
        struct str head = help_head(&rows[i], buf);

        out_str(head);
        for (size_t pad = head.n; pad < widest + 2; pad++)
            out_str(STR(" "));
        out_line(str_from_cstr(msg(rows[i].what)));
    }
}

static void help(const struct parser_state *p, const char *usage, enum msg what)
{
    struct str line = str_from_cstr(usage);

    out_msg(MSG_HELP_USAGE, &line, 1);
    out_str(STR("\n"));
    out_line(str_from_cstr(msg(what)));
    if (p->nrows) {
        out_str(STR("\n"));
        out_msg(MSG_HELP_OPTIONS, NULL, 0);
        help_rows(p, p->rows, p->nrows);
    }
    out_str(STR("\n"));
    out_msg(MSG_HELP_COMMON, NULL, 0);
    help_rows(p, p->common, COMMON_ROWS);
}

/* ---- completion ------------------------------------------------------------------ */

/* The option that an argument names and whose value comes next; NULL: none. */
static const struct option_row *waits_for_value(const struct parser_state *p, const char *z)
{
    const struct option_row *row = NULL;

    if (z[0] == '-' && z[1] == '-')
        row = find_name(p, str_from_cstr(z + 2));
    else if (z[0] == '-' && z[1] && !z[2])
        row = find_letter(p, z[1]);
    return row && row->kind != OPTION_FLAG ? row : NULL;
}

/* "vi|en" lists what there is; "FILE" leaves it to the shell. */
static void complete_value(const struct option_row *row)
{
    struct str rest = str_from_cstr(row->meta);

    if (!memchr(row->meta, '|', rest.n))
        return;
    while (rest.n)
        out_line(str_cut(&rest, '|'));
}

/* What could stand in place of the last argument, one a line. */
static void complete(const struct parser_state *p)
{
    const struct option_row *row = p->argc > 2 ? waits_for_value(p, p->argv[p->argc - 2]) : NULL;

    if (row)
        complete_value(row);
    else if (p->argc > 1 && p->argv[p->argc - 1][0] == '-')
        for (size_t i = 0; i < p->nrows + COMMON_ROWS; i++) {
            out_str(STR("--"));
            out_line(str_from_cstr(row_at(p, i)->name));
        }
}

/* ---- parsing --------------------------------------------------------------------- */

int options_parse(struct shell *sh, const char *usage, enum msg what, const struct option_row *rows,
                  size_t nrows, int *argc, char **argv, bool *ret_stop)
{
    bool                    wants_help          = false;
    const struct option_row common[COMMON_ROWS] = {
        {"dir", 'C', OPTION_TEXT, &sh->dir, "DIR", MSG_COMMON_DIR},
        {"index", 0, OPTION_TEXT, &sh->index_url, "URL", MSG_COMMON_INDEX},
        {"lang", 0, OPTION_TEXT, &sh->lang, "vi|en", MSG_COMMON_LANG},
        {"quiet", 'q', OPTION_FLAG, &sh->quiet, NULL, MSG_COMMON_QUIET},
        {"help", 'h', OPTION_FLAG, &wants_help, NULL, MSG_COMMON_HELP},
    };
    struct parser_state p = {
        .rows = rows, .nrows = nrows, .common = common, .argc = *argc, .argv = argv};

    if (sh->complete) {
        complete(&p);
        *ret_stop = true;
        return EXIT_DONE;
    }
    take_arguments(&p);
    if (!message_choose(sh->lang, NULL))
        mistake(&p, MSG_LANG_UNKNOWN, str_from_cstr(sh->lang), (struct str){0});
    *argc        = p.kept;
    argv[p.kept] = p.kept < p.argc ? NULL : argv[p.kept];
    *ret_stop    = p.wrong || wants_help;
    if (p.wrong) {
        say1(MSG_SEE_HELP, str_from_cstr(argv[0]));
        return EXIT_USAGE;
    }
    if (wants_help)
        help(&p, usage, what);
    return EXIT_DONE;
}

/* ---- words ------------------------------------------------------------------------- */

static bool takes_value(struct str option)
{
    return str_eq(option, STR("-C")) || str_eq(option, STR("--dir")) ||
           str_eq(option, STR("--index")) || str_eq(option, STR("--lang"));
}

bool options_word_first(int argc, char **argv)
{
    int   at = 1;
    char *word;

    while (at < argc && argv[at][0] == '-' && argv[at][1])
        at += takes_value(str_from_cstr(argv[at])) ? 2 : 1;
    if (at >= argc)
        return false;
    word = argv[at];
    for (; at > 1; at--)
        argv[at] = argv[at - 1];
    argv[1] = word;
    return true;
}
