"""Show: the tables of saved views. They hold what to look at and no facts, so they can be changed and make no version."""

from typing import Any, ClassVar

from sqlmodel import Field

from data_access.fact_rows import Record


class SavedShow(Record, table=True):
    """A set of saved views, to be presented one after another."""

    __tablename__: ClassVar[Any] = "saved_show"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)


class SavedView(Record, table=True):
    """A page with its filters and some of its charts. Without a version it shows the newest data."""

    __tablename__: ClassVar[Any] = "saved_view"

    id: int | None = Field(default=None, primary_key=True)
    show: int = Field(foreign_key="saved_show.id", index=True)
    place: int
    name: str = Field(max_length=100)
    page: str = Field(max_length=30)
    codes: str  # JSON: the codes of the address, without the version
    exhibits: str  # JSON: the keys of what is shown, in order
    version: int | None = Field(default=None, foreign_key="upload.id")


class ViewCode(Record, table=True):
    """A short code under which a page with its filters and its version is opened again; it is never changed."""

    __tablename__: ClassVar[Any] = "view_code"

    code: str = Field(max_length=12, primary_key=True)
    page: str = Field(max_length=30)
    codes: str  # JSON: the codes of the address, with the version
