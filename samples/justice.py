"""What Sở Tư pháp handed in besides documents.py. Nobody in it exists."""
from documents import DEPUTY, PROVINCE

# A number in hidden text: Word does not show it, and nobody may find it.
REPORT_LAW_ENFORCEMENT = {
    "issuer": PROVINCE,
    "number": "Số: 402/BC-UBND",
    "date": "Sông Trà, ngày 05 tháng 12 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Công tác theo dõi tình hình thi hành pháp luật năm 2025"],
    "bases": ["Căn cứ Nghị định số 59/2012/NĐ-CP ngày 23 tháng 7 năm 2012 của Chính phủ về theo dõi "
              "tình hình thi hành pháp luật, Ủy ban nhân dân tỉnh Sông Trà báo cáo như sau:"],
    "body": [
        "# I. KẾT QUẢ",
        "Đã kiểm tra tình hình thi hành pháp luật tại 06 cơ quan trong lĩnh vực trọng tâm."
        "⟦hidden: Lấy lại số liệu của Báo cáo số 9081/BC-STP ngày 02/12/2024 nếu Sở chưa gửi.⟧",
        "# II. KIẾN NGHỊ",
        "Đề nghị Bộ Tư pháp hướng dẫn chế độ báo cáo sau khi bỏ cấp huyện./.",
    ],
    "recipients": ["- Bộ Tư pháp;", "- Lưu: VT, NC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# Two bodies issue it together.
PLAN_JOINT = {
    "issuer": ["SỞ TƯ PHÁP - VĂN PHÒNG UBND TỈNH"],
    "number": "Số: 05/KHPH-STP-VPUBND",
    "date": "Sông Trà, ngày 21 tháng 02 năm 2025",
    "type": "KẾ HOẠCH PHỐI HỢP",
    "subject": ["Kiểm tra văn bản quy phạm pháp luật trên địa bàn tỉnh năm 2025"],
    "bases": ["Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015, Sở Tư pháp "
              "và Văn phòng Ủy ban nhân dân tỉnh thống nhất như sau:"],
    "body": [
        "# I. NỘI DUNG",
        "Tự kiểm tra 100% văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành năm 2024.",
        "# II. PHÂN CÔNG",
        "Sở Tư pháp chủ trì; Văn phòng Ủy ban nhân dân tỉnh cung cấp hồ sơ trước ngày 31 tháng 3 năm "
        "2025./.",
    ],
    "recipients": ["- UBND tỉnh (b/c);", "- Lưu: VT hai cơ quan."],
    "signing": ["GIÁM ĐỐC SỞ TƯ PHÁP", "CHÁNH VĂN PHÒNG UBND TỈNH"],
    "signer": "Bùi Thị Lấy Ví Dụ",
}

# Says that people will meet, not what came of it.
INVITATION = {
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["SỞ TƯ PHÁP"],
    "number": "Số: 118/GM-STP",
    "date": "Sông Trà, ngày 06 tháng 11 năm 2025",
    "type": "GIẤY MỜI",
    "subject": ["Họp thống nhất phương án xử lý văn bản trái pháp luật phát hiện qua kiểm tra"],
    "body": [
        "Giám đốc Sở Tư pháp trân trọng kính mời đại diện lãnh đạo các sở: Xây dựng, Công Thương dự "
        "họp.",
        "1. Thời gian: 14 giờ 00, ngày 11 tháng 11 năm 2025.",
        "2. Địa điểm: Phòng họp tầng 2, trụ sở Sở Tư pháp.",
        "Đề nghị các đồng chí dự họp đúng thành phần./.",
    ],
    "recipients": ["- Như trên;", "- Lưu: VT."],
    "signing": ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"],
    "signer": "Ngô Văn Tạm Gọi",
}

# A page saved as Unicode text, in the way of the editor of Windows: UTF-16.
RESOLUTION_REPEAL = """\
<html>
<head>
<meta http-equiv=Content-Type content="text/html; charset=unicode">
<title>Nghị quyết bãi bỏ văn bản</title>
</head>
<body lang=VI>
<table border=0><tr>
<td><p align=center><b>HỘI ĐỒNG NHÂN DÂN<br>TỈNH SÔNG TRÀ</b><br>-------</p><p align=center>Số: 14/2025/NQ-HĐND</p></td>
<td><p align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br>---------------</p><p align=center><i>Sông Trà, ngày 11 tháng 7 năm 2025</i></p></td>
</tr></table>
<p align=center><b>NGHỊ QUYẾT</b></p>
<p align=center><b>Bãi bỏ một số văn bản quy phạm pháp luật do Hội đồng nhân dân tỉnh Sông Trà ban hành</b></p>
<p align=center><b>HỘI ĐỒNG NHÂN DÂN TỈNH SÔNG TRÀ<br>KHÓA X, KỲ HỌP THỨ 27</b></p>
<p><i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;</i></p>
<p><i>Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025;</i></p>
<p><b>Điều 1.</b> Bãi bỏ toàn bộ Nghị quyết số 22/2017/NQ-HĐND ngày 13 tháng 7 năm 2017 và Nghị quyết số 09/2019/NQ-HĐND ngày 12 tháng 7 năm 2019 của Hội đồng nhân dân tỉnh.</p>
<p><b>Điều 2.</b> Nghị quyết này có hiệu lực từ ngày 21 tháng 7 năm 2025./.</p>
<table border=0><tr><td><p><i>Nơi nhận:</i><br>- Ủy ban Thường vụ Quốc hội;<br>- Lưu: VT.</p></td>
<td><p align=center><b>CHỦ TỊCH</b><br><br><b>Hoàng Thị Tượng Trưng</b></p></td></tr></table>
</body>
</html>
"""
