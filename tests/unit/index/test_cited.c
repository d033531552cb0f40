#include "tests/unit/index/fixture.h"

#include "index/cited.h"

/* --- documents that cite ------------------------------------------------------ */

enum { MOST = 8 };

static struct span span_of(const struct document *doc, const char *words)
{
    struct str hit = str_find(doc->normal, z(words));

    if (!hit.n)
        fail_msg("no \"%s\" in the text", words);
    return (struct span){(uint32_t)(hit.p - doc->normal.p),
                         (uint32_t)(hit.p - doc->normal.p + (ptrdiff_t)hit.n)};
}

static struct finding *add_finding(struct fixture *f, struct document *doc, const char *quote)
{
    struct finding *one;

    if (!doc->findings)
        doc->findings = ARENA_NEW(f->a, struct finding, MOST);
    assert_true(doc->nfindings < MOST);
    one     = &doc->findings[doc->nfindings++];
    *one    = (struct finding){.rule = STR("so-hieu/1"), .sure = 95};
    one->at = one->quote_at = span_of(doc, quote);
    return one;
}

/* The number stands in the text as it is written here. */
static struct finding *cite(struct fixture *f, struct document *doc, const char *number,
                            const char *date, const char *issuer)
{
    struct finding *one = add_finding(f, doc, number);

    one->kind   = FINDING_REFERENCE;
    one->value  = z(number);
    one->key    = one->value;
    one->type   = STR("Kế hoạch");
    one->date   = z(date);
    one->issuer = z(issuer);
    return one;
}

static void call(struct fixture *f, struct document *doc, const char *title)
{
    struct finding *one = add_finding(f, doc, title);

    one->kind  = FINDING_PLAN;
    one->value = z(title);
    one->type  = STR("Kế hoạch");
    one->date  = STR("2025");
    one->year  = 2025;
    one->plan  = true;
}

static void file_citing(struct fixture *f, char content, const char *number, const char *date,
                        const char *issuer)
{
    char            path[] = {content, '.', 'd', 'o', 'c', 'x', 0};
    struct str      name   = arena_printf(f->a, "%s", path);
    struct document doc    = make(f, name.p, "", content, number);

    cite(f, &doc, number, date, issuer);
    file(f, &doc);
}

static void file_act(struct fixture *f, char content, const char *number, const char *date,
                     const char *issuer)
{
    struct str      name = arena_printf(f->a, "act-%c.docx", content);
    struct document doc  = make(f, name.p, "", content, number);

    give_number(&doc, number, date);
    doc.identity.issuer.value = z(issuer);
    file(f, &doc);
}

static void add_list(struct text *out, const char *word, const struct str *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        (void)text_add(out, z(word));
        (void)text_add(out, items[i]);
    }
}

/* One line an act: "76/NQ-CP 2021-07-15 Chính phủ x2 !same ?unread". */
static struct str listed(struct fixture *f)
{
    struct text       out  = {.arena = f->a};
    struct cited_act *acts = NULL;
    size_t            n    = 0;

    assert_ok(f->ix, cited_acts(f->ix, f->a, &acts, &n));
    for (size_t i = 0; i < n; i++) {
        const struct cited_act *act = &acts[i];

        (void)text_add(&out, act->number.n ? act->number : act->title);
        add_list(&out, " ", &act->date, act->date.n > 0);
        add_list(&out, " ", &act->issuer, act->issuer.n > 0);
        (void)text_add(&out, arena_printf(f->a, " x%zu", act->nby));
        add_list(&out, " !", act->others, act->nothers);
        add_list(&out, " ?", act->unread, act->nunread);
        (void)text_add(&out, act->central ? STR(" central\n") : STR("\n"));
    }
    assert_false(out.full);
    return text_str(&out);
}

/* --- numbers ------------------------------------------------------------------- */

static void what_is_cited_and_not_there_is_listed(void **state)
{
    struct fixture   *f    = *state;
    struct cited_act *acts = NULL;
    size_t            n    = 0;

    open_new(f);
    file_citing(f, 'a', "47/KH-UBND", "2025-02-17", "UBND tỉnh");
    assert_ok(f->ix, cited_acts(f->ix, f->a, &acts, &n));
    assert_int_equal(n, 1);
    assert_str(acts[0].number, STR("47/KH-UBND"));
    assert_str(acts[0].type, STR("Kế hoạch"));
    assert_int_equal(acts[0].nby, 1);
    assert_str(acts[0].by[0].id, id_of(f, 'a'));
    assert_str(acts[0].by[0].label, STR("a.docx"));
    assert_false(acts[0].central);
}

