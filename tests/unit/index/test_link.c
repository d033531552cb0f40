#include "index/link.h"
#include "tests/unit/index/sample_set.h"

struct fixture {
    struct arena         *arena;
    struct criteria_set   set;
    struct evidence_link *links;
    size_t                n;
};

static int set_up(void **state)
{
    struct arena   *a = arena_new(64 << 20);
    struct fixture *f = ARENA_NEW(a, struct fixture, 1);
    f->arena          = a;
    f->set            = sample_read(a);
    *state            = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    arena_free(f->arena);
    return 0;
}

/* A numbered, dated document of the province. */
static struct document document(const char *type, const char *subject, const char *date)
{
    struct document doc = {.id = STR("d1"), .state = STATE_READ};
    doc.identity        = (struct identity){
               .nature  = NATURE_OFFICIAL,
               .type    = {str_from_cstr(type), {0, 8}},
               .number  = {STR("12/KH-UBND"), {10, 20}},
               .key     = STR("12/KH-UBND"),
               .date    = {str_from_cstr(date), {22, 30}},
               .issuer  = {STR("UBND tỉnh Sông Trà"), {0, 5}},
               .subject = {str_from_cstr(subject), {40, 90}},
    };
    return doc;
}

#define PLAN                  document("Kế hoạch", "Cải cách hành chính năm 2025", "2024-12-20")
#define REPORT(subject, date) document("Báo cáo", subject, date)

static void propose(struct fixture *f, const struct document *doc)
{
    f->links = NULL;
    f->n     = 99;
    assert_int_equal(link_document(&f->set, 2025, true, doc, f->arena, &f->links, &f->n), KC_OK);
}

/* The only link, which must be to `code`. */
static struct evidence_link only(struct fixture *f, const struct document *doc, const char *code)
{
    propose(f, doc);
    if (f->n != 1)
        fail_msg("%zu links, want one to %s", f->n, code);
    assert_str(f->links[0].criterion, str_from_cstr(code));
    return f->links[0];
}

static void expect_faults(struct fixture *f, const struct document *doc, const char *code,
                          unsigned faults)
{
    struct evidence_link link = only(f, doc, code);
    assert_int_equal(link.faults, faults);
}

static void the_right_plan_is_valid_evidence(void **state)
{
    struct document      doc  = PLAN;
    struct evidence_link link = only(*state, &doc, "1.1");
    assert_int_equal(link.faults, 0);
    assert_int_equal(link.signals, SIGNAL_ABOUT | SIGNAL_TYPE | SIGNAL_ISSUER | SIGNAL_WINDOW);
    assert_str(link.document, STR("d1"));
    assert_int_equal(link.at.start, 40);
    assert_int_equal(link.at.end, 90);
}

static void another_subject_gives_no_link_whatever_else_fits(void **state)
{
    struct fixture          *f       = *state;
    static const char *const other[] = {"Phòng, chống dịch bệnh trên đàn vật nuôi năm 2025",
                                        "Bảo vệ và phát triển rừng",
                                        "Kế hoạch sử dụng đất",
                                        "Công tác hành chính, văn thư",
                                        "Kế hoạch",
                                        ""};
    for (size_t i = 0; i < f->set.nitems; i++)
        for (size_t n = 0; n < f->set.items[i].nneeds; n++) {
            const struct need *need = &f->set.items[i].needs[n];
            struct window_days days;
            assert_true(window_resolve(&need->window, 2025, &days));
            for (size_t s = 0; s < sizeof other / sizeof *other; s++) {
                struct document doc       = document("", other[s], days.until);
                doc.identity.type.value   = need->types.items[0];
                doc.identity.issuer.value = need->issuers.items[0].text;
                doc.name.criterion        = f->set.items[i].code;
                propose(f, &doc);
                if (f->n)
                    fail_msg("“%s” is linked to %.*s", other[s], STR_FMT(f->links[0].criterion));
            }
        }
}

