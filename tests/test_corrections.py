"""Read to trace, tested: cells corrected before the commit: what they do, what they may touch, and what is kept of them."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from commands import main
from data_access.database import Database
from data_access.kept_copies import load_kept
from intake.corrections import cell_mark, quotable
from intake.grids import Grid, NotCalculated, Workbook
from intake.readings import Context, SheetReading
from intake.units import UnitNames
from intake.workbooks import read_workbook
from tests.people import OPERATOR
from tests.reference_units import reference
from tests.sheet_reading import TODAY, figures_of, read, read_file, said
from tests.workbooks import a_workbook
from work.corrections import given_corrections, open_cells
from work.imports import Prepared, commit_prepared, prepare
from work.options import Options
from work.rights import Person

HEAD = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Số lượt người"]
NAMES = UnitNames(reference())
TERM, PARTY_TERM = "2020-2025", "party_term:2020-2025"


def sheet(*rows: list[Any]) -> list[list[Any]]:
    return [HEAD, *rows]


def corrected(cell: str, found: Any, entered: str, *, name: str = "Biểu 1") -> dict[str, str]:
    return {f"{name}\n{cell}\n{cell_mark(found)}": entered}


def test_only_cells_of_data_with_an_error_or_a_warning_can_be_corrected() -> None:
    reading = read(
        sheet(["Quận 1", TERM, "2.35e", 5], ["Quận 3", TERM, NotCalculated(), "12%"], ["Tổng cộng", None, "nhiều", 9])
    )
    assert reading.open_cells == {"C2": cell_mark("2.35e"), "C3": cell_mark(None), "D3": cell_mark("12%")}


def test_what_is_typed_is_read_like_a_cell() -> None:
    reading = read(
        sheet(["Quận 1", TERM, "2.35e", 5]),
        corrections=corrected("C2", "2.35e", "trên 2.350"),
    )
    assert figures_of(reading)["760", PARTY_TERM, "models", "unspecified", ""] == (2350, ">", "C2")
    assert said(reading) == []


def test_an_empty_text_empties_the_cell() -> None:
    reading = read(sheet(["Quận 1", TERM, "xx", 5]), corrections=corrected("C2", "xx", ""))
    assert [key[2] for key in figures_of(reading)] == ["attendances"] and said(reading) == []
    assert reading.kept["corrections"] == {"C2": ""}


def test_a_cell_that_was_empty_can_be_filled() -> None:
    rows = [["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người"], ["Quận 1", None, "5/2022", 30]]
    assert list(read(rows).open_cells) == ["B2"]
    reading = read(rows, corrections=corrected("B2", None, "Kỹ năng vận động"))
    assert [fact.row["title"] for fact in reading.facts] == ["Kỹ năng vận động"]
    assert "B2" not in reading.kept["cells"] and reading.kept["corrections"] == {"B2": "Kỹ năng vận động"}


def test_a_merged_cell_is_corrected_once_for_all_rows_it_covers() -> None:
    rows = sheet(["Quận 1", "kỳ lạ", 3, 5], ["Quận 3", None, 4, 6])
    assert list(read(rows, merges=["B2:B3"]).open_cells) == ["B2"]
    reading = read(rows, merges=["B2:B3"], corrections=corrected("B2", "kỳ lạ", "năm 2023"))
    assert {key[1] for key in figures_of(reading)} == {"year:2023"} and said(reading) == []


def test_the_copy_shows_the_value_as_it_was_read_and_what_was_entered_beside_it() -> None:
    reading = read(sheet(["Quận 1", TERM, "2.35e", 5]), corrections=corrected("C2", "2.35e", "235"))
    assert (reading.kept["cells"]["C2"], reading.kept["corrections"]) == ("2.35e", {"C2": "235"})


def test_a_cell_that_says_something_else_by_now_is_not_overwritten() -> None:
    reading = read(sheet(["Quận 1", TERM, 260, 5]), corrections=corrected("C2", "2.35e", "235"))
    assert figures_of(reading)["760", PARTY_TERM, "models", "unspecified", ""] == (260, None, "C2")
    assert said(reading) == [("notice", "correction_outdated", "C2")] and "corrections" not in reading.kept


def test_a_correction_that_would_make_its_row_a_total_is_left_out_again() -> None:
    rows = sheet(["Quận 1", TERM, 260, 5], ["Quận 3", TERM, "xx", 6])
    entered = corrected("A3", "Quận 3", "Tổng cộng") | corrected("C3", "xx", "7")
    reading = read(rows, corrections=entered)
    assert figures_of(reading)["770", PARTY_TERM, "models", "unspecified", ""] == (7, None, "C3")
    assert said(reading) == [("notice", "correction_not_data", "A3")] and reading.kept["corrections"] == {"C3": "7"}


def test_a_column_that_is_not_taken_is_never_corrected_or_kept() -> None:
    rows = [[*HEAD, "Người phụ trách"], ["Quận 1", TERM, 260, 5, "Nguyễn Văn Thử"]]
    reading = read(rows, corrections=corrected("E2", "Nguyễn Văn Thử", "Trần Thị Nghiệm"))
    assert ("notice", "correction_not_data", "E2") in said(reading)
    assert "Nguyễn" not in repr(reading) and "Trần" not in repr(reading)


def test_a_cell_of_the_second_of_two_tables_beside_each_other_can_be_corrected() -> None:
    head = ["STT", "Quận/huyện", "Số mô hình"]
    rows = [
        ["NĂM 2023"],
        [*head, None, *head],
        [1, "Quận 1", 5, None, 1, "Quận 3", 6],
        [2, "Quận 4", 7, None, 2, "Quận 5", "xx"],
    ]
    assert list(read(rows).open_cells) == ["G4"]
    reading = read(rows, corrections=corrected("G4", "xx", "9"))
    assert sorted(value for value, _, _ in figures_of(reading).values()) == [5, 6, 7, 9]
    assert (reading.kept["cells"]["G4"], reading.kept["corrections"]) == ("xx", {"G4": "9"})


def test_a_sheet_that_is_gone_is_told() -> None:
    content = a_workbook({"Biểu mới": sheet(["Quận 1", TERM, 260, 5])})
    reading = read_file(content, corrections=corrected("C2", "xx", "7"))
    assert [(p.level, p.code, p.params) for p in reading.problems] == [
        ("notice", "correction_lost", {"sheet": "Biểu 1", "cell": "C2"})
    ]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("12%", "12%"), ("Nguyễn Văn Thử", "…"), ("ông Trần Văn Nghiệm", "…"), ("0903 123 456", "…"), ("079123456789", "…"),
        ("a@b.vn", "…"), ("x" * 41, "x" * 39 + "…"), ("20/11/2026", "20/11/2026"),
    ],
)  # fmt: skip
def test_what_a_cell_said_is_kept_without_persons(told: str, kept: str) -> None:
    assert quotable(told) == kept


def read_rows(rows: list[list[Any]], corrections: dict[str, str] | None = None) -> SheetReading:
    """The reading of rows that no worker has to fetch from a file."""
    context = Context(reference(), NAMES, TODAY, corrections=corrections or {})
    return read_workbook("a.xlsx", Workbook("xlsx", [Grid("Biểu 1", rows=rows)]), context).sheets[0]


_TYPED = st.text(alphabet="0123456789.,<>%-xX quậnTổngcộ\n", max_size=12)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(_TYPED, st.sampled_from(["A2", "B2", "C2", "D2", "C3", "E2", "A4", "C1"]))
def test_whatever_is_typed_touches_no_other_cell(entered: str, cell: str) -> None:
    rows = sheet(["Quận 1", TERM, 260, 5], ["Quận 3", TERM, "xx", 6], ["Tổng cộng", None, 9, 11])
    values = {"A2": "Quận 1", "B2": TERM, "C2": 260, "D2": 5, "C3": "xx", "E2": None, "A4": "Tổng cộng", "C1": HEAD[2]}
    plain, reading = read_rows(rows), read_rows(rows, corrected(cell, values[cell], entered))
    row = int(cell[1:])
    assert [fact for fact in reading.facts if fact.row["source_row"] != row] == [
        fact for fact in plain.facts if fact.row["source_row"] != row
    ]
    assert set(reading.kept.get("corrections", {})) <= {cell}
    elsewhere = {spot: said for spot, said in reading.kept["cells"].items() if spot[1:] != cell[1:]}
    assert elsewhere == {spot: said for spot, said in plain.kept["cells"].items() if spot[1:] != cell[1:]}


def imported(database: Database, rows: list[list[Any]], options: Options | None = None) -> Prepared:
    return prepare(database, [("a.xlsx", a_workbook({"Biểu 1": rows}))], options or Options())


def test_a_commit_keeps_who_corrected_what_and_when(sqlite_database: Database) -> None:
    rows = sheet(["Quận 1", TERM, "2.35e", 5])
    key = open_cells(imported(sqlite_database, rows).readings)["a.xlsx", "Biểu 1", "C2"]
    prepared = imported(sqlite_database, rows, Options(corrections={key: "235"}))
    assert [(each.key, each.cell, each.found, each.entered) for each in given_corrections(prepared.readings)] == [
        (key, "C2", "2.35e", "235")
    ]
    upload = commit_prepared(sqlite_database, Person.operator("thu-ky"), prepared)
    with sqlite_database.read() as connection:
        query = 'SELECT c.upload, c.sheet, c.cell, c.found, c.entered, u."by" FROM correction c JOIN upload u ON u.id = c.upload'
        assert [tuple(row) for row in connection.execute(text(query))] == [
            (upload, "Biểu 1", "C2", "2.35e", "235", "thu-ky")
        ]
        kept = load_kept(connection, 1, "Biểu 1")
        assert kept is not None and (kept["cells"]["C2"], kept["corrections"]) == ("2.35e", {"C2": "235"})


def test_a_sheet_that_brings_nothing_new_keeps_no_correction(sqlite_database: Database) -> None:
    commit_prepared(sqlite_database, OPERATOR, imported(sqlite_database, sheet(["Quận 1", TERM, 235, 5])))
    rows = sheet(["Quận 1", TERM, "2.35e", 5])
    options = Options(corrections={"a.xlsx\n" + key: said for key, said in corrected("C2", "2.35e", "235").items()})
    assert commit_prepared(sqlite_database, OPERATOR, imported(sqlite_database, rows, options)) is None
    with sqlite_database.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM correction")).scalar() == 0


def test_contradicting_figures_can_be_settled_by_correcting_one_of_them(sqlite_database: Database) -> None:
    rows = sheet(["Quận 1", TERM, 260, 5], ["Quận 1", TERM, 270, 5])
    prepared = imported(sqlite_database, rows)
    key = open_cells(prepared.readings)["a.xlsx", "Biểu 1", "C3"]
    again = imported(sqlite_database, rows, Options(corrections={key: "260"}))
    assert (prepared.has_errors, again.has_errors) == (True, False)


def test_no_person_in_a_corrected_cell_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database
) -> None:
    persons = ["Nguyễn Văn Thử", "Trần Thị Nghiệm", "0903123456"]
    rows = sheet(["Quận 1", TERM, persons[0], 5], ["Quận 3", TERM, persons[2] + "9", 6])
    options = Options(
        corrections={
            "a.xlsx\n" + key: said
            for key, said in (corrected("C2", persons[0], "3") | corrected("C3", persons[2] + "9", "4")).items()
        }
    )
    prepared = imported(sqlite_database, rows, options)
    assert not prepared.has_errors
    assert commit_prepared(sqlite_database, OPERATOR, prepared) == 1
    stored = ""
    with sqlite_database.read() as connection:
        for row in connection.execute(text("SELECT sheet, cell, found, entered FROM correction")):
            stored += repr(row)
        for (content,) in connection.execute(text("SELECT content FROM kept_copy")):
            stored += zlib.decompress(content).decode()
    assert "Quận 3" in stored and [person for person in persons if person in stored] == []


def test_a_trace_tells_what_a_cell_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    rows = sheet(["Quận 1", TERM, "2.35e", 5])
    options = Options(corrections={"a.xlsx\n" + key: said for key, said in corrected("C2", "2.35e", "235").items()})
    commit_prepared(sqlite_database, OPERATOR, imported(sqlite_database, rows, options))
    assert main(["trace", "--measure", "models", "--unit", "760", "--term", TERM, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"file": "a.xlsx", "sheet": "Biểu 1", "cell": "C2", "value": 235, "upload": 1, "corrected_from": "2.35e"}
    ]


def test_a_trace_of_list_rows_tells_which_of_their_cells_were_corrected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sqlite_database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_database.url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    rows = [["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người"], ["Quận 1", "Kỹ năng", "5/2022", "đông lắm"]]
    options = Options(corrections={"a.xlsx\n" + key: s for key, s in corrected("D2", "đông lắm", "30").items()})
    commit_prepared(sqlite_database, OPERATOR, imported(sqlite_database, rows, options))
    assert main(["trace", "--measure", "attendances", "--unit", "760", "--term", "2022", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["row"], found["value"], found["corrected"]) == (2, 30, [{"cell": "D2", "corrected_from": "đông lắm"}])
