"""Match: the units whose name holds what a person types, with or without diacritics."""

from __future__ import annotations

from collections.abc import Collection

from data_access.reference import Reference, UnitRecord
from data_access.spelling import with_marks, without_marks

MOST = 8


def find_units(reference: Reference, written: str, *, near: Collection[str] = ()) -> list[str]:
    """At most eight units of that name: exact diacritics first, then those of the provinces in ``near``, then by name."""
    bare, marked = without_marks(written), with_marks(written)
    if not bare:
        return []
    provinces = {reference.units[unit].province or unit for unit in near if unit in reference.units}

    def rank(unit: UnitRecord) -> tuple[bool, bool, bool, int, int]:
        name = with_marks(unit.name)
        return (
            not name.endswith(marked),
            marked not in name,
            (unit.province or unit.id) not in provinces,
            len(unit.name),
            unit.sort_order,
        )

    found = [unit for unit in reference.units.values() if bare in without_marks(unit.name)]
    return [unit.id for unit in sorted(found, key=rank)[:MOST]]


def units_of_words(reference: Reference, written: str) -> list[str]:
    """All units in whose name, or that of whose province, these whole words stand; «Quận 1» is not «Quận 10»."""
    asked = f" {without_marks(written)} ".replace("  ", " ")
    units = sorted(reference.units.values(), key=lambda unit: unit.sort_order)
    return [unit.id for unit in units if asked in _in_words(reference, unit.id) + _in_words(reference, unit.province)]


def _in_words(reference: Reference, unit: str | None) -> str:
    return f" {without_marks(reference.units[unit].name)} " if unit else ""
