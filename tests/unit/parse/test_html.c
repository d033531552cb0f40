#include "parse/formats.h"
#include "parse/parse.h"
#include "parse/parser.h"
#include "tests/unit/parse/show.h"
#include "tests/unit/test.h"

/* ---- helpers --------------------------------------------------------------- */

static struct parser parser;

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new(limits_arena_bytes(&limits_default));
    return arena ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

static struct document *read_with(struct str page, const struct limits *lim,
                                  enum kc_status expected)
{
    struct document *doc = ARENA_NEW(arena, struct document, 1);

    doc->arena  = arena;
    doc->parts  = ARENA_NEW(arena, struct part, 1);
    doc->nparts = 1;

    doc->parts[0].bytes = page;
    assert_int_equal(format_html.read(&parser, lim, doc), expected);
    if (status_has_result(expected))
        assert_blocks_sound(doc);
    return doc;
}

static struct document *read_page(struct str page)
{
    return read_with(page, &limits_default, KC_OK);
}

#define assert_page(html, blocks) assert_str(show_blocks(read_page(STR(html))), STR(blocks))

/* The words of all blocks of one use, "|" between. */
static struct str words(const struct document *doc, enum block_use use)
{
    struct text t = {.arena = arena};

    for (size_t i = 0; i < doc->nblocks; i++)
        if (doc->blocks[i].use == use) {
            text_add(&t, str_sub(doc->original, doc->blocks[i].at.start, doc->blocks[i].at.end));
            text_add(&t, STR("|"));
        }
    return text_str(&t);
}

static void repeat(struct text *t, const char *z, size_t times)
{
    for (size_t i = 0; i < times; i++)
        assert_true(text_add(t, str_from_cstr(z)));
}

/* Every code point below U+10000 as two bytes, least byte first or last. */
static struct str utf16(struct str utf8, bool little)
{
    struct text t = {.arena = arena};

    while (utf8.n) {
        uint32_t cp      = utf8_next(&utf8);
        char     pair[2] = {(char)(cp >> 8), (char)(cp & 0xFF)};

        if (little) {
            pair[0] = (char)(cp & 0xFF);
            pair[1] = (char)(cp >> 8);
        }
        assert_true(text_add(&t, (struct str){pair, 2}));
    }
    return text_str(&t);
}

/* ---- which files are web pages ------------------------------------------------- */

static unsigned bid(struct str head, struct str path)
{
    struct sniff s = {.head = head, .path = path};

    return format_html.bid(&s);
}

static void pages_are_known_by_how_they_begin(void **state)
{
    static const char *const pages[] = {
        "<!DOCTYPE html><html>",
        "\xEF\xBB\xBF \r\n<!-- in tu cong --><HTML xmlns:o=\"urn\">",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C\">",
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>",
        "<p>Số: 12/KH-UBND</p>",
        "<table border=1>",
        "<meta charset=utf-8>",
        "<div\n>",
        "<b>Số: 12</b>/KH-UBND",
        "<STRONG>Số</STRONG>",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_true(bid(str_from_cstr(pages[i]), STR("a.doc")) > 8);
    /* registered.def knows any "<?xml" for 40 */
    assert_true(bid(STR("<?xml version='1.0'?>\n<p>Số</p>"), STR("a")) > 40);
    assert_true(bid(utf16(STR("\uFEFF<html>Kế hoạch"), true), STR("a")) > 8);
    assert_true(bid(utf16(STR("\uFEFF<html>Kế hoạch"), false), STR("a")) > 8);
    assert_true(bid(utf16(STR("<html>"), true), STR("a")) > 8);
}

static void other_files_are_not_bid_for(void **state)
{
    (void)state;
    assert_int_equal(bid(STR("<?xml version=\"1.0\"?><project>"), STR("a.xml")), 0);
    assert_int_equal(bid(STR("<package>"), STR("a.xml")), 0);
    assert_int_equal(bid(STR("Số: 12/KH-UBND"), STR("a.html")), 0);
    assert_int_equal(bid(STR("x <br> y"), STR("a.txt")), 0);
    assert_int_equal(bid(STR("%PDF-1.7"), STR("a.html")), 0);
    assert_int_equal(bid(STR(""), STR("a.html")), 0);
    assert_int_equal(bid(STR("<!-- no end"), STR("a.html")), 0);
}

static void the_suffix_decides_for_a_page_that_begins_with_words(void **state)
{
    (void)state;
    assert_true(bid(STR("Số: 12/KH-UBND<br>Sông Trà"), STR("a.HTM")) > 12);
}

/* ---- blocks --------------------------------------------------------------------- */

static void block_elements_make_blocks(void **state)
{
    (void)state;
    assert_page("<h1>Kế hoạch</h1><p>Một</p><div>hai<ul><li>ba<li>bốn</ul>năm</div>"
                "<blockquote>sáu</blockquote><dl><dt>bảy<dd>tám</dl>",
                "heading h1|Kế hoạch\nparagraph|Một\nparagraph|hai\nparagraph|ba\n"
                "paragraph|bốn\nparagraph|năm\nparagraph|sáu\nparagraph|bảy\nparagraph|tám\n");
}

static void blocks_stand_under_their_heading(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR("<p>đầu</p><h2>I. Mục tiêu</h2><p>một</p>"));
    assert_int_equal(doc->nblocks, 3);
    assert_int_equal(doc->blocks[0].heading, 0);
    assert_int_equal(doc->blocks[2].heading, 2);
}

