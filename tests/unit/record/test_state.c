#include "tests/unit/test.h"

#include "ingest/record/diag.h"

static void every_status_has_a_row_and_only_a_broken_world_stops_the_run(void **state)
{
    (void)state;
    for (int s = 0; s < KC_STATUS_COUNT; s++) {
        const struct status_info *row = status_info((enum kc_status)s);

        assert_non_null(row->name);
        assert_int_not_equal(row->state, STATE_NONE);
        assert_int_equal(row->go_on, s != KC_IO && s != KC_NO_MEMORY);
        assert_int_equal(row->retry, s == KC_BUSY || s == KC_IO || s == KC_NO_MEMORY);
        for (int other = 0; other < s; other++)
            assert_string_not_equal(row->name, status_info((enum kc_status)other)->name);
    }
    assert_string_equal(status_info((enum kc_status)99)->name, "unknown");
    assert_string_equal(status_info((enum kc_status) - 1)->name, "unknown");
}

static void words_of_states_and_reasons_lead_back(void **test_state)
{
    (void)test_state;
    for (int i = 0; i < STATE_COUNT; i++) {
        enum file_state got = STATE_COUNT;

        assert_true(state_from_name(str_from_cstr(state_info((enum file_state)i)->name), &got));
        assert_int_equal(got, i);
        assert_int_equal(*state_info((enum file_state)i)->vi == 0, i == STATE_NONE);
    }
    for (int i = 0; i < REASON_COUNT; i++) {
        enum file_reason got = REASON_COUNT;

        assert_true(reason_from_name(str_from_cstr(reason_info((enum file_reason)i)->name), &got));
        assert_int_equal(got, i);
        assert_int_equal(*reason_info((enum file_reason)i)->vi == 0, i == REASON_NONE);
        assert_int_equal(*reason_info((enum file_reason)i)->en == 0, i == REASON_NONE);
    }
}

static void a_word_nobody_knows_changes_nothing(void **test_state)
{
    enum file_state  s = STATE_READ;
    enum file_reason r = REASON_SCAN;

    (void)test_state;
    assert_false(state_from_name(STR("Read"), &s));
    assert_false(reason_from_name(STR("unknown"), &r));
    assert_int_equal(s, STATE_READ);
    assert_int_equal(r, REASON_SCAN);
    assert_string_equal(state_info(STATE_COUNT)->name, "unknown");
    assert_string_equal(reason_info((enum file_reason) - 1)->name, "unknown");
}

/* How often %1 … stand in a sentence must not depend on the language. */
static unsigned places(const char *sentence)
{
    unsigned seen = 0;

    for (; *sentence; sentence++)
        if (*sentence == '%')
            seen |= 1u << (sentence[1] - '0');
    return seen;
}

static void diag_codes_lead_back_and_say_the_same_in_both_languages(void **test_state)
{
    (void)test_state;
    for (int i = 1; i < DIAG_CODE_COUNT; i++) {
        const struct diag_info *row = diag_info((enum diag_code)i);
        enum diag_code          got = DIAG_NONE;

        assert_true(diag_from_code(str_from_cstr(row->code), &got));
        assert_int_equal(got, i);
        if (places(row->vi) != places(row->en))
            fail_msg("%s: other arguments in Vietnamese than in English", row->code);
        if (i > 1 && strcmp(diag_info((enum diag_code)(i - 1))->code, row->code) >= 0)
            fail_msg("%s is not in its alphabetical place", row->code);
        assert_true(utf8_valid(str_from_cstr(row->vi)));
    }
    assert_string_equal(diag_info((enum diag_code)DIAG_CODE_COUNT)->code, "unknown");
    assert_string_equal(severity_name(SEVERITY_WARNING), "warning");
}

static void a_diag_is_kept_once_and_carries_the_status_on(void **test_state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct document doc = {.arena = a};

    (void)test_state;
    assert_int_equal(diag_arg(&doc, "parse", KC_LIMIT, DIAG_PROTECTED, STR("a")), KC_LIMIT);
    assert_int_equal(diag_arg(&doc, "rules", KC_PARTIAL, DIAG_PROTECTED, STR("a")), KC_PARTIAL);
    assert_int_equal(diag_arg(&doc, "parse", KC_OK, DIAG_PROTECTED, STR("b")), KC_OK);
    assert_int_equal(diag_note(&doc, "parse", KC_OK, DIAG_SECRET), KC_OK);
    assert_int_equal(doc.ndiags, 3);
    assert_string_equal(doc.diags[0].stage, "parse");
    assert_str(doc.diags[1].args[0], STR("b"));
    assert_int_equal(doc.diags_dropped, 0);
    arena_free(a);
}

static void what_cannot_be_kept_is_counted(void **test_state)
{
    struct arena   *a   = arena_new(1 << 20);
    struct arena   *no  = arena_new(0);
    struct document doc = {.arena = a}, poor = {.arena = no}, none = {0};

    (void)test_state;
    for (int i = 0; i < 1000; i++)
        (void)diag_arg(&doc, "rules", KC_OK, DIAG_DATE_IMPOSSIBLE, arena_printf(a, "%d", i));
    assert_true(doc.ndiags < 1000);
    assert_int_equal(doc.ndiags + doc.diags_dropped, 1000);
    /* Why a file was refused is said even then. */
    (void)diag_note(&doc, "rules", KC_BAD_INPUT, DIAG_SECRET);
    assert_int_equal(doc.diags[doc.ndiags - 1].code, DIAG_SECRET);

    assert_int_equal(diag_note(&poor, "parse", KC_LIMIT, DIAG_ARENA_FULL), KC_LIMIT);
    assert_int_equal(poor.diags_dropped, 1);
    assert_int_equal(diag_note(&none, "parse", KC_LIMIT, DIAG_ARENA_FULL), KC_LIMIT);
    assert_int_equal(none.diags_dropped, 1);
    arena_free(a);
    arena_free(no);
}

static void arguments_are_utf8_and_short(void **test_state)
{
    struct arena   *a         = arena_new(1 << 20);
    struct document doc       = {.arena = a};
    struct text     long_name = {.arena = a};

    (void)test_state;
    for (int i = 0; i < 1000; i++)
        (void)text_add(&long_name, STR("ế"));
    (void)diag_arg(&doc, "unpack", KC_OK, DIAG_PROTECTED, STR("g\xF3i"));
    (void)diag_arg(&doc, "unpack", KC_OK, DIAG_PROTECTED, text_str(&long_name));
    assert_str(doc.diags[0].args[0], STR("g\uFFFDi"));
    assert_true(doc.diags[1].args[0].n < 500);
    assert_true(utf8_valid(doc.diags[1].args[0]));
    assert_true(str_ends_with(doc.diags[1].args[0], STR("ế…")));
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_status_has_a_row_and_only_a_broken_world_stops_the_run),
    cmocka_unit_test(words_of_states_and_reasons_lead_back),
    cmocka_unit_test(a_word_nobody_knows_changes_nothing),
    cmocka_unit_test(diag_codes_lead_back_and_say_the_same_in_both_languages),
    cmocka_unit_test(a_diag_is_kept_once_and_carries_the_status_on),
    cmocka_unit_test(what_cannot_be_kept_is_counted),
    cmocka_unit_test(arguments_are_utf8_and_short),
};
TEST_MAIN(tests)
