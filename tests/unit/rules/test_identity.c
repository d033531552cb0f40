#include "tests/unit/rules/build.h"

static struct document doc;

static void check(const char *type, const char *number, const char *date, const char *issuer,
                  const char *place, const char *subject)
{
    assert_str(doc.identity.type.value, str_from_cstr(type));
    assert_str(doc.identity.number.value, str_from_cstr(number));
    assert_str(doc.identity.date.value, str_from_cstr(date));
    assert_str(doc.identity.issuer.value, str_from_cstr(issuer));
    assert_str(doc.identity.place.value, str_from_cstr(place));
    assert_str(doc.identity.subject.value, str_from_cstr(subject));
}

static void two_cell_header_names_the_document(void **state)
{
    assert_int_equal(
        bench_run(*state,
                  BLOCKS("1|ỦY BAN NHÂN DÂN", "1|TỈNH SÔNG TRÀ", "1|______", "1|Số: 153/KH-UBND",
                         "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2|Độc lập - Tự do - Hạnh phúc",
                         "2|Sông Trà, ngày 07 tháng 7 năm 2025", "KẾ HOẠCH",
                         "Cải cách hành chính nhà nước", "tỉnh Sông Trà năm 2026",
                         "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;"),
                  &doc),
        KC_OK);
    check("Kế hoạch", "153/KH-UBND", "2025-07-07", "UBND tỉnh Sông Trà", "Sông Trà",
          "Cải cách hành chính nhà nước tỉnh Sông Trà năm 2026");
    assert_int_equal(doc.identity.draft, 0);
    assert_int_equal(doc.identity.nature, NATURE_OFFICIAL);
    for (size_t i = 0; i < doc.nfindings; i++)
        if (doc.findings[i].kind == FINDING_REFERENCE)
            assert_str(doc.findings[i].value, STR("76/NQ-CP"));
}

static void a_department_has_its_parent_above_it(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|SỞ VĂN HÓA, THỂ THAO", "1|VÀ DU LỊCH",
                     "1|Số: 088/BC-SVHTTDL", "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                     "2|Độc lập - Tự do - Hạnh phúc", "2|Sông Trà, ngày 12 tháng 12 năm 2025",
                     "BÁO CÁO", "Kết quả cải cách hành chính năm 2025",
                     "Kính gửi: Ủy ban nhân dân tỉnh"),
              &doc);
    check("Báo cáo", "088/BC-SVHTTDL", "2025-12-12", "Sở Văn hóa, Thể thao và Du lịch", "Sông Trà",
          "Kết quả cải cách hành chính năm 2025");
    assert_str(doc.identity.parent.value, STR("UBND tỉnh Sông Trà"));
    assert_str(doc.identity.key, STR("88/BC-SVHTTDL"));
}

static void a_letter_has_its_subject_under_the_number(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|SỞ NỘI VỤ", "1|Số: 2231/SNV-CCHC",
                     "1|V/v đôn đốc tự chấm điểm", "1|Chỉ số CCHC năm 2025",
                     "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2|Độc lập - Tự do - Hạnh phúc",
                     "2|Sông Trà, ngày 03 tháng 11 năm 2025", "Kính gửi: Các sở, ban, ngành"),
              &doc);
    check("Công văn", "2231/SNV-CCHC", "2025-11-03", "Sở Nội vụ", "Sông Trà",
          "đôn đốc tự chấm điểm Chỉ số CCHC năm 2025");
}

static void a_symbol_cut_by_a_line_end_is_joined(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 215/KH-", "1|UBND",
                     "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                     "2|Sông Trà, ngày 01 tháng 02 năm 2025", "KẾ HOẠCH",
                     "Tuyên truyền cải cách hành chính"),
              &doc);
    assert_str(doc.identity.number.value, STR("215/KH-UBND"));
}

