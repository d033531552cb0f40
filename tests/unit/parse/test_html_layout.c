#include "parse/formats.h"
#include "parse/parser.h"
#include "tests/unit/test.h"

/* Which part of a page is its text, by what is around it. */

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

#define MENU                                                                                                   \
    "<div class=tren><a href=/>Trang nhất</a> <a href=/2>Giới thiệu</a> <a href=/3>Tin tức</a> "       \
    "<a href=/4>Văn bản</a> <a href=/5>Công khai</a> <a href=/6>Hỏi đáp</a> <a href=/7>Tải về</a>" \
    "<a href=/8>Góp ý</a></div>"
#define TEXT                                                                                                                    \
    "<p>Ủy ban nhân dân xã Gò Mây giao các đoàn thể rà soát, đơn giản hóa thủ tục hành chính "         \
    "thuộc thẩm quyền, hoàn thành trong quý một và báo cáo về Sở Nội vụ trước hạn đã định.</p>" \
    "<p>Hồ sơ, tài liệu kiểm chứng được lưu ngay khi xong việc, không để dồn vào cuối năm rồi "    \
    "mới gom, vì văn bản thiếu ngày tháng thì không được tính điểm.</p>"
#define OTHERS                                                                                             \
    "<div class=i><a href=/a>Hội thi cán bộ giỏi</a><p>Hội thi diễn ra sôi nổi tại hội " \
    "trường.</p></div><div class=i><a href=/b>Mưa lớn trong đêm</a><p>Nhiều tuyến đường "  \
    "ngập.</p></div><div class=i><a href=/c>Giá lúa tăng nhẹ</a><p>Nông dân phấn "              \
    "khởi.</p></div>"

/* Words of the blocks of one use, "|" between. */
static struct str words(struct str page, enum block_use use)
{
    struct document *doc = ARENA_NEW(arena, struct document, 1);
    struct text      t   = {.arena = arena};

    doc->arena          = arena;
    doc->parts          = ARENA_NEW(arena, struct part, 1);
    doc->nparts         = 1;
    doc->parts[0].bytes = page;
    assert_int_equal(format_html.read(&parser, &limits_default, doc), KC_OK);
    for (size_t i = 0; i < doc->nblocks; i++)
        if (doc->blocks[i].use == use) {
            text_add(&t, str_sub(doc->original, doc->blocks[i].at.start, doc->blocks[i].at.end));
            text_add(&t, STR("|"));
        }
    return text_str(&t);
}

static void assert_read(struct str page, const char *line)
{
    if (!str_find(words(page, USE_READING), str_from_cstr(line)).n)
        fail_msg("not read: %s", line);
}

static void assert_left(struct str page, const char *line)
{
    if (!str_find(words(page, USE_CHROME), str_from_cstr(line)).n)
        fail_msg("not chrome: %s", line);
}

static void a_list_of_teasers_beside_a_text_is_chrome(void **state)
{
    struct str page = STR(MENU "<div><h1>Gò Mây</h1>" TEXT "<div>" OTHERS "</div></div>");

    (void)state;
    assert_left(page, "Nhiều tuyến đường ngập.");
    assert_read(page, "Hồ sơ, tài liệu kiểm chứng");
}

static void a_page_of_teasers_is_its_text(void **state)
{
    (void)state;
    assert_read(STR(MENU "<div>" OTHERS "</div>"), "Nhiều tuyến đường ngập.");
}

static void a_register_is_no_list_of_teasers(void **state)
{
    struct str page =
        STR(MENU "<div>" TEXT "<ul><li><a href=/1>Số 1/QĐ-UBND</a> năm nay<li><a href=/2>Số "
                 "2/QĐ-UBND</a> năm nay<li><a href=/3>Số 3/KH-UBND</a> năm nay</ul></div>");

    (void)state;
    assert_read(page, "Số 3/KH-UBND năm nay");
}

static void headings_of_other_news_take_what_follows_with_them(void **state)
{
    struct str one = STR(MENU "<div>" TEXT "<h3>Tin liên quan:</h3><p><a href=/1>Hội thi</a></p>"
                              "<p>Nguồn: Văn phòng xã, nơi nhận và lưu hồ sơ của đoàn</p></div>");
    struct str more = STR(MENU "<div>" TEXT "<p>Các bài khác có liên quan</p><p><a href=/1>Hội thi"
                               "</a></p></div>");

    (void)state;
    assert_left(one, "Tin liên quan:|Hội thi|");
    assert_left(more, "Các bài khác có liên quan|Hội thi|");
}

static void a_doubtful_heading_needs_links_below_it(void **state)
{
    (void)state;
    assert_read(STR(MENU "<div><h1>THÔNG BÁO</h1>" TEXT "</div>"), "THÔNG BÁO");
    assert_left(STR(MENU "<div>" TEXT "</div><div><b>Thông báo</b><p><a href=/1>Nghỉ lễ Quốc "
                         "khánh</a></p></div>"),
                "Thông báo|");
}

static void a_margin_without_links_is_chrome_and_an_annex_is_not(void **state)
{
    struct str page = STR("<div id=p><div>" MENU "</div><div><div>" TEXT "</div><div><p>PHỤ LỤC"
                          "<table><tr><td>1<td>Rà soát<td>Sở Nội vụ</table></div></div>"
                          "<div><p>Thời tiết<p>25 - 33 độ</div></div>");

    (void)state;
    assert_read(page, "PHỤ LỤC|1|Rà soát|Sở Nội vụ|");
    assert_left(page, "25 - 33 độ");
}

