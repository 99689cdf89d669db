"""Read, inside the worker: what a sheet's XML says that readers of values do not: errors, formulas without
a result, hidden rows and columns, widths, merges, percent cells.

Searched as bytes: a sheet may hold a million cells, and a call for each would cost more than reading it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from intake.grids import CellError, Merge, NotCalculated, OldFonts, Place, Refused, column_number, parse_address
from intake.limits import LAST_COLUMN, LAST_ROW
from intake.readers.canonical import canonical
from intake.readers.fonts import Fonts, old_font_cells
from intake.readers.plain_xml import is_plain

Marks = dict[int, dict[int, CellError | NotCalculated]]

_VALUED = rb"[^<>]*(?<!/)>(?!</c>)"
_FAR_COLUMN = re.compile(rb'<c r="([A-Z]{2,})[0-9]+"' + _VALUED)
_NEAR_COLUMN = re.compile(rb'<c r="([A-Z])[0-9]+"' + _VALUED)
_FAR_ROW = re.compile(rb'<c r="[A-Z]+([0-9]{7,})"' + _VALUED)
_PLACE = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_ERROR = re.compile(rb' t="e"')
_ERROR_TEXT = re.compile(rb"[^<>]*>(?:<f(?: [^<>]*)?/>|<f(?: [^<>]*)?>[^<]*</f>)?\s*<v(?: [^<>]*)?>([^<]{1,40})</v>")
_NO_RESULT = (
    re.compile(rb"</f>\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"),
    re.compile(rb"<f(?: [^<>]*)?/>\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"),
)
_HIDDEN_ROW = re.compile(rb' hidden="(?:1|true)"')
_ROW_NUMBER = re.compile(rb'<row r="([0-9]+)"')
_COLUMNS = re.compile(rb"<col ([^<>]*)>")
_ATTRIBUTE = re.compile(rb'([A-Za-z]+)="([^"]*)"')
_MERGE = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+):([A-Z]+[0-9]+)"')


@dataclass(frozen=True)
class SheetMarks:
    """What is to be laid over the values of one sheet, and how it shows them."""

    marks: Marks = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    widths: dict[int, float] = field(default_factory=dict)
    percent_cells: frozenset[tuple[int, int]] = frozenset()
    old_fonts: dict[Place, OldFonts] = field(default_factory=dict)


@dataclass(frozen=True)
class Styles:
    """What the cell styles of a workbook say: the numbers of those that show percentages, and the old fonts."""

    percents: frozenset[int] = frozenset()
    fonts: Fonts = field(default_factory=Fonts)


def scan(xml: bytes, styles: Styles, most_cells: int, sheet: str) -> SheetMarks:
    """What the XML of one sheet says beside its values; Refused where its cells lie too far apart."""
    plain = is_plain(xml)
    if not plain:
        xml = canonical(xml)
    _check_extent(xml, most_cells, sheet, plain=plain)
    hidden_columns, widths = _columns(xml[: max(xml.find(b"<sheetData"), 0)])
    merges = (_merge(*match.group(1, 2)) for match in _merge_tags(xml))
    return SheetMarks(
        marks={} if plain else _marks(xml),
        merges=[merge for merge in merges if merge],
        hidden_rows=frozenset() if plain else frozenset(_hidden_rows(xml)),
        hidden_columns=hidden_columns,
        widths=widths,
        percent_cells=frozenset(_percent_cells(xml, styles.percents)),
        old_fonts={} if styles.fonts.are_none else old_font_cells(xml, styles.fonts),
    )


def _marks(xml: bytes) -> Marks:
    marks: Marks = {}
    for row, column, code in _errors(xml):
        marks.setdefault(row, {})[column] = CellError(code)
    for row, column in _without_result(xml):
        marks.setdefault(row, {})[column] = NotCalculated()
    return marks


def _check_extent(xml: bytes, most_cells: int, sheet: str, *, plain: bool) -> None:
    last = _PLACE.match(xml, max(xml.rfind(b"<c r=", 0, xml.rfind(b"</v>") + 1), 0))
    far_rows, far_columns = ([], []) if plain else (_FAR_ROW.findall(xml), _FAR_COLUMN.findall(xml))
    last_row = max(map(int, (*far_rows, last.group(2) if last else b"1")))
    last_column = max(map(_column, set(far_columns)), default=26)
    if last_row > LAST_ROW or last_column > LAST_COLUMN:
        raise Refused("outside_grid", sheet=sheet)
    if last_column == 26 and last_row * last_column > most_cells:
        last_column = max(map(_column, set(_NEAR_COLUMN.findall(xml))), default=1)
    if last_row * last_column > most_cells:
        raise Refused("too_many_cells", sheet=sheet, limit=most_cells)


def _column(letters: bytes) -> int:
    return column_number(letters.decode()) if len(letters) <= 3 else LAST_COLUMN + 1


def _place(xml: bytes, at: int) -> tuple[int, int] | None:
    """The row and column of the cell whose tag starts there; None where another tag does."""
    match = _PLACE.match(xml, at)
    return (int(match.group(2)), _column(match.group(1))) if match else None


def _errors(xml: bytes) -> Iterator[tuple[int, int, str]]:
    for match in _ERROR.finditer(xml):
        start = xml.rfind(b"<", 0, match.start())
        place = _place(xml, start)
        if place:
            text = _ERROR_TEXT.match(xml, match.end())
            yield *place, text.group(1).decode("utf-8", "replace").strip() if text else "#N/A"


def _without_result(xml: bytes) -> Iterator[tuple[int, int]]:
    if b"<f" not in xml:
        return
    for pattern in _NO_RESULT:
        for match in pattern.finditer(xml):
            start = xml.rfind(b"<c ", 0, match.start())
            tag = xml[start : xml.find(b">", start)]
            # Excel stores the result "" as a text with nothing in it; that is calculated.
            is_empty_text = match.group(1) is not None and b' t="str"' in tag
            place = _place(xml, start)
            if place and not is_empty_text and b' t="e"' not in tag:
                yield place


def _hidden_rows(xml: bytes) -> Iterator[int]:
    for match in _HIDDEN_ROW.finditer(xml):
        row = _ROW_NUMBER.match(xml, xml.rfind(b"<", 0, match.start()))
        if row:
            yield int(row.group(1))


def _columns(head: bytes) -> tuple[frozenset[int], dict[int, float]]:
    hidden: set[int] = set()
    widths: dict[int, float] = {}
    for match in _COLUMNS.finditer(head):
        said = dict(_ATTRIBUTE.findall(match.group(1)))
        try:
            first, last = int(said[b"min"]), min(int(said[b"max"]), LAST_COLUMN)
            width = float(said.get(b"width", b"nan"))
        except (KeyError, ValueError):
            continue
        if said.get(b"hidden") in (b"1", b"true"):
            hidden.update(range(first, last + 1))
        if 0 <= width <= 1_000:
            widths.update(dict.fromkeys(range(first, last + 1), width))
    return frozenset(hidden), widths


def _merge_tags(xml: bytes) -> Iterable[re.Match[bytes]]:
    """The tags of merges; a plain search tells twice as fast as a pattern that there are none."""
    first = xml.find(b"<mergeCell ")
    return _MERGE.finditer(xml, first) if first >= 0 else ()


def _merge(first: bytes, last: bytes) -> Merge | None:
    try:
        return (*parse_address(first.decode()), *parse_address(last.decode()))
    except ValueError:
        return None


def _percent_cells(xml: bytes, styles: Iterable[int]) -> Iterator[tuple[int, int]]:
    numbers = b"|".join(str(style).encode() for style in sorted(styles))
    if not numbers:
        return
    for match in re.finditer(rb' s="(?:' + numbers + rb')"[^<>]*(?<!/)>', xml):
        place = _place(xml, xml.rfind(b"<", 0, match.start()))
        if place:
            yield place