static void inline_elements_join_as_the_source_has_it(void **state)
{
    (void)state;
    assert_page("<p><b>QUYẾT\n  ĐỊNH</b> số<i> 5</i>/QĐ<span>-UBND</span></p>",
                "paragraph|QUYẾT ĐỊNH số 5/QĐ-UBND\n");
    assert_page("<p><font size=7>Đ</font>ộc lập</p>", "paragraph|Độc lập\n");
    assert_page("<p>Đ<!-- chữ hoa -->ộc lập</p>", "paragraph|Độc lập\n");
    assert_page("<p>Đ\nộc lập</p>", "paragraph|Đ ộc lập\n");
}

static void one_br_is_a_line_end_and_two_end_the_block(void **state)
{
    (void)state;
    assert_page("<p>Số: 215/KH-<br>UBND</p>", "paragraph|Số: 215/KH-\nUBND\n");
    assert_page("<p>một<br>\n<br/>hai<br>ba<br>&nbsp;<br>bốn<br></p>",
                "paragraph|một\nparagraph|hai\nba\nparagraph|bốn\n");
}

static void preformatted_text_keeps_its_lines(void **state)
{
    (void)state;
    assert_page("<pre>Nơi nhận:\n- Như trên;\n\nLưu: VT</pre>",
                "paragraph|Nơi nhận:\n- Như trên;\nparagraph|Lưu: VT\n");
}

static void text_outside_of_all_elements_is_read(void **state)
{
    (void)state;
    assert_page("Số: 1/KH-UBND<p>một</p></body></html>sau", "paragraph|Số: 1/KH-UBND\n"
                                                            "paragraph|một\nparagraph|sau\n");
    assert_str(show_blocks(read_page(STR(""))), STR(""));
}

/* ---- tables --------------------------------------------------------------------- */

static void tables_are_read_cell_by_cell(void **state)
{
    (void)state;
    assert_page("<table><tr><td><p>UBND TỈNH SÔNG TRÀ</p><p>Số: 153/KH-UBND</p></td>"
                "<td><h3>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</h3></td></tr>"
                "<tr><th>1<th>2</table><p>sau</p>",
                "cell 1.1.1|UBND TỈNH SÔNG TRÀ\ncell 1.1.1|Số: 153/KH-UBND\n"
                "cell 1.1.2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\ncell 1.2.1|1\ncell 1.2.2|2\n"
                "paragraph|sau\n");
}

static void spans_move_the_cells_after_them(void **state)
{
    (void)state;
    assert_page("<table><tr><td rowspan=2>a<td colspan=2>b<td>c<tr><td>d<td>e<td>f"
                "<tr><td>g</table>",
                "cell 1.1.1|a\ncell 1.1.2|b\ncell 1.1.4|c\ncell 1.2.2|d\ncell 1.2.3|e\n"
                "cell 1.2.4|f\ncell 1.3.1|g\n");
    assert_page("<table><tr><td colspan=99999999999999999999>a<td rowspan=-1 "
                "colspan=5000000>b<td>c</table>",
                "cell 1.1.1|a\ncell 1.1.2|b\ncell 1.1.1002|c\n");
}

static void nested_tables_have_numbers_of_their_own(void **state)
{
    (void)state;
    assert_page("<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table><table><td>f</table>",
                "cell 1.1.1|a\ncell 2.1.1|b\ncell 2.1.2|c\ncell 1.1.1|d\ncell 1.1.2|e\n"
                "cell 3.1.1|f\n");
}

/* ---- what is no text --------------------------------------------------------------- */

static void scripts_styles_comments_and_drawings_are_dropped(void **state)
{
    (void)state;
    assert_page("<head><style>p{}</style><script>if (a<b) '<p>x'</script></head><p>một"
                "<!--[if gte mso 9]><xml>x</xml><![endif]--><script src=x /> hai"
                "<svg><title>x</title></svg><xml>x</xml></p>"
                "<!--><p>ba<!---->",
                "paragraph|một hai\nparagraph|ba\n");
}

static void what_ends_in_a_browser_ends_here(void **state)
{
    (void)state;
    assert_page("<p>a</p><!-- x --!><p>b</p><!-- y --> c",
                "paragraph|a\nparagraph|b\nparagraph|c\n");
    assert_page("<p>a<svg><path d=x><p>b</p>c", "paragraph|a\nparagraph|b\nparagraph|c\n");
    assert_page("<xml><w:View>x</w:View><p>a</p><div hidden><svg>x<p>b</p></div>",
                "paragraph|a\nparagraph/hidden|b\n");
    assert_page("<d>a</d> <s>b</s> c", "paragraph|a  c\nparagraph/deleted|b\n");
}

