"""Validate, compare, commit, export: the rows of lists: one model, class or collective each."""

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
