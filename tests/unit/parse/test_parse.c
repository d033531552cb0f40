#include "parse/formats.h"
#include "parse/parse.h"

#include "tests/unit/parse/show.h"

#define DOCUMENT(body)                                                                             \
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"          \
    "<w:body>" body "</w:body></w:document>"

/* The whole stage on some parts. */
static enum kc_status run_parts(struct arena *a, const struct format *format, struct part *parts,
                                size_t n, struct document *ret_doc)
{
    struct parser *p = NULL;
    enum kc_status s;

    assert_int_equal(parser_new(&p), KC_OK);
    *ret_doc = (struct document){
        .arena = a, .format = str_from_cstr(format->name), .parts = parts, .nparts = n};
    s = parse_document(p, format, &limits_default, ret_doc);
    parser_free(p);
    return s;
}

static enum kc_status run(struct arena *a, const struct format *format, struct str name,
                          struct str bytes, struct document *ret_doc)
{
    struct part *part = ARENA_NEW(a, struct part, 1);

    *part = (struct part){name, bytes};
    return run_parts(a, format, part, 1, ret_doc);
}

static void a_word_file_without_words_is_a_scan(void **state)
{
    struct arena   *a = arena_new((size_t)64 << 20);
    struct document doc;

    (void)state;
    assert_int_equal(run(a, &format_docx, STR("word/document.xml"),
                         STR(DOCUMENT("<w:p><w:r><w:drawing/></w:r></w:p>"
                                      "<w:p><w:r><w:t>____</w:t></w:r></w:p>")),
                         &doc),
                     KC_SKIP);
    assert_int_equal(doc.state, STATE_UNREAD);
    assert_int_equal(doc.reason, REASON_SCAN);
    assert_true(has_diag(&doc, DIAG_NO_TEXT));
    arena_free(a);
}

static void a_page_number_does_not_make_a_scan_a_document(void **state)
{
    struct arena *a       = arena_new((size_t)64 << 20);
    struct part   parts[] = {
          {STR("word/document.xml"), STR(DOCUMENT("<w:p><w:r><w:drawing/></w:r></w:p>"))},
          {STR("word/footer1.xml"),
           STR("<w:ftr xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                 "<w:p><w:r><w:t>Trang 1</w:t></w:r></w:p></w:ftr>")},
    };
    struct document doc;

    (void)state;
    assert_int_equal(run_parts(a, &format_docx, parts, 2, &doc), KC_SKIP);
    assert_int_equal(doc.state, STATE_UNREAD);
    assert_int_equal(doc.reason, REASON_SCAN);
    arena_free(a);
}

static void a_file_of_deleted_words_is_unread_but_no_scan(void **state)
{
    struct arena   *a = arena_new((size_t)64 << 20);
    struct document doc;

    (void)state;
    assert_int_equal(run(a, &format_docx, STR("word/document.xml"),
                         STR(DOCUMENT("<w:p><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del>"
                                      "</w:p>")),
                         &doc),
                     KC_SKIP);
    assert_int_equal(doc.state, STATE_UNREAD);
    assert_int_equal(doc.reason, REASON_OTHER);
    arena_free(a);
}

static void one_word_is_text(void **state)
{
    struct arena   *a = arena_new((size_t)64 << 20);
    struct document doc;

    (void)state;
    assert_int_equal(run(a, &format_docx, STR("word/document.xml"),
                         STR(DOCUMENT("<w:p><w:r><w:t>Số 5</w:t></w:r></w:p>")), &doc),
                     KC_OK);
    assert_str(doc.normal, STR("Số 5"));
    arena_free(a);
}

/* A document without a subject is shown by its title. */
static void what_a_file_says_of_itself_is_in_normal_form(void **state)
{
    struct arena   *a = arena_new((size_t)64 << 20);
    struct document doc;

    (void)state;
    assert_int_equal(run(a, &format_html, STR(""),
                         STR("<meta name=author content='Lê  An'><meta property=og:site_name "
                             "content='Co\u0302\u0309ng'><title>K\u00EA\u0301 hoa\u0323ch\n hoà "
                             "</title><p>a"),
                         &doc),
                     KC_OK);
    assert_str(doc.meta.title, STR("Kế hoạch hòa"));
    assert_str(doc.meta.author, STR("Lê An"));
    assert_str(doc.meta.site, STR("Cổng"));
    arena_free(a);
}

static void a_page_of_scripts_is_unread(void **state)
{
    struct arena   *a = arena_new((size_t)64 << 20);
    struct document doc;

    (void)state;
    assert_int_equal(
        run(a, &format_html, (struct str){0}, STR("<html><script>var a = 1</script></html>"), &doc),
        KC_SKIP);
    assert_int_equal(doc.state, STATE_UNREAD);
    assert_int_equal(doc.reason, REASON_OTHER);
    arena_free(a);
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_word_file_without_words_is_a_scan),
    cmocka_unit_test(a_page_number_does_not_make_a_scan_a_document),
    cmocka_unit_test(a_file_of_deleted_words_is_unread_but_no_scan),
    cmocka_unit_test(one_word_is_text),
    cmocka_unit_test(what_a_file_says_of_itself_is_in_normal_form),
    cmocka_unit_test(a_page_of_scripts_is_unread),
};
TEST_MAIN(tests)
