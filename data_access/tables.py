"""Commit, count: the tables. Facts are only ever added; what is no longer true is marked with the upload that removed it."""

from datetime import date, datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from data_access import account_tables as account_tables
from data_access.fact_indexes import keyed_while_current
from data_access.office_tables import Setting as Setting
from data_access.records import (
    CommendationRow,
    FigureRow,
    ModelRow,
    ProgrammeRow,
    Record,
    TargetRow,
    TrainingRow,
)
from data_access.show_tables import SavedShow as SavedShow
from data_access.show_tables import SavedView as SavedView
from data_access.show_tables import ViewCode as ViewCode
from data_access.upkeep_tables import UpkeepRun as UpkeepRun


class Upload(Record, table=True):
    """A commit. Its id is the data version it produced. Upload 0 is the list of units that every database begins with."""

    __tablename__: ClassVar[Any] = "upload"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    by: str = Field(default="", max_length=100)
    kind: str = Field(max_length=20)  # reference, import, replace, undo, merge, apart, setting, lock, unlock
    undoes: int | None = Field(default=None, foreign_key="upload.id")
    is_sample: bool = Field(default=False)
    changes: str = Field(default="{}")  # JSON: how many of each kind, such as new, changed, restored, remembered


class UploadedFile(Record, table=True):
    """A workbook of an upload: what is kept of it besides the kept copy."""

    __tablename__: ClassVar[Any] = "uploaded_file"

    id: int | None = Field(default=None, primary_key=True)
    upload: int = Field(foreign_key="upload.id", index=True)
    name: str = Field(max_length=200)
    size: int = Field(ge=0)
    sha256: str = Field(max_length=64, index=True)


class KeptCopy(Record, table=True):
    """The understood cells of one sheet: zlib-compressed JSON, see ``data_access.kept_copies``."""

    __tablename__: ClassVar[Any] = "kept_copy"
    __table_args__: ClassVar[Any] = (sa.UniqueConstraint("file", "sheet"),)

    id: int | None = Field(default=None, primary_key=True)
    file: int = Field(foreign_key="uploaded_file.id")
    sheet: str = Field(max_length=100)
    content: bytes


class Unit(Record, table=True):
    """A province, district or commune as it was from one day to another. The id is its code, with @valid_from where it has one."""

    __tablename__: ClassVar[Any] = "unit"

    id: str = Field(primary_key=True, max_length=20)
    code: str = Field(max_length=8, index=True)
    level: str = Field(max_length=10)  # province, district, commune
    type: str = Field(default="", max_length=20)
    name: str = Field(max_length=100)
    short_name: str = Field(max_length=100)
    province: str | None = Field(default=None, max_length=20, foreign_key="unit.id", index=True)
    valid_from: date | None = Field(default=None)
    valid_to: date | None = Field(default=None)
    sort_order: int = Field(default=0)
    added_by: int = Field(foreign_key="upload.id")
    removed_by: int | None = Field(default=None, foreign_key="upload.id")


class UnitSuccession(Record, table=True):
    """Who succeeded whom, and from which day; ``shared``: the successor has other parents too."""

    __tablename__: ClassVar[Any] = "unit_succession"

    before: str = Field(primary_key=True, max_length=20, foreign_key="unit.id")
    after: str = Field(primary_key=True, max_length=20, foreign_key="unit.id")
    effective: date
    shared: bool = Field(default=False)
    added_by: int = Field(foreign_key="upload.id")
    removed_by: int | None = Field(default=None, foreign_key="upload.id")


class UnitAlias(Record, table=True):
    """A spelling that a person explained once, as it was written: within a province it means this unit."""

    __tablename__: ClassVar[Any] = "unit_alias"

    id: int | None = Field(default=None, primary_key=True)
    province: str = Field(max_length=20, foreign_key="unit.id")
    spelling: str = Field(max_length=200)
    unit: str = Field(max_length=20, foreign_key="unit.id")
    added_by: int = Field(foreign_key="upload.id")
    removed_by: int | None = Field(default=None, foreign_key="upload.id")


class Term(Record, table=True):
    """A span of time that figures are about; the id is ``kind:label``. Dates are null where the source names none."""

    __tablename__: ClassVar[Any] = "term"

    id: str = Field(primary_key=True, max_length=40)
    kind: str = Field(max_length=20)
    label: str = Field(max_length=20)
    starts: date | None = Field(default=None)
    ends: date | None = Field(default=None)
    added_by: int = Field(foreign_key="upload.id")


