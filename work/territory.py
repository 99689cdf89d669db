"""Guard: which units lie within others, so that a secretary can be held to their own."""

from __future__ import annotations

from collections.abc import Iterable

from data_access.reference import Reference


def units_within(reference: Reference, units: Iterable[str]) -> frozenset[str]:
    """These units and all below them.

    Below a province are its districts and communes and the provinces it was made of; below a district are the units
    that succeeded it. A province of today is not below the one of yesterday: it may hold others' districts too.
    """
    found: set[str] = set()
    waiting = [unit for unit in units if unit in reference.units]
    below = _below(reference)
    while waiting:
        unit = waiting.pop()
        if unit not in found:
            found.add(unit)
            waiting += below.get(unit, ())
    return frozenset(found)


def _below(reference: Reference) -> dict[str, list[str]]:
    below: dict[str, list[str]] = {}
    for unit in reference.units.values():
        if unit.province:
            below.setdefault(unit.province, []).append(unit.id)
    for each in reference.successors:
        if reference.units[each.before].level != "province":
            below.setdefault(each.before, []).append(each.after)
        elif not each.shared:
            below.setdefault(each.after, []).append(each.before)
    return below