static void formulas_are_read_once(void **state)
{
    (void)state;
    assert_page("<p>đạt <math><mn>12</mn><annotation>12</annotation></math>%",
                "paragraph|đạt 12%\n");
}

static void templates_are_hidden_unless_they_say_so(void **state)
{
    (void)state;
    assert_page("<p>a</p><template><p>b</p></template>", "paragraph|a\nparagraph/hidden|b\n");
    assert_page("<p>a</p><my-page><template shadowrootmode=open><p>b</p></template></my-page>",
                "paragraph|a\nparagraph|b\n");
}

static void a_document_in_a_hidden_tab_is_read_when_no_other_is_shown(void **state)
{
    (void)state;
    assert_page("<p>Thuộc tính</p><div style='display:none'><p>Căn cứ Luật</p><p>[2]</div>",
                "paragraph|Thuộc tính\nparagraph|Căn cứ Luật\nparagraph/hidden|[2]\n");
    assert_page("<p>Căn cứ Luật</p><div hidden>Căn cứ bản cũ</div>",
                "paragraph|Căn cứ Luật\nparagraph/hidden|Căn cứ bản cũ\n");
}

static void frames_are_told_of(void **state)
{
    struct document *doc =
        read_with(STR("<frameset><frame src=a.html><frame src=b.html><noframes>x</noframes>"),
                  &limits_default, KC_PARTIAL);

    (void)state;
    assert_int_equal(doc->ndiags, 1);
    assert_int_equal(doc->diags[0].code, DIAG_EMBEDDED_LEFT_OUT);
    assert_str(doc->diags[0].args[0], STR("a.html"));
}

static void pieces_of_pages_are_not_torn_apart(void **state)
{
    (void)state;
    assert_page("<b>Số: 153</b>/KH-UBND<br>ngày", "paragraph|Số: 153/KH-UBND\nngày\n");
    assert_page("<html><i>Số</i>: 153", "paragraph|Số: 153\n");
    assert_page("<title>x</title><b>Số: 153</b>/KH", "paragraph|Số: 153/KH\n");
}

static void words_own_conditions_leave_no_trace(void **state)
{
    (void)state;
    assert_page("<p><![if !supportLists]>1.<![endif]> Mục <o:p>tiêu</o:p>"
                "<?xml:namespace prefix = o ns = \"urn\" /></p><![CDATA[hai]]></ x>",
                "paragraph|1. Mục tiêu\nparagraph|hai\n");
}

static void words_set_aside_do_not_join_their_neighbours(void **state)
{
    (void)state;
    assert_page("<p>thời hạn <del>mười ngày</del><ins>07 ngày</ins>",
                "paragraph|thời hạn 07 ngày\nparagraph/deleted|mười ngày\n");
    assert_page("<p>Số<br><s>12</s>13/KH-UBND", "paragraph|Số\n13/KH-UBND\nparagraph/deleted|12\n");
}

static void hidden_and_deleted_words_are_kept_apart(void **state)
{
    (void)state;
    assert_page("<p>trước <del>bỏ</del><s>đi</s> sau</p><div hidden>a<p>b</p></div>"
                "<p style='color:red; DISPLAY : None'>c</p><p style='visibility:hidden'>d</p>"
                "<p style='display:nonexistent'>e</p><STRIKE class=x><p>f</p></STRIKE>g",
                "paragraph|trước  sau\nparagraph/deleted|bỏđi\nparagraph/hidden|a\n"
                "paragraph/hidden|b\nparagraph/hidden|c\nparagraph/hidden|d\nparagraph|e\n"
                "paragraph/deleted|f\nparagraph|g\n");
}

static void raised_numbers_are_marks_of_notes(void **state)
{
    (void)state;
    assert_page("<p>TÊN CƠ QUAN<sup>2</sup> và n<sup>o</sup> 5</p>",
                "paragraph|TÊN CƠ QUAN và no 5\nparagraph/hidden|2\n");
}

static void a_page_that_shows_nothing_is_read_as_it_is(void **state)
{
    (void)state;
    assert_page("<body style='visibility:hidden'><p>Kế hoạch</p>", "paragraph|Kế hoạch\n");
    assert_page("<nav><p>Kế hoạch</p></nav>", "paragraph|Kế hoạch\n");
    assert_page("<noscript>Trang cần JavaScript</noscript>", "paragraph|Trang cần JavaScript\n");
    assert_page("<p>a<noscript>b</noscript>", "paragraph|a\nparagraph/chrome|b\n");
}

/* ---- references --------------------------------------------------------------------- */

