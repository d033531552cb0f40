#include "ingest/listing.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/log.h"
#include "ingest/record/names.h"
#include "ingest/workspace.h"

/* ---- shards ---------------------------------------------------------------------- */

enum { PARTS_MOST = 65536 };

bool shard_read(struct str written, struct shard *ret_shard)
{
    struct str rest = written, part = str_cut(&rest, '/');
    uint64_t   i, n;

    if (!str_to_u64(part, &i) || !str_to_u64(rest, &n) || i < 1 || i > n || n > PARTS_MOST)
        return false;
    *ret_shard = (struct shard){(uint32_t)i, (uint32_t)n};
    return true;
}

bool shard_has(struct shard shard, struct str path)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < path.n; i++)
        hash = (hash ^ (unsigned char)path.p[i]) * UINT64_C(0x100000001b3);
    return !shard.parts || hash % shard.parts == shard.part - 1;
}

/* ---- reading a list ---------------------------------------------------------------- */

static int cannot_read(const char *file)
{
    int why = errno;

    say2(MSG_READ_NO_PATH, str_from_cstr(file), error_words(why));
    return why == ENOENT   ? EXIT_NO_INPUT
           : why == EACCES ? EXIT_PERMISSION
           : why == ENOMEM ? EXIT_TRY_AGAIN
                           : EXIT_IO;
}

int listing_read(struct shell *sh, const char *file, struct str *ret_text)
{
    bool standard = str_eq(str_from_cstr(file), STR("-"));
    int  fd       = standard ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    int  code     = EXIT_DONE;

    if (fd < 0)
        return cannot_read(file);
    if (!stream_read(sh->arena, fd, ret_text))
        code = cannot_read(file);
    if (!standard)
        (void)close(fd); /* only read */
    return code;
}

/* ---- paths ------------------------------------------------------------------------- */

struct listing {
    struct shell *sh;
    struct str   *paths;
    size_t        npaths, cap;
    size_t        missing;
    /* The folder of the path before: lists name a folder's files together. */
    struct str folder, folder_real; /* without the first "/" */
};

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool take_paths(struct listing *l, struct str text, char end, struct shard shard)
{
    while (text.n) {
        struct str path = str_cut(&text, end);

        if (!path.n || !shard_has(shard, path))
            continue;
        if (!arena_reserve(l->sh->arena, (void **)&l->paths, &l->cap, l->npaths + 1,
                           sizeof *l->paths))
            return false;
        l->paths[l->npaths++] = path;
    }
    if (l->npaths)
        qsort(l->paths, l->npaths, sizeof *l->paths, by_bytes);
    return true;
}

static void tell_missing(struct listing *l, struct str path, struct str why)
{
    say2(MSG_READ_NO_PATH, path, why);
    l->missing++;
}

/* Where the folder really is: the way to a file may lead over links that belong to
 * whoever wrote the list; the file itself may not be one, as in any walk. */
static bool find_folder(struct listing *l, struct str folder)
{
    char real[PATH_MAX];

    if (l->folder_real.p && str_eq(folder, l->folder))
        return true;
    if (!realpath(folder.n ? shell_cstr(l->sh, folder) : ".", real))
        return false;
    l->folder      = folder;
    l->folder_real = str_from_cstr(shell_cstr(l->sh, str_from_cstr(real + 1)));
    return true;
}

static bool look_at(struct listing *l, struct str path, struct stat *ret_st)
{
    size_t mark = arena_mark(l->sh->arena);
    bool   ok   = false;

    errno = ENOENT; /* no file has a NUL in its name */
    if (!memchr(path.p, '\0', path.n))
        ok = lstat(shell_cstr(l->sh, path), ret_st) == 0;
    arena_release(l->sh->arena, mark);
    return ok;
}

/* False: it is told why there is no entry. */
static bool describe(struct listing *l, struct str path, struct entry *ret_entry)
{
    struct str   name   = name_base(path);
    struct str   folder = str_sub(path, 0, path.n - name.n);
    struct entry e      = {.path = path};
    struct stat  st;

    if (!look_at(l, path, &st) || !find_folder(l, folder)) {
        tell_missing(l, path, error_words(errno));
        return false;
    }
    if (S_ISDIR(st.st_mode)) {
        tell_missing(l, path, str_from_cstr(msg(MSG_EXTRACT_LIST_FOLDER)));
        return false;
    }
    e.place = l->folder_real.n ? shell_join(l->sh, l->folder_real, name) : name;
    entry_describe(&e, &st);
    *ret_entry = e;
    return true;
}

enum kc_status listing_entries(struct shell *sh, struct str text, char end, struct shard shard,
                               struct entry **ret_entries, size_t *ret_n, size_t *ret_missing)
{
    struct listing l = {.sh = sh};
    struct entry  *entries;
    size_t         n = 0;

    if (!take_paths(&l, text, end, shard))
        return KC_NO_MEMORY;
    entries = ARENA_NEW(sh->arena, struct entry, l.npaths + 1);
    if (!entries)
        return KC_NO_MEMORY;
    for (size_t i = 0; i < l.npaths; i++)
        if (!i || !str_eq(l.paths[i], l.paths[i - 1]))
            n += describe(&l, l.paths[i], &entries[n]);
    *ret_entries = entries;
    *ret_n       = n;
    *ret_missing = l.missing;
    return KC_OK;
}
