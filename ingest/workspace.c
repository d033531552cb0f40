#include "ingest/workspace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ingest/log.h"
#include "ingest/settings.h"

static const char settings_name[] = "kiemchung.yaml";

enum { FILE_MAX = 4 << 20 };

/* ---- files ----------------------------------------------------------------------- */

const char *shell_cstr(struct shell *sh, struct str s)
{
    char *p = arena_alloc(sh->arena, s.n + 1, 1);

    if (!p) {
        say(MSG_NO_MEMORY, NULL, 0);
        exit(EXIT_TRY_AGAIN);
    }
    if (s.n)
        memcpy(p, s.p, s.n);
    return p;
}

struct str shell_join(struct shell *sh, struct str dir, struct str name)
{
    struct text t = {.arena = sh->arena};

    if (!name.n || name.p[0] != '/') {
        (void)text_add(&t, dir);
        (void)text_add(&t, STR("/"));
    }
    (void)text_add(&t, name);
    return str_from_cstr(shell_cstr(sh, text_str(&t)));
}

bool path_is_below(struct str path, struct str dir)
{
    if (str_eq(dir, STR("/")))
        return true;
    return str_starts_with(path, dir) && (path.n == dir.n || path.p[dir.n] == '/');
}

bool file_read(struct arena *a, const char *path, struct str *ret_text)
{
    int         fd  = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    char       *p   = NULL;
    size_t      n   = 0;
    ssize_t     got = -1;
    struct stat st;

    if (fd < 0)
        return false;
    if (fstat(fd, &st) == 0)
        errno = S_ISREG(st.st_mode) ? st.st_size > FILE_MAX ? EFBIG : 0 : EINVAL;
    if (!errno)
        p = arena_alloc(a, (size_t)st.st_size + 1, 1);
    while (p && n < (size_t)st.st_size + 1 &&
           (got = read(fd, p + n, (size_t)st.st_size + 1 - n)) > 0)
        n += (size_t)got;
    (void)close(fd); /* only read */
    if (!p || got < 0)
        return false;
    *ret_text = (struct str){p, n};
    return true;
}

bool stream_read(struct arena *a, int fd, struct str *ret_text)
{
    enum { PIECE = 1 << 16 };
    void   *p   = NULL;
    size_t  cap = 0, n = 0;
    ssize_t got;

    do {
        if (!arena_reserve(a, &p, &cap, n + PIECE, 1)) {
            errno = ENOMEM;
            return false;
        }
        got = read(fd, (char *)p + n, PIECE);
        n += got > 0 ? (size_t)got : 0;
    } while (got > 0 || (got < 0 && errno == EINTR));
    if (got < 0)
        return false;
    *ret_text = (struct str){p, n};
    return true;
}

