"""Count: which unit a code means in a term, how units are ordered, and which should have figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from data_access.periods import overlaps, stood_in
from data_access.reference import Reference, UnitRecord
from data_access.selection import Selection
from data_access.term_days import lived

# Hoàng Sa has no local offices that could report: it is never counted as missing, and shown like any unit.
WITHOUT_OFFICES = frozenset({"498", "20333"})
_MOST_REMEMBERED = 400

T = TypeVar("T")


class UnitError(LookupError):
    """A code that does not lead to one unit."""


@dataclass
class UnknownUnit(UnitError):
    """No unit bears or bore this code."""

    code: str


@dataclass
class AmbiguousUnit(UnitError):
    """Several units bore this code in the terms asked for; ``units`` are all of them, the earliest first."""

    code: str
    units: tuple[UnitRecord, ...]


def resolve_unit(reference: Reference, code: str, terms: Collection[str] = ()) -> str:
    """The id of the unit that a code means in these terms; ``769@2021-01-01`` is an id and means itself."""
    if "@" in code and code in reference.units:
        return code
    bearers = reference.with_code(code)
    if not bearers:
        raise UnknownUnit(code)
    lasted = [lived(reference, term) for term in terms]
    for fits in (stood_in, overlaps):
        fitting = [unit for unit in bearers if any(fits(unit.valid_from, unit.valid_to, each) for each in lasted)]
        if len(fitting) == 1:
            return fitting[0].id
        if fitting:
            raise AmbiguousUnit(code, tuple(fitting))
    if len(bearers) > 1:
        raise AmbiguousUnit(code, tuple(bearers))
    return bearers[0].id


def unit_order(reference: Reference, unit_id: str) -> tuple[int, int, str]:
    """Where a unit stands in a list: province by province, the province itself before what is in it."""
    known: dict[str, tuple[int, int, str]] = reference.remembered.setdefault("order", {})
    if unit_id not in known:
        known[unit_id] = _order(reference, unit_id)
    return known[unit_id]


def in_unit_order(reference: Reference, units: Iterable[str]) -> list[str]:
    """Units in the order of ``unit_order``."""
    asked = list(units)
    for unit in asked:
        unit_order(reference, unit)
    return sorted(asked, key=reference.remembered["order"].__getitem__) if asked else []


def _order(reference: Reference, unit_id: str) -> tuple[int, int, str]:
    unit = reference.units.get(unit_id)
    if unit is None:
        return (1_000_000, 0, unit_id)
    province = reference.units.get(unit.province) if unit.province else None
    return (province.sort_order, unit.sort_order, unit_id) if province else (unit.sort_order, -1, unit_id)


def stands(reference: Reference, unit_id: str, term: str) -> bool:
    """Whether a unit existed for a good part of a term, so that a figure of it can be expected."""
    known: dict[str, bool] = reference.remembered.setdefault(term, {})
    if unit_id not in known:
        unit = reference.units.get(unit_id)
        known[unit_id] = unit is not None and stood_in(unit.valid_from, unit.valid_to, lived(reference, term))
    return known[unit_id]


def expected_units(reference: Reference, selection: Selection, term: str, having: Iterable[str]) -> list[str]:
    """The units from which a sum over this selection would need a figure, in order.

    Without a choice of place they are those of the provinces that have a figure; always of the levels that
    have one.
    """
    having_units = [reference.units[unit] for unit in having if unit in reference.units]
    levels = frozenset([unit.level for unit in having_units if unit.level != "province"])
    places: tuple[Hashable, ...] = selection.units, selection.province
    if not any(places):
        places = (frozenset([unit.province for unit in having_units if unit.province]),)
    find_out = partial(_expected, reference, selection, levels, term=term, having=having_units)
    return list(found_once(reference, "expected", (places, levels, term), find_out))


def found_once(reference: Reference, kind: str, key: Hashable, find_out: Callable[[], T]) -> T:
    """What was found out about a reference before, or is now; where too much of a kind is held, it begins anew."""
    known: dict[Hashable, T] = reference.remembered.setdefault(kind, {})
    try:
        return known[key]
    except KeyError:
        if len(known) >= _MOST_REMEMBERED:
            known.clear()
        found = known[key] = find_out()
        return found  # not read again: another thread may have begun the kind anew


def _expected(
    reference: Reference, selection: Selection, levels: Collection[str], *, term: str, having: list[UnitRecord]
) -> tuple[str, ...]:
    asked = selection.unit_ids(reference)
    if asked is None:
        provinces = {unit.province for unit in having if unit.province}
        asked = frozenset(child.id for province in provinces for child in reference.children(province))
    expected = [
        unit
        for unit in asked
        if unit in reference.units
        and reference.units[unit].level in levels
        and reference.units[unit].code not in (*WITHOUT_OFFICES, "")
        and stands(reference, unit, term)
    ]
    return tuple(sorted(expected, key=lambda unit: unit_order(reference, unit)))
