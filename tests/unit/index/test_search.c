#include "tests/unit/index/fixture.h"

#include "index/passage.h"

#define LONG_TEXT                                                                                                        \
    "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ\n"                                                                            \
    "Kế toán trưởng các đơn vị chịu trách nhiệm bố trí kinh phí theo quy định hiện hành\n"     \
    "Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2025 của tỉnh Sông Trà, " \
    "giao Sở Nội vụ theo dõi, đôn đốc và tổng hợp báo cáo"

static bool append_hit(void *ctx, const struct search_hit *hit)
{
    struct text *t = ctx;

    (void)text_add(t, hit->doc.path);
    return text_add(t, STR(" "));
}

/* Paths of the hits, best first. */
static struct str hits(struct fixture *f, const char *words, size_t most)
{
    struct text all = {.arena = f->a};

    assert_ok(f->ix, index_search(f->ix, z(words), most, append_hit, &all));
    return text_str(&all);
}

static void file_text(struct fixture *f, const char *path, char content, const char *text)
{
    struct document doc = make(f, path, "", content, text);

    file(f, &doc);
}

static void marks_are_optional(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_text(f, "a.docx", 'a', LONG_TEXT);
    file_text(f, "b.docx", 'b', "Báo cáo tình hình");
    assert_str(hits(f, "ke hoach cai cach", 10), STR("a.docx "));
    assert_str(hits(f, "Kế hoạch cải cách", 10), STR("a.docx "));
    assert_str(hits(f, "kể hoạch", 10), STR("a.docx ")); /* a slip of the tone, last resort */
    assert_str(hits(f, "bao cao", 10), STR("b.docx a.docx "));
    assert_str(hits(f, "không có", 10), STR(""));
    assert_str(hits(f, "", 10), STR(""));
    assert_str(hits(f, "\" ( * -", 10), STR(""));
}

static void what_has_the_same_marks_comes_first(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_text(f, "a.docx", 'a', "kê hoach kê hoach kê hoach");
    file_text(f, "b.docx", 'b', "rất nhiều chữ khác rồi mới đến kế hoạch của tỉnh trong năm");
    assert_str(hits(f, "kế hoạch", 10), STR("b.docx a.docx "));
}

static void words_in_quotes_are_a_phrase(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_text(f, "a.docx", 'a', "chính hành cách cải");
    file_text(f, "b.docx", 'b', "cải cách hành chính");
    assert_str(hits(f, "\"cải cách hành chính\"", 10), STR("b.docx "));
    assert_true(hits(f, "cải cách hành chính", 10).n > STR("b.docx ").n);
}

static void equal_hits_come_in_the_order_of_their_ids(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    file_text(f, "3.docx", 'c', "quyết định");
    file_text(f, "1.docx", 'b', "quyết định");
    file_text(f, "2.docx", 'a', "quyết định");
    assert_str(hits(f, "quyết định", 10), STR("2.docx 1.docx 3.docx "));
    assert_str(hits(f, "quyết định", 2), STR("2.docx 1.docx "));
}

static void only_reading_text_is_searched(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "a.docx", "", 'a', "Trang chủ\nKế hoạch");

    open_new(f);
    doc.blocks[0].use = USE_CHROME;
    file(f, &doc);
    assert_str(hits(f, "trang chủ", 10), STR(""));
    assert_str(hits(f, "kế hoạch", 10), STR("a.docx "));
}

static void replaced_and_vanished_text_is_found_no_more(void **state)
{
    struct fixture *f = *state;

    open_new(f);
    walk_begin(f);
    file_text(f, "a.docx", 'a', "Kế hoạch cũ");
    file_text(f, "a.docx", 'b', "Báo cáo mới");
    file_text(f, "c.docx", 'c', "Kế hoạch khác");
    walk_end(f, 2);
    assert_str(hits(f, "kế hoạch", 10), STR("c.docx "));
    assert_str(hits(f, "báo cáo", 10), STR("a.docx "));
    walk_begin(f);
    seen(f, "a.docx");
    walk_end(f, 1);
    assert_str(hits(f, "kế hoạch", 10), STR(""));
    assert_sound(f);
}

/* --- passages ------------------------------------------------------------------ */

static void assert_passage(struct fixture *f, const char *words, const char *at,
                           const char *snippet)
{
    struct document doc  = make(f, "a.docx", "", 'a', LONG_TEXT);
    struct span     span = {0};
    struct str      got  = {0};

    assert_int_equal(passage_find(&doc, z(words), &span, &got), at != NULL);
    if (!at)
        return;
    assert_str(document_text(&doc, span), z(at));
    assert_str(got, z(snippet));
}

