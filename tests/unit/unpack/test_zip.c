#include "ingest/unpack/zip.h"

#include "tests/unit/unpack/bench.h"

/* A member in one piece and in pieces: what they give and refuse must be the same. */

enum { EDGE = 16 }; /* bytes behind a buffer that nobody may touch */

static char *room_for(size_t n)
{
    char *p = malloc(n + EDGE);

    assert_non_null(p);
    memset(p, 0x5A, n + EDGE);
    return p;
}

static void assert_edge(const char *p, size_t n)
{
    for (size_t i = 0; i < EDGE; i++)
        assert_int_equal(p[n + i], 0x5A);
}

/* Reads the member that was begun, seven bytes first. */
static enum kc_status in_pieces(struct unzip *z, char *buf, size_t n)
{
    size_t         at = 0, got = 1;
    enum kc_status s = KC_OK;

    while (s == KC_OK && got) {
        got = 0;
        s   = unzip_read(z, buf + at, at == 0 && n > 7 ? 7 : n - at, &got);
        at += got;
    }
    if (s == KC_OK)
        assert_int_equal(at, n);
    return s;
}

static void assert_reads(struct unzip *z, size_t i, struct str want, bool whole)
{
    struct unzip_member m;
    char               *p = room_for(want.n);

    assert_true(unzip_member(z, i, &m));
    assert_int_equal(m.size, want.n);
    assert_int_equal(unzip_start(z, i), KC_OK);
    assert_int_equal(unzip_whole(z, p), whole);
    if (whole)
        assert_true(str_eq((struct str){p, want.n}, want));
    assert_edge(p, want.n);
    memset(p, 0x5A, want.n);
    assert_int_equal(in_pieces(z, p, want.n), KC_OK); /* no new start: nothing was read */
    assert_true(str_eq((struct str){p, want.n}, want));
    assert_edge(p, want.n);
    assert_false(unzip_whole(z, p)); /* some of it was read */
    free(p);
}

static void assert_damaged(struct str bytes, const char *trouble)
{
    struct unzip       *z = NULL;
    struct unzip_member m;
    char               *p;

    assert_int_equal(unzip_open_bytes(bytes, &z), KC_OK);
    assert_true(unzip_member(z, 0, &m));
    p = room_for((size_t)m.size);
    assert_int_equal(unzip_start(z, 0), KC_OK);
    assert_false(unzip_whole(z, p));
    assert_edge(p, (size_t)m.size);
    assert_int_equal(in_pieces(z, p, (size_t)m.size), KC_BAD_INPUT);
    assert_edge(p, (size_t)m.size);
    assert_str(unzip_trouble(z), str_from_cstr(trouble));
    free(p);
    unzip_close(z);
}

/* ---- headers --------------------------------------------------------------- */

enum { METHOD = 10, CHECKSUM = 16, PACKED = 20 };

/* Overwrites a field of the first entry of the central directory. */
static void lie(struct str bytes, size_t field, unsigned width, uint32_t value)
{
    struct str hit = str_find(bytes, STR("PK\x01\x02"));

    assert_true(hit.n > 0);
    for (unsigned i = 0; i < width; i++)
        ((char *)hit.p)[field + i] = (char)(value >> (8 * i));
}

/* A ZIP whose only member is made of these deflated bytes, which are to inflate to
 * "abcd". */
static struct str packed_abcd(struct str packed)
{
    struct zipped m[]   = {{"a.xml", packed, .method = STORED}};
    struct str    bytes = zip_make(m, 1);

    lie(bytes, METHOD, 2, 8);
    lie(bytes, CHECKSUM, 4, 0xED82CD11);
    lie_about_size(bytes, 4);
    return bytes;
}

/* ---- tests ------------------------------------------------------------------ */

static void whole_and_in_pieces_are_the_same_bytes(void **state)
{
    struct str    text  = filled(STR("đầu"), 300000);
    struct zipped m[]   = {MEMBER("a", text),     {"b", text, .method = STORED},
                           TEXT_MEMBER("c", ""),  {"d", STR_INIT(""), .method = STORED},
                           TEXT_MEMBER("e", "x"), {"f", STR_INIT("x"), .method = STORED}};
    struct str    bytes = zip_make(m, 6);
    int           fd    = memory_file(bytes);
    struct unzip *z[2]  = {NULL, NULL};

    (void)state;
    assert_int_equal(unzip_open_bytes(bytes, &z[0]), KC_OK);
    assert_int_equal(unzip_open_fd(fd, &z[1]), KC_OK);
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < 6; i++)
            assert_reads(z[k], i, m[i].bytes, true);
        assert_reads(z[k], 0, text, true); /* a large one again after a small one */
        unzip_close(z[k]);
    }
    close(fd);
    free((char *)bytes.p);
    free((char *)text.p);
}

