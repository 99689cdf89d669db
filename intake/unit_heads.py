"""Match: the column of units in a table of figures whose head does not say so: «Xã, thị trấn», or one full of their names.

Left out, each row would count for the whole district of the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from intake.figure_headers import sample
from intake.layouts import Band, View

# Heads that are nothing else: within longer ones «xã» and «phường» say other things, as in «Xã hội hóa», «Phương thức».
_COMMUNES = re.compile(
    r"(ten |cac |tung )?((xa|phuong|thi tran|dac khu)( va)?( |$))+|(ten |cac )?(co so|dang bo co so|don vi co so)"
)
_NAMED = re.compile(
    r"\s*(?i:quận|huyện|thị xã|thành phố|tp|phường|xã|thị trấn|tt|đặc khu|p|x|q|h)(?:\.\s*|\s+)(\w)", re.UNICODE
)


def column_of_units(view: View, band: Band, columns: Iterable[int]) -> int | None:
    """The first column, of those that nothing else is, whose head names communes or whose cells mostly are units' names."""
    for column in columns:
        cells = [value for value in sample(view, band, column) if isinstance(value, str)]
        named = sum((found := _NAMED.match(cell)) is not None and not found[1].islower() for cell in cells)
        if cells and (_COMMUNES.fullmatch(band.paths[column][-1]) or 2 * named > len(cells)):
            return column
    return None
