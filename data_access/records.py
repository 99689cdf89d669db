"""Validate, compare, commit, export: one class a kind of row, the single source of its sheet and of its table.

``term`` is a term's id such as ``party_term:2020-2025``; ``unit`` is a unit's id such as ``770`` or ``769@2021-01-01``.
Counts are whole and never negative. Texts are in NFC. No field is about a person.
"""

from data_access.columns import sheet_columns
from data_access.commendation_rows import CommendationRow
from data_access.fact_rows import FactRow, Record
from data_access.model_rows import ModelRow
from data_access.programme_rows import ProgrammeRow
from data_access.stated_rows import FigureRow, TargetRow
from data_access.training_rows import TrainingRow

__all__ = [
    "COUNTED", "ROW_CLASSES", "CommendationRow", "FactRow", "FigureRow", "ModelRow", "ProgrammeRow", "Record", "TargetRow", "TrainingRow",
]  # fmt: skip

ROW_CLASSES: dict[str, type[FactRow]] = {
    row_class.dataset: row_class
    for row_class in (FigureRow, ModelRow, TrainingRow, CommendationRow, TargetRow, ProgrammeRow)
}
# The columns of each that hold numbers, which the totals below them sum.
COUNTED: dict[str, tuple[str, ...]] = {
    dataset: tuple(name for name, column in sheet_columns(row_class).items() if column.kind == "count")
    for dataset, row_class in ROW_CLASSES.items()
}