class Versioned(Record):
    """What every fact carries: since which upload it holds, until which, and what it is a version of.

    ``brought_by`` is the upload that first brought it (an undo brings a copy back and keeps it). ``replaces`` is the
    id of the row that this one changed, where its key differs.
    """

    id: int | None = Field(default=None, primary_key=True)
    natural_key: str = Field(max_length=64)
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id")
    brought_by: int = Field(foreign_key="upload.id")
    replaces: int | None = Field(default=None)
    file: int = Field(foreign_key="uploaded_file.id")


class DanVanModel(Versioned, ModelRow, table=True):
    """A model's state in one year. ``model_key`` is the key without the year: a model counts once a term."""

    __tablename__: ClassVar[Any] = "dan_van_model"
    __table_args__: ClassVar[Any] = (
        *keyed_while_current("dan_van_model"),
        sa.CheckConstraint("term IS NOT NULL OR report_year IS NOT NULL", name="dan_van_model_has_time"),
    )

    model_key: str = Field(max_length=64, index=True)


class TrainingSession(Versioned, TrainingRow, table=True):
    """A training class (or several, ``class_count``) and its attendances."""

    __tablename__: ClassVar[Any] = "training_session"
    __table_args__: ClassVar[Any] = (
        *keyed_while_current("training_session"),
        sa.CheckConstraint("term IS NOT NULL OR year IS NOT NULL", name="training_session_has_time"),
        sa.CheckConstraint(
            "class_count >= 0 AND (attendances IS NULL OR attendances >= 0)", name="training_session_counts"
        ),
    )


class Commendation(Versioned, CommendationRow, table=True):
    """A collective commended."""

    __tablename__: ClassVar[Any] = "commendation"
    __table_args__: ClassVar[Any] = (
        *keyed_while_current("commendation"),
        sa.CheckConstraint("term IS NOT NULL OR year IS NOT NULL", name="commendation_has_time"),
    )


class ReportedFigure(Versioned, FigureRow, table=True):
    """A figure that an office states."""

    __tablename__: ClassVar[Any] = "reported_figure"
    __table_args__: ClassVar[Any] = (
        *keyed_while_current("reported_figure"),
        sa.CheckConstraint("term IS NOT NULL", name="reported_figure_has_term"),
        sa.CheckConstraint("value >= 0", name="reported_figure_value"),
    )


class Target(Versioned, TargetRow, table=True):
    """A target."""

    __tablename__: ClassVar[Any] = "target"
    __table_args__: ClassVar[Any] = (
        *keyed_while_current("target"),
        sa.CheckConstraint("term IS NOT NULL", name="target_has_term"),
    )


class CoordinationProgramme(Versioned, ProgrammeRow, table=True):
    """A coordination programme."""

    __tablename__: ClassVar[Any] = "coordination_programme"
    __table_args__: ClassVar[Any] = keyed_while_current("coordination_programme")


class Correction(Record, table=True):
    """A cell that a person corrected before the commit: what it said as it was read, and what was entered instead."""

    __tablename__: ClassVar[Any] = "correction"

    id: int | None = Field(default=None, primary_key=True)
    upload: int = Field(foreign_key="upload.id", index=True)
    file: int = Field(foreign_key="uploaded_file.id", index=True)
    sheet: str = Field(max_length=100)
    cell: str = Field(max_length=12)
    found: str = Field(default="", max_length=300)
    entered: str = Field(max_length=300)


class ModelMerge(Record, table=True):
    """A person's decision about two models, by their keys: *same*: what is under ``from_key`` counts under ``into_key``."""

    __tablename__: ClassVar[Any] = "model_merge"
    __table_args__: ClassVar[Any] = (
        sa.Index(
            "model_merge_current_key",
            "from_key",
            unique=True,
            sqlite_where=sa.text("kind = 'same' AND removed_by IS NULL"),
            postgresql_where=sa.text("kind = 'same' AND removed_by IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)  # same, different
    from_key: str = Field(max_length=64, index=True)
    into_key: str = Field(max_length=64, index=True)
    added_by: int = Field(foreign_key="upload.id", index=True)
    removed_by: int | None = Field(default=None, foreign_key="upload.id", index=True)


FACT_TABLES: dict[str, type[Versioned]] = {
    "summary": ReportedFigure,
    "models": DanVanModel,
    "training": TrainingSession,
    "commendations": Commendation,
    "targets": Target,
    "programmes": CoordinationProgramme,
}


def fact_table(dataset: str) -> sa.Table:
    """The table that holds the facts of a dataset, for statements of many rows at once."""
    return Record.metadata.tables[str(FACT_TABLES[dataset].__tablename__)]
