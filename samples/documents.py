"""What the invented documents of the invented province say. Nobody in them exists."""
import unicodedata

PROVINCE = ["ỦY BAN NHÂN DÂN", "TỈNH SÔNG TRÀ"]
CHAIR = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
DEPUTY = ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]

# Word's verbosity: "|" is where a run ends.
PLAN_REFORM = {
    "verbose": True,
    "issuer": PROVINCE,
    "number": "Số:| 268|/KH-UBND",
    "date": "Sông Trà, ngày| 18 t|háng| 12 |năm 2024",
    "type": "KẾ HOẠCH",
    "subject": ["Cải cách hành chính tỉnh Sông Trà năm 2025"],
    "bases": [
        "Thực hiện Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ ban hành "
        "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030; Kế hoạch số "
        "187/KH-UBND ngày 30 tháng 9 năm 2021 của Ủy ban nhân dân tỉnh về cải cách hành chính nhà "
        "nước tỉnh Sông Trà giai đoạn 2021 - 2025, Ủy ban nhân dân tỉnh ban hành Kế hoạch cải cách "
        "hành chính năm 2025 với các nội dung sau:",
    ],
    "body": [
        "# I. MỤC ĐÍCH, YÊU CẦU",
        "1. Hoàn thành các mục tiêu, nhiệm vụ cải cách hành chính giai đoạn 2021 - 2025 theo Nghị "
        "quyết số 76/NQ\u2011CP; khắc phục tồn tại, hạn chế đã chỉ ra trong kết quả chấm điểm năm "
        "2023 của tỉnh.",
        "2. Xác định rõ trách nhiệm của từng cơ quan, người đứng đầu; sản phẩm và thời hạn của từng "
        "nhiệm vụ phải cụ thể, kiểm tra được.",
        "# II. MỤC TIÊU",
        "1. Tỷ lệ hồ sơ giải quyết đúng hạn ở cả ba cấp đạt từ 98% trở lên; hồ sơ nộp trực tuyến "
        "toàn trình đạt từ 70%.",
        "2. Có ít nhất 30% cơ quan, đơn vị được kiểm tra công tác cải cách hành chính trong năm.",
        "# III. NHIỆM VỤ",
        {
            "heads": ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
            "widths": [800, 4500, 2200, 1800],
            "rows": [
                ["Ban hành kế hoạch kiểm tra cải cách hành chính năm 2025", "Sở Nội vụ",
                 "Quý I/2025"],
                ["Rà soát, đánh giá thủ tục hành chính", "Văn phòng UBND tỉnh", "Trước 30/9/2025"],
                ["Công bố danh mục văn bản hết hiệu lực năm 2025", "Sở Tư pháp",
                 "Trước 31/01/2026"],
                ["Báo cáo kết quả cải cách hành chính quý, 6 tháng, năm", "Sở Nội vụ",
                 "Theo quy định"],
            ],
        },
        "# IV. TỔ CHỨC THỰC HIỆN",
        "1. Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch Ủy ban nhân dân các huyện, thành "
        "phố xây dựng kế hoạch của cơ quan, địa phương mình trước ngày 10 tháng 01 năm 2025.",
        "2. Giao Sở Nội vụ theo dõi, đôn đốc, tổng hợp, báo cáo Ủy ban nhân dân tỉnh./.",
    ],
    "recipients": ["- Bộ Nội vụ (b/c);", "- Thường trực Tỉnh ủy, HĐND tỉnh (b/c);",
                   "- Các sở, ban, ngành;", "- UBND các huyện, thành phố;", "- Lưu: VT, NC."],
    "signing": CHAIR,
    "signer": "Nguyễn Văn Mẫu",
}

