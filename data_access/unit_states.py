"""Commit: units by hand: one added, one ended on a day, one linked to who succeeds it; each an upload that can be undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.audit import Entry
from data_access.database import Database
from data_access.errors import Impossible
from data_access.office_uploads import Write, deliver, done, insert_rows, noted
from data_access.reference import Reference, Succession, UnitRecord, load_reference, official_order, unit_id
from data_access.spelling import clean, with_marks
from data_access.upload_rows import TABLES

UNIT_TYPES = {
    "province": ("Thành phố", "Tỉnh"),
    "district": ("Quận", "Thành phố", "Thị xã", "Huyện"),
    "commune": ("Phường", "Thị trấn", "Xã", "Đặc khu"),
}
_CODES = {"province": r"\d{2}", "district": r"\d{3}", "commune": r"\d{5}"}
Level = Literal["province", "district", "commune"]
Planned = tuple[dict[str, int], Write]


@dataclass(frozen=True)
class NewUnit:
    """A unit to be added: from its first day on it bears this code; ``province`` is the id of the province it lies in."""

    level: Level
    code: str
    type: str
    short_name: str
    province: str | None
    valid_from: date

    @property
    def id(self) -> str:
        """What facts will point at."""
        return unit_id(self.code, self.valid_from)

    @property
    def name(self) -> str:
        """Its full name; a number or a name that begins with its type says it already."""
        short = clean(self.short_name)
        return short if short.lower().startswith(self.type.lower()) else f"{self.type} {short}".strip()


def add_unit(database: Database, unit: NewUnit, *, by: str, audit: Entry | None = None) -> int:
    """Add a unit from a day on; the upload's number."""

    def step(connection: Connection) -> Planned:
        reference = load_reference(connection)
        _refuse_new(reference, unit)

        def write(upload: int) -> None:
            if not _is_registered(connection, unit.id):
                insert_rows(connection, "unit", [{**_registered(reference, unit), "added_by": upload}])
            insert_rows(connection, "unit_state", [{**_state(reference, unit), "added_by": upload}])
            noted(connection, audit, target=unit.id, upload=upload, detail="unit added")

        return {"units": 1}, write

    return done(deliver(database, step, by=by, kind="reference"))


def end_unit(database: Database, unit: str, last_day: date, *, by: str, audit: Entry | None = None) -> int:
    """End a unit after its last day; its figures stay."""

    def step(connection: Connection) -> Planned:
        record = _standing(load_reference(connection), unit, last_day)

        def write(upload: int) -> None:
            table = TABLES["unit_state"]
            held = (table.c.unit == unit) & table.c.removed_by.is_(None)
            connection.execute(sa.update(table).where(held).values(removed_by=upload))
            state = {"unit": unit, **{name: getattr(record, name) for name in _KEPT}, "valid_to": last_day}
            insert_rows(connection, "unit_state", [{**state, "added_by": upload}])
            noted(connection, audit, target=unit, upload=upload, detail=f"unit ended {last_day}")

        return {"units_ended": 1}, write

    return done(deliver(database, step, by=by, kind="reference"))


def link_units(
    database: Database,
    before: str,
    after: str,
    effective: date,
    *,
    shared: bool,
    by: str,
    audit: Entry | None = None,
) -> int:
    """Say that one unit succeeds another from a day on; ``shared``: that it came from others too."""

    def step(connection: Connection) -> Planned:
        _refuse_link(load_reference(connection), (before, after), effective, shared=shared)

        def write(upload: int) -> None:
            row = {"before": before, "after": after, "effective": effective, "shared": shared, "added_by": upload}
            insert_rows(connection, "unit_link", [row])
            noted(connection, audit, target=f"{before} > {after}", upload=upload, detail="units linked")

        return {"links": 1}, write

    return done(deliver(database, step, by=by, kind="reference"))


def states_said(connection: Connection) -> list[str]:
    """The ids of the units that people added or ended, the latest first."""
    table = TABLES["unit_state"]
    held = sa.select(table.c.unit).where(table.c.removed_by.is_(None)).order_by(table.c.id.desc())
    return list(connection.scalars(held))


def links_said(connection: Connection) -> list[Succession]:
    """The successions that people added, the latest first."""
    table = TABLES["unit_link"]
    held = sa.select(table).where(table.c.removed_by.is_(None)).order_by(table.c.id.desc())
    return [Succession(row.before, row.after, row.effective, row.shared) for row in connection.execute(held)]


_KEPT = ("type", "name", "short_name", "province", "sort_order")


