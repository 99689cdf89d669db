"""Count: of things with several rows, which of these do not count in a place, because a later row does."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection, CursorResult

from data_access.listed import Place, Source, age, merged_rows, places_of

Time = tuple[str | None, int | None]
At = tuple[str, str, str]

# Of a thing's row is kept one whole number: those of its unit, of its time and of what it says, one above the other.
TIME, UNIT = 24, 40
_SAID, _TIMES = (1 << TIME) - 1, (1 << UNIT - TIME) - 1
ABSENT = -1
FEW_PAIRS = 2_000  # with fewer, one after the other is quicker than to import numpy


class Placed(Protocol):
    """Rows by number: the units and the times they name, in the order of their numbers, and each row by its id."""

    at: array[int]

    @property
    def units(self) -> Mapping[Any, int]:
        """The units by number."""

    @property
    def times(self) -> Mapping[Any, int]:
        """The times by number: a term and a year."""


def undressed(found: CursorResult[Any]) -> Iterable[Any]:
    """The driver's own rows: to dress a million of them takes as long as to count them."""
    cursor: Any = found.cursor
    return () if cursor is None else cursor


def superseded(
    connection: Connection, version: int, source: Source, *, rows: Placed, shift: int, few: int = FEW_PAIRS
) -> dict[At, list[int]]:
    """Of things with several rows what does not count in a place, because a later row does: what they say, by place."""
    late: dict[At, list[int]] = {}
    _of_merged_things(connection, version, rows, shift=shift, late=late)
    at, overtaken = rows.at, _Overtaken(rows, shift, late)
    # The unit is part of what names a thing; only merged things are of several.
    found = [ids for (ids,) in undressed(connection.execute(source.several))]
    pairs = [ids for ids in found if ids.count(",") == 1]
    if at_once := bool(pairs) and len(pairs) >= few:
        overtaken.gather_pairs(pairs, at)
    for ids in [ids for ids in found if ids.count(",") != 1] if at_once else found:
        states = [said for id in sorted(map(int, ids.split(","))) if (said := at[id]) != ABSENT]
        if len(states) > 1:
            for number, saying in overtaken[tuple([said >> TIME for said in states])]:
                saying.append(states[number] & _SAID)
    return late


class _Overtaken(dict[tuple[int, ...], list[tuple[int, list[int]]]]):
    """By unit and times of a thing's rows: which of them do not count somewhere, and where what these say is gathered."""

    def __init__(self, rows: Placed, shift: int, late: dict[At, list[int]]) -> None:
        self._times, self._units = list(rows.times), list(rows.units)
        self._shift, self._late = shift, late

    def __missing__(self, places: tuple[int, ...]) -> list[tuple[int, list[int]]]:
        unit = self._units[places[0] >> UNIT - TIME]
        times = [self._times[place & _TIMES] for place in places]
        found = self[places] = [
            (number, self._late.setdefault((unit, *place), [])) for number, place in _overtaken(times, self._shift)
        ]
        return found

    def gather_pairs(self, pairs: Sequence[str], at: array[int]) -> None:
        """Gather of things with two rows, whose ids are given, what one of them says in vain; most have no more."""
        import numpy as np

        ids = np.sort(np.fromstring(",".join(pairs), dtype=np.int64, sep=",").reshape(-1, 2), axis=1)
        states = np.frombuffer(at, dtype=np.int64)[ids]
        states = states[(states != ABSENT).all(axis=1)]
        places = states >> TIME
        keys = places[:, 0] << UNIT - TIME | places[:, 1] & _TIMES
        order = np.argsort(keys, kind="stable")
        starts = np.flatnonzero(np.diff(keys[order], prepend=-1)).tolist()
        said = (states[order] & _SAID).T.tolist()
        ends = [*starts, len(order)][1:]
        for of_pair, start, end in zip(places[order][starts].tolist(), starts, ends, strict=True):
            for number, saying in self[tuple(of_pair)]:
                saying.extend(said[number][start:end])


def _of_merged_things(
    connection: Connection, version: int, rows: Placed, *, shift: int, late: dict[At, list[int]]
) -> None:
    """The same of merged things, which count in one unit only; their rows are taken out of ``rows.at``."""
    merged: dict[str, list[tuple[int, str, Time]]] = {}
    for unit, thing, term, year, id in sorted(merged_rows(connection, version), key=itemgetter(4)):
        merged.setdefault(thing, []).append((rows.at[id] & _SAID, unit, (term, year)))
        rows.at[id] = ABSENT
    for states in merged.values():
        for number, place in _overtaken([time for *_, time in states], shift):
            said, unit, _ = states[number]
            late.setdefault((unit, *place), []).append(said)


def _overtaken(times: Sequence[Time], shift: int) -> Iterator[tuple[int, Place]]:
    """Of one thing's rows, in the order they came: which do not count in which place."""
    seen: set[Place] = set()
    for _, number in sorted((age(*time, number) for number, time in enumerate(times)), reverse=True):
        for place in places_of(*times[number], shift):
            if place in seen:
                yield number, place
            seen.add(place)