static void case_and_marks_and_spacing_do_not_matter(void **state)
{
    struct document doc = document("KẾ HOẠCH", "CẢI CÁCH  HÀNH-CHÍNH năm 2025", "2024-12-20");
    expect_faults(*state, &doc, "1.1", 0);
    doc = document("Kế hoạch", "cai cach hanh chinh nam 2025", "2024-12-20");
    expect_faults(*state, &doc, "1.1", 0);
}

static void words_match_whole(void **state)
{
    struct document doc = document("Kế hoạch", "Xây dựng phần mềm eCCHC và CCHCX", "2024-12-20");
    propose(*state, &doc);
    assert_int_equal(((struct fixture *)*state)->n, 0);
}

static void excluded_words_prevent_the_link(void **state)
{
    struct document doc = document("Kế hoạch", "Tuyên truyền cải cách hành chính", "2024-12-20");
    propose(*state, &doc);
    assert_int_equal(((struct fixture *)*state)->n, 0);
}

static void the_type_alone_is_no_subject(void **state)
{
    struct fixture     *f = *state;
    struct criteria_set set;
    struct str          yaml = STR("set: t\ntitle: T\nstatus: draft\nyears: [2025]\nitems:\n"
                                            "  - {code: a, title: A, needs: [{types: [Kế hoạch], about: kế hoạch}]}");
    assert_int_equal(criteria_set_read(yaml, STR("t"), f->arena, sample_say, f->arena, &set),
                     KC_OK);
    struct document doc = document("Kế hoạch", "Trồng cây đầu xuân", "2025-01-05");
    f->n                = 99;
    assert_int_equal(link_document(&set, 2025, true, &doc, f->arena, &f->links, &f->n), KC_OK);
    assert_int_equal(f->n, 0);
}

static void the_window_decides_by_the_document_date(void **state)
{
    struct document doc     = PLAN;
    doc.identity.date.value = STR("2025-02-14");
    expect_faults(*state, &doc, "1.1", FAULT_LATE);
    doc.identity.date.value = STR("2024-09-30");
    expect_faults(*state, &doc, "1.1", FAULT_EARLY);
    doc.identity.date.value = STR("2024-10-01");
    expect_faults(*state, &doc, "1.1", 0);
    doc.identity.date.value = STR("2024-12-31");
    expect_faults(*state, &doc, "1.1", 0);
    doc.identity.date.value = (struct str){0};
    expect_faults(*state, &doc, "1.1", FAULT_UNDATED);
}

static void issuers_match_by_their_first_words(void **state)
{
    static const struct {
        const char *issuer;
        unsigned    faults;
    } rows[] = {{"ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ", 0},
                {"Chủ tịch Ủy ban nhân dân tỉnh Sông Trà", 0},
                {"UBND tỉnh", 0},
                {"UBND huyện Sông Trà", FAULT_ISSUER},
                {"UBND tỉnhlỵ", FAULT_ISSUER},
                {"Văn phòng UBND tỉnh", FAULT_ISSUER},
                {"", FAULT_ISSUER}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document doc       = PLAN;
        doc.identity.issuer.value = str_from_cstr(rows[i].issuer);
        expect_faults(*state, &doc, "1.1", rows[i].faults);
    }
}

static void an_office_is_named_together_with_its_parent(void **state)
{
    static const struct {
        const char *issuer, *parent;
        unsigned    faults;
    } rows[]                      = {{"Văn phòng", "UBND tỉnh Sông Trà", 0},
                                     {"Văn phòng UBND tỉnh Sông Trà", "", 0},
                                     {"Văn phòng", "Ủy ban nhân dân huyện Sông Trà", FAULT_ISSUER},
                                     {"Văn phòng", "", FAULT_ISSUER},
                                     {"", "Văn phòng UBND tỉnh", FAULT_ISSUER}};
    struct fixture         *f     = *state;
    struct phrase           asked = {STR("Văn phòng UBND tỉnh"), STR(" van phong ubnd tinh ")};
    const struct criterion *c     = criteria_find(&f->set, STR("1.1"));
    c->needs[0].issuers           = (struct phrase_list){&asked, 1};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document doc       = PLAN;
        doc.identity.issuer.value = str_from_cstr(rows[i].issuer);
        doc.identity.parent.value = str_from_cstr(rows[i].parent);
        expect_faults(f, &doc, "1.1", rows[i].faults);
    }
}

