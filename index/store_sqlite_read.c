#include "index/store_sqlite.h"

#include "index/tokenizer.h"
#include "ingest/record/name_text.h"

/* Questions to the SQLite store. */

/* Of several places with one content all but the kept one are duplicates. */
#define IS_DUPLICATE                                                                               \
    "(d.row IS NOT NULL AND o.state <> 'ignored'"                                                  \
    " AND (o.root, o.path, o.member) <> (d.root, d.path, d.member))"
#define STATE  "CASE WHEN o.gone THEN 'gone' WHEN " IS_DUPLICATE " THEN 'duplicate' ELSE o.state END"
#define REASON "CASE WHEN o.gone OR " IS_DUPLICATE " THEN '' ELSE o.reason END"
#define PLACES "occurrence AS o LEFT JOIN document AS d ON d.row = o.document"

static enum file_state state_of(struct query *q, int column)
{
    enum file_state state = STATE_NONE;

    (void)state_from_name(query_str(q, column), &state); /* unknown words stay NONE: verify tells */
    return state;
}

static enum file_reason reason_of(struct query *q, int column)
{
    enum file_reason reason = REASON_NONE;

    (void)reason_from_name(query_str(q, column), &reason);
    return reason;
}

enum kc_status store_each_occurrence(void *db, occurrence_fn *fn, void *ctx)
{
    struct query q = query_new(
        db, "SELECT o.root, o.path, o.member, o.container, coalesce(d.id, ''), o.format, " STATE
            ", " REASON ", o.size, o.number, o.key, o.date, o.criterion FROM " PLACES
            " ORDER BY o.root, o.path, o.member");

    while (query_next(&q)) {
        struct occurrence o = {
            .root      = query_str(&q, 0),
            .path      = query_str(&q, 1),
            .member    = query_str(&q, 2),
            .container = query_str(&q, 3),
            .document  = query_str(&q, 4),
            .format    = query_str(&q, 5),
            .state     = state_of(&q, 6),
            .reason    = reason_of(&q, 7),
            .size      = (uint64_t)query_i64(&q, 8),
            .name = {query_str(&q, 9), query_str(&q, 10), query_str(&q, 11), query_str(&q, 12)},
        };
        o.is_member = o.member.n > 0;
        if (!fn(ctx, &o))
            break;
    }
    return query_end(&q);
}

/* --- documents --------------------------------------------------------------- */

#define BRIEF "d.row, d.id, d.number, d.issuer, d.date, d.type, d.subject, d.path, d.member"
enum { BRIEF_END = 9 };

static void read_brief(struct query *q, struct stored *ret_document)
{
    *ret_document = (struct stored){
        .row   = query_i64(q, 0),
        .brief = {query_str(q, 1), query_str(q, 2), query_str(q, 3), query_str(q, 4),
                  query_str(q, 5), query_str(q, 6), query_str(q, 7), query_str(q, 8)},
    };
}

static enum kc_status each_stored(struct query *q, stored_fn *fn, void *ctx, bool *ret_any)
{
    while (query_next(q)) {
        struct stored d;

        read_brief(q, &d);
        d.image  = query_str(q, BRIEF_END);
        *ret_any = true;
        if (!fn(ctx, &d))
            break;
    }
    return query_end(q);
}

enum kc_status store_each_document(void *db, stored_fn *fn, void *ctx)
{
    struct query q   = query_new(db, "SELECT " BRIEF ", i.bytes FROM document AS d JOIN image AS i"
                                       " ON i.document = d.row WHERE d.live ORDER BY d.id");
    bool         any = false;

    return each_stored(&q, fn, ctx, &any);
}

/* The columns of OUTLINE, in order. */
enum {
    OUT_ID,
    OUT_PATH,
    OUT_MEMBER,
    OUT_FORMAT,
    OUT_STATE,
    OUT_REASON,
    OUT_DRAFT,
    OUT_NATURE,
    OUT_TYPE,
    OUT_NUMBER,
    OUT_KEY,
    OUT_DATE,
    OUT_ISSUER,
    OUT_SUBJECT,
    OUT_REPLACED, /* key, date, issuer; NULL when it replaces nothing */
};
#define IDENTITY                                                                                   \
    "d.id, d.path, d.member, d.format, d.state, d.reason, d.draft, d.nature, d.type, d.number,"    \
    " d.key, d.date, d.issuer, d.subject"
