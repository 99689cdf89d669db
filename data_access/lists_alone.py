"""Count: the figures in a term of those units of which nothing but the lists speaks, all of them at once.

``data_access.own_figures`` works out the same unit by unit, and whatever offices state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from data_access.bounds import Amount
from data_access.cell_sums import CellSums
from data_access.cube import Cube, ListedByUnit
from data_access.own_cells import Cell, Key, ListParts, Own, Part

Values = Mapping[str, int | None]


@dataclass(frozen=True)
class ListsAlone:
    """The lists of a measure in a term (``how`` *recorded* or *rolled*) under one filter and split.

    ``sums`` of the filter's lines; None where nothing is filtered or split (``is_plain``), or for few lists. ``stated_at``:
    by unit the terms of which its office states something; what it says of ``telling`` terms may stand before its lists.
    """

    cube: Cube
    term: str
    how: str
    lists: ListedByUnit
    sums: CellSums | None
    is_plain: bool
    stated_at: Mapping[str, frozenset[str]]
    telling: frozenset[str]

    def values(self) -> dict[str, int | None]:
        """By unit the figure that its lists hold exactly; None where they hold nothing of what is asked for. Without a split."""
        if self.is_plain:
            term = self.term
            found = ((unit, terms[term].total) for unit, terms in self.lists.items() if term in terms)
            held: Values = {unit: total.value for unit, total in found if total.qualifier is None}
        else:
            held = self.sums.in_term(self.term) if self.sums and self.lists else {}
        return self._unstated(held)

    def units(self, asked: Iterable[str]) -> set[str]:
        """Of these units those of which only the lists speak, and exactly. With a split."""
        lists, sums, term = self.lists, self.sums, self.term
        held = (unit for unit in asked if unit in lists and term in lists[unit])
        return set(self._unstated({unit: None for unit in held if sums and sums.at[unit][term] not in sums.bounded}))

    def together(self, units: Sequence[str], values: Values | None = None) -> Own:
        """The figures of such units as one; without a split their ``values`` say it."""
        found: Mapping[Key, tuple[int, Sequence[str]]]
        if values is not None:
            having = [unit for unit in units if values[unit] is not None]
            found = {(): (sum([values[unit] or 0 for unit in having]), having)} if having else {}
        else:
            assert self.sums is not None
            found = self.sums.of_several(units, self.term)
        return Own("itemised", {key: self._cell(value, having) for key, (value, having) in found.items()})

    def _cell(self, value: int, units: Sequence[str]) -> Cell:
        return Cell(Amount(value), ListParts(units, self.term, self.how))

    def _unstated(self, held: Values) -> dict[str, int | None]:
        stated, telling = self.stated_at, self.telling
        if not stated:
            return dict(held)
        return {unit: value for unit, value in held.items() if unit not in stated or telling.isdisjoint(stated[unit])}


def part_of_lists(cube: Cube, unit: str, term: str, how: str) -> tuple[Part, ...]:
    """The rows of a unit's lists in a term, the same part of whatever they count in."""
    parts: dict[tuple[str, str], tuple[Part, ...]] = cube.remembered.setdefault(("parts", how), {})
    found = parts.get((unit, term))
    if found is None:
        found = parts[unit, term] = (Part("itemised", unit, term, how),)
    return found
