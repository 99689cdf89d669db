"""Export, tested: the report as Word and as PDF holds what the database holds, page by page, and opens again."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import update

from data_access.database import Database
from data_access.measures import MEASURES
from data_access.queries import figures
from data_access.selection import Selection
from data_access.tables import Upload
from reports.document import word_document
from reports.paper import pdf_document
from reports.paper_looks import SIDE
from reports.report_content import Grid, Report, Section
from tests.facts import Facts
from tests.reference_units import reference
from tests.source_code import ROOT
from tests.upload_visits import Visitor, data
from work.card_words import figure_words
from work.decks import Deck, deck
from work.documents import export_report, report
from work.exports import export_figures
from work.imprints import Imprint
from work.one_page import export_one_page
from work.page_content import PAGES

__all__ = ["data"]
Q1, Q3, Q4, COMMUNE = "760", "770", "773", "26740@2025-07-01"
TERM, EARLIER = "party_term:2020-2025", "party_term:2015-2020"
NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
LONG = "Mô hình «<b>Tuyến hẻm</b>» & ánh sáng \x07 số"


@pytest.fixture
def facts(data: Database) -> Facts:
    """Some units, all measures, two terms, bounds and an estimate."""
    known = Facts(data)
    known.stated(Q1, EARLIER, 180)
    known.stated(Q1, TERM, 203)
    known.stated(Q3, TERM, 260, ">")
    known.stated(Q4, TERM, 7, "≈", is_estimate=True)
    known.stated(Q1, TERM, 11, measure="training_sessions")
    known.stated(Q1, TERM, 2353, "≥", measure="attendances")
    known.stated(Q3, EARLIER, 31, measure="training_sessions")
    known.commended(Q3, 2024, award_form="certificate_of_commendation")
    known.commended(Q3, 2023, award_form="letter_of_praise")
    known.model(Q1, LONG, 2022, sector="economy", stage="recognised")
    known.upload()
    return known


def made(**codes: Sequence[str]) -> Deck:
    return deck(list(PAGES), codes, "vi", imprint=Imprint(by_whom="Văn phòng", address="?v=1", now=NOW))


def rows_of(grid: Grid) -> list[list[str]]:
    return [list(grid.heads), *map(list, grid.rows)]


def word(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def pdf_text(content: bytes) -> list[str]:
    """The text of each page, its white space made single."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def grids(written: Report) -> list[Grid]:
    """The tables of a report in their order."""
    found: list[Grid] = []
    for section in written.sections:
        found += [*section.tables, *(drawn.table for drawn in section.drawn if drawn.table)]
    return [*found, *written.annexes]


def test_word_holds_every_sentence_and_every_table_of_the_report(facts: Facts) -> None:
    written = report(made())
    document = word(word_document(written))
    said = [paragraph.text for paragraph in document.paragraphs]
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]

    assert [s.words for section in written.sections for s in section.sentences if s.words not in said] == []
    assert "Trong nhiệm kỳ 2020–2025, 1/22 đơn vị đã tổ chức 11 lớp tập huấn cho ít nhất 2.353 lượt người." in said
    assert read == [rows_of(grid) for grid in grids(written)]


def test_no_chapter_is_left_out_however_many_there_are(data: Database) -> None:
    empty = report(deck(["overview"], {}, "vi", imprint=Imprint(now=NOW)))
    written = replace(empty, sections=tuple(Section(f"Chương {number}") for number in range(1, 15)))
    words = [each.text for each in docx.Document(io.BytesIO(word_document(written))).paragraphs]
    pages = PdfReader(io.BytesIO(pdf_document(written))).pages
    paper = "\n".join(page.extract_text() for page in pages).splitlines()

    for said in ("IV. Chương 4", "IX. Chương 9", "XIV. Chương 14"):
        assert said in words
        assert said in paper


def test_the_heads_of_tables_stand_again_on_every_page(facts: Facts) -> None:
    written = report(made(province=["79"]))
    document = word(word_document(written))
    with_grid = [table for table in document.tables if table.style.name == "Table Grid"]

    assert len(with_grid) == len(grids(written))
    assert [t for t in with_grid if t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is None] == []

    long = Grid("Dài", ("Đơn vị", "Số"), tuple((f"Phường {place}", str(place)) for place in range(168)))
    pages = pdf_text(pdf_document(Report(written.about, written.letterhead, "Thử", (), (long,))))
    with_rows = [page for page in pages if "Phường" in page]
    assert len(with_rows) > 3
    assert [page for page in with_rows if "Đơn vị Số" not in page] == []


