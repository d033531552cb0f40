#include "ingest/filter.h"
#include "ingest/log.h"
#include "ingest/workspace.h"

struct extract {
    struct shell    *sh;
    struct workspace ws; /* its rules count for files from anywhere */
    bool             in_workspace;
    struct arena    *a; /* one line at a time */
    struct reading   reading;
    uint64_t         workers, done, failed;
    bool             strict;
    bool             bad;                /* a file was refused or failed (strict: or is unread) */
    const char      *files_from, *share; /* as written, or NULL */
    bool             null;               /* listed paths end with NUL */
    struct str       list;
    struct shard     shard;
};

static bool on_record(void *ctx, const struct document *doc)
{
    struct extract *x = ctx;

    x->done++;
    if (doc->state == STATE_REFUSED || doc->state == STATE_FAILED || doc->state == STATE_WAITING ||
        (x->strict && doc->state == STATE_UNREAD)) {
        x->bad = true;
        x->failed++;
    }
    if (filter_print(x->a, doc) != EXIT_DONE)
        x->bad = true;
    arena_reset(x->a);
    if (!out_is_terminal())
        progress_show(x->sh, x->done, x->done, x->failed);
    return true;
}

/* A path that cannot be opened does not keep the others from being read. */
static int read_all(struct extract *x, char **paths, int n)
{
    struct filter f = {
        .sh = x->sh, .reading = &x->reading, .record = on_record, .ctx = x, .shard = x->shard};
    int first = EXIT_DONE;

    if (x->files_from)
        first = filter_read_list(&f, x->list, x->null ? '\0' : '\n');
    for (int i = 0; i < n && !supervisor_stop; i++) {
        int code = filter_read(&f, paths[i]);

        if (first == EXIT_DONE || supervisor_stop)
            first = code;
    }
    if (first != EXIT_DONE)
        return first;
    return x->bad ? EXIT_SOME_FAILED : EXIT_DONE;
}

/* Without paths: the intakes of the workspace. */
static int choose_paths(struct extract *x, int *n, char ***paths)
{
    char **all;

    if (*n || x->files_from)
        return EXIT_DONE;
    if (!x->in_workspace) {
        say(MSG_EXTRACT_NEEDS_PATH, NULL, 0);
        return EXIT_USAGE;
    }
    all = ARENA_NEW(x->sh->arena, char *, x->ws.nintakes);
    if (!all)
        return reading_outcome(KC_NO_MEMORY);
    for (size_t i = 0; i < x->ws.nintakes; i++)
        all[i] = (char *)shell_cstr(x->sh, x->ws.intakes[i].path);
    *n     = (int)x->ws.nintakes;
    *paths = all;
    return EXIT_DONE;
}

/* What the options say about which files; told when it makes no sense. */
static int check_options(struct extract *x, int npaths)
{
    int code;

    if (x->share && !shard_read(str_from_cstr(x->share), &x->shard)) {
        say1(MSG_EXTRACT_BAD_SHARD, str_from_cstr(x->share));
        return EXIT_USAGE;
    }
    if ((x->files_from && npaths) || (x->null && !x->files_from)) {
        say(x->files_from ? MSG_EXTRACT_LIST_OR_PATHS : MSG_EXTRACT_NULL_ALONE, NULL, 0);
        return EXIT_USAGE;
    }
    code = x->files_from ? listing_read(x->sh, x->files_from, &x->list) : EXIT_DONE;
    if (code == EXIT_DONE && !x->null && x->list.n && memchr(x->list.p, '\0', x->list.n)) {
        say1(MSG_EXTRACT_LIST_NUL, str_from_cstr(x->files_from));
        return EXIT_USAGE;
    }
    return code;
}

int cmd_extract(struct shell *sh, int argc, char **argv)
{
    struct extract          x      = {.sh = sh, .workers = WORKERS_NOT_GIVEN};
    const struct option_row rows[] = {
        {"files-from", 0, OPTION_TEXT, &x.files_from, "FILE", MSG_EXTRACT_FILES_FROM},
        {"null", '0', OPTION_FLAG, &x.null, NULL, MSG_EXTRACT_NULL},
        {"shard", 0, OPTION_TEXT, &x.share, "I/N", MSG_EXTRACT_SHARD},
        {"workers", 'j', OPTION_NUMBER, &x.workers, "N", MSG_READ_WORKERS},
        {"strict", 0, OPTION_FLAG, &x.strict, NULL, MSG_READ_STRICT},
    };
    bool   stop;
    int    n;
    char **paths = argv + 1;
    int    code  = options_parse(
            sh, "extract [-j N] [--strict] [--shard I/N] [PATH... | --files-from FILE [-0]]",
            MSG_EXTRACT_WHAT, rows, sizeof rows / sizeof *rows, &argc, argv, &stop);

    if (stop)
        return code;
    n    = argc - 1;
    code = check_options(&x, n);
    if (code == EXIT_DONE)
        code = workspace_open(sh, false, &x.ws, &x.in_workspace);
    if (code == EXIT_DONE)
        code = choose_paths(&x, &n, &paths);
    if (code == EXIT_DONE)
        code = reading_workers(x.workers, 0, &x.workers);
    if (code == EXIT_DONE)
        code = reading_start(sh, &x.ws, x.workers, &x.reading);
    if (code != EXIT_DONE)
        return code;
    x.a  = arena_new(limits_arena_bytes(&limits_default));
    code = x.a ? read_all(&x, paths, n) : reading_outcome(KC_NO_MEMORY);
    arena_free(x.a);
    reading_end(&x.reading);
    return code;
}