static void the_longest_run_of_the_words_is_shown(void **state)
{
    assert_passage(
        *state, "ke hoach cai cach", "Kế hoạch cải cách",
        "Ban hành kèm theo Quyết định này Kế hoạch cải cách hành chính năm 2025 của tỉnh "
        "Sông Trà, giao Sở Nội vụ theo dõi,");
    assert_passage(*state, "\"sông trà\"", "SÔNG TRÀ", "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ");
    assert_passage(*state, "đường sắt", NULL, NULL);
    assert_passage(*state, "...", NULL, NULL);
}

static void the_right_marks_win_over_an_earlier_place(void **state)
{
    struct fixture *f   = *state;
    struct document doc = make(f, "a.docx", "", 'a', "kê hoach rồi kế hoạch");
    struct span     at;
    struct str      snippet;

    assert_true(passage_find(&doc, STR("Kế hoạch"), &at, &snippet));
    assert_str(document_text(&doc, at), STR("kế hoạch"));
    assert_true(passage_find(&doc, STR("ke hoach"), &at, &snippet));
    assert_int_equal(at.start, 0);
}

/* --- finding one document --------------------------------------------------------- */

static bool append_brief(void *ctx, const struct document_brief *d)
{
    struct text *t = ctx;

    (void)text_add(t, str_sub(d->id, 0, 1));
    return text_add(t, STR(" "));
}

static struct str found(struct fixture *f, const char *typed, const char *key)
{
    struct text all = {.arena = f->a};

    assert_ok(f->ix, index_find_document(f->ix, z(typed), z(key), append_brief, &all));
    return text_str(&all);
}

static void documents_are_found_by_hash_path_and_number(void **state)
{
    struct fixture *f  = *state;
    struct document a  = make(f, "1/KH.docx", "", 'a', "Kế hoạch");
    struct document b  = make(f, "la!/b.zip", "x!/y.docx", 'b', "Báo cáo");
    struct document c  = make(f, "c.docx", "", 'c', "Báo cáo");
    struct document z1 = make(f, "la!/b.zip", "", 'd', "");

    open_new(f);
    give_number(&a, "5/KH-UBND", "2025-01-07");
    give_number(&c, "5/KH-UBND", "2025-02-07");
    file(f, &a);
    put(f, &z1);
    put(f, &b);
    done_in(f, "nop", "la!/b.zip");
    file(f, &c);
    assert_str(found(f, "aaaaaa", ""), STR("a "));
    assert_str(found(f, "aaaaa", ""), STR("")); /* too short for a hash */
    assert_str(found(f, "abaaaa", ""), STR(""));
    assert_str(found(f, "1/KH.docx", ""), STR("a "));
    assert_str(found(f, "la!/b.zip!/x!/y.docx", ""), STR("b "));
    assert_str(found(f, "la!/b.zip", ""), STR("d "));
    assert_str(found(f, "05/KH-UBND", "5/KH-UBND"), STR("a c "));
    assert_str(found(f, "6/KH-UBND", "6/KH-UBND"), STR(""));
    assert_str(found(f, "", ""), STR(""));
}

static void documents_are_found_by_the_path_that_people_are_shown(void **state)
{
    struct fixture *f  = *state;
    struct document a  = make(f, "1/Ke\u0302\u0301.docx", "", 'a', "Kế hoạch");
    struct document b  = make(f, "b.zip",
                              "1.1/K\xD5 ho\xB9"
                               "ch.docx",
                              'b', "Báo cáo");
    struct document z1 = make(f, "b.zip", "", 'd', "");
    struct document c  = make(f, "b.zip", "1.2/\xE9\xFF.docx", 'c', "Báo cáo");

    open_new(f);
    file(f, &a);
    put(f, &z1);
    put(f, &b);
    put(f, &c);
    done_in(f, "nop", "b.zip");
    assert_str(found(f, "1/Kế.docx", ""), STR("a "));
    assert_str(found(f, "nop/1/Kế.docx", ""), STR("a "));
    assert_str(found(f, "1/Ke\u0302\u0301.docx", ""), STR("a "));
    assert_str(found(f, "b.zip!/1.1/Kế hoạch.docx", ""), STR("b "));
    assert_str(found(f, "nop/b.zip!/1.1/Ke\u0302\u0301 hoạch.docx", ""), STR("b "));
    assert_str(found(f, "b.zip!/1.2/\xE9\xFF.docx", ""), STR("c "));
    assert_str(found(f, "1.1/Kế hoạch.docx", ""), STR(""));
}

static const struct CMUnitTest tests[] = {
    TEST(marks_are_optional),
    TEST(what_has_the_same_marks_comes_first),
    TEST(words_in_quotes_are_a_phrase),
    TEST(equal_hits_come_in_the_order_of_their_ids),
    TEST(only_reading_text_is_searched),
    TEST(replaced_and_vanished_text_is_found_no_more),
    TEST(the_longest_run_of_the_words_is_shown),
    TEST(the_right_marks_win_over_an_earlier_place),
    TEST(documents_are_found_by_hash_path_and_number),
    TEST(documents_are_found_by_the_path_that_people_are_shown),
};

TEST_MAIN(tests)
