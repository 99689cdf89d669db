"""Read, inside the worker: whether the cells of a sheet say no more than their values, so that no search for more is needed."""

import re

from intake.readers.canonical import has_unusual_tags

# One look at each tag of a row or cell tells what several searches of the whole sheet would. What most tags say
# stands first: a look of many optional parts takes twice as long.
_ROW = rb' r="[0-9]{1,7}"(?:>| spans="[0-9:]*">|(?: (?!hidden)[A-Za-z0-9:]+="[^"<>]*")*/?>)'
_KIND = rb' t="(?:s|n|b|str|inlineStr)">'
_CELL = rb' r="[A-Z][0-9]{1,6}"(?:>|' + _KIND + rb'| s="[0-9]{1,5}"(?:>|' + _KIND + rb"|/>)|/>)"
_OTHER_ROW = re.compile(rb"<row(?!" + _ROW + rb")(?![A-Za-z])")
_OTHER_CELL = re.compile(rb"<c(?!" + _CELL + rb")(?![A-Za-z])")
_PREFIXED = re.compile(rb"<[A-Za-z][A-Za-z0-9_.-]*:worksheet[\s>]")


def is_plain(xml: bytes) -> bool:
    """Whether the XML is written in the one way, and holds no formula, error, hidden row, or column beyond Z."""
    start, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    if start < 0 or end < start:
        return False
    # One letter is found ten times faster than two, and most sheets have it nowhere among their cells.
    if xml.find(b"f", start, end) >= 0 and xml.find(b"<f", start, end) >= 0:
        return False
    if any(b"<!" in part or has_unusual_tags(part) for part in (xml[:start], xml[end:])):
        return False
    return not (_PREFIXED.search(xml, 0, start) or _OTHER_ROW.search(xml) or _OTHER_CELL.search(xml))
