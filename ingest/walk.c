#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ingest/record/names.h"

/* Folders inside folders. Deeper ones are told, not entered. */
#define DEPTH_MAX 256

#define OPEN_FLAGS (O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)

/* ---- opening below a root ------------------------------------------------ */

/* One name of a path as C string. False when it does not fit a name. */
static bool component(struct str s, char buf[NAME_MAX + 1])
{
    if (!s.n || s.n > NAME_MAX || memchr(s.p, '\0', s.n) || (s.n == 1 && s.p[0] == '.') ||
        (s.n == 2 && s.p[0] == '.' && s.p[1] == '.'))
        return false;
    memcpy(buf, s.p, s.n);
    buf[s.n] = '\0';
    return true;
}

static void close_keeping_errno(int fd)
{
    int why = errno;

    close(fd);
    errno = why;
}

/* For kernels without openat2, and for paths longer than it takes. */
static int open_by_component(int root_fd, struct str path, int flags)
{
    char name[NAME_MAX + 1];
    int  at = root_fd, fd = -1;

    while (path.n) {
        struct str head = str_cut(&path, '/');

        errno = EINVAL;
        fd    = -1;
        if (component(head, name))
            fd = openat(at, name, path.n ? OPEN_FLAGS | O_DIRECTORY : OPEN_FLAGS | flags);
        if (at != root_fd)
            close_keeping_errno(at);
        if (fd < 0)
            return -1;
        at = fd;
    }
    return fd;
}

/* Opens `path` below root_fd; a link anywhere on the way is ELOOP (or ENOTDIR
 * from the slow way when a folder became a link). */
static int open_beneath(int root_fd, struct str path, int flags)
{
    struct open_how how = {.flags   = (uint64_t)(OPEN_FLAGS | flags),
                           .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS};
    char            buf[PATH_MAX];
    long            fd;

    if (!path.n) {
        errno = EINVAL;
        return -1;
    }
    if (path.n >= sizeof buf || memchr(path.p, '\0', path.n))
        return open_by_component(root_fd, path, flags);
    memcpy(buf, path.p, path.n);
    buf[path.n] = '\0';
    fd          = syscall(SYS_openat2, root_fd, buf, &how, sizeof how);
    /* Old sandboxes answer EPERM to calls they do not know; EAGAIN is a rename
     * seen on the way. */
    if (fd < 0 && (errno == ENOSYS || errno == EPERM || errno == EAGAIN))
        return open_by_component(root_fd, path, flags);
    return (int)fd;
}

static enum file_reason reason_from_errno(int why)
{
    switch (why) {
    case EACCES:
    case EPERM:
        return REASON_NO_PERMISSION;
    case ELOOP:
    case EMLINK:
        return REASON_LINK;
    case ENXIO:
        return REASON_SPECIAL_FILE;
    case ENOENT:
    case ENOTDIR:
        return REASON_BUSY; /* moved since the walk: the next one will tell */
    default:
        return REASON_IO;
    }
}

/* Is this still the file that was walked over? False with errno and a reason. */
static bool is_expected(int fd, const struct entry *e, enum file_reason *ret_why)
{
    struct stat st;

    if (fstat(fd, &st) < 0) {
        *ret_why = REASON_IO;
        return false;
    }
    if (!S_ISREG(st.st_mode)) {
        *ret_why = REASON_SPECIAL_FILE;
        errno    = EINVAL;
        return false;
    }
    if (st.st_dev != e->stamp.device || st.st_ino != e->stamp.inode) {
        *ret_why = REASON_BUSY;
        errno    = ESTALE;
        return false;
    }
    return true;
}

int entry_open(int root_fd, const struct entry *e, enum file_reason *ret_why)
{
    int fd = open_beneath(root_fd, e->place.n ? e->place : e->path, 0);

    if (fd < 0) {
        *ret_why = reason_from_errno(errno);
        return -1;
    }
    if (!is_expected(fd, e, ret_why)) {
        close_keeping_errno(fd);
        return -1;
    }
    return fd;
}

/* ---- walking --------------------------------------------------------------- */

struct folder {
    struct str path; /* "" is the root */
    uint32_t   depth;
};

/* Folders still to be read are a stack of paths: one is open at a time. */
struct walk {
    int            root_fd;
    struct arena  *arena;
    struct entry  *entries;
    size_t         n, cap;
    struct folder *todo;
    size_t         ntodo, todo_cap;
};

static int64_t nanoseconds(const struct timespec *t)
{
    return (int64_t)t->tv_sec * 1000000000 + t->tv_nsec;
}

static bool add_entry(struct walk *w, const struct entry *e)
{
    if (!arena_reserve(w->arena, (void **)&w->entries, &w->cap, w->n + 1, sizeof *w->entries))
        return false;
    w->entries[w->n++] = *e;
    return true;
}

static void settle(struct entry *e, enum file_state state, enum file_reason reason)
{
    e->state  = state;
    e->reason = reason;
}

/* What nothing but the path is known of. */
static bool add_failed(struct walk *w, struct str path, enum file_state state,
                       enum file_reason reason)
{
    return add_entry(w, &(struct entry){.path = path, .state = state, .reason = reason});
}

static bool add_folder(struct walk *w, struct str path, uint32_t depth)
{
    if (!arena_reserve(w->arena, (void **)&w->todo, &w->todo_cap, w->ntodo + 1, sizeof *w->todo))
        return false;
    w->todo[w->ntodo++] = (struct folder){path, depth};
    return true;
}

/* Our own files, should somebody hand in the folder they live in. */
static bool is_ours(struct str name)
{
    return str_starts_with(name, STR(".kiemchung"));
}

