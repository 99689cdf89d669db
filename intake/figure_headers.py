"""Match: the columns of a summary header that state figures, and the term that a column names for itself."""

import re
from dataclasses import replace

from data_access.spelling import without_marks
from intake.figure_columns import FigureColumn, figure_column, names_part, stated_measure
from intake.grids import Value
from intake.layouts import UNIT_OF_MEASURE, Band, View
from intake.row_kinds import is_signature
from intake.terms import find_term
from intake.values import read_count

OF_TITLE = "title"
WHOLE_TERM = (
    "ca nhiem ky",
    "toan nhiem ky",
    "ca khoa",
    "toan khoa",
    "ca giai doan",
    "tong nhiem ky",
    "ca nk",
    "tong nk",
)
_COLLECTIVES = (
    ("so tap the",),
    ("tap the",),
    ("so luong tap the",),
    ("tong so tap the",),
    ("so luong", "tap the"),
    ("so luong", "so tap the"),
)
_SAMPLED_ROWS = 30
_NAMED = re.compile(r"\bso (?:luong )?(mo hinh|mh|lop|luot|tap the|nguoi)\b.*")


def sample(view: View, band: Band, column: int) -> list[Value]:
    """The first cells below a header that hold something, down to a blank row or the signatures."""
    head = band.paths[column][-1:]
    found: list[Value] = []
    for row in range(band.body, min(view.height, band.body + _SAMPLED_ROWS) + 1):
        cells = view.filled(row)
        if found and (not cells or any(isinstance(value, str) and is_signature(value) for _, value in cells)):
            break
        value = view.own(row, column)
        if value is not None and str(value).strip() and (without_marks(str(value)),) != head:
            found.append(value)
    return found


def is_blank(view: View, band: Band, column: int) -> bool:
    """Whether no cell below a header holds anything of its own, as the second column of a head merged over two."""
    signed = False  # below that stand words and names in any column, but no number is overlooked
    for row in range(band.body, view.height + 1):
        value = view.own(row, column)
        signed = signed or any(isinstance(each, str) and is_signature(each) for _, each in view.filled(row))
        if view.holds(row, column) and not (signed and isinstance(value, str) and not _is_count(value)):
            return False
    return True


def is_wordy(values: list[Value]) -> bool:
    """Whether most of the cells are words rather than numbers, in whatever writing, or signs."""
    wordy = sum(isinstance(v, str) and sum(c.isalpha() for c in v) > 2 and not _is_count(v) for v in values)
    return not values or wordy * 2 >= len(values)


def is_numeric(values: list[Value]) -> bool:
    """Whether most of the cells are numbers in some writing, so that the column names nothing."""
    numeric = sum(not isinstance(value, str) or _is_count(value) for value in values)
    return numeric * 2 > len(values)


def _is_count(text: str) -> bool:
    return read_count(text).state in ("value", "zero_word")


def find_figures(view: View, band: Band, columns: list[int]) -> tuple[dict[int, FigureColumn], list[tuple[int, int]]]:
    """The figure columns of a summary header, and pairs that would state the same figure."""
    terms = {column: _levels(band, column) for column in columns}
    is_wide = any(term and not words for term, words in terms.values())
    figures: dict[int, FigureColumn] = {}
    twins: list[tuple[int, int]] = []
    before: FigureColumn | None = None
    for column in columns:
        term, words = terms[column]
        found = figure_column(words, before) if words else None
        if found is None and words in _COLLECTIVES and _is_about_commendations(view, band):
            found = FigureColumn("commended_collectives")
        if found is None:
            continue
        found = replace(found, term=term)
        first = next((c for c, figure in figures.items() if replace(figure, unclear=found.unclear) == found), None)
        if first is not None:
            if is_blank(view, band, column):
                continue
            if not is_blank(view, band, first):
                twins.append((first, column))
                continue
            del figures[first]
        figures[column] = found
        before = before if found.dimension else found
    if not figures and is_wide and (measure := _measure_of_title(view, band)) is not None:
        figures = {
            column: replace(measure, term=term or OF_TITLE)
            for column, (term, words) in terms.items()
            if ((term and not words) or (words and words[-1] in WHOLE_TERM)) and not _holds_words(view, band, column)
        }
    return figures, twins


def _is_about_commendations(view: View, band: Band) -> bool:
    """Whether the title says that collectives in the columns are commended ones."""
    about = _measure_of_title(view, band)
    return about is not None and about.measure == "commended_collectives"


def _holds_words(view: View, band: Band, column: int) -> bool:
    values = sample(view, band, column)
    return bool(values) and is_wordy(values)


def _levels(band: Band, column: int) -> tuple[str, tuple[str, ...]]:
    """The term that a column's header names, and its words without the levels that say nothing else."""
    term, words = "", []
    for text in band.heads.get(column, "").split(" / "):
        key = without_marks(text)
        found = find_term(text).term or ""
        term = found or term
        if not found or stated_measure(key) is not None or names_part(key) or says_more(key):
            words.append(key)
        if key in WHOLE_TERM:
            term = OF_TITLE
    return term, tuple(words)


def says_more(key: str) -> bool:
    """Whether words stand beside a term that change what the column counts: «Tăng so với năm 2022»."""
    return (
        re.sub(
            r"\b(nam|n|nk|nhiem ky|giai doan|gd|thang|t|quy|qui|q|i{1,3}|iv|dau|cuoi|\d*t?\d*|h[12])\b", "", key
        ).strip()
        != ""
    )


def _measure_of_title(view: View, band: Band) -> FigureColumn | None:
    """The one measure that the nearest line above the header names, or the sheet's name."""
    lines = [value for row in range(band.first_row - 1, 0, -1) for _, value in view.filled(row)]
    lines.sort(key=lambda text: isinstance(text, str) and without_marks(text).startswith(UNIT_OF_MEASURE))
    for text in [*lines, view.grid.name]:
        key = without_marks(text) if isinstance(text, str) else ""
        if named := _NAMED.search(key):
            return stated_measure(named.group())
        found = stated_measure(key)
        others = sum(
            re.search(rf"\b{word}\b", key) is not None for word in ("mo hinh", "lop", "luot", "khen|khen thuong")
        )
        if found is not None and others == 1:
            return found
    return None
