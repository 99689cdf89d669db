"""Export: other styles for single cells of a sheet's XML; a cell or a row that is not there is put in its place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from intake.grids import Refused, address, column_number, parse_address
from intake.marking.xml_places import (
    Edit,
    Element,
    add_inside,
    attribute,
    blanked,
    child,
    children,
    edited,
    elements,
    root_of,
    with_attribute,
)

Place = tuple[int, int]
Restyle = Callable[[int], int]
_CELL = re.compile(r"([A-Za-z]+)([0-9]+)")
_AFTER_NOTES = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
    "AlternateContent",
)  # fmt: skip


class SheetXml:
    """The XML of one sheet, its rows found by number."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.shadow = blanked(xml)
        root = root_of(self.shadow)
        if root is None or root.is_empty:
            raise Refused("damaged")
        self.root, self.prefix = root, root.prefix
        data = self._data()
        if data is None:
            raise Refused("damaged")
        self.data = data
        self._columns = self._column_styles()
        self._rows = self._all_rows()

    def _data(self) -> Element | None:
        """The cells' element by its two tags: what is between need not be walked."""
        name = self.prefix + b"sheetData"
        opening = re.compile(rb"<" + re.escape(name) + rb"(?=[\s/>])[^<>]*>").search(self.shadow)
        if opening is None:
            return None
        end = opening.end()
        if opening.group(0).endswith(b"/>"):
            return Element("sheetData", self.prefix, opening.start(), end, end, end)
        close = self.shadow.rfind(b"</" + name)
        if close < end:
            return None
        return Element("sheetData", self.prefix, opening.start(), end, close, self.shadow.find(b">", close) + 1)

    def _all_rows(self) -> list[tuple[int, int, int]]:
        """Number and places of the opening tag of every row, in their order."""
        found, number = [], 0
        tags = re.compile(rb"<" + re.escape(self.prefix) + rb"row(?=[\s/>])([^<>]*)>")
        given = re.compile(rb"\sr\s*=\s*[\"']([0-9]+)[\"']")
        for match in tags.finditer(self.shadow, self.data.tag_end, self.data.inner_end):
            told = given.search(match.group(1))
            number = int(told.group(1)) if told else number + 1
            found.append((number, match.start(), match.end()))
        return found

    def restyled(self, wanted: Mapping[Place, Restyle]) -> bytes:
        """The sheet with other styles in these cells, each made of the one the cell has."""
        by_row: dict[int, dict[int, Restyle]] = {}
        for (row, column), restyle in wanted.items():
            by_row.setdefault(row, {})[column] = restyle
        starts = {number: (start, end) for number, start, end in reversed(self._rows)}
        edits, missing = [], []
        for row, cells in sorted(by_row.items()):
            if row in starts:
                edits += self._in_row(row, starts[row], cells)
            else:
                missing.append((row, cells))
        edits += self._new_rows(missing)
        return edited(self.xml, edits)

    def _in_row(self, row: int, tag: tuple[int, int], wanted: Mapping[int, Restyle]) -> list[Edit]:
        start, tag_end = tag
        opening = self.xml[start:tag_end]
        own = self._row_style(opening)
        if opening.endswith(b"/>"):
            new = self._new_cells(row, wanted, own)
            return [(start, tag_end, opening[:-2].rstrip() + b">" + new + b"</" + self.prefix + b"row>")]
        close = self.shadow.find(b"</" + self.prefix + b"row", tag_end)
        cells = self._cells(tag_end, close)
        edits: list[Edit] = []
        for column, restyle in sorted(wanted.items()):
            if column in cells:
                first, last = cells[column]
                now = self.xml[first:last]
                style = attribute(now, "s") or "0"
                edits.append((first, last, with_attribute(now, "s", str(restyle(_whole(style))))))
            else:
                at = min((place[0] for other, place in cells.items() if other > column), default=close)
                edits.append((at, at, self._new_cells(row, {column: restyle}, own)))
        return _joined(edits)

    def _cells(self, start: int, end: int) -> dict[int, tuple[int, int]]:
        """The places of the opening tags of a row's cells, by column; of two that claim one column the first."""
        found: dict[int, tuple[int, int]] = {}
        column = 0
        tags = re.compile(rb"<" + re.escape(self.prefix) + rb"c(?=[\s/>])[^<>]*>")
        for match in tags.finditer(self.shadow, start, end):
            told = _CELL.fullmatch(attribute(match.group(0), "r") or "")
            column = column_number(told.group(1)) if told else column + 1
            found.setdefault(column, match.span())
        return found

    def _new_cells(self, row: int, wanted: Mapping[int, Restyle], row_style: int | None) -> bytes:
        made = []
        for column, restyle in sorted(wanted.items()):
            style = self._column_style(column) if row_style is None else row_style
            prefix = self.prefix.decode()
            made.append(f'<{prefix}c r="{address(row, column)}" s="{restyle(style)}"/>')
        return "".join(made).encode()

    def _new_rows(self, missing: Iterable[tuple[int, Mapping[int, Restyle]]]) -> list[Edit]:
        prefix = self.prefix.decode()
        numbers = [number for number, _, _ in self._rows]
        edits: list[Edit] = []
        for row, cells in missing:
            new = f'<{prefix}row r="{row}">'.encode() + self._new_cells(row, cells, None) + f"</{prefix}row>".encode()
            later = bisect_left(numbers, row)
            if self.data.is_empty:
                edits.append((self.data.start, self.data.end, new))
            else:
                at = self._rows[later][1] if later < len(numbers) else self.data.inner_end
                edits.append((at, at, new))
        if self.data.is_empty and edits:
            edit = add_inside(self.data, b"".join(new for _, _, new in edits), self.xml)
            return [edit]
        return _joined(edits)

    @staticmethod
    def _row_style(opening: bytes) -> int | None:
        is_own = attribute(opening, "customFormat") in ("1", "true")
        return _whole(attribute(opening, "s") or "0") if is_own else None

    def _column_styles(self) -> list[tuple[int, int, int]]:
        """First column, last column and style of each run of columns."""
        before = replace(self.root, inner_end=self.data.start, end=self.data.start + 1)
        found = []
        for each in children(self.shadow, child(self.shadow, before, "cols"), "col"):
            tag = self.xml[each.start : each.tag_end]
            found.append(tuple(_whole(attribute(tag, name) or "") for name in ("min", "max", "style")))
        return [(first, last, style) for first, last, style in found]

    def _column_style(self, column: int) -> int:
        return next((style for first, last, style in self._columns if first <= column <= last), 0)

    def merged(self) -> list[tuple[Place, Place]]:
        """The first and last cells of the merges."""
        found = []
        for match in re.finditer(rb"mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z]+[0-9]+):([A-Z]+[0-9]+)", self.shadow):
            try:
                found.append((parse_address(match.group(1).decode()), parse_address(match.group(2).decode())))
            except ValueError:
                continue
        return found

    def notes_relation(self) -> str | None:
        """The id by which the sheet names the drawing of its notes."""
        for each in elements(self.shadow, self.data.end, self.root.inner_end):
            if each.name == "legacyDrawing":
                return attribute(self.xml[each.start : each.tag_end], r"[^\s=]*:id")
        return None


