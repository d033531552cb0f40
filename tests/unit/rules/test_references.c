#include "ingest/record/diag.h"
#include "tests/unit/rules/build.h"

static struct document doc;

static const struct finding *nth(enum finding_kind kind, size_t n)
{
    for (size_t i = 0; i < doc.nfindings; i++)
        if (doc.findings[i].kind == kind && n-- == 0)
            return &doc.findings[i];
    return NULL;
}

static size_t count(enum finding_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < doc.nfindings; i++)
        n += doc.findings[i].kind == kind;
    return n;
}

/* value, type, date, issuer of the n-th reference. */
static void check(size_t n, const char *value, const char *type, const char *date,
                  const char *issuer)
{
    const struct finding *f = nth(FINDING_REFERENCE, n);

    assert_non_null(f);
    assert_str(f->value, str_from_cstr(value));
    assert_str(f->type, str_from_cstr(type));
    assert_str(f->date, str_from_cstr(date));
    assert_str(f->issuer, str_from_cstr(issuer));
}

static void a_list_shares_the_date_that_follows_it(void **state)
{
    bench_run(*state,
              BLOCKS("các Quyết định số 12/QĐ-UBND, 13/QĐ-UBND và 14/QĐ-UBND ngày 05/01/2025 của "
                     "UBND tỉnh"),
              &doc);
    assert_int_equal(count(FINDING_REFERENCE), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_str(nth(FINDING_REFERENCE, i)->date, STR("2025-01-05"));
        assert_str(nth(FINDING_REFERENCE, i)->issuer, STR("UBND tỉnh"));
    }
}

static void the_same_day_belongs_to_all_of_a_list(void **state)
{
    bench_run(*state,
              BLOCKS("các Kế hoạch số 12/KH-UBND, số 13/KH-UBND và số 14/KH-UBND cùng ngày "
                     "08/01/2025 của UBND xã An Phú"),
              &doc);
    assert_int_equal(count(FINDING_REFERENCE), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_str(nth(FINDING_REFERENCE, i)->date, STR("2025-01-08"));
        assert_str(nth(FINDING_REFERENCE, i)->issuer, STR("UBND xã An Phú"));
    }
}

static void a_new_type_word_ends_the_list(void **state)
{
    bench_run(*state, BLOCKS("Quyết định số 12/QĐ-UBND và Kế hoạch số 14/KH-UBND ngày 05/01/2025"),
              &doc);
    check(0, "12/QĐ-UBND", "Quyết định", "", "UBND");
    check(1, "14/KH-UBND", "Kế hoạch", "2025-01-05", "UBND");
}

static void each_number_keeps_its_own_date(void **state)
{
    bench_run(*state,
              BLOCKS("Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ và Chỉ thị số 15/CT-UBND "
                     "ngày 09/8/2025 của UBND tỉnh về kỷ luật, kỷ cương."),
              &doc);
    check(0, "76/NQ-CP", "Nghị quyết", "2021-07-15", "Chính phủ");
    check(1, "15/CT-UBND", "Chỉ thị", "2025-08-09", "UBND tỉnh");
    assert_str(nth(FINDING_REFERENCE, 1)->subject, STR("kỷ luật, kỷ cương"));
}

static void the_issuer_may_stand_before_the_date(void **state)
{
    bench_run(*state, BLOCKS("Kế hoạch số 45/KH-UBND của UBND tỉnh ngày 02/4/2025"), &doc);
    check(0, "45/KH-UBND", "Kế hoạch", "2025-04-02", "UBND tỉnh");
    assert_true(nth(FINDING_REFERENCE, 0)->plan);
}

static void a_date_of_something_else_is_not_taken(void **state)
{
    bench_run(*state,
              BLOCKS("Ngày 17/7/2025, Sở Nội vụ họp về Kế hoạch số 45/KH-UBND, hoàn thành trước "
                     "ngày 30/11/2025"),
              &doc);
    check(0, "45/KH-UBND", "Kế hoạch", "", "UBND");
    assert_int_equal(nth(FINDING_DATE, 1)->use, DATE_DEADLINE);
}

