#include "index/store_sqlite.h"

#include <stdarg.h>

#include "index/tokenizer.h"
#include "ingest/record/wire.h"

/* Is the store what it claims to be? Every row is made again from its image and
 * compared. */

enum {
    MOST_PER_CHECK = 20, /* lines; damage tends to come in thousands */
    CHECK_BUSY_MS  = 500
};

struct check {
    struct store *store;
    verify_say   *say;
    void         *ctx;
    unsigned      troubles;
};

static void trouble(struct check *c, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static void trouble(struct check *c, const char *fmt, ...)
{
    char    line[512];
    va_list args;
    int     n;

    va_start(args, fmt);
    n = vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    c->troubles++;
    if (n > 0)
        c->say(c->ctx, (struct str){line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1});
}

/* --- what SQL can tell by itself ------------------------------------------- */

/* Each row is one trouble: column 0 names it. */
struct rows_check {
    const char *sql;
    const char *what; /* "document", "place", … */
    const char *trouble;
};

static const struct rows_check rows_checks[] = {
    {"SELECT coalesce(rowid, '?') || ' of ' || \"table\" FROM pragma_foreign_key_check", "row",
     "points to nothing"},
    {"SELECT id FROM document WHERE row NOT IN (SELECT document FROM image)", "document",
     "no stored record"},
    {"SELECT id FROM document WHERE row NOT IN"
     " (SELECT document FROM occurrence WHERE document IS NOT NULL)",
     "document", "no place"},
    {"SELECT id FROM document AS d WHERE live <> EXISTS"
     " (SELECT 1 FROM occurrence WHERE document = d.row AND gone = 0)",
     "document", "wrong about having a place that is not gone"},
    {"SELECT id FROM document AS d WHERE live AND (root, path, member) <>"
     " (SELECT root, path, member FROM occurrence WHERE document = d.row AND gone = 0"
     " ORDER BY root, path, member LIMIT 1)",
     "document", "kept from another place than the first"},
    {"SELECT id FROM document WHERE live <> (row IN (SELECT id FROM search_docsize))", "document",
     "search row missing or left over"},
    {"SELECT id FROM search_docsize WHERE id NOT IN (SELECT row FROM document)", "search row",
     "belongs to no document"},
    {"SELECT id FROM document WHERE NOT live AND row IN (SELECT document FROM link)", "document",
     "links although it is gone"},
    {"SELECT d.id FROM occurrence AS o JOIN document AS d ON d.row = o.document"
     " WHERE o.image IS NOT NULL",
     "document", "a place with a record of its own"},
    {"SELECT o.path FROM occurrence AS o JOIN document AS d ON d.row = o.document"
     " WHERE o.size <> d.size",
     "place", "its size is not that of its document"},
    {"SELECT path FROM occurrence WHERE document IS NULL AND image IS NULL", "place",
     "neither document nor record"},
    {"SELECT path FROM occurrence WHERE root NOT IN (SELECT name FROM root)", "place",
     "its intake is unknown"},
    {"SELECT path FROM document WHERE stale AND NOT live", "document at",
     "waits for a place that is gone"},
};

static enum kc_status check_rows(struct check *c, const struct rows_check *row)
{
    struct query q = query_new(c->store, row->sql);

    for (int n = 0; n < MOST_PER_CHECK && query_next(&q); n++) {
        struct str what = query_str(&q, 0);

        trouble(c, "%s %.*s: %s", row->what, STR_FMT(what), row->trouble);
    }
    return query_end(&q);
}

static enum kc_status check_structure(struct check *c)
{
    struct query q = query_new(c->store, "PRAGMA integrity_check(20)");

    while (query_next(&q)) {
        struct str line = query_str(&q, 0);

        if (!str_eq(line, STR("ok")))
            trouble(c, "database: %.*s", STR_FMT(line));
    }
    return query_end(&q);
}

/* FTS5 checks itself on a write only: a reader opens a second handle for it. */
static int check_words(struct store *s)
{
    sqlite3 *db  = s->db;
    int      rc  = SQLITE_OK;
    bool     own = s->mode == INDEX_READ;

    if (own)
        rc = sqlite3_open_v2(sqlite3_db_filename(s->db, "main"), &db,
                             SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    if (own && rc == SQLITE_OK && tokenizer_register(db) != KC_OK)
        rc = SQLITE_ERROR;
    if (rc == SQLITE_OK) {
        (void)sqlite3_busy_timeout(db, CHECK_BUSY_MS);
        rc = sqlite3_exec(db, "INSERT INTO search (search) VALUES ('integrity-check')", NULL, NULL,
                          NULL);
    }
    if (own)
        (void)sqlite3_close_v2(db); /* nothing was written */
    return rc;
}

static enum kc_status check_search(struct check *c)
{
    int rc = check_words(c->store);

    switch (rc & 0xff) {
    case SQLITE_CORRUPT:
        trouble(c, "search: the index of words is damaged");
        return KC_OK;
    case SQLITE_BUSY: /* neither is a fault of the store: see index_verify */
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return KC_OK;
    default:
        return store_failed(c->store, rc);
    }
}

/* --- rows against images ------------------------------------------------------ */

static bool same_numbers(struct query *q, int column, const int64_t *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (query_i64(q, column + (int)i) != want[i])
            return false;
    return true;
}

static bool same_texts(struct query *q, int column, const struct str *want, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!str_eq(query_str(q, column + (int)i), want[i]))
            return false;
    return true;
}

static bool decode_image(struct check *c, struct str image, int64_t hash, struct document *ret_doc)
{
    if ((int64_t)image_hash(image) != hash)
        return false;
    return wire_read(image, c->store->scratch, ret_doc) == KC_OK;
}

static enum kc_status check_findings(struct check *c, int64_t row, const struct document *doc)
{
    struct query q    = query_new(c->store, "SELECT ordinal, start, until, plan, kind, role, value,"
                                               " key, type, date, issuer FROM finding"
                                               " WHERE document = ?1 ORDER BY ordinal");
    size_t       n    = 0;
    bool         same = true;

    query_int(&q, row);
    for (; query_next(&q); n++) {
        struct finding_columns want;

        if (n >= doc->nfindings)
            continue;
        finding_columns(&doc->findings[n], &want);
        same = same && query_i64(&q, 0) == (int64_t)n &&
               same_numbers(&q, 1, want.number, FINDING_NUMBERS) &&
               same_texts(&q, 1 + FINDING_NUMBERS, want.text, FINDING_TEXTS);
    }
    if (n != doc->nfindings)
        trouble(c, "document %.*s: %zu findings filed, %zu in its record", STR_FMT(doc->id), n,
                doc->nfindings);
    else if (!same)
        trouble(c, "document %.*s: a finding differs from its record", STR_FMT(doc->id));
    return query_end(&q);
}

/* Columns of the query in check_documents. */
enum { DOC_ROW, DOC_ID, DOC_SETTLED, DOC_PATH, DOC_MEMBER, DOC_HASH, DOC_IMAGE, DOC_COLUMNS };
enum {
    DOC_PLACE = DOC_COLUMNS + DOCUMENT_NUMBERS + DOCUMENT_TEXTS
}; /* of the place it is kept from */

/* The place may say nothing else than the record that is kept from there. */
static void check_kept_place(struct check *c, struct query *q, const struct document *doc)
{
    struct occurrence_columns want;

    occurrence_columns(doc, &want);
    if (!str_eq(doc->path, query_str(q, DOC_PATH)) ||
        !str_eq(doc->member, query_str(q, DOC_MEMBER)))
        trouble(c, "document %.*s: its record is of another place", STR_FMT(doc->id));
    else if (!same_texts(q, DOC_PLACE, want.text, OCCURRENCE_TEXTS))
        trouble(c, "place %.*s: its row differs from its record", STR_FMT(doc->path));
}

static enum kc_status check_document(struct check *c, struct query *q)
{
    struct str              id  = query_str(q, DOC_ID);
    struct document         doc = {0};
    struct document_columns want;

    if (!decode_image(c, query_str(q, DOC_IMAGE), query_i64(q, DOC_HASH), &doc)) {
        trouble(c, "document %.*s: its stored record is damaged", STR_FMT(id));
        return KC_OK;
    }
    document_columns(&doc, &want);
    if (!str_eq(doc.id, id) || !same_numbers(q, DOC_COLUMNS, want.number, DOCUMENT_NUMBERS) ||
        !same_texts(q, DOC_COLUMNS + DOCUMENT_NUMBERS, want.text, DOCUMENT_TEXTS))
        trouble(c, "document %.*s: its row differs from its record", STR_FMT(id));
    if (query_i64(q, DOC_SETTLED))
        check_kept_place(c, q, &doc);
    return check_findings(c, query_i64(q, DOC_ROW), &doc);
}

static enum kc_status check_documents(struct check *c)
{
    struct query q = query_new(
        c->store, "SELECT d.row, d.id, d.live AND NOT d.stale, d.path, d.member, i.hash, i.bytes, "
                  "d.size, d.draft,"
                  " d.format, d.state, d.reason, d.nature, d.type, d.number, d.key, d.date,"
                  " d.issuer, d.subject, o.container, o.format, o.state, o.reason, o.number, o.key,"
                  " o.date, o.criterion FROM document AS d JOIN image AS i ON i.document = d.row"
                  " LEFT JOIN occurrence AS o ON (o.root, o.path, o.member) ="
                  " (d.root, d.path, d.member) ORDER BY d.id");
    enum kc_status status = KC_OK, ended;

    while (status == KC_OK && query_next(&q)) {
        size_t mark = arena_mark(c->store->scratch);

        status = check_document(c, &q);
        arena_release(c->store->scratch, mark);
    }
    ended = query_end(&q);
    return status == KC_OK ? ended : status;
}

/* Columns of the query in check_occurrences. */
enum { OCC_PATH, OCC_MEMBER, OCC_HASH, OCC_IMAGE, OCC_SIZE, OCC_TEXTS };

static void check_occurrence(struct check *c, struct query *q)
{
    struct str                path = query_str(q, OCC_PATH);
    struct document           doc  = {0};
    struct occurrence_columns want;

    if (!decode_image(c, query_str(q, OCC_IMAGE), query_i64(q, OCC_HASH), &doc)) {
        trouble(c, "place %.*s: its stored record is damaged", STR_FMT(path));
        return;
    }
    occurrence_columns(&doc, &want);
    if (!str_eq(doc.path, path) || !str_eq(doc.member, query_str(q, OCC_MEMBER)) ||
        !same_numbers(q, OCC_SIZE, &want.size, 1) ||
        !same_texts(q, OCC_TEXTS, want.text, OCCURRENCE_TEXTS))
        trouble(c, "place %.*s: its row differs from its record", STR_FMT(path));
}

static enum kc_status check_occurrences(struct check *c)
{
    struct query q =
        query_new(c->store, "SELECT path, member, hash, image, size, container, format,"
                            " state, reason, number, key, date, criterion"
                            " FROM occurrence WHERE image IS NOT NULL"
                            " ORDER BY root, path, member");

    while (query_next(&q)) {
        size_t mark = arena_mark(c->store->scratch);

        check_occurrence(c, &q);
        arena_release(c->store->scratch, mark);
    }
    return query_end(&q);
}

/* --- the ledger ------------------------------------------------------------------ */

static enum kc_status check_ledger(struct check *c)
{
    struct ledger  l       = {0};
    struct query   q       = query_new(c->store, "SELECT 1 FROM root WHERE walking LIMIT 1");
    bool           walking = query_next(&q);
    uint64_t       files   = 0;
    enum kc_status status  = query_end(&q);

    if (status == KC_OK)
        status = store_ledger(c->store, &l);
    if (status != KC_OK)
        return status;
    for (int i = 0; i < STATE_COUNT; i++)
        files += l.files[i];
    if (l.files[STATE_NONE] || l.members[STATE_NONE])
        trouble(c, "ledger: %llu places in an unknown state",
                (unsigned long long)(l.files[STATE_NONE] + l.members[STATE_NONE]));
    else if (!l.reconciles && !walking) /* during a walk the sums are on their way */
        trouble(c, "ledger: %llu entries were found, %llu are accounted for",
                (unsigned long long)l.entries, (unsigned long long)files);
    return KC_OK;
}

enum kc_status store_verify(void *db, verify_say *say, void *ctx, unsigned *ret_troubles)
{
    static enum kc_status (*const checks[])(struct check *) = {
        check_structure, check_search, check_documents, check_occurrences, check_ledger};
    struct check   c      = {.store = db, .say = say, .ctx = ctx};
    enum kc_status status = KC_OK;

    for (size_t i = 0; status == KC_OK && i < sizeof checks / sizeof *checks; i++)
        status = checks[i](&c);
    for (size_t i = 0; status == KC_OK && i < sizeof rows_checks / sizeof *rows_checks; i++)
        status = check_rows(&c, &rows_checks[i]);
    if (status == KC_OK)
        *ret_troubles = c.troubles;
    return status;
}
