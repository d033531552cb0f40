#include <sqlite3.h>

#include "index/coverage.h"
#include "index/label.h"
#include "index/type_code.h"
#include "tests/unit/index/fixture.h"
#include "tests/unit/index/sample_set.h"

/* Through the real store: what the office would be told. */

struct season {
    struct fixture       *f;
    struct criteria_set   set;
    struct decision       decisions[16];
    size_t                ndecisions;
    struct coverage      *rows;
    size_t                n;
    struct coverage_total total;
    uint64_t              files;
};

static struct season *start(void **state)
{
    struct fixture *f = *state;
    struct season  *s = ARENA_NEW(f->a, struct season, 1);
    open_new(f);
    s->f   = f;
    s->set = sample_read(f->a);
    assert_ok(f->ix, index_use_criteria(f->ix, &s->set, 2025, true));
    return s;
}

static struct document evidence(struct season *s, char id, const char *type, const char *number,
                                const char *date, const char *issuer, const char *subject)
{
    const char     *path       = arena_printf(s->f->a, "%c.docx", id).p;
    struct document doc        = make(s->f, path, "", id, "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ");
    doc.identity.nature        = NATURE_OFFICIAL;
    doc.identity.type.value    = z(type);
    doc.identity.number.value  = z(number);
    doc.identity.key           = z(number);
    doc.identity.date.value    = z(date);
    doc.identity.issuer.value  = z(issuer);
    doc.identity.subject.value = z(subject);
    return doc;
}

static struct document plan(struct season *s, char id)
{
    return evidence(s, id, "Kế hoạch", "210/KH-UBND", "2024-12-20", "UBND tỉnh Sông Trà",
                    "Cải cách hành chính năm 2025");
}

static struct document report(struct season *s, char id, const char *number, const char *subject)
{
    return evidence(s, id, "Báo cáo", number, "2025-12-28", "UBND tỉnh Sông Trà", subject);
}

static void add(struct season *s, const struct document *doc)
{
    file(s->f, doc);
    s->files++;
}

static void decide(struct season *s, enum decision_verb verb, const char *criterion, char id)
{
    s->decisions[s->ndecisions++] =
        (struct decision){.verb      = verb,
                          .set       = STR("mau-thu-2025"),
                          .criterion = z(criterion),
                          .document  = id ? id_of(s->f, id) : (struct str){0},
                          .by        = STR("Lê Hoa"),
                          .why       = STR("đã xem bản giấy")};
}

static const struct coverage *row(struct season *s, const char *code)
{
    struct decisions people = {s->decisions, s->ndecisions};
    assert_ok(s->f->ix, coverage_compute(s->f->ix, &s->set, 2025, &people, s->f->a, &s->rows, &s->n,
                                         &s->total));
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->rows[i].criterion->code, z(code)))
            return &s->rows[i];
    fail_msg("no row for %s", code);
    return NULL;
}

static const struct coverage *expect(struct season *s, const char *code, enum answer answer,
                                     enum cover_reason reason)
{
    const struct coverage *r = row(s, code);
    if (r->answer != answer || r->reason != reason)
        fail_msg("%s: %s, %s; want %s, %s", code, answer_info(r->answer)->name,
                 cover_reason_info(r->reason)->code, answer_info(answer)->name,
                 cover_reason_info(reason)->code);
    return r;
}

static void nothing_submitted_is_missing(void **state)
{
    struct season         *s = start(state);
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING);
    assert_int_equal(r->needed, 1);
    assert_int_equal(s->n, 5);
    expect(s, "1.3", ANSWER_NOT_NEEDED, COVER_SURVEY);
    expect(s, "2.1", ANSWER_NOT_NEEDED, COVER_MINISTRY_DATA);
    assert_int_equal(s->total.count[ANSWER_MISSING], 3);
    assert_int_equal(s->total.centipoints[ANSWER_MISSING], 725);
    assert_int_equal(s->total.centipoints[ANSWER_NOT_NEEDED], 150);
}

static void a_fitting_document_covers(void **state)
{
    struct season  *s = start(state);
    struct document d = plan(s, 'a');
    add(s, &d);
    const struct coverage *r = expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
    assert_str(r->args[0], STR("Kế hoạch 210/KH-UBND ngày 20/12/2024"));
    assert_int_equal(r->valid, 1);
    assert_int_equal(r->weak, 0);
}

