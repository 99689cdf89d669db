"""Commit, count: the tables of what an office says by hand: its settings, units, successions, terms, and locked terms."""

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from data_access.fact_rows import Record


def _one_current(table: str, *columns: str) -> tuple[sa.Index]:
    """One row in force for each thing."""
    current = sa.text("removed_by IS NULL")
    return (sa.Index(f"{table}_current_key", *columns, unique=True, sqlite_where=current, postgresql_where=current),)


class Setting(Record, table=True):
    """What the office set, from the upload that set it to the one that set it anew."""

    __tablename__: ClassVar[Any] = "setting"
    __table_args__: ClassVar[Any] = _one_current("setting", "key")

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=40)
    value: str = Field(max_length=200)
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


class UnitState(Record, table=True):
    """A unit that people added or ended, as they said it is; while in force it stands before the row in ``unit``."""

    __tablename__: ClassVar[Any] = "unit_state"
    __table_args__: ClassVar[Any] = _one_current("unit_state", "unit")

    id: int | None = Field(default=None, primary_key=True)
    unit: str = Field(max_length=20, foreign_key="unit.id")
    type: str = Field(default="", max_length=20)
    name: str = Field(max_length=100)
    short_name: str = Field(max_length=100)
    province: str | None = Field(default=None, max_length=20, foreign_key="unit.id")
    valid_to: date | None = Field(default=None)
    sort_order: int = Field(default=0)
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


class UnitLink(Record, table=True):
    """A succession that people added to those of the official list."""

    __tablename__: ClassVar[Any] = "unit_link"
    __table_args__: ClassVar[Any] = _one_current("unit_link", "before", "after")

    id: int | None = Field(default=None, primary_key=True)
    before: str = Field(max_length=20, foreign_key="unit.id")
    after: str = Field(max_length=20, foreign_key="unit.id")
    effective: date
    shared: bool = Field(default=False)
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


class NamedTerm(Record, table=True):
    """A term that people named before any file did, so that templates and locks can offer it."""

    __tablename__: ClassVar[Any] = "named_term"
    __table_args__: ClassVar[Any] = _one_current("named_term", "term")

    id: int | None = Field(default=None, primary_key=True)
    term: str = Field(max_length=40, foreign_key="term.id")
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


class TermDays(Record, table=True):
    """The first and the last day of a term where they are not those that its label says: a congress that met earlier or later."""

    __tablename__: ClassVar[Any] = "term_days"
    __table_args__: ClassVar[Any] = _one_current("term_days", "term")

    id: int | None = Field(default=None, primary_key=True)
    term: str = Field(max_length=40, foreign_key="term.id")
    starts: date
    ends: date
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


class TermLock(Record, table=True):
    """A term, or all terms of a kind, whose figures nothing may change from the upload that locked it to the one that unlocked it."""

    __tablename__: ClassVar[Any] = "term_lock"
    __table_args__: ClassVar[Any] = _one_current("term_lock", "term")

    id: int | None = Field(default=None, primary_key=True)
    term: str = Field(max_length=40)
    reason: str = Field(max_length=300)
    added_by: int = Field(foreign_key="upload.id")
    removed_by: int | None = Field(default=None, foreign_key="upload.id")
    unlock_reason: str = Field(default="", max_length=300)
