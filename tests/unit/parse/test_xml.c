#include "parse/xml.h"

#include <libxml/xmlmemory.h>

#include "tests/unit/parse/show.h"

#define W        "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define W_STRICT "xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'"

enum word { A = 1, B, OVER, STOP, ROW };

static const struct xml_word words[] = {
    {XML_NS_W, STR_INIT("a"), A},        {XML_NS_W, STR_INIT("b"), B},
    {XML_NS_W, STR_INIT("over"), OVER},  {XML_NS_W, STR_INIT("stop"), STOP},
    {XML_NS_NONE, STR_INIT("row"), ROW},
};

struct fixture {
    struct arena      *arena;
    struct document    doc;
    struct limits      lim;
    struct text        log;
    struct xml_trouble trouble;
};

static void say(struct fixture *f, const char *what, struct str s)
{
    assert_true(text_add(&f->log, str_from_cstr(what)));
    assert_true(text_add(&f->log, s));
}

static enum xml_go on_start(void *ctx, int word, const struct xml_attrs *attrs)
{
    static const char *const names[] = {"", "<A", "<B", "<OVER", "<STOP", "<ROW"};
    struct fixture          *f       = ctx;
    struct str               val     = xml_attr(attrs, XML_NS_W, STR("val"));
    struct str               plain   = xml_attr(attrs, XML_NS_NONE, STR("val"));

    say(f, names[word], STR(""));
    if (val.p)
        say(f, " w:val=", val);
    if (plain.p)
        say(f, " val=", plain);
    say(f, ">", STR(""));
    return word == OVER ? XML_OVER : word == STOP ? XML_STOP : XML_INTO;
}

static void on_end(void *ctx, int word)
{
    static const char *const names[] = {"", "</A>", "</B>", "</OVER>", "</STOP>", "</ROW>"};

    say(ctx, names[word], STR(""));
}

static void on_text(void *ctx, struct str piece)
{
    say(ctx, "", piece);
}

static const struct xml_handler handler = {.words  = words,
                                           .nwords = sizeof words / sizeof *words,
                                           .start  = on_start,
                                           .end    = on_end,
                                           .text   = on_text};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (!f)
        return -1;
    xml_init();
    f->lim       = limits_default;
    f->arena     = arena_new((size_t)128 << 20);
    f->doc.arena = f->arena;
    f->log.arena = f->arena;
    *state       = f;
    return f->arena ? 0 : -1;
}

static int end(void **state)
{
    struct fixture *f = *state;

    arena_free(f->arena);
    free(f);
    return 0;
}

static enum kc_status read(struct fixture *f, struct str bytes)
{
    f->log.n = 0;
    return xml_read(&f->doc, bytes, &f->lim, &handler, f, &f->trouble);
}

static void assert_events(struct fixture *f, struct str bytes, struct str want)
{
    assert_int_equal(read(f, bytes), KC_OK);
    assert_str(text_str(&f->log), want);
}

static void assert_refused(struct fixture *f, struct str bytes, enum diag_code code)
{
    assert_int_equal(read(f, bytes), KC_BAD_INPUT);
    assert_int_equal(f->trouble.code, code);
}

/* ---- what is read ------------------------------------------------------- */

static void known_elements_and_all_text_are_told(void **state)
{
    assert_events(*state, STR("<w:a " W "><other>một</other> <w:b w:val='2'/>hai</w:a>"),
                  STR("<A>một <B w:val=2></B>hai</A>"));
}

