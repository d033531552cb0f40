#include "tests/unit/test.h"

#include "index/act.h"
#include "index/words.h"

static int start(void **state)
{
    *state = arena_new((size_t)1 << 24);
    return *state ? 0 : -1;
}

static int end(void **state)
{
    arena_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, start, end)

static struct act_name name(struct arena *a, const char *date, const char *issuer)
{
    struct act_name n = {.date = str_from_cstr(date)};

    assert_true(act_issuer_make(a, str_from_cstr(issuer), &n.issuer));
    return n;
}

/* "0 0 2": the group of each name. */
static struct str grouped(struct arena *a, const struct act_name *names, size_t n)
{
    uint32_t    groups[8];
    struct text t = {.arena = a};

    assert_true(n <= 8);
    assert_true(act_group(names, n, a, groups));
    for (size_t i = 0; i < n; i++) {
        struct str one = arena_printf(a, i ? " %u" : "%u", (unsigned)groups[i]);

        assert_true(text_add(&t, one));
    }
    return text_str(&t);
}

/* --- names ------------------------------------------------------------------- */

static void the_same_number_of_two_years_is_two_acts(void **state)
{
    struct act_name n[] = {name(*state, "2013-06-13", "Chính phủ"),
                           name(*state, "2021-07-15", "Chính phủ")};

    assert_str(grouped(*state, n, 2), STR("0 1"));
}

static void without_a_date_it_is_the_only_dated_one(void **state)
{
    struct act_name n[] = {name(*state, "", ""), name(*state, "2021-07-15", "Chính phủ"),
                           name(*state, "", "Chính phủ")};

    assert_str(grouped(*state, n, 3), STR("0 0 0"));
}

static void without_a_date_it_is_neither_of_two(void **state)
{
    struct act_name n[] = {name(*state, "2013-06-13", "Chính phủ"),
                           name(*state, "2021-07-15", "Chính phủ"), name(*state, "", "Chính phủ")};

    assert_str(grouped(*state, n, 3), STR("0 1 2"));
}

static void equal_names_are_one_act_even_where_it_is_not_clear_which(void **state)
{
    struct act_name n[] = {name(*state, "2013-06-13", "Chính phủ"),
                           name(*state, "2021-07-15", "Chính phủ"), name(*state, "", "Chính phủ"),
                           name(*state, "", "Chính phủ")};

    assert_str(grouped(*state, n, 4), STR("0 1 2 2"));
}

static void a_day_without_a_year_is_the_only_one_of_that_day(void **state)
{
    struct act_name n[] = {
        name(*state, "2021-07-15", "Chính phủ"), name(*state, "XXXX-07-15", "Chính phủ"),
        name(*state, "XXXX-07-16", "Chính phủ"), name(*state, "2021", "Chính phủ")};

    assert_true(act_date_may_be(n[0].date, n[1].date));
    assert_true(act_date_may_be(n[1].date, n[0].date));
    assert_true(act_date_may_be(n[1].date, n[3].date));
    assert_true(act_date_may_be(n[1].date, (struct str){0}));
    assert_false(act_date_may_be(n[0].date, n[2].date));
    assert_false(act_date_may_be(n[1].date, n[2].date));
    assert_str(grouped(*state, n, 3), STR("0 0 2"));
}

static void a_shorter_name_of_the_issuer_is_the_longer_one(void **state)
{
    struct act_name n[] = {name(*state, "2025-01-15", "UBND"),
                           name(*state, "2025-01-15", "Ủy ban nhân dân tỉnh"),
                           name(*state, "2025-01-15", "UBND tỉnh Sông Trà")};

    assert_str(grouped(*state, n, 3), STR("0 0 0"));
}

static void every_commune_has_its_own(void **state)
{
    struct act_name n[] = {name(*state, "2025-01-15", "UBND xã An Phú"),
                           name(*state, "2025-01-15", "UBND"),
                           name(*state, "2025-01-15", "UBND xã Bình Hòa")};

    assert_str(grouped(*state, n, 3), STR("0 1 2"));
}

static void what_fits_two_that_do_not_fit_each_other_joins_neither(void **state)
{
    struct act_name n[] = {name(*state, "2025-01-15", ""), name(*state, "", "UBND xã An Phú"),
                           name(*state, "", "Sở Nội vụ")};

    assert_str(grouped(*state, n, 3), STR("0 1 2"));
}

static void a_year_is_the_beginning_of_a_date(void **state)
{
    assert_true(act_may_be(name(*state, "2025", ""), name(*state, "2025-01-15", "")));
    assert_false(act_may_be(name(*state, "2024", ""), name(*state, "2025-01-15", "")));
}

static void the_chairman_issues_for_his_body(void **state)
{
    struct str words;

    assert_true(act_issuer_make(*state, STR("Chủ tịch Ủy ban nhân dân tỉnh"), &words));
    assert_str(words, STR(" ubnd tinh "));
    assert_true(act_issuer_make(*state, STR("Giám đốc Sở Nội vụ"), &words));
    assert_str(words, STR(" so noi vu "));
    assert_true(act_issuer_make(*state, STR("Chủ tịch nước"), &words));
    assert_str(words, STR(" chu tich nuoc "));
}