static void references_are_decoded_also_when_escaped_twice(void **state)
{
    (void)state;
    assert_page("<p>Số: 02&#x2F;2025 &amp;nbsp;&Ocirc; &agrave;</p>", "paragraph|Số: 02/2025 "
                                                                      "\u00A0Ô à\n");
    assert_page("<p>02&amp;#x002F;2025/KH&amp;amp;UB &amp;#47; &amp;lt;p&amp;gt;</p>",
                "paragraph|02/2025/KH&UB / <p>\n");
    assert_page("<p>&Dstrok;i&sol;l&abreve;</p>", "paragraph|Đi/lă\n");
}

static void other_ampersands_stay(void **state)
{
    (void)state;
    assert_page("<p>R&D; AT&amp;T &amp;khong; &amp;&amp; a&amp;#xZZ; &amp;#1; b&amp;</p>",
                "paragraph|R&D; AT&T &khong; && a&#xZZ; &#1; b&\n");
    assert_page("<p>A&amp;<b>amp;</b></p>", "paragraph|A&amp;\n");
}

static void the_oldest_names_need_no_semicolon(void **state)
{
    (void)state;
    assert_page("<p>&agrave &nbspx b&eacute<b>&uacute</b> a&lt b &alpha &sol",
                "paragraph|à &nbspx béú a< b &alpha &sol\n");
}

static void numbers_of_windows_1252_are_meant_as_such(void **state)
{
    (void)state;
    assert_page("<p>2021 &#150; 2030 &amp;#147;x&amp;#148;</p>", "paragraph|2021 – 2030 “x”\n");
}

/* ---- encodings ----------------------------------------------------------------------- */

static void a_wrong_meta_does_not_spoil_utf8(void **state)
{
    (void)state;
    assert_page("<html><head><meta charset=\"iso-8859-1\"><meta http-equiv=Content-Type "
                "content='text/html; charset=windows-1252'></head><body><p>Ủy ban nhân dân</p>",
                "paragraph|Ủy ban nhân dân\n");
}

static void word_pages_in_windows_1258_keep_their_tones(void **state)
{
    (void)state;
    assert_page("<html><head><meta http-equiv=Content-Type content=\"text/html; "
                "charset=windows-1258\"></head><body lang=VI><p class=MsoNormal>\xD0\xF4\xF2"
                "c l\xE2\xF2p</p>",
                "paragraph|Đô\u0323c lâ\u0323p\n");
}

static void pages_in_utf16_are_read(void **state)
{
    struct str page = STR("<html><body><p>Kế hoạch số 12/KH-UBND của Ủy ban</p></body></html>");

    (void)state;
    assert_str(show_blocks(read_page(utf16(page, true))),
               STR("paragraph|Kế hoạch số 12/KH-UBND của Ủy ban\n"));
    assert_str(show_blocks(read_page(utf16(page, false))),
               STR("paragraph|Kế hoạch số 12/KH-UBND của Ủy ban\n"));
}

static void the_declaration_of_xml_counts(void **state)
{
    (void)state;
    assert_page("<?xml version='1.0' encoding='iso-8859-2'?><html><p>\xE3</p>", "paragraph|ă\n");
}

static void nul_bytes_lose_nothing(void **state)
{
    (void)state;
    assert_page("<p>Kế\0 hoạch</p>\0<p>hai</p>", "paragraph|Kế hoạch\nparagraph|hai\n");
}

static void a_bad_byte_costs_one_character(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_with(STR("<p>Kế hoạch của Ủy ban nhân dân tỉnh Sông Trà về cải cách hành chính "
                        "năm \xE1 nhiều chữ có dấu để đủ tin cậy, ổn định, đầy đủ, kịp thời</p>"
                        "<p>hai</p>"),
                    &limits_default, KC_PARTIAL);
    assert_int_equal(doc->nblocks, 2);
    assert_true(str_find(doc->original, STR("năm \uFFFD nhiều")).n);
    assert_true(has_diag(doc, DIAG_BYTES_NOT_UTF8));
}

/* ---- furniture of the page ---------------------------------------------------------------- */

