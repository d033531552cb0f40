/* Archives: a record for each member, and at last one for the archive. */
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
#define RUN(members) run(members, sizeof(members) / sizeof(members)[0], STR("so/goi.zip"))

static void every_member_is_told_in_order_and_the_archive_last(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("2/b.txt", "NOTE hai"), TEXT_MEMBER("1/", ""),
                                      TEXT_MEMBER("1/a.txt", "NOTE một"),
                                      TEXT_MEMBER("anh.jpg", "PIC!")};

    (void)state;
    RUN(m);
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 4);
    assert_told(b.told[0], "2/b.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[1], "1/a.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[2], "anh.jpg", "picture", KC_SKIP, STATE_UNREAD, REASON_IMAGE);
    assert_told(b.told[3], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    assert_string_equal(b.told[1].parts, "=NOTE một;");
    assert_string_equal(b.told[1].path, "so/goi.zip");
    assert_string_equal(b.told[1].container, b.told[3].id);
    assert_string_equal(b.told[3].container, "");
    assert_int_equal(strlen(b.told[3].id), 64);
    assert_int_equal(b.told[3].ndiags, 0);
}

static void a_member_has_the_sum_of_its_own_bytes(void **state)
{
    struct str    large = filled(STR("PIC!"), 700000);
    struct zipped m[]   = {TEXT_MEMBER("a", "NOTE a"), MEMBER("b", large)};
    struct arena *a     = arena_new(4096);

    (void)state;
    RUN(m);
    assert_str(str_from_cstr(b.told[0].id), sha256_hex(a, STR("NOTE a")));
    assert_str(str_from_cstr(b.told[1].id), sha256_hex(a, large));
    assert_int_equal(b.told[1].size, 700000);
    arena_free(a);
    free((char *)large.p);
}

static void an_archive_without_members_is_read(void **state)
{
    (void)state;
    book_run(&b, STR("PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"), STR("a.zip"));
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
}

static struct str wrapped(const char *name, struct str bytes)
{
    struct zipped m[] = {MEMBER(name, bytes), TEXT_MEMBER("x", "NOTE x")};
    struct str    out = zip_make(m, 2);

    free((char *)bytes.p);
    return out;
}

