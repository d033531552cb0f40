#include "parse/formats.h"
#include "tests/unit/parse/whole.h"

/* Numbers that Word counts itself, in front of the text they belong to. */

#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"

#define LEVEL(i, more)      "<w:lvl w:ilvl='" i "'>" more "</w:lvl>"
#define SHOWS(format, text) "<w:numFmt w:val='" format "'/><w:lvlText w:val='" text "'/>"
#define LIST(id, levels)    "<w:abstractNum w:abstractNumId='" id "'>" levels "</w:abstractNum>"
#define NUM(id, list, more)                                                                        \
    "<w:num w:numId='" id "'><w:abstractNumId w:val='" list "'/>" more "</w:num>"
#define ANEW(i, from)                                                                              \
    "<w:lvlOverride w:ilvl='" i "'><w:startOverride w:val='" from "'/></w:lvlOverride>"

#define IN(num, level)                                                                             \
    "<w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" num "'/></w:numPr></w:pPr>"
#define RUN(text)           "<w:r><w:t>" text "</w:t></w:r>"
#define ITEM(num, level, t) "<w:p>" IN(num, level) RUN(t) "</w:p>"

static struct document *read_word(const char *styles, const char *numbers, const char *body)
{
    struct part *parts = ARENA_NEW(arena, struct part, 3);

    parts[0].name = STR("word/document.xml");
    parts[0].bytes =
        arena_printf(arena, "<w:document " W "><w:body>%s</w:body></w:document>", body);
    parts[1].name  = STR("word/styles.xml");
    parts[1].bytes = arena_printf(arena, "<w:styles " W ">%s</w:styles>", styles);
    parts[2].name  = STR("word/numbering.xml");
    parts[2].bytes = arena_printf(arena, "<w:numbering " W ">%s</w:numbering>", numbers);
    return read_parts(&format_docx, parts, 3, KC_OK);
}

static struct str read(const char *styles, const char *numbers, const char *body)
{
    return read_word(styles, numbers, body)->normal;
}

#define assert_numbered(numbers, body, text) assert_str(read("", numbers, body), STR(text))

static void articles_count_by_themselves(void **state)
{
    (void)state;
    assert_numbered(
        LIST("0", LEVEL("0", SHOWS("decimal", "Điều %1."))) NUM("1", "0", ""),
        ITEM("1", "0", "Phạm vi") "<w:p>" RUN("Nội dung") "</w:p>" ITEM("1", "0", "Đối tượng"),
        "Điều 1. Phạm vi\nNội dung\nĐiều 2. Đối tượng");
}

#define CODES                                                                                      \
    LIST("0",                                                                                      \
         LEVEL("0", SHOWS("upperRoman", "%1.")) LEVEL("1", "<w:isLgl/>" SHOWS("decimal", "%1.%2")) \
             LEVEL("2", "<w:isLgl/>" SHOWS("decimal", "%1.%2.%3")))                                \
    NUM("1", "0", "")

static void codes_are_made_of_all_levels(void **state)
{
    (void)state;
    assert_numbered(CODES,
                    ITEM("1", "0", "a") ITEM("1", "1", "b") ITEM("1", "2", "c") ITEM("1", "2", "d")
                        ITEM("1", "1", "e") ITEM("1", "2", "f") ITEM("1", "0", "g")
                            ITEM("1", "1", "h"),
                    "I. a\n1.1 b\n1.1.1 c\n1.1.2 d\n1.2 e\n1.2.1 f\nII. g\n2.1 h");
    /* A level above that nobody used counts as begun. */
    assert_numbered(CODES, ITEM("1", "2", "x"), "1.1.1 x");
}

static void a_cell_with_nothing_but_a_number_has_it(void **state)
{
    static const char stt[] = "<w:tc><w:p>" IN("1", "0") "</w:p></w:tc>";

    (void)state;
    assert_str(read("", LIST("0", LEVEL("0", SHOWS("decimal", "%1"))) NUM("1", "0", ""),
                    arena_printf(
                        arena,
                        "<w:tbl><w:tr>%s<w:tc><w:p>" RUN(
                            "Kế hoạch") "</w:p></w:tc></"
                                        "w:tr><w:tr>%s<w:tc><w:p>" RUN("Báo cáo") "</w:p></w:tc></"
                                                                                  "w:tr></w:tbl>",
                        stt, stt)
                        .p),
               STR("1\nKế hoạch\n2\nBáo cáo"));
}

