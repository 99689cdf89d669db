"""Count: all figures of one data version, grouped once, so that no question touches the rows again.

Stated figures are kept as they are; rows of lists are grouped by unit, term and dimensions. Of the
dimensions that occur together each combination is kept once (a *shape*) and a group is two whole numbers:
its shape and its value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, text

from data_access.asked import carried
from data_access.bounds import Amount
from data_access.database import version as newest_version
from data_access.figure_rules import UNSPECIFIED, FigureRules, rules_at, rules_changed_since
from data_access.list_changes import MANY_UNITS, recount_lists, replaced
from data_access.list_counts import Listed, Shapes, count_lists
from data_access.listed import RECORDED, ROLLED
from data_access.measures import MEASURES, Measure

Shape = tuple[str | None, ...]

_STATED = """
SELECT measure, unit, term, id, stage, dimension, dimension_value, value, qualifier, as_of, is_estimate
FROM reported_figure
WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)
"""
_STATED_ALL = text(_STATED + " ORDER BY id")
_STATED_OF_UNITS = text(_STATED + " AND unit IN :units ORDER BY id").bindparams(bindparam("units", expanding=True))
_TOUCHED = text(
    "SELECT unit FROM reported_figure WHERE added_by > :version "
    "UNION SELECT unit FROM reported_figure WHERE removed_by > :version"
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


StatedByTerm = Mapping[str, tuple[Stated, ...]]
ListedByTerm = Mapping[str, Listed]
ListedByUnit = Mapping[str, ListedByTerm]
T = TypeVar("T")
_NO_TERMS: Mapping[str, object] = {}


# Beyond so many rows of lists that came or went, the version before them is counted as quickly from the beginning.
_MANY_ROWS = 20_000


@dataclass(frozen=True)
class Touched:
    """What uploads after a version lead to, or back to: the version, and the units whose stated figures changed."""

    version: int
    units: frozenset[str]
    has_other_rules: bool = False


@dataclass(frozen=True)
class Cube:
    """The figures of one version: ``stated`` by measure and unit, ``listed`` by measure, ``how`` and unit.

    ``asked``: what views asked of it already (``for_a_view``); ``remembered``: the arrays of ``data_access.cell_sums``.
    """

    version: int
    shapes: Shapes
    stated: Mapping[str, Mapping[str, StatedByTerm]]
    listed: Mapping[tuple[str, str], Mapping[str, ListedByTerm]]
    rules: FigureRules
    asked: dict[Any, Any] | None = field(default=None, compare=False, repr=False)
    remembered: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def for_a_view(self) -> Cube:
        """The same for the questions of views, of which many are parts of others, also of other views."""
        return replace(self, asked=self.remembered.setdefault("asked", {}))

    def let_go(self) -> None:
        """Forget what was worked out from it: a page may hold an old cube for hours, but asks it nothing any more."""
        self.remembered.get("asked", {}).clear()
        self.remembered.clear()

    def stated_in(self, measure: Measure, unit: str, term: str) -> tuple[Stated, ...]:
        """What the unit's office states for exactly this term."""
        return self.stated[measure.key].get(unit, {}).get(term, ())

    def stated_places(self, measure: Measure, dimension: str) -> Mapping[str, frozenset[str]]:
        """Where anything is stated of a measure split by a dimension (by none: ""): by unit the terms."""
        key = ("stated", measure.key, dimension)
        found: Mapping[str, frozenset[str]] | None = self.remembered.get(key)
        if found is None:
            by_unit = {unit: _terms_with(terms, dimension) for unit, terms in self.stated[measure.key].items()}
            found = self.remembered[key] = {unit: terms for unit, terms in by_unit.items() if terms}
        return found

    def listed_in(self, measure: Measure, unit: str, term: str, how: str) -> Listed | None:
        """What the unit's lists hold for this term, ``how`` *recorded* or *rolled*."""
        return self.listed[measure.key, how].get(unit, {}).get(term)

    def units(self, measure: Measure) -> set[str]:
        """The units that have any figure of a measure."""
        known: set[str] = set(self.stated[measure.key])
        return known.union(*(self.listed[measure.key, how] for how in (RECORDED, ROLLED)))

    def changed_units(self, measure: Measure, *, since: Cube) -> set[str]:
        """The units of which a cube that this one came of may say something else; what did not change, the two share."""
        changed: set[str] = set()
        for now, then in zip(self._of(measure), since._of(measure), strict=True):
            if now is not then:
                changed.update(unit for unit in now.keys() | then.keys() if now.get(unit) is not then.get(unit))
        return changed

    def changed_terms(self, measure: Measure, *, since: Cube) -> set[str]:
        """The terms in which some unit's rows or stated figures may be others than in a cube that this one came of."""
        changed: set[str] = set()
        units = self.changed_units(measure, since=since)
        for now, then in zip(self._of(measure), since._of(measure), strict=True):
            for unit in units:
                new, old = now.get(unit, _NO_TERMS), then.get(unit, _NO_TERMS)
                changed.update(term for term in new.keys() | old.keys() if new.get(term) != old.get(term))
        return changed

    def _of(self, measure: Measure) -> tuple[Mapping[str, Mapping[str, object]], ...]:
        return self.stated[measure.key], *(self.listed[measure.key, how] for how in (RECORDED, ROLLED))

    def terms(self, measure: Measure, unit: str) -> set[str]:
        """The terms for which something is recorded of a measure and a unit."""
        return {*self.stated[measure.key].get(unit, ()), *self.listed[measure.key, RECORDED].get(unit, ())}