static void a_faulty_document_is_weak_and_says_why(void **state)
{
    static const struct {
        const char       *type, *number, *date, *issuer;
        unsigned          draft;
        enum cover_reason reason;
        const char       *arg2;
    } rows[] = {
        {"Kế hoạch", "210/KH-UBND", "2025-02-14", "UBND tỉnh", 0, COVER_LATE,
         "01/10/2024 – 31/12/2024"},
        {"Kế hoạch", "210/KH-UBND", "2024-09-14", "UBND tỉnh", 0, COVER_EARLY,
         "01/10/2024 – 31/12/2024"},
        {"Kế hoạch", "210/KH-UBND", "", "UBND tỉnh", 0, COVER_UNDATED, ""},
        {"Kế hoạch", "", "2024-12-20", "UBND tỉnh", DRAFT_NO_NUMBER, COVER_DRAFT_NO_NUMBER, ""},
        {"Kế hoạch", "1/KH", "2024-12-20", "UBND tỉnh", DRAFT_MARKED, COVER_DRAFT_MARKED, ""},
        {"Kế hoạch", "1/KH", "2024-12-20", "UBND tỉnh", DRAFT_COMMENTS, COVER_DRAFT_TRACKED, ""},
        {"Kế hoạch", "1/KH", "2024-12-20", "Sở Nội vụ", 0, COVER_ISSUER,
         "UBND tỉnh, Chủ tịch UBND tỉnh"},
        {"Tờ trình", "1/TTr", "2024-12-20", "UBND tỉnh", 0, COVER_TYPE, "Kế hoạch, Quyết định"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct season  *s = start(state);
        struct document d = evidence(s, 'a', rows[i].type, rows[i].number, rows[i].date,
                                     rows[i].issuer, "Ban hành Kế hoạch CCHC năm 2025");
        d.identity.draft  = rows[i].draft;
        add(s, &d);
        const struct coverage *r = expect(s, "1.1", ANSWER_WEAK, rows[i].reason);
        assert_str(r->args[1], z(rows[i].arg2));
        assert_int_equal(r->weak, 1);
        index_close(s->f->ix);
        s->f->ix = NULL;
        (void)unlink(s->f->path);
    }
}

static void the_least_faulty_document_gives_the_reason(void **state)
{
    struct season  *s = start(state);
    struct document a = evidence(s, 'a', "Kế hoạch", "1/KH-SNV", "2024-11-01", "Sở Nội vụ",
                                 "Cải cách hành chính năm 2025");
    struct document b = evidence(s, 'b', "Kế hoạch", "7/KH-UBND", "2025-01-10", "UBND tỉnh",
                                 "Cải cách hành chính năm 2025");
    a.identity.draft  = DRAFT_MARKED;
    add(s, &a);
    add(s, &b);
    const struct coverage *r = expect(s, "1.1", ANSWER_WEAK, COVER_LATE);
    assert_str(r->args[0], STR("Kế hoạch 7/KH-UBND ngày 10/01/2025"));
    assert_int_equal(r->weak, 2);
}

/* Another province's decision of twenty years ago on the same subject. */
static void a_shared_subject_alone_is_only_a_lead(void **state)
{
    struct season  *s = start(state);
    struct document a = evidence(s, 'a', "Tờ trình", "1/TTr-SNV", "2024-11-01", "Sở Nội vụ",
                                 "Ban hành Kế hoạch CCHC năm 2025");
    struct document b = evidence(s, 'b', "Kế hoạch", "7/KH-UBND", "2004-01-10", "UBND tỉnh Hạ Lưu",
                                 "Cải cách hành chính năm 2025");
    b.identity.issuer.value = STR("UBND huyện Hạ Lưu");
    add(s, &a);
    add(s, &b);
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_SUBJECT_ONLY);
    assert_int_equal(r->leads, 2);
    assert_int_equal(r->weak, 0);
}