static const char portal[] =
    "<!DOCTYPE html><html><head><title>\n Kế hoạch  cải cách hành chính &amp; chuyển đổi số\n"
    "</title><meta charset=utf-8><meta property='og:site_name' content='Cổng Sông Trà'>"
    "<meta name=Author content='Văn phòng'></head>"
    "<body class='has-sidebar menu-open'><form id=aspnetForm method=post>"
    "<input type=hidden name=__VIEWSTATE value='AAAA'>"
    "<div id=topMenu><ul><li><a href='/'>Trang chủ</a><li><a href='/tin'>Tin tức</a></ul></div>"
    "<div class='bread-crumb breadcrumb'><a href='/'>Trang chủ</a> » Văn bản</div>"
    "<div class=search><form><input type=text value='Tìm kiếm'><input type=submit value='Tìm'>"
    "<select><option>Tất cả</option></select></form></div>"
    "<div class=article><h1>Kế hoạch số 153/KH-UBND</h1>"
    "<div>Thứ Sáu, 07/07/2023 - 14:05</div><div class=sizes>-A A +A</div>"
    "<table><tr><td>UBND TỈNH SÔNG TRÀ<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>"
    "Độc lập - Tự do - Hạnh phúc<tr><td>Số: 153/KH-UBND<td>Sông Trà, ngày 07 tháng 7 năm 2023"
    "</table><p>Căn cứ <a href='/76'>Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ</a>;</p>"
    "<p>Ủy ban nhân dân tỉnh ban hành Kế hoạch, giao các sở, ban, ngành tổ chức thực hiện.</p>"
    "</div><div class=tin-lien-quan><h3>Tin liên quan</h3><ul><li><a href=a>Hội nghị tháng 6</a>"
    "<li><a href=b>Tập huấn</a></ul></div>"
    "<div><a href=1>Sở Nội vụ</a> <a href=2>Sở Tư pháp</a> <a href=3>Sở Y tế</a></div>"
    "<p>Nơi nhận: như trên.</p>"
    "<footer>Bản quyền của Cổng</footer></form></body></html>";

static void a_portal_page_parts_into_document_and_furniture(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR(portal));
    assert_str(words(doc, USE_READING),
               STR("Kế hoạch số 153/KH-UBND|Thứ Sáu, 07/07/2023 - 14:05|-A A +A|"
                   "UBND TỈNH SÔNG TRÀ|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                   "Độc lập - Tự do - Hạnh phúc|Số: 153/KH-UBND|"
                   "Sông Trà, ngày 07 tháng 7 năm 2023|"
                   "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;|"
                   "Ủy ban nhân dân tỉnh ban hành Kế hoạch, giao các sở, ban, ngành "
                   "tổ chức thực hiện.|Nơi nhận: như trên.|"));
    assert_str(words(doc, USE_CHROME),
               STR("Trang chủ|Tin tức|Trang chủ » Văn bản|Tìm kiếm Tìm|Tất cả|Tin liên quan|"
                   "Hội nghị tháng 6|Tập huấn|Sở Nội vụ Sở Tư pháp Sở Y tế|Bản quyền của Cổng|"));
    assert_str(doc->meta.title, STR("Kế hoạch cải cách hành chính & chuyển đổi số"));
    assert_str(doc->meta.site, STR("Cổng Sông Trà"));
    assert_str(doc->meta.author, STR("Văn phòng"));
    assert_str(doc->meta.published, STR("2023-07-07T14:05"));
}

static void what_follows_a_menu_does_not_stand_under_its_headings(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR("<nav><h2>Danh mục</h2><p>x</p></nav><p>Kế hoạch năm 2025</p>"));
    assert_int_equal(doc->nblocks, 3);
    assert_int_equal(doc->blocks[1].heading, 1);
    assert_int_equal(doc->blocks[2].heading, 0);
}

static void no_name_makes_a_whole_document_furniture(void **state)
{
    (void)state;
    assert_page("<nav>Menu</nav><div class=sidebar><p>Ủy ban nhân dân tỉnh ban hành "
                "Kế hoạch cải cách hành chính năm 2025 trên địa bàn tỉnh.</p></div>",
                "paragraph/chrome|Menu\nparagraph|Ủy ban nhân dân tỉnh ban hành Kế hoạch cải "
                "cách hành chính năm 2025 trên địa bàn tỉnh.\n");
}

static void the_national_heading_is_never_furniture(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR("<header class=banner><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></header>"
                        "<div class=menu><p>Căn cứ Luật Tổ chức chính quyền</p></div>"
                        "<p>Ủy ban nhân dân tỉnh Sông Trà ban hành kế hoạch thực hiện nhiệm vụ "
                        "cải cách hành chính năm 2025 trên địa bàn tỉnh như sau:</p>"));
    assert_str(words(doc, USE_CHROME), STR(""));
}

static void links_to_documents_and_signatures_stay_with_the_document(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR(
        "<p>Ủy ban nhân dân tỉnh ban hành kế hoạch thực hiện nhiệm vụ cải cách hành chính năm nay "
        "trên địa bàn tỉnh Sông Trà, giao các sở, ban, ngành và địa phương tổ chức thực hiện.</p>"
        "<div><a href=1>Nghị định 30/2020/NĐ-CP</a>, <a href=2>Nghị quyết 76/NQ-CP</a>, "
        "<a href=3>Quyết định 5/QĐ-TTg</a></div>"
        "<table class=footer><tr><td>Nơi nhận:<br>- Như trên;<td>TM. ỦY BAN NHÂN DÂN</table>"
        "<div class=related><a href=4>Kế hoạch 7/KH-UBND</a></div>"));
    assert_str(words(doc, USE_CHROME), STR("Kế hoạch 7/KH-UBND|"));
}

static void a_link_that_was_never_closed_is_text(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    repeat(&t, "<div><p><a href=x><a href=y><a href=z>Kế hoạch</p>", 1);
    repeat(&t, "<p>Ủy ban nhân dân tỉnh giao các sở thực hiện nhiệm vụ được giao.</p>", 40);
    assert_str(words(read_page(text_str(&t)), USE_CHROME), STR(""));
}

