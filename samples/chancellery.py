"""What Văn phòng UBND tỉnh handed in besides documents.py. Nobody in it exists."""
import unicodedata

from documents import DEPUTY, PROVINCE

TELEGRAM = {
    "issuer": PROVINCE,
    "number": "Số: 07/CĐ-UBND",
    "date": "Sông Trà, ngày 04 tháng 7 năm 2025",
    "type": "CÔNG ĐIỆN",
    "subject": ["Về việc bảo đảm giải quyết thủ tục hành chính liên tục, không gián đoạn",
                "khi vận hành chính quyền địa phương hai cấp"],
    "authority": "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ ĐIỆN:",
    "body": [
        "- Giám đốc các sở, Thủ trưởng các ban, ngành;",
        "- Chủ tịch Ủy ban nhân dân các xã, phường.",
        "Trong ba ngày đầu vận hành, 07 xã, phường chưa kết nối được hệ thống. Chủ tịch Ủy ban nhân "
        "dân tỉnh yêu cầu:",
        "1. Bố trí đủ người, thiết bị tại Trung tâm Phục vụ hành chính công cấp xã trong ngày 05 "
        "tháng 7 năm 2025.",
        "2. Không yêu cầu người dân nộp lại giấy tờ đã nộp trước ngày 01 tháng 7 năm 2025./.",
    ],
    "recipients": ["- Như trên;", "- Văn phòng Chính phủ (b/c);", "- Lưu: VT, HCC."],
    "signing": ["CHỦ TỊCH"],
    "signer": "Nguyễn Văn Mẫu",
}


def plan_dialogue(number, day, year):
    """The plan of one year is that of the year before with other figures."""
    return {
        "issuer": PROVINCE,
        "number": "Số: %s/KH-UBND" % number,
        "date": "Sông Trà, ngày %s năm %d" % (day, year),
        "type": "KẾ HOẠCH",
        "subject": ["Tổ chức Hội nghị đối thoại giữa lãnh đạo Ủy ban nhân dân tỉnh",
                    "với doanh nghiệp năm %d" % year],
        "bases": ["Nhằm tháo gỡ khó khăn, vướng mắc cho doanh nghiệp, Ủy ban nhân dân tỉnh ban hành "
                  "Kế hoạch như sau:"],
        "body": [
            "# I. MỤC ĐÍCH",
            "Nắm bắt ý kiến của doanh nghiệp về giải quyết thủ tục hành chính năm %d." % year,
            "# II. NỘI DUNG",
            "Tổ chức 02 hội nghị vào tháng 5 và tháng 10 năm %d; giao Văn phòng Ủy ban nhân dân "
            "tỉnh chủ trì./." % year,
        ],
        "recipients": ["- Hiệp hội Doanh nghiệp tỉnh;", "- Lưu: VT, KTTH."],
        "signing": DEPUTY,
        "signer": "Trần Thị Thí Dụ",
    }


PLAN_DIALOGUE_2024 = plan_dialogue("61", "14 tháng 3", 2024)
PLAN_DIALOGUE_2025 = plan_dialogue("58", "13 tháng 3", 2025)

# Minutes carry no number.
MINUTES = """\
ỦY BAN NHÂN DÂN
TỈNH SÔNG TRÀ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Sông Trà, ngày 24 tháng 10 năm 2025

BIÊN BẢN
Hội nghị đối thoại giữa lãnh đạo Ủy ban nhân dân tỉnh với doanh nghiệp năm 2025 (lần 2)

1. Thời gian: bắt đầu lúc 08 giờ 00, kết thúc lúc 11 giờ 15.
2. Chủ trì: ông Nguyễn Văn Mẫu, Chủ tịch Ủy ban nhân dân tỉnh. Thư ký: bà Lê Thị Thử.
3. Dự họp: đại diện 46 doanh nghiệp, 09 sở, ngành.
4. Nội dung: hội nghị được tổ chức theo Kế hoạch số 58/KH-UBND ngày 13 tháng 3 năm 2025. Có 21 ý
kiến; 15 ý kiến được trả lời tại chỗ, 06 ý kiến giao các sở trả lời bằng văn bản trước ngày 15
tháng 11 năm 2025.

Biên bản được thông qua hồi 11 giờ 10 phút cùng ngày.

THƯ KÝ                                   CHỦ TRÌ
Lê Thị Thử                               Nguyễn Văn Mẫu
"""

