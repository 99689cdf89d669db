"""Commit: a change set becomes an upload, all of it or nothing, and nobody's work is overwritten unseen.

The upload's number is the lock: of two commits on one version the second finds the number taken, compares
again and goes on only if it would still do the same.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy import Connection

from data_access.changes import Change, ChangeSet
from data_access.database import Database, version
from data_access.errors import DatabaseBusy, Overtaken, Stale
from data_access.keys import model_key
from data_access.records import ROW_CLASSES
from data_access.tables import FACT_TABLES, Record, fact_table

CHUNK = 5_000
ROUNDS = 3
TABLES = Record.metadata.tables
Progress = Callable[[float], object]


@dataclass(frozen=True)
class FileRecord:
    """What is kept of a workbook besides its kept copy."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Kept:
    """The packed cells of one sheet; ``file`` is the workbook's position in the import."""

    file: int
    sheet: str
    content: bytes


@dataclass(frozen=True)
class _Delivery:
    by: str
    kind: str
    files: list[FileRecord]
    kept: list[Kept]
    new_terms: list[dict[str, Any]]
    is_sample: bool


def commit(
    database: Database,
    change_set: ChangeSet,
    *,
    by: str,
    kind: str,
    files: list[FileRecord],
    kept: list[Kept],
    new_terms: list[dict[str, Any]],
    is_sample: bool = False,
    recompute: Callable[[Connection], ChangeSet],
    progress: Progress | None = None,
) -> int | None:
    """Carry a change set out and give the new version, or None where nothing changes.

    Raises Stale with the change set as it would be now, when another commit made it different.
    """
    if change_set.has_conflicts:
        raise ValueError("a change set with conflicts cannot be committed")
    delivery = _Delivery(by, kind, files, kept, new_terms, is_sample)
    rows = _validated(change_set)
    for round_left in reversed(range(ROUNDS)):
        try:
            with database.write() as connection:
                newest = version(connection)
                if newest != change_set.base_version:
                    change_set = _recomputed(connection, change_set, recompute)
                    rows = _validated(change_set)
                if not change_set.has_changes:
                    return None
                _write(connection, (change_set, rows), delivery, progress=progress or _silent)
                return newest + 1
        except (Overtaken, DatabaseBusy) as error:
            if not round_left:
                raise DatabaseBusy("others were faster three times") from error
    raise AssertionError("unreachable")


def _silent(_: float) -> None:
    pass


def _recomputed(connection: Connection, old: ChangeSet, recompute: Callable[[Connection], ChangeSet]) -> ChangeSet:
    new = recompute(connection)
    if new.digest() != old.digest():
        raise Stale(new)
    return new


@cache
def _validator(dataset: str) -> TypeAdapter[list[Any]]:
    row_class: Any = ROW_CLASSES[dataset]
    return TypeAdapter(list[row_class])


def _validated(change_set: ChangeSet) -> dict[str, list[dict[str, Any]]]:
    """What is to be inserted, by dataset, checked by the row class; ``file`` is still a position."""
    return {
        dataset: [row for chunk in chunks(added) for row in _checked(dataset, chunk)]
        for dataset in FACT_TABLES
        if (added := [change for change in change_set.of("new", "changed") if change.dataset == dataset])
    }


def _checked(dataset: str, changes: list[Change]) -> Iterator[dict[str, Any]]:
    validator = _validator(dataset)
    rows = validator.dump_python(validator.validate_python([change.after for change in changes]))
    for row, change in zip(rows, changes, strict=True):
        before = change.before
        row["natural_key"] = change.key
        row["file"] = change.file
        row["replaces"] = before["id"] if before and before["natural_key"] != change.key else None
        if dataset == "models":
            row["model_key"] = model_key(row)
        yield row


def chunks(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows, at most 5,000 at a time."""
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def _write(
    connection: Connection,
    work: tuple[ChangeSet, dict[str, list[dict[str, Any]]]],
    delivery: _Delivery,
    *,
    progress: Progress,
) -> None:
    change_set, rows = work
    upload = add_upload(
        connection,
        by=delivery.by,
        kind=delivery.kind,
        is_sample=delivery.is_sample,
        changes=change_set.totals(),
    )
    add_terms(connection, delivery.new_terms, upload)
    files = _add_files(connection, delivery, upload, {(c.file, c.sheet) for c in change_set.of("new", "changed")})
    for dataset in FACT_TABLES:
        gone = [
            change.before["id"]
            for change in change_set.of("changed", "removed")
            if change.before and change.dataset == dataset
        ]
        remove_rows(connection, dataset, gone, upload)
    done, total = 0, sum(map(len, rows.values()))
    for dataset, added in rows.items():
        for chunk in chunks(added):
            stamp = {"added_by": upload, "brought_by": upload}
            connection.execute(
                sa.insert(fact_table(dataset)),
                [{**row, **stamp, "file": files[row["file"]]} for row in chunk],
            )
            done += len(chunk)
            progress(done / total)


def add_upload(
    connection: Connection,
    *,
    by: str,
    kind: str,
    changes: dict[str, int],
    is_sample: bool = False,
    undoes: int | None = None,
) -> int:
    """Take the next number, which only one writer can, and give it."""
    number = version(connection) + 1
    row = {
        "id": number,
        "at": datetime.now(UTC),
        "by": by,
        "kind": kind,
        "undoes": undoes,
        "is_sample": is_sample,
        "changes": json.dumps(changes),
    }
    connection.execute(sa.insert(TABLES["upload"]), row)
    return number


def remove_rows(connection: Connection, dataset: str, ids: list[int], upload: int) -> None:
    """Say that these current rows hold no longer; one that is not current any more means a late start."""
    table = fact_table(dataset)
    for chunk in chunks(ids):
        statement = (
            sa.update(table).where(table.c.id.in_(chunk), table.c.removed_by.is_(None)).values(removed_by=upload)
        )
        if connection.execute(statement).rowcount != len(chunk):
            raise Overtaken("a row was removed meanwhile")


def add_terms(connection: Connection, terms: list[dict[str, Any]], upload: int) -> None:
    """Add the terms that are not known yet."""
    known = set(connection.scalars(sa.select(TABLES["term"].c.id)))
    fresh = {term["id"]: {**term, "added_by": upload} for term in terms if term["id"] not in known}
    if fresh:
        connection.execute(sa.insert(TABLES["term"]), list(fresh.values()))


def _add_files(connection: Connection, delivery: _Delivery, upload: int, used: set[tuple[int, str]]) -> dict[int, int]:
    """The stored id of each file, by its position; kept copies only of sheets that bring something."""
    table = TABLES["uploaded_file"]
    files = {
        position: connection.execute(
            sa.insert(table).returning(table.c.id),
            {"upload": upload, "name": file.name, "size": file.size, "sha256": file.sha256},
        ).scalar_one()
        for position, file in enumerate(delivery.files)
    }
    kept = [
        {"file": files[copy.file], "sheet": copy.sheet, "content": copy.content}
        for copy in delivery.kept
        if (copy.file, copy.sheet) in used
    ]
    if kept:
        connection.execute(sa.insert(TABLES["kept_copy"]), kept)
    return files
