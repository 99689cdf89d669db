"""Count, show: one unit: who it was before and became, its figures through all terms, its place among the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data_access.measures import MEASURES, Measure
from data_access.periods import overlaps
from data_access.places import WITHOUT_OFFICES, stands
from data_access.reference import Reference
from data_access.selection import Selection
from data_access.term_days import lived
from data_access.unit_uploads import UnitUpload, uploads_of_unit
from work.ranges import known, range_of
from work.remembered import RememberedAnswer, all_answers
from work.uploads import Upload, history_of
from work.views import Figure, View, open_view

__all__ = ["UnitUpload", "Upload"]

State = Literal["known", "owed", "silent", "absent"]


@dataclass(frozen=True)
class Relative:
    """A unit before or after another, since which day, and with whom it shares that place."""

    unit: str
    since: date
    others: tuple[str, ...]


@dataclass(frozen=True)
class Rank:
    """Where a unit stands among those that have a figure: between ``first`` and ``last`` of so many."""

    first: int
    last: int
    of: int


@dataclass(frozen=True)
class Line:
    """A measure in a term: its figure, or why there is none: *owed*, *silent* (nobody asks for it), *absent*."""

    term: str
    measure: Measure
    figure: Figure | None
    state: State
    rank: Rank | None = None


def open_unit(codes: Mapping[str, Sequence[str]], *, today: date | None = None) -> View:
    """The view of an address about its first unit, or its province; as units report, whatever they came from."""
    asked = {name: list(values) for name, values in codes.items() if name not in ("view", "unit")}
    first = next(iter(Selection.from_codes(codes).units), None) or next(iter(codes.get("province", ())), None)
    if first:
        asked = {name: values for name, values in asked.items() if name != "province"} | {"unit": [first]}
    view = open_view(asked, list(MEASURES.values()), today=today)
    return view if view.selection.terms else replace(view, term=_newest_known(view) or view.term)


def _newest_known(view: View) -> str | None:
    """The newest term of the view's kind in which its unit has any figure: a district of the past begins with its last."""
    found = {
        figure.term for measure in MEASURES.values() for figure in view.figures(measure, view.selection, ("term",))
    }
    return next((term for term in reversed(view.terms) if term in found), None)


def unit_of(view: View) -> str | None:
    """The unit that a view is about."""
    return view.selection.units[0] if view.selection.units else None


def predecessors(reference: Reference, unit: str) -> list[Relative]:
    """The units that a unit came from."""
    found = [each for each in reference.successors if each.after == unit]
    return [Relative(each.before, each.effective, ()) for each in found]


def successors(reference: Reference, unit: str) -> list[Relative]:
    """The units that a unit became, or became part of; a shared one with the others that it came from."""
    found = [each for each in reference.successors if each.before == unit]
    parents: dict[str, list[str]] = {}
    for each in reference.successors:
        parents.setdefault(each.after, []).append(each.before)
    return [
        Relative(each.after, each.effective, tuple(other for other in parents[each.after] if other != unit))
        for each in found
    ]


def lines_of(view: View, unit: str, measures: Sequence[Measure]) -> list[Line]:
    """Every measure in every term of the view's kind in which the unit stood or has a figure, the newest term first."""
    record = view.reference.units[unit]
    terms = view.offered.terms.get(view.selection.term_kind or "", ())
    found = []
    for term in reversed(terms):
        lines = [_line(view, unit, measure, term) for measure in measures]
        if any(line.figure for line in lines) or overlaps(
            record.valid_from, record.valid_to, lived(view.reference, term)
        ):
            found += lines
    return found


def _line(view: View, unit: str, measure: Measure, term: str) -> Line:
    is_province = view.reference.units[unit].level == "province"
    by = ("term",) if is_province else ("unit", "term")
    figure = next(iter(view.figures(measure, view.at(term), by)), None)
    if figure is not None:
        return Line(term, measure, figure, "known", None if is_province else rank_of(view, figure))
    if not stands(view.reference, unit, term):
        return Line(term, measure, None, "absent")
    owes = not is_province and view.reference.units[unit].code not in WITHOUT_OFFICES
    return Line(term, measure, None, "owed" if owes else "silent")


def rank_of(view: View, figure: Figure) -> Rank | None:
    """A unit's place among the units of its level and province that have a figure; bounds may leave several places open."""
    unit = view.reference.units.get(figure.unit or "")
    if unit is None:
        return None
    asked = replace(view.at(figure.term), units=(), province=unit.province)
    others = [
        range_of(known(each, view.today))
        for each in view.figures(MEASURES[figure.measure], asked)
        if each.unit and each.unit != unit.id and view.reference.units[each.unit].level == unit.level
    ]
    own = range_of(known(figure, view.today))
    if not others:
        return None
    ahead = sum(own.highest is not None and each.lowest > own.highest for each in others)
    perhaps = sum(each.highest is None or each.highest > own.lowest for each in others)
    return Rank(1 + ahead, 1 + perhaps, 1 + len(others))


def owed(lines: Sequence[Line]) -> dict[str, list[Measure]]:
    """Term by term the measures of which the unit has said nothing."""
    found: dict[str, list[Measure]] = {}
    for line in lines:
        if line.state == "owed":
            found.setdefault(line.term, []).append(line.measure)
    return found


def touched_by(view: View, unit: str) -> list[tuple[Upload, UnitUpload]]:
    """The uploads that brought or took out facts of the unit, the newest first."""

    def read() -> list[UnitUpload]:
        with view.database.read() as connection:
            return uploads_of_unit(connection, [unit], view.cube.version)

    touches: list[UnitUpload] = view.once(("touched", unit), read)
    uploads = {each.number: each for each in history_of(view.database)}
    return [(uploads[each.upload], each) for each in touches if each.upload in uploads]


def spellings_of(view: View, unit: str) -> list[RememberedAnswer]:
    """The spellings that are remembered to mean the unit."""
    return [each for each in all_answers(view.database) if each.unit == unit]
