#include "tests/unit/index/sample_set.h"

struct heard {
    struct arena         *arena;
    struct criteria_error errors[128];
    size_t                n;
};

static void hear(void *ctx, struct str file, const struct criteria_error *e)
{
    struct heard *h = ctx;
    assert_str(file, STR("thu.yaml"));
    assert_true(h->n < 128);
    h->errors[h->n++] = *e;
}

static int with_arena(void **state)
{
    *state = arena_new(64 << 20);
    return *state ? 0 : -1;
}

static int without_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static enum kc_status read_text(struct arena *a, const char *yaml, struct heard *ret_heard)
{
    struct criteria_set set = {0};
    *ret_heard              = (struct heard){.arena = a};
    enum kc_status s =
        criteria_set_read(str_from_cstr(yaml), STR("thu.yaml"), a, hear, ret_heard, &set);
    assert_int_equal(s == KC_OK, ret_heard->n == 0);
    return s;
}

#define HEAD "set: t\ntitle: T\nstatus: draft\nyears: [2025]\nitems:\n"
#define LEAF "  - code: a\n    title: A\n    kind: survey\n"

/* One mistake, with its place and arguments. */
static void expect(void **state, const char *yaml, enum criteria_code code, unsigned line,
                   unsigned column, const char *arg1, const char *arg2)
{
    struct heard h;
    assert_int_equal(read_text(*state, yaml, &h), KC_BAD_INPUT);
    assert_int_equal(h.n, 1);
    assert_int_equal(h.errors[0].code, code);
    assert_int_equal(h.errors[0].line, line);
    assert_int_equal(h.errors[0].column, column);
    if (arg1)
        assert_str(h.errors[0].args[0], str_from_cstr(arg1));
    if (arg2)
        assert_str(h.errors[0].args[1], str_from_cstr(arg2));
}

static void a_set_is_read_with_everything_it_says(void **state)
{
    struct criteria_set set = sample_read(*state);
    assert_str(set.id, STR("mau-thu-2025"));
    assert_int_equal(set.status, SET_SAMPLE);
    assert_str(set.source_decision, STR("01/QĐ-THU"));
    assert_int_equal(set.nyears, 1);
    assert_int_equal(set.years[0], 2025);
    assert_int_equal(set.nitems, 7);
    const struct criterion *c = criteria_find(&set, STR("1.2"));
    assert_non_null(c);
    assert_int_equal(c->centipoints, 375);
    assert_int_equal(c->nneeds, 2);
    assert_int_equal(c->needs[1].count, 2);
    assert_str(c->needs[1].cites.items[0], STR("76/NQ-CP"));
    assert_int_equal(c->needs[0].nabout, 2);
    assert_str(c->needs[0].about[1].items[1].text, STR("CCHC"));
    assert_str(c->needs[0].about[0].items[0].words, STR(" kiem tra "));
    assert_int_equal(criteria_find(&set, STR("2.1"))->kind, CRITERION_MINISTRY_DATA);
}

static void codes_stay_text(void **state)
{
    struct criteria_set set = sample_read(*state);
    assert_str(criteria_find(&set, STR("1.10"))->title, STR("Báo cáo CCHC định kỳ"));
    assert_str(criteria_find(&set, STR("1.1"))->title, STR("Ban hành kế hoạch CCHC năm"));
    assert_null(criteria_find(&set, STR("1.100")));
}

static void responsible_is_inherited_unless_given(void **state)
{
    struct criteria_set set = sample_read(*state);
    assert_str(criteria_find(&set, STR("1.1"))->responsible, STR("Sở Nội vụ"));
    assert_str(criteria_find(&set, STR("1.2"))->responsible, STR("Thanh tra tỉnh"));
    assert_int_equal(criteria_find(&set, STR("2.1"))->responsible.n, 0);
}

static void parents_come_before_children(void **state)
{
    struct criteria_set set = sample_read(*state);
    for (size_t i = 0; i < set.nitems; i++) {
        if (set.items[i].parent == SIZE_MAX)
            assert_int_equal(set.items[i].depth, 1);
        else
            assert_true(set.items[i].parent < i && !set.items[set.items[i].parent].leaf);
    }
}

