"""Match and compare: one way of writing Vietnamese text, so that two spellings of one name meet.

The standard library only: the intake and the database share it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

# What Unicode calls format characters: joiners, marks of direction, tags. Soft hyphens of TCVN3 were letters before.
_FORMATS = (
    (0xAD, 0xAD), (0x600, 0x605), (0x61C, 0x61C), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2),
    (0x180E, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x13430, 0x1343F), (0x1BCA0, 0x1BCA3),
    (0x1D173, 0x1D17A), (0xE0001, 0xE0001), (0xE0020, 0xE007F),
)  # fmt: skip
_INVISIBLE = dict.fromkeys(code for first, last in _FORMATS for code in range(first, last + 1))
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"') | dict.fromkeys(map(ord, "‘’‚‛′`´"), "'")
_LETTERS = {ord("Ð"): "Đ", ord("ð"): "đ", ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u3000"): " "}
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029], " ")
_CLEAN = _CONTROLS | _INVISIBLE | _DASHES | _QUOTES | _LETTERS
_WIDE = re.compile("[\uff00-\uffef]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# A tone on the second letter of oa, oe, uy moves to the first one where no consonant follows (hoà, hòa).
_LATE_TONE = re.compile(
    rf"(o)([ae])([{_TONES}])(?![a-zđ\u0300-\u036f])|(?<!q)(u)(y)([{_TONES}])(?![a-zđ\u0300-\u036f])", re.I
)
_SIGNS = r"\"'.,;:!?()\[\]{}*_/\\|\-"
# Every run of blanks and signs but a single blank, which is most of them and stays as it is.
_PUNCTUATION = re.compile(rf" [\s{_SIGNS}]+|[{_SIGNS}][\s{_SIGNS}]*|[^\S ][\s{_SIGNS}]*")
# Most texts are Vietnamese as every keyboard writes it; asking once is cheaper than mending what is whole.
MARKED_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_IS_CLEAN = re.compile(
    rf"(?:[!-&(-~{MARKED_LETTERS}{MARKED_LETTERS.upper()}]+(?: [!-&(-~{MARKED_LETTERS}{MARKED_LETTERS.upper()}]+)*)?\Z"
)
_NOT_VIETNAMESE = re.compile(rf"[^ -~{MARKED_LETTERS}]|o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")
_VIETNAMESE_LINES = re.compile(rf"[ -~\n{MARKED_LETTERS}]*\Z")
# One letter is found ten times faster than one of two.
_LATE_TONES = re.compile("o[àáảãạèéẻẽẹ]"), re.compile("u[ỳýỷỹỵ]")
_SIGNS_IN_LINES = "\"'.,;:!?()[]{}*_/\\|-"
_CLEAN_LINES = re.compile(rf"[ !-&(-~\n{MARKED_LETTERS}{MARKED_LETTERS.upper()}]*\Z")
_ODD_BLANKS = ("  ", " \n", "\n ")
_AT_ONCE = 1_000
_MORE_THAN_WORDS = re.compile(rf"[^ 0-9a-z{MARKED_LETTERS}]|  |^ | $|o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ]")


def clean(text: str) -> str:
    """The text in NFC with plain spaces, dashes and quotes, nothing invisible, blanks collapsed."""
    if _IS_CLEAN.match(text):
        return text
    text = unicodedata.normalize("NFKC" if _WIDE.search(text) else "NFC", text).translate(_CLEAN)
    # Without what was between them, a letter and its mark may meet.
    return " ".join(unicodedata.normalize("NFC", text).split())


def are_clean(texts: Sequence[str]) -> bool:
    """Whether ``clean`` would leave each of these texts as it is, told at one look; of a few that it would, too, no."""
    lines = "\n".join(texts)
    if lines.count("\n") >= max(len(texts), 1) or not _CLEAN_LINES.match(lines):
        return False
    return not (lines.startswith(" ") or lines.endswith(" ") or any(blanks in lines for blanks in _ODD_BLANKS))


def _settle_tone(match: re.Match[str]) -> str:
    first, second, tone = match.group(1, 2, 3) if match.group(1) else match.group(4, 5, 6)
    return first + tone + second


@lru_cache(maxsize=20_000)
def with_marks(text: str) -> str:
    """The key of a name with its diacritics: case, tone position, quotes and punctuation do not count."""
    lower = text.lower()
    if not _MORE_THAN_WORDS.search(lower):
        return lower
    if not _NOT_VIETNAMESE.search(lower):
        return _PUNCTUATION.sub(" ", lower).strip()
    decomposed = unicodedata.normalize("NFD", clean(text)).casefold()
    settled = unicodedata.normalize("NFC", _LATE_TONE.sub(_settle_tone, decomposed))
    return _PUNCTUATION.sub(" ", settled).strip()


def all_with_marks(texts: Sequence[str]) -> Iterator[str]:
    """``with_marks`` of each text: many lines of plain Vietnamese are looked through and mended as one text."""
    for start in range(0, len(texts), _AT_ONCE):
        some = texts[start : start + _AT_ONCE]
        lines = "\n".join(some).lower()
        if (
            lines.count("\n") >= len(some)
            or not _VIETNAMESE_LINES.match(lines)
            or any(late.search(lines) for late in _LATE_TONES)
        ):
            yield from map(with_marks, some)
            continue
        # One sign after the other: most lines have few kinds, and a pattern of all would look at every letter.
        for sign in _SIGNS_IN_LINES:
            if sign in lines:
                lines = lines.replace(sign, " ")
        while "  " in lines:
            lines = lines.replace("  ", " ")
        yield from map(str.strip, lines.split("\n"))


@lru_cache(maxsize=20_000)
def without_marks(text: str) -> str:
    """The key of a header or a unit: as ``with_marks``, and without diacritics (đ becomes d)."""
    decomposed = unicodedata.normalize("NFD", with_marks(text).replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