static void decomposed_text_and_odd_marks_read_the_same(void **state)
{
    /* NFD, NO-BREAK SPACE, NON-BREAKING HYPHEN, ETH */
    bench_run(*state,
              BLOCKS("Quye\u0302\u0301t \u0111i\u0323nh s\u00f4\u0301\u00a012/Q\u00d0\u2011UBND "
                     "nga\u0300y\u00a007/7/2025"),
              &doc);
    check(0, "12/QĐ-UBND", "Quyết định", "2025-07-07", "UBND");
}

static void what_is_issued_with_an_act_names_its_container(void **state)
{
    bench_run(*state,
              BLOCKS("Quy chế ban hành kèm theo Quyết định số 99/QĐ-UBND ngày 01/02/2025; thay thế "
                     "Quyết định số 11/QĐ-UBND ngày 03/01/2020"),
              &doc);
    assert_int_equal(nth(FINDING_REFERENCE, 0)->role, ROLE_CONTAINER);
    assert_int_equal(nth(FINDING_REFERENCE, 1)->role, ROLE_REPLACED);
}

static void a_numbered_plan_is_never_also_a_plan(void **state)
{
    bench_run(*state,
              BLOCKS("Kế hoạch tuyên truyền cải cách hành chính năm 2025 (số 45/KH-UBND ngày "
                     "02/4/2025)"),
              &doc);
    assert_int_equal(count(FINDING_PLAN), 0);
    assert_int_equal(count(FINDING_REFERENCE), 1);
}

static void quotes_are_the_documents_own_wording(void **state)
{
    const struct finding *f;

    bench_run(*state, BLOCKS("theo Quyết định số :  047 /Q\u00d0 - UBND ngày 07/7/2025"), &doc);
    f = nth(FINDING_REFERENCE, 0);
    assert_non_null(f);
    assert_str(document_quote(&doc, f->at), STR("047 /Q\u00d0 - UBND"));
    assert_str(f->key, STR("47/QĐ-UBND"));
}

static void an_impossible_day_has_no_value_and_a_warning(void **state)
{
    bench_run(*state, BLOCKS("họp ngày 31/11/2024 tại hội trường"), &doc);
    assert_int_equal(count(FINDING_DATE), 1);
    assert_str(nth(FINDING_DATE, 0)->value, STR(""));
    assert_int_equal(doc.ndiags, 1);
    assert_int_equal(doc.diags[0].code, DIAG_DATE_IMPOSSIBLE);
}

static void look_alikes_give_no_reference(void **state)
{
    static const char *const texts[] = {
        "xếp thứ 42/63, đạt 85/100 điểm, hạng 7/34",
        "dịch vụ công mức độ 3/4, trực 24/7",
        "điện thoại 0262/3.854.123 hoặc số 19/8 phố Chợ",
        "theo mẫu số 03/CCHC và biểu số 02/GTGT",
        "xe 43A-118.22, 72C-0917",
        "theo TCVN ISO 9001:2015 và QCVN 102:2016/BTTTT",
        "tải tại www.sotra.example/12/KH-UBND/tep.docx",
        "tỷ lệ 31/56 nhiệm vụ, 01/02 bản",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        bench_run(*state, BLOCKS(texts[i]), &doc);
        if (count(FINDING_REFERENCE))
            fail_msg("\"%s\" gave \"%.*s\"", texts[i], STR_FMT(nth(FINDING_REFERENCE, 0)->value));
    }
}

/* A match that begins near the end of a window is found whole by the next one. */
static void windows_lose_nothing(void **state)
{
    struct bench *b = *state;

    for (size_t pad = 3350; pad < 4250; pad += 7) {
        struct arena *a = arena_new((size_t)4 << 20);
        struct text   t = {.arena = a};

        for (size_t i = 0; i < pad / 6; i++)
            text_add(&t, STR("lá cờ "));
        text_add(&t, STR("theo Kế hoạch số 45/KH-UBND ngày 02/4/2025 của UBND tỉnh"));
        text_add(&t, (struct str){"", 1});
        t.n--;
        bench_run(b, BLOCKS(t.p), &doc);
        assert_int_equal(count(FINDING_REFERENCE), 1);
        check(0, "45/KH-UBND", "Kế hoạch", "2025-04-02", "UBND tỉnh");
        arena_free(a);
    }
}

