"""Guard to commit: the sample workbooks are what their script writes, and import to what was written."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sample_data.districts import DISTRICTS, TERMS, districts_in
from sample_data.figures import before_lists, models_in_term, reported
from sample_data.invention import LISTED_BY_HAND, invent, states_in
from sample_data.write_samples import write_samples

FOLDER = Path(__file__).parent.parent / "sample_data"
WORKBOOKS = sorted(path.name for path in FOLDER.glob("*.xlsx"))
PERSON = re.compile(r"\b(Ông|Bà|Đ/c|Đồng chí|Anh|Chị)\s+\w|\b0\d{2,3}[ .]?\d{3}[ .]?\d{3,4}\b")


def _contents(path: Path) -> dict[str, Any]:
    """All that a reader sees of a workbook: cells and merges by sheet."""
    book = openpyxl.load_workbook(path)
    seen = {
        sheet.title: (
            {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None},
            sorted(str(area) for area in sheet.merged_cells.ranges),
        )
        for sheet in book.worksheets
    }
    book.close()
    return seen


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the workbooks written anew."""
    folder = tmp_path_factory.mktemp("samples")
    write_samples(folder)
    return folder


def test_the_script_writes_exactly_the_workbooks_that_are_kept(written: Path) -> None:
    assert sorted(path.name for path in written.iterdir()) == WORKBOOKS