static void an_incomplete_series_names_what_is_missing(void **state)
{
    struct season  *s = start(state);
    struct document a = report(s, 'a', "1/BC-UBND", "Công tác CCHC quý I năm 2025");
    struct document b = report(s, 'b', "2/BC-UBND", "Công tác CCHC 6 tháng đầu năm 2025");
    struct document c = report(s, 'c', "3/BC-UBND", "Công tác CCHC năm 2025");
    add(s, &a);
    add(s, &b);
    add(s, &c);
    const struct coverage *r = expect(s, "1.10", ANSWER_WEAK, COVER_SERIES_SHORT);
    assert_str(r->args[0], STR("quý III"));
    assert_str(r->args[1], STR("quý I, 6 tháng, quý III, năm"));
    struct document d = report(s, 'd', "4/BC-UBND", "Công tác CCHC quý III năm 2025");
    add(s, &d);
    r = expect(s, "1.10", ANSWER_COVERED, COVER_COVERED_MANY);
    assert_str(r->args[1], STR("4"));
}

static void a_copy_counts_once(void **state)
{
    struct season *s = start(state);
    for (int i = 0; i < 2; i++) {
        struct document d = evidence(s, (char)('a' + i), "Báo cáo", "9/BC-SNV", "2025-11-01",
                                     "Sở Nội vụ", "Kết quả kiểm tra CCHC năm 2025");
        give_text(s->f, &d, "Căn cứ Nghị quyết 76/NQ-CP");
        give_reference(s->f, &d, "76/NQ-CP");
        add(s, &d);
    }
    struct document p = evidence(s, 'f', "Kế hoạch", "3/KH-SNV", "2025-03-01", "Sở Nội vụ",
                                 "Kiểm tra cải cách hành chính năm 2025");
    add(s, &p);
    const struct coverage *r = expect(s, "1.2", ANSWER_WEAK, COVER_COUNT_SHORT);
    assert_str(r->args[0], STR("1"));
    assert_str(r->args[1], STR("2"));
    assert_int_equal(r->valid, 2);
    assert_int_equal(r->needed, 3);
}

/* Reports that 1.2 asks two of. */
static void add_report(struct season *s, char id, const char *issuer, const char *subject)
{
    struct document d = evidence(s, id, "Báo cáo", "9/BC-SNV", "2025-11-01", issuer, subject);
    give_text(s->f, &d, "Căn cứ Nghị quyết 76/NQ-CP");
    give_reference(s->f, &d, "76/NQ-CP");
    add(s, &d);
}

static void a_copy_counts_once_however_its_issuer_is_written(void **state)
{
    struct season  *s = start(state);
    struct document p = evidence(s, 'f', "Kế hoạch", "3/KH-SNV", "2025-03-01", "Sở Nội vụ",
                                 "Kiểm tra cải cách hành chính năm 2025");
    add(s, &p);
    add_report(s, 'a', "Sở Nội vụ", "Kết quả kiểm tra CCHC năm 2025");
    add_report(s, 'b', "Sở Nội vụ tỉnh Sông Trà", "Kết quả kiểm tra CCHC năm 2025");
    expect(s, "1.2", ANSWER_WEAK, COVER_COUNT_SHORT);
}

static void copies_that_a_person_links_count_once(void **state)
{
    struct season  *s = start(state);
    struct document p = evidence(s, 'f', "Kế hoạch", "3/KH-SNV", "2025-03-01", "Sở Nội vụ",
                                 "Kiểm tra cải cách hành chính năm 2025");
    add(s, &p);
    add_report(s, 'a', "Sở Nội vụ", "Trồng cây");
    add_report(s, 'b', "Sở Nội vụ", "Trồng cây, bản ký số");
    decide(s, DECISION_ACCEPT, "1.2", 'a');
    decide(s, DECISION_ACCEPT, "1.2", 'b');
    expect(s, "1.2", ANSWER_WEAK, COVER_COUNT_SHORT);
}

static void a_need_with_nothing_is_named(void **state)
{
    struct season  *s = start(state);
    struct document p = evidence(s, 'f', "Kế hoạch", "3/KH-SNV", "2025-03-01", "Sở Nội vụ",
                                 "Kiểm tra cải cách hành chính");
    add(s, &p);
    const struct coverage *r = expect(s, "1.2", ANSWER_WEAK, COVER_NEED_SHORT);
    assert_str(r->args[0], STR("Kế hoạch 3/KH-SNV ngày 01/03/2025"));
    assert_str(r->args[1], STR("Báo cáo, Thông báo (kiểm tra, cải cách hành chính, năm 2025)"));
}

