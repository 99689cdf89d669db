"""Guard, show and export: the audit trail as an administrator reads it and takes it away; reading it changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from data_access.audit import Entry, Outcome, StoredEntry, Wanted, entries, record, recorded_actions
from data_access.database import Database
from data_access.rounds import in_rounds
from locales import has_text, text
from reports.csv_file import table_file
from reports.export_content import About, Table, TableColumn
from reports.workbook_looks import Book
from work.audit_words import audit_words
from work.rights import Action, Person, authorise

__all__ = ["Outcome", "StoredEntry", "Wanted"]

_HEADS = {"at": 20, "name": 20, "action": 24, "target": 32, "outcome": 12, "detail": 40}


def trail(database: Database, by: Person, wanted: Wanted, *, limit: int) -> list[StoredEntry]:
    """The newest lines that fit."""
    authorise(database, by, Action.AUDIT)
    with database.read() as connection:
        return entries(connection, wanted, limit=limit)


def actions_recorded(database: Database) -> list[str]:
    """The actions there are lines of, to choose from."""
    with database.read() as connection:
        return recorded_actions(connection)


def action_words(action: str, lang: str) -> str:
    """What an action is called."""
    key = f"accounts.action.{action}"
    return text(key, lang) if has_text(key) else action


def trail_file(database: Database, by: Person, wanted: Wanted, *, lang: str, kind: str) -> bytes:
    """All lines that fit, as csv or xlsx; that they were taken is a line of its own."""
    by = authorise(database, by, Action.AUDIT, target=kind)

    def take(connection: Connection) -> list[StoredEntry]:
        found = entries(connection, wanted)
        taken = Entry(action="export", account=by.account, name=by.name, target=f"audit.{kind}", detail=f"{len(found)}")
        record(connection, taken)
        return found

    found = in_rounds(database, take)
    table = Table(
        tuple(TableColumn(text(f"accounts.trail.{name}", lang), "text", width) for name, width in _HEADS.items()),
        tuple(_row(each, lang) for each in found),
    )
    if kind == "csv":
        return table_file(table)
    now = datetime.now(UTC)
    about = About(
        title=text("accounts.trail.title", lang), selection="", version=0, updated=now, exported=now, lang=lang,
        measures=(), by_whom=by.name,
    )  # fmt: skip
    book = Book(about)
    book.table(about.title, table)
    return book.finish()


def _row(each: StoredEntry, lang: str) -> tuple[str, ...]:
    outcome = text(f"accounts.outcome.{each.outcome}", lang)
    at = f"{each.at:%Y-%m-%d %H:%M:%S}Z"
    target, detail = audit_words(each.target, lang), audit_words(each.detail, lang)
    return (at, each.name, action_words(each.action, lang), target, outcome, detail)
