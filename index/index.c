#include "index/index.h"

#include "index/passage.h"
#include "index/store.h"
#include "ingest/record/wire.h"

/* What is the same for every store: decoding images, proposing links, quoting
 * passages, and that a batch lands whole or not at all. */

struct index {
    const struct store_ops    *ops;
    void                      *db;
    enum index_mode            mode;
    struct arena              *scratch;
    const struct criteria_set *set; /* borrowed; NULL: no links */
    int                        year;
    bool                       folder_codes;
    bool                       has_criteria; /* index_use_criteria was called */
    bool                       own_links;    /* a reader's, see store.h */
    bool                       links_due;    /* noted in this batch */
    bool                       in_batch;
    enum kc_status             spoilt; /* what broke the batch under way */
    char                       error[256];
};

/* Whose links the store holds: set, year and linker; see criteria_stamp. */
static const char LINKS_OF[] = "links";
enum { STAMP_SIZE = 128 };

/* --- open and close --------------------------------------------------------- */

enum kc_status index_open(const char *url, enum index_mode mode, const struct limits *lim,
                          struct arena *a, struct index **ret_index, struct str *reterr_message)
{
    const char             *rest = NULL;
    const struct store_ops *ops  = store_find(url, &rest);
    struct index           *ix;
    enum kc_status          status;

    if (!ops) {
        *reterr_message = STR("an index is named sqlite:PATH");
        return KC_BAD_INPUT;
    }
    ix = calloc(1, sizeof *ix);
    if (ix)
        *ix =
            (struct index){.ops = ops, .mode = mode, .scratch = arena_new(limits_arena_bytes(lim))};
    if (!ix || !ix->scratch) {
        free(ix);
        *reterr_message = STR("out of memory");
        return KC_NO_MEMORY;
    }
    status = ops->open(rest, mode, ix->scratch, a, &ix->db, reterr_message);
    if (status != KC_OK) {
        arena_free(ix->scratch);
        free(ix);
        return status;
    }
    *ret_index = ix;
    return KC_OK;
}

void index_close(struct index *ix)
{
    if (!ix)
        return;
    ix->ops->close(ix->db);
    arena_free(ix->scratch);
    free(ix);
}

struct str index_error(const struct index *ix)
{
    return ix->error[0] ? str_from_cstr(ix->error) : ix->ops->error(ix->db);
}

/* --- batches ------------------------------------------------------------------ */

enum kc_status index_begin(struct index *ix)
{
    enum kc_status status = ix->ops->begin(ix->db);

    if (status == KC_OK) {
        ix->in_batch  = true;
        ix->links_due = false;
        ix->spoilt    = KC_OK;
        ix->error[0]  = 0;
    }
    return status;
}

void index_rollback(struct index *ix)
{
    ix->ops->rollback(ix->db);
    ix->in_batch = false;
}

enum kc_status index_commit(struct index *ix)
{
    enum kc_status status = ix->spoilt;

    if (status == KC_OK)
        status = ix->ops->commit(ix->db);
    if (status != KC_OK)
        ix->ops->rollback(ix->db);
    ix->in_batch = false;
    return status;
}

/* Writing outside of a batch is a batch of its own. */
static enum kc_status enter(struct index *ix, bool *ret_own)
{
    *ret_own = !ix->in_batch;
    if (*ret_own)
        return index_begin(ix);
    return ix->spoilt;
}

/* A write that failed half-way spoils its batch: commit will refuse it. */
static enum kc_status leave(struct index *ix, bool own, enum kc_status status)
{
    if (status != KC_OK && ix->in_batch)
        ix->spoilt = status;
    return own && ix->in_batch ? index_commit(ix) : status;
}

/* --- images ---------------------------------------------------------------------- */

/* A stored record that cannot be decoded is the store's failure, not an answer. */
static enum kc_status decode(struct index *ix, const struct stored *d, struct arena *a,
                             struct document *ret_doc)
{
    enum kc_status status = wire_read(d->image, a, ret_doc);

    if (status == KC_OK)
        return KC_OK;
    (void)snprintf(ix->error, sizeof ix->error,
                   "the stored record of %.64s is damaged; delete the index and ingest again",
                   d->brief.id.n >= 64 ? d->brief.id.p : "a document");
    return status == KC_BAD_INPUT ? KC_IO : KC_NO_MEMORY;
}

/* --- links ------------------------------------------------------------------------ */