#define OUTLINE                                                                                    \
    "SELECT " IDENTITY ", f.key, f.date, f.issuer"                                                 \
    " FROM document AS d LEFT JOIN finding AS f ON f.document = d.row AND f.role = 'replaced'"     \
    " WHERE d.live ORDER BY d.id, f.ordinal"

static enum nature nature_of(struct str name)
{
    for (int n = NATURE_UNKNOWN; n <= NATURE_PRESS; n++)
        if (str_eq(name, str_from_cstr(nature_name((enum nature)n))))
            return (enum nature)n;
    return NATURE_UNKNOWN;
}

static void read_identity(struct query *q, struct document *doc)
{
    *doc = (struct document){
        .id       = query_str(q, OUT_ID),
        .path     = query_str(q, OUT_PATH),
        .member   = query_str(q, OUT_MEMBER),
        .format   = query_str(q, OUT_FORMAT),
        .state    = state_of(q, OUT_STATE),
        .reason   = reason_of(q, OUT_REASON),
        .identity = {.draft         = (unsigned)query_i64(q, OUT_DRAFT),
                     .nature        = nature_of(query_str(q, OUT_NATURE)),
                     .type.value    = query_str(q, OUT_TYPE),
                     .number.value  = query_str(q, OUT_NUMBER),
                     .key           = query_str(q, OUT_KEY),
                     .date.value    = query_str(q, OUT_DATE),
                     .issuer.value  = query_str(q, OUT_ISSUER),
                     .subject.value = query_str(q, OUT_SUBJECT)},
    };
}

static void read_outline(struct query *q, struct document *doc, struct finding *replaced)
{
    read_identity(q, doc);
    *replaced = (struct finding){.kind   = FINDING_REFERENCE,
                                 .role   = ROLE_REPLACED,
                                 .key    = query_str(q, OUT_REPLACED),
                                 .date   = query_str(q, OUT_REPLACED + 1),
                                 .issuer = query_str(q, OUT_REPLACED + 2)};
    if (replaced->key.n) {
        doc->findings  = replaced;
        doc->nfindings = 1;
    }
}

enum kc_status store_each_outline(void *db, document_fn *fn, void *ctx)
{
    struct query q = query_new(db, OUTLINE);

    while (query_next(&q)) {
        struct document doc;
        struct finding  replaced;

        read_outline(&q, &doc, &replaced);
        if (!fn(ctx, &doc))
            break;
    }
    return query_end(&q);
}

/* The columns of CITATIONS, in order. */
enum {
    CITE_KIND = OUT_REPLACED,
    CITE_ROLE,
    CITE_START,
    CITE_END,
    CITE_PLAN,
    CITE_VALUE,
    CITE_KEY,
    CITE_TYPE,
    CITE_DATE,
    CITE_ISSUER,
};
#define CITATIONS                                                                                  \
    "SELECT " IDENTITY ", f.kind, f.role, f.start, f.until, f.plan, f.value, f.key, f.type,"       \
    " f.date, f.issuer FROM finding AS f JOIN document AS d ON d.row = f.document WHERE d.live"
#define IN_READING_ORDER " ORDER BY d.id, f.ordinal"

static enum role role_of(struct str name)
{
    for (int r = ROLE_CITED; r <= ROLE_REPLACED; r++)
        if (str_eq(name, str_from_cstr(role_name((enum role)r))))
            return (enum role)r;
    return ROLE_CITED;
}