static void names_to_jump_to_are_no_links(void **state)
{
    (void)state;
    assert_page(
        "<div><p><a name=d1>Điều 1. Phê duyệt</a></p><p><a href='#d1'>Điều 1</a></p>"
        "<p><a name=d2>Điều 2. Hiệu lực</a></p><p><a name=d3>Điều 3. Thi hành</a></p></div>",
        "paragraph|Điều 1. Phê duyệt\nparagraph|Điều 1\nparagraph|Điều 2. Hiệu lực\n"
        "paragraph|Điều 3. Thi hành\n");
}

static void a_form_of_fields_is_furniture_and_one_around_a_page_is_not(void **state)
{
    (void)state;
    assert_page("<p>Ủy ban nhân dân tỉnh ban hành Kế hoạch năm 2025.</p>"
                "<form>Họ tên <input> Ý kiến <textarea>Nhập</textarea></form>",
                "paragraph|Ủy ban nhân dân tỉnh ban hành Kế hoạch năm 2025.\n"
                "paragraph/chrome|Họ tên Ý kiến\nparagraph/chrome|Nhập\n");
}

static void dates_of_publication_are_ranked(void **state)
{
    (void)state;
    assert_str(read_page(STR("<p>Cập nhật: 14/09/2022</p><time datetime=2022-09-13>13/9</time>"
                             "<meta property='article:published_time' "
                             "content='2022-09-12T08:00:00+07:00'><meta name=pubdate "
                             "content='2022-01-01'>"))
                   ->meta.published,
               STR("2022-09-12T08:00:00+07:00"));
    assert_str(read_page(STR("<p>x</p><time datetime=2022-09-13>13/9</time>"))->meta.published,
               STR("2022-09-13"));
    assert_str(read_page(STR("<p>Ngày đăng: 14/9/2022 9:05 CH</p>"))->meta.published,
               STR("2022-09-14T21:05"));
    assert_str(read_page(STR("<p>Ngày ban hành: 14/09/2022</p><p>Họp lúc 14:00 ngày 12/5/2024 "
                             "tại hội trường</p><p>Thứ hai, 32/13/2022 21:42</p>"
                             "<p>Thời gian: 14h00, ngày 12/5/2024</p><p>Họp 8:00 12/5/2024</p>"))
                   ->meta.published,
               STR(""));
}

/* ---- hostile and broken pages ----------------------------------------------------------- */

static void twelve_megabytes_on_one_line_are_read_to_the_end(void **state)
{
    struct text      t = {.arena = arena};
    struct document *doc;

    (void)state;
    repeat(&t, "<p>", 1);
    repeat(&t, "số 12/KH-UBND ", 800000);
    repeat(&t, "hết</p><p>sau</p>", 1);
    assert_true(t.n > 12000000);
    doc = read_page(text_str(&t));
    assert_int_equal(doc->nblocks, 2);
    assert_true(str_ends_with(doc->original, STR("số 12/KH-UBND hết\nsau")));
}

static void overlong_comments_and_attributes_cost_nothing_else(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    repeat(&t, "<p>một</p><!--", 1);
    repeat(&t, "xxxxxxxxxxxx", 1000000);
    repeat(&t, "--><p title=\"", 1);
    repeat(&t, "xxxxxxxxxxxx", 1000000);
    repeat(&t, "\">hai</p><p>ba</p>", 1);
    assert_str(show_blocks(read_page(text_str(&t))),
               STR("paragraph|một\nparagraph|hai\nparagraph|ba\n"));
}

static void a_hundred_thousand_nested_elements_are_read(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    repeat(&t, "<div>", 100000);
    repeat(&t, "trong", 1);
    repeat(&t, "</div>", 100000);
    repeat(&t, "sau", 1);
    assert_str(show_blocks(read_page(text_str(&t))), STR("paragraph|trong\nparagraph|sau\n"));
}

static void attributes_beyond_reason_are_cut_off(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    repeat(&t, "<p ", 1);
    for (unsigned i = 0; i < 100000; i++)
        text_add(&t, arena_printf(arena, "a%u=1 ", i));
    repeat(&t, "title='>'>một</p>", 1);
    assert_str(show_blocks(read_page(text_str(&t))), STR("paragraph|một\n"));
}

static void a_page_that_breaks_off_is_partial(void **state)
{
    static const char *const pages[] = {
        "<p>một</p><!-- <p>hai</p>", "<p>một</p><script> <p>hai</p>",
        "<p>một</p><p class=",       "<p>một</p><p",
        "<p>một</p><? hai",
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        struct document *doc = read_with(str_from_cstr(pages[i]), &limits_default, KC_PARTIAL);

        assert_str(show_blocks(doc), STR("paragraph|một\n"));
        assert_true(has_diag(doc, DIAG_HTML_UNCLOSED));
    }
}