# Right type, issuer and subject, half a year too late.
NOTICE_ADDRESS = {
    "parent": "UBND TỈNH SÔNG TRÀ",
    "issuer": ["VĂN PHÒNG"],
    "number": "Số: 88/TB-VP",
    "date": "Sông Trà, ngày 22 tháng 9 năm 2025",
    "type": "THÔNG BÁO",
    "subject": ["Địa chỉ tiếp nhận phản ánh, kiến nghị về quy định hành chính"],
    "body": [
        "1. Địa chỉ: Văn phòng Ủy ban nhân dân tỉnh Sông Trà, số 01 đường Ví Dụ, phường Bến Cũ.",
        "2. Điện thoại: 0900.000.001; thư điện tử: phananh@songtra.example./.",
    ],
    "recipients": ["- Các sở, ban, ngành;", "- UBND các xã, phường;", "- Lưu: VT."],
    "signing": ["KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"],
    "signer": "Đinh Văn Gọi Là",
}

# Names three plans, none of which was handed in.
REPORT_COMPLAINTS = {
    "issuer": PROVINCE,
    "number": "Số: 203/BC-UBND",
    "date": "Sông Trà, ngày 18 tháng 6 năm 2025",
    "type": "BÁO CÁO",
    "subject": ["Kết quả tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính",
                "6 tháng đầu năm 2025"],
    "body": [
        "# I. CHỈ ĐẠO, ĐIỀU HÀNH",
        "Các cơ quan đã thực hiện Kế hoạch số 26/KH-UBND ngày 22/01/2025 của Ủy ban nhân dân tỉnh về "
        "kiểm soát thủ tục hành chính năm 2025, Kế hoạch số 64/KH-UBND ngày 17/3/2025 về kiểm tra "
        "việc tiếp công dân và kế hoạch truyền thông về kiểm soát thủ tục hành chính năm 2025.",
        "# II. KẾT QUẢ",
        "Tiếp nhận 132 phản ánh, kiến nghị; đã xử lý 127, đạt 96,21%; công khai 120 kết quả./.",
    ],
    "recipients": ["- Văn phòng Chính phủ;", "- Lưu: VT, HCC."],
    "signing": DEPUTY,
    "signer": "Trần Thị Thí Dụ",
}

# ---- saved by Word as a web page ---------------------------------------------------------

WORD_PAGE = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">
<head>
<meta http-equiv=Content-Type content="text/html; charset=windows-1258">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 11">
<title>ỦY BAN NHÂN DÂN</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>VP</o:Author><o:Revision>4</o:Revision></o:DocumentProperties></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0in; font-family:"Times New Roman";} --></style>
</head>
<body lang=EN-US>
<div class=Section1>
<table class=MsoNormalTable border=0 cellspacing=0 cellpadding=0>
 <tr>
  <td width=240 valign=top><p class=MsoNormal align=center><b>ỦY BAN NHÂN DÂN<o:p></o:p></b></p>
  <p class=MsoNormal align=center><b>TỈNH SÔNG TRÀ<o:p></o:p></b></p>
  <p class=MsoNormal align=center>Số: <span style='mso-spacerun:yes'> </span>1822/QĐ-UBND</p></td>
  <td width=380 valign=top><p class=MsoNormal align=center><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b></p>
  <p class=MsoNormal align=center><b>Độc lập - Tự do - Hạnh phúc</b></p>
  <p class=MsoNormal align=center><i>Sông Trà, ngày 20 tháng
  8 năm 2025<o:p></o:p></i></p></td>
 </tr>