static void a_party_header_has_no_motto_of_the_state(void **state)
{
    bench_run(*state,
              BLOCKS("1|TỈNH ỦY SÔNG TRÀ", "1|*", "1|Số 12-CTr/TU", "2|ĐẢNG CỘNG SẢN VIỆT NAM",
                     "2|Sông Trà, ngày 31 tháng 3 năm 2025", "CHƯƠNG TRÌNH HÀNH ĐỘNG",
                     "Về đẩy mạnh cải cách hành chính", "Thực hiện Nghị quyết số 57-NQ/TW"),
              &doc);
    check("Chương trình hành động", "12-CTr/TU", "2025-03-31", "Tỉnh ủy Sông Trà", "Sông Trà",
          "Về đẩy mạnh cải cách hành chính");
}

static void blank_number_and_date_are_a_draft(void **state)
{
    bench_run(*state,
              BLOCKS("1|ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ", "1|Số:         /KH-UBND",
                     "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2|Độc lập - Tự do - Hạnh phúc",
                     "2|Sông Trà, ngày     tháng 02 năm 2025", "KẾ HOẠCH",
                     "Kiểm tra cải cách hành chính năm 2025",
                     "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/01/2025 của UBND tỉnh"),
              &doc);
    check("Kế hoạch", "", "", "UBND tỉnh Sông Trà", "Sông Trà",
          "Kiểm tra cải cách hành chính năm 2025");
    assert_int_equal(doc.identity.draft & (DRAFT_NO_NUMBER | DRAFT_NO_DATE),
                     DRAFT_NO_NUMBER | DRAFT_NO_DATE);
}

static void dotted_places_and_the_word_draft_are_marks(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: ....../QĐ-UBND", "1|DỰ THẢO LẦN 2",
                     "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2|Sông Trà, ngày … tháng … năm 2025",
                     "QUYẾT ĐỊNH", "Về việc ban hành Quy chế"),
              &doc);
    assert_int_equal(doc.identity.draft,
                     DRAFT_NO_NUMBER | DRAFT_NO_DATE | DRAFT_MARKED | DRAFT_PLACEHOLDER);
    assert_str(doc.identity.type.value, STR("Quyết định"));
}

static void a_flattened_header_reads_the_same(void **state)
{
    bench_run(*state,
              BLOCKS("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                     "TỈNH SÔNG TRÀ Độc lập - Tự do - Hạnh phúc",
                     "Số: 4851/KH-UBND | Sông Trà, ngày 11 tháng 10 năm 2025 |", "KẾ HOẠCH",
                     "Triển khai bộ chỉ số cải cách hành chính",
                     "Thực hiện Quyết định số 1/QĐ-TTg"),
              &doc);
    check("Kế hoạch", "4851/KH-UBND", "2025-10-11", "UBND tỉnh Sông Trà", "Sông Trà",
          "Triển khai bộ chỉ số cải cách hành chính");
}

static void a_stamp_refuses_the_document_and_drops_its_text(void **state)
{
    enum kc_status s =
        bench_run(*state,
                  BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 7/BC-UBND", "1|TỐI MẬT",
                         "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO", "Về việc riêng"),
                  &doc);

    assert_int_equal(s, KC_BAD_INPUT);
    assert_int_equal(doc.state, STATE_REFUSED);
    assert_int_equal(doc.reason, REASON_SECRET);
    assert_int_equal(doc.normal.n + doc.original.n + doc.nblocks + doc.nfindings, 0);
    assert_str(doc.identity.secrecy.value, STR("TỐI MẬT"));
}

static void a_word_inside_a_sentence_is_no_stamp(void **state)
{
    assert_int_equal(bench_run(*state,
                               BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 7/BC-UBND",
                                      "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO",
                                      "Công tác bảo mật thông tin", "BẢO MẬT VÀ AN TOÀN"),
                               &doc),
                     KC_OK);
    assert_int_equal(doc.identity.secrecy.value.n, 0);
}

static void minutes_need_no_number_and_have_their_day_in_the_text(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|SỞ NỘI VỤ - SỞ TƯ PHÁP",
                     "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "2|Độc lập - Tự do - Hạnh phúc",
                     "BIÊN BẢN", "Họp tổ thẩm định kết quả tự chấm điểm",
                     "Hôm nay, vào hồi 08 giờ 30 ngày 05 tháng 3 năm 2025, tại Sở Nội vụ"),
              &doc);
    check("Biên bản", "", "2025-03-05", "Sở Nội vụ - Sở Tư pháp", "",
          "Họp tổ thẩm định kết quả tự chấm điểm");
    assert_int_equal(doc.identity.draft, 0);
}

