#include "ingest/options.h"

#include "ingest/command.h"
#include "tests/unit/test.h"

/* One command line and what came of it. */
struct line {
    struct shell sh;
    bool         files;
    const char  *name;
    uint64_t     jobs;
    int          argc;
    char        *argv[12];
    int          code;
    bool         stop;
};

static void parse(struct line *l, const char *const *words)
{
    const struct option_row rows[] = {
        {"files", 'f', OPTION_FLAG, &l->files, NULL, MSG_STATUS_FILES},
        {"name", 0, OPTION_TEXT, &l->name, "NAME", MSG_LOAD_ROOT},
        {"workers", 'j', OPTION_NUMBER, &l->jobs, "N", MSG_READ_WORKERS},
    };

    *l         = (struct line){.sh = {.dir = "."}};
    l->argv[0] = (char *)"verb";
    for (l->argc = 1; words[l->argc - 1]; l->argc++)
        l->argv[l->argc] = (char *)words[l->argc - 1];
    l->code = options_parse(&l->sh, "verb", MSG_STATUS_WHAT, rows, 3, &l->argc, l->argv, &l->stop);
}

#define PARSE(l, ...) parse(l, (const char *const[]){__VA_ARGS__, NULL})

static void options_stand_anywhere(void **state)
{
    struct line l;

    (void)state;
    PARSE(&l, "a", "--files", "b", "-j4", "--name", "x", "-", "-C", "/tmp");
    assert_int_equal(l.code, EXIT_DONE);
    assert_false(l.stop);
    assert_true(l.files);
    assert_int_equal(l.jobs, 4);
    assert_string_equal(l.name, "x");
    assert_string_equal(l.sh.dir, "/tmp");
    assert_int_equal(l.argc, 4);
    assert_string_equal(l.argv[1], "a");
    assert_string_equal(l.argv[2], "b");
    assert_string_equal(l.argv[3], "-");
}

static void two_dashes_end_the_options(void **state)
{
    struct line l;

    (void)state;
    PARSE(&l, "-f", "--", "--name", "-j");
    assert_int_equal(l.code, EXIT_DONE);
    assert_true(l.files);
    assert_null(l.name);
    assert_int_equal(l.argc, 3);
    assert_string_equal(l.argv[1], "--name");
    assert_string_equal(l.argv[2], "-j");
}

static void values_follow_an_equals_sign_or_the_letters(void **state)
{
    struct line l;

    (void)state;
    PARSE(&l, "--name=a=b", "-fqj", "12", "--index=sqlite:x.db", "--name=");
    assert_int_equal(l.code, EXIT_DONE);
    assert_true(l.files);
    assert_true(l.sh.quiet);
    assert_int_equal(l.jobs, 12);
    assert_string_equal(l.sh.index_url, "sqlite:x.db");
    assert_string_equal(l.name, ""); /* the last one counts */
    assert_int_equal(l.argc, 1);
}

static void mistakes_end_with_the_usage_code(void **state)
{
    static const char *const wrong[][3] = {
        {"--filez"}, {"--files=yes"}, {"-x"},  {"--workers", "four"}, {"--workers", "-1"},
        {"--name"},  {"-j"},          {"-fé"}, {"--lang", "fr"},      {"--workers=4x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct line l;

        parse(&l, wrong[i]);
        if (l.code != EXIT_USAGE || !l.stop)
            fail_msg("%s passed", wrong[i][0]);
    }
}

static void a_value_may_look_like_an_option(void **state)
{
    struct line l;

    (void)state;
    PARSE(&l, "--name", "--files");
    assert_int_equal(l.code, EXIT_DONE);
    assert_string_equal(l.name, "--files");
    assert_false(l.files);
}

/* ---- words and tasks -------------------------------------------------------------- */

static void the_first_word_comes_first(void **state)
{
    char *argv[] = {(char *)"kiemchung", (char *)"-q",   (char *)"-C",    (char *)"gaps",
                    (char *)"--json",    (char *)"gaps", (char *)"1.1.1", NULL};

    (void)state;
    assert_true(options_word_first(7, argv));
    assert_string_equal(argv[1], "gaps");
    assert_string_equal(argv[2], "-q");
    assert_string_equal(argv[4], "gaps"); /* the folder */
    assert_string_equal(argv[5], "--json");
    assert_string_equal(argv[6], "1.1.1");
}

static void without_a_word_nothing_moves(void **state)
{
    char *argv[] = {(char *)"kiemchung", (char *)"--json", (char *)"-C", (char *)"gaps", NULL};

    (void)state;
    assert_false(options_word_first(4, argv));
    assert_string_equal(argv[1], "--json");
    assert_false(options_word_first(3, argv)); /* -C without its folder */
}

static int said_list(struct shell *sh, int argc, char **argv)
{
    (void)sh;
    assert_int_equal(argc, 3);
    assert_string_equal(argv[0], "criteria list");
    assert_string_equal(argv[1], "--json");
    assert_string_equal(argv[2], "a.yaml");
    return EXIT_YES;
}

static int never(struct shell *sh, int argc, char **argv)
{
    (void)sh, (void)argc, (void)argv;
    fail_msg("check ran");
    return EXIT_DONE;
}

static void the_word_names_the_task(void **state)
{
    static const struct task rows[] = {{"check", never}, {"list", said_list}};
    struct shell             sh     = {.dir = ".", .arena = arena_new(1 << 20)};
    char *argv[]  = {(char *)"criteria", (char *)"--json", (char *)"list", (char *)"a.yaml", NULL};
    char *wrong[] = {(char *)"criteria", (char *)"lsit", NULL};
    char *none[]  = {(char *)"criteria", (char *)"-q", NULL};

    (void)state;
    assert_int_equal(tasks_run(&sh, rows, 2, MSG_STATUS_WHAT, 4, argv), EXIT_YES);
    assert_int_equal(tasks_run(&sh, rows, 2, MSG_STATUS_WHAT, 2, wrong), EXIT_USAGE);
    assert_int_equal(tasks_run(&sh, rows, 2, MSG_STATUS_WHAT, 2, none), EXIT_USAGE);
    arena_free(sh.arena);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(options_stand_anywhere),
    cmocka_unit_test(two_dashes_end_the_options),
    cmocka_unit_test(values_follow_an_equals_sign_or_the_letters),
    cmocka_unit_test(mistakes_end_with_the_usage_code),
    cmocka_unit_test(a_value_may_look_like_an_option),
    cmocka_unit_test(the_first_word_comes_first),
    cmocka_unit_test(without_a_word_nothing_moves),
    cmocka_unit_test(the_word_names_the_task),
};

TEST_MAIN(tests)
