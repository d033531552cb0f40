#include "ingest/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/log.h"
#include "ingest/record/names.h"
#include "ingest/record/ndjson.h"
#include "ingest/workspace.h"

static enum kc_status on_record(void *ctx, const struct entry *e, const struct document *doc,
                                struct str image)
{
    struct filter *f = ctx;

    (void)e;
    (void)image;
    return f->record(f->ctx, doc) ? KC_OK : KC_SKIP;
}

static enum kc_status on_done(void *ctx, const struct entry *e)
{
    (void)ctx;
    (void)e;
    return KC_OK;
}

/* `entries` keeps those of the share, in their order. */
static int run(struct filter *f, int root_fd, struct entry *entries, size_t n)
{
    const struct supervisor_sink sink = {on_record, on_done, f};
    size_t                       kept = 0;
    enum kc_status               s;

    for (size_t i = 0; i < n; i++)
        if (shard_has(f->shard, entries[i].path))
            entries[kept++] = entries[i];
    s = supervisor_run(f->reading->supervisor, root_fd, entries, kept, &sink);

    return s == KC_SKIP ? f->code : reading_outcome(s);
}

static int cannot_open(const char *path)
{
    int why = errno;

    say2(MSG_READ_NO_PATH, str_from_cstr(path), error_words(why));
    switch (why) {
    case ENOENT:
    case ENOTDIR:
    case ENAMETOOLONG:
        return EXIT_NO_INPUT;
    case EACCES:
    case EPERM:
        return EXIT_PERMISSION;
    default:
        return EXIT_IO;
    }
}

static int read_folder(struct filter *f, const char *path)
{
    struct entry  *entries = NULL;
    size_t         n       = 0;
    int            fd      = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code;
    enum kc_status s;

    if (fd < 0)
        return cannot_open(path);
    s    = walk(fd, f->sh->arena, &entries, &n);
    code = s == KC_OK   ? run(f, fd, entries, n)
           : s == KC_IO ? cannot_open(path)
                        : reading_outcome(s);
    (void)close(fd); /* only read */
    return code;
}

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* Whoever names a file means it, whatever it is called and whatever links lead
 * to it. */
static int read_one(struct filter *f, const char *path, const struct stat *st)
{
    char         full[PATH_MAX];
    struct entry e = {.stamp = {st->st_dev, st->st_ino, (uint64_t)st->st_size,
                                nanoseconds(st->st_mtim), nanoseconds(st->st_ctim)}};
    int          fd, code;

    if (!realpath(path, full))
        return cannot_open(path);
    if (access(full, R_OK) < 0)
        return cannot_open(path);
    if (!S_ISREG(st->st_mode)) {
        e.state  = STATE_REFUSED;
        e.reason = REASON_SPECIAL_FILE;
    }
    e.path                                 = name_base(str_from_cstr(full));
    e.path                                 = str_from_cstr(shell_cstr(f->sh, e.path));
    full[str_from_cstr(full).n - e.path.n] = '\0';
    fd                                     = open(full, O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return cannot_open(path);
    code = run(f, fd, &e, 1);
    (void)close(fd); /* only a place */
    return code;
}

int filter_read(struct filter *f, const char *path)
{
    struct stat st;

    if (stat(path, &st) < 0)
        return cannot_open(path);
    return S_ISDIR(st.st_mode) ? read_folder(f, path) : read_one(f, path, &st);
}

int filter_read_list(struct filter *f, struct str list, char end)
{
    struct entry  *entries = NULL;
    size_t         n = 0, missing = 0;
    enum kc_status s  = listing_entries(f->sh, list, end, f->shard, &entries, &n, &missing);
    int            fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC), code;

    if (fd < 0)
        return cannot_open("/");
    code = s == KC_OK ? run(f, fd, entries, n) : reading_outcome(s);
    (void)close(fd); /* only a place */
    return code == EXIT_DONE && missing ? EXIT_SOME_FAILED : code;
}

int filter_print(struct arena *a, const struct document *doc)
{
    struct document line = *doc;
    struct text     out  = {.arena = a};
    enum kc_status  s;

    if (line.state == STATE_IGNORED)
        return EXIT_DONE;
    if (line.state == STATE_WAITING)
        line.state = STATE_FAILED;
    s = ndjson_write(&line, &out);
    if (s != KC_OK) {
        say1(MSG_EXTRACT_TOO_LARGE, doc->path);
        return EXIT_SOME_FAILED;
    }
    out_str(text_str(&out));
    return EXIT_DONE;
}
