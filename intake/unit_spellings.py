"""Match: the ways one spelling of a unit can be read: its type, the bodies before it, numbers in words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from data_access.spelling import clean, with_marks, without_marks

# Type words as typed, with and without diacritics; the official type they stand for.
KINDS = {
    "quận": "Quận", "quan": "Quận", "q": "Quận", "huyện": "Huyện", "huyen": "Huyện", "h": "Huyện",
    "thành phố": "Thành phố", "thanh pho": "Thành phố", "tp": "Thành phố", "thị xã": "Thị xã",
    "thi xa": "Thị xã",
    "tx": "Thị xã", "phường": "Phường", "phuong": "Phường", "p": "Phường", "f": "Phường", "xã": "Xã",
    "xa": "Xã", "x": "Xã",
    "đặc khu": "Đặc khu", "dac khu": "Đặc khu", "đk": "Đặc khu", "thị trấn": "Thị trấn",
    "thi tran": "Thị trấn",
    "tỉnh": "Tỉnh", "tinh": "Tỉnh",
}  # fmt: skip
_COMMITTEES = {
    "quan uy": "Quận", "qu": "Quận", "huyen uy": "Huyện", "hu": "Huyện", "thanh uy": "Thành phố",
    "thi uy": "Thị xã",
    "tinh uy": "Tỉnh",
}  # fmt: skip
_BODIES = (
    "chi bo ban dan van", "ban tuyen giao va dan van", "ban tuyen giao dan van", "ban dan van",
    "ban thuong vu",
    "ban chap hanh", "uy ban nhan dan", "uy ban mat tran to quoc viet nam", "uy ban mttq viet nam",
    "uy ban mttq",
    "mat tran to quoc viet nam", "mat tran to quoc", "hoi dong nhan dan", "van phong", "dang bo",
    "dang uy", "bdv", "btv",
    "bch", "btgdv", "ubnd", "hdnd", "ub mttq", "ubmttq", "mttq vn", "mttq", "dan van",
)  # fmt: skip
_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
    "x": "10", "xi": "11", "xii": "12",
}  # fmt: skip
_WORDS = {
    "mot": "1", "nhat": "1", "hai": "2", "nhi": "2", "ba": "3", "bon": "4", "tu": "4", "nam": "5",
    "sau": "6", "bay": "7",
    "tam": "8", "chin": "9", "muoi": "10", "muoi mot": "11", "muoi hai": "12",
}  # fmt: skip
_GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
_ASIDE = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Spelling:
    """One reading of a text: a type («Quận», or "" where none is said) and the bare name as a key."""

    kind: str
    name: str


@dataclass(frozen=True)
class Written:
    """A text without its asides. ``is_former``: «(cũ)»; ``beside``: the Q3 in «Phường Bàn Cờ (Q3 cũ)»."""

    main: str
    is_former: bool = False
    beside: str = ""


def plain(key: str) -> str:
    """A key without diacritics."""
    return without_marks(key) if not key.isascii() else key


def tokens_of(text: str) -> list[str]:
    """The words of a text as keys with diacritics, numbers apart from letters, without leading zeros."""
    words = _GLUED.sub(" ", with_marks(text)).split()
    return [word.lstrip("0") or "0" if word.isdigit() else word for word in words]


def take_apart(text: str) -> Written:
    """A spelling without what stands in brackets, and what the brackets say about a former district."""
    text = clean(text)
    beside, is_former = "", False
    for aside in _ASIDE.findall(text):
        words = with_marks(aside).split()
        if words and words[-1] in ("cũ", "cu"):
            beside = re.sub(r"\s*c[ũu]\s*$", "", clean(aside), flags=re.I)
            is_former = is_former or not beside
    main = _ASIDE.sub(" ", text).strip(" -,;")
    if shortened := re.fullmatch(r"(.+?)\s+c[ũu]", main, flags=re.I):
        main, is_former = shortened.group(1), True
    return Written(main or text, is_former, beside)


def readings(tokens: list[str]) -> Iterator[Spelling]:
    """The readings of a spelling, the most literal first."""
    if not tokens:
        return
    yield _named("", tokens)
    kind, rest = _without_kind(tokens)
    if kind and rest:
        yield _named(kind, rest)
    committee, rest = _without_bodies(tokens)
    if rest and len(rest) < len(tokens):
        kind, bare = _without_kind(rest)
        if kind and bare:
            yield _named(kind, bare)
        yield _named(committee, rest)
    if re.match(r"(tp|tx)[^\W\d]{2,}", tokens[0]):
        yield _named(KINDS[tokens[0][:2]], [tokens[0][2:], *tokens[1:]])


def kind_at(tokens: list[str], place: int) -> tuple[str, int]:
    """The type word at a place and how many words it takes, «Quận ủy» included; ("", 0) for none."""
    for length in (2, 1):
        phrase = " ".join(tokens[place : place + length])
        if len(tokens) >= place + length and phrase in KINDS:
            committee = tokens[place + length : place + length + 1] in (["ủy"], ["uy"])
            return KINDS[phrase], length + committee
        if length == 2 and plain(phrase) in _COMMITTEES:
            return _COMMITTEES[plain(phrase)], 2
    return "", 0


def mended_words(tokens: list[str], name: list[str]) -> str:
    """The words that are a unit's name but for their diacritics («hốc mon»); "" where these are right, or none is written."""
    places = range(len(tokens) - len(name) + 1)
    alike = [words for at in places if [*map(plain, words := tokens[at : at + len(name)])] == [*map(plain, name)]]
    is_right = any(words == name or all(map(str.isascii, words)) for words in alike)
    return " ".join(alike[0]) if alike and not is_right else ""


def numbered(words: list[str]) -> str:
    """The number of a «Quận Ba», «Quận III», «Quận 03»; "" where the words are no number."""
    joined = plain(" ".join(words))
    return joined if joined.isdigit() else _ROMAN.get(joined) or _WORDS.get(joined, "")


def _named(kind: str, words: list[str]) -> Spelling:
    return Spelling(kind, (numbered(words) if kind == "Quận" else "") or " ".join(words))


def _without_kind(tokens: list[str]) -> tuple[str, list[str]]:
    for length in (2, 1):
        phrase = " ".join(tokens[:length])
        if len(tokens) > length and phrase in KINDS:
            return KINDS[phrase], tokens[length:]
    return "", tokens


def _without_bodies(tokens: list[str]) -> tuple[str, list[str]]:
    """What follows the names of bodies: «BDV QU Q3» is «q 3», and of a Quận."""
    kind, rest, found = "", tokens, True
    while rest and found:
        text, found = plain(" ".join(rest)) + " ", False
        for phrase in (*_COMMITTEES, *_BODIES):
            if text.startswith(phrase + " "):
                kind, rest, found = _COMMITTEES.get(phrase, kind), rest[phrase.count(" ") + 1 :], True
                break
    return kind, rest
