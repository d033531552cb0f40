#ifndef KC_TESTS_INDEX_FIXTURE_H
#define KC_TESTS_INDEX_FIXTURE_H

#include "tests/unit/test.h"

#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index/export.h"
#include "index/index.h"
#include "ingest/record/wire.h"

/* A store in a folder of its own, and records to put into it. */
struct fixture {
    struct arena *a;
    struct index *ix;
    char          dir[64], path[96], url[112];
    uint64_t      clock;   /* makes every stamp a new one */
    bool          unsound; /* on purpose: verify must find something at the end */
};

#define FINGERPRINT STR("rules-and-parsers")

static inline int fixture_start(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);

    (void)snprintf(f->dir, sizeof f->dir, "/tmp/kc-index-XXXXXX");
    assert_non_null(mkdtemp(f->dir));
    (void)snprintf(f->path, sizeof f->path, "%s/index.db", f->dir);
    (void)snprintf(f->url, sizeof f->url, "sqlite:%s", f->path);
    f->a   = arena_new((size_t)64 << 20);
    *state = f;
    return 0;
}

static inline int remove_entry(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
    (void)st;
    (void)type;
    (void)ftw;
    return remove(path);
}

static inline void assert_ok(struct index *ix, enum kc_status status)
{
    if (status != KC_OK)
        fail_msg("%s: %.*s", status_info(status)->name, STR_FMT(index_error(ix)));
}

static inline struct index *open_index(struct fixture *f, enum index_mode mode)
{
    struct index  *ix     = NULL;
    struct str     why    = {0};
    enum kc_status status = index_open(f->url, mode, &limits_default, f->a, &ix, &why);

    if (status != KC_OK)
        fail_msg("%s: %.*s", status_info(status)->name, STR_FMT(why));
    return ix;
}

static inline void say_trouble(void *ctx, struct str line)
{
    (void)text_add(ctx, line);
    (void)text_add(ctx, STR("\n"));
}

/* What verify has to say; "" when all is well. */
static inline struct str verify(struct fixture *f)
{
    struct text all      = {.arena = f->a};
    unsigned    troubles = 0;

    assert_ok(f->ix, index_verify(f->ix, say_trouble, &all, &troubles));
    assert_int_equal(troubles > 0, all.n > 0);
    return text_str(&all);
}

/* What a test leaves behind is sound, unless it says otherwise. Looked at through a
 * new handle: the test's own may be inside a transaction, or only read. */
static inline void verify_rest(struct fixture *f)
{
    struct str said;

    index_close(f->ix);
    f->ix = NULL;
    if (access(f->path, F_OK) != 0)
        return;
    f->ix = open_index(f, INDEX_WRITE);
    said  = verify(f);
    if (f->unsound && !said.n)
        fail_msg("left as unsound, but verify finds nothing");
    if (!f->unsound && said.n)
        fail_msg("left behind: %.*s", STR_FMT(said));
}

