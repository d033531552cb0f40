#include "index/store_sqlite.h"

#include "index/passage.h"
#include "ingest/record/wire.h"

/* Filing one record. What is kept of a content never depends on the order of
 * arrival: it is the record of the smallest place that is not gone. */

/* The document row of an id, as it was before this record. */
struct kept {
    int64_t      row; /* 0: none yet */
    bool         live, stale;
    struct place place; /* in scratch */
};

static bool copy_place(struct arena *a, struct place from, struct place *ret_copy)
{
    return arena_copy(a, from.root, &ret_copy->root) && arena_copy(a, from.path, &ret_copy->path) &&
           arena_copy(a, from.member, &ret_copy->member);
}

static enum kc_status find_kept(struct store *s, struct str id, struct kept *ret_kept)
{
    struct query   q    = query_cached(s, SQL_DOCUMENT_BY_ID);
    struct kept    kept = {0};
    bool           room = true;
    enum kc_status status;

    query_text(&q, id);
    if (query_next(&q)) {
        kept = (struct kept){
            .row = query_i64(&q, 0), .live = query_i64(&q, 1) != 0, .stale = query_i64(&q, 2) != 0};
        room = copy_place(s->scratch, query_at(&q, 3), &kept.place);
    }
    status = query_end(&q);
    if (status == KC_OK && !room)
        return KC_NO_MEMORY;
    if (status == KC_OK)
        *ret_kept = kept;
    return status;
}

/* --- search rows ----------------------------------------------------------- */

static enum kc_status search_row(struct store *s, enum statement which, int64_t row,
                                 struct str text)
{
    struct query q = query_cached(s, which);

    query_int(&q, row);
    query_text(&q, text);
    s->dropped |= which == SQL_SEARCH_DELETE;
    return query_run(&q);
}

/* The words that an image put into the search table: FTS5 wants them back when
 * the row goes. `ret_text` lives in scratch. */
static enum kc_status old_text(struct store *s, int64_t row, struct str *ret_text)
{
    struct query    q      = query_cached(s, SQL_IMAGE);
    struct document doc    = {0};
    struct str      text   = {0};
    enum kc_status  status = KC_IO, ended;

    query_int(&q, row);
    if (query_next(&q))
        status = wire_read(query_str(&q, 0), s->scratch, &doc);
    if (status == KC_OK && !passage_text(&doc, s->scratch, &text))
        status = KC_NO_MEMORY;
    ended = query_end(&q);
    if (ended != KC_OK)
        return ended;
    if (status == KC_BAD_INPUT || status == KC_IO)
        return store_trouble(s, "a stored record is damaged; run verify");
    if (status != KC_OK)
        return KC_NO_MEMORY;
    *ret_text = text;
    return KC_OK;
}

static enum kc_status forget_search(struct store *s, int64_t row)
{
    size_t         mark = arena_mark(s->scratch);
    struct str     text;
    enum kc_status status = old_text(s, row, &text);

    if (status == KC_OK)
        status = search_row(s, SQL_SEARCH_DELETE, row, text);
    arena_release(s->scratch, mark);
    return status;
}

/* Must run before the image is replaced. */
static enum kc_status replace_search(struct store *s, const struct kept *k,
                                     const struct document *doc)
{
    struct str     before = {0}, after;
    enum kc_status status = KC_OK;

    if (!passage_text(doc, s->scratch, &after))
        return KC_NO_MEMORY;
    if (k->live)
        status = old_text(s, k->row, &before);
    if (status != KC_OK || (k->live && str_eq(before, after)))
        return status;
    if (k->live)
        status = search_row(s, SQL_SEARCH_DELETE, k->row, before);
    return status == KC_OK ? search_row(s, SQL_SEARCH_INSERT, k->row, after) : status;
}

/* --- the document ----------------------------------------------------------- */

static void query_document(struct query *q, struct place at, const struct document *doc)
{
    struct document_columns c;

    document_columns(doc, &c);
    query_place(q, at);
    for (size_t i = 0; i < DOCUMENT_NUMBERS; i++)
        query_int(q, c.number[i]);
    for (size_t i = 0; i < DOCUMENT_TEXTS; i++)
        query_text(q, c.text[i]);
}

static enum kc_status write_image(struct store *s, enum statement which, int64_t row,
                                  struct str image)
{
    struct query q = query_cached(s, which);

    query_int(&q, row);
    query_int(&q, (int64_t)image_hash(image));
    query_blob(&q, image);
    return query_run(&q);
}

static enum kc_status run_on_row(struct store *s, enum statement which, int64_t row)
{
    struct query q = query_cached(s, which);

    query_int(&q, row);
    return query_run(&q);
}

static enum kc_status insert_findings(struct store *s, int64_t row, const struct document *doc)
{
    enum kc_status status = KC_OK;

