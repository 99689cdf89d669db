"""Export: what is taken away is what the screen shows, value by value, and nothing in it comes alive."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.bounds import Amount
from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MEASURES, MODELS, TRAINING_SESSIONS, Measure
from data_access.queries import Figure, figures
from data_access.reference import load_reference
from data_access.selection import Selection
from locales import number, text
from reports.csv_file import csv_file, table_file
from reports.export_content import About, ExportContent, Line, Place, Table, TableColumn
from reports.spreadsheet import workbook
from tests.facts import Facts
from tests.random_facts import add_random_facts
from tests.source_code import ROOT
from work.exports import CSV, XLSX, export_figures, export_rows
from work.imprints import Imprint

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
TERM, EARLIER = "party_term:2020-2025", "party_term:2015-2020"
HOSTILE = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "\x00=1+1", "  =1+1", "\u200b=1+1", "\ufeff@x",
    "＝1+1", "＋1", "－1", "＠x", "=HYPERLINK(\"http://example.org\")", "http://example.org", "mailto:a@example.org",
    "internal:Sheet!A1", "{=1+1}", "=cmd|' /C calc'!A0", "\u3000=1", "\u2060＝1", "\x1f=1", "\ud800=1",
)  # fmt: skip


def an_about(*measures: Measure, **said: Any) -> About:
    told = {"title": "Dân vận khéo", "selection": "tất cả", "version": 7, "updated": NOW, "exported": NOW, "lang": "vi"}
    return About(**{**told, **said, "measures": measures or (MODELS,)})


def a_line(value: int = 260, qualifier: str | None = None, **said: Any) -> Line:
    told = {
        "measure": "models",
        "unit": "770",
        "unit_code": "770",
        "unit_name": "Quận 3",
        "term": TERM,
        "basis": "reported",
    }
    return Line(**{**told, **said, "amount": Amount(value, qualifier)})


def cells(content: bytes, sheet: str) -> list[list[Any]]:
    """The rows of a sheet as openpyxl reads them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [list(row) for row in book[sheet].iter_rows(values_only=True)]


def data_rows(content: bytes) -> list[dict[str, Any]]:
    """The data sheet below its head, by header."""
    _, _, _, head, *rows = cells(content, "Số liệu")
    return [dict(zip(head, row, strict=True)) for row in rows if any(cell is not None for cell in row)]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


lines = st.lists(
    st.builds(
        a_line,
        st.integers(0, 100_000_000),
        st.sampled_from((None, ">", "≥", "<", "≤", "≈")),
        measure=st.sampled_from(sorted(MEASURES)),
        unit=st.sampled_from(("760", "770")),
        unit_name=st.text(max_size=30) | st.sampled_from(HOSTILE),
        term=st.sampled_from((TERM, EARLIER, "year:2023", "half_year:2024-H1", "branch_term:?-2020")),
        as_of=st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        is_estimate=st.booleans(),
        units=st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99)),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines)
def test_a_workbook_holds_the_values_and_bounds_of_any_figures(found: list[Line]) -> None:
    content = ExportContent(an_about(*MEASURES.values()), tuple(found), places=(Place("760", "760", "Quận 1"),))

    rows = data_rows(workbook(content))

    assert [
        (r["Số liệu"], r["Dấu"], r["Số liệu đến ngày"] and r["Số liệu đến ngày"].date(), r["Ước"]) for r in rows
    ] == [(line.amount.value, line.amount.qualifier, line.as_of, "x" if line.is_estimate else None) for line in found]


@settings(max_examples=40, deadline=None)
@given(lines)
def test_a_text_file_holds_the_same_rows_as_the_data_sheet(found: list[Line]) -> None:
    content = ExportContent(an_about(*MEASURES.values()), tuple(found))

    rows = csv_rows(csv_file(content))

    assert [(r["Số liệu"], r["Dấu"], r["Số liệu đến ngày"], r["Ước"]) for r in rows] == [
        (
            str(line.amount.value), line.amount.qualifier or "", line.as_of.isoformat() if line.as_of else "",
            "x" if line.is_estimate else "",
        )
        for line in found
    ]  # fmt: skip


def _parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_no_text_becomes_a_formula_or_a_link() -> None:
    found = tuple(a_line(number, unit_name=name, unit_code=name) for number, name in enumerate(HOSTILE))
    about = an_about(title="=1+1", selection="@SUM(A1)", by_whom="+84", address="http://example.org/?v=7")
    places = tuple(Place("770", name, name) for name in HOSTILE)

    parts = _parts(workbook(ExportContent(about, found, found[:2], places=places)))
    sheets = {name: part for name, part in parts.items() if name.startswith("xl/worksheets/")}

    assert len(sheets) >= 4
    assert [name for name, part in sheets.items() if "<f>" in part or "<f " in part or "<hyperlink" in part] == []
    assert [name for name, part in parts.items() if name.endswith(".rels") and "/hyperlink" in part] == []


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_file_guards_what_a_spreadsheet_would_calculate(name: str) -> None:
    (row,) = csv_rows(csv_file(ExportContent(an_about(), (a_line(unit_name=name),))))

    assert row["Đơn vị"].startswith("'") != name.startswith(("http", "mailto", "internal", "{"))
    assert row["Số liệu"] == "260"


