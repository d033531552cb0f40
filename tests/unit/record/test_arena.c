#include "tests/unit/test.h"

#define MIB ((size_t)1 << 20)

static void memory_is_zeroed_and_aligned_also_where_others_wrote_before(void **state)
{
    struct arena *a = arena_new(16 * MIB);

    (void)state;
    for (int round = 0; round < 3; round++) {
        size_t mark = 0;

        for (size_t i = 0; i < 100; i++) {
            struct str     odd;
            unsigned char *p = arena_alloc(a, 1 + i * 999, 1);

            assert_non_null(p);
            assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
            for (size_t k = 0; k < 1 + i * 999; k++)
                if (p[k])
                    fail_msg("round %d: byte %zu of allocation %zu is %d", round, k, i, p[k]);
            memset(p, 0xAA, 1 + i * 999);
            assert_true(arena_copy(a, STR("lẻ"), &odd));
            if (i == 50)
                mark = arena_mark(a);
        }
        if (round == 0)
            arena_release(a, mark);
        else
            arena_reset(a);
    }
    arena_free(a);
}

static void bytes_are_as_many_as_asked_for_and_stay_apart(void **state)
{
    struct arena *a = arena_new(1000);
    char         *p = arena_bytes(a, 300), *q = arena_bytes(a, 700);
    unsigned     *zero;

    (void)state;
    assert_ptr_equal(q, p + 300);
    assert_null(arena_bytes(a, 1));
    assert_non_null(arena_bytes(a, 0));
    memset(p, 0xAA, 1000);
    arena_reset(a);
    zero = arena_alloc(a, 10, sizeof *zero); /* objects are zeroed where bytes were */
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(zero[i], 0);
    arena_free(a);
}

static void the_limit_is_exact_and_an_overflow_is_refused(void **state)
{
    struct arena *a = arena_new(1000);
    struct str    copy;

    (void)state;
    assert_null(arena_alloc(a, SIZE_MAX / 2, 3));
    assert_null(arena_alloc(a, 1001, 1));
    assert_non_null(arena_alloc(a, 1000, 1));
    assert_int_equal(arena_used(a), 1000);
    assert_false(arena_copy(a, STR("x"), &copy));
    assert_true(arena_copy(a, STR(""), &copy));
    assert_int_equal(arena_printf(a, "%d", 7).n, 0);
    arena_reset(a);
    assert_int_equal(arena_used(a), 0);
    assert_true(arena_copy(a, STR("x"), &copy));
    arena_free(a);
    arena_free(NULL);
}

static void a_large_reservation_costs_nothing_until_used(void **state)
{
    struct arena *a = arena_new((size_t)64 << 30);
    char         *p;

    (void)state;
    assert_non_null(a);
    p = arena_alloc(a, (size_t)32 << 30, 1); /* would not fit if it were touched */
    assert_non_null(p);
    assert_int_equal(p[((size_t)32 << 30) - 1], 0);
    arena_free(a);
}

static void a_reset_gives_large_memory_back_zeroed(void **state)
{
    struct arena *a = arena_new(64 * MIB);
    char         *p = arena_alloc(a, 64, MIB);

    (void)state;
    memset(p, 1, 64 * MIB);
    arena_reset(a);
    p = arena_alloc(a, 64, MIB);
    for (size_t i = 0; i < 64 * MIB; i += 512)
        if (p[i])
            fail_msg("byte %zu is %d", i, p[i]);
    arena_free(a);
}

static void the_newest_array_grows_in_place_an_older_one_moves(void **state)
{
    struct arena *a     = arena_new(MIB);
    void         *items = NULL, *first;
    size_t        cap   = 0;
    struct str    between;

    (void)state;
    assert_true(arena_reserve(a, &items, &cap, 3, 24));
    assert_true(cap >= 3);
    memset(items, 7, 3 * 24);
    first = items;
    assert_true(arena_reserve(a, &items, &cap, cap + 1, 24));
    assert_ptr_equal(items, first);

    assert_true(arena_copy(a, STR("giữa"), &between));
    assert_true(arena_reserve(a, &items, &cap, cap + 1, 24));
    assert_ptr_not_equal(items, first);
    assert_str(between, STR("giữa"));
    for (size_t i = 0; i < cap * 24; i++)
        if (((char *)items)[i] != (i < 3 * 24 ? 7 : 0))
            fail_msg("byte %zu is %d", i, ((char *)items)[i]);
    arena_free(a);
}

static void new_room_is_zeroed_where_a_text_stood(void **state)
{
    struct arena *a     = arena_new(MIB);
    size_t        mark  = arena_mark(a);
    struct text   t     = {.arena = a};
    void         *items = NULL;
    size_t        cap   = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_true(text_add(&t, STR("đè lên")));
    arena_release(a, mark);
    assert_true(arena_reserve(a, &items, &cap, 1, 8));
    assert_true(arena_reserve(a, &items, &cap, 500, 8));
    for (size_t i = 0; i < cap * 8; i++)
        assert_int_equal(((char *)items)[i], 0);
    arena_free(a);
}

