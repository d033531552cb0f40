#include "index/store_sqlite.h"

/* Forgetting a document that should never have been handed in: nothing of it may
 * stay, neither words in the search table nor bytes in free pages. */

/* Places of the document, and of everything inside them: "a.zip", "a.zip!/x",
 * "a.zip!/b.zip!/y". '0' is the byte after '/'. */
#define DOOMED                                                                                     \
    " EXISTS (SELECT 1 FROM occurrence AS d WHERE d.document = ?1 AND d.root = o.root"             \
    " AND d.path = o.path AND (d.member = o.member OR d.member = x''"                              \
    " OR (o.member >= CAST(d.member || x'212F' AS BLOB)"                                           \
    " AND o.member < CAST(d.member || x'2130' AS BLOB))))"

static enum kc_status find_row(struct store *s, struct str id, int64_t *ret_row)
{
    struct query   q = query_cached(s, SQL_DOCUMENT_BY_ID);
    enum kc_status status;

    query_text(&q, id);
    *ret_row = query_next(&q) ? query_i64(&q, 0) : 0;
    status   = query_end(&q);
    return status;
}

static enum kc_status remove_places(struct store *s, int64_t row)
{
    static const char *const steps[] = {
        "INSERT OR IGNORE INTO lost SELECT o.document FROM occurrence AS o"
        " WHERE o.document IS NOT NULL AND" DOOMED,
        /* entries stays NULL where there was no whole walk yet */
        "UPDATE root SET entries = entries - (SELECT count(*) FROM occurrence AS o"
        " WHERE o.root = root.name AND o.document = ?1 AND o.member = x'' AND o.gone = 0)",
        "DELETE FROM file WHERE EXISTS (SELECT 1 FROM occurrence AS o WHERE o.document = ?1"
        " AND o.root = file.root AND o.path = file.path)",
        "DELETE FROM occurrence AS o WHERE" DOOMED,
    };
    enum kc_status status = KC_OK;

    for (size_t i = 0; status == KC_OK && i < sizeof steps / sizeof *steps; i++) {
        struct query q = query_new(s, steps[i]);

        query_int(&q, row);
        status = query_run(&q);
    }
    return status;
}

enum kc_status store_forget(void *db, struct str id, bool *ret_known)
{
    struct store  *s      = db;
    int64_t        row    = 0;
    enum kc_status status = find_row(s, id, &row);

    if (status == KC_OK && row)
        status = remove_places(s, row);
    if (status == KC_OK && row)
        status = store_vacate_lost(s);
    /* FTS5 only notes that a row went; its words leave the file when all is merged. */
    if (status == KC_OK && row)
        status = store_exec(s, "INSERT INTO search (search) VALUES ('optimize')");
    if (status == KC_OK)
        *ret_known = row != 0;
    return status;
}
