"""Show: what was uploaded and when: every upload with its files, and which of them brought a file of these bytes."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text

from data_access.moments import local_moment, stored_moment

_UPLOADS = text('SELECT id, at, "by", kind, undoes, is_sample, changes FROM upload WHERE id > 0 ORDER BY id')
_FILES = text("SELECT id, upload, name, size, sha256 FROM uploaded_file ORDER BY id")
_COMMITTED_AT = text("SELECT at FROM upload WHERE id = :version")
_COMMITTED = text("SELECT id, at FROM upload")
_KNOWN_AND_NEWEST = text("SELECT id, at FROM upload WHERE id = :known OR id = (SELECT max(id) FROM upload) ORDER BY id")
_NEWEST_DATA = text("SELECT coalesce(max(id), 0) FROM upload WHERE kind NOT IN ('merge', 'apart')")
_NAMES = text("SELECT id, name FROM uploaded_file WHERE id IN :ids").bindparams(bindparam("ids", expanding=True))
_ORIGINS = text('SELECT id, at, "by", is_sample FROM upload WHERE id IN :ids').bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True)
class Origin:
    """The upload that first brought a figure."""

    upload: int
    at: datetime
    by: str
    is_sample: bool


def committed_at(connection: Connection, version: int) -> datetime:
    """When a data version came to be, on the clock of this machine; of 0, when the database was made."""
    return local_moment(connection.execute(_COMMITTED_AT, {"version": version}).scalar_one())


def committed_days(connection: Connection) -> dict[int, date]:
    """The day of every upload, on the clock of this machine."""
    return {row.id: local_moment(row.at).date() for row in connection.execute(_COMMITTED)}


def known_and_newest(connection: Connection, known: int) -> list[tuple[int, datetime]]:
    """The upload of a known number, if it is there, then the newest, each with its moment in UTC; once if they are one."""
    return [(id, stored_moment(at)) for id, at in connection.execute(_KNOWN_AND_NEWEST, {"known": known})]


def newest_data(connection: Connection) -> int:
    """The newest upload that is more than a decision about two models, 0 where there is none yet."""
    return int(connection.execute(_NEWEST_DATA).scalar_one())


def file_names(connection: Connection, ids: Collection[int]) -> dict[int, str]:
    """The names of uploaded files, by their ids."""
    return {row.id: row.name for row in connection.execute(_NAMES, {"ids": sorted(ids)})} if ids else {}


def origins_of(connection: Connection, ids: Iterable[int]) -> dict[int, Origin]:
    """When, on the clock of this machine, and by whom uploads were made, by their numbers."""
    found = connection.execute(_ORIGINS, {"ids": sorted(set(ids))})
    return {row.id: Origin(row.id, local_moment(row.at), row.by, bool(row.is_sample)) for row in found}


def uploads(connection: Connection) -> list[dict[str, Any]]:
    """Every upload in order, as ``uploads --json`` shows it, with its files' sizes and hashes beside."""
    files: dict[int, list[dict[str, Any]]] = {}
    for row in connection.execute(_FILES).mappings():
        files.setdefault(row["upload"], []).append(dict(row))
    return [
        {
            "upload": row.id,
            "at": stored_moment(row.at).isoformat(),
            "by": row.by,
            "kind": row.kind,
            "undoes": row.undoes,
            "files": [file["name"] for file in files.get(row.id, [])],
            "changes": json.loads(row.changes),
            "is_sample": bool(row.is_sample),
            "stored_files": files.get(row.id, []),
        }
        for row in connection.execute(_UPLOADS)
    ]


def imported_before(connection: Connection, sha256: str) -> list[int]:
    """The uploads that brought a file of these very bytes."""
    query = text("SELECT DISTINCT upload FROM uploaded_file WHERE sha256 = :sha256 ORDER BY upload")
    return list(connection.scalars(query, {"sha256": sha256}))
