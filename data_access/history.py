"""Show: what was uploaded, and what each upload changed."""

import json
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.moments import stored_moment
from data_access.tables import FACT_TABLES, fact_table

_UPLOADS = text('SELECT id, at, "by", kind, undoes, is_sample, changes FROM upload WHERE id > 0 ORDER BY id')
_FILES = text("SELECT id, upload, name, size, sha256 FROM uploaded_file ORDER BY id")


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


def upload_changes(connection: Connection, upload: int) -> list[dict[str, Any]]:
    """What an upload did: ``dataset``, ``kind`` (new, changed, removed), ``before``, ``after`` of each thing.

    Before and after are whole rows, or None.
    """
    return [
        {"dataset": dataset, "kind": _kind(before, after), "before": before, "after": after}
        for dataset in FACT_TABLES
        for before, after in _pairs(connection, dataset, upload)
    ]


def _kind(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    if before is None:
        return "new"
    return "removed" if after is None else "changed"


def _pairs(
    connection: Connection, dataset: str, upload: int
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    table = fact_table(dataset)
    touched = sa.select(table).where((table.c.added_by == upload) | (table.c.removed_by == upload))
    rows = [dict(row) for row in connection.execute(touched.order_by(table.c.id)).mappings()]
    removed = {row["natural_key"]: row for row in rows if row["removed_by"] == upload}
    keys = {row["id"]: key for key, row in removed.items()}
    for row in rows:
        if row["added_by"] == upload:
            yield removed.pop(keys.get(row["replaces"], row["natural_key"]), None), row
    yield from ((row, None) for row in removed.values())
