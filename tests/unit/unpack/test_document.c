/* Documents that are ZIPs. */
#include "tests/unit/unpack/bench.h"

static struct book b;

static int setup(void **state)
{
    (void)state;
    memset(&b, 0, sizeof b);
    return 0;
}

static void run(const struct zipped *members, size_t n, struct str path)
{
    struct str bytes = zip_make(members, n);

    book_run(&b, bytes, path);
    free((char *)bytes.p);
}
#define RUN(members, path) run(members, sizeof(members) / sizeof(members)[0], STR(path))

static void the_wanted_members_come_as_parts_in_their_order(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("leaf/2.xml", "hai"),
                                      TEXT_MEMBER("other.xml", "no"),
                                      {"root.xml", STR_INIT("gốc"), .method = STORED},
                                      TEXT_MEMBER("leaf/a/b.xml", ""),
                                      TEXT_MEMBER("leaf/b.xml.bak", "no")};

    (void)state;
    RUN(m, "a.twig");
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "twig", KC_OK, STATE_READ, REASON_NONE);
    assert_string_equal(b.told[0].parts, "leaf/2.xml=hai;root.xml=gốc;leaf/a/b.xml=;");
}

static void content_decides_and_not_the_suffix(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("root.xml", "r")};

    (void)state;
    RUN(m, "goi.zip");
    assert_told(b.told[0], "", "twig", KC_OK, STATE_READ, REASON_NONE);
}

static void backslashes_in_part_names_are_slashes(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("leaf\\a.xml", "a"),
                                      TEXT_MEMBER("root.xml", "r")};

    (void)state;
    RUN(m, "a.twig");
    assert_string_equal(b.told[0].parts, "leaf/a.xml=a;root.xml=r;");
}

static void a_name_twice_is_hostile(void **state)
{
    static const struct zipped m[]   = {TEXT_MEMBER("root.xml", "one"),
                                        TEXT_MEMBER("r00t.xml", "two")};
    struct str                 bytes = zip_make(m, 2);

    (void)state;
    replace(bytes, STR("r00t"), STR("ROOT")); /* Office compares without case */
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_BAD_INPUT, STATE_REFUSED, REASON_HOSTILE);
    assert_diag(b.told[0], DIAG_NAME_TWICE);
    assert_string_equal(b.told[0].parts, "");
    replace(bytes, STR("ROOT"), STR("root"));
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_BAD_INPUT, STATE_REFUSED, REASON_HOSTILE);
    free((char *)bytes.p);
}

static void a_part_with_a_wrong_checksum_is_never_handed_on(void **state)
{
    static const struct zipped m[]   = {{"leaf/a.xml", STR_INIT("NOTE good"), .method = STORED},
                                        TEXT_MEMBER("root.xml", "r")};
    struct str                 bytes = zip_make(m, 2);

    (void)state;
    replace(bytes, STR("NOTE good"), STR("NOTE evil"));
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_PARTIAL, STATE_READ, REASON_PARTIAL);
    assert_diag(b.told[0], DIAG_PART_DAMAGED);
    assert_string_equal(b.told[0].arg, "leaf/a.xml");
    assert_string_equal(b.told[0].parts, "root.xml=r;");
    free((char *)bytes.p);
}

static void a_declared_size_that_is_too_small_or_too_large_is_damage(void **state)
{
    static const uint32_t lies[]    = {0, 1, 4999, 5001, 1 << 19};
    struct str            long_text = filled(STR("r"), 5000);
    struct zipped         m[]       = {MEMBER("root.xml", long_text)};
    struct str            bytes     = zip_make(m, 1);

    (void)state;
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_OK, STATE_READ, REASON_NONE);
    for (size_t i = 0; i < sizeof lies / sizeof lies[0]; i++) {
        lie_about_size(bytes, lies[i]);
        book_run(&b, bytes, STR("a.twig"));
        assert_told(b.told[0], "", "twig", KC_PARTIAL, STATE_READ, REASON_PARTIAL);
        assert_string_equal(b.told[0].parts, "");
        assert_diag(b.told[0], DIAG_PART_DAMAGED);
    }
    free((char *)bytes.p);
    free((char *)long_text.p);
}

