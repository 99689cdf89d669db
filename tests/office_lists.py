"""Tests: true lists laid out at random: models, training classes, commended collectives, targets, programmes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from tests.office_sheets import UNITS, Column, Sheet, counts, lay_out, title_block

_NAMES = (
    "Tuyến hẻm xanh - sạch - đẹp", "Tổng công ty vì dân", "Cộng Hòa xanh", "Tiếng kẻng an ninh", "Ngày thứ bảy vì dân",
    "Tổ tự quản số 5", "Toàn dân chung tay", "Năm không, ba sạch", '"Hũ gạo tình thương"', "Cà phê sáng với dân",
)  # fmt: skip
_BODIES = (
    "Phường 4",
    "Hội LHPN Phường 2",
    "Công an Phường 9",
    "UBND Phường Võ Thị Sáu",
    "Chi bộ Khu phố 3",
    "Đoàn TNCS",
)
_SECTORS = {
    "Kinh tế": "economy",
    "VH - XH": "culture_society",
    "QP-AN": "defence_security",
    "XD HTCT": "political_system",
}
_STAGES = {"Đăng ký": "registered", "Được công nhận": "recognised", "Nhân rộng": "replicated"}
_FORMS = {
    "Giấy khen": "certificate_of_commendation",
    "Bằng khen": "certificate_of_merit_higher",
    "Tuyên dương": "public_honour",
}
_DATES = {
    "27/7/2021": (date(2021, 7, 27), date(2021, 7, 27), 2021), "19 và 25/7/2019": (date(2019, 7, 19), date(2019, 7, 25), 2019),
    "Từ 15-16/4/2024": (date(2024, 4, 15), date(2024, 4, 16), 2024), "Quý II/2023": (None, None, 2023),
    "T10/2023": (None, None, 2023), "ngày 05 tháng 8 năm 2016": (date(2016, 8, 5), date(2016, 8, 5), 2016),
}  # fmt: skip


def _pick(draw: st.DrawFn, table: dict[str, Any], n: int) -> tuple[list[str], list[Any]]:
    words = [draw(st.sampled_from(sorted(table))) for _ in range(n)]
    return words, [table[word] for word in words]


def _placed(draw: st.DrawFn, n: int) -> tuple[list[Column], list[str], str]:
    """A column of units, or none and the unit in the title."""
    if draw(st.booleans()):
        units = [draw(st.sampled_from(sorted(UNITS))) for _ in range(n)]
        head = draw(st.sampled_from(("Quận/huyện", "Quận, huyện", "Địa phương")))
        return [Column((head,), [draw(st.sampled_from(UNITS[unit])) for unit in units])], units, "TP.HCM"
    unit = draw(st.sampled_from(("760", "770", "765")))
    return [], [unit] * n, UNITS[unit][0].upper()


def _sheet(draw: st.DrawFn, columns: list[Column], title: list[str], total: tuple[Column, str] | None = None) -> Sheet:
    if draw(st.booleans()):
        columns = [*columns, Column(("Người phụ trách",), ["Nguyễn Văn Thử"] * len(columns[0].cells))]
    return lay_out(
        draw,
        columns,
        title=title_block(draw, *title),
        total_label=draw(st.sampled_from(("", "Tổng cộng", "Cộng"))) if total else "",
    )


@st.composite
def models(draw: st.DrawFn) -> Sheet:
    """A list of models: each with its year, or the year in the title."""
    n = draw(st.integers(1, 6))
    names = draw(st.lists(st.sampled_from(_NAMES), min_size=n, max_size=n, unique=True))
    place, units, where = _placed(draw, n)
    bodies = [draw(st.sampled_from(_BODIES)) for _ in range(n)]
    columns = [Column((draw(st.sampled_from(("Tên mô hình", "Mô hình", "Tên mô hình DVK"))),), list(names)), *place]
    columns.append(Column((draw(st.sampled_from(("Đơn vị thực hiện", "Cơ quan thực hiện"))),), list(bodies)))
    truth: list[dict[str, Any]] = [
        {"name": a, "unit": u, "implementing_body": b} for a, u, b in zip(names, units, bodies, strict=True)
    ]
    for head, field, table in (("Lĩnh vực", "sector", _SECTORS), ("Tình trạng", "stage", _STAGES)):
        if draw(st.booleans()):
            words, codes = _pick(draw, table, n)
            columns.append(Column((head,), words))
            truth = [row | {field: code} for row, code in zip(truth, codes, strict=True)]
    if in_title := draw(st.booleans()):
        truth = [row | {"report_year": 2023} for row in truth]
    else:
        years = [draw(st.integers(2021, 2024)) for _ in range(n)]
        columns.append(Column((draw(st.sampled_from(("Năm đăng ký", "Năm báo cáo", "Năm"))),), list(years)))
        truth = [row | {"report_year": year} for row, year in zip(truth, years, strict=True)]
    columns = draw(st.permutations(columns))
    sheet = _sheet(draw, columns, ["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO" + (" NĂM 2023" if in_title else ""), where])
    sheet.truth = truth
    return sheet


@st.composite
def training(draw: st.DrawFn) -> Sheet:
    """A list of classes with their days, numbers and districts."""
    n = draw(st.integers(1, 6))
    place, units, where = _placed(draw, n)
    words, days = _pick(draw, _DATES, n)
    people = [draw(counts()) for _ in range(n)]
    titles = [f"Tập huấn công tác dân vận lớp {i + 1}" for i in range(n)]
    classes = [draw(st.sampled_from(((1, 1), ("02", 2), ("1 lớp", 1), (None, 1)))) for _ in range(n)]
    columns = [
        Column((draw(st.sampled_from(("Tên lớp, nội dung tập huấn", "Tên lớp", "Nội dung"))),), list(titles)), *place,
        Column((draw(st.sampled_from(("Thời gian tổ chức", "Thời gian", "Ngày tổ chức"))),), list(words)),
        Column(("Số lớp",), [cell for cell, _ in classes]),
        Column((draw(st.sampled_from(("Số lượt người", "Số người tham dự (lượt)", "Lượt tham dự", "Học viên"))),), [c for c, _, _ in people]),
        Column(("Địa điểm",), ["Hội trường"] * n),
    ]  # fmt: skip
    sheet = _sheet(draw, draw(st.permutations(columns)), ["TỔNG HỢP CÁC LỚP TẬP HUẤN", where])
    sheet.truth = [
        {"title": t, "unit": u, "start_date": d[0], "end_date": d[1], "year": d[2], "class_count": c, "attendances": v,
         "attendances_qualifier": b}
        for t, u, d, (_, c), (_, v, b) in zip(titles, units, days, classes, people, strict=True)
    ]  # fmt: skip
    return sheet


@st.composite
def commendations(draw: st.DrawFn) -> Sheet:
    """An annex to a decision: collectives, with the decision in the title."""
    n = draw(st.integers(1, 6))
    names = draw(st.lists(st.sampled_from(_BODIES), min_size=n, max_size=n, unique=True))
    place, units, where = _placed(draw, n)
    words, forms = _pick(draw, _FORMS, n)
    columns = [
        Column((draw(st.sampled_from(("Tên tập thể", "Tập thể", "Tập thể được khen thưởng"))),), list(names)), *place,
        Column((draw(st.sampled_from(("Hình thức khen thưởng", "Hình thức"))),), words),
    ]  # fmt: skip
    title = [where, "DANH SÁCH TẬP THỂ ĐƯỢC KHEN THƯỞNG DÂN VẬN KHÉO NĂM 2020"]
    title.append("(Kèm theo Quyết định số 1234-QĐ/QU ngày 12/10/2020 của Ban Thường vụ Quận ủy)")
    sheet = _sheet(draw, columns, title)
    sheet.truth = [
        {"collective_name": a, "unit": u, "award_form": f, "year": 2020, "decision_no": "1234-QĐ/QU",
         "decision_date": date(2020, 10, 12), "awarding_body": "Ban Thường vụ Quận ủy"}
        for a, u, f in zip(names, units, forms, strict=True)
    ]  # fmt: skip
    return sheet


@st.composite
def targets(draw: st.DrawFn) -> Sheet:
    """Targets of one unit and year, with what was done."""
    kinds = {
        "Xây dựng mô hình DVK": ("models", "unspecified", "mô hình"), "Số mô hình được công nhận": ("models", "recognised", "mô hình"),
        "Số lớp tập huấn": ("training_sessions", "unspecified", "lớp"), "Lượt người tham dự": ("attendances", "unspecified", "lượt"),
        "Số tập thể được khen thưởng": ("commended_collectives", "unspecified", "tập thể"),
    }  # fmt: skip
    names = draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, unique=True))
    goals = [draw(st.integers(1, 500)) for _ in names]
    columns = [
        Column((draw(st.sampled_from(("Chỉ tiêu", "Nội dung chỉ tiêu", "Nội dung"))),), list(names)),
        Column((draw(st.sampled_from(("ĐVT", "Đơn vị tính"))),), [kinds[name][2] for name in names]),
        Column((draw(st.sampled_from(("Chỉ tiêu giao", "Kế hoạch", "KH"))),), [draw(st.sampled_from((g, str(g), f"≥ {g}"))) for g in goals]),
        Column((draw(st.sampled_from(("Thực hiện", "Kết quả", "Kết quả thực hiện"))),), [2 * goal for goal in goals]),
        Column((draw(st.sampled_from(("Tỷ lệ (%)", "Tỷ lệ đạt"))),), ["200%"] * len(names)),
    ]  # fmt: skip
    sheet = _sheet(draw, columns, ["THỰC HIỆN CHỈ TIÊU NĂM 2023", "QUẬN 3"])
    sheet.truth = [
        {"measure": kinds[a][0], "stage": kinds[a][1], "target_value": g, "unit": "770", "term": "year:2023"}
        for a, g in zip(names, goals, strict=True)
    ]
    return sheet


@st.composite
def programmes(draw: st.DrawFn) -> Sheet:
    """Coordination programmes with their phases and partners."""
    n = draw(st.integers(1, 4))
    place, units, where = _placed(draw, n)
    names = [f"Chương trình phối hợp số {i + 1}" for i in range(n)]
    columns = [
        Column(("Tên chương trình",), list(names)), *place,
        Column(("Cơ quan chủ trì",), ["Ban Dân vận Quận ủy"] * n), Column(("Cơ quan phối hợp",), ["UBND quận; Công an quận"] * n),
        Column(("Giai đoạn",), ["2021 - 2025"] * n), Column(("Ngày ký",), ["27/7/2021"] * n),
    ]  # fmt: skip
    sheet = _sheet(draw, draw(st.permutations(columns)), ["CHƯƠNG TRÌNH PHỐI HỢP", where])
    sheet.truth = [
        {
            "name": a,
            "unit": u,
            "term": "programme_phase:2021-2025",
            "signed_on": date(2021, 7, 27),
            "lead_body": "Ban Dân vận Quận ủy",
        }
        for a, u in zip(names, units, strict=True)
    ]
    return sheet


LISTS: dict[str, Callable[[], st.SearchStrategy[Sheet]]] = {
    "models": models, "training": training, "commendations": commendations, "targets": targets, "programmes": programmes,
}  # fmt: skip