static void what_was_handed_in_is_not_listed(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_act(f, 'c', "47/KH-UBND", "2025-02-17", "UBND tỉnh Sông Trà");
    file_citing(f, 'a', "47/KH-UBND", "2025-02-17", "UBND tỉnh");
    file_citing(f, 'b', "47/KH-UBND", "", "");
    assert_str(listed(f), STR(""));
}

static void of_another_date_it_is_another_act(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_act(f, 'c', "47/KH-UBND", "2024-02-17", "UBND tỉnh");
    file_citing(f, 'a', "47/KH-UBND", "2025-02-17", "UBND tỉnh");
    assert_str(listed(f),
               STR("47/KH-UBND 2025-02-17 UBND tỉnh x1 !47/KH-UBND ngày 17/02/2024 – UBND tỉnh\n"));
}

static void one_number_of_two_years_is_two_rows(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_citing(f, 'a', "76/NQ-CP", "2013-06-13", "Chính phủ");
    file_citing(f, 'b', "76/NQ-CP", "2021-07-15", "Chính phủ");
    assert_str(listed(f), STR("76/NQ-CP 2013-06-13 Chính phủ x1 central\n"
                              "76/NQ-CP 2021-07-15 Chính phủ x1 central\n"));
    file_citing(f, 'c', "76/NQ-CP", "", "Chính phủ"); /* of which year? */
    assert_str(listed(f), STR("76/NQ-CP Chính phủ x1 central\n"
                              "76/NQ-CP 2013-06-13 Chính phủ x1 central\n"
                              "76/NQ-CP 2021-07-15 Chính phủ x1 central\n"));
}

static void with_and_without_a_date_it_is_one_row(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_citing(f, 'a', "76/NQ-CP", "", "");
    file_citing(f, 'b', "76/NQ-CP", "2021-07-15", "Chính phủ");
    file_citing(f, 'c', "76/NQ-CP", "XXXX-07-15", "Chính phủ");
    assert_str(listed(f), STR("76/NQ-CP 2021-07-15 Chính phủ x3 central\n"));
}

static void a_day_without_a_year_tells_which_act_it_is(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_act(f, 'a', "15/KH-UBND", "2025-03-01", "UBND tỉnh");
    file_citing(f, 'b', "15/KH-UBND", "XXXX-03-01", "UBND tỉnh");
    assert_str(listed(f), STR(""));
    file_citing(f, 'c', "15/KH-UBND", "XXXX-07-20", "UBND tỉnh");
    assert_str(listed(f), STR("15/KH-UBND UBND tỉnh x1 !15/KH-UBND ngày 01/03/2025 – UBND tỉnh\n"));
}

static void most_cited_first_then_by_number(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_citing(f, 'a', "9/KH-UBND", "", "");
    file_citing(f, 'b', "9/KH-UBND", "", "");
    file_citing(f, 'c', "12/KH-UBND", "", "");
    file_citing(f, 'd', "11/KH-UBND", "", "");
    assert_str(listed(f), STR("9/KH-UBND x2\n11/KH-UBND x1\n12/KH-UBND x1\n"));
}

static void two_mentions_in_one_document_are_one(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "a.docx", "", 'a', "76/NQ-CP ngày 15/7/2021, 76/NQ-CP");

    open_new(f);
    cite(f, &doc, "76/NQ-CP", "2021-07-15", "Chính phủ");
    cite(f, &doc, "76/NQ-CP", "", "Chính phủ");
    file(f, &doc);
    assert_str(listed(f), STR("76/NQ-CP 2021-07-15 Chính phủ x1 central\n"));
}

static void a_document_does_not_miss_itself(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "a.docx", "", 'a', "412/BC-UBND");

    open_new(f);
    give_number(&doc, "412/BC-UBND", "2025-12-10");
    doc.identity.issuer.value = STR("UBND xã An Phú");
    cite(f, &doc, "412/BC-UBND", "2025-12-10", "UBND xã An Phú");
    cite(f, &doc, "412/BC-UBND", "2025-12-10", "UBND tỉnh");
    file(f, &doc);
    assert_str(listed(f), STR("412/BC-UBND 2025-12-10 UBND tỉnh x1"
                              " !412/BC-UBND ngày 10/12/2025 – UBND xã An Phú\n"));
}

