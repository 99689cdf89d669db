"""Count: the figures that units have by themselves in terms: of all at once where only their lists speak, else of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_access.cube import Cube
from data_access.former import FormerReference, joined, reporting_units
from data_access.listed import ROLLED
from data_access.lists_alone import Values
from data_access.measures import Measure
from data_access.own_figures import Own, OwnFigures
from data_access.periods import party_term_of, period
from data_access.places import in_unit_order
from data_access.reference import Reference
from data_access.selection import Selection


@dataclass(frozen=True)
class Question:
    """What is asked of a cube: a measure and a selection, split by dimensions, in the light of the units."""

    reference: Reference
    measure: Measure
    selection: Selection
    split: tuple[str, ...] = ()


def own_figures(cube: Cube, question: Question) -> dict[tuple[str, str], Own]:
    """Each asked unit's own figure in each asked term, where it has one."""
    if isinstance(question.reference, FormerReference):
        return _by_former_district(cube, question, question.reference)
    return _of_units(cube, question, question.selection.unit_ids(question.reference))


def _of_units(cube: Cube, question: Question, asked: frozenset[str] | None) -> dict[tuple[str, str], Own]:
    measure, selection = question.measure, question.selection
    answers = OwnFigures.asked_of(cube, measure, selection, question.split)
    owns: dict[tuple[str, str], Own] = {}
    for unit in asked_units(cube, question, asked) if answers.has_any else ():
        for term in asked_terms(cube, measure, selection, unit):
            own = answers.of(unit, term)
            if own is not None:
                owns[unit, term] = own
    return owns


def of_term(cube: Cube, question: Question, term: str) -> tuple[Values, dict[str, Own]]:
    """The units' own figures in a term, without a split, none twice.

    First the figures of those of which only the lists speak, None where these hold nothing that is asked for; then, of
    the others that have one, all that must be said with it.
    """
    question = replace(question, selection=replace(question.selection, terms=(term,), term_kind=None), split=())
    if isinstance(question.reference, FormerReference):
        return {}, {unit: own for (unit, _), own in own_figures(cube, question).items()}
    answers = OwnFigures.asked_of(cube, question.measure, question.selection, ())
    asked = question.selection.unit_ids(question.reference)
    only_lists, known = answers.only_lists((), term), cube.units(question.measure)
    if asked is not None:
        known = known & asked
        only_lists = {unit: value for unit, value in only_lists.items() if unit in asked}
    others = ((unit, answers.of(unit, term)) for unit in (known - only_lists.keys() if answers.has_any else ()))
    return only_lists, {unit: own for unit, own in others if own is not None}


def asked_units(cube: Cube, question: Question, asked: frozenset[str] | None) -> list[str]:
    """The units that have any figure of the measure, of those asked for (of all if None), in order."""
    known = cube.units(question.measure)
    return in_unit_order(question.reference, known if asked is None else known & asked)


def _by_former_district(cube: Cube, question: Question, reference: FormerReference) -> dict[tuple[str, str], Own]:
    """The figures of every line: those of the units that stand in it, put together."""
    owns = _of_units(cube, question, reporting_units(reference, question.selection))
    by_term: dict[str, list[str]] = {}
    for unit, term in owns:
        by_term.setdefault(term, []).append(unit)
    together: dict[tuple[str, str], dict[str, Own]] = {}
    for term, units in by_term.items():
        # Whether a province's own figure counts is decided among the units as they reported.
        for unit in without_double(reference.as_reported, units):
            together.setdefault((reference.line(unit), term), {})[unit] = owns[unit, term]
    return {(line, term): joined(reference, line, term, found) for (line, term), found in together.items()}


def asked_terms(cube: Cube, measure: Measure, selection: Selection, unit: str) -> set[str]:
    """The terms that a unit may have a figure for and that the selection asks for."""
    if selection.terms:
        return set(selection.terms)
    terms = cube.terms(measure, unit)
    if selection.roll_up:
        shift = cube.rules.plan_shift
        terms |= {party for term in terms if period(term).kind == "year" and (party := party_term_of(term, shift))}
        terms |= set(cube.listed[measure.key, ROLLED].get(unit, ()))
    return {term for term in terms if selection.allows_term(term)}


def without_double(reference: Reference, units: Sequence[str]) -> list[str]:
    """Of units that have a figure those to add up: a province only where nothing below it has one."""
    covered = {reference.units[unit].province for unit in units if unit in reference.units}
    return [unit for unit in units if unit not in covered]
