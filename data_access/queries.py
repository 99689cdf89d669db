"""Count: figures for any selection: of each unit by itself, or summed over units with what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from data_access.bounds import Amount
from data_access.cube import Cube
from data_access.former import FormerReference
from data_access.measures import Measure
from data_access.own_figures import Cell, Coverage, Key, Own, OwnFigures, Part, summed
from data_access.periods import period
from data_access.places import expected_units, found_once, unit_order
from data_access.reference import Reference
from data_access.selection import DIMENSIONS, SEVERAL, Selection
from data_access.unit_figures import Question, asked_terms, asked_units, of_term, own_figures, without_double
from data_access.vocabulary import AUDIENCES, AWARD_FORMS, LEVELS, OWNER_KINDS, SECTORS, STAGES

__all__ = ["Coverage", "Figure", "NotASplit", "Question", "apart_from_lists", "figures"]

_ORDER = {
    code: position
    for codes in (SECTORS, STAGES, LEVELS, OWNER_KINDS, AWARD_FORMS, AUDIENCES)
    for position, code in enumerate(codes)
} | {"other": 97, SEVERAL: 98, "unspecified": 99}


class NotASplit(ValueError):
    """A word in ``by`` by which nothing can be split."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure's value for a unit and a term, and all that must be said with it.

    ``unit`` is None in a sum over everything. ``basis`` is reported, itemised or rolled_up, and mixed in a
    sum of different ones. ``counted_stage`` says which stage a stated number of models counts. ``coverage``
    is of the units of a sum, ``years`` of the years of a Party term that was rolled up. ``other`` is what
    the lists say where the office states a figure. ``parts`` lead to the cells and rows behind it.
    """

    measure: str
    unit: str | None
    term: str
    value: int
    qualifier: str | None
    basis: str
    dims: Mapping[str, str] = field(default_factory=dict)
    coverage: Coverage | None = None
    years: Coverage | None = None
    as_of: date | None = None
    is_estimate: bool = False
    counted_stage: str | None = None
    other: Amount | None = None
    parts: Sequence[Part] = ()

    @property
    def amount(self) -> Amount:
        """Value and qualifier together."""
        return Amount(self.value, self.qualifier)


def units_behind(figure: Figure | None) -> int:
    """How many units stand behind a sum; none where there is no sum."""
    return figure.coverage.have if figure and figure.coverage else 0


def figures(
    cube: Cube,
    reference: Reference,
    measure: Measure,
    selection: Selection,
    *,
    by: Sequence[str] = ("unit", "term"),
) -> list[Figure]:
    """The figures that exist for a selection; each is of one term, whether *term* is named in ``by`` or not.

    With *unit* in ``by`` each unit's own figure; without it one sum a term. Further words split: sector,
    stage …
    """
    unknown = set(by) - {"unit", "term", *DIMENSIONS}
    if unknown:
        raise NotASplit(", ".join(sorted(unknown)))
    question = Question(reference, measure, selection, tuple(name for name in by if name in DIMENSIONS))
    if "unit" in by:
        made = [_of_unit(question, unit, term, own) for (unit, term), own in own_figures(cube, question).items()]
    elif isinstance(reference, FormerReference):
        by_term: dict[str, dict[str, Own]] = {}
        for (unit, term), own in own_figures(cube, question).items():
            by_term.setdefault(term, {})[unit] = own
        made = [_sums_of_owns(question, term, below) for term, below in by_term.items()]
    else:
        made = _sums_of_terms(cube, question)
    return sorted((figure for several in made for figure in several), key=lambda each: _order(question, each))


def apart_from_lists(cube: Cube, question: Question) -> list[Figure]:
    """The units' figures in the terms asked for, without those of which only the lists speak, in order."""
    selection = question.selection
    if not selection.terms:
        return figures(cube, question.reference, question.measure, selection)
    found = [(term, of_term(cube, question, term)[1]) for term in selection.terms]
    made = (_of_unit(question, unit, term, own) for term, owns in found for unit, own in owns.items())
    return sorted((figure for several in made for figure in several), key=lambda each: _order(question, each))


def _of_unit(question: Question, unit: str, term: str, own: Own) -> list[Figure]:
    return [
        _figure(question, unit, term, cell, key=key, own=own, other=own.others.get(key), coverage=own.units)
        for key, cell in own.cells.items()
    ]


def _sums_of_terms(cube: Cube, question: Question) -> list[list[Figure]]:
    """The sum of each term, without a figure of its own for every unit where that is only what its lists hold."""
    answers = OwnFigures.asked_of(cube, question.measure, question.selection, question.split)
    asked = asked_units(cube, question, question.selection.unit_ids(question.reference)) if answers.has_any else []
    by_term: dict[str, list[str]] = dict.fromkeys(question.selection.terms, asked)
    for unit in asked if not by_term else ():
        for term in asked_terms(cube, question.measure, question.selection, unit):
            by_term.setdefault(term, []).append(unit)
    made = []
    for term, several in by_term.items():
        only_lists = answers.only_lists(several, term)
        having = [unit for unit in several if unit in only_lists or answers.of(unit, term) is not None]
        units = without_double(question.reference, having)
        if units:
            made.append(_sums(question, term, units, list(answers.of_several(units, term, only_lists))))
    return made


def _sums_of_owns(question: Question, term: str, owns: Mapping[str, Own]) -> list[Figure]:
    units = without_double(question.reference, list(owns))
    return _sums(question, term, units, [owns[unit] for unit in units])


def _sums(question: Question, term: str, units: Sequence[str], owns: Sequence[Own]) -> list[Figure]:
    together = summed(owns)
    coverage = _coverage(question, term, units)
    selection = question.selection
    place = selection.units[0] if len(selection.units) == 1 else (None if selection.units else selection.province)
    return [
        _figure(question, place, term, cell, key=key, own=together, coverage=coverage)
        for key, cell in together.cells.items()
    ]


def _coverage(question: Question, term: str, units: Sequence[str]) -> Coverage | None:
    """Which units stand behind a sum; the same ones mostly do in every term, and under every filter."""
    key = (question.selection.units, question.selection.province, term, tuple(units))
    return found_once(question.reference, "coverage", key, lambda: _covered(question, term, units))


def _covered(question: Question, term: str, units: Sequence[str]) -> Coverage | None:
    reference = question.reference
    having = [unit for unit in units if unit in reference.units and reference.units[unit].level != "province"]
    expected, have = expected_units(reference, question.selection, term, having), set(having)
    missing = tuple([unit for unit in expected if unit not in have])
    of = len({*expected, *having})
    return Coverage(len(having), of, missing) if of > 1 else None


def _figure(
    question: Question,
    unit: str | None,
    term: str,
    cell: Cell,
    *,
    key: Key,
    own: Own,
    other: Amount | None = None,
    coverage: Coverage | None = None,
) -> Figure:
    return Figure(
        measure=question.measure.key,
        unit=unit,
        term=term,
        value=cell.amount.value,
        qualifier=cell.amount.qualifier,
        basis=own.basis,
        dims=dict(zip(question.split, key, strict=True)),
        coverage=coverage,
        years=own.years,
        as_of=cell.as_of,
        is_estimate=cell.is_estimate,
        counted_stage=cell.counted_stage,
        other=other,
        parts=cell.parts,
    )


def _order(question: Question, figure: Figure) -> tuple[object, ...]:
    place = unit_order(question.reference, figure.unit) if figure.unit else (0, 0, "")
    return (
        place,
        period(figure.term).sort_key,
        [_ORDER.get(figure.dims[name], 96) for name in question.split],
    )
