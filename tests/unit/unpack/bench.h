#ifndef KC_TESTS_UNIT_UNPACK_BENCH_H
#define KC_TESTS_UNIT_UNPACK_BENCH_H

/* ZIPs made to order, formats of our own, and a book of what unpack_file told. */
#include "tests/unit/test.h"

#include <sys/mman.h>
#include <unistd.h>
#include <zip.h>

#include "ingest/record/diag.h"
#include "ingest/unpack/unpack.h"

/* ---- formats ------------------------------------------------------------ */

static inline enum kc_status never_read(struct parser *p, const struct limits *lim,
                                        struct document *doc)
{
    (void)p;
    (void)lim;
    (void)doc;
    fail_msg("unpack does not parse");
    return KC_OK;
}

static inline unsigned bid_twig(const struct sniff *s)
{
    return str_find(s->names, STR("root.xml\n")).n ? 9 * 8 : 0;
}

static inline unsigned bid_note(const struct sniff *s)
{
    return str_starts_with(s->head, STR("NOTE")) ? 4 * 8 : 0;
}

static inline unsigned bid_box(const struct sniff *s)
{
    return str_starts_with(s->head, STR("PK")) ? 2 * 8 : 0;
}

static inline unsigned bid_picture(const struct sniff *s)
{
    return str_starts_with(s->head, STR("PIC!")) ? 4 * 8 : 0;
}

static inline unsigned bid_old(const struct sniff *s)
{
    return str_ends_with_nocase(s->path, STR(".old")) ? 4 : 0;
}

static inline unsigned bid_locked(const struct sniff *s)
{
    return str_find(s->names, STR("EncryptedPackage\n")).n ? 16 * 8 : 0;
}

static const char *const twig_wanted[] = {"root.xml", "leaf/*.xml", NULL};

static const struct format twig = {.name      = "twig",
                                   .title     = "Twig",
                                   .container = CONTAINER_ZIP,
                                   .wanted    = twig_wanted,
                                   .bid       = bid_twig,
                                   .read      = never_read};
static const struct format note = {
    .name = "note", .title = "Note", .bid = bid_note, .read = never_read};
static const struct format box = {
    .name = "box", .title = "Box", .container = CONTAINER_ARCHIVE, .bid = bid_box};
static const struct format picture = {.name          = "picture",
                                      .title         = "Picture",
                                      .bid           = bid_picture,
                                      .unread_state  = STATE_UNREAD,
                                      .unread_reason = REASON_IMAGE};
static const struct format old     = {.name          = "old",
                                      .title         = "Old",
                                      .bid           = bid_old,
                                      .unread_state  = STATE_UNREAD,
                                      .unread_reason = REASON_NO_CONVERTER};
static const struct format locked  = {.name          = "locked",
                                      .title         = "Locked",
                                      .bid           = bid_locked,
                                      .unread_state  = STATE_REFUSED,
                                      .unread_reason = REASON_PROTECTED};

static const struct format *const bench_formats[] = {&twig, &note,   &box, &picture,
                                                     &old,  &locked, NULL};

/* ---- ZIPs ----------------------------------------------------------------- */

struct zipped {
    const char *name;
    struct str  bytes;
    const char *password; /* AES-256 when set */
    int         method;   /* 0 is deflate, STORED is stored, else one of the library's */
};
#define STORED (-1)
#define MEMBER(name_, bytes_)                                                                      \
    {                                                                                              \
        .name = (name_), .bytes = bytes_                                                           \
    }
#define TEXT_MEMBER(name_, text)                                                                   \
    {                                                                                              \
        .name = (name_), .bytes = STR_INIT(text)                                                   \
    }

