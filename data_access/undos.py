"""Commit: takes an upload back as a new upload; an undo is an upload and can be taken back likewise."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.database import Database
from data_access.errors import DatabaseBusy, Overtaken
from data_access.undo_plans import UndoLine, UndoPlan, plan_undo
from data_access.upload_rows import ROUNDS, add_upload, chunks, remove_rows, stored_table

__all__ = ["UndoLine", "UndoPlan", "UndoResult", "plan_undo", "undo"]


@dataclass(frozen=True)
class UndoResult:
    """What taking an upload back did; ``upload`` is None where there was nothing to restore."""

    upload: int | None
    restored: int
    kept: list[UndoLine]
    impossible: list[UndoLine]


def undo(database: Database, upload: int, *, by: str) -> UndoResult:
    """Take an upload back as a new upload; nothing to restore makes no version."""
    for round_left in reversed(range(ROUNDS)):
        try:
            with database.write() as connection:
                plan = plan_undo(connection, upload)
                number = _carry_out(connection, plan, by) if plan.restored else None
            return UndoResult(number, len(plan.restored), plan.kept, plan.impossible)
        except (Overtaken, DatabaseBusy) as error:
            if not round_left:
                raise DatabaseBusy("others were faster three times") from error
    raise AssertionError("unreachable")


def _carry_out(connection: Connection, plan: UndoPlan, by: str) -> int:
    changes = {name: len(getattr(plan, name)) for name in ("restored", "kept", "impossible")}
    number = add_upload(connection, by=by, kind="undo", undoes=plan.upload, changes=changes)
    for dataset, ids in plan.remove.items():
        remove_rows(connection, dataset, ids, number)
    for dataset, copies in plan.copy.items():
        _copy_rows(connection, dataset, copies, number)
    return number


def _copy_rows(connection: Connection, dataset: str, copies: list[tuple[int, int | None]], upload: int) -> None:
    table = stored_table(dataset)
    same = [column for column in table.c if column.name not in ("id", "added_by", "removed_by", "replaces")]
    stamp = {"added_by": sa.literal(upload), "replaces": sa.cast(sa.column("instead_of"), sa.Integer)}
    stamp = {name: value for name, value in stamp.items() if name in table.c}
    pairs = sa.column("row", sa.Integer), sa.column("instead_of", sa.Integer)
    for chunk in chunks(copies):
        chosen = sa.values(*pairs, name="chosen").data(chunk).cte()
        rows = sa.select(*same, *stamp.values()).join(chosen, chosen.c.row == table.c.id)
        into = [*(column.name for column in same), *stamp]
        connection.execute(sa.insert(table).from_select(into, rows.order_by(table.c.id)))