REPORT_YEAR = {
    "issuer": PROVINCE,
    "rows": 2,
    "heading_style": "Heading1",
    "number": "Số: 412/BC-UBND",
    "date": "Sông Trà, ngày 10 tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Kết quả công tác cải cách hành chính năm 2025"],
    "bases": ["Thực hiện Công văn số 6203/BNV-CCHC ngày 08 tháng 12 năm 2022 của Bộ Nội vụ về việc "
              "hướng dẫn tự đánh giá, chấm điểm, Ủy ban nhân dân tỉnh Sông Trà báo cáo kết quả công "
              "tác cải cách hành chính năm 2025 như sau:"],
    "body": [
        "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "Kế hoạch số 268/KH-UBND ngày 18 tháng 12 năm 2024 của Ủy ban nhân dân tỉnh giao 54 nhiệm "
        "vụ. Đến ngày 30 tháng 11 năm 2025 đã hoàn thành 51/54 nhiệm vụ, đạt 94,44%; 03 nhiệm vụ "
        "đang thực hiện và bảo đảm hoàn thành trước ngày 31 tháng 12 năm 2025.",
        "# II. KẾT QUẢ TRÊN CÁC LĨNH VỰC",
        "1. Cải cách thủ tục hành chính: đã tiếp nhận 186.420 hồ sơ; tỷ lệ giải quyết đúng hạn đạt "
        "98,7%.",
        "2. Cải cách tổ chức bộ máy: thực hiện mô hình chính quyền địa phương hai cấp từ ngày 01 "
        "tháng 7 năm 2025; toàn tỉnh còn 48 xã, phường.",
        "# III. TỒN TẠI, HẠN CHẾ",
        "Một số cơ quan gửi báo cáo định kỳ chưa đúng hạn; việc cập nhật tài liệu kiểm chứng lên hệ "
        "thống còn chậm.",
        "# IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026",
        "Ban hành kế hoạch cải cách hành chính năm 2026 trong tháng 12 năm 2025./.",
    ],
    "recipients": ["- Bộ Nội vụ;", "- TT. Tỉnh ủy, TT. HĐND tỉnh;", "- Các sở, ban, ngành;",
                   "- UBND các xã, phường;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

REPORT_QUARTER_1 = {
    "issuer": PROVINCE,
    "number": "Số: 78/BC-UBND",
    "date": "Sông Trà, ngày 20 tháng 3 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Công tác cải cách hành chính quý I", "và nhiệm vụ trọng tâm quý II năm 2025"],
    "bases": ["Thực hiện chế độ báo cáo định kỳ về cải cách hành chính, Ủy ban nhân dân tỉnh Sông "
              "Trà báo cáo Bộ Nội vụ kết quả quý I năm 2025 như sau:"],
    "body": [
        "# I. KẾT QUẢ THỰC HIỆN QUÝ I",
        "1. Đã triển khai 19/54 nhiệm vụ của Kế hoạch số 268/KH-UBND ngày 18/12/2024, trong đó hoàn "
        "thành 11 nhiệm vụ.",
        "2. Ủy ban nhân dân tỉnh đã ban hành Kế hoạch số 215/KH-UBND ngày 28/02/2025 về kiểm tra "
        "công tác cải cách hành chính năm 2025.",
        "# II. NHIỆM VỤ TRỌNG TÂM QUÝ II",
        "Tổ chức kiểm tra tại 12 cơ quan, đơn vị; hoàn thành rà soát thủ tục hành chính đợt 1./.",
    ],
    "recipients": ["- Bộ Nội vụ;", "- Chủ tịch, các PCT UBND tỉnh;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Cites 47/KH-UBND, which nobody submitted.
REPORT_HALF_YEAR = {
    "issuer": PROVINCE,
    "rows": 2,
    "number": "Số: 195/BC-UBND",
    "date": "Sông Trà, ngày 12 tháng 6 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Công tác cải cách hành chính 6 tháng đầu năm,",
                "nhiệm vụ trọng tâm 6 tháng cuối năm 2025"],
    "bases": ["Ủy ban nhân dân tỉnh Sông Trà báo cáo kết quả thực hiện công tác cải cách hành chính "
              "6 tháng đầu năm 2025 như sau:"],
    "body": [
        "# I. CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH",
        "1. Thực hiện Kế hoạch số 268/KH-UBND ngày 18/12/2024 của Ủy ban nhân dân tỉnh, đến nay đã "
        "hoàn thành 27/54 nhiệm vụ, đạt 50%.",
        "2. Thực hiện Kế hoạch số 47/KH-UBND ngày 17 tháng 02 năm 2025 của Ủy ban nhân dân tỉnh về "
        "khắc phục tồn tại, hạn chế, nâng cao Chỉ số cải cách hành chính, các sở đã hoàn thành 8/15 "
        "nội dung được giao.",
        "# II. KHÓ KHĂN, VƯỚNG MẮC",
        "Việc sắp xếp đơn vị hành chính làm thay đổi đầu mối tiếp nhận hồ sơ ở nhiều nơi.",
        "# III. NHIỆM VỤ 6 THÁNG CUỐI NĂM",
        "Bảo đảm thủ tục hành chính được giải quyết liên tục khi chuyển sang mô hình hai cấp./.",
    ],
    "recipients": ["- Bộ Nội vụ;", "- Các sở, ban, ngành;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

DECISION_EXPIRED_ACTS = {
    "issuer": PROVINCE,
    "number": "Số: 96/QĐ-UBND",
    "date": "Sông Trà, ngày 16 tháng 01 năm 2026",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Về việc công bố Danh mục văn bản quy phạm pháp luật của Hội đồng nhân dân,",
                "Ủy ban nhân dân tỉnh Sông Trà hết hiệu lực toàn bộ hoặc một phần năm 2025"],
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ",
    "bases": [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025;",
        "Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 11/TTr-STP ngày 12 tháng 01 năm 2026.",
    ],
    "resolves": "QUYẾT ĐỊNH:",
    "body": [
        "Điều 1. Công bố kèm theo Quyết định này Danh mục 17 văn bản quy phạm pháp luật hết hiệu "
        "lực toàn bộ và 05 văn bản hết hiệu lực một phần trong năm 2025.",
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Tư pháp và Thủ trưởng các cơ "
        "quan có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    ],
    "recipients": ["- Như Điều 3;", "- Cục Kiểm tra văn bản, Bộ Tư pháp;", "- Công báo tỉnh;",
                   "- Lưu: VT, NC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
}

DRAFT_CAMPAIGN = {
    "issuer": PROVINCE,
    "number": "Số:      /KH-UBND",
    "date": "Sông Trà, ngày     tháng    năm 2025",
    "type": "KẾ HOẠCH",
    "subject": ["Tuyên truyền công tác cải cách hành chính tỉnh Sông Trà năm 2025"],
    "bases": ["Thực hiện Kế hoạch số 268/KH-UBND ngày 18 tháng 12 năm 2024 của Ủy ban nhân dân tỉnh, "
              "Ủy ban nhân dân tỉnh ban hành Kế hoạch tuyên truyền như sau:"],
    "body": [
        "# I. MỤC ĐÍCH, YÊU CẦU",
        "Nâng cao nhận thức của cán bộ, công chức, viên chức và Nhân dân về cải cách hành chính.",
        "# II. NỘI DUNG, HÌNH THỨC",
        "1. Mở chuyên mục hằng tháng trên báo và đài của tỉnh, trên cổng thông tin điện tử.",
        "2. Tổ chức cuộc thi trực tuyến tìm hiểu về dịch vụ công trong quý II.",
        "# III. TỔ CHỨC THỰC HIỆN",
        "Giao Sở Nội vụ chủ trì, phối hợp với Sở Văn hóa, Thể thao và Du lịch thực hiện./.",
    ],
    "recipients": ["- Các sở, ban, ngành;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

PLAN_TRAINING_OLD = {
    "issuer": PROVINCE,
    "number": "Số: 231/KH-UBND",
    "date": "Sông Trà, ngày 05 tháng 12 năm 2023",
    "type": "KẾ HOẠCH",
    "subject": ["Đào tạo, bồi dưỡng cán bộ, công chức, viên chức", "tỉnh Sông Trà năm 2024"],
    "bases": ["Căn cứ Nghị định số 101/2017/NĐ-CP ngày 01 tháng 9 năm 2017 của Chính phủ về đào tạo, "
              "bồi dưỡng cán bộ, công chức, viên chức, Ủy ban nhân dân tỉnh ban hành Kế hoạch như "
              "sau:"],
    "body": [
        "# I. MỤC TIÊU",
        "Trên 80% cán bộ, công chức được bồi dưỡng theo yêu cầu vị trí việc làm.",
        "# II. NỘI DUNG",
        "Mở 14 lớp bồi dưỡng cho 1.120 lượt người; cử 25 người đào tạo sau đại học.",
        "# III. KINH PHÍ",
        "Từ nguồn ngân sách tỉnh giao năm 2024 cho các cơ quan, đơn vị./.",
    ],
    "recipients": ["- Các sở, ban, ngành;", "- Trường Chính trị tỉnh;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}


def as_from_a_mac(xml):
    """Decomposed letters and the Icelandic capital eth (U+00D0) for the Vietnamese Đ."""
    return unicodedata.normalize("NFD", xml).replace("\u0110", "\u00d0")


DECISION_INSPECTION = {
    "change": as_from_a_mac,
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["SỞ NỘI VỤ"],
    "number": "Số:\u00a0187/QĐ-SNV",
    "date": "Sông Trà, ngày\u00a014\u00a0tháng\u00a04\u00a0năm\u00a02025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Về việc thành lập Đoàn kiểm tra công vụ năm\u00a02025"],
    "authority": "GIÁM ĐỐC SỞ NỘI VỤ TỈNH SÔNG TRÀ",
    "bases": [
        "Căn cứ Quyết định số\u00a031/2025/QĐ-UBND ngày\u00a007\u00a0tháng\u00a03\u00a0năm\u00a02025 "
        "của Ủy ban nhân dân tỉnh Sông Trà quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức "
        "của Sở Nội vụ;",
        "Theo đề nghị của Chánh Văn phòng Sở.",
    ],
    "resolves": "QUYẾT ĐỊNH:",
    "body": [
        "Điều 1. Thành lập Đoàn kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính tại 10 cơ quan, "
        "đơn vị trong năm 2025, gồm 07 thành viên.",
        "Điều 2. Đoàn kiểm tra báo cáo kết quả trước ngày 30 tháng 11 năm 2025 và tự giải thể khi "
        "hoàn thành nhiệm vụ.",
        "Điều 3. Chánh Văn phòng Sở và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết "
        "định này./.",
    ],
    "recipients": ["- Như Điều 3;", "- UBND tỉnh (b/c);", "- Lưu: VT, VP."],
    "signing": ["GIÁM ĐỐC"],
    "signer": "Đỗ Văn Ví Dụ",
}

# In the folder of 2.1.1, about something else.
PLAN_LEGAL_EDUCATION = {
    "issuer": PROVINCE,
    "number": "Số: 33/KH-UBND",
    "date": "Sông Trà, ngày 24 tháng 01 năm 2025",
    "type": "KẾ HOẠCH",
    "subject": ["Phổ biến, giáo dục pháp luật, hòa giải ở cơ sở năm 2025"],
    "bases": ["Căn cứ Luật Phổ biến, giáo dục pháp luật ngày 20 tháng 6 năm 2012, Ủy ban nhân dân "
              "tỉnh ban hành Kế hoạch như sau:"],
    "body": [
        "# I. MỤC ĐÍCH, YÊU CẦU",
        "Tiếp tục nâng cao ý thức chấp hành pháp luật; theo dõi tình hình thi hành pháp luật được "
        "thực hiện theo kế hoạch riêng.",
        "# II. NỘI DUNG",
        "1. Phổ biến các luật mới được Quốc hội thông qua.",
        "2. Kiện toàn đội ngũ hòa giải viên ở thôn, tổ dân phố./.",
    ],
    "recipients": ["- Bộ Tư pháp;", "- Các sở, ban, ngành;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Cut off in the middle: a real one would answer 4.1.
DECISION_STRUCTURE = {
    "issuer": PROVINCE,
    "number": "Số: 31/2025/QĐ-UBND",
    "date": "Sông Trà, ngày 07 tháng 3 năm 2025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức",
                "của Sở Nội vụ tỉnh Sông Trà"],
    "bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;",
              "Theo đề nghị của Giám đốc Sở Nội vụ."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": ["Điều 1. Sở Nội vụ là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.",
             "Điều 2. Quyết định này có hiệu lực từ ngày 17 tháng 3 năm 2025./."],
    "recipients": ["- Bộ Nội vụ;", "- Lưu: VT, NC."],
    "signing": CHAIR,
    "signer": "Nguyễn Văn Mẫu",
}

# ---- in the archive -------------------------------------------------------------------

PLAN_REVIEW = {
    "issuer": PROVINCE,
    "number": "Số: 09/KH-UBND",
    "date": "Sông Trà, ngày 10 tháng 01 năm 2025",
    "type": "KẾ HOẠCH",
    "subject": ["Rà soát, đánh giá thủ tục hành chính trên địa bàn tỉnh Sông Trà năm 2025"],
    "bases": ["Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát "
              "thủ tục hành chính, Chủ tịch Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:"],
    "body": [
        "# I. MỤC ĐÍCH",
        "Phát hiện, kiến nghị sửa đổi những thủ tục không còn phù hợp, gây khó khăn cho người dân.",
        "# II. NỘI DUNG",
        "Rà soát 36 thủ tục thuộc các lĩnh vực đất đai, xây dựng, hộ tịch; kết quả gửi Văn phòng Ủy "
        "ban nhân dân tỉnh trước ngày 15 tháng 8 năm 2025./.",
    ],
    "recipients": ["- Cục Kiểm soát TTHC;", "- Các sở, ban, ngành;", "- Lưu: VT, HCC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
}

LETTER_FOLLOW_UP = {
    "issuer": PROVINCE,
    "number": "Số: 3127/UBND-NC",
    "letter": "xử lý kết quả theo dõi tình hình thi hành pháp luật năm 2025",
    "date": "Sông Trà, ngày 21 tháng 10 năm 2025",
    "addressed": ["Các sở, ban, ngành; Ủy ban nhân dân các xã, phường."],
    "body": [
        "Xét Báo cáo số 188/BC-STP ngày 13 tháng 10 năm 2025 của Sở Tư pháp, Ủy ban nhân dân tỉnh có "
        "ý kiến như sau:",
        "1. Sở Nông nghiệp và Môi trường tham mưu sửa đổi hai quy định còn chồng chéo về cấp phép, "
        "hoàn thành trước ngày 30 tháng 11 năm 2025.",
        "2. Ủy ban nhân dân các xã, phường bố trí đủ người làm công tác hộ tịch, chứng thực.",
        "Giao Sở Tư pháp theo dõi, tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh./.",
    ],
    "recipients": ["- Như trên;", "- Bộ Tư pháp (b/c);", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Number and date are those of the province's own yearly report.
REPORT_COMMUNE = {
    "issuer": ["ỦY BAN NHÂN DÂN", "XÃ AN PHÚ"],
    "number": "Số: 412/BC-UBND",
    "date": "An Phú, ngày 10 tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Tình hình giải ngân kế hoạch vốn đầu tư công năm 2025"],
    "bases": ["Ủy ban nhân dân xã An Phú báo cáo tình hình giải ngân kế hoạch vốn đầu tư công năm "
              "2025 trên địa bàn xã như sau:"],
    "body": [
        "# I. KẾT QUẢ",
        "Tổng kế hoạch vốn được giao 6.850 triệu đồng; đến ngày 30 tháng 11 năm 2025 đã giải ngân "
        "5.617 triệu đồng, đạt 82%.",
        "# II. KIẾN NGHỊ",
        "Đề nghị cấp trên bổ sung vốn cho đường liên thôn số 2./.",
    ],
    "recipients": ["- UBND tỉnh;", "- Đảng ủy xã;", "- Lưu: VT."],
    "signing": ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"],
    "signer": "Phạm Thị Giả Sử",
}
