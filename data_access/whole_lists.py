"""Count: the rows of a whole list, numbered in the order they lie in and counted by arrays: to sort texts takes longer.

What counts where is told row by row in ``data_access.listed``; both give the same.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

import numpy as np
from sqlalchemy import Connection

from data_access.bounds import Amount, joined
from data_access.driver_rows import handed_over
from data_access.list_counts import ByHow, Listed, Shapes
from data_access.listed import HOWS, RECORDED, ROLLED, Source, age, terms_of
from data_access.overtaken import overtaken

Numbers = np.ndarray[Any, Any]
Where = tuple[str, str | None, int | None]

_AT_ONCE = 100  # of many more the first have left the processor's own memory before the last are there
_ID, _WHERE, _SAID = itemgetter(0), itemgetter(slice(1, 4)), itemgetter(slice(4, None))
_NOWHERE = -1
_NONE: Numbers = np.empty(0, dtype=np.intp)


class _Numbered(dict[Any, int]):
    """Things by number, each with the next one when it is first asked for."""

    def __missing__(self, thing: Any) -> int:
        self[thing] = number = len(self)
        return number


@dataclass(frozen=True)
class _Rows:
    """Rows in the order they lie in: of each its id, and by number where it counts and what it says."""

    ids: Numbers
    where: Numbers
    said: Numbers
    wheres: Sequence[Where]
    sayings: Sequence[tuple[Any, ...]]


class _Said:
    """What rows say, ranked by shape: the rank of each saying, and of each rank the shape and the value."""

    def __init__(self, shapes: Shapes, source: Source, sayings: Sequence[tuple[Any, ...]]) -> None:
        meant = [(shapes.number(shape), value) for shape, value in map(source.meant, sayings)]
        order = sorted(range(len(meant)), key=lambda said: meant[said][0])
        self.rank = np.empty(len(meant), dtype=np.int32)
        self.rank[order] = np.arange(len(meant))
        self.shapes = np.array([meant[said][0] for said in order], dtype=np.int64)
        self.values = np.array([meant[said][1] or 0 for said in order], dtype=np.int64)
        self.silent = np.array([value is None for _, value in meant], dtype=bool)
        own = sorted({number for number, _ in meant})  # others who count add to what all share
        self.gone = np.array([number for number in own if number in shapes.gone], dtype=np.int64)
        self.bounds = {each: shapes.bounds[each] for each in own if each in shapes.bounds and each not in shapes.gone}


class _Where:
    """Where rows count: all units and terms in order; of each *where* its unit and, for each of ``HOWS``, its term."""

    def __init__(self, wheres: Sequence[Where], shift: int) -> None:
        times = {time: terms_of(*time, shift) for time in {where[1:] for where in wheres}}
        self.units = sorted({unit for unit, _, _ in wheres})
        self.terms = sorted({term for terms in times.values() for term in terms if term})
        units = {unit: number for number, unit in enumerate(self.units)}
        terms: dict[str | None, int] = {term: number for number, term in enumerate(self.terms)}
        numbers = {time: [terms.get(term, _NOWHERE) for term in found] for time, found in times.items()}
        self.unit = np.array([units[unit] for unit, _, _ in wheres], dtype=np.int64)
        self.ways = np.array([numbers[where[1:]] for where in wheres], dtype=np.int32).reshape(-1, len(HOWS)).T.copy()


def count_whole(connection: Connection, version: int, shapes: Shapes, source: Source, *, shift: int) -> ByHow:
    """What all rows of a list held at a version, by *recorded* and *rolled*, unit and term."""
    rows = _read(connection, version, source)
    where, said = _Where(rows.wheres, shift), _Said(shapes, source, rows.sayings)
    late = _late(connection, source, rows, where) if source.thing else [_NONE] * len(HOWS)
    listed: ByHow = {RECORDED: {}, ROLLED: {}}
    for how, terms, late_rows in zip(HOWS, where.ways, late, strict=True):
        places = np.where(terms == _NOWHERE, _NOWHERE, where.unit * len(where.terms) + terms)
        keys = (places * len(said.rank))[rows.where]
        keys += said.rank[rows.said]
        keys[late_rows] = _NOWHERE
        if said.silent.any():
            keys[said.silent[rows.said]] = _NOWHERE
        for unit, by_term in _listed(where, said, *_groups(keys, said)):
            listed[how].setdefault(unit, {}).update(by_term)
    return listed


def _read(connection: Connection, version: int, source: Source) -> _Rows:
    wheres, sayings = _Numbered(), _Numbered()
    ids, where, said = array("q"), array("i"), array("i")
    found = connection.execute(source.unordered, {"version": version})
    for rows in handed_over(connection, found, _AT_ONCE):
        ids.extend(map(_ID, rows))
        where.extend(map(wheres.__getitem__, map(_WHERE, rows)))
        said.extend(map(sayings.__getitem__, map(_SAID, rows)))
    found.close()
    numbers = [np.frombuffer(each, dtype=each.typecode) for each in (ids, where, said)]
    return _Rows(numbers[0], numbers[1], numbers[2], list(wheres), list(sayings))


def _late(connection: Connection, source: Source, rows: _Rows, where: _Where) -> list[Numbers]:
    ages = [age(term, year, 0)[0] for _, term, year in rows.wheres]
    order = {told: number for number, told in enumerate(sorted(set(ages)))}
    ranks = np.array([order[told] for told in ages], dtype=np.int64)
    return overtaken(connection, source, rows.ids, rows.where, ages=ranks, ways=where.ways)


def _groups(keys: Numbers, said: _Said) -> tuple[Numbers, Numbers]:
    """Groups of rows in their order: the place of each, its shape and its value. A row is its place and what it says.

    Rows that count nowhere are below nothing, as no rank is as large as the number of ranks.
    """
    keys.sort()
    keys = keys[np.searchsorted(keys, 0) :]
    starts = _starts(keys)
    places, ranks = np.divmod(keys[starts], max(len(said.rank), 1))
    values = np.diff(starts, append=len(keys)) * said.values[ranks]
    shapes = said.shapes[ranks]
    starts = _starts(places, shapes)
    return places[starts], np.column_stack((shapes[starts], np.add.reduceat(values, starts)))


def _starts(*columns: Numbers) -> Numbers:
    """Where sorted columns begin, and where one of them says something else than before."""
    other = np.ones(len(columns[0]), dtype=bool)
    other[1:] = np.logical_or.reduce([column[1:] != column[:-1] for column in columns])
    return np.flatnonzero(other)


def _listed(where: _Where, said: _Said, places: Numbers, groups: Numbers) -> Iterator[tuple[str, dict[str, Listed]]]:
    """Groups unit by unit and term by term, with their sums; discontinued models are held and not summed."""
    starts = _starts(places)
    totals = np.add.reduceat(groups[:, 1] * ~np.isin(groups[:, 0], said.gone), starts).tolist()
    exact = {total: Amount(total) for total in set(totals)}
    amounts = [exact[total] for total in totals]
    for group in np.flatnonzero(np.isin(groups[:, 0], list(said.bounds))).tolist() if said.bounds else ():
        place = int(np.searchsorted(starts, group, "right")) - 1
        bound = joined(amounts[place].qualifier, said.bounds[int(groups[group, 0])])
        amounts[place] = Amount(totals[place], bound)
    pairs, begins = array("q"), (2 * starts).tolist()
    pairs.frombytes(groups.view(np.uint8).data)
    several = map(pairs.__getitem__, map(slice, begins, [*begins, len(pairs)][1:]))
    found = list(map(Listed, amounts, several))
    units, terms = np.divmod(places[starts], max(len(where.terms), 1))
    names = [where.terms[term] for term in terms.tolist()]
    begins = _starts(units).tolist()
    for begin, end in zip(begins, [*begins, len(found)][1:], strict=True):
        yield where.units[units[begin]], dict(zip(names[begin:end], found[begin:end], strict=True))
