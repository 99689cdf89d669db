"""Count, trace: the targets that held as of a version, each with the file, sheet and cell that states it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from data_access.lineage import Trace

_TARGETS = text(
    """
    SELECT t.id, t.unit, t.term, t.measure, t.stage, t.operator, t.target_value, t.unit_of_measure, t.source_ref,
           t.file, f.name AS file_name, t.sheet, t.source_cell, t.source_row, t.brought_by
    FROM target t JOIN uploaded_file f ON f.id = t.file
    WHERE t.target_value IS NOT NULL AND t.added_by <= :version
      AND (t.removed_by IS NULL OR t.removed_by > :version)
    ORDER BY t.unit, t.term, t.measure, t.stage, t.id
    """
)


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """One target that a sheet states: at least, at most or exactly so many of a measure, of models at a stage."""

    id: int
    unit: str
    term: str
    measure: str
    stage: str
    operator: str
    value: int
    counted_in: str
    source_ref: str
    file: int
    file_name: str
    sheet: str
    cell: str | None
    row: int
    upload: int

    @property
    def trace(self) -> Trace:
        """The cell that states it."""
        at_row = None if self.cell else self.row
        return Trace(self.file_name, self.file, self.sheet, self.cell, at_row, self.value, None, self.upload)


def targets_at(connection: Connection, version: int) -> list[StatedTarget]:
    """Every target that held as of a version."""
    found = connection.execute(_TARGETS, {"version": version})
    return [
        StatedTarget(
            row.id, row.unit, row.term, row.measure, row.stage, row.operator, row.target_value, row.unit_of_measure,
            row.source_ref, row.file, row.file_name, row.sheet, row.source_cell, row.source_row, row.brought_by,
        )
        for row in found
    ]  # fmt: skip
