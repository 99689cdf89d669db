"""Count: what frames say of units in terms: the amount alone, and what must be written with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access.bounds import Amount, total
from data_access.cube import Cube
from data_access.own_cells import Coverage
from data_access.periods import is_running
from data_access.places import expected_units, in_unit_order
from data_access.queries import Question
from data_access.term_days import lived
from data_access.unit_figures import of_term


@dataclass(frozen=True, slots=True)
class UnitAmount:
    """What a frame says of one unit in one term, and of how many units it is put together."""

    amount: Amount
    is_estimate: bool = False
    units: Coverage | None = None


# A bare number is a figure of which nothing but its value has to be said, as most are where there are many.
OfUnit = int | UnitAmount


def amount_of(figure: OfUnit) -> Amount:
    """The figure's amount."""
    return Amount(figure) if isinstance(figure, int) else figure.amount


def amounts_of_term(cube: Cube, question: Question, term: str) -> dict[str, OfUnit]:
    """By unit, provinces left out."""
    only_lists, others = of_term(cube, question, term)
    found: dict[str, OfUnit] = {unit: value for unit, value in only_lists.items() if value is not None}
    for unit, own in others.items():
        if cell := own.cells.get(()):
            found[unit] = UnitAmount(cell.amount, cell.is_estimate, own.units)
    units = question.reference.units
    for unit in [unit for unit in found if units[unit].level == "province"]:
        del found[unit]
    return found


def amounts_by_term(cube: Cube, question: Question, terms: Sequence[str]) -> dict[str, dict[str, OfUnit]]:
    """By term and unit, provinces left out."""
    return {term: amounts_of_term(cube, question, term) for term in terms}


def units_of(question: Question, found: Mapping[str, Mapping[str, OfUnit]]) -> list[str]:
    """The units with a row in a table of these terms, in official order."""
    having = {unit: figure for by_unit in found.values() for unit, figure in by_unit.items()}
    return units_to_show(question, list(found), having)


def units_to_show(question: Question, terms: Sequence[str], having: Mapping[str, object]) -> list[str]:
    """The units that have a figure in the terms, and those of which one is expected, in official order."""
    units = set(having)
    for term in terms:
        units |= set(expected_units(question.reference, question.selection, term, having))
    return in_unit_order(question.reference, units)


def extent_of_heat(cube: Cube, question: Question, terms: Sequence[str], *, today: date) -> tuple[tuple[str, ...], int]:
    """The units of a heat table in official order, and the greatest value of a term that is over."""
    found = amounts_by_term(cube, question, terms)
    over = [term for term in terms if not is_running(lived(question.reference, term), today)]
    most = max((amount_of(figure).value for term in over for figure in found[term].values()), default=0)
    return tuple(units_of(question, found)), most


def unit_sums(cube: Cube, question: Question, terms: Sequence[str]) -> dict[str, Amount]:
    """By unit the sum of its figures in the terms."""
    by_unit: dict[str, list[Amount]] = {}
    for found in amounts_by_term(cube, question, terms).values():
        for unit, figure in found.items():
            by_unit.setdefault(unit, []).append(amount_of(figure))
    return {unit: total(amounts) for unit, amounts in by_unit.items()}
