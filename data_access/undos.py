"""Commit: takes an upload back as a new upload; an undo is an upload and can be taken back likewise."""

from dataclasses import dataclass

from sqlalchemy import Connection

from data_access.audit import Entry
from data_access.database import Database
from data_access.merge_decisions import carry_out, plan_decision_undo
from data_access.rounds import in_rounds
from data_access.term_locks import hold_locks
from data_access.undo_lines import UndoLine, UndoPlan
from data_access.undo_plans import plan_undo as plan_rows_undo
from data_access.upload_rows import add_upload

__all__ = ["PlanChanged", "UndoLine", "UndoPlan", "UndoResult", "plan_undo", "undo"]


@dataclass(frozen=True)
class UndoResult:
    """What taking an upload back did; ``upload`` is None where there was nothing to restore."""

    upload: int | None
    restored: int
    kept: list[UndoLine]
    impossible: list[UndoLine]


class PlanChanged(Exception):
    """Somebody changed the data after the plan was made; ``plan`` is what taking back would do now."""

    def __init__(self, plan: UndoPlan) -> None:
        super().__init__("the plan is no longer what taking back would do")
        self.plan = plan


def undo(
    database: Database, upload: int, *, by: str, audit: Entry | None = None, agreed: UndoPlan | None = None
) -> UndoResult:
    """Take an upload back as a new upload; nothing to restore makes no version.

    ``agreed`` is the plan that was asked and decided about. Raises PlanChanged where another would be carried out.
    """

    def step(connection: Connection) -> UndoResult:
        plan = plan_undo(connection, upload)
        if agreed is not None and not is_same(plan, agreed):
            raise PlanChanged(plan)
        number = _carry_out(connection, plan, by, audit) if plan.restored else None
        return UndoResult(number, len(plan.restored), plan.kept, plan.impossible)

    return in_rounds(database, step, is_upload=True)


def is_same(plan: UndoPlan, other: UndoPlan) -> bool:
    """Whether two plans restore, keep and cannot restore the same."""
    return (plan.restored, plan.kept, plan.impossible) == (other.restored, other.kept, other.impossible)


def plan_undo(connection: Connection, upload: int) -> UndoPlan:
    """What taking this upload back would do now."""
    return plan_decision_undo(connection, upload) or plan_rows_undo(connection, upload)


def _carry_out(connection: Connection, plan: UndoPlan, by: str, audit: Entry | None) -> int:
    changes = {name: len(getattr(plan, name)) for name in ("restored", "kept", "impossible")}
    number = add_upload(connection, by=by, kind="undo", undoes=plan.upload, changes=changes, audit=audit)
    carry_out(connection, plan, number)
    hold_locks(connection, number)
    return number