def test_numbers_are_never_guarded_and_nothing_is_written_as_nan() -> None:
    table = Table((TableColumn("a"), TableColumn("b", "number")), ((None, -5), ("-5", None)))

    assert table_file(table).decode("utf-8-sig") == "a,b\r\n,-5\r\n'-5,\r\n"


def test_control_characters_and_texts_too_long_do_not_break_a_workbook() -> None:
    name = "Quận\x00 \x0b3\x1f" + "x" * 40_000

    (row,) = data_rows(workbook(ExportContent(an_about(), (a_line(unit_name=name),))))

    assert row["Đơn vị"] == ("Quận 3" + "x" * 40_000)[:32_767]


def test_equal_content_gives_equal_bytes_and_names_no_person() -> None:
    content = ExportContent(an_about(by_whom="Văn phòng"), (a_line(),), places=(Place("770", "770", "Quận 3"),))
    first = workbook(content)

    assert first == workbook(content)
    assert re.findall(r"<dc:creator>([^<]*)|<cp:lastModifiedBy>([^<]*)", _parts(first)["docProps/core.xml"]) in (
        [],
        [("", ""), ("", "")],
    )


def test_the_table_keeps_a_bound_a_gap_and_a_unit_that_was_not_there_apart() -> None:
    content = ExportContent(
        an_about(),
        (a_line(260, ">", term=EARLIER), a_line(12, is_estimate=True)),
        (a_line(260, ">", term=EARLIER, unit=None), a_line(12, unit=None)),
        places=(
            Place("769", "769", "Quận 2"),
            Place("770", "770", "Quận 3"),
        ),
        absent=frozenset({("769", TERM)}),
        running=frozenset({TERM}),
    )

    rows = [row for row in cells(workbook(content), "Bảng")[3:]]

    assert rows == [
        ["Mô hình «Dân vận khéo» · Nhiệm kỳ Đảng bộ", None, None, None],
        ["Mã đơn vị", "Đơn vị", "2015–2020", "2020–2025 *"],
        ["769", "Quận 2", None, "·"],
        ["770", "Quận 3", ">260", 12],
        [None, "Tổng cộng", ">260", 12],
    ]


def test_charts_are_native_and_a_bar_with_a_bound_keeps_its_sign() -> None:
    content = ExportContent(
        an_about(),
        (a_line(260, ">"), a_line(90, term=EARLIER)),
        (a_line(260, ">", unit=None), a_line(90, term=EARLIER, unit=None)),
        places=(Place("770", "770", "Quận 3"),),
    )

    charts = [part for name, part in _parts(workbook(content)).items() if name.startswith("xl/charts/chart")]

    assert [("barChart" in chart, "lineChart" in chart, "&gt;260" in chart) for chart in charts] == [
        (True, False, True),
        (False, True, True),
    ]


def test_a_copy_tells_its_filters_version_dates_sources_and_definitions(database: Database) -> None:
    facts = Facts(database)
    facts.stated("770", TERM, 260, ">")
    facts.model("770", "Hẻm xanh", 2023)
    facts.upload()
    facts.stated("760", EARLIER, 90)
    facts.upload()
    selection = Selection(terms=(TERM,), units=("770",), version=2)

    made = export_figures(database, (MODELS,), selection, lang="vi", imprint=Imprint(by_whom="Văn phòng", now=NOW))
    told = {row[0]: row[1] for row in cells(made.content, "Về bản này") if row[0]}

    assert made.file_name == "dan-van-kheo_mo-hinh_quan-3_2020-2025_v2.xlsx"
    assert told["Phạm vi"] == "2020–2025 · Quận 3 · phiên bản số liệu 2"
    assert (told["Phiên bản số liệu"], told["Người xuất"], told["Số dòng"]) == (2, "Văn phòng", 1)
    assert told["Xuất lúc"] == NOW.replace(tzinfo=None)
    assert told["Nguồn"] == "bieu-1.xlsx (lần tải lên 1)"
    assert told["Mô hình «Dân vận khéo»: đếm gì"] == text("measures.models.definition", "vi")


def _written(figure: Figure) -> Any:
    if figure.qualifier:
        return f"{figure.qualifier}{number(figure.value, 'vi')}"
    return figure.value


@pytest.mark.parametrize("seed", range(4))
def test_the_totals_of_the_table_are_the_sums_that_the_screen_shows(database: Database, seed: int) -> None:
    add_random_facts(Facts(database), Random(seed), rows=60)
    with database.read() as connection:
        reference = load_reference(connection)
    for measure in (MODELS, ATTENDANCES, COMMENDED_COLLECTIVES):
        selection = Selection(roll_up=True, term_kind="party_term")
        made = export_figures(database, (measure,), selection, lang="vi", imprint=Imprint(now=NOW))
        sums = figures(cube_of(database), reference, measure, selection, by=("term",))
        rows = cells(made.content, "Bảng")
        totals = next(row for row in rows if row[1] == "Tổng cộng")
        said = [str(cell).removesuffix(" (ước)") for cell in totals[2 : 2 + len(sums)]]

        assert said == [str(_written(figure)) for figure in sums]


