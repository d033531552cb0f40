#include "index/type_code.h"

#include "ingest/record/fold.h"

/* Abbreviations of Nghị định 30/2020/NĐ-CP and of party documents, by code. */
static const struct {
    struct str code, type;
} codes[] = {
    {STR_INIT("BB"), STR_INIT("Biên bản")},
    {STR_INIT("BC"), STR_INIT("Báo cáo")},
    {STR_INIT("BCTĐ"), STR_INIT("Báo cáo thẩm định")},
    {STR_INIT("CĐ"), STR_INIT("Công điện")},
    {STR_INIT("CT"), STR_INIT("Chỉ thị")},
    {STR_INIT("CTHĐ"), STR_INIT("Chương trình hành động")},
    {STR_INIT("CTr"), STR_INIT("Chương trình")},
    {STR_INIT("CV"), STR_INIT("Công văn")},
    {STR_INIT("DA"), STR_INIT("Dự án")},
    {STR_INIT("ĐA"), STR_INIT("Đề án")},
    {STR_INIT("GM"), STR_INIT("Giấy mời")},
    {STR_INIT("GUQ"), STR_INIT("Giấy ủy quyền")},
    {STR_INIT("HD"), STR_INIT("Hướng dẫn")},
    {STR_INIT("HĐ"), STR_INIT("Hợp đồng")},
    {STR_INIT("KH"), STR_INIT("Kế hoạch")},
    {STR_INIT("KL"), STR_INIT("Kết luận")},
    {STR_INIT("NĐ"), STR_INIT("Nghị định")},
    {STR_INIT("NQ"), STR_INIT("Nghị quyết")},
    {STR_INIT("PA"), STR_INIT("Phương án")},
    {STR_INIT("QC"), STR_INIT("Quy chế")},
    {STR_INIT("QĐ"), STR_INIT("Quyết định")},
    {STR_INIT("QyĐ"), STR_INIT("Quy định")},
    {STR_INIT("TB"), STR_INIT("Thông báo")},
    {STR_INIT("TT"), STR_INIT("Thông tư")},
    {STR_INIT("TTr"), STR_INIT("Tờ trình")},
};

static bool all_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return true;
}

/* "153/KH-UBND" -> "KH", "30/2020/ND-CP" -> "ND", "12-CTr/TU" -> "CTr". */
static struct str code_of(struct str number)
{
    struct str rest = number;
    struct str head = str_cut(&rest, '/');
    struct str tail = head;
    str_cut(&tail, '-');
    if (tail.n)
        return tail;
    while (rest.n) {
        head = str_cut(&rest, '/');
        if (!all_digits(head))
            return str_cut(&head, '-');
    }
    return (struct str){0};
}

bool type_code_fits(struct str number, struct str type)
{
    struct str code  = code_of(number);
    bool       known = false;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!fold_eq_base(codes[i].code, code))
            continue;
        known = true;
        if (fold_eq_base(codes[i].type, type))
            return true;
    }
    return number.n && !known && fold_eq_base(type, STR("Công văn"));
}
