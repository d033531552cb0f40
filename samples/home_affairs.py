"""What Sở Nội vụ handed in besides documents.py. Nobody in it exists."""
from documents import DEPUTY, PROVINCE

# The heading stands in two text boxes.
LETTER_AFTER_INSPECTION = {
    "issuer": PROVINCE,
    "boxed": True,
    "number": "Số: 2291/UBND-NC",
    "letter": "xử lý tồn tại, hạn chế phát hiện qua kiểm tra công tác cải cách hành chính năm 2025",
    "date": "Sông Trà, ngày 18 tháng 9 năm 2025",
    "addressed": ["Các sở: Xây dựng, Y tế, Công Thương; Ủy ban nhân dân phường Bến Cũ."],
    "body": [
        "Theo đề nghị của Sở Nội vụ tại Báo cáo số 164/BC-SNV ngày 09 tháng 9 năm 2025, Chủ tịch Ủy "
        "ban nhân dân tỉnh yêu cầu:",
        "1. Các sở: Xây dựng, Y tế công khai lại thủ tục hành chính đã hết hiệu lực, xong trước ngày "
        "30 tháng 9 năm 2025.",
        "2. Ủy ban nhân dân phường Bến Cũ xin lỗi bằng văn bản đối với 14 hồ sơ trễ hạn.",
        "Giao Sở Nội vụ theo dõi, báo cáo kết quả khắc phục trong quý IV năm 2025./.",
    ],
    "recipients": ["- Như trên;", "- Sở Nội vụ;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Numbers in footnotes, in the running head and in the foot are none of its own.
DECISION_INITIATIVES = {
    "issuer": PROVINCE,
    "number": "Số: 2045/QĐ-UBND",
    "date": "Sông Trà, ngày 03 tháng 10 năm 2025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Về việc công nhận sáng kiến, giải pháp mới trong cải cách hành chính",
                "tỉnh Sông Trà năm 2025 (đợt 1)"],
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ",
    "bases": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;⟦note:1⟧",
              "Theo đề nghị của Hội đồng sáng kiến tỉnh và Giám đốc Sở Nội vụ."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": [
        "Điều 1. Công nhận 02 sáng kiến của Trung tâm Phục vụ hành chính công tỉnh và Ủy ban nhân dân "
        "xã An Phú.⟦note:2⟧",
        "Điều 2. Các tác giả được hưởng quyền lợi theo quy định.",
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ chịu trách nhiệm thi hành "
        "Quyết định này./.",
    ],
    "footnotes": [
        "Thay cho căn cứ đã nêu trong Tờ trình số 233/TTr-SNV ngày 29 tháng 9 năm 2025.",
        "Biên bản họp Hội đồng số 09/BB-HĐSK ngày 24 tháng 9 năm 2025.",
    ],
    "head": ["Hồ sơ trình ký - mã hồ sơ 1187/HS-VPUB"],
    "foot": ["Mẫu số 05/CCHC ban hành theo Công văn số 77/SNV-CCHC ngày 15/01/2025"],
    "recipients": ["- Như Điều 3;", "- Lưu: VT, NC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
}

# A copy: below the decision the copying office put a number and a date of its own.
DECISION_AWARDS = {
    "issuer": PROVINCE,
    "number": "Số: 318/QĐ-UBND",
    "date": "Sông Trà, ngày 26 tháng 02 năm 2026",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Về việc tặng Bằng khen cho các tập thể, cá nhân có thành tích xuất sắc",
                "trong công tác cải cách hành chính năm 2025"],
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ",
    "bases": ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
              "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 58/TTr-SNV ngày 20 tháng 02 năm "
              "2026."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": [
        "Điều 1. Tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh cho 06 tập thể và 12 cá nhân đạt "
        "điểm cao trong thực hiện cải cách hành chính năm 2025.",
        "Điều 2. Tiền thưởng trích từ Quỹ thi đua, khen thưởng của tỉnh.",
        "Điều 3. Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Nội vụ và các tập thể, cá nhân có "
        "tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
    ],
    "recipients": ["- Như Điều 3;", "- Lưu: VT, NC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
    "copy": {
        "issuer": ["SỞ NỘI VỤ"],
        "number": "Số: 57/SY-SNV",
        "date": "Sông Trà, ngày 06 tháng 3 năm 2026",
        "recipients": ["- Các phòng thuộc Sở;", "- Lưu: VT."],
        "signing": ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"],
        "signer": "Lê Thị Thử",
    },
}