static void read_citation(struct query *q, struct document *doc, struct finding *f)
{
    bool plan = str_eq(query_str(q, CITE_KIND), str_from_cstr(finding_kind_name(FINDING_PLAN)));

    read_identity(q, doc);
    *f = (struct finding){
        .kind   = plan ? FINDING_PLAN : FINDING_REFERENCE,
        .role   = role_of(query_str(q, CITE_ROLE)),
        .at     = {(uint32_t)query_i64(q, CITE_START), (uint32_t)query_i64(q, CITE_END)},
        .plan   = query_i64(q, CITE_PLAN) != 0,
        .value  = query_str(q, CITE_VALUE),
        .key    = query_str(q, CITE_KEY),
        .type   = query_str(q, CITE_TYPE),
        .date   = query_str(q, CITE_DATE),
        .issuer = query_str(q, CITE_ISSUER),
    };
}

enum kc_status store_each_citation(void *db, struct str key, citation_fn *fn, void *ctx)
{
    struct query q =
        query_new(db, key.n ? CITATIONS " AND f.kind = 'reference' AND f.key = ?1" IN_READING_ORDER
                            : CITATIONS " AND f.kind IN ('reference', 'plan')" IN_READING_ORDER);

    if (key.n)
        query_text(&q, key);
    while (query_next(&q)) {
        struct document doc;
        struct finding  f;

        read_citation(&q, &doc, &f);
        if (!fn(ctx, &doc, &f))
            break;
    }
    return query_end(&q);
}

enum kc_status store_document(void *db, struct str id, stored_fn *fn, void *ctx)
{
    struct query   q = query_new(db, "SELECT " BRIEF ", i.bytes FROM document AS d JOIN image AS i"
                                       " ON i.document = d.row WHERE d.id = ?1");
    bool           any = false;
    enum kc_status status;

    query_text(&q, id);
    status = each_stored(&q, fn, ctx, &any);
    return status == KC_OK && !any ? KC_SKIP : status;
}

/* --- what a person may mean ----------------------------------------------------- */

struct briefs {
    brief_fn *fn;
    void     *ctx;
    bool      live; /* asked for */
    bool      any, stopped;
};

static enum kc_status each_brief(struct query *q, struct briefs *out)
{
    while (!out->stopped && query_next(q)) {
        struct stored d;

        read_brief(q, &d);
        out->any     = true;
        out->stopped = !out->fn(out->ctx, &d.brief);
    }
    return query_end(q);
}

static bool is_hash_prefix(struct str typed)
{
    for (size_t i = 0; i < typed.n; i++)
        if (!((typed.p[i] >= '0' && typed.p[i] <= '9') || (typed.p[i] >= 'a' && typed.p[i] <= 'f')))
            return false;
    return typed.n >= 6 && typed.n <= 64;
}

static enum kc_status by_hash(struct store *s, struct str typed, struct briefs *out)
{
    struct query q = query_new(s, "SELECT " BRIEF " FROM document AS d WHERE d.live = ?2"
                                  " AND d.id >= ?1 AND d.id < ?1 || 'g' ORDER BY d.id");

    query_text(&q, typed);
    query_int(&q, out->live);
    return each_brief(&q, out);
}

/* Without `at.root`: of any. */
static enum kc_status at_place(struct store *s, struct place at, struct briefs *out)
{
    struct query q =
        query_new(s, "SELECT DISTINCT " BRIEF " FROM occurrence AS o JOIN document AS d"
                     " ON d.row = o.document WHERE o.root IN (SELECT name FROM root"
                     " WHERE ?1 = x'' OR name = ?1) AND o.path = ?2"
                     " AND o.member = ?3 AND o.gone <> ?4 AND d.live = ?4"
                     " ORDER BY d.id");

    query_place(&q, at);
    query_int(&q, out->live);
    return each_brief(&q, out);
}

/* A path may itself hold "!/": every one of them may be where the member begins. */
static enum kc_status below_root(struct store *s, struct str root, struct str typed,
                                 struct briefs *out)
{
    enum kc_status status = at_place(s, (struct place){root, typed, {0}}, out);

