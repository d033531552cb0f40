"""What stands in one administrative document, before it becomes a file."""
from words import OBJECTS, TOPICS, Writer

PROVINCE = ("ỦY BAN NHÂN DÂN", "TỈNH SÔNG TRÀ")
# Folder, the two lines of the issuer, code in symbols, short name in sentences.
UNITS = [
    ("ubnd-tinh", PROVINCE, "UBND", "UBND tỉnh"),
    ("van-phong-ubnd", ("UBND TỈNH SÔNG TRÀ", "VĂN PHÒNG"), "VP", "Văn phòng UBND tỉnh"),
    ("so-noi-vu", ("UBND TỈNH SÔNG TRÀ", "SỞ NỘI VỤ"), "SNV", "Sở Nội vụ"),
    ("so-tu-phap", ("UBND TỈNH SÔNG TRÀ", "SỞ TƯ PHÁP"), "STP", "Sở Tư pháp"),
    ("so-tai-chinh", ("UBND TỈNH SÔNG TRÀ", "SỞ TÀI CHÍNH"), "STC", "Sở Tài chính"),
    ("so-y-te", ("UBND TỈNH SÔNG TRÀ", "SỞ Y TẾ"), "SYT", "Sở Y tế"),
    ("so-xay-dung", ("UBND TỈNH SÔNG TRÀ", "SỞ XÂY DỰNG"), "SXD", "Sở Xây dựng"),
    ("so-cong-thuong", ("UBND TỈNH SÔNG TRÀ", "SỞ CÔNG THƯƠNG"), "SCT", "Sở Công Thương"),
    ("so-khoa-hoc-va-cong-nghe", ("UBND TỈNH SÔNG TRÀ", "SỞ KHOA HỌC VÀ CÔNG NGHỆ"), "SKHCN",
     "Sở Khoa học và Công nghệ"),
    ("so-giao-duc", ("UBND TỈNH SÔNG TRÀ", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"), "SGDĐT",
     "Sở Giáo dục và Đào tạo"),
    ("so-nong-nghiep", ("UBND TỈNH SÔNG TRÀ", "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"), "SNNMT",
     "Sở Nông nghiệp và Môi trường"),
    ("so-van-hoa", ("UBND TỈNH SÔNG TRÀ", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"), "SVHTTDL",
     "Sở Văn hóa, Thể thao và Du lịch"),
    ("thanh-tra", ("UBND TỈNH SÔNG TRÀ", "THANH TRA TỈNH"), "TTr", "Thanh tra tỉnh"),
    ("ban-quan-ly-kcn", ("UBND TỈNH SÔNG TRÀ", "BAN QUẢN LÝ KHU CÔNG NGHIỆP"), "BQLKCN",
     "Ban Quản lý khu công nghiệp"),
    ("hdnd-tinh", ("HỘI ĐỒNG NHÂN DÂN", "TỈNH SÔNG TRÀ"), "HĐND", "HĐND tỉnh"),
    ("xa-an-phu", ("ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"), "UBND", "UBND xã An Phú"),
    ("xa-ben-da", ("ỦY BAN NHÂN DÂN", "XÃ BẾN ĐÁ"), "UBND", "UBND xã Bến Đá"),
    ("xa-dong-lau", ("ỦY BAN NHÂN DÂN", "XÃ ĐỒNG LAU"), "UBND", "UBND xã Đồng Lau"),
    ("phuong-cho-cu", ("ỦY BAN NHÂN DÂN", "PHƯỜNG CHỢ CŨ"), "UBND", "UBND phường Chợ Cũ"),
    ("phuong-cau-moi", ("ỦY BAN NHÂN DÂN", "PHƯỜNG CẦU MỚI"), "UBND", "UBND phường Cầu Mới"),
]
TYPES = [("Kế hoạch", "KH"), ("Báo cáo", "BC"), ("Quyết định", "QĐ"), ("Công văn", ""),
         ("Thông báo", "TB"), ("Tờ trình", "TTr"), ("Chương trình", "CTr"), ("Hướng dẫn", "HD"),
         ("Nghị quyết", "NQ")]
NATIONAL = [
    ("Nghị quyết", "76/NQ-CP", (15, 7, 2021), "Chính phủ"),
    ("Quyết định", "1085/QĐ-TTg", (15, 9, 2022), "Thủ tướng Chính phủ"),
    ("Nghị định", "61/2018/NĐ-CP", (23, 4, 2018), "Chính phủ"),
    ("Nghị định", "30/2020/NĐ-CP", (5, 3, 2020), "Chính phủ"),
    ("Luật Tổ chức chính quyền địa phương", "72/2025/QH15", None, ""),
    ("Thông tư", "26/2025/TT-BTC", (9, 5, 2025), "Bộ Tài chính"),
]


def date_text(writer, day):
    if writer.chance(0.3):
        return "%02d tháng %s năm %d" % (day[0], month_text(day), day[2])
    return writer.pick(("%d/%d/%d", "%02d/%d/%d", "%02d/%02d/%d")) % day


def month_text(day):
    return "%02d" % day[1] if day[1] < 3 else str(day[1])


def chance_day(writer, first=2023, last=2025):
    return writer.between(1, 28), writer.between(1, 12), writer.between(first, last)


def symbol(kind, code, unit, number):
    if not code:
        return "%d/%s-%s" % (number, unit[2], "NC")
    return "%d/%s-%s" % (number, code, unit[2])


class Citations:
    """References to other documents; `found` has their canonical numbers."""

    def __init__(self, writer):
        self.writer = writer
        self.found = []

    def full(self):
        w = self.writer
        kind = w.between(0, 9)
        if kind < 2:
            name, number, day, issuer = w.pick(NATIONAL)
        elif kind == 2:
            name, issuer, day = "Chương trình hành động", "Tỉnh ủy", chance_day(w)
            number = "%d-CTr/TU" % w.between(1, 60)
        elif kind == 3:
            name, issuer, day = "Quyết định", "UBND tỉnh", chance_day(w)
            number = "%d/%d/QĐ-UBND" % (w.between(10, 90), day[2])
        else:
            (name, code), unit, day = w.often(TYPES), w.often(UNITS), chance_day(w)
            issuer = unit[3]
            number = symbol(name, code, unit, w.between(10, 3900))
        self.found.append(number)
        text = "%s số %s" % (name, number)
        if day and w.chance(0.85):
            text += " ngày " + date_text(w, day)
        if issuer and w.chance(0.8):
            text += " của " + issuer
        if w.chance(0.4):
            text += " về " + self.topic()
        return text

    def topic(self):
        return self.writer.pick(TOPICS).replace("%(year)d", str(self.writer.between(2022, 2025)))

    def loose(self):
        """A plan without its number."""
        w = self.writer
        return "theo %s năm %d" % (w.pick(("Kế hoạch cải cách hành chính", "kế hoạch CCHC",
                                           "Kế hoạch chuyển đổi số", "Đề án 06")),
                                   w.between(2021, 2025))


def paragraphs(writer, cite, wanted, references):
    """Headings, paragraphs and tables until `wanted` bytes of text are there."""
    out, have, numbered, section = [], 0, 0, 0
    every = max(200, wanted // max(1, references))
    next_reference = every // 2
    while have < wanted:
        if writer.chance(0.1):
            section += 1
            block = ("heading", "%s. %s" % ("I II III IV V VI VII VIII IX X".split()[section % 10],
                                            writer.often(OBJECTS).upper()))
        elif writer.chance(0.025):
            block = ("table", task_table(writer))
        else:
            sentences = []
            for _ in range(writer.between(1, 5)):
                more = ""
                if have >= next_reference:
                    more, next_reference = "theo " + cite.full(), next_reference + every
                elif writer.chance(0.04):
                    more = cite.loose()
                sentences.append(writer.sentence(more))
                have += len(sentences[-1].encode("utf-8"))
            numbered += 1
            lead = writer.pick(("", "", "- ", "+ ", "%d. " % numbered, "%s) " % "abcdeghi"[numbered % 8]))
            block = ("text", lead + " ".join(sentences))
        if block[0] == "table":
            have += sum(len(cell.encode("utf-8")) for row in block[1] for cell in row)
        out.append(block)
    return out


def task_table(writer):
    rows = [["TT", "Nội dung công việc", "Cơ quan chủ trì", "Thời gian hoàn thành", "Kết quả"]]
    for i in range(writer.between(3, 14)):
        text = writer.clause()
        rows.append([str(i + 1), text[0].upper() + text[1:], writer.pick(UNITS)[3],
                     "Trước ngày " + date_text(writer, chance_day(writer, 2025, 2025)),
                     writer.pick((writer.percent(), writer.amount(), writer.person(),
                                  "xã " + writer.place()))])
    return rows


def make(random, unit, number, wanted):
    """One document as a dict; "references" are the numbers it cites."""
    w = Writer(random)
    cite = Citations(w)
    kind, code = w.often(TYPES)
    day = chance_day(w, 2024, 2025)
    references = w.between(6, 26)
    bases = ["Căn cứ %s;" % cite.full() for _ in range(w.between(2, 5))]
    place = unit[3].split(" ", 2)[2] if unit[0].startswith(("xa-", "phuong-")) else "Sông Trà"
    doc = {
        "issuer": unit[1], "number": symbol(kind, code, unit, number), "type": kind.upper(),
        "letter": not code, "day": day,
        "date": "%s, ngày %02d tháng %s năm %d" % (place, day[0], month_text(day), day[2]),
        "subject": "Về " + w.often(TOPICS).replace("%(year)d", str(day[2])),
        "bases": bases, "blocks": paragraphs(w, cite, wanted, references - len(bases)),
        "recipients": ["- Như trên;", "- Thường trực Tỉnh ủy (b/c);", "- Các sở, ban, ngành;",
                       "- Lưu: VT, %s." % unit[2]],
        "signing": ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH") if unit[2] == "UBND" else ("GIÁM ĐỐC",),
        "signer": w.person(), "writer": w,
    }
    doc["references"] = cite.found
    return doc


def text_bytes(doc):
    total = sum(len(line.encode("utf-8")) for line in doc["bases"])
    for kind, content in doc["blocks"]:
        cells = [content] if kind != "table" else [cell for row in content for cell in row]
        total += sum(len(cell.encode("utf-8")) for cell in cells)
    return total
