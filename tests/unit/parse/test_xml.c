#include "parse/xml_scan.h"

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

typedef enum kc_status (*xml_reader)(struct document *, struct str, const struct limits *,
                                     const struct xml_handler *, void *, struct xml_trouble *);

struct fixture {
    xml_reader         reader;
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

static int begin_with(void **state, xml_reader reader)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (!f)
        return -1;
    xml_init();
    f->reader    = reader;
    f->lim       = limits_default;
    f->arena     = arena_new((size_t)128 << 20);
    f->doc.arena = f->arena;
    f->log.arena = f->arena;
    *state       = f;
    return f->arena ? 0 : -1;
}

static int begin(void **state)
{
    return begin_with(state, xml_read);
}

static int begin_by_libxml(void **state)
{
    return begin_with(state, xml_read_by_libxml);
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
    return f->reader(&f->doc, bytes, &f->lim, &handler, f, &f->trouble);
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

static void utf16_without_a_mark_is_known_by_its_declaration(void **state)
{
    struct fixture  *f   = *state;
    const struct str xml = STR("<?xml version='1.0' encoding='UTF-16LE'?><row>&#272;a</row>");
    struct str       le = as_utf16(f->arena, xml, false), be = as_utf16(f->arena, xml, true);

    assert_events(f, str_sub(le, 2, le.n), STR("<ROW>Đa</ROW>"));
    assert_events(f, str_sub(be, 2, be.n), STR("<ROW>Đa</ROW>"));
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
        f->doc.state  = STATE_NONE;
        assert_refused(f, hostile[i], DIAG_DOCTYPE_REFUSED);
        assert_int_equal(f->doc.state, STATE_REFUSED);
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

/* before + " a0=''" … for n attributes + after */
static struct str crowd(struct arena *a, struct str before, unsigned n, struct str after)
{
    struct text t = {.arena = a};

    text_add(&t, before);
    for (unsigned i = 0; i < n; i++)
        text_add(&t, arena_printf(a, " a%u='<>'", i));
    text_add(&t, after);
    return text_str(&t);
}

static void a_crowd_of_attributes_is_a_limit(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(read(f, crowd(f->arena, STR("<row><row"), 1024, STR("/></row>"))),
                     KC_BAD_INPUT); /* no "<" in a value */
    assert_int_equal(read(f, crowd(f->arena, STR("<row>x<row"), 200000, STR("/></row>"))),
                     KC_LIMIT);
    assert_str(f->trouble.limit, STR("attributes"));
    assert_int_equal(read(f, crowd(f->arena, STR("<row"), 2000, STR("/>"))), KC_LIMIT);
    assert_int_equal(read(f, crowd(f->arena, STR("<row/><row"), 2000, STR("/>"))), KC_LIMIT);
}

static void what_only_looks_like_a_crowd_is_none(void **state)
{
    struct fixture *f = *state;

    assert_int_equal(read(f, crowd(f->arena, STR("<row><!--'--><!--<row"), 2000, STR("--></row>"))),
                     KC_OK);
    assert_int_equal(
        read(f, crowd(f->arena, STR("<row><?p it's ?><![CDATA[<row"), 2000, STR("]]></row>"))),
        KC_OK);
    assert_int_equal(read(f, crowd(f->arena, STR("<?p?><row>"), 2000, STR("</row>"))),
                     KC_BAD_INPUT);
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

/* ---- the scanner in front of libxml2 ----------------------------------------- */

static enum xml_scan_end scan(struct fixture *f, struct str bytes, struct xml_scan_told *ret_told)
{
    f->log.n = 0;
    return xml_scan(bytes, f->lim.depth, &handler, f, ret_told);
}

/* Alone it reads `bytes`, and tells what libxml2 tells. */
static void assert_scanned(struct fixture *f, struct str bytes)
{
    struct xml_scan_told told;
    struct str           log;

    if (scan(f, bytes, &told) != XML_SCAN_READ)
        fail_msg("gave up at byte %zu of %.*s", told.bytes, STR_FMT(bytes));
    assert_true(arena_copy(f->arena, text_str(&f->log), &log));
    f->log.n = 0;
    assert_int_equal(xml_read_by_libxml(&f->doc, bytes, &f->lim, &handler, f, &f->trouble), KC_OK);
    assert_str(log, text_str(&f->log));
}

static void plain_markup_is_scanned(void **state)
{
    static const struct str plain[] = {
        STR_INIT("<row/>"),
        STR_INIT("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<row/>\n"),
        STR_INIT("<?xml version='1.0'?><!-- một --><row>Đ</row><!-- > -->"),
        STR_INIT("<row>a\r\nb\rc\td]]&gt;e]f]]g</row>"),
        STR_INIT("<row>&lt;&gt;&amp;&apos;&quot;&#272;&#x110;&#x1F600;&#13;</row>"),
        STR_INIT("<row>a<!-- b --><![CDATA[<c>&amp;\r\n]]]]><![CDATA[>]]></row>"),
        STR_INIT("<row val=\"a'b>\" other='a\"b/'  third='' /><!---->"),
        STR_INIT("<row val='\t\r\n\n&#9;&lt;&amp;&#38;&#x26;Đ\xEF\xBF\xBD'></row>"),
        STR_INIT("<a xml:space='preserve' long_name.of-20_bytes='1' long_name.of-20_bites='2'/>"),
    };

    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++)
        assert_scanned(*state, plain[i]);
}

static void namespaces_hold_where_they_are_declared(void **state)
{
    static const struct str scoped[] = {
        STR_INIT("<w:a " W "><w:b/><w:b xmlns:w='urn:x'><w:b/></w:b><w:b/></w:a>"),
        STR_INIT("<w:a " W "><x><w:b xmlns:w='urn:x'/></x><w:b w:val='1'/></w:a>"),
        STR_INIT("<w:b w:val='1' " W " xmlns:x='urn:x' x:val='2' val='3'/>"),
        STR_INIT("<row><row xmlns='urn:x'><row xmlns=''/><row/></row><row/></row>"),
        STR_INIT("<a xmlns='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><b"
                 " val='1'/></a>"),
        STR_INIT("<w:a " W "><w:a xmlns:v='"
                 "http://purl.oclc.org/ooxml/wordprocessingml/main"
                 "'><v:b/><w:b v:val='1'/></w:a></w:a>"),
    };

    for (size_t i = 0; i < sizeof scoped / sizeof *scoped; i++)
        assert_scanned(*state, scoped[i]);
}

/* The second of two same tags is not split up before somebody asks. */
static void a_tag_that_comes_again_is_told_again(void **state)
{
    assert_scanned(*state,
                   STR("<w:a " W "><w:over><w:b w:val='1'/><w:b w:val='a&amp;b'/></w:over>"
                       "<w:b w:val='1'/><w:b w:val='1'/><w:b w:val='2'/><w:b w:val='1'/>"
                       "<w:b w:val='a&amp;b'/><w:b w:val='a&amp;b'/><w:b w:val='a>b'/>"
                       "<w:b w:val='a>b'/><w:b w:val='/'></w:b><w:b w:val='/'></w:b></w:a>"));
}

/* In front of it something that is told, so that libxml2 has to go on in the middle. */
static void what_is_unusual_is_left_to_libxml2(void **state)
{
    static const struct str unusual[] = {
        STR_INIT("<?p i?>"),
        STR_INIT("<row val = '1'/>"),
        STR_INIT("<row></row >"),
        STR_INIT("<dòng/>"),
        STR_INIT("<row chữ='1'/>"),
        STR_INIT("<a:b:c/>"),
        STR_INIT("<:b/>"),
        STR_INIT("<b:/>"),
        STR_INIT("<undeclared:row/>"),
        STR_INIT("<row undeclared:val='1'/>"),
        STR_INIT("<row xmlns:x=''/>"),
        STR_INIT("<row xmlns:x='urn:&#120;'/>"),
        STR_INIT("<row xmlns:xml='http://www.w3.org/XML/1998/namespace'/>"),
        STR_INIT("<row xmlns:x='http://www.w3.org/XML/1998/namespace' x:val='1'/>"),
        STR_INIT("<row xmlns:x='http://www.w3.org/2000/xmlns/' x:val='1'/>"),
        STR_INIT("<xmlns:row/>"),
        STR_INIT("<row>&#00000000065;</row>"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof unusual / sizeof *unusual; i++) {
        struct text          t = {.arena = f->arena};
        struct xml_scan_told told;
        struct str           log;
        enum kc_status       status;

        text_add(&t, STR("<w:a " W ">một<w:over>2<w:b/></w:over><w:b/>3"));
        text_add(&t, unusual[i]);
        text_add(&t, STR("<w:b w:val='4'/>5</w:a>"));
        if (scan(f, text_str(&t), &told) != XML_SCAN_GAVE_UP)
            fail_msg("scanned: %.*s", STR_FMT(unusual[i]));
        assert_true(told.bytes && told.over == 0);
        f->log.n = 0;
        status   = xml_read_by_libxml(&f->doc, text_str(&t), &f->lim, &handler, f, &f->trouble);
        assert_true(arena_copy(f->arena, text_str(&f->log), &log));
        assert_int_equal(read(f, text_str(&t)), status);
        assert_str(text_str(&f->log), log);
    }
}

/* Nothing of what is wrong is told, and all before it is. */
static void damage_is_left_to_libxml2(void **state)
{
    static const struct str bad[] = {
        STR_INIT("<b></c>"),
        STR_INIT("<b a='1' a='2'/>"),
        STR_INIT("<b a='1'c='2'/>"),
        STR_INIT("<b a=1/>"),
        STR_INIT("<b a='<'/>"),
        STR_INIT("<b a='&x;'/>"),
        STR_INIT("<b a='\x01'/>"),
        STR_INIT("<b a='\xC4'/>"),
        STR_INIT("<b/ >"),
        STR_INIT("< b/>"),
        STR_INIT("<>"),
        STR_INIT("<b"),
        STR_INIT("<b\0>"),
        STR_INIT("</b>"),
        STR_INIT("x]]>"),
        STR_INIT("x\x02"),
        STR_INIT("x\xEF\xBF\xBE"),
        STR_INIT("x\xC0\xBC"),
        STR_INIT("x\xF5\x80"),
        STR_INIT("&#0;"),
        STR_INIT("&#xD800;"),
        STR_INIT("&#x110000;"),
        STR_INIT("&#x;"),
        STR_INIT("&lt"),
        STR_INIT("<!-- a -- b -->"),
        STR_INIT("<!-- \x01 -->"),
        STR_INIT("<!-- "),
        STR_INIT("<![CDATA[\x01]]>"),
        STR_INIT("<![CDATA["),
        STR_INIT("<!a>"),
        STR_INIT("<b xmlns:x='urn:1' xmlns:x='urn:2'/>"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct text          t = {.arena = f->arena};
        struct xml_scan_told told;

        text_add(&t, STR("<row>1<row/>"));
        text_add(&t, bad[i]);
        if (scan(f, text_str(&t), &told) != XML_SCAN_GAVE_UP)
            fail_msg("scanned: %.*s", STR_FMT(bad[i]));
        assert_str(text_str(&f->log), STR("<ROW>1<ROW></ROW>"));
        assert_refused(f, text_str(&t), DIAG_PART_DAMAGED);
    }
}

static void more_than_an_office_file_has_is_left_to_libxml2(void **state)
{
    struct fixture      *f     = *state;
    struct text          names = {.arena = f->arena}, attrs = {.arena = f->arena};
    struct xml_scan_told told;

    text_add(&names, STR("<row>"));
    text_add(&attrs, STR("<row"));
    for (unsigned i = 0; i < 2000; i++) {
        text_add(&names, arena_printf(f->arena, "<n%u/>", i));
        text_add(&attrs, arena_printf(f->arena, " n%u=''", i % 1000));
    }
    text_add(&names, STR("</row>"));
    text_add(&attrs, STR("/>"));
    assert_int_equal(scan(f, text_str(&names), &told), XML_SCAN_GAVE_UP);
    assert_int_equal(read(f, text_str(&names)), KC_OK);
    assert_int_equal(scan(f, text_str(&attrs), &told), XML_SCAN_GAVE_UP);
    assert_int_equal(scan(f, nested(f->arena, f->lim.depth), &told), XML_SCAN_READ);
    assert_int_equal(scan(f, nested(f->arena, f->lim.depth + 1), &told), XML_SCAN_GAVE_UP);
}

static void a_handler_can_stop_the_scanner(void **state)
{
    struct fixture      *f = *state;
    struct xml_scan_told told;

    assert_int_equal(scan(f, STR("<w:a " W ">1<w:stop w:val='v'/>2<"), &told), XML_SCAN_STOPPED);
    assert_str(text_str(&f->log), STR("<A>1<STOP w:val=v>"));
}

/* Inside what is skipped as well: then libxml2 has to skip the rest of it. */
static void libxml2_goes_on_where_the_scanner_gave_up(void **state)
{
    assert_events(*state,
                  STR("<w:a " W ">Đ<w:over><w:b>1<?p i?></w:b><w:over/>2</w:over>3<?p i?>4<w:b/>5"
                      "&amp;<?p i?>6</w:a>"),
                  STR("<A>Đ<OVER>34<B></B>5&6</A>"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
/* By both ways: the scanner in front, and libxml2 alone. */
#define BOTH(name) TEST(name), cmocka_unit_test_setup_teardown(name, begin_by_libxml, end)
static const struct CMUnitTest tests[] = {
    BOTH(known_elements_and_all_text_are_told),
    BOTH(prefixes_do_not_matter_but_namespaces_do),
    BOTH(strict_and_transitional_are_the_same),
    BOTH(the_same_name_in_two_namespaces_is_two_words),
    BOTH(what_is_skipped_is_not_told),
    BOTH(a_handler_can_stop),
    BOTH(own_entities_and_cdata_are_text),
    BOTH(many_names_are_kept_apart),
    BOTH(a_utf8_mark_is_skipped),
    BOTH(utf16_with_a_mark_is_read),
    BOTH(utf16_without_a_mark_is_known_by_its_declaration),
    BOTH(no_declaration_makes_us_leave_utf8),
    BOTH(bytes_that_are_not_utf8_are_damage),
    BOTH(a_doctype_is_hostile),
    BOTH(damage_is_found_and_placed),
    BOTH(an_empty_part_is_damage),
    BOTH(a_text_cut_anywhere_is_damage),
    BOTH(depth_is_limited),
    BOTH(a_flood_of_names_is_a_limit),
    BOTH(depth_counts_inside_what_is_skipped),
    BOTH(a_crowd_of_attributes_is_a_limit),
    BOTH(what_only_looks_like_a_crowd_is_none),
    BOTH(absurd_names_and_values_end_cleanly),
    BOTH(one_huge_text_is_no_trouble),
    cmocka_unit_test_setup_teardown(short_memory_is_never_reported_as_damage, begin_by_libxml, end),
    TEST(plain_markup_is_scanned),
    TEST(namespaces_hold_where_they_are_declared),
    TEST(a_tag_that_comes_again_is_told_again),
    TEST(what_is_unusual_is_left_to_libxml2),
    TEST(damage_is_left_to_libxml2),
    TEST(more_than_an_office_file_has_is_left_to_libxml2),
    TEST(a_handler_can_stop_the_scanner),
    TEST(libxml2_goes_on_where_the_scanner_gave_up),
    TEST(a_minor_part_is_left_out_but_never_a_hostile_one),
};

TEST_MAIN(tests)