static void an_array_that_cannot_grow_is_unchanged(void **state)
{
    struct arena *a     = arena_new(1000);
    void         *items = NULL, *before;
    size_t        cap   = 0, cap_before;

    (void)state;
    assert_true(arena_reserve(a, &items, &cap, 100, 8));
    /* Less than double is left, but enough for one more. */
    assert_true(arena_reserve(a, &items, &cap, 125, 8));
    before     = items;
    cap_before = cap;
    assert_false(arena_reserve(a, &items, &cap, 126, 8));
    assert_false(arena_reserve(a, &items, &cap, SIZE_MAX / 4, 8));
    assert_ptr_equal(items, before);
    assert_int_equal(cap, cap_before);
    arena_free(a);
}

static void a_text_grows_and_says_once_that_it_is_full(void **state)
{
    struct arena *a     = arena_new(MIB);
    struct text   t     = {.arena = a, .limit = 10};
    struct text   other = {.arena = a};

    (void)state;
    assert_true(text_add(&t, STR("Kế")));
    assert_true(text_add(&other, STR("x")));
    assert_true(text_add_cp(&t, 0x1EA1)); /* ạ */
    assert_true(text_add(&t, STR("")));
    assert_false(text_add(&t, STR("0123")));
    assert_false(text_add(&t, STR("0"))); /* would fit, but something is missing already */
    assert_true(t.full);
    assert_str(text_str(&t), STR("Kếạ"));
    assert_str(text_str(&other), STR("x"));
    arena_free(a);
}

static void texts_that_grow_in_turn_keep_their_bytes(void **state)
{
    struct arena *a = arena_new(MIB);
    struct text   x = {.arena = a}, y = {.arena = a};

    (void)state;
    for (int i = 0; i < 5000; i++) {
        assert_true(text_add_cp(&x, 'x'));
        assert_true(text_add_cp(&y, 0x110));
    }
    assert_int_equal(x.n, 5000);
    assert_int_equal(y.n, 10000);
    for (size_t i = 0; i < 5000; i++)
        if (x.p[i] != 'x' || y.p[2 * i] != '\xC4' || y.p[2 * i + 1] != '\x90')
            fail_msg("differs at %zu", i);
    arena_free(a);
}

static void printf_gives_a_slice(void **state)
{
    struct arena *a = arena_new(MIB);

    (void)state;
    assert_str(arena_printf(a, "%s[%d]", "findings", 3), STR("findings[3]"));
    assert_int_equal(arena_used(a), sizeof "findings[3]");
    arena_free(a);
}

static void an_impossible_reservation_is_null(void **state)
{
    (void)state;
    assert_null(arena_new(SIZE_MAX));
    assert_null(arena_new(SIZE_MAX / 2));
}

static void the_default_limits_leave_room_for_a_document(void **state)
{
    struct limits most = {.file_bytes = UINT64_MAX, .unpacked_bytes = UINT64_MAX};
    struct arena *a    = arena_new(limits_arena_bytes(&limits_default));

    (void)state;
    assert_non_null(a);
    arena_free(a);
    assert_true(limits_arena_bytes(&limits_default) >=
                limits_default.file_bytes + limits_default.unpacked_bytes +
                    (size_t)6 * limits_default.text_bytes +
                    limits_default.findings * sizeof(struct finding));
    assert_int_equal(limits_arena_bytes(&most), SIZE_MAX / 2);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(memory_is_zeroed_and_aligned_also_where_others_wrote_before),
    cmocka_unit_test(bytes_are_as_many_as_asked_for_and_stay_apart),
    cmocka_unit_test(the_limit_is_exact_and_an_overflow_is_refused),
    cmocka_unit_test(a_large_reservation_costs_nothing_until_used),
    cmocka_unit_test(a_reset_gives_large_memory_back_zeroed),
    cmocka_unit_test(the_newest_array_grows_in_place_an_older_one_moves),
    cmocka_unit_test(new_room_is_zeroed_where_a_text_stood),
    cmocka_unit_test(an_array_that_cannot_grow_is_unchanged),
    cmocka_unit_test(a_text_grows_and_says_once_that_it_is_full),
    cmocka_unit_test(texts_that_grow_in_turn_keep_their_bytes),
    cmocka_unit_test(printf_gives_a_slice),
    cmocka_unit_test(an_impossible_reservation_is_null),
    cmocka_unit_test(the_default_limits_leave_room_for_a_document),
};
TEST_MAIN(tests)
