"""Guard to count, tested: an office's workbook imported into a database of its own and held against its truth."""

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from data_access.cube import build_cube
from data_access.database import Database, open_database
from data_access.database import version as newest_version
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from data_access.tables import FACT_TABLES, fact_table
from tests import databases
from tests.offices.offices import Office
from tests.people import OPERATOR
from work.import_report import problem_sentences
from work.imports import Prepared, commit_prepared, prepare
from work.options import Options

_STATED = text(
    "SELECT unit, term, measure, stage, dimension, dimension_value, value, qualifier "
    "FROM reported_figure WHERE removed_by IS NULL"
)
_TOTALS = ("total_differs", "parts_differ")


@dataclass
class Verdict:
    """What became of a workbook: why it was refused, and what was stored or said wrongly."""

    office: Office
    refusals: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def story(self) -> str:
        """The seed and all that went wrong, for a person."""
        lines = [f"seed {self.office.seed} ({', '.join(self.office.layouts)})"]
        return "\n    ".join([*lines, *(f"refused: {each}" for each in self.refusals), *self.wrong])


def judge(office: Office, folder: Path) -> Verdict:
    """Import a workbook into a new database and compare what is stored with what it says."""
    folder.mkdir()
    database = open_database(databases.new_url("sqlite", folder))
    with closing(database):
        prepared = prepare(database, [(office.name, office.content)], Options(unit=office.unit, term=office.term))
        verdict = Verdict(office, _refusals(prepared))
        if not verdict.refusals:
            commit_prepared(database, OPERATOR, prepared)
            verdict.wrong = [*_wrong_totals(office, prepared), *_wrong_figures(office, database)]
    return verdict


def _refusals(prepared: Prepared) -> list[str]:
    found = [("", problem) for reading in prepared.readings for problem in reading.problems]
    found += [(s.sheet, problem) for reading in prepared.readings for s in reading.sheets for problem in s.problems]
    return [
        f"{sheet}!{problem.cell} {problem.code}: {problem_sentences(problem, 'vi')[0]}"
        for sheet, problem in found
        if problem.level == "error"
    ]


def _wrong_totals(office: Office, prepared: Prepared) -> list[str]:
    told = {
        (sheet.sheet, problem.cell)
        for reading in prepared.readings
        for sheet in reading.sheets
        for problem in sheet.problems
        if problem.code in _TOTALS and problem.cell
    }
    truth = office.truth
    silent = [f"wrong total {cell} not told" for cell in sorted(truth.wrong_totals - told)]
    false = [f"right total {cell} called wrong" for cell in sorted(told - truth.wrong_totals - truth.doubtful_totals)]
    return silent + false


def _wrong_figures(office: Office, database: Database) -> list[str]:
    with database.read() as connection:
        stated = {tuple(row[:6]): tuple(row[6:]) for row in connection.execute(_STATED)}
        counts = {name: _count(connection, name) for name in FACT_TABLES}
        counted = _counted(connection)
    rows = {name: count for name, count in counts.items() if count}
    return [
        *_differences("stated", office.truth.figures, stated),
        *_differences("rows", office.truth.rows(), rows),
        *_differences("counted", office.truth.counted(), counted),
    ]


def _count(connection: Connection, dataset: str) -> int:
    table = fact_table(dataset)
    return len(connection.execute(table.select().where(table.c.removed_by.is_(None))).all())


def _counted(connection: Connection) -> dict[tuple[str, str, str], tuple[int, str | None]]:
    reference = load_reference(connection)
    cube = build_cube(connection, newest_version(connection))
    return {
        (figure.measure, figure.unit or "", figure.term): (figure.value, figure.qualifier)
        for measure in MEASURES.values()
        for figure in figures(cube, reference, measure, Selection(basis="itemised"))
    }


def _differences(what: str, expected: Mapping[Any, Any], stored: Mapping[Any, Any]) -> list[str]:
    keys = sorted({*expected, *stored}, key=str)
    return [
        f"{what} {key}: said {expected.get(key)}, stored {stored.get(key)}"
        for key in keys
        if expected.get(key) != stored.get(key)
    ]


def mixture(verdicts: list[Verdict]) -> str:
    """How often each layout occurred."""
    return ", ".join(
        f"{name} {n}" for name, n in sorted(Counter(x for v in verdicts for x in v.office.layouts).items())
    )