static void press_pages_are_only_leads(void **state)
{
    struct season  *s = start(state);
    struct document d = make(s->f, "tin.html", "", 'a', "Ban hành kế hoạch CCHC");
    d.identity.nature = NATURE_PRESS;
    d.meta.title      = STR("Tỉnh ban hành kế hoạch CCHC năm 2025");
    add(s, &d);
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_PRESS_ONLY);
    assert_int_equal(r->leads, 1);
    assert_int_equal(r->weak, 0);
}

static void a_replaced_document_is_weak(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    struct document b =
        evidence(s, 'b', "Kế hoạch", "15/KH-UBND", "2025-01-20", "UBND tỉnh Sông Trà", "Trồng cây");
    give_text(s->f, &b, "Kế hoạch này thay thế Kế hoạch số 210/KH-UBND");
    give_reference(s->f, &b, "210/KH-UBND");
    b.findings[0].role = ROLE_REPLACED;
    add(s, &a);
    add(s, &b);
    const struct coverage *r = expect(s, "1.1", ANSWER_WEAK, COVER_REPLACED);
    assert_str(r->args[1], STR("Kế hoạch 15/KH-UBND ngày 20/01/2025"));
}

static void the_same_number_of_another_issuer_or_day_replaces_nothing(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    struct document b =
        evidence(s, 'b', "Kế hoạch", "15/KH-UBND", "2025-01-20", "UBND xã An Bình", "Trồng cây");
    struct document c = evidence(s, 'c', "Kế hoạch", "16/KH-UBND", "2025-01-20",
                                 "UBND tỉnh Sông Trà", "Trồng rừng");
    give_text(s->f, &b, "thay thế Kế hoạch số 210/KH-UBND");
    give_reference(s->f, &b, "210/KH-UBND");
    b.findings[0].role = ROLE_REPLACED;
    give_text(s->f, &c, "thay thế Kế hoạch số 210/KH-UBND ngày 01/02/2023");
    give_reference(s->f, &c, "210/KH-UBND");
    c.findings[0].role = ROLE_REPLACED;
    c.findings[0].date = STR("2023-02-01");
    add(s, &a);
    add(s, &b);
    add(s, &c);
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
}

/* Says that it replaces 210/KH-UBND of `date`. */
static struct document replacing(struct season *s, char id, const char *number, const char *issued,
                                 const char *issuer, const char *date)
{
    struct document d = evidence(s, id, "Kế hoạch", number, issued, issuer, "Trồng cây");
    give_text(s->f, &d, "thay thế Kế hoạch số 210/KH-UBND");
    give_reference(s->f, &d, "210/KH-UBND");
    d.findings[0].role = ROLE_REPLACED;
    d.findings[0].date = z(date);
    return d;
}

static void nothing_replaces_what_is_issued_after_it(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    struct document b = replacing(s, 'b', "15/KH-UBND", "2020-06-01", "UBND tỉnh Sông Trà", "");
    add(s, &a);
    add(s, &b);
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
}

static void a_day_without_a_year_still_names_the_replaced(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    struct document b =
        replacing(s, 'b', "15/KH-UBND", "2025-06-01", "UBND tỉnh Sông Trà", "XXXX-12-20");
    add(s, &a);
    add(s, &b);
    expect(s, "1.1", ANSWER_WEAK, COVER_REPLACED);
    b.findings[0].date = STR("XXXX-12-21");
    add(s, &b);
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
}

/* Last year's plan had the same number: both renderings of this year's say so. */
static void renderings_of_one_document_do_not_replace_each_other(void **state)
{
    struct season *s = start(state);
    for (char id = 'a'; id < 'c'; id++) {
        struct document d        = replacing(s, id, "210/KH-UBND", "2024-12-20",
                                      id == 'a' ? "UBND tỉnh" : "UBND tỉnh Sông Trà", "");
        d.identity.subject.value = STR("Cải cách hành chính năm 2025");
        add(s, &d);
    }
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
}

static void another_body_s_document_is_replaced_by_its_number_and_day(void **state)
{
    struct season  *s = start(state);
    struct document a = evidence(s, 'a', "Kế hoạch", "3/KH-SNV", "2025-03-01", "Sở Nội vụ",
                                 "Kiểm tra cải cách hành chính năm 2025");
    struct document b = evidence(s, 'b', "Quyết định", "15/QĐ-UBND", "2025-05-20",
                                 "UBND tỉnh Sông Trà", "Bãi bỏ văn bản");
    give_text(s->f, &b, "bãi bỏ Kế hoạch số 3/KH-SNV ngày 01/3/2025");
    give_reference(s->f, &b, "3/KH-SNV");
    b.findings[0].role = ROLE_REPLACED;
    b.findings[0].date = STR("2025-03-01");
    add(s, &a);
    add(s, &b);
    expect(s, "1.2", ANSWER_WEAK, COVER_REPLACED);
}