def _refuse_new(reference: Reference, unit: NewUnit) -> None:
    name = clean(unit.short_name)
    if unit.level not in _CODES or not re.fullmatch(_CODES[unit.level], unit.code):
        raise Impossible("unit_code", code=unit.code)
    if unit.type not in UNIT_TYPES[unit.level]:
        raise Impossible("unit_type", value=unit.type, choices=", ".join(UNIT_TYPES[unit.level]))
    if not name or len(unit.name) > 100 or not name.isprintable():
        raise Impossible("unit_name")
    if other := next((each for each in reference.with_code(unit.code) if _lasts(each, unit.valid_from)), None):
        raise Impossible("code_in_use", code=unit.code, unit=other.name)
    if unit.level == "province":
        return
    province = reference.units.get(unit.province or "")
    if province is None or province.level != "province" or not province.exists_on(unit.valid_from):
        raise Impossible("no_province")
    for each in reference.children(province.id):
        if with_marks(each.name) == with_marks(unit.name) and _lasts(each, unit.valid_from):
            raise Impossible("name_in_use", unit=each.name, code=each.code)


def _lasts(unit: UnitRecord, first_day: date) -> bool:
    return unit.valid_to is None or unit.valid_to >= first_day


def _is_registered(connection: Connection, unit: str) -> bool:
    """Whether a unit of this id was there once: one that was added and undone keeps its row, for others to point at."""
    table = TABLES["unit"]
    return connection.execute(sa.select(table.c.id).where(table.c.id == unit)).first() is not None


def _state(reference: Reference, unit: NewUnit) -> dict[str, Any]:
    beside = [each for each in reference.units.values() if each.province == unit.province and each.level == unit.level]
    order = official_order(unit.type if unit.province else "", unit.name, clean(unit.short_name), unit.code)
    ahead = [each.sort_order for each in beside if _order(each) < order]
    return {
        "unit": unit.id,
        "type": unit.type if unit.province else "",
        "name": unit.name,
        "short_name": clean(unit.short_name),
        "province": unit.province,
        "valid_to": None,
        "sort_order": max(ahead, default=min((each.sort_order for each in beside), default=0)),
    }


def _order(unit: UnitRecord) -> tuple[Any, ...]:
    return official_order(unit.type if unit.province else "", unit.name, unit.short_name, unit.code)


def _registered(reference: Reference, unit: NewUnit) -> dict[str, Any]:
    state = {name: value for name, value in _state(reference, unit).items() if name != "unit"}
    return {"id": unit.id, "code": unit.code, "level": unit.level, "valid_from": unit.valid_from, **state}


def _standing(reference: Reference, unit: str, last_day: date) -> UnitRecord:
    """The unit if it can end on that day."""
    record = reference.units.get(unit)
    if record is None:
        raise Impossible("unit_unknown", code=unit)
    if record.valid_to is not None:
        raise Impossible("already_ended", unit=record.name, day=record.valid_to)
    if record.valid_from is not None and last_day < record.valid_from:
        raise Impossible("ends_before_it_begins", unit=record.name, day=record.valid_from)
    if still := [each for each in reference.children(unit) if each.valid_to is None or each.valid_to > last_day]:
        raise Impossible("units_within", unit=record.name, count=len(still))
    return record


def _refuse_link(reference: Reference, pair: tuple[str, str], effective: date, *, shared: bool) -> None:
    for unit in pair:
        if unit not in reference.units:
            raise Impossible("unit_unknown", code=unit)
    before, after = (reference.units[unit] for unit in pair)
    if before.id == after.id or before.id in _all_after(reference, after.id):
        raise Impossible("cycle", before=before.name, after=after.name)
    if any((each.before, each.after) == pair for each in reference.successors):
        raise Impossible("already_linked", before=before.name, after=after.name)
    if (before.level == "province") != (after.level == "province"):
        raise Impossible("levels_differ", before=before.name, after=after.name)
    if before.valid_to is None or before.valid_to >= effective:
        raise Impossible("not_ended", unit=before.name, day=effective)
    if not after.exists_on(effective):
        raise Impossible("not_there", unit=after.name, day=effective)
    others = [each.before for each in reference.successors if each.after == after.id]
    if others and not shared and before.level != "province":
        raise Impossible("shared_unsaid", after=after.name, other=reference.units[others[0]].name)


def _all_after(reference: Reference, unit: str) -> set[str]:
    """Every unit that succeeds one, and theirs."""
    found: set[str] = set()
    waiting = [unit]
    while waiting:
        here = waiting.pop()
        fresh = {each.after for each in reference.successors if each.before == here} - found
        found |= fresh
        waiting += fresh
    return found