void entry_describe(struct entry *e, const struct stat *st)
{
    struct str name = name_base(e->path);

    e->stamp = (struct file_stamp){.device   = st->st_dev,
                                   .inode    = st->st_ino,
                                   .size     = (uint64_t)st->st_size,
                                   .mtime_ns = nanoseconds(&st->st_mtim),
                                   .ctime_ns = nanoseconds(&st->st_ctim)};
    if (S_ISLNK(st->st_mode))
        settle(e, STATE_REFUSED, REASON_LINK);
    else if (is_ours(name))
        settle(e, STATE_IGNORED, REASON_SYSTEM);
    else if (!S_ISREG(st->st_mode))
        settle(e, STATE_REFUSED, REASON_SPECIAL_FILE);
    else if (name_is_temporary(name))
        settle(e, STATE_IGNORED, REASON_TEMPORARY);
    else if (name_is_system(name) || name_is_macos_sidecar(e->path))
        settle(e, STATE_IGNORED, REASON_SYSTEM);
    else if (st->st_size == 0)
        settle(e, STATE_IGNORED, REASON_EMPTY);
}

/* What a directory entry is, before anything of it is opened. */
static bool add_found(struct walk *w, const struct folder *in, struct str path, struct str name,
                      const struct stat *st)
{
    struct entry e = {.path = path};

    if (S_ISDIR(st->st_mode) && !is_ours(name) && in->depth + 1 < DEPTH_MAX)
        return add_folder(w, path, in->depth + 1);
    entry_describe(&e, st);
    if (S_ISDIR(st->st_mode) && !is_ours(name))
        settle(&e, STATE_REFUSED, REASON_LIMIT);
    return add_entry(w, &e);
}

static bool join(struct arena *a, struct str folder, struct str name, struct str *ret_path)
{
    size_t at = folder.n ? folder.n + 1 : 0;
    char  *p  = arena_alloc(a, at + name.n, 1);

    if (!p)
        return false;
    if (folder.n) {
        memcpy(p, folder.p, folder.n);
        p[folder.n] = '/';
    }
    memcpy(p + at, name.p, name.n);
    *ret_path = (struct str){p, at + name.n};
    return true;
}

static bool is_dots(struct str name)
{
    return str_eq(name, STR(".")) || str_eq(name, STR(".."));
}

/* d_type is a hint some file systems do not give: every entry is asked. */
static enum kc_status add_name(struct walk *w, const struct folder *in, int fd, const char *z)
{
    struct str  name = str_from_cstr(z), path;
    struct stat st;
    bool        ok;

    if (is_dots(name))
        return KC_OK;
    if (!join(w->arena, in->path, name, &path))
        return KC_NO_MEMORY;
    if (fstatat(fd, z, &st, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT) == 0)
        ok = add_found(w, in, path, name, &st);
    else if (errno == ENOENT)
        ok = true; /* gone between the two calls */
    else
        ok = add_failed(w, path, STATE_FAILED, reason_from_errno(errno));
    return ok ? KC_OK : KC_NO_MEMORY;
}

/* KC_IO with errno when the folder could not be read to its end. */
static enum kc_status read_folder(struct walk *w, const struct folder *in, DIR *dir)
{
    enum kc_status s = KC_OK;

    while (s == KC_OK) {
        struct dirent *d;

        errno = 0;
        d     = readdir(dir);
        if (!d)
            return errno ? KC_IO : KC_OK;
        s = add_name(w, in, dirfd(dir), d->d_name);
    }
    return s;
}

/* A folder that cannot be read is an entry of its own; the root is the caller's
 * trouble, because then nothing is known of anything. */
static enum kc_status folder_failed(struct walk *w, const struct folder *in, int why)
{
    enum file_reason reason = reason_from_errno(why);
    enum file_state  state  = reason == REASON_LINK ? STATE_REFUSED : STATE_FAILED;

    if (!in->path.n)
        return KC_IO;
    if (why == ENOENT)
        return KC_OK;
    if (reason == REASON_BUSY)
        reason = REASON_IO;
    return add_failed(w, in->path, state, reason) ? KC_OK : KC_NO_MEMORY;
}

static int open_folder(struct walk *w, const struct folder *in)
{
    return in->path.n ? open_beneath(w->root_fd, in->path, O_DIRECTORY)
                      : openat(w->root_fd, ".", OPEN_FLAGS | O_DIRECTORY);
}

static enum kc_status walk_folder(struct walk *w, struct folder in)
{
    int            fd  = open_folder(w, &in);
    DIR           *dir = fd < 0 ? NULL : fdopendir(fd);
    enum kc_status s;

    if (!dir) {
        int why = errno;

        if (fd >= 0)
            close(fd);
        return folder_failed(w, &in, why);
    }
    s = read_folder(w, &in, dir);
    if (s == KC_IO)
        s = folder_failed(w, &in, errno);
    closedir(dir);
    return s;
}

static int by_path(const void *a, const void *b)
{
    return str_cmp(((const struct entry *)a)->path, ((const struct entry *)b)->path);
}

enum kc_status walk(int root_fd, struct arena *a, struct entry **ret_entries, size_t *ret_n)
{
    struct walk    w = {.root_fd = root_fd, .arena = a};
    enum kc_status s = add_folder(&w, (struct str){NULL, 0}, 0) ? KC_OK : KC_NO_MEMORY;

    while (s == KC_OK && w.ntodo)
        s = walk_folder(&w, w.todo[--w.ntodo]);
    if (s != KC_OK)
        return s;
    if (w.n)
        qsort(w.entries, w.n, sizeof *w.entries, by_path);
    *ret_entries = w.entries;
    *ret_n       = w.n;
    return KC_OK;
}