static void nested_archives_are_opened_three_deep(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("kh.txt", "NOTE")};
    struct str four = wrapped("2.zip", wrapped("3.zip", wrapped("4.zip", zip_make(m, 1))));

    (void)state;
    book_run(&b, four, STR("1.zip"));
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 7);
    assert_told(b.told[0], "2.zip!/3.zip!/4.zip", "box", KC_SKIP, STATE_UNREAD, REASON_OTHER);
    assert_diag(b.told[0], DIAG_ARCHIVE_NESTED);
    assert_int_equal(strlen(b.told[0].id), 64);
    assert_told(b.told[1], "2.zip!/3.zip!/x", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[2], "2.zip!/3.zip", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    assert_told(b.told[3], "2.zip!/x", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[4], "2.zip", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    assert_told(b.told[6], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    assert_string_equal(b.told[1].container, b.told[2].id);
    assert_string_equal(b.told[2].container, b.told[4].id);
    assert_string_equal(b.told[4].container, b.told[6].id);
    free((char *)four.p);
}

static void a_document_inside_an_archive_is_known_by_its_parts(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("root.xml", "r")};
    struct str                 goi = wrapped("kh.docx", zip_make(m, 1));

    (void)state;
    book_run(&b, goi, STR("goi.zip"));
    assert_told(b.told[0], "kh.docx", "twig", KC_OK, STATE_READ, REASON_NONE);
    assert_string_equal(b.told[0].parts, "root.xml=r;");
    free((char *)goi.p);
}

static void members_of_one_name_are_all_read_under_different_names(void **state)
{
    static const struct zipped m[] = {
        TEXT_MEMBER("a/b.txt", "NOTE 1"), TEXT_MEMBER("a/c.txt", "NOTE 2"),
        TEXT_MEMBER("a/b (2).txt", "NOTE 3"), TEXT_MEMBER("a/d.txt", "NOTE 4")};
    struct str bytes = zip_make(m, 4);

    (void)state;
    replace(bytes, STR("a/c.txt"), STR("a/b.txt"));
    replace(bytes, STR("a/d.txt"), STR("a\\b.txt"));
    book_run(&b, bytes, STR("a.zip"));
    assert_int_equal(b.n, 5);
    assert_string_equal(b.told[0].member, "a/b.txt");
    assert_string_equal(b.told[1].member, "a/b (3).txt");
    assert_string_equal(b.told[1].parts, "=NOTE 2;");
    assert_string_equal(b.told[2].member, "a/b (2).txt");
    assert_string_equal(b.told[3].member, "a/b (4).txt");
    assert_string_equal(b.told[3].parts, "=NOTE 4;");
    free((char *)bytes.p);
}

static void names_are_kept_raw_and_never_resolved(void **state)
{
    static const struct zipped m[] = {
        TEXT_MEMBER("../../etc/passwd", "NOTE 1"), TEXT_MEMBER("C:\\a\\b.txt", "NOTE 2"),
        TEXT_MEMBER("/abs", "NOTE 3"), TEXT_MEMBER("latin-\xE9-\xFF.txt", "NOTE 4"),
        TEXT_MEMBER("x.zip!/kh.txt", "NOTE 5")};

    (void)state;
    RUN(m);
    assert_string_equal(b.told[0].member, "../../etc/passwd");
    assert_string_equal(b.told[1].member, "C:/a/b.txt");
    assert_string_equal(b.told[2].member, "/abs");
    assert_string_equal(b.told[3].member, "latin-\xE9-\xFF.txt");
    assert_string_equal(b.told[4].member, "x.zip! /kh.txt"); /* "!/" joins nested archives */
}

static void a_member_without_a_name_is_not_taken_for_the_archive(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("", "NOTE 1")};

    (void)state;
    RUN(m);
    assert_int_equal(b.n, 2);
    assert_told(b.told[0], "?", "note", KC_OK, STATE_READ, REASON_NONE);
}

static void files_that_are_no_documents_are_recorded_and_not_read(void **state)
{
    static const struct zipped m[] = {
        TEXT_MEMBER("a/~$kh.docx", "NOTE 1"), TEXT_MEMBER("a/Thumbs.db", "NOTE 2"),
        TEXT_MEMBER("__MACOSX/a/._kh.docx", "NOTE 3"), TEXT_MEMBER("a/empty.txt", "")};

    (void)state;
    RUN(m);
    assert_int_equal(b.n, 5);
    assert_told(b.told[0], "a/~$kh.docx", "", KC_SKIP, STATE_IGNORED, REASON_TEMPORARY);
    assert_told(b.told[1], "a/Thumbs.db", "", KC_SKIP, STATE_IGNORED, REASON_SYSTEM);
    assert_told(b.told[2], "__MACOSX/a/._kh.docx", "", KC_SKIP, STATE_IGNORED, REASON_SYSTEM);
    assert_told(b.told[3], "a/empty.txt", "", KC_SKIP, STATE_IGNORED, REASON_EMPTY);
    assert_int_equal(b.told[0].size, 6);
    assert_int_equal(b.told[4].ndiags, 0);
}

static void a_name_like_a_folder_with_content_is_a_member(void **state)
{
    static const struct zipped m[]   = {TEXT_MEMBER("a/b_", "NOTE 1")};
    struct str                 bytes = zip_make(m, 1);

    (void)state;
    replace(bytes, STR("a/b_"), STR("a/b/"));
    book_run(&b, bytes, STR("a.zip"));
    assert_told(b.told[0], "a/b/", "note", KC_OK, STATE_READ, REASON_NONE);
    free((char *)bytes.p);
}