def with_notes_drawing(xml: bytes, relation: str, namespace: str) -> bytes:
    """The sheet naming the drawing of its notes, where it named none."""
    sheet = SheetXml(xml)
    rest = elements(sheet.shadow, sheet.data.end, sheet.root.inner_end)
    at = next((each.start for each in rest if _stands_later(sheet.shadow, each)), sheet.root.inner_end)
    prefix = sheet.prefix.decode()
    new = f'<{prefix}legacyDrawing xmlns:nm="{namespace}" nm:id="{relation}"/>'.encode()
    return edited(xml, [(at, at, new)])


def _stands_later(shadow: bytes, element: Element) -> bool:
    if element.name == "AlternateContent":
        # It may wrap a drawing, which comes before notes, or controls, which come after.
        inner = shadow[element.start : element.end]
        return b"oleObjects" in inner or b"controls" in inner
    return element.name in _AFTER_NOTES


def with_styles_replaced(xml: bytes, instead: Mapping[int, int]) -> bytes:
    """The sheet whose cells have other styles for these."""
    numbers = b"|".join(str(style).encode() for style in instead)
    worn = re.compile(rb"(<(?:[\w.-]+:)?c\s(?:[^<>]*?\s)?s\s*=\s*[\"'])(" + numbers + rb")(?=[\"'])")
    return worn.sub(lambda m: m.group(1) + str(instead[int(m.group(2))]).encode(), xml) if instead else xml


def _joined(edits: Iterable[Edit]) -> list[Edit]:
    """Edits at one place made one, in the order they came."""
    found: dict[tuple[int, int], bytes] = {}
    for start, end, new in edits:
        found[start, end] = found.get((start, end), b"") + new
    return [(start, end, new) for (start, end), new in found.items()]


def _whole(text: str) -> int:
    return int(text) if text.isdigit() else 0