def test_the_pdf_says_the_same_in_vietnamese_on_numbered_pages(facts: Facts) -> None:
    written = report(made())
    content = pdf_document(written)
    pages = pdf_text(content)
    # A sentence may begin on one page and end on the next.
    whole = " ".join(re.sub(r" Phiên bản số liệu 1 · xuất \S+ \S+ Trang \d+/\d+ ?$", "", page) for page in pages)

    assert [s.words for section in written.sections for s in section.sentences if s.words not in whole] == []
    assert [f"Trang {number}/{len(pages)}" for number in range(1, len(pages) + 1)] == [
        found for page in pages for found in re.findall(r"Trang \d+/\d+", page)
    ]
    assert [page for page in pages if "Phiên bản số liệu 1 · xuất 01/3/2026" not in page] == []
    for grid in written.annexes:
        for row in grid.rows:
            assert " ".join(cell for cell in row if cell) in whole
    assert pdf_document(report(made())) == content


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("communes", [0, 168])
def test_one_sheet_of_paper_holds_the_figures_who_leads_who_fell_and_what_is_missing(
    data: Database, lang: str, communes: int
) -> None:
    known = Facts(data)
    for unit, before, now in ((Q1, 180, 203), (Q3, 90, 75), (Q4, 8, 7)):
        known.stated(unit, EARLIER, before)
        known.stated(unit, TERM, now)
    standing = [unit for unit in reference().units.values() if unit.province == "79@2025-07-01"][:communes]
    for place, unit in enumerate(standing):
        known.stated(unit.id, "year:2026", place)
    known.upload()

    pages = pdf_text(export_one_page({"term": ["2020-2025"], "kind": ["party_term"]}, lang).content)
    assert len(pages) == 1
    said = {
        "vi": "Trong 3 đơn vị so được với nhiệm kỳ 2015–2020, 2 đơn vị giảm: Quận 3 (−15), Quận 4 (−1).",
        "en": "Against term 2015–2020, 2 of 3 comparable units fell: Quận 3 (−15), Quận 4 (−1).",
    }
    assert said[lang] in pages[0]
    if communes:
        assert len(pdf_text(export_one_page({"term": ["2026"], "kind": ["year"]}, lang).content)) == 1


@pytest.mark.parametrize("communes", [0, 168])
def test_rule_and_table_of_a_shrunk_sheet_end_at_its_edge(data: Database, communes: int) -> None:
    known = Facts(data)
    units = [unit for unit in reference().units.values() if unit.province == ("79@2025-07-01" if communes else "79")]
    for place, unit in enumerate(units[: communes or 22]):
        known.stated(unit.id, "year:2026" if communes else TERM, place)
    known.upload()
    codes = {"kind": ["year" if communes else "party_term"]}
    (sheet,) = PdfReader(io.BytesIO(export_one_page(codes, "vi").content)).pages
    ends: list[float] = []

    def note(operator: bytes, operands: Any, matrix: list[float], _: Any) -> None:
        if operator == b"l":
            ends.append(float(operands[0]) * matrix[0] + matrix[4])

    sheet.extract_text(visitor_operand_before=note)
    edge = float(sheet.mediabox.width) - SIDE
    assert max(ends) == pytest.approx(edge, abs=1)
    assert len([end for end in ends if end == pytest.approx(edge, abs=1)]) >= 5  # the rule, and a line below each row


def test_one_sheet_of_an_empty_database_says_that_nothing_is_there(data: Database) -> None:
    pages = pdf_text(export_one_page({}, "vi").content)
    assert len(pages) == 1
    assert "Chưa có số liệu. Đây không phải là số 0." in pages[0]


