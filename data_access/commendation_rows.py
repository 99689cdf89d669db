"""Validate, compare, commit, export: the rows of the lists of commendations: one collective each."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from data_access import vocabulary
from data_access.columns import SheetColumn
from data_access.fact_rows import FactRow


class CommendationRow(FactRow):
    """One collective commended once."""

    dataset: ClassVar[str] = "commendations"
    needs: ClassVar[tuple[str, ...]] = ("collective_name",)

    year: Annotated[
        int | None,
        SheetColumn("Năm khen thưởng", "year", ("nam khen thuong", "nam duoc khen", "nam"), template=True),
    ] = Field(default=None, ge=1990, le=2100)
    collective_name: Annotated[
        str,
        SheetColumn(
            "Tên tập thể",
            "organisation",
            ("ten tap the", "tap the", "ten don vi", "don vi duoc khen", "don vi"),
            unless=("so tap the", "tong so", "khen thuong tap the"),
            needed=True,
        ),
    ] = Field(min_length=1, max_length=300)
    bloc: Annotated[str | None, SheetColumn("Khối", "choice", ("khoi",), choices=vocabulary.BLOCS)] = Field(
        default=None, max_length=40
    )
    award_form: Annotated[
        str,
        SheetColumn(
            "Hình thức khen thưởng",
            "choice",
            ("hinh thuc khen thuong", "hinh thuc", "danh hieu"),
            choices=vocabulary.AWARD_FORMS,
        ),
    ] = Field(default="unspecified", max_length=40)
    awarding_body: Annotated[
        str,
        SheetColumn(
            "Cơ quan khen thưởng",
            "organisation",
            ("co quan khen thuong", "cap khen thuong cua", "co quan khen", "noi khen"),
        ),
    ] = Field(default="", max_length=300)
    awarding_level: Annotated[
        str,
        SheetColumn("Cấp khen thưởng", "choice", ("cap khen thuong", "cap khen", "cap"), choices=vocabulary.LEVELS),
    ] = Field(default="unspecified", max_length=40)
    award_ground: Annotated[
        str,
        SheetColumn(
            "Nội dung khen thưởng",
            "choice",
            ("noi dung khen thuong", "noi dung khen", "ly do khen", "thanh tich", "noi dung"),
            choices=vocabulary.AWARD_GROUNDS,
        ),
    ] = Field(default="unspecified", max_length=40)
    decision_no: Annotated[
        str | None,
        SheetColumn(
            "Số quyết định",
            "text",
            ("so quyet dinh", "so qd", "quyet dinh so", "quyet dinh"),
            unless=("ngay",),
        ),
    ] = Field(default=None, max_length=120)
    decision_date: Annotated[
        date | None, SheetColumn("Ngày quyết định", "date", ("ngay quyet dinh", "ngay qd", "ngay ky"))
    ] = Field(default=None)
