"""Count: one look at the data: a version's cube and units, what the reader selected, and the figures for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from data_access.cache import cube_of
from data_access.comparisons import Comparison, comparison, same_elapsed
from data_access.cube import Cube
from data_access.database import Database
from data_access.former import FormerReference, former_reference
from data_access.history import committed_at
from data_access.kept_reference import reference_of
from data_access.listings import Difference, estimates, missing_units, report_list_differences
from data_access.measures import Measure
from data_access.periods import in_order, is_running, period, previous
from data_access.places import unit_order
from data_access.queries import Figure, Question, figures
from data_access.reference import Reference
from data_access.selection import DIMENSIONS, FIELDS, Selection
from data_access.term_days import lived
from data_access.unit_figures import asked_terms
from data_access.vocabulary import TERM_KINDS
from work.answers import answers
from work.start import database as open_database

__all__ = ["Comparison", "Difference", "Figure", "Offered", "Question", "View", "kept", "narrowed", "open_view"]

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Offered:
    """What there is to choose from: the terms of each kind, the provinces and the units that have figures."""

    terms: Mapping[str, tuple[str, ...]]
    provinces: tuple[str, ...]
    units: tuple[str, ...]
    has_communes: bool = False


@dataclass(frozen=True)
class View:
    """What a page shows: ``selection`` holds the kind of term and every filter; ``term`` is the one in the foreground."""

    database: Database
    cube: Cube
    reference: Reference
    selection: Selection
    offered: Offered
    term: str | None
    today: date
    updated: datetime

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms that the page goes through: those asked for where they are several, else all of the kind."""
        if len(self.selection.terms) > 1:
            return self.selection.terms
        return self.offered.terms.get(self.selection.term_kind or "", ())

    @property
    def through_terms(self) -> View:
        """The same without a term in the foreground: what goes through all terms is the same for each of them."""
        several = len(self.selection.terms) > 1
        return self if several else replace(self, selection=replace(self.selection, terms=()), term=None)

    @property
    def previous(self) -> str | None:
        """The term before the one in the foreground."""
        return previous(self.term) if self.term else None

    @property
    def is_running(self) -> bool:
        """Whether the term in the foreground is not over."""
        return self.term is not None and is_running(lived(self.reference, self.term), self.today)

    def at(self, *terms: str, **filters: Any) -> Selection:
        """The selection narrowed to some terms and, by dimension, to some codes."""
        return narrowed(self.selection, *terms, **filters)

    def question(self, measure: Measure, *split: str, selection: Selection | None = None) -> Question:
        """What is asked of the cube about a measure."""
        return Question(self.reference, measure, selection or self.selection, split)

    def figures(self, measure: Measure, selection: Selection, by: Sequence[str] = ("unit", "term")) -> list[Figure]:
        """The figures of a selection; the same question to the same version is counted once."""
        key = ("figures", measure.key, selection, tuple(by))
        return list(self.once(key, lambda: figures(self.cube, self.reference, measure, selection, by=by)))

    def total(self, measure: Measure, term: str | None = None, **filters: Any) -> Figure | None:
        """The sum over the selection's units in a term (the one in the foreground unless told)."""
        term = term or self.term
        return next(iter(self.figures(measure, self.at(term, **filters), ("term",))), None) if term else None

    def change(self, measure: Measure, **filters: Any) -> Comparison | None:
        """The term in the foreground against the one before; a running one over the same elapsed time, if that is known."""
        if self.term is None:
            return None
        term, today = self.term, self.today
        question = self.question(measure, selection=self.at(term, **filters))
        full = self.once(
            ("change", question.measure.key, question.selection, today),
            lambda: comparison(self.cube, question, term, today=today),
        )
        if full is None or not full.running:
            return full
        return same_elapsed(self.cube, question, term, today=today) or full

    def missing(self, measure: Measure) -> tuple[str, ...]:
        """The units that owe a figure for the term in the foreground."""
        if self.term is None:
            return ()
        question = self.question(measure, selection=self.at(self.term))
        found = self.once(("missing", measure.key, question.selection), lambda: missing_units(self.cube, question))
        return found[0].units if found else ()

    def differences(self, measure: Measure) -> list[Difference]:
        """Where an office's figure for the term in the foreground differs from its own lists."""
        if self.term is None:
            return []
        selection = self.at(self.term)
        key = ("differences", measure.key, selection)
        return list(self.once(key, lambda: report_list_differences(self.cube, self.reference, measure, selection)))

    def estimates(self, measure: Measure) -> list[Figure]:
        """The figures of the term in the foreground that offices call estimates."""
        if self.term is None:
            return []
        selection = self.at(self.term)
        key = ("estimates", measure.key, selection)
        return list(self.once(key, lambda: estimates(self.cube, self.reference, measure, selection)))

    def lacks(self, measure: Measure) -> tuple[str, ...]:
        """The dimensions that are filtered and that the measure does not have, so that it has no figures here."""
        return tuple(name for name in self.selection.filtered if name not in measure.dimensions)

    def name(self, unit: str) -> str:
        """A unit's full name."""
        known = self.reference.units.get(unit)
        return known.name if known else unit

    def once(self, key: tuple[Any, ...], count: Callable[[], Any]) -> Any:
        """An answer about this version, worked out only the first time it is asked for."""
        return answers.get((self.database.url, self.cube.version, *key), count)


