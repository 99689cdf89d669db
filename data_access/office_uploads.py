"""Commit: what an office says by hand becomes an upload: settings, units, terms, and locks; all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.audit import Entry, record
from data_access.database import Database, version
from data_access.errors import Impossible, Stale
from data_access.office_settings import office_values, sensible, write_values
from data_access.periods import CALENDAR_KINDS, NotATerm, Period, make_term, period
from data_access.rounds import in_rounds
from data_access.term_locks import hold_locks, locks_in_force
from data_access.upload_rows import TABLES, add_terms, add_upload
from data_access.vocabulary import TERM_KINDS

LONGEST_REASON = 300
# A congress meets some months early or late; a term that is off by more has another label.
FARTHEST = 400
Write = Callable[[int], object]
Step = Callable[[Connection], tuple[dict[str, int], Write] | None]


def deliver(database: Database, step: Step, *, by: str, kind: str) -> int | None:
    """Make an upload of what ``step`` would write; None where that is nothing. Raises Impossible, TermLocked."""

    def carry_out(connection: Connection) -> int | None:
        planned = step(connection)
        if planned is None:
            return None
        changes, write = planned
        upload = add_upload(connection, by=by, kind=kind, changes=changes)
        write(upload)
        hold_locks(connection, upload)
        return upload

    return in_rounds(database, carry_out, is_upload=True)


def set_settings(
    database: Database, asked: Mapping[str, str], *, by: str, seen: int | None = None, audit: Entry | None = None
) -> int | None:
    """Set several settings at once; None where they are so already.

    ``seen`` is the version that a person agreed at: where somebody committed since, Stale.
    """

    def step(connection: Connection) -> tuple[dict[str, int], Write] | None:
        if seen is not None and version(connection) != seen:
            raise Stale(None)
        found, held = sensible(connection, asked), office_values(connection)
        changed = {key: value for key, value in found.items() if held[key] != value}
        if not changed:
            return None

        def write(upload: int) -> None:
            write_values(connection, changed, upload)
            noted(connection, audit, target=", ".join(changed), upload=upload)

        return {"settings": len(changed)}, write

    return deliver(database, step, by=by, kind="setting")


def name_term(database: Database, term: str, *, by: str, audit: Entry | None = None) -> int:
    """Name a term before any file does. Its days are those that its label says."""
    if not _is_term(term):
        raise Impossible("not_a_term", term=term)

    def step(connection: Connection) -> tuple[dict[str, int], Write]:
        table = TABLES["named_term"]
        held = sa.select(table.c.id).where(table.c.term == term, table.c.removed_by.is_(None))
        if connection.execute(held).first():
            raise Impossible("term_known", term=term)

        def write(upload: int) -> None:
            add_terms(connection, [make_term(term)], upload)
            connection.execute(sa.insert(table), {"term": term, "added_by": upload})
            noted(connection, audit, target=term, upload=upload)

        return {"terms": 1}, write

    return done(deliver(database, step, by=by, kind="reference"))


def set_days(
    database: Database, term: str, days: tuple[date, date] | None, *, by: str, audit: Entry | None = None
) -> int:
    """Say on which days a term began and ended, or (None) that they are those of its label again."""
    if not _is_term(term):
        raise Impossible("not_a_term", term=term)
    if days is not None:
        _check_days(period(term), *days)

    def step(connection: Connection) -> tuple[dict[str, int], Write]:
        table = TABLES["term_days"]
        current = sa.and_(table.c.term == term, table.c.removed_by.is_(None))
        held = connection.execute(sa.select(table.c.starts, table.c.ends).where(current)).first()
        if (tuple(held) if held else None) == days:
            raise Impossible("days_known", term=term)

        def write(upload: int) -> None:
            connection.execute(sa.update(table).where(current).values(removed_by=upload))
            if days is not None:
                add_terms(connection, [make_term(term)], upload)
                row = {"term": term, "starts": days[0], "ends": days[1], "added_by": upload}
                connection.execute(sa.insert(table), row)
            said = f"{days[0]} – {days[1]}" if days else "as its label says"
            noted(connection, audit, target=term, upload=upload, detail=said)

        return {"days": 1}, write

    return done(deliver(database, step, by=by, kind="reference"))


def lock_term(database: Database, term: str, reason: str, *, by: str, audit: Entry | None = None) -> int:
    """Lock a term by its id, or every term of a kind."""
    if term not in TERM_KINDS and not _is_term(term):
        raise Impossible("not_a_term", term=term)
    why = _reason(reason)

    def step(connection: Connection) -> tuple[dict[str, int], Write]:
        if any(each.term == term for each in locks_in_force(connection)):
            raise Impossible("already_locked", term=term)

        def write(upload: int) -> None:
            connection.execute(
                sa.insert(TABLES["term_lock"]),
                {"term": term, "reason": why, "added_by": upload, "unlock_reason": ""},
            )
            noted(connection, audit, target=term, upload=upload, detail=why)

        return {"locked": 1}, write

    return done(deliver(database, step, by=by, kind="lock"))


def unlock_term(database: Database, term: str, reason: str, *, by: str, audit: Entry | None = None) -> int:
    """Let a locked term be changed again, with a reason that is kept."""
    why = _reason(reason)

    def step(connection: Connection) -> tuple[dict[str, int], Write]:
        lock = next((each for each in locks_in_force(connection) if each.term == term), None)
        if lock is None:
            raise Impossible("not_locked", term=term)

        def write(upload: int) -> None:
            table = TABLES["term_lock"]
            connection.execute(
                sa.update(table).where(table.c.id == lock.id).values(removed_by=upload, unlock_reason=why)
            )
            noted(connection, audit, target=term, upload=upload, detail=why)

        return {"unlocked": 1}, write

    return done(deliver(database, step, by=by, kind="unlock"))


def noted(connection: Connection, audit: Entry | None, *, target: str, upload: int, detail: str = "") -> None:
    """Add a line to the audit trail in the transaction of what it tells about, where somebody is known to act."""
    if audit is None:
        return
    said = " · ".join(part for part in (f"upload {upload}", audit.detail, detail) if part)
    record(
        connection,
        Entry(action=audit.action, account=audit.account, name=audit.name, target=target, detail=said),
    )


def done(upload: int | None) -> int:
    """The number of an upload that always comes about."""
    assert upload is not None
    return upload


def insert_rows(connection: Connection, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Add rows to one of the tables of what is said by hand."""
    connection.execute(sa.insert(TABLES[table]), [dict(row) for row in rows])


def _is_term(term: str) -> bool:
    try:
        period(term)
    except NotATerm:
        return False
    return True


def _check_days(made: Period, first: date, last: date) -> None:
    if made.kind in CALENDAR_KINDS:
        raise Impossible("days_of_calendar", term=made.id)
    if first >= last:
        raise Impossible("days_in_order")
    for own, said in ((made.starts, first), (made.ends, last)):
        if own and abs((own - said).days) > FARTHEST:
            raise Impossible("days_too_far", term=made.id, day=own, most=FARTHEST)


def _reason(reason: str) -> str:
    written = " ".join(reason.split())
    if not written or len(written) > LONGEST_REASON or not written.isprintable():
        raise Impossible("reason_needed", most=LONGEST_REASON)
    return written
