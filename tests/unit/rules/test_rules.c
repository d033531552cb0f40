#include "tests/unit/rules/build.h"

/* What was told: codes, places, arguments. */
struct told {
    struct arena *arena;
    unsigned      n;
    struct {
        struct str        file;
        struct rule_error e;
    } all[128];
};

static struct str kept(struct told *t, struct str s)
{
    struct str copy = {0};

    assert_true(arena_copy(t->arena, s, &copy));
    return copy;
}

static void tell(void *ctx, struct str file, const struct rule_error *e)
{
    struct told *t = ctx;

    assert_in_range(t->n, 0, 127);
    t->all[t->n].file = kept(t, file);
    t->all[t->n].e    = *e;
    for (size_t i = 0; i < 4; i++)
        t->all[t->n].e.args[i] = kept(t, e->args[i]);
    t->n++;
}

static enum kc_status prepare(void *parser, struct document *doc)
{
    return normalise(parser, &limits_default, doc);
}

/* The shipped files and an office's, `texts` ending with NULL: 0.yaml, 1.yaml … */
static enum kc_status load(struct bench *b, const char *const *texts, struct told *told,
                           struct ruleset **ret_set)
{
    struct rule_file files[20];
    size_t           n = 0;

    *told = (struct told){.arena = b->arena};
    arena_reset(b->arena);
    for (; n < rules_shipped_count; n++)
        files[n] = rules_shipped_file(n);
    for (size_t i = 0; texts[i]; i++, n++)
        files[n] = (struct rule_file){.name   = arena_printf(b->arena, "%zu.yaml", i),
                                      .text   = str_from_cstr(texts[i]),
                                      .office = true};
    return ruleset_load(files, n, tell, told, ret_set);
}

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_told(const struct told *t, unsigned i, enum rule_code code, unsigned line)
{
    assert_in_range(i, 0, t->n ? t->n - 1 : 0);
    if (t->all[i].e.code != code)
        fail_msg("mistake %u is %d, not %d", i, (int)t->all[i].e.code, (int)code);
    assert_int_equal(t->all[i].e.line, line);
}

static struct selftest run(struct bench *b, const struct ruleset *set, struct told *told,
                           bool office_only)
{
    struct selftest t = {.prepare     = prepare,
                         .lent        = b->parser,
                         .say         = tell,
                         .ctx         = told,
                         .office_only = office_only};

    assert_int_equal(ruleset_selftest(set, &t), KC_OK);
    assert_int_equal(t.surprises, told->n);
    return t;
}

static void shipped_rules_hold_their_examples(void **state)
{
    struct bench   *b = *state;
    struct selftest t = {
        .prepare = prepare, .lent = b->parser, .say = bench_tell, .office_only = false};

    assert_int_equal(ruleset_selftest(b->set, &t), KC_OK);
    assert_int_equal(t.surprises, 0);
    assert_true(t.examples > 150);
    t.office_only = true;
    assert_int_equal(ruleset_selftest(b->set, &t), KC_OK);
    assert_int_equal(t.examples, 0);
}

/* ---- an office's own ------------------------------------------------------------ */

#define DATE(id, version, pattern, examples)                                                       \
    "rules:\n  - {id: " id ", version: " version ", kind: date, form: date,\n"                     \
    "     pattern: '" pattern "', " examples "}\n"
#define HOM "hôm (?<day>\\d+)\\.(?<month>\\d+)\\.(?<year>\\d{4})"

struct seek {
    const char      *id;
    unsigned         n, place;
    struct rule_info found;
};

static void look(void *ctx, const struct rule_info *r)
{
    struct seek *s = ctx;

    if (str_eq(r->id, str_from_cstr(s->id))) {
        s->found = *r;
        s->place = s->n;
    }
    s->n++;
}

static struct seek find(const struct ruleset *set, const char *id)
{
    struct seek s = {.id = id};

    ruleset_each(set, look, &s);
    assert_true(s.found.id.n);
    return s;
}