static void members_that_cannot_be_read_are_named_on_both_records(void **state)
{
    static const struct zipped m[] = {
        {"crc.txt", STR_INIT("NOTE good"), .method = STORED},
        {"mat-khau.txt", STR_INIT("NOTE"), .password = "x"},
        {"bzip2.txt", STR_INIT("NOTE xxxxxxxxxxxxxxxxxxxxxxxx"), .method = ZIP_CM_BZIP2},
        TEXT_MEMBER("tot.txt", "NOTE fine")};
    struct str bytes = zip_make(m, 4);

    (void)state;
    replace(bytes, STR("NOTE good"), STR("NOTE evil"));
    book_run(&b, bytes, STR("a.zip"));
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 5);
    assert_told(b.told[0], "crc.txt", "", KC_BAD_INPUT, STATE_REFUSED, REASON_DAMAGED);
    assert_string_equal(b.told[0].parts, "");
    assert_string_equal(b.told[0].id, "");
    assert_told(b.told[1], "mat-khau.txt", "", KC_BAD_INPUT, STATE_REFUSED, REASON_PROTECTED);
    assert_told(b.told[2], "bzip2.txt", "", KC_SKIP, STATE_UNREAD, REASON_OTHER);
    assert_diag(b.told[2], DIAG_MEMBER_UNREADABLE);
    assert_told(b.told[3], "tot.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[4], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    assert_int_equal(b.told[4].ndiags, 3);
    assert_diag(b.told[4], DIAG_MEMBER_UNREADABLE);
    assert_string_equal(b.told[4].arg, "crc.txt");
    free((char *)bytes.p);
}