def narrowed(selection: Selection, *terms: str, **filters: Any) -> Selection:
    """A selection narrowed to some terms and, by dimension, to some codes."""
    fields = {FIELDS.get(name, name): value for name, value in filters.items()}
    return replace(selection, **{"terms": terms, "term_kind": None, **fields})


def kept(make: Callable[Concatenate[View, Measure, P], T]) -> Callable[Concatenate[View, Measure, P], T]:
    """A function of a view and a measure that is worked out once a version and selection; nobody changes its answer.

    The answer must not hold the view: its cube would live as long.
    """
    name = f"{make.__module__}.{make.__qualname__}"

    @wraps(make)
    def kept_answer(view: View, measure: Measure, *args: P.args, **named: P.kwargs) -> T:
        key = (name, measure.key, view.selection, view.term, view.today, *args, *named.values())
        answer: T = view.once(key, lambda: make(view, measure, *args, **named))
        return answer

    return kept_answer


def open_view(
    codes: Mapping[str, Sequence[str]],
    measures: Sequence[Measure],
    *,
    filters: Sequence[str] = (),
    today: date | None = None,
) -> View:
    """The view that an address asks for; ``filters`` are the dimensions that matter on the page, others are left out."""
    database = open_database()
    asked = Selection.from_codes(codes)
    version = asked.version if asked.version and 0 < asked.version < database.version() else None
    cube = cube_of(database, version).for_a_view()
    key = (database.url, cube.version)
    as_reported = answers.get((*key, "reference"), lambda: reference_of(database, cube.version))
    reference = answers.get((*key, "former"), lambda: former_reference(as_reported)) if asked.by_former else as_reported
    offered_key = (*key, "offered", asked.by_former, *(m.key for m in measures))
    offered = answers.get(offered_key, lambda: _offered(cube, reference, measures))
    updated = answers.get((*key, "updated"), lambda: _updated(database, cube.version))
    ignored: dict[str, Any] = {FIELDS[name]: () for name in DIMENSIONS if name not in filters}
    kind = asked.term_kind if asked.term_kind in offered.terms else _first_kind(offered)
    terms = tuple(in_order(term for term in asked.terms if period(term).kind == kind))
    selection = replace(
        asked, **ignored, term_kind=kind, terms=terms, roll_up=True, version=version, **_places(asked, reference)
    )
    term = terms[-1] if terms else offered.terms[kind][-1] if kind else None
    return View(database, cube, reference, selection, offered, term, today or date.today(), updated)


def _updated(database: Database, version: int) -> datetime:
    with database.read() as connection:
        return committed_at(connection, version)


def _offered(cube: Cube, reference: Reference, measures: Sequence[Measure]) -> Offered:
    everything = Selection(roll_up=True)
    terms: set[str] = set()
    units: set[str] = set()
    for measure in measures:
        for unit in cube.units(measure):
            found = asked_terms(cube, measure, everything, unit)
            terms |= found
            units |= {unit} if found else set()
    by_kind = {kind: tuple(in_order(t for t in terms if period(t).kind == kind)) for kind in TERM_KINDS}
    has_communes = any(reference.units[unit].level == "commune" for unit in units if unit in reference.units)
    if isinstance(reference, FormerReference):
        units = {reference.line(unit) for unit in units}
    known = sorted((unit for unit in units if unit in reference.units), key=lambda unit: unit_order(reference, unit))
    provinces = dict.fromkeys(reference.units[unit].province or unit for unit in known)
    below = tuple(unit for unit in known if reference.units[unit].province)
    return Offered({kind: found for kind, found in by_kind.items() if found}, tuple(provinces), below, has_communes)


def _first_kind(offered: Offered) -> str | None:
    return next((kind for kind in TERM_KINDS if kind in offered.terms), None)


def _places(asked: Selection, reference: Reference) -> dict[str, Any]:
    """Province and units of an address, those left out that no unit bears; by former district the lines they stand in."""
    province = asked.province if asked.province in reference.units else None
    units = tuple(unit for unit in asked.units if unit in reference.units)
    if isinstance(reference, FormerReference):
        return {
            "province": reference.present(province) if province else None,
            "units": tuple(dict.fromkeys(map(reference.line, units))),
        }
    return {"province": province, "units": units}
