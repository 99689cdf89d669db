"""Export: the sheet that people read and print: units down, terms across, totals as the screen shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.bounds import Amount, total
from data_access.measures import Measure
from data_access.periods import in_order
from data_access.vocabulary import TERM_KINDS
from locales import number, term_text, text
from reports.export_content import ExportContent, Line, Place
from reports.workbook_looks import WHOLE, Book

# Terms of these kinds do not overlap, so what adds up over time may be added up across them.
APART = ("party_term", "year", "half_year", "quarter", "month", "nine_months")
_RowKey = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Block:
    """One measure in the terms of one kind: the figures by unit and split, then by term, and the sums likewise."""

    measure: Measure
    kind: str
    terms: tuple[str, ...]
    figures: Mapping[_RowKey, Mapping[str, Line]]
    totals: Mapping[_RowKey, Mapping[str, Line]]

    @property
    def has_side(self) -> bool:
        """Whether a total over the terms may be said."""
        return self.measure.adds_up_over_time and self.kind in APART and len(self.terms) > 1


def blocks(content: ExportContent) -> list[Block]:
    """The tables of an export: kinds of term overlap, so each has its own."""
    found = []
    for measure in content.about.measures:
        for kind in TERM_KINDS:
            lines = [line for line in content.lines if line.measure == measure.key and line.kind == kind]
            if lines:
                sums = [line for line in content.totals if line.measure == measure.key and line.kind == kind]
                terms = tuple(in_order({line.term for line in lines}))
                found.append(Block(measure, kind, terms, _by_row(lines), _by_row(sums)))
    return found


def term_head(content: ExportContent, term: str) -> str:
    """A term as it heads a column; one that is still running is marked."""
    label = term_text(term, content.about.lang, short=True)
    return text("exports.value.running", content.about.lang, term=label) if term in content.running else label


def write_pivot(book: Book, content: ExportContent) -> None:
    """Write the sheet: a table for each measure and kind of term, one below the other."""
    lang = content.about.lang
    sheet = book.sheet(text("exports.sheet.pivot", lang))
    sheet.set_column(0, 0, 12)
    sheet.set_column(1, 1, 30)
    sheet.set_column(2, 2 + len(content.split), 24 if content.split else 14)
    sheet.set_column(2 + len(content.split), 60, 14)
    book.write(sheet, (0, 0), content.about.title, "title")
    book.write(sheet, (1, 0), content.about.selection, "muted")
    row = 3
    found = blocks(content)
    for block in found:
        row = _Writer(book, sheet, content, block).write(row) + 2
    if row == 3:
        book.write(sheet, (row, 0), text("exports.value.none", lang), "text")
    sheet.freeze_panes(5 if len(found) == 1 else 3, 2)


class _Writer:
    """Writes one block."""

    def __init__(self, book: Book, sheet: Any, content: ExportContent, block: Block) -> None:
        self.book, self.sheet, self.content, self.block = book, sheet, content, block
        self.lang = content.about.lang
        self.first = 2 + len(content.split)

    def write(self, row: int) -> int:
        """Write from this row on; the first row that is free again."""
        measure = text(self.block.measure.label_key, self.lang)
        kind = text(f"choices.term_kind.{self.block.kind}", self.lang)
        heading = text("exports.title.block", self.lang, measure=measure, kind=kind)
        self.book.write(self.sheet, (row, 0), heading, "block")
        self._heads(row + 1)
        row += 2
        for place in self._places():
            for split in self._splits(place.unit, self.block.figures):
                self._line(row, place, split, self.block.figures)
                row += 1
        everything = Place("", "", text("exports.column.total", self.lang))
        for split in self._splits("", self.block.totals) if self.block.totals else ():
            self._line(row, everything, split, self.block.totals, is_total=True)
            row += 1
        return row

    def _heads(self, row: int) -> None:
        heads = [text("exports.column.unit_code", self.lang), text("exports.column.unit", self.lang)]
        heads += [text(f"choices.dimension.{dimension}", self.lang) for dimension in self.content.split]
        for column, head in enumerate(heads):
            self.book.write(self.sheet, (row, column), head, "head")
        terms = [term_head(self.content, term) for term in self.block.terms]
        if self.block.has_side:
            terms.append(text("exports.column.total", self.lang))
        for column, head in enumerate(terms, start=self.first):
            self.book.write(self.sheet, (row, column), head, "head_number")

    def _places(self) -> Sequence[Place]:
        if any(unit == "" for unit, _ in self.block.figures):
            return [Place("", "", text("exports.value.all_units", self.lang))]
        return self.content.places

    def _splits(self, unit: str, lines: Mapping[_RowKey, Mapping[str, Line]]) -> list[tuple[str, ...]]:
        # Figures come in the order of their codes; a unit without any has one empty row.
        return [split for of, split in lines if of == unit] or [("",) * len(self.content.split)]

    def _line(
        self,
        row: int,
        place: Place,
        split: tuple[str, ...],
        lines: Mapping[_RowKey, Mapping[str, Line]],
        *,
        is_total: bool = False,
    ) -> None:
        look = "total_text" if is_total else "text"
        name = place.name
        if place.is_province and len(self.content.places) > 1:
            name = text("exports.value.province_own", self.lang, name=name)
        labels = [
            text(f"choices.{dimension}.{code}", self.lang) if code else ""
            for dimension, code in zip(self.content.split, split, strict=True)
        ]
        for column, value in enumerate([place.code, name, *labels]):
            self.book.write(self.sheet, (row, column), value, look)
        found = lines.get((place.unit, split), {})
        for column, term in enumerate(self.block.terms, start=self.first):
            absent = (place.unit, term) in self.content.absent
            self._cell((row, column), found.get(term), absent=absent, is_total=is_total)
        if self.block.has_side and found:
            whole = total(line.amount for line in found.values())
            self._amount((row, self.first + len(self.block.terms)), whole, is_total=True)

    def _cell(self, at: tuple[int, int], line: Line | None, *, absent: bool, is_total: bool) -> None:
        if line is None:
            if absent:
                self.book.write(self.sheet, at, "·", "absent")
            return
        self._amount(at, line.amount, is_total=is_total, is_estimate=line.is_estimate)

    def _amount(
        self, at: tuple[int, int], amount: Amount, *, is_total: bool = False, is_estimate: bool = False
    ) -> None:
        said = text("exports.value.estimate_format", self.lang) if is_estimate else ""
        look = "total" if is_total else "number"
        if amount.qualifier:
            written = f"{amount.qualifier}{number(amount.value, self.lang)}"
            bound = "total_bound" if is_total else "bound"
            self.book.write(self.sheet, at, f"{written} {said}".rstrip(), bound)
        elif said:
            self.sheet.write_number(*at, amount.value, self.book.look(look, num_format=f'{WHOLE}" {said}"'))
        else:
            self.book.write(self.sheet, at, amount.value, look)


def _by_row(lines: Sequence[Line]) -> dict[_RowKey, dict[str, Line]]:
    found: dict[_RowKey, dict[str, Line]] = {}
    for line in lines:
        found.setdefault((line.unit or "", line.split), {})[line.term] = line
    return found
