"""Match: what kind of row a row is, by its own words: total, subtotal, carried, note, signature, group, column numbers."""

import re

from data_access.spelling import clean, with_marks, without_marks
from intake.grids import Value

_TOTAL = (
    "tổng cộng", "tổng số", "tổng", "tổng chung", "cộng chung", "tổng hợp chung", "cộng tổng", "tổng hợp", "tổng toàn bộ",
    "tc", "t c", "total", "grand total",
)  # fmt: skip
_WHOLE = re.compile(
    r"^(toàn|cả|toan|ca) (thành phố|tp|tỉnh|quận|huyện|thị xã|đảng bộ|địa bàn|xã(?! hội)|phường|ngành|nước"
    r"|thanh pho|tinh|quan|huyen|thi xa|dang bo|dia ban|xa(?! hoi)|phuong|nganh|nuoc)\b"
)
_CARRIED = (
    "cộng trang", "tổng trang", "mang sang", "cộng mang sang", "số mang sang", "chuyển sang trang", "chuyển trang",
    "cộng chuyển sang", "cộng chuyển trang", "trang trước", "từ trang trước", "cộng dồn trang", "cộng cuối trang",
)  # fmt: skip
_SUBTOTAL = (
    "cộng khối", "cộng nhóm", "cộng mục", "cộng phần", "cộng cụm", "tổng khối", "tổng nhóm", "tổng cụm", "cộng các",
    "cộng quận", "cộng huyện", "cộng phường", "cộng xã", "cộng thị xã", "cộng cấp", "tổng quận", "tổng huyện",
    "cộng tập thể", "cộng lĩnh vực",
)  # fmt: skip
# Numbers of another time or worked out from the rows, without diacritics; the words must be nothing but that.
_WHEN = r"( cua| trong| tu| den| toi| dau| het| ca| nay| ky| cung| truoc| nam| quy| thang| nhiem ky| giai doan| \d+)*"
_PLAN = rf"(ke hoach|chi tieu)( duoc)?( giao)?{_WHEN}"
# A document's own name: «KẾ HOẠCH công tác …», not «(kèm theo Kế hoạch số 15)», nor what was made of a plan.
_TITLE_OF_PLAN = re.compile(r"((bieu|bang|phu luc)( so)?( \w+)? )?(tong hop )?ke hoach\b(?! so\b)")
_BESIDE = re.compile(
    "|".join(
        (
            rf"(luy ke|cong don){_WHEN}", rf"(so lieu |so |thuc hien )?cung ky{_WHEN}",
            r"(so lieu |ket qua |thuc hien )?(nam|ky|quy|thang|nhiem ky|giai doan) truoc( lien ke)?",
            r"(so )?(binh quan|trung binh)( chung)?( (moi|mot|1|toan|ca|cac|tren|cua|theo)( [a-z]+){1,3})?",
            r"((ty|ti) (le|trong)|co cau|%|phan tram)( %)?( (dat|hoan thanh|thuc hien|tang|giam|binh quan|phan tram))*( so voi .+)?",
            r"so voi (nam|cung|ky|ke hoach|chi tieu|nhiem ky|quy|thang|giai doan|dau)\b.*|so (sanh|cung ky)( (voi|giua|cung|nam|ky) .+| [\d ]+)?",
            r"((so|muc|toc do) )?(chenh lech|tang( \+)?( hoac)? giam( -)?|tang|giam|bien dong)( %)?( so voi .+)?",
            _PLAN, rf"uoc( tinh)?( thuc hien| dat)?{_WHEN}", r"dat( ty le)?( %)?( so voi .+)?",
        )
    )
)  # fmt: skip
_NOTE = ("ghi chú", "chú thích", "lưu ý", "nguồn", "nơi nhận", "chú giải", "số liệu minh họa")
_SIGNATURE = (
    "người lập biểu", "người lập", "người tổng hợp", "t m ban", "tm ban", "t m", "k t", "kt trưởng ban", "trưởng ban",
    "phó trưởng ban", "thủ trưởng", "chánh văn phòng", "ký ghi rõ họ tên", "ký tên đóng dấu", "ký và ghi rõ họ tên",
    "đã ký", "ký tên", "bí thư", "phó bí thư", "chủ tịch", "phó chủ tịch", "tl ban", "xác nhận của", "t l",
    "cán bộ tổng hợp", "cán bộ lập", "người báo cáo", "người duyệt", "người kiểm tra", "lãnh đạo đơn vị", "lãnh đạo ban",
    "kế toán", "giám đốc", "q trưởng ban", "quyền trưởng ban", "đại diện đơn vị", "phê duyệt", "ký họ tên", 
)  # fmt: skip
_PLACE_AND_DATE = re.compile(r"ngày( \d{1,2})? tháng( \d{1,2})? năm( \d{4})?$|\bngày \d{1,2} \d{1,2} \d{4}$")
_ROMAN = re.compile(r"^(?=[IVX])(X{0,2})(IX|IV|V?I{0,3})$")
_LONGEST_NUMBERING = 8
_LETTERED = re.compile(r"[A-H]\d{0,2}[.)]?|[a-h]\d?[.)]?")
_NUMBERED_HEAD = re.compile(r"^\s*((?:X{0,2}(?:IX|IV|V?I{1,3}|V)|X{1,2})|[A-H])\s*[.)/:-]\s*(\S.*)$")
_PLACES = "quận|huyện|thị xã|thành phố|phường|xã|đặc khu|khối|cụm|nhóm"
_NUMBERED_PLACE = re.compile(rf"^\s*(X{{0,2}}(?:IX|IV|V?I{{1,3}}|V)|X{{1,2}})\s+((?i:{_PLACES})\s.*)$")
_SHORT_UNIT = re.compile(rf"^\s*[HX]\s*\.\s*(?!(?i:{_PLACES})\b)\S")
_COLUMN_NUMBER = re.compile(r"^\(?\s*(\d{1,2}|[A-H])\s*\)?(\s*=.*)?$")