static void the_fingerprint_changes_with_any_byte(void **state)
{
    struct criteria_set one = sample_read(*state), two = {0};
    struct heard        h    = {.arena = *state};
    struct str          text = arena_printf(*state, "%s# ghi chú\n", sample_set);
    assert_int_equal(criteria_set_read(text, STR("thu.yaml"), *state, hear, &h, &two), KC_OK);
    assert_int_equal(one.fingerprint.n, 16);
    assert_false(str_eq(one.fingerprint, two.fingerprint));
    struct criteria_set again = sample_read(*state);
    assert_str(again.fingerprint, one.fingerprint);
}

static void a_decimal_comma_is_a_mistake_with_a_hint(void **state)
{
    expect(state, HEAD LEAF "    points: 1,5\n", CRITERIA_DECIMAL_COMMA, 9, 13, "1,5", "1.5");
}

static void the_hint_is_there_in_both_languages(void **state)
{
    struct criteria_error e  = {.code = CRITERIA_DECIMAL_COMMA,
                                .args = {STR_INIT("1,5"), STR_INIT("1.5")}};
    struct text           vi = {.arena = *state}, en = {.arena = *state};
    assert_true(criteria_error_text(&e, false, &vi));
    assert_str(text_str(&vi), STR("“1,5”: số thập phân dùng dấu chấm: 1.5"));
    assert_true(criteria_error_text(&e, true, &en));
    assert_str(text_str(&en), STR("“1,5”: decimals take a point: 1.5"));
}

static void every_mistake_has_a_sentence_in_both_languages(void **state)
{
    for (unsigned code = 1; code < CRITERIA_CODE_COUNT; code++) {
        struct criteria_error e = {
            .code = code, .trouble = TREE_TAB, .args = {STR_INIT("A"), STR_INIT("B")}};
        struct text vi = {.arena = *state}, en = {.arena = *state};
        assert_true(criteria_error_text(&e, false, &vi) && criteria_error_text(&e, true, &en));
        assert_true(vi.n > 10 && en.n > 10);
        assert_false(str_eq(text_str(&vi), text_str(&en)));
        assert_int_equal(str_find(text_str(&vi), STR("%")).n, 0);
    }
}

static void points_take_two_decimals_and_nothing_below_zero(void **state)
{
    expect(state, HEAD LEAF "    points: 1.555\n", CRITERIA_POINTS_DECIMALS, 9, 13, "1.555", NULL);
    expect(state, HEAD LEAF "    points: -1\n", CRITERIA_POINTS_NEGATIVE, 9, 13, "-1", NULL);
    expect(state, HEAD LEAF "    points: nhiều\n", CRITERIA_POINTS_BAD, 9, 13, "nhiều", NULL);
    expect(state, HEAD LEAF "    points: 1.\n", CRITERIA_POINTS_BAD, 9, 13, "1.", NULL);
}

static void points_of_a_group_must_add_up(void **state)
{
    expect(state,
           HEAD "  - code: a\n    title: A\n    points: 3\n    items:\n"
                "      - {code: b, title: B, kind: survey, points: 1.5}\n"
                "      - {code: c, title: C, kind: survey, points: 1.25}\n",
           CRITERIA_POINTS_SUM, 8, 13, "3.00", "2.75");
}

static void an_unknown_key_names_the_nearest(void **state)
{
    expect(state, HEAD LEAF "    point: 2\n", CRITERIA_KEY_UNKNOWN, 9, 5, "point", "points");
    expect(state, HEAD LEAF "    ghi_chu: 2\n", CRITERIA_KEY_UNKNOWN_FAR, 9, 5, "ghi_chu",
           "code, items, kind, needs, points, responsible, title");
}

static void a_repeated_key_and_a_repeated_code_are_told(void **state)
{
    expect(state, HEAD LEAF "    title: B\n", CRITERIA_KEY_TWICE, 9, 5, "title", NULL);
    expect(state, HEAD LEAF LEAF, CRITERIA_CODE_TWICE, 9, 5, "a", "6");
}

static void missing_code_and_title_are_told(void **state)
{
    expect(state, HEAD "  - title: A\n    kind: survey\n", CRITERIA_MISSING, 6, 5, "code", NULL);
    expect(state, HEAD "  - code: a\n    kind: survey\n", CRITERIA_MISSING, 6, 5, "title", NULL);
    expect(state, HEAD "  - {code: a, title: '', kind: survey}\n", CRITERIA_EMPTY, 6, 22, "title",
           NULL);
}

