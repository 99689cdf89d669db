"""Match: a table with its measures in the rows: which column names them, and what the words of a row count."""

import re
from dataclasses import dataclass

from data_access.spelling import without_marks
from intake.figure_columns import FigureColumn, compares, figure_column, names_part
from intake.figure_headers import is_wordy, sample
from intake.grids import Value
from intake.layouts import Band, View

_HEADS = re.compile(r"(cac )?(noi dung|chi tieu|tieu chi|chi so|danh muc|hang muc|ten chi tieu|chi tiet)\b(?! giao)")
_OTHER_VALUES = re.compile(r"\b(ty le|ti le|ke hoach|chi tieu|so voi|danh gia|ghi chu)\b")
_TIMES = re.compile(
    r"(thoi gian|thoi diem|ky|ky bao cao|nam|nhiem ky|giai doan|quy|thang)( thuc hien| to chuc| bao cao)?"
)
_COUNTED_IN = {
    "mo hinh": "mo hinh", "mh": "mo hinh", "lop": "lop", "cuoc": "so cuoc", "hoi nghi": "hoi nghi tap huan", "luot": "luot",
    "luot nguoi": "luot", "nguoi": "", "tap the": "", "tt": "", "don vi": "", "hoc vien": "hoc vien", "dai bieu": "dai bieu",
}  # fmt: skip
_SAYS_SO = re.compile(r"(tong )?(so|sl)\b(?! (quyet dinh|bao cao))|(luot|lop)\b")
# Whole labels that name a measure without saying «Số».
_NAMES_ALL = re.compile(
    r"(xay dung |tong )?((mo hinh|mh)\b.*"
    r"|(lop |to chuc |mo )?(lop )?(tap huan|boi duong)( boi duong)?( (cong tac )?(dan van|nghiep vu))*|(nguoi|can bo)( duoc)? (tham du|tham gia|du)( tap huan)?"
    r"|(tap the|tuyen duong tap the|khen thuong tap the|khen tap the)( (duoc|da duoc))?( (khen|khen thuong|bieu duong|tuyen duong))?)"
)
_LEAD = re.compile(r"^(?:[\d.]+|[a-h]|[ivx]+|trong do|gom)\s+")


@dataclass(frozen=True)
class Indicators:
    """The fields ``measure`` (the labels) and perhaps ``unit_of_measure``, and the columns of numbers."""

    fields: dict[str, int]
    values: tuple[int, ...]


def find_indicators(view: View, band: Band, columns: list[int]) -> Indicators | None:
    """The columns of a table with its measures in the rows; nothing where fewer than two rows name one."""
    labels = next((c for c in columns if _HEADS.match(band.paths[c][-1])), None)
    if labels is None:
        return None
    counted = next((c for c in columns if c != labels and _counts_in(view, band, c)), None)
    values = tuple(
        c for c in columns
        if c not in (labels, counted) and not _is_of_no_unit(band.paths[c][-1]) and not _OTHER_VALUES.search(" ".join(band.paths[c])) and _has_numbers(view, band, c)
    )  # fmt: skip
    rows = range(band.body, min(view.height, band.body + 60) + 1)
    named = [
        row for row in rows if row_figure((), view.own(row, labels), view.own(row, counted or 0), None) is not None
    ]
    if not values or len(named) < 2:
        return None
    return Indicators({"measure": labels} | ({"unit_of_measure": counted} if counted else {}), values)


def _is_of_no_unit(leaf: str) -> bool:
    """Whether a column's head says that its cells are times or comparisons: «Thời gian», «Tăng, giảm»."""
    return _TIMES.fullmatch(leaf) is not None or compares(leaf)


def _counts_in(view: View, band: Band, column: int) -> bool:
    if band.paths[column][-1] in ("dvt", "don vi tinh"):
        return True
    cells = [without_marks(str(value)) for value in sample(view, band, column)]
    return bool(cells) and all(cell in _COUNTED_IN for cell in cells)


def _has_numbers(view: View, band: Band, column: int) -> bool:
    values = sample(view, band, column)
    in_years = all(isinstance(value, int) and 1990 <= value <= 2100 for value in values)
    return bool(values) and not is_wordy(values) and not in_years


def row_figure(
    above: tuple[str, ...], label: Value, counted_in: Value, before: FigureColumn | None
) -> FigureColumn | None:
    """What a row counts, by its label under the labels ``above`` it and by what it is counted in."""
    if not isinstance(label, str):
        return None
    key = _LEAD.sub("", without_marks(label))
    unit = without_marks(str(counted_in)) if counted_in is not None else ""
    of_part = (before or above) and names_part(key)
    if not (_SAYS_SO.match(key) or unit in _COUNTED_IN or of_part or (not unit and _NAMES_ALL.fullmatch(key))):
        return None
    word = _COUNTED_IN.get(unit, "")
    heads = tuple(_LEAD.sub("", without_marks(head)) for head in above)
    path = (*heads, *((word,) if word and word not in key else ()), key)
    return figure_column(path, before)
