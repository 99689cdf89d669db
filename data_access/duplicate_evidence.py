"""Compare: what speaks for two models being one, and how much: names, bodies, units, years, codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from data_access.model_names import Name, likeness
from data_access.reference import Reference
from data_access.spelling import without_marks

_ENOUGH = 80
_NEAR_BODY = 0.9
_SAYS_NOTHING = ("", "unspecified", "other")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for (or, ``against``, not for) two models being one; the code of its sentence and a number."""

    code: str
    number: int = 0
    against: bool = False


@dataclass(slots=True)
class Sketch:
    """What matters of one spelling of a model: its times, where its rows stand, its codes by time."""

    key: str
    unit: str
    name: Name
    body: Name
    head: str
    owner_kind: str = "collective"
    sector: str = "unspecified"
    start_year: int | None = None
    decision_no: str = ""
    times: set[str] = field(default_factory=set)
    places: set[tuple[int, str, str]] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)

    @property
    def years(self) -> list[int]:
        """The years of its rows."""
        return sorted(int(time[5:]) for time in self.times if time.startswith("year:"))


Weighed = tuple[int, tuple[Evidence, ...]]


def weigh(one: Sketch, other: Sketch, reference: Reference, namesakes: Callable[[Sketch], int]) -> Weighed | None:
    """How likely two models are one, 0 to 100, and why; None where that is not likely enough to ask a person."""
    if _cannot_be_one(one, other):
        return None
    body = _bodies(one, other, reference)
    if body is None:
        return None
    alike = likeness(one.name, other.name)
    needed = _needed(one, other, body.code, namesakes)
    if needed is None or alike < needed:
        return None
    evidence = [Evidence("name", round(alike * 100)), body, *_about_time(one, other), *_about_the_rest(one, other)]
    if one.unit != other.unit:
        evidence.insert(1, Evidence("within" if _is_within(one.unit, other.unit, reference) else "succession"))
    score = round(alike * 100) + sum(_points(each) for each in evidence)
    return (min(score, 99), tuple(evidence)) if score >= _ENOUGH else None


# In points of a hundred, on top of how alike the names are.
_WEIGHTS = {
    "body_same": 6, "body_place": 0, "body_names_unit": 6, "body_unknown": -4, "body_none": 0, "body_other": -8, "succession": -4,
    "within": -4, "sector_same": 1, "sector_other": -7, "same_year": 0, "next_year": 1, "years_apart": -1, "same_sheet": -6,
    "start_same": 2, "start_other": -5, "decision_same": 6, "code_once": 2,
}  # fmt: skip


def _points(evidence: Evidence) -> int:
    years = evidence.number if evidence.code == "years_apart" else 0
    return _WEIGHTS.get(evidence.code, 0) - min(years, 10)


def _is_within(one: str, other: str, reference: Reference) -> bool:
    """Whether one of two units is the other's province."""
    units = reference.units
    return units[one].province == other or units[other].province == one


def _cannot_be_one(one: Sketch, other: Sketch) -> bool:
    if one.name.numbers != other.name.numbers or one.owner_kind != other.owner_kind:
        return True
    # Whose model a person's is is not stored: a name alone says nothing.
    if one.owner_kind != "collective" and (not one.decision_no or one.decision_no != other.decision_no):
        return True
    shared = one.codes.keys() & other.codes.keys() if one.unit == other.unit else ()
    return any(without_marks(one.codes[time]) != without_marks(other.codes[time]) for time in shared)


def _bodies(one: Sketch, other: Sketch, reference: Reference) -> Evidence | None:
    """What the bodies say; None where they are two, which in one unit means two models."""
    if one.body.bare and other.body.bare:
        if one.body.bare == other.body.bare or _bodies_alike(one.body, other.body) >= _NEAR_BODY:
            is_one = not one.head or not other.head or one.head == other.head
            return Evidence("body_same" if is_one else "body_place")
        if one.unit == other.unit:
            return None
    if one.unit != other.unit and (_names_unit(one, other, reference) or _names_unit(other, one, reference)):
        return Evidence("body_names_unit")
    if one.body.bare and other.body.bare:
        # Only the wards of a district that became communes have other names since.
        is_commune = any(reference.units[unit].level == "commune" for unit in (one.unit, other.unit))
        return Evidence("body_other", against=True) if is_commune else None
    return Evidence("body_unknown" if one.body.bare or other.body.bare else "body_none", against=True)


# The same few bodies meet again and again.
_bodies_alike = lru_cache(maxsize=100_000)(likeness)


def _names_unit(one: Sketch, other: Sketch, reference: Reference) -> bool:
    """Whether the body of the first bears the name of the second's unit."""
    unit = reference.units.get(other.unit)
    words = without_marks(unit.name).split() if unit and unit.level != "province" else []
    return bool(words) and re.search(rf"\b{' '.join(words)}\b", " ".join(one.body.bare)) is not None


def _needed(one: Sketch, other: Sketch, body: str, namesakes: Callable[[Sketch], int]) -> float | None:
    """How alike the names must be, given the rest; None where no name would do."""
    in_one_list = {place[:2] for place in one.places} & {place[:2] for place in other.places}
    if one.unit == other.unit and in_one_list and one.times & other.times:
        # Two lines of one list are two on purpose, unless it is a slip.
        return {"body_same": 0.9, "body_place": None}.get(body, 0.95)
    if body in ("body_same", "body_place", "body_names_unit"):
        return 0.74
    if one.unit == other.unit:
        others = 2 if one.name.bare == other.name.bare else 1
        if body == "body_unknown" and max(namesakes(one), namesakes(other)) > others:
            return None
        return 0.9 if body == "body_unknown" else 0.82
    # Of a district and of a commune, with nothing but a name: it must be a name that nobody else there uses.
    is_rare = len(one.name.bare) >= 4 and namesakes(one) <= 2 and namesakes(other) <= 2
    return (0.97 if body == "body_other" else 0.92) if is_rare else None


def _about_time(one: Sketch, other: Sketch) -> list[Evidence]:
    if one.times & other.times:
        files = {place[:2] for place in one.places} & {place[:2] for place in other.places}
        same = [Evidence("same_year")]
        return [*same, Evidence("same_sheet", against=True)] if files else same
    gaps = [abs(a - b) for a in one.years for b in other.years]
    if not gaps:
        return []
    return [Evidence("next_year") if min(gaps) == 1 else Evidence("years_apart", min(gaps), against=True)]


def _about_the_rest(one: Sketch, other: Sketch) -> list[Evidence]:
    found = []
    if one.sector not in _SAYS_NOTHING and other.sector not in _SAYS_NOTHING:
        is_same = one.sector == other.sector
        found.append(Evidence("sector_same" if is_same else "sector_other", against=not is_same))
    if one.start_year and other.start_year:
        is_same = one.start_year == other.start_year
        found.append(Evidence("start_same" if is_same else "start_other", against=not is_same))
    if one.decision_no and without_marks(one.decision_no) == without_marks(other.decision_no):
        found.append(Evidence("decision_same"))
    if bool(one.codes) != bool(other.codes):
        found.append(Evidence("code_once"))
    return found
