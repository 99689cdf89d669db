"""Count: the figure that one unit has in one term by itself: its basis, its stage, its parts.

Stated figures and lists are never added: one basis is taken for a unit and a term. With a split or a filter
the office's own parts are taken if it gave that split, else its list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_access.asked import asked_before
from data_access.bounds import Amount, joined, total
from data_access.cell_sums import FEW, CellSums, cell_sums
from data_access.cube import Cube, Listed, Stated
from data_access.measures import INCLUSIVE_STAGES, NARROW_STAGES, Measure
from data_access.periods import period, years_of
from data_access.selection import Selection, group_of

MIXED = "mixed"
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Where a figure comes from: stated figures by their ids, or the rows of a unit's lists in a term."""

    basis: str
    unit: str
    term: str
    how: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount and what must be said with it."""

    amount: Amount
    parts: tuple[Part, ...]
    counted_stage: str | None = None
    as_of: date | None = None
    is_estimate: bool = False


def together(cells: Sequence[Cell]) -> Cell:
    """One cell for several: as old as the oldest of them, an estimate if one of them is."""
    days = [cell.as_of for cell in cells]
    stages = {cell.counted_stage for cell in cells}
    return Cell(
        total(cell.amount for cell in cells),
        tuple(part for cell in cells for part in cell.parts),
        stages.pop() if len(stages) == 1 else MIXED,
        None if None in days else min(day for day in days if day),
        any(cell.is_estimate for cell in cells),
    )


def by_line(several: Iterable[Mapping[Key, Cell]]) -> dict[Key, Cell]:
    """The cells of several figures added up line by line."""
    lines: dict[Key, list[Cell]] = {}
    for cells in several:
        for key, cell in cells.items():
            lines.setdefault(key, []).append(cell)
    return {key: cells[0] if len(cells) == 1 else together(cells) for key, cells in lines.items()}


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of how many units or years a figure is the sum, and which are missing."""

    have: int
    of: int
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """A unit's own figure in a term, by the lines of the split. No line for what nobody stated or listed.

    ``units``: of how many units it is put together, where a former district goes on as several communes.
    """

    basis: str
    cells: dict[Key, Cell]
    years: Coverage | None = None
    others: dict[Key, Amount] = field(default_factory=dict)
    is_split: bool = True
    units: Coverage | None = None


def summed(owns: Sequence[Own]) -> Own:
    """Several units' figures as one, line by line; where they stand on different bases it is mixed."""
    bases = {own.basis for own in owns}
    years = [own.years for own in owns if own.years]
    missing = tuple(sorted({year for each in years for year in each.missing}))
    covered = Coverage(sum(each.have for each in years), sum(each.of for each in years), missing) if years else None
    return Own(bases.pop() if len(bases) == 1 else MIXED, by_line(own.cells for own in owns), years=covered)


def _wanted(selection: Selection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, selection.wanted(name)) for name in selection.filtered)