static void a_rule_of_the_same_tag_takes_the_place_of_the_shipped_one(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;
    struct seek     shipped = find(b->set, "ngay-so"), own;
    struct selftest t;

    assert_int_equal(load(b,
                          TEXTS(DATE("ngay-so", "1", HOM, "yes: ['hôm 07.8.2025']"),
                                DATE("them", "3", "hồi " HOM, "yes: ['hồi hôm 07.8.2025']")),
                          &told, &set),
                     KC_OK);
    own = find(set, "ngay-so");
    assert_int_equal(own.place, shipped.place);
    assert_int_equal(own.n, shipped.n + 1);
    assert_true(own.found.office);
    assert_str(own.found.file, STR("0.yaml"));
    assert_str(own.found.replaces, STR("rules/vi/ngay-thang.yaml"));
    assert_int_equal(own.found.replaces_line, shipped.found.line);
    assert_false(find(set, "ngay-chu").found.office);
    assert_int_equal(find(set, "them").found.replaces.n, 0);
    t = run(b, set, &told, true);
    assert_int_equal(t.examples, 2);
    assert_int_equal(t.surprises, 0);
    /* What relied on the shipped rule is told when all are asked. */
    t = run(b, set, &told, false);
    assert_true(t.surprises > 0);
    ruleset_free(set);
}

static void what_is_neither_new_nor_the_same_tag_is_a_mistake(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;

    assert_int_equal(
        load(b,
             TEXTS(DATE("ngay-so", "7", "x", "yes: []"), DATE("a", "1", "x", "yes: []"),
                   DATE("a", "1", "x", "yes: []"), DATE("so-hieu", "1", "x", "yes: []"),
                   DATE("label", "1", "x", "yes: []")),
             &told, &set),
        KC_BAD_INPUT);
    assert_int_equal(told.n, 4);
    assert_told(&told, 0, RULES_RULE_VERSION, 2);
    assert_str(told.all[0].file, STR("0.yaml"));
    assert_str(told.all[0].e.args[0], STR("ngay-so/1"));
    assert_str(told.all[0].e.args[1], STR("ngay-so/7"));
    assert_told(&told, 1, RULES_RULE_TWICE, 2);
    assert_str(told.all[1].file, STR("2.yaml"));
    assert_str(told.all[1].e.args[1], STR("1.yaml:2"));
    assert_told(&told, 2, RULES_KIND_OTHER, 2);
    assert_told(&told, 3, RULES_KIND_OTHER, 2);
}

static void the_program_asks_for_context_rules_by_their_known_ids_only(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;

    assert_int_equal(
        load(b,
             TEXTS("rules:\n  - {id: secracy, version: 1, kind: context, pattern: x, yes: []}\n"
                   "  - {id: khac-han, version: 1, kind: context, pattern: x, yes: []}\n"),
             &told, &set),
        KC_BAD_INPUT);
    assert_int_equal(told.n, 2);
    assert_told(&told, 0, RULES_CONTEXT_UNKNOWN, 2);
    assert_str(told.all[0].e.args[1], STR("secrecy"));
    assert_told(&told, 1, RULES_CONTEXT_UNKNOWN_FAR, 3);
}

static void examples_of_context_rules_run_on_their_pattern_alone(void **state)
{
    static const char text[] = "rules:\n"
                               "  - id: list-join\n"
                               "    version: 1\n"
                               "    kind: context\n"
                               "    pattern: '\\A[ ]?(?:,|và) (?:số )?\\z'\n"
                               "    yes:\n"
                               "      - 'và số'\n"
                               "      - {text: 'và số', value: 'và'}\n"
                               "      - 'hoặc'\n"
                               "    no:\n"
                               "      - ','\n"
                               "      - 'hay'\n";
    struct bench     *b      = *state;
    struct ruleset   *set    = NULL;
    struct told       told;
    struct selftest   t;

    assert_int_equal(load(b, TEXTS(text), &told, &set), KC_OK);
    t = run(b, set, &told, true);
    assert_int_equal(t.examples, 5);
    assert_int_equal(t.surprises, 3);
    assert_told(&told, 0, RULES_TEST_VALUE, 8);
    assert_str(told.all[0].e.args[2], STR("và số"));
    assert_str(told.all[0].e.args[3], STR("và"));
    assert_told(&told, 1, RULES_TEST_NOTHING, 9);
    assert_told(&told, 2, RULES_TEST_FOUND, 11);
    ruleset_free(set);
}

static void a_context_example_has_no_fields_of_a_finding(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;

    assert_int_equal(load(b,
                          TEXTS("rules:\n  - {id: label, version: 1, kind: context, pattern: x,\n"
                                "     yes: [{text: x, issuer: y}]}\n"),
                          &told, &set),
                     KC_BAD_INPUT);
    assert_int_equal(told.n, 1);
    assert_told(&told, 0, RULES_CONTEXT_EXAMPLE, 3);
}

