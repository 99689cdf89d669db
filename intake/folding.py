"""Validate: text in small letters without diacritics, its punctuation kept, for numbers, dates and terms."""

import re
import unicodedata

from data_access.spelling import clean

# What an office writes where it has nothing to say; none of these is a zero.
BLANKS = frozenset(
    ("", "x", "?", "n/a", "na", "...", "…", "chua co", "chua", "chua ro", "khong ro", "chua co so lieu",
     "khong co so lieu", "chua bao cao", "chua thong ke", "dang cap nhat", "chua cap nhat")
)  # fmt: skip
_WITH_I = re.compile(r"\bki\b")
_DOTS = re.compile(r"[.…_]{2,}")


def fold(text: str) -> str:
    """The text in small letters without diacritics (đ is d); punctuation stays, blanks are single."""
    decomposed = unicodedata.normalize("NFD", clean(text).casefold().replace("đ", "d"))
    return settled("".join(c for c in decomposed if not unicodedata.combining(c)).strip())


def settled(key: str) -> str:
    """A key in small letters without diacritics, «kì» and «kí» spelled as «kỳ» and «ký»: nhiệm kì, đăng kí."""
    return _WITH_I.sub("ky", key) if "ki" in key else key


def is_blank(folded: str) -> bool:
    """Whether a folded text stands for an empty cell."""
    return folded in BLANKS or _DOTS.fullmatch(folded) is not None
