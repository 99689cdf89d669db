"""Match: a table with its measures in the rows: which column names them, and what the words of a row count."""

import re
from dataclasses import dataclass, replace

from data_access.spelling import without_marks
from intake.audiences import names_an_audience, without_audience
from intake.figure_columns import (
    FigureColumn,
    compares,
    figure_column,
    is_of_another_subject,
    names_part,
    stage_of,
    stated_measure,
)
from intake.figure_headers import is_wordy, sample, says_more
from intake.grids import Value
from intake.layouts import HEADER_SEARCH_ROWS, UNIT_OF_MEASURE, Band, View
from intake.row_kinds import is_beside_the_rows
from intake.terms import find_term

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
_LEAD_OF_A_HEADING = re.compile(r"^(?:noi dung|nhiem vu|phan|muc)(?: (?:so )?(?:\d+|[ivx]+))? (?=\S)")
_SUBJECTS = {
    "commended": re.compile(r"\b(khen|tuyen duong|bieu duong)\b"),
    "training": re.compile(r"\b(lop|tap huan)\b"),
    "models": re.compile(r"\b(mo hinh|mh|dvk|dan van kheo)\b"),
}
# Headings below which the same words count something else: a plan, a cost, women alone, another time.
_OTHER_HEADINGS = re.compile(
    r"\b(ty le|ti le|phan tram|so voi|kinh phi|so tien|tien thuong|binh quan|xep loai|luy ke|cong don|cung ky|(?<!phu )nu)\b"
)
_PLANS = re.compile(
    r"^(?!.*\b(ket qua|tinh hinh|thuc hien|hoan thanh|trien khai)\b.*\b(ke hoach|chi tieu)\b)"
    r".*\b(ke hoach|(?<!cac )(?<!nhom )chi tieu)\b"
)
_OF_RESULTS = re.compile(r"\b(ket qua|so lieu|thuc hien|tong hop|ca|toan)\b")


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


def is_row_of_measures(view: View, band: Band, column: int) -> bool:
    """Whether what looks like the header of a list, with names in ``column``, is a row of a table of measures.

    It says there in what is counted, or stands below heads such as «Chỉ tiêu» or «Đơn vị tính».
    """
    if _counts_in(view, band, column):
        return True
    rows_above = range(max(1, band.first_row - HEADER_SEARCH_ROWS), band.first_row)
    if any(without_marks(view.text(row, each)) in UNIT_OF_MEASURE for row in rows_above for each in band.paths):
        return True
    above = band.first_row - 1
    return _HEADS.fullmatch(without_marks(view.text(above, column))) is not None and len(view.filled(above)) > 1


def _is_of_no_unit(leaf: str) -> bool:
    """Whether a column's head says that its cells are times or comparisons: «Thời gian», «Tăng, giảm»."""
    return _TIMES.fullmatch(leaf) is not None or compares(leaf)


def _counts_in(view: View, band: Band, column: int) -> bool:
    if band.paths[column][-1] in UNIT_OF_MEASURE:
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
    """What a row counts: by its own words, and where these leave it open by the labels ``above`` it."""
    own = _own_words(label, counted_in, is_below=bool(before or above))
    if not own:
        return None
    heads = tuple(_heading(head) for head in above)
    named = stated_measure(" ".join(own))
    if named is None and len(_named_by(heads)) > 1:
        return None
    if named is None or named.unclear:
        return figure_column((*heads, *own), before, own=own)
    figure = figure_column(own, before)
    if figure is None or _counts_something_else(heads, own, figure.measure):
        return None
    if figure.measure == "models" and figure.stage == "unspecified":
        return replace(figure, stage=stage_of(" ".join((*heads, *own))))
    return figure


def _own_words(label: Value, counted_in: Value, *, is_below: bool) -> tuple[str, ...]:
    """The words of a label that may name a measure, after the word for what it is counted in."""
    if not isinstance(label, str):
        return ()
    key = _LEAD.sub("", without_marks(label))
    unit = without_marks(str(counted_in)) if counted_in is not None else ""
    of_part = is_below and names_part(key)
    if not (_SAYS_SO.match(key) or unit in _COUNTED_IN or of_part or (not unit and _NAMES_ALL.fullmatch(key))):
        return ()
    word = _COUNTED_IN.get(unit, "")
    return (*((word,) if word and word not in key else ()), key)


def _named_by(heads: tuple[str, ...]) -> set[str]:
    """What the labels above a row are about."""
    return {subject for subject, words in _SUBJECTS.items() if any(words.search(head) for head in heads)}


def _counts_something_else(heads: tuple[str, ...], own: tuple[str, ...], measure: str) -> bool:
    """Whether the labels above say that a row counts people at something else, or models that were commended."""
    if measure == "commended_collectives":
        return False
    if measure == "training_sessions" and _SUBJECTS["training"].search(" ".join(own)):
        return False
    if measure == "models":
        return is_about_commending(heads)
    commended = "commended" in (about := _named_by(heads)) and "training" not in about
    return commended or is_of_another_subject(" ".join((*map(without_audience, heads), *own)))


def is_for_an_audience(heading: str) -> bool:
    """Whether a heading only says whom what stands below it was held for."""
    return names_an_audience(_heading(heading))


def is_about_commending(heads: tuple[str, ...]) -> bool:
    """Whether labels name commendations and no models, so that models below them are those that were commended."""
    about = _named_by(tuple(_heading(head) for head in heads))
    return "commended" in about and "models" not in about


def is_of_other_numbers(heading: str, term: str | None) -> bool:
    """Whether a heading says that the rows below it are plans, comparisons, costs or of another time than ``term``."""
    key, named = _heading(heading), find_term(heading).term
    if term is not None and named not in (None, term) and not says_more(_OF_RESULTS.sub("", key)):
        return True
    return is_beside_the_rows(key) or any(words.search(key) for words in (_OTHER_HEADINGS, _PLANS))


def states_a_number(label: str) -> bool:
    """Whether a label says what a row counts rather than what a section is about: «Tỷ lệ hộ tham gia»."""
    key = _LEAD.sub("", without_marks(label))
    return _SAYS_SO.match(key) is not None or key.startswith(("ty le ", "ti le "))


def _heading(text: str) -> str:
    return _LEAD_OF_A_HEADING.sub("", _LEAD.sub("", without_marks(text)))