static void an_example_that_runs_away_is_told_as_not_evaluated(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;
    char            text[600];

    (void)snprintf(text, sizeof text,
                   "rules:\n  - {id: label, version: 1, kind: context,\n"
                   "     pattern: '(?:(?:x|xx)+)+[yz]', yes: ['%0200d']}\n",
                   0);
    for (char *p = text; (p = strchr(p, '0')); p++)
        *p = 'x';
    assert_int_equal(load(b, TEXTS(text), &told, &set), KC_OK);
    assert_int_equal(run(b, set, &told, true).surprises, 1);
    assert_told(&told, 0, RULES_TEST_STOPPED, 3);
    ruleset_free(set);
}

static void rows_of_an_office_stand_in_place_of_the_shipped_ones(void **state)
{
    static const char text[] = "types:\n  - {abbr: KH, name: Kế hoạch, plan: false}\n"
                               "  - {abbr: PAX, name: Phương án xã}\n"
                               "agencies:\n  - {abbr: BNV, name: Ban Nhân văn}\n";
    struct bench     *b      = *state;
    struct ruleset   *set    = NULL;
    struct matcher   *m      = NULL;
    struct told       told;
    struct document   doc;

    assert_int_equal(load(b, TEXTS(text), &told, &set), KC_OK);
    assert_int_equal(matcher_new(set, &m), KC_OK);
    doc = (struct document){
        .arena = b->arena,
        .original = STR("Kế hoạch số 15/KH-BNV và Phương án xã số 3/PAX-UBND ngày 05/3/2025")};
    assert_int_equal(normalise(b->parser, &limits_default, &doc), KC_OK);
    assert_int_equal(rules_apply(m, &limits_default, &doc), KC_OK);
    assert_int_equal(doc.nfindings, 3);
    assert_str(doc.findings[0].type, STR("Kế hoạch"));
    assert_false(doc.findings[0].plan);
    assert_str(doc.findings[0].issuer, STR("Ban Nhân văn"));
    assert_str(doc.findings[1].type, STR("Phương án xã"));
    matcher_free(m);
    ruleset_free(set);
}

static void the_fingerprint_knows_what_the_files_say_and_not_where_they_lie(void **state)
{
    struct bench    *b       = *state;
    struct rule_file files[] = {rules_shipped_file(0),
                                rules_shipped_file(1),
                                rules_shipped_file(2),
                                rules_shipped_file(3),
                                rules_shipped_file(4),
                                rules_shipped_file(5),
                                {STR("a.yaml"), STR("types: []\n"), true}};
    const char      *texts[] = {"types: []\n", "types: []\n", "types: []\n# hai\n"};
    const char      *names[] = {"a.yaml", "/srv/b.yaml", "a.yaml"};
    char             prints[3][17];

    assert_int_equal(rules_shipped_count, 6);
    for (size_t i = 0; i < 3; i++) {
        struct ruleset *set = NULL;

        files[6].name = str_from_cstr(names[i]);
        files[6].text = str_from_cstr(texts[i]);
        assert_int_equal(ruleset_load(files, 7, bench_tell, NULL, &set), KC_OK);
        (void)snprintf(prints[i], 17, "%.*s", STR_FMT(ruleset_fingerprint(set)));
        ruleset_free(set);
    }
    assert_string_equal(prints[0], prints[1]);
    assert_string_not_equal(prints[0], prints[2]);
    assert_string_not_equal(prints[0], ruleset_fingerprint(b->set).p);
}

/* ---- mistakes ------------------------------------------------------------------- */