static void drafts_are_found_out(void **state)
{
    static const unsigned marks[] = {DRAFT_NO_NUMBER, DRAFT_MARKED, DRAFT_PLACEHOLDER,
                                     DRAFT_TRACKED_CHANGES, DRAFT_COMMENTS};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct document doc = PLAN;
        doc.identity.draft  = marks[i];
        expect_faults(*state, &doc, "1.1", FAULT_DRAFT);
    }
    struct document doc = PLAN;
    doc.identity.draft  = DRAFT_NO_DATE;
    expect_faults(*state, &doc, "1.1", FAULT_DRAFT | FAULT_UNDATED);
}

static void without_a_number_it_is_not_issued(void **state)
{
    struct document doc       = PLAN;
    doc.identity.number.value = (struct str){0};
    expect_faults(*state, &doc, "1.1", FAULT_DRAFT);
    struct finding container = {.kind = FINDING_REFERENCE, .role = ROLE_CONTAINER};
    doc.findings             = &container;
    doc.nfindings            = 1;
    expect_faults(*state, &doc, "1.1", 0);
}

static void a_news_page_is_a_lead(void **state)
{
    struct document doc       = {.id    = STR("d1"),
                                 .state = STATE_READ,
                                 .meta  = {.title = STR("Ban hành Kế hoạch CCHC năm 2025")}};
    doc.identity.nature       = NATURE_PRESS;
    struct evidence_link link = only(*state, &doc, "1.1");
    assert_true(link.faults & FAULT_PRESS);
    assert_false(link.faults & FAULT_DRAFT);
}

static void text_cut_short_is_told(void **state)
{
    struct document doc = PLAN;
    doc.reason          = REASON_LEGACY_FONT;
    expect_faults(*state, &doc, "1.1", FAULT_PARTIAL);
}

static void files_that_were_not_read_get_no_links(void **state)
{
    for (unsigned s = 0; s < STATE_COUNT; s++) {
        struct document doc = PLAN;
        doc.state           = s;
        propose(*state, &doc);
        assert_int_equal(((struct fixture *)*state)->n, s == STATE_READ);
    }
}

static void a_wrong_type_on_the_right_subject_is_weak(void **state)
{
    struct document doc = document("Tờ trình", "Ban hành Kế hoạch CCHC năm 2025", "2024-12-20");
    expect_faults(*state, &doc, "1.1", FAULT_TYPE);
    doc = document("Giấy mời", "Họp bàn Kế hoạch CCHC năm 2025", "2024-12-20");
    expect_faults(*state, &doc, "1.1", FAULT_TYPE);
}

static void an_intention_is_no_result(void **state)
{
    struct document doc = document("Giấy mời", "Họp tổng kết CCHC năm 2025", "2025-12-20");
    expect_faults(*state, &doc, "1.10", FAULT_TYPE | FAULT_INTENTION);
    doc = document("Công văn", "V/v mời dự tổng kết CCHC năm 2025", "2025-12-20");
    expect_faults(*state, &doc, "1.10", FAULT_TYPE | FAULT_INTENTION);
    doc = document("Công văn", "V/v mới tổng kết CCHC năm 2025", "2025-12-20");
    expect_faults(*state, &doc, "1.10", FAULT_TYPE);
    doc = document("Chương trình", "Tổng kết CCHC năm 2025", "2025-12-20");
    expect_faults(*state, &doc, "1.10", FAULT_TYPE | FAULT_INTENTION);
}

