"""Match: which figure a column of a summary sheet states, by the key words of its header."""

import re
from dataclasses import dataclass

from intake.audiences import without_audience
from intake.row_kinds import is_beside_the_rows

_STAGES = {
    "dang k[iy]": "registered", "trien khai": "implementing", "(?:mo hinh|mh)[a-z ]* thuc hien": "implementing", "cong nhan": "recognised",
    "hieu qua": "recognised", "tieu bieu": "exemplary", "nhan rong": "replicated", "duy tri": "continued",
    "tiep tuc": "continued", 
    r"(?<!\bxay )(?<!\bnoi )(?<!\bap )(?<!\bsu )(?<!\bvan )(?<!\btin )(?<!\btieu )(?<!\btac )(?<!\bdan )(?<!\bung )dung": "discontinued",
}  # fmt: skip
_SECTORS = {
    "kinh te": "economy", "kt": "economy", "van hoa xa hoi": "culture_society", "vh xh": "culture_society",
    "van hoa": "culture_society", "vhxh": "culture_society", "quoc phong an ninh": "defence_security",
    "qp an": "defence_security", "an qp": "defence_security", "an ninh quoc phong": "defence_security",
    "qpan": "defence_security", "anqp": "defence_security", "xay dung he thong chinh tri": "political_system",
    "xd htct": "political_system", "htct": "political_system", "he thong chinh tri": "political_system",
    "xay dung htct": "political_system", "xd he thong chinh tri": "political_system", "xay dung dang he thong chinh tri": "political_system",
    "van hoa va xa hoi": "culture_society", "vh xa hoi": "culture_society", "quoc phong va an ninh": "defence_security",
    "an ninh va quoc phong": "defence_security", "phat trien kinh te": "economy", "khac": "other", "linh vuc khac": "other",
}  # fmt: skip
_OWNERS = {
    "tap the": "collective",
    "tt": "collective",
    "ca nhan": "individual",
    "cn": "individual",
    "gia dinh": "household",
    "ho gia dinh": "household",
}
_LEVELS = {
    "cap co so": "grassroots", "co so": "grassroots", "cap xa": "grassroots", "cap phuong": "grassroots",
    "cap phuong xa": "grassroots", "cap quan": "district", "cap huyen": "district", "cap quan huyen": "district",
    "quan": "district", "huyen": "district", "cap tp": "province", "cap thanh pho": "province", "cap tinh": "province",
    "thanh pho": "province", "tp": "province", "cap trung uong": "central", "trung uong": "central", "cap tw": "central", "tw": "central",
}  # fmt: skip
_FORMS = {
    "bang khen": "certificate_of_merit_higher", "giay khen": "certificate_of_commendation", "thu khen": "letter_of_praise",
    "tuyen duong": "public_honour", "bieu duong": "public_honour", "co thi dua": "emulation_flag",
    "huan chuong": "order_medal", "huy chuong": "order_medal",
}  # fmt: skip
# Words of another number about the same thing, or of a text beside it.
_OTHER_NUMBERS = (
    "ty le", "ti le", "phan tram", "chi tieu", "ke hoach", "so voi", "(?<!duoc )(?<!trao )tang(?! bang| giay| co)", "giam(?! sat)", "danh gia", "xep loai",
    "kinh phi", "so tien", "tien thuong", "binh quan", "(?<!phu )nu",
)  # fmt: skip
_TEXTS = re.compile(
    r"(chu viet tat|chu thich|chu giai|luu y|ten|hinh thuc|noi dung|ly do|thoi gian|dia diem|ngay|ghi chu|so quyet dinh)\b"
)
# What else offices hold, receive and count people at; a class or an attendance only where the words say training too.
_OTHER_SUBJECTS = re.compile(
    r"\b(doi thoai|tiep xuc|mo hinh|mh|tiep (cong )?dan|cong dan|van dong|tuyen truyen|hien (dat|mau|ke(?! hoach))|kham|tham hoi|tang qua|giup|ho tro|ung ho"
    r"|don thu|khieu nai|to cao|giam sat|phan bien|hoa giai|y kien|kien nghi|phan anh|truy cap|nguoi xem|luot xem|hoi vien|doan vien|dang vien"
    r"|dang ky tham gia|ho (dan|ngheo|gia dinh)|ngay cong|cau lac bo|clb|hdnd|quoc hoi|mit tinh|ra quan|kiem tra|giao ban|so ket|tong ket"
    r"|toa dam|hoi thi|ket nap|tiep can|thu tuc|ho so|lao dong|viec lam|ton giao|hop|sinh hoat|giao luu|van nghe|the thao)\b"
)
# «Số …» of these is no measure of ours, whatever stands behind: «Số hộ tham gia mô hình», «Số ngày tập huấn».
_OTHER_NOUNS = re.compile(
    r"\bso (luong )?(cac )?(ho|phuong|xa|thi tran|to|khu pho|khu dan cu|ap|thon|chi bo|co quan|dia ban|quan|huyen|truong|tien|ngay|buoi"
    r"|noi dung|chuyen de|tai lieu|bao cao vien|giang vien|tin|bai|qua|suat|can nha|cong trinh|duong|tuyen|vu|viec|don(?! vi)|quyet dinh"
    r"|van ban|ke hoach|bao cao|y kien|gio|phan viec)\b"
)
_PEOPLE = re.compile(
    r"\bso (luong )?(nguoi|can bo|dang vien|doan vien|hoi vien|cong chuc|thanh vien|hoc vien|quan chung|chien si|don vi)\b"
)
_COMMENDED_MODELS = re.compile(r"\b(mo hinh|mh)\b.*\b(khen|tuyen duong|bieu duong)\b(?!.*\btap the\b)")
_TRAINED = re.compile(
    r"\b(nguoi|can bo|cong chuc|vien chuc|cbcc|thanh vien|dang vien)\b.*\b(duoc|tham du|tham gia|du)\b.*\b(tap huan|boi duong)\b"
)
_OF_TRAINING = re.compile(r"\b(tap huan|boi duong|lop|dao tao|huan luyen)\b")
_OTHER_UNLESS_NAMED = ("dan toc", "dang vien", "nguon", "bao cao so")


