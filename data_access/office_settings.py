"""Commit and count: what an office sets: its letterhead and province, whose a year is, what «Số mô hình» means, its colour.

A setting is set by an upload of kind *setting*, so that it can be undone and the figures of an earlier version stay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

import settings
from data_access.errors import Impossible
from data_access.figure_rules import BARE_MODELS, PLAN_YEARS, SHIFTS, UNSPECIFIED
from data_access.reference import load_reference
from data_access.reference_by_hand import NEWEST
from data_access.vocabulary import CHART_COLOURS, STAGES

ACCENTS = ("red", "blue", "green", "brown")
LONGEST = 200
_AT = text(
    "SELECT key, value FROM setting WHERE added_by <= :version AND (removed_by IS NULL OR removed_by > :version)"
)
_CHOICES: dict[str, tuple[str, ...]] = {
    PLAN_YEARS: tuple(SHIFTS),
    BARE_MODELS: (UNSPECIFIED, *(stage for stage in STAGES if stage not in (UNSPECIFIED, "discontinued"))),
    "accent": ACCENTS,
    "chart_colours": CHART_COLOURS,
}
# What is not set is as the environment of the server says, or as it always was.
_DEFAULTS: dict[str, Callable[[], str]] = {
    "office_above": settings.office_above,
    "office_name": settings.office_name,
    "office_place": settings.office_place,
    "default_province": lambda: settings.default_province() or "",
    PLAN_YEARS: lambda: "after",
    BARE_MODELS: lambda: UNSPECIFIED,
    "accent": lambda: ACCENTS[0],
    "chart_colours": lambda: CHART_COLOURS[0],
}
KEYS = tuple(_DEFAULTS)


def choices_of(key: str) -> tuple[str, ...]:
    """The values that a setting may have; empty where any line of text will do."""
    return _CHOICES.get(key, ())


def set_values(connection: Connection, version: int = NEWEST) -> dict[str, str]:
    """What was set, as it held at a version."""
    return {key: value for key, value in connection.execute(_AT, {"version": version})}


def office_values(connection: Connection, version: int = NEWEST) -> dict[str, str]:
    """Every setting at a version: as it was set, else as the environment says or as it always was."""
    said = set_values(connection, version)
    return {key: said.get(key, default()) for key, default in _DEFAULTS.items()}


def sensible(connection: Connection, asked: Mapping[str, str]) -> dict[str, str]:
    """The values as they are stored; Impossible where one of them cannot be."""
    found = {}
    for key, value in asked.items():
        written = " ".join(value.split())
        if key not in KEYS:
            raise Impossible("setting_unknown", key=key)
        if len(written) > LONGEST or not written.isprintable():
            raise Impossible("setting_length", most=LONGEST)
        if key in _CHOICES and written not in _CHOICES[key]:
            raise Impossible("setting_choice", value=written, choices=", ".join(_CHOICES[key]))
        if key == "default_province" and written and not _is_province(connection, written):
            raise Impossible("setting_province", value=written)
        found[key] = written
    return found


def write_values(connection: Connection, changed: Mapping[str, str], upload: int) -> None:
    """Set these settings anew from this upload on."""
    table = sa.table("setting", *(sa.column(name) for name in ("id", "key", "value", "added_by", "removed_by")))
    held = table.c.removed_by.is_(None)
    connection.execute(sa.update(table).where(held, table.c.key.in_(list(changed))).values(removed_by=upload))
    rows: list[dict[str, Any]] = [{"key": key, "value": value, "added_by": upload} for key, value in changed.items()]
    connection.execute(sa.insert(table), rows)


def _is_province(connection: Connection, unit: str) -> bool:
    known = load_reference(connection).units.get(unit)
    return known is not None and known.level == "province"
