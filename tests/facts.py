"""Count, trace: builders of facts for tests; each says only what matters and may be put into any database."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data_access.database import Database
from data_access.periods import make_term
from data_access.tables import (
    Commendation,
    CoordinationProgramme,
    DanVanModel,
    ReportedFigure,
    Target,
    Term,
    TrainingSession,
    Upload,
    UploadedFile,
)

TABLES = {
    "summary": ReportedFigure,
    "models": DanVanModel,
    "training": TrainingSession,
    "commendations": Commendation,
    "targets": Target,
    "programmes": CoordinationProgramme,
}


class Facts:
    """Writes facts straight into the tables, upload by upload."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.version = database.version()
        self._rows: list[tuple[str, dict[str, Any]]] = []
        self._numbers = itertools.count(1)
        self._keys = itertools.count(1)

    def stated(self, unit: str, term: str, value: int, qualifier: str | None = None, **more: Any) -> None:
        """A figure that an office states: a model figure unless told."""
        row = {"measure": "models", "term": term, "value": value, "qualifier": qualifier, **more}
        self._add("summary", unit, {**row, "source_cell": f"D{next(self._numbers)}"})

    def model(self, unit: str, name: str, year: int | None = None, **more: Any) -> None:
        """A model's state in a year, or in the term it names."""
        self._add("models", unit, {"name": name, "report_year": year, "model_key": f"{unit}/{name}", **more})

    def training(self, unit: str, year: int | None, class_count: int = 1, **more: Any) -> None:
        """A line of a training list."""
        self._add("training", unit, {"title": "Tập huấn", "year": year, "class_count": class_count, **more})

    def commended(self, unit: str, year: int | None, collective: str = "Đảng ủy Phường 4", **more: Any) -> None:
        """A collective commended."""
        self._add("commendations", unit, {"collective_name": collective, "year": year, **more})

    def target(self, unit: str, term: str, value: int, **more: Any) -> None:
        """A target that a sheet states: for models unless told."""
        row = {"measure": "models", "term": term, "target_value": value, **more}
        self._add("targets", unit, {"source_cell": f"E{next(self._numbers)}", **row})

    def programme(self, unit: str, name: str, term: str | None = None, **more: Any) -> None:
        """A coordination programme."""
        self._add("programmes", unit, {"name": name, "term": term, **more})

    def upload(self, *, remove: dict[str, list[int]] | None = None) -> int:
        """Commit what was said since the last upload, take out rows by id; gives the new version."""
        self.version += 1
        with self.database.write() as connection:
            at = datetime(2026, 1, 1, tzinfo=UTC)
            connection.execute(
                insert(Upload).values(
                    id=self.version, at=at, by="", kind="import", is_sample=False, changes=json.dumps({})
                )
            )
            name = f"bieu-{self.version}.xlsx"
            file = insert(UploadedFile).values(upload=self.version, name=name, size=1, sha256="0")
            number = connection.execute(file).inserted_primary_key[0]
            for dataset, ids in (remove or {}).items():
                table = TABLES[dataset]
                connection.execute(update(table).where(table.id.in_(ids)).values(removed_by=self.version))  # type: ignore[union-attr]
            for dataset, row in self._rows:
                self._ensure_term(connection, row.get("term"))
                connection.execute(insert(TABLES[dataset]).values(**self._whole(dataset, row, number)))
        self._rows.clear()
        return self.version

    def ids(self, dataset: str) -> list[int]:
        """The ids of the rows that are current."""
        table = TABLES[dataset]
        with self.database.read() as connection:
            return list(
                connection.execute(select(table.id).where(table.removed_by.is_(None)).order_by(table.id)).scalars()
            )  # type: ignore[union-attr,arg-type]

    def _add(self, dataset: str, unit: str, row: dict[str, Any]) -> None:
        self._rows.append((dataset, {"unit": unit, "source_row": next(self._numbers), "sheet": "Biểu 1", **row}))

    def _ensure_term(self, connection: Connection, term: str | None) -> None:
        if term and not connection.execute(select(Term.id).where(Term.id == term)).first():  # type: ignore[call-overload,arg-type]
            connection.execute(insert(Term).values(**make_term(term), added_by=self.version))

    def _whole(self, dataset: str, row: dict[str, Any], file: int) -> dict[str, Any]:
        fields = TABLES[dataset].model_fields
        defaults = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
        whole = {**defaults, **row, "natural_key": f"k{self.version}.{next(self._keys)}", "file": file}
        whole.update(added_by=self.version, brought_by=self.version)
        del whole["id"]
        return whole
