#include "tests/unit/test.h"

#include <fcntl.h>
#include <sys/resource.h>

#include "ingest/spool.h"

static void fill(struct spool *s, size_t n, char first)
{
    for (size_t i = 0; i < n; i++) {
        char piece[1000];

        memset(piece, (char)(first + (char)(i % 23)), sizeof piece);
        assert_true(spool_add(s, piece, sizeof piece));
    }
}

static void expect_filled(struct str all, size_t n, char first)
{
    assert_int_equal(all.n, n * 1000);
    for (size_t i = 0; i < n; i++)
        if (all.p[i * 1000] != first + (char)(i % 23) || all.p[i * 1000 + 999] != all.p[i * 1000])
            fail_msg("piece %zu is not what was put in", i);
}

static void nothing_is_viewed_as_nothing(void **state)
{
    struct spool s = {0};
    struct str   all;

    (void)state;
    assert_true(spool_view(&s, &all));
    assert_int_equal(all.n, 0);
    spool_clear(&s);
}

static void bytes_come_back_as_they_went_in(void **state)
{
    struct spool s = {0};
    struct str   all;

    (void)state;
    fill(&s, 100, 'a');
    assert_false(s.spilled);
    assert_true(spool_view(&s, &all));
    expect_filled(all, 100, 'a');
    spool_clear(&s);
    assert_int_equal(s.size, 0);
}

static void what_is_too_much_for_memory_goes_to_a_file(void **state)
{
    const size_t n = SPOOL_MEMORY / 1000 * 2;
    struct spool s = {0};
    struct str   all;

    (void)state;
    fill(&s, n, 'b');
    assert_true(s.spilled);
    assert_int_equal(s.n, 0);
    assert_true(spool_view(&s, &all));
    expect_filled(all, n, 'b');
    spool_clear(&s);
    fill(&s, 3, 'c');
    assert_false(s.spilled);
    spool_clear(&s);
}

static void a_missing_temporary_folder_is_told(void **state)
{
    struct spool s     = {0};
    char        *piece = calloc(1, SPOOL_MEMORY);
    const char  *old   = getenv("TMPDIR");
    char        *keep  = old ? strdup(old) : NULL;

    (void)state;
    setenv("TMPDIR", "/nonexistent-kiemchung", 1);
    assert_true(spool_add(&s, piece, SPOOL_MEMORY));
    assert_false(spool_add(&s, "x", 1));
    assert_int_equal(s.size, SPOOL_MEMORY);
    spool_clear(&s);
    free(piece);
    if (keep)
        setenv("TMPDIR", keep, 1);
    else
        unsetenv("TMPDIR");
    free(keep);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(nothing_is_viewed_as_nothing),
    cmocka_unit_test(bytes_come_back_as_they_went_in),
    cmocka_unit_test(what_is_too_much_for_memory_goes_to_a_file),
    cmocka_unit_test(a_missing_temporary_folder_is_told),
};

TEST_MAIN(tests)
