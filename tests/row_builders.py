"""Compare and commit, tested: rows and imports that say only what matters to the test."""

from typing import Any

from sqlalchemy import Connection, text

from data_access.changes import ChangeSet, Incoming, Scope, compare
from data_access.commits import commit
from data_access.database import Database
from data_access.periods import make_term
from data_access.tables import FACT_TABLES
from data_access.uploaded_files import FileRecord, Kept

Row = dict[str, Any]


def a_row(**said: Any) -> Row:
    """What every row says."""
    return {
        "unit": "770",
        "term": None,
        "sheet": "Biểu 1",
        "source_row": 5,
        "source_cell": None,
        "other_words": "",
        "file": 0,
        **said,
    }


def a_model(name: str = "Hẻm xanh", **said: Any) -> Row:
    """A model of Quận 3 in 2023."""
    return a_row(name=name, **{"report_year": 2023, "implementing_body": "UBND Phường 1", **said})


def a_training(title: str = "Tập huấn dân vận", **said: Any) -> Row:
    """A class in Quận 3."""
    return a_row(title=title, **{"year": 2023, "attendances": 100, **said})


def a_commendation(collective_name: str = "Chi bộ khu phố 1", **said: Any) -> Row:
    """A commended collective of Quận 3."""
    return a_row(collective_name=collective_name, **{"year": 2023, **said})


def a_figure(value: int = 260, **said: Any) -> Row:
    """A stated number of models of Quận 3 in a Party term."""
    told = {"term": "party_term:2020-2025", "measure": "models", "source_cell": "D5", **said}
    return a_row(value=value, **told)


def a_scope(dataset: str, *terms: str, **said: Any) -> Scope:
    """What the sheet of the other builders speaks for."""
    return Scope(**{"file": 0, "sheet": "Biểu 1", "dataset": dataset, "area": "770", "terms": frozenset(terms), **said})


def compared(database: Database, *incoming: Incoming, replace: bool = False) -> ChangeSet:
    """The change set of an import."""
    with database.read() as connection:
        return compare(connection, list(incoming), replace=replace)


def committed(
    database: Database,
    *incoming: Incoming,
    replace: bool = False,
    change_set: ChangeSet | None = None,
    **said: Any,
) -> int | None:
    """Commit an import (or the change set that was made of it before)."""

    def recompute(connection: Connection) -> ChangeSet:
        return compare(connection, list(incoming), replace=replace)

    rows = [row for part in incoming for row in part.rows]
    places = sorted({(row["file"], row["sheet"]) for row in rows} | {(0, "Biểu 1")})
    files = [FileRecord(f"{number}.xlsx", 1, f"{number:064}") for number in range(max(f for f, _ in places) + 1)]
    with database.read() as connection:
        prepared = change_set or recompute(connection)
    told = {
        "by": "tester",
        "kind": "replace" if replace else "import",
        "files": files,
        "kept": [Kept(file, sheet, {"cells": {"D5": "x"}}) for file, sheet in places],
        "new_terms": [make_term(term) for term in sorted({row["term"] for row in rows if row["term"]})],
        **said,
    }
    return commit(database, prepared, recompute=recompute, **told)


def models(*rows: Row, **said: Any) -> Incoming:
    """An import of models."""
    return Incoming("models", list(rows), **said)


def facts_as_of(database: Database, version: int) -> dict[str, set[tuple[Any, ...]]]:
    """Every fact that held as of a version, with all it states and where it stood."""
    ours = {"id", "added_by", "removed_by", "replaces"}
    facts = {}
    with database.read() as connection:
        for table in FACT_TABLES.values():
            name = str(table.__tablename__)
            columns = [column for column in table.model_fields if column not in ours]
            quoted = ", ".join(f'"{column}"' for column in sorted(columns))
            rows = connection.execute(
                text(f"SELECT {quoted} FROM {name} WHERE added_by <= :v AND (removed_by IS NULL OR removed_by > :v)"),
                {"v": version},
            ).all()
            assert len(rows) == len({tuple(row) for row in rows})
            facts[name] = {tuple(row) for row in rows}
    return facts
