"""Commit: a change set becomes an upload, all of it or nothing, and nobody's work is overwritten unseen.

The upload's number is the lock: of two commits on one version the second finds the number taken, compares
again and goes on only if it would still do the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy import Connection

from data_access.changes import Change, ChangeSet
from data_access.database import Database, version
from data_access.errors import DatabaseBusy, Overtaken, Stale
from data_access.keys import model_key
from data_access.model_merges import count_under_roots
from data_access.records import ROW_CLASSES
from data_access.tables import FACT_TABLES, fact_table
from data_access.unit_aliases import news, remember
from data_access.upload_rows import ROUNDS, add_terms, add_upload, chunks, remove_rows
from data_access.uploaded_files import FileRecord, Kept, add_files

Progress = Callable[[float], object]


@dataclass(frozen=True)
class _Delivery:
    by: str
    kind: str
    files: list[FileRecord]
    kept: list[Kept]
    new_terms: list[dict[str, Any]]
    is_sample: bool
    answers: Mapping[str, str]


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
    answers: Mapping[str, str] | None = None,
    recompute: Callable[[Connection], ChangeSet],
    progress: Progress | None = None,
) -> int | None:
    """Carry a change set out and give the new version, or None where nothing changes.

    ``answers`` (spellings with a unit's id) are remembered with it; new ones alone make a version of kind *reference*.

    Raises Stale with the change set as it would be now, when another commit made it different.
    """
    if change_set.has_conflicts:
        raise ValueError("a change set with conflicts cannot be committed")
    delivery = _Delivery(by, kind, files, kept, new_terms, is_sample, answers or {})
    rows = _validated(change_set)
    for round_left in reversed(range(ROUNDS)):
        try:
            with database.write() as connection:
                newest = version(connection)
                if newest != change_set.base_version:
                    change_set = _recomputed(connection, change_set, recompute)
                    rows = _validated(change_set)
                if not change_set.has_changes:
                    return _remember_alone(connection, delivery)
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


def _write(
    connection: Connection,
    work: tuple[ChangeSet, dict[str, list[dict[str, Any]]]],
    delivery: _Delivery,
    *,
    progress: Progress,
) -> None:
    change_set, rows = work
    explained = news(connection, delivery.answers)
    upload = add_upload(
        connection,
        by=delivery.by,
        kind=delivery.kind,
        is_sample=delivery.is_sample,
        changes=change_set.totals() | ({"remembered": len(explained)} if explained else {}),
    )
    remember(connection, explained, upload)
    add_terms(connection, delivery.new_terms, upload)
    used = {(change.file, change.sheet) for change in change_set.of("new", "changed")}
    files = add_files(connection, upload, delivery.files, delivery.kept, used=used)
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
    count_under_roots(connection, upload)


def _remember_alone(connection: Connection, delivery: _Delivery) -> int | None:
    """Keep the answers of an import that changes no figure, as an upload without files; None where none is new."""
    explained = news(connection, delivery.answers)
    if not explained:
        return None
    upload = add_upload(connection, by=delivery.by, kind="reference", changes={"remembered": len(explained)})
    remember(connection, explained, upload)
    return upload
