#include "index/store_sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/schema.h"
#include "index/tokenizer.h"
#include "ingest/record/wire.h"

/* Opening the SQLite store: whose file is it, which version, was it closed
 * cleanly, who writes. */

enum {
    APPLICATION_ID = 0x4B434958, /* "KCIX" */
    SCHEMA_VERSION = 1,
    BUSY_MS        = 5000,
    LOCK_MS        = 500, /* long enough for a short command to end */
    LOCK_STEP_MS   = 50
};

/* Raised by any change that makes older stores unreadable. */
enum { STORE_VERSION = (SCHEMA_VERSION * 100 + TOKENIZER_VERSION) * 100 + WIRE_VERSION };

/* What an opening needs besides the store. The first trouble is the one told. */
struct opening {
    struct store *store;
    struct arena *a;
    const char   *given; /* as typed */
    const char   *path;  /* never taken for a URI or ":memory:" */
    struct str    message;
};

/* A NUL-terminated path in the arena; NULL when that is full. */
static const char *path_of(struct arena *a, const char *head, const char *path, const char *tail)
{
    return arena_printf(a, "%s%s%s%c", head, path, tail, 0).p;
}

static enum kc_status tell(struct opening *o, enum kc_status status, const char *what)
{
    if (!o->message.n)
        o->message = arena_printf(o->a, "%s: %s", o->given, what);
    return status;
}

static enum kc_status tell_errno(struct opening *o, const char *what)
{
    char text[160];

    (void)snprintf(text, sizeof text, "%s (%s)", what, strerror(errno));
    return tell(o, KC_IO, text);
}

/* Before SQLite had a look, its errors about the file itself need plain words. */
static enum kc_status tell_sqlite(struct opening *o, enum kc_status status)
{
    int rc = sqlite3_errcode(o->store->db) & 0xff;

    if (status == KC_OK)
        return KC_OK;
    switch (rc) {
    case SQLITE_NOTADB:
        return tell(o, KC_BAD_INPUT, "not a kiemchung index");
    case SQLITE_CORRUPT:
        return tell(o, KC_BAD_INPUT, "the index is damaged; keep a copy, delete it, ingest again");
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        if (o->store->mode == INDEX_READ)
            return tell(o, KC_IO,
                        "cannot be read here: its folder must be writable (for the files -wal and "
                        "-shm beside it)");
        return tell(o, KC_IO, "no permission to write the index or its folder");
    case SQLITE_BUSY:
        return tell(o, KC_BUSY, "another program is writing the index; try again later");
    default:
        return tell(o, status, o->store->error);
    }
}

/* --- the file ------------------------------------------------------------- */

/* Made by us, so that no umask and no race gives it to others. */
static enum kc_status create_file(struct opening *o)
{
    int fd = open(o->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    int rc;

    if (fd < 0)
        return errno == EEXIST ? KC_OK : tell_errno(o, "the index cannot be created");
    rc = fchmod(fd, 0600);
    (void)close(fd); /* nothing was written */
    return rc ? tell_errno(o, "the index cannot be made private") : KC_OK;
}

static enum kc_status check_file(struct opening *o)
{
    struct stat st;

    if (o->store->mode == INDEX_CREATE && create_file(o) != KC_OK)
        return KC_IO;
    if (stat(o->path, &st) != 0)
        return tell_errno(o, errno == ENOENT ? "there is no index; run ingest first"
                                             : "the index cannot be opened");
    if (!S_ISREG(st.st_mode))
        return tell(o, KC_BAD_INPUT, "not a file");
    return KC_OK;
}

/* One writer for the whole life of a handle, not only for a transaction: a walk
 * spans many. Readers never wait. The kernel lets go when the holder dies. */
static enum kc_status lock_for_writing(struct opening *o)
{
    const char *name = path_of(o->a, "", o->path, "-lock");
    int         fd   = name ? open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600) : -1;

    if (!name)
        return KC_NO_MEMORY;
    if (fd < 0)
        return tell_errno(o, "no permission to write beside the index");
    o->store->lock_fd = fd;
    for (int waited = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; waited += LOCK_STEP_MS) {
        struct timespec step = {.tv_nsec = LOCK_STEP_MS * 1000000L};

        if (errno != EWOULDBLOCK && errno != EINTR)
            return tell_errno(o, "the index cannot be locked");
        if (waited >= LOCK_MS)
            return tell(o, KC_BUSY, "another program is writing the index; try again later");
        (void)nanosleep(&step, NULL);
    }
    return KC_OK;
}

/* A write-ahead log left behind means that the last writer did not close. */
static bool closed_cleanly(struct opening *o)
{
    const char *name = path_of(o->a, "", o->path, "-wal");
    struct stat st;

    return name && (stat(name, &st) != 0 || st.st_size == 0);
}

/* --- the database ----------------------------------------------------------- */

static enum kc_status configure(struct opening *o)
{
    struct store *s  = o->store;
    sqlite3      *db = s->db;

    (void)sqlite3_extended_result_codes(db, 1);
    (void)sqlite3_busy_timeout(db, BUSY_MS);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, (int *)NULL);
    (void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, (int *)NULL);
    (void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    if (tokenizer_register(db) != KC_OK)
        return tell(o, KC_IO, "the tokenizer cannot be registered");
    /* With the usual 2 MiB a page is read again for every row that is reached by id; an
     * ingest over thousands of documents takes three to four times as much as it says. */
    return store_exec(s, "PRAGMA cache_size = -8192;" /* KiB, at most */
                         "PRAGMA cell_size_check = ON;"
                         "PRAGMA foreign_keys = ON;"
                         "PRAGMA mmap_size = 0;"
                         "PRAGMA secure_delete = ON;" /* what became secret leaves the file */
                         "PRAGMA synchronous = FULL;"
                         "PRAGMA temp_store = MEMORY;");
}

