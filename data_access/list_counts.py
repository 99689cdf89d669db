"""Count: what whole lists hold, grouped by unit, term and the combination of what their rows say.

Few rows are counted one by one as ``data_access.listed`` places them; many by arrays (``data_access.whole_lists``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import reduce
from itertools import chain
from threading import Lock
from typing import NamedTuple

from sqlalchemy import Connection

from data_access.bounds import Amount, joined
from data_access.listed import RECORDED, ROLLED, ListRow, Place
from data_access.measures import DISCONTINUED, Measure
from data_access.periods import PLAN_SHIFT

Shape = tuple[str | None, ...]
ByHow = dict[str, dict[str, dict[str, "Listed"]]]

FEW_ROWS = 10_000  # fewer are counted one by one in less time than numpy is imported


class Listed(NamedTuple):
    """What the lists hold for a measure, a unit and a term. ``groups``: shape, value, shape, value …"""

    total: Amount
    groups: array[int]


class Shapes:
    """Every combination of dimensions that occurs, by number; it only grows, so later cubes share it.

    ``gone`` are those of discontinued models, ``bounds`` those that are no exact counts. Several threads may count at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._all: list[Shape] = []
        self._numbers: dict[Shape, int] = {}
        self.gone: set[int] = set()
        self.bounds: dict[int, str] = {}

    def __getitem__(self, number: int) -> Shape:
        return self._all[number]

    def number(self, shape: Shape) -> int:
        """The number of a combination, a new one if it is met for the first time."""
        found = self._numbers.get(shape)
        return self._added(shape) if found is None else found

    def _added(self, shape: Shape) -> int:
        with self._lock:
            if shape not in self._numbers:
                number = len(self._all)
                self._all.append(shape)
                if DISCONTINUED in shape:
                    self.gone.add(number)
                if shape[-1] is not None:
                    self.bounds[number] = shape[-1]
                self._numbers[shape] = number  # last: whoever is given the number finds all that is known of it
            return self._numbers[shape]


def count_lists(
    connection: Connection,
    version: int,
    shapes: Shapes,
    measure: Measure,
    *,
    shift: int = PLAN_SHIFT,
    few: int = FEW_ROWS,
) -> ByHow:
    """What all lists held at a version, by *recorded* and *rolled*, unit and term."""
    if connection.execute(measure.source.last).scalar_one() < few:
        return summed(measure.source.placed(connection, version, shift=shift), shapes)
    from data_access.whole_lists import count_whole

    return count_whole(connection, version, shapes, measure.source, shift=shift)


def summed(placed: Iterable[tuple[Place, ListRow]], shapes: Shapes) -> ByHow:
    """What rows hold where they count, by *recorded* and *rolled*, unit and term."""
    sums: dict[tuple[str, Place], dict[int, int]] = {}
    for place, row in placed:
        groups = sums.setdefault((row.unit, place), {})
        number = shapes.number((*row.codes, row.qualifier))
        groups[number] = groups.get(number, 0) + row.value
    listed: ByHow = {RECORDED: {}, ROLLED: {}}
    for (unit, (how, term)), groups in sums.items():
        listed[how].setdefault(unit, {})[term] = packed(shapes, groups)
    return listed


def packed(shapes: Shapes, groups: dict[int, int]) -> Listed:
    """The values of rows by shape, with their sum; discontinued models are held and not summed."""
    summed = sum(groups.values())
    if not shapes.gone.isdisjoint(groups):
        summed -= sum([value for number, value in groups.items() if number in shapes.gone])
    qualifier = None
    if shapes.bounds and (found := (shapes.bounds.keys() & groups.keys()) - shapes.gone):
        qualifier = reduce(joined, [shapes.bounds[number] for number in found], None)
    return Listed(Amount(summed, qualifier), array("q", chain.from_iterable(groups.items())))
