"""Validate: which code of a closed list a word means; other words are kept beside it, no person's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from data_access.spelling import clean, with_marks, without_marks
from intake.choice_words import LEVEL_FIELDS, LISTS, NEGATIONS, OTHER, PHRASES, UNSAID, WHOLE
from intake.figure_columns import stage_of

_KEPT = 100
_READ = 1_000
# At the head of a text the earliest of these says whose level it is: «UBND Phường 4, Quận 3» is a commune's.
_LEVEL_PATTERNS = (
    ("central", r"\b(?:trung uong|tw|thu tuong|chu tich nuoc|chinh phu|quoc hoi)\b|^bo (?!phan)"),
    ("district", r"\bquan\b(?! (?:su|chung|doi|ly|khu))|\b(?:huyen|thi uy|thi xa|qu|hu|q ?\d+)\b"),
    ("province", r"\b(?:tinh|thanh uy|thanh pho|thanh doan|tp|tphcm)\b|\btu\b(?= )"),
    (
        "grassroots",
        r"\bphuong\b(?! (?:phap|an|huong|thuc|tien))|\bxa\b(?! hoi)"
        r"|\b(?:thi tran|co so|chi bo|dang uy|dac khu|khu pho|ap)\b",
    ),
)  # fmt: skip
_PROVINCE_CITIES = ("ho chi minh", "hcm", "ha noi", "da nang", "hai phong", "can tho", "hue")
_CITY = re.compile(r"\b(?:thanh uy|thanh pho|tp)\s+(?:thanh pho |tp )?(.+)")
_TITLES = (
    "ông", "bà", "đồng chí", "đ c", "đc", "anh", "chị", "ths", "bs", "linh mục", "đại đức",
    "thượng tọa", "hòa thượng", "ni sư",
)  # fmt: skip
_ANY_TITLE = "|".join(title.replace(" ", "[ /.]*") for title in _TITLES)
_ADDRESSED = re.compile(rf"(?:{_ANY_TITLE})(?:\s*\(bà\))?(?:[\s.:]+)(?P<name>.+)", re.I)
_SURE_TITLES = ("đồng chí", "đ/c", "đc", "đ c", "đ.c")
_BODIES = re.compile(
    r"(tap the|dang (uy|bo)|quan uy|huyen uy|thanh uy|chi (bo|uy|hoi)|ubnd|uy ban|hdnd|ubmttq|mttq|mat tran|ban"
    r"|hoi|doan|to|truong|phong|cong (an|ty|doan)|lien doan|lien minh|trung tam|benh vien|tram|khu pho|ap|thon"
    r"|phuong|xa|quan|huyen|thi tran|tong|chua|giao xu|hop tac xa|htx|clb|cau lac bo|doi|don|bo|chi cuc|cuc|so"
    r"|nganh|khoi|van phong|bao hiem|kho bac|ngan hang|vien|nhom|hat|dai|lien|xi nghiep|doanh nghiep|nha"
    r"|thanh doan|quan doan|co quan|don vi|tieu doan|dai doi|trung doan|su doan)\b"
)
# «Triệu đồng», «1.000 đ», «%»: what a target is counted in where it is about money or a share.
_NO_COUNT = re.compile(
    r"[\d ]*((trieu|nghin|ngan|ty|tr)( ?(dong|d|vnd))?|dong|d|vnd)|(.* )?(%|phan tram)( .*)?|(ty|ti) le( .*)?"
)
_DEEDS = (
    ("nhan rong", "replicated"),
    ("tieu bieu", "exemplary"),
    ("cong nhan", "recognised"),
    ("dang k[iy]", "registered"),
    ("trien khai", "implementing"),
)


@dataclass(frozen=True)
class ChoiceReading:
    """The code of a cell, and its words where no code says them. Several codes are joined by commas."""

    code: str | None = None
    other_text: str = ""


def read_choice(field: str, text: str) -> ChoiceReading:
    """The code that a cell of a choice column means: ``other`` or ``unspecified`` where no code fits."""
    codes = LISTS.get(field, ())
    key = without_marks(text[:_READ])
    if key in UNSAID:
        return ChoiceReading("unspecified" if "unspecified" in codes else None)
    if key in OTHER and "other" in codes:
        return ChoiceReading("other")
    if field in LEVEL_FIELDS:
        found = WHOLE["level"].get(key) or level_of_body(text)
    elif field == "audience":
        found = ",".join(_all_codes(field, key))
    else:
        found = _code(field, key)
    return ChoiceReading(found) if found else _unknown(codes, text)


def _unknown(codes: tuple[str, ...], text: str) -> ChoiceReading:
    fallback = next((code for code in ("other", "unspecified") if code in codes), None)
    return ChoiceReading(fallback, "" if _names_a_person(text) else clean(text[: 4 * _KEPT])[:_KEPT].strip())


@cache
def _pattern(field: str) -> re.Pattern[str]:
    phrases = sorted((p for words in PHRASES[field].values() for p in words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")


@cache
def _meanings(field: str) -> dict[str, str]:
    return {phrase: code for code, phrases in PHRASES[field].items() for phrase in phrases}


def _all_codes(field: str, key: str) -> list[str]:
    """Every code that the words name, in the order of the list; a longer phrase hides those inside it."""
    named = {_meanings(field)[found] for found in _pattern(field).findall(key)}
    return [code for code in LISTS[field] if code in named]


def _code(field: str, key: str) -> str | None:
    if (whole := WHOLE.get(field, {}).get(key)) is not None:
        return whole
    if field in ("stage", "award_form") and any(re.search(rf"\b{word}\b", key) for word in NEGATIONS):
        return None
    named = _all_codes(field, key)
    if field == "sector":
        return named[0] if len(named) == 1 else None
    if field in ("stage", "award_form", "status") and named:
        # PHRASES has them from what says most: a model recognised and replicated is replicated.
        return next(code for code in PHRASES[field] if code in named)
    found = _pattern(field).search(key)
    return _meanings(field)[found.group()] if found else None


@lru_cache(maxsize=1_000)
def bloc_of_group(text: str) -> str | None:
    """The bloc that a group row names, or nothing where it names something else."""
    key = re.sub(r"^(?:[ivx]+|[a-h]|\d+) (?=khoi|cac|luc|co quan)", "", without_marks(text))
    return _code("bloc", key)


@lru_cache(maxsize=10_000)
def level_of_body(text: str) -> str | None:
    """The level of the body that a text names, by the first word of it that says one."""
    key = without_marks(text)
    firsts = [(found.start(), level) for level, pattern in _LEVEL_PATTERNS if (found := re.search(pattern, key))]
    if not firsts:
        return None
    level = min(firsts)[1]
    if level == "province" and (city := _CITY.search(key)):
        # Thành ủy Thủ Đức is a district's; a city unnamed, or with the name of a province, is a province.
        name = city.group(1)
        own_name = re.match(r"(?!(?:va|tai|nam|ve|khen|cong nhan|trao|lan|nhiem|giai|quyet|tang)\b)[a-z]+", name)
        if own_name and not name.startswith(_PROVINCE_CITIES):
            return "district"
    return level


def looks_like_person(text: str) -> bool:
    """Whether a text is a person's name behind a form of address: Ông Nguyễn Văn A; Bà Điểm is a commune."""
    cleaned = clean(text)
    found = _ADDRESSED.match(cleaned)
    if found is None:
        return False
    names = []
    for word in found["name"].split():
        if not word.strip(",.;()")[:1].isupper():
            break
        names.append(word)
        if word[-1] in ",;.-":
            break
    sure = with_marks(cleaned).startswith(tuple(with_marks(title) for title in _SURE_TITLES))
    return len(names) >= (1 if sure else 2)


