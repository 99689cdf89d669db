"""Guard: the units that the code in a command means, and the refusal of one that means none, or others than were meant."""

from collections.abc import Collection

from commands.speaking import Refusal
from data_access.places import AmbiguousUnit, UnknownUnit, resolve_unit
from data_access.reference import Reference


def units_named(
    reference: Reference, code: str, terms: Collection[str] = (), *, one_alone: bool = False
) -> tuple[str, ...]:
    """The unit of a code; a province that went on under its code and name after July 2025 is meant before and after.

    ``one_alone``: both are too many.
    """
    try:
        return (resolve_unit(reference, code, terms),)
    except UnknownUnit as error:
        raise Refusal("unknown_unit", code=error.code) from error
    except AmbiguousUnit as error:
        if not one_alone and len({(unit.name, unit.level) for unit in error.units}) == 1:
            return tuple(unit.id for unit in error.units)
        names = ", ".join(f"{unit.id} {unit.name}" for unit in error.units)
        raise Refusal("ambiguous_unit", code=error.code, units=names) from error
