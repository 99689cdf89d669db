"""Before guard: the workbooks that are measured: lists of ten columns as offices keep them, the same on every run."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

MODELS = (
    "STT", "Tên mô hình", "Quận/huyện", "Đơn vị thực hiện", "Lĩnh vực", "Năm báo cáo", "Tình trạng", "Cấp công nhận",
    "Số QĐ công nhận", "Ngày QĐ công nhận",
)  # fmt: skip
TRAINING = (
    "STT", "Tên lớp", "Quận/huyện", "Chuyên đề", "Ngày bắt đầu", "Số lớp", "Đối tượng", "Số lượt người", "Đơn vị tổ chức",
    "Cấp tổ chức",
)  # fmt: skip
_DISTRICTS = (
    *(f"Quận {number}" for number in (1, 3, 4, 5, 6, 7, 8, 10, 11, 12)),
    "Quận Bình Thạnh", "Quận Gò Vấp", "Quận Phú Nhuận", "Quận Tân Bình", "Quận Tân Phú", "Quận Bình Tân", "Huyện Củ Chi",
    "Huyện Hóc Môn", "Huyện Bình Chánh", "Huyện Nhà Bè", "Huyện Cần Giờ",
)  # fmt: skip
_WHAT = (
    "Tuyến hẻm xanh - sạch - đẹp", "Tiếng kẻng an ninh", "Ngày thứ bảy vì dân", "Tổ tự quản về môi trường", "Hũ gạo tình thương",
    "Cà phê sáng với dân", "Vận động hiến đất mở đường", "Camera an ninh khu phố", "Chợ phiên không đồng", "Bữa cơm nghĩa tình",
)  # fmt: skip
_BODIES = ("UBND Phường {}", "Hội LHPN Phường {}", "Công an Phường {}", "Chi bộ Khu phố {}", "Đoàn TNCS Phường {}")
_SECTORS = ("Kinh tế", "Văn hóa - Xã hội", "Quốc phòng - An ninh", "Xây dựng hệ thống chính trị")
_STAGES = ("Đăng ký", "Đang triển khai", "Được công nhận", "Nhân rộng")
_LEVELS = ("Cấp thành phố", "Cấp quận", "Cấp phường")
_CLASSES = ("Tập huấn công tác dân vận", "Bồi dưỡng nghiệp vụ", "Nắm tình hình Nhân dân", "Kỹ năng hòa giải ở cơ sở")
_TOPICS = ("Dân vận khéo", "Nghiệp vụ công tác dân vận", "Quy chế dân chủ ở cơ sở", "Công tác dân tộc")
_AUDIENCES = ("Cán bộ dân vận cơ sở", "Cán bộ Mặt trận", "Đoàn viên thanh niên", "Hội viên phụ nữ")
_FIRST_DAY = date(2020, 12, 1)


def _models(count: int) -> Iterator[tuple[Any, ...]]:
    random = Random(1930)
    for number in range(1, count + 1):
        decided = _FIRST_DAY + timedelta(days=random.randrange(1_600))
        body = random.choice(_BODIES).format(random.randint(1, 30))
        name = f"{random.choice(_WHAT)} số {number} tại khu phố {random.randint(1, 90)}"
        yield (
            number, name, random.choice(_DISTRICTS), body, random.choice(_SECTORS), decided.year, random.choice(_STAGES),
            random.choice(_LEVELS), f"{random.randint(1, 900)}-QĐ/QU", decided,
        )  # fmt: skip


def _training(count: int) -> Iterator[tuple[Any, ...]]:
    random = Random(1945)
    for number in range(1, count + 1):
        name = f"{random.choice(_CLASSES)} khóa {number} năm học {random.randint(1, 60)}"
        body = random.choice(_BODIES).format(random.randint(1, 30))
        yield (
            number, name, random.choice(_DISTRICTS), random.choice(_TOPICS), _FIRST_DAY + timedelta(days=random.randrange(1_600)),
            random.randint(1, 3), random.choice(_AUDIENCES), random.randint(20, 400), body, random.choice(_LEVELS),
        )  # fmt: skip


_LISTS: dict[str, tuple[tuple[str, ...], Callable[[int], Iterator[tuple[Any, ...]]]]] = {
    "models": (MODELS, _models),
    "training": (TRAINING, _training),
}


def write(folder: Path, dataset: str, count: int) -> Path:
    """A workbook with a list of so many rows; one that is there already is taken as it is."""
    path = folder / f"{dataset}-{count}.xlsx"
    if path.exists():
        return path
    head, rows = _LISTS[dataset]
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, head)
        for number, row in enumerate(rows(count), 1):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    return path
