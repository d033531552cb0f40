#include "index/store_sqlite.h"

/* Walks over the intakes: what was seen, what is complete, what went away. */

static void query_stamp(struct query *q, const struct file_stamp *stamp)
{
    query_int(q, (int64_t)stamp->device);
    query_int(q, (int64_t)stamp->inode);
    query_int(q, (int64_t)stamp->size);
    query_int(q, stamp->mtime_ns);
    query_int(q, stamp->ctime_ns);
}

static enum kc_status run_on_root(struct store *s, const char *sql, struct str root)
{
    struct query q = query_new(s, sql);

    query_blob(&q, root);
    return query_run(&q);
}

enum kc_status store_walk_begin(void *db, struct str root)
{
    enum kc_status status = run_on_root(db,
                                        "INSERT INTO root (name, entries, walking)"
                                        " VALUES (?1, NULL, 1)"
                                        " ON CONFLICT (name) DO UPDATE SET walking = 1",
                                        root);

    if (status == KC_OK)
        status = run_on_root(db, "DELETE FROM seen WHERE root = ?1", root);
    if (status == KC_OK)
        status = run_on_root(db, "DELETE FROM put_now WHERE root = ?1", root);
    return status;
}

static enum kc_status run_on_path(struct store *s, enum statement which, struct str root,
                                  struct str path)
{
    struct query q = query_cached(s, which);

    query_blob(&q, root);
    query_blob(&q, path);
    return query_run(&q);
}

enum kc_status store_seen(void *db, struct str root, struct str path,
                          const struct file_stamp *stamp, struct str fingerprint,
                          bool *ret_unchanged)
{
    struct query   q;
    bool           unchanged;
    enum kc_status status = run_on_path(db, SQL_SEEN, root, path);

    /* A reading that was cut off must not vouch for members of the next one. */
    if (status == KC_OK)
        status = run_on_path(db, SQL_PUT_NOW_CLEAR, root, path);
    if (status != KC_OK)
        return status;
    q = query_cached(db, SQL_FILE_UNCHANGED);
    query_blob(&q, root);
    query_blob(&q, path);
    query_stamp(&q, stamp);
    query_text(&q, fingerprint);
    unchanged = query_next(&q);
    status    = query_end(&q);
    if (status == KC_OK)
        *ret_unchanged = unchanged;
    return status;
}

/* `lost` collects the documents first: a place must be gone before its document
 * looks for another one. */
enum kc_status store_vacate_lost(struct store *s)
{
    struct query   q      = query_new(s, "SELECT document FROM lost ORDER BY document");
    enum kc_status status = KC_OK, ended;

    while (status == KC_OK && query_next(&q))
        status = store_vacate(s, query_i64(&q, 0));
    ended = query_end(&q);
    if (status == KC_OK)
        status = ended;
    return status == KC_OK ? store_exec(s, "DELETE FROM lost") : status;
}

#define LEFT_BEHIND                                                                                \
    " root = ?1 AND path = ?2 AND gone = 0 AND NOT EXISTS (SELECT 1 FROM put_now AS p"             \
    " WHERE p.root = ?1 AND p.path = ?2 AND p.member = occurrence.member)"

/* Members that this reading did not bring. */
static enum kc_status drop_left_behind(struct store *s, struct str root, struct str path)
{
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO lost SELECT document FROM occurrence"
        " WHERE document IS NOT NULL AND" LEFT_BEHIND,
        "UPDATE occurrence SET gone = 1 WHERE" LEFT_BEHIND,
    };
    enum kc_status status = KC_OK;

    for (size_t i = 0; status == KC_OK && i < sizeof steps / sizeof *steps; i++) {
        struct query q = query_new(s, steps[i]);

        query_blob(&q, root);
        query_blob(&q, path);
        status = query_run(&q);
    }
    return status == KC_OK ? store_vacate_lost(s) : status;
}

static enum kc_status any_left_behind(struct store *s, struct str root, struct str path,
                                      bool *ret_any)
{
    struct query   q = query_cached(s, SQL_OCCURRENCE_LEFT);
    enum kc_status status;

    query_blob(&q, root);
    query_blob(&q, path);
    *ret_any = query_next(&q);
    status   = query_end(&q);
    return status;
}

enum kc_status store_path_done(void *db, struct str root, struct str path,
                               const struct file_stamp *stamp, struct str fingerprint)
{
    struct query   q;
    bool           left   = false;
    enum kc_status status = any_left_behind(db, root, path, &left);

    if (status == KC_OK && left)
        status = drop_left_behind(db, root, path);
    if (status != KC_OK)
        return status;
    q = query_cached(db, SQL_FILE_DONE);
    query_blob(&q, root);
    query_blob(&q, path);
    query_stamp(&q, stamp);
    query_text(&q, fingerprint);
    status = query_run(&q);
    if (status == KC_OK)
        status = run_on_path(db, SQL_PUT_NOW_CLEAR, root, path);
    return status;
}

