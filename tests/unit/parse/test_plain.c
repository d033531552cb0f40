#include "parse/formats.h"
#include "tests/unit/parse/show.h"
#include "tests/unit/test.h"

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

static struct document *read_text(struct str bytes)
{
    struct document *doc = ARENA_NEW(arena, struct document, 1);

    doc->arena  = arena;
    doc->parts  = ARENA_NEW(arena, struct part, 1);
    doc->nparts = 1;

    doc->parts[0].bytes = bytes;
    assert_int_equal(format_plain.read(NULL, &limits_default, doc), KC_OK);
    assert_blocks_sound(doc);
    return doc;
}

#define assert_lines(text, blocks) assert_str(show_blocks(read_text(STR(text))), STR(blocks))

static unsigned bid(struct str head, struct str path)
{
    struct sniff s = {.head = head, .path = path};

    return format_plain.bid(&s);
}

static void text_is_bid_for_but_low(void **state)
{
    (void)state;
    assert_int_equal(bid(STR("Số: 12/KH-UBND\r\n\tSông Trà\f"), STR("a.TXT")), 12);
    assert_int_equal(bid(STR("Số: 12/KH-UBND"), STR("a.doc")), 8);
    assert_int_equal(bid(STR("Q\xB8n tri\xD6t ngh\xDE quy\xD5t"), STR("a.txt")), 12);
    assert_int_equal(bid(STR("\xFF\xFES\0\xD1\x1E"), STR("a")), 8);
    assert_int_equal(bid(STR("S\0o\0:\0 \0001\0/\0K\0H\0"), STR("a")), 8);
    assert_true(bid(STR("<p>một</p>"), STR("a.txt")) <
                format_html.bid(&(struct sniff){.head = STR("<p>một</p>"), .path = STR("a.txt")}));
}

static void bytes_that_are_no_text_are_not_bid_for(void **state)
{
    (void)state;
    assert_int_equal(bid(STR(""), STR("a.txt")), 0);
    assert_int_equal(bid(STR("PK\3\4\0\0\0\0\10"), STR("a.txt")), 0);
    assert_int_equal(bid(STR("\1\2\3\4\5\6abc"), STR("a.txt")), 0);
    assert_int_equal(bid(STR("\xFF\xD8\xFF\xE0\x90\x80\xFE\xFA\xF0\xD0\xC0\xB0"), STR("a.jpg")), 0);
    assert_int_equal(bid(STR("abc\0def"), STR("a.txt")), 0);
}

static void wrapped_text_is_not_taken_for_text(void **state)
{
    (void)state;
    assert_int_equal(bid(STR("<?xml version='1.0'?><w:wordDocument>"), STR("a.doc")), 0);
    assert_int_equal(bid(STR("\xEF\xBB\xBF<?xml version='1.0'?><edXML>"), STR("a")), 0);
    assert_int_equal(bid(STR("\xFF\xFE<\0?\0x\0m\0l\0 \0v\0e\0r\0"), STR("a.txt")), 0);
    assert_int_equal(bid(STR("Subject: =?utf-8?B?S+G6vw==?="), STR("a.EML")), 0);
    assert_int_equal(bid(STR("Content-Location: x"), STR("a.mht")), 0);
    assert_int_equal(bid(STR("MIME-Version: 1.0\nContent-Type: multipart/mixed"), STR("a.doc")), 0);
}

static void a_mark_of_utf16_alone_makes_no_text(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    assert_true(text_add(&t, STR("\xFF\xFE")));
    for (unsigned i = 1; i < 200; i++)
        assert_true(text_add(&t, (struct str){(char[]){(char)i}, 1}));
    assert_int_equal(bid(text_str(&t), STR("a.txt")), 0);
}

static void a_character_cut_by_the_end_of_the_head_is_no_harm(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    while (t.n < 65536)
        assert_true(text_add(&t, STR("ế")));
    assert_int_equal(bid(str_sub(text_str(&t), 0, 65536), STR("a")), 8);
}

