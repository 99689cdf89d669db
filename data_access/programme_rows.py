"""Validate, compare, commit, export: one coordination programme a row."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from data_access import vocabulary
from data_access.columns import SheetColumn
from data_access.fact_rows import PERIOD_WORDS, FactRow


class ProgrammeRow(FactRow):
    """One coordination programme between bodies."""

    dataset: ClassVar[str] = "programmes"
    needs: ClassVar[tuple[str, ...]] = ("name",)

    term: Annotated[str | None, SheetColumn("Giai đoạn", "period", (*PERIOD_WORDS, "thoi gian thuc hien", "nam"))] = (
        Field(default=None, max_length=40, foreign_key="term.id", index=True)
    )
    name: Annotated[
        str,
        SheetColumn(
            "Tên chương trình",
            "text",
            ("ten chuong trinh", "chuong trinh phoi hop", "chuong trinh", "noi dung phoi hop"),
            needed=True,
        ),
    ] = Field(min_length=1, max_length=300)
    lead_body: Annotated[
        str, SheetColumn("Cơ quan chủ trì", "organisation", ("co quan chu tri", "don vi chu tri", "chu tri"))
    ] = Field(default="", max_length=300)
    partners: Annotated[
        str,
        SheetColumn("Cơ quan phối hợp", "partners", ("co quan phoi hop", "don vi phoi hop", "phoi hop voi")),
    ] = Field(default="", max_length=1000)
    signed_on: Annotated[date | None, SheetColumn("Ngày ký", "date", ("ngay ky", "thoi gian ky"))] = Field(default=None)
    status: Annotated[
        str,
        SheetColumn("Tình trạng", "choice", ("tinh trang", "trang thai"), choices=vocabulary.PROGRAMME_STATUSES),
    ] = Field(default="unspecified", max_length=40)
    reviewed_on: Annotated[date | None, SheetColumn("Ngày tổng kết", "date", ("ngay tong ket", "ngay so ket"))] = Field(
        default=None
    )
