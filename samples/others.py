"""What Sở Khoa học và Công nghệ, Sở Giáo dục và Đào tạo and two communes handed in. Nobody in
it exists."""
from documents import CHAIR, PROVINCE

# Replaced by the next one, which came too late for the year.
DECISION_ARCHITECTURE = {
    "issuer": PROVINCE,
    "number": "Số: 540/QĐ-UBND",
    "date": "Sông Trà, ngày 12 tháng 3 năm 2025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Ban hành Kiến trúc chính quyền số tỉnh Sông Trà, phiên bản 3.0"],
    "authority": "ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ",
    "bases": ["Căn cứ Luật Công nghệ thông tin ngày 29 tháng 6 năm 2006;",
              "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": ["Điều 1. Ban hành kèm theo Quyết định này Kiến trúc chính quyền số tỉnh Sông Trà, phiên "
             "bản 3.0.",
             "Điều 2. Quyết định này có hiệu lực từ ngày ký./."],
    "recipients": ["- Như Điều 2;", "- Lưu: VT, KGVX."],
    "signing": CHAIR,
    "signer": "Nguyễn Văn Mẫu",
}

DECISION_ARCHITECTURE_NEW = dict(DECISION_ARCHITECTURE, **{
    "number": "Số: 205/QĐ-UBND",
    "date": "Sông Trà, ngày 05 tháng 02 năm 2026",
    "subject": ["Ban hành Khung kiến trúc chính quyền số tỉnh Sông Trà, phiên bản 4.0"],
    "body": ["Điều 1. Ban hành kèm theo Quyết định này Khung kiến trúc chính quyền số tỉnh Sông Trà, "
             "phiên bản 4.0.",
             "Điều 2. Quyết định này thay thế Quyết định số 540/QĐ-UBND ngày 12 tháng 3 năm 2025 của "
             "Ủy ban nhân dân tỉnh./."],
})

DECISION_SERVICES = {
    "issuer": PROVINCE,
    "number": "Số: 1610/QĐ-UBND",
    "date": "Sông Trà, ngày 25 tháng 7 năm 2025",
    "type": "QUYẾT ĐỊNH",
    "subject": ["Phê duyệt Danh mục dịch vụ công trực tuyến toàn trình của tỉnh Sông Trà năm 2025"],
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ",
    "bases": ["Căn cứ Nghị định số 42/2022/NĐ-CP ngày 24 tháng 6 năm 2022 của Chính phủ."],
    "resolves": "QUYẾT ĐỊNH:",
    "body": ["Điều 1. Phê duyệt Danh mục 842 dịch vụ công trực tuyến toàn trình.",
             "Điều 2. Quyết định này có hiệu lực từ ngày ký./."],
    "recipients": ["- Như Điều 2;", "- Lưu: VT, HCC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
}

# Right in everything, but the decree that must be cited is not.
REPORT_SHARING = {
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["SỞ KHOA HỌC VÀ CÔNG NGHỆ"],
    "number": "Số: 733/BC-SKHCN",
    "date": "Sông Trà, ngày 11 tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Kết quả kết nối, chia sẻ dữ liệu giữa các cơ quan nhà nước năm 2025"],
    "body": ["# I. KẾT QUẢ",
             "Đã kết nối 18 hệ thống qua nền tảng tích hợp; 2,4 triệu lượt trao đổi trong năm.",
             "# II. KHÓ KHĂN", "Một số cơ sở dữ liệu của Bộ chưa mở cho cấp xã./."],
    "recipients": ["- UBND tỉnh (b/c);", "- Lưu: VT."],
    "signing": ["GIÁM ĐỐC"],
    "signer": "Phan Văn Giả Định",
}

# The youth union writes in the form of the party.
LETTER_YOUTH = {
    "issuer": ["BCH ĐOÀN TỈNH SÔNG TRÀ"],
    "rule": "***",
    "motto": ["ĐOÀN TNCS HỒ CHÍ MINH"],
    "number": "Số: 245-CV/TĐTN-PT",
    "letter": "hỗ trợ người dân sử dụng dịch vụ công trực tuyến tại các xã, phường",
    "date": "Sông Trà, ngày 15 tháng 7 năm 2025",
    "addressed": ["Ban Thường vụ các Đoàn xã, phường."],
    "body": ["Thực hiện Kế hoạch số 18-KH/TĐTN ngày 20-01-2025 về Tháng Thanh niên, Ban Thường vụ Tỉnh "
             "đoàn đề nghị mỗi xã, phường lập 01 đội thanh niên tình nguyện.",
             "Các đội báo cáo kết quả trước ngày 30 tháng 9 năm 2025./."],
    "recipients": ["- Như trên;", "- Lưu Văn phòng."],
    "signing": ["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "PHÓ BÍ THƯ"],
    "signer": "Tạ Thị Nêu Gương",
}

PLAN_RECRUITMENT = {
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["SỞ GIÁO DỤC VÀ ĐÀO TẠO"],
    "number": "Số: 1120/KH-SGDĐT",
    "date": "Sông Trà, ngày 22 tháng 5 năm 2025",
    "type": "KẾ HOẠCH",
    "subject": ["Tuyển dụng viên chức ngành Giáo dục và Đào tạo năm 2025"],
    "bases": ["Căn cứ Nghị định số 115/2020/NĐ-CP ngày 25 tháng 9 năm 2020 của Chính phủ về tuyển "
              "dụng, sử dụng và quản lý viên chức, Sở Giáo dục và Đào tạo ban hành Kế hoạch như sau:"],
    "body": ["# I. CHỈ TIÊU", "Tuyển 214 giáo viên, 18 nhân viên trường học.",
             "# II. THỜI GIAN", "Nhận hồ sơ đến hết ngày 20 tháng 6 năm 2025./."],
    "recipients": ["- UBND tỉnh (b/c);", "- Các trường trực thuộc;", "- Lưu: VT, TCCB."],
    "signing": ["GIÁM ĐỐC"],
    "signer": "Trịnh Thị Phỏng Theo",
}


def report_commune(kind, name, figures):
    """Two communes, one number, one day: two documents."""
    return {
        "issuer": ["ỦY BAN NHÂN DÂN", "%s %s" % (kind.upper(), name.upper())],
        "number": "Số: 15/BC-UBND",
        "date": "%s, ngày 08 tháng 01 năm 2026" % name,
        "type": "BÁO CÁO",
        "subject": ["Kết quả tiếp nhận, giải quyết thủ tục hành chính năm 2025"],
        "body": ["# I. KẾT QUẢ", "Ủy ban nhân dân %s %s đã tiếp nhận %s." % (kind, name, figures),
                 "# II. KIẾN NGHỊ", "Bổ sung máy quét cho bộ phận tiếp nhận./."],
        "recipients": ["- UBND tỉnh;", "- Lưu: VT."],
        "signing": CHAIR,
        "signer": "Phạm Thị Giả Sử" if kind == "xã" else "Cao Văn Đặt Tên",
    }


REPORT_AN_PHU = report_commune("xã", "An Phú", "3.120 hồ sơ, giải quyết đúng hạn 99,2%")
REPORT_BEN_CU = report_commune("phường", "Bến Cũ", "11.874 hồ sơ, giải quyết đúng hạn 96,8%")