/* The caller frees .p. Names must differ; see replace. */
static inline struct str zip_make(const struct zipped *members, size_t n)
{
    zip_source_t *whole = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t        *zip   = zip_open_from_source(whole, ZIP_TRUNCATE, NULL);
    struct str    out;
    char         *p;
    zip_int64_t   size;

    assert_non_null(zip);
    zip_source_keep(whole);
    for (size_t i = 0; i < n; i++) {
        const struct zipped *m = &members[i];
        zip_source_t        *s = zip_source_buffer(zip, m->bytes.p, m->bytes.n, 0);
        zip_int64_t          at;

        if (str_ends_with(str_from_cstr(m->name), STR("/"))) {
            zip_source_free(s);
            at = zip_dir_add(zip, m->name, 0);
        } else {
            at = zip_file_add(zip, m->name, s, 0);
        }
        assert_true(at >= 0);
        assert_int_equal(zip_set_file_compression(zip, (zip_uint64_t)at,
                                                  m->method == STORED ? ZIP_CM_STORE
                                                  : m->method == 0    ? ZIP_CM_DEFLATE
                                                                      : m->method,
                                                  0),
                         0);
        if (m->password)
            assert_int_equal(
                zip_file_set_encryption(zip, (zip_uint64_t)at, ZIP_EM_AES_256, m->password), 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(whole), 0);
    zip_source_seek(whole, 0, SEEK_END);
    size = zip_source_tell(whole);
    zip_source_seek(whole, 0, SEEK_SET);
    p = malloc((size_t)size);
    assert_non_null(p);
    assert_int_equal(zip_source_read(whole, p, (zip_uint64_t)size), size);
    out = (struct str){p, (size_t)size};
    zip_source_close(whole);
    zip_source_free(whole);
    return out;
}

/* Overwrites every occurrence of `from` with `to`, of the same length. */
static inline void replace(struct str bytes, struct str from, struct str to)
{
    struct str hit;
    unsigned   count = 0;

    assert_int_equal(from.n, to.n);
    while ((hit = str_find(bytes, from)).n) {
        memcpy((char *)hit.p, to.p, to.n);
        count++;
    }
    assert_true(count > 0);
}

/* Overwrites the uncompressed size in the first entry of the central directory. */
static inline void lie_about_size(struct str bytes, uint32_t size)
{
    struct str hit = str_find(bytes, STR("PK\x01\x02"));

    assert_true(hit.n > 0);
    for (unsigned i = 0; i < 4; i++)
        ((char *)hit.p)[24 + i] = (char)(size >> (8 * i));
}

/* `n` bytes that begin with `start`. The caller frees .p. */
static inline struct str filled(struct str start, size_t n)
{
    char *p = malloc(n);

    assert_non_null(p);
    memset(p, 'x', n);
    memcpy(p, start.p, start.n);
    return (struct str){p, n};
}

/* ---- what was told ---------------------------------------------------------- */

enum { BOOK = 64, WORDS = 128 };

struct told {
    char             member[WORDS], id[WORDS], container[WORDS], path[WORDS];
    char             format[WORDS]; /* "" when none */
    char             parts[1024];   /* "name=bytes;" */
    uint64_t         size;
    enum kc_status   status;
    enum file_state  state;
    enum file_reason reason;
    uint32_t         codes[8];
    char             arg[WORDS]; /* of the first diag */
    size_t           ndiags;
};

struct book {
    struct told    told[BOOK];
    size_t         n;
    enum kc_status result;
    /* settings */
    struct limits  lim;
    size_t         arena;       /* bytes; 0 is plenty */
    size_t         answer_at;   /* at this record … */
    enum kc_status answer;      /* … say this */
    int            write_to_fd; /* 1 + descriptor to spoil at the first record */
};

static inline void book_copy(char *to, size_t room, struct str s)
{
    size_t n = s.n < room - 1 ? s.n : room - 1;

    if (n)
        memcpy(to, s.p, n);
    to[n] = '\0';
}

static inline enum kc_status book_each(void *ctx, struct document *doc, const struct format *format,
                                       enum kc_status status)
{
    struct book *b  = ctx;
    struct told *t  = &b->told[b->n];
    size_t       at = 0;

    assert_true(b->n < BOOK);
    memset(t, 0, sizeof *t);
    b->n++;
    book_copy(t->member, WORDS, doc->member);
    book_copy(t->id, WORDS, doc->id);
    book_copy(t->container, WORDS, doc->container);
    book_copy(t->path, WORDS, doc->path);
    book_copy(t->format, WORDS, doc->format);
    assert_true(str_eq(doc->format, str_from_cstr(format ? format->name : NULL)));
    for (size_t i = 0; i < doc->nparts && at < sizeof t->parts; i++)
        at += (size_t)snprintf(
            t->parts + at, sizeof t->parts - at, "%.*s=%.*s;", STR_FMT(doc->parts[i].name),
            (int)(doc->parts[i].bytes.n < 40 ? doc->parts[i].bytes.n : 40), doc->parts[i].bytes.p);
    t->size   = doc->size;
    t->status = status;
    t->state  = doc->state;
    t->reason = doc->reason;
    for (t->ndiags = 0; t->ndiags < doc->ndiags && t->ndiags < 8; t->ndiags++)
        t->codes[t->ndiags] = doc->diags[t->ndiags].code;
    if (doc->ndiags)
        book_copy(t->arg, WORDS, doc->diags[0].args[0]);
    if (b->write_to_fd && b->n == 1)
        assert_int_equal(write(b->write_to_fd - 1, "!", 1), 1);
    return b->answer != KC_OK && b->n == b->answer_at ? b->answer : KC_OK;
}

static inline struct limits bench_limits(void)
{
    return (struct limits){.file_bytes             = 1 << 20,
                           .unpacked_bytes         = 1 << 20,
                           .archive_bytes          = 4 << 20,
                           .members                = 100,
                           .archive_unpacked_bytes = 4 << 20,
                           .nesting                = 3};
}

static inline void book_run_fd(struct book *b, int fd, struct str path)
{
    struct arena *a = arena_new(b->arena ? b->arena : (size_t)64 << 20);
    size_t        used;

    assert_non_null(a);
    if (!b->lim.file_bytes)
        b->lim = bench_limits();
    used      = arena_used(a);
    b->result = unpack_file(fd, path, bench_formats, &b->lim, a, book_each, b);
    assert_int_equal(arena_used(a), used); /* nothing may stay behind */
    arena_free(a);
}

static inline int memory_file(struct str bytes)
{
    int fd = memfd_create("bench", 0);

    assert_true(fd >= 0);
    for (size_t at = 0; at < bytes.n;) {
        ssize_t n = write(fd, bytes.p + at, bytes.n - at);

        assert_true(n > 0);
        at += (size_t)n;
    }
    return fd; /* positioned at the end, on purpose */
}

/* Runs unpack_file over `bytes`; settings in *b are kept. */
static inline void book_run(struct book *b, struct str bytes, struct str path)
{
    int fd = memory_file(bytes);

    b->n = 0;
    book_run_fd(b, fd, path);
    close(fd);
}

#define assert_told(t, want_member, want_format, want_status, want_state, want_reason)             \
    do {                                                                                           \
        assert_string_equal((t).member, want_member);                                              \
        assert_string_equal((t).format, want_format);                                              \
        assert_string_equal(status_info((t).status)->name, status_info(want_status)->name);        \
        assert_string_equal(state_info((t).state)->name, state_info(want_state)->name);            \
        assert_string_equal(reason_info((t).reason)->name, reason_info(want_reason)->name);        \
    } while (0)

#define assert_diag(t, want)                                                                       \
    do {                                                                                           \
        assert_int_not_equal((t).ndiags, 0);                                                       \
        assert_string_equal(diag_info((t).codes[0])->code, diag_info(want)->code);                 \
    } while (0)

#endif
