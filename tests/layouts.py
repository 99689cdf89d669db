"""Tests: the layouts in which offices send their figures, each as rows of a sheet with its merges."""

from collections.abc import Sequence
from typing import Any

Rows = list[list[Any]]

PARTY_FORM: Rows = [
    ["ĐẢNG BỘ TP HỒ CHÍ MINH", None, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
    ["THÀNH ỦY", None, None, None, None, "─────────────"],
    ["BAN DÂN VẬN", None, None, None, None, "TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2023"],
    ["*"],
    ["Số 45-BC/BDVTU"],
]
SIGNATURE: Rows = [
    [],
    ["Ghi chú: số liệu do các quận ủy, huyện ủy báo cáo"],
    [None, "NGƯỜI LẬP BIỂU", None, None, None, "T/M BAN DÂN VẬN"],
    [None, "(ký, ghi rõ họ tên)", None, None, None, "TRƯỞNG BAN"],
    [],
    [None, "Nguyễn Văn Thử", None, None, None, "Trần Thị Nghiệm"],
]


def l01() -> Rows:
    """The clean template."""
    return [
        [
            "Quận/huyện",
            "Nhiệm kỳ",
            "Số mô hình",
            "Số lớp tập huấn",
            "Số lượt người",
            "Số tập thể được khen thưởng",
            "Ghi chú",
        ],
        ["Quận 1", "2020-2025", 260, 11, 2353, 18, None],
        ["Quận 3", "2020 – 2025", "trên 243", 9, "1.019", 23, None],
        ["Bình Thạnh", "NK 2020-2025", 436, "-", None, 0, "đang rà soát"],
    ]


def l02(totals: Sequence[Any] = (200, 160, 9, 1909, 30)) -> Rows:
    """The Party form: title block, header in row 8, total, notes, signatures; the year only in the title."""
    return [
        *PARTY_FORM,
        [None, None, "BIỂU TỔNG HỢP"],
        [None, None, 'Kết quả phong trào thi đua "Dân vận khéo" NĂM 2023'],
        [
            "STT",
            "Đơn vị",
            "Số mô hình đăng ký",
            "Số mô hình được công nhận",
            "Số lớp tập huấn",
            "Lượt người tham dự",
            "Số tập thể được khen",
            "Ghi chú",
        ],
        [1, "Quận 1", 75, 60, 3, 640, 12, None],
        [2, "Q.3", 66, 52, 3, "1.019", 10, None],
        [3, "Huyện Củ Chi", 59, 48, 3, 250, 8, None],
        [None, "TỔNG CỘNG", *totals],
        *SIGNATURE,
    ]


def l03() -> tuple[Rows, list[str]]:
    """Two-level header with parts and a row that numbers the columns."""
    rows: Rows = [
        ["ĐẢNG BỘ TP HỒ CHÍ MINH"],
        ["BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO NHIỆM KỲ 2020 - 2025"],
        [
            "STT",
            "Quận, huyện",
            "Tổng số mô hình",
            "Trong đó",
            None,
            "Chia theo lĩnh vực",
            None,
            None,
            None,
            "Được công nhận",
            None,
            None,
            "Ghi chú",
        ],
        [
            None,
            None,
            None,
            "Tập thể",
            "Cá nhân",
            "Kinh tế",
            "VH - XH",
            "QP - AN",
            "XD HTCT",
            "Cấp cơ sở",
            "Cấp quận",
            "Cấp TP",
            None,
        ],
        [
            "(1)",
            "(2)",
            "(3)=(4)+(5)",
            "(4)",
            "(5)",
            "(6)",
            "(7)",
            "(8)",
            "(9)",
            "(10)",
            "(11)",
            "(12)",
            "(13)",
        ],
        [1, "Quận 1", 100, 80, 20, 25, 40, 15, 20, 30, 12, 3, None],
        [2, "Quận 3", 90, 75, 15, 20, 35, 15, 20, 28, 10, 2, None],
        [None, "Tổng cộng", 190, 155, 35, 45, 75, 30, 40, 58, 22, 5, None],
    ]
    merges = ["A2:M2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:I3", "J3:L3", "M3:M4"]
    return rows, merges


def l04() -> tuple[Rows, list[str]]:
    """A list with groups in Roman numerals, STT that starts anew, and subtotals."""
    rows: Rows = [
        ["QUẬN ỦY QUẬN 3"],
        ["BAN DÂN VẬN"],
        ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO NHIỆM KỲ 2020-2025"],
        [
            "TT",
            "Tên mô hình",
            "Đơn vị thực hiện",
            "Lĩnh vực",
            "Tập thể/Cá nhân",
            "Năm đăng ký",
            "Cấp công nhận",
            "Kết quả, hiệu quả",
        ],
        ["I", "KHỐI PHƯỜNG"],
        [1, '"Tuyến hẻm xanh - sạch - đẹp"', "Phường Võ Thị Sáu", "VH-XH", "TT", 2021, "Quận", "Tốt"],
        [2, "Tổ tự quản an ninh", "Phường 4", "QP-AN", "TT", 2022, "Cơ sở", None],
        [None, "Cộng khối phường", 2],
        ["II", "KHỐI CƠ QUAN ĐẢNG, ĐOÀN THỂ"],
        [1, "Ngày thứ bảy vì dân", "Hội Cựu chiến binh Quận 3", "KT", "TT", 2021, "TP", None],
        ["III. LỰC LƯỢNG VŨ TRANG"],
        [1, "Tiếng kẻng an ninh", "Công an Phường 9", "ANQP", "CN", 2023, None, None],
        [None, "Tổng cộng", 4],
    ]
    return rows, ["B5:H5", "B9:H9", "A11:H11"]


def l09() -> tuple[Rows, list[str]]:
    """A training list: merged districts, dates and numbers as text."""
    rows: Rows = [
        ["TỔNG HỢP CÁC LỚP TẬP HUẤN CÔNG TÁC DÂN VẬN - TP.HCM"],
        [
            "STT",
            "Quận/huyện",
            "Tên lớp, nội dung tập huấn",
            "Thời gian tổ chức",
            "Địa điểm",
            "Thành phần tham dự",
            "Số lớp",
            "Số người tham dự (lượt)",
        ],
        [
            1,
            "Quận 1",
            "Tập huấn công tác dân vận, QCDC",
            "19 và 25/7/2019",
            "HT Quận ủy",
            "CB, CC, VC",
            "02",
            "trên 400",
        ],
        [2, None, "Kỹ năng tuyên truyền miệng", "27/7/2016", "HT Quận ủy", "Cán bộ", "01", "1.019"],
        [3, None, "Quy chế dân chủ ở cơ sở", "Từ 15-16/4/2024", "UBND", "Bí thư chi bộ", "1 lớp", "235 lượt"],
        [4, "Q.3", "Dân vận khéo", "Quý II/2023", "UBND", "LLVT", None, "-"],
    ]
    return rows, ["B3:B5"]


def l10() -> Rows:
    """An annex to a decision: a table of collectives, below it one of individuals."""
    return [
        ["QUẬN ỦY QUẬN 3"],
        ["DANH SÁCH"],
        ['Tập thể, cá nhân được khen thưởng phong trào thi đua "Dân vận khéo" năm 2020'],
        ["(Kèm theo Quyết định số 1234-QĐ/QU ngày 12/10/2020 của Ban Thường vụ Quận ủy)"],
        ["I. TẬP THỂ (3)"],
        ["STT", "Tên tập thể", "Thành tích", "Hình thức", "Ghi chú"],
        [1, "Đảng ủy Phường 4", "Dân vận khéo", "Giấy khen", None],
        [2, "Chi bộ Trường Mầm non 3", "Dân vận khéo", "Giấy khen", None],
        [3, "Hội Phụ nữ Phường 9", "Dân vận khéo", "Giấy khen", None],
        ["II. CÁ NHÂN (2)"],
        ["STT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị", "Ghi chú"],
        [1, "Phạm Thị Mẫu", 1980, "Phường 4", None],
        [2, "Lê Văn Mẫu", 1975, "Phường 9", None],
    ]


def l14() -> Rows:
    """Dirty Unicode: decomposed letters, blanks of other kinds, line breaks, old tone marks, full-width digits."""
    return [
        ["\ufeffĐơn vị ", "Số\nmô hình", "Số\u00a0lớp tập huấn", "Số\nlượt\nngười", "Nhiệm kỳ"],
        ["Quận 3\u200b ", "２６０", " 11 ", "2\u00a0353", "2020–2025"],
        ["Quận 5", 5, 1, 10, "2020-2025"],
        ["HOÀ VANG", 40, 2, 100, "2020-2025"],
    ]
