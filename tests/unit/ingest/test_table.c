#include "ingest/log.h"
#include "tests/unit/test.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new(1 << 20);
    return arena ? 0 : -1;
}

static int drop_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct str formatted(const struct table *t, size_t width)
{
    struct text out = {.arena = arena};

    table_format(t, width, &out);
    assert_false(out.full);
    return text_str(&out);
}

static struct str safe(struct str s)
{
    struct text out = {.arena = arena};

    safe_add(&out, s);
    return text_str(&out);
}

static void columns_line_up_by_what_is_seen_not_by_bytes(void **state)
{
    struct table *t = table_new(arena, (struct str[]){STR("Mã"), STR("Tiêu chí")}, 2);

    (void)state;
    table_row(t, (struct str[]){STR("tiêu đề"), STR("a")});
    table_row(t, (struct str[]){STR("abc"), STR("b")});
    assert_str(formatted(t, 0), STR("Mã       Tiêu chí\n"
                                    "tiêu đề  a\n"
                                    "abc      b\n"));
}

static void numbers_stand_at_the_right_and_codes_do_not(void **state)
{
    struct table *t = table_new(arena, (struct str[]){STR("Mã"), STR("Điểm"), STR("Số")}, 3);

    (void)state;
    table_row(t, (struct str[]){STR("1.10"), STR("1,5"), STR("7")});
    table_row(t, (struct str[]){STR("1.2"), STR("12,25"), STR("x")});
    assert_str(formatted(t, 0), STR("Mã     Điểm  Số\n"
                                    "1.10    1,5  7\n"
                                    "1.2   12,25  x\n"));
}

static void the_last_column_wraps_on_a_terminal_between_words(void **state)
{
    struct table *t = table_new(arena, (struct str[]){STR("Mã"), STR("Tên")}, 2);

    (void)state;
    table_row(t, (struct str[]){STR("1"), STR("Ban hành kế hoạch cải cách hành chính năm")});
    assert_str(formatted(t, 26), STR("Mã  Tên\n"
                                     "1   Ban hành kế hoạch cải\n"
                                     "    cách hành chính năm\n"));
    assert_str(formatted(t, 0), STR("Mã  Tên\n"
                                    "1   Ban hành kế hoạch cải cách hành chính năm\n"));
}

static void words_longer_than_the_line_are_never_cut(void **state)
{
    struct table *t = table_new(arena, (struct str[]){STR("A"), STR("B")}, 2);

    (void)state;
    table_row(t, (struct str[]){STR("1"), STR("x aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa y")});
    assert_str(formatted(t, 24), STR("A  B\n"
                                     "1  x\n"
                                     "   aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
                                     "   y\n"));
}

static void cells_cannot_move_the_cursor(void **state)
{
    struct table *t = table_new(arena, (struct str[]){STR("A"), STR("B")}, 2);

    (void)state;
    table_row(t, (struct str[]){STR("a\x1B[31m"), STR("b\nc\xFF")});
    assert_str(formatted(t, 0), STR("A          B\n"
                                    "a\\x1B[31m  b\\x0Ac\\xFF\n"));
}

static void names_cannot_hide_or_turn_around(void **state)
{
    (void)state;
    assert_str(safe(STR("bao\u202Ecod.txt")), STR("bao\\u{202E}cod.txt"));
    assert_str(safe(STR("a\u200Bb\xC2\x85"
                        "c\u2028d")),
               STR("a\\u{200B}b\\u{0085}c\\u{2028}d"));
    assert_str(safe(STR("a\0b")), STR("a\\x00b"));
    assert_str(safe(STR("\xC3(\xE1\xBA")), STR("\\xC3(\\xE1\\xBA"));
    assert_str(safe(STR("Quyết định 15/QĐ-UBND — \uFFFD")), STR("Quyết định 15/QĐ-UBND — \uFFFD"));
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(columns_line_up_by_what_is_seen_not_by_bytes, make_arena,
                                    drop_arena),
    cmocka_unit_test_setup_teardown(numbers_stand_at_the_right_and_codes_do_not, make_arena,
                                    drop_arena),
    cmocka_unit_test_setup_teardown(the_last_column_wraps_on_a_terminal_between_words, make_arena,
                                    drop_arena),
    cmocka_unit_test_setup_teardown(words_longer_than_the_line_are_never_cut, make_arena,
                                    drop_arena),
    cmocka_unit_test_setup_teardown(cells_cannot_move_the_cursor, make_arena, drop_arena),
    cmocka_unit_test_setup_teardown(names_cannot_hide_or_turn_around, make_arena, drop_arena),
};

TEST_MAIN(tests)