static void whose_directive_it_is_is_no_subject(void **state)
{
    bench_run(*state,
              BLOCKS("1|TỈNH ỦY SÔNG TRÀ", "1|*", "1|Số 08-CT/TU", "2|ĐẢNG CỘNG SẢN VIỆT NAM",
                     "2|Sông Trà, ngày 31 tháng 3 năm 2025", "CHỈ THỊ", "CỦA BAN THƯỜNG VỤ TỈNH ỦY",
                     "về tăng cường cải cách hành chính"),
              &doc);
    assert_str(doc.identity.subject.value, STR("về tăng cường cải cách hành chính"));
}

static void a_blank_header_never_borrows_from_the_body(void **state)
{
    bench_run(*state,
              BLOCKS("UBND TỈNH SÔNG TRÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "BÁO CÁO",
                     "Kết quả công tác", "Căn cứ Luật số 72/2025/QH15 ngày 16 tháng 6 năm 2025;",
                     "Số: 12/KH-UBND là kế hoạch được giao."),
              &doc);
    assert_str(doc.identity.number.value, STR(""));
    assert_str(doc.identity.date.value, STR(""));
    assert_int_equal(doc.identity.draft, DRAFT_NO_NUMBER | DRAFT_NO_DATE);
}

#define MOTTO "2|CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
#define DAY   "2|Sông Trà, ngày 05 tháng 3 năm 2025"

static void text_boxes_may_come_in_any_order(void **state)
{
    bench_run(*state,
              BLOCKS("Số: 27/KH-UBND", "Sông Trà, ngày 05 tháng 3 năm 2025",
                     "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                     "KẾ HOẠCH", "Kiểm tra nền nếp công vụ"),
              &doc);
    check("Kế hoạch", "27/KH-UBND", "2025-03-05", "UBND tỉnh Sông Trà", "Sông Trà",
          "Kiểm tra nền nếp công vụ");
    bench_run(*state,
              BLOCKS("KẾ HOẠCH", "Kiểm tra nền nếp công vụ", "Căn cứ chức năng, nhiệm vụ;",
                     "Số: 27/KH-UBND", "Sông Trà, ngày 05 tháng 3 năm 2025",
                     "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
              &doc);
    check("Kế hoạch", "27/KH-UBND", "2025-03-05", "UBND tỉnh Sông Trà", "Sông Trà",
          "Kiểm tra nền nếp công vụ");
}

/* Marks that others put on the paper: mail rooms, copies. */
static void stamps_do_not_name_the_document(void **state)
{
    static const char *const stamps[][3] = {{"CÔNG VĂN ĐẾN", "Số: 1234", "Ngày 10/3/2025"},
                                            {"ĐẾN", "Số: ..........", "Ngày: ........."},
                                            {"UBND XÃ AN PHÚ", "Số: 40/SY-UBND", "SAO Y"}};

    for (size_t i = 0; i < sizeof stamps / sizeof *stamps; i++) {
        bench_run(*state,
                  BLOCKS(stamps[i][0], stamps[i][1], stamps[i][2], "1|UBND TỈNH SÔNG TRÀ",
                         "1|Số: 153/KH-UBND", MOTTO, DAY, "KẾ HOẠCH", "Kiểm tra"),
                  &doc);
        assert_str(doc.identity.number.value, STR("153/KH-UBND"));
        assert_str(doc.identity.date.value, STR("2025-03-05"));
        assert_int_equal(doc.identity.draft & (DRAFT_NO_NUMBER | DRAFT_NO_DATE), 0);
    }
}

static void a_number_in_a_sentence_is_no_heading(void **state)
{
    static const char *const lines[] = {"Số 45/KH-UBND ngày 02/4/2025 của UBND tỉnh về việc khác.",
                                        "Số 45/KH-UBND của UBND tỉnh", "Số 1 đường Hoa Sữa",
                                        "Số 12/34 xã đã làm xong"};

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        bench_run(*state, BLOCKS("Tin trong ngày", lines[i]), &doc);
        assert_str(doc.identity.number.value, STR(""));
        assert_int_equal(doc.identity.nature, NATURE_UNKNOWN);
        assert_int_equal(doc.identity.draft, 0);
    }
}

static void a_list_below_a_title_is_no_heading(void **state)
{
    bench_run(*state,
              BLOCKS("BÁO CÁO", "Kết quả ban hành văn bản", "Số 45/KH-UBND", "Số 46/KH-UBND"),
              &doc);
    check("Báo cáo", "", "", "", "", "Kết quả ban hành văn bản");
    assert_int_equal(doc.identity.nature, NATURE_UNKNOWN);
    assert_int_equal(doc.identity.draft, 0);
}

static void remarks_and_acts_may_stand_around_the_number(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 153/KH-UBND (bản giấy)", MOTTO, DAY, "KẾ HOẠCH",
                     "Việc riêng"),
              &doc);
    assert_str(doc.identity.number.value, STR("153/KH-UBND"));
    bench_run(*state,
              BLOCKS("1|HỘI ĐỒNG NHÂN DÂN", "1|TỈNH SÔNG TRÀ", "1|Nghị quyết số: 12/2025/NQ-HĐND",
                     MOTTO, DAY, "NGHỊ QUYẾT", "Việc riêng"),
              &doc);
    check("Nghị quyết", "12/2025/NQ-HĐND", "2025-03-05", "HĐND tỉnh Sông Trà", "Sông Trà",
          "Việc riêng");
}