    for (size_t i = 1; status == KC_OK && !out->any && i + 2 < typed.n; i++)
        if (str_eq(str_sub(typed, i, i + 2), STR("!/")))
            status = at_place(
                s, (struct place){root, str_sub(typed, 0, i), str_sub(typed, i + 2, typed.n)}, out);
    return status;
}

/* As the ledger shows it, or as a shell completes it: "nop/1.1/KH.docx". */
static enum kc_status by_path(struct store *s, struct str typed, struct briefs *out)
{
    enum kc_status status = below_root(s, (struct str){0}, typed, out);
    struct str     rest = typed, root = str_cut(&rest, '/');

    return status == KC_OK && !out->any && root.n && rest.n ? below_root(s, root, rest, out)
                                                            : status;
}

static enum kc_status by_number(struct store *s, struct str typed, struct str key,
                                struct briefs *out)
{
    struct query q = query_new(s, "SELECT " BRIEF " FROM document AS d WHERE d.live = ?2"
                                  " AND d.key = ?1 AND d.key <> '' ORDER BY d.id");

    query_text(&q, key.n ? key : typed);
    query_int(&q, out->live);
    return each_brief(&q, out);
}

/* Is the place, or the root and the place, written `typed` when people read it? */
static bool is_shown_as(struct arena *a, struct place at, struct str typed)
{
    struct text whole = {.arena = a};
    size_t      path;

    text_add(&whole, at.root);
    text_add(&whole, STR("/"));
    path = whole.n;
    text_add(&whole, at.path);
    text_add(&whole, at.member.n ? STR("!/") : STR(""));
    text_add(&whole, at.member);
    if (whole.full)
        return false;
    return str_eq(name_text(a, str_sub(text_str(&whole), path, whole.n)), typed) ||
           str_eq(name_text(a, text_str(&whole)), typed);
}

/* Names in old encodings, or with marks apart, as they were shown. */
static enum kc_status by_shown_path(struct store *s, struct str typed, struct briefs *out)
{
    struct query q    = query_new(s, "SELECT " BRIEF ", o.root, o.path, o.member"
                                        " FROM occurrence AS o JOIN document AS d ON d.row = o.document"
                                        " WHERE o.gone <> ?1 AND d.live = ?1 ORDER BY d.id");
    int64_t      told = -1;
    size_t       mark = arena_mark(s->scratch);
    struct str   name = name_text(s->scratch, typed);
    size_t       each = arena_mark(s->scratch);

    query_int(&q, out->live);
    while (!out->stopped && query_next(&q)) {
        struct place  at = query_at(&q, BRIEF_END);
        struct stored d;

        read_brief(&q, &d);
        if (d.row != told && is_shown_as(s->scratch, at, name)) {
            told         = d.row;
            out->any     = true;
            out->stopped = !out->fn(out->ctx, &d.brief);
        }
        arena_release(s->scratch, each);
    }
    arena_release(s->scratch, mark);
    return query_end(&q);
}

enum kc_status store_find_document(void *db, struct str typed, struct str key, bool live,
                                   brief_fn *fn, void *ctx)
{
    struct briefs  out    = {.fn = fn, .ctx = ctx, .live = live};
    enum kc_status status = is_hash_prefix(typed) ? by_hash(db, typed, &out) : KC_OK;

    if (status == KC_OK && !out.any)
        status = by_path(db, typed, &out);
    if (status == KC_OK && !out.any)
        status = by_number(db, typed, key, &out);
    if (status == KC_OK && !out.any)
        status = by_shown_path(db, typed, &out);
    return status;
}

/* --- full text ------------------------------------------------------------------- */

static enum kc_status with_image(struct store *s, struct stored *d, stored_fn *fn, void *ctx,
                                 bool *ret_more)
{
    struct query q = query_new(s, "SELECT bytes FROM image WHERE document = ?1");

    query_int(&q, d->row);
    if (query_next(&q)) {
        d->image  = query_str(&q, 0);
        *ret_more = fn(ctx, d);
    }
    return query_end(&q);
}

/* The images are fetched one by one: in the sorter of the ranking they would be
 * copied for every hit. */
