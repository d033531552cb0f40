#include "index/review.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <libgen.h>
#include <limits.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/record/ndjson.h"

enum { LINE_BYTES = 1024 * 1024, FILE_BYTES = 256 * 1024 * 1024 };

static const char *const verb_names[DECISION_VERB_COUNT] = {
    [DECISION_ACCEPT] = "accept",   [DECISION_REJECT] = "reject",
    [DECISION_EXPLAIN] = "explain", [DECISION_NOT_APPLICABLE] = "not-applicable",
    [DECISION_UNDO] = "undo",
};

const char *decision_verb_name(enum decision_verb v)
{
    return (unsigned)v < DECISION_VERB_COUNT ? verb_names[v] : "unknown";
}

/* ---- reading ----------------------------------------------------------------- */

struct log {
    struct arena    *arena;
    struct decision *items;
    size_t           n, cap;
    unsigned         unreadable;
};

static bool verb_from_name(struct str name, enum decision_verb *ret_verb)
{
    for (unsigned v = 0; v < DECISION_VERB_COUNT; v++)
        if (str_eq(name, str_from_cstr(verb_names[v]))) {
            *ret_verb = v;
            return true;
        }
    return false;
}

/* False when the arena is full; a member that is no text is left empty. */
static bool member(struct log *log, const json_t *object, const char *name, struct str *ret_text)
{
    const json_t *value = json_object_get(object, name);
    struct str    text  = {0};
    if (json_is_string(value))
        text = (struct str){json_string_value(value), json_string_length(value)};
    return arena_copy(log->arena, text, ret_text);
}

/* Every decision needs a verb, a set and a criterion; accept and reject a document;
 * an explanation that explains nothing is none. */
static bool is_complete(const struct decision *d)
{
    bool on_link  = d->verb == DECISION_ACCEPT || d->verb == DECISION_REJECT;
    bool explains = d->verb == DECISION_EXPLAIN;
    return d->set.n && d->criterion.n && (!on_link || d->document.n) &&
           (!explains || str_trim(d->why).n);
}

static bool same_target(const struct decision *a, const struct decision *b)
{
    return str_eq(a->criterion, b->criterion) && str_eq(a->document, b->document) &&
           str_eq(a->set, b->set);
}

/* Takes back what was decided so far on the same criterion and document. */
static void undo(struct log *log, const struct decision *d)
{
    size_t kept = 0;
    for (size_t i = 0; i < log->n; i++)
        if (!same_target(&log->items[i], d))
            log->items[kept++] = log->items[i];
    log->n = kept;
}

static enum kc_status take_object(struct log *log, const json_t *object)
{
    struct decision d    = {0};
    struct str      verb = {0};
    if (!member(log, object, "verb", &verb) || !member(log, object, "set", &d.set) ||
        !member(log, object, "criterion", &d.criterion) ||
        !member(log, object, "document", &d.document) ||
        !member(log, object, "number", &d.number) || !member(log, object, "by", &d.by) ||
        !member(log, object, "why", &d.why) || !member(log, object, "at", &d.at))
        return KC_LIMIT;
    if (!verb_from_name(verb, &d.verb) || !is_complete(&d)) {
        log->unreadable++;
        return KC_OK;
    }
    if (d.verb == DECISION_UNDO) {
        undo(log, &d);
        return KC_OK;
    }
    if (!arena_reserve(log->arena, (void **)&log->items, &log->cap, log->n + 1, sizeof d))
        return KC_LIMIT;
    log->items[log->n++] = d;
    return KC_OK;
}

static enum kc_status take_line(struct log *log, struct str line)
{
    json_error_t   error;
    enum kc_status s = KC_OK;
    if (!str_trim(line).n)
        return KC_OK;
    json_t *object = json_loadb(line.p, line.n, JSON_REJECT_DUPLICATES, &error);
    if (json_is_object(object))
        s = take_object(log, object);
    else
        log->unreadable++;
    json_decref(object);
    return s;
}

/* A last line without its end was torn by a crash: nobody was told it is kept. */
static enum kc_status take_lines(struct log *log, struct str text)
{
    while (text.n) {
        bool           whole = memchr(text.p, '\n', text.n) != NULL;
        struct str     line  = str_cut(&text, '\n');
        enum kc_status s     = KC_OK;
        if (whole)
            s = take_line(log, line);
        else
            log->unreadable++;
        if (s != KC_OK)
            return s;
    }
    return KC_OK;
}

