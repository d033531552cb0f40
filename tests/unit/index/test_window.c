#include "index/criteria_set.h"
#include "tests/unit/test.h"

static void check(const char *from, const char *until, const char *first, const char *last)
{
    struct window      w = {str_from_cstr(from), str_from_cstr(until)};
    struct window_days days;
    assert_true(window_resolve(&w, 2025, &days));
    assert_string_equal(days.from, first);
    assert_string_equal(days.until, last);
}

static void from_is_the_first_day_and_until_the_last(void **state)
{
    (void)state;
    check("Q4 of year-1", "Q4 of year-1", "2024-10-01", "2024-12-31");
    check("H1 of year", "H2 of year", "2025-01-01", "2025-12-31");
    check("month 2 of year", "month 2 of year-1", "2025-02-01", "2024-02-29");
    check("year", "year+1", "2025-01-01", "2026-12-31");
    check("15/01 of year+1", "15/01 of year+1", "2026-01-15", "2026-01-15");
    check("2025-03-31", "2025-03-31", "2025-03-31", "2025-03-31");
    check("Q3 of year", "month 12 of year + 1", "2025-07-01", "2026-12-31");
}

static void an_open_end_stays_open(void **state)
{
    (void)state;
    check("", "Q1 of year", "", "2025-03-31");
    check("Q1 of year", "", "2025-01-01", "");
    check("", "", "", "");
}

static void leap_day_is_the_last_of_february_in_other_years(void **state)
{
    (void)state;
    check("29/02 of year", "29/02 of year-1", "2025-02-28", "2024-02-29");
}

static void what_is_no_window_end_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"Q5 of year",
                                      "Q0 of year",
                                      "H3 of year",
                                      "month 13 of year",
                                      "31/04 of year",
                                      "2025-02-29",
                                      "Q4 year-1",
                                      "quý 4",
                                      "năm",
                                      "year*2",
                                      "year-100",
                                      "2025",
                                      "31/03/2025",
                                      "Q4 of year-1x",
                                      "Q 4 of of year",
                                      "2025-03-31 ",
                                      "1/1"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (window_end_valid(str_from_cstr(bad[i])))
            fail_msg("taken for a window end: %s", bad[i]);
    struct window      w    = {.from = STR_INIT("quý 4")};
    struct window_days days = {.from = "x"};
    assert_false(window_resolve(&w, 2025, &days));
    assert_string_equal(days.from, "x");
}

static void every_window_of_every_year_runs_forward(void **state)
{
    (void)state;
    static const char *const ends[] = {"year",       "Q1 of year",      "Q4 of year",
                                       "H2 of year", "month 2 of year", "29/02 of year"};
    for (int year = 2000; year < 2100; year++)
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            struct window      w = {str_from_cstr(ends[i]), str_from_cstr(ends[i])};
            struct window_days days;
            assert_true(window_resolve(&w, year, &days));
            assert_true(memcmp(days.from, days.until, 10) <= 0);
        }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(from_is_the_first_day_and_until_the_last),
    cmocka_unit_test(an_open_end_stays_open),
    cmocka_unit_test(leap_day_is_the_last_of_february_in_other_years),
    cmocka_unit_test(what_is_no_window_end_is_refused),
    cmocka_unit_test(every_window_of_every_year_runs_forward),
};
TEST_MAIN(tests)