static void a_need_without_subject_words_is_a_mistake(void **state)
{
    expect(state, HEAD "  - code: a\n    title: A\n    needs:\n      - types: [Kế hoạch]\n",
           CRITERIA_ABOUT_MISSING, 9, 9, NULL, NULL);
    expect(state, HEAD "  - code: a\n    title: A\n    needs:\n      - about: ['...']\n",
           CRITERIA_WORDS_EMPTY, 9, 17, "...", NULL);
    expect(state, HEAD "  - code: a\n    title: A\n", CRITERIA_NEEDS_MISSING, 6, 5, NULL, NULL);
}

static void unknown_document_types_are_welcome(void **state)
{
    struct heard h;
    assert_int_equal(read_text(*state,
                               HEAD "  - code: a\n    title: A\n    needs:\n"
                                    "      - {types: [Sổ tay nghiệp vụ], about: CCHC}\n",
                               &h),
                     KC_OK);
}

static void windows_are_checked_when_read(void **state)
{
#define NEED HEAD "  - code: a\n    title: A\n    needs:\n      - about: CCHC\n        window: "
    expect(state, NEED "{from: quý 4}\n", CRITERIA_WINDOW_BAD, 10, 24, "quý 4", NULL);
    expect(state, NEED "{from: Q1 of year, until: Q4 of year-1}\n", CRITERIA_WINDOW_BACKWARDS, 10,
           17, "Q1 of year", "Q4 of year-1");
    expect(state, NEED "year\n", CRITERIA_WANT_MAP, 10, 17, "window", NULL);
}

static void wrong_kinds_are_told(void **state)
{
    expect(state, HEAD "  code: a\n", CRITERIA_WANT_LIST, 6, 3, "items", NULL);
    expect(state, "- 1\n- 2\n", CRITERIA_WANT_MAP, 1, 1, "set", NULL);
    expect(state, HEAD "  - {code: [a], title: A, kind: survey}\n", CRITERIA_WANT_TEXT, 6, 12,
           "code", NULL);
    expect(state, HEAD "  - {code: a, title: A, kind: khảo sát}\n", CRITERIA_VALUE_UNKNOWN, 6, 31,
           "khảo sát", "document, survey, ministry-data");
}

static void all_mistakes_are_told_in_the_order_of_the_file(void **state)
{
    struct heard h;
    assert_int_equal(read_text(*state,
                               "set: t\ntitle: T\nstatus: chính thức\nyears: [25]\nitems:\n"
                               "  - titel: A\n    code: a\n    points: 1,5\n    kind: survey\n",
                               &h),
                     KC_BAD_INPUT);
    static const enum criteria_code want[] = {CRITERIA_VALUE_UNKNOWN, CRITERIA_YEAR_BAD,
                                              CRITERIA_KEY_UNKNOWN, CRITERIA_MISSING,
                                              CRITERIA_DECIMAL_COMMA};
    assert_int_equal(h.n, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_true(!i || h.errors[i].line >= h.errors[i - 1].line);
        bool there = false;
        for (size_t j = 0; j < 5; j++)
            there |= h.errors[j].code == want[i];
        assert_true(there);
    }
}

static void a_flood_of_mistakes_is_cut_off_and_says_so(void **state)
{
    struct text yaml = {.arena = *state};
    text_add(&yaml, STR(HEAD));
    for (int i = 0; i < 300; i++)
        text_add(&yaml, STR("  - {x: 1}\n"));
    text_add(&yaml, (struct str){"", 1});
    yaml.n--;
    struct heard        h   = {.arena = *state};
    struct criteria_set set = {0};
    assert_int_equal(criteria_set_read(text_str(&yaml), STR("thu.yaml"), *state, hear, &h, &set),
                     KC_BAD_INPUT);
    assert_int_equal(h.n, 101);
    assert_int_equal(h.errors[100].code, CRITERIA_TOO_MANY);
}

static void anchors_and_aliases_are_refused(void **state)
{
    struct heard h;
    assert_int_equal(read_text(*state, "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", &h),
                     KC_BAD_INPUT);
    assert_int_equal(h.errors[0].trouble, TREE_ALIAS);
    assert_int_equal(h.errors[0].line, 1);
}

