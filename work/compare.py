"""Count: two terms or two units side by side: each one's figure, and how they differ where that may be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data_access.bounds import Amount, total
from data_access.comparisons import Change, Comparison, between, same_elapsed_between
from data_access.measures import Measure
from data_access.periods import CALENDAR_KINDS, in_order, is_running, period, previous
from data_access.places import stands
from data_access.queries import Figure
from data_access.term_days import lived
from work.behind import figure_behind
from work.views import View, kept

# Why no difference is said. The first five are of the whole, the others of a line.
Why = Literal[
    "same", "length", "running", "unmatched", "none", "meaning", "years", "coverage", "silent", "absent", "no_unit"
]


@dataclass(frozen=True)
class Line:
    """One unit in two terms, or two units in one term; ``place`` is the unit or the term, ``why`` forbids a difference."""

    place: str
    a: Amount | None
    b: Amount | None
    why: Why | None = None

    @property
    def difference(self) -> Amount | None:
        """A less B, where that may be said."""
        return self.a - self.b if self.why is None and self.a is not None and self.b is not None else None


@dataclass(frozen=True)
class Side:
    """A measure's figure on both sides, and the difference over what is alike on both.

    ``matched_a`` and ``matched_b`` are over the ``have`` units that have a figure of the same meaning on both sides, of
    ``of``; ``apart`` names the units that have two figures which say different things. ``years`` are the full years
    that are compared where a term is not over.
    """

    measure: Measure
    a: Figure | None
    b: Figure | None
    matched_a: Amount
    matched_b: Amount
    have: int
    of: int
    why: Why | None
    lines: tuple[Line, ...]
    apart: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    @property
    def difference(self) -> Amount | None:
        """A less B over what is alike; None where an increase or a decrease may not be said."""
        return None if self.why else self.matched_a - self.matched_b


def terms_to_compare(view: View, asked: tuple[str, str]) -> tuple[str, str] | None:
    """The two terms that an address means by ``a`` and ``b``; else the one in the foreground and the one before it."""
    kind, offered = view.selection.term_kind, view.terms if len(view.selection.terms) < 2 else view.selection.terms
    offered = view.offered.terms.get(kind or "", offered)
    if view.term is None or not offered:
        return None
    a, b = (next((term for term in offered if label in (term, period(term).label)), None) for label in asked)
    a = a or (view.term if view.term in offered else offered[-1])
    before = previous(a)
    others = [term for term in offered if term != a]
    b = b or (before if before in others else others[-1] if others else a)
    return a, b or a


def units_to_compare(view: View, measure: Measure, asked: tuple[str, str]) -> tuple[str, str] | None:
    """The two units that an address means by ``a`` and ``b``; else the chosen ones, else those that have most."""
    having = view.figures(measure, view.at(view.term)) if view.term else []
    greatest = [str(figure.unit) for figure in sorted(having, key=lambda figure: -figure.value)]
    offered = [*view.selection.units, *greatest, *view.offered.units, *view.offered.provinces]
    found = [unit if unit in view.reference.units else None for unit in asked]
    a = found[0] or next((unit for unit in offered if unit != found[1]), None)
    b = found[1] or next((unit for unit in offered if unit != a), None)
    return (a, b) if a and b else None


def of_terms(view: View, terms: tuple[str, str]) -> View:
    """The same look at two terms, the first in the foreground."""
    return replace(view, selection=replace(view.selection, terms=tuple(in_order(set(terms)))), term=terms[0])


def of_units(view: View, units: tuple[str, str]) -> View:
    """The same look at two units only."""
    return replace(view, selection=replace(view.selection, units=tuple(dict.fromkeys(units)), province=None))


@kept
def terms_compared(view: View, measure: Measure, terms: tuple[str, str]) -> Side:
    """A measure in two terms: differences only over units with a figure of the same meaning in both, and equal time."""
    a, b = terms
    figures = [view.total(measure, term) for term in terms]
    forbidden = _forbidden(view, terms)
    question = view.question(measure, selection=view.at(a))
    later_first = (a, b) if in_order(terms)[-1] == a else (b, a)
    found = same_elapsed_between(view.cube, question, later_first, today=view.today) if forbidden == "running" else None
    years = found.years if found else ()
    found = found or (between(view.cube, question, later_first, today=view.today) if a != b else None)
    if found is None:
        return _without(measure, figures, forbidden or "none")
    why = None if years else forbidden
    lines = tuple(_line(each, why, is_turned=later_first[0] != a) for each in found.changes)
    return _summed(measure, figures, lines, found, why=why, years=years)


def _forbidden(view: View, terms: tuple[str, str]) -> Why | None:
    if terms[0] == terms[1]:
        return "same"
    if _length(terms[0]) != _length(terms[1]):
        return "length"
    return "running" if any(is_running(lived(view.reference, term), view.today) for term in terms) else None


def _length(term: str) -> object:
    """What two terms must share to be of equal time; one whose start is unknown is like no other."""
    made = period(term)
    if made.kind in CALENDAR_KINDS:
        return made.kind
    return made.ends.year - made.starts.year if made.starts and made.ends else term


def _line(change: Change, why: Why | None, *, is_turned: bool) -> Line:
    a, b = (change.before, change.after) if is_turned else (change.after, change.before)
    existed = change.existed_before and change.exists_after
    if change.before is None or change.after is None:
        return Line(change.unit, a, b, "silent" if existed else "absent")
    if not change.same_meaning:
        return Line(change.unit, a, b, why or "meaning")
    return Line(change.unit, a, b, why if change.same_years else why or "years")


def _summed(
    measure: Measure,
    figures: Sequence[Figure | None],
    lines: tuple[Line, ...],
    found: Comparison,
    *,
    why: Why | None,
    years: tuple[str, ...],
) -> Side:
    alike = [line for line in lines if line.difference is not None]
    return Side(
        measure,
        figures[0],
        figures[1],
        matched_a=total(line.a for line in alike if line.a is not None),
        matched_b=total(line.b for line in alike if line.b is not None),
        have=len(alike),
        of=found.of,
        why=why or (None if alike else "unmatched"),
        lines=lines,
        apart=tuple(line.place for line in lines if line.why in ("meaning", "years")),
        years=years,
    )


def _without(measure: Measure, figures: Sequence[Figure | None], why: Why) -> Side:
    nothing = Amount(0)
    return Side(measure, figures[0], figures[1], nothing, nothing, have=0, of=0, why=why, lines=())


@kept
def units_compared(view: View, measure: Measure, units: tuple[str, str]) -> Side:
    """A measure of two units in the term in the foreground, and in each term of its kind as a line."""
    pairs = {term: _pair(view, measure, units, term) for term in view.terms[::-1]}
    lines = tuple(
        Line(term, _amount(pair[0]), _amount(pair[1]), _why_not_in(view, units, pair, term))
        for term, pair in pairs.items()
        if any(pair)
    )
    own = _pair(view, measure, units, view.term) if view.term else (None, None)
    why = "none" if not any(own) else _why_not_in(view, units, own, view.term or "")
    if why:
        return replace(_without(measure, own, why), lines=lines)
    a, b = (figure.amount for figure in own if figure)
    return Side(measure, own[0], own[1], a, b, have=1, of=1, why=None, lines=lines)


def _pair(view: View, measure: Measure, units: tuple[str, str], term: str) -> tuple[Figure | None, Figure | None]:
    a, b = (figure_behind(view, measure, view.at(term, units=(unit,), province=None)) for unit in units)
    return a, b


def _amount(figure: Figure | None) -> Amount | None:
    return figure.amount if figure else None


def _why_not_in(view: View, units: tuple[str, str], pair: tuple[Figure | None, Figure | None], term: str) -> Why | None:
    """Why not in this term: who did not exist in it is not silent."""
    why = _why_not(units, pair)
    missing = [unit for unit, figure in zip(units, pair, strict=True) if figure is None]
    return "no_unit" if why == "silent" and not any(stands(view.reference, unit, term) for unit in missing) else why


def _why_not(units: tuple[str, str], pair: tuple[Figure | None, Figure | None]) -> Why | None:
    a, b = pair
    if units[0] == units[1]:
        return "same"
    if a is None or b is None:
        return "silent"
    if any(each.coverage and each.coverage.have < each.coverage.of for each in (a, b)):
        return "coverage"
    if any(each.years and each.years.have < each.years.of for each in (a, b)):
        return "years"
    return None if (a.basis, a.counted_stage) == (b.basis, b.counted_stage) else "meaning"