</table>
<p class=MsoNormal align=center><b>QUYẾT ĐỊNH<o:p></o:p></b></p>
<p class=MsoNormal align=center><b>Phê duyệt Danh mục thủ tục hành chính tiếp nhận, trả kết quả tại
Trung tâm Phục vụ hành chính công tỉnh Sông Trà<o:p></o:p></b></p>
<p class=MsoNormal align=center><b>CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ</b></p>
<p class=MsoNormal>Căn cứ Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực
hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông;</p>
<p class=MsoNormal>Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh.</p>
<p class=MsoNormal align=center><b>QUYẾT ĐỊNH:</b></p>
<p class=MsoNormal>Điều 1. Phê duyệt Danh mục 1.312 thủ tục hành chính.</p>
<p class=MsoNormal>Điều 2. Quyết định này có hiệu lực kể từ ngày ký./.</p>
<p class=MsoNormal align=right><b>CHỦ TỊCH</b></p>
<p class=MsoNormal align=right><b>Nguyễn Văn Mẫu</b></p>
</div>
</body>
</html>
"""
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text):
    """Letters with their hats and horns, tones as characters of their own behind them."""
    out = []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        tones = [p for p in parts if p in TONES]
        letter = unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES))
        out.append((letter + "".join(tones)).encode("cp1258"))
    return b"".join(out).replace(b"\n", b"\r\n")


# ---- a page of the portal, with much beside the document -----------------------------------

SIDE_PAGE = """\
<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8">
<title>Quyết định phê duyệt quy trình liên thông - Cổng thông tin điện tử tỉnh Sông Trà</title></head>
<body>
<div class="top-bar"><a href="/">Trang chủ</a> <a href="/van-ban">Văn bản</a> <a href="/lien-he">Liên hệ</a></div>
<div id="sidebar-left" class="sidebar">
<h3>Văn bản mới</h3>
<ul>
<li><a href="/vb/1">1702/QĐ-UBND Thông qua phương án đơn giản hóa thủ tục hành chính năm 2025</a></li>
<li><a href="/vb/2">219/KH-UBND Theo dõi tình hình thi hành pháp luật năm 2025</a></li>
<li><a href="/vb/3">87/QĐ-UBND Giao quyền tự chủ cho đơn vị sự nghiệp công lập</a></li>
<li><a href="/vb/4">301/BC-UBND Tình hình sử dụng biên chế năm 2025</a></li>
</ul>
<h3>Xem nhiều</h3>
<ul>
<li><a href="/vb/5">18/CT-UBND ngày 11/4/2025</a></li>
<li><a href="/vb/6">66/TB-UBND ngày 02/4/2025</a></li>
<li><a href="/vb/7">45/NQ-HĐND ngày 28/3/2025</a></li>
</ul>
</div>
<div id="main" class="content-detail">
<table><tr>
<td><p><b>ỦY BAN NHÂN DÂN<br>TỈNH SÔNG TRÀ</b></p><p>Số: 977/QĐ-UBND</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p><p><i>Sông Trà, ngày 10 tháng 4 năm 2025</i></p></td>
</tr></table>
<p><b>QUYẾT ĐỊNH</b></p>
<p><b>Phê duyệt quy trình nội bộ, quy trình liên thông giải quyết thủ tục hành chính lĩnh vực đất đai</b></p>
<p><b>CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ</b></p>
<p><i>Căn cứ Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ;</i></p>
<p><b>Điều 1.</b> Phê duyệt 23 quy trình nội bộ, 11 quy trình liên thông.</p>
<p><b>Điều 2.</b> Quyết định này có hiệu lực từ ngày ký./.</p>
<p><b>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</b></p>
<p><b>Trần Thị Thí Dụ</b></p>
</div>
<div class="related-docs"><h3>Văn bản liên quan</h3><ul>
<li><a href="/vb/8">Quyết định số 955/QĐ-UBND ngày 08/4/2025</a></li>
<li><a href="/vb/9">Kế hoạch số 90/KH-UBND ngày 07/4/2025</a></li>
<li><a href="/vb/10">Công văn số 1204/UBND-KSTT ngày 04/4/2025</a></li>
</ul></div>
<div id="footer">© Cổng thông tin điện tử tỉnh Sông Trà. Giấy phép số 12/GP-TTĐT.</div>
</body></html>
"""

# A page of the official gazette whose end was lost when it was saved.
CUT_PAGE = """\
<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Công báo tỉnh Sông Trà</title></head>
<body>
<table><tr>
<td><p><b>ỦY BAN NHÂN DÂN<br>TỈNH SÔNG TRÀ</b></p><p>Số: 62/2025/QĐ-UBND</p></td>
<td><p><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b></p><p><i>Sông Trà, ngày 29 tháng 9 năm 2025</i></p></td>
</tr></table>
<p><b>QUYẾT ĐỊNH</b></p>
<p><b>Ban hành Quy định phân cấp quản lý nhà nước một số lĩnh vực trên địa bàn tỉnh Sông Trà</b></p>
<p><i>Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;</i></p>
<p><i>Theo đề nghị của Giám đốc Sở Nội vụ.</i></p>
<p><b>Điều 1.</b> Ban hành kèm theo Quyết định này Quy định phân cấp quản lý nhà nước.</p>
<p><b>Điều 2.</b> Quyết định này thay thế các quy định trước đây trái với Quyết định này.</p>
<table><tr><td width="45"""
