"""Count, show: what stands beside figures: missing units, reports that differ from lists, estimates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from data_access.bounds import Amount, agrees
from data_access.cube import Cube
from data_access.measures import Measure
from data_access.periods import in_order
from data_access.places import expected_units
from data_access.queries import Figure, Question, apart_from_lists
from data_access.reference import Reference
from data_access.selection import Selection
from data_access.unit_figures import of_term, own_figures


@dataclass(frozen=True)
class Missing:
    """The units from which a term's sum still needs a figure, of how many."""

    term: str
    units: tuple[str, ...]
    of: int


@dataclass(frozen=True)
class Difference:
    """A unit and a term for which the office states one figure and its lists hold another."""

    unit: str
    term: str
    reported: Amount
    itemised: Amount

    @property
    def difference(self) -> Amount:
        """Reported less itemised."""
        return self.reported - self.itemised


def missing_units(cube: Cube, question: Question) -> list[Missing]:
    """Term by term the units that stood in it, are asked for and have no figure."""
    having: dict[str, set[str]] = {}
    for term in question.selection.terms:
        only_lists, others = of_term(cube, question, term)
        having[term] = {*only_lists, *others}
    for unit, term in own_figures(cube, question) if not having else ():
        having.setdefault(term, set()).add(unit)
    found = []
    for term in in_order(having):
        expected = expected_units(question.reference, question.selection, term, having[term])
        missing = tuple(unit for unit in expected if unit not in having[term])
        if missing:
            found.append(Missing(term, missing, len(expected)))
    return found


def report_list_differences(
    cube: Cube, reference: Reference, measure: Measure, selection: Selection
) -> list[Difference]:
    """Where a stated figure and the lists disagree; a bound that the list keeps is no disagreement."""
    found = apart_from_lists(cube, Question(reference, measure, replace(selection, basis="auto")))
    return [
        Difference(each.unit, each.term, each.amount, each.other)
        for each in found
        if each.unit and each.basis == "reported" and each.other is not None and not agrees(each.amount, each.other)
    ]


def estimates(cube: Cube, reference: Reference, measure: Measure, selection: Selection) -> list[Figure]:
    """The figures of units that their offices call estimates."""
    return [each for each in apart_from_lists(cube, Question(reference, measure, selection)) if each.is_estimate]
