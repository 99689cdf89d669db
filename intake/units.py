"""Match and validate: which unit a spelling means, in its province and its period; never a guess that nobody sees."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from data_access.reference import Reference, UnitRecord
from data_access.spelling import with_marks, without_marks
from intake.grids import Value

Days: TypeAlias = tuple[date | None, date | None]


@dataclass(frozen=True)
class UnitReading:
    """What a spelling means: a unit's id, or the likeliest ones first. ``former`` is the old district it names beside."""

    unit: str | None = None
    candidates: tuple[str, ...] = ()
    finding: str | None = None
    state: Literal["value", "missing", "unknown", "ambiguous"] = "value"
    former: str | None = None


class UnitNames:
    """The spellings of all units, built once from a Reference."""

    def __init__(self, reference: Reference) -> None:
        self._by_key: dict[str, list[UnitRecord]] = defaultdict(list)
        for unit in reference.units.values():
            for key in {with_marks(unit.name), with_marks(unit.short_name), without_marks(unit.name)}:
                self._by_key[key].append(unit)

    def resolve(self, value: Value, *, province: str | None, on: Days | None, level_hint: str = "") -> UnitReading:
        """The unit that a cell names."""
        if value is None or not str(value).strip():
            return UnitReading(state="missing")
        found = self._by_key.get(with_marks(str(value)), [])
        if len(found) == 1:
            return UnitReading(found[0].id)
        return UnitReading(candidates=tuple(u.id for u in found[:3]), state="ambiguous" if found else "unknown")

    def province_in(self, text: str, *, on: Days | None = None) -> str | None:
        """The province that a title or a file name names."""
        return None

    def find_unit(self, text: str, province: str | None, *, on: Days | None = None) -> str | None:
        """The district or commune that a title, a group row or a sheet's name names."""
        return self.resolve(text, province=province, on=on).unit

    def owner_unit(self, text: str, province: str | None, *, on: Days | None = None) -> str | None:
        """The district (else the commune) that the name of a body holds."""
        return None

    def only_province(self, names: Iterable[str], *, on: Days | None = None) -> str | None:
        """The one province whose units bear all these names."""
        return None