static void each_line_is_a_paragraph(void **state)
{
    (void)state;
    assert_lines("UBND TỈNH SÔNG TRÀ\nSố: 153/KH-UBND\r\n\r\nKẾ HOẠCH\rVề việc\n   thụt lề   \n",
                 "paragraph|UBND TỈNH SÔNG TRÀ\nparagraph|Số: 153/KH-UBND\nparagraph|KẾ HOẠCH\n"
                 "paragraph|Về việc\nthụt lề\n");
    assert_lines("", "");
    assert_lines("\n \n\t\n", "");
    assert_lines("một.\u2028Hai\xC2\x85"
                 "Ba\vBốn",
                 "paragraph|một.\nparagraph|Hai\nparagraph|Ba\nparagraph|Bốn\n");
}

static void wrapped_lines_are_joined(void **state)
{
    (void)state;
    assert_lines("Số: 215/KH-\nUBND", "paragraph|Số: 215/KH-\nUBND\n");
    assert_lines("Nghị quyết số 76/\nNQ-CP", "paragraph|Nghị quyết số 76/\nNQ-CP\n");
    assert_lines("Các sở, ban,\nUBND cấp huyện", "paragraph|Các sở, ban,\nUBND cấp huyện\n");
    assert_lines("Ủy ban nhân\ndân tỉnh\nđã ban hành", "paragraph|Ủy ban nhân\ndân tỉnh\n"
                                                       "đã ban hành\n");
}

static void lines_that_end_or_start_something_stay_apart(void **state)
{
    (void)state;
    assert_lines("Nhiệm vụ:\ntheo dõi\nhết;\ngiao", "paragraph|Nhiệm vụ:\nparagraph|theo dõi\n"
                                                    "hết;\nparagraph|giao\n");
    assert_lines("Nhiệm vụ\na) Một\nb. Hai\nđ) Ba", "paragraph|Nhiệm vụ\nparagraph|a) Một\n"
                                                    "paragraph|b. Hai\nparagraph|đ) Ba\n");
    assert_lines("Hạnh phúc\n-------\nSố: 5", "paragraph|Hạnh phúc\nparagraph|-------\n"
                                              "paragraph|Số: 5\n");
    assert_lines("Ủy ban nhân\n\ndân tỉnh", "paragraph|Ủy ban nhân\nparagraph|dân tỉnh\n");
}

static void form_feeds_start_pages(void **state)
{
    struct document *doc;

    (void)state;
    doc = read_text(STR("Trang một,\n\fTrang hai\n"));
    assert_int_equal(doc->nblocks, 2);
    assert_int_equal(doc->blocks[0].page, 1);
    assert_int_equal(doc->blocks[1].page, 2);
    doc = read_text(STR("Không có trang"));
    assert_int_equal(doc->blocks[0].page, 0);
}

static void a_long_line_is_one_block(void **state)
{
    struct text      t = {.arena = arena};
    struct document *doc;

    (void)state;
    while (t.n < 12000000)
        assert_true(text_add(&t, STR("số 12/KH-UBND ")));
    doc = read_text(text_str(&t));
    assert_int_equal(doc->nblocks, 1);
    assert_int_equal(doc->original.n, t.n - 1);
}

static void other_encodings_are_read(void **state)
{
    (void)state;
    assert_lines("\xFF\xFES\0\xD1\x1E:\0 \0005\0\n\0H\0a\0i\0", "paragraph|Số: 5\nparagraph|Hai\n");
    assert_lines("\xD0\xF4\xF2"
                 "c l\xE2\xF2p",
                 "paragraph|Đô\u0323c lâ\u0323p\n");
}

static void news_saved_as_text_has_its_stamp(void **state)
{
    (void)state;
    assert_str(read_text(STR("Tin\n\nThứ tư, 28/09/2022 21:42\n"))->meta.published,
               STR("2022-09-28T21:42"));
    assert_str(read_text(STR("Sông Trà, ngày 07 tháng 7 năm 2023\n"))->meta.published, STR(""));
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    T(text_is_bid_for_but_low),
    T(bytes_that_are_no_text_are_not_bid_for),
    T(wrapped_text_is_not_taken_for_text),
    T(a_mark_of_utf16_alone_makes_no_text),
    T(a_character_cut_by_the_end_of_the_head_is_no_harm),
    T(each_line_is_a_paragraph),
    T(wrapped_lines_are_joined),
    T(lines_that_end_or_start_something_stay_apart),
    T(form_feeds_start_pages),
    T(a_long_line_is_one_block),
    T(other_encodings_are_read),
    T(news_saved_as_text_has_its_stamp),
};

TEST_MAIN(tests)