/* The words before a number count wherever the windows are cut. */
static void windows_see_what_stands_before(void **state)
{
    struct bench *b = *state;

    for (size_t pad = 3000; pad < 4250; pad += 5) {
        struct arena *a = arena_new((size_t)4 << 20);
        struct text   t = {.arena = a};

        for (size_t i = 0; i < pad / 6; i++)
            text_add(&t, STR("lá cờ "));
        text_add(&t, STR("theo mẫu số 03/CCHC và văn bản số 45/XYZW, số 1234567/KH-UBND"));
        text_add(&t, (struct str){"", 1});
        bench_run(b, BLOCKS(t.p), &doc);
        assert_int_equal(count(FINDING_REFERENCE), 1);
        assert_str(nth(FINDING_REFERENCE, 0)->value, STR("45/XYZW"));
        arena_free(a);
    }
}

static void laws_are_named_before_their_number(void **state)
{
    bench_run(*state,
              BLOCKS("Bộ luật Dân sự số 91/2015/QH13; quy định của pháp luật tại văn bản số "
                     "72/2025/QH15; Luật Cán bộ, công chức số 80/2025/QH15"),
              &doc);
    check(0, "91/2015/QH13", "Bộ luật", "", "Quốc hội");
    check(1, "72/2025/QH15", "", "", "Quốc hội");
    check(2, "80/2025/QH15", "Luật", "", "Quốc hội");
}

static void typed_bytes_that_are_no_text_are_no_number(void **state)
{
    struct bench *b = *state;
    struct str    value, key;

    arena_reset(b->arena);
    assert_true(rules_parse_number(b->m, b->arena, STR(" 047/Q\u0110-UBND "), &value, &key));
    assert_str(key, STR("47/QĐ-UBND"));
    assert_false(rules_parse_number(b->m, b->arena, STR("12/KH-UBND\xc4"), &value, &key));
}

/* "Could not look for the stamp" must not pass for "no stamp". */
static void a_full_arena_is_a_limit(void **state)
{
    struct bench *b    = *state;
    struct str    text = STR("MẬT");

    for (size_t room = 0; room < 40000; room += 400) {
        struct arena  *a = arena_new(room + 4096);
        enum kc_status s;

        doc = (struct document){.arena = a, .original = text, .normal = text};
        assert_non_null(doc.blocks = ARENA_NEW(a, struct block, 1));
        doc.blocks[doc.nblocks++].at = (struct span){0, (uint32_t)text.n};
        while (arena_used(a) < 4096)
            (void)ARENA_NEW(a, char, 16);
        s = rules_apply(b->m, &limits_default, &doc);
        if (s != KC_LIMIT && !(s == KC_BAD_INPUT && doc.reason == REASON_SECRET))
            fail_msg("%zu bytes of memory: status %d", room, (int)s);
        arena_free(a);
    }
}

/* The shipped files and one more rule whose pattern can run away. */
static void a_stopped_rule_is_not_evaluated_never_no_match(void **state)
{
    static const char bad[] = "rules:\n"
                              "  - {id: xau, version: 1, kind: date, form: date, yes: [],\n"
                              "     pattern: '(?<year>(?:(?:x|xx)+)+)[yz]'}\n";
    struct bench     *b     = *state;
    struct rule_file  files[16];
    struct ruleset   *set = NULL;
    struct matcher   *m   = NULL;
    char              xs[3001];

    assert_true(rules_shipped_count < 15);
    for (size_t i = 0; i < rules_shipped_count; i++)
        files[i] = rules_shipped_file(i);
    files[rules_shipped_count] =
        (struct rule_file){.name = STR("xau.yaml"), .text = {bad, sizeof bad - 1}};
    assert_int_equal(ruleset_load(files, rules_shipped_count + 1, bench_tell, NULL, &set), KC_OK);
    assert_int_equal(matcher_new(set, &m), KC_OK);
    for (size_t i = 0; i < 3000; i++)
        xs[i] = 'x';
    arena_reset(b->arena);
    doc = (struct document){.arena = b->arena, .original = {xs, 3000}};
    assert_int_equal(normalise(b->parser, &limits_default, &doc), KC_OK);
    assert_int_equal(rules_apply(m, &limits_default, &doc), KC_PARTIAL);
    assert_true(doc.ndiags > 0);
    assert_int_equal(doc.diags[0].code, DIAG_NOT_EVALUATED);
    assert_str(doc.diags[0].args[0], STR("xau/1"));
    matcher_free(m);
    ruleset_free(set);
}

