#ifndef KC_INDEX_STORE_SQLITE_H
#define KC_INDEX_STORE_SQLITE_H

#include <sqlite3.h>

#include "index/store.h"

/* What the store_sqlite*.c share. Nothing else includes this. */

/* Statements that run for every file, prepared once per handle. */
enum statement {
#define STATEMENT(name, sql) SQL_##name,
#include "index/store_sqlite.def"
#undef STATEMENT
    SQL_COUNT
};

struct store {
    sqlite3        *db;
    sqlite3_stmt   *cached[SQL_COUNT];
    struct arena   *scratch;
    enum index_mode mode;
    int             lock_fd; /* held by the one writer; -1 for readers */
    bool            dropped; /* words of the search table, by the record under way */
    char            error[512];
};

/* One run of one statement. Arguments are given in their order; what goes wrong
 * is kept until query_end, so a run reads:
 *
 *     struct query q = query_cached(s, SQL_X);
 *     query_blob(&q, path);
 *     while (query_next(&q))
 *         use(query_str(&q, 0));
 *     return query_end(&q);
 */
struct query {
    struct store *store;
    sqlite3_stmt *st;
    int           rc, bound;
    bool          own; /* finalized, not reset, at the end */
};
struct query query_cached(struct store *s, enum statement which);
struct query query_new(struct store *s, const char *sql);
void         query_text(struct query *q, struct str value);
void         query_blob(struct query *q, struct str value);
void         query_int(struct query *q, int64_t value);
void         query_null(struct query *q);
void         query_place(struct query *q, struct place p);
bool         query_next(struct query *q);
/* Slices live until the next query_next or query_end. */
struct str     query_str(struct query *q, int column);
int64_t        query_i64(struct query *q, int column);
struct place   query_at(struct query *q, int column); /* three columns */
enum kc_status query_end(struct query *q);
/* A run without rows of interest. */
enum kc_status query_run(struct query *q);
enum kc_status store_exec(struct store *s, const char *sql);

/* Notes what the database said and returns our status for it. */
enum kc_status store_failed(struct store *s, int rc);
/* Notes a sentence of our own and returns KC_IO. */
enum kc_status store_trouble(struct store *s, const char *sentence);

/* --- columns made from a record, in the order of the tables -------------- */

enum { DOCUMENT_NUMBERS = 2, DOCUMENT_TEXTS = 10 };
struct document_columns {
    int64_t    number[DOCUMENT_NUMBERS];
    struct str text[DOCUMENT_TEXTS];
};
void document_columns(const struct document *doc, struct document_columns *ret_columns);

enum { OCCURRENCE_TEXTS = 8 };
struct occurrence_columns {
    int64_t    size;
    struct str text[OCCURRENCE_TEXTS];
};
void occurrence_columns(const struct document *doc, struct occurrence_columns *ret_columns);

enum { FINDING_NUMBERS = 3, FINDING_TEXTS = 7 };
struct finding_columns {
    int64_t    number[FINDING_NUMBERS];
    struct str text[FINDING_TEXTS];
};
void finding_columns(const struct finding *f, struct finding_columns *ret_columns);

/* --- the parts of store_ops by file -------------------------------------- */

/* store_sqlite_open.c */
enum kc_status store_open(const char *path, enum index_mode mode, struct arena *scratch,
                          struct arena *a, void **ret_db, struct str *reterr_message);
void           store_close(void *db);

/* store_sqlite_walk.c */
enum kc_status store_walk_begin(void *db, struct str root);
enum kc_status store_seen(void *db, struct str root, struct str path,
                          const struct file_stamp *stamp, struct str fingerprint,
                          bool *ret_unchanged);
enum kc_status store_path_done(void *db, struct str root, struct str path,
                               const struct file_stamp *stamp, struct str fingerprint);
enum kc_status store_keep_below(void *db, struct str root, struct str folder, uint64_t *ret_kept);
enum kc_status store_walk_end(void *db, struct str root, uint64_t entries);
enum kc_status store_other_root(void *db, const struct str *names, size_t n, struct arena *a,
                                struct str *ret_root);
enum kc_status store_needs_another_walk(void *db, bool *ret_needed);
/* The documents in `lost` look for another place or go; empties it. */
enum kc_status store_vacate_lost(struct store *s);

/* store_sqlite_forget.c */
enum kc_status store_forget(void *db, struct str id, bool *ret_known);

/* store_sqlite_put.c */
enum kc_status store_put(void *db, struct str root, const struct document *doc, struct str image,
                         int64_t *ret_row);
/* A place of this document went away or holds something else now. */
enum kc_status store_vacate(struct store *s, int64_t row);

/* store_sqlite_link.c */
enum kc_status store_put_links(void *db, int64_t row, const struct evidence_link *links,
                               const uint32_t *positions, size_t n);
enum kc_status store_forget_links(void *db);
enum kc_status store_private_links(void *db);
enum kc_status store_each_link(void *db, struct str criterion, link_fn *fn, void *ctx);

/* store_sqlite_read.c */
enum kc_status store_each_occurrence(void *db, occurrence_fn *fn, void *ctx);
enum kc_status store_each_outline(void *db, document_fn *fn, void *ctx);
enum kc_status store_each_citation(void *db, struct str key, citation_fn *fn, void *ctx);
enum kc_status store_each_document(void *db, stored_fn *fn, void *ctx);
enum kc_status store_document(void *db, struct str id, stored_fn *fn, void *ctx);
enum kc_status store_find_document(void *db, struct str typed, struct str key, bool live,
                                   brief_fn *fn, void *ctx);
enum kc_status store_search(void *db, struct str words, size_t most, stored_fn *fn, void *ctx);
enum kc_status store_ledger(void *db, struct ledger *ret_ledger);

/* store_sqlite_verify.c */
enum kc_status store_verify(void *db, verify_say *say, void *ctx, unsigned *ret_troubles);

#endif