static void the_commune_is_the_one_that_writes(void **state)
{
    static const char *const communes[] = {"UBND xã An Phú", "UBND xã Bình Hòa"};
    struct fixture          *f          = *state;

    open_new(f);
    for (int i = 0; i < 2; i++) {
        struct document doc = make(f, i ? "b.docx" : "a.docx", "", i ? 'b' : 'a', "15/KH-UBND");

        doc.identity.issuer.value = z(communes[i]);
        cite(f, &doc, "15/KH-UBND", "2025-01-15", "UBND xã");
        file(f, &doc);
    }
    assert_str(listed(f), STR("15/KH-UBND 2025-01-15 UBND xã An Phú x1\n"
                              "15/KH-UBND 2025-01-15 UBND xã Bình Hòa x1\n"));
}

static void an_unread_file_may_be_it(void **state)
{
    struct fixture *f    = *state;
    struct document scan = make_bare(f, "215_KH-UBND.pdf", STATE_UNREAD, REASON_SCAN);
    struct document read = make(f, "215 ban sao.docx", "", 'b', "Kế hoạch");

    open_new(f);
    scan.name.number = scan.name.key = STR("215/KH-UBND");
    read.name.number = read.name.key = STR("215/KH-UBND");
    file(f, &scan);
    file(f, &read);
    file_citing(f, 'a', "215/KH-UBND", "2025-02-28", "UBND tỉnh");
    assert_str(listed(f), STR("215/KH-UBND 2025-02-28 UBND tỉnh x1 ?215_KH-UBND.pdf\n"));
}

/* --- titles ------------------------------------------------------------------------ */

#define TITLE "Kế hoạch cải cách hành chính năm 2025"

static void a_plan_without_a_number_is_listed(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', "Thực hiện " TITLE ".");
    struct document b = make(f, "b.docx", "", 'b', "Theo " TITLE ".");

    open_new(f);
    call(f, &a, TITLE);
    call(f, &b, TITLE);
    a.identity.issuer.value = STR("Sở Nội vụ");
    file(f, &a);
    file(f, &b);
    assert_str(listed(f), STR(TITLE " 2025 x2\n"));
}

static void a_plan_that_was_handed_in_is_not_listed(void **state)
{
    struct fixture *f    = *state;
    struct document a    = make(f, "a.docx", "", 'a', "Thực hiện " TITLE ".");
    struct document plan = make(f, "b.docx", "", 'b', "x");

    open_new(f);
    call(f, &a, TITLE);
    plan.identity.nature        = NATURE_OFFICIAL;
    plan.identity.type.value    = STR("Kế hoạch");
    plan.identity.subject.value = STR("Cải cách hành chính tỉnh Sông Trà năm 2025");
    file(f, &a);
    assert_str(listed(f), STR(TITLE " 2025 x1\n"));
    file(f, &plan);
    assert_str(listed(f), STR(""));
}

static void a_title_after_a_number_is_that_act(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', "Quyết định 12/QĐ-UBND ban hành " TITLE ".");
    struct document b = make(f, "b.docx", "", 'b', "Theo " TITLE ".");

    open_new(f);
    cite(f, &a, "12/QĐ-UBND", "2025-01-10", "UBND tỉnh");
    call(f, &a, TITLE);
    call(f, &b, TITLE);
    file(f, &a);
    file(f, &b);
    assert_str(listed(f), STR("12/QĐ-UBND 2025-01-10 UBND tỉnh x2\n"));
}

static void a_title_in_the_next_sentence_is_not(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', "Theo Quyết định 12/QĐ-UBND; " TITLE ".");

    open_new(f);
    cite(f, &a, "12/QĐ-UBND", "2025-01-10", "UBND tỉnh");
    call(f, &a, TITLE);
    file(f, &a);
    assert_str(listed(f), STR("12/QĐ-UBND 2025-01-10 UBND tỉnh x1\n" TITLE " 2025 x1\n"));
}

static void a_title_that_says_what_a_number_is_about_is_that_act(void **state)
{
    struct fixture *f = *state;
    struct document a = make(f, "a.docx", "", 'a', TITLE "\nKế hoạch số 21/KH-UBND.");

    open_new(f);
    call(f, &a, TITLE);
    cite(f, &a, "21/KH-UBND", "2025-01-15", "UBND")->subject =
        STR("cải cách hành chính tỉnh Sông Trà năm 2025");
    file(f, &a);
    assert_str(listed(f), STR("21/KH-UBND 2025-01-15 UBND x1\n"));
}

/* --- all together ------------------------------------------------------------------------ */

