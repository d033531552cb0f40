#include "tests/unit/test.h"

static void comparing_by_bytes_puts_a_prefix_first(void **state)
{
    (void)state;
    assert_true(str_eq((struct str){0}, STR("")));
    assert_false(str_eq(STR("a"), STR("ab")));
    assert_true(str_cmp(STR("a"), STR("ab")) < 0);
    assert_true(str_cmp(STR("\xC4"), STR("z")) > 0);
    assert_int_equal(str_cmp(STR("kh"), STR("kh")), 0);
    assert_true(str_eq(STR("a\0b"), STR("a\0b")));
    assert_false(str_eq(STR("a\0b"), STR("a\0c")));
}

static void ends_and_starts_know_longer_words(void **state)
{
    (void)state;
    assert_true(str_starts_with(STR("docx"), STR("doc")));
    assert_false(str_starts_with(STR("do"), STR("doc")));
    assert_true(str_ends_with(STR("a.zip"), STR(".zip")));
    assert_false(str_ends_with(STR("zip"), STR(".zip")));
    assert_true(str_ends_with(STR(""), STR("")));
    assert_true(str_ends_with_nocase(STR("A.DocX"), STR(".docx")));
    assert_false(str_eq_nocase(STR("Đ"), STR("đ"))); /* ASCII only */
    assert_true(str_eq_nocase(STR("ABC-z"), STR("abc-Z")));
}

static void slices_are_clamped(void **state)
{
    struct str s = STR("abcdef");

    (void)state;
    assert_str(str_sub(s, 1, 3), STR("bc"));
    assert_str(str_sub(s, 4, 99), STR("ef"));
    assert_str(str_sub(s, 5, 2), STR(""));
    assert_str(str_sub(s, SIZE_MAX, SIZE_MAX), STR(""));
    assert_int_equal(str_sub((struct str){0}, 1, 2).n, 0);
}

static void finding_stops_at_no_nul_and_an_empty_needle_is_absent(void **state)
{
    struct str s = STR("a\0KH-UBND KH-UBND");

    (void)state;
    assert_ptr_equal(str_find(s, STR("KH-")).p, s.p + 2);
    assert_int_equal(str_find(s, STR("")).n, 0);
    assert_null(str_find(s, STR("QĐ")).p);
    assert_null(str_find((struct str){0}, STR("x")).p);
}

static void cutting_gives_heads_until_nothing_is_left(void **state)
{
    struct str rest = STR("1.1//x");

    (void)state;
    assert_str(str_cut(&rest, '/'), STR("1.1"));
    assert_str(str_cut(&rest, '/'), STR(""));
    assert_str(str_cut(&rest, '/'), STR("x"));
    assert_int_equal(rest.n, 0);
    assert_str(str_cut(&rest, '/'), STR(""));
    assert_str(str_trim(STR(" \t a b\r\n")), STR("a b"));
    assert_str(str_trim(STR(" \n ")), STR(""));
}

static void numbers_are_whole_or_refused(void **state)
{
    uint64_t n = 7;

    (void)state;
    assert_true(str_to_u64(STR("18446744073709551615"), &n));
    assert_true(n == UINT64_MAX);
    assert_true(str_to_u64(STR("007"), &n));
    assert_int_equal(n, 7);
    assert_false(str_to_u64(STR("18446744073709551616"), &n));
    assert_false(str_to_u64(STR("99999999999999999999"), &n));
    assert_false(str_to_u64(STR(""), &n));
    assert_false(str_to_u64(STR("-1"), &n));
    assert_false(str_to_u64(STR("1 "), &n));
    assert_false(str_to_u64(STR("+1"), &n));
    assert_int_equal(n, 7);
}

static void every_scalar_value_survives_utf8(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char       buf[4];
        struct str s = {buf, 0};

        if (cp == 0xD800)
            cp = 0xE000;
        s.n = utf8_put(cp, buf);
        if (!utf8_valid(s) || utf8_next(&s) != cp || s.n)
            fail_msg("U+%04X", cp);
    }
}

