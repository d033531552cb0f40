"""Two web pages as officers save them: a document copied on a portal, and a news item."""

PORTAL = """\
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>1456/Q&#x110;-UBND | Văn bản chỉ đạo điều hành - Cổng thông tin điện tử tỉnh Sông Trà</title>
<meta name="generator" content="Portal">
<style>.menu li { display: inline } .noi-dung { font-size: 14px }</style>
<script>var phongChu = 14; function doiCo(n) { phongChu += n; }</script>
</head>
<body>
<div id="header"><a href="/"><img src="banner.png" alt="CỔNG THÔNG TIN ĐIỆN TỬ TỈNH SÔNG TRÀ"></a></div>
<nav class="menu"><ul>
<li><a href="/">Trang chủ</a></li><li><a href="/gioi-thieu">Giới thiệu</a></li>
<li><a href="/tin-tuc">Tin tức</a></li><li><a href="/van-ban">Văn bản</a></li>
<li><a href="/dich-vu-cong">Dịch vụ công</a></li><li><a href="/lien-he">Liên hệ</a></li>
</ul></nav>
<div class="breadcrumb"><a href="/">Trang chủ</a> &raquo; <a href="/van-ban">Văn bản chỉ đạo điều hành</a> &raquo; Chi tiết</div>
<div class="tools"><a href="#" onclick="doiCo(-1)">-A</a> <a href="#" onclick="doiCo(0)">A</a> <a href="#" onclick="doiCo(1)">+A</a> <a href="#">In trang</a></div>
<div id="content">
<div class="noi-dung">
<table border="0" cellspacing="0" cellpadding="0" width="100%">
<tbody>
<tr>
<td width="40%" valign="top"><p align="center"><strong>ỦY BAN NHÂN DÂN<br>
TỈNH SÔNG TRÀ</strong><br>
-------</p></td>
<td width="60%" valign="top"><p align="center"><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</strong><br>
---------------</p></td>
</tr>
<tr>
<td valign="top"><p align="center">Số: 1456&#x2F;QĐ-UBND</p></td>
<td valign="top"><p align="right"><em>Sông Trà, ngày 27
tháng 5 năm 2025</em></p></td>
</tr>
</tbody>
</table>
<p align="center"><strong>QUYẾT
ĐỊNH</strong></p>
<p align="center"><strong>VỀ VIỆC CÔNG BỐ DANH MỤC THỦ TỤC HÀNH CHÍNH ĐƯỢC SỬA ĐỔI, BỔ SUNG LĨNH VỰC HỘ TỊCH THUỘC PHẠM VI QUẢN LÝ CỦA SỞ TƯ PHÁP TỈNH SÔNG TRÀ</strong></p>
<p align="center"><strong>CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG TRÀ</strong></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<em>Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;</em></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<em>Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;</em></p>
<p>&nbsp;&nbsp;&nbsp;&nbsp;<em>Theo đề nghị của Giám đốc Sở Tư pháp tại Tờ trình số 74/TTr-STP ngày 22 tháng 5 năm 2025.</em></p>
<p align="center"><strong>QUYẾT ĐỊNH:</strong></p>
<p><strong>Điều 1.</strong> Công bố kèm theo Quyết định này Danh mục 06 thủ tục hành chính được sửa đổi, bổ sung lĩnh vực hộ tịch.</p>
<p><strong>Điều 2.</strong> Văn phòng Ủy ban nhân dân tỉnh cập nhật thủ tục hành chính lên Cơ sở dữ liệu quốc gia trong thời hạn 03 ngày làm việc.</p>
<p><strong>Điều 3.</strong> Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc Sở Tư pháp chịu trách nhiệm thi hành Quyết định này./.</p>
<table border="0" width="100%"><tbody><tr>
<td width="50%" valign="top"><p><strong><em>Nơi nhận:</em></strong><br>- Như Điều 3;<br>- Cục Kiểm soát TTHC;<br>- Lưu: VT, HCC.</p></td>
<td width="50%" valign="top"><p align="center"><strong>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH</strong><br><br><br><strong>Trần Thị Thí Dụ</strong></p></td>
</tr></tbody></table>
</div>
<div class="lien-quan"><h3>Văn bản cùng chuyên mục</h3><ul>
<li><a href="/van-ban/1402">Quyết định số 1402/QĐ-UBND ngày 21/5/2025 về việc giao chỉ tiêu biên chế</a></li>
<li><a href="/van-ban/88">Kế hoạch số 88/KH-UBND ngày 19/5/2025 về chuyển đổi số trong nông nghiệp</a></li>
</ul></div>
</div>
<div id="footer"><p>Bản quyền thuộc về Cổng thông tin điện tử tỉnh Sông Trà. Ghi rõ nguồn khi đăng lại.</p><p>Lượt truy cập: 1.204.577</p></div>
</body>
</html>
"""

NEWS = """\
<!DOCTYPE html>
<html lang="vi">
<head>
<meta charset="utf-8">
<title>Sông Trà ban hành Kế hoạch chuyển đổi số năm 2025 - Trang tin tổng hợp Sông Trà</title>
<meta property="og:site_name" content="Trang tin tổng hợp Sông Trà">
<meta property="og:title" content="Sông Trà ban hành Kế hoạch chuyển đổi số năm 2025">
<meta property="article:published_time" content="2025-01-16T14:30:00+07:00">
</head>
<body>
<nav><a href="/">Trang chủ</a> | <a href="/chinh-tri">Chính trị</a> | <a href="/kinh-te">Kinh tế</a> | <a href="/cong-nghe">Công nghệ</a></nav>
<article>
<h1>Sông Trà ban hành Kế hoạch chuyển đổi số năm 2025</h1>
<p class="time">Thứ Năm, 16/01/2025 | 14:30</p>
<p class="sapo"><strong>UBND tỉnh Sông Trà vừa ban hành Kế hoạch số 21/KH-UBND ngày 15/01/2025 về chuyển đổi số tỉnh Sông Trà năm 2025 với 42 nhiệm vụ.</strong></p>
<figure><img src="hop.jpg" alt="Quang cảnh cuộc họp về chuyển đổi số"><figcaption>Quang cảnh cuộc họp về chuyển đổi số sáng 14/01.</figcaption></figure>
<p>Theo kế hoạch, đến cuối năm 2025 tỉnh phấn đấu 80% hồ sơ thủ tục hành chính được nộp trực tuyến, 100% cơ quan nhà nước dùng chữ ký số.</p>
<p>Sở Khoa học và Công nghệ được giao theo dõi, đôn đốc và báo cáo UBND tỉnh hằng quý.</p>
<p class="author">Ban Biên tập</p>
</article>
<aside><h3>Tin liên quan</h3><ul>
<li><a href="/tin/9911">Họp báo công bố kết quả cải cách hành chính năm 2024</a></li>
<li><a href="/tin/9905">Khai trương điểm hỗ trợ dịch vụ công trực tuyến</a></li>
</ul></aside>
<footer>© Trang tin tổng hợp Sông Trà. Chịu trách nhiệm nội dung: Ban Biên tập.</footer>
</body>
</html>
"""