@dataclass(frozen=True)
class FigureColumn:
    """What one column of a summary sheet states. A ``dimension`` makes it a part of the measure's total."""

    measure: str
    stage: str = "unspecified"
    dimension: str = ""
    value: str = ""
    word: str = ""
    unclear: bool = False
    term: str = ""  # where the header names one itself: «Năm 2021»

    @property
    def total(self) -> tuple[str, str, str]:
        """What it is a part of."""
        return self.measure, self.stage, self.term


def _has(text: str, *phrases: str) -> bool:
    return any(re.search(rf"\b{phrase}\b", text) for phrase in phrases)


def is_of_another_subject(text: str) -> bool:
    """Whether words that may count classes or people count those of something else: «Số cuộc đối thoại»."""
    return _OTHER_SUBJECTS.search(text) is not None and _OF_TRAINING.search(text) is None


def _attendances(text: str) -> str | None:
    if is_of_another_subject(text):
        return None
    if _has(text, "luot"):
        return "luot"
    if _TRAINED.search(text) or _has(
        text, "so nguoi", "nguoi tham du", "nguoi tham gia", "nguoi du", "hoc vien", "dai bieu"
    ):
        return "nguoi"
    return None


def stated_measure(text: str) -> FigureColumn | None:
    """The measure that a header's words name, without its parts."""
    individuals = _has(text, "ca nhan", "cn") and not _has(text, "tap the")
    if _has(text, "khen", "khen thuong", "tuyen duong", "bieu duong", "bang khen", "giay khen"):
        if individuals:
            return None
        named = _has(text, "tap the", "tt")
        return FigureColumn("commended_collectives", unclear=not named)
    if (word := _attendances(text)) is not None:
        return FigureColumn("attendances", word=word)
    if _has(text, "lop", "tap huan") or (_has(text, "so cuoc") and not is_of_another_subject(text)):
        return FigureColumn("training_sessions")
    if _has(text, "mo hinh", "mh", "dvk", "dan van kheo"):
        return FigureColumn("models", stage_of(text))
    return None


def _named_by(path: tuple[str, ...]) -> FigureColumn | None:
    """The measure that the words above a column name; below «Khen thưởng» its own words may name another."""
    named, own = stated_measure(" ".join(map(without_audience, path))), stated_measure(path[-1])
    if named is None or own is None or "commended_collectives" not in {named.measure} - {own.measure}:
        return named
    if own.measure == "models":  # the commended ones, or no models: «Tập thể dân vận khéo»
        return named if _has(path[-1], "tap the", "tt", "don vi") or not _has(path[-1], "mo hinh", "mh") else None
    if any(_OF_TRAINING.search(head) for head in path[:-1]):
        return own
    return None if own.measure == "training_sessions" else named


