"""Commit and show: the spellings that people explained, each from the upload that brought it to the one that ended it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.audit import Entry
from data_access.database import Database
from data_access.errors import UnknownAnswer
from data_access.moments import stored_moment
from data_access.rounds import in_rounds
from data_access.spelling import clean, with_marks
from data_access.upload_rows import ANSWERS, add_upload, remove_rows, stored_table

_LONGEST = 200
_CURRENT = sa.text(
    'SELECT a.id, a.province, a.spelling, a.unit, u.id AS upload, u.at, u."by" '
    "FROM unit_alias a JOIN upload u ON u.id = a.added_by WHERE a.removed_by IS NULL ORDER BY a.id"
)
_TOUCHED = sa.text(
    "SELECT id, province, spelling, unit, added_by, removed_by FROM unit_alias "
    "WHERE added_by = :upload OR removed_by = :upload ORDER BY id"
)
_ALL = sa.text("SELECT id, province, spelling, unit, added_by, removed_by FROM unit_alias ORDER BY added_by, id")


@dataclass(frozen=True, slots=True)
class RememberedAnswer:
    """A spelling that means a unit within a province, and the upload since which it does."""

    id: int
    province: str
    spelling: str
    unit: str
    upload: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class AliasRow:
    """One row of the table as an undo looks at it: as a thing with a key, a name and a unit."""

    id: int
    natural_key: str
    added_by: int
    removed_by: int | None
    unit: str
    name: str
    replaces: None = None
    term: None = None


def remembered_answers(connection: Connection) -> list[RememberedAnswer]:
    """Every spelling that is remembered now, the oldest first."""
    return [
        RememberedAnswer(row.id, row.province, row.spelling, row.unit, row.upload, stored_moment(row.at), row.by)
        for row in connection.execute(_CURRENT)
    ]


def answers_of(connection: Connection, upload: int) -> tuple[list[AliasRow], list[AliasRow]]:
    """What an upload brought and what it ended."""
    rows = [_thing(row) for row in connection.execute(_TOUCHED, {"upload": upload})]
    return [row for row in rows if row.added_by == upload], [row for row in rows if row.removed_by == upload]


def worth_remembering(answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that can be kept, one a spelling however it is typed; the spelling as it is written first."""
    found: dict[str, tuple[str, str]] = {}
    for spelling, unit in answers.items():
        if with_marks(spelling) and len(clean(spelling)) <= _LONGEST:
            found.setdefault(with_marks(spelling), (clean(spelling), unit))
    return dict(found.values())


def news(connection: Connection, answers: Mapping[str, str]) -> list[dict[str, Any]]:
    """The answers that are not remembered as they are, as rows: ``province``, ``spelling``, ``unit``."""
    wanted = worth_remembering(answers)
    if not wanted:
        return []
    unit = sa.table("unit", sa.column("id"), sa.column("province"))
    query = sa.select(unit).where(unit.c.id.in_(set(wanted.values())))
    provinces = {row.id: row.province or row.id for row in connection.execute(query)}
    known = {(each.province, with_marks(each.spelling), each.unit) for each in remembered_answers(connection)}
    rows = [
        {"province": provinces[means], "spelling": spelling, "unit": means}
        for spelling, means in wanted.items()
        if means in provinces
    ]
    return [row for row in rows if (row["province"], with_marks(row["spelling"]), row["unit"]) not in known]


def remember(connection: Connection, rows: list[dict[str, Any]], upload: int) -> None:
    """Keep new answers; another answer for the same spelling in that province ends."""
    keys = {(row["province"], with_marks(row["spelling"])) for row in rows}
    ended = [each.id for each in remembered_answers(connection) if (each.province, with_marks(each.spelling)) in keys]
    remove_rows(connection, ANSWERS, ended, upload)
    if rows:
        connection.execute(sa.insert(stored_table(ANSWERS)), [{**row, "added_by": upload} for row in rows])


def forget(database: Database, answer: int, *, by: str, audit: Entry | None = None) -> int:
    """Let a remembered answer go, as an upload that can be taken back; its number."""

    def step(connection: Connection) -> int:
        if answer not in {each.id for each in remembered_answers(connection)}:
            raise UnknownAnswer(answer)
        upload = add_upload(connection, by=by, kind="reference", changes={"forgotten": 1}, audit=audit)
        remove_rows(connection, ANSWERS, [answer], upload)
        return upload

    return in_rounds(database, step, is_upload=True)


def touched_rows(connection: Connection, upload: int) -> list[AliasRow]:
    """All rows of the spellings that an upload brought or ended, the oldest first."""
    keys = {_key(row) for row in connection.execute(_TOUCHED, {"upload": upload})}
    if not keys:
        return []
    return [_thing(row) for row in connection.execute(_ALL) if _key(row) in keys]


def _thing(row: Any) -> AliasRow:
    return AliasRow(row.id, _key(row), row.added_by, row.removed_by, row.unit, row.spelling)


def _key(row: Any) -> str:
    return f"{row.province}\n{with_marks(row.spelling)}"