class OwnFigures:
    """Answers one question (a measure, a selection, a split) for any unit and term of a cube."""

    def __init__(
        self, cube: Cube, measure: Measure, selection: Selection, split: tuple[str, ...] = (), *, few: int = FEW
    ) -> None:
        self._few = few
        self._cube, self._measure, self._selection, self._split = cube, measure, selection, split
        used = dict.fromkeys((*split, *selection.filtered))
        self._has_all = set(used) <= set(measure.dimensions) | ({"stage"} if measure.has_stages else set())
        self._parts_of = tuple(dimension for dimension in used if dimension != "stage")
        self._is_plain = not used
        self._lines: dict[int, Key | None] = {}
        self._sums: dict[str, CellSums | None] = {}
        self._known: dict[tuple[str, str], Own | None] = {}

    @classmethod
    def asked_of(cls, cube: Cube, measure: Measure, selection: Selection, split: tuple[str, ...]) -> OwnFigures:
        """The answers that earlier questions of views began, where only units and terms differ; else new ones."""
        if cube.asked is None:
            return cls(cube, measure, selection, split)
        key = (measure.key, split, selection.basis, selection.roll_up, _wanted(selection))
        return asked_before(cube.asked, key, lambda: cls(cube, measure, selection, split))

    @property
    def size(self) -> int:
        """How many answers are held."""
        return len(self._known)

    def of(self, unit: str, term: str) -> Own | None:
        """The unit's own figure in the term, or None where it has none."""
        at = (unit, term)
        if at not in self._known:
            self._known[at] = self._of(unit, term)
        return self._known[at]

    def _of(self, unit: str, term: str) -> Own | None:
        basis = self._selection.basis
        rolls = self._selection.roll_up and period(term).kind == "party_term"
        stated = self.stated(unit, term) if basis != "itemised" else None
        listed = self.listed(unit, term, "rolled" if rolls else "recorded") if basis != "reported" else None
        leading = stated if stated and (stated.is_split or listed is None) else None
        if leading is None and rolls and basis != "itemised" and self._measure.adds_up_over_time:
            leading = self._rolled_up(unit, term)
        if leading is None or listed is None:
            return leading or listed
        others = {key: cell.amount for key, cell in listed.cells.items()}
        return Own(leading.basis, leading.cells, leading.years, others, leading.is_split, leading.units)

    def stated(self, unit: str, term: str) -> Own | None:
        """What the office states for exactly this unit, term and split."""
        if len(self._parts_of) > 1 or not self._has_all:
            return None
        dimension = self._parts_of[0] if self._parts_of else ""
        held = self._cube.stated_in(self._measure, unit, term)
        found = [each for each in held if each.dimension == dimension] if held else []
        found = self._of_stage(found) if found and self._measure.has_stages else found
        if not found:
            return None
        wanted = self._selection.wanted(dimension) if dimension else ()
        cells = by_line(
            {self._line_of_stated(each): self._stated_cell(unit, term, each)}
            for each in found
            if not wanted or each.dimension_value in wanted
        )
        is_split = "stage" not in self._split or any(each.stage != "unspecified" for each in found)
        return Own("reported", cells, is_split=is_split)

    def listed(self, unit: str, term: str, how: str) -> Own | None:
        """What the unit's lists hold for this term."""
        listed = self._cube.listed_in(self._measure, unit, term, how)
        if listed is None or not self._has_all:
            return None
        part = (Part("itemised", unit, term, how),)
        if self._is_plain:
            return Own("itemised", {(): Cell(listed.total, part)})
        if how not in self._sums:
            place, asked = (self._measure.key, how), (self._split, _wanted(self._selection))
            self._sums[how] = cell_sums(self._cube, place, asked, self._line_of_shape, few=self._few)
        sums = self._sums[how]
        amounts = sums.of(unit, term) if sums else None
        if amounts is None:
            amounts = self._by_line(listed)
        return Own("itemised", {key: Cell(amount, part) for key, amount in amounts.items()})

    def line_of(self, row: dict[str, str]) -> Key | None:
        """The line of the split that a list row stands in; None if the selection leaves it out."""
        if not self._selection.allows(row):
            return None
        return tuple(group_of(name, row[name]) for name in self._split)

    def _rolled_up(self, unit: str, term: str) -> Own | None:
        """The sum of a Party term's years, where the office stated some year and no list names the term."""
        years = years_of(term, self._cube.rules.plan_shift)
        names_term = self._cube.listed_in(self._measure, unit, term, "recorded") is not None
        if unit not in self._cube.stated[self._measure.key] or (names_term and self._selection.basis == "auto"):
            return None
        owns = {year: own for year in years if (own := self.of(unit, year))}
        # A stated year may stand behind its list, where the office did not give the split.
        is_stated = any([own.basis == "reported" for own in owns.values()])
        if not is_stated and not any(self.stated(unit, year) for year in years):
            return None
        missing = tuple(year for year in years if year not in owns)
        return Own(
            "rolled_up",
            by_line(own.cells for own in owns.values()),
            years=Coverage(len(owns), len(years), missing),
        )

    def _of_stage(self, found: list[Stated]) -> list[Stated]:
        """Of stated models those of the stages asked for, or of the one stage that holds the others."""
        wanted = self._selection.stages
        if "stage" in self._split:
            return [each for each in found if each.stage in wanted or (not wanted and each.stage != "discontinued")]
        inclusive = [s for s in (*INCLUSIVE_STAGES, *NARROW_STAGES) if s in wanted] if wanted else INCLUSIVE_STAGES
        stages = {each.stage for each in found}
        chosen = next((stage for stage in inclusive if stage in stages), None)
        return [each for each in found if each.stage == chosen]

    def _line_of_stated(self, each: Stated) -> Key:
        return tuple(each.stage if name == "stage" else each.dimension_value for name in self._split)

    def _stated_cell(self, unit: str, term: str, each: Stated) -> Cell:
        stage = each.stage if self._measure.has_stages else None
        part = Part("reported", unit, term, ids=(each.id,))
        return Cell(each.amount, (part,), stage, each.as_of, each.is_estimate)

    def _by_line(self, listed: Listed) -> dict[Key, Amount]:
        lines, bounds = self._lines, self._cube.shapes.bounds
        sums: dict[Key, int] = {}
        bounded: dict[Key, str | None] = {}
        pairs = zip(listed.groups[::2], listed.groups[1::2], strict=True)
        for number, value in pairs:
            if number not in lines:
                lines[number] = self._line_of_shape(number)
            line = lines[number]
            if line is not None:
                sums[line] = sums.get(line, 0) + value
                if number in bounds:
                    bounded[line] = joined(bounded.get(line), bounds[number])
        return {line: Amount(value, bounded.get(line)) for line, value in sums.items()}

    def _line_of_shape(self, number: int) -> Key | None:
        shape = self._cube.shapes[number]
        return self.line_of({name: str(code) for name, code in zip(self._measure.dimensions, shape, strict=False)})
