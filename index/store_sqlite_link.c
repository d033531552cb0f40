#include "index/store_sqlite.h"

/* Proposed links. For a reader with another set they live in a temporary table,
 * which SQLite finds before the stored one of the same name. */

static enum kc_status put_link(struct store *s, int64_t row, size_t ordinal,
                               const struct evidence_link *link, uint32_t position)
{
    struct query q = query_cached(s, SQL_LINK_INSERT);

    query_int(&q, row);
    query_int(&q, (int64_t)ordinal);
    query_text(&q, link->criterion);
    query_int(&q, position);
    query_int(&q, link->need);
    query_int(&q, link->series);
    query_int(&q, link->signals);
    query_int(&q, link->faults);
    query_int(&q, link->at.start);
    query_int(&q, link->at.end);
    return query_run(&q);
}

enum kc_status store_put_links(void *db, int64_t row, const struct evidence_link *links,
                               const uint32_t *positions, size_t n)
{
    struct query   q = query_cached(db, SQL_LINK_DELETE);
    enum kc_status status;

    query_int(&q, row);
    status = query_run(&q);
    for (size_t i = 0; status == KC_OK && i < n; i++)
        status = put_link(db, row, i, &links[i], positions[i]);
    return status;
}

enum kc_status store_forget_links(void *db)
{
    return store_exec(db, "DELETE FROM link");
}

enum kc_status store_private_links(void *db)
{
    return store_exec(db, "CREATE TEMP TABLE IF NOT EXISTS link (document INTEGER, ordinal INTEGER,"
                          " criterion TEXT, position INTEGER, need INTEGER, series INTEGER,"
                          " signals INTEGER, faults INTEGER, start INTEGER, until INTEGER,"
                          " PRIMARY KEY (document, ordinal)) WITHOUT ROWID");
}

static void read_link(struct query *q, struct evidence_link *ret_link)
{
    *ret_link = (struct evidence_link){
        .criterion = query_str(q, 0),
        .need      = (uint32_t)query_i64(q, 1),
        .series    = (uint32_t)query_i64(q, 2),
        .document  = query_str(q, 3),
        .signals   = (unsigned)query_i64(q, 4),
        .faults    = (unsigned)query_i64(q, 5),
        .at        = {(uint32_t)query_i64(q, 6), (uint32_t)query_i64(q, 7)},
    };
}

#define SELECT_LINKS                                                                               \
    "SELECT l.criterion, l.need, l.series, d.id, l.signals, l.faults, l.start, l.until"            \
    " FROM link AS l JOIN document AS d ON d.row = l.document"
#define IN_ORDER " ORDER BY l.position, l.need, l.series, d.date, d.id, l.ordinal"

enum kc_status store_each_link(void *db, struct str criterion, link_fn *fn, void *ctx)
{
    struct query q = query_new(db, criterion.n ? SELECT_LINKS " WHERE l.criterion = ?1" IN_ORDER
                                               : SELECT_LINKS IN_ORDER);
    struct evidence_link link;

    if (criterion.n)
        query_text(&q, criterion);
    while (query_next(&q)) {
        read_link(&q, &link);
        if (!fn(ctx, &link))
            break;
    }
    return query_end(&q);
}
