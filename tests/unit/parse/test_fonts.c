#include "ingest/record/diag.h"
#include "parse/formats.h"
#include "parse/legacy.h"
#include "tests/unit/parse/whole.h"

/* Text in fonts from before Unicode, from the bytes of a file to normal text. */

/* ---- tables ------------------------------------------------------------------ */

static struct str decoded(enum encoding encoding, struct str s)
{
    struct text t = {.arena = arena};

    while (s.n)
        assert_true(text_add_cp(&t, legacy_next(encoding, &s)));
    return text_str(&t);
}

#define assert_decoded(encoding, old, now) assert_str(decoded(encoding, STR(old)), STR(now))

static void tcvn3_has_every_small_letter_and_the_capitals_without_tone(void **state)
{
    (void)state;
    assert_decoded(ENCODING_TCVN3, "¡¢£¤¥¦§ ¨©ª«¬\u00AD®", "ĂÂÊÔƠƯĐ ăâêôơưđ");
    assert_decoded(ENCODING_TCVN3, "µ¶·¸¹ »¼½¾Æ ÇÈÉÊË", "àảãáạ ằẳẵắặ ầẩẫấậ");
    assert_decoded(ENCODING_TCVN3, "ÌÎÏÐÑ ÒÓÔÕÖ ×ØÜÝÞ", "èẻẽéẹ ềểễếệ ìỉĩíị");
    assert_decoded(ENCODING_TCVN3, "ßáâãä åæçèé êëìíî", "òỏõóọ ồổỗốộ ờởỡớợ");
    assert_decoded(ENCODING_TCVN3, "ïñòóô õö÷øù úûüýþ", "ùủũúụ ừửữứự ỳỷỹýỵ");
    assert_decoded(ENCODING_TCVN3, "sè 47/Q§-UB cña Chñ tÞch UBND, b\u00ADu ®iÖn tØnh",
                   "số 47/QĐ-UB của Chủ tịch UBND, bưu điện tỉnh");
}

static void vni_joins_a_vowel_and_its_mark(void **state)
{
    (void)state;
    assert_decoded(ENCODING_VNI, "aøaùaûaõaï aàaáaåaãaä aâ aèaéaúaüaë aê", "àáảãạ ầấẩẫậ â ằắẳẵặ ă");
    assert_decoded(ENCODING_VNI, "eøeùeûeõeï eàeáeåeãeä eâ oøoùoûoõoï oàoáoåoãoä oâ",
                   "èéẻẽẹ ềếểễệ ê òóỏõọ ồốổỗộ ô");
    assert_decoded(ENCODING_VNI, "ôøôùôûôõôï ô uøuùuûuõuï öøöùöûöõöï ö yøyùyûyõî",
                   "ờớởỡợ ơ ùúủũụ ừứửữự ư ỳýỷỹỵ");
    assert_decoded(ENCODING_VNI, "ìíæóò ñ ÌÍÆÓÒ Ñ", "ìíỉĩị đ ÌÍỈĨỊ Đ");
    assert_decoded(ENCODING_VNI, "UÛY BAN NHAÂN DAÂN, Uûy ban nhaân daân Ñoäc laäp",
                   "ỦY BAN NHÂN DÂN, Ủy ban nhân dân Độc lập");
    /* The mark may be typed small behind a capital. */
    assert_decoded(ENCODING_VNI, "Aâu Oâng", "Âu Ông");
}

static void viscii_comes_as_latin1_or_as_windows_1252(void **state)
{
    (void)state;
    assert_decoded(ENCODING_VISCII, "\u00C4nh, \u00DBy, \u00F0\u00B5c l\u00A7p",
                   "Ảnh, ỹy, độc lập");
    assert_decoded(ENCODING_VISCII, "H\u00A0T", "H\u00A0T"); /* no "HÕT" */
    assert_decoded(ENCODING_VISCII, "\xC2\x80 \u20AC \u0178 \xC2\x9F", "Ạ Ạ Ỳ Ỳ");
}