static void each_kind_of_mistake_is_told_where_it_stands(void **state)
{
    static const struct {
        const char    *text;
        enum rule_code code;
        unsigned       line, column;
    } rows[] = {
        {"", RULES_FILE_EMPTY, 1, 1},
        {"rules: [\n", RULES_YAML, 2, 1},
        {"a: b\n\tc: d\n", RULES_YAML, 2, 1},
        {"- a\n", RULES_WANT_MAP, 1, 1},
        {"ruls: []\n", RULES_KEY_UNKNOWN, 1, 1},
        {"tieu-chi: []\n", RULES_KEY_UNKNOWN_FAR, 1, 1},
        {"rules: []\nrules: []\n", RULES_KEY_TWICE, 2, 1},
        {"rules: x\n", RULES_WANT_LIST, 1, 8},
        {"define: x\n", RULES_WANT_MAP, 1, 9},
        {"define: {a: [x]}\n", RULES_WANT_TEXT, 1, 13},
        {"types:\n  - {abbr: X}\n", RULES_MISSING, 2, 5},
        {"types:\n  - {abbr: X, name: ''}\n", RULES_EMPTY, 2, 21},
        {"types:\n  - {abbr: X, name: y, plan: co}\n", RULES_TRUTH, 2, 30},
        {"rules:\n  - {id: a, version: 1, kind: dat, pattern: x, yes: []}\n", RULES_KIND_UNKNOWN, 2,
         31},
        {"rules:\n  - {id: a, version: 1, kind: date, pattern: x, yes: []}\n", RULES_FORM_MISSING,
         2, 5},
        {DATE("a", "1", "x", "yes: [], sure: 101"), RULES_SURE_BAD, 3, 35},
        {DATE("a", "1", "x", "no: []"), RULES_EXAMPLES_MISSING, 2, 5},
        {DATE("a", "1", "(x", "yes: []"), RULES_PATTERN_OPEN, 3, 15},
        {DATE("a", "1", "x)", "yes: []"), RULES_PATTERN_CLOSED, 3, 15},
        {DATE("a", "1", "[x", "yes: []"), RULES_PATTERN_BRACKET, 3, 15},
        {DATE("a", "1", "*x", "yes: []"), RULES_PATTERN_REPEAT, 3, 15},
        {DATE("a", "1", "\\\\C", "yes: []"), RULES_FINE, 0, 0},
        {DATE("a", "1", "a\\C", "yes: []"), RULES_PATTERN, 3, 15},
        {DATE("a", "1", "{{khong-co}}", "yes: []"), RULES_DEFINE_UNKNOWN, 3, 15},
        {DATE("a", "1", "{{x", "yes: []"), RULES_DEFINE_OPEN, 3, 15},
        {DATE("a", "1", "x", "yes: [{text: ''}]"), RULES_EMPTY, 3, 33},
        {DATE("a", "1", "x", "yes: [], needs: [[a]]"), RULES_WANT_TEXT, 3, 37},
    };
    struct bench *b = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct ruleset *set = NULL;
        struct told     told;
        enum kc_status  s = load(b, TEXTS(rows[i].text), &told, &set);

        ruleset_free(set);
        if (rows[i].code == RULES_FINE) {
            assert_int_equal(s, KC_OK);
            continue;
        }
        if (s != KC_BAD_INPUT || told.n != 1 || told.all[0].e.code != rows[i].code ||
            told.all[0].e.line != rows[i].line || told.all[0].e.column != rows[i].column)
            fail_msg("%s: %u told, %d at %u:%u", rows[i].text, told.n, (int)told.all[0].e.code,
                     told.all[0].e.line, told.all[0].e.column);
    }
}

static void beyond_a_hundred_mistakes_only_that_there_are_more(void **state)
{
    struct bench   *b   = *state;
    struct ruleset *set = NULL;
    struct told     told;
    struct text     t = {.arena = arena_new((size_t)1 << 20)};

    (void)text_add(&t, STR("rules:\n"));
    for (int i = 0; i < 300; i++)
        (void)text_add(&t, STR("  - x\n"));
    (void)text_add(&t, (struct str){"", 1});
    assert_int_equal(load(b, TEXTS(t.p), &told, &set), KC_BAD_INPUT);
    assert_int_equal(told.n, 101);
    assert_told(&told, 99, RULES_WANT_MAP, 101);
    assert_int_equal(told.all[100].e.code, RULES_TOO_MANY);
    arena_free(t.arena);
}

static unsigned arguments(struct str s)
{
    unsigned bits = 0;

    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == '<')
            bits |= 1u << (s.p[i + 1] - '0');
    return bits;
}