static enum kc_status read_number(struct store *s, const char *sql, int64_t *ret_value)
{
    struct query q = query_new(s, sql);

    if (query_next(&q))
        *ret_value = query_i64(&q, 0);
    return query_end(&q);
}

/* In one transaction: a store that is half made never shows. */
static enum kc_status create_schema(struct store *s)
{
    char           version[96];
    enum kc_status status = store_exec(s, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL;");

    (void)snprintf(version, sizeof version, "PRAGMA application_id = %d; PRAGMA user_version = %d;",
                   (int)APPLICATION_ID, (int)STORE_VERSION);
    if (status == KC_OK)
        status = store_exec(s, "BEGIN IMMEDIATE");
    if (status == KC_OK)
        status = store_exec(s, kc_schema_sql);
    if (status == KC_OK)
        status = store_exec(s, version);
    return status == KC_OK ? store_exec(s, "COMMIT") : status;
}

static enum kc_status check_version(struct opening *o)
{
    struct store  *s           = o->store;
    int64_t        application = 0, version = 0, tables = 0;
    enum kc_status status = read_number(s, "PRAGMA application_id", &application);

    if (status == KC_OK)
        status = read_number(s, "PRAGMA user_version", &version);
    if (status == KC_OK)
        status = read_number(s, "SELECT count(*) FROM sqlite_schema", &tables);
    if (status != KC_OK)
        return tell_sqlite(o, status);
    if (!application && !version && !tables) /* empty: made a moment ago, or never finished */
        return s->mode == INDEX_CREATE
                   ? tell_sqlite(o, create_schema(s))
                   : tell(o, KC_BUSY, "the index is being made; try again, or run ingest");
    if (application != APPLICATION_ID)
        return tell(o, KC_BAD_INPUT, "not a kiemchung index");
    if (version > STORE_VERSION)
        return tell(o, KC_BAD_INPUT,
                    "the index was made by a newer version of kiemchung; use that version, or "
                    "delete the index and ingest again");
    if (version < STORE_VERSION)
        return tell(o, KC_BAD_INPUT,
                    "the index was made by an older version of kiemchung; delete it and ingest "
                    "again");
    return KC_OK;
}

static enum kc_status quick_check(struct opening *o)
{
    struct query   q      = query_new(o->store, "PRAGMA quick_check(1)");
    bool           sound  = query_next(&q) && str_eq(query_str(&q, 0), STR("ok"));
    enum kc_status status = query_end(&q);

    if (status != KC_OK)
        return tell_sqlite(o, status);
    return sound ? KC_OK
                 : tell(o, KC_BAD_INPUT,
                        "the index is damaged; keep a copy, delete it, ingest again");
}

/* What a walk has to remember until its end; forgotten with the handle. Readers
 * may ask what a walk would find. */
static const char walk_tables[] = "CREATE TEMP TABLE seen (root BLOB, path BLOB,"
                                  " PRIMARY KEY (root, path)) WITHOUT ROWID;"
                                  "CREATE TEMP TABLE put_now (root BLOB, path BLOB, member BLOB,"
                                  " PRIMARY KEY (root, path, member)) WITHOUT ROWID;"
                                  "CREATE TEMP TABLE lost (document INTEGER PRIMARY KEY);";

static enum kc_status open_database(struct opening *o)
{
    struct store *s     = o->store;
    bool          clean = s->mode == INDEX_READ || closed_cleanly(o);
    int           flags = (s->mode == INDEX_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    enum kc_status status = store_failed(s, sqlite3_open_v2(o->path, &s->db, flags, NULL));

    if (status == KC_OK)
        status = configure(o);
    if (status != KC_OK)
        return tell_sqlite(o, status);
    status = check_version(o);
    if (status == KC_OK && !clean)
        status = quick_check(o);
    if (status == KC_OK)
        status = tell_sqlite(o, store_exec(s, walk_tables));
    return status;
}

enum kc_status store_open(const char *path, enum index_mode mode, struct arena *scratch,
                          struct arena *a, void **ret_db, struct str *reterr_message)
{
    struct store  *s    = calloc(1, sizeof *s);
    struct opening o    = {.store = s, .a = a, .given = path};
    const char    *name = path_of(a, path[0] == '/' ? "" : "./", path, "");
    enum kc_status status;

    if (!s || !name) {
        free(s);
        *reterr_message = STR("out of memory");
        return KC_NO_MEMORY;
    }
    *s     = (struct store){.scratch = scratch, .mode = mode, .lock_fd = -1};
    o.path = name;
    status = check_file(&o);
    if (status == KC_OK && mode != INDEX_READ)
        status = lock_for_writing(&o);
    if (status == KC_OK)
        status = open_database(&o);
    if (status != KC_OK) {
        store_close(s);
        *reterr_message = o.message;
        return status;
    }
    *ret_db = s;
    return KC_OK;
}

void store_close(void *db)
{
    struct store *s = db;

    for (int i = 0; i < SQL_COUNT; i++)
        (void)sqlite3_finalize(s->cached[i]); /* NULL is fine; failures were told */
    (void)sqlite3_close_v2(s->db);            /* rolls back what was not committed */
    if (s->lock_fd >= 0)
        (void)close(s->lock_fd); /* lets go of the lock */
    free(s);
}