/* The slow and certain way: a sequence is valid when it is what utf8_put gives. */
static size_t valid_prefix(struct str s)
{
    for (size_t n = 1; n <= 4 && n <= s.n; n++) {
        uint32_t      cp    = 0;
        unsigned char first = (unsigned char)s.p[0];
        char          buf[4];

        if (n == 1)
            cp = first;
        else
            cp = first & (0x7Fu >> n);
        for (size_t i = 1; i < n; i++)
            cp = cp << 6 | ((unsigned char)s.p[i] & 0x3Fu);
        if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000) || utf8_put(cp, buf) != n)
            continue;
        if (memcmp(buf, s.p, n) == 0)
            return n;
    }
    return 0;
}

static bool all_valid(struct str s)
{
    while (s.n) {
        size_t n = valid_prefix(s);

        if (!n)
            return false;
        s = str_sub(s, n, s.n);
    }
    return true;
}

static void bytes_that_start_no_sequence_are_taken_alone(void **state)
{
    static const unsigned char tails[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                          0xA0, 0xBF, 0xC0, 0xE1, 0xF4, 0xFF};
    const size_t               n       = sizeof tails;

    (void)state;
    for (unsigned first = 0; first < 256; first++) {
        for (size_t i = 0; i < n * n * n; i++) {
            char bytes[4] = {(char)first, (char)tails[i % n], (char)tails[i / n % n],
                             (char)tails[i / n / n]};
            for (size_t len = 1; len <= 4; len++) {
                struct str s    = {bytes, len};
                size_t     good = valid_prefix(s);
                uint32_t   cp   = utf8_next(&s);

                if (len - s.n != (good ? good : 1) || (!good && cp != 0xFFFD))
                    fail_msg("%02x %02x %02x %02x, %zu bytes", first, (unsigned char)bytes[1],
                             (unsigned char)bytes[2], (unsigned char)bytes[3], len);
                if (utf8_valid((struct str){bytes, len}) != all_valid((struct str){bytes, len}))
                    fail_msg("%02x %02x %02x %02x as a whole, %zu bytes", first,
                             (unsigned char)bytes[1], (unsigned char)bytes[2],
                             (unsigned char)bytes[3], len);
            }
        }
    }
}

static void a_bad_byte_is_found_wherever_it_stands(void **state)
{
    char buf[64];

    (void)state;
    for (size_t at = 0; at < sizeof buf; at++) {
        for (size_t i = 0; i < sizeof buf; i++)
            buf[i] = 'a';
        assert_true(utf8_valid((struct str){buf, sizeof buf}));
        buf[at] = '\xC3'; /* followed by 'a' or by the end */
        assert_false(utf8_valid((struct str){buf, sizeof buf}));
    }
    assert_true(utf8_valid((struct str){0}));
}

static void text_of_any_length_is_judged_as_its_sequences(void **state)
{
    static const struct str odd[] = {
        STR_INIT("a"),    STR_INIT("ế"),        STR_INIT("đ"),        STR_INIT("\U0001F4C4"),
        STR_INIT("\x80"), STR_INIT("\xBF"),     STR_INIT("\xC1\xBF"), STR_INIT("\xE1\xBA"),
        STR_INIT("\xFF"), STR_INIT("\xED\xA0"), STR_INIT("\0"),       STR_INIT("\xF0\x90\x80"),
    };
    char buf[100];

    (void)state;
    for (size_t n = 0; n <= sizeof buf; n++)
        for (size_t at = 0; at < n; at++)
            for (size_t o = 0; o < sizeof odd / sizeof *odd && at + odd[o].n <= n; o++) {
                memset(buf, 'a', n);
                memcpy(buf + at, odd[o].p, odd[o].n);
                if (utf8_valid((struct str){buf, n}) != all_valid((struct str){buf, n}))
                    fail_msg("text %zu at byte %zu of %zu", o, at, n);
            }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(comparing_by_bytes_puts_a_prefix_first),
    cmocka_unit_test(ends_and_starts_know_longer_words),
    cmocka_unit_test(slices_are_clamped),
    cmocka_unit_test(finding_stops_at_no_nul_and_an_empty_needle_is_absent),
    cmocka_unit_test(cutting_gives_heads_until_nothing_is_left),
    cmocka_unit_test(numbers_are_whole_or_refused),
    cmocka_unit_test(every_scalar_value_survives_utf8),
    cmocka_unit_test(bytes_that_start_no_sequence_are_taken_alone),
    cmocka_unit_test(a_bad_byte_is_found_wherever_it_stands),
    cmocka_unit_test(text_of_any_length_is_judged_as_its_sequences),
};
TEST_MAIN(tests)
