"""Read, inside the worker: one way of writing a sheet's XML, so that it can be searched as bytes.

Excel and its kin write cells in that way already. A few producers prefix their tags, use single quotes, order
attributes otherwise or leave out addresses; their sheets are rewritten first.
"""

import re

from intake.grids import column_letters, column_number

_PREFIX = re.compile(rb"<([A-Za-z][A-Za-z0-9_.-]*):worksheet[\s>]")
_OUT_OF_ORDER = re.compile(rb'<(?:c|row)(?![A-Za-z])(?! r="[A-Z]*[0-9]+")')
_UNUSUAL = (b"='", b' ="', b'= "')
_LINES = (b"\n", b"\r", b"\t")
_TAG = re.compile(rb"<([A-Za-z]+)((?:\s[^<>]*?)?)(\s*/?)>")
_ATTRIBUTE = re.compile(rb"([A-Za-z_][A-Za-z0-9_:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL_ADDRESS = re.compile(rb"([A-Z]+)([0-9]+)")


def canonical(xml: bytes) -> bytes:
    """The sheet with plain tag names, double quotes, and an address first in every cell and row."""
    prefix = _PREFIX.search(xml, 0, 4096)
    if prefix:
        name = prefix.group(1) + b":"
        xml = xml.replace(b"<" + name, b"<").replace(b"</" + name, b"</")
    if _OUT_OF_ORDER.search(xml) or has_unusual_tags(xml):
        return _TAG.sub(_Rewriter(), xml)
    return xml


def has_unusual_tags(xml: bytes) -> bool:
    """Whether tags may be written with other quotes or spaces than usual, or, from the first row on, over several lines."""
    return any(sign in xml for sign in _UNUSUAL) or _has_wrapped_tags(xml)


def _has_wrapped_tags(xml: bytes) -> bool:
    """Whether a tag may run over several lines; most sheets are a single line, which is quickly told."""
    start = max(xml.find(b"<sheetData"), 0)
    return any(xml.find(sign, start) >= 0 and xml.find(b'"' + sign, start) >= 0 for sign in _LINES)


class _Rewriter:
    """Rewrites one tag after the other, counting rows and cells where an address is left out."""

    def __init__(self) -> None:
        self.row = 0
        self.column = 0

    def __call__(self, match: "re.Match[bytes]") -> bytes:
        name = match.group(1)
        said = {key: double or single for key, double, single in _ATTRIBUTE.findall(match.group(2))}
        if name == b"row":
            number = said.pop(b"r", b"")
            self.row = int(number) if number.isdigit() else self.row + 1
            self.column = 0
            said = {b"r": str(self.row).encode(), **said}
        elif name == b"c":
            said = {b"r": self._cell_address(said.pop(b"r", b"")), **said}
        attributes = b"".join(b' %s="%s"' % (key, value.replace(b'"', b"&quot;")) for key, value in said.items())
        return b"<%s%s%s>" % (name, attributes, match.group(3).strip())

    def _cell_address(self, given: bytes) -> bytes:
        address = _CELL_ADDRESS.fullmatch(given.upper())
        if address is None:
            self.column += 1
            return f"{column_letters(self.column)}{self.row}".encode()
        self.column = column_number(address.group(1).decode())
        return address.group(0)
