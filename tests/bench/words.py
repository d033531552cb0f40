"""Sentences of an invented administration: our own words, put together by chance.

Common words come often and rare ones seldom; names of places and people are built from
syllables, so that the vocabulary grows with the text as it does in real folders."""
import unicodedata

ACTORS = """
Ủy ban nhân dân tỉnh|các sở, ban, ngành|Ủy ban nhân dân các xã, phường|Sở Nội vụ
Văn phòng Ủy ban nhân dân tỉnh|người đứng đầu cơ quan|đội ngũ cán bộ, công chức, viên chức
Sở Tư pháp|Sở Tài chính|Sở Khoa học và Công nghệ|các đơn vị trực thuộc|tổ công tác|bộ phận một cửa
Trung tâm Phục vụ hành chính công|người dân và doanh nghiệp|đoàn kiểm tra|hội đồng thẩm định
cơ quan chủ trì|cơ quan phối hợp|phòng chuyên môn|thủ trưởng đơn vị|ban chỉ đạo|cơ quan báo chí
trưởng thôn, khối phố|tổ đề án|công chức đầu mối|bộ phận văn thư|hội nông dân|hội phụ nữ
đoàn thanh niên|mặt trận Tổ quốc|ban quản lý khu công nghiệp|trường học các cấp|trạm y tế
hợp tác xã|hộ kinh doanh|tổ chức tư vấn|kho bạc nhà nước|bưu điện tỉnh|cơ quan thuế|thanh tra tỉnh
"""
VERBS = """
triển khai|thực hiện|tổ chức|ban hành|rà soát|xây dựng|tham mưu|hoàn thiện|đẩy mạnh|nâng cao|tăng cường
kiểm tra|giám sát|theo dõi|đôn đốc|tổng hợp|báo cáo|đánh giá|công khai|niêm yết|cập nhật|sửa đổi|bổ sung
thay thế|bãi bỏ|cắt giảm|đơn giản hóa|chuẩn hóa|số hóa|liên thông|kết nối|chia sẻ|khai thác|bảo đảm|duy trì
phối hợp|hướng dẫn|tập huấn|bồi dưỡng|đào tạo|tuyên truyền|phổ biến|quán triệt|vận động|khuyến khích
khen thưởng|xử lý|khắc phục|chấn chỉnh|tháo gỡ|giải quyết|tiếp nhận|thẩm định|phê duyệt|trình duyệt|lấy ý kiến
khảo sát|đo lường|phân tích|dự báo|đề xuất|kiến nghị|lồng ghép|bố trí|phân bổ|quyết toán|thanh lý|mua sắm
nghiệm thu|bàn giao|vận hành|nâng cấp|bảo trì|tích hợp|xác thực|luân chuyển|điều động|bổ nhiệm|tuyển dụng
sắp xếp|kiện toàn|tinh giản|phân cấp|ủy quyền|đối thoại|tiếp công dân|lưu trữ|bảo mật|sao lưu|nhân rộng
"""
OBJECTS = """
công tác cải cách hành chính|kế hoạch cải cách hành chính năm|thủ tục hành chính|dịch vụ công trực tuyến
văn bản quy phạm pháp luật|hồ sơ, tài liệu|cơ chế một cửa liên thông|quy trình nội bộ|chỉ số hài lòng
tổ chức bộ máy|vị trí việc làm|biên chế công chức|chế độ công vụ|kỷ luật, kỷ cương hành chính|tài chính công
ngân sách nhà nước|tài sản công|chuyển đổi số|chính quyền số|dữ liệu dân cư|chữ ký số|hệ thống thông tin báo cáo
phần mềm quản lý văn bản|cổng thông tin điện tử|trang thiết bị làm việc|hạ tầng kỹ thuật|an toàn thông tin
tỷ lệ hồ sơ đúng hạn|kết quả giải quyết|phí và lệ phí|phản ánh, kiến nghị|khiếu nại, tố cáo|nguồn nhân lực
tự chủ tài chính|đơn vị sự nghiệp công lập|đất đai và môi trường|cấp phép xây dựng|đăng ký kinh doanh
bảo hiểm xã hội|hộ tịch, chứng thực|đầu tư công|giải phóng mặt bằng|nông thôn mới|giảm nghèo bền vững
du lịch cộng đồng|vệ sinh an toàn thực phẩm|phòng, chống thiên tai|tiêm chủng mở rộng|trường chuẩn quốc gia
giao thông nông thôn|thủy lợi nội đồng|cây ăn quả đặc sản|chăn nuôi an toàn sinh học|làng nghề truyền thống
xuất khẩu hàng hóa|cụm công nghiệp|năng lượng tái tạo|cấp nước sạch|thu gom rác thải|chiếu sáng công cộng
sáng kiến, giải pháp|mô hình điểm|bộ tiêu chí chấm điểm|tài liệu kiểm chứng|điểm tự đánh giá|điều tra xã hội học
phiếu khảo sát|biểu mẫu điện tử|mã định danh|kho dữ liệu dùng chung|nền tảng tích hợp|trục liên thông văn bản
họp trực tuyến|văn thư, lưu trữ|bảo vệ bí mật nhà nước|thi đua, khen thưởng|văn hóa công sở|đạo đức công vụ
lịch tiếp dân|đường dây nóng|hòm thư góp ý|bảng niêm yết|camera giám sát|máy lấy số tự động|ki-ốt tra cứu
hợp đồng lao động|ngạch, bậc lương|quy hoạch lãnh đạo|bằng cấp, chứng chỉ|nghỉ hưu trước tuổi|thôi việc
đê kè xung yếu|rừng phòng hộ|nuôi trồng thủy sản|cảng cá|chợ đầu mối|bến xe|nghĩa trang|nhà văn hóa|sân thể thao
"""
QUALITIES = """
kịp thời|đầy đủ|đúng quy định|có hiệu quả|đồng bộ|thống nhất|thiết thực|cụ thể|rõ ràng|minh bạch|thường xuyên
nghiêm túc|chặt chẽ|toàn diện|trọng tâm, trọng điểm|bền vững|linh hoạt|chủ động|sáng tạo|quyết liệt|hợp lý
đúng tiến độ|phù hợp thực tế|chất lượng|tiết kiệm|thuận tiện|an toàn|chính xác|khách quan|trung thực|công bằng
nhanh gọn|liên tục|dứt điểm|bài bản|khoa học|thân thiện|hiện đại|chuyên nghiệp|sâu rộng|triệt để|kiên trì
"""
OPENINGS = """
Trong thời gian qua,|Thời gian tới,|Bên cạnh đó,|Tuy nhiên,|Ngoài ra,|Đồng thời,|Trên cơ sở đó,|Theo đó,|Nhìn chung,
Để đạt được mục tiêu trên,|Qua kiểm tra thực tế,|Căn cứ chức năng, nhiệm vụ được giao,|Đối với nội dung này,
Về phương hướng,|Về nguyên nhân,|Từ kết quả trên,|Khi có phát sinh vướng mắc,|Trường hợp cần thiết,|Hằng quý,
Định kỳ trước ngày 20 của tháng cuối quý,|Sau khi tổng hợp ý kiến,|Cùng với đó,|Riêng các xã miền núi,
"""
LINKS = """
nhằm|để|gắn với việc|góp phần|qua đó|đồng thời|trên cơ sở|song song với việc|bảo đảm việc|làm căn cứ
tiến tới|kết hợp|sau khi|trước khi|ngay khi|cùng với|thay cho việc|tránh tình trạng chậm
"""
PLACES = """
trên địa bàn tỉnh|tại các xã, phường|tại cơ quan, đơn vị|trong phạm vi quản lý|ở cấp xã|tại bộ phận một cửa
trên môi trường mạng|trong toàn ngành|tại vùng sâu, vùng xa|trên cổng dịch vụ công|ở các thôn, bản|tại trụ sở
"""
RESULTS = """
hồ sơ|thủ tục|nhiệm vụ|lượt người|văn bản|cuộc kiểm tra|lớp tập huấn|tin, bài|đơn vị|công chức|phiếu|sáng kiến
cuộc họp|hội nghị|tờ rơi|máy tính|kiến nghị|dự án|công trình|hộ dân|héc-ta|ki-lô-mét|mô hình|quy trình
"""
TOPICS = """
cải cách hành chính năm %(year)d|kiểm tra công tác cải cách hành chính năm %(year)d
tuyên truyền cải cách hành chính năm %(year)d|rà soát, đơn giản hóa thủ tục hành chính năm %(year)d
theo dõi tình hình thi hành pháp luật năm %(year)d|chuyển đổi số tỉnh Sông Trà năm %(year)d
đào tạo, bồi dưỡng cán bộ, công chức năm %(year)d|kiểm soát thủ tục hành chính năm %(year)d
công bố danh mục văn bản quy phạm pháp luật hết hiệu lực|kết quả cải cách hành chính quý I năm %(year)d
quản lý, sử dụng tài sản công|phân cấp quản lý nhà nước|sắp xếp đơn vị sự nghiệp công lập
phòng cháy, chữa cháy mùa khô|hỗ trợ sản xuất vụ đông xuân|tiêm phòng gia súc, gia cầm|tuyển dụng viên chức
bảo trì đường giao thông nông thôn|tổ chức lễ hội đầu xuân|thu gom và xử lý rác thải sinh hoạt
giao chỉ tiêu biên chế năm %(year)d|nâng cao chỉ số hài lòng của người dân|xây dựng nông thôn mới năm %(year)d
"""
FAMILIES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Mai|Trịnh|Lương"
MIDDLES = "Văn|Thị|Hữu|Đức|Minh|Thanh|Quang|Ngọc|Xuân|Thu|Đình|Công|Kim|Anh|Bảo|Hồng|Tiến|Quốc"
GIVEN = ("An|Bình|Châu|Dũng|Giang|Hà|Hạnh|Hiếu|Hòa|Hùng|Hương|Khánh|Lan|Linh|Long|Mai|Nam|Nga|Nhung|Oanh"
         "|Phúc|Phương|Quân|Quyên|Sơn|Tâm|Thảo|Thắng|Thủy|Toàn|Trang|Tuấn|Tú|Uyên|Vân|Việt|Vinh|Yến")
