"""Validate: total rows are never data, they are checksums: each stated sum is held against the rows it sums."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from data_access.spelling import clean
from intake.bodies import BodyRow
from intake.cells import Cells
from intake.figure_columns import FigureColumn
from intake.grids import NotCalculated, address
from intake.headers import Match
from intake.problems import Problem
from intake.row_kinds import is_of_a_page
from intake.values import CountReading, read_count

PART_DIMENSIONS = ("owner_kind", "sector", "level", "award_form")
_COUNT_IN_WORDS = re.compile(
    r"\D*[:=(] ?(\d{1,5})(?: (?:mô hình|tập thể|điển hình|chương trình)\b[^\d%]*)?[ ).;]*", re.I
)
_Cell: TypeAlias = tuple[tuple[int, int], CountReading | None]


@dataclass
class _Sum:
    """What a stretch of rows adds up to under one column, and which ways the true sum may differ from it."""

    value: int = 0
    may_exceed: bool = False
    may_fall_short: bool = False

    def allows(self, stated: CountReading) -> bool:
        """Whether a stated total could be the sum of these rows; a bound of its own leaves room too."""
        value = stated.value or 0
        if value == self.value:
            return True
        above = self.may_exceed or stated.qualifier in ("<", "≤", "≈")
        below = self.may_fall_short or stated.qualifier in (">", "≥", "≈")
        return above if value > self.value else below


@dataclass
class _Stated:
    row: int
    kind: str
    groups: tuple[int, ...]  # where the groups above it begin, the nearest first
    page_start: int
    upto: int


@dataclass
class Totals:
    """Gathers the rows of one table and the totals it states; ``report`` compares them when all rows are known."""

    cells: Cells
    size: int = 0
    _values: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _unsure: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    _stated: list[_Stated] = field(default_factory=list)
    _groups: list[int] = field(default_factory=lambda: [0])
    _page_start: int = 0

    def add(self, row: int, counts: dict[int, CountReading | None]) -> None:
        """A data row with the counts read under its columns; None where a cell was refused or is empty."""
        for column, reading in counts.items():
            if reading is None:
                stated = (0, ">" if self.cells.view.holds(row, column) else "")
            else:
                stated = (reading.value or 0, reading.qualifier or "")
            self._put(column, stated[:1], stated[1:])
        self.size += 1

    def add_all(self, count: int, counts: dict[int, list[Any]]) -> None:
        """Many data rows: under each column their values, bounds and words, and whether the cells hold anything."""
        for column, said in counts.items():
            unsure = [bound or (">" if holds and value is None else "") for value, bound, _, holds in said]
            self._put(column, [value or 0 for value, *_ in said], unsure)
        self.size += count

    def _put(self, column: int, values: Sequence[int], unsure: Sequence[str]) -> None:
        missing = self.size - len(self._values[column])
        self._values[column] += [0] * missing
        self._unsure[column] += [""] * missing
        self._values[column] += values
        self._unsure[column] += unsure

    def mark(self, body: BodyRow) -> None:
        """A row that is no data: a total to hold against the data, or a group from which subtotals count."""
        if body.kind == "group":
            self._groups.insert(0, self.size)
        elif body.kind == "repeated_header":
            self._page_start = self.size
        elif body.kind in ("total", "subtotal") or (body.kind == "carried" and is_of_a_page(body.label)):
            groups = tuple(dict.fromkeys(self._groups))
            self._stated.append(_Stated(body.row, body.kind, groups, self._page_start, self.size))
            if body.kind == "carried":
                self._page_start = self.size
            for column in self.cells.match.taken:
                self.cells.keep(body.row, column)

    def report(self, columns: list[int], *, counts_rows: bool) -> None:
        """Warn of each stated total that its rows do not give. ``counts_rows``: a number elsewhere counts the rows."""
        for stated in self._stated:
            if stated.kind == "carried" and stated.upto == 0:
                continue  # carried over from another sheet
            for column in columns:
                self._hold(stated, column)
            if counts_rows:
                self._hold_row_count(stated)

    def _ranges(self, stated: _Stated) -> list[tuple[int, int]]:
        """The stretches of data a total may sum: its group, its page, all so far, or everything (a total above the data)."""
        everything, above = (0, self.size), (0, stated.upto)
        groups = [(start, stated.upto) for start in stated.groups if start < stated.upto]
        page = [(stated.page_start, stated.upto)] if 0 < stated.page_start < stated.upto else []
        if stated.kind == "carried":
            return [*page, above, *groups]
        if stated.kind == "subtotal":
            return groups if stated.groups[0] < stated.upto else [*self._following(stated), *groups]
        return [everything, *page] if stated.upto in (0, self.size) else [everything, above, *groups, *page]

    def _following(self, stated: _Stated) -> list[tuple[int, int]]:
        """For a subtotal that stands above its rows: the rows up to the next such line, or to a later one."""
        later = {other.upto for other in self._stated if other.row > stated.row and other.upto > stated.upto}
        return [(stated.upto, stop) for stop in sorted({*later, self.size})]

    def _hold(self, stated: _Stated, column: int) -> None:
        value = self.cells.view.own(stated.row, column)
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        reading = read_count(value)
        if reading.value is None:
            code = "total_not_calculated" if isinstance(value, NotCalculated) else "total_unreadable"
            self.cells.problem("notice", code, stated.row, column)
            return
        ranges = self._ranges(stated)
        # Mostly the first gives it: of a list of thousands of groups no more is summed.
        if not any(self._sum(column, *stretch).allows(reading) for stretch in ranges):
            self._warn(stated.row, column, reading.value, self._sum(column, *ranges[0]).value)

    def _sum(self, column: int, start: int, stop: int) -> _Sum:
        bounds = set(self._unsure[column][start:stop])
        return _Sum(
            sum(self._values[column][start:stop]), bool(bounds & {">", "≥", "≈"}), bool(bounds & {"<", "≤", "≈"})
        )

    def _hold_row_count(self, stated: _Stated) -> None:
        """In a list without numbers a total counts the rows; it may stand under any column."""
        for column, said in self.cells.view.filled(stated.row):
            value = _number_in(said) if isinstance(said, str) else said
            if isinstance(value, bool) or not isinstance(value, int) or column == self.cells.match.numbering:
                continue
            counts = [stop - start for start, stop in self._ranges(stated)]
            if value not in counts and not self._sums_other_numbers(column):
                self._warn(stated.row, column, value, counts[0])

    def _sums_other_numbers(self, column: int) -> bool:
        """Whether a column that is not taken, «Kinh phí», holds numbers of its own, which its total sums."""
        if column in self.cells.match.taken:
            return False
        totals = {stated.row for stated in self._stated}
        body = (row for row in range(self.cells.match.band.body, self.cells.view.height + 1) if row not in totals)
        return any(read_count(self.cells.view.own(row, column)).value is not None for row in body)

    def _warn(self, row: int, column: int, stated: int, true: int) -> None:
        self.cells.problem("warning", "total_differs", row, column, stated=stated, true=true)


def _number_in(words: str) -> int | None:
    """The number of rows that the words of a total say: «Tổng cộng: 6 mô hình»; of communes or of money it would say no rows."""
    found = _COUNT_IN_WORDS.fullmatch(clean(words))
    return int(found.group(1)) if found else None


def check_parts(cells: Cells, row: int, counts: dict[int, CountReading | None], match: Match) -> None:
    """Warn where the parts of a total do not give it, naming the total's cell and its parts' cells."""
    for column, figure in match.figures.items():
        if figure.dimension:
            continue
        for dimension in PART_DIMENSIONS:
            parts = [(row, c) for c in _parts(match, figure, dimension)]
            hold_parts(cells, ((row, column), counts.get(column)), [(spot, counts.get(spot[1])) for spot in parts])


def hold_parts(cells: Cells, total: _Cell, parts: list[_Cell]) -> None:
    """Warn where the parts, each with its place, do not give the total; a bound or a gap leaves room."""
    stated = total[1]
    if stated is None or stated.value is None or stated.qualifier:
        return
    known = [r.value for _, r in parts if r is not None and r.value is not None and not r.qualifier]
    if len(parts) < 2 or not known or (len(known) < len(parts) and sum(known) <= stated.value):
        return
    if sum(known) != stated.value:
        params: dict[str, str | int] = {
            "stated": stated.value,
            "true": sum(known),
            "cells": ", ".join(address(*spot) for spot, _ in parts),
        }
        cells.reading.problems.append(Problem("warning", "parts_differ", address(*total[0]), params))


def _parts(match: Match, figure: FigureColumn, dimension: str) -> list[int]:
    return [c for c, f in match.figures.items() if f.dimension == dimension and f.total == figure.total]
