"""Count: what a unit's own figure is made of: parts that lead to cells and rows, cells, coverage; and how several add up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data_access.bounds import Amount, total

MIXED = "mixed"
Key = tuple[str, ...]
_NO_OTHERS: Mapping[Key, Amount] = {}


@dataclass(frozen=True, slots=True)
class Part:
    """Where a figure comes from: stated figures by their ids, or the rows of a unit's lists in a term."""

    basis: str
    unit: str
    term: str
    how: str = ""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class ListParts(Sequence[Part]):
    """The rows of several units' lists in a term: a part a unit, made when it is asked for."""

    units: Sequence[str]
    term: str
    how: str

    def __len__(self) -> int:
        """As many as units."""
        return len(self.units)

    def __getitem__(self, place: Any) -> Any:
        """One part, or some."""
        made = self.units[place]
        return self._part(made) if isinstance(made, str) else tuple(map(self._part, made))

    def __eq__(self, other: object) -> bool:
        """Whether the same parts stand in the same order."""
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        """As a tuple of the parts."""
        return hash(tuple(self))

    def _part(self, unit: str) -> Part:
        return Part("itemised", unit, self.term, self.how)


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount and what must be said with it."""

    amount: Amount
    parts: Sequence[Part]
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
    others: Mapping[Key, Amount] = field(default_factory=lambda: _NO_OTHERS)
    is_split: bool = True
    units: Coverage | None = None


def summed(owns: Sequence[Own]) -> Own:
    """Several units' figures as one, line by line; where they stand on different bases it is mixed."""
    bases = {own.basis for own in owns}
    years = [own.years for own in owns if own.years]
    missing = tuple(sorted({year for each in years for year in each.missing}))
    covered = Coverage(sum(each.have for each in years), sum(each.of for each in years), missing) if years else None
    return Own(bases.pop() if len(bases) == 1 else MIXED, by_line(own.cells for own in owns), years=covered)