static enum kc_status each_hit(struct store *s, struct str match, struct str exact, size_t most,
                               stored_fn *fn, void *ctx)
{
    struct query q =
        query_new(s, "SELECT " BRIEF " FROM search JOIN document AS d ON d.row = search.rowid"
                     " WHERE search MATCH ?1 ORDER BY"
                     " search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?2) DESC,"
                     " bm25(search), d.id LIMIT ?3");
    enum kc_status status = KC_OK, ended;
    bool           more   = true;

    query_text(&q, match);
    query_text(&q, exact);
    query_int(&q, most < INT64_MAX ? (int64_t)most : INT64_MAX);
    while (status == KC_OK && more && query_next(&q)) {
        struct stored d;

        read_brief(&q, &d);
        status = with_image(s, &d, fn, ctx, &more);
    }
    ended = query_end(&q);
    return status == KC_OK ? ended : status;
}

enum kc_status store_search(void *db, struct str words, size_t most, stored_fn *fn, void *ctx)
{
    struct store  *s     = db;
    size_t         mark  = arena_mark(s->scratch);
    struct str     match = {0}, exact = {0};
    enum kc_status status = tokenizer_query(words, s->scratch, &match);

    if (status == KC_OK)
        status = tokenizer_query_exact(words, s->scratch, &exact);
    if (status == KC_OK)
        status = each_hit(s, match, exact, most, fn, ctx);
    arena_release(s->scratch, mark);
    return status == KC_SKIP ? KC_OK : status; /* no words, no hits */
}

/* --- the ledger ------------------------------------------------------------------- */

static enum kc_status count_states(struct store *s, struct ledger *l, uint64_t *ret_files)
{
    struct query q = query_new(s, "SELECT o.member <> x'', " STATE " AS s, count(*) FROM " PLACES
                                  " WHERE o.gone = 0 GROUP BY 1, 2");

    while (query_next(&q)) {
        uint64_t        n     = (uint64_t)query_i64(&q, 2);
        enum file_state state = state_of(&q, 1);

        if (query_i64(&q, 0)) {
            l->members[state] += n;
            l->members_total += n;
        } else {
            l->files[state] += n;
            *ret_files += n;
        }
    }
    return query_end(&q);
}

static enum kc_status count_one(struct store *s, const char *sql, uint64_t *ret_count)
{
    struct query q = query_new(s, sql);

    if (query_next(&q))
        *ret_count = (uint64_t)query_i64(&q, 0);
    return query_end(&q);
}

/* An intake that was never walked to its end (records that came by the pipe) has
 * nothing to be held against but its own files. */
static const char entries_sql[] =
    "SELECT coalesce(sum(coalesce(r.entries, (SELECT count(*) FROM occurrence AS o"
    " WHERE o.root = r.name AND o.member = x'' AND o.gone = 0))), 0) FROM root AS r";

/* Members whose archive is not there, or that are no members of anything. */
static const char orphans_sql[] =
    "SELECT count(*) FROM occurrence AS m WHERE m.member <> x'' AND m.gone = 0 AND NOT EXISTS"
    " (SELECT 1 FROM occurrence AS f WHERE f.root = m.root AND f.path = m.path"
    " AND f.member = x'' AND f.gone = 0)";

enum kc_status store_ledger(void *db, struct ledger *ret_ledger)
{
    struct ledger  l     = {0};
    uint64_t       files = 0, orphans = 0, walking = 0;
    enum kc_status status = count_states(db, &l, &files);

    if (status == KC_OK)
        status = count_one(db, entries_sql, &l.entries);
    if (status == KC_OK)
        status = count_one(db, orphans_sql, &orphans);
    if (status == KC_OK)
        status = count_one(db, "SELECT count(*) FROM root WHERE walking", &walking);
    if (status != KC_OK)
        return status;
    l.reconciles = l.entries == files && !orphans && !walking && !l.files[STATE_NONE] &&
                   !l.members[STATE_NONE];
    *ret_ledger = l;
    return KC_OK;
}