static void every_way_of_writing_a_number(void **state)
{
    static const struct {
        const char *format;
        struct str  numbers;
    } rows[] = {
        {"decimal", STR_INIT("9 10 11")},      {"decimalZero", STR_INIT("09 10 11")},
        {"lowerLetter", STR_INIT("i j k")},    {"upperLetter", STR_INIT("I J K")},
        {"lowerRoman", STR_INIT("ix x xi")},   {"upperRoman", STR_INIT("IX X XI")},
        {"somethingNew", STR_INIT("9 10 11")},
    };

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct str list = arena_printf(
            arena,
            LIST("0",
                 LEVEL("0", "<w:start w:val='9'/><w:numFmt w:val='%s'/><w:lvlText w:val='%%1'/>"
                            "<w:suff w:val='nothing'/>")) NUM("1", "0", ""),
            rows[i].format);
        struct str text = read(
            "", list.p,
            "<w:p>" IN("1", "0") "</w:p><w:p>" IN("1", "0") "</w:p><w:p>" IN("1", "0") "</w:p>");
        struct text t = {.arena = arena};

        while (text.n) {
            text_add(&t, str_cut(&text, '\n'));
            if (text.n)
                text_add(&t, STR(" "));
        }
        assert_str(text_str(&t), rows[i].numbers);
    }
}

static void letters_go_on_after_z(void **state)
{
    (void)state;
    assert_numbered(LIST("0", LEVEL("0", "<w:start w:val='26'/>" SHOWS("lowerLetter", "%1)")))
                        NUM("1", "0", ""),
                    ITEM("1", "0", "một") ITEM("1", "0", "hai"), "z) một\naa) hai");
}

static void bullets_and_hidden_numbers_are_no_text(void **state)
{
    (void)state;
    assert_numbered(LIST("0", LEVEL("0", SHOWS("bullet", "\uF0B7")) LEVEL("1", SHOWS("none", ""))
                                  LEVEL("2", SHOWS("bullet", "-"))) NUM("1", "0", ""),
                    ITEM("1", "0", "một") ITEM("1", "1", "hai") ITEM("1", "2", "ba"),
                    "một\nhai\n- ba");
    /* Number 0 is none, and so is one that is not there. */
    assert_numbered("", ITEM("0", "0", "một") ITEM("7", "0", "hai"), "một\nhai");
}

static void what_stands_behind_the_number(void **state)
{
    (void)state;
    assert_numbered(LIST("0", LEVEL("0", SHOWS("decimal", "%1/") "<w:suff w:val='nothing'/>")
                                  LEVEL("1", SHOWS("decimal", "%2)") "<w:suff w:val='space'/>"))
                        NUM("1", "0", ""),
                    ITEM("1", "0", "KH") ITEM("1", "1", "hai"), "1/KH\n1) hai");
}

static void lists_that_begin_anew_or_go_on(void **state)
{
    (void)state;
    /* Two w:num of one list go on counting; one that says so begins anew, once. */
    assert_numbered(LIST("0", LEVEL("0", SHOWS("decimal", "%1."))) NUM("1", "0", "")
                        NUM("2", "0", "") NUM("3", "0", ANEW("0", "5")),
                    ITEM("1", "0", "a") ITEM("2", "0", "b") ITEM("3", "0", "c") ITEM("3", "0", "d"),
                    "1. a\n2. b\n5. c\n6. d");
    /* A level that never restarts. */
    assert_numbered(LIST("0", LEVEL("0", SHOWS("decimal", "Chương %1.")) LEVEL(
                                  "1", SHOWS("decimal", "Điều %2.") "<w:lvlRestart w:val='0'/>"))
                        NUM("1", "0", ""),
                    ITEM("1", "0", "a") ITEM("1", "1", "b") ITEM("1", "0", "c") ITEM("1", "1", "d"),
                    "Chương 1. a\nĐiều 1. b\nChương 2. c\nĐiều 2. d");
}

static void styles_number_their_paragraphs(void **state)
{
    static const char numbers[] =
        LIST("0", LEVEL("0", SHOWS("decimal", "%1."))
                      LEVEL("1", SHOWS("decimal", "%1.%2.") "<w:pStyle w:val='H2'/>"))
            NUM("1", "0", "");
    static const char styles[] =
        "<w:style w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='H2'><w:basedOn w:val='H1'/></w:style>"
        "<w:style w:styleId='Q'><w:basedOn w:val='H1'/></w:style>";

    (void)state;
    assert_str(read(styles, numbers,
                    "<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr>" RUN(
                        "một") "</w:p>"
                               "<w:p><w:pPr><w:pStyle w:val='H2'/></w:pPr>" RUN(
                                   "hai") "</w:p>"
                                          "<w:p><w:pPr><w:pStyle w:val='H1'/><w:numPr><w:numId "
                                          "w:val='0'/></w:numPr></w:pPr>" RUN("không số") "</w:p>"),
               STR("1. một\n1.1. hai\nkhông số"));
}

static void a_list_of_a_numbering_style_has_the_levels_of_that_style(void **state)
{
    (void)state;
    assert_str(
        read("<w:style w:type='numbering' "
             "w:styleId='S'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>",
             LIST("0", "<w:styleLink w:val='S'/>" LEVEL("0", SHOWS("decimal", "Điều %1.")))
                 LIST("1", "<w:numStyleLink w:val='S'/>") LIST("2", "<w:numStyleLink w:val='?'/>")
                     NUM("1", "0", "") NUM("2", "1", "") NUM("3", "2", ""),
             ITEM("2", "0", "một") ITEM("2", "0", "hai") ITEM("3", "0", "ba")),
        STR("Điều 1. một\nĐiều 2. hai\nba"));
}