static void a_number_torn_apart_is_not_guessed(void **state)
{
    bench_run(
        *state,
        BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 1 53/KH-UBND", MOTTO, DAY, "KẾ HOẠCH", "Kiểm tra"),
        &doc);
    assert_str(doc.identity.number.value, STR(""));
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số:", "1|153/KH-UBND", MOTTO, DAY, "KẾ HOẠCH",
                     "Kiểm tra"),
              &doc);
    assert_str(doc.identity.number.value, STR("153/KH-UBND"));
    assert_int_equal(doc.identity.draft, 0);
}

static void blanks_come_in_many_shapes(void **state)
{
    static const struct {
        const char *number, *date;
    } rows[] = {{"1|Số:      /2025/QĐ-UBND", "2|Sông Trà, ngày    /   /2025"},
                {"1|Số: xx/QĐ-UBND", "2|Sông Trà, ngày xx tháng xx năm 2025"},
                {"1|Số: …/QĐ-UBND", "2|xã An Phú, ngày    tháng 3 năm 2025"},
                {"1|Số:", "2|Sông Trà, ngày      tháng      năm"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench_run(*state,
                  BLOCKS("1|UBND TỈNH SÔNG TRÀ", rows[i].number, MOTTO, rows[i].date, "QUYẾT ĐỊNH",
                         "Ban hành Quy chế", "Số: 12/QĐ-UBND", "Ngày 12 tháng 5 năm 2025"),
                  &doc);
        check("Quyết định", "", "", "UBND tỉnh Sông Trà", i == 2 ? "xã An Phú" : "Sông Trà",
              "Ban hành Quy chế");
        assert_int_equal(doc.identity.draft & (DRAFT_NO_NUMBER | DRAFT_NO_DATE),
                         DRAFT_NO_NUMBER | DRAFT_NO_DATE);
    }
}

static void subjects_in_capitals_may_begin_like_a_body(void **state)
{
    static const struct {
        const char *line, *next, *subject;
    } rows[] = {{"PHÒNG, CHỐNG LÃNG PHÍ NĂM 2025", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH",
                 "PHÒNG, CHỐNG LÃNG PHÍ NĂM 2025"},
                {"BAN HÀNH BỘ TIÊU CHÍ", "HIỆU TRƯỞNG TRƯỜNG CHÍNH TRỊ", "BAN HÀNH BỘ TIÊU CHÍ"},
                {"ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ", "Căn cứ Luật;", ""},
                {"Về phiên họp ngày 02/4/2025", "Căn cứ Luật;", "Về phiên họp ngày 02/4/2025"}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bench_run(*state,
                  BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 12/QĐ-UBND", MOTTO, DAY, "QUYẾT ĐỊNH",
                         rows[i].line, rows[i].next),
                  &doc);
        assert_str(doc.identity.subject.value, str_from_cstr(rows[i].subject));
    }
    bench_run(*state,
              BLOCKS("1|CHÍNH PHỦ", "1|Số: 12/2025/NĐ-CP", MOTTO, DAY, "NGHỊ ĐỊNH CỦA CHÍNH PHỦ",
                     "Về sổ sách"),
              &doc);
    assert_str(doc.identity.subject.value, STR("Về sổ sách"));
    bench_run(*state,
              BLOCKS("UBND TỈNH SÔNG TRÀ", "Số: 12/UBND-NC V/v sổ sách", "Kính gửi: Các sở"), &doc);
    assert_str(doc.identity.subject.value, STR("sổ sách"));
}

