#include "index/report/report.h"

#include <jansson.h>

#include "tests/unit/test.h"

/* A report whose output is caught. */
struct bench {
    struct shell  sh;
    struct text   out;
    struct report r;
};

static const struct column columns[] = {
    {"code", MSG_GAPS_CODE, CELL_TEXT},
    {"title", MSG_GAPS_TITLE, CELL_TEXT},
    {"points", MSG_GAPS_POINTS, CELL_POINTS},
    {"path", MSG_NONE, CELL_PATH},
    {NULL, MSG_STATUS_FILE, CELL_TEXT},
    {"needed", MSG_NONE, CELL_NUMBER},
    {"at", MSG_NONE, CELL_SPAN},
    {"words", MSG_NONE, CELL_LIST},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static int open_bench(void **state)
{
    struct bench *b = calloc(1, sizeof *b);

    *state      = b;
    b->sh.arena = arena_new(16u << 20);
    b->out      = (struct text){.arena = b->sh.arena};
    unsetenv("KIEMCHUNG_LANG");
    message_choose("vi", NULL);
    return b->sh.arena ? 0 : -1;
}

static int close_bench(void **state)
{
    struct bench *b = *state;

    arena_free(b->sh.arena);
    free(b);
    return 0;
}

static void keep(void *ctx, struct str s)
{
    (void)text_add(ctx, s);
}

static void begin(struct bench *b, const struct report_ops *format)
{
    b->out.n = 0;
    b->r     = (struct report){.sh       = &b->sh,
                               .format   = format,
                               .columns  = columns,
                               .ncolumns = COLUMNS,
                               .kind     = "criterion",
                               .none     = MSG_GAPS_NONE,
                               .head     = STR("\"year\":2025"),
                               .tail     = STR("\"all\":1"),
                               .write    = keep,
                               .ctx      = &b->out};
    assert_int_equal(report_begin(&b->r), EXIT_DONE);
}

static void add_row(struct bench *b, struct str title, struct str path)
{
    static const struct str words[]        = {STR_INIT("kế hoạch"), STR_INIT("CCHC")};
    const struct cell       cells[COLUMNS] = {
              {.text = STR("1.10")},   {.text = title}, {.number = 150}, {.text = path},
              {.shown = STR("ở đây")}, {.number = 4},   {.at = {7, 21}}, {.list = words, .nlist = 2}};

    report_row(&b->r, cells);
}

static struct str end(struct bench *b)
{
    assert_int_equal(report_end(&b->r), EXIT_DONE);
    assert_false(b->out.full);
    return text_str(&b->out);
}

static struct str whole(struct bench *b, const struct report_ops *format, struct str title)
{
    begin(b, format);
    add_row(b, title, STR("a.docx"));
    return end(b);
}

static void each_format_has_its_name_and_the_option_names_them_all(void **state)
{
    struct text all = {.arena = ((struct bench *)*state)->sh.arena};

    for (size_t i = 0; report_all[i]; i++) {
        assert_ptr_equal(report_find(str_from_cstr(report_all[i]->name)), report_all[i]);
        (void)text_add(&all, i ? STR("|") : STR(""));
        (void)text_add(&all, str_from_cstr(report_all[i]->name));
    }
    assert_str(text_str(&all), STR(REPORT_FORMATS));
    assert_null(report_find(STR("xls")));
}

/* No format loses a row, says a cell wrongly or needs another row to be read. */
static void every_format_tells_the_same_cells(void **state)
{
    struct bench *b = *state;

    for (size_t i = 0; report_all[i]; i++) {
        struct str said = whole(b, report_all[i], STR("Kế hoạch năm"));

        if (!str_find(said, STR("1.10")).n || !str_find(said, STR("Kế hoạch năm")).n ||
            !str_find(said, report_all[i]->people ? STR("1,50") : STR("1.50")).n)
            fail_msg("%s: %.*s", report_all[i]->name, STR_FMT(said));
    }
}

static void without_rows_every_format_is_whole(void **state)
{
    static const struct {
        const struct report_ops *format;
        struct str               said;
    } rows[] = {
        {&report_csv, STR_INIT("\uFEFFcode,title,points,path,needed,at,words\r\n")},
        {&report_json, STR_INIT("{\"format_version\":1,\"year\":2025,\"rows\":[],\"all\":1}\n")},
        {&report_ndjson,
         STR_INIT("{\"format_version\":1,\"kind\":\"total\",\"year\":2025,\"all\":1}\n")},
        {&report_table, STR_INIT("Không còn tiêu chí nào thiếu hoặc yếu.\n")},
        {&report_tsv, STR_INIT("code\ttitle\tpoints\tpath\tneeded\tat\twords\n")},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        begin(*state, rows[i].format);
        assert_str(end(*state), rows[i].said);
    }
}

static void people_read_their_own_columns_and_words(void **state)
{
    assert_str(whole(*state, &report_table, STR("Kế hoạch năm")),
               STR("Mã    Tiêu chí      Điểm  Tệp\n"
                   "1.10  Kế hoạch năm  1,50  ở đây\n"));
}

static void commas_quotes_and_line_ends_stay_in_their_csv_cell(void **state)
{
    assert_str(whole(*state, &report_csv, STR("Kế hoạch \"năm\",\r\ndòng hai\"")),
               STR("\uFEFFcode,title,points,path,needed,at,words\r\n"
                   "1.10,\"Kế hoạch \"\"năm\"\",\r\ndòng hai\"\"\",1.50,a.docx,4,7-21,"
                   "kế hoạch | CCHC\r\n"));
}

static void no_spreadsheet_runs_a_cell(void **state)
{
    static const char *const first[] = {"=",  "+",      "-",      "@",      "\t",    "\r",
                                        "\n", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};

    for (size_t i = 0; i < sizeof first / sizeof *first; i++) {
        struct bench *b     = *state;
        struct str    title = arena_printf(b->sh.arena, "%sHYPERLINK(1)", first[i]);
        struct str    said  = whole(b, &report_csv, title);

        title = arena_printf(b->sh.arena, "'%sHYPERLINK(1)", first[i]);
        if (!str_find(said, title).n)
            fail_msg("%.*s", STR_FMT(said));
    }
    assert_null(str_find(whole(*state, &report_csv, STR("a=1")), STR("'")).p);
}

static void paths_are_guarded_as_well(void **state)
{
    begin(*state, &report_csv);
    add_row(*state, STR("x"), STR("=1.docx"));
    assert_non_null(str_find(end(*state), STR(",'=1.docx,")).p);
}

static void a_tsv_row_is_one_line(void **state)
{
    assert_str(whole(*state, &report_tsv, STR("a\tb\nc\rd\\e\x1B[31m")),
               STR("code\ttitle\tpoints\tpath\tneeded\tat\twords\n"
                   "1.10\ta\\tb\\nc\\rd\\\\e\uFFFD[31m\t1.50\ta.docx\t4\t7-21\tkế hoạch | CCHC\n"));
}

static void json_is_json_whatever_the_cells_hold(void **state)
{
    struct bench *b = *state;
    json_error_t  error;
    json_t       *all;
    const json_t *row;

    begin(b, &report_json);
    add_row(b, STR("\"\\\n\x01"), STR("t\xFFn.docx"));
    add_row(b, STR(""), STR("b.docx"));
    (void)end(b);
    all = json_loadb(b->out.p, b->out.n, JSON_REJECT_DUPLICATES, &error);
    if (!all)
        fail_msg("%s: %.*s", error.text, STR_FMT(text_str(&b->out)));
    assert_int_equal(json_integer_value(json_object_get(all, "year")), 2025);
    assert_int_equal(json_integer_value(json_object_get(all, "all")), 1);
    assert_int_equal(json_array_size(json_object_get(all, "rows")), 2);
    row = json_array_get(json_object_get(all, "rows"), 0);
    assert_string_equal(json_string_value(json_object_get(row, "title")), "\"\\\n\x01");
    assert_string_equal(json_string_value(json_object_get(row, "path_bytes")), "dP9uLmRvY3g=");
    assert_int_equal(json_integer_value(json_array_get(json_object_get(row, "at"), 1)), 21);
    assert_int_equal(json_array_size(json_object_get(row, "words")), 2);
    row = json_array_get(json_object_get(all, "rows"), 1);
    assert_true(json_is_null(json_object_get(row, "title")));
    assert_null(json_object_get(row, "path_bytes"));
    json_decref(all);
}

static void ndjson_says_of_each_line_what_it_is(void **state)
{
    struct str said = whole(*state, &report_ndjson, STR("x"));
    struct str line = str_cut(&said, '\n');

    assert_true(str_starts_with(line, STR("{\"format_version\":1,\"kind\":\"criterion\",")));
    assert_str(said, STR("{\"format_version\":1,\"kind\":\"total\",\"year\":2025,\"all\":1}\n"));
}

static void one_format_is_chosen(void **state)
{
    static const struct {
        struct report_choice     choice;
        const struct report_ops *format; /* NULL: a mistake */
    } rows[] = {
        {{0}, &report_table},
        {{.json = true}, &report_json},
        {{.ndjson = true}, &report_ndjson},
        {{.format = "csv"}, &report_csv},
        {{.format = "json", .json = true}, &report_json},
        {{.json = true, .ndjson = true}, NULL},
        {{.format = "csv", .json = true}, NULL},
        {{.format = "cvs"}, NULL},
        {{.format = ""}, NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct report_ops *format = NULL;
        int                      code   = report_choose(&rows[i].choice, &format);

        assert_int_equal(code, rows[i].format ? EXIT_DONE : EXIT_USAGE);
        assert_ptr_equal(format, rows[i].format);
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_bench, close_bench)
static const struct CMUnitTest tests[] = {
    TEST(each_format_has_its_name_and_the_option_names_them_all),
    TEST(every_format_tells_the_same_cells),
    TEST(without_rows_every_format_is_whole),
    TEST(people_read_their_own_columns_and_words),
    TEST(commas_quotes_and_line_ends_stay_in_their_csv_cell),
    TEST(no_spreadsheet_runs_a_cell),
    TEST(paths_are_guarded_as_well),
    TEST(a_tsv_row_is_one_line),
    TEST(json_is_json_whatever_the_cells_hold),
    TEST(ndjson_says_of_each_line_what_it_is),
    TEST(one_format_is_chosen),
};

TEST_MAIN(tests)
