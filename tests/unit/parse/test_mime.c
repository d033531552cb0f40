#include <string.h>

#include "ingest/record/diag.h"
#include "parse/formats.h"
#include "parse/mime.h"
#include "tests/unit/parse/whole.h"

static struct str body_of(const char *message, const char *type)
{
    struct mime_part part;
    struct str       bytes;

    if (!mime_find(str_from_cstr(message), str_from_cstr(type), &part))
        return STR("(none)");
    assert_true(mime_decode(arena, &part, &bytes));
    return bytes;
}

static void headers_may_go_on_in_the_next_line(void **state)
{
    struct mime_part p =
        mime_part_read(STR("MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
                           "\tboundary=\"--=_a;b\"; type=x; CharSet = utf-8\r\n"
                           "content-transfer-encoding: 8bit \r\n\r\nbody\r\n"));

    (void)state;
    assert_str(p.type, STR("multipart/related"));
    assert_str(p.boundary, STR("--=_a;b"));
    assert_str(p.charset, STR("utf-8"));
    assert_str(p.encoding, STR("8bit"));
    assert_str(p.body, STR("body\r\n"));
}

static void a_part_ends_where_the_next_begins(void **state)
{
    struct str rest =
        STR("for old programs\n--b\n\none\n--bx\n--b\r\nContent-Type: t/u\r\n\r\ntwo\r\n"
            "--b--\nafter\n--b\nno more");
    struct str part;

    (void)state;
    assert_true(mime_next(&rest, STR("b"), &part));
    assert_str(mime_part_read(part).body, STR("one\n--bx\n"));
    assert_true(mime_next(&rest, STR("b"), &part));
    assert_str(mime_part_read(part).type, STR("t/u"));
    assert_str(mime_part_read(part).body, STR("two\r\n"));
    assert_false(mime_next(&rest, STR("b"), &part));
}

static void a_message_that_was_cut_off_gives_what_is_there(void **state)
{
    (void)state;
    assert_str(
        body_of(
            "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>mo",
            "text/html"),
        STR("<p>mo"));
    assert_str(body_of("Content-Type: multipart/related; boundary=b\n\n--b", "text/html"),
               STR("(none)"));
    assert_str(body_of("Content-Type: multipart/related\n\n--b\n\nx", "text/html"), STR("(none)"));
    assert_str(body_of("", "text/html"), STR("(none)"));
}

static void bodies_are_decoded(void **state)
{
    (void)state;
    assert_str(body_of("Content-Type: text/html\nContent-Transfer-Encoding: Quoted-Printable\n\n"
                       "S=E1=BB=91 5=\r\n/KH=\n-UBND =3d =ZZ =",
                       "text/html"),
               STR("Số 5/KH-UBND = =ZZ ="));
    assert_str(body_of("Content-Type: text/html\nContent-Transfer-Encoding: BASE64\n\nU+G7\nkSA1!\n"
                       "L0tI==ignored",
                       "text/html"),
               STR("Số 5/KH"));
    assert_str(body_of("Content-Type: text/html\n\nas it is", "text/html"), STR("as it is"));
}

static void the_page_may_stand_deep_inside(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    assert_str(
        body_of("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nplain\n--a\n"
                "Content-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\n"
                "x\n--b\nContent-Type: TEXT/HTML\n\npage\n--b--\n--a--\n",
                "text/html"),
        STR("page\n"));
    /* Deeper than anybody nests: what is inside counts as beside. */
    for (int i = 0; i < 100000; i++)
        text_add(&t, STR("Content-Type: multipart/x; boundary=b\n\n--b\n"));
    text_add(&t, STR("Content-Type: text/html\n\npage"));
    assert_str(body_of(arena_printf(arena, "%.*s", STR_FMT(text_str(&t))).p, "text/html"),
               STR("page"));
}

/* ---- web archives ---------------------------------------------------------------- */

static unsigned bid(const char *head, const char *path)
{
    const struct sniff s = {.head = str_from_cstr(head), .path = str_from_cstr(path)};

    return format_mhtml.bid(&s);
}

#define ARCHIVE                                                                                    \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"=_b\"\r\n\r\n"               \
    "This document is a Single File Web Page.\r\n\r\n--=_b\r\n"                                    \
    "Content-Location: file:///C:/x/KH.htm\r\nContent-Transfer-Encoding: quoted-printable\r\n"     \
    "Content-Type: text/html; charset=\"windows-1258\"\r\n\r\n"                                    \
    "<html><body><p>K=EA=EC ho=\r\na=\r\n=F2ch</p></body></html>\r\n--=_b\r\n"                     \
    "Content-Type: text/html\r\n\r\n<p>a header</p>\r\n--=_b--\r\n"

static void a_web_archive_is_its_first_page(void **state)
{
    (void)state;
    assert_str(read_bytes(&format_mhtml, ARCHIVE, KC_OK)->normal, STR("Kế hoạch"));
}

static void an_archive_that_was_cut_off_is_read_in_part(void **state)
{
    struct str       whole = STR(ARCHIVE);
    char            *cut   = ARENA_NEW(arena, char, whole.n);
    struct document *doc;

    (void)state;
    memcpy(cut, whole.p, whole.n - 10); /* the rest stays NUL */
    doc = read_bytes(&format_mhtml, cut, KC_PARTIAL);
    assert_str(doc->normal, STR("Kế hoạch"));
    assert_int_equal(doc->diags[0].code, DIAG_HTML_UNCLOSED);
}

static void an_archive_without_a_page_is_damaged(void **state)
{
    (void)state;
    assert_int_equal(
        read_bytes(&format_mhtml,
                   "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\nx",
                   KC_BAD_INPUT)
            ->diags[0]
            .code,
        DIAG_PART_DAMAGED);
}

static void its_name_does_not_matter_and_mail_is_something_else(void **state)
{
    (void)state;
    assert_true(bid(ARCHIVE, "ke-hoach.doc") > 100);
    assert_true(bid(ARCHIVE, "ke-hoach.mht") > bid(ARCHIVE, "ke-hoach.doc"));
    assert_int_equal(
        bid("Received: x\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n", "a.eml"), 0);
    assert_int_equal(
        bid("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n", "a.eml"), 0);
    assert_int_equal(bid("text\n\nMIME-Version: 1.0\nContent-Type: multipart/related\n", "a.txt"),
                     0);
    assert_int_equal(bid("\x01\x02", "hỏng.mht"), 4);
}

static const struct CMUnitTest tests[] = {
    T(headers_may_go_on_in_the_next_line),
    T(a_part_ends_where_the_next_begins),
    T(a_message_that_was_cut_off_gives_what_is_there),
    T(bodies_are_decoded),
    T(the_page_may_stand_deep_inside),
    T(a_web_archive_is_its_first_page),
    T(an_archive_that_was_cut_off_is_read_in_part),
    T(an_archive_without_a_page_is_damaged),
    T(its_name_does_not_matter_and_mail_is_something_else),
};

TEST_MAIN(tests)
