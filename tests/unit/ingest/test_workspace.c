#include "ingest/workspace.h"

#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/test.h"

/* A folder with a kiemchung.yaml of its own, and what reading it gave. */
struct place {
    char             dir[64];
    struct shell     sh;
    struct workspace ws;
    bool             found;
    char             said[4096]; /* on stderr */
};

static int make_place(void **state)
{
    struct place *p = calloc(1, sizeof *p);

    *state = p;
    (void)snprintf(p->dir, sizeof p->dir, "/tmp/kiemchung-test-XXXXXX");
    p->sh.dir   = mkdtemp(p->dir);
    p->sh.arena = arena_new(64 << 20);
    unsetenv("KIEMCHUNG_LANG");
    setenv("LC_ALL", "C", 1);
    message_choose(NULL, NULL);
    return p->sh.dir && p->sh.arena ? 0 : -1;
}

static const char *file_at(const struct place *p, const char *name)
{
    static char path[128];

    (void)snprintf(path, sizeof path, "%s/%s", p->dir, name);
    return path;
}

static int drop_place(void **state)
{
    struct place *p = *state;

    (void)unlink(file_at(p, "kiemchung.yaml"));
    (void)unlink(file_at(p, "set.yaml"));
    (void)rmdir(file_at(p, "sub/deep"));
    (void)rmdir(file_at(p, "sub"));
    (void)rmdir(p->dir);
    arena_free(p->sh.arena);
    free(p);
    return 0;
}

static void write_file(const struct place *p, const char *name, const char *text)
{
    FILE *f = fopen(file_at(p, name), "w");

    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

/* Runs workspace_open and catches what it says. */
static int open_it(struct place *p, bool required)
{
    int     ends[2], saved = dup(STDERR_FILENO), code;
    ssize_t n;

    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    (void)fflush(stderr);
    dup2(ends[1], STDERR_FILENO);
    code = workspace_open(&p->sh, required, &p->ws, &p->found);
    (void)fflush(stderr);
    dup2(saved, STDERR_FILENO);
    n                      = read(ends[0], p->said, sizeof p->said - 1);
    p->said[n > 0 ? n : 0] = '\0';
    close(saved);
    close(ends[0]);
    close(ends[1]);
    return code;
}

static int open_with(struct place *p, const char *text)
{
    write_file(p, "kiemchung.yaml", text);
    return open_it(p, true);
}

static void assert_said(const struct place *p, const char *part)
{
    if (!strstr(p->said, part))
        fail_msg("said \"%s\", not \"%s\"", p->said, part);
}

static void everything_can_be_set(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "year: 2025\nlang: en\ncriteria: tieu-chi/a.yaml\n"
                                  "intake:\n  - nop/\n  - {name: so-noi-vu, path: /srv/nop/x}\n"
                                  "folder_codes: false\nworkers: 3\n"),
                     EXIT_DONE);
    assert_true(p->found);
    assert_int_equal(p->ws.year, 2025);
    assert_str(p->ws.lang, STR("en"));
    assert_int_equal(p->ws.nintakes, 2);
    assert_str(p->ws.intakes[0].name, STR("nop"));
    assert_str(p->ws.intakes[0].path, str_from_cstr(file_at(p, "nop")));
    assert_str(p->ws.intakes[1].name, STR("so-noi-vu"));
    assert_str(p->ws.intakes[1].path, STR("/srv/nop/x"));
    assert_str(p->ws.criteria_path, str_from_cstr(file_at(p, "tieu-chi/a.yaml")));
    assert_false(p->ws.folder_codes);
    assert_int_equal(p->ws.workers, 3);
    assert_int_equal(message_lang(), LANG_EN);
}

static void each_setting_knows_its_line(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "# one\nworkers: 3\nyear: 2025\nintake:\n  - nop\n"
                                  "  - {name: so, path: /srv/nop/x}\n"),
                     EXIT_DONE);
    assert_int_equal(p->ws.lines[SETTING_WORKERS], 2);
    assert_int_equal(p->ws.lines[SETTING_YEAR], 3);
    assert_int_equal(p->ws.lines[SETTING_INTAKE], 4);
    assert_int_equal(p->ws.intakes[0].line, 5);
    assert_int_equal(p->ws.intakes[1].line, 6);
    assert_int_equal(p->ws.lines[SETTING_LANG], 0);
    assert_int_equal(p->ws.lines[SETTING_CRITERIA], 0);
    assert_int_equal(open_with(p, "year: 2025\n"), EXIT_DONE);
    assert_int_equal(p->ws.intakes[0].line, 0); /* the default */
}

static void rules_are_a_path_or_a_list_of_them(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "year: 2025\nrules: a.yaml\n"), EXIT_DONE);
    assert_int_equal(p->ws.nrules, 1);
    assert_str(p->ws.rules[0].path, STR("a.yaml"));
    assert_int_equal(p->ws.lines[SETTING_RULES], 2);
    assert_int_equal(open_with(p, "year: 2025\nrules:\n  - a.yaml\n  - 'b/*.yaml'\n"), EXIT_DONE);
    assert_int_equal(p->ws.nrules, 2);
    assert_str(p->ws.rules[1].path, STR("b/*.yaml"));
    assert_int_equal(p->ws.rules[1].line, 4);
    assert_int_equal(p->ws.rules[1].column, 5);
    assert_int_equal(open_with(p, "year: 2025\nrules: []\n"), EXIT_DONE);
    assert_int_equal(p->ws.nrules, 0);
    assert_int_equal(open_with(p, "year: 2025\nrules: [{a: b}, '']\n"), EXIT_CONFIG);
    assert_said(p, ":2:9: ");
    assert_said(p, ":2:17: ");
}