static void beyond_the_limit_only_pieces_are_read(void **state)
{
    struct str    at     = filled(STR("r"), UNZIP_WHOLE);
    struct str    beyond = filled(STR("r"), UNZIP_WHOLE + 1);
    struct zipped m[]    = {MEMBER("at", at), MEMBER("beyond", beyond)};
    struct str    bytes  = zip_make(m, 2);
    struct unzip *z      = NULL;

    (void)state;
    assert_int_equal(unzip_open_bytes(bytes, &z), KC_OK);
    assert_reads(z, 0, at, true);
    assert_reads(z, 1, beyond, false);
    unzip_close(z);
    free((char *)bytes.p);
    free((char *)at.p);
    free((char *)beyond.p);
}

static void a_size_that_lies_is_seen_and_never_exceeded(void **state)
{
    static const uint32_t lies[] = {0, 1, 4999, 5001, 1 << 20};
    static const int      how[]  = {0, STORED};
    struct str            text   = filled(STR("r"), 5000);

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct zipped m[]   = {{"a", text, .method = how[k]}};
        struct str    bytes = zip_make(m, 1);

        for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
            lie_about_size(bytes, lies[i]);
            assert_damaged(bytes, "size");
        }
        free((char *)bytes.p);
    }
    free((char *)text.p);
}

static void a_wrong_checksum_is_seen(void **state)
{
    static const int how[] = {0, STORED};

    (void)state;
    for (size_t k = 0; k < 2; k++) {
        struct zipped m[]   = {{"a", STR_INIT("Kế hoạch"), .method = how[k]}};
        struct str    bytes = zip_make(m, 1);

        lie(bytes, CHECKSUM, 4, 0x12345678);
        assert_damaged(bytes, "CRC-32");
        free((char *)bytes.p);
    }
}

static void packed_bytes_that_end_early_are_damage(void **state)
{
    char       noise[5000];
    struct str text = {noise, sizeof noise};
    uint32_t   seed = 7;

    (void)state;
    for (size_t i = 0; i < sizeof noise; i++) {
        seed     = seed * 1664525u + 1013904223u;
        noise[i] = (char)('a' + (seed >> 24) % 20);
    }
    struct zipped       m[]   = {MEMBER("a", text)};
    struct str          bytes = zip_make(m, 1);
    struct unzip       *z     = NULL;
    char               *p     = room_for(text.n);
    static const size_t cut[] = {0, 1, 2, 100, 1000};

    for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
        lie(bytes, PACKED, 4, (uint32_t)cut[i]);
        assert_int_equal(unzip_open_bytes(bytes, &z), KC_OK);
        assert_int_equal(unzip_start(z, 0), KC_OK);
        assert_false(unzip_whole(z, p));
        assert_int_equal(in_pieces(z, p, text.n), KC_BAD_INPUT);
        unzip_close(z);
    }
    free(p);
    free((char *)bytes.p);
}

static void spoilt_data_is_seen(void **state)
{
    struct str bytes = packed_abcd(STR("\x07\x04\x00\xFB\xFF"
                                       "abcd")); /* no such kind of block */

    (void)state;
    assert_damaged(bytes, "data");
    free((char *)bytes.p);
}

static void bytes_behind_the_last_block_do_not_count(void **state)
{
    struct str    bytes = packed_abcd(STR("\x01\x04\x00\xFB\xFF"
                                             "abcdPK and more"));
    struct unzip *z     = NULL;

    (void)state;
    assert_int_equal(unzip_open_bytes(bytes, &z), KC_OK);
    assert_reads(z, 0, STR("abcd"), true);
    unzip_close(z);
    free((char *)bytes.p);
}

/* Sound, but nobody writes that: it would need memory that its size does not tell. */
static void what_grew_while_it_was_packed_is_read_in_pieces(void **state)
{
    char          packed[2000 * 5 + 9];
    struct str    bytes;
    struct unzip *z = NULL;

    (void)state;
    for (size_t i = 0; i < 2000; i++)
        memcpy(packed + 5 * i, "\x00\x00\x00\xFF\xFF", 5); /* an empty block */
    memcpy(packed + 10000,
           "\x01\x04\x00\xFB\xFF"
           "abcd",
           9);
    bytes = packed_abcd((struct str){packed, sizeof packed});
    assert_int_equal(unzip_open_bytes(bytes, &z), KC_OK);
    assert_reads(z, 0, STR("abcd"), false);
    unzip_close(z);
    free((char *)bytes.p);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(whole_and_in_pieces_are_the_same_bytes),
    cmocka_unit_test(beyond_the_limit_only_pieces_are_read),
    cmocka_unit_test(a_size_that_lies_is_seen_and_never_exceeded),
    cmocka_unit_test(a_wrong_checksum_is_seen),
    cmocka_unit_test(packed_bytes_that_end_early_are_damage),
    cmocka_unit_test(spoilt_data_is_seen),
    cmocka_unit_test(bytes_behind_the_last_block_do_not_count),
    cmocka_unit_test(what_grew_while_it_was_packed_is_read_in_pieces),
};

TEST_MAIN(tests)
