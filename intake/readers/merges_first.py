"""Read, inside the worker: the workbook as calamine gets it: each sheet begins with an empty list of merges.

calamine goes through a sheet twice, the second time for its merges, which we find ourselves; it stops at the first list.
"""

from xml.parsers.expat import ExpatError, ParserCreate
from zlib import crc32

from intake.readers.parts import Parts

_NO_MERGES = b"<mergeCells></mergeCells>"
_CELLS, _CELLS_END = b"<sheetData", b"</sheetData>"


class MergesFirst:
    """Gathers the sheets of a workbook that can begin so, and writes the workbook anew."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._checksums: dict[str, int] = {}

    def add(self, name: str, xml: bytes) -> None:
        """Let a sheet begin so, unless what stands around its cells is broken: calamine alone would say so then."""
        if _is_whole_around_cells(xml):
            self._checksums[name] = crc32(xml, crc32(_NO_MERGES))

    def workbook(self) -> bytes:
        """The workbook with these beginnings; all else as it lay in the file."""
        return self._parts.begun_with(_NO_MERGES, self._checksums)


def _is_whole_around_cells(xml: bytes) -> bool:
    start, end = xml.find(_CELLS), xml.rfind(_CELLS_END)
    if start < 0 or end < start:
        return False
    try:
        ParserCreate().Parse(b"".join((xml[:start], b"<sheetData/>", xml[end + len(_CELLS_END) :])), True)
    except (ExpatError, ValueError, LookupError):
        return False
    return True