def test_the_type_is_in_the_pdf_and_nothing_is_fetched(facts: Facts) -> None:
    reader = PdfReader(io.BytesIO(pdf_document(report(made()))))
    fonts = {
        str(font.get_object()["/BaseFont"]): "/FontFile2" in font.get_object()["/FontDescriptor"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
        if "/FontDescriptor" in font.get_object()
    }

    assert {name.split("+")[-1] for name in fonts} == {"BeVietnamPro-Regular", "BeVietnamPro-SemiBold"}
    assert all(fonts.values())
    assert [page for page in reader.pages if page.get("/Annots")] == []


def test_the_table_by_unit_is_what_the_database_holds(facts: Facts) -> None:
    shown = made()
    view = shown.parts[0].view
    table = report(shown).annexes[0]
    known = {
        (view.reference.units[str(each.unit)].name, place): figure_words(each, "vi")
        for place, measure in enumerate(MEASURES.values())
        for each in figures(view.cube, view.reference, measure, view.at(TERM), by=("unit", "term"))
    }
    cells = {
        (row[1], place): cell for row in table.rows[:-1] for place, cell in enumerate(row[2:]) if cell not in ("–", "·")
    }

    assert cells == known
    assert table.rows[-1] == ("", "Tổng cộng", "≈470", "11", "≥2.353", "2")


def test_the_letterhead_is_the_offices_own_and_nothing_where_none_is_set(
    facts: Facts, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = word(word_document(report(made()))).tables[0]
    monkeypatch.setenv("OFFICE_ABOVE", "Đảng bộ Thành phố")
    monkeypatch.setenv("OFFICE_NAME", "Ban Dân vận Quận ủy")
    monkeypatch.setenv("OFFICE_PLACE", "Quận 3")
    named = word(word_document(report(made()))).tables[0]

    assert [cell.text.split("\n") for cell in bare.rows[0].cells] == [
        ["*", "Số\u00a0\u00a0\u00a0\u00a0\u00a0-BC"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Ngày 01 tháng 03 năm 2026"],
    ]
    assert [cell.text.split("\n") for cell in named.rows[0].cells] == [
        ["ĐẢNG BỘ THÀNH PHỐ", "BAN DÂN VẬN QUẬN ỦY", "*", "Số\u00a0\u00a0\u00a0\u00a0\u00a0-BC"],
        ["ĐẢNG CỘNG SẢN VIỆT NAM", "Quận 3, ngày 01 tháng 03 năm 2026"],
    ]


def test_what_the_copy_is_stands_at_its_end(facts: Facts) -> None:
    said = [paragraph.text for paragraph in word(word_document(report(made()))).paragraphs]
    about = said[said.index("Về bản này") + 1 :]

    assert about[1] == "Phiên bản số liệu: 1"
    assert "Người xuất: Văn phòng" in about
    assert "Mở lại trang này: ?v=1" in about
    assert about[-1] == "Nguồn: bieu-1.xlsx (lần tải lên 1)"


def test_a_copy_of_sample_data_says_so_on_every_sheet_of_paper_and_beside_the_figures(facts: Facts) -> None:
    def marked() -> tuple[set[bool], set[bool], bool, bool]:
        book = export_figures(facts.database, [MEASURES["models"]], Selection(), lang="vi").content
        written = word(word_document(report(made())))
        return (
            {"· minh họa" in page for page in pdf_text(export_one_page({}, "vi").content)},
            {"· minh họa" in page for page in pdf_text(pdf_document(report(made())))},
            all(
                foot.paragraphs[0].text.endswith(" · minh họa")
                for foot in (written.sections[0].footer, written.sections[0].first_page_footer)
            ),
            "Số liệu minh họa, không phải số liệu thật."
            in [row[1].value for row in load_workbook(io.BytesIO(book))["Về bản này"].rows],
        )

    assert marked() == ({False}, {False}, False, False)
    with facts.database.write() as connection:
        connection.execute(update(Upload).values(is_sample=True))
    assert marked() == ({True}, {True}, True, True)


def test_all_chapters_are_about_the_term_of_the_title(facts: Facts) -> None:
    facts.stated(Q1, "year:2026", 5)
    facts.stated(COMMUNE, "party_term:2025-2030", 12)
    facts.stated(Q1, "review:2010-2020", 99, measure="training_sessions")
    facts.upload()
    pages = list(PAGES)

    newest = report(deck(pages, {}, "vi", imprint=Imprint(now=NOW)))
    review = report(deck(pages, {"kind": ["review"]}, "vi", imprint=Imprint(now=NOW)))

    nothing = "Chưa có số liệu. Đây không phải là số 0."
    assert newest.subject.endswith("nhiệm kỳ 2025–2030 (đang chạy)")
    assert [grid.title for section in newest.sections for grid in section.tables] == [
        "Số liệu nhiệm kỳ 2025–2030 (đang chạy)"
    ] * 4 + ["Tình hình nộp số liệu"]
    assert [bool(section.sentences) for section in newest.sections[:4]] == [True, False, False, False]
    assert [section.notes for section in review.sections[1:4]] == [
        (nothing,),
        (f"Lượt người tập huấn: {nothing}",),
        (nothing,),
    ]
    assert review.sections[0].sentences[0].words == (
        "Trong tổng kết 2010–2020, 1/24 đơn vị đã tổ chức 99 lớp tập huấn."
    )


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_empty_dashboard_makes_a_report_that_says_so(data: Database, lang: str) -> None:
    nothing = {"vi": "Chưa có số liệu. Đây không phải là số 0.", "en": "No data. This is not zero."}[lang]
    files = {
        kind: export_report(list(PAGES), {}, kind, lang=lang, imprint=Imprint(now=NOW)) for kind in ("docx", "pdf")
    }

    said = [paragraph.text for paragraph in word(files["docx"].content).paragraphs]
    assert said.count(nothing) == 8
    assert " ".join(pdf_text(files["pdf"].content)).count(nothing) == 8


def test_one_page_makes_a_report_of_its_own_with_its_filters(facts: Facts) -> None:
    shown = deck(["models"], {"sector": ["economy"]}, "vi", imprint=Imprint(now=NOW))
    (models, missing) = report(shown).sections

    assert models.scope == "lĩnh vực: Kinh tế"
    assert models.sentences[0].words == "Trong nhiệm kỳ 2020–2025, 1/22 đơn vị có 1 mô hình «Dân vận khéo»."
    assert missing.title == "Số liệu còn thiếu"


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line on a machine that has no browser to draw with."""
    done = [sys.executable, str(ROOT / "cli.py"), *words]
    return subprocess.run(
        done, env={**os.environ, "BROWSER_PATH": "/nowhere", **environment}, capture_output=True, text=True, check=False
    )


def test_the_command_line_writes_a_report_and_nothing_about_another_term(facts: Facts, tmp_path: Path) -> None:
    asked = ("--measure", "training_sessions", "--term", "2015-2020")
    path = tmp_path / "bao-cao.docx"
    done = command("export", str(path), *asked)
    refused = command("export", str(tmp_path / "nam.pdf"), "--term", "2031")

    assert (done.returncode, done.stderr) == (0, "")
    said = [paragraph.text for paragraph in word(path.read_bytes()).paragraphs]
    assert "Trong nhiệm kỳ 2015–2020, 1/24 đơn vị đã tổ chức 31 lớp tập huấn." in said
    assert "Kết quả phong trào thi đua «Dân vận khéo», nhiệm kỳ 2015–2020" in said
    assert (refused.returncode, refused.stdout, (tmp_path / "nam.pdf").exists()) == (2, "", False)
    assert "2031" in refused.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_line_writes_one_sheet_of_paper_and_only_as_pdf(facts: Facts, tmp_path: Path, lang: str) -> None:
    asked = ("--one-page", "--measure", "training_sessions", "--term", "2015-2020")
    path = tmp_path / "hop.pdf"
    done = command("export", str(path), *asked, DASHBOARD_LANGUAGE=lang)
    (page,) = pdf_text(path.read_bytes())
    refused = command("export", str(tmp_path / "hop.docx"), *asked, DASHBOARD_LANGUAGE=lang)

    assert (done.returncode, done.stderr) == (0, "")
    ranking = {
        "vi": "II. Lớp tập huấn Xếp theo số lớp Lớp tập huấn, nhiệm kỳ 2015–2020. Quận 3 31",
        "en": "II. Training classes Ranked by classes Classes, term 2015–2020. Quận 3 31",
    }
    assert ranking[lang] in page
    assert (refused.returncode, refused.stdout, (tmp_path / "hop.docx").exists()) == (2, "", False)
    assert {"vi": "Một trang giấy chỉ xuất ra PDF", "en": "One sheet of paper is a PDF"}[lang] in refused.stderr


def test_the_menu_offers_the_report_in_both_forms(facts: Facts) -> None:
    visitor = Visitor("training")
    visitor.unfold("head.export")
    labels = [button.proto.label for button in visitor.app.get("download_button")]

    assert [label for label in labels if label.startswith("Báo cáo")] == ["Báo cáo: Word", "Báo cáo: PDF"]


def test_the_menu_is_ordered_by_what_one_wants(facts: Facts) -> None:
    visitor = Visitor("overview")
    visitor.unfold("head.export")
    groups: dict[str, list[str]] = {}
    for each in visitor.app.main:
        if each.type == "caption" and each.value.endswith("**"):
            groups[each.value.strip("*")] = []
        elif each.type == "download_button":
            list(groups.values())[-1].append(each.proto.label)
    groups.pop("Ảnh biểu đồ", None)  # where this machine has a browser that draws them

    assert groups == {
        "Trên giấy": ["Một trang giấy: PDF", "Báo cáo: Word", "Báo cáo: PDF"],
        "Trong cuộc họp": [
            "PowerPoint: trang này thành các trang chiếu", "PowerPoint: cả bảng theo dõi", "Bản xem ngoại tuyến (HTML)",
        ],
        "Để làm tiếp": ["Số liệu: Excel", "Số liệu: CSV", "Excel: cả bảng theo dõi, mỗi góc nhìn một trang tính"],
    }  # fmt: skip
