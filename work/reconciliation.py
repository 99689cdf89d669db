"""Count: report against list, unit by unit: where both speak of one thing, where they differ, where one is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from data_access.bounds import Amount, agrees
from data_access.measures import Measure
from data_access.periods import in_order
from data_access.places import unit_order
from data_access.queries import Figure
from work.views import View

State = Literal["differs", "agrees", "only_reported", "only_listed"]
STATES: tuple[State, ...] = ("differs", "agrees", "only_reported", "only_listed")


@dataclass(frozen=True)
class Line:
    """One unit and term: what its office states of a measure, and what its lists hold."""

    measure: Measure
    unit: str
    term: str
    reported: Amount | None
    listed: Amount | None

    @property
    def state(self) -> State:
        """How the two stand to each other; a bound that the list keeps is no difference."""
        if self.listed is None:
            return "only_reported"
        if self.reported is None:
            return "only_listed"
        return "agrees" if agrees(self.reported, self.listed) else "differs"

    @property
    def difference(self) -> Amount | None:
        """Reported less listed, where both are known."""
        return self.reported - self.listed if self.reported is not None and self.listed is not None else None


def reconciled(view: View, measures: Sequence[Measure], terms: Sequence[str]) -> list[Line]:
    """Every unit and term of which report or list says something: the largest differences first, then in order."""
    lines = [line for measure in measures for line in _of_measure(view, measure, tuple(terms))]
    place = {term: number for number, term in enumerate(in_order(terms))}

    def order(line: Line) -> tuple[object, ...]:
        gap = -abs(line.difference.value) if line.state == "differs" and line.difference else 0
        return (STATES.index(line.state), gap, unit_order(view.reference, line.unit), -place[line.term])

    return sorted(lines, key=order)


def counted(lines: Sequence[Line]) -> dict[State, int]:
    """How many lines of each state."""
    found = Counter(line.state for line in lines)
    return {state: found[state] for state in STATES}


def _of_measure(view: View, measure: Measure, terms: tuple[str, ...]) -> list[Line]:
    # A sum over years is no statement of the office; each of its years is reconciled as a year.
    asked = replace(view.at(*terms), roll_up=False)
    reported = _by_place(view.figures(measure, replace(asked, basis="reported")))
    listed = _by_place(view.figures(measure, replace(asked, basis="itemised", roll_up=True)))
    return [
        Line(measure, unit, term, reported.get((unit, term)), listed.get((unit, term)))
        for unit, term in {**reported, **listed}
    ]


def _by_place(figures: Sequence[Figure]) -> dict[tuple[str, str], Amount]:
    return {(figure.unit, figure.term): figure.amount for figure in figures if figure.unit}
