"""What Sở Tài chính handed in. Nobody in it exists."""
from documents import DEPUTY, PROVINCE

# Its file is named after another decision and another criterion.
REPORT_AUDIT = {
    "issuer": PROVINCE,
    "number": "Số: 421/BC-UBND",
    "date": "Sông Trà, ngày 17 tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Kết quả thực hiện kiến nghị của Kiểm toán nhà nước",
                "đối với ngân sách địa phương năm 2024"],
    "body": [
        "# I. KẾT QUẢ",
        "Đã nộp ngân sách 4.215 triệu đồng trên tổng số 4.480 triệu đồng phải nộp, đạt 94,1%.",
        "# II. NGUYÊN NHÂN CHƯA THỰC HIỆN",
        "Một đơn vị đã giải thể; đang xác định cơ quan nhận bàn giao nghĩa vụ./.",
    ],
    "recipients": ["- Kiểm toán nhà nước khu vực;", "- Lưu: VT, KTTH."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Typed in the fonts of before Unicode.
DECISION_OLD_FONT = {
    "old_font": True,
    "issuer": PROVINCE,
    "number": "Số: 45/2025/QĐ-UBND",
    "date": "Sông Trà, ngày 12 tháng 5 năm 2025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Ban hành Quy định tiêu chuẩn, định mức sử dụng tài sản công"],
    "bases": ["Căn cứ Luật Quản lý, sử dụng tài sản công ngày 21 tháng 6 năm 2017;",
              "Theo đề nghị của Giám đốc Sở Tài chính."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": [
        "Điều 1. Ban hành kèm theo Quyết định này Quy định tiêu chuẩn, định mức sử dụng xe ô tô, máy "
        "móc, thiết bị của các cơ quan thuộc phạm vi quản lý của tỉnh.",
        "Điều 2. Quyết định này có hiệu lực từ ngày 22 tháng 5 năm 2025./.",
    ],
    "recipients": ["- Bộ Tài chính;", "- Lưu: VT, KTTH."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# ---- in the archive -------------------------------------------------------------------

# Issued with a decision that was not handed in.
ANNEX_AUTONOMY = {
    "annex": ["PHỤ LỤC", "DANH SÁCH ĐƠN VỊ SỰ NGHIỆP CÔNG LẬP ĐƯỢC GIAO QUYỀN TỰ CHỦ TÀI CHÍNH"],
    "issued_with": "(Kèm theo Quyết định số 1205/QĐ-UBND ngày 26 tháng 6 năm 2025 của Ủy ban nhân dân "
                   "tỉnh Sông Trà)",
    "body": [{
        "heads": ["STT", "Đơn vị", "Mức độ tự chủ"],
        "widths": [800, 5500, 3000],
        "rows": [["Trung tâm Kiểm định xây dựng", "Tự bảo đảm chi thường xuyên"],
                 ["Trung tâm Đăng kiểm số 1", "Tự bảo đảm chi thường xuyên và chi đầu tư"],
                 ["Bảo tàng tỉnh", "Tự bảo đảm 20% chi thường xuyên"]],
    }],
}

# A letter that speaks of the inspection; its conclusion is what is asked for.
LETTER_ASSETS = {
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["SỞ TÀI CHÍNH"],
    "number": "Số: 1877/STC-QLCS",
    "letter": "kiểm tra việc quản lý, sử dụng tài sản công năm 2025",
    "date": "Sông Trà, ngày 14 tháng 8 năm 2025",
    "addressed": ["Các đơn vị được kiểm tra."],
    "body": ["Sở Tài chính thông báo lịch kiểm tra tại 05 đơn vị từ ngày 25 tháng 8 năm 2025.",
             "Đề nghị các đơn vị chuẩn bị hồ sơ theo đề cương gửi kèm./."],
    "recipients": ["- Như trên;", "- Lưu: VT, QLCS."],
    "signing": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    "signer": "Mai Thị Quy Ước",
}

DRAFT_BUDGET = {
    "draft": True,
    "issuer": ["HỘI ĐỒNG NHÂN DÂN", "TỈNH SÔNG TRÀ"],
    "number": "Số:      /NQ-HĐND",
    "date": "Sông Trà, ngày 10 tháng 12 năm 2024",
    "type": "NGHỊ QUYẾT",
    "subject": ["Về dự toán thu ngân sách nhà nước trên địa bàn, chi ngân sách địa phương năm 2025"],
    "bases": ["Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015."],
    "resolves": "QUYẾT NGHỊ:",
    "body": ["Điều 1. Tổng thu ngân sách nhà nước trên địa bàn là 12.450 tỷ đồng.",
             "Điều 2. Ủy ban nhân dân tỉnh tổ chức thực hiện Nghị quyết này./."],
    "recipients": ["- Chính phủ;", "- Lưu: VT."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Hoàng Thị Tượng Trưng",
}

# Numbered; the day was never filled in.
REPORT_UNDATED = {
    "issuer": PROVINCE,
    "number": "Số: 430/BC-UBND",
    "date": "Sông Trà, ngày      tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Tình hình kinh tế - xã hội năm 2025, nhiệm vụ năm 2026"],
    "body": ["# I. KẾT QUẢ", "Tổng sản phẩm trên địa bàn tăng 7,85%; 14/16 chỉ tiêu đạt và vượt.",
             "# II. NHIỆM VỤ", "Phấn đấu tăng 8,5% trong năm 2026./."],
    "recipients": ["- Bộ Tài chính;", "- Lưu: VT, KTTH."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}
