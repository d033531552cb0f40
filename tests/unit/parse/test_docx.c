#include "parse/formats.h"
#include "parse/parse.h"
#include "parse/parser.h"
#include "parse/xml.h"

#include "tests/unit/parse/show.h"

#define NAMESPACES                                                                                 \
    " xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"                      \
    " xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'"                      \
    " xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'"               \
    " xmlns:v='urn:schemas-microsoft-com:vml'"                                                     \
    " xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'"                        \
    " xmlns:new='urn:not-known-yet'"

#define P(runs)        "<w:p>" runs "</w:p>"
#define R(text)        "<w:r><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define RP(look, text) "<w:r><w:rPr>" look "</w:rPr><w:t xml:space='preserve'>" text "</w:t></w:r>"
#define T(text)        P(R(text))
#define TC(inside)     "<w:tc>" inside "</w:tc>"
#define FIELD(type)    "<w:r><w:fldChar w:fldCharType='" type "'/></w:r>"
#define CODE(text)     "<w:r><w:instrText>" text "</w:instrText></w:r>"
#define BOX(inside)    "<w:txbxContent>" inside "</w:txbxContent>"

static struct parser parser;

struct fixture {
    struct arena   *arena;
    struct document doc;
    struct limits   lim;
    struct part     parts[16];
};

static int begin(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);

    if (!f)
        return -1;
    xml_init();
    f->lim       = limits_default;
    f->arena     = arena_new((size_t)64 << 20);
    f->doc.arena = f->arena;
    f->doc.parts = f->parts;
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

/* ---- building a document -------------------------------------------------- */

static void add_part(struct fixture *f, struct str name, struct str bytes)
{
    assert_true(f->doc.nparts < sizeof f->parts / sizeof *f->parts);
    f->parts[f->doc.nparts++] = (struct part){name, bytes};
}

/* <w:ROOT …>inside</w:ROOT> */
static struct str wrap(struct fixture *f, const char *root, struct str inside)
{
    struct text t = {.arena = f->arena};

    assert_true(
        text_add(&t, arena_printf(f->arena, "<?xml version='1.0'?><w:%s%s>", root, NAMESPACES)));
    assert_true(text_add(&t, inside));
    assert_true(text_add(&t, arena_printf(f->arena, "</w:%s>", root)));
    return text_str(&t);
}

static void add_story(struct fixture *f, struct str name, const char *root, struct str inside)
{
    add_part(f, name, wrap(f, root, inside));
}

static void add_body(struct fixture *f, struct str body)
{
    add_story(f, STR("word/document.xml"), "document", body);
}

static void add_styles(struct fixture *f, struct str styles)
{
    add_story(f, STR("word/styles.xml"), "styles", styles);
}

static enum kc_status read(struct fixture *f)
{
    return format_docx.read(&parser, &f->lim, &f->doc);
}

static void assert_shows(struct fixture *f, struct str want)
{
    assert_int_equal(read(f), KC_OK);
    assert_int_equal(f->doc.ndiags, 0);
    assert_blocks_sound(&f->doc);
    assert_str(show_blocks(&f->doc), want);
}

static void assert_body(void **state, struct str body, struct str want)
{
    struct fixture *f = *state;

    f->doc.nparts = 0;
    add_body(f, body);
    assert_shows(f, want);
}

/* ---- runs and paragraphs --------------------------------------------------- */

static void runs_are_joined_before_anything_is_matched(void **state)
{
    assert_body(state,
                STR(P(R("Số:") R(" 30") R("/2020/NĐ-CP"))
                        P(R("Hà Nội, ngày") R(" 05 t") R("háng") R(" 3 ") R("năm 2020"))),
                STR("paragraph|Số: 30/2020/NĐ-CP\nparagraph|Hà Nội, ngày 05 tháng 3 năm 2020\n"));
}

static void ten_thousand_runs_split_inside_words_are_one_text(void **state)
{
    struct fixture  *f    = *state;
    const struct str word = STR("Kế hoạch số 153/KH-UBND ");
    struct text      body = {.arena = f->arena}, want = {.arena = f->arena};
    struct str       rest = {0};

    text_add(&body, STR("<w:p>"));
    for (unsigned i = 0; i < 10000; i++) {
        struct str before;

        if (!rest.n)
            rest = word;
        before = rest;
        (void)utf8_next(&rest);
        before.n -= rest.n;
        text_add(&body, STR("<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>"));
        text_add(&body, before);
        text_add(&body, STR("</w:t></w:r>"));
        text_add(&want, before);
    }
    text_add(&body, STR("</w:p>"));
    add_body(f, text_str(&body));
    assert_int_equal(read(f), KC_OK);
    assert_int_equal(f->doc.nblocks, 1);
    assert_str(f->doc.original, text_str(&want));
}

static void only_text_elements_hold_text(void **state)
{
    assert_body(state,
                STR("\n <w:p>\n  <w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>\n"
                    "  <w:r>\n <w:t>một</w:t>\n</w:r>lạc</w:p> chữ "),
                STR("paragraph|một\n"));
}

static void marks_inside_runs_become_characters(void **state)
{
    assert_body(state,
                STR(P("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>KH</w:t>"
                      "<w:noBreakHyphen/><w:t>UBND b</w:t><w:softHyphen/><w:t>u</w:t></w:r>")),
                STR("paragraph|a\tb\nc\nKH-UBND b\u00ADu\n"));
}

static void pictures_of_symbol_fonts_keep_words_apart(void **state)
{
    assert_body(state,
                STR(P("<w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t>đạt </w:t>"
                      "<w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='Symbol' w:char='F0B7'/>"
                      "<w:sym w:font='Symbol' w:char='B'/><w:t>80%</w:t>"
                      "<w:sym w:font='Wingdings' w:char='F0E0'/><w:t>x</w:t></w:r>")),
                STR("paragraph| đạt ≥  80% x\n"));
}

static void symbols_that_are_letters_are_read(void **state)
{
    assert_body(state,
                STR(P("<w:r><w:t>153</w:t><w:sym w:font='Symbol' w:char='F02F'/><w:t>KH</w:t>"
                      "<w:sym w:font='Symbol' w:char='F02D'/><w:t>UBN</w:t>"
                      "<w:sym w:font='Times New Roman' w:char='0110'/>"
                      "<w:sym w:font='.VnTime' w:char='F0AE'/>"
                      "<w:sym w:font='Arial' w:char='D800'/><w:sym w:font='Arial' w:char='x'/>"
                      "<w:sym w:font='Arial' w:char='123456789'/></w:r>")),
                STR("paragraph|153/KH-UBNĐ®   \n"));
}

