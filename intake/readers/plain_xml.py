"""Read, inside the worker: whether the cells of a sheet say no more than their values, so that no search for more is needed."""

import re
from collections.abc import Iterator

from intake.readers.canonical import has_unusual_tags

# One look at each tag of a row or cell tells what several searches of the whole sheet would. What most tags say
# stands first: a look of many optional parts takes twice as long.
_ROW = rb' r="[0-9]{1,7}"(?:>| spans="[0-9:]*">|(?: (?!hidden)[A-Za-z0-9:]+="[^"<>]*")*/?>)'
_KIND = rb' t="(?:s|n|b|str|inlineStr)">'
_CELL = rb' r="[A-Z][0-9]{1,6}"(?:>|' + _KIND + rb'| s="[0-9]{1,5}"(?:>|' + _KIND + rb"|/>)|/>)"
_OTHER_ROW = re.compile(rb"<row(?!" + _ROW + rb")(?![A-Za-z])")
_OTHER_CELL = re.compile(rb"<c(?!" + _CELL + rb")(?![A-Za-z])")
_PREFIXED = re.compile(rb"<[A-Za-z][A-Za-z0-9_.-]*:worksheet[\s>]")


# Rows differ by their numbers alone: with one digit for all of them, few are left to be looked at.
_ONE_DIGIT = bytes.maketrans(b"123456789", b"0" * 9)
_ROW_END = b"</row>"
_AT_ONCE = 1 << 18
_MOST_KNOWN = 5_000


def is_plain(xml: bytes) -> bool:
    """Whether the XML is written in the one way, and holds no formula, error, hidden row, or column beyond Z."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start:
        return False
    # One letter is found ten times faster than two, and most sheets have it nowhere among their cells.
    if xml.find(b"f", start, end) >= 0 and xml.find(b"<f", start, end) >= 0:
        return False
    around = xml[:start], xml[end:]
    if any(b"<!" in part or has_unusual_tags(part) or _says_more(part) for part in around):
        return False
    return not (_PREFIXED.search(xml, 0, start) or any(map(_says_more, _different_rows(xml, start, end))))


def _says_more(xml: bytes) -> bool:
    return _OTHER_ROW.search(xml) is not None or _OTHER_CELL.search(xml) is not None


def _different_rows(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """The rows between these places, those that differ by more than their digits, some at a time."""
    known: set[bytes] = set()
    while start < end:
        upto = xml.find(_ROW_END, min(start + _AT_ONCE, end), end)
        upto = end if upto < 0 else upto
        fresh = set(xml[start:upto].translate(_ONE_DIGIT).split(_ROW_END)) - known
        yield _ROW_END.join(fresh)
        if len(known) < _MOST_KNOWN:
            known |= fresh
        start = upto
