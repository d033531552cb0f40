/* One file, one record. */
#include "tests/unit/unpack/bench.h"

#include <fcntl.h>

static struct book b;

static int setup(void **state)
{
    (void)state;
    memset(&b, 0, sizeof b);
    return 0;
}

static void a_readable_file_comes_whole_as_one_part(void **state)
{
    (void)state;
    book_run(&b, STR("NOTE Kế hoạch"), STR("so/a.txt"));
    assert_int_equal(b.result, KC_OK);
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_string_equal(b.told[0].parts, "=NOTE Kế hoạch;");
    assert_string_equal(b.told[0].path, "so/a.txt");
    assert_string_equal(b.told[0].container, "");
    assert_int_equal(b.told[0].size, sizeof "NOTE Kế hoạch" - 1);
    assert_string_equal(b.told[0].id,
                        "e51dd57dbf294c5b1639b2da32786ebc404e8a3701bd7f86b5e1259c276613fd");
}

static void content_longer_than_the_head_is_read_to_the_end(void **state)
{
    struct str    bytes = filled(STR("NOTE"), 300001);
    struct arena *a     = arena_new(4096);

    (void)state;
    ((char *)bytes.p)[300000] = 'E';
    book_run(&b, bytes, STR("a"));
    assert_told(b.told[0], "", "note", KC_OK, STATE_READ, REASON_NONE);
    assert_int_equal(b.told[0].size, 300001);
    assert_str(str_from_cstr(b.told[0].id), sha256_hex(a, bytes));
    arena_free(a);
    free((char *)bytes.p);
}

static void an_empty_file_is_ignored_with_a_word(void **state)
{
    (void)state;
    book_run(&b, STR(""), STR("a.docx"));
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "", KC_SKIP, STATE_IGNORED, REASON_EMPTY);
    assert_diag(b.told[0], DIAG_FILE_EMPTY);
    assert_string_equal(b.told[0].id, "");
}

static void unknown_bytes_are_unread_under_their_suffix(void **state)
{
    (void)state;
    book_run(&b, STR("\x01\x02\x03"), STR("ban.ve/x.dwg"));
    assert_told(b.told[0], "", "", KC_SKIP, STATE_UNREAD, REASON_OTHER);
    assert_diag(b.told[0], DIAG_FORMAT_UNREAD);
    assert_string_equal(b.told[0].arg, "dwg");
    assert_int_equal(strlen(b.told[0].id), 64);
    book_run(&b, STR("\x01\x02\x03"), STR("ban.ve/x"));
    assert_string_equal(b.told[0].arg, "?");
}

static void registered_formats_take_state_and_reason_of_their_row(void **state)
{
    (void)state;
    book_run(&b, STR("PIC! ..."), STR("anh.jpg"));
    assert_told(b.told[0], "", "picture", KC_SKIP, STATE_UNREAD, REASON_IMAGE);
    assert_diag(b.told[0], DIAG_FORMAT_UNREAD);
    assert_string_equal(b.told[0].arg, "Picture");
    book_run(&b, STR("whatever"), STR("bao-cao.OLD"));
    assert_told(b.told[0], "", "old", KC_SKIP, STATE_UNREAD, REASON_NO_CONVERTER);
    assert_diag(b.told[0], DIAG_NO_CONVERTER);
}