static void a_fraction_is_no_number_of_two_digits(void **state)
{
    assert_body(state,
                STR(P("<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num>"
                      "<m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>")),
                STR("paragraph|1/2\n"));
}

static void wrappers_are_transparent(void **state)
{
    assert_body(
        state,
        STR(P(
            "<w:sdt><w:sdtPr><w:alias w:val='x'/><w:rPr><w:vanish/></w:rPr></w:sdtPr>"
            "<w:sdtContent>" R(
                "số ") "</w:sdtContent></w:sdt>"
                       "<w:hyperlink w:anchor='a'>" R(
                           "15") "</w:hyperlink>"
                                 "<w:smartTag>" R(
                                     "/KH") "</w:smartTag>"
                                            "<w:customXml>" R(
                                                "-UBND") "</w:customXml>"
                                                         "<m:oMath><m:r><w:rPr/><m:t>x</m:t></"
                                                         "m:r></m:oMath>") "<w:sdt><w:"
                                                                           "sdtContent>" T(
                                                                               "sau") "</"
                                                                                      "w:"
                                                                                      "sdtContent><"
                                                                                      "/w:sdt>"),
        STR("paragraph|số 15/KH-UBNDx\nparagraph|sau\n"));
}

static void strict_documents_read_the_same(void **state)
{
    struct fixture *f = *state;

    add_part(f, STR("word/document.xml"),
             STR("<x:document xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main'><x:body>"
                 "<x:tbl><x:tr><x:tc><x:p><x:r><x:t>a</x:t></x:r></x:p></x:tc></x:tr></x:tbl>"
                 "</x:body></x:document>"));
    assert_shows(f, STR("cell 1.1.1|a\n"));
}

/* ---- fields ---------------------------------------------------------------- */

static void a_field_shows_its_result_and_not_its_code(void **state)
{
    assert_body(state,
                STR(P(R("trang ") FIELD("begin") CODE(" PAGE ") R("mã") FIELD("separate") R("7")
                          FIELD("end") R(" hết"))),
                STR("paragraph|trang 7 hết\nparagraph/hidden|mã\n"));
}

static void nested_fields_show_what_the_outermost_shows(void **state)
{
    assert_body(state,
                STR(P(FIELD("begin") CODE("IF ") FIELD("begin") CODE("DATE") FIELD("separate") R(
                    "trong") FIELD("end") CODE("= 1") FIELD("separate") R("kết ") FIELD("begin")
                          CODE("REF") FIELD("separate") R("quả") FIELD("end") FIELD("end"))),
                STR("paragraph|kết quả\nparagraph/hidden|trong\n"));
}

static void a_simple_field_shows_its_content(void **state)
{
    assert_body(state, STR(P("<w:fldSimple w:instr=' NUMPAGES '>" R("12") "</w:fldSimple>")),
                STR("paragraph|12\n"));
}

static void a_field_without_an_end_hides_nothing_beyond_its_paragraph(void **state)
{
    assert_body(state,
                STR(P(FIELD("begin") CODE("TOC")) T("còn đọc được") P(FIELD("end") R("nữa"))),
                STR("paragraph|còn đọc được\nparagraph|nữa\n"));
}

static void a_field_over_several_paragraphs_shows_them(void **state)
{
    assert_body(state,
                STR(P(FIELD("begin") CODE("TOC") FIELD("separate") R("Chương I")) T("Chương II")
                        P(R("Chương III") FIELD("end")) T("sau")),
                STR("paragraph|Chương I\nparagraph|Chương II\nparagraph|Chương III\n"
                    "paragraph|sau\n"));
}

/* ---- tables ---------------------------------------------------------------- */

static void the_two_cells_of_a_header_are_told_apart(void **state)
{
    assert_body(
        state,
        STR("<w:tbl><w:tblPr/><w:tblGrid/><w:tr>" TC(T("UBND TỈNH SÔNG TRÀ") T("_____") T("")
                                                         P(R("Số: 15") R("3/KH-UBND")))
                TC(T("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") T("Độc lập - Tự do - Hạnh phúc")
                       T("Sông Trà, ngày 07 tháng 7 năm 2023")) "</w:tr></w:tbl>" T("KẾ HOẠCH")),
        STR("cell 1.1.1|UBND TỈNH SÔNG TRÀ\ncell 1.1.1|_____\ncell 1.1.1|Số: 153/KH-UBND\n"
            "cell 1.1.2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
            "cell 1.1.2|Độc lập - Tự do - Hạnh phúc\n"
            "cell 1.1.2|Sông Trà, ngày 07 tháng 7 năm 2023\nparagraph|KẾ HOẠCH\n"));
}

static void spans_move_the_columns_on(void **state)
{
    assert_body(state,
                STR("<w:tbl><w:tr>" TC("<w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" T("a")) TC(
                    T("b")) "</w:tr><w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>" TC(T("c"))
                        TC("<w:tcPr><w:gridSpan w:val='x'/></w:tcPr>" T("d"))
                            TC(T("e")) "</w:tr></w:tbl>"),
                STR("cell 1.1.1|a\ncell 1.1.4|b\ncell 1.2.3|c\ncell 1.2.4|d\ncell 1.2.5|e\n"));
}

static void absurd_spans_are_ignored(void **state)
{
    assert_body(
        state,
        STR("<w:tbl><w:tr>" TC("<w:tcPr><w:gridSpan w:val='18446744073709551615'/></w:tcPr>" T("a"))
                TC("<w:tcPr><w:gridSpan w:val='0'/></w:tcPr>" T("b")) TC(T("c")) "</w:tr></w:tbl>"),
        STR("cell 1.1.1|a\ncell 1.1.2|b\ncell 1.1.3|c\n"));
}

static void cells_merged_downwards_stay_empty(void **state)
{
    assert_body(state,
                STR("<w:tbl><w:tr>" TC("<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" T("a"))
                        TC(T("b")) "</w:tr><w:tr>" TC("<w:tcPr><w:vMerge/></w:tcPr><w:p/>")
                            TC(T("c")) "</w:tr></w:tbl>"),
                STR("cell 1.1.1|a\ncell 1.1.2|b\ncell 1.2.2|c\n"));
}

