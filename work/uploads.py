"""Show and commit: the history of uploads, what each did, and taking one back."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from data_access import history
from data_access.database import Database, version
from data_access.reference import load_reference
from data_access.undos import PlanChanged, UndoLine, UndoPlan, UndoResult, is_same, plan_undo, undo
from data_access.upload_changes import Touches, changes_of, touches_of
from data_access.upload_rows import BY_HAND
from work.change_lines import ChangeLine, upload_lines
from work.rights import Action, Person, authorise, line_of

__all__ = ["PlanChanged", "UndoLine", "UndoPlan", "UndoResult", "Upload", "all_uploads", "history_of", "take_back"]


@dataclass(frozen=True)
class Upload:
    """One upload as the history shows it.

    ``undoes`` is the upload that it takes back; ``first`` the one where a chain of undos and redos began, and
    ``is_redo`` says that it stands in force again. ``undone_by`` is the undo that holds now.
    """

    number: int
    at: datetime
    by: str
    kind: str
    undoes: int | None
    files: tuple[str, ...]
    changes: dict[str, int]
    is_sample: bool
    first: int
    is_redo: bool
    undone_by: int | None


def all_uploads(database: Database) -> list[dict[str, Any]]:
    """Every upload in order, as ``uploads --json`` says it."""
    with database.read() as connection:
        return history.uploads(connection)


def history_of(database: Database) -> list[Upload]:
    """Every upload in order, each with what became of it since."""
    found = all_uploads(database)
    undoes = {each["upload"]: each["undoes"] for each in found}
    undone = _undone(undoes)
    return [_upload(each, undoes, undone) for each in found]


def newest(database: Database) -> tuple[int, datetime] | None:
    """The data version, and when it came to be; None as long as nothing was uploaded."""
    with database.read() as connection:
        number = version(connection)
        return (number, history.committed_at(connection, number)) if number else None


def _undone(undoes: dict[int, int | None]) -> dict[int, int]:
    """Which uploads are undone at present, and by which: an undo that is itself undone counts no more."""
    undone: dict[int, int] = {}
    for number in sorted(undoes, reverse=True):
        target = undoes[number]
        if target is not None and number not in undone:
            undone.setdefault(target, number)
    return undone


def _upload(row: dict[str, Any], undoes: dict[int, int | None], undone: dict[int, int]) -> Upload:
    first, steps = row["upload"], 0
    while (before := undoes.get(first)) is not None:
        first, steps = before, steps + 1
    return Upload(
        number=row["upload"],
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        kind=row["kind"],
        undoes=row["undoes"],
        files=tuple(row["files"]),
        changes=row["changes"],
        is_sample=row["is_sample"],
        first=first,
        is_redo=steps > 0 and steps % 2 == 0,
        undone_by=undone.get(row["upload"]),
    )


def brought_before(database: Database, hashes: Iterable[str]) -> Upload | None:
    """The newest upload in force that brought a file of these very bytes."""
    with database.read() as connection:
        numbers = {number for each in hashes for number in history.imported_before(connection, each)}
    found = [each for each in history_of(database) if each.number in numbers and each.undone_by is None]
    return found[-1] if found else None


@lru_cache(maxsize=4)
def touches(database: Database, upload: int) -> Touches:
    """What an upload changed, by ids; an upload never changes, so its list may be kept."""
    with database.read() as connection:
        return touches_of(connection, upload)


def lines_page(
    database: Database, upload: int, kinds: Collection[str], *, page: int, size: int, lang: str
) -> list[ChangeLine]:
    """One page of what an upload did, as lines to read, the first page being 1."""
    things = touches(database, upload).page(kinds, number=page, size=size)
    with database.read() as connection:
        return upload_lines(changes_of(connection, things), load_reference(connection), lang)


def plan_of(database: Database, upload: int) -> UndoPlan:
    """What taking an upload back would restore, keep, and cannot do."""
    with database.read() as connection:
        return plan_undo(connection, upload)


def take_back(database: Database, person: Person, upload: int, *, seen: UndoPlan | None = None) -> UndoResult:
    """Take an upload back; of an undo: do it again. ``seen`` is the plan that was agreed to.

    Raises PlanChanged where the data changed so that another plan would be carried out, NotAllowed where it touches
    units that are not the person's, or what only an administrator says.
    """
    plan = plan_of(database, upload)
    if seen is not None and not is_same(plan, seen):
        raise PlanChanged(plan)
    by_hand = any(line.dataset in BY_HAND for line in plan.restored)
    action = Action.SET_TERMS_AND_UNITS if by_hand else Action.UNDO
    units = (line.unit for line in plan.restored)
    person = authorise(database, person, action, units=units, target=f"upload {upload}")
    # What somebody commits in between may touch units of others: then nothing of it is carried out.
    return undo(database, upload, by=person.name, audit=line_of(person, Action.UNDO), agreed=plan)