_SHORT = 12


def _starts(key: str, heads: tuple[str, ...]) -> bool:
    return any(key == head or key.startswith(head + " ") for head in heads)


def _keys(text: str) -> tuple[str, bool]:
    key = with_marks(text)
    return key, key.isascii()


def _says(text: str, heads: tuple[str, ...], *, whole: bool) -> bool:
    """Whether the text begins with (or, ``whole``, is) one of the heads; unaccented text is met without diacritics."""
    key, plain = _keys(text)
    if plain:
        key, heads = without_marks(text), tuple(without_marks(head) for head in heads)
    return key in heads if whole else _starts(key, heads)


_OF_WHAT = (
    r"\d+|(các|cac|tất cả|tat ca)\b|(mô hình|mo hinh|lớp|lop|lượt|luot|tập thể|tap the|đơn vị|don vi|toàn|toan|cả|ca|chung"
    r"|khối|khoi|năm|nam|quận|quan|huyện|huyen|phường|phuong|xã|xa|thành phố|thanh pho|tp|tỉnh|tinh|địa bàn|dia ban)\b"
)
_COUNTED = re.compile(rf"^(tổng (cộng|số)|tong (cong|so)) ({_OF_WHAT})")
_OF_A_GROUP = re.compile(
    r"^(tổng cộng|tổng số|tổng|cộng|tong cong|tong so|tong|cong) (?:khối |cụm |mục |phần |nhóm )?([ivx]+|[a-h]|\d{1,2})$"
)
_SUMMED = re.compile(
    r"^(tổng|cộng|tong|cong) (toàn|toan|cả|ca|các quận|cac quan|các đơn vị|cac don vi|\d+ (quận|đơn vị|huyện))\b"
)


def is_beside_the_rows(text: str) -> bool:
    """Whether the words of a row say that its numbers are of another time or worked out: «Lũy kế», «Tỷ lệ», «So với …»."""
    return _BESIDE.fullmatch(_before_signs(text)) is not None


def is_plan(text: str) -> bool:
    """Whether the words say that numbers are planned and nothing else: «Kế hoạch năm 2024»."""
    return re.fullmatch(_PLAN, _before_signs(text)) is not None