static enum kc_status link_one(struct index *ix, int64_t row, const struct document *doc)
{
    size_t                mark  = arena_mark(ix->scratch);
    struct evidence_link *links = NULL;
    uint32_t             *positions;
    size_t                n      = 0;
    enum kc_status        status = KC_OK;

    if (ix->set)
        status = link_document(ix->set, ix->year, ix->folder_codes, doc, ix->scratch, &links, &n);
    positions = ARENA_NEW(ix->scratch, uint32_t, n + 1);
    if (!status_has_result(status) || !positions)
        status = KC_NO_MEMORY;
    else
        status = KC_OK;
    for (size_t i = 0; status == KC_OK && i < n; i++)
        positions[i] = (uint32_t)(criteria_find(ix->set, links[i].criterion) - ix->set->items);
    if (status == KC_OK)
        status = ix->ops->put_links(ix->db, row, links, positions, n);
    arena_release(ix->scratch, mark);
    return status;
}

struct relink {
    struct index  *ix;
    enum kc_status status;
};

static bool relink_one(void *ctx, const struct stored *d)
{
    struct relink  *r    = ctx;
    size_t          mark = arena_mark(r->ix->scratch);
    struct document doc;

    r->status = decode(r->ix, d, r->ix->scratch, &doc);
    if (r->status == KC_OK)
        r->status = link_one(r->ix, d->row, &doc);
    arena_release(r->ix->scratch, mark);
    return r->status == KC_OK;
}

static enum kc_status relink_all(struct index *ix)
{
    struct relink  r      = {.ix = ix};
    enum kc_status status = ix->ops->forget_links(ix->db);

    if (status == KC_OK && ix->set)
        status = ix->ops->each_document(ix->db, relink_one, &r);
    return r.status != KC_OK ? r.status : status;
}

static void criteria_stamp(const struct index *ix, char *buf, size_t size)
{
    struct str set = ix->set ? ix->set->fingerprint : STR("none");

    (void)snprintf(buf, size, "%.*s %d %d %d", (int)(set.n < 64 ? set.n : 64), set.p,
                   ix->set ? ix->year : 0, ix->set && ix->folder_codes, LINKER_VERSION);
}

static enum kc_status propose_anew(struct index *ix, const char *stamp)
{
    enum kc_status status = relink_all(ix);

    return status == KC_OK ? ix->ops->set_setting(ix->db, LINKS_OF, stamp) : status;
}

/* A reader cannot write; what it proposes is its own. */
static enum kc_status propose_to_myself(struct index *ix)
{
    enum kc_status status = ix->ops->private_links(ix->db);

    ix->own_links = true;
    return status == KC_OK ? relink_all(ix) : status;
}

enum kc_status index_use_criteria(struct index *ix, const struct criteria_set *set, int year,
                                  bool folder_codes)
{
    char           want[STAMP_SIZE], have[STAMP_SIZE] = "";
    bool           own, same;
    enum kc_status status;

    ix->set          = set;
    ix->year         = year;
    ix->folder_codes = folder_codes;
    ix->has_criteria = true;
    criteria_stamp(ix, want, sizeof want);
    status = enter(ix, &own);
    if (status != KC_OK)
        return status;
    status = ix->ops->setting(ix->db, LINKS_OF, have, sizeof have);
    same   = str_eq(str_from_cstr(want), str_from_cstr(have)) && !ix->own_links;
    if (status == KC_OK && !same)
        status = ix->mode == INDEX_READ ? propose_to_myself(ix) : propose_anew(ix, want);
    return leave(ix, own, status);
}

/* Filed by a handle that knows of no criteria: the stored links are no longer
 * complete, and the next use of criteria must find that out. */
static enum kc_status links_are_due(struct index *ix)
{
    if (ix->has_criteria || ix->links_due)
        return KC_OK;
    ix->links_due = true;
    return ix->ops->set_setting(ix->db, LINKS_OF, "due");
}

/* --- writing ------------------------------------------------------------------------ */

enum kc_status index_walk_begin(struct index *ix, struct str root)
{
    bool           own;
    enum kc_status status = enter(ix, &own);

    return status == KC_OK ? leave(ix, own, ix->ops->walk_begin(ix->db, root)) : status;
}

/* No batch of its own: it changes nothing that lasts. */
enum kc_status index_seen(struct index *ix, struct str root, struct str path,
                          const struct file_stamp *stamp, struct str fingerprint,
                          bool *ret_unchanged)
{
    return ix->ops->seen(ix->db, root, path, stamp, fingerprint, ret_unchanged);
}

