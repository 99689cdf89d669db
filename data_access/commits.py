"""Commit: a change set becomes an upload, all of it or nothing, and nobody's work is overwritten unseen.

The upload's number is the lock: of two commits on one version the second finds the number taken, compares
again and goes on only if it would still do the same.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data_access.additions import add_rows, added, check_rows
from data_access.audit import Entry
from data_access.changes import ChangeSet
from data_access.database import Database, version
from data_access.errors import Stale
from data_access.model_merges import add_links, count_under_roots
from data_access.rounds import in_rounds
from data_access.tables import FACT_TABLES
from data_access.term_locks import hold_locks
from data_access.unit_aliases import news, remember
from data_access.upload_rows import add_terms, add_upload, remove_rows
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
    audit: Entry | None


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
    audit: Entry | None = None,
    recompute: Callable[[Connection], ChangeSet],
    progress: Progress | None = None,
) -> int | None:
    """Carry a change set out and give the new version, or None where nothing changes.

    ``answers`` (spellings with a unit's id) are remembered with it; new ones alone make a version of kind *reference*.

    Raises Stale with the change set as it would be now, when another commit made it different.
    """
    if change_set.has_conflicts:
        raise ValueError("a change set with conflicts cannot be committed")
    delivery = _Delivery(by, kind, files, kept, new_terms, is_sample, answers or {}, audit)
    check_rows(change_set)

    def step(connection: Connection) -> int | None:
        is_old = version(connection) != change_set.base_version
        present = _recomputed(connection, change_set, recompute) if is_old else change_set
        if not present.has_changes:
            return _remember_alone(connection, delivery)
        return _write(connection, present, delivery, progress=progress or _silent)

    return in_rounds(database, step, is_upload=True)


def _silent(_: float) -> None:
    pass


def _recomputed(connection: Connection, old: ChangeSet, recompute: Callable[[Connection], ChangeSet]) -> ChangeSet:
    new = recompute(connection)
    if new.digest() != old.digest():
        raise Stale(new)
    return new


def _write(
    connection: Connection,
    change_set: ChangeSet,
    delivery: _Delivery,
    *,
    progress: Progress,
) -> int:
    explained = news(connection, delivery.answers)
    upload = add_upload(
        connection,
        by=delivery.by,
        kind=delivery.kind,
        is_sample=delivery.is_sample,
        changes=change_set.totals() | ({"remembered": len(explained)} if explained else {}),
        audit=delivery.audit,
    )
    remember(connection, explained, upload)
    add_terms(connection, delivery.new_terms, upload)
    used = {sheet for sheet, counted in change_set.counts().items() if counted["new"] or counted["changed"]}
    files = add_files(connection, upload, delivery.files, delivery.kept, used=used)
    removing = list(change_set.of("changed", "removed"))
    for dataset in FACT_TABLES:
        gone = [change.before["id"] for change in removing if change.before and change.dataset == dataset]
        remove_rows(connection, dataset, gone, upload)
    new_rows = added(change_set)
    done, total = 0, sum(map(len, new_rows.values()))
    for dataset, rows in new_rows.items():
        for count in add_rows(connection, dataset, rows, upload=upload, files=files):
            done += count
            progress(done / total)
    add_links(connection, (("same", *link) for link in change_set.links), upload)
    count_under_roots(connection, upload)
    hold_locks(connection, upload)
    return upload


def _remember_alone(connection: Connection, delivery: _Delivery) -> int | None:
    """Keep the answers of an import that changes no figure, as an upload without files; None where none is new."""
    explained = news(connection, delivery.answers)
    if not explained:
        return None
    changes = {"remembered": len(explained)}
    upload = add_upload(connection, by=delivery.by, kind="reference", changes=changes, audit=delivery.audit)
    remember(connection, explained, upload)
    return upload
