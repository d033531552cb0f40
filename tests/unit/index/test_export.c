#include "tests/unit/index/fixture.h"

/* What the index knows must depend on the files alone: not on the order in which
 * they came, nor on how many runs it took. */

static const char set_text[] = "set: mau\n"
                               "title: Bộ mẫu\n"
                               "status: sample\n"
                               "source: {decision: 1/QĐ-UBND, date: 2024-12-01}\n"
                               "level: tỉnh\n"
                               "years: [2025]\n"
                               "items:\n"
                               "  - code: \"1\"\n"
                               "    title: Chỉ đạo\n"
                               "    items:\n"
                               "      - code: \"1.10\"\n"
                               "        title: Tuyên truyền\n"
                               "        points: 2\n"
                               "        needs:\n"
                               "          - types: [Kế hoạch]\n"
                               "            about: [tuyên truyền]\n"
                               "      - code: \"1.2\"\n"
                               "        title: Kế hoạch năm\n"
                               "        points: 1.5\n"
                               "        needs:\n"
                               "          - types: [Kế hoạch]\n"
                               "            about: [cải cách hành chính]\n";

static void say_mistake(void *ctx, struct str file, const struct criteria_error *e)
{
    (void)ctx;
    fail_msg("%.*s:%u: mistake %d", STR_FMT(file), e->line, (int)e->code);
}

static struct criteria_set read_set(struct fixture *f, const char *text)
{
    struct criteria_set set;

    assert_int_equal(criteria_set_read(z(text), STR("mau.yaml"), f->a, say_mistake, NULL, &set),
                     KC_OK);
    return set;
}

static struct document plan(struct fixture *f, const char *path, const char *member, char content,
                            const char *subject)
{
    struct document doc = make(f, path, member, content, subject);

    give_number(&doc, "05/KH-UBND", "2025-01-07");
    doc.identity.type.value     = STR("Kế hoạch");
    doc.identity.issuer.value   = STR("UBND tỉnh Sông Trà");
    doc.identity.subject.value  = z(subject);
    doc.identity.subject.at.end = (uint32_t)doc.identity.subject.value.n;
    return doc;
}

/* Five places, three contents; one archive with two members. */
enum { FILES = 4 };
static void file_one(struct fixture *f, size_t which)
{
    struct document a = plan(f, "a.docx", "", 'a', "Kế hoạch cải cách hành chính năm 2025");
    struct document b = plan(f, "b/b.docx", "", 'b', "Kế hoạch tuyên truyền theo 76/NQ-CP");
    struct document copy = plan(f, "c.docx", "", 'b', "Kế hoạch tuyên truyền theo 76/NQ-CP");
    struct document archive = make(f, "d.zip", "", 'd', "");
    struct document member1 =
        plan(f, "d.zip", "x/a.docx", 'a', "Kế hoạch cải cách hành chính năm 2025");
    struct document member2 = make_bare(f, "d.zip", STATE_UNREAD, REASON_SCAN);

    give_reference(f, &b, "76/NQ-CP");
    give_reference(f, &copy, "76/NQ-CP");
    b.name.criterion = STR("1.10"); /* as the path says */
    member2.member   = STR("y.pdf");
    switch (which) {
    case 0:
        file(f, &a);
        break;
    case 1:
        file(f, &b);
        break;
    case 2:
        file(f, &copy);
        break;
    default:
        put(f, &archive);
        put(f, &member1);
        put(f, &member2);
        done_in(f, "nop", "d.zip");
    }
}

static struct str export_of_order(struct fixture *f, const struct criteria_set *set,
                                  const size_t *order)
{
    struct str all;

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, set, 2025, true));
    walk_begin(f);
    for (size_t i = 0; i < FILES; i++)
        file_one(f, order[i]);
    walk_end(f, FILES);
    assert_sound(f);
    all = export_all(f);
    index_close(f->ix);
    f->ix = NULL;
    assert_int_equal(unlink(f->path), 0);
    return all;
}

static void every_order_of_arrival_gives_the_same_export(void **state)
{
    static const size_t orders[][FILES] = {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 3, 0, 1}, {1, 0, 3, 2}};
    struct fixture     *f               = *state;
    struct criteria_set set             = read_set(f, set_text);
    struct str          first           = export_of_order(f, &set, orders[0]);

    assert_true(first.n > 0);
    for (size_t i = 1; i < sizeof orders / sizeof *orders; i++)
        assert_str(export_of_order(f, &set, orders[i]), first);
}

/* All files but `without`, in one run. */
static struct str fresh_without(struct fixture *f, const struct criteria_set *set, size_t without)
{
    struct str all;

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, set, 2025, true));
    walk_begin(f);
    for (size_t i = 0; i < FILES; i++)
        if (i != without)
            file_one(f, i);
    walk_end(f, FILES - 1);
    all = export_all(f);
    index_close(f->ix);
    f->ix = NULL;
    assert_int_equal(unlink(f->path), 0);
    return all;
}