static void people_win(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    add(s, &a);
    decide(s, DECISION_REJECT, "1.1", 'a');
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_REJECTED);
    assert_str(r->args[1], STR("đã xem bản giấy"));
    decide(s, DECISION_ACCEPT, "1.1", 'a');
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
    decide(s, DECISION_NOT_APPLICABLE, "1.1", 0);
    expect(s, "1.1", ANSWER_NOT_NEEDED, COVER_NOT_APPLICABLE);
}

static void an_accepted_fault_covers_by_name(void **state)
{
    struct season  *s     = start(state);
    struct document a     = plan(s, 'a');
    a.identity.date.value = STR("2025-02-14");
    add(s, &a);
    decide(s, DECISION_ACCEPT, "1.1", 'a');
    const struct coverage *r = expect(s, "1.1", ANSWER_COVERED, COVER_COVERED_BY_PERSON);
    assert_str(r->args[1], STR("Lê Hoa"));
}

static void a_person_may_relink_what_was_never_proposed(void **state)
{
    struct season  *s = start(state);
    struct document a = make(s->f, "ban-quet.pdf", "", 'a', "");
    a.state           = STATE_UNREAD;
    a.reason          = REASON_SCAN;
    a.nblocks         = 0;
    add(s, &a);
    expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING);
    decide(s, DECISION_ACCEPT, "1.1", 'a');
    const struct coverage *r = expect(s, "1.1", ANSWER_COVERED, COVER_COVERED_BY_PERSON);
    assert_str(r->args[0], STR("ban-quet.pdf"));
    expect(s, "1.10", ANSWER_MISSING, COVER_NOTHING);
}

static void what_is_accepted_but_gone_does_not_count(void **state)
{
    struct season *s = start(state);
    decide(s, DECISION_ACCEPT, "1.1", 'a');
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_ACCEPTED_GONE);
    assert_str(r->args[0], STR("aaaaaaaaaaaa"));
    assert_str(r->args[1], STR("Lê Hoa"));
    decide(s, DECISION_REJECT, "1.1", 'a');
    expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING);
}

static void explained_stands_apart_unless_covered(void **state)
{
    struct season *s = start(state);
    decide(s, DECISION_EXPLAIN, "1.1", 0);
    expect(s, "1.1", ANSWER_EXPLAINED, COVER_EXPLAINED);
    assert_int_equal(s->total.centipoints[ANSWER_EXPLAINED], 150);
    struct document a = plan(s, 'a');
    add(s, &a);
    expect(s, "1.1", ANSWER_COVERED, COVER_COVERED);
}

static void decisions_on_another_set_do_not_count(void **state)
{
    struct season *s = start(state);
    decide(s, DECISION_EXPLAIN, "1.1", 0);
    s->decisions[0].set = STR("mau-thu-2024");
    expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING);
}

static void unread_files_that_might_fit_are_counted_and_never_cover(void **state)
{
    struct season  *s = start(state);
    struct document a = make_bare(s->f, "1.1/ban-quet.pdf", STATE_UNREAD, REASON_SCAN);
    struct document b = make_bare(s->f, "KH-153.pdf", STATE_FAILED, REASON_CRASH);
    struct document c = make_bare(s->f, "QD-7.pdf", STATE_REFUSED, REASON_DAMAGED);
    struct document d = make_bare(s->f, "KH-154.pdf", STATE_UNREAD, REASON_SCAN);
    struct document e = make_bare(s->f, "1.1/~$tam.docx", STATE_IGNORED, REASON_TEMPORARY);
    a.name.criterion  = STR("1.1");
    b.name.number     = STR("153/KH-UBND");
    c.name.number     = STR("7/QD-UBND");
    d.name.number     = STR("154/KH-UBND");
    d.name.date       = STR("2019-01-01");
    e.name.criterion  = STR("1.1");
    add(s, &a);
    add(s, &b);
    add(s, &c);
    add(s, &d);
    add(s, &e);
    const struct coverage *r = expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING);
    assert_int_equal(r->unread, 3);
    assert_int_equal(row(s, "1.10")->unread, 0);
    assert_int_equal(row(s, "1.3")->unread, 0);
}

