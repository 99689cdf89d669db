"""Validate, compare, commit, export: the rows of what offices state: a figure of a summary sheet, a target."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from data_access.columns import SheetColumn
from data_access.fact_rows import PERIOD_WORDS, FactRow


class FigureRow(FactRow):
    """One figure that a summary sheet (or the «Thực hiện» of a target sheet) states for a unit and a term."""

    dataset: ClassVar[str] = "summary"
    needs: ClassVar[tuple[str, ...]] = ()

    term: Annotated[
        str | None,
        SheetColumn("Nhiệm kỳ/Kỳ báo cáo", "period", (*PERIOD_WORDS, "ky", "nam", "thoi diem", "thoi gian")),
    ] = Field(default=None, max_length=40, foreign_key="term.id", index=True)
    measure: str = Field(max_length=40)
    stage: str = Field(default="unspecified", max_length=40)
    dimension: str = Field(default="", max_length=40)
    dimension_value: str = Field(default="", max_length=40)
    value: int = Field(ge=0, le=100_000_000)
    qualifier: str | None = Field(default=None, max_length=1)
    counted_as: str = Field(default="", max_length=20)
    as_of: Annotated[
        date | None,
        SheetColumn("Số liệu tính đến ngày", "date", ("so lieu tinh den", "tinh den ngay", "so lieu den")),
    ] = Field(default=None)
    is_estimate: Annotated[bool, SheetColumn("Ước thực hiện (x)", "choice", ("uoc thuc hien", "uoc"))] = Field(
        default=False
    )
    source_ref: Annotated[str, SheetColumn("Nguồn (số báo cáo)", "text", ("nguon", "so bao cao", "bao cao so"))] = (
        Field(default="", max_length=200)
    )


class TargetRow(FactRow):
    """One target set for a unit and a term."""

    dataset: ClassVar[str] = "targets"
    needs: ClassVar[tuple[str, ...]] = ("measure",)

    term: Annotated[str | None, SheetColumn("Nhiệm kỳ/Năm", "period", (*PERIOD_WORDS, "nam", "thoi gian"))] = Field(
        default=None, max_length=40, foreign_key="term.id", index=True
    )
    measure: Annotated[
        str,
        SheetColumn(
            "Chỉ tiêu",
            "text",
            ("chi tieu", "noi dung chi tieu", "noi dung"),
            unless=("chi tieu giao", "ke hoach", "ty le"),
            needed=True,
        ),
    ] = Field(max_length=40)
    stage: str = Field(default="unspecified", max_length=40)
    unit_of_measure: Annotated[str, SheetColumn("ĐVT", "text", ("dvt", "don vi tinh"))] = Field(
        default="", max_length=40
    )
    operator: str = Field(default="≥", max_length=1)
    target_value: Annotated[
        int | None,
        SheetColumn(
            "Chỉ tiêu giao",
            "count",
            ("chi tieu giao", "ke hoach", "kh", "chi tieu nam", "duoc giao", "chi tieu"),
            unless=("noi dung", "ten", "ty le", "ti le", "so voi"),
            needed=True,
        ),
    ] = Field(default=None, ge=0, le=100_000_000)
    source_ref: Annotated[str, SheetColumn("Văn bản giao", "text", ("van ban giao", "van ban", "can cu"))] = Field(
        default="", max_length=200
    )