static void every_mistake_takes_the_same_arguments_in_both_languages(void **state)
{
    struct bench *b = *state;

    for (int code = 1; code < RULES_ERROR_COUNT; code++) {
        struct rule_error e  = {.code    = (enum rule_code)code,
                                .trouble = TREE_SYNTAX,
                                .args    = {STR("<1>"), STR("<2>"), STR("<3>"), STR("<4>")}};
        struct text       vi = {.arena = b->arena}, en = vi;

        assert_true(rule_error_text(&e, false, &vi));
        assert_true(rule_error_text(&e, true, &en));
        assert_true(vi.n > 0 && en.n > 0);
        assert_false(str_eq(text_str(&vi), text_str(&en)));
        if (arguments(text_str(&vi)) != arguments(text_str(&en)))
            fail_msg("%.*s / %.*s", STR_FMT(text_str(&vi)), STR_FMT(text_str(&en)));
    }
}

/* ---- what lost --------------------------------------------------------------------- */

static void try(struct bench *b, const char *text, struct document *doc, struct lost_claims *lost)
{
    arena_reset(b->arena);
    *doc = (struct document){.arena = b->arena, .original = str_from_cstr(text)};
    assert_int_equal(normalise(b->parser, &limits_default, doc), KC_OK);
    assert_int_equal(rules_try(b->m, &limits_default, doc, lost), KC_OK);
}

static void matches_inside_a_longer_one_lose_against_it(void **state)
{
    struct bench      *b = *state;
    struct document    doc;
    struct lost_claims lost;

    try(b, "họp ngày 05 tháng 3 năm 2025", &doc, &lost);
    assert_int_equal(doc.nfindings, 1);
    assert_int_equal(lost.n, 2);
    assert_str(lost.items[0].loser.value, STR("2025-03"));
    assert_str(lost.items[1].loser.value, STR("2025"));
    for (size_t i = 0; i < lost.n; i++) {
        assert_str(lost.items[i].winner.rule, doc.findings[0].rule);
        assert_str(lost.items[i].winner.value, STR("2025-03-05"));
        assert_int_equal(lost.items[i].winner.at.start, doc.findings[0].at.start);
    }
}

static void a_numbered_plan_loses_against_its_number(void **state)
{
    struct bench      *b = *state;
    struct document    doc;
    struct lost_claims lost;

    try(b, "Kế hoạch cải cách hành chính năm 2025 (số 153/KH-UBND)", &doc, &lost);
    assert_int_equal(lost.n, 1);
    assert_int_equal(lost.items[0].loser.kind, FINDING_PLAN);
    assert_str(lost.items[0].winner.value, STR("153/KH-UBND"));
}

static void the_same_match_of_two_windows_is_no_loss(void **state)
{
    struct bench      *b = *state;
    struct document    doc;
    struct lost_claims lost;
    struct arena      *a = arena_new((size_t)1 << 20);
    struct text        t = {.arena = a};

    for (int i = 0; i < 700; i++)
        (void)text_add(&t, STR("theo số 12/QĐ-UBND; "));
    (void)text_add(&t, (struct str){"", 1});
    try(b, t.p, &doc, &lost);
    assert_int_equal(doc.nfindings, 700);
    assert_int_equal(lost.n, 0);
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(shipped_rules_hold_their_examples),
    cmocka_unit_test(a_rule_of_the_same_tag_takes_the_place_of_the_shipped_one),
    cmocka_unit_test(what_is_neither_new_nor_the_same_tag_is_a_mistake),
    cmocka_unit_test(the_program_asks_for_context_rules_by_their_known_ids_only),
    cmocka_unit_test(examples_of_context_rules_run_on_their_pattern_alone),
    cmocka_unit_test(a_context_example_has_no_fields_of_a_finding),
    cmocka_unit_test(an_example_that_runs_away_is_told_as_not_evaluated),
    cmocka_unit_test(rows_of_an_office_stand_in_place_of_the_shipped_ones),
    cmocka_unit_test(the_fingerprint_knows_what_the_files_say_and_not_where_they_lie),
    cmocka_unit_test(each_kind_of_mistake_is_told_where_it_stands),
    cmocka_unit_test(beyond_a_hundred_mistakes_only_that_there_are_more),
    cmocka_unit_test(every_mistake_takes_the_same_arguments_in_both_languages),
    cmocka_unit_test(matches_inside_a_longer_one_lose_against_it),
    cmocka_unit_test(a_numbered_plan_loses_against_its_number),
    cmocka_unit_test(the_same_match_of_two_windows_is_no_loss),
};

BENCH_MAIN(tests)