static void a_text_nobody_can_decode_might_fit_by_its_name(void **state)
{
    struct season  *s = start(state);
    struct document a = make_bare(s->f, "1.1/phong-cu.docx", STATE_READ, REASON_LEGACY_FONT);
    a.name.criterion  = STR("1.1");
    add(s, &a);
    assert_int_equal(expect(s, "1.1", ANSWER_MISSING, COVER_NOTHING)->unread, 1);
}

/* A link that is not the linker's would cover a gap, and nobody could tell. */
static void verify_finds_links_that_do_not_follow_from_the_records(void **state)
{
    static const char *const damage[] = {"UPDATE link SET faults = 0", "DELETE FROM link",
                                         "UPDATE link SET criterion = '1.2'"};
    struct season           *s        = start(state);
    struct document          a        = plan(s, 'a');
    a.identity.date.value             = STR("2019-12-20");
    add(s, &a);
    assert_str(verify(s->f), STR(""));
    for (size_t i = 0; i < sizeof damage / sizeof *damage; i++) {
        sqlite3 *db;
        assert_int_equal(sqlite3_open(s->f->path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, damage[i], NULL, NULL, NULL), SQLITE_OK);
        (void)sqlite3_close(db);
        assert_true(str_find(verify(s->f), STR("links: ")).n > 0);
        assert_ok(s->f->ix, index_use_criteria(s->f->ix, NULL, 2025, true));
        assert_str(verify(s->f), STR(""));
        assert_ok(s->f->ix, index_use_criteria(s->f->ix, &s->set, 2025, true));
        assert_str(verify(s->f), STR(""));
    }
}

static void the_totals_are_the_sum_of_the_rows(void **state)
{
    struct season  *s = start(state);
    struct document a = plan(s, 'a');
    add(s, &a);
    row(s, "1.1");
    uint64_t points = 0, all = 0;
    uint32_t count = 0;
    for (size_t i = 0; i < ANSWER_COUNT; i++) {
        points += s->total.centipoints[i];
        count += s->total.count[i];
    }
    for (size_t i = 0; i < s->set.nitems; i++)
        all += s->set.items[i].centipoints;
    assert_int_equal(count, s->n);
    assert_int_equal(points, all);
}

static void every_reason_has_both_languages(void **state)
{
    (void)state;
    for (unsigned r = 1; r < COVER_REASON_COUNT; r++) {
        const struct cover_reason_info *info = cover_reason_info(r);
        assert_true(info->code[0] && info->vi[0] && info->en[0]);
        for (unsigned k = 1; k < r; k++)
            assert_string_not_equal(info->code, cover_reason_info(k)->code);
    }
}

static void a_need_without_types_may_be_met_by_any_number(void **state)
{
    static const char   text[] = "set: a\ntitle: A\nstatus: sample\nyears: [2025]\nitems:\n"
                                 "  - code: 1\n    title: A\n    points: 1\n    needs:\n"
                                 "      - about: CCHC\n        window: {from: year}\n";
    struct name_hint    name   = {.number = STR("153/KH-UBND"), .date = STR("2025-01-05")};
    struct fixture     *f      = *state;
    struct criteria_set set    = {0};
    assert_int_equal(criteria_set_read(z(text), STR("a.yaml"), f->a, sample_say, f->a, &set),
                     KC_OK);
    assert_true(coverage_name_fits(&set, &set.items[0], 2025, &name));
    name.date = STR("2024-12-31");
    assert_false(coverage_name_fits(&set, &set.items[0], 2025, &name));
}

static struct str next_quoted(struct str *rest)
{
    str_cut(rest, '"');
    return str_cut(rest, '"');
}

static void type_codes_are_those_of_the_rules(void **state)
{
    struct fixture *f    = *state;
    FILE           *file = fopen("rules/vi/loai-van-ban.yaml", "r");
    char            line[256];
    unsigned        n = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        struct str rest = z(line);
        if (!str_find(rest, STR("- {abbr: ")).n)
            continue;
        struct str code = next_quoted(&rest), type = next_quoted(&rest);
        struct str number = arena_printf(f->a, "1/%.*s-UBND", STR_FMT(code));
        if (code.n && !type_code_fits(number, type))
            fail_msg("%.*s is not known for %.*s", STR_FMT(code), STR_FMT(type));
        n += code.n > 0;
    }
    (void)fclose(file);
    assert_true(n > 50);
}

