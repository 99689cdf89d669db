"""Show: the register of coordination programmes: what runs, what ends soon, what is over and was not concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from data_access.measures import MEASURES
from data_access.periods import in_order, period
from data_access.places import unit_order
from data_access.programmes import Programme, programmes_at
from data_access.term_days import lived
from data_access.vocabulary import PROGRAMME_STATUSES
from work.views import Offered, View, open_view

__all__ = ["FOLLOW_UPS", "Programme"]

FollowUp = Literal["overdue", "soon"]
FOLLOW_UPS: tuple[FollowUp, ...] = ("overdue", "soon")
# A programme of which this is said needs nobody's attention when its phase ends.
_SETTLED = "final_reviewed"


@dataclass(frozen=True)
class Line:
    """A programme, the last day of its phase, and whether that day calls for something."""

    programme: Programme
    ends: date | None
    follow_up: FollowUp | None

    @property
    def codes(self) -> tuple[str, ...]:
        """What it can be filtered by: its status, and what it calls for."""
        return (self.programme.status, *((self.follow_up,) if self.follow_up else ()))


def open_programmes(codes: Mapping[str, Sequence[str]], *, today: date | None = None) -> View:
    """The view of an address whose places to choose from are those that have programmes, as units report."""
    asked = {name: list(values) for name, values in codes.items() if name not in ("view", "kind", "term")}
    view = open_view(asked, list(MEASURES.values()), today=today)
    order = sorted({each.unit for each in all_programmes(view)}, key=lambda unit: unit_order(view.reference, unit))
    known = [view.reference.units[unit] for unit in order if unit in view.reference.units]
    provinces = tuple(dict.fromkeys(unit.province or unit.id for unit in known))
    units = tuple(unit.id for unit in known if unit.province)
    return replace(view, offered=Offered({}, provinces, units), term=None)


def all_programmes(view: View) -> list[Programme]:
    """Every programme as of the view's version."""

    def read() -> list[Programme]:
        with view.database.read() as connection:
            return programmes_at(connection, view.cube.version)

    found: list[Programme] = view.once(("programmes",), read)
    return found


def register(view: View, phases: Sequence[str] = ()) -> list[Line]:
    """The programmes of the places and phases asked for, unit by unit, the newest phase first."""
    asked = view.selection.unit_ids(view.reference)
    found = [each for each in all_programmes(view) if asked is None or each.unit in asked]
    lines = [_line(each, view) for each in found if not phases or each.term in phases]
    places = {term: number for number, term in enumerate(reversed(phases_of(found)))}

    def order(line: Line) -> tuple[object, ...]:
        each = line.programme
        return (unit_order(view.reference, each.unit), places.get(each.term or "", len(places)), each.name, each.id)

    return sorted(lines, key=order)


def phases_of(programmes: Iterable[Programme]) -> list[str]:
    """The phases that programmes name, oldest first."""
    return in_order({each.term for each in programmes if each.term})


def asked_phases(view: View, codes: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The phases that an address names by their labels; those of no programme are left out."""
    labels = set(codes.get("term", ()))
    return tuple(term for term in phases_of(all_programmes(view)) if period(term).label in labels)


def counted(lines: Iterable[Line]) -> dict[str, int]:
    """How many programmes of each status, and how many call for something."""
    found = Counter(code for line in lines for code in line.codes)
    return {code: found[code] for code in (*FOLLOW_UPS, *PROGRAMME_STATUSES)}


def _line(programme: Programme, view: View) -> Line:
    today, ends = view.today, lived(view.reference, programme.term).ends if programme.term else None
    if ends is None or programme.status == _SETTLED:
        return Line(programme, ends, None)
    if ends < today:
        return Line(programme, ends, "overdue")
    return Line(programme, ends, "soon" if ends <= _a_year_after(today) else None)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 2, 28)