    for (size_t i = 0; status == KC_OK && i < doc->nfindings; i++) {
        struct query           q = query_cached(s, SQL_FINDING_INSERT);
        struct finding_columns c;

        finding_columns(&doc->findings[i], &c);
        query_int(&q, row);
        query_int(&q, (int64_t)i);
        for (size_t n = 0; n < FINDING_NUMBERS; n++)
            query_int(&q, c.number[n]);
        for (size_t t = 0; t < FINDING_TEXTS; t++)
            query_text(&q, c.text[t]);
        status = query_run(&q);
    }
    return status;
}

static enum kc_status insert_document(struct store *s, struct place at, const struct document *doc,
                                      struct str image, struct kept *k)
{
    struct query   q = query_cached(s, SQL_DOCUMENT_INSERT);
    enum kc_status status;

    query_document(&q, at, doc);
    query_text(&q, doc->id);
    status = query_run(&q);
    k->row = sqlite3_last_insert_rowid(s->db);
    if (status == KC_OK)
        status = write_image(s, SQL_IMAGE_INSERT, k->row, image);
    if (status == KC_OK)
        status = insert_findings(s, k->row, doc);
    return status == KC_OK ? replace_search(s, k, doc) : status;
}

static enum kc_status replace_document(struct store *s, struct place at, const struct document *doc,
                                       struct str image, const struct kept *k)
{
    struct query   q;
    enum kc_status status = replace_search(s, k, doc);

    if (status != KC_OK)
        return status;
    q = query_cached(s, SQL_DOCUMENT_UPDATE);
    query_document(&q, at, doc);
    query_int(&q, k->row);
    status = query_run(&q);
    if (status == KC_OK)
        status = write_image(s, SQL_IMAGE_UPDATE, k->row, image);
    if (status == KC_OK)
        status = run_on_row(s, SQL_FINDING_DELETE, k->row);
    return status == KC_OK ? insert_findings(s, k->row, doc) : status;
}

static enum kc_status same_image(struct store *s, int64_t row, struct str image, bool *ret_same)
{
    struct query q = query_cached(s, SQL_IMAGE);

    query_int(&q, row);
    *ret_same = query_next(&q) && str_eq(query_str(&q, 0), image);
    return query_end(&q);
}

/* Keeps this record when its place is the one to keep. */
static enum kc_status keep(struct store *s, struct place at, const struct document *doc,
                           struct str image, int64_t *ret_document, int64_t *ret_changed)
{
    struct kept    k      = {0};
    bool           same   = false;
    enum kc_status status = find_kept(s, doc->id, &k);
    int            order  = k.row && k.live ? place_cmp(k.place, at) : 1;

    if (status == KC_OK && order == 0 && !k.stale)
        status = same_image(s, k.row, image, &same);
    if (status != KC_OK)
        return status;
    if (!k.row)
        status = insert_document(s, at, doc, image, &k);
    else if (order >= 0 && !same)
        status = replace_document(s, at, doc, image, &k);
    if (status == KC_OK) {
        *ret_document = k.row;
        *ret_changed  = order >= 0 && !same ? k.row : 0;
    }
    return status;
}

/* --- places ------------------------------------------------------------------ */

static enum kc_status forget_document(struct store *s, int64_t row)
{
    static const enum statement steps[] = {SQL_FINDING_DELETE, SQL_LINK_DELETE, SQL_IMAGE_DELETE,
                                           SQL_DOCUMENT_DELETE};
    enum kc_status              status  = KC_OK;

    for (size_t i = 0; status == KC_OK && i < sizeof steps / sizeof *steps; i++)
        status = run_on_row(s, steps[i], row);
    return status;
}

/* Nobody has it any more. While a place that is gone remembers it, it stays. */
static enum kc_status retire(struct store *s, int64_t row, bool was_live)
{
    enum kc_status status = was_live ? forget_search(s, row) : KC_OK;
    struct query   q;
    bool           remembered;

    if (status != KC_OK)
        return status;
    q = query_cached(s, SQL_OCCURRENCE_ANY);
    query_int(&q, row);
    remembered = query_next(&q);
    status     = query_end(&q);
    if (status != KC_OK || !remembered)
        return status == KC_OK ? forget_document(s, row) : status;
    q = query_cached(s, SQL_DOCUMENT_LIVE);
    query_int(&q, 0);
    query_int(&q, row);
    status = query_run(&q);
    return status == KC_OK ? run_on_row(s, SQL_LINK_DELETE, row) : status;
}

static enum kc_status first_place(struct store *s, int64_t row, bool *ret_found,
                                  struct place *ret_place)
{
    struct query   q    = query_cached(s, SQL_OCCURRENCE_FIRST);
    bool           room = true;
    enum kc_status status;

