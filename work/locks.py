"""Compare and commit: locked terms: which ones an import or an undo would change, locking, and unlocking with a reason."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from data_access import office_uploads
from data_access.change_sets import CHANGING, ChangeSet
from data_access.database import Database
from data_access.errors import TermLocked
from data_access.term_locks import TermLock, locked_among, locks_in_force, terms_of_ids, terms_of_rows
from data_access.undo_lines import UndoPlan
from intake.problems import Problem
from intake.readings import FileReading
from locales import term_text, text
from work.rights import Action, Person, authorise, line_of

__all__ = [
    "TermLock",
    "all_locks",
    "lock",
    "locked_by_undo",
    "locked_sentence",
    "locked_words",
    "report_locked",
    "unlock",
]


def all_locks(database: Database) -> list[TermLock]:
    """Every lock in force, the oldest first."""
    with database.read() as connection:
        return locks_in_force(connection)


def lock(database: Database, person: Person, term: str, reason: str) -> int:
    """Lock a term, or every term of a kind; the upload's number."""
    person = authorise(database, person, Action.LOCK_TERMS, target=term)
    return office_uploads.lock_term(database, term, reason, by=person.name, audit=line_of(person, "lock_term"))


def unlock(database: Database, person: Person, term: str, reason: str) -> int:
    """Let a locked term be changed again; who did and why stands in the audit trail."""
    person = authorise(database, person, Action.LOCK_TERMS, target=term)
    return office_uploads.unlock_term(database, term, reason, by=person.name, audit=line_of(person, "unlock_term"))


def report_locked(database: Database, change_set: ChangeSet | None, readings: Sequence[FileReading]) -> None:
    """Say of each sheet that would change a figure of a locked term which term it is, as a problem that blocks the import."""
    for (file, sheet), terms in _locked_sheets(database, change_set).items():
        found = next((each for each in readings[file].sheets if each.sheet[:100] == sheet), None)
        problems = found.problems if found else readings[file].problems
        problems += [Problem("error", "term_locked", None, {"locked": term}) for term in terms]


def _locked_sheets(database: Database, change_set: ChangeSet | None) -> dict[tuple[int, str], list[str]]:
    with database.read() as connection:
        if change_set is None or not locks_in_force(connection):
            return {}
        rows: dict[tuple[int, str], list[tuple[str, Mapping[str, Any]]]] = {}
        for change in change_set.of(*CHANGING):
            said = [row for row in (change.before, change.after) if row is not None]
            rows.setdefault((change.file, change.sheet), []).extend((change.dataset, row) for row in said)
        found = {at: locked_among(connection, terms_of_rows(connection, each)) for at, each in rows.items()}
    return {at: [each.term for each in locks] for at, locks in found.items() if locks}


def locked_by_undo(database: Database, plan: UndoPlan) -> list[TermLock]:
    """The locks that keep an undo from being carried out."""
    ids: dict[str, Collection[int]] = {}
    for dataset, numbers in plan.remove.items():
        ids[dataset] = [*numbers, *(id for id, _ in plan.copy.get(dataset, ()))]
    for dataset, pairs in plan.copy.items():
        ids.setdefault(dataset, [id for id, _ in pairs])
    with database.read() as connection:
        return locked_among(connection, terms_of_ids(connection, ids)) if locks_in_force(connection) else []


def locked_words(term: str, lang: str) -> str:
    """What is locked, in words: a term, or every term of a kind."""
    return term_text(term, lang) if ":" in term else text(f"choices.term_kind.{term}", lang)


def locked_sentence(error: TermLocked, lang: str) -> str:
    """Why nothing was changed, which term is locked, and who can unlock it."""
    names = ", ".join(locked_words(term, lang) for term in error.terms)
    return text("office.locked.message", lang, terms=names)