static void a_size_that_lies_damages_only_its_member(void **state)
{
    struct str    text  = filled(STR("NOTE"), 200000);
    struct zipped m[]   = {MEMBER("a.txt", text), TEXT_MEMBER("b.txt", "NOTE b")};
    struct str    bytes = zip_make(m, 2);

    (void)state;
    lie_about_size(bytes, 100);
    book_run(&b, bytes, STR("a.zip"));
    assert_told(b.told[0], "a.txt", "", KC_BAD_INPUT, STATE_REFUSED, REASON_DAMAGED);
    assert_told(b.told[1], "b.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    lie_about_size(bytes, 200001);
    book_run(&b, bytes, STR("a.zip"));
    assert_told(b.told[0], "a.txt", "note", KC_BAD_INPUT, STATE_REFUSED, REASON_DAMAGED);
    assert_told(b.told[1], "b.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    free((char *)bytes.p);
    free((char *)text.p);
}

static void inflated_bytes_of_all_members_are_bounded(void **state)
{
    struct str    large = filled(STR("PIC!"), 1 << 20);
    struct zipped m[]   = {MEMBER("1", large), MEMBER("2", large), MEMBER("3", large),
                           MEMBER("4", large)};

    (void)state;
    b.lim                        = bench_limits();
    b.lim.archive_unpacked_bytes = (2 << 20) + 5;
    RUN(m);
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 4);
    assert_told(b.told[1], "2", "picture", KC_SKIP, STATE_UNREAD, REASON_IMAGE);
    assert_told(b.told[2], "3", "", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_told(b.told[3], "", "box", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_diag(b.told[3], DIAG_LIMIT_REACHED);
    assert_string_equal(b.told[3].arg, "archive_unpacked_bytes");
    free((char *)large.p);
}

/* Whether one was read at once or in pieces must not show. */
static void a_budget_is_used_up_by_its_last_byte(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("1", "NOTE 1"), TEXT_MEMBER("2", "NOTE 2")};

    (void)state;
    b.lim                        = bench_limits();
    b.lim.archive_unpacked_bytes = 12;
    RUN(m);
    assert_int_equal(b.n, 3);
    assert_told(b.told[0], "1", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[1], "2", "", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_string_equal(b.told[1].arg, "archive_unpacked_bytes");
    b.lim.archive_unpacked_bytes = 13;
    RUN(m);
    assert_told(b.told[1], "2", "note", KC_OK, STATE_READ, REASON_NONE);
}

static void a_damaged_member_has_no_sum_and_no_parts(void **state)
{
    static const struct zipped m[]   = {{"a.txt", STR_INIT("NOTE good"), .method = STORED}};
    struct str                 bytes = zip_make(m, 1);

    (void)state;
    replace(bytes, STR("NOTE good"), STR("NOTE evil"));
    book_run(&b, bytes, STR("a.zip"));
    assert_told(b.told[0], "a.txt", "", KC_BAD_INPUT, STATE_REFUSED, REASON_DAMAGED);
    assert_string_equal(b.told[0].id, "");
    assert_string_equal(b.told[0].parts, "");
    free((char *)bytes.p);
}

static void parts_of_members_count_against_the_archive(void **state)
{
    struct str    large      = filled(STR("x"), 900 << 10);
    struct zipped m[]        = {MEMBER("root.xml", large)};
    struct str    twig_bytes = zip_make(m, 1);
    struct zipped goi[]      = {MEMBER("1", twig_bytes), MEMBER("2", twig_bytes)};

    (void)state;
    b.lim                        = bench_limits();
    b.lim.archive_unpacked_bytes = 1 << 20;
    RUN(goi);
    assert_int_equal(b.n, 3);
    assert_told(b.told[0], "1", "twig", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[1], "2", "twig", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_told(b.told[2], "", "box", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    free((char *)twig_bytes.p);
    free((char *)large.p);
}

static void entries_are_counted_over_nested_archives(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("kh.txt", "NOTE"), TEXT_MEMBER("2.txt", "NOTE")};
    struct str                 bytes = wrapped("trong.zip", zip_make(m, 2));

    (void)state;
    b.lim         = bench_limits();
    b.lim.members = 3;
    book_run(&b, bytes, STR("a.zip"));
    assert_int_equal(b.n, 3);
    assert_told(b.told[0], "trong.zip", "box", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_string_equal(b.told[0].arg, "members");
    assert_told(b.told[1], "x", "note", KC_OK, STATE_READ, REASON_NONE);
    b.lim.members = 1;
    book_run(&b, bytes, STR("a.zip"));
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "box", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    free((char *)bytes.p);
}

static void a_member_above_the_file_limit_is_hashed_and_refused(void **state)
{
    struct str    large = filled(STR("NOTE"), (1 << 20) + 1);
    struct zipped m[]   = {MEMBER("a.txt", large)};
    struct arena *a     = arena_new(4096);

    (void)state;
    RUN(m);
    assert_told(b.told[0], "a.txt", "note", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_str(str_from_cstr(b.told[0].id), sha256_hex(a, large));
    assert_told(b.told[1], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    arena_free(a);
    free((char *)large.p);
}

static void an_archive_above_the_file_limit_is_read_through_its_descriptor(void **state)
{
    struct str    large = filled(STR("PIC!"), 3 << 20);
    struct zipped m[]   = {{"anh", large, .method = STORED}, TEXT_MEMBER("kh.txt", "NOTE")};

    (void)state;
    b.arena = 1 << 20; /* would not hold it */
    RUN(m);
    assert_int_equal(b.n, 3);
    assert_told(b.told[0], "anh", "picture", KC_SKIP, STATE_UNREAD, REASON_IMAGE);
    assert_told(b.told[1], "kh.txt", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_told(b.told[2], "", "box", KC_OK, STATE_READ, REASON_ARCHIVE);
    free((char *)large.p);
}

static void an_archive_that_changes_meanwhile_waits_for_the_next_time(void **state)
{
    static const struct zipped m[]   = {TEXT_MEMBER("kh.txt", "NOTE")};
    struct str                 bytes = zip_make(m, 1);
    int                        fd    = memory_file(bytes);

    (void)state;
    b.write_to_fd = fd + 1;
    book_run_fd(&b, fd, STR("a.zip"));
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 2);
    assert_told(b.told[1], "", "box", KC_BUSY, STATE_WAITING, REASON_BUSY);
    assert_diag(b.told[1], DIAG_CHANGED_WHILE_READING);
    close(fd);
    free((char *)bytes.p);
}

static void the_caller_can_stop_at_any_member(void **state)
{
    static const struct zipped m[] = {TEXT_MEMBER("1", "NOTE"), TEXT_MEMBER("2", "NOTE")};

    (void)state;
    b.answer_at = 1;
    b.answer    = KC_IO;
    RUN(m);
    assert_int_equal(b.result, KC_IO);
    assert_int_equal(b.n, 1);
}

static void an_arena_of_any_size_ends_in_the_record_of_the_archive(void **state)
{
    struct str    text  = filled(STR("NOTE"), 50000);
    struct zipped m[]   = {MEMBER("mot.txt", text), MEMBER("hai.txt", text)};
    struct str    bytes = wrapped("trong.zip", zip_make(m, 2));
    bool          ok    = false;

    (void)state;
    for (size_t room = 1024; !ok; room += 4001) {
        b.arena = room;
        book_run(&b, bytes, STR("a"));
        assert_int_equal(b.result, KC_OK);
        assert_true(b.n > 0);
        assert_string_equal(b.told[b.n - 1].member, "");
        ok = b.n == 5;
        for (size_t i = 0; i < b.n; i++)
            ok = ok && b.told[i].status == KC_OK;
        assert_true(room < (4 << 20));
    }
    free((char *)bytes.p);
    free((char *)text.p);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(every_member_is_told_in_order_and_the_archive_last, setup),
    cmocka_unit_test_setup(a_member_has_the_sum_of_its_own_bytes, setup),
    cmocka_unit_test_setup(an_archive_without_members_is_read, setup),
    cmocka_unit_test_setup(nested_archives_are_opened_three_deep, setup),
    cmocka_unit_test_setup(a_document_inside_an_archive_is_known_by_its_parts, setup),
    cmocka_unit_test_setup(members_of_one_name_are_all_read_under_different_names, setup),
    cmocka_unit_test_setup(names_are_kept_raw_and_never_resolved, setup),
    cmocka_unit_test_setup(a_member_without_a_name_is_not_taken_for_the_archive, setup),
    cmocka_unit_test_setup(files_that_are_no_documents_are_recorded_and_not_read, setup),
    cmocka_unit_test_setup(a_name_like_a_folder_with_content_is_a_member, setup),
    cmocka_unit_test_setup(members_that_cannot_be_read_are_named_on_both_records, setup),
    cmocka_unit_test_setup(a_size_that_lies_damages_only_its_member, setup),
    cmocka_unit_test_setup(inflated_bytes_of_all_members_are_bounded, setup),
    cmocka_unit_test_setup(a_budget_is_used_up_by_its_last_byte, setup),
    cmocka_unit_test_setup(a_damaged_member_has_no_sum_and_no_parts, setup),
    cmocka_unit_test_setup(parts_of_members_count_against_the_archive, setup),
    cmocka_unit_test_setup(entries_are_counted_over_nested_archives, setup),
    cmocka_unit_test_setup(a_member_above_the_file_limit_is_hashed_and_refused, setup),
    cmocka_unit_test_setup(an_archive_above_the_file_limit_is_read_through_its_descriptor, setup),
    cmocka_unit_test_setup(an_archive_that_changes_meanwhile_waits_for_the_next_time, setup),
    cmocka_unit_test_setup(the_caller_can_stop_at_any_member, setup),
    cmocka_unit_test_setup(an_arena_of_any_size_ends_in_the_record_of_the_archive, setup),
};

TEST_MAIN(tests)
