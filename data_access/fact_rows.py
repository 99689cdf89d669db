"""Validate, compare, commit, export: what every row says, whatever its sheet.

``term`` is a term's id such as ``party_term:2020-2025``; ``unit`` is a unit's id such as ``770`` or ``769@2021-01-01``.
Counts are whole and never negative. Texts are in NFC. No field is about a person.
"""

from typing import Annotated

from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from data_access.columns import SheetColumn

UNIT_WORDS = (
    "quan huyen",
    "quan",
    "huyen",
    "don vi",
    "dia phuong",
    "dia ban",
    "cap uy",
    "dang bo",
    "phuong xa",
    "xa phuong",
)
OF_BEFORE = (
    "quan cu",
    "huyen cu",
    "thanh pho cu",
    "don vi cu",
    "dia ban cu",
    "phuong cu",
    "xa cu",
    "thi xa cu",
    "truoc day",
    "truoc sap xep",
)
PERIOD_WORDS = ("nhiem ky", "giai doan", "ky bao cao", "nk")


class Record(SQLModel, registry=registry()):
    """A row of any table of ours; its own registry lets a hot reload define the tables again."""


class FactRow(Record):
    """What every row of a sheet says: whose it is, of which term and year, and where it stands in the file."""

    unit: Annotated[str, SheetColumn("Quận/huyện", "unit", UNIT_WORDS, unless=OF_BEFORE, needed=True)] = Field(
        max_length=20, foreign_key="unit.id", index=True
    )
    term: Annotated[str | None, SheetColumn("Nhiệm kỳ", "period", PERIOD_WORDS)] = Field(
        default=None, max_length=40, foreign_key="term.id"
    )
    sheet: str = Field(max_length=100)
    source_row: int = Field(ge=1)
    source_cell: str | None = Field(default=None, max_length=12)
    other_words: str = Field(default="", max_length=600)