static void reports_fit_their_place_in_the_series(void **state)
{
    static const struct {
        const char *subject;
        unsigned    member; /* 0: no link */
    } rows[] = {
        {"Công tác cải cách hành chính quý I năm 2025", 1},
        {"Công tác CCHC quý 1/2025", 1},
        {"Kết quả CCHC Quý I, nhiệm vụ trọng tâm quý III năm 2025", 1},
        {"Công tác CCHC quý II năm 2025", 0},
        {"Công tác CCHC quý IV năm 2025", 0},
        {"Công tác CCHC 06 tháng đầu năm 2025, phương hướng quý III", 2},
        {"Công tác CCHC quý III năm 2025", 3},
        {"Kết quả công tác cải cách hành chính năm 2025", 4},
        {"Kết quả CCHC năm 2025, nhiệm vụ quý I năm 2026", 4},
        {"Tổng kết CCHC quý IV và cả năm 2025", 4},
        {"Tổng kết CCHC trong năm", 4},
        {"Công tác CCHC 9 tháng năm 2025", 0},
        {"Công tác CCHC tháng 5 năm 2025", 0},
        {"Kết quả công tác CCHC năm 2024", 0},
        {"Công tác CCHC quý I năm 2024", 0},
        {"Công tác CCHC tỉnh Quảng Nam", 0},
        {"Sơ kết công tác CCHC, báo cáo 05 năm thực hiện", 0},
        {"Báo cáo tổng kết CCHC ba năm", 0},
        {"Báo cáo tổng kết CCHC 5 năm 2021-2025", 0},
        {"Báo cáo tổng kết CCHC 5 năm và cả năm 2025", 4},
        {"Công tác CCHC sáu tháng đầu năm 2025", 2},
        {"Công tác CCHC sau tháng 6 năm 2025", 0},
        {"Công tác CCHC tỉnh Quảng Nam quý I/2025", 1},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct document doc = REPORT(rows[i].subject, "2025-12-28");
        propose(f, &doc);
        unsigned got = f->n ? f->links[0].series : 0;
        if (f->n > 1 || got != rows[i].member)
            fail_msg("“%s”: %zu links, member %u, want %u", rows[i].subject, f->n, got,
                     rows[i].member);
        if (f->n)
            assert_true(f->links[0].signals & SIGNAL_SERIES);
    }
}

static void what_must_be_cited_is_looked_for(void **state)
{
    struct document doc       = REPORT("Kết quả kiểm tra CCHC năm 2025", "2025-11-01");
    doc.identity.issuer.value = STR("Sở Nội vụ tỉnh Sông Trà");
    struct fixture *f         = *state;
    propose(f, &doc);
    assert_int_equal(f->n, 2); /* the wrong type for the plan, too */
    assert_int_equal(f->links[1].need, 1);
    assert_int_equal(f->links[1].faults, FAULT_CITES);
    struct finding cited = {.kind = FINDING_REFERENCE, .key = STR("76/NQ-CP")};
    doc.findings         = &cited;
    doc.nfindings        = 1;
    propose(f, &doc);
    assert_int_equal(f->links[1].faults, 0);
    assert_true(f->links[1].signals & SIGNAL_CITES);
}

static void a_year_mark_stands_for_the_assessed_year(void **state)
{
    struct fixture *f         = *state;
    struct document doc       = REPORT("Kết quả kiểm tra CCHC năm 2024", "2025-01-05");
    doc.identity.issuer.value = STR("Sở Nội vụ");
    propose(f, &doc);
    for (size_t i = 0; i < f->n; i++)
        assert_int_equal(f->links[i].need, 0);
}

