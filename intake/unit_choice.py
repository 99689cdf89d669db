"""Match: what a unit's spelling is read as, and which of several units of one name is meant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data_access.reference import UnitRecord
from intake.unit_index import Days, Scope, shared_days, stands_in
from intake.unit_texts import LAST_DISTRICT_DAY

MOST_CANDIDATES = 3
_A_YEAR = 365
State = Literal["value", "missing", "unknown", "ambiguous"]


@dataclass(frozen=True)
class UnitReading:
    """What a spelling means: a unit's id, or the likeliest ones. ``former``: the old district beside it.

    ``since``: when a person explained the spelling, where that decided (finding ``remembered_answer``).
    """

    unit: str | None = None
    candidates: tuple[str, ...] = ()
    finding: str | None = None
    state: State = "value"
    former: str | None = None
    since: date | None = None

    @property
    def is_remembered(self) -> bool:
        """Whether no rule but an earlier answer decided."""
        return self.finding == "remembered_answer"


@dataclass(frozen=True)
class Question:
    """What is asked of the index: a spelling's words, where and when to look, and the likelier level."""

    tokens: list[str]
    scopes: list[Scope]
    days: Days | None
    level: str


def merged(standing: list[UnitRecord], days: Days | None, namesakes: Iterable[UnitRecord]) -> list[UnitRecord]:
    """The districts of one name that a province got by its merger, where a time reaches beyond it.

    An Giang of 2025 means both its Huyện Châu Thành: its own and that of Kiên Giang.
    """
    is_after = days is not None and (days[1] is None or days[1] > LAST_DISTRICT_DAY)
    if not is_after or not any(unit.level == "district" for unit in standing):
        return []
    return [unit for unit in namesakes if unit.level == "district" and stands_in(unit, days)]


def ids_of(units: Iterable[UnitRecord]) -> tuple[str, ...]:
    """The ids of the first few of them, each once."""
    return tuple(dict.fromkeys(unit.id for unit in units))[:MOST_CANDIDATES]


def choose(standing: list[UnitRecord], question: Question) -> UnitReading:
    """The unit among those of one name: the only one, the one of the level, the one nearly alone in time."""
    likelier = [unit for unit in standing if unit.level == question.level] or standing
    if len(likelier) == 1:
        return UnitReading(likelier[0].id)
    days = question.days
    if days is not None and None not in days:
        longest, *others = sorted(likelier, key=lambda unit: -shared_days(unit, days))
        if shared_days(longest, days) >= _A_YEAR > shared_days(others[0], days):
            return UnitReading(longest.id, finding="unit_by_period")
        likelier = [longest, *others]
    return UnitReading(None, ids_of(likelier), state="ambiguous")
