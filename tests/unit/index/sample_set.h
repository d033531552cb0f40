#ifndef KC_TESTS_UNIT_INDEX_SAMPLE_SET_H
#define KC_TESTS_UNIT_INDEX_SAMPLE_SET_H

#include "index/criteria_set.h"
#include "tests/unit/test.h"

/* A small invented set that uses everything a set can say. */
static const char sample_set[] =
    "set: mau-thu-2025\n"
    "title: Bộ tiêu chí thử\n"
    "status: sample\n"
    "source: {decision: 01/QĐ-THU, date: 2024-11-10, note: đặt ra để thử}\n"
    "level: tỉnh\n"
    "years: [2025]\n"
    "items:\n"
    "  - code: 1\n"
    "    title: Chỉ đạo, điều hành\n"
    "    responsible: Sở Nội vụ\n"
    "    points: 8.25\n"
    "    items:\n"
    "      - code: 1.1\n"
    "        title: Ban hành kế hoạch CCHC năm\n"
    "        points: 1.5\n"
    "        needs:\n"
    "          - types: [Kế hoạch, Quyết định]\n"
    "            issuer: [UBND tỉnh, Chủ tịch UBND tỉnh]\n"
    "            about: [[cải cách hành chính, CCHC], kế hoạch]\n"
    "            not_about: [tuyên truyền, kiểm tra]\n"
    "            window: {from: Q4 of year-1, until: Q4 of year-1}\n"
    "      - code: 1.10\n"
    "        title: Báo cáo CCHC định kỳ\n"
    "        points: 2\n"
    "        needs:\n"
    "          - types: Báo cáo\n"
    "            issuer: UBND tỉnh\n"
    "            about: [[cải cách hành chính, CCHC], [báo cáo, tổng kết]]\n"
    "            not_about: [kiểm tra]\n"
    "            series: [quý I, 6 tháng, quý III, năm]\n"
    "            window: {from: year, until: 31/01 of year+1}\n"
    "      - code: 1.2\n"
    "        title: Kiểm tra CCHC\n"
    "        responsible: Thanh tra tỉnh\n"
    "        points: 3.75\n"
    "        needs:\n"
    "          - types: [Kế hoạch]\n"
    "            issuer: [UBND tỉnh, Sở Nội vụ]\n"
    "            about: [kiểm tra, [cải cách hành chính, CCHC]]\n"
    "            window: {until: H1 of year}\n"
    "          - types: [Báo cáo, Thông báo]\n"
    "            issuer: [Sở Nội vụ]\n"
    "            about: [kiểm tra, [cải cách hành chính, CCHC], \"năm {year}\"]\n"
    "            window: {from: year, until: Q1 of year+1}\n"
    "            cites: [76/NQ-CP]\n"
    "            count: 2\n"
    "      - {code: 1.3, title: Điều tra xã hội học, points: 1, kind: survey}\n"
    "  - code: 2\n"
    "    title: Thể chế\n"
    "    items:\n"
    "      - {code: 2.1, title: Số liệu của Bộ, points: 0.5, kind: ministry-data}\n";

static inline void sample_say(void *ctx, struct str file, const struct criteria_error *e)
{
    struct text out = {.arena = ctx};
    criteria_error_text(e, true, &out);
    print_message("%.*s:%u:%u: %.*s\n", STR_FMT(file), e->line, e->column, STR_FMT(text_str(&out)));
}

static inline struct criteria_set sample_read(struct arena *a)
{
    struct criteria_set set = {0};
    assert_int_equal(
        criteria_set_read(str_from_cstr(sample_set), STR("mau.yaml"), a, sample_say, a, &set),
        KC_OK);
    return set;
}

#endif
