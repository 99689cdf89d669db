"""Commit: locked terms: what nothing may change, whichever way it comes: an upload, an undo, a merge, a setting.

Every writer calls ``hold_locks`` before its transaction ends, so there is no way around. A lock is an upload of its own:
its number makes a commit that began before it start again and see it. A locked year holds its months and quarters too,
a locked Party term its years.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, text

from data_access.errors import TermLocked
from data_access.figure_rules import rules_at
from data_access.listed import places_of
from data_access.moments import stored_moment
from data_access.periods import party_term_of, period
from data_access.reference_by_hand import NEWEST
from data_access.rule_changes import moved_terms
from data_access.tables import FACT_TABLES, fact_table
from data_access.upload_rows import chunks

YEARS = {"models": "report_year", "training": "year", "commendations": "year"}
_LOCKS = text(
    'SELECT l.id, l.term, l.reason, u.at, u."by", l.added_by FROM term_lock l JOIN upload u ON u.id = l.added_by '
    "WHERE l.removed_by IS NULL ORDER BY l.id"
)
_LINKED = text('SELECT DISTINCT "after" FROM unit_link WHERE added_by = :upload OR removed_by = :upload')
# The days say which units a sum needs and whether a term is over.
_DAYS = text("SELECT term FROM term_days WHERE added_by = :upload OR removed_by = :upload")
Named = tuple[str | None, int | None]


@dataclass(frozen=True, slots=True)
class TermLock:
    """A lock in force: of a term by its id, or of every term of a kind; who locked it, when and why."""

    id: int
    term: str
    reason: str
    at: datetime
    by: str
    upload: int


def locks_in_force(connection: Connection) -> list[TermLock]:
    """Every lock that holds now, the oldest first."""
    return [
        TermLock(row.id, row.term, row.reason, stored_moment(row.at), row.by, row.added_by)
        for row in connection.execute(_LOCKS)
    ]


def locked_among(connection: Connection, terms: Iterable[str]) -> list[TermLock]:
    """The locks that one of these terms is under."""
    asked = set(terms)
    asked |= {term.partition(":")[0] for term in asked}
    return [each for each in locks_in_force(connection) if each.term in asked]


def terms_of(named: Iterable[Named], shift: int) -> set[str]:
    """The terms whose figures rows change that name these terms and have these years."""
    found: set[str] = set()
    for term, year in set(named):
        found |= {counted for _, counted in places_of(term, year, shift)} | ({term} if term else set())
    for term in tuple(found):
        if (lies_in := period(term).year) is not None:
            found |= {f"year:{lies_in}", party_term_of(term, shift) or term}
    return found


def terms_of_rows(connection: Connection, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> set[str]:
    """The terms whose figures these rows change, each given with its dataset."""
    named = {(row["term"], row.get(YEARS.get(dataset, ""))) for dataset, row in rows}
    return terms_of(named, rules_at(connection, NEWEST).plan_shift)


def terms_of_ids(connection: Connection, ids: Mapping[str, Collection[int]]) -> set[str]:
    """The terms whose figures the rows of these ids change, by dataset."""
    named: set[Named] = set()
    for dataset, numbers in ids.items():
        if dataset in FACT_TABLES:
            for chunk in chunks(list(numbers)):
                named |= _named(connection, dataset, fact_table(dataset).c.id.in_(chunk))
    return terms_of(named, rules_at(connection, NEWEST).plan_shift)


def hold_locks(connection: Connection, upload: int) -> None:
    """Raise TermLocked where what this upload wrote changes a figure of a locked term; its transaction then leaves nothing."""
    if not locks_in_force(connection):
        return
    if locked := locked_among(connection, _changed_terms(connection, upload)):
        raise TermLocked(tuple(each.term for each in locked))


def _changed_terms(connection: Connection, upload: int) -> set[str]:
    before, now = rules_at(connection, upload - 1), rules_at(connection, upload)
    named: set[Named] = set()
    for dataset in FACT_TABLES:
        table = fact_table(dataset)
        named |= _named(connection, dataset, (table.c.added_by == upload) | (table.c.removed_by == upload))
    # Who succeeded whom says where the communes' figures stand among the former districts.
    if linked := list(connection.scalars(_LINKED, {"upload": upload})):
        for dataset in FACT_TABLES:
            table = fact_table(dataset)
            named |= _named(connection, dataset, table.c.unit.in_(linked) & table.c.removed_by.is_(None))
    found = terms_of(named, now.plan_shift) | set(connection.scalars(_DAYS, {"upload": upload}))
    if before != now:
        found |= moved_terms(connection, upload - 1, now)
    return found


def _named(connection: Connection, dataset: str, where: sa.ColumnElement[bool]) -> set[Named]:
    table = fact_table(dataset)
    year = table.c[YEARS[dataset]] if dataset in YEARS else sa.null()
    return {(term, year) for term, year in connection.execute(sa.select(table.c.term, year).where(where).distinct())}