ONSETS = "b|c|ch|d|đ|g|gi|h|kh|l|m|n|ng|nh|ph|r|s|t|th|tr|v|x|".split("|")
# The tone stands after the star.
RIMES = ("a*|a*n|a*ng|a*nh|a*i|a*o|ă*n|ă*ng|â*n|â*ng|â*u|e*o|e*n|ê*|ê*n|o*|o*n|o*ng|ô*|ô*n|ô*ng|ơ*|ơ*n|u*|u*n|u*ng"
         "|ư*|ư*ng|ươ*ng|ươ*n|uô*ng|uô*n|ua*|a*m|ă*m|â*m|u*i|ô*i|ơ*i|oa*n|oa*ng").split("|")
TONES = ["", "", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"]


def listed(text):
    return [item.strip() for line in text.strip().split("\n") for item in line.split("|")
            if item.strip()]


ACTORS, VERBS, OBJECTS, QUALITIES, OPENINGS, LINKS, PLACES, RESULTS, TOPICS, FAMILIES, MIDDLES, \
    GIVEN = map(listed, (ACTORS, VERBS, OBJECTS, QUALITIES, OPENINGS, LINKS, PLACES, RESULTS, TOPICS,
                         FAMILIES, MIDDLES, GIVEN))


class Writer:
    """Says things by chance; the same things for the same `random`."""

    def __init__(self, random):
        self.random = random

    def chance(self, part):
        return self.random() < part

    def pick(self, items):
        return items[int(len(items) * self.random())]

    def often(self, items):
        """The front of the list comes more often than its end."""
        return items[int(len(items) * self.random() ** 1.5)]

    def between(self, low, high):
        return low + int((high - low + 1) * self.random())

    def place(self):
        """A name nobody has: two syllables."""
        return " ".join(unicodedata.normalize("NFC", (self.pick(ONSETS) + self.pick(RIMES)).replace(
            "*", self.pick(TONES))).capitalize() for _ in range(2))

    def person(self):
        return " ".join((self.pick(FAMILIES), self.pick(MIDDLES), self.pick(GIVEN)))

    def amount(self):
        return "{:,}".format(int(10 ** (1 + 5 * self.random()))).replace(",", ".")

    def percent(self):
        return "%d,%02d%%" % (self.between(40, 99), self.between(0, 99))

    def clause(self):
        words = [self.often(VERBS), self.often(OBJECTS)]
        if self.chance(0.5):
            words.append(self.often(QUALITIES))
        if self.chance(0.4):
            words.append(self.pick(PLACES))
        if self.chance(0.08):
            words.append("%s %s" % (self.pick(("xã", "phường", "thôn", "cầu", "đường")), self.place()))
        return " ".join(words)

    def figure(self):
        kind = self.between(0, 3)
        if kind == 0:
            return "đã hoàn thành %d/%d nhiệm vụ" % (self.between(3, 40), self.between(41, 90))
        if kind == 1:
            return "đạt %s kế hoạch năm" % self.percent()
        if kind == 2:
            return "với tổng kinh phí %s triệu đồng" % self.amount()
        return "đã có %s %s, tăng %s so với cùng kỳ" % (self.amount(), self.pick(RESULTS),
                                                        self.percent())

    def sentence(self, more=""):
        """One sentence; `more` is put in before its end."""
        words = [self.often(ACTORS), self.clause()]
        if self.chance(0.45):
            words.insert(0, self.pick(OPENINGS))
        if self.chance(0.6):
            words += [self.often(LINKS), self.clause()]
        if self.chance(0.25):
            words.append(self.figure())
        if more:
            words.append(more)
        text = " ".join(words)
        return text[0].upper() + text[1:] + self.pick((".", ".", ".", ";"))
