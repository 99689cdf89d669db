"""Tests: true tables laid out at random as offices lay them out, each with what reading it must give back."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

UNITS = {
    "760": ("Quận 1", "Q.1", "Q1", "QUẬN 1", "Quận ủy Quận 1", "quận 1 "),
    "770": ("Quận 3", "Q. 3", "Q.03", "quan 3", "Quận Ba", "Q.III"),
    "773": ("Quận 4", "Q4", "Qu\u1eadn\u00a04"),
    "765": ("Bình Thạnh", "Quận Bình Thạnh", "Q. Bình Thạnh", "Bi\u0300nh Tha\u0323nh"),
    "768": ("Phú Nhuận", "P. Nhuận", "PHÚ NHUẬN"),
    "783": ("Huyện Củ Chi", "H. Củ Chi", "Củ Chi"),
    "786": ("Huyện Nhà Bè", "Nhà Bè"),
}  # fmt: skip
TERMS = {
    "year:2023": ("NĂM 2023", "năm 2023", "2023"),
    "year:2021": ("Năm 2021", "N.2021", "NĂM 2021"),
    "half_year:2024-H1": ("6 THÁNG ĐẦU NĂM 2024", "6T/2024", "6 tháng đầu năm 2024"),
    "quarter:2023-Q2": ("QUÝ II NĂM 2023", "Quý II/2023", "quý 2 năm 2023"),
    "party_term:2020-2025": ("NHIỆM KỲ 2020 – 2025", "NK 2020-2025", "nhiệm kỳ 2020 - 2025"),
    "programme_phase:2021-2025": ("GIAI ĐOẠN 2021-2025", "giai đoạn 2021 - 2025", "GĐ 2021-2025"),
}
MEASURES = {
    ("models", "unspecified"): (("Số mô hình",), ('Mô hình "Dân vận khéo"',), ("Tổng số\nmô hình",), ("Số MH DVK",)),
    ("models", "registered"): (("Số mô hình đăng ký",), ("Mô hình DVK", "Đăng ký")),
    ("models", "recognised"): (("Số mô hình “Dân vận khéo” được công nhận",), ("Mô hình DVK", "Công nhận")),
    ("training_sessions", "unspecified"): (("Số lớp tập huấn, bồi dưỡng",), ("Tập huấn", "Số lớp"), ("Tập huấn (lớp)",)),
    ("attendances", "unspecified"): (("Lượt người tham dự",), ("Tập huấn", "Số lượt người"), ("Số\nlượt\nngười",)),
    ("commended_collectives", "unspecified"): (
        ("Số tập thể được khen thưởng",), ("Khen thưởng", "Tập thể"), ("TT được khen",), ("Tuyên dương tập thể",),
    ),
}  # fmt: skip
TOTALS = (
    "TỔNG CỘNG",
    "Cộng:",
    "Tổng số",
    "Toàn thành phố",
    "Tổng cộng (I+II)",
    "TC",
    "Tổng cộng 24 quận, huyện",
    "CỘNG",
)
SIGNATURES = (
    [],
    [["Ghi chú: số liệu tính đến cuối kỳ"]],
    [[], [None, "NGƯỜI LẬP BIỂU", None, "T/M BAN DÂN VẬN"], [None, "(ký, ghi rõ họ tên)", None, "TRƯỞNG BAN"], [None, "Nguyễn Văn Thử", None, "Trần Thị Nghiệm"]],
    [[None, None, "TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2023"], [None, None, "TM. BAN THƯỜNG VỤ"], [None, None, "PHÓ BÍ THƯ"], [], [None, None, "Lê Văn Dụ"]],
    [["* Ghi chú:"], ["- Số liệu do các đơn vị báo cáo"], ["Nơi nhận:"], ["- Như trên"]],
)  # fmt: skip


@dataclass
class Sheet:
    """Rows as written, with merges, the sheet's name and the truth that reading must give back."""

    rows: list[list[Any]]
    truth: Any
    merges: list[str] = field(default_factory=list)
    name: str = "Biểu 1"
    data_rows: int = 0


@dataclass
class Column:
    """One column of a table: its header from top to bottom, its cells, and what a total row says under it."""

    head: tuple[str, ...]
    cells: list[Any]
    total: Any = None


def _letters(column: int) -> str:
    return chr(64 + column)


def lay_out(draw: st.DrawFn, columns: list[Column], *, title: list[list[Any]], total_label: str = "") -> Sheet:
    """The columns under a title, with a header of one or two levels, and whatever offices put around a table."""
    numbered, pad = draw(st.booleans()), draw(st.integers(0, 1))
    if numbered:
        columns = [
            Column((draw(st.sampled_from(("STT", "TT", "Số TT"))),), list(range(1, len(columns[0].cells) + 1))),
            *columns,
        ]
    if total_label:
        next(c for c in columns if c.head[0] not in ("STT", "TT", "Số TT")).total = total_label
    for i, column in enumerate(columns):
        if len(column.head) == 2 and column.head[0] not in {
            c.head[0] for c in columns[max(i - 1, 0) : i + 2] if c is not column
        }:
            column.head = (" - ".join(column.head),)  # no office divides a head into one
    depth = max(len(column.head) for column in columns)
    header, merges = _header(columns, depth, len(title) + 1, pad, is_merged=draw(st.booleans()))
    body = [[column.cells[i] for column in columns] for i in range(len(columns[0].cells))]
    if draw(st.booleans()) and len(columns) > 3:
        header.append([f"({i + 1})" for i in range(len(columns))])
    if len(body) > 2 and numbered and depth == 1 and draw(st.booleans()):
        at = draw(st.integers(1, len(body) - 1))
        body.insert(at, [column.head[0] for column in columns])
    if draw(st.booleans()):
        body.append([None] * len(columns))
    if total_label:
        body.append([column.total for column in columns])
    below = draw(st.sampled_from(SIGNATURES))
    rows = [*title, *([None] * pad + row for row in [*header, *body]), *below]
    return Sheet(rows, None, merges, data_rows=len(columns[0].cells))