static void type_codes_tell_types(void **state)
{
    (void)state;
    assert_true(type_code_fits(STR("12/DM-UBND"), STR("Danh mục")));
    assert_false(type_code_fits(STR("12/DM-UBND"), STR("Kế hoạch")));
    assert_false(type_code_fits(STR("12/KH-UBND"), STR("Danh mục")));
    assert_true(type_code_fits(STR("153/KH-UBND"), STR("Kế hoạch")));
    assert_true(type_code_fits(STR("30/2020/ND-CP"), STR("Nghị định")));
    assert_true(type_code_fits(STR("12-CTr/TU"), STR("Chương trình")));
    assert_true(type_code_fits(STR("5/DA-UBND"), STR("Đề án")));
    assert_true(type_code_fits(STR("12/UBND-VX"), STR("Công văn")));
    assert_false(type_code_fits(STR("12/KH-UBND"), STR("Công văn")));
    assert_false(type_code_fits(STR("153/KH-UBND"), STR("Báo cáo")));
    assert_false(type_code_fits((struct str){0}, STR("Công văn")));
}

static void labels_are_as_people_write_them(void **state)
{
    struct fixture *f = *state;
    assert_str(label_date(f->a, STR("XXXX-07-20")), STR("20/07"));
    struct document_brief d = {.type    = STR("Kế hoạch"),
                               .subject = STR("Cải cách hành chính"),
                               .path    = STR("nop/1.1/kh.docx"),
                               .date    = STR("2025-01-05")};
    assert_str(label_document(f->a, &d), STR("Kế hoạch “Cải cách hành chính” ngày 05/01/2025"));
    d.number = STR("12/KH-UBND");
    assert_str(label_document(f->a, &d), STR("Kế hoạch 12/KH-UBND ngày 05/01/2025"));
    d = (struct document_brief){.path = STR("nop/goi.zip"), .member = STR("1.1/kh.docx")};
    assert_str(label_document(f->a, &d), STR("kh.docx"));
    assert_str(label_points(f->a, 150, ','), STR("1,50"));
    assert_str(label_points(f->a, 5, '.'), STR("0.05"));
}

static const struct CMUnitTest tests[] = {
    TEST(nothing_submitted_is_missing),
    TEST(a_fitting_document_covers),
    TEST(a_faulty_document_is_weak_and_says_why),
    TEST(the_least_faulty_document_gives_the_reason),
    TEST(a_shared_subject_alone_is_only_a_lead),
    TEST(an_incomplete_series_names_what_is_missing),
    TEST(a_copy_counts_once),
    TEST(a_copy_counts_once_however_its_issuer_is_written),
    TEST(copies_that_a_person_links_count_once),
    TEST(a_need_with_nothing_is_named),
    TEST(press_pages_are_only_leads),
    TEST(a_replaced_document_is_weak),
    TEST(the_same_number_of_another_issuer_or_day_replaces_nothing),
    TEST(nothing_replaces_what_is_issued_after_it),
    TEST(a_day_without_a_year_still_names_the_replaced),
    TEST(renderings_of_one_document_do_not_replace_each_other),
    TEST(another_body_s_document_is_replaced_by_its_number_and_day),
    TEST(people_win),
    TEST(an_accepted_fault_covers_by_name),
    TEST(a_person_may_relink_what_was_never_proposed),
    TEST(what_is_accepted_but_gone_does_not_count),
    TEST(explained_stands_apart_unless_covered),
    TEST(decisions_on_another_set_do_not_count),
    TEST(unread_files_that_might_fit_are_counted_and_never_cover),
    TEST(a_text_nobody_can_decode_might_fit_by_its_name),
    TEST(a_need_without_types_may_be_met_by_any_number),
    TEST(verify_finds_links_that_do_not_follow_from_the_records),
    TEST(the_totals_are_the_sum_of_the_rows),
    TEST(every_reason_has_both_languages),
    TEST(type_codes_tell_types),
    TEST(type_codes_are_those_of_the_rules),
    TEST(labels_are_as_people_write_them),
};
TEST_MAIN(tests)
