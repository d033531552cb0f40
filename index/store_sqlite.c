#include "index/store_sqlite.h"

/* The SQLite store: running statements, and the table of operations. */

static const char *const statements[SQL_COUNT] = {
#define STATEMENT(name, sql) [SQL_##name] = sql,
#include "index/store_sqlite.def"
#undef STATEMENT
};

/* --- what went wrong ------------------------------------------------------ */

static enum kc_status status_of(int rc)
{
    switch (rc & 0xff) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return KC_OK;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return KC_BUSY;
    case SQLITE_NOMEM:
        return KC_NO_MEMORY;
    default:
        return KC_IO;
    }
}

enum kc_status store_failed(struct store *s, int rc)
{
    enum kc_status status = status_of(rc);

    if (status != KC_OK)
        (void)snprintf(s->error, sizeof s->error, "%s (%s, %d)", sqlite3_errstr(rc),
                       s->db ? sqlite3_errmsg(s->db) : "no handle", rc); /* cut is fine */
    return status;
}

enum kc_status store_trouble(struct store *s, const char *sentence)
{
    (void)snprintf(s->error, sizeof s->error, "%s", sentence);
    return KC_IO;
}

static struct str store_error(const void *db)
{
    return str_from_cstr(((const struct store *)db)->error);
}

/* --- statements ----------------------------------------------------------- */

static int prepare(struct store *s, const char *sql, unsigned flags, sqlite3_stmt **ret_st)
{
    return sqlite3_prepare_v3(s->db, sql, -1, flags, ret_st, NULL);
}

struct query query_cached(struct store *s, enum statement which)
{
    struct query q = {.store = s};

    if (!s->cached[which])
        q.rc = prepare(s, statements[which], SQLITE_PREPARE_PERSISTENT, &s->cached[which]);
    q.st = s->cached[which];
    return q;
}

struct query query_new(struct store *s, const char *sql)
{
    struct query q = {.store = s, .own = true};

    q.rc = prepare(s, sql, 0, &q.st);
    return q;
}

/* A NULL pointer would bind NULL instead of the empty value. */
static const char *bytes_of(struct str value)
{
    return value.n ? value.p : "";
}