static void file_mix(struct fixture *f, bool backwards)
{
    open_new(f);
    for (int i = 0; i < 5; i++)
        switch (backwards ? 4 - i : i) {
        case 0:
            file_citing(f, 'a', "76/NQ-CP", "2021-07-15", "Chính phủ");
            break;
        case 1:
            file_citing(f, 'b', "76/NQ-CP", "", "");
            break;
        case 2:
            file_act(f, 'c', "5/KH-UBND", "2025-01-05", "UBND tỉnh Sông Trà");
            break;
        case 3:
            file_citing(f, 'd', "5/KH-UBND", "2024-01-05", "Ủy ban nhân dân tỉnh");
            break;
        default:
            file_citing(f, 'e', "5/KH-UBND", "2024-01-05", "UBND tỉnh Sông Trà");
        }
}

static void the_order_of_arrival_does_not_show(void **state)
{
    struct fixture *f = *state;
    struct str      want;

    file_mix(f, false);
    want = listed(f);
    index_close(f->ix);
    f->ix = NULL;
    assert_int_equal(unlink(f->path), 0);
    file_mix(f, true);
    assert_str(listed(f), want);
    assert_str(want, STR("5/KH-UBND 2024-01-05 UBND tỉnh Sông Trà x2"
                         " !5/KH-UBND ngày 05/01/2025 – UBND tỉnh Sông Trà\n"
                         "76/NQ-CP 2021-07-15 Chính phủ x2 central\n"));
}

static void little_memory_is_a_limit_never_a_shorter_list(void **state)
{
    struct fixture *f    = *state;
    bool            done = false;

    file_mix(f, false);
    for (size_t size = 256; !done && size < (size_t)1 << 20; size += 256) {
        struct arena     *a    = arena_new(size);
        struct cited_act *acts = NULL;
        size_t            n    = 7;
        enum kc_status    s    = cited_acts(f->ix, a, &acts, &n);

        done = s == KC_OK;
        assert_int_equal(n, done ? 2 : 7);
        if (!done)
            assert_int_equal(s, KC_LIMIT);
        arena_free(a);
    }
    assert_true(done);
}

struct told {
    struct text out;
};

static bool tell(void *ctx, const struct document *doc, const struct finding *f)
{
    struct told *t = ctx;

    (void)text_add(&t->out, str_sub(doc->id, 0, 1));
    (void)text_add(&t->out, f->kind == FINDING_PLAN ? STR(" plan ") : STR(" "));
    (void)text_add(&t->out, f->value);
    return text_add(&t->out, STR("\n"));
}

static void citations_come_by_document_and_may_be_of_one_number(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "x.docx", "", 'a', "Theo 5/KH-UBND và " TITLE ".");
    struct told     all = {{.arena = f->a}}, one = all;

    open_new(f);
    file_citing(f, 'b', "76/NQ-CP", "", "");
    cite(f, &doc, "5/KH-UBND", "", "");
    call(f, &doc, TITLE);
    file(f, &doc);
    assert_ok(f->ix, index_each_citation(f->ix, STR(""), tell, &all));
    assert_str(text_str(&all.out), STR("a 5/KH-UBND\na plan " TITLE "\nb 76/NQ-CP\n"));
    assert_ok(f->ix, index_each_citation(f->ix, STR("76/NQ-CP"), tell, &one));
    assert_str(text_str(&one.out), STR("b 76/NQ-CP\n"));
}

static const struct CMUnitTest tests[] = {
    TEST(what_is_cited_and_not_there_is_listed),
    TEST(what_was_handed_in_is_not_listed),
    TEST(of_another_date_it_is_another_act),
    TEST(one_number_of_two_years_is_two_rows),
    TEST(with_and_without_a_date_it_is_one_row),
    TEST(a_day_without_a_year_tells_which_act_it_is),
    TEST(most_cited_first_then_by_number),
    TEST(two_mentions_in_one_document_are_one),
    TEST(a_document_does_not_miss_itself),
    TEST(the_commune_is_the_one_that_writes),
    TEST(an_unread_file_may_be_it),
    TEST(a_plan_without_a_number_is_listed),
    TEST(a_plan_that_was_handed_in_is_not_listed),
    TEST(a_title_after_a_number_is_that_act),
    TEST(a_title_in_the_next_sentence_is_not),
    TEST(a_title_that_says_what_a_number_is_about_is_that_act),
    TEST(the_order_of_arrival_does_not_show),
    TEST(little_memory_is_a_limit_never_a_shorter_list),
    TEST(citations_come_by_document_and_may_be_of_one_number),
};
TEST_MAIN(tests)
