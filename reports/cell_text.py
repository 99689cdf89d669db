"""Export: texts as cells take them: no control characters, not too long, and never read as a formula."""

from __future__ import annotations

import re

LONGEST = 32_767
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_UNSEEN = " \u00a0\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u206f\u3000\ufe00-\ufe0f\ufeff"
_STARTS_A_FORMULA = re.compile(f"[{_UNSEEN}]*[=+\\-@\t\r\n\x00\uff1d\uff0b\uff0d\uff20]")


def plain(text: str) -> str:
    """The text as a workbook can hold it: control characters out, cut at the longest a cell takes."""
    return _CONTROL.sub("", text)[:LONGEST]


def guarded(text: str) -> str:
    """The text for a file without types: an apostrophe before what a spreadsheet would take for a formula."""
    cleared = plain(text)
    is_formula = _STARTS_A_FORMULA.match(text) or _STARTS_A_FORMULA.match(cleared)
    return f"'{cleared}" if is_formula else cleared
