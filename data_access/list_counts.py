"""Count: the rows of whole lists, grouped, read in the order they lie in: to sort a million of them takes longer than this.

Every row is counted in each of its places; of a thing with several rows in one place all but the latest are taken off
again. What counts where is told row by row in ``data_access.listed``; both give the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import chain, groupby
from threading import Lock
from typing import Any, NamedTuple

from sqlalchemy import Connection

from data_access.bounds import Amount, joined
from data_access.listed import RECORDED, ROLLED, Place, Source, places_of
from data_access.measures import DISCONTINUED, Measure
from data_access.overtaken import ABSENT, FEW_PAIRS, TIME, UNIT, superseded, undressed
from data_access.periods import PLAN_SHIFT

Shape = tuple[str | None, ...]
Where = tuple[str, str | None, int | None]


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


class _Numbers(dict[Any, int]):
    """Things by number, each with the next one when it is first asked for."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = number = len(self)
        return number


@dataclass
class _Rows:
    """Rows by where they count: for each the numbers of what its rows say. ``at``: a thing's row by its id."""

    counted: dict[Where, tuple[int, array[int]]] = field(default_factory=dict)
    units: _Numbers = field(default_factory=_Numbers)
    times: _Numbers = field(default_factory=_Numbers)
    said: _Numbers = field(default_factory=_Numbers)
    at: array[int] = field(default_factory=lambda: array("q"))

    def read(self, rows: Iterable[Any]) -> None:
        """Count rows of: id, unit, term, year, and what they say."""
        counted, all_said, at = self.counted, self.said, self.at
        for row in rows:
            said = all_said[row[4:]]
            found = counted.get(row[1:4])
            if found is None:
                place = self.units[row[1]] << UNIT | self.times[row[2:4]] << TIME
                found = counted[row[1:4]] = (place, array("i"))
            place, saying = found
            saying.append(said)
            if at:
                at[row[0]] = place | said


def count_lists(
    connection: Connection,
    version: int,
    shapes: Shapes,
    measure: Measure,
    *,
    shift: int = PLAN_SHIFT,
    few: int = FEW_PAIRS,
) -> dict[str, dict[str, dict[str, Listed]]]:
    """What all lists held at a version, by *recorded* and *rolled*, unit and term."""
    rows = _rows(connection, version, measure.source)
    late = (
        superseded(connection, version, measure.source, rows=rows, shift=shift, few=few) if measure.source.thing else {}
    )
    meant = [(shapes.number(shape), value) for shape, value in map(measure.source.meant, rows.said)]
    listed: dict[str, dict[str, dict[str, Listed]]] = {RECORDED: {}, ROLLED: {}}
    for unit, wheres in groupby(sorted(rows.counted, key=_unit_of), key=_unit_of):
        places: dict[Place, list[array[int]]] = {}
        for where in wheres:
            for place in places_of(*where[1:], shift):
                places.setdefault(place, []).append(rows.counted[where][1])
        for (how, term), several in places.items():
            if groups := _groups(several, late.get((unit, how, term), ()), meant):
                listed[how].setdefault(unit, {})[term] = packed(shapes, groups)
    return listed


def _unit_of(where: Where) -> str:
    return where[0]


def _rows(connection: Connection, version: int, source: Source) -> _Rows:
    rows = _Rows()
    if source.thing:
        rows.at = array("q", [ABSENT]) * (connection.execute(source.last).scalar_one() + 1)
    found = connection.execute(source.unordered, {"version": version})
    rows.read(undressed(found))
    found.close()
    return rows


def _groups(several: list[array[int]], late: Iterable[int], meant: Sequence[tuple[int, Any]]) -> dict[int, int]:
    """The values of rows by shape, without those that a later row says anew."""
    groups: dict[int, int] = {}
    known = groups.get
    for said in several[0] if len(several) == 1 else chain.from_iterable(several):
        shape, value = meant[said]
        if value is not None:
            groups[shape] = known(shape, 0) + value
    for said in late:
        shape, value = meant[said]
        if groups[shape] == value:
            del groups[shape]
        else:
            groups[shape] -= value
    return groups


def packed(shapes: Shapes, groups: dict[int, int]) -> Listed:
    """The values of rows by shape, with their sum; discontinued models are held and not summed."""
    summed = sum(groups.values())
    if not shapes.gone.isdisjoint(groups):
        summed -= sum([value for number, value in groups.items() if number in shapes.gone])
    qualifier = None
    if shapes.bounds and (found := (shapes.bounds.keys() & groups.keys()) - shapes.gone):
        qualifier = reduce(joined, [shapes.bounds[number] for number in found], None)
    return Listed(Amount(summed, qualifier), array("q", chain.from_iterable(groups.items())))
