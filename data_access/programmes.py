"""Show, trace: the coordination programmes that held as of a version, each with the row that states it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, text

from data_access.lineage import Trace
from data_access.moments import day_if_any

_PROGRAMMES = text(
    """
    SELECT p.id, p.unit, p.term, p.name, p.lead_body, p.partners, p.signed_on, p.status, p.reviewed_on,
           p.file, f.name AS file_name, p.sheet, p.source_row, p.brought_by
    FROM coordination_programme p JOIN uploaded_file f ON f.id = p.file
    WHERE p.added_by <= :version AND (p.removed_by IS NULL OR p.removed_by > :version)
    ORDER BY p.unit, p.term, p.name, p.id
    """
)


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme between bodies; ``partners`` without the lead. Days are None where the sheet names none."""

    id: int
    unit: str
    term: str | None
    name: str
    lead_body: str
    partners: tuple[str, ...]
    signed_on: date | None
    status: str
    reviewed_on: date | None
    file: int
    file_name: str
    sheet: str
    row: int
    upload: int

    @property
    def trace(self) -> Trace:
        """The row that states it."""
        return Trace(self.file_name, self.file, self.sheet, None, self.row, 1, None, self.upload)


def programmes_at(connection: Connection, version: int) -> list[Programme]:
    """Every programme that held as of a version."""
    found = connection.execute(_PROGRAMMES, {"version": version})
    return [
        Programme(
            row.id, row.unit, row.term, row.name, row.lead_body, _names(row.partners), day_if_any(row.signed_on), row.status,
            day_if_any(row.reviewed_on), row.file, row.file_name, row.sheet, row.source_row, row.brought_by,
        )
        for row in found
    ]  # fmt: skip


def _names(written: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in written.split(";") if part.strip())