static void a_readable_file_above_the_limit_is_refused_but_identified(void **state)
{
    struct str    bytes = filled(STR("NOTE"), (1 << 20) + 1);
    struct arena *a     = arena_new(4096);

    (void)state;
    book_run(&b, bytes, STR("a"));
    assert_int_equal(b.result, KC_OK);
    assert_told(b.told[0], "", "note", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_diag(b.told[0], DIAG_LIMIT_REACHED);
    assert_string_equal(b.told[0].arg, "file_bytes");
    assert_str(str_from_cstr(b.told[0].id), sha256_hex(a, bytes));
    book_run(&b, str_sub(bytes, 0, 1 << 20), STR("a"));
    assert_told(b.told[0], "", "note", KC_OK, STATE_READ, REASON_NONE);
    arena_free(a);
    free((char *)bytes.p);
}

static void a_large_picture_is_only_hashed(void **state)
{
    struct str    bytes = filled(STR("PIC!"), 3 << 20);
    struct arena *a     = arena_new(4096);

    (void)state;
    b.arena = 1 << 20; /* would not hold it */
    book_run(&b, bytes, STR("a"));
    assert_told(b.told[0], "", "picture", KC_SKIP, STATE_UNREAD, REASON_IMAGE);
    assert_str(str_from_cstr(b.told[0].id), sha256_hex(a, bytes));
    arena_free(a);
    free((char *)bytes.p);
}

static void beyond_the_largest_archive_nothing_is_read(void **state)
{
    (void)state;
    b.lim               = bench_limits();
    b.lim.archive_bytes = 5;
    book_run(&b, STR("NOTE12"), STR("a"));
    assert_told(b.told[0], "", "", KC_LIMIT, STATE_REFUSED, REASON_LIMIT);
    assert_string_equal(b.told[0].arg, "archive_bytes");
    assert_int_equal(b.told[0].size, 6);
}

static void a_file_that_cannot_be_read_fails_and_ends_the_walk(void **state)
{
    int  fd = memory_file(STR("NOTE")), closed;
    char name[32];

    (void)state;
    (void)snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    closed = open(name, O_WRONLY);
    assert_true(closed >= 0);
    book_run_fd(&b, closed, STR("a"));
    assert_int_equal(b.result, KC_IO);
    assert_int_equal(b.n, 1);
    assert_told(b.told[0], "", "", KC_IO, STATE_FAILED, REASON_IO);
    assert_diag(b.told[0], DIAG_READ_FAILED);
    assert_string_equal(b.told[0].arg, "EBADF");
    close(closed);
    close(fd);
}

static void the_answer_that_does_not_go_on_is_returned(void **state)
{
    (void)state;
    b.answer_at = 1;
    b.answer    = KC_NO_MEMORY;
    book_run(&b, STR("NOTE"), STR("a"));
    assert_int_equal(b.result, KC_NO_MEMORY);
    b.answer = KC_BAD_INPUT; /* goes on */
    book_run(&b, STR("NOTE"), STR("a"));
    assert_int_equal(b.result, KC_OK);
}

static void an_arena_of_any_size_ends_in_a_record(void **state)
{
    struct str bytes = filled(STR("NOTE"), 600000);
    bool       ok    = false;

    (void)state;
    for (size_t room = 4096; !ok; room += 65536) {
        b.arena = room;
        book_run(&b, bytes, STR("a"));
        assert_int_equal(b.result, KC_OK);
        assert_int_equal(b.n, 1);
        ok = b.told[0].status == KC_OK;
        if (!ok) {
            assert_int_equal(b.told[0].status, KC_LIMIT);
            assert_int_equal(b.told[0].reason, REASON_LIMIT);
        }
        assert_true(room < (8 << 20));
    }
    free((char *)bytes.p);
}

/* A compound file of two sectors after its header: FAT, directory. */
static struct str compound(char *p, const char *name)
{
    memset(p, 0, 1536);
    memcpy(p, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
    p[30] = 9;                /* sectors of 512 bytes */
    p[48] = 1;                /* directory in sector 1 */
    memset(p + 516, 0xFF, 4); /* its chain ends there, as FAT entry 1 says */
    for (size_t i = 0; name[i]; i++)
        p[1024 + 128 + 2 * i] = name[i];
    p[1024 + 128 + 64] = (char)(2 * strlen(name) + 2);
    return (struct str){p, 1536};
}

static void a_password_is_seen_in_the_directory_of_a_compound_file(void **state)
{
    char       p[1536];
    struct str bytes = compound(p, "EncryptedPackage");

    (void)state;
    book_run(&b, bytes, STR("a.docx"));
    assert_told(b.told[0], "", "locked", KC_BAD_INPUT, STATE_REFUSED, REASON_PROTECTED);
    assert_diag(b.told[0], DIAG_PROTECTED);
    book_run(&b, compound(p, "WordDocument"), STR("a.docx"));
    assert_told(b.told[0], "", "", KC_SKIP, STATE_UNREAD, REASON_OTHER);
}

static void a_compound_file_may_lie_about_its_sectors(void **state)
{
    char       p[1536];
    struct str bytes = compound(p, "EncryptedPackage");

    (void)state;
    p[516] = 1; /* the chain bites its tail */
    memset(p + 517, 0, 3);
    book_run(&b, bytes, STR("a.docx"));
    assert_told(b.told[0], "", "locked", KC_BAD_INPUT, STATE_REFUSED, REASON_PROTECTED);
    memset(p + 48, 0xFF, 4);
    book_run(&b, bytes, STR("a.docx"));
    assert_told(b.told[0], "", "", KC_SKIP, STATE_UNREAD, REASON_OTHER);
    p[30] = 31;
    book_run(&b, bytes, STR("a.docx"));
    assert_told(b.told[0], "", "", KC_SKIP, STATE_UNREAD, REASON_OTHER);
    for (size_t n = 8; n < 1536; n += 7) { /* cut anywhere */
        book_run(&b, str_sub(compound(p, "EncryptedPackage"), 0, n), STR("a.docx"));
        assert_int_equal(b.n, 1);
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup(a_readable_file_comes_whole_as_one_part, setup),
    cmocka_unit_test_setup(content_longer_than_the_head_is_read_to_the_end, setup),
    cmocka_unit_test_setup(an_empty_file_is_ignored_with_a_word, setup),
    cmocka_unit_test_setup(unknown_bytes_are_unread_under_their_suffix, setup),
    cmocka_unit_test_setup(registered_formats_take_state_and_reason_of_their_row, setup),
    cmocka_unit_test_setup(a_readable_file_above_the_limit_is_refused_but_identified, setup),
    cmocka_unit_test_setup(a_large_picture_is_only_hashed, setup),
    cmocka_unit_test_setup(beyond_the_largest_archive_nothing_is_read, setup),
    cmocka_unit_test_setup(a_file_that_cannot_be_read_fails_and_ends_the_walk, setup),
    cmocka_unit_test_setup(the_answer_that_does_not_go_on_is_returned, setup),
    cmocka_unit_test_setup(an_arena_of_any_size_ends_in_a_record, setup),
    cmocka_unit_test_setup(a_password_is_seen_in_the_directory_of_a_compound_file, setup),
    cmocka_unit_test_setup(a_compound_file_may_lie_about_its_sectors, setup),
};

TEST_MAIN(tests)