static void a_number_outside_of_the_text_is_kept(void **state)
{
    struct str page = STR("<div id=p><div>" MENU "</div><div><h1>Gò Mây</h1>" TEXT "</div>"
                          "<div><p>Kèm Công văn số 19/SNV-CCHC<p>25 độ</div></div>");

    (void)state;
    assert_read(page, "Kèm Công văn số 19/SNV-CCHC");
    assert_left(page, "25 độ");
}

static void attributes_of_a_document_are_text_and_fields_are_not(void **state)
{
    struct str page = STR(
        "<div id=p><div>" MENU "</div><div><dl><dt>Ngày ban hành<dd>05/01/2025<dt>Người ký<dd>Trần "
        "Thị Bình<dt>Trích yếu<dd>Cải cách hành chính</dl><div>" MENU "</div><div>" TEXT
        "</div></div><div><p>Loại văn bản<select><option>Tất cả</select><p>Người ký<input>"
        "<p>Số ký hiệu<input></div></div>");

    (void)state;
    assert_read(page, "Người ký|Trần Thị Bình|");
    assert_left(page, "Số ký hiệu");
}

static void paths_counters_and_the_foot_are_chrome(void **state)
{
    struct str page = STR(MENU "<div><div><a href=/>Trang chủ</a> › <a href=/x>Tin xã</a></div>"
                               "<h1>Gò Mây</h1><p>3 bình luận 1.482 lượt xem</p>" TEXT "</div>"
                               "<div><p>Bản quyền thuộc Ủy ban nhân dân xã Gò Mây<p>Điện thoại "
                               "0299 811 219</div>");

    (void)state;
    assert_left(page, "Trang chủ › Tin xã|");
    assert_left(page, "3 bình luận 1.482 lượt xem");
    assert_left(page, "Bản quyền thuộc Ủy ban nhân dân xã Gò Mây|Điện thoại 0299 811 219|");
}

static void a_short_notice_is_not_lost_among_boxes(void **state)
{
    struct str page =
        STR(MENU "<div><h1>Họp giao ban</h1><p>Văn phòng mời họp ngày 12/3 tại hội "
                 "trường của xã.</p></div><div class=b><h3>Tin mới</h3>" OTHERS "</div>");

    (void)state;
    assert_read(page, "Văn phòng mời họp ngày 12/3");
}

static void a_button_in_a_heading_is_its_text(void **state)
{
    struct str page = STR("<h3><button>Điều 1. Phạm vi</button></h3>" TEXT "<button>Gửi</button>");

    (void)state;
    assert_read(page, "Điều 1. Phạm vi|");
    assert_left(page, "Gửi|");
}

static void elements_of_other_makes_are_known_by_their_names(void **state)
{
    struct str page = STR(MENU TEXT "<amp-sidebar><p>Đóng lại</p></amp-sidebar>"
                                    "<p>Xã <my-mark>Gò Mây</my-mark> làm</p>");

    (void)state;
    assert_left(page, "Đóng lại|");
    assert_read(page, "Xã Gò Mây làm|");
}

/* Looking around an element must not cost more the deeper it lies. */
static void ten_thousand_nested_boxes_are_judged_at_once(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    text_add(&t, STR(MENU TEXT));
    for (size_t i = 0; i < 10000; i++)
        text_add(&t, STR("<div class=i><h3>Tin khác</h3><a href=x>a</a><div class=i><a "
                         "href=y>Tin mới</a></div>"));
    assert_read(text_str(&t), "Hồ sơ, tài liệu kiểm chứng");
}

/* A heading that may head anything, with links below it, but not enough of them: each is
 * looked at by itself. */
static void a_hundred_thousand_doubtful_headings_are_judged_at_once(void **state)
{
    struct text t = {.arena = arena};

    (void)state;
    text_add(&t, STR(MENU TEXT));
    for (size_t i = 0; i < 100000; i++)
        text_add(&t, STR("<p>ti<a href=a>n t</a>uc</p>"));
    assert_read(text_str(&t), "Hồ sơ, tài liệu kiểm chứng");
}

#define T(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

static const struct CMUnitTest tests[] = {
    T(a_list_of_teasers_beside_a_text_is_chrome),
    T(a_page_of_teasers_is_its_text),
    T(a_register_is_no_list_of_teasers),
    T(headings_of_other_news_take_what_follows_with_them),
    T(a_doubtful_heading_needs_links_below_it),
    T(a_margin_without_links_is_chrome_and_an_annex_is_not),
    T(a_number_outside_of_the_text_is_kept),
    T(attributes_of_a_document_are_text_and_fields_are_not),
    T(paths_counters_and_the_foot_are_chrome),
    T(a_short_notice_is_not_lost_among_boxes),
    T(a_button_in_a_heading_is_its_text),
    T(elements_of_other_makes_are_known_by_their_names),
    T(ten_thousand_nested_boxes_are_judged_at_once),
    T(a_hundred_thousand_doubtful_headings_are_judged_at_once),
};

TEST_MAIN(tests)
