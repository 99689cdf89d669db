"""Validate, compare, commit, export: the rows of the lists of training: one class each, or several in one line."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from data_access import vocabulary
from data_access.columns import SheetColumn
from data_access.fact_rows import FactRow


class TrainingRow(FactRow):
    """One training class, or several classes given as one line."""

    dataset: ClassVar[str] = "training"
    needs: ClassVar[tuple[str, ...]] = ("title", "topic")

    title: Annotated[
        str,
        SheetColumn(
            "Tên lớp, nội dung tập huấn",
            "text",
            (
                "ten lop",
                "noi dung tap huan",
                "ten lop tap huan",
                "noi dung",
                "lop tap huan",
                "hoi nghi tap huan",
            ),
            unless=("so lop", "so hoi nghi", "chuyen de"),
            needed=True,
        ),
    ] = Field(default="", max_length=300)
    topic: Annotated[str, SheetColumn("Chuyên đề", "choice", ("chuyen de",), choices=vocabulary.TOPICS)] = Field(
        default="unspecified", max_length=40
    )
    start_date: Annotated[
        date | None,
        SheetColumn(
            "Ngày bắt đầu",
            "date",
            (
                "ngay bat dau",
                "tu ngay",
                "thoi gian to chuc",
                "thoi gian",
                "ngay to chuc",
                "ngay mo lop",
                "ngay",
                "nam",
            ),
        ),
    ] = Field(default=None)
    end_date: Annotated[
        date | None, SheetColumn("Ngày kết thúc", "date", ("ngay ket thuc", "den ngay", "ngay be giang"))
    ] = Field(default=None)
    date_precision: str = Field(default="", max_length=10)
    period_text: str = Field(default="", max_length=20)
    year: int | None = Field(default=None, ge=1990, le=2100)
    class_count: Annotated[int, SheetColumn("Số lớp", "count", ("so lop", "so hoi nghi", "so cuoc"))] = Field(
        default=1, ge=0, le=100_000
    )
    audience: Annotated[
        str,
        SheetColumn(
            "Đối tượng",
            "choices",
            ("doi tuong", "thanh phan tham du", "thanh phan"),
            choices=vocabulary.AUDIENCES,
        ),
    ] = Field(default="unspecified", max_length=200)
    attendances: Annotated[
        int | None,
        SheetColumn(
            "Số lượt người",
            "count",
            (
                "luot nguoi",
                "so luot",
                "luot tham du",
                "so nguoi tham du",
                "so nguoi",
                "hoc vien",
                "dai bieu",
                "luot",
            ),
            needed=True,
        ),
    ] = Field(default=None, ge=0, le=100_000_000)
    attendances_qualifier: str | None = Field(default=None, max_length=1)
    counted_as: str = Field(default="", max_length=20)
    organiser: Annotated[
        str,
        SheetColumn("Đơn vị tổ chức", "organisation", ("don vi to chuc", "co quan to chuc", "to chuc boi")),
    ] = Field(default="", max_length=300)
    level: Annotated[str, SheetColumn("Cấp tổ chức", "choice", ("cap to chuc", "cap"), choices=vocabulary.LEVELS)] = (
        Field(default="unspecified", max_length=40)
    )