static enum kc_status read_all(int fd, struct arena *a, struct str *ret_text)
{
    struct stat st;
    if (fstat(fd, &st))
        return KC_IO;
    errno = S_ISDIR(st.st_mode) ? EISDIR : EINVAL;
    if (!S_ISREG(st.st_mode))
        return KC_IO;
    errno = EFBIG;
    if (st.st_size > FILE_BYTES)
        return KC_LIMIT;
    size_t size = (size_t)st.st_size, n = 0;
    char  *text = arena_alloc(a, 1, size + 1);
    if (!text)
        return KC_LIMIT;
    while (n < size) {
        ssize_t got = read(fd, text + n, size - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return KC_IO;
        if (!got)
            break;
        n += (size_t)got;
    }
    *ret_text = (struct str){text, n};
    return KC_OK;
}

enum kc_status decisions_read(const char *path, struct arena *a, struct decisions *ret_decisions,
                              unsigned *ret_unreadable)
{
    struct log log  = {.arena = a};
    struct str text = {0};
    int        fd   = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0 && errno != ENOENT)
        return KC_IO;
    enum kc_status s     = fd < 0 ? KC_OK : read_all(fd, a, &text);
    int            error = errno;
    if (fd >= 0)
        (void)close(fd); /* nothing was written */
    errno = error;
    if (s == KC_OK && (s = take_lines(&log, text)) == KC_LIMIT)
        errno = EFBIG;
    if (s != KC_OK)
        return s;
    *ret_decisions  = (struct decisions){log.items, log.n};
    *ret_unreadable = log.unreadable;
    return KC_OK;
}

/* ---- writing ------------------------------------------------------------------- */

static void add_member(struct text *out, const char *name, struct str value)
{
    text_add(out, STR(","));
    json_add_string(out, str_from_cstr(name));
    text_add(out, STR(":"));
    json_add_string(out, value);
}

static void add_line(struct text *out, const struct decision *d)
{
    text_add(out, STR("{\"format_version\":1"));
    add_member(out, "verb", str_from_cstr(decision_verb_name(d->verb)));
    add_member(out, "set", d->set);
    add_member(out, "criterion", d->criterion);
    if (d->document.n)
        add_member(out, "document", d->document);
    if (d->number.n)
        add_member(out, "number", d->number);
    add_member(out, "by", d->by);
    add_member(out, "why", d->why);
    add_member(out, "at", d->at);
    text_add(out, STR("}\n"));
}

static bool write_all(int fd, struct str s)
{
    while (s.n) {
        ssize_t n = write(fd, s.p, s.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        s = str_sub(s, (size_t)n, s.n);
    }
    return true;
}

static bool ends_torn(int fd)
{
    struct stat st;
    char        last = '\n';
    return fstat(fd, &st) == 0 && st.st_size > 0 && pread(fd, &last, 1, st.st_size - 1) == 1 &&
           last != '\n';
}

/* The name of a new file is kept only when its folder is synced, too. */
static bool sync_folder(const char *path)
{
    char copy[PATH_MAX];
    int  n = snprintf(copy, sizeof copy, "%s", path);
    if (n < 0 || (size_t)n >= sizeof copy) {
        errno = ENAMETOOLONG;
        return false;
    }
    int  fd   = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool done = fd >= 0 && fsync(fd) == 0;
    if (fd >= 0)
        (void)close(fd); /* fsync already told */
    return done;
}

static bool append_line(int fd, struct str line)
{
    while (flock(fd, LOCK_EX))
        if (errno != EINTR)
            return false;
    /* One write with the line before it, so that a torn line is ended exactly once. */
    struct str all = ends_torn(fd) ? line : str_sub(line, 1, line.n);
    return write_all(fd, all) && fsync(fd) == 0;
}

enum kc_status decisions_append(const char *path, const struct decision *d)
{
    struct arena *a    = arena_new(4 * LINE_BYTES);
    struct text   line = {.arena = a, .limit = LINE_BYTES};
    if (!a)
        return KC_NO_MEMORY;
    text_add(&line, STR("\n"));
    add_line(&line, d);
    if (line.full) {
        arena_free(a);
        return KC_LIMIT;
    }
    int  flags   = O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW;
    int  fd      = open(path, flags | O_EXCL, 0600);
    bool created = fd >= 0;
    if (fd < 0 && errno == EEXIST)
        fd = open(path, flags, 0600);
    bool done  = fd >= 0 && append_line(fd, text_str(&line)) && (!created || sync_folder(path));
    int  error = errno;
    if (fd >= 0)
        (void)close(fd); /* fsync already told */
    arena_free(a);
    errno = error;
    return done ? KC_OK : KC_IO;
}

/* ---- asking -------------------------------------------------------------------- */

const struct decision *decisions_on_link(const struct decisions *all, struct str set,
                                         struct str criterion, struct str document)
{
    for (size_t i = all->n; i--;) {
        const struct decision *d = &all->items[i];
        if ((d->verb == DECISION_ACCEPT || d->verb == DECISION_REJECT) &&
            str_eq(d->criterion, criterion) && str_eq(d->document, document) && str_eq(d->set, set))
            return d;
    }
    return NULL;
}

const struct decision *decisions_on_criterion(const struct decisions *all, struct str set,
                                              struct str criterion)
{
    for (size_t i = all->n; i--;) {
        const struct decision *d = &all->items[i];
        if ((d->verb == DECISION_EXPLAIN || d->verb == DECISION_NOT_APPLICABLE) &&
            str_eq(d->criterion, criterion) && str_eq(d->set, set))
            return d;
    }
    return NULL;
}
