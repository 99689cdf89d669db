"""Count and export, tested: who has reported what, and the workbooks that remind who has not."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import cli
from data_access.database import Database
from data_access.measures import MEASURES
from tests.facts import Facts
from tests.upload_visits import Visitor, data
from work.completeness import Standing, completeness
from work.imports import prepare
from work.options import Options
from work.reminders import reminders
from work.views import View, open_view

__all__ = ["data"]
Q1, Q3, Q4 = "760", "770", "773"
TERM = "party_term:2020-2025"
ALL = list(MEASURES.values())


@pytest.fixture
def view(data: Database) -> Iterator[View]:
    """Quận 1 reported everything, Quận 3 its models and a list of commendations, nobody else anything."""
    facts = Facts(data)
    for measure, value in (
        ("models", 40),
        ("training_sessions", 3),
        ("attendances", 200),
        ("commended_collectives", 9),
    ):
        facts.stated(Q1, TERM, value, measure=measure)
    facts.stated(Q3, TERM, 260, ">")
    facts.commended(Q3, 2023)
    facts.upload()
    yield open_view({}, ALL)


def test_every_unit_of_the_province_is_asked_and_what_it_said_is_told(view: View) -> None:
    found = completeness(view, ALL)
    day = date(2026, 1, 1)

    assert found.complete == (Standing(Q1, dict.fromkeys(MEASURES, "reported"), day, day),)
    assert found.partial == (Standing(Q3, {"models": "reported", "commended_collectives": "itemised"}, day, day),)
    assert len(found.silent) == 20 and Standing(Q4, {}) in found.silent
    assert [found.having(measure) for measure in ALL] == [2, 1, 1, 2]
    assert [measure.key for measure in found.partial[0].owes(ALL)] == ["training_sessions", "attendances"]


def test_the_archive_has_a_workbook_for_each_unit_that_reads_back_to_what_is_known(view: View) -> None:
    found = completeness(view, ALL)
    made = reminders(view, found, [Q3, Q4], lang="vi")
    archive = zipfile.ZipFile(io.BytesIO(made.content))
    files = [(name, archive.read(name)) for name in archive.namelist() if name.endswith(".xlsx")]
    prepared = prepare(view.database, files, Options())

    assert made.file_name == "bieu-nhac-nop_2020-2025.zip"
    assert [name.rpartition("_")[0].rpartition("_")[2] for name, _ in files] == ["quan-3", "quan-4"]
    assert archive.read("Danh sách đơn vị.txt").decode("utf-8-sig").splitlines() == [
        "Số liệu còn thiếu, 2020–2025:",
        "- Quận 3: Lớp tập huấn, Lượt người",
        "- Quận 4: Mô hình, Lớp tập huấn, Lượt người, Tập thể được khen",
    ]
    assert [
        problem
        for reading in prepared.readings
        for s in reading.sheets
        for problem in s.problems
        if problem.level == "error"
    ] == []
    facts = [(f.dataset, f.row["unit"]) for reading in prepared.readings for s in reading.sheets for f in s.facts]
    assert facts == [("summary", Q3), ("commendations", Q3)]


@pytest.mark.parametrize(
    ("lang", "counts", "label"),
    [
        ("vi", {"Đã nộp đủ": "1", "Nộp thiếu": "1", "Chưa nộp": "20"}, "Tải biểu nhắc nộp cho 21 đơn vị"),
        ("en", {"Reported everything": "1", "Reported in part": "1", "Not reported": "20"}, "Get reminder workbooks (units: 21)"),
    ],
)  # fmt: skip
def test_the_page_counts_and_offers_the_reminders(view: View, lang: str, counts: dict[str, str], label: str) -> None:
    app = Visitor("completeness", lang).app

    assert {metric.label.strip("*"): metric.value for metric in app.metric} == counts
    assert label in [button.proto.label for button in app.get("download_button")]


def test_the_command_line_writes_the_reminders(view: View, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["reminders", str(tmp_path / "nhac.zip"), "--term", "2020-2025", "--unit", "770,773"]) == 0

    assert len(zipfile.ZipFile(tmp_path / "nhac.zip").namelist()) == 3
    assert capsys.readouterr().out == f"Đã ghi {tmp_path / 'nhac.zip'}: 2 biểu nhắc nộp.\n"
    assert cli.main(["reminders", str(tmp_path / "nhac.xlsx"), "--term", "2020-2025"]) == 2
    assert cli.main(["reminders", str(tmp_path / "nhac.zip"), "--term", "hôm qua"]) == 2
    for unknown in ("99999", "770,99999"):
        assert cli.main(["reminders", str(tmp_path / "khac.zip"), "--term", "2020-2025", "--unit", unknown]) == 2
    assert not (tmp_path / "khac.zip").exists()