    query_int(&q, row);
    *ret_found = query_next(&q);
    if (*ret_found)
        room = copy_place(s->scratch, query_at(&q, 0), ret_place);
    status = query_end(&q);
    return status == KC_OK && !room ? KC_NO_MEMORY : status;
}

static enum kc_status move_to(struct store *s, int64_t row, struct place at)
{
    struct query q = query_cached(s, SQL_DOCUMENT_MOVE);

    query_place(&q, at);
    query_int(&q, row);
    return query_run(&q);
}

static enum kc_status settle(struct store *s, int64_t row)
{
    struct place   first = {0}, at = {0};
    bool           found = false, live = false, room = true;
    enum kc_status status = first_place(s, row, &found, &first);
    struct query   q;

    if (status != KC_OK)
        return status;
    q = query_cached(s, SQL_DOCUMENT_PLACE);
    query_int(&q, row);
    if (query_next(&q)) {
        live = query_i64(&q, 0) != 0;
        room = copy_place(s->scratch, query_at(&q, 1), &at);
    }
    status = query_end(&q);
    if (status == KC_OK && !room)
        status = KC_NO_MEMORY;
    if (status != KC_OK)
        return status;
    if (!found)
        return retire(s, row, live);
    return place_cmp(first, at) ? move_to(s, row, first) : KC_OK;
}

enum kc_status store_vacate(struct store *s, int64_t row)
{
    size_t         mark   = arena_mark(s->scratch);
    enum kc_status status = settle(s, row);

    arena_release(s->scratch, mark);
    return status;
}

/* Which document was at this place; 0: none. */
static enum kc_status occupant(struct store *s, struct place at, bool *ret_found,
                               int64_t *ret_document)
{
    struct query q = query_cached(s, SQL_OCCURRENCE_AT);

    query_place(&q, at);
    *ret_found    = query_next(&q);
    *ret_document = *ret_found ? query_i64(&q, 0) : 0;
    return query_end(&q);
}

static enum kc_status write_occurrence(struct store *s, enum statement which, struct place at,
                                       const struct document *doc, int64_t document,
                                       struct str image)
{
    struct query              q = query_cached(s, which);
    struct occurrence_columns c;

    occurrence_columns(doc, &c);
    query_place(&q, at);
    if (document)
        query_int(&q, document);
    else
        query_null(&q);
    query_int(&q, c.size);
    for (size_t i = 0; i < OCCURRENCE_TEXTS; i++)
        query_text(&q, c.text[i]);
    if (document) {
        query_null(&q);
        query_null(&q);
    } else {
        query_int(&q, (int64_t)image_hash(image));
        query_blob(&q, image);
    }
    return query_run(&q);
}

static enum kc_status occupy(struct store *s, struct place at, const struct document *doc,
                             int64_t document, struct str image)
{
    bool           found  = false;
    int64_t        before = 0;
    enum kc_status status = occupant(s, at, &found, &before);

    if (status == KC_OK)
        status = write_occurrence(s, found ? SQL_OCCURRENCE_UPDATE : SQL_OCCURRENCE_INSERT, at, doc,
                                  document, image);
    if (status == KC_OK && before && before != document)
        status = store_vacate(s, before);
    return status;
}

static enum kc_status note_visit(struct store *s, struct place at)
{
    struct query   q = query_cached(s, SQL_ROOT_ADD);
    enum kc_status status;

    query_blob(&q, at.root);
    status = query_run(&q);
    if (status != KC_OK)
        return status;
    q = query_cached(s, SQL_SEEN);
    query_blob(&q, at.root);
    query_blob(&q, at.path);
    status = query_run(&q);
    if (status != KC_OK)
        return status;
    q = query_cached(s, SQL_PUT_NOW);
    query_place(&q, at);
    return query_run(&q);
}

/* A document that bears a stamp took the place of words that were searched for:
 * FTS5 only notes that a row went, so the end of the walk has to sweep. */
static enum kc_status note_secret(struct store *s, const struct document *doc)
{
    return s->dropped && doc->reason == REASON_SECRET
               ? store_exec(s, "INSERT OR REPLACE INTO meta (key, value) VALUES ('sweep', 'due')")
               : KC_OK;
}

enum kc_status store_put(void *db, struct str root, const struct document *doc, struct str image,
                         int64_t *ret_row)
{
    struct store  *s        = db;
    size_t         mark     = arena_mark(s->scratch);
    struct place   at       = {root, doc->path, doc->member};
    int64_t        document = 0, changed = 0;
    enum kc_status status = note_visit(s, at);

    s->dropped = false;
    if (status == KC_OK && doc->id.n)
        status = keep(s, at, doc, image, &document, &changed);
    if (status == KC_OK)
        status = occupy(s, at, doc, document, image);
    if (status == KC_OK)
        status = note_secret(s, doc);
    arena_release(s->scratch, mark);
    if (status == KC_OK)
        *ret_row = changed;
    return status;
}