enum kc_status index_put(struct index *ix, struct str root, const struct document *doc,
                         struct str image)
{
    int64_t        row = 0;
    bool           own;
    enum kc_status status = enter(ix, &own);

    if (status != KC_OK)
        return status;
    status = ix->ops->put(ix->db, root, doc, image, &row);
    if (status == KC_OK && row)
        status = links_are_due(ix);
    if (status == KC_OK && row)
        status = link_one(ix, row, doc);
    return leave(ix, own, status);
}

enum kc_status index_path_done(struct index *ix, struct str root, struct str path,
                               const struct file_stamp *stamp, struct str fingerprint)
{
    bool           own;
    enum kc_status status = enter(ix, &own);

    if (status != KC_OK)
        return status;
    return leave(ix, own, ix->ops->path_done(ix->db, root, path, stamp, fingerprint));
}

enum kc_status index_each_outline(struct index *ix, document_fn *fn, void *ctx)
{
    return ix->ops->each_outline(ix->db, fn, ctx);
}

/* Like index_seen: nothing that lasts. */
enum kc_status index_keep_below(struct index *ix, struct str root, struct str folder,
                                uint64_t *ret_kept)
{
    return ix->ops->keep_below(ix->db, root, folder, ret_kept);
}

enum kc_status index_walk_end(struct index *ix, struct str root, uint64_t entries)
{
    bool           own;
    enum kc_status status = enter(ix, &own);

    return status == KC_OK ? leave(ix, own, ix->ops->walk_end(ix->db, root, entries)) : status;
}

enum kc_status index_other_root(struct index *ix, const struct str *names, size_t n,
                                struct arena *a, struct str *ret_root)
{
    return ix->ops->other_root(ix->db, names, n, a, ret_root);
}

enum kc_status index_needs_another_walk(struct index *ix, bool *ret_needed)
{
    return ix->ops->needs_another_walk(ix->db, ret_needed);
}

enum kc_status index_forget(struct index *ix, struct str id)
{
    bool           own, known = false;
    enum kc_status status = enter(ix, &own);

    if (status != KC_OK)
        return status;
    status = leave(ix, own, ix->ops->forget(ix->db, id, &known));
    return status == KC_OK && !known ? KC_SKIP : status;
}

/* --- reading --------------------------------------------------------------------------- */

enum kc_status index_each_occurrence(struct index *ix, occurrence_fn *fn, void *ctx)
{
    return ix->ops->each_occurrence(ix->db, fn, ctx);
}

enum kc_status index_each_citation(struct index *ix, struct str key, citation_fn *fn, void *ctx)
{
    return ix->ops->each_citation(ix->db, key, fn, ctx);
}

struct reading {
    struct index   *ix;
    document_fn    *fn;
    search_fn      *hit;
    void           *ctx;
    struct str      words;
    struct arena   *a; /* index_document: where the record goes */
    struct document doc;
    enum kc_status  status;
};

static bool read_document(void *ctx, const struct stored *d)
{
    struct reading *r    = ctx;
    size_t          mark = arena_mark(r->ix->scratch);
    bool            more = false;

    r->status = decode(r->ix, d, r->ix->scratch, &r->doc);
    if (r->status == KC_OK)
        more = r->fn(r->ctx, &r->doc);
    arena_release(r->ix->scratch, mark);
    return more;
}

enum kc_status index_each_document(struct index *ix, document_fn *fn, void *ctx)
{
    struct reading r      = {.ix = ix, .fn = fn, .ctx = ctx};
    enum kc_status status = ix->ops->each_document(ix->db, read_document, &r);

    return r.status != KC_OK ? r.status : status;
}

static bool copy_document(void *ctx, const struct stored *d)
{
    struct reading *r    = ctx;
    struct stored   copy = *d;

    r->status = arena_copy(r->a, d->image, &copy.image) ? decode(r->ix, &copy, r->a, &r->doc)
                                                        : KC_NO_MEMORY;
    return false;
}

enum kc_status index_document(struct index *ix, struct str id, struct arena *a,
                              struct document *ret_doc)
{
    struct reading r      = {.ix = ix, .a = a};
    enum kc_status status = ix->ops->document(ix->db, id, copy_document, &r);

    if (status == KC_OK)
        status = r.status;
    if (status == KC_OK)
        *ret_doc = r.doc;
    return status;
}

enum kc_status index_each_link(struct index *ix, struct str criterion, link_fn *fn, void *ctx)
{
    return ix->ops->each_link(ix->db, criterion, fn, ctx);
}