static void an_open_quote_does_not_swallow_the_rest(void **state)
{
    (void)state;
    assert_str(show_blocks(read_with(STR("<p>một</p><p title=\"x>hai</p><p>ba</p>"),
                                     &limits_default, KC_PARTIAL)),
               STR("paragraph|một\nparagraph|hai\nparagraph|ba\n"));
}

static void an_open_title_does_not_swallow_the_page(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_page(STR("<title>Kế hoạch<p>một</p>"));
    assert_str(show_blocks(doc), STR("paragraph|một\n"));
    assert_str(doc->meta.title, STR("Kế hoạch"));
}

static void ceilings_are_limits_with_a_reason(void **state)
{
    struct limits    lim = limits_default;
    struct document *doc;

    (void)state;
    lim.text_bytes = 8;
    doc            = read_with(STR("<p>một</p><p>hai ba bốn</p>"), &lim, KC_LIMIT);
    assert_true(has_diag(doc, DIAG_LIMIT_REACHED));
}

/* Every amount of memory gives a result or a clean refusal. */
static void any_shortage_of_memory_is_a_limit(void **state)
{
    bool done = false;

    (void)state;
    for (size_t bytes = 0; !done; bytes += 64) {
        struct arena   *small = arena_new(bytes);
        struct part     part  = {.bytes = STR(portal)};
        struct document doc   = {.arena = small, .parts = &part, .nparts = 1};
        enum kc_status  s     = format_html.read(&parser, &limits_default, &doc);

        assert_true(s == KC_LIMIT || s == KC_OK);
        done = s == KC_OK;
        arena_free(small);
    }
}

static void elements_nested_beyond_reason_are_a_limit(void **state)
{
    struct text      t = {.arena = arena};
    struct document *doc;

    (void)state;
    repeat(&t, "<b>", 300000);
    doc = read_with(text_str(&t), &limits_default, KC_LIMIT);
    assert_true(has_diag(doc, DIAG_LIMIT_REACHED));
}

static void every_cut_of_a_page_is_read_soundly(void **state)
{
    (void)state;
    for (size_t n = 0; n < sizeof portal - 1; n++) {
        struct part     part = {.bytes = {portal, n}};
        struct document doc  = {.arena = arena, .parts = &part, .nparts = 1};

        assert_true(status_has_result(format_html.read(&parser, &limits_default, &doc)));
        assert_blocks_sound(&doc);
        arena_reset(arena);
    }
}

static void structured_data_names_time_author_and_site(void **state)
{
    const struct document *doc;

    (void)state;
    doc = read_page(
        STR("<SCRIPT type='application/ld+json'>{\"@graph\":[{\"@type\":\"WebSite\"},"
            "{\"headline\":\"Kế hoạch </b>\",\"datePublished\":\"2025-01-16T08:00:00+07:00\","
            "\"author\":[{\"name\":\"Lan\"}],\"publisher\":{\"name\":\"Báo Sông Trà\"}}]}"
            "</SCRIPT ><script>var a = '<p>'</script>"
            "<meta name=author content=Minh><p>a"));
    assert_str(doc->meta.published, STR("2025-01-16T08:00:00+07:00"));
    assert_str(doc->meta.title, STR("Kế hoạch </b>"));
    assert_str(doc->meta.site, STR("Báo Sông Trà"));
    assert_str(doc->meta.author, STR("Minh"));
    assert_str(show_blocks(doc), STR("paragraph|a\n"));
    /* Broken, empty, of no use. */
    doc =
        read_page(STR("<script type=application/ld+json>{\"headline\":</script>"
                      "<script type=application/ld+json></script>"
                      "<script type=application/ld+json>[[1],\"x\",{\"headline\":5,\"author\":[]}]"
                      "</script><p>a"));
    assert_int_equal(doc->meta.title.n + doc->meta.author.n + doc->meta.published.n, 0);
}

/* What nobody asks for is left out before libxml2 sees it, and changes nothing. */
static void attributes_of_no_use_do_no_harm(void **state)
{
    (void)state;
    assert_page("<p title='a > b' lang=vi class=\"x\"style='display:none'onclick=y>ẩn</p>"
                "<p data-x='1'hidden>ẩn</p><p/lang=vi/>thấy",
                "paragraph/hidden|ẩn\nparagraph/hidden|ẩn\nparagraph|thấy\n");
    assert_page("<p ='a' \"b\" x='c'id=d e>một<br/>hai<a title='x' href='#1'>ba</a>",
                "paragraph|một\nhaiba\n");
    assert_page("<input type=text value=ngắn><p>x", "paragraph/chrome|ngắn\nparagraph|x\n");
}

/* Long plain text goes around libxml2; nobody can tell. */
#define LONG "Ủy ban nhân dân tỉnh Sông Trà ban hành kế hoạch"