static void stamps_of_secrecy_stand_with_others(void **state)
{
    static const char *const yes[] = {"1|MẬT - KHẨN",      "1|HỎA TỐC; TỐI MẬT",   "TÀI LIỆU MẬT",
                                      "Tài liệu mật",      "1|MẬT Số: 7/BC-UBND",  "M Ậ T",
                                      "Số: 7/BC-UBND MẬT", "Số: 7/BC-UBND TỐI MẬT"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_int_equal(
            bench_run(*state,
                      BLOCKS("1|UBND TỈNH SÔNG TRÀ", yes[i], MOTTO, DAY, "BÁO CÁO", "Việc riêng"),
                      &doc),
            KC_BAD_INPUT);
    assert_int_equal(
        bench_run(*state,
                  BLOCKS("MẬT", "BÁO CÁO", "Năm 2025", "Bìa", "-", "-", "-", "-", "-", "-", "-",
                         "-", "-", "-", "-", "-", "-", "Số: 7/BC-UBND", MOTTO, DAY),
                  &doc),
        KC_BAD_INPUT);
    assert_int_equal(bench_run(*state,
                               BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 7/BC-UBND", MOTTO, DAY,
                                      "BÁO CÁO", "Thống kê văn bản đi", "1|Thường", "2|Mật"),
                               &doc),
                     KC_OK);
}

static void stamps_of_old_fonts_are_known_undecoded(void **state)
{
    static const char *const yes[] = {"1|MËT",  "1|TèI MËT",   "1|TUYÖT MËT",
                                      "1|MAÄT", "1|TOÁI MAÄT", "1|TUYEÄT MAÄT"};

    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
        assert_int_equal(
            bench_run(*state, BLOCKS("1|Sè: 7/BC-UBND", yes[i], "B¸o c¸o", "ViÖc riªng"), &doc),
            KC_BAD_INPUT);
}

/* Boxes that float over the page come where they are anchored, footers at the end. */
static void a_stamp_far_from_the_heading_is_one(void **state)
{
    const char *blocks[120] = {"1|UBND TỈNH SÔNG TRÀ",
                               "1|Số: 7/BC-UBND",
                               MOTTO,
                               DAY,
                               "BÁO CÁO",
                               "Căn cứ Luật Tổ chức chính quyền địa phương;"};

    for (size_t i = 6; i < 119; i++)
        blocks[i] = "Nội dung báo cáo.";
    assert_int_equal(bench_run(*state, blocks, &doc), KC_OK);
    blocks[110] = "Mật";
    assert_int_equal(bench_run(*state, blocks, &doc), KC_OK);
    blocks[110] = "1|MẬT";
    assert_int_equal(bench_run(*state, blocks, &doc), KC_OK);
    blocks[110] = "BẢO MẬT";
    assert_int_equal(bench_run(*state, blocks, &doc), KC_OK);
    blocks[110] = "TỐI MẬT";
    assert_int_equal(bench_run(*state, blocks, &doc), KC_BAD_INPUT);
    assert_str(doc.identity.secrecy.value, STR("TỐI MẬT"));
}