static void prefixes_do_not_matter_but_namespaces_do(void **state)
{
    assert_events(*state,
                  STR("<x:a xmlns:x='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                      "<w:b xmlns:w='urn:other'/><row val='1' x:val='2'/></x:a>"),
                  STR("<A><ROW w:val=2 val=1></ROW></A>"));
}

static void strict_and_transitional_are_the_same(void **state)
{
    assert_events(*state, STR("<w:a " W_STRICT "><w:b w:val='x'/></w:a>"),
                  STR("<A><B w:val=x></B></A>"));
}

static void the_same_name_in_two_namespaces_is_two_words(void **state)
{
    assert_events(*state,
                  STR("<w:a " W "><w:b/><w:b xmlns:w='urn:x'/><w:b/><w:b xmlns:w='urn:x'/></w:a>"),
                  STR("<A><B></B><B></B></A>"));
}

static void what_is_skipped_is_not_told(void **state)
{
    assert_events(*state,
                  STR("<w:a " W ">1<w:over>2<w:b/><w:over>3</w:over>4</w:over>5<w:over/>6</w:a>"),
                  STR("<A>1<OVER>5<OVER>6</A>"));
}

static void a_handler_can_stop(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(read(f, STR("<w:a " W ">1<w:stop w:val='v'/>2</w:a>")), KC_PARTIAL);
    assert_str(text_str(&f->log), STR("<A>1<STOP w:val=v>"));
}

static void own_entities_and_cdata_are_text(void **state)
{
    assert_events(*state, STR("<w:a " W ">&lt;&amp;&#272;&#x111;&quot;<![CDATA[<b>&amp;]]></w:a>"),
                  STR("<A><&Đđ\"<b>&amp;</A>"));
}

static void many_names_are_kept_apart(void **state)
{
    struct fixture *f = *state;
    struct text     t = {.arena = f->arena};

    /* more names than the reader keeps at hand */
    text_add(&t, STR("<w:a " W ">"));
    for (unsigned i = 0; i < 3000; i++)
        text_add(&t, arena_printf(f->arena, "<n%u/>", i));
    for (unsigned i = 0; i < 3000; i++)
        text_add(&t, arena_printf(f->arena, "<w:b w:val='%u'/><n%u/>", i % 10, i));
    text_add(&t, STR("</w:a>"));
    assert_int_equal(read(f, text_str(&t)), KC_OK);
    assert_int_equal(f->log.n, 3000 * STR("<B w:val=0></B>").n + STR("<A></A>").n);
}

/* ---- encodings ----------------------------------------------------------- */

static void a_utf8_mark_is_skipped(void **state)
{
    assert_events(*state, STR("\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><row>Đ</row>"),
                  STR("<ROW>Đ</ROW>"));
}

static struct str as_utf16(struct arena *a, struct str ascii, bool big)
{
    struct text t = {.arena = a};

    text_add(&t, big ? STR("\xFE\xFF") : STR("\xFF\xFE"));
    for (size_t i = 0; i < ascii.n; i++) {
        char pair[2] = {big ? 0 : ascii.p[i], big ? ascii.p[i] : 0};

        text_add(&t, (struct str){pair, 2});
    }
    return text_str(&t);
}

static void utf16_with_a_mark_is_read(void **state)
{
    struct fixture  *f   = *state;
    const struct str xml = STR("<?xml version='1.0' encoding='UTF-16'?><row>&#272;a</row>");

    assert_events(f, as_utf16(f->arena, xml, false), STR("<ROW>Đa</ROW>"));
    assert_events(f, as_utf16(f->arena, xml, true), STR("<ROW>Đa</ROW>"));
}

static void no_declaration_makes_us_leave_utf8(void **state)
{
    assert_events(*state, STR("<?xml version='1.0' encoding='windows-1252'?><row>Đ</row>"),
                  STR("<ROW>Đ</ROW>"));
    assert_events(*state, STR("<?xml version='1.0' encoding='no-such-thing'?><row>Đ</row>"),
                  STR("<ROW>Đ</ROW>"));
}

static void bytes_that_are_not_utf8_are_damage(void **state)
{
    assert_refused(*state, STR("<row>\xC4</row>"), DIAG_PART_DAMAGED);
    assert_refused(*state, STR("<row val='\xFF'/>"), DIAG_PART_DAMAGED);
    assert_refused(*state, STR("<row>\xED\xA0\x80</row>"), DIAG_PART_DAMAGED);
    /* an encoding libxml2 would guess, and open files for */
    assert_refused(*state, STR("\x4C\x6F\xA7\x94\x93"), DIAG_PART_DAMAGED);
}

/* ---- what is refused ------------------------------------------------------ */

static void a_doctype_is_hostile(void **state)
{
    static const struct str hostile[] = {
        STR_INIT("<!DOCTYPE row><row/>"),
        STR_INIT("<!DOCTYPE row [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><row>&b;</row>"),
        STR_INIT("<!DOCTYPE row [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><row>&x;</row>"),
        STR_INIT("<!DOCTYPE row SYSTEM 'http://127.0.0.1:9/x.dtd'><row/>"),
        STR_INIT("<!DOCTYPE row [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><row/>"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        f->doc.reason = REASON_NONE;
        assert_refused(f, hostile[i], DIAG_DOCTYPE_REFUSED);
        assert_int_equal(f->doc.reason, REASON_HOSTILE);
        assert_int_equal(f->log.n, 0);
    }
}

static void damage_is_found_and_placed(void **state)
{
    static const struct str bad[] = {
        STR_INIT("<row>\n<row>"), STR_INIT("<row></rox>"),     STR_INIT("<row>&nbsp;</row>"),
        STR_INIT("<row"),         STR_INIT("<row a='1"),       STR_INIT("không phải XML"),
        STR_INIT("<row/><row/>"), STR_INIT("<row>\x01</row>"), STR_INIT("<row a='' a=''/>"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_refused(f, bad[i], DIAG_PART_DAMAGED);
        assert_true(f->trouble.line > 0);
        assert_int_equal(f->doc.reason, REASON_NONE);
    }
    (void)read(f, bad[0]);
    assert_int_equal(f->trouble.line, 2);
}

static void an_empty_part_is_damage(void **state)
{
    assert_refused(*state, STR(""), DIAG_PART_DAMAGED);
    assert_refused(*state, STR("\xEF\xBB\xBF"), DIAG_PART_DAMAGED);
}

static void a_text_cut_anywhere_is_damage(void **state)
{
    struct fixture  *f = *state;
    const struct str xml =
        STR("<w:a " W "><w:b w:val='Đ&amp;'>x&lt;<![CDATA[y]]></w:b><!--z--></w:a>");

    assert_int_equal(read(f, xml), KC_OK);
    for (size_t n = 0; n < xml.n; n++)
        assert_refused(f, str_sub(xml, 0, n), DIAG_PART_DAMAGED);
}

static struct str nested(struct arena *a, unsigned depth)
{
    struct text t = {.arena = a};

    for (unsigned i = 0; i < depth; i++)
        text_add(&t, STR("<row>"));
    for (unsigned i = 0; i < depth; i++)
        text_add(&t, STR("</row>"));
    return text_str(&t);
}

static void depth_is_limited(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(read(f, nested(f->arena, f->lim.depth)), KC_OK);
    assert_int_equal(read(f, nested(f->arena, f->lim.depth + 1)), KC_LIMIT);
    assert_int_equal(f->trouble.code, DIAG_LIMIT_REACHED);
    assert_int_equal(read(f, nested(f->arena, 100000)), KC_LIMIT);
    f->lim.depth = 3;
    assert_int_equal(read(f, nested(f->arena, 3)), KC_OK);
    assert_int_equal(read(f, nested(f->arena, 4)), KC_LIMIT);
}

static void a_flood_of_names_is_a_limit(void **state)
{
    struct fixture *f     = *state;
    struct text     names = {.arena = f->arena}, attrs = {.arena = f->arena};

    text_add(&names, STR("<row>"));
    text_add(&attrs, STR("<row>"));
    for (unsigned i = 0; i < 30000; i++) {
        text_add(&names, arena_printf(f->arena, "<n%u/>", i));
        text_add(&attrs, arena_printf(f->arena, "<row n%u=''/>", i));
    }
    text_add(&names, STR("</row>"));
    text_add(&attrs, STR("</row>"));
    assert_int_equal(read(f, text_str(&names)), KC_LIMIT);
    assert_str(f->trouble.limit, STR("names"));
    assert_int_equal(read(f, text_str(&attrs)), KC_LIMIT);
    assert_str(f->trouble.limit, STR("names"));
}

static void depth_counts_inside_what_is_skipped(void **state)
{
    struct fixture *f = *state;

    f->lim.depth = 3;
    assert_int_equal(read(f, STR("<w:over " W "><a><b><c/></b></a></w:over>")), KC_LIMIT);
}

/* before + 11 MiB of "x" + after */
static struct str huge(struct arena *a, struct str before, struct str after)
{
    struct text t = {.arena = a};
    char        x[1024];

    memset(x, 'x', sizeof x);
    text_add(&t, before);
    for (unsigned i = 0; i < 11 << 10; i++)
        text_add(&t, (struct str){x, sizeof x});
    text_add(&t, after);
    return text_str(&t);
}

static void absurd_names_and_values_end_cleanly(void **state)
{
    struct fixture *f = *state;

    assert_refused(f, huge(f->arena, STR("<row val='"), STR("'/>")), DIAG_PART_DAMAGED);
    assert_refused(f, huge(f->arena, STR("<row"), STR("/>")), DIAG_PART_DAMAGED);
}

static void one_huge_text_is_no_trouble(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(read(f, huge(f->arena, STR("<row>"), STR("</row>"))), KC_OK);
    assert_int_equal(f->log.n, (11 << 20) + STR("<ROW></ROW>").n);
}

/* ---- memory ---------------------------------------------------------------- */

static unsigned allocations_left; /* before one fails; 0: none does */

static bool may_allocate(void)
{
    return allocations_left == 0 || --allocations_left > 0;
}

static void *some_malloc(size_t n)
{
    return may_allocate() ? malloc(n) : NULL;
}

static void *some_realloc(void *p, size_t n)
{
    return may_allocate() ? realloc(p, n) : NULL;
}

static char *some_strdup(const char *s)
{
    return may_allocate() ? strdup(s) : NULL;
}

static void short_memory_is_never_reported_as_damage(void **state)
{
    struct fixture  *f   = *state;
    const struct str xml = STR("<w:a " W " xmlns:v='urn:x'><w:b w:val='a&amp;b' c='d'>x&lt;Đ</w:b>"
                               "<w:over><w:b/></w:over><!-- c --><?p i?><v:e v:a='1'/></w:a>");
    enum kc_status   status = KC_NO_MEMORY;
    unsigned         n      = 0;

    assert_int_equal(xmlMemSetup(free, some_malloc, some_realloc, some_strdup), 0);
    while (status != KC_OK) {
        assert_true(++n < 1000);
        allocations_left = n;
        status           = read(f, xml);
        if (status != KC_OK) {
            if (status != KC_NO_MEMORY)
                fail_msg("allocation %u: status %d, code %d", n, status, f->trouble.code);
            assert_int_equal(f->trouble.code, DIAG_NO_MEMORY);
        }
    }
    allocations_left = 0;
    assert_true(n > 10);
}

/* ---- reports -------------------------------------------------------------- */

static void a_minor_part_is_left_out_but_never_a_hostile_one(void **state)
{
    struct fixture    *f       = *state;
    struct xml_trouble damaged = {.code = DIAG_PART_DAMAGED, .line = 3, .column = 7};
    struct xml_trouble hostile = {.code = DIAG_DOCTYPE_REFUSED};

    assert_int_equal(xml_report_minor(&f->doc, STR("p.xml"), KC_BAD_INPUT, &damaged), KC_PARTIAL);
    assert_int_equal(f->doc.diags[0].code, DIAG_PART_LEFT_OUT);
    assert_str(f->doc.diags[0].args[0], STR("p.xml"));
    assert_str(f->doc.diags[0].args[1], STR("XML 3:7"));
    assert_int_equal(xml_report_minor(&f->doc, STR("p.xml"), KC_BAD_INPUT, &hostile), KC_BAD_INPUT);
    assert_int_equal(f->doc.diags[1].code, DIAG_DOCTYPE_REFUSED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
static const struct CMUnitTest tests[] = {
    TEST(known_elements_and_all_text_are_told),
    TEST(prefixes_do_not_matter_but_namespaces_do),
    TEST(strict_and_transitional_are_the_same),
    TEST(the_same_name_in_two_namespaces_is_two_words),
    TEST(what_is_skipped_is_not_told),
    TEST(a_handler_can_stop),
    TEST(own_entities_and_cdata_are_text),
    TEST(many_names_are_kept_apart),
    TEST(a_utf8_mark_is_skipped),
    TEST(utf16_with_a_mark_is_read),
    TEST(no_declaration_makes_us_leave_utf8),
    TEST(bytes_that_are_not_utf8_are_damage),
    TEST(a_doctype_is_hostile),
    TEST(damage_is_found_and_placed),
    TEST(an_empty_part_is_damage),
    TEST(a_text_cut_anywhere_is_damage),
    TEST(depth_is_limited),
    TEST(a_flood_of_names_is_a_limit),
    TEST(depth_counts_inside_what_is_skipped),
    TEST(absurd_names_and_values_end_cleanly),
    TEST(one_huge_text_is_no_trouble),
    TEST(short_memory_is_never_reported_as_damage),
    TEST(a_minor_part_is_left_out_but_never_a_hostile_one),
};

TEST_MAIN(tests)
