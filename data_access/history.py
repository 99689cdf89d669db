"""Show: what was uploaded, what each upload changed, and whether the database still keeps its promises."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.model_merges import broken_links
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


def check(connection: Connection) -> list[tuple[str, dict[str, Any]]]:
    """Every promise that the database does not keep, as a code and what it is about; nothing is good."""
    checks: list[Callable[[Connection], Iterator[tuple[str, dict[str, Any]]]]] = [
        _gaps,
        _facts,
        broken_links,
        _pointers,
        _file_itself,
    ]
    return [broken for find in checks for broken in find(connection)]


def _gaps(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    numbers = list(connection.scalars(text("SELECT id FROM upload ORDER BY id")))
    for missing in sorted(set(range(max(numbers, default=0) + 1)) - set(numbers)):
        yield "version_missing", {"upload": missing}
    later = text("SELECT id, undoes FROM upload WHERE undoes >= id ORDER BY id")
    for row in connection.execute(later):
        yield "undoes_later_upload", {"upload": row.id, "undoes": row.undoes}


def _facts(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    for dataset in FACT_TABLES:
        table = fact_table(dataset)
        current = sa.select(table.c.natural_key).where(table.c.removed_by.is_(None))
        twice = current.group_by(table.c.natural_key).having(sa.func.count() > 1)
        for key in connection.scalars(twice):
            yield "two_current_rows", {"dataset": dataset, "key": key}
        for code, where in _broken_rows(table).items():
            for id in connection.scalars(sa.select(table.c.id).where(where).order_by(table.c.id)):
                yield code, {"dataset": dataset, "row": id}


def _broken_rows(table: sa.Table) -> dict[str, sa.ColumnElement[bool]]:
    copies = sa.table("kept_copy", sa.column("file"), sa.column("sheet"))
    copy_of = sa.exists().where(copies.c.file == table.c.file, copies.c.sheet == table.c.sheet)
    return {
        "removed_before_added": table.c.removed_by <= table.c.added_by,
        "brought_after_added": table.c.brought_by > table.c.added_by,
        "kept_copy_missing": ~copy_of,
        **{f"{target}_missing": _points_nowhere(column, target) for column, target in _targets(table)},
    }


def _targets(table: sa.Table) -> Iterator[tuple[sa.Column[Any], str]]:
    for column, target in (
        ("unit", "unit"),
        ("term", "term"),
        ("file", "uploaded_file"),
        ("added_by", "upload"),
    ):
        yield table.c[column], target


def _points_nowhere(column: sa.Column[Any], target: str) -> sa.ColumnElement[bool]:
    other = sa.table(target, sa.column("id"))
    return column.is_not(None) & ~sa.exists().where(other.c.id == column)


def _pointers(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    if connection.dialect.name == "sqlite":
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            yield "points_nowhere", {"table": row[0], "row": row[1], "target": row[2]}


def _file_itself(connection: Connection) -> Iterator[tuple[str, dict[str, Any]]]:
    if connection.dialect.name == "sqlite":
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check").all():
            if said != "ok":
                yield "file_damaged", {"detail": said}
