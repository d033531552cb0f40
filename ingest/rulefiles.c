#include "ingest/rulefiles.h"

#include <errno.h>
#include <glob.h>
#include <unistd.h>

#include "ingest/log.h"
#include "parse/parse.h"

/* ---- which files ------------------------------------------------------------------ */

struct finding_files {
    struct shell           *sh;
    const struct workspace *ws;
    struct office_file     *files;
    size_t                  n, cap;
    int                     code;
};

static void wrong(struct finding_files *f, const struct rule_path *at, enum msg m, struct str a,
                  struct str b)
{
    struct text t = {.arena = f->sh->arena};

    message_fill(&t, msg(m), (struct str[]){a, b}, 2);
    say_place(shell_join(f->sh, f->ws->dir, STR("kiemchung.yaml")), at->line, at->column,
              text_str(&t));
    f->code = EXIT_CONFIG;
}

static void take(struct finding_files *f, const struct rule_path *at, struct str path)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->files[i].path, path))
            return;
    if (!arena_reserve(f->sh->arena, (void **)&f->files, &f->cap, f->n + 1, sizeof *f->files)) {
        f->code = EXIT_TRY_AGAIN;
        return;
    }
    f->files[f->n++] =
        (struct office_file){str_from_cstr(shell_cstr(f->sh, path)), at->line, at->column};
}

static bool is_pattern(struct str path)
{
    for (size_t i = 0; i < path.n; i++)
        if (memchr("*?[", path.p[i], 3))
            return true;
    return false;
}

/* The folder of the workspace may have any name; it is no pattern. */
static const char *escaped(struct finding_files *f, struct str pattern)
{
    struct text out = {.arena = f->sh->arena};
    struct str  dir = f->ws->dir;

    if (!pattern.n || pattern.p[0] != '/') {
        for (size_t i = 0; i < dir.n; i++) {
            (void)text_add(&out, memchr("*?[\\", dir.p[i], 4) ? STR("\\") : STR(""));
            (void)text_add(&out, str_sub(dir, i, i + 1));
        }
        (void)text_add(&out, STR("/"));
    }
    (void)text_add(&out, pattern);
    return shell_cstr(f->sh, text_str(&out));
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Sorted by us: the order must not depend on the language of the machine. */
static void take_fitting(struct finding_files *f, const struct rule_path *at)
{
    glob_t g    = {0};
    int    code = glob(escaped(f, at->path), GLOB_NOSORT, NULL, &g);

    if (code == GLOB_NOSPACE)
        f->code = EXIT_TRY_AGAIN;
    else if (code != 0)
        wrong(f, at, MSG_WORKSPACE_RULES_NONE, at->path, (struct str){0});
    else
        qsort(g.gl_pathv, g.gl_pathc, sizeof *g.gl_pathv, by_bytes);
    for (size_t i = 0; code == 0 && i < g.gl_pathc; i++)
        take(f, at, str_from_cstr(g.gl_pathv[i]));
    globfree(&g);
}

static void take_named(struct finding_files *f, const struct rule_path *at)
{
    struct str path = shell_join(f->sh, f->ws->dir, at->path);

    if (access(path.p, R_OK) == 0)
        take(f, at, path);
    else
        wrong(f, at, MSG_WORKSPACE_NO_FILE, path, error_words(errno));
}

int rulefiles_find(struct shell *sh, const struct workspace *ws, struct office_file **ret_files,
                   size_t *ret_n)
{
    struct finding_files f = {.sh = sh, .ws = ws};

    for (size_t i = 0; i < ws->nrules; i++)
        if (is_pattern(ws->rules[i].path))
            take_fitting(&f, &ws->rules[i]);
        else
            take_named(&f, &ws->rules[i]);
    if (f.code == EXIT_TRY_AGAIN)
        say(MSG_NO_MEMORY, NULL, 0);
    *ret_files = f.files;
    *ret_n     = f.n;
    return f.code;
}

/* ---- what is in them --------------------------------------------------------------- */

void rulefiles_say(void *shell, struct str file, const struct rule_error *e)
{
    struct shell *sh   = shell;
    size_t        mark = arena_mark(sh->arena);
    struct text   t    = {.arena = sh->arena};

    (void)rule_error_text(e, message_lang() == LANG_EN, &t); /* what fits is told */
    say_place(file, e->line, e->column, text_str(&t));
    arena_release(sh->arena, mark);
}

static int no_memory(void)
{
    say(MSG_NO_MEMORY, NULL, 0);
    return EXIT_TRY_AGAIN;
}

static int read_files(struct shell *sh, const struct workspace *ws, struct rule_file **ret_files,
                      size_t *ret_n)
{
    struct finding_files f     = {.sh = sh, .ws = ws};
    struct office_file  *named = NULL;
    size_t               n     = 0;
    struct rule_file    *files;

    f.code = rulefiles_find(sh, ws, &named, &n);
    files  = ARENA_NEW(sh->arena, struct rule_file, rules_shipped_count + n);
    if (!files)
        return no_memory();
    for (size_t i = 0; i < rules_shipped_count; i++)
        files[i] = rules_shipped_file(i);
    for (size_t i = 0; i < n; i++) {
        struct rule_file *file = &files[rules_shipped_count + i];
        struct rule_path  at   = {.line = named[i].line, .column = named[i].column};

        *file = (struct rule_file){.name = named[i].path, .office = true};
        if (!file_read(sh->arena, named[i].path.p, &file->text))
            wrong(&f, &at, MSG_WORKSPACE_NO_FILE, named[i].path, error_words(errno));
    }
    *ret_files = files;
    *ret_n     = rules_shipped_count + n;
    return f.code;
}

int rulefiles_load(struct shell *sh, const struct workspace *ws, struct ruleset **ret_set)
{
    struct rule_file *files = NULL;
    size_t            n     = 0;
    int               code  = read_files(sh, ws, &files, &n);
    enum kc_status    s;

    if (code != EXIT_DONE)
        return code;
    s = ruleset_load(files, n, rulefiles_say, sh, ret_set);
    if (s == KC_OK)
        return EXIT_DONE;
    return s == KC_BAD_INPUT ? EXIT_CONFIG : no_memory();
}

/* ---- do they do what their examples say? --------------------------------------------- */

static enum kc_status prepare(void *parser, struct document *doc)
{
    return normalise(parser, &limits_default, doc);
}

int rulefiles_test(struct shell *sh, const struct ruleset *set, struct selftest *ret_test,
                   bool office_only)
{
    struct parser  *parser = NULL;
    enum kc_status  s      = parser_new(&parser);
    struct selftest test   = {.prepare     = prepare,
                              .lent        = parser,
                              .say         = rulefiles_say,
                              .ctx         = sh,
                              .office_only = office_only};

    if (s == KC_OK)
        s = ruleset_selftest(set, &test);
    parser_free(parser);
    if (s != KC_OK)
        return no_memory();
    *ret_test = test;
    return EXIT_DONE;
}

int rulefiles_load_tested(struct shell *sh, const struct workspace *ws, struct ruleset **ret_set)
{
    struct ruleset *set  = NULL;
    struct selftest test = {0};
    int             code = rulefiles_load(sh, ws, &set);

    if (code == EXIT_DONE && ws->nrules)
        code = rulefiles_test(sh, set, &test, true);
    if (code == EXIT_DONE && test.surprises)
        code = EXIT_CONFIG;
    if (code == EXIT_DONE)
        *ret_set = set;
    else
        ruleset_free(set);
    return code;
}