static void headings_stand_in_for_a_missing_subject(void **state)
{
    struct document doc = PLAN;
    doc.normal          = STR("KẾ HOẠCH\nCải cách hành chính năm 2025\nI. MỤC ĐÍCH");
    struct block blocks[] = {
        {.kind = BLOCK_PARAGRAPH, .at = {0, 12}},
        {.kind = BLOCK_HEADING, .at = {13, (uint32_t)doc.normal.n - 16}},
        {.kind = BLOCK_HEADING, .at = {(uint32_t)doc.normal.n - 15, (uint32_t)doc.normal.n}}};
    doc.blocks                = blocks;
    doc.nblocks               = 3;
    doc.identity.subject      = (struct field){0};
    doc.identity.type.at      = (struct span){0, 12};
    struct evidence_link link = only(*state, &doc, "1.1");
    assert_str(document_text(&doc, link.at), STR("Cải cách hành chính năm 2025"));
}

static void a_folder_code_is_a_signal_when_asked_for(void **state)
{
    struct fixture *f   = *state;
    struct document doc = PLAN;
    doc.name.criterion  = STR("1.1");
    assert_true(only(f, &doc, "1.1").signals & SIGNAL_FOLDER);
    doc.name.criterion = STR("1.10");
    assert_false(only(f, &doc, "1.1").signals & SIGNAL_FOLDER);
    doc.name.criterion = STR("1.1");
    assert_int_equal(link_document(&f->set, 2025, false, &doc, f->arena, &f->links, &f->n), KC_OK);
    assert_false(f->links[0].signals & SIGNAL_FOLDER);
}

static void every_bit_has_a_word(void **state)
{
    (void)state;
    for (unsigned i = 0; i < LINK_SIGNAL_COUNT; i++)
        assert_non_null(link_signal_name(1u << i));
    for (unsigned i = 0; i < LINK_FAULT_COUNT; i++)
        assert_non_null(link_fault_name(1u << i));
    assert_string_equal(link_signal_name(SIGNAL_SERIES), "series");
    assert_string_equal(link_fault_name(FAULT_INTENTION), "intention");
    assert_string_equal(link_fault_name(FAULT_PARTIAL), "partial");
    assert_null(link_fault_name(FAULT_TYPE | FAULT_ISSUER));
    assert_null(link_signal_name(1u << LINK_SIGNAL_COUNT));
}

static void a_small_arena_is_a_limit_not_fewer_links(void **state)
{
    struct fixture *f   = *state;
    struct document doc = REPORT("Kết quả kiểm tra CCHC năm 2025", "2025-11-01");
    propose(f, &doc);
    size_t want = f->n;
    for (size_t size = 1; size < 65536; size += 512) {
        struct arena *a = arena_new(size);
        if (!a)
            continue;
        enum kc_status s = link_document(&f->set, 2025, true, &doc, a, &f->links, &f->n);
        assert_true(s == KC_LIMIT || (s == KC_OK && f->n == want));
        arena_free(a);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
static const struct CMUnitTest tests[] = {
    T(the_right_plan_is_valid_evidence),
    T(another_subject_gives_no_link_whatever_else_fits),
    T(case_and_marks_and_spacing_do_not_matter),
    T(words_match_whole),
    T(excluded_words_prevent_the_link),
    T(the_type_alone_is_no_subject),
    T(the_window_decides_by_the_document_date),
    T(issuers_match_by_their_first_words),
    T(an_office_is_named_together_with_its_parent),
    T(drafts_are_found_out),
    T(without_a_number_it_is_not_issued),
    T(a_news_page_is_a_lead),
    T(text_cut_short_is_told),
    T(files_that_were_not_read_get_no_links),
    T(a_wrong_type_on_the_right_subject_is_weak),
    T(an_intention_is_no_result),
    T(reports_fit_their_place_in_the_series),
    T(what_must_be_cited_is_looked_for),
    T(a_year_mark_stands_for_the_assessed_year),
    T(headings_stand_in_for_a_missing_subject),
    T(a_folder_code_is_a_signal_when_asked_for),
    T(every_bit_has_a_word),
    T(a_small_arena_is_a_limit_not_fewer_links),
};
TEST_MAIN(tests)