static void long_text_comes_out_as_it_went_in(void **state)
{
    (void)state;
    assert_page("<p>" LONG "</p>" LONG "<b> " LONG " </b>x",
                "paragraph|" LONG "\nparagraph|" LONG " " LONG " x\n");
    assert_page("<p>" LONG "<!-- a -->" LONG "<script>b</script>" LONG " < " LONG,
                "paragraph|" LONG LONG LONG " < " LONG "\n");
    assert_page("<p>" LONG " &amp; " LONG "<p>\x01" LONG "<p><![CDATA[" LONG "]]>",
                "paragraph|" LONG " & " LONG "\nparagraph|" LONG "\nparagraph|" LONG "\n");
    assert_page("<title>" LONG "</title><p>                              <p>\n" LONG "\n",
                "paragraph|" LONG "\n");
    /* A page that has the very sign of a stand-in, or pretends to have one. */
    assert_page("<p>" LONG "<p>\uF8F00000000000000010",
                "paragraph|" LONG "\nparagraph|\uF8F00000000000000010\n");
    assert_page("<p>\uF8F00000000000000000", "paragraph|\uF8F00000000000000000\n");
    assert_page("<p>" LONG "<p>&#xF8F0;0000000000000010",
                "paragraph|" LONG "\nparagraph|\uF8F00000000000000010\n");
}

/* Browsers without pictures show it; it never counts as words of the page. */
static void what_a_picture_shows_instead_is_kept_as_chrome(void **state)
{
    (void)state;
    assert_page(
        "<p>Tỉnh <img src=a.png alt=' Cổng thông tin 12/KH-UBND '>họp<img alt=a><img alt=''><img "
        "alt=b>.",
        "paragraph|Tỉnh họp.\nparagraph/chrome| Cổng thông tin 12/KH-UBND  a b\n");
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    T(pages_are_known_by_how_they_begin),
    T(other_files_are_not_bid_for),
    T(the_suffix_decides_for_a_page_that_begins_with_words),
    T(block_elements_make_blocks),
    T(blocks_stand_under_their_heading),
    T(inline_elements_join_as_the_source_has_it),
    T(one_br_is_a_line_end_and_two_end_the_block),
    T(preformatted_text_keeps_its_lines),
    T(text_outside_of_all_elements_is_read),
    T(tables_are_read_cell_by_cell),
    T(spans_move_the_cells_after_them),
    T(nested_tables_have_numbers_of_their_own),
    T(scripts_styles_comments_and_drawings_are_dropped),
    T(what_ends_in_a_browser_ends_here),
    T(formulas_are_read_once),
    T(templates_are_hidden_unless_they_say_so),
    T(a_document_in_a_hidden_tab_is_read_when_no_other_is_shown),
    T(frames_are_told_of),
    T(pieces_of_pages_are_not_torn_apart),
    T(words_own_conditions_leave_no_trace),
    T(words_set_aside_do_not_join_their_neighbours),
    T(hidden_and_deleted_words_are_kept_apart),
    T(raised_numbers_are_marks_of_notes),
    T(a_page_that_shows_nothing_is_read_as_it_is),
    T(references_are_decoded_also_when_escaped_twice),
    T(other_ampersands_stay),
    T(the_oldest_names_need_no_semicolon),
    T(numbers_of_windows_1252_are_meant_as_such),
    T(a_wrong_meta_does_not_spoil_utf8),
    T(word_pages_in_windows_1258_keep_their_tones),
    T(pages_in_utf16_are_read),
    T(the_declaration_of_xml_counts),
    T(nul_bytes_lose_nothing),
    T(a_bad_byte_costs_one_character),
    T(a_portal_page_parts_into_document_and_furniture),
    T(what_follows_a_menu_does_not_stand_under_its_headings),
    T(no_name_makes_a_whole_document_furniture),
    T(the_national_heading_is_never_furniture),
    T(links_to_documents_and_signatures_stay_with_the_document),
    T(a_link_that_was_never_closed_is_text),
    T(names_to_jump_to_are_no_links),
    T(a_form_of_fields_is_furniture_and_one_around_a_page_is_not),
    T(dates_of_publication_are_ranked),
    T(twelve_megabytes_on_one_line_are_read_to_the_end),
    T(overlong_comments_and_attributes_cost_nothing_else),
    T(a_hundred_thousand_nested_elements_are_read),
    T(attributes_beyond_reason_are_cut_off),
    T(a_page_that_breaks_off_is_partial),
    T(an_open_quote_does_not_swallow_the_rest),
    T(an_open_title_does_not_swallow_the_page),
    T(ceilings_are_limits_with_a_reason),
    T(any_shortage_of_memory_is_a_limit),
    T(elements_nested_beyond_reason_are_a_limit),
    T(every_cut_of_a_page_is_read_soundly),
    T(attributes_of_no_use_do_no_harm),
    T(long_text_comes_out_as_it_went_in),
    T(what_a_picture_shows_instead_is_kept_as_chrome),
    T(structured_data_names_time_author_and_site),
};

TEST_MAIN(tests)