@pytest.mark.parametrize("seed", range(4))
def test_both_files_hold_exactly_the_figures_that_the_screen_shows(database: Database, seed: int) -> None:
    add_random_facts(Facts(database), Random(seed), rows=60)
    with database.read() as connection:
        reference = load_reference(connection)
    by = (("unit", "term"), ("term",), ("unit", "term", "level"), ("unit", "term", "sector"))[seed]
    for measure in MEASURES.values():
        if not set(by) - {"unit", "term"} <= set(measure.dimensions):
            continue
        found = figures(cube_of(database), reference, measure, Selection(), by=by)
        shown = [
            (figure.unit and reference.units[figure.unit].code, figure.value, figure.qualifier) for figure in found
        ]
        book = export_figures(database, (measure,), Selection(), by, lang="vi", imprint=Imprint(now=NOW))
        plain = export_figures(database, (measure,), Selection(), by, lang="vi", kind=CSV, imprint=Imprint(now=NOW))

        assert [(r["Mã đơn vị"], r["Số liệu"], r["Dấu"]) for r in data_rows(book.content)] == shown
        assert [(r["Mã đơn vị"] or None, int(r["Số liệu"]), r["Dấu"] or None) for r in csv_rows(plain.content)] == shown


def test_several_measures_stand_in_one_workbook(database: Database) -> None:
    facts = Facts(database)
    facts.training("770", 2023, 2, attendances=2353)
    facts.upload()

    made = export_figures(database, (TRAINING_SESSIONS, ATTENDANCES), Selection(), lang="en", imprint=Imprint(now=NOW))

    heads = [row[0] for row in cells(made.content, "Table") if row[0] and "·" in str(row[0])]
    assert heads == ["Training classes · Year", "Training attendances · Year"]


def test_without_figures_the_file_says_that_this_is_not_zero(database: Database) -> None:
    made = export_figures(database, (MODELS,), Selection(), lang="vi", imprint=Imprint(now=NOW))

    assert openpyxl.load_workbook(io.BytesIO(made.content)).sheetnames == ["Số liệu", "Bảng", "Về bản này"]
    assert cells(made.content, "Bảng")[3][0] == "Chưa có số liệu. Đây không phải là số 0."
    assert csv_rows(export_figures(database, (MODELS,), Selection(), lang="vi", kind=CSV).content) == []


@pytest.mark.parametrize("kind", (XLSX, CSV))
def test_rows_of_lists_come_with_their_words_and_their_place_in_the_file(database: Database, kind: str) -> None:
    facts = Facts(database)
    words = json.dumps({"sector": "Du lịch"})
    facts.model("770", "=Hẻm xanh", 2023, sector="other", stage="recognised", other_words=words)
    facts.upload()

    made = export_rows(database, MODELS, Selection(units=("770",)), lang="vi", kind=kind, imprint=Imprint(now=NOW))
    if kind == CSV:
        (row,) = csv_rows(made.content)
    else:
        head, values = cells(made.content, "Danh sách")[3:]
        row = dict(zip(head, values, strict=True))

    assert made.file_name == f"dan-van-kheo_mo-hinh_danh-sach_quan-3_v1.{kind}"
    assert [row[name] for name in ("Quận/huyện", "Năm báo cáo", "Lĩnh vực", "Tình trạng", "Tệp", "Trang tính")] == [
        "Quận 3", "2023", "Du lịch", "Công nhận", "bieu-1.xlsx", "Biểu 1",
    ]  # fmt: skip
    assert row["Tên mô hình"] == ("'=Hẻm xanh" if kind == CSV else "=Hẻm xanh")


def _run(url: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *words]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, capture_output=True, text=True, check=False)


@pytest.mark.slow
def test_the_command_line_writes_a_whole_file_or_says_why_not(database: Database, tmp_path: Path) -> None:
    facts = Facts(database)
    facts.stated("770", TERM, 260, ">")
    facts.upload()
    target = tmp_path / "so-lieu.CSV"

    done = _run(database.url, "export", str(target), "--measure", "models")
    refused = [
        _run(database.url, "export", str(tmp_path / name), "--measure", "models")
        for name in ("bieu.odp", "bieu.txt", "khong-co/bieu.xlsx")
    ]

    assert (done.returncode, done.stderr) == (0, "")
    assert [(r["Số liệu"], r["Dấu"]) for r in csv_rows(target.read_bytes())] == [("260", ">")]
    assert [result.returncode for result in refused] == [2, 2, 2]
    assert [result.stderr.count("\n") for result in refused] == [1, 1, 1]
    assert "Traceback" not in "".join(result.stderr for result in refused)
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".", "bieu"))) == []