/* '0' is the byte after '/': everything that begins with "folder/". */
static enum kc_status count_or_keep(struct store *s, const char *sql, struct str root,
                                    struct str folder, uint64_t *ret_n)
{
    struct query   q = query_new(s, sql);
    enum kc_status status;

    query_blob(&q, root);
    query_blob(&q, folder);
    if (query_next(&q) && ret_n)
        *ret_n = (uint64_t)query_i64(&q, 0);
    status = query_end(&q);
    return status;
}

#define BELOW                                                                                      \
    " FROM occurrence AS o WHERE o.root = ?1 AND o.gone = 0 AND o.member = x''"                    \
    " AND o.path >= CAST(?2 || x'2F' AS BLOB) AND o.path < CAST(?2 || x'30' AS BLOB)"              \
    " AND NOT EXISTS (SELECT 1 FROM seen AS n WHERE n.root = ?1 AND n.path = o.path)"

enum kc_status store_keep_below(void *db, struct str root, struct str folder, uint64_t *ret_kept)
{
    enum kc_status status = count_or_keep(db, "SELECT count(*)" BELOW, root, folder, ret_kept);

    if (status == KC_OK)
        status = count_or_keep(db, "INSERT INTO seen (root, path) SELECT o.root, o.path" BELOW,
                               root, folder, NULL);
    return status;
}

#define NOT_SEEN(table)                                                                            \
    " root = ?1 AND NOT EXISTS (SELECT 1 FROM seen AS n WHERE n.root = ?1"                         \
    " AND n.path = " table ".path)"

/* See note_secret. Merging is all it takes for words to leave the file. */
static enum kc_status sweep(struct store *s)
{
    struct query   q      = query_new(s, "SELECT 1 FROM meta WHERE key = 'sweep'");
    bool           due    = query_next(&q);
    enum kc_status status = query_end(&q);

    if (status != KC_OK || !due)
        return status;
    return store_exec(s, "INSERT INTO search (search) VALUES ('optimize');"
                         "DELETE FROM meta WHERE key = 'sweep'");
}

enum kc_status store_walk_end(void *db, struct str root, uint64_t entries)
{
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO lost SELECT document FROM occurrence"
        " WHERE gone = 0 AND document IS NOT NULL AND" NOT_SEEN("occurrence"),
        "UPDATE occurrence SET gone = 1 WHERE gone = 0 AND" NOT_SEEN("occurrence"),
        "DELETE FROM file WHERE" NOT_SEEN("file"),
    };
    struct query   q;
    enum kc_status status = KC_OK;

    for (size_t i = 0; status == KC_OK && i < sizeof steps / sizeof *steps; i++)
        status = run_on_root(db, steps[i], root);
    if (status == KC_OK)
        status = store_vacate_lost(db);
    if (status == KC_OK)
        status = sweep(db);
    if (status != KC_OK)
        return status;
    q = query_new(db, "UPDATE root SET entries = ?1, walking = 0 WHERE name = ?2");
    query_int(&q, (int64_t)entries);
    query_blob(&q, root);
    return query_run(&q);
}

static bool is_among(struct str name, const struct str *names, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(names[i], name))
            return true;
    return false;
}

/* What came by the pipe has no inode. */
enum kc_status store_other_root(void *db, const struct str *names, size_t n, struct arena *a,
                                struct str *ret_root)
{
    struct query q = query_new(
        db, "SELECT name FROM root AS r WHERE EXISTS (SELECT 1 FROM file AS f"
            " WHERE f.root = r.name AND f.inode <> 0) OR (walking AND NOT EXISTS"
            " (SELECT 1 FROM occurrence AS o WHERE o.root = r.name AND o.gone = 0)) ORDER BY name");
    struct str     root = {0};
    bool           room = true;
    enum kc_status status;

    while (room && !root.n && query_next(&q))
        if (!is_among(query_str(&q, 0), names, n))
            room = arena_copy(a, query_str(&q, 0), &root);
    status = query_end(&q);
    if (status == KC_OK && !room)
        return KC_NO_MEMORY;
    if (status == KC_OK)
        *ret_root = root;
    return status;
}

enum kc_status store_needs_another_walk(void *db, bool *ret_needed)
{
    struct query   q      = query_new(db, "SELECT 1 FROM document WHERE stale LIMIT 1");
    bool           needed = query_next(&q);
    enum kc_status status = query_end(&q);

    if (status == KC_OK)
        *ret_needed = needed;
    return status;
}