static void only_the_year_is_needed(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "year: 2025\n"), EXIT_DONE);
    assert_int_equal(p->ws.nintakes, 1);
    assert_str(p->ws.intakes[0].name, STR("nop"));
    assert_true(p->ws.folder_codes);
    assert_int_equal(p->ws.workers, 0);
    assert_int_equal(p->ws.criteria_path.n, 0);
    assert_int_equal(open_with(p, "\xEF\xBB\xBFyear: 2025\r\nlang: vi\r\n"), EXIT_DONE);
    assert_int_equal(open_with(p, ""), EXIT_CONFIG);
    assert_said(p, "kiemchung.yaml:1:1: ");
    assert_said(p, "year");
}

static void it_is_found_from_folders_below(void **state)
{
    struct place *p = *state;
    char          below[128];

    write_file(p, "kiemchung.yaml", "year: 2025\n");
    assert_int_equal(mkdir(file_at(p, "sub"), 0700), 0);
    assert_int_equal(mkdir(file_at(p, "sub/deep"), 0700), 0);
    (void)snprintf(below, sizeof below, "%s", file_at(p, "sub/deep"));
    p->sh.dir = below;
    assert_int_equal(open_it(p, true), EXIT_DONE);
    assert_str(p->ws.dir, str_from_cstr(p->dir));
}

static void without_one_only_those_who_need_it_fail(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_it(p, false), EXIT_DONE);
    assert_false(p->found);
    assert_string_equal(p->said, "");
    assert_int_equal(open_it(p, true), EXIT_CONFIG);
    assert_said(p, "kiemchung init");
}

static void all_mistakes_are_told_at_once_with_their_places(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "yaer: 2025\nlang: fr\nworkers: 0\nfolder_codes: yes\n"
                                  "intake:\n  - {name: a/b, path: x}\n  - {nam: c, path: y}\n"
                                  "lang: vi\nnothing: like this\n"),
                     EXIT_CONFIG);
    assert_false(p->found);
    assert_said(p, ":1:1: không có khóa “yaer”; có phải là “year”?");
    assert_said(p, ":2:7: ");
    assert_said(p, ":3:10: ");
    assert_said(p, ":4:15: ");
    assert_said(p, ":6:5: ");
    assert_said(p, ":7:6: không có khóa “nam”; có phải là “name”?");
    assert_said(p, ":8:1: khóa “lang” ghi hai lần");
    assert_said(p, ":9:1: không có khóa “nothing”");
    assert_said(p, "thiếu khóa year");
}

static void broken_yaml_is_told_with_its_place(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "year: 2025\n\tlang: vi\n"), EXIT_CONFIG);
    assert_said(p, "kiemchung.yaml:2:");
}

static void a_file_is_handed_in_through_one_intake_only(void **state)
{
    static const char *const wrong[] = {
        "year: 2025\nintake: [nop, nop/so]\n",
        "year: 2025\nintake: [a/nop, nop]\n",
        "year: 2025\nintake: [a/nop, b/nop]\n",
        "year: 2025\nintake: [nop, ./]\n",
        "year: 2025\nintake: []\n",
        "year: 2025\nintake: [/]\n",
        "year: 2025\nintake: [nop, ./x/../nop/so]\n",
    };
    struct place *p = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (open_with(p, wrong[i]) != EXIT_CONFIG)
            fail_msg("%s passed", wrong[i]);
    assert_int_equal(open_with(p, "year: 2025\nintake: [nop, nop-2]\n"), EXIT_DONE);
}

static void of_intakes_that_are_all_the_same_each_is_told_once(void **state)
{
    struct place *p    = *state;
    unsigned      told = 0;

    assert_int_equal(open_with(p, "year: 2025\nintake: [a, a, a, a, a]\n"), EXIT_CONFIG);
    for (const char *at = p->said; (at = strstr(at, "kiemchung.yaml:2:")); at++)
        told++;
    assert_int_equal(told, 4);
}

static void years_out_of_the_question_are_refused(void **state)
{
    static const char *const wrong[] = {"year: 25\n",     "year: nam nay\n", "year: 2025.5\n",
                                        "year: [2025]\n", "year: 20255\n",   "year:\n"};
    struct place            *p       = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (open_with(p, wrong[i]) != EXIT_CONFIG)
            fail_msg("%s passed", wrong[i]);
}

static void a_missing_criteria_set_is_no_input(void **state)
{
    struct place *p = *state;

    assert_int_equal(open_with(p, "year: 2025\ncriteria: set.yaml\n"), EXIT_DONE);
    assert_int_equal(workspace_criteria(&p->sh, &p->ws, NULL), EXIT_NO_INPUT);
    write_file(p, "set.yaml", "set: x\ntitel: y\n");
    assert_int_equal(workspace_criteria(&p->sh, &p->ws, NULL), EXIT_CONFIG);
    assert_false(p->ws.has_set);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make_place, drop_place)
static const struct CMUnitTest tests[] = {
    TEST(everything_can_be_set),
    TEST(each_setting_knows_its_line),
    TEST(rules_are_a_path_or_a_list_of_them),
    TEST(only_the_year_is_needed),
    TEST(it_is_found_from_folders_below),
    TEST(without_one_only_those_who_need_it_fail),
    TEST(all_mistakes_are_told_at_once_with_their_places),
    TEST(broken_yaml_is_told_with_its_place),
    TEST(a_file_is_handed_in_through_one_intake_only),
    TEST(of_intakes_that_are_all_the_same_each_is_told_once),
    TEST(years_out_of_the_question_are_refused),
    TEST(a_missing_criteria_set_is_no_input),
};

TEST_MAIN(tests)