def stage_of(text: str) -> str:
    """The stage of models that the last such words name."""
    found = [(m.end(), stage) for word, stage in _STAGES.items() if (m := re.search(rf"\b{word}\b", text))]
    return max(found)[1] if found else "unspecified"


def names_part(leaf: str) -> tuple[str, str] | None:
    """The dimension and its value that the lowest words of a header name."""
    leaf = re.sub(r"^(trong do|gom|chia ra|linh vuc|so) ", "", leaf)
    for dimension, words in (
        ("sector", _SECTORS),
        ("owner_kind", _OWNERS),
        ("level", _LEVELS),
        ("award_form", _FORMS),
    ):
        if leaf in words:
            return dimension, words[leaf]
    return None


def compares(*heads: str) -> bool:
    """Whether one of a column's heads is of another time or worked out from the others; an estimate is a figure."""
    return any(is_beside_the_rows(head) and not head.startswith("uoc") for head in heads)


def figure_column(
    path: tuple[str, ...], before: FigureColumn | None, *, own: tuple[str, ...] | None = None
) -> FigureColumn | None:
    """The figure that a column states; ``before`` is the nearest total to its left, which a bare part divides.

    ``own`` are the words that must not be of another number or of a text, where those above them name a whole section.
    """
    whole, own = " ".join(path), path if own is None else own
    if (
        any(compares(words) for words in path)
        or _has(" ".join(own), *_OTHER_NUMBERS)
        or any(_TEXTS.match(words) for words in own)
    ):
        return None
    if _has(whole, *_OTHER_UNLESS_NAMED) and not _has(path[-1], "mo hinh", "lop", "luot", "khen"):
        return None
    part, named = names_part(path[-1]), _named_by(path)
    if any(_OTHER_NOUNS.search(words) for words in path) or _COMMENDED_MODELS.search(path[-1]):
        return None
    if named and any(_PEOPLE.search(words) for words in path):
        of_bodies = named.measure == "commended_collectives" and _has(whole, "so don vi", "so luong don vi")
        named = named if named.measure == "attendances" or of_bodies else None
    if part is None and named is not None:
        part = _part_within(path[-1], named.measure)
    if part is None:
        return named
    if named is None:
        return _stage_part(path, part, before)
    if named.measure == "commended_collectives":
        if part == ("owner_kind", "collective"):
            part = next(filter(None, (_form_of(words) for words in path[:-1])), ("", ""))
            return FigureColumn("commended_collectives", dimension=part[0], value=part[1])
        return (
            FigureColumn("commended_collectives", dimension=part[0], value=part[1])
            if part[0] in ("award_form", "level")
            else None
        )
    if named.measure == "models" and part[0] in ("sector", "owner_kind", "level"):
        return FigureColumn("models", named.stage, *part)
    return None


def _form_of(words: str) -> tuple[str, str] | None:
    """The form of award that the head above a column names alone: «Bằng khen» over «Tập thể»."""
    part = names_part(words)
    return part if part and part[0] == "award_form" and part[1] != "public_honour" else None


# Words that make a column a part wherever they stand in its lowest words: «Số tập thể được tặng Giấy khen».
_PARTS_WITHIN = {
    "models": ("owner_kind", {"tap the": "collective", "ca nhan": "individual"}),
    "commended_collectives": (
        "award_form",
        {words: _FORMS[words] for words in ("bang khen", "giay khen", "thu khen", "co thi dua")},
    ),
}


def _part_within(leaf: str, measure: str) -> tuple[str, str] | None:
    dimension, words = _PARTS_WITHIN.get(measure, ("", {}))
    found = [code for phrase, code in words.items() if _has(leaf, phrase)]
    return (dimension, found[0]) if len(found) == 1 else None


def _stage_part(path: tuple[str, ...], part: tuple[str, str], before: FigureColumn | None) -> FigureColumn | None:
    """A part whose head names no measure divides the total to its left; «Được công nhận» names another stage of it."""
    stage = stage_of(" ".join(path[:-1]))
    if before is None or before.measure not in ("models", "commended_collectives"):
        return None
    if before.measure == "commended_collectives":
        return (
            FigureColumn("commended_collectives", dimension=part[0], value=part[1])
            if part[0] in ("award_form", "level")
            else None
        )
    if part[0] == "award_form":
        return None
    return FigureColumn("models", stage if stage != "unspecified" else before.stage, *part)
