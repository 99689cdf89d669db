"""Commit: what every upload writes: its number, the terms it names, and which rows hold no longer."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.audit import Entry, record
from data_access.database import version
from data_access.errors import Overtaken
from data_access.tables import Record, fact_table

# Remembered answers come, go and come back as facts do, and are none: no figure is counted from them.
ANSWERS = "answers"
# What is said of settings, units and terms by hand comes and goes likewise.
BY_HAND = {
    "settings": "setting",
    "units": "unit_state",
    "links": "unit_link",
    "terms": "named_term",
    "days": "term_days",
}
CHUNK = 5_000
TABLES = Record.metadata.tables


def stored_table(dataset: str) -> sa.Table:
    """The table of a dataset, of the remembered answers, or of what is said by hand."""
    if dataset in BY_HAND:
        return TABLES[BY_HAND[dataset]]
    return TABLES["unit_alias"] if dataset == ANSWERS else fact_table(dataset)


def chunks(rows: list[Any]) -> Iterator[list[Any]]:
    """The rows, at most 5,000 at a time."""
    return (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))


def add_upload(
    connection: Connection,
    *,
    by: str,
    kind: str,
    changes: dict[str, int],
    is_sample: bool = False,
    undoes: int | None = None,
    audit: Entry | None = None,
) -> int:
    """Take the next number, which only one writer can, and give it; ``audit`` says who took it."""
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
    if audit is not None:
        said = " ".join(f"{name} {count}" for name, count in changes.items() if count)
        record(
            connection, replace(audit, target=f"upload {number}", detail=" · ".join(filter(None, (audit.detail, said))))
        )
    return number


def remove_rows(connection: Connection, dataset: str, ids: list[int], upload: int) -> None:
    """Say that these current rows hold no longer; one that is not current any more means a late start."""
    table = stored_table(dataset)
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