static void walk_without(struct fixture *f, size_t without)
{
    walk_begin(f);
    for (size_t i = 0; i < FILES; i++)
        if (i != without)
            file_one(f, i);
    walk_end(f, FILES - 1);
}

static void after_a_file_goes_the_export_is_that_of_a_fresh_index(void **state)
{
    static const size_t all[] = {0, 1, 2, 3};
    struct fixture     *f     = *state;
    struct criteria_set set   = read_set(f, set_text);

    for (size_t without = 0; without < FILES; without++) {
        struct str want   = fresh_without(f, &set, without);
        bool       needed = true;

        open_new(f);
        assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
        walk_begin(f);
        for (size_t i = 0; i < FILES; i++)
            file_one(f, all[i]);
        walk_end(f, FILES);
        walk_without(f, without);
        assert_ok(f->ix, index_needs_another_walk(f->ix, &needed));
        if (needed)
            walk_without(f, without);
        assert_ok(f->ix, index_needs_another_walk(f->ix, &needed));
        assert_false(needed);
        assert_str(export_all(f), want);
        assert_sound(f);
        index_close(f->ix);
        f->ix = NULL;
        assert_int_equal(unlink(f->path), 0);
    }
}

static void an_interrupted_run_ends_like_one_that_was_not(void **state)
{
    static const size_t order[] = {0, 1, 2, 3};
    struct fixture     *f       = *state;
    struct criteria_set set     = read_set(f, set_text);
    struct str          want    = export_of_order(f, &set, order);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    walk_begin(f);
    assert_ok(f->ix, index_begin(f->ix));
    file_one(f, 3);
    assert_ok(f->ix, index_commit(f->ix));
    assert_ok(f->ix, index_begin(f->ix));
    file_one(f, 2);
    reopen(f, INDEX_WRITE); /* the batch is lost */
    assert_sound(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    walk_begin(f);
    for (size_t i = 0; i < FILES; i++)
        file_one(f, i);
    walk_end(f, FILES);
    assert_str(export_all(f), want);
}

/* --- links -------------------------------------------------------------------- */

static bool append_link(void *ctx, const struct evidence_link *link)
{
    struct text *t = ctx;

    (void)text_add(t, link->criterion);
    (void)text_add(t, STR("="));
    (void)text_add(t, str_sub(link->document, 0, 1));
    return text_add(t, STR(" "));
}

/* "1.10=b 1.2=a " */
static struct str links(struct fixture *f, const char *criterion)
{
    struct text all = {.arena = f->a};

    assert_ok(f->ix, index_each_link(f->ix, z(criterion), append_link, &all));
    return text_str(&all);
}

static void file_all(struct fixture *f)
{
    for (size_t i = 0; i < FILES; i++)
        file_one(f, i);
}

static void links_come_in_the_order_of_the_set(void **state)
{
    struct fixture     *f   = *state;
    struct criteria_set set = read_set(f, set_text);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    file_all(f);
    assert_str(links(f, ""), STR("1.10=b 1.2=a "));
    assert_str(links(f, "1.2"), STR("1.2=a "));
    assert_str(links(f, "1.1"), STR(""));
}

/* The same set with other subject words for 1.10. */
static struct criteria_set other_set(struct fixture *f)
{
    struct text text = {.arena = f->a};
    struct str  rest = z(set_text), line;

    while (rest.n) {
        line = str_cut(&rest, '\n');
        (void)text_add(&text, str_find(line, STR("[tuyên truyền]")).n
                                  ? STR("            about: [kế hoạch]")
                                  : line);
        (void)text_add(&text, STR("\n"));
    }
    (void)text_add(&text, (struct str){"", 1});
    return read_set(f, text_str(&text).p);
}

static void another_set_proposes_all_links_again(void **state)
{
    struct fixture     *f     = *state;
    struct criteria_set set   = read_set(f, set_text);
    struct criteria_set other = other_set(f);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    file_all(f);
    reopen(f, INDEX_WRITE);
    assert_str(links(f, ""), STR("1.10=b 1.2=a "));
    assert_ok(f->ix, index_use_criteria(f->ix, &other, 2025, true));
    assert_str(links(f, ""), STR("1.10=a 1.10=b 1.2=a "));
    reopen(f, INDEX_READ);
    assert_str(links(f, ""), STR("1.10=a 1.10=b 1.2=a "));
    reopen(f, INDEX_WRITE);
    assert_ok(f->ix, index_use_criteria(f->ix, NULL, 0, false));
    assert_str(links(f, ""), STR(""));
}

static void a_reader_with_another_set_leaves_the_store_as_it_is(void **state)
{
    struct fixture     *f     = *state;
    struct criteria_set set   = read_set(f, set_text);
    struct criteria_set other = other_set(f);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    file_all(f);
    reopen(f, INDEX_READ);
    assert_ok(f->ix, index_use_criteria(f->ix, &other, 2025, true));
    assert_str(links(f, ""), STR("1.10=a 1.10=b 1.2=a "));
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    assert_str(links(f, ""), STR("1.10=b 1.2=a "));
    reopen(f, INDEX_READ);
    assert_str(links(f, ""), STR("1.10=b 1.2=a "));
}

static void documents_filed_without_criteria_get_their_links_later(void **state)
{
    struct fixture     *f   = *state;
    struct criteria_set set = read_set(f, set_text);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    file_one(f, 0);
    reopen(f, INDEX_WRITE);
    file_one(f, 1);
    assert_str(links(f, ""), STR("1.2=a "));
    reopen(f, INDEX_WRITE);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    assert_str(links(f, ""), STR("1.10=b 1.2=a "));
}

static void links_of_documents_that_are_gone_go_too(void **state)
{
    struct fixture     *f   = *state;
    struct criteria_set set = read_set(f, set_text);

    open_new(f);
    assert_ok(f->ix, index_use_criteria(f->ix, &set, 2025, true));
    file_all(f);
    walk_begin(f);
    seen(f, "a.docx");
    walk_end(f, 1);
    assert_str(links(f, ""), STR("1.2=a "));
    assert_sound(f);
}

/* --- lines --------------------------------------------------------------------- */

static void lines_say_what_kind_they_are_and_quote_their_place(void **state)
{
    static const char want[] =
        "{\"kind\":\"occurrence\",\"root\":\"nop\",\"path\":\"\xEF\xBF\xBD.docx\",\"path_bytes\":"
        "\"/y5kb2N4\",\"member\":null,\"container\":null,\"document\":\"aaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\",\"format\":\"docx\",\"state\":\"read\","
        "\"reason\":null,\"size\":1000,\"name\":{\"number\":null,\"key\":null,\"date\":null,"
        "\"criterion\":null}}\n"
        "{\"kind\":\"finding\",\"document\":\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
        "aaaaaaaaaaaa\",\"finding\":\"reference\",\"value\":\"76/NQ-CP\",\"key\":\"76/NQ-CP\","
        "\"type\":\"Nghị quyết\",\"date\":null,\"issuer\":null,\"subject\":null,\"precision\":null,"
        "\"use\":null,\"year\":0,\"role\":\"cited\",\"plan\":false,\"at\":[0,8],\"quote\":"
        "\"76/NQ-CP\",\"rule\":\"so-hieu/1\",\"sure\":95}\n";
    struct fixture *f   = *state;
    struct document doc = make(f, "\xFF.docx", "", 'a', "76/NQ-CP");
    struct str      all, first;

    open_new(f);
    give_reference(f, &doc, "76/NQ-CP");
    file(f, &doc);
    all   = export_all(f);
    first = str_cut(&all, '\n');
    assert_true(str_starts_with(first, STR("{\"kind\":\"document\",\"id\":\"aaaa")));
    assert_true(str_find(first, STR("\"text_bytes\":8,")).n > 0);
    assert_str(all, z(want));
}

static void coverage_rows_have_points_with_two_digits(void **state)
{
    struct fixture     *f   = *state;
    struct criteria_set set = read_set(f, set_text);
    struct coverage     row = {.criterion = criteria_find(&set, STR("1.2")),
                               .answer    = ANSWER_MISSING,
                               .reason    = COVER_NOTHING,
                               .needed    = 1};
    struct text         all = {.arena = f->a};

    open_new(f);
    assert_ok(f->ix, export_ndjson(f->ix, &row, 1, f->a, append_line, &all));
    assert_str(text_str(&all),
               STR("{\"kind\":\"coverage\",\"criterion\":\"1.2\",\"answer\":\"missing\",\"reason\":"
                   "\"nothing\",\"args\":[],\"points\":\"1.50\",\"needed\":1,\"valid\":0,"
                   "\"weak\":0,\"leads\":0,\"unread\":0}\n"));
}

static bool refuse(void *ctx, struct str line)
{
    (void)line;
    ++*(unsigned *)ctx;
    return false;
}

static void a_writer_that_stops_is_asked_no_more(void **state)
{
    struct fixture *f     = *state;
    unsigned        lines = 0;

    open_new(f);
    file_all(f);
    assert_ok(f->ix, export_ndjson(f->ix, NULL, 0, f->a, refuse, &lines));
    assert_int_equal(lines, 1);
}

static const struct CMUnitTest tests[] = {
    TEST(every_order_of_arrival_gives_the_same_export),
    TEST(after_a_file_goes_the_export_is_that_of_a_fresh_index),
    TEST(an_interrupted_run_ends_like_one_that_was_not),
    TEST(links_come_in_the_order_of_the_set),
    TEST(another_set_proposes_all_links_again),
    TEST(a_reader_with_another_set_leaves_the_store_as_it_is),
    TEST(documents_filed_without_criteria_get_their_links_later),
    TEST(links_of_documents_that_are_gone_go_too),
    TEST(lines_say_what_kind_they_are_and_quote_their_place),
    TEST(coverage_rows_have_points_with_two_digits),
    TEST(a_writer_that_stops_is_asked_no_more),
};

TEST_MAIN(tests)
