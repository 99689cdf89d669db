"""Commit: what is done once a night is done by one process only, and when it was last done can be read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.database import Database
from data_access.errors import DatabaseBusy, Overtaken
from data_access.moments import stored_moment
from data_access.rounds import in_rounds

# Who claimed a night and has said nothing for so long was killed, or failed; another may try.
PATIENCE = timedelta(hours=1)
_MOMENT = sa.DateTime(timezone=True)
_RUN = sa.table(
    "upkeep_run",
    sa.column("kind", sa.String),
    sa.column("night", sa.String),
    sa.column("started_at", _MOMENT),
    sa.column("finished_at", _MOMENT),
    sa.column("outcome", sa.String),
    sa.column("detail", sa.String),
    sa.column("version", sa.Integer),
)


@dataclass(frozen=True)
class UpkeepRun:
    """What was last done of one kind; ``outcome`` is done, failed, or empty while it is under way."""

    kind: str
    night: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    detail: str
    version: int | None


def last_runs(database: Database) -> dict[str, UpkeepRun]:
    """What was last done, by kind."""
    with database.read() as connection:
        rows = connection.execute(sa.select(_RUN)).all()
    return {
        row.kind: UpkeepRun(
            row.kind,
            row.night,
            stored_moment(row.started_at),
            stored_moment(row.finished_at) if row.finished_at else None,
            row.outcome,
            row.detail,
            row.version,
        )
        for row in rows
    }


def claim(database: Database, kind: str, night: str, *, now: datetime) -> bool:
    """Take the work of a night on; False where another process has, or has done it."""
    fresh = {"night": night, "started_at": now, "finished_at": None, "outcome": "", "detail": "", "version": None}
    try:
        with database.write() as connection:
            last = connection.execute(sa.select(_RUN).where(_RUN.c.kind == kind)).first()
            if last is None:
                connection.execute(sa.insert(_RUN).values(kind=kind, **fresh))
                return True
            # A clock that was set back or forth must not keep a night from having its backup.
            idle = abs(now - stored_moment(last.started_at)) >= PATIENCE
            if last.night == night and (last.outcome == "done" or not idle):
                return False
            connection.execute(sa.update(_RUN).where(_RUN.c.kind == kind).values(**fresh))
            return True
    except (Overtaken, DatabaseBusy):
        return False


def keep_outcome(
    database: Database, kind: str, *, outcome: str, detail: str, now: datetime, version: int | None = None
) -> None:
    """Say how something went that needs no claim: whoever did it last is the one that is told of."""
    said = {"night": "", "started_at": now, **_ended(outcome, detail, now, version)}

    def keep(connection: Connection) -> None:
        held = _RUN.c.kind == kind
        if connection.execute(sa.update(_RUN).where(held).values(**said)).rowcount == 0:
            connection.execute(sa.insert(_RUN).values(kind=kind, **said))

    in_rounds(database, keep)


def finish(
    database: Database, kind: str, *, outcome: str, detail: str, now: datetime, version: int | None = None
) -> None:
    """Say how the work of a night ended."""
    said = sa.update(_RUN).where(_RUN.c.kind == kind).values(**_ended(outcome, detail, now, version))
    in_rounds(database, lambda connection: connection.execute(said))


def _ended(outcome: str, detail: str, now: datetime, version: int | None) -> dict[str, Any]:
    """The columns that tell how a run ended."""
    return {"outcome": outcome, "detail": detail[:200], "finished_at": now, "version": version}