int folder_make(const char *path, unsigned mode)
{
    struct stat st;

    if (mkdir(path, (mode_t)mode) == 0)
        return EXIT_DONE;
    if (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return EXIT_DONE;
    say2(MSG_INIT_FAILED, str_from_cstr(path), error_words(errno));
    return EXIT_CANT_CREATE;
}

/* ---- finding it ------------------------------------------------------------------ */

/* True when `dir` holds the settings. */
static bool has_settings(struct shell *sh, struct str dir)
{
    return access(shell_join(sh, dir, STR("kiemchung.yaml")).p, F_OK) == 0;
}

static bool find_upward(struct shell *sh, struct str *dir)
{
    while (!has_settings(sh, *dir)) {
        while (dir->n && dir->p[dir->n - 1] != '/')
            dir->n--;
        if (!dir->n)
            return false;
        dir->n--;
        if (!dir->n)
            return has_settings(sh, *dir);
    }
    return true;
}

static int none_found(struct shell *sh, bool required)
{
    if (!required)
        return EXIT_DONE;
    say1(MSG_WORKSPACE_NONE, str_from_cstr(sh->dir));
    return EXIT_CONFIG;
}

int workspace_open(struct shell *sh, bool required, struct workspace *ret_ws, bool *ret_found)
{
    char       full[PATH_MAX];
    struct str dir, file, text;
    int        code;

    *ret_found = false;
    *ret_ws    = (struct workspace){.folder_codes = true};
    if (!realpath(sh->dir, full)) {
        say2(MSG_WORKSPACE_NO_DIR, str_from_cstr(sh->dir), error_words(errno));
        return EXIT_NO_INPUT;
    }
    dir = str_from_cstr(full);
    if (!find_upward(sh, &dir))
        return none_found(sh, required);
    ret_ws->dir = str_from_cstr(shell_cstr(sh, dir));
    file        = shell_join(sh, ret_ws->dir, str_from_cstr(settings_name));
    if (!file_read(sh->arena, file.p, &text)) {
        say2(MSG_WORKSPACE_NO_FILE, file, error_words(errno));
        return EXIT_CONFIG;
    }
    code = settings_read(sh, file, text, ret_ws);
    if (code == EXIT_DONE)
        *ret_found = true;
    return code;
}

const char *workspace_file(struct shell *sh, const struct workspace *ws, const char *name)
{
    return shell_join(sh, shell_join(sh, ws->dir, STR(".kiemchung")), str_from_cstr(name)).p;
}

/* ---- criteria -------------------------------------------------------------------- */

void say_place(struct str file, unsigned line, unsigned column, struct str sentence)
{
    char l[16], c[16];

    (void)snprintf(l, sizeof l, "%u", line);
    (void)snprintf(c, sizeof c, "%u", column);
    say(MSG_PLACE, (struct str[]){file, str_from_cstr(l), str_from_cstr(c), sentence}, 4);
}

static void say_criteria(void *ctx, struct str file, const struct criteria_error *e)
{
    struct shell *sh   = ctx;
    size_t        mark = arena_mark(sh->arena);
    struct text   t    = {.arena = sh->arena};

    (void)criteria_error_text(e, message_lang() == LANG_EN, &t); /* what fits is told */
    say_place(file, e->line, e->column, text_str(&t));
    arena_release(sh->arena, mark);
}

int criteria_file_read(struct shell *sh, struct str path, struct str *ret_text,
                       struct criteria_set *ret_set)
{
    enum kc_status s;

    if (!file_read(sh->arena, path.p, ret_text)) {
        say2(MSG_WORKSPACE_NO_FILE, path, error_words(errno));
        return EXIT_NO_INPUT;
    }
    s = criteria_set_read(*ret_text, path, sh->arena, say_criteria, sh, ret_set);
    if (s == KC_LIMIT || s == KC_NO_MEMORY) {
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    return s == KC_OK ? EXIT_DONE : EXIT_CONFIG;
}

bool criteria_has_year(const struct criteria_set *set, int year)
{
    for (size_t i = 0; i < set->nyears; i++)
        if (set->years[i] == year)
            return true;
    return set->nyears == 0;
}

int workspace_criteria(struct shell *sh, struct workspace *ws, const char *file)
{
    struct str path = file ? str_from_cstr(file) : ws->criteria_path, text;
    int        code;

    if (!path.n) {
        say(MSG_WORKSPACE_NO_SET, NULL, 0);
        return EXIT_CONFIG;
    }
    code = criteria_file_read(sh, path, &text, &ws->set);
    if (code != EXIT_DONE)
        return code;
    ws->has_set = true;
    return EXIT_DONE;
}

/* ---- the index ------------------------------------------------------------------- */

int index_trouble(const struct index *ix, enum kc_status s)
{
    struct str why = ix ? index_error(ix) : (struct str){0};

    if (s == KC_OK)
        return EXIT_DONE;
    if (s == KC_BUSY) {
        say(MSG_INDEX_BUSY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    if (s == KC_NO_MEMORY || s == KC_LIMIT) {
        say(MSG_NO_MEMORY, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    if (str_find(why, STR("is full")).n) {
        say(MSG_INDEX_FULL, NULL, 0);
        return EXIT_TRY_AGAIN;
    }
    say1(MSG_INDEX_FAILED, why);
    return EXIT_UNAVAILABLE;
}

static int open_trouble(enum kc_status s, struct str why)
{
    static const struct {
        struct str words;
        enum msg   message;
    } again[] = {{STR_INIT("being made"), MSG_INDEX_HALF_MADE},
                 {STR_INIT("is full"), MSG_INDEX_FULL}};

    for (size_t i = 0; i < sizeof again / sizeof *again; i++)
        if (str_find(why, again[i].words).n) {
            say(again[i].message, NULL, 0);
            return EXIT_TRY_AGAIN;
        }
    if (s == KC_BUSY || s == KC_NO_MEMORY)
        return index_trouble(NULL, s);
    say1(s == KC_BAD_INPUT ? MSG_INDEX_UNUSABLE : MSG_INDEX_FAILED, why);
    return EXIT_UNAVAILABLE;
}

/* Our own index lies where only its owner can look. */
static int own_index(struct shell *sh, const struct workspace *ws, enum index_mode mode,
                     const char **ret_url)
{
    const char *path = workspace_file(sh, ws, "index.db");
    const char *dir  = workspace_file(sh, ws, "");
    struct text url  = {.arena = sh->arena};

    if (!ws->dir.n)
        return none_found(sh, true);
    if (mode == INDEX_CREATE && folder_make(dir, 0700) != EXIT_DONE)
        return EXIT_CANT_CREATE;
    if (mode != INDEX_CREATE && access(path, F_OK) < 0 && errno == ENOENT) {
        say1(MSG_INDEX_MISSING, str_from_cstr(path));
        return EXIT_NO_INPUT;
    }
    (void)text_add(&url, STR("sqlite:"));
    (void)text_add(&url, str_from_cstr(path));
    *ret_url = shell_cstr(sh, text_str(&url));
    return EXIT_DONE;
}

static int given_index(const struct shell *sh, enum index_mode mode, const char **ret_url)
{
    struct str rest = str_from_cstr(sh->index_url), scheme = str_cut(&rest, ':');

    *ret_url = sh->index_url;
    if (mode == INDEX_CREATE || !str_eq(scheme, STR("sqlite")) || access(rest.p, F_OK) == 0 ||
        errno != ENOENT)
        return EXIT_DONE;
    say1(MSG_INDEX_MISSING, rest);
    return EXIT_NO_INPUT;
}

int workspace_index(struct shell *sh, struct workspace *ws, enum index_mode mode,
                    struct index **ret_index)
{
    const char    *url = NULL;
    struct str     why = {0};
    struct index  *ix;
    enum kc_status s;
    int code = sh->index_url ? given_index(sh, mode, &url) : own_index(sh, ws, mode, &url);

    if (code != EXIT_DONE)
        return code;
    s = index_open(url, mode, &limits_default, sh->arena, &ix, &why);
    if (s != KC_OK)
        return open_trouble(s, why);
    if (ws->has_set)
        s = index_use_criteria(ix, &ws->set, ws->year, ws->folder_codes);
    code = index_trouble(ix, s);
    if (code == EXIT_DONE)
        *ret_index = ix;
    else
        index_close(ix);
    return code;
}
