"""Count: the two rules of counting that an office sets, as they held at a version: whose a year is, and what «Số mô hình» means."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from data_access.periods import PLAN_SHIFT

PLAN_YEARS, BARE_MODELS = "plan_years", "bare_models"
# The years of a Party term: 2021 to 2025 of 2020-2025, or 2020 to 2024.
SHIFTS = {"after": 1, "with": 0}
UNSPECIFIED = "unspecified"
_RULES = text(
    "SELECT key, value FROM setting WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version) "
    "AND key IN ('plan_years', 'bare_models')"
)
_CHANGED = text(
    "SELECT count(*) FROM setting WHERE key IN ('plan_years', 'bare_models') "
    "AND (added_by > :version OR removed_by > :version)"
)


@dataclass(frozen=True, slots=True)
class FigureRules:
    """``plan_shift``: the first year of a Party term less the year in its label. ``bare_models``: the stage of a bare number."""

    plan_shift: int = PLAN_SHIFT
    bare_models: str = UNSPECIFIED


def rules_of(values: dict[str, str]) -> FigureRules:
    """The rules that settings make; what is not set is as it always was."""
    return FigureRules(SHIFTS.get(values.get(PLAN_YEARS, ""), PLAN_SHIFT), values.get(BARE_MODELS) or UNSPECIFIED)


def rules_at(connection: Connection, version: int) -> FigureRules:
    """The rules that hold at a version."""
    return rules_of({key: value for key, value in connection.execute(_RULES, {"version": version})})


def rules_changed_since(connection: Connection, version: int) -> bool:
    """Whether a rule was set, or taken back, after a version."""
    return bool(connection.execute(_CHANGED, {"version": version}).scalar_one())