static void more_names_than_can_be_compared_stay_apart(void **state)
{
    enum { MANY = 1500 };
    struct arena    *a      = *state;
    struct act_name *names  = ARENA_NEW(a, struct act_name, MANY);
    uint32_t        *groups = ARENA_NEW(a, uint32_t, MANY);

    for (size_t i = 0; i < MANY; i++)
        names[i].date = arena_printf(a, "%04u", (unsigned)(1000 + i));
    assert_true(act_group(names, MANY, a, groups));
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(groups[i], i);
}

static void a_hundred_names_of_one_act_are_one(void **state)
{
    enum { MANY = 100 };
    struct arena   *a = *state;
    struct act_name names[MANY];
    uint32_t        groups[MANY];

    for (size_t i = 0; i < MANY; i++)
        names[i] = name(a, "2025-01-15", i % 2 ? "UBND tỉnh" : "");
    names[70] = name(a, "2024-01-15", "UBND tỉnh"); /* beyond the first word of bits */
    assert_true(act_group(names, MANY, a, groups));
    for (size_t i = 0; i < MANY; i++)
        assert_int_equal(groups[i], i == 70 ? 70 : 0);
}

/* --- bodies ------------------------------------------------------------------ */

static bool central(struct arena *a, const char *issuer)
{
    struct str words;

    assert_true(act_issuer_make(a, str_from_cstr(issuer), &words));
    return act_is_central(words);
}

