"""Read: writes ``bao-chi.xlsx``, the few figures that public sources did report, each with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample_data.sheets import Book

QUARTER_3 = "Bài về 10 năm thực hiện Quy chế công tác dân vận tại Quận 3, năm 2020"
QUARTER_1 = "Bài về Đại hội Chi bộ Ban Dân vận Quận ủy Quận 1 ngày 24/3/2020"
NGU_HANH_SON = "Bài về hội nghị ngày 27/7/2016 của Quận Ngũ Hành Sơn, đăng ngày 05/08/2016"
PARTNERS = "UBND quận; Công an quận; Ban Chỉ huy quân sự quận; Đồn Biên phòng Non Nước"
MODELS = (
    "Tổ hướng dẫn công dân tổ chức tại Bộ phận một cửa điện tử quận",
    "Vận động giải tỏa bàn giao mặt bằng",
    "Đảm bảo an ninh trật tự, phòng chống tội phạm và tệ nạn xã hội",
)


def write_press(folder: Path) -> None:
    """The workbook of reported figures."""
    with Book(folder / "bao-chi.xlsx") as book:
        _summary(book)
        _programmes(book)
        _models(book)


def _summary(book: Book) -> None:
    sheet = book.sheet("Tổng hợp", [16, 44, 18, 14, 14, 18, 60])
    sheet.title("SỐ LIỆU BÁO CHÍ ĐÃ NÊU", "Thành phố Hồ Chí Minh")
    sheet.skip()
    sheet.head(
        "Quận/huyện | Nhiệm kỳ / Kỳ báo cáo | Số mô hình triển khai | Số lớp tập huấn | Số lượt người | "
        "Số tập thể được khen thưởng | Nguồn"
    )
    branch_term = "Nhiệm kỳ chi bộ đến năm 2020 (nguồn không nêu năm bắt đầu)"
    sheet.write(["Quận 1", branch_term, "trên 260", 11, "2.353", None, QUARTER_1], "wide")
    sheet.write(["Quận 3", "Tổng kết 10 năm (2010–2020)", None, None, None, 23, QUARTER_3], "wide")


def _programmes(book: Book) -> None:
    sheet = book.sheet("Chương trình phối hợp", [22, 34, 24, 60, 12, 14, 18, 14, 60])
    sheet.title("CHƯƠNG TRÌNH PHỐI HỢP BÁO CHÍ ĐÃ NÊU", "Thành phố Đà Nẵng")
    sheet.skip()
    sheet.head(
        "Quận/huyện | Tên chương trình | Cơ quan chủ trì | Cơ quan phối hợp | Giai đoạn | Ngày ký | Tình "
        "trạng | Ngày tổng kết | Nguồn"
    )
    named = ("Quận Ngũ Hành Sơn", "Chương trình phối hợp công tác dân vận", "Ban Dân vận Quận ủy", PARTNERS)
    day = date(2016, 7, 27)
    sheet.write([*named, "2011-2015", None, "đã tổng kết", day, NGU_HANH_SON])
    sheet.write([*named, "2016-2020", day, "ký mới", None, NGU_HANH_SON])


def _models(book: Book) -> None:
    sheet = book.sheet("Mô hình", [22, 20, 70, 60])
    sheet.title("MÔ HÌNH BÁO CHÍ ĐÃ NÊU", "Thành phố Đà Nẵng")
    sheet.skip()
    sheet.head("Quận/huyện | Giai đoạn | Tên mô hình | Nguồn")
    for name in MODELS:
        sheet.write(["Quận Ngũ Hành Sơn", "Giai đoạn 2011-2015", name, NGU_HANH_SON])
