"""Export, tested: the workbook with a sheet a view: every number the screen's, numbers as numbers, bounds as they are."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import main
from data_access.database import Database
from locales import number
from reports.view_sheets import as_number
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.upload_visits import data
from work.decks import deck
from work.imprints import Imprint
from work.page_content import PAGES
from work.view_books import export_views, view_sheets
from work.view_codes import coded_view

__all__ = ["data"]
Q1, Q3, Q4 = "760", "770", "773"
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)


def facts_of(database: Database) -> Facts:
    """Two terms of three districts, a target, a programme."""
    known = Facts(database)
    for unit, before, after in ((Q1, 200, 1203), (Q3, 79, 260), (Q4, 61, 7)):
        known.stated(unit, BEFORE, before)
        known.stated(unit, TERM, after, ">" if unit == Q3 else None)
    known.target(Q1, TERM, 1000)
    known.programme(Q3, "=1+1 Phối hợp", "programme_phase:2021-2026", lead_body="Ban Dân vận", partners="Công an; Hội")
    known.upload()
    return known


def sheets_of(content: bytes) -> dict[str, list[list[Any]]]:
    """Every sheet by its number; the rows below its four lines of words."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {
        name.split(" ")[0]: [list(row) for row in book[name].iter_rows(values_only=True)] for name in book.sheetnames
    }
    return {name: rows[4:] for name, rows in found.items()}


def said(value: Any) -> str:
    return number(value, "vi") if isinstance(value, int) else str(value or "")


def test_every_view_has_a_sheet_that_says_what_the_screen_shows(data: Database) -> None:
    facts = facts_of(data)
    add_random_facts(facts, Random(5), rows=60)
    book = sheets_of(export_views(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)).content)
    expected = view_sheets(deck(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)))

    assert len(expected) > 35
    assert list(book) == ["Mục", *(sheet.number for sheet in expected), "Về"]
    for sheet in expected:
        head, *rows = book[sheet.number]
        width, length = len(sheet.grid.heads), len(sheet.grid.rows)
        assert tuple(head[:width]) == sheet.grid.heads
        assert [tuple(map(said, row[:width])) for row in rows[:length]] == list(sheet.grid.rows), sheet.grid.title


def test_numbers_are_numbers_and_a_bound_keeps_its_sign(data: Database) -> None:
    facts_of(data)
    book = sheets_of(export_views(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)).content)

    assert book["1.1"][1:4] == [["Quận 1", 1203, 200], ["Quận 3", ">260", 79], ["Quận 4", 7, 61]]
    assert book["6.1"][:2] == [
        ["Đơn vị", "Giao", "Thực hiện/giao", "Kết quả"],
        ["Quận 1", 1000, "1.203/1.000 (120%)", "đạt"],
    ]
    assert book["7.2"][1][:4] == ["=1+1 Phối hợp", "Quận 3", "Ban Dân vận", "Công an; Hội"]
    pairs = {row[0]: row[1:4] for row in book["5.2"][1:4]}
    assert pairs == {"Quận 1": [1203, 200, "+1.003"], "Quận 3": [">260", 79, ">+181"], "Quận 4": [7, 61, "−54"]}


@given(st.integers(0, 10**14), st.sampled_from(("vi", "en")))
def test_what_is_written_as_a_number_is_read_as_that_number(value: int, lang: str) -> None:
    assert as_number(number(value, lang), lang) == value
    assert [as_number(f"{sign}{number(value, lang)}", lang) for sign in (">", "≈", "+", "−")] == [None] * 4


@pytest.mark.parametrize("words", ["2024", "39%", "22/24", "01/02/2026", "1.2.3", "", "–", "007"])
def test_years_shares_and_days_stay_words(words: str) -> None:
    assert as_number(words, "vi") is None


def test_the_command_line_writes_it_with_a_code_that_opens_the_same_view(
    data: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts_of(data)
    path = tmp_path / "ca-bang.xlsx"

    assert main(["export", str(path), "--whole", "--unit", Q3]) == 0
    assert "mỗi góc nhìn một trang tính" in capsys.readouterr().out
    about = {row[0]: row[1] for row in sheets_of(path.read_bytes())["Về"]}
    found = coded_view(str(about["Mã mở lại"]))
    assert found is not None
    assert (found.page, found.codes["unit"], found.codes["v"]) == ("overview", [Q3], ["1"])


def test_an_empty_dashboard_is_a_workbook_without_views(data: Database) -> None:
    assert list(sheets_of(export_views(list(PAGES), {}, "en", imprint=Imprint(now=NOW)).content)) == [
        "Contents",
        "About",
    ]