static void a_nested_table_has_its_own_number(void **state)
{
    assert_body(
        state,
        STR("<w:tbl><w:tr>" TC(T("trước") "<w:tbl><w:tr>" TC(T("trong"))
                                   TC(T("cùng")) "</w:tr></w:tbl>" T("sau"))
                TC(T("bên")) "</w:tr></w:tbl><w:tbl><w:tr>" TC(T("khác")) "</w:tr></w:tbl>"),
        STR("cell 1.1.1|trước\ncell 2.1.1|trong\ncell 2.1.2|cùng\ncell 1.1.1|sau\n"
            "cell 1.1.2|bên\ncell 3.1.1|khác\n"));
}

static void rows_and_cells_in_content_controls_count(void **state)
{
    assert_body(state,
                STR("<w:tbl><w:sdt><w:sdtContent><w:tr><w:sdt><w:sdtContent>" TC(T(
                    "a")) "</w:sdtContent></w:sdt>" TC(T("b")) "</w:tr></w:sdtContent></"
                                                               "w:sdt><w:tr>" TC(T("c")) "</w:tr></"
                                                                                         "w:tbl>"),
                STR("cell 1.1.1|a\ncell 1.1.2|b\ncell 1.2.1|c\n"));
}

static void a_table_without_rows_is_still_a_table(void **state)
{
    assert_body(state, STR("<w:tbl>" T("a") TC(T("b")) "</w:tbl>" TC(T("c"))),
                STR("cell 1.1.1|a\ncell 1.1.1|b\nparagraph|c\n"));
}

/* ---- what is not for reading ------------------------------------------------ */

static void deleted_text_stands_aside_and_inserted_text_is_read(void **state)
{
    struct fixture *f = *state;

    assert_body(state,
                STR(P(R("Số: 15") "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
                                  "<w:ins>" R("3") "</w:ins>" R("/KH-UBND"))),
                STR("paragraph|Số: 153/KH-UBND\nparagraph/deleted|9\n"));
    assert_int_equal(f->doc.identity.draft, DRAFT_TRACKED_CHANGES);
}

static void moved_text_is_read_where_it_went(void **state)
{
    struct fixture *f = *state;

    assert_body(state,
                STR(P("<w:moveFrom>" R("câu") "</w:moveFrom>") T("giữa")
                        P("<w:moveTo>" R("câu") "</w:moveTo>")),
                STR("paragraph/deleted|câu\nparagraph|giữa\nparagraph|câu\n"));
    assert_int_equal(f->doc.identity.draft, DRAFT_TRACKED_CHANGES);
}

/* Word marks the row and the words in it; a number that Word counts is no word of it. */
static void a_deleted_row_stands_aside_and_no_more(void **state)
{
    struct fixture *f = *state;

    assert_body(state,
                STR("<w:tbl><w:tr>" TC(T("a")) "</w:tr><w:tr><w:trPr><w:del/></w:trPr>" TC(
                    "<w:tbl><w:tr>" TC(T("b")) "</w:tr></w:tbl>" T(
                        "c")) "</w:tr><w:tr>" TC(T("d")) "</w:tr><w:trPr><w:del/></w:trPr></"
                                                         "w:tbl>" T("e")),
                STR("cell 1.1.1|a\ncell/deleted 2.1.1|b\ncell/deleted 1.2.1|c\ncell 1.3.1|d\n"
                    "paragraph|e\n"));
    assert_int_equal(f->doc.identity.draft, DRAFT_TRACKED_CHANGES);
}

/* What only begins with deleted words keeps its number. */
static void numbers_are_deleted_with_their_paragraph_or_row(void **state)
{
    struct fixture *f = *state;

#define IN_LIST "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    add_story(f, STR("word/numbering.xml"), "numbering",
              STR("<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/>"
                  "<w:lvlText w:val='%1.'/></w:lvl></w:abstractNum><w:num w:numId='1'>"
                  "<w:abstractNumId w:val='0'/></w:num>"));
    add_body(
        f, STR(P("<w:pPr>" IN_LIST "<w:rPr><w:del/></w:rPr></w:pPr><w:del>" R("a") "</w:del>")
                   P("<w:pPr>" IN_LIST "</w:pPr><w:del>" R("b") "</w:del>" R(
                       "c")) "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>" TC(P("<w:pPr>" IN_LIST
                                                                           "</w:pPr>")) "</w:tr></"
                                                                                        "w:tbl>"));
    assert_shows(f, STR("paragraph/deleted|1.\ta\nparagraph|2.\tc\nparagraph/deleted|b\n"
                        "cell/deleted 1.1.1|3.\t\n"));
#undef IN_LIST
}

static void a_changed_paragraph_mark_deletes_no_text(void **state)
{
    struct fixture *f = *state;

    assert_body(state, STR(P("<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>" R("còn")) T("nữa")),
                STR("paragraph|còn\nparagraph|nữa\n"));
    assert_int_equal(f->doc.identity.draft, DRAFT_TRACKED_CHANGES);
}

static void a_clean_document_is_no_draft(void **state)
{
    struct fixture *f = *state;

    assert_body(state, STR(T("xong")), STR("paragraph|xong\n"));
    assert_int_equal(f->doc.identity.draft, 0);
}

static void hidden_and_struck_text_stands_aside(void **state)
{
    assert_body(
        state,
        STR(P(R("a") RP("<w:vanish/>", "ẩn") RP("<w:vanish w:val='0'/>", "b")
                  RP("<w:vanish w:val='false'/>", "c") RP("<w:strike/>", "gạch")
                      RP("<w:dstrike w:val='true'/>", "bỏ") RP("<w:strike w:val='off'/>", "d"))),
        STR("paragraph|abcd\nparagraph/hidden|ẩn\nparagraph/deleted|gạchbỏ\n"));
}

static void marks_of_the_paragraph_sign_hide_no_text(void **state)
{
    assert_body(state, STR(P("<w:pPr><w:rPr><w:vanish/><w:strike/></w:rPr></w:pPr>" R("thấy"))),
                STR("paragraph|thấy\n"));
}