/* Word writes some to skip numbers. */
static void hidden_paragraphs_count_but_show_no_number(void **state)
{
    static const char hidden[] = "<w:p><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
                                 "<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>";
    struct document  *doc;

    (void)state;
    doc = read_word(
        "", LIST("0", LEVEL("0", SHOWS("decimal", "Điều %1."))) NUM("1", "0", ""),
        arena_printf(arena, "%s%s%s", ITEM("1", "0", "một"), hidden, ITEM("1", "0", "ba")).p);
    assert_str(doc->normal, STR("Điều 1. một\nĐiều 2.\nĐiều 3. ba"));
    assert_int_equal(doc->blocks[1].use, USE_HIDDEN);
    assert_int_equal(doc->blocks[2].use, USE_READING);
}

/* A mark alone that is hidden joins its paragraph to the next; the end of a cell is none. */
static void a_hidden_mark_hides_no_number_of_what_is_shown(void **state)
{
    static const char hidden[] = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr>"
                                 "<w:rPr><w:vanish/></w:rPr></w:pPr>";
    struct document  *doc;

    (void)state;
    doc = read_word("", LIST("0", LEVEL("0", SHOWS("decimal", "%1."))) NUM("1", "0", ""),
                    arena_printf(arena,
                                 "<w:p>%s" RUN("một") "</w:p><w:tbl><w:tr><w:tc><w:p>%s</w:p>"
                                                      "</w:tc></w:tr></w:tbl>",
                                 hidden, hidden)
                        .p);
    assert_str(doc->normal, STR("1. một\n2."));
    assert_int_equal(doc->blocks[0].use, USE_READING);
    assert_int_equal(doc->blocks[1].use, USE_READING);
}

static void a_long_number_is_cut_between_letters(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    for (size_t i = 0; i < 255; i++)
        text_add(&t, STR("x"));
    text_add(&t, STR("Đ"));
    assert_str(
        read("",
             arena_printf(arena, LIST("0", LEVEL("0", SHOWS("none", "%.*s"))) NUM("1", "0", ""),
                          STR_FMT(text_str(&t)))
                 .p,
             ITEM("1", "0", "")),
        text_str(&t));
}

static void a_w_num_may_change_a_level(void **state)
{
    (void)state;
    assert_numbered(LIST("0", LEVEL("0", SHOWS("decimal", "%1.")))
                        NUM("1", "0",
                            "<w:lvlOverride w:ilvl='0'>" LEVEL(
                                "0", SHOWS("upperLetter", "Phụ lục %1:")) "</w:lvlOverride>"),
                    ITEM("1", "0", "một"), "Phụ lục A: một");
}

static void numbers_in_old_fonts_are_decoded(void **state)
{
    (void)state;
    assert_numbered(
        LIST("0", LEVEL("0", SHOWS("decimal",
                                   "§iÒu %1.") "<w:rPr><w:rFonts w:hAnsi='.VnTime'/></w:rPr>"))
            NUM("1", "0", ""),
        ITEM("1", "0", "Phạm vi"), "Điều 1. Phạm vi");
}

static void absurd_numbers_are_bounded(void **state)
{
    struct str text;

    (void)state;
    text =
        read("",
             LIST("0", LEVEL("0", "<w:start w:val='2000000000'/>" SHOWS("upperRoman", "%1"))
                           LEVEL("1", "<w:start w:val='2000000000'/>" SHOWS("lowerLetter", "%2")))
                 NUM("1", "0", "") NUM("x", "0", ""),
             ITEM("1", "0", "") ITEM("1", "1", "") ITEM("1", "99", "một"));
    assert_true(text.n < 2000);
    assert_true(str_ends_with(text, STR("một")));
}

static const struct CMUnitTest tests[] = {
    T(articles_count_by_themselves),
    T(codes_are_made_of_all_levels),
    T(a_cell_with_nothing_but_a_number_has_it),
    T(every_way_of_writing_a_number),
    T(letters_go_on_after_z),
    T(bullets_and_hidden_numbers_are_no_text),
    T(what_stands_behind_the_number),
    T(lists_that_begin_anew_or_go_on),
    T(styles_number_their_paragraphs),
    T(a_list_of_a_numbering_style_has_the_levels_of_that_style),
    T(hidden_paragraphs_count_but_show_no_number),
    T(a_hidden_mark_hides_no_number_of_what_is_shown),
    T(a_long_number_is_cut_between_letters),
    T(a_w_num_may_change_a_level),
    T(numbers_in_old_fonts_are_decoded),
    T(absurd_numbers_are_bounded),
};

TEST_MAIN(tests)