static void inflated_bytes_are_bounded_over_all_parts(void **state)
{
    struct str    half  = filled(STR("x"), 600 << 10);
    struct zipped m[]   = {MEMBER("leaf/1.xml", half), MEMBER("root.xml", half),
                           MEMBER("not-wanted", half)};
    struct str    bytes = zip_make(m, 3);

    (void)state;
    assert_true(bytes.n < 10000); /* a small bomb */
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_diag(b.told[0], DIAG_LIMIT_REACHED);
    assert_string_equal(b.told[0].arg, "unpacked_bytes");
    assert_string_equal(b.told[0].parts, "");
    b.lim.unpacked_bytes = 1200 << 10;
    book_run(&b, bytes, STR("a.twig"));
    assert_told(b.told[0], "", "twig", KC_OK, STATE_READ, REASON_NONE);
    free((char *)bytes.p);
    free((char *)half.p);
}

static void too_many_members_are_refused(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("root.xml", "r"), TEXT_MEMBER("a", "a")};

    (void)state;
    b.lim         = bench_limits();
    b.lim.members = 1;
    RUN(m, "a.twig");
    assert_told(b.told[0], "", "twig", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_string_equal(b.told[0].arg, "members");
}

static void an_encrypted_part_makes_the_document_protected(void **state)
{
    static const struct zipped m[] = {{"root.xml", STR_INIT("r"), .password = "x"}};

    (void)state;
    RUN(m, "a.twig");
    assert_told(b.told[0], "", "twig", KC_BAD_INPUT, STATE_REFUSED, REASON_PROTECTED);
    assert_diag(b.told[0], DIAG_PROTECTED);
}

static void other_decompressors_are_not_let_near_a_part(void **state)
{
    static const struct zipped m[] = {{"root.xml", STR_INIT("rrrrrrrrrr"), .method = ZIP_CM_BZIP2}};

    (void)state;
    RUN(m, "a.twig");
    assert_told(b.told[0], "", "twig", KC_PARTIAL, STATE_READ, REASON_PARTIAL);
    assert_string_equal(b.told[0].parts, "");
}

static void a_document_without_its_directory_is_damaged(void **state)
{
    static const struct zipped m[]   = {TEXT_MEMBER("root.xml", "r")};
    struct str                 whole = zip_make(m, 1);

    (void)state;
    for (size_t n = 4; n < whole.n; n++) {
        book_run(&b, str_sub(whole, 0, n), STR("a.twig"));
        assert_int_equal(b.n, 1);
        assert_told(b.told[0], "", "box", KC_BAD_INPUT, STATE_REFUSED, REASON_DAMAGED);
        assert_diag(b.told[0], DIAG_CONTAINER_DAMAGED);
        assert_int_equal(strlen(b.told[0].id), 64);
    }
    free((char *)whole.p);
}

static void an_arena_of_any_size_ends_in_a_record(void **state)
{
    struct str    text  = filled(STR("x"), 100000);
    struct zipped m[]   = {MEMBER("leaf/1.xml", text), MEMBER("root.xml", text)};
    struct str    bytes = zip_make(m, 2);
    bool          ok    = false;

    (void)state;
    for (size_t room = 1024; !ok; room += 9973) {
        b.arena = room;
        book_run(&b, bytes, STR("a"));
        assert_int_equal(b.result, KC_OK);
        assert_int_equal(b.n, 1);
        ok = b.told[0].status == KC_OK;
        if (!ok)
            assert_int_equal(b.told[0].status, KC_LIMIT);
        assert_true(room < (4 << 20));
    }
    free((char *)bytes.p);
    free((char *)text.p);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(the_wanted_members_come_as_parts_in_their_order, setup),
    cmocka_unit_test_setup(content_decides_and_not_the_suffix, setup),
    cmocka_unit_test_setup(backslashes_in_part_names_are_slashes, setup),
    cmocka_unit_test_setup(a_name_twice_is_hostile, setup),
    cmocka_unit_test_setup(a_part_with_a_wrong_checksum_is_never_handed_on, setup),
    cmocka_unit_test_setup(a_declared_size_that_is_too_small_or_too_large_is_damage, setup),
    cmocka_unit_test_setup(inflated_bytes_are_bounded_over_all_parts, setup),
    cmocka_unit_test_setup(too_many_members_are_refused, setup),
    cmocka_unit_test_setup(an_encrypted_part_makes_the_document_protected, setup),
    cmocka_unit_test_setup(other_decompressors_are_not_let_near_a_part, setup),
    cmocka_unit_test_setup(a_document_without_its_directory_is_damaged, setup),
    cmocka_unit_test_setup(an_arena_of_any_size_ends_in_a_record, setup),
};

TEST_MAIN(tests)
