"""Validate, compare, commit, export: the rows of the lists of models: one model in one year each."""

from datetime import date
from typing import Annotated, ClassVar

from sqlmodel import Field

from data_access import vocabulary
from data_access.columns import SheetColumn
from data_access.fact_rows import FactRow

_BODY_WORDS = (
    "don vi thuc hien", "co quan thuc hien", "don vi chu tri", "noi thuc hien", "don vi dang ky", "tap the thuc hien",
    "tap the dang ky", "co quan don vi", "don vi de xuat", "don vi xay dung", "don vi",
)  # fmt: skip


class ModelRow(FactRow):
    """One «Dân vận khéo» model in one reporting year."""

    dataset: ClassVar[str] = "models"
    needs: ClassVar[tuple[str, ...]] = ("name",)

    model_code: Annotated[str | None, SheetColumn("Mã mô hình", "text", ("ma mo hinh", "ma so", "ma mh"))] = Field(
        default=None, max_length=60
    )
    report_year: Annotated[
        int | None,
        SheetColumn(
            "Năm báo cáo",
            "year",
            ("nam bao cao", "nam dang ky", "nam thuc hien", "nam cong nhan", "nam", "thoi gian"),
        ),
    ] = Field(default=None, ge=1990, le=2100)
    name: Annotated[
        str,
        SheetColumn(
            "Tên mô hình",
            "text",
            ("ten mo hinh", "mo hinh", "ten mh", "ten cong trinh", "noi dung mo hinh", "ten dien hinh"),
            unless=("so mo hinh", "tong so", "so luong", "so mh", "loai mo hinh", "ma mo hinh"),
            needed=True,
        ),
    ] = Field(min_length=1, max_length=300)
    implementing_body: Annotated[
        str,
        SheetColumn(
            "Đơn vị thực hiện",
            "organisation",
            _BODY_WORDS,
        ),
    ] = Field(default="", max_length=300)
    namesake: int = Field(default=1, ge=1)
    bloc: Annotated[str | None, SheetColumn("Khối", "choice", ("khoi",), choices=vocabulary.BLOCS)] = Field(
        default=None, max_length=40
    )
    owner_kind: Annotated[
        str,
        SheetColumn(
            "Tập thể/Cá nhân",
            "choice",
            ("tap the ca nhan", "loai", "loai hinh", "tt cn", "doi tuong"),
            choices=vocabulary.OWNER_KINDS,
        ),
    ] = Field(default="collective", max_length=40)
    sector: Annotated[str, SheetColumn("Lĩnh vực", "choice", ("linh vuc",), choices=vocabulary.SECTORS)] = Field(
        default="unspecified", max_length=40
    )
    theme: Annotated[str, SheetColumn("Chủ đề", "text", ("chu de",))] = Field(default="", max_length=200)
    start_year: Annotated[int | None, SheetColumn("Năm bắt đầu", "year", ("nam bat dau", "nam trien khai"))] = Field(
        default=None, ge=1930, le=2100
    )
    stage: Annotated[
        str,
        SheetColumn(
            "Tình trạng",
            "choice",
            ("tinh trang", "trang thai", "giai doan thuc hien"),
            choices=vocabulary.STAGES,
        ),
    ] = Field(default="unspecified", max_length=40)
    recognition_level: Annotated[
        str,
        SheetColumn("Cấp công nhận", "choice", ("cap cong nhan", "cap"), unless=("so cap",), choices=vocabulary.LEVELS),
    ] = Field(default="unspecified", max_length=40)
    decision_no: Annotated[
        str | None, SheetColumn("Số QĐ công nhận", "text", ("so qd", "quyet dinh so", "so quyet dinh"))
    ] = Field(default=None, max_length=120)
    decision_date: Annotated[date | None, SheetColumn("Ngày QĐ công nhận", "date", ("ngay qd", "ngay quyet dinh"))] = (
        Field(default=None)
    )
