#include "ingest/message.h"

#include "ingest/log.h"
#include "ingest/record/diag.h"
#include "tests/unit/test.h"

/* Which of %1 to %9 stand in a template, as bits. */
static unsigned arguments(const char *z)
{
    unsigned bits = 0;

    for (; *z; z++)
        if (z[0] == '%' && z[1] >= '1' && z[1] <= '9')
            bits |= 1u << (z[1] - '1');
    return bits;
}

static void check_texts(const char *name, const char *vi, const char *en)
{
    if (!*vi || !*en)
        fail_msg("%s has no text", name);
    if (arguments(vi) != arguments(en))
        fail_msg("%s: other arguments in \"%s\" than in \"%s\"", name, vi, en);
    if (!utf8_valid(str_from_cstr(vi)) || !utf8_valid(str_from_cstr(en)))
        fail_msg("%s is not UTF-8", name);
}

static void every_message_takes_the_same_arguments_in_both_languages(void **state)
{
    (void)state;
#define MSG(name, vi, en) check_texts(#name, vi, en);
#include "ingest/message.def"
#undef MSG
}

static void every_diag_takes_the_same_arguments_in_both_languages(void **state)
{
    (void)state;
    for (int i = 1; i < DIAG_CODE_COUNT; i++) {
        const struct diag_info *info = diag_info((enum diag_code)i);

        check_texts(info->code, info->vi, info->en);
        assert_in_range(arguments(info->vi), 0, 3); /* a diag has two */
    }
}

static void forget_environment(void)
{
    static const char *const names[] = {"KIEMCHUNG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        unsetenv(names[i]);
}

static void without_any_wish_it_is_vietnamese(void **state)
{
    (void)state;
    forget_environment();
    assert_true(message_choose(NULL, NULL));
    assert_int_equal(message_lang(), LANG_VI);
    setenv("LC_ALL", "C", 1);
    setenv("LANG", "fr_FR.UTF-8", 1);
    assert_true(message_choose(NULL, NULL));
    assert_int_equal(message_lang(), LANG_VI);
}

static void who_chose_the_language_is_known(void **state)
{
    (void)state;
    forget_environment();
    message_choose(NULL, NULL);
    assert_null(message_lang_origin());
    setenv("LANG", "en_US.UTF-8", 1);
    message_choose(NULL, NULL);
    assert_string_equal(message_lang_origin(), "LANG");
    message_choose(NULL, "vi");
    assert_string_equal(message_lang_origin(), "lang");
    setenv("KIEMCHUNG_LANG", "fr", 1); /* no wish we could follow */
    message_choose(NULL, "vi");
    assert_string_equal(message_lang_origin(), "lang");
    setenv("KIEMCHUNG_LANG", "en", 1);
    message_choose(NULL, "vi");
    assert_string_equal(message_lang_origin(), "KIEMCHUNG_LANG");
    message_choose("vi", "en");
    assert_string_equal(message_lang_origin(), "--lang");
    forget_environment();
}

static void the_nearer_wish_wins(void **state)
{
    (void)state;
    forget_environment();
    setenv("LANG", "en_US.UTF-8", 1);
    message_choose(NULL, NULL);
    assert_int_equal(message_lang(), LANG_EN);
    setenv("LC_MESSAGES", "vi_VN", 1);
    message_choose(NULL, NULL);
    assert_int_equal(message_lang(), LANG_VI);
    setenv("LC_ALL", "en", 1);
    message_choose(NULL, NULL);
    assert_int_equal(message_lang(), LANG_EN);
    message_choose(NULL, "vi");
    assert_int_equal(message_lang(), LANG_VI);
    setenv("KIEMCHUNG_LANG", "en", 1);
    message_choose(NULL, "vi");
    assert_int_equal(message_lang(), LANG_EN);
    message_choose("vi", "en");
    assert_int_equal(message_lang(), LANG_VI);
    forget_environment();
}

static void other_languages_are_told(void **state)
{
    (void)state;
    forget_environment();
    assert_false(message_choose("fr", NULL));
    assert_false(message_choose("VI", NULL));
    assert_false(message_choose(NULL, "tiếng Việt"));
    assert_true(message_choose("en", "tiếng Việt")); /* nobody asked for the setting */
}

static void sentences_name_errors_in_the_language_in_force(void **state)
{
    struct arena *a  = arena_new(4096);
    struct text   vi = {.arena = a}, en = {.arena = a};
    struct diag   d = {.code = DIAG_CANNOT_OPEN, .args = {STR_INIT("EACCES")}};

    (void)state;
    message_choose("vi", NULL);
    diag_sentence(&vi, &d);
    assert_str(text_str(&vi),
               STR("Không mở được tệp: không có quyền. Kiểm tra quyền đọc rồi chạy lại."));
    message_choose("en", NULL);
    diag_sentence(&en, &d);
    assert_non_null(str_find(text_str(&en), STR("Permission denied")).p);
    arena_free(a);
}

static void templates_are_filled_in(void **state)
{
    struct arena *a      = arena_new(4096);
    struct text   t      = {.arena = a};
    struct str    args[] = {STR("một"), STR("%1"), STR("")};

    (void)state;
    message_fill(&t, "%2 và %1, %3%1; 100%% thiếu %4.", args, 3);
    assert_str(text_str(&t), STR("%1 và một, một; 100% thiếu ."));
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_message_takes_the_same_arguments_in_both_languages),
    cmocka_unit_test(every_diag_takes_the_same_arguments_in_both_languages),
    cmocka_unit_test(without_any_wish_it_is_vietnamese),
    cmocka_unit_test(who_chose_the_language_is_known),
    cmocka_unit_test(the_nearer_wish_wins),
    cmocka_unit_test(other_languages_are_told),
    cmocka_unit_test(sentences_name_errors_in_the_language_in_force),
    cmocka_unit_test(templates_are_filled_in),
};

TEST_MAIN(tests)
