"""Read: the words that the invented rows are put together from. None is about a person."""

from __future__ import annotations

ECONOMY, CULTURE, SECURITY, SYSTEM, OTHER = (
    "Kinh tế",
    "Văn hóa - xã hội",
    "Quốc phòng - an ninh",
    "Xây dựng hệ thống chính trị",
    "Khác",
)
MODEL_NAMES = {
    ECONOMY: (
        "Tổ hợp tác giúp nhau giảm nghèo bền vững", "Góc khởi nghiệp khu phố",
        "Chợ văn minh, an toàn thực phẩm", "Tuyến phố kinh doanh không lấn chiếm vỉa hè",
        "Kết nối ngân hàng với hộ kinh doanh nhỏ", "Tiểu thương thanh toán không tiền mặt",
        "Nuôi heo đất giúp vốn xoay vòng", "Tổ tiết kiệm và vay vốn tự quản",
        "Vườn rau sạch trên sân thượng", "Gian hàng không đồng", "Vận động hiến đất mở rộng hẻm",
        "Vận động bàn giao mặt bằng công trình giao thông", "Tuyến đường kinh tế số",
        "Cửa hàng bình ổn giá", "Giới thiệu việc làm tại khu phố",
    ),
    CULTURE: (
        "Tuyến hẻm xanh - sạch - đẹp", "Khu phố không rác", "Biến điểm rác thành vườn hoa",
        "Ngày Chủ nhật xanh", "Hẻm văn minh, nghĩa tình", "Tủ sách cộng đồng",
        "Bữa cơm nghĩa tình cho người cao tuổi", "Đồng hành cùng trẻ em khó khăn",
        "Phân loại rác tại nguồn", "Tiếp sức học sinh đến trường", "Câu lạc bộ gia đình hạnh phúc",
        "Khu dân cư đoàn kết, nghĩa tình, tự quản", "Dòng kênh không rác", "Xóm đạo văn minh, an toàn",
        "Sân chơi khu lưu trú công nhân", "Chung cư văn minh, thân thiện",
    ),
    SECURITY: (
        "Tổ tự quản an ninh trật tự", "Camera an ninh cộng đồng", "Hẻm không tội phạm",
        "Nhóm báo tin an ninh", "Tổ chữa cháy liên gia", "Điểm chữa cháy công cộng",
        "Nhà trọ an toàn, văn minh", "Thắp sáng hẻm an ninh", "Cổng trường an toàn giao thông",
        "Đồng hành cùng thanh niên nhập ngũ", "Dân quân giúp dân ngày cuối tuần",
        "Kênh tiếp nhận tin báo của người dân", "Giúp người lầm lỡ tái hòa nhập", "Khu phố không ma túy",
    ),
    SYSTEM: (
        "Nụ cười công sở", "Bộ phận một cửa thân thiện", "Tổ hướng dẫn dịch vụ công trực tuyến",
        "Lắng nghe dân nói", "Cà phê cùng người dân", "Đối thoại định kỳ với nhân dân",
        "Trả kết quả hồ sơ tại nhà", "Tổ công nghệ số cộng đồng", "Chi bộ gần dân, sát dân",
        "Mỗi chi bộ một việc làm vì dân", "Hòa giải ở cơ sở", "Hộp thư góp ý điện tử",
        "Sinh hoạt chi bộ chuyên đề dân vận", "Phản ánh hiện trường qua ứng dụng",
        "Ngày thứ sáu xuống khu phố",
    ),
    OTHER: (
        "Gìn giữ nghề truyền thống", "Đường sách khu phố", "Ngày hội hiến máu tình nguyện",
        "Trạm nghỉ chân cho người lao động",
    ),
}  # fmt: skip
SECTOR_SHARES = {ECONOMY: 20, CULTURE: 39, SECURITY: 22, SYSTEM: 16, OTHER: 3}
THEMES = {
    ECONOMY: ("Giảm nghèo", "Chuyển đổi số", "Hạ tầng"),
    CULTURE: ("Môi trường", "An sinh", "Văn hóa"),
    SECURITY: ("An ninh trật tự", "Phòng cháy chữa cháy", "An toàn giao thông"),
    SYSTEM: ("Cải cách hành chính", "Quy chế dân chủ", "Xây dựng Đảng"),
    OTHER: ("",),
}
COMMUNE_BODIES = (
    "UBND {}",
    "Đảng ủy {}",
    "Ủy ban MTTQ Việt Nam {}",
    "Hội Liên hiệp Phụ nữ {}",
    "Hội Cựu chiến binh {}",
)
COMMUNES, PARTY, STATE, UNIONS, FORCES, FIRMS, GROUPS = (
    "Phường, xã",
    "Đảng",
    "Chính quyền",
    "MTTQ và đoàn thể",
    "Lực lượng vũ trang",
    "Doanh nghiệp",
    "Hội quần chúng",
)
DISTRICT_BODIES = (
    ("Ban Tuyên giáo {committee}", PARTY),
    ("Văn phòng {committee}", PARTY),
    ("Văn phòng HĐND và UBND {unit}", STATE),
    ("Phòng Tư pháp {unit}", STATE),
    ("Phòng Giáo dục và Đào tạo {unit}", STATE),
    ("Phòng Kinh tế {unit}", STATE),
    ("Liên đoàn Lao động {unit}", UNIONS),
    ("Đoàn TNCS Hồ Chí Minh {unit}", UNIONS),
    ("Hội Liên hiệp Phụ nữ {unit}", UNIONS),
    ("Công an {unit}", FORCES),
    ("Ban Chỉ huy quân sự {unit}", FORCES),
    ("Công ty Dịch vụ công ích {unit}", FIRMS),
    ("Hội Chữ thập đỏ {unit}", GROUPS),
)
TRAININGS = (
    ("Bồi dưỡng công tác dân vận", "Dân vận", "Cán bộ làm công tác dân vận"),
    ("Tập huấn Quy chế dân chủ ở cơ sở", "QCDC", "Cán bộ, công chức"),
    ("Kỹ năng vận động quần chúng", "Kỹ năng vận động", "Tổ dân vận khu phố"),
    ("Kỹ năng tuyên truyền miệng", "Kỹ năng vận động", "Lực lượng chính trị nòng cốt"),
    ("Xây dựng mô hình Dân vận khéo", "Dân vận khéo", "MTTQ, đoàn thể"),
    ("Công tác dân tộc, tôn giáo", "Dân tộc - tôn giáo", "Chức sắc, chức việc, nhà tu hành"),
    ("Công tác dân vận trong lực lượng vũ trang", "Dân vận", "Lực lượng vũ trang"),
)
AWARD_GROUNDS = (
    "Dân vận khéo",
    "Dân vận khéo",
    "Dân vận khéo",
    "Quy chế công tác dân vận",
    "Quy chế dân chủ ở cơ sở",
)
