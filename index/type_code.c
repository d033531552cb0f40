#include "index/type_code.h"

#include "ingest/record/fold.h"

/* By code: the abbreviations of rules/vi/loai-van-ban.yaml, which a test compares. */
static const struct {
    struct str code, type;
} codes[] = {
    {STR_INIT("BB"), STR_INIT("Biên bản")},
    {STR_INIT("BC"), STR_INIT("Báo cáo")},
    {STR_INIT("BCK"), STR_INIT("Bản cam kết")},
    {STR_INIT("BCTC"), STR_INIT("Báo cáo tài chính")},
    {STR_INIT("BCTH"), STR_INIT("Báo cáo tổng hợp")},
    {STR_INIT("BCTT"), STR_INIT("Báo cáo thẩm tra")},
    {STR_INIT("BCTĐ"), STR_INIT("Báo cáo thẩm định")},
    {STR_INIT("BGN"), STR_INIT("Bản ghi nhớ")},
    {STR_INIT("BL"), STR_INIT("Bộ luật")},
    {STR_INIT("BTT"), STR_INIT("Bản thỏa thuận")},
    {STR_INIT("CT"), STR_INIT("Chỉ thị")},
    {STR_INIT("CTHĐ"), STR_INIT("Chương trình hành động")},
    {STR_INIT("CTPH"), STR_INIT("Chương trình phối hợp")},
    {STR_INIT("CTr"), STR_INIT("Chương trình")},
    {STR_INIT("CV"), STR_INIT("Công văn")},
    {STR_INIT("CĐ"), STR_INIT("Công điện")},
    {STR_INIT("DA"), STR_INIT("Dự án")},
    {STR_INIT("GBN"), STR_INIT("Giấy biên nhận")},
    {STR_INIT("GCN"), STR_INIT("Giấy chứng nhận")},
    {STR_INIT("GGT"), STR_INIT("Giấy giới thiệu")},
    {STR_INIT("GM"), STR_INIT("Giấy mời")},
    {STR_INIT("GNP"), STR_INIT("Giấy nghỉ phép")},
    {STR_INIT("GP"), STR_INIT("Giấy phép")},
    {STR_INIT("GUQ"), STR_INIT("Giấy ủy quyền")},
    {STR_INIT("GXN"), STR_INIT("Giấy xác nhận")},
    {STR_INIT("HD"), STR_INIT("Hướng dẫn")},
    {STR_INIT("HDLT"), STR_INIT("Hướng dẫn liên tịch")},
    {STR_INIT("HP"), STR_INIT("Hiến pháp")},
    {STR_INIT("HĐ"), STR_INIT("Hợp đồng")},
    {STR_INIT("KH"), STR_INIT("Kế hoạch")},
    {STR_INIT("KHLT"), STR_INIT("Kế hoạch liên tịch")},
    {STR_INIT("KHPH"), STR_INIT("Kế hoạch phối hợp")},
    {STR_INIT("KL"), STR_INIT("Kết luận")},
    {STR_INIT("KLKT"), STR_INIT("Kết luận kiểm tra")},
    {STR_INIT("KLTT"), STR_INIT("Kết luận thanh tra")},
    {STR_INIT("L"), STR_INIT("Luật")},
    {STR_INIT("L"), STR_INIT("Lệnh")},
    {STR_INIT("NQ"), STR_INIT("Nghị quyết")},
    {STR_INIT("NQLT"), STR_INIT("Nghị quyết liên tịch")},
    {STR_INIT("NĐ"), STR_INIT("Nghị định")},
    {STR_INIT("PA"), STR_INIT("Phương án")},
    {STR_INIT("PB"), STR_INIT("Phiếu báo")},
    {STR_INIT("PC"), STR_INIT("Phiếu chuyển")},
    {STR_INIT("PG"), STR_INIT("Phiếu gửi")},
    {STR_INIT("PL"), STR_INIT("Pháp lệnh")},
    {STR_INIT("PTr"), STR_INIT("Phiếu trình")},
    {STR_INIT("PYC"), STR_INIT("Phiếu yêu cầu")},
    {STR_INIT("QC"), STR_INIT("Quy chế")},
    {STR_INIT("QCPH"), STR_INIT("Quy chế phối hợp")},
    {STR_INIT("QH"), STR_INIT("Quy hoạch")},
    {STR_INIT("QyĐ"), STR_INIT("Quy định")},
    {STR_INIT("QĐ"), STR_INIT("Quy định")},
    {STR_INIT("QĐ"), STR_INIT("Quyết định")},
    {STR_INIT("QĐi"), STR_INIT("Quy định")},
    {STR_INIT("SL"), STR_INIT("Bản sao lục")},
    {STR_INIT("SL"), STR_INIT("Sắc lệnh")},
    {STR_INIT("SY"), STR_INIT("Bản sao y")},
    {STR_INIT("TB"), STR_INIT("Thông báo")},
    {STR_INIT("TBKL"), STR_INIT("Thông báo kết luận")},
    {STR_INIT("TBo"), STR_INIT("Tuyên bố")},
    {STR_INIT("TC"), STR_INIT("Thông cáo")},
    {STR_INIT("TT"), STR_INIT("Thông tri")},
    {STR_INIT("TT"), STR_INIT("Thông tư")},
    {STR_INIT("TTLT"), STR_INIT("Thông tri liên tịch")},
    {STR_INIT("TTLT"), STR_INIT("Thông tư liên tịch")},
    {STR_INIT("TTTT"), STR_INIT("Tờ trình thẩm tra")},
    {STR_INIT("TTr"), STR_INIT("Tờ trình")},
    {STR_INIT("TrS"), STR_INIT("Bản trích sao")},
    {STR_INIT("VBHN"), STR_INIT("Văn bản hợp nhất")},
    {STR_INIT("ĐA"), STR_INIT("Đề án")},
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

static bool has_code(struct str type)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (fold_eq_base(codes[i].type, type))
            return true;
    return false;
}

bool type_code_fits(struct str number, struct str type)
{
    struct str code  = code_of(number);
    bool       known = !number.n;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!fold_eq_base(codes[i].code, code))
            continue;
        known = true;
        if (fold_eq_base(codes[i].type, type))
            return true;
    }
    return !known && (fold_eq_base(type, STR("Công văn")) || !has_code(type));
}
