#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <limits.h>
#include <sys/file.h>
#include <unistd.h>

#include "ingest/intake.h"
#include "ingest/log.h"
#include "ingest/record/names.h"
#include "ingest/workspace.h"

struct ingest {
    struct shell    *sh;
    struct workspace ws;
    bool             found; /* a workspace */
    bool             rescan, dry_run, strict;
    uint64_t         workers;
    struct intake   *roots; /* to be read in this run */
    size_t           nroots;
    int              lock;
    struct reading   reading;
    struct index    *ix;
    bool             missing; /* a root could not be opened */
};

/* ---- which roots ----------------------------------------------------------------- */

static struct str resolved(struct shell *sh, const char *path)
{
    char full[PATH_MAX];

    return str_from_cstr(shell_cstr(sh, str_from_cstr(realpath(path, full) ? full : path)));
}

/* Marks the intakes that `path` is or holds. */
static bool choose(struct ingest *g, const char *path, bool *chosen)
{
    struct str full = resolved(g->sh, path);
    bool       any  = false;

    for (size_t i = 0; i < g->ws.nintakes; i++) {
        if (!path_is_below(resolved(g->sh, g->ws.intakes[i].path.p), full))
            continue;
        chosen[i] = any = true;
    }
    if (!any)
        say1(MSG_INGEST_PATH, str_from_cstr(path));
    return any;
}

static int choose_intakes(struct ingest *g, char **paths, size_t n)
{
    bool *chosen = ARENA_NEW(g->sh->arena, bool, g->ws.nintakes);

    g->roots = ARENA_NEW(g->sh->arena, struct intake, g->ws.nintakes);
    if (!chosen || !g->roots)
        return reading_outcome(KC_NO_MEMORY);
    for (size_t i = 0; i < n; i++)
        if (!choose(g, paths[i], chosen))
            return EXIT_USAGE;
    for (size_t i = 0; i < g->ws.nintakes; i++)
        if (!n || chosen[i])
            g->roots[g->nroots++] = g->ws.intakes[i];
    return EXIT_DONE;
}

static bool has_root(const struct ingest *g, struct str name)
{
    for (size_t i = 0; i < g->nroots; i++)
        if (str_eq(g->roots[i].name, name))
            return true;
    return false;
}

/* Without a workspace each folder is a root by its own name. */
static int name_roots(struct ingest *g, char **paths, size_t n)
{
    if (!n) {
        say(MSG_INGEST_NEEDS_PATH, NULL, 0);
        return EXIT_USAGE;
    }
    g->roots = ARENA_NEW(g->sh->arena, struct intake, n);
    if (!g->roots)
        return reading_outcome(KC_NO_MEMORY);
    for (size_t i = 0; i < n; i++) {
        struct str path = resolved(g->sh, paths[i]), name = name_base(path);

        if (has_root(g, name)) {
            say1(MSG_INGEST_ROOT_TWICE, name);
            return EXIT_USAGE;
        }
        g->roots[g->nroots++] = (struct intake){.name = name, .path = path};
    }
    return EXIT_DONE;
}

/* ---- one run --------------------------------------------------------------------- */

/* Two commands must not read one workspace's intake at the same time. Taken after
 * the workers are born, so that none of them can hold it longer than we live. */
static int take_lock(struct ingest *g)
{
    const char *path;

    if (!g->found || g->sh->index_url || g->dry_run)
        return EXIT_DONE;
    path    = workspace_file(g->sh, &g->ws, "lock");
    g->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (g->lock < 0) {
        say2(MSG_INIT_FAILED, str_from_cstr(path), error_words(errno));
        return EXIT_CANT_CREATE;
    }
    if (flock(g->lock, LOCK_EX | LOCK_NB) == 0)
        return EXIT_DONE;
    say1(MSG_INGEST_LOCKED, g->ws.dir);
    return EXIT_TRY_AGAIN;
}

/* What is in it now, nobody knows: a walk that begins and does not end keeps the
 * ledger from adding up until somebody could look. */
static int note_missing(struct ingest *g, const struct intake *root)
{
    g->missing = true;
    return g->dry_run ? EXIT_DONE : index_trouble(g->ix, index_walk_begin(g->ix, root->name));
}