def looks_like_organisation(text: str) -> bool:
    """Whether a text begins with the word of a body: Đảng ủy, UBND, Chi bộ, Trường, Hội, Tổ …"""
    return re.match(_BODIES, without_marks(text)) is not None


def _names_a_person(text: str) -> bool:
    cleaned = clean(text[: 4 * _KEPT])
    return any(looks_like_person(cleaned[found.start() :]) for found in re.finditer(r"\b\w", cleaned))


def read_target(text: str, counted_in: str = "") -> tuple[str, str] | None:
    """The measure and stage that the row of a target sheet is about, or nothing where it is about others, or about money."""
    key = without_marks(text)

    def has(*phrases: str) -> bool:
        return any(re.search(rf"\b{phrase}\b", key) for phrase in phrases)

    if has("ty le", "ti le", "phan tram", "kinh phi", "so tien", "tien thuong", "binh quan"):
        return None
    if _NO_COUNT.fullmatch(without_marks(counted_in)):
        return None
    if has("khen", "khen thuong", "tuyen duong", "bieu duong"):
        return None if has("ca nhan") and not has("tap the") else ("commended_collectives", "unspecified")
    if has("luot", "so nguoi tham du", "nguoi tham du", "hoc vien", "nguoi duoc tap huan"):
        return "attendances", "unspecified"
    if has("lop", "hoi nghi tap huan", "tap huan", "boi duong"):
        return "training_sessions", "unspecified"
    if has("mo hinh", "mh", "dvk", "dan van kheo"):
        # «Nhân rộng mô hình tiêu biểu»: what is to be done with them says it, not what they are by then.
        return "models", next((stage for words, stage in _DEEDS if has(words)), None) or stage_of(key)
    return None