void query_text(struct query *q, struct str value)
{
    q->bound++;
    if (q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_text64(q->st, q->bound, bytes_of(value), value.n, SQLITE_STATIC,
                                    SQLITE_UTF8);
}

void query_blob(struct query *q, struct str value)
{
    q->bound++;
    if (q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_blob64(q->st, q->bound, bytes_of(value), value.n, SQLITE_STATIC);
}

void query_int(struct query *q, int64_t value)
{
    q->bound++;
    if (q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_int64(q->st, q->bound, value);
}

void query_null(struct query *q)
{
    q->bound++;
    if (q->rc == SQLITE_OK)
        q->rc = sqlite3_bind_null(q->st, q->bound);
}

void query_place(struct query *q, struct place p)
{
    query_blob(q, p.root);
    query_blob(q, p.path);
    query_blob(q, p.member);
}

bool query_next(struct query *q)
{
    if (q->rc == SQLITE_OK || q->rc == SQLITE_ROW)
        q->rc = sqlite3_step(q->st);
    return q->rc == SQLITE_ROW;
}

struct str query_str(struct query *q, int column)
{
    const char *p = sqlite3_column_blob(q->st, column);

    return (struct str){p, p ? (size_t)sqlite3_column_bytes(q->st, column) : 0};
}

int64_t query_i64(struct query *q, int column)
{
    return sqlite3_column_int64(q->st, column);
}

struct place query_at(struct query *q, int column)
{
    return (struct place){query_str(q, column), query_str(q, column + 1), query_str(q, column + 2)};
}

enum kc_status query_end(struct query *q)
{
    enum kc_status status = store_failed(q->store, q->rc);

    if (q->own) {
        (void)sqlite3_finalize(q->st); /* repeats the failure noted above */
    } else if (q->st) {
        (void)sqlite3_reset(q->st);
        (void)sqlite3_clear_bindings(q->st);
    }
    q->st = NULL;
    return status;
}

enum kc_status query_run(struct query *q)
{
    while (query_next(q))
        ;
    return query_end(q);
}

enum kc_status store_exec(struct store *s, const char *sql)
{
    return store_failed(s, sqlite3_exec(s->db, sql, NULL, NULL, NULL));
}

/* --- transactions and settings --------------------------------------------- */

static enum kc_status store_begin(void *db)
{
    struct store *s = db;

    return store_exec(s, s->mode == INDEX_READ ? "BEGIN" : "BEGIN IMMEDIATE");
}

static enum kc_status store_commit(void *db)
{
    return store_exec(db, "COMMIT");
}

static void store_rollback(void *db)
{
    struct store *s = db;

    if (!sqlite3_get_autocommit(s->db)) /* some failures have rolled back already */
        (void)sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

static enum kc_status store_setting(void *db, const char *key, char *buf, size_t size)
{
    struct query q     = query_new(db, "SELECT value FROM meta WHERE key = ?1");
    struct str   value = {0};

    query_text(&q, str_from_cstr(key));
    if (query_next(&q))
        value = query_str(&q, 0);
    (void)snprintf(buf, size, "%.*s", value.n < size ? (int)value.n : (int)size - 1,
                   bytes_of(value));
    return query_end(&q);
}

static enum kc_status store_set_setting(void *db, const char *key, const char *value)
{
    struct query q = query_new(db, "INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)");

    query_text(&q, str_from_cstr(key));
    query_text(&q, str_from_cstr(value));
    return query_run(&q);
}

/* --- columns made from a record -------------------------------------------- */

static struct str word(const char *name)
{
    return str_from_cstr(name);
}

void document_columns(const struct document *doc, struct document_columns *ret_columns)
{
    const struct identity *id = &doc->identity;

    *ret_columns = (struct document_columns){
        .number = {(int64_t)doc->size, id->draft},
        .text   = {doc->format, word(state_info(doc->state)->name),
                   word(reason_info(doc->reason)->name), word(nature_name(id->nature)),
                   id->type.value, id->number.value, id->key, id->date.value, id->issuer.value,
                   id->subject.value},
    };
}

void occurrence_columns(const struct document *doc, struct occurrence_columns *ret_columns)
{
    const struct name_hint *name = &doc->name;

    *ret_columns = (struct occurrence_columns){
        .size = (int64_t)doc->size,
        .text = {doc->container, doc->format, word(state_info(doc->state)->name),
                 word(reason_info(doc->reason)->name), name->number, name->key, name->date,
                 name->criterion},
    };
}

void finding_columns(const struct finding *f, struct finding_columns *ret_columns)
{
    *ret_columns = (struct finding_columns){
        .number = {f->at.start, f->at.end, f->plan},
        .text   = {word(finding_kind_name(f->kind)), word(role_name(f->role)), f->value, f->key,
                   f->type, f->date, f->issuer},
    };
}

const struct store_ops store_sqlite = {
    .scheme             = "sqlite",
    .open               = store_open,
    .close              = store_close,
    .error              = store_error,
    .begin              = store_begin,
    .commit             = store_commit,
    .rollback           = store_rollback,
    .setting            = store_setting,
    .set_setting        = store_set_setting,
    .walk_begin         = store_walk_begin,
    .seen               = store_seen,
    .path_done          = store_path_done,
    .keep_below         = store_keep_below,
    .walk_end           = store_walk_end,
    .other_root         = store_other_root,
    .needs_another_walk = store_needs_another_walk,
    .put                = store_put,
    .forget             = store_forget,
    .put_links          = store_put_links,
    .forget_links       = store_forget_links,
    .private_links      = store_private_links,
    .each_occurrence    = store_each_occurrence,
    .each_outline       = store_each_outline,
    .each_citation      = store_each_citation,
    .each_document      = store_each_document,
    .document           = store_document,
    .each_link          = store_each_link,
    .find_document      = store_find_document,
    .search             = store_search,
    .ledger             = store_ledger,
    .verify             = store_verify,
};
