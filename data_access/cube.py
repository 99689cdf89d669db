"""Count: all figures of one data version, grouped once, so that no question touches the rows again.

Stated figures are kept as they are; rows of lists are grouped by unit, term and dimensions. Of the
dimensions that occur together each combination is kept once (a *shape*) and a group is two whole numbers:
its shape and its value.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, text

from data_access.bounds import Amount, joined
from data_access.listed import RECORDED, ROLLED, ListRow, Place
from data_access.measures import DISCONTINUED, MEASURES, Measure

Shape = tuple[str | None, ...]

# Beyond so many units a question by unit costs more than counting everything again.
_MANY_UNITS = 400

_STATED = """
SELECT measure, unit, term, id, stage, dimension, dimension_value, value, qualifier, as_of, is_estimate
FROM reported_figure
WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)
"""
_STATED_ALL = text(_STATED + " ORDER BY id")
_STATED_OF_UNITS = text(_STATED + " AND unit IN :units ORDER BY id").bindparams(bindparam("units", expanding=True))
_TOUCHED = text(
    """
    SELECT unit FROM reported_figure WHERE added_by > :version OR removed_by > :version
    UNION SELECT unit FROM dan_van_model WHERE added_by > :version OR removed_by > :version
    UNION SELECT unit FROM training_session WHERE added_by > :version OR removed_by > :version
    UNION SELECT unit FROM commendation WHERE added_by > :version OR removed_by > :version
    UNION SELECT unit FROM dan_van_model WHERE model_key IN (
        SELECT r.model_key FROM dan_van_model r JOIN model_merge m ON m.into_key = r.model_key
        WHERE m.kind = 'same' AND (r.added_by > :version OR r.removed_by > :version)
    )
    """
)


class Stated(NamedTuple):
    """One figure that an office states, or one part of it."""

    id: int
    stage: str
    dimension: str
    dimension_value: str
    amount: Amount
    as_of: date | None
    is_estimate: bool


class Listed(NamedTuple):
    """What the lists hold for a measure, a unit and a term. ``groups``: shape, value, shape, value …"""

    total: Amount
    groups: array[int]


class Shapes:
    """Every combination of dimensions that occurs, by number; it only grows, so later cubes share it."""

    def __init__(self) -> None:
        self._all: list[Shape] = []
        self._numbers: dict[Shape, int] = {}

    def __getitem__(self, number: int) -> Shape:
        return self._all[number]

    def number(self, shape: Shape) -> int:
        """The number of a combination, a new one if it is met for the first time."""
        found = self._numbers.get(shape)
        if found is None:
            found = self._numbers[shape] = len(self._all)
            self._all.append(shape)
        return found


StatedByTerm = Mapping[str, tuple[Stated, ...]]
ListedByTerm = Mapping[str, Listed]


@dataclass(frozen=True)
class Touched:
    """What uploads since a cube's version changed: the units, and the version they led to."""

    version: int
    units: frozenset[str]


@dataclass(frozen=True)
class Cube:
    """The figures of one version: ``stated`` by measure and unit, ``listed`` by measure, ``how`` and unit."""

    version: int
    shapes: Shapes
    stated: Mapping[str, Mapping[str, StatedByTerm]]
    listed: Mapping[tuple[str, str], Mapping[str, ListedByTerm]]

    def stated_in(self, measure: Measure, unit: str, term: str) -> tuple[Stated, ...]:
        """What the unit's office states for exactly this term."""
        return self.stated[measure.key].get(unit, {}).get(term, ())

    def listed_in(self, measure: Measure, unit: str, term: str, how: str) -> Listed | None:
        """What the unit's lists hold for this term, ``how`` *recorded* or *rolled*."""
        return self.listed[measure.key, how].get(unit, {}).get(term)

    def units(self, measure: Measure) -> set[str]:
        """The units that have any figure of a measure."""
        known: set[str] = set(self.stated[measure.key])
        return known.union(*(self.listed[measure.key, how] for how in (RECORDED, ROLLED)))

    def terms(self, measure: Measure, unit: str) -> set[str]:
        """The terms for which something is recorded of a measure and a unit."""
        return {*self.stated[measure.key].get(unit, ()), *self.listed[measure.key, RECORDED].get(unit, ())}


