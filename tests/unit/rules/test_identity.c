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
    cmocka_unit_test(a_blank_header_never_borrows_from_the_body),
    cmocka_unit_test(file_names_are_hints),
};

BENCH_MAIN(tests)