static void deep_nesting_is_refused(void **state)
{
    struct text yaml = {.arena = *state};
    text_add(&yaml, STR(HEAD));
    for (int i = 0; i < 12; i++) {
        text_add(&yaml, arena_printf(*state, "%*s- code: a%d\n%*s  title: A\n%*s  items:\n", 2 * i,
                                     "", i, 2 * i, "", 2 * i, ""));
    }
    text_add(&yaml, STR("                         - {code: z, title: Z, kind: survey}\n"));
    struct heard        h   = {.arena = *state};
    struct criteria_set set = {0};
    assert_int_equal(criteria_set_read(text_str(&yaml), STR("thu.yaml"), *state, hear, &h, &set),
                     KC_BAD_INPUT);
    assert_int_equal(h.errors[0].code, CRITERIA_DEEP);
}

static void an_empty_file_and_a_broken_one_are_told(void **state)
{
    struct heard h;
    assert_int_equal(read_text(*state, "# chỉ có ghi chú\n", &h), KC_BAD_INPUT);
    assert_int_equal(h.errors[0].code, CRITERIA_EMPTY);
    assert_int_equal(read_text(*state, "set: t\ntitle: Kế hoạch: năm\n", &h), KC_BAD_INPUT);
    assert_int_equal(h.errors[0].code, CRITERIA_YAML);
    assert_int_equal(h.errors[0].trouble, TREE_COLON);
    assert_int_equal(h.errors[0].line, 2);
}

static void an_official_set_names_its_decision(void **state)
{
    expect(state, "set: t\ntitle: T\nstatus: official\nyears: [2025]\nitems:\n" LEAF,
           CRITERIA_SOURCE_MISSING, 1, 1, NULL, NULL);
}

static void year_marks_are_checked(void **state)
{
    expect(state, HEAD "  - code: a\n    title: A\n    needs:\n      - about: ['năm {nam}']\n",
           CRITERIA_YEAR_MARK, 9, 17, "năm {nam}", NULL);
}

static void a_small_arena_is_a_limit_not_a_crash(void **state)
{
    (void)state;
    for (size_t size = 4096; size < 200000; size += 4096) {
        struct arena       *a   = arena_new(size);
        struct criteria_set set = {0};
        struct heard        h   = {0};
        enum kc_status      s =
            criteria_set_read(str_from_cstr(sample_set), STR("thu.yaml"), a, hear, &h, &set);
        assert_true(s == KC_OK || s == KC_LIMIT);
        assert_int_equal(h.n, 0);
        arena_free(a);
        if (s == KC_OK)
            return;
    }
    fail_msg("the sample set never fits");
}

static void near_codes_are_found(void **state)
{
    struct criteria_set     set = sample_read(*state);
    const struct criterion *near[3];
    size_t                  n = criteria_nearest(&set, STR("1.11"), 3, near);
    assert_true(n >= 2);
    assert_str(near[0]->code, STR("1.1"));
    assert_str(near[1]->code, STR("1.10"));
    assert_int_equal(criteria_nearest(&set, STR("ngân sách"), 3, near), 0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, with_arena, without_arena)
static const struct CMUnitTest tests[] = {
    T(a_set_is_read_with_everything_it_says),
    T(codes_stay_text),
    T(responsible_is_inherited_unless_given),
    T(parents_come_before_children),
    T(the_fingerprint_changes_with_any_byte),
    T(a_decimal_comma_is_a_mistake_with_a_hint),
    T(the_hint_is_there_in_both_languages),
    T(every_mistake_has_a_sentence_in_both_languages),
    T(points_take_two_decimals_and_nothing_below_zero),
    T(points_of_a_group_must_add_up),
    T(an_unknown_key_names_the_nearest),
    T(a_repeated_key_and_a_repeated_code_are_told),
    T(missing_code_and_title_are_told),
    T(a_need_without_subject_words_is_a_mistake),
    T(unknown_document_types_are_welcome),
    T(windows_are_checked_when_read),
    T(wrong_kinds_are_told),
    T(all_mistakes_are_told_in_the_order_of_the_file),
    T(a_flood_of_mistakes_is_cut_off_and_says_so),
    T(anchors_and_aliases_are_refused),
    T(deep_nesting_is_refused),
    T(an_empty_file_and_a_broken_one_are_told),
    T(an_official_set_names_its_decision),
    T(year_marks_are_checked),
    T(a_small_arena_is_a_limit_not_a_crash),
    T(near_codes_are_found),
};
TEST_MAIN(tests)
