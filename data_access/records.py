"""Validate, compare, commit, export: one class a kind of row, the single source of its sheet and of its table.

``term`` is a term's id such as ``party_term:2020-2025``; ``unit`` is a unit's id such as ``770`` or ``769@2021-01-01``.
Counts are whole and never negative. Texts are in NFC. No field is about a person.
"""

from data_access.fact_rows import FactRow, Record
from data_access.listed_rows import CommendationRow, ModelRow, TrainingRow
from data_access.programme_rows import ProgrammeRow
from data_access.stated_rows import FigureRow, TargetRow

__all__ = [
    "ROW_CLASSES", "CommendationRow", "FactRow", "FigureRow", "ModelRow", "ProgrammeRow", "Record", "TargetRow", "TrainingRow",
]  # fmt: skip

ROW_CLASSES: dict[str, type[FactRow]] = {
    row_class.dataset: row_class
    for row_class in (FigureRow, ModelRow, TrainingRow, CommendationRow, TargetRow, ProgrammeRow)
}
