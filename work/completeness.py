"""Count: which units have reported what for a term, since when, and who still owes something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from data_access.history import committed_days
from data_access.measures import Measure
from data_access.places import expected_units
from data_access.unit_uploads import first_and_last
from work.views import View

Speech = Literal["reported", "itemised", "rolled_up"]


@dataclass(frozen=True)
class Standing:
    """One unit in one term: how it speaks of each measure (by key; absent: not at all), first when and last when."""

    unit: str
    speaks: dict[str, Speech]
    first: date | None = None
    last: date | None = None

    def owes(self, measures: Sequence[Measure]) -> list[Measure]:
        """The measures of which it says nothing."""
        return [measure for measure in measures if measure.key not in self.speaks]


@dataclass(frozen=True)
class Completeness:
    """Every unit that is asked for, in official order."""

    term: str
    measures: tuple[Measure, ...]
    standings: tuple[Standing, ...]

    @property
    def silent(self) -> tuple[Standing, ...]:
        """The units that reported nothing at all."""
        return tuple(each for each in self.standings if not each.speaks)

    @property
    def partial(self) -> tuple[Standing, ...]:
        """The units that reported something and still owe something."""
        return tuple(each for each in self.standings if each.speaks and each.owes(self.measures))

    @property
    def complete(self) -> tuple[Standing, ...]:
        """The units that owe nothing."""
        return tuple(each for each in self.standings if not each.owes(self.measures))

    def having(self, measure: Measure) -> int:
        """How many units reported a measure."""
        return sum(measure.key in each.speaks for each in self.standings)


def completeness(view: View, measures: Sequence[Measure]) -> Completeness:
    """Who has reported for the term in the foreground; without a term nobody is asked for anything."""
    if view.term is None:
        return Completeness("", tuple(measures), ())
    term = view.term
    speaks: dict[str, dict[str, Speech]] = {}
    for measure in measures:
        for figure in view.figures(measure, view.at(term)):
            if figure.unit:
                speaks.setdefault(figure.unit, {})[measure.key] = cast(Speech, figure.basis)
    dates = view.once(("reported_on", term), lambda: _dates(view, term))
    asked = expected_units(view.reference, view.at(term), term, speaks)
    beside = [unit for unit in speaks if unit not in asked and view.reference.units[unit].level != "province"]
    return Completeness(
        term,
        tuple(measures),
        tuple(Standing(unit, speaks.get(unit, {}), *dates.get(unit, (None, None))) for unit in [*asked, *beside]),
    )


def _dates(view: View, term: str) -> dict[str, tuple[date, date]]:
    """For each unit the days of the first and the last upload that brought something for a term."""
    with view.database.read() as connection:
        found = first_and_last(connection, term, view.cube.version, view.cube.rules.plan_shift)
        days = committed_days(connection)
    return {unit: (days[first], days[last]) for unit, (first, last) in found.items()}