static inline int fixture_end(void **state)
{
    struct fixture *f = *state;

    verify_rest(f);
    index_close(f->ix);
    (void)nftw(f->dir, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(f->a);
    test_free(f);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_start, fixture_end)

static inline void open_new(struct fixture *f)
{
    f->ix = open_index(f, INDEX_CREATE);
}

static inline void reopen(struct fixture *f, enum index_mode mode)
{
    index_close(f->ix);
    f->ix = NULL;
    f->ix = open_index(f, mode);
}

static inline struct str z(const char *text)
{
    return str_from_cstr(text);
}

/* The same letter gives the same id: the same content. */
static inline struct str id_of(struct fixture *f, char letter)
{
    struct text t = {.arena = f->a};

    for (int i = 0; i < 64; i++)
        assert_true(text_add(&t, (struct str){&letter, 1}));
    return text_str(&t);
}

/* Every line of `text` is a paragraph. */
static inline void give_text(struct fixture *f, struct document *doc, const char *text)
{
    struct str rest = z(text), all = rest;
    size_t     n = 1;

    for (size_t i = 0; i < all.n; i++)
        n += all.p[i] == '\n';
    doc->original = doc->normal = all;
    doc->blocks                 = ARENA_NEW(f->a, struct block, n);
    while (rest.n) {
        uint32_t   start = (uint32_t)(rest.p - all.p);
        struct str line  = str_cut(&rest, '\n');

        doc->blocks[doc->nblocks++].at = (struct span){start, start + (uint32_t)line.n};
    }
}

static inline struct document make(struct fixture *f, const char *path, const char *member,
                                   char content, const char *text)
{
    struct document doc = {.arena  = f->a,
                           .path   = z(path),
                           .member = z(member),
                           .format = STR("docx"),
                           .size   = 1000,
                           .state  = STATE_READ};

    doc.id = id_of(f, content);
    if (doc.member.n)
        doc.container = id_of(f, '0');
    give_text(f, &doc, text);
    return doc;
}

/* A file without content: `state` says why. */
static inline struct document make_bare(struct fixture *f, const char *path, enum file_state state,
                                        enum file_reason reason)
{
    return (struct document){.arena = f->a, .path = z(path), .state = state, .reason = reason};
}

static inline void give_number(struct document *doc, const char *number, const char *date)
{
    struct str hit = str_find(doc->normal, z(number));

    doc->identity.nature       = NATURE_OFFICIAL;
    doc->identity.number.value = z(number);
    doc->identity.key          = z(number);
    doc->identity.date.value   = z(date);
    if (hit.n) {
        doc->identity.number.at.start = (uint32_t)(hit.p - doc->normal.p);
        doc->identity.number.at.end   = doc->identity.number.at.start + (uint32_t)hit.n;
    }
}

static inline void give_reference(struct fixture *f, struct document *doc, const char *number)
{
    struct str hit = str_find(doc->normal, z(number));

    assert_true(hit.n > 0);
    doc->findings             = ARENA_NEW(f->a, struct finding, 1);
    doc->nfindings            = 1;
    doc->findings[0]          = (struct finding){.kind  = FINDING_REFERENCE,
                                                 .rule  = STR("so-hieu/1"),
                                                 .value = z(number),
                                                 .key   = z(number),
                                                 .type  = STR("Nghị quyết"),
                                                 .sure  = 95};
    doc->findings[0].at       = (struct span){(uint32_t)(hit.p - doc->normal.p),
                                              (uint32_t)(hit.p - doc->normal.p + (ptrdiff_t)hit.n)};
    doc->findings[0].quote_at = doc->findings[0].at;
}

static inline void put_in(struct fixture *f, const char *root, const struct document *doc)
{
    struct str image;

    assert_int_equal(wire_write(doc, f->a, &image), KC_OK);
    assert_ok(f->ix, index_put(f->ix, z(root), doc, image));
}

static inline void put(struct fixture *f, const struct document *doc)
{
    put_in(f, "nop", doc);
}

static inline void done_in(struct fixture *f, const char *root, const char *path)
{
    struct file_stamp stamp = {.size = 1000, .mtime_ns = (int64_t)++f->clock};

    assert_ok(f->ix, index_path_done(f->ix, z(root), z(path), &stamp, FINGERPRINT));
}

/* One file with one record. */
static inline void file_in(struct fixture *f, const char *root, const struct document *doc)
{
    char path[128];

    (void)snprintf(path, sizeof path, "%.*s", STR_FMT(doc->path));
    put_in(f, root, doc);
    done_in(f, root, path);
}

static inline void file(struct fixture *f, const struct document *doc)
{
    file_in(f, "nop", doc);
}

static inline void walk_begin(struct fixture *f)
{
    assert_ok(f->ix, index_walk_begin(f->ix, STR("nop")));
}

static inline void walk_end(struct fixture *f, uint64_t entries)
{
    assert_ok(f->ix, index_walk_end(f->ix, STR("nop"), entries));
}

/* The file is still there. */
static inline void seen(struct fixture *f, const char *path)
{
    struct file_stamp stamp = {.size = 1000, .mtime_ns = 1};
    bool              unchanged;

    assert_ok(f->ix, index_seen(f->ix, STR("nop"), z(path), &stamp, FINGERPRINT, &unchanged));
}

static inline bool append_line(void *ctx, struct str line)
{
    return text_add(ctx, line);
}

static inline struct str export_all(struct fixture *f)
{
    struct arena *lines = arena_new((size_t)16 << 20);
    struct text   all   = {.arena = f->a};

    assert_ok(f->ix, export_ndjson(f->ix, NULL, 0, lines, append_line, &all));
    assert_false(all.full);
    arena_free(lines);
    return text_str(&all);
}

static inline bool append_occurrence(void *ctx, const struct occurrence *o)
{
    struct text *t = ctx;

    (void)text_add(t, o->path);
    if (o->member.n) {
        (void)text_add(t, STR("!/"));
        (void)text_add(t, o->member);
    }
    (void)text_add(t, STR("="));
    (void)text_add(t, z(state_info(o->state)->name));
    return text_add(t, STR(" "));
}

/* "a.docx=read b.docx=duplicate " */
static inline struct str places(struct fixture *f)
{
    struct text all = {.arena = f->a};

    assert_ok(f->ix, index_each_occurrence(f->ix, append_occurrence, &all));
    return text_str(&all);
}

static inline void assert_sound(struct fixture *f)
{
    assert_str(verify(f), STR(""));
}

#endif