@pytest.mark.parametrize("name", WORKBOOKS)
def test_a_kept_workbook_is_cell_by_cell_what_the_script_writes(written: Path, name: str) -> None:
    assert _contents(FOLDER / name) == _contents(written / name)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_readme_tells_what_each_workbook_is(name: str) -> None:
    assert f"`{name}`" in (FOLDER / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_cell_names_a_person_or_a_telephone(name: str) -> None:
    cells = [value for cells, _ in _contents(FOLDER / name).values() for value in cells.values()]

    assert [value for value in cells if isinstance(value, str) and PERSON.search(value)] == []


@pytest.mark.parametrize("name", [name for name in WORKBOOKS if name.startswith("minh-hoa")])
def test_every_illustrative_sheet_says_that_it_is_one(name: str) -> None:
    for cells, _ in _contents(FOLDER / name).values():
        assert any("SỐ LIỆU MINH HỌA" in str(value) for value in cells.values())


def test_the_press_figures_keep_their_bound_their_writing_and_their_source() -> None:
    cells, _ = _contents(FOLDER / "bao-chi.xlsx")["Tổng hợp"]

    assert [[cells.get(f"{column}{row}") for column in "ACDEF"] for row in (5, 6)] == [
        ["Quận 1", "trên 260", 11, "2.353", None],
        ["Quận 3", None, None, None, 23],
    ]
    assert all(cells[f"G{row}"].startswith("Bài về") for row in (5, 6))


def test_districts_come_and_go_with_their_merger() -> None:
    models = invent().models
    units = {term: {state.unit for state in states_in(models, years).values()} for term, years in TERMS.items()}

    assert {term: len(found) for term, found in units.items()} == {
        "2010-2015": 24,
        "2015-2020": 24,
        "2020-2025": 22,
    }
    assert units["2015-2020"] - units["2020-2025"] == {"Quận 2", "Quận 9", "Quận Thủ Đức"}
    assert units["2020-2025"] - units["2015-2020"] == {"TP Thủ Đức"}
    assert len(DISTRICTS) == 25


def test_a_model_on_a_printed_list_has_one_line() -> None:
    printed = [m for m in invent().models if m.unit in LISTED_BY_HAND and m.year > 2020]

    assert len(printed) == len({m.model for m in printed})


def _run(url: str, *arguments: str) -> Any:
    """What a command prints as JSON."""
    command = [sys.executable, str(FOLDER.parent / "cli.py"), *arguments, "--json"]
    done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False)
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database into which all sample workbooks were imported at once."""
    url = f"sqlite:///{tmp_path_factory.mktemp('imported') / 'samples.sqlite'}"
    report = _run(url, "import", *(str(FOLDER / name) for name in WORKBOOKS))
    sheets = [(file["file"], sheet) for file in report["files"] for sheet in file["sheets"]]
    alarms = [
        (name, sheet["sheet"], problem["cell"], problem["message"])
        for name, sheet in sheets
        for problem in sheet["problems"]
        if problem["level"] != "notice"
    ]
    assert (alarms, report["committed"], report["upload"]) == ([], True, 1)
    return url


def _figures(url: str, *arguments: str) -> dict[tuple[str, str], tuple[str, int]]:
    rows = _run(url, "figures", "--measure", *arguments)
    return {(row["unit_name"], row["term"]): (row["qualifier"] or "", row["value"]) for row in rows}


@pytest.mark.slow
def test_the_press_figures_come_out_as_the_press_reported_them(imported: str) -> None:
    asked = (
        ("models", "--term", "branch_term:?-2020"),
        ("training_sessions", "--term", "branch_term:?-2020"),
        ("attendances", "--term", "branch_term:?-2020"),
        ("commended_collectives", "--term", "review:2010-2020"),
        ("models", "--term", "programme_phase:2011-2015"),
    )
    assert [_figures(imported, *arguments) for arguments in asked] == [
        {("Quận 1", "?-2020"): (">", 260)},
        {("Quận 1", "?-2020"): ("", 11)},
        {("Quận 1", "?-2020"): ("", 2353)},
        {("Quận 3", "2010-2020"): ("", 23)},
        {("Quận Ngũ Hành Sơn", "2011-2015"): ("", 3)},
    ]


def _written(number: str | int) -> tuple[str, int]:
    """A number of a sheet as its figure: «trên 50» is (">", 50)."""
    return (">", int(number.removeprefix("trên ").replace(".", ""))) if isinstance(number, str) else ("", number)


@pytest.mark.slow
def test_the_models_of_each_term_are_those_that_were_written(imported: str) -> None:
    world = invent()
    places = [(district, term) for term in TERMS for district in districts_in(term)]
    listed = {(_official(d.name), t): ("", reported(world, d, TERMS[t]).models) for d, t in places}
    stated = {(_official(d.name), t): _written(models_in_term(world, d, t)) for d, t in places}

    of_terms = ("models", "--term-kind", "party_term")
    assert _figures(imported, *of_terms, "--basis", "reported") == stated
    assert _figures(imported, *of_terms, "--basis", "itemised", "--roll-up") == listed


@pytest.mark.slow
def test_the_classes_and_awards_of_each_term_are_those_that_were_written(imported: str) -> None:
    world = invent()
    classes, awards = {}, {}
    for term in ("2015-2020", "2020-2025"):
        for district in districts_in(term):
            said = reported(world, district, TERMS[term])
            classes[_official(district.name), term] = _written(said.attendances_text)
            if said.commended is not None:
                awards[_official(district.name), term] = ("", said.commended)
    before = {(_official(d.name), "2010-2015"): before_lists(d) for d in districts_in("2010-2015")}

    for measure, later, column in (("attendances", classes, 1), ("commended_collectives", awards, 2)):
        found = _figures(imported, measure, "--term-kind", "party_term", "--basis", "reported")
        assert found == later | {place: ("", numbers[column]) for place, numbers in before.items()}
        assert _figures(imported, measure, "--term-kind", "party_term", "--basis", "itemised", "--roll-up") == later


def _official(name: str) -> str:
    return name.replace("TP ", "Thành phố ")


@pytest.mark.slow
def test_the_same_workbooks_again_change_nothing(imported: str) -> None:
    report = _run(imported, "import", *(str(FOLDER / name) for name in WORKBOOKS))

    assert (report["committed"], report["upload"]) == (True, None)