def is_title_of_plan(text: str) -> bool:
    """Whether a title, without diacritics, begins as that of a plan: «KẾ HOẠCH công tác dân vận năm 2024»."""
    return _TITLE_OF_PLAN.match(text) is not None


def _before_signs(text: str) -> str:
    return without_marks(re.sub(r"[(:=+].*$", "", text) or text)


def is_of_a_page(text: str) -> bool:
    """Whether a carried row sums the rows of a printed page or all up to it: «Cộng trang», «Mang sang»."""
    return _says(re.sub(r"[(:=+].*$", "", text), _CARRIED, whole=False)


def total_kind(text: str, *, numbered: bool = False) -> str | None:
    """``carried``, ``total`` or ``subtotal`` where the text says so itself; «Tổng công ty», «Cộng Hòa» are names.

    A ``numbered`` row (its STT is a number) is a total only where its words are nothing but that.
    """
    bare = re.sub(r"[(:=+].*$", "", text)
    if _says(bare, _TOTAL, whole=True):
        return "total"
    if _says(bare, ("cộng",), whole=True):
        return "subtotal"
    if numbered:
        return None
    if _says(bare, _CARRIED, whole=False):
        return "carried"
    key = with_marks(bare)
    if (group := _OF_A_GROUP.match(key)) and (group[2].isdigit() or is_roman(group[2].upper())):
        return "subtotal"
    if _WHOLE.match(key) or _COUNTED.match(key) or _SUMMED.match(key):
        return "total"
    return "subtotal" if _says(bare, _SUBTOTAL, whole=False) else None


def sums_group(text: str, group: str) -> bool:
    """Whether a text is «Cộng» and the words of the group above it."""
    summed = re.match(r"(?:tổng cộng|tổng số|tổng|cộng) (.+)", with_marks(text))
    return bool(group) and summed is not None and with_marks(group) in (summed[1], f"khối {summed[1]}")


def is_note(text: str) -> bool:
    """Whether the text opens a note below the table."""
    head, colon, _ = text.partition(":")
    return (
        text.lstrip().startswith(("*", "(*"))
        or _says(text, ("ghi chú",), whole=False)
        or (bool(colon) and _says(head, _NOTE, whole=True))
    )


def is_signature(text: str) -> bool:
    """Whether the text belongs to the place, date and signature block."""
    key = with_marks(text)
    return bool(_PLACE_AND_DATE.search(key)) or (len(key) < 60 and _says(text, _SIGNATURE, whole=False))


def is_place_and_date(text: str) -> bool:
    """Whether a text is the line of a place and a day that opens a signature block."""
    return _PLACE_AND_DATE.search(with_marks(text)) is not None


def is_roman(value: Value) -> bool:
    """Whether a numbering cell holds I, II, III … or a letter A, B, C …, A1, a)"""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) < _SHORT and not text.isascii():
        text = clean(text)
    if len(text) > _LONGEST_NUMBERING and len(text.rstrip(".)")) > _LONGEST_NUMBERING:
        return False
    return bool(_ROMAN.match(text.rstrip(".)"))) or bool(_LETTERED.fullmatch(text))


def numbered_head(text: str) -> str | None:
    """The words behind «III.» or «A)» where number and words share a cell, else nothing; «II QUẬN 3» needs no full stop."""
    text = clean(text)
    match = _NUMBERED_HEAD.match(text) or _NUMBERED_PLACE.match(text)
    return match.group(2).strip() if match else None


def is_short_unit(text: str) -> bool:
    """Whether «H.» or «X.» stands for Huyện or Xã, and is no letter or number of a group: «H. Củ Chi», «X. Tân Nhựt»."""
    return _SHORT_UNIT.match(text) is not None


def is_column_number(value: Value) -> bool:
    """Whether a cell could stand in the row that numbers the columns: 1, (1), (3)=(4)+(5), A."""
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return 0 < value < 60
    return isinstance(value, str) and bool(_COLUMN_NUMBER.match(clean(value)))