static void old_looks_of_tracked_changes_do_not_count(void **state)
{
    struct fixture *f = *state;

    assert_body(state, STR(P(RP("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "thấy"))),
                STR("paragraph|thấy\n"));
    assert_int_equal(f->doc.identity.draft, 0);
}

static void a_raised_number_does_not_stick_to_the_word(void **state)
{
    assert_body(state,
                STR(P(R("TÊN CƠ QUAN") RP("<w:vertAlign w:val='superscript'/>", "2") R(", TỔ CHỨC"))
                        P(R("Số:") RP("<w:vertAlign w:val='superscript'/>", " 3 ") R("/NQ-"))),
                STR("paragraph|TÊN CƠ QUAN, TỔ CHỨC\nparagraph/hidden|2\n"
                    "paragraph|Số: /NQ-\nparagraph/hidden|3\n"));
}

static void other_raised_text_stays(void **state)
{
    assert_body(state,
                STR(P(R("x") RP("<w:vertAlign w:val='superscript'/>", "_______")
                          RP("<w:vertAlign w:val='subscript'/>", "2")
                              RP("<w:vertAlign w:val='superscript'/>", "2a"))),
                STR("paragraph|x_______22a\n"));
}

static void a_raised_number_in_pieces_is_still_a_number(void **state)
{
    assert_body(state,
                STR(P(R("a") "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t>"
                             "<w:t>&#50;</w:t></w:r>")),
                STR("paragraph|a\nparagraph/hidden|12\n"));
}

/* ---- styles ------------------------------------------------------------------ */

#define STYLE(type, id, inside) "<w:style w:type='" type "' w:styleId='" id "'>" inside "</w:style>"
#define STYLED(id, runs)        P("<w:pPr><w:pStyle w:val='" id "'/></w:pPr>" runs)

static void headings_are_known_by_name_level_and_ancestry(void **state)
{
    struct fixture *f = *state;

    add_styles(
        f, STR(STYLE("paragraph", "u1", "<w:name w:val='heading 1'/>") STYLE(
               "paragraph", "con", "<w:name w:val='Mục'/><w:basedOn w:val='u2'/>")
                   STYLE("paragraph", "u2", "<w:name w:val='Heading 2'/>") STYLE(
                       "paragraph", "rieng",
                       "<w:name w:val='Điều'/><w:pPr><w:outlineLvl w:val='2'/></w:pPr>")
                       STYLE("paragraph", "than",
                             "<w:basedOn w:val='u1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr>")));
    add_body(f, STR(STYLED("u1", R("một")) STYLED("con", R("hai")) STYLED("rieng", R("ba"))
                        STYLED("than", R("thân")) STYLED("la", R("lạ")) P(
                            "<w:pPr><w:pStyle w:val='u1'/><w:outlineLvl w:val='9'/></w:pPr>" R("x"))
                            P("<w:pPr><w:outlineLvl w:val='1'/></w:pPr>" R("y"))));
    assert_shows(f, STR("heading h1|một\nheading h2|hai\nheading h3|ba\nparagraph|thân\n"
                        "paragraph|lạ\nparagraph|x\nheading h2|y\n"));
    assert_int_equal(f->doc.blocks[3].heading, 3);
    assert_int_equal(f->doc.blocks[6].heading, 1);
}

static void a_heading_in_a_cell_is_a_cell(void **state)
{
    struct fixture *f = *state;

    add_styles(f, STR(STYLE("paragraph", "u1", "<w:name w:val='heading 1'/>")));
    add_body(f, STR("<w:tbl><w:tr>" TC(STYLED("u1", R("UBND TỈNH SÔNG TRÀ"))) "</w:tr></w:tbl>"));
    assert_shows(f, STR("cell 1.1.1|UBND TỈNH SÔNG TRÀ\n"));
}

static void styles_that_inherit_in_a_circle_end(void **state)
{
    struct fixture *f = *state;

    add_styles(f, STR(STYLE("paragraph", "a", "<w:basedOn w:val='b'/>") STYLE(
                      "paragraph", "b", "<w:basedOn w:val='a'/><w:rPr><w:vanish/></w:rPr>")
                          STYLE("paragraph", "c", "<w:basedOn w:val='c'/>")));
    add_body(f, STR(STYLED("a", R("ẩn")) STYLED("c", R("thấy"))));
    assert_shows(f, STR("paragraph/hidden|ẩn\nparagraph|thấy\n"));
}

static void styles_hide_and_runs_have_the_last_word(void **state)
{
    struct fixture *f = *state;

    add_styles(f, STR(STYLE("paragraph", "p", "<w:rPr><w:vanish/></w:rPr>")
                          STYLE("character", "hien", "<w:rPr><w:vanish w:val='0'/></w:rPr>")
                              STYLE("character", "so",
                                    "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>")));
    add_body(f, STR(STYLED("p", R("ẩn") RP("<w:rStyle w:val='hien'/>", "một")
                                    RP("<w:vanish w:val='0'/>", "hai"))
                        P(R("ba") RP("<w:rStyle w:val='so'/>", "3"))));
    assert_shows(f,
                 STR("paragraph|mộthai\nparagraph/hidden|ẩn\nparagraph|ba\nparagraph/hidden|3\n"));
}

/* ---- text boxes and alternatives ---------------------------------------------- */

static void a_text_box_does_not_split_or_join_its_host(void **state)
{
    assert_body(state,
                STR(P(R("trước ") "<w:r><w:pict><v:shape><v:textbox>" BOX(T("một") T(
                    "hai")) "</v:textbox></v:shape></w:pict></w:r>" R("sau")) T("kế tiếp")),
                STR("paragraph|trước sau\nparagraph|một\nparagraph|hai\nparagraph|kế tiếp\n"));
}

static void looks_of_the_host_run_do_not_reach_into_its_box(void **state)
{
    assert_body(
        state,
        STR(P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>a</w:t>" BOX(T("hộp")) "<w:t>b</w:t></w:r>")),
        STR("paragraph/hidden|ab\nparagraph|hộp\n"));
}

#define CHOICE(requires, inside) "<mc:Choice Requires='" requires "'>" inside "</mc:Choice>"
#define FALLBACK(inside)         "<mc:Fallback>" inside "</mc:Fallback>"
#define EITHER(inside)           "<mc:AlternateContent>" inside "</mc:AlternateContent>"

static void one_branch_of_alternatives_is_read(void **state)
{
    assert_body(state,
                STR(P("<w:r>" EITHER(CHOICE("wps", BOX(T("chọn")))
                                         FALLBACK(BOX(T("dự phòng")))) "</w:r>" R("host"))),
                STR("paragraph|host\nparagraph|chọn\n"));
}

static void a_branch_that_needs_the_unknown_is_passed_over(void **state)
{
    assert_body(state,
                STR(P("<w:r>" EITHER(CHOICE("new", "<w:t>lạ</w:t>") CHOICE(
                    "wps new", "<w:t>lạ</w:t>") CHOICE("undeclared", "<w:t>lạ</w:t>")
                                         FALLBACK("<w:t>dự phòng</w:t>")) "</w:r>")),
                STR("paragraph|dự phòng\n"));
}

static void alternatives_without_one_for_us_are_told_of(void **state)
{
    struct fixture *f = *state;

    add_body(f, STR(P(R("a") "<w:r>" EITHER(CHOICE("new", "<w:t>lạ</w:t>")) "</w:r>" R("b"))));
    assert_int_equal(read(f), KC_PARTIAL);
    assert_true(has_diag(&f->doc, DIAG_EMBEDDED_LEFT_OUT));
    assert_str(show_blocks(&f->doc), STR("paragraph|ab\n"));
}

static void only_the_first_fitting_branch_counts(void **state)
{
    assert_body(
        state,
        STR(P("<w:r>" EITHER(CHOICE("new", "<w:t>0</w:t>") CHOICE(
            "wps", "<w:t>1</w:t>" EITHER(CHOICE("new", "<w:t>2</w:t>") FALLBACK("<w:t>3</w:t>")))
                                 CHOICE("wps", "<w:t>4</w:t>") FALLBACK("<w:t>5</w:t>")) "</w:r>")),
        STR("paragraph|13\n"));
}

static void a_box_in_a_cell_belongs_to_the_cell(void **state)
{
    assert_body(state,
                STR("<w:tbl><w:tr>" TC(P(R("ô") "<w:r>" BOX(T("hộp") "<w:tbl><w:tr>" TC(
                    T("lồng")) "</w:tr></w:tbl>") "</w:r>")) TC(T("bên")) "</w:tr></w:tbl>"),
                STR("cell 1.1.1|ô\ncell 1.1.1|hộp\ncell 2.1.1|lồng\ncell 1.1.2|bên\n"));
}

static void a_box_in_a_box_loses_nothing(void **state)
{
    assert_body(state,
                STR(P(R("ngoài") "<w:r>" BOX(
                    P(R("giữa") "<w:r>" BOX(T("trong")) "</w:r>" R("rồi"))) "</w:r>" R("hết"))),
                STR("paragraph|ngoàihết\nparagraph|giữa\nparagraph|trong\nparagraph|rồi\n"));
}

static void word_art_is_read(void **state)
{
    struct fixture *f = *state;

    add_body(f, STR(T("thân")));
    add_story(
        f, STR("word/header1.xml"), "hdr",
        STR(P("<w:r><w:pict><v:shape><v:textpath string='DỰ THẢO'/></v:shape></w:pict></w:r>")));
    assert_shows(f, STR("margin|DỰ THẢO\nparagraph|thân\n"));
}

/* ---- pages --------------------------------------------------------------------- */

static void pages_are_counted_once(void **state)
{
    static const unsigned want[] = {1, 2, 2, 3, 5, 6};
    struct fixture       *f      = *state;

    add_body(f, STR(T("1") P("<w:r><w:br w:type='page'/></w:r>")
                        P("<w:r><w:lastRenderedPageBreak/><w:t>2</w:t></w:r>") T("2")
                            P(R("") "<w:r><w:lastRenderedPageBreak/><w:t>3</w:t></w:r>"
                                    "<w:r><w:br w:type='page'/></w:r>")
                                P("<w:r><w:br w:type='page'/><w:t>5</w:t></w:r>")
                                    P("<w:pPr><w:pageBreakBefore/></w:pPr>" R("6"))));
    assert_int_equal(read(f), KC_OK);
    assert_int_equal(f->doc.nblocks, 6);
    for (size_t i = 0; i < 6; i++)
        assert_int_equal(f->doc.blocks[i].page, want[i]);
}

/* ---- parts ----------------------------------------------------------------------- */

static void margins_notes_and_comments_stand_around_the_body(void **state)
{
    struct fixture *f = *state;

    add_story(
        f, STR("word/comments.xml"), "comments",
        STR("<w:comment w:id='0'>" P(R("xem lại") "<w:del>" R("cũ") "</w:del>") "</w:comment>"));
    add_story(f, STR("word/endnotes.xml"), "endnotes",
              STR("<w:endnote w:type='separator'>" T("---") "</w:endnote><w:endnote>" T(
                  "cuối") "</w:endnote>"));
    add_story(f, STR("word/footnotes.xml"), "footnotes",
              STR("<w:footnote w:type='continuationSeparator'>" T(
                  "---") "</w:footnote>"
                         "<w:footnote w:type='normal'>" P(
                             "<w:r><w:footnoteRef/></w:r>" R("chân")) "</w:footnote>"));
    add_story(f, STR("word/footer1.xml"), "ftr", STR(T("dưới")));
    add_body(f, STR(P(R("thân") "<w:r><w:footnoteReference w:id='1'/></w:r>")));
    add_story(f, STR("word/header1.xml"), "hdr",
              STR("<w:tbl><w:tr>" TC(T("trên")) "</w:tr></w:tbl>"));
    assert_shows(f, STR("margin 1.1.1|trên\nparagraph|thân\nmargin|dưới\nnote|chân\nnote|cuối\n"
                        "paragraph/comment|xem lại\nparagraph/deleted|cũ\n"));
    assert_int_equal(f->doc.identity.draft, DRAFT_COMMENTS | DRAFT_TRACKED_CHANGES);
    assert_int_equal(f->doc.blocks[0].page, 0);
    assert_int_equal(f->doc.blocks[1].page, 1);
}

static void a_part_for_comments_without_any_marks_no_draft(void **state)
{
    struct fixture *f = *state;

    add_body(f, STR(T("thân")));
    add_story(f, STR("word/comments.xml"), "comments", STR(""));
    assert_shows(f, STR("paragraph|thân\n"));
    assert_int_equal(f->doc.identity.draft, 0);
}

static void core_properties_are_kept(void **state)
{
    struct fixture *f = *state;

    add_body(f, STR(T("thân")));
    add_part(
        f, STR("docProps/core.xml"),
        STR("<c:coreProperties xmlns:c='http://schemas.openxmlformats.org/package/2006/metadata/"
            "core-properties' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
            "<dc:title> Kế hoạch &amp; báo cáo </dc:title><dc:creator>Lê An</dc:creator>"
            "</c:coreProperties>"));
    assert_shows(f, STR("paragraph|thân\n"));
    assert_str(f->doc.meta.title, STR("Kế hoạch & báo cáo"));
    assert_str(f->doc.meta.author, STR("Lê An"));
}

#define RELS(type, target)                                                                         \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"         \
    "<Relationship Id='r0' Type='urn:x' Target='word/other.xml'/>"                                 \
    "<Relationship Id='r1' Type='" type "/officeDocument' Target='" target "'/></Relationships>"
#define TRANSITIONAL "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define STRICT       "http://purl.oclc.org/ooxml/officeDocument/relationships"

static void the_package_says_which_part_is_the_main_one(void **state)
{
    static const struct str rels[] = {
        STR_INIT(RELS(TRANSITIONAL, "/word/document2.xml")),
        STR_INIT(RELS(STRICT, "word/Document2.xml")),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < 2; i++) {
        f->doc.nparts = 0;
        add_body(f, STR(T("cũ")));
        add_story(f, STR("word/document2.xml"), "document", STR(T("mới")));
        add_part(f, STR("_rels/.rels"), rels[i]);
        assert_shows(f, STR("paragraph|mới\n"));
    }
}

static void the_usual_name_serves_when_the_package_does_not_say(void **state)
{
    static const struct str rels[] = {
        STR_INIT(RELS(TRANSITIONAL, "word/absent.xml")),
        STR_INIT(RELS("urn:y", "word/absent.xml")),
        STR_INIT(RELS(TRANSITIONAL, "")),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rels / sizeof *rels; i++) {
        f->doc.nparts = 0;
        add_body(f, STR(T("thân")));
        add_part(f, STR("_rels/.rels"), rels[i]);
        assert_shows(f, STR("paragraph|thân\n"));
    }
}

static void a_main_part_under_another_number_is_found(void **state)
{
    static const struct str rels[] = {
        STR_INIT(RELS(TRANSITIONAL, "./word/document2.xml")),
        STR_INIT(RELS(TRANSITIONAL, "word/absent.xml")),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rels / sizeof *rels; i++) {
        f->doc.nparts = 0;
        add_story(f, STR("word/document2.xml"), "document", STR(T("thân")));
        add_part(f, STR("_rels/.rels"), rels[i]);
        assert_shows(f, STR("paragraph|thân\n"));
    }
}

#define REL(dialect, kind, target)                                                                 \
    "<Relationship Id='r' Type='" dialect "/" kind "' Target='" target "'/>"
#define DIALECT "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

static void read_with_relationships(struct fixture *f, struct str inside, enum kc_status want)
{
    struct text t = {.arena = f->arena};

    f->doc.nparts = f->doc.ndiags = 0;
    text_add(&t, STR("<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/"
                     "relationships'>"));
    text_add(&t, inside);
    text_add(&t, STR("</Relationships>"));
    add_body(f, STR(T("thân")));
    add_story(f, STR("word/header1.xml"), "hdr", STR(T("đầu")));
    add_part(f, STR("word/_rels/document.xml.rels"), text_str(&t));
    assert_int_equal(read(f), want);
    assert_str(show_blocks(&f->doc), STR("margin|đầu\nparagraph|thân\n"));
}

static void words_in_parts_that_nobody_reads_are_told_of(void **state)
{
    static const struct {
        struct str     rel;
        enum diag_code code;
        struct str     part;
    } rows[] = {
        {STR_INIT(REL(DIALECT, "aFChunk", "/word/chunk.htm")), DIAG_EMBEDDED_LEFT_OUT,
         STR_INIT("word/chunk.htm")},
        {STR_INIT(REL(DIALECT, "package", "embeddings/Sheet1.xlsx")), DIAG_EMBEDDED_LEFT_OUT,
         STR_INIT("word/embeddings/Sheet1.xlsx")},
        {STR_INIT(REL("http://purl.oclc.org/ooxml/officeDocument/relationships", "diagramData",
                      "diagrams/data1.xml")),
         DIAG_EMBEDDED_LEFT_OUT, STR_INIT("word/diagrams/data1.xml")},
        {STR_INIT(REL(DIALECT, "subDocument", "../phan2.docx")), DIAG_EMBEDDED_LEFT_OUT,
         STR_INIT("phan2.docx")},
        {STR_INIT(REL(DIALECT, "footnotes", "notes.xml")), DIAG_PART_LEFT_OUT,
         STR_INIT("word/notes.xml")},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        read_with_relationships(f, rows[i].rel, KC_PARTIAL);
        assert_int_equal(f->doc.ndiags, 1);
        assert_int_equal(f->doc.diags[0].code, rows[i].code);
        assert_str(f->doc.diags[0].args[0], rows[i].part);
    }
}

static void parts_that_are_read_or_hold_no_words_are_not_told_of(void **state)
{
    struct fixture *f = *state;

    read_with_relationships(
        f,
        STR(REL(DIALECT, "header", "Header1.xml") REL(DIALECT, "image", "media/image1.png") REL(
            DIALECT, "oleObject", "embeddings/o.bin") REL(DIALECT, "hyperlink", "http://a")),
        KC_OK);
    assert_int_equal(f->doc.ndiags, 0);
}

/* ---- damage ------------------------------------------------------------------------ */

static void no_main_part_is_bad_input(void **state)
{
    struct fixture *f = *state;

    add_styles(f, STR(""));
    assert_int_equal(read(f), KC_BAD_INPUT);
    assert_true(has_diag(&f->doc, DIAG_NO_MAIN_PART));
}

static void a_damaged_main_part_is_bad_input(void **state)
{
    static const struct str bad[] = {
        STR_INIT("<w:document" NAMESPACES "><w:body>" T("nửa chừng")),
        STR_INIT("<w:document><w:body/></w:document>"), /* no namespace: not Word */
        STR_INIT("<html><body>x</body></html>"),
        STR_INIT(""),
        STR_INIT("\x89PNG"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        f->doc.nparts = f->doc.ndiags = 0;
        add_part(f, STR("word/document.xml"), bad[i]);
        assert_int_equal(read(f), KC_BAD_INPUT);
        assert_int_equal(f->doc.ndiags, 1);
        assert_int_equal(f->doc.diags[0].code, DIAG_PART_DAMAGED);
        assert_str(f->doc.diags[0].args[0], STR("word/document.xml"));
    }
}

static void damaged_minor_parts_are_left_out_and_named(void **state)
{
    static const struct str names[] = {
        STR_INIT("word/styles.xml"),   STR_INIT("word/header1.xml"), STR_INIT("word/footnotes.xml"),
        STR_INIT("docProps/core.xml"), STR_INIT("_rels/.rels"),      STR_INIT("word/comments.xml"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        f->doc.nparts = f->doc.ndiags = 0;
        add_body(f, STR(T("thân")));
        add_part(f, names[i], STR("<hỏng"));
        assert_int_equal(read(f), KC_PARTIAL);
        assert_str(show_blocks(&f->doc), STR("paragraph|thân\n"));
        assert_int_equal(f->doc.ndiags, 1);
        assert_int_equal(f->doc.diags[0].code, DIAG_PART_LEFT_OUT);
        assert_str(f->doc.diags[0].args[0], names[i]);
    }
}

static void a_doctype_in_any_part_refuses_the_document(void **state)
{
    static const struct str names[] = {
        STR_INIT("word/document.xml"), STR_INIT("word/styles.xml"), STR_INIT("word/header1.xml"),
        STR_INIT("docProps/core.xml"), STR_INIT("_rels/.rels"),
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        f->doc.nparts = f->doc.ndiags = 0;
        f->doc.reason                 = REASON_NONE;
        f->doc.state                  = STATE_NONE;
        add_part(f, names[i], STR("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"));
        if (i)
            add_body(f, STR(T("thân")));
        assert_int_equal(read(f), KC_BAD_INPUT);
        assert_int_equal(f->doc.state, STATE_REFUSED);
        assert_int_equal(f->doc.reason, REASON_HOSTILE);
        assert_true(has_diag(&f->doc, DIAG_DOCTYPE_REFUSED));
    }
}

static struct str repeat(struct fixture *f, struct str open, struct str inside, struct str close,
                         unsigned n)
{
    struct text t = {.arena = f->arena};

    for (unsigned i = 0; i < n; i++)
        text_add(&t, open);
    text_add(&t, inside);
    for (unsigned i = 0; i < n; i++)
        text_add(&t, close);
    return text_str(&t);
}

static void deep_nesting_is_a_limit(void **state)
{
    static const struct {
        struct str open, close;
    } rows[] = {
        {STR_INIT("<w:sdt>"), STR_INIT("</w:sdt>")},
        {STR_INIT("<w:tbl>"), STR_INIT("</w:tbl>")},
        {STR_INIT("<w:txbxContent>"), STR_INIT("</w:txbxContent>")},
        {STR_INIT("<mc:AlternateContent>"), STR_INIT("</mc:AlternateContent>")},
        {STR_INIT("<w:del>"), STR_INIT("</w:del>")},
        {STR_INIT("<w:p>"), STR_INIT("</w:p>")},
    };
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        f->doc.nparts = f->doc.ndiags = 0;
        add_body(f, repeat(f, rows[i].open, STR(T("x")), rows[i].close, 300));
        assert_int_equal(read(f), KC_LIMIT);
        assert_int_equal(f->doc.diags[0].code, DIAG_LIMIT_REACHED);
        assert_str(f->doc.diags[0].args[0], STR("depth"));

        f->doc.nparts = f->doc.ndiags = 0;
        add_body(f, repeat(f, rows[i].open, STR(T("x")), rows[i].close, 100));
        assert_int_equal(read(f), KC_OK);
        assert_int_equal(f->doc.nblocks, 1);
    }
}

static void ends_without_beginnings_do_no_harm(void **state)
{
    assert_body(state,
                STR(FIELD("end")
                        FIELD("separate") "<w:tr/>" TC("<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>") "<mc:Choice Requires='wps'>" T(
                            "a") "</mc:Choice>" FALLBACK(T("b"))
                            R("c") "<w:rPr><w:vanish/></w:rPr><w:pStyle w:val='x'/>" BOX(T("d"))),
                STR("paragraph|a\nparagraph|b\nparagraph|c\nparagraph|d\n"));
}

static void fields_nested_beyond_counting_still_end(void **state)
{
    struct fixture *f    = *state;
    struct text     body = {.arena = f->arena};

    text_add(&body, STR("<w:p>"));
    text_add(&body, repeat(f, STR(FIELD("begin")), STR(R("ẩn")), STR(FIELD("end")), 1000));
    text_add(&body, STR(R("thấy") FIELD("begin") R("mã") FIELD("separate") R(" rõ") "</w:p>"));
    add_body(f, text_str(&body));
    assert_shows(f, STR("paragraph|thấy rõ\nparagraph/hidden|ẩn mã\n"));
}

static void text_beyond_the_limit_is_a_limit(void **state)
{
    struct fixture *f = *state;

    f->lim.text_bytes = 100;
    add_body(f, repeat(f, STR(T("mười chữ")), STR(""), STR(""), 100));
    assert_int_equal(read(f), KC_LIMIT);
    assert_true(has_diag(&f->doc, DIAG_LIMIT_REACHED));
    f->doc.nparts = f->doc.ndiags = 0;
    add_body(f, repeat(f, STR(P("<w:r>" BOX(T("mười chữ")) "</w:r>")), STR(""), STR(""), 100));
    assert_int_equal(read(f), KC_LIMIT);
    assert_true(has_diag(&f->doc, DIAG_LIMIT_REACHED));
}

static void an_arena_of_any_size_gives_all_or_a_status(void **state)
{
    const struct str body = STR("<w:tbl><w:tr>" TC(P(R("a") "<w:r>" BOX(T("b")) "</w:r>" RP(
        "<w:vertAlign w:val='superscript'/>", "1"))) "</w:tr></w:tbl>" T("c"));
    struct fixture  *f    = *state;

    add_body(f, body);
    add_styles(f, STR(STYLE("paragraph", "u1", "<w:name w:val='heading 1'/>")));
    for (size_t bytes = 0; bytes < 8192; bytes += 32) {
        struct document doc = {.parts = f->doc.parts, .nparts = f->doc.nparts};
        enum kc_status  status;

        doc.arena = arena_new(bytes);
        assert_non_null(doc.arena);
        status = format_docx.read(&parser, &f->lim, &doc);
        if (status == KC_OK)
            assert_int_equal(doc.nblocks, 4);
        else
            assert_int_equal(status, KC_LIMIT);
        arena_free(doc.arena);
    }
}

/* ---- bidding -------------------------------------------------------------------------- */

static unsigned bid(struct str head, struct str path, struct str names)
{
    return format_docx.bid(&(struct sniff){.head = head, .path = path, .names = names});
}

static void the_bid_counts_what_was_seen(void **state)
{
    const struct str zip = STR("PK\3\4rest");

    (void)state;
    assert_int_equal(bid(zip, STR("a.docx"), STR("x\nword/document.xml\n")), 32 + 17 * 8 + 4);
    assert_int_equal(bid(zip, STR("a.DOCM"), STR("word/document2.xml\n")), 32 + 18 * 8 + 4);
    assert_int_equal(bid(zip, STR("a.zip"), STR("word/document.xml\n")), 32 + 17 * 8);
    assert_int_equal(bid(zip, STR("a.docx"), STR("[Content_Types].xml\n")), 32 + 19 * 8 + 4);
    assert_int_equal(bid(zip, STR("a.zip"), STR("[Content_Types].xml\n")), 0);
    assert_int_equal(bid(zip, STR("a.docx"), STR("[Content_Types].xml\nxl/workbook.xml\n")), 0);
    assert_int_equal(bid(zip, STR("a.docx"), STR("word/documents/x.xml\nb.html\n")), 0);
    assert_int_equal(bid(zip, STR("a.docx"), STR("")), 0);
    assert_int_equal(bid(STR("<html>"), STR("a.docx"), STR("")), 4); /* the suffix alone */
    assert_int_equal(bid(STR("<html>"), STR("a.html"), STR("")), 0);
}

/* ---- the whole stage -------------------------------------------------------------------- */

static void a_document_comes_out_in_normal_form(void **state)
{
    struct fixture *f = *state;
    struct parser  *p = NULL;

    assert_int_equal(parser_new(&p), KC_OK);
    add_body(f, STR(P(R("Uỷ  ban\u00A0") R("nhân da") R("\u0302n")) P(R(" "))));
    assert_int_equal(parse_document(p, &format_docx, &f->lim, &f->doc), KC_OK);
    assert_str(f->doc.normal, STR("Ủy ban nhân dân"));
    assert_int_equal(f->doc.nblocks, 1);
    parser_free(p);
}

static void a_refused_document_keeps_no_text(void **state)
{
    struct fixture *f = *state;
    struct parser  *p = NULL;

    assert_int_equal(parser_new(&p), KC_OK);
    add_part(f, STR("word/document.xml"),
             STR("<w:document" NAMESPACES "><w:body><w:ins/>" T("nửa chừng")));
    assert_int_equal(parse_document(p, &format_docx, &f->lim, &f->doc), KC_BAD_INPUT);
    assert_int_equal(f->doc.nblocks, 0);
    assert_int_equal(f->doc.original.n, 0);
    assert_int_equal(f->doc.normal.n, 0);
    assert_int_equal(f->doc.identity.draft, 0);
    assert_int_equal(f->doc.ndiags, 1);
    parser_free(p);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
static const struct CMUnitTest tests[] = {
    TEST(runs_are_joined_before_anything_is_matched),
    TEST(ten_thousand_runs_split_inside_words_are_one_text),
    TEST(only_text_elements_hold_text),
    TEST(marks_inside_runs_become_characters),
    TEST(pictures_of_symbol_fonts_keep_words_apart),
    TEST(symbols_that_are_letters_are_read),
    TEST(a_fraction_is_no_number_of_two_digits),
    TEST(wrappers_are_transparent),
    TEST(strict_documents_read_the_same),
    TEST(a_field_shows_its_result_and_not_its_code),
    TEST(nested_fields_show_what_the_outermost_shows),
    TEST(a_simple_field_shows_its_content),
    TEST(a_field_without_an_end_hides_nothing_beyond_its_paragraph),
    TEST(a_field_over_several_paragraphs_shows_them),
    TEST(the_two_cells_of_a_header_are_told_apart),
    TEST(spans_move_the_columns_on),
    TEST(absurd_spans_are_ignored),
    TEST(cells_merged_downwards_stay_empty),
    TEST(a_nested_table_has_its_own_number),
    TEST(rows_and_cells_in_content_controls_count),
    TEST(a_table_without_rows_is_still_a_table),
    TEST(deleted_text_stands_aside_and_inserted_text_is_read),
    TEST(moved_text_is_read_where_it_went),
    TEST(a_deleted_row_stands_aside_and_no_more),
    TEST(numbers_are_deleted_with_their_paragraph_or_row),
    TEST(a_changed_paragraph_mark_deletes_no_text),
    TEST(a_clean_document_is_no_draft),
    TEST(hidden_and_struck_text_stands_aside),
    TEST(marks_of_the_paragraph_sign_hide_no_text),
    TEST(old_looks_of_tracked_changes_do_not_count),
    TEST(a_raised_number_does_not_stick_to_the_word),
    TEST(other_raised_text_stays),
    TEST(a_raised_number_in_pieces_is_still_a_number),
    TEST(headings_are_known_by_name_level_and_ancestry),
    TEST(a_heading_in_a_cell_is_a_cell),
    TEST(styles_that_inherit_in_a_circle_end),
    TEST(styles_hide_and_runs_have_the_last_word),
    TEST(a_text_box_does_not_split_or_join_its_host),
    TEST(looks_of_the_host_run_do_not_reach_into_its_box),
    TEST(one_branch_of_alternatives_is_read),
    TEST(a_branch_that_needs_the_unknown_is_passed_over),
    TEST(alternatives_without_one_for_us_are_told_of),
    TEST(only_the_first_fitting_branch_counts),
    TEST(a_box_in_a_cell_belongs_to_the_cell),
    TEST(a_box_in_a_box_loses_nothing),
    TEST(word_art_is_read),
    TEST(pages_are_counted_once),
    TEST(margins_notes_and_comments_stand_around_the_body),
    TEST(a_part_for_comments_without_any_marks_no_draft),
    TEST(core_properties_are_kept),
    TEST(the_package_says_which_part_is_the_main_one),
    TEST(the_usual_name_serves_when_the_package_does_not_say),
    TEST(a_main_part_under_another_number_is_found),
    TEST(words_in_parts_that_nobody_reads_are_told_of),
    TEST(parts_that_are_read_or_hold_no_words_are_not_told_of),
    TEST(no_main_part_is_bad_input),
    TEST(a_damaged_main_part_is_bad_input),
    TEST(damaged_minor_parts_are_left_out_and_named),
    TEST(a_doctype_in_any_part_refuses_the_document),
    TEST(deep_nesting_is_a_limit),
    TEST(ends_without_beginnings_do_no_harm),
    TEST(fields_nested_beyond_counting_still_end),
    TEST(text_beyond_the_limit_is_a_limit),
    TEST(an_arena_of_any_size_gives_all_or_a_status),
    TEST(the_bid_counts_what_was_seen),
    TEST(a_document_comes_out_in_normal_form),
    TEST(a_refused_document_keeps_no_text),
};

TEST_MAIN(tests)