static void too_many_findings_are_a_limit(void **state)
{
    struct bench *b   = *state;
    struct limits lim = limits_default;

    lim.findings = 2;
    bench_run(b, BLOCKS("năm 2021, năm 2022, năm 2023"), &doc);
    assert_int_equal(doc.nfindings, 3);
    assert_int_equal(rules_apply(b->m, &lim, &doc), KC_LIMIT);
}

static void the_step_limit_is_the_callers(void **state)
{
    struct bench *b   = *state;
    struct limits lim = limits_default;

    lim.match_steps = 1;
    assert_int_equal(bench_run(b, BLOCKS("Kế hoạch số 45/KH-UBND ngày 02/4/2025"), &doc), KC_OK);
    assert_int_equal(rules_apply(b->m, &lim, &doc), KC_PARTIAL);
    assert_true(doc.ndiags > 0);
    assert_int_equal(doc.diags[0].code, DIAG_NOT_EVALUATED);
}

struct complaints {
    unsigned n, line[8];
};

static void note(void *ctx, struct str file, const struct rule_error *e)
{
    struct complaints *c = ctx;

    (void)file;
    if (c->n < 8)
        c->line[c->n] = e->line;
    c->n++;
}

static void every_mistake_of_a_rule_file_is_told_with_its_line(void **state)
{
    static const char text[] = "rules:\n"
                               "  - id: a\n"
                               "    version: 1\n"
                               "    kind: dates\n"
                               "    pattern: 'x'\n"
                               "    yes: []\n"
                               "  - id: b\n"
                               "    version: 1\n"
                               "    kind: date\n"
                               "    form: date\n"
                               "    patern: 'x'\n"
                               "    yes: []\n"
                               "  - id: c\n"
                               "    version: 1\n"
                               "    kind: date\n"
                               "    form: date\n"
                               "    pattern: '(x'\n"
                               "    yes: []\n";
    struct rule_file  file   = {.name = STR("a.yaml"), .text = {text, sizeof text - 1}};
    struct ruleset   *set    = NULL;
    struct complaints c      = {0};

    (void)state;
    assert_int_equal(ruleset_load(&file, 1, note, &c, &set), KC_BAD_INPUT);
    assert_int_equal(c.line[0], 4);
    assert_int_equal(c.line[1], 11);
    assert_int_equal(c.line[2], 17);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_list_shares_the_date_that_follows_it),
    cmocka_unit_test(the_same_day_belongs_to_all_of_a_list),
    cmocka_unit_test(a_new_type_word_ends_the_list),
    cmocka_unit_test(each_number_keeps_its_own_date),
    cmocka_unit_test(the_issuer_may_stand_before_the_date),
    cmocka_unit_test(a_date_of_something_else_is_not_taken),
    cmocka_unit_test(decomposed_text_and_odd_marks_read_the_same),
    cmocka_unit_test(what_is_issued_with_an_act_names_its_container),
    cmocka_unit_test(a_numbered_plan_is_never_also_a_plan),
    cmocka_unit_test(quotes_are_the_documents_own_wording),
    cmocka_unit_test(an_impossible_day_has_no_value_and_a_warning),
    cmocka_unit_test(look_alikes_give_no_reference),
    cmocka_unit_test(windows_lose_nothing),
    cmocka_unit_test(windows_see_what_stands_before),
    cmocka_unit_test(laws_are_named_before_their_number),
    cmocka_unit_test(typed_bytes_that_are_no_text_are_no_number),
    cmocka_unit_test(a_full_arena_is_a_limit),
    cmocka_unit_test(a_stopped_rule_is_not_evaluated_never_no_match),
    cmocka_unit_test(too_many_findings_are_a_limit),
    cmocka_unit_test(the_step_limit_is_the_callers),
    cmocka_unit_test(every_mistake_of_a_rule_file_is_told_with_its_line),
};
BENCH_MAIN(tests)