static int read_root(struct ingest *g, struct intake_run *run, const struct intake *root)
{
    int fd = open(root->path.p, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int code;

    if (fd < 0) {
        say2(MSG_READ_NO_FOLDER, root->path, error_words(errno));
        return note_missing(g, root);
    }
    run->root = root->name;
    code      = g->dry_run ? intake_preview(run, fd) : intake_read(run, fd);
    (void)close(fd); /* only read */
    return code == EXIT_NO_INPUT ? note_missing(g, root) : code;
}

static int read_roots(struct ingest *g, struct intake_run *run)
{
    int code = EXIT_DONE;

    for (size_t i = 0; i < g->nroots && code == EXIT_DONE; i++)
        code = read_root(g, run, &g->roots[i]);
    return code;
}

/* An intake that the settings no longer name: what was found there counts no more. */
static enum kc_status end_root(struct ingest *g, struct str root)
{
    enum kc_status s = index_begin(g->ix);

    if (s != KC_OK)
        return s;
    s = index_walk_begin(g->ix, root);
    if (s == KC_OK)
        s = index_walk_end(g->ix, root, 0);
    if (s == KC_OK)
        s = index_commit(g->ix);
    else
        index_rollback(g->ix);
    if (s == KC_OK)
        say1(MSG_INGEST_ROOT_ENDED, root);
    return s;
}

static int end_other_roots(struct ingest *g)
{
    struct str    *names = ARENA_NEW(g->sh->arena, struct str, g->ws.nintakes + 1);
    struct str     root  = {0};
    enum kc_status s     = names ? KC_OK : KC_NO_MEMORY;

    if (!g->found || g->sh->index_url)
        return EXIT_DONE;
    for (size_t i = 0; names && i < g->ws.nintakes; i++)
        names[i] = g->ws.intakes[i].name;
    do {
        if (s == KC_OK)
            s = index_other_root(g->ix, names, g->ws.nintakes, g->sh->arena, &root);
        if (s == KC_OK && root.n)
            s = end_root(g, root);
    } while (s == KC_OK && root.n);
    return index_trouble(g->ix, s);
}

/* A content whose kept place went away is read again at another one. */
static int read_again_if_needed(struct ingest *g, struct intake_run *run)
{
    bool           needed = false;
    uint64_t       found = run->found, unchanged = run->unchanged;
    enum kc_status s    = index_needs_another_walk(g->ix, &needed);
    int            code = EXIT_DONE;

    if (s != KC_OK)
        return index_trouble(g->ix, s);
    if (needed)
        code = read_roots(g, run);
    run->found     = found; /* the same files once more are no news */
    run->unchanged = unchanged;
    return code;
}

static int tell_result(struct ingest *g, const struct intake_run *run)
{
    char           numbers[2][24];
    struct ledger  l = {0};
    enum kc_status s;

    (void)snprintf(numbers[0], sizeof numbers[0], "%" PRIu64, run->found - run->unchanged);
    (void)snprintf(numbers[1], sizeof numbers[1], "%" PRIu64, run->unchanged);
    out_msg(MSG_INGEST_RUN, (struct str[]){str_from_cstr(numbers[0]), str_from_cstr(numbers[1])},
            2);
    s = ledger_print(g->sh, g->ix, &run->troubles, &l);
    if (s != KC_OK)
        return index_trouble(g->ix, s);
    return g->missing ? EXIT_NO_INPUT : ledger_code(&l, g->strict);
}

/* Where there is no index yet, everything is new. */
static int open_index(struct ingest *g)
{
    const char *path = g->sh->index_url ? NULL : workspace_file(g->sh, &g->ws, "index.db");

    if (!g->dry_run)
        return workspace_index(g->sh, &g->ws, INDEX_CREATE, &g->ix);
    if (!path) {
        struct str rest = str_from_cstr(g->sh->index_url);

        (void)str_cut(&rest, ':');
        path = rest.n ? rest.p : "";
    }
    g->ws.has_set = false; /* links are not asked for, and must not be written */
    return access(path, F_OK) < 0 ? EXIT_DONE : workspace_index(g->sh, &g->ws, INDEX_WRITE, &g->ix);
}

static int run_with_index(struct ingest *g)
{
    struct intake_run run  = {.sh = g->sh, .reading = &g->reading, .rescan = g->rescan};
    int               code = open_index(g);

    run.ix = g->ix;
    if (code == EXIT_DONE)
        code = read_roots(g, &run);
    if (code == EXIT_DONE && g->dry_run)
        return g->missing ? EXIT_NO_INPUT : EXIT_DONE;
    if (code == EXIT_DONE)
        code = end_other_roots(g);
    if (code == EXIT_DONE)
        code = read_again_if_needed(g, &run);
    if (code == EXIT_DONE)
        code = tell_result(g, &run);
    return code;
}

static int make_private_folder(struct ingest *g)
{
    const char *dir = workspace_file(g->sh, &g->ws, "");

    if (!g->found || g->sh->index_url || g->dry_run)
        return EXIT_DONE;
    return folder_make(dir, 0700);
}

static int run(struct ingest *g)
{
    int code = make_private_folder(g);

    if (code == EXIT_DONE && g->ws.criteria_path.n)
        code = workspace_criteria(g->sh, &g->ws, NULL);
    if (code == EXIT_DONE)
        code = reading_start(g->sh, &g->ws, g->workers, &g->reading);
    if (code == EXIT_DONE)
        code = take_lock(g);
    if (code == EXIT_DONE)
        code = run_with_index(g);
    index_close(g->ix);
    reading_end(&g->reading);
    if (g->lock >= 0)
        (void)close(g->lock); /* lets go of the lock */
    return code;
}

int cmd_ingest(struct shell *sh, int argc, char **argv)
{
    struct ingest           g      = {.sh = sh, .workers = WORKERS_NOT_GIVEN, .lock = -1};
    const struct option_row rows[] = {
        {"workers", 'j', OPTION_NUMBER, &g.workers, "N", MSG_READ_WORKERS},
        {"rescan", 0, OPTION_FLAG, &g.rescan, NULL, MSG_INGEST_RESCAN},
        {"dry-run", 'n', OPTION_FLAG, &g.dry_run, NULL, MSG_INGEST_DRY_RUN},
        {"strict", 0, OPTION_FLAG, &g.strict, NULL, MSG_READ_STRICT},
    };
    bool stop;
    int  code = options_parse(sh, "ingest [-j N] [--rescan] [--strict] [-n] [DIR...]",
                              MSG_INGEST_WHAT, rows, sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    code = workspace_open(sh, sh->index_url == NULL, &g.ws, &g.found);
    if (code == EXIT_DONE)
        code = reading_workers(g.workers, g.ws.workers, &g.workers);
    if (code == EXIT_DONE)
        code = g.found ? choose_intakes(&g, argv + 1, (size_t)argc - 1)
                       : name_roots(&g, argv + 1, (size_t)argc - 1);
    return code == EXIT_DONE ? run(&g) : code;
}
