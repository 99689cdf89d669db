"""Match, tested: names of models, classes and collectives, and the words for their kinds, as typists write them."""

from random import Random

from tests.offices.places import Place, Speller

_MODEL_DEEDS = (
    "Tuyến hẻm xanh - sạch - đẹp", "Hiến đất mở rộng hẻm", "Tổ tự quản về an ninh trật tự", "Camera an ninh khu phố",
    "Thu gom rác tại nguồn", "Bếp ăn nghĩa tình", "Chợ văn minh", "Cấp phép xây dựng trong ngày", "Hũ gạo tình thương",
    "Tuyến đường hoa", "Một cửa thân thiện", "Nhà trọ tự quản", "Trồng cây xanh ven kênh", "Phòng cháy chữa cháy liên gia",
    "Giúp phụ nữ khởi nghiệp", "Xóa nhà tạm", "Điểm sáng văn hóa", "Ngày thứ bảy tình nguyện", "Học bổng tiếp sức đến trường",
    "Tiếng loa an ninh", "Sân chơi thiếu nhi", "Cựu chiến binh gương mẫu", "Vận động nhân dân đóng góp làm đường",
    "Giải quyết hồ sơ không chờ", "Cổng trường an toàn giao thông", "Quỹ khuyến học", "Dân vận trong đồng bào tôn giáo",
)  # fmt: skip
_MODEL_PLACES = ("khu phố {}", "ấp {}", "tổ dân phố {}", "hẻm {}", "tuyến đường số {}", "khu dân cư số {}")
_BODIES = (
    "UBND Phường {}", "Hội Liên hiệp Phụ nữ phường {}", "Đoàn Thanh niên phường {}", "Mặt trận Tổ quốc phường {}",
    "Công an phường {}", "Chi bộ khu phố {}", "Hội Cựu chiến binh phường {}", "Trường Tiểu học số {}",
    "Ban Chỉ huy Quân sự phường {}", "Hội Nông dân xã số {}",
)  # fmt: skip
_COLLECTIVES = (
    "Đảng ủy Phường {}", "UBND Phường {}", "Chi bộ Khu phố {}", "Công an Phường {}", "Hội Phụ nữ Phường {}",
    "Trường THCS số {}", "Mặt trận Tổ quốc Phường {}", "Đoàn Thanh niên Phường {}", "Khối vận Phường {}",
    "Ban Công tác Mặt trận khu phố {}",
)  # fmt: skip
_CLASSES = (
    "Tập huấn công tác dân vận năm nay, đợt {}", "Kỹ năng tuyên truyền miệng, lớp {}", "Bồi dưỡng quy chế dân chủ ở cơ sở, lớp {}",
    "Tập huấn nghiệp vụ công tác dân vận, khóa {}", "Tập huấn kỹ năng vận động nhân dân, lớp {}",
    "Triển khai chuyên đề dân vận khéo lần {}", "Bồi dưỡng công tác tôn giáo, dân tộc, lớp {}",
)  # fmt: skip
AUDIENCES = (
    "CB, CC, VC",
    "Cán bộ làm công tác dân vận",
    "Khối vận phường, tổ dân vận",
    "Lực lượng nòng cốt",
    "Chức sắc, chức việc",
    "",
)
MERITS = ("Có thành tích xuất sắc trong phong trào", "Thực hiện tốt quy chế dân chủ", 'Mô hình "Tuyến hẻm xanh"', "")
SECTOR_WORDS = (
    "Kinh tế",
    "VH-XH",
    "Văn hóa - xã hội",
    "QP-AN",
    "Quốc phòng - an ninh",
    "XD HTCT",
    "Xây dựng hệ thống chính trị",
)
STAGE_WORDS = {
    "Đăng ký": "registered", "Đang triển khai": "implementing", "Triển khai": "implementing", "Công nhận": "recognised",
    "Đã công nhận": "recognised", "Nhân rộng": "replicated", "Duy trì": "continued", "Tiêu biểu": "exemplary",
    "Dừng": "discontinued",
}  # fmt: skip
PERSONS = ("Nguyễn Văn A", "Trần Thị B", "Lê Văn C", "Phạm Thị D", "Võ Văn E", "Đặng Thị F")
BLOCS = (
    "KHỐI PHƯỜNG",
    "KHỐI CƠ QUAN ĐẢNG, ĐOÀN THỂ",
    "LỰC LƯỢNG VŨ TRANG",
    "KHỐI TRƯỜNG HỌC",
    "KHỐI CHÍNH QUYỀN",
    "KHỐI MTTQ VÀ ĐOÀN THỂ",
)


def model_names(rng: Random, count: int) -> list[str]:
    """Different models."""
    quotes = rng.choice(("{}", "{}", '"{}"', "“{}”", 'Mô hình "{}"'))
    names = {
        f"{quotes.format(rng.choice(_MODEL_DEEDS))} {rng.choice(_MODEL_PLACES).format(n)}" for n in range(1, 4 * count)
    }
    return rng.sample(sorted(names), count)


def bodies(rng: Random, count: int) -> list[str]:
    """Who carries the models out."""
    return [rng.choice(_BODIES).format(rng.randint(1, 15)) for _ in range(count)]


def collectives(rng: Random, count: int) -> list[str]:
    """Different collectives."""
    return rng.sample(sorted({words.format(n) for words in _COLLECTIVES for n in range(1, 16)}), count)


def class_titles(rng: Random, count: int) -> list[str]:
    """Different classes."""
    return rng.sample(sorted({words.format(n) for words in _CLASSES for n in range(1, 30)}), count)


def owner_office(rng: Random, place: Place, speller: Speller) -> str:
    """The letterhead of the office of one unit, such as QUẬN ỦY QUẬN 3."""
    named = place.name if place.number is not None else place.short
    if place.level == "commune":
        return f"ĐẢNG ỦY {place.name}".upper()
    return f"{speller.committee(place)} {named}".upper()