enum kc_status index_find_document(struct index *ix, struct str typed, struct str key, brief_fn *fn,
                                   void *ctx)
{
    return ix->ops->find_document(ix->db, typed, key, true, fn, ctx);
}

enum kc_status index_find_gone(struct index *ix, struct str typed, struct str key, brief_fn *fn,
                               void *ctx)
{
    return ix->ops->find_document(ix->db, typed, key, false, fn, ctx);
}

static bool read_hit(void *ctx, const struct stored *d)
{
    struct reading   *r    = ctx;
    size_t            mark = arena_mark(r->ix->scratch);
    struct search_hit hit  = {.doc = d->brief};
    bool              more = false;

    r->status = decode(r->ix, d, r->ix->scratch, &r->doc);
    if (r->status == KC_OK) {
        (void)passage_find(&r->doc, r->words, &hit.at, &hit.snippet); /* none: no snippet */
        more = r->hit(r->ctx, &hit);
    }
    arena_release(r->ix->scratch, mark);
    return more;
}

enum kc_status index_search(struct index *ix, struct str words, size_t most, search_fn *fn,
                            void *ctx)
{
    struct reading r      = {.ix = ix, .hit = fn, .ctx = ctx, .words = words};
    enum kc_status status = ix->ops->search(ix->db, words, most, read_hit, &r);

    return r.status != KC_OK ? r.status : status;
}

enum kc_status index_ledger(struct index *ix, struct ledger *ret_ledger)
{
    return ix->ops->ledger(ix->db, ret_ledger);
}

/* --- do the links follow from the records? ------------------------------------------------ */

static uint64_t mix(uint64_t hash, const void *bytes, size_t n)
{
    const unsigned char *p = bytes;

    for (size_t i = 0; i < n; i++)
        hash = (hash ^ p[i]) * UINT64_C(0x100000001B3);
    return hash;
}

/* Sums of hashes: the stored ones come by criterion, those made anew by document. */
struct digest {
    struct index  *ix;
    uint64_t       sum;
    uint64_t       n;
    enum kc_status status;
};

static void add_to_digest(struct digest *d, const struct evidence_link *link)
{
    const uint32_t numbers[] = {link->need,   link->series,   link->signals,
                                link->faults, link->at.start, link->at.end};
    uint64_t       hash      = UINT64_C(0xCBF29CE484222325);

    hash = mix(hash, link->criterion.p, link->criterion.n);
    hash = mix(hash, link->document.p, link->document.n);
    d->sum += mix(hash, numbers, sizeof numbers);
    d->n++;
}

static bool take_stored(void *ctx, const struct evidence_link *link)
{
    add_to_digest(ctx, link);
    return true;
}

static bool take_made(void *ctx, const struct document *doc)
{
    struct digest        *d     = ctx;
    const struct index   *ix    = d->ix;
    struct evidence_link *links = NULL;
    size_t                n     = 0;

    d->status = link_document(ix->set, ix->year, ix->folder_codes, doc, ix->scratch, &links, &n);
    for (size_t i = 0; i < n; i++)
        add_to_digest(d, &links[i]);
    return d->status == KC_OK;
}

static enum kc_status verify_links(struct index *ix, verify_say *say, void *ctx,
                                   unsigned *ret_troubles)
{
    struct digest  stored = {.ix = ix}, made = {.ix = ix};
    char           line[160];
    enum kc_status status = index_each_link(ix, (struct str){0}, take_stored, &stored);

    if (status == KC_OK)
        status = index_each_document(ix, take_made, &made);
    if (status != KC_OK || made.status != KC_OK)
        return status != KC_OK ? status : made.status;
    if (stored.sum == made.sum && stored.n == made.n)
        return KC_OK;
    (void)snprintf(line, sizeof line, "links: %llu filed, %llu others follow from the records",
                   (unsigned long long)stored.n, (unsigned long long)made.n);
    say(ctx, str_from_cstr(line));
    ++*ret_troubles;
    return KC_OK;
}

/* Of one moment, so that a writer beside us makes no trouble. */
enum kc_status index_verify(struct index *ix, verify_say *say, void *ctx, unsigned *ret_troubles)
{
    bool           own;
    unsigned       troubles = 0;
    enum kc_status status   = enter(ix, &own);

    if (status != KC_OK)
        return status;
    status = ix->ops->verify(ix->db, say, ctx, &troubles);
    if (status == KC_OK && !troubles && ix->set && !ix->own_links)
        status = verify_links(ix, say, ctx, &troubles);
    status = leave(ix, own, status);
    if (status == KC_OK)
        *ret_troubles = troubles;
    return status;
}
