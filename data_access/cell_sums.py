"""Count: what the lists of every unit hold in every term under one filter, worked out for all at once by arrays.

``data_access.own_figures`` works out the same for one unit and term; numpy is imported only where there are many.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from data_access.bounds import Amount

if TYPE_CHECKING:
    import numpy as np

    from data_access.cube import Cube, ListedByUnit
    from data_access.list_counts import Shapes

Key = tuple[str, ...]
LineOf = Callable[[int], Key | None]
# With fewer units and terms, one after the other is quicker than to import numpy.
FEW = 2_000
_MOST_KEPT = 24
_NEVER = object()
_EXACT = 2**53  # bincount adds in floating numbers, which keep every whole one up to here


@dataclass(frozen=True)
class _Groups:
    """All groups of a measure's lists, those of one shape beside each other: the cell of each (a unit and a term), its value.

    ``at``: by unit and term the number of the cell. ``spans``: by shape where its groups begin and end.
    """

    at: Mapping[str, Mapping[str, int]]
    count: int
    spans: Mapping[int, tuple[int, int]]
    cells: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]

    @cached_property
    def of_terms(self) -> Mapping[str, tuple[list[str], np.ndarray[Any, Any]]]:
        """By term the units that have a cell in it, and the numbers of these cells."""
        import numpy as np

        found: dict[str, tuple[list[str], list[int]]] = {}
        for unit, cells in self.at.items():
            for term, cell in cells.items():
                units, numbers = found.setdefault(term, ([], []))
                units.append(unit)
                numbers.append(cell)
        return {term: (units, np.array(numbers, dtype=np.int64)) for term, (units, numbers) in found.items()}

    @cached_property
    def is_exact(self) -> bool:
        """Whether every sum of them is sure to be exact."""
        import numpy as np

        return bool(len(self.values)) and float(np.abs(self.values).sum(dtype=np.float64)) < _EXACT


@dataclass(frozen=True)
class CellSums:
    """The sum of each cell by the lines of a split, cell by cell, and whether there is one.

    ``bounded``: the cells where something asked for is a bound.
    """

    groups: _Groups
    lines: tuple[Key, ...]
    sums: array[int]
    present: bytes
    bounded: frozenset[int]

    @property
    def at(self) -> Mapping[str, Mapping[str, int]]:
        """By unit and term the number of the cell."""
        return self.groups.at

    def in_term(self, term: str) -> dict[str, int | None]:
        """Without a split: by unit the exact sum in a term; None where its lists hold nothing of what is asked for."""
        import numpy as np

        units, cells = self.groups.of_terms.get(term, ([], ()))
        if not self.lines or not units:
            return dict.fromkeys(units)
        sums = np.frombuffer(self.sums, dtype=np.int64)[cells].tolist()
        present = np.frombuffer(self.present, dtype=np.uint8)[cells].tolist()
        found = {unit: value if has else None for unit, value, has in zip(units, sums, present, strict=True)}
        return (
            {unit: found[unit] for unit in units if self.at[unit][term] not in self.bounded} if self.bounded else found
        )

    def of(self, unit: str, term: str) -> dict[Key, Amount] | None:
        """The amounts of a unit and a term by line; None where they have to be added up one by one."""
        cell = self.at[unit][term]
        if cell in self.bounded:
            return None
        if len(self.lines) == 1:
            return {self.lines[0]: Amount(self.sums[cell])} if self.present[cell] else {}
        first = cell * len(self.lines)
        return {
            line: Amount(self.sums[place]) for place, line in enumerate(self.lines, start=first) if self.present[place]
        }

    def of_several(self, units: Iterable[str], term: str) -> dict[Key, tuple[int, list[str]]]:
        """The sum over units of a term by line, in the order in which lines appear, with the units that have it."""
        found: dict[Key, tuple[int, list[str]]] = {}
        width = len(self.lines)
        for unit in units:
            first = self.at[unit][term] * width
            for place, line in enumerate(self.lines, start=first):
                if self.present[place]:
                    before, having = found.get(line, (0, []))
                    having.append(unit)
                    found[line] = before + self.sums[place], having
        return found


def cell_sums(
    cube: Cube, place: tuple[str, str], asked: Hashable, line_of: LineOf, *, few: int = FEW
) -> CellSums | None:
    """The sums of all cells of a measure (``place``: its key, and *recorded* or *rolled*) by the line of each shape.

    Kept with the cube under ``asked``, which says all that ``line_of`` depends on. None for few cells, and where a sum
    might not be exact.
    """
    key = (place, asked)
    kept: object = cube.remembered.get(key, _NEVER)
    if kept is _NEVER:
        count = sum(map(len, cube.listed[place].values()))
        found = _summed(_groups(cube, place), cube.shapes, line_of) if count >= few else None
        _make_room(cube.remembered)
        cube.remembered[key] = found
        return found
    return cast(CellSums | None, kept)


def _make_room(remembered: dict[Any, Any]) -> None:
    kept = [key for key, sums in list(remembered.items()) if isinstance(sums, CellSums)]
    for oldest in kept[:-_MOST_KEPT]:
        remembered.pop(oldest, None)


def _groups(cube: Cube, place: tuple[str, str]) -> _Groups:
    found: _Groups | None = cube.remembered.get(place)
    if found is None:
        found = cube.remembered[place] = _read(cube.listed[place])
    return found


def _read(by_unit: ListedByUnit) -> _Groups:
    import numpy as np

    at: dict[str, dict[str, int]] = {}
    count = 0
    for unit, terms in by_unit.items():
        at[unit] = dict(zip(terms, range(count, count + len(terms)), strict=True))
        count += len(terms)
    pairs = [listed.groups for listed in chain.from_iterable(terms.values() for terms in by_unit.values())]
    numbers = np.frombuffer(b"".join(pairs), dtype=np.int64).reshape(-1, 2)
    # So small numbers are sorted several times as fast.
    shapes = numbers[:, 0].astype(np.uint16 if numbers[:, 0].max(initial=0) < 2**16 else np.int64)
    # Most values are ones and twos: what is kept need not be as wide as what could be.
    most = max(int(numbers[:, 1].max(initial=0)), -int(numbers[:, 1].min(initial=0)))
    small = next(kind for kind in (np.int8, np.int16, np.int32, np.int64) if most <= np.iinfo(kind).max)
    values = numbers[:, 1].astype(small)
    del numbers  # sixteen bytes for each group: they must not stand beside what follows
    order = np.argsort(shapes, kind="stable")
    shapes = shapes[order]
    starts = [0, *(np.flatnonzero(shapes[1:] != shapes[:-1]) + 1).tolist()] if len(shapes) else []
    ends = [*starts, len(shapes)][1:]
    spans = dict(zip(shapes[starts].tolist(), zip(starts, ends, strict=True), strict=True))
    cells = np.repeat(np.arange(count, dtype=np.int32), [len(each) // 2 for each in pairs])
    return _Groups(at, count, spans, cells[order], values[order])


def _summed(groups: _Groups, shapes: Shapes, line_of: LineOf) -> CellSums | None:
    import numpy as np

    if not groups.is_exact:
        return None
    numbers: dict[Key, int] = {}
    asked: list[tuple[int, slice]] = []
    bounded: set[int] = set()
    for shape, span in groups.spans.items():
        line = line_of(shape)
        if line is not None:
            asked.append((numbers.setdefault(line, len(numbers)), slice(*span)))
            if shape in shapes.bounds:
                bounded.update(groups.cells[slice(*span)].tolist())
    width, nothing = len(numbers), [np.zeros(0, dtype=np.int32)]
    slots = np.concatenate([groups.cells[span].astype(np.int64) * width + line for line, span in asked] or nothing)
    values = np.concatenate([groups.values[span] for _, span in asked] or nothing)
    size = groups.count * width
    sums = np.rint(np.bincount(slots, weights=values, minlength=size)).astype(np.int64)
    present = np.bincount(slots, minlength=size) > 0
    return CellSums(groups, tuple(numbers), array("q", sums.tobytes()), present.tobytes(), frozenset(bounded))
