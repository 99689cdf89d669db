"""Validate: whether a text where a body should stand is a bare Vietnamese personal name; such a text is never kept."""

import re
from functools import lru_cache

from data_access.spelling import clean, with_marks
from intake.choices import looks_like_organisation, looks_like_person

_FAMILY_NAMES = frozenset(
    (
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương", "lý",
        "đinh", "đoàn", "lâm", "mai", "trịnh", "đào", "cao", "hà", "lương", "lưu", "tạ", "tô", "trương", "châu", "quách",
        "thái", "tăng", "triệu", "vương", "từ", "phùng", "kiều", "nghiêm", "la", "thạch", "sơn", "danh", "kim", "tống",
    )
)  # fmt: skip
_HOUSEHOLD = re.compile(r"(gia đình|hộ (gia đình|ông|bà|anh|chị|dân|cụ))\b(?! (văn hóa|quân nhân|trẻ))")
_MIDDLE_NAMES = ("văn", "thị")
# Streets, wards and schools are called after these; a body may go by such a name alone.
_OF_PLACES = frozenset(
    (
        "võ thị sáu", "nguyễn thị minh khai", "nguyễn thị định", "lê thị riêng", "lê thị hồng gấm", "nguyễn thị thập",
        "nguyễn văn cừ", "nguyễn văn trỗi", "nguyễn văn linh", "lê văn tám", "trần văn ơn", "phạm văn đồng", "hoàng văn thụ",
        "phạm văn hai", "lê văn sỹ", "nguyễn thái bình", "nguyễn cư trinh", "phạm ngũ lão", "trần hưng đạo", "trần quốc toản",
        "lê quý đôn", "phan đình phùng", "nguyễn trung trực", "trần văn thời", "phạm văn cội", "hồ chí minh", "cao thắng",
    )
)  # fmt: skip


@lru_cache(maxsize=10_000)
def is_bare_name(text: str) -> bool:
    """Whether a text is nothing but a person's name: a family name, perhaps «Văn» or «Thị», and a given name."""
    words = clean(text).split()
    if not 2 <= len(words) <= 5 or not all(word.isalpha() and word[0].isupper() for word in words):
        return False
    key = with_marks(text).split()
    if key[0] not in _FAMILY_NAMES or " ".join(key) in _OF_PLACES:
        return False
    return len(words) >= 3 and (key[1] in _MIDDLE_NAMES or not looks_like_organisation(text))


@lru_cache(maxsize=10_000)
def names_a_person(text: str) -> bool:
    """Whether a text is a person's name, behind a form of address or bare, or a family's."""
    return looks_like_person(clean(text)) or is_bare_name(text) or _HOUSEHOLD.match(with_marks(text)) is not None