DIRECTIVE_PARTY = {
    "issuer": ["TỈNH ỦY SÔNG TRÀ"],
    "rule": "*",
    "motto": ["ĐẢNG CỘNG SẢN VIỆT NAM"],
    "number": "Số 15-CT/TU",
    "date": "Sông Trà, ngày 14 tháng 02 năm 2023",
    "type": "CHỈ THỊ",
    "subject": ["CỦA BAN THƯỜNG VỤ TỈNH ỦY",
                "về tăng cường sự lãnh đạo của Đảng đối với công tác cải cách hành chính"],
    "body": [
        "Thời gian qua, công tác cải cách hành chính của tỉnh có chuyển biến, song chỉ số của tỉnh "
        "còn ở nhóm trung bình. Thực hiện Chương trình hành động số 12-CTr/TU, ngày 10-9-2021 của "
        "Tỉnh ủy, Ban Thường vụ Tỉnh ủy yêu cầu:",
        "1. Cấp ủy các cấp đưa kết quả cải cách hành chính vào đánh giá người đứng đầu hằng năm.",
        "2. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo xây dựng kế hoạch thực hiện Chỉ thị này.",
        "Chỉ thị này phổ biến đến chi bộ.",
    ],
    "recipients": ["- Ban Tổ chức Trung ương (báo cáo),", "- Các huyện ủy, thành ủy,",
                   "- Lưu Văn phòng Tỉnh ủy."],
    "signing": ["T/M BAN THƯỜNG VỤ", "BÍ THƯ"],
    "signer": "Vũ Văn Minh Họa",
}

# Bears the stamp of a state secret: none of its words may be kept.
REPORT_SECRET = {
    "issuer": PROVINCE,
    "number": "Số: 31/BC-UBND",
    "stamps": ["MẬT"],
    "date": "Sông Trà, ngày 19 tháng 11 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Kết quả kiểm tra việc thực hiện nhiệm vụ đã phân cấp trong lĩnh vực phòng thủ dân sự"],
    "body": [
        "# I. KẾT QUẢ KIỂM TRA",
        "Kho vật tư K7319 tại đồi Giả Tưởng thiếu 03 máy phát điện so với định mức.",
        "# II. KIẾN NGHỊ",
        "Bổ sung trong quý I năm 2026; giao Ban Chỉ huy lập danh mục mua sắm riêng./.",
    ],
    "recipients": ["- Bộ Nội vụ;", "- Lưu: VT, NC (02 bản)."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# The drafter's changes and a reviewer's question are still in it.
REPORT_GRADES = {
    "issuer": PROVINCE,
    "number": "Số: 14/BC-UBND",
    "date": "Sông Trà, ngày 09 tháng 01 năm 2026",
    "type": "BÁO CÁO",
    "subject": ["Kết quả đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức năm 2025"],
    "bases": ["Thực hiện Nghị định số 90/2020/NĐ-CP ngày 13 tháng 8 năm 2020 của Chính phủ, Ủy ban "
              "nhân dân tỉnh Sông Trà báo cáo như sau:"],
    "body": [
        "# I. KẾT QUẢ",
        "Tổng số được xếp loại là ⟦deleted:18.210⟧⟦inserted:18.214⟧ người; hoàn thành xuất sắc "
        "nhiệm vụ 17,6%.⟦comment:0⟧",
        "# II. ĐÁNH GIÁ CHUNG",
        "Việc xếp loại đã gắn với kết quả thực hiện nhiệm vụ; ⟦deleted:theo Báo cáo số 11/BC-SNV "
        "ngày 07/01/2026⟧ không có khiếu nại kéo dài./.",
    ],
    "comments": ["Đối chiếu lại với số liệu của Sở Giáo dục và Đào tạo trước khi gửi."],
    "recipients": ["- Bộ Nội vụ;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}