static void bodies_above_the_provinces_are_central(void **state)
{
    static const char *const yes[] = {"Chính phủ",
                                      "Thủ tướng Chính phủ",
                                      "Bộ Nội vụ",
                                      "Bộ trưởng Bộ Nội vụ",
                                      "Bộ Chính trị",
                                      "Quốc hội",
                                      "Ủy ban Thường vụ Quốc hội",
                                      "Văn phòng Chính phủ",
                                      "Thanh tra Chính phủ",
                                      "Chủ tịch nước",
                                      "Ban Chấp hành Trung ương",
                                      "Ban Chỉ đạo cải cách hành chính của Chính phủ",
                                      "Bảo hiểm xã hội Việt Nam",
                                      "Ngân hàng Nhà nước Việt Nam"};
    static const char *const no[]  = {"",
                                      "UBND tỉnh Sông Trà",
                                      "Chủ tịch UBND tỉnh",
                                      "HĐND tỉnh",
                                      "Sở Nội vụ",
                                      "Tỉnh ủy",
                                      "Ban Thường vụ Tỉnh ủy",
                                      "Bộ Chỉ huy Quân sự tỉnh",
                                      "Đoàn đại biểu Quốc hội tỉnh",
                                      "Ngân hàng Nhà nước Chi nhánh tỉnh Sông Trà",
                                      "Bộ phận Một cửa",
                                      "UBND xã Việt Nam Hòa"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        if (!central(*state, yes[i]))
            fail_msg("%s is not taken for central", yes[i]);
    for (size_t i = 0; i < sizeof no / sizeof *no; i++)
        if (central(*state, no[i]))
            fail_msg("%s is taken for central", no[i]);
}

/* --- numbers in names ---------------------------------------------------------- */

static void a_name_may_be_short_or_without_marks(void **state)
{
    (void)state;
    assert_true(act_number_fits(STR("215/KH-UBND"), STR("215/KH-UBND")));
    assert_true(act_number_fits(STR("30/2020/ND-CP"), STR("30/2020/NĐ-CP")));
    assert_true(act_number_fits(STR("31/QĐ"), STR("31/2025/QĐ-UBND")));
    assert_true(act_number_fits(STR("12/CTR-TU"), STR("12-CTr/TU")));
    assert_true(act_number_fits(STR("05/KH-UBND"), STR("5/KH-UBND")));
}

static void another_number_year_or_symbol_does_not_fit(void **state)
{
    (void)state;
    assert_false(act_number_fits(STR("155/KH-UBND"), STR("151/KH-UBND")));
    assert_false(act_number_fits(STR("31/2024/QĐ-UBND"), STR("31/2025/QĐ-UBND")));
    assert_false(act_number_fits(STR("31/KH-UBND"), STR("31/QĐ-UBND")));
    assert_false(act_number_fits(STR("31/QĐ-SNV"), STR("31/QĐ-UBND")));
    assert_false(act_number_fits(STR(""), STR("31/QĐ-UBND")));
    assert_false(act_number_fits(STR("QĐ"), STR("QĐ")));
}

static unsigned doubts(const char *key, const char *date, const char *own, const char *own_date)
{
    struct name_hint name = {.key = str_from_cstr(key), .date = str_from_cstr(date)};
    struct identity  id   = {.nature     = NATURE_OFFICIAL,
                             .key        = str_from_cstr(own),
                             .date.value = str_from_cstr(own_date)};

    return name_doubts(&name, &id);
}

static void a_name_that_says_something_else_is_doubted(void **state)
{
    (void)state;
    assert_int_equal(doubts("155/KH-UBND", "", "151/KH-UBND", ""), NAME_NUMBER);
    assert_int_equal(doubts("155/KH-UBND", "", "", ""), NAME_NONE);
    assert_int_equal(doubts("", "2025-01-16", "151/KH-UBND", "2025-01-15"), NAME_DATE);
    assert_int_equal(doubts("155/KH", "2025-01-16", "151/KH-UBND", "2025-01-15"),
                     NAME_NUMBER | NAME_DATE);
}

static void a_name_that_agrees_or_says_nothing_is_not_doubted(void **state)
{
    struct name_hint name = {.key = STR("155/KH-UBND")};
    struct identity  page = {.nature = NATURE_PRESS};

    (void)state;
    assert_int_equal(doubts("151/KH", "2025-01-15", "151/KH-UBND", "2025-01-15"), 0);
    assert_int_equal(doubts("", "", "151/KH-UBND", "2025-01-15"), 0);
    assert_int_equal(doubts("151/KH-UBND", "2025-01-15", "151/KH-UBND", ""), 0);
    assert_int_equal(name_doubts(&name, &page), 0);
}

static void every_doubt_has_a_word(void **state)
{
    (void)state;
    for (unsigned i = 0; i < NAME_DOUBT_COUNT; i++)
        assert_non_null(name_doubt_name(1u << i));
    assert_null(name_doubt_name(1u << NAME_DOUBT_COUNT));
    assert_null(name_doubt_name(0));
}

/* --- plans --------------------------------------------------------------------- */

static bool is(struct arena *a, const char *title, const char *type, const char *subject)
{
    struct plan_words plan;
    struct str        about, words;

    assert_true(plan_words_make(a, str_from_cstr(title), STR("Kế hoạch"), &plan));
    assert_true(plan_subject_make(a, str_from_cstr(subject), &about));
    assert_true(words_make(a, str_from_cstr(type), &words));
    return plan_is(&plan, words, about);
}

static void a_plan_is_known_by_type_subject_and_year(void **state)
{
    const char *title = "kế hoạch cải cách hành chính năm 2025";

    assert_true(is(*state, title, "Kế hoạch", "Cải cách hành chính năm 2025"));
    assert_true(is(*state, title, "Kế hoạch", "Cải cách hành chính tỉnh Sông Trà năm 2025"));
    assert_true(is(*state, title, "Kế hoạch", "Thực hiện công tác cải cách hành chính năm 2025"));
    assert_false(is(*state, title, "Kế hoạch", "Cải cách hành chính tỉnh Sông Trà năm 2024"));
    assert_false(is(*state, title, "Báo cáo", "Cải cách hành chính năm 2025"));
    assert_false(is(*state, title, "Kế hoạch", "Kiểm tra cải cách hành chính năm 2025"));
    assert_false(is(*state, title, "Kế hoạch", "Cải cách thủ tục hành chính năm 2025"));
}

static void a_title_of_nothing_but_a_year_is_no_plan_in_particular(void **state)
{
    assert_false(is(*state, "Kế hoạch năm 2025", "Kế hoạch", "Cải cách hành chính năm 2025"));
}

static void a_plan_for_years_needs_the_same_years(void **state)
{
    const char *title = "Kế hoạch cải cách hành chính giai đoạn 2021 - 2025";

    assert_true(is(*state, title, "Kế hoạch",
                   "cải cách hành chính nhà nước tỉnh Sông Trà giai đoạn 2021-2025"));
    assert_false(is(*state, title, "Kế hoạch", "cải cách hành chính giai đoạn 2026-2030"));
}

static const struct CMUnitTest tests[] = {
    TEST(the_same_number_of_two_years_is_two_acts),
    TEST(without_a_date_it_is_the_only_dated_one),
    TEST(without_a_date_it_is_neither_of_two),
    TEST(equal_names_are_one_act_even_where_it_is_not_clear_which),
    TEST(a_day_without_a_year_is_the_only_one_of_that_day),
    TEST(a_shorter_name_of_the_issuer_is_the_longer_one),
    TEST(every_commune_has_its_own),
    TEST(what_fits_two_that_do_not_fit_each_other_joins_neither),
    TEST(a_year_is_the_beginning_of_a_date),
    TEST(the_chairman_issues_for_his_body),
    TEST(more_names_than_can_be_compared_stay_apart),
    TEST(a_hundred_names_of_one_act_are_one),
    TEST(bodies_above_the_provinces_are_central),
    TEST(a_name_may_be_short_or_without_marks),
    TEST(another_number_year_or_symbol_does_not_fit),
    TEST(a_name_that_says_something_else_is_doubted),
    TEST(a_name_that_agrees_or_says_nothing_is_not_doubted),
    TEST(every_doubt_has_a_word),
    TEST(a_plan_is_known_by_type_subject_and_year),
    TEST(a_title_of_nothing_but_a_year_is_no_plan_in_particular),
    TEST(a_plan_for_years_needs_the_same_years),
};
TEST_MAIN(tests)