static void drafts_are_marked_in_many_words(void **state)
{
    static const char *const marks[] = {"DỰ THẢO 2", "Dự thảo (lần 3)", "DỰ THẢO XIN Ý KIẾN",
                                        "(Dự thảo ngày 12/3)", "BẢN DỰ THẢO"};

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        bench_run(*state,
                  BLOCKS(marks[i], "1|UBND TỈNH SÔNG TRÀ", "1|Số: 7/KH-UBND", MOTTO, DAY,
                         "KẾ HOẠCH", "Việc riêng"),
                  &doc);
        assert_int_equal(doc.identity.draft, DRAFT_MARKED);
        assert_str(doc.identity.issuer.value, STR("UBND tỉnh Sông Trà"));
    }
}

static void the_annex_that_names_its_own_document_cites_nothing(void **state)
{
    bench_run(*state,
              BLOCKS("1|UBND TỈNH SÔNG TRÀ", "1|Số: 07/KH-UBND", MOTTO, DAY, "KẾ HOẠCH",
                     "Việc riêng", "Căn cứ Luật;", "PHỤ LỤC",
                     "(Kèm theo Kế hoạch số 7/KH-UBND ngày 05/3/2025 của UBND tỉnh; thay thế Kế "
                     "hoạch số 7/KH-UBND ngày 05/3/2024)"),
              &doc);
    assert_str(doc.identity.number.value, STR("07/KH-UBND"));
    for (size_t i = 0; i < doc.nfindings; i++)
        if (doc.findings[i].kind == FINDING_REFERENCE)
            assert_str(doc.findings[i].date, STR("2024-03-05"));
}

