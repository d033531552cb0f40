#include "parse/charset.h"
#include "tests/unit/parse/show.h"
#include "tests/unit/test.h"

static struct arena *arena;

static int set_up(void **state)
{
    (void)state;
    arena = arena_new((size_t)1 << 24);
    return arena ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* The text, and "name: " before it. */
static struct str convert(struct str bytes, struct str declared, enum kc_status expected)
{
    struct document doc = {.arena = arena};
    struct str      utf8, name;

    assert_int_equal(charset_to_utf8(bytes, declared, &doc, &utf8, &name), expected);
    assert_true(utf8_valid(utf8));
    assert_false(utf8.n && memchr(utf8.p, '\0', utf8.n));
    assert_int_equal(has_diag(&doc, DIAG_BYTES_NOT_UTF8), expected == KC_PARTIAL);
    if (doc.ndiags)
        assert_str(doc.diags[0].args[0], name);
    return arena_printf(arena, "%.*s: %.*s", STR_FMT(name), STR_FMT(utf8));
}

#define assert_text(bytes, label, text)                                                            \
    assert_str(convert(STR(bytes), STR(label), KC_OK), STR(text))
#define assert_partial(bytes, label, text)                                                         \
    assert_str(convert(STR(bytes), STR(label), KC_PARTIAL), STR(text))

static void valid_utf8_wins_over_any_label(void **state)
{
    (void)state;
    assert_text("Kế hoạch", "", "UTF-8: Kế hoạch");
    assert_text("Kế hoạch", "windows-1252", "UTF-8: Kế hoạch");
    assert_text("Kế hoạch", "utf-16", "UTF-8: Kế hoạch");
    assert_text("KH-UBND", "koi8-r", "UTF-8: KH-UBND");
    assert_text("", "", "UTF-8: ");
}

static void byte_order_marks_win_and_disappear(void **state)
{
    (void)state;
    assert_text("\xEF\xBB\xBFSố", "windows-1258", "UTF-8: Số");
    assert_text("\xFF\xFES\0\xD1\x1E", "utf-8", "UTF-16LE: Số");
    assert_text("\xFE\xFF\0S\x1E\xD1", "", "UTF-16BE: Số");
    assert_text("\xFF\xFE", "", "UTF-16LE: ");
}

static void utf16_without_its_mark_is_recognised(void **state)
{
    (void)state;
    assert_text("<\0h\0t\0m\0l\0>\0S\0\xD1\x1E", "", "UTF-16LE: <html>Số");
    assert_text("\0<\0h\0t\0m\0l\0>\0S\x1E\xD1", "utf-8", "UTF-16BE: <html>Số");
    /* a combining grave is 00 03, NUL in the other place */
    assert_text("c\0u\0\x00\x03 \0t\0h\0e\0 \0n\0a\0m\0", "", "UTF-16LE: cu\u0300 the nam");
}

static void labels_are_believed_as_far_as_icu_knows_them(void **state)
{
    (void)state;
    assert_text("\xD0\xF4\xF2"
                "c l\xE2\xF2p",
                "windows-1258", "windows-1258: Đô\u0323c lâ\u0323p");
    assert_text("caf\xE9", " Windows-1252 ", "windows-1252: café");
    assert_text("caf\xE9 \x93x\x94", "ISO-8859-1", "windows-1252: café “x”");
    assert_text("\xD7\xD2", "koi8-r", "KOI8-R: вр");
}

static void unknown_and_impossible_labels_fall_back_to_windows_1258(void **state)
{
    (void)state;
    assert_text("\xD0\xF4\xF2"
                "c",
                "", "windows-1258: Đô\u0323c");
    assert_text("\xD0\xF4\xF2"
                "c",
                "khong-co", "windows-1258: Đô\u0323c");
    assert_text("\xD0\xF4\xF2"
                "c",
                "ibm-37", "windows-1258: Đô\u0323c"); /* EBCDIC */
    assert_text("\xD0\xF4\xF2"
                "c",
                "utf-8", "windows-1258: Đô\u0323c");
    assert_text("\xD0\xF4\xF2"
                "c",
                "utf-16", "windows-1258: Đô\u0323c");
    assert_text("\xD0\xF4\xF2"
                "c",
                "../../etc/passwd", "windows-1258: Đô\u0323c");
    assert_text("\xD0\xF4\xF2"
                "c",
                "a label of more than forty bytes, which no encoding has",
                "windows-1258: Đô\u0323c");
}

/* Read as windows-1258 they would turn into another text. */
static void font_encodings_stay_recognisable(void **state)
{
    (void)state;
    assert_text("V\xB5 ban nh\xA9n d\xA9n", "x-viet-tcvn5712", "windows-1252: Vµ ban nh©n d©n");
    assert_str(str_sub(convert(STR("QuyÕt ®Þnh"), STR(""), KC_OK), 0, 5), STR("UTF-8"));
}

static void one_bad_byte_does_not_change_the_encoding(void **state)
{
    (void)state;
    assert_partial(
        "Ủy ban nhân dân tỉnh Sông Trà \xFF đã ban hành Kế hoạch về cải cách hành chính, "
        "chuyển đổi số năm nay",
        "",
        "UTF-8: Ủy ban nhân dân tỉnh Sông Trà \uFFFD đã ban hành Kế hoạch về cải cách "
        "hành chính, chuyển đổi số năm nay");
    assert_partial("Số năm \xE1\xBB", "utf-8", "UTF-8: Số năm \uFFFD\uFFFD");
    assert_partial("\xEF\xBB\xBF\xFFx", "", "UTF-8: \uFFFDx");
}

static void a_text_cut_inside_a_character_keeps_its_encoding(void **state)
{
    (void)state;
    assert_partial("Số: 15/KH-UBND \xE1\xBB", "", "UTF-8: Số: 15/KH-UBND \uFFFD\uFFFD");
    /* one byte alone proves nothing */
    assert_text("ti\xD2", "", "windows-1258: ti\u0309");
}

/* "Kế hoạch của tỉnh về việc" */
#define IN_1258                                                                                    \
    "K\xEA\xEC hoa\xF2"                                                                            \
    "ch cu\xD2"                                                                                    \
    "a ti\xD2nh v\xEA\xCC vi\xEA\xF2"                                                              \
    "c"
#define OF_1258 "windows-1258: Kê\u0301 hoa\u0323ch cu\u0309a ti\u0309nh vê\u0300 viê\u0323c"

static void the_tones_of_windows_1258_outweigh_a_wrong_label(void **state)
{
    (void)state;
    assert_text(IN_1258, "windows-1252", OF_1258);
    assert_text(IN_1258, "iso-8859-1", OF_1258);
    assert_text(IN_1258, "big5", OF_1258);
    assert_text(IN_1258, "tcvn", OF_1258);
    /* Italian has such letters at the end of words, and many others */
    assert_text("citt\xE0 perch\xE9 cos\xEC pi\xF9 libert\xE0 \xE8 gioved\xEC per\xF2",
                "windows-1252", "windows-1252: città perché così più libertà è giovedì però");
}

static void a_font_encoding_is_no_windows_1258_whatever_the_label_says(void **state)
{
    (void)state;
    assert_text("Quy\xD5t \xAE\xDEnh c\xF1"
                "a \xF1y ban nh\xA9n d\xA9n t\xD8nh S\xABng Tr\xB5 v\xD2 vi\xD6"
                "c "
                "tri\xD3n khai c\xB6i c\xB8"
                "ch h\xB5nh ch\xDDnh",
                "windows-1258",
                "windows-1252: QuyÕt ®Þnh cña ñy ban nh©n d©n tØnh S«ng Trµ vÒ viÖc triÓn khai c¶i "
                "c¸ch hµnh chÝnh");
}

static void what_an_encoding_lacks_becomes_a_replacement_mark(void **state)
{
    (void)state;
    assert_partial("\xFE\xFF\xD8\x00\0x", "", "UTF-16BE: \uFFFDx"); /* half a surrogate pair */
    assert_partial("x\xFF", "shift_jis", "Shift_JIS: x\uFFFD");
}

static void nul_disappears(void **state)
{
    (void)state;
    assert_text("Kế\0 hoạch\0\0", "", "UTF-8: Kế hoạch");
    assert_text("caf\xE9\0", "windows-1252", "windows-1252: café");
}

static void long_texts_come_through_whole(void **state)
{
    struct text in = {.arena = arena};
    struct str  out;

    (void)state;
    for (unsigned i = 0; i < 30000; i++)
        assert_true(text_add(&in, STR("\xD0\xF4\xF2 ")));
    out = convert(text_str(&in), STR("windows-1258"), KC_OK);
    assert_int_equal(out.n, STR("windows-1258: ").n + 30000 * STR("Đô\u0323 ").n);
}

static void a_full_arena_is_a_limit(void **state)
{
    struct arena   *small = arena_new(64);
    struct document doc   = {.arena = small};
    struct str      utf8, name;
    struct str bytes = STR("Ủy ban nhân dân tỉnh Sông Trà ban hành kế hoạch số 5, ngày 7/7");

    (void)state;
    assert_int_equal(charset_to_utf8(bytes, STR(""), &doc, &utf8, &name), KC_LIMIT);
    arena_free(small);
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    T(valid_utf8_wins_over_any_label),
    T(byte_order_marks_win_and_disappear),
    T(utf16_without_its_mark_is_recognised),
    T(labels_are_believed_as_far_as_icu_knows_them),
    T(unknown_and_impossible_labels_fall_back_to_windows_1258),
    T(font_encodings_stay_recognisable),
    T(one_bad_byte_does_not_change_the_encoding),
    T(a_text_cut_inside_a_character_keeps_its_encoding),
    T(the_tones_of_windows_1258_outweigh_a_wrong_label),
    T(a_font_encoding_is_no_windows_1258_whatever_the_label_says),
    T(what_an_encoding_lacks_becomes_a_replacement_mark),
    T(nul_disappears),
    T(long_texts_come_through_whole),
    T(a_full_arena_is_a_limit),
};

TEST_MAIN(tests)
