"""Draw: how broad words stand in our typeface, so that a chart has the room for its names before it is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from unicodedata import normalize

# Hundredths of the size of type, a little more than the typeface says: an accent adds up to two.
_BROAD = {
    23: " \u00a0", 29: "!'.:`·Iijl", 44: ",;()\"rft1{}|", 52: "J*/\\sz[]", 60: "uvxykhn7?<>^", 62: "ce-+",
    66: "abdopqgEFLSTZP2358", 69: "K069–", 71: "_RBYH$V4", 77: "ANUXD&=…«»≥≤≈~", 86: "CGOQ#%", 91: "Mmw—", 103: "W@",
}  # fmt: skip
_BARRED = {chr(0x111): 69, chr(0x110): 86}  # the barred d, small and great, is a letter of its own
_BY_LETTER = {letter: broad for broad, letters in _BROAD.items() for letter in letters} | _BARRED
_BROADEST = 103
_BOLDER = 1.04  # half-bold against plain

_TAG = re.compile(r"<[^>]*>")


def breadth(label: str, size: float) -> float:
    """The pixels that a label takes in type of a size; of several lines, the longest one."""
    return size * max(_of_line(line) for line in label.split("<br>"))


def broadest(labels: Sequence[str], size: float) -> float:
    """The pixels that the longest of these labels takes."""
    return max((breadth(label, size) for label in labels), default=0.0)


@lru_cache(maxsize=8_000)
def _of_line(line: str) -> float:
    hundredths = sum(_of_letter(letter) for letter in unescape(_TAG.sub("", line)))
    return hundredths / 100 * (_BOLDER if "<b>" in line else 1)


def _of_letter(letter: str) -> int:
    plain = letter if letter in _BY_LETTER else normalize("NFD", letter)[0]
    return _BY_LETTER.get(plain, _BROADEST)
