"""An import as a whole: whatever a file does to its reader, a person reads a sentence and nothing is written."""

from pathlib import Path

import pytest

from data_access.database import Database
from locales import languages
from tests import layouts
from tests.people import OPERATOR
from tests.workbooks import a_workbook
from work.import_report import problem_sentences
from work.imports import commit_prepared, prepare
from work.options import Options

KINDS = ["xlsx", "xlsm", "xls", "ods", "csv"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_reader_that_dies_is_a_sentence_and_the_next_file_is_read(
    database: Database, tmp_path: Path, kind: str
) -> None:
    dying = tmp_path / "dying_worker.py"
    dying.write_text("import os\nos.abort()\n")
    content = a_workbook({"Biểu 1": layouts.l01()}, kind=kind)
    prepared = prepare(database, [(f"a.{kind}", content)], Options(), worker=dying)
    (problem,) = [p for p in prepared.readings[0].problems if p.level == "error"]
    assert prepared.has_errors and prepared.change_set is None
    assert all(sentence for lang in languages for sentence in problem_sentences(problem, lang))
    again = prepare(database, [(f"a.{kind}", content)], Options())
    assert not again.has_errors and commit_prepared(database, OPERATOR, again) == 1


def test_all_files_or_none(database: Database) -> None:
    good, bad = a_workbook({"A": layouts.l01()}), b"not a workbook"
    prepared = prepare(database, [("a.xlsx", good), ("b.xlsx", bad)], Options())
    assert prepared.has_errors and prepared.change_set is None and database.version() == 0


def test_progress_is_told_from_nothing_to_all(database: Database) -> None:
    told: list[float] = []
    prepared = prepare(database, [("a.xlsx", a_workbook({"A": layouts.l01()}))], Options(), progress=told.append)
    commit_prepared(database, OPERATOR, prepared, progress=told.append)
    assert told and told[-1] == 1.0 and all(0 <= share <= 1 for share in told)