/* Some portals keep a whole document in one paragraph of broken lines. */
static void a_heading_is_read_from_the_first_lines_of_a_long_block(void **state)
{
    struct arena *a = arena_new((size_t)1 << 20);
    struct text   t = {.arena = a};

    text_add(&t, STR("UBND TỈNH SÔNG TRÀ\nSố: 7/KH-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                     "Sông Trà, ngày 05 tháng 3 năm 2025\nKẾ HOẠCH\nViệc riêng\nCăn cứ Luật;\n"));
    while (t.n < 9000)
        text_add(&t, STR("các đơn vị tiếp tục thực hiện, "));
    text_add(&t, (struct str){"", 1});
    bench_run(*state, BLOCKS(t.p), &doc);
    check("Kế hoạch", "7/KH-UBND", "2025-03-05", "UBND tỉnh Sông Trà", "Sông Trà", "Việc riêng");
    arena_free(a);
}

static void file_names_are_hints(void **state)
{
    static const struct {
        const char *path, *number, *date, *criterion;
    } rows[] = {
        {"30_2020_ND_CP.docx", "30/2020/NĐ-CP", "", ""},
        {"30.2020.NĐ-CP.pdf", "30/2020/NĐ-CP", "", ""},
        {"2023.07.07-153.KH.UBND-khac-phuc.pdf", "153/KH-UBND", "2023-07-07", ""},
        {"KH 153 cua UBND tinh (ban ky).pdf", "153/KH", "", ""},
        {"215_KH-UBND kiem tra CCHC 2025.pdf", "215/KH-UBND", "", ""},
        {"CV-7103-UBND-TH-10-7-2026.pdf", "7103/UBND-TH", "2026-07-10", ""},
        {"so-noi-vu/1.1.1/ke hoach.docx", "", "", "1.1.1"},
        {"TC 1.2.3 - KH CCHC 2024.docx", "", "", "1.2.3"},
        {"bao cao 20250715.docx", "", "2025-07-15", ""},
        {"H1.01.01.01.docx", "", "", ""},
        {"2.1.1/351_KH-UBND_\xff.pdf", "351/KH-UBND", "", "2.1.1"},
        {"2.1.1/12-QĐ-UBND de\u0302\u0300 a\u0301n.pdf", "12/QĐ-UBND", "", "2.1.1"},
        {"2.1.1/13-Q\xA7-UBND.pdf", "13/QĐ-UBND", "", "2.1.1"}, /* TCVN3 */
        {"2.1.1/14-Q\xD0-UBND.pdf", "14/QĐ-UBND", "", "2.1.1"}, /* windows-1258 */
    };
    struct bench *b = *state;

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document d = {.arena = b->arena, .path = str_from_cstr(rows[i].path)};

        arena_reset(b->arena);
        assert_int_equal(rules_name_hint(b->m, &d), KC_OK);
        assert_str(d.name.number, str_from_cstr(rows[i].number));
        assert_str(d.name.date, str_from_cstr(rows[i].date));
        assert_str(d.name.criterion, str_from_cstr(rows[i].criterion));
    }
}

/* However many blocks stand above it and below, it is read the same. */
static void a_heading_is_found_at_any_depth(void **state)
{
    static const char *const heading[] = {
        "UBND TỈNH SÔNG TRÀ",
        "Số: 153/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Trà, ngày 07 tháng 7 năm 2025",
        "KẾ HOẠCH",
        "Cải cách hành chính",
        "năm 2026",
    };
    const size_t n = sizeof heading / sizeof *heading;
    const char  *blocks[161];

    for (size_t above = 0; above <= 110; above++) {
        for (size_t i = 0; i < 160; i++)
            blocks[i] = i < above ? "Tin tức" : "Căn cứ quy định của pháp luật;";
        memcpy(blocks + above, heading, sizeof heading);
        blocks[160] = NULL;
        if (above % 2) /* nothing below */
            blocks[above + n] = NULL;
        bench_run(*state, blocks, &doc);
        check("Kế hoạch", "153/KH-UBND", "2025-07-07", "UBND tỉnh Sông Trà", "Sông Trà",
              "Cải cách hành chính năm 2026");
    }
}

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(two_cell_header_names_the_document),
    cmocka_unit_test(a_department_has_its_parent_above_it),
    cmocka_unit_test(a_letter_has_its_subject_under_the_number),
    cmocka_unit_test(a_symbol_cut_by_a_line_end_is_joined),
    cmocka_unit_test(a_party_header_has_no_motto_of_the_state),
    cmocka_unit_test(blank_number_and_date_are_a_draft),
    cmocka_unit_test(dotted_places_and_the_word_draft_are_marks),
    cmocka_unit_test(a_flattened_header_reads_the_same),
    cmocka_unit_test(a_stamp_refuses_the_document_and_drops_its_text),
    cmocka_unit_test(a_word_inside_a_sentence_is_no_stamp),
    cmocka_unit_test(minutes_need_no_number_and_have_their_day_in_the_text),
    cmocka_unit_test(whose_directive_it_is_is_no_subject),
    cmocka_unit_test(a_blank_header_never_borrows_from_the_body),
    cmocka_unit_test(text_boxes_may_come_in_any_order),
    cmocka_unit_test(stamps_do_not_name_the_document),
    cmocka_unit_test(a_number_in_a_sentence_is_no_heading),
    cmocka_unit_test(a_list_below_a_title_is_no_heading),
    cmocka_unit_test(remarks_and_acts_may_stand_around_the_number),
    cmocka_unit_test(a_number_torn_apart_is_not_guessed),
    cmocka_unit_test(blanks_come_in_many_shapes),
    cmocka_unit_test(subjects_in_capitals_may_begin_like_a_body),
    cmocka_unit_test(stamps_of_secrecy_stand_with_others),
    cmocka_unit_test(stamps_of_old_fonts_are_known_undecoded),
    cmocka_unit_test(a_stamp_far_from_the_heading_is_one),
    cmocka_unit_test(drafts_are_marked_in_many_words),
    cmocka_unit_test(the_annex_that_names_its_own_document_cites_nothing),
    cmocka_unit_test(a_heading_is_read_from_the_first_lines_of_a_long_block),
    cmocka_unit_test(file_names_are_hints),
    cmocka_unit_test(a_heading_is_found_at_any_depth),
};

BENCH_MAIN(tests)