def _header(
    columns: list[Column], depth: int, first: int, pad: int, *, is_merged: bool
) -> tuple[list[list[Any]], list[str]]:
    rows: list[list[Any]] = [[None] * len(columns) for _ in range(depth)]
    merges: list[str] = []
    if depth == 1:
        return [[column.head[0] for column in columns]], merges
    at = 0
    while at < len(columns):
        head, width = columns[at].head, 1
        while len(head) == 2 and at + width < len(columns) and columns[at + width].head[0] == head[0]:
            width += 1
        rows[0][at] = head[0]
        left, right = _letters(pad + at + 1), _letters(pad + at + width)
        if len(head) == 1:
            merges.append(f"{left}{first}:{left}{first + 1}")
        elif width > 1:
            merges.append(f"{left}{first}:{right}{first}")
        for i in range(at, at + width):
            if len(columns[i].head) == 2:
                rows[1][i] = columns[i].head[1]
        at += width
    return rows, merges if is_merged else []


@st.composite
def counts(draw: st.DrawFn) -> tuple[Any, int | None, str | None]:
    """A cell, and the number and bound that it states."""
    value = draw(st.integers(0, 9999))
    dotted = f"{value // 1000}.{value % 1000:03}" if value >= 1000 else str(value)
    return draw(
        st.sampled_from(
            [(value, value, None), (float(value), value, None), (dotted, value, None), (f" {dotted} ", value, None),
             (f"trên {dotted}", value, ">"), (f"≥ {value}", value, "≥"), (f"gần {value}", value, "<"), (None, None, None),
             ("-", 0, None), ("không", 0, None), ("KPS", 0, None)]
        )
    )  # fmt: skip


def title_block(draw: st.DrawFn, *lines: str) -> list[list[Any]]:
    """Perhaps the head of a Party form, and the lines of the title."""
    party: list[list[Any]] = [
        ["ĐẢNG BỘ TP HỒ CHÍ MINH", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["BAN DÂN VẬN", None, None, "TP. Hồ Chí Minh, ngày 05 tháng 12 năm 2025"],
        ["*"],
        ["Số 45-BC/BDVTU"],
        [],
    ]
    place = [[None] * draw(st.integers(0, 2)) + [line] for line in lines if line]
    return [*(party if draw(st.booleans()) else []), *place, *([[]] if draw(st.booleans()) else [])]


@st.composite
def summaries(draw: st.DrawFn) -> Sheet:
    """A summary: units by measures in one term, that a column, the title or the sheet's name says."""
    units = draw(st.lists(st.sampled_from(sorted(UNITS)), min_size=1, max_size=6, unique=True))
    chosen = draw(st.lists(st.sampled_from(sorted(MEASURES)), min_size=1, max_size=5, unique=True))
    chosen.sort()  # columns under one wide head stand side by side
    term, where = draw(st.sampled_from(sorted(TERMS))), draw(st.sampled_from(("title", "column", "sheet")))
    unit_head = draw(
        st.sampled_from(("Quận, huyện", "Quận/huyện", "Đơn vị", "Tên đơn vị", "Địa phương", "ĐƠN VỊ ", "Cấp ủy"))
    )
    columns = [Column((unit_head,), [draw(st.sampled_from(UNITS[unit])) for unit in units])]
    truth: dict[tuple[str, ...], tuple[int, str | None]] = {}
    for measure in chosen:
        cells = [draw(counts()) for _ in units]
        open_sum = any(bound for _, _, bound in cells)
        total = None if open_sum else sum(value or 0 for _, value, _ in cells)
        columns.append(Column(draw(st.sampled_from(MEASURES[measure])), [cell for cell, _, _ in cells], total))
        truth |= {(u, term, *measure): (v, b) for u, (_, v, b) in zip(units, cells, strict=True) if v is not None}
    words = draw(st.sampled_from(TERMS[term]))
    if where == "column":
        head = draw(st.sampled_from(("Nhiệm kỳ/Kỳ báo cáo", "Kỳ báo cáo")))
        columns.insert(draw(st.integers(0, 1)), Column((head,), [words] * len(units)))
    if draw(st.booleans()):
        columns.append(Column(("Ghi chú",), [draw(st.sampled_from((None, "đang rà soát", "x"))) for _ in units]))
    what = 'KẾT QUẢ PHONG TRÀO THI ĐUA "DÂN VẬN KHÉO"'
    title = title_block(
        draw, "BIỂU TỔNG HỢP - TP.HCM", f"{what} {words}" if where == "title" and not words.isdigit() else what
    )
    if where == "title" and words.isdigit():
        title.append([f"Năm {words}"])
    sheet = lay_out(draw, columns, title=title, total_label=draw(st.sampled_from(("", *TOTALS))))
    sheet.truth, sheet.name = truth, words.replace("/", "-") if where == "sheet" else "Biểu 1"
    return sheet
