"""Commit: the table of what is done once a night: it says who took it on, and how it ended. No figure depends on it."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from data_access.fact_rows import Record


class UpkeepRun(Record, table=True):
    """The last time that a kind of work was done: of which night, when, how it ended, and at which data version."""

    __tablename__: ClassVar[Any] = "upkeep_run"

    kind: str = Field(primary_key=True, max_length=20)  # nightly, backup, check
    night: str = Field(max_length=10)
    started_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    finished_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    outcome: str = Field(default="", max_length=10)  # done, failed; empty while it is under way
    detail: str = Field(default="", max_length=200)
    version: int | None = Field(default=None)