def build_cube(connection: Connection, version: int) -> Cube:
    """Count every row that held at a version."""
    return _counted(connection, version, Shapes(), None)


def newest_version(connection: Connection) -> int:
    """The newest upload's id in the connection's snapshot; 0 where there is none yet."""
    return int(connection.execute(text("SELECT coalesce(max(id), 0) FROM upload")).scalar_one())


def touched_since(connection: Connection, version: int) -> Touched:
    """The units whose rows changed after a version, and the newest version."""
    units = frozenset(connection.execute(_TOUCHED, {"version": version}).scalars())
    return Touched(newest_version(connection), units)


def refresh(cube: Cube, connection: Connection, touched: Touched) -> Cube:
    """The cube of a later version: touched units are counted again, all others are taken over."""
    if len(touched.units) > _MANY_UNITS:
        return build_cube(connection, touched.version)
    if not touched.units:
        return Cube(touched.version, cube.shapes, cube.stated, cube.listed)
    again = _counted(connection, touched.version, cube.shapes, touched.units)
    return Cube(
        touched.version,
        cube.shapes,
        {key: _replaced(old, touched.units, again.stated[key]) for key, old in cube.stated.items()},
        {key: _replaced(old, touched.units, again.listed[key]) for key, old in cube.listed.items()},
    )


def _counted(connection: Connection, version: int, shapes: Shapes, units: Collection[str] | None) -> Cube:
    listed: dict[tuple[str, str], dict[str, dict[str, Listed]]] = {}
    for measure in MEASURES.values():
        found = _listed(connection, version, shapes, measure=measure, units=units)
        listed.update({(measure.key, how): by_unit for how, by_unit in found.items()})
    return Cube(version, shapes, _stated(connection, version, units), listed)


def _replaced(old: Mapping[str, Any], units: Iterable[str], new: Mapping[str, Any]) -> dict[str, Any]:
    kept = dict(old)
    for unit in units:
        kept.pop(unit, None)
    return kept | dict(new)


def _stated(
    connection: Connection, version: int, units: Collection[str] | None
) -> dict[str, dict[str, dict[str, tuple[Stated, ...]]]]:
    if units is None:
        found = connection.execute(_STATED_ALL, {"version": version})
    else:
        found = connection.execute(_STATED_OF_UNITS, {"version": version, "units": sorted(units)})
    stated: dict[str, dict[str, dict[str, tuple[Stated, ...]]]] = {key: {} for key in MEASURES}
    for measure, unit, term, number, stage, dimension, code, value, qualifier, as_of, is_estimate in found:
        if measure in stated:
            amount = Amount(value, qualifier)
            figure = Stated(number, stage, dimension, code, amount, _day(as_of), bool(is_estimate))
            terms = stated[measure].setdefault(unit, {})
            terms[term] = (*terms.get(term, ()), figure)
    return stated


def _listed(
    connection: Connection, version: int, shapes: Shapes, *, measure: Measure, units: Collection[str] | None
) -> dict[str, dict[str, dict[str, Listed]]]:
    listed: dict[str, dict[str, dict[str, Listed]]] = {RECORDED: {}, ROLLED: {}}
    for unit, placed in groupby(measure.source.placed(connection, version, units), key=_unit_of):
        sums: dict[Place, dict[int, int]] = {}
        for place, row in placed:
            number = shapes.number((*row.codes, row.qualifier))
            groups = sums.setdefault(place, {})
            groups[number] = groups.get(number, 0) + row.value
        for (how, term), groups in sums.items():
            listed[how].setdefault(unit, {})[term] = _packed(shapes, groups)
    return listed


def _packed(shapes: Shapes, groups: Mapping[int, int]) -> Listed:
    summed, qualifier = 0, None
    for number, value in groups.items():
        shape = shapes[number]
        if DISCONTINUED not in shape:
            summed, qualifier = summed + value, joined(qualifier, shape[-1])
    return Listed(Amount(summed, qualifier), array("q", chain.from_iterable(groups.items())))


def _unit_of(placed: tuple[Place, ListRow]) -> str:
    return placed[1].unit


def _day(value: Any) -> date | None:
    # SQLite hands days over as text, PostgreSQL as days.
    return date.fromisoformat(value) if isinstance(value, str) else value