def _terms_with(terms: StatedByTerm, dimension: str) -> frozenset[str]:
    return frozenset([term for term, held in terms.items() if any([each.dimension == dimension for each in held])])


def build_cube(connection: Connection, version: int, rules: FigureRules | None = None) -> Cube:
    """Count every row that held at a version, by the rules of that version unless by others to see what they would do."""
    rules, shapes = rules or rules_at(connection, version), Shapes()
    listed: dict[tuple[str, str], ListedByUnit] = {}
    for measure in MEASURES.values():
        found = count_lists(connection, version, shapes, measure, shift=rules.plan_shift)
        listed |= {(measure.key, how): by_unit for how, by_unit in found.items()}
    return Cube(version, shapes, _stated(connection, version, None, rules), listed, rules)


def touched_since(connection: Connection, version: int) -> Touched:
    """What uploads after a version touched, and the newest version."""
    units = frozenset(connection.execute(_TOUCHED, {"version": version}).scalars())
    return Touched(newest_version(connection), units, rules_changed_since(connection, version))


def back_to(connection: Connection, version: int) -> Touched | None:
    """What uploads after a version touched, and that version; None where it is better counted from the beginning."""
    if rules_changed_since(connection, version):
        return None
    for source in {measure.source.table: measure.source for measure in MEASURES.values()}.values():
        if connection.execute(source.count_since, {"since": version, "most": _MANY_ROWS}).scalar_one() >= _MANY_ROWS:
            return None
    return Touched(version, frozenset(connection.execute(_TOUCHED, {"version": version}).scalars()))


def refresh(cube: Cube, connection: Connection, touched: Touched) -> Cube:
    """The cube of a later version, or of an earlier one: what uploads touched is counted again, all else is taken over."""
    if touched.has_other_rules:
        return build_cube(connection, touched.version)
    if touched.version == cube.version:
        return cube
    listed: dict[tuple[str, str], ListedByUnit] = {}
    for measure in MEASURES.values():
        before = {how: cube.listed[measure.key, how] for how in (RECORDED, ROLLED)}
        span, shift = (cube.version, touched.version), cube.rules.plan_shift
        found = recount_lists(connection, before, cube.shapes, measure, span=span, shift=shift)
        listed |= {(measure.key, how): by_unit for how, by_unit in found.items()}
    stated = cube.stated
    if touched.units:
        again = _stated(connection, touched.version, touched.units, cube.rules)
        stated = {key: replaced(old, touched.units, again[key]) for key, old in cube.stated.items()}
    after = replace(cube, version=touched.version, stated=stated, listed=listed, asked=None, remembered={})
    if asked := cube.remembered.get("asked"):
        after.remembered["asked"] = carried(asked, after)
    return after


def _as_meant(terms: Mapping[str, tuple[Stated, ...]], rules: FigureRules) -> dict[str, tuple[Stated, ...]]:
    """Numbers of models that no stage stands with, as those of the stage the office means, unless it names that one too."""
    if rules.bare_models == UNSPECIFIED:
        return dict(terms)
    return {
        term: found
        if any(each.stage == rules.bare_models for each in found)
        else tuple(each._replace(stage=rules.bare_models) if each.stage == UNSPECIFIED else each for each in found)
        for term, found in terms.items()
    }


def _stated(
    connection: Connection, version: int, units: Collection[str] | None, rules: FigureRules
) -> dict[str, dict[str, dict[str, tuple[Stated, ...]]]]:
    if units is None or len(units) > MANY_UNITS:
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
    stated["models"] = {unit: _as_meant(terms, rules) for unit, terms in stated["models"].items()}
    return stated if units is None else {key: _only(found, units) for key, found in stated.items()}


def _only(found: dict[str, T], units: Collection[str]) -> dict[str, T]:
    return {unit: held for unit, held in found.items() if unit in units}


def _day(value: Any) -> date | None:
    # SQLite hands days over as text, PostgreSQL as days.
    return date.fromisoformat(value) if isinstance(value, str) else value