static void ascii_and_other_scripts_pass(void **state)
{
    struct str same = STR("Plan 153/KH-UBND, 20%; “giữ” – Ω 中");

    (void)state;
    for (enum encoding e = ENCODING_UNICODE; e <= ENCODING_VNI; e++)
        assert_str(decoded(e, same), same);
}

static void fonts_are_known_by_their_names(void **state)
{
    static const struct {
        struct str  name;
        struct font font;
    } rows[] = {
        {STR_INIT(".VnTime"), {.encoding = ENCODING_TCVN3}},
        {STR_INIT(".VnTimeH"), {.encoding = ENCODING_TCVN3, .capitals = true}},
        {STR_INIT(".vntime"), {.encoding = ENCODING_TCVN3}},
        {STR_INIT(".vntimeh"), {.encoding = ENCODING_TCVN3, .capitals = true}},
        {STR_INIT(".VnArial NarrowH"), {.encoding = ENCODING_TCVN3, .capitals = true}},
        {STR_INIT("'.VnTime', serif"), {.encoding = ENCODING_TCVN3}},
        {STR_INIT(" \".VnTimeH\" , sans-serif"), {.encoding = ENCODING_TCVN3, .capitals = true}},
        {STR_INIT("VNI-Times"), {.encoding = ENCODING_VNI}},
        {STR_INIT("VNI-Helve-CondenseH"), {.encoding = ENCODING_VNI}},
        {STR_INIT("VI Times"), {.encoding = ENCODING_VISCII}},
        {STR_INIT("Times New Roman"), {.today = true}},
        {STR_INIT("Times New Roman, .VnTime"), {.today = true}},
        {STR_INIT("Vnfont"), {.today = true}},
        {STR_INIT(".V"), {.today = true}},
        {STR_INIT(""), {.encoding = ENCODING_UNICODE}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(font_eq(font_named(rows[i].name), rows[i].font));
}

static void a_look_at_the_bytes_tells_whether_fonts_may_be_named(void **state)
{
    (void)state;
    assert_true(fonts_named_in(STR("x .VnTime")));
    assert_true(fonts_named_in(STR("Viet .VN")));
    assert_true(fonts_named_in(STR("VNI-Times")));
    assert_true(fonts_named_in(STR("a VI Times")));
    assert_true(fonts_named_in(STR("font-family:.vntime")));
    assert_true(fonts_named_in(STR("vni-times")));
    assert_false(fonts_named_in(STR("Vn .V")));
    assert_false(fonts_named_in(STR("vi .vn/ v.vn")));
    assert_false(fonts_named_in(STR("gov.vn VN V VIE Việt Nam VN")));
    assert_false(fonts_named_in(STR("")));
}

/* ---- Word files ----------------------------------------------------------------- */

#define W           "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
#define A           "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
#define FONT(f)     "<w:rFonts w:ascii='" f "' w:hAnsi='" f "'/>"
#define R(f, text)  "<w:r><w:rPr>" f "</w:rPr><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define P(runs)     "<w:p>" runs "</w:p>"
#define ABC         FONT(".VnTime")
#define ABC_CAPITAL FONT(".VnTimeH")
#define VNI         FONT("VNI-Times")
#define TIMES       FONT("Times New Roman")

static struct document *read_word(const char *styles, const char *theme, const char *body)
{
    struct part *parts = ARENA_NEW(arena, struct part, 3);

    parts[0].name = STR("word/document.xml");
    parts[0].bytes =
        arena_printf(arena, "<w:document " W "><w:body>%s</w:body></w:document>", body);
    parts[1].name  = STR("word/styles.xml");
    parts[1].bytes = arena_printf(arena, "<w:styles " W ">%s</w:styles>", styles);
    parts[2].name  = STR("word/theme/theme1.xml");
    parts[2].bytes = arena_printf(arena, "<a:theme " A ">%s</a:theme>", theme);
    return read_parts(&format_docx, parts, 3, KC_OK);
}

#define assert_word(styles, body, text) assert_str(read_word(styles, "", body)->normal, STR(text))

#define NORMAL_IN_ABC                                                                              \
    "<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:rPr>" ABC "</w:rPr></"        \
    "w:style>"

static void each_run_is_read_in_its_own_font(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_word(NORMAL_IN_ABC, "",
                    P(R(ABC, "Uû ban nh©n d©n ") R(VNI, "tænh Soâng Traø ") R(TIMES, "đề nghị ")
                          R("", "các sở báo cáo kết quả ") R(ABC, "the plan of ")
                              R(VNI, "2024, 12/KH-UBND ") R(TIMES, "và ") R("", "ngµy 5 th¸ng 3")));
    assert_str(doc->normal, STR("Ủy ban nhân dân tỉnh Sông Trà đề nghị các sở báo cáo kết quả the "
                                "plan of 2024, 12/KH-UBND và ngày 5 tháng 3"));
    assert_int_equal(doc->reason, REASON_NONE);
}

static void capitals_fonts_show_capitals(void **state)
{
    (void)state;
    assert_word("", P(R(ABC_CAPITAL, "quyÕt ®Þnh") R(ABC, " cña Chñ tÞch")),
                "QUYẾT ĐỊNH của Chủ tịch");
    /* Nothing outside ASCII, nothing to tell: the font is believed. */
    assert_word("", P(R(ABC_CAPITAL, "thay cho")), "THAY CHO");
    /* Converted: what the font did not show any more. */
    assert_word("", P(R(ABC_CAPITAL, "Quyết định")), "Quyết định");
}

static void the_soft_hyphen_of_tcvn3_is_a_letter(void **state)
{
    (void)state;
    assert_word("", P(R(ABC, "ph\u00ADêng, b\u00ADu ®iÖn")), "phường, bưu điện");
    assert_word("", P(R(TIMES, "tu\u00ADần")), "tuần");
    assert_word("",
                P(R(ABC, "b") "<w:r><w:rPr>" ABC "</w:rPr><w:softHyphen/></w:r>" R(ABC, "u ®iÖn")),
                "bưu điện");
}

static void the_font_comes_from_run_style_default_or_theme(void **state)
{
    static const char body[] = P(R("", "ngµy 5 th¸ng 3"));

    (void)state;
    assert_word(NORMAL_IN_ABC, body, "ngày 5 tháng 3");
    assert_word("<w:docDefaults><w:rPrDefault><w:rPr>" ABC
                "</w:rPr></w:rPrDefault></w:docDefaults>",
                body, "ngày 5 tháng 3");
    assert_word("<w:style w:styleId='a'><w:basedOn w:val='b'/></w:style>"
                "<w:style w:styleId='b'><w:rPr>" ABC "</w:rPr></w:style>",
                "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr>" R("", "ngµy") "</w:p>", "ngày");
    assert_word("<w:style w:type='character' w:styleId='c'><w:rPr>" ABC "</w:rPr></w:style>",
                P(R("<w:rStyle w:val='c'/>", "ngµy")), "ngày");
    /* The run has the last word. */
    assert_word(NORMAL_IN_ABC, P(R(TIMES, "5 µm")), "5 µm");
    assert_str(read_word("<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:hAnsiTheme='minorHAnsi'/>"
                         "</w:rPr></w:rPrDefault></w:docDefaults>",
                         "<a:majorFont><a:latin typeface='Times'/></a:majorFont>"
                         "<a:minorFont><a:latin typeface='.VnTime'/></a:minorFont>"
                         "<a:latin typeface='Arial'/>",
                         body)
                   ->normal,
               STR("ngày 5 tháng 3"));
}

/* A paragraph's mark has a look of its own that no text is set in. */
static void the_look_of_the_paragraph_mark_is_no_runs(void **state)
{
    (void)state;
    assert_word("", "<w:p><w:pPr><w:rPr>" ABC "</w:rPr></w:pPr>" R("", "§ 5 µm") "</w:p>",
                "§ 5 µm");
}

static void converted_text_keeps_its_letters_whatever_the_font_says(void **state)
{
    (void)state;
    assert_word(NORMAL_IN_ABC, P(R("", "Ủy ban nhân dân tỉnh Sông Trà và các sở")),
                "Ủy ban nhân dân tỉnh Sông Trà và các sở");
    /* "cá" could be either; the words around it are modern. */
    assert_word(NORMAL_IN_ABC, P(R("", "nuôi trồng ") R(ABC, "cá")), "nuôi trồng cá");
    assert_word(NORMAL_IN_ABC, P(R("", "bãi ") R(TIMES, "đỗ")) P(R("", "Tỉnh Sông Trà")),
                "bãi đỗ\nTỉnh Sông Trà");
    assert_word("", P(R(VNI, "Hà Nội, ngày 5 tháng 3")), "Hà Nội, ngày 5 tháng 3");
}

static void boxes_and_deleted_text_keep_their_fonts(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_word(
        "", "",
        P(R(TIMES, "Số ") "<w:r><w:txbxContent>" P(R(ABC, "nghÞ ") R(
            TIMES, "định")) "</w:txbxContent></w:r>" R(TIMES,
                                                       "trước ") "<w:del><w:r><w:rPr>" ABC
                                                                 "</w:rPr><w:delText>th¸ng</"
                                                                 "w:delText></w:r></w:del>" R(
                                                                     VNI, "ngaøy")));
    assert_str(doc->normal, STR("Số trước ngày\ntháng\nnghị định"));
}

static void quotes_show_what_stood_in_the_file(void **state)
{
    struct document *doc    = read_word("", "", P(R(ABC, "cña UBND ") R(VNI, "tænh Traø")));
    struct str       word[] = {STR("của"), STR("tỉnh"), STR("Trà")};
    struct str       old[]  = {STR("cña"), STR("tænh"), STR("Traø")};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        struct str  hit = str_find(doc->normal, word[i]);
        struct span at  = {(uint32_t)(hit.p - doc->normal.p), 0};

        assert_int_equal(hit.n, word[i].n);
        at.end = at.start + (uint32_t)hit.n;
        assert_str(document_quote(doc, at), old[i]);
    }
}

/* ---- without fonts ----------------------------------------------------------------- */

#define OLD_LINE                                                                                   \
    "Uû ban nh©n d©n tØnh S«ng Trµ. §éc lËp - Tù do - H¹nh phóc. Ngµy 13 th¸ng 3 n¨m 2002"

static void text_that_can_only_be_old_needs_no_font(void **state)
{
    (void)state;
    assert_word("", P(R("", OLD_LINE)),
                "Ủy ban nhân dân tỉnh Sông Trà. Độc lập - Tự do - Hạnh phúc. Ngày 13 tháng 3 năm "
                "2002");
    /* Unicode beside it stays. */
    assert_word("", P(R("", OLD_LINE)) P(R("", "Ngày 5 tháng 3, cá")),
                "Ủy ban nhân dân tỉnh Sông Trà. Độc lập - Tự do - Hạnh phúc. Ngày 13 tháng 3 năm "
                "2002\nNgày 5 tháng 3, cá");
}

static void a_few_odd_letters_change_nothing(void **state)
{
    (void)state;
    assert_word("", P(R("", "nh©n d©n, 5 µm")), "nh©n d©n, 5 µm");
}

/* Old and modern words in one run without a font to tell them apart. */
static void what_cannot_be_decoded_is_marked(void **state)
{
    struct document *doc =
        read_word("", "", P(R(TIMES, "ệ ế ề ể ễ ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ớ ờ ở ỡ ợ ứ ừ " OLD_LINE)));

    (void)state;
    assert_int_equal(doc->reason, REASON_LEGACY_FONT);
    assert_int_equal(doc->diags[0].code, DIAG_TEXT_LEGACY_FONT);
}

/* ---- web pages ------------------------------------------------------------------------ */

#define assert_web(page, text) assert_str(read_bytes(&format_html, page, KC_OK)->normal, STR(text))

static void web_pages_name_fonts_in_three_ways(void **state)
{
    (void)state;
    assert_web("<p><font face='.VnTime'>ngµy</font> đã <font face='VNI-Times'>thaùng</font>",
               "ngày đã tháng");
    assert_web("<p style='font-family: \".VnTimeH\", serif; color: red'>th¸ng</p><p>5 µm</p>",
               "THÁNG\n5 µm");
    assert_web(
        "<p style='font:bold 13pt .VnTime'>th¸ng <span style='font-family:Arial'>5 µm</span>",
        "tháng 5 µm");
    assert_web("<style>\n<!-- /* x */ p.western, li { font-family: '.VnTime', serif }\n"
               "@font-face { font-family: .VnTime }\n"
               "@media print { .h { font-family: \".VnTimeH\" } } -->\n</style>"
               "<p class=western>th¸ng</p><ul><li>ngµy</ul><p class='a h'>n¨m</p><p>5 µm</p>",
               "tháng\nngày\nNĂM\n5 µm");
}

static void a_class_says_more_than_an_element(void **state)
{
    (void)state;
    assert_web("<style>.u{font-family:Arial} div p{font-family:.VnTime}</style>"
               "<p>ngµy</p><p class=u>5 µm</p>",
               "ngày\n5 µm");
}

static void small_letters_name_the_same_fonts(void **state)
{
    (void)state;
    assert_web("<p><font face='.vntime'>ngµy</font> Ủy ban", "ngày Ủy ban");
}

/* A million words, or classes against all the rules there can be. */
static void sheets_that_take_too_long_are_hints_only(void **state)
{
    struct text  t    = {.arena = arena};
    struct part *part = ARENA_NEW(arena, struct part, 1);

    (void)state;
    text_add(&t, STR("<style>b{font-family:VNI-Times} p{font:"));
    for (size_t i = 0; i < 1000000; i++)
        text_add(&t, STR("a "));
    text_add(&t, STR("} "));
    for (size_t i = 0; i < 510; i++)
        text_add(&t, STR(".k{font-family:VNI-Times}"));
    text_add(&t, STR("</style>"));
    for (size_t i = 0; i < 2000; i++) {
        text_add(&t, STR("<i class='"));
        for (size_t k = 0; k < 1000; k++)
            text_add(&t, STR("x "));
        text_add(&t, STR("'></i>"));
    }
    text_add(&t, STR("<p>một"));
    assert_false(t.full);
    part->bytes = text_str(&t);
    assert_str(read_parts(&format_html, part, 1, KC_OK)->normal, STR("một"));
}

static void the_title_of_an_old_page_is_decoded_too(void **state)
{
    (void)state;
    assert_str(read_bytes(&format_html,
                          "<title>QuyÕt ®Þnh</title><p><font face=.VnTime>" OLD_LINE "</font>",
                          KC_OK)
                   ->meta.title,
               STR("Quyết định"));
}

static const struct CMUnitTest tests[] = {
    T(tcvn3_has_every_small_letter_and_the_capitals_without_tone),
    T(vni_joins_a_vowel_and_its_mark),
    T(viscii_comes_as_latin1_or_as_windows_1252),
    T(ascii_and_other_scripts_pass),
    T(fonts_are_known_by_their_names),
    T(a_look_at_the_bytes_tells_whether_fonts_may_be_named),
    T(each_run_is_read_in_its_own_font),
    T(capitals_fonts_show_capitals),
    T(the_soft_hyphen_of_tcvn3_is_a_letter),
    T(the_font_comes_from_run_style_default_or_theme),
    T(the_look_of_the_paragraph_mark_is_no_runs),
    T(converted_text_keeps_its_letters_whatever_the_font_says),
    T(boxes_and_deleted_text_keep_their_fonts),
    T(quotes_show_what_stood_in_the_file),
    T(text_that_can_only_be_old_needs_no_font),
    T(a_few_odd_letters_change_nothing),
    T(what_cannot_be_decoded_is_marked),
    T(web_pages_name_fonts_in_three_ways),
    T(a_class_says_more_than_an_element),
    T(small_letters_name_the_same_fonts),
    T(sheets_that_take_too_long_are_hints_only),
    T(the_title_of_an_old_page_is_decoded_too),
};

TEST_MAIN(tests)
