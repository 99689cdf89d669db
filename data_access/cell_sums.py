"""Count: what the lists of every unit hold in every term under one filter, worked out for all at once by arrays.

``data_access.own_figures`` works out the same for one unit and term; numpy is imported only where there are many.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
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
    """All groups of a measure's lists one behind the other: the cell of each (a unit and a term), its shape, its value.

    ``at``: by unit and term the number of the cell.
    """

    at: Mapping[str, Mapping[str, int]]
    count: int
    cells: np.ndarray[Any, Any]
    shapes: np.ndarray[Any, Any]
    values: np.ndarray[Any, Any]


@dataclass(frozen=True)
class CellSums:
    """The sum of each cell by the lines of a split. ``bounded``: the cells where something asked for is a bound."""

    at: Mapping[str, Mapping[str, int]]
    lines: tuple[Key, ...]
    sums: list[list[int]]
    present: list[list[bool]]
    bounded: frozenset[int]

    def of(self, unit: str, term: str) -> dict[Key, Amount] | None:
        """The amounts of a unit and a term by line; None where they have to be added up one by one."""
        cell = self.at[unit][term]
        if cell in self.bounded:
            return None
        present = zip(self.lines, self.sums[cell], self.present[cell], strict=True)
        return {line: Amount(value) for line, value, is_present in present if is_present}


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
    cells = np.repeat(np.arange(count, dtype=np.int32), [len(each) // 2 for each in pairs])
    values = numbers[:, 1]
    # Most values are ones and twos: what is kept need not be as wide as what could be.
    small = np.int32 if len(values) and abs(values).max() < 2**31 else np.int64
    return _Groups(at, count, cells, numbers[:, 0].astype(np.int32), values.astype(small))


def _summed(groups: _Groups, shapes: Shapes, line_of: LineOf) -> CellSums | None:
    import numpy as np

    if not len(groups.shapes) or float(np.abs(groups.values).sum(dtype=np.float64)) >= _EXACT:
        return None
    numbers: dict[Key, int] = {}
    line_of_shape = np.full(int(groups.shapes.max()) + 1, -1, dtype=np.int64)
    for shape in np.unique(groups.shapes).tolist():
        line = line_of(shape)
        if line is not None:
            line_of_shape[shape] = numbers.setdefault(line, len(numbers))
    lines = line_of_shape[groups.shapes]
    asked = lines >= 0
    width = len(numbers)
    slots = groups.cells[asked].astype(np.int64) * width + lines[asked]
    size = (groups.count, width)
    sums = np.bincount(slots, weights=groups.values[asked], minlength=groups.count * width)
    present = np.bincount(slots, minlength=groups.count * width) > 0
    bounded: frozenset[int] = frozenset()
    if shapes.bounds:
        is_bound = asked & np.isin(groups.shapes, list(shapes.bounds))
        bounded = frozenset(np.unique(groups.cells[is_bound]).tolist())
    return CellSums(
        groups.at,
        tuple(numbers),
        np.rint(sums).astype(np.int64).reshape(size).tolist(),
        present.reshape(size).tolist(),
        bounded,
    )
