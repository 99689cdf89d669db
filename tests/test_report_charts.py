"""Export, tested: every number of the report's charts and tables, Word and PDF, is the one of the frame it was made of."""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import get_args

import docx
import plotly.graph_objects as go
import plotly.io
import pytest
from pypdf import PdfReader

from data_access.database import Database
from data_access.measures import MODELS
from locales import text
from reports.canvas import present
from reports.document import word_document
from reports.exhibits import Exhibit, Shape
from reports.paper import pdf_document
from reports.report_content import Drawn, Report, Section
from reports.theme import Theme, theme
from tests.facts import Facts
from tests.reference_units import reference
from tests.slide_reading import ReadChart, read_document_charts
from tests.upload_visits import data
from work.decks import deck
from work.documents import report
from work.imprints import Imprint
from work.page_content import PAGES

__all__ = ["data"]
TERM, BEFORE = "party_term:2020-2025", "party_term:2015-2020"
NOW = datetime(2026, 3, 1, 8, tzinfo=UTC)
NEW = ("compare", "targets", "programmes", "completeness")
NUMBER = re.compile(r"[<>≤≥≈]?\d[\d.,]*")


@pytest.fixture
def facts(data: Database) -> Facts:
    """Ten districts, one of them silent and one far off, in two terms and three years, with targets and programmes."""
    known = Facts(data)
    found = reference().units.values()
    districts = sorted(unit.id for unit in found if (unit.level, unit.province) == ("district", "79"))[:10]
    for place, unit in enumerate(districts[:9]):
        known.stated(unit, BEFORE, 31 + place)
        known.stated(unit, TERM, 900 if place == 8 else 1040 + 7 * place, ">" if place == 3 else None)
        known.stated(unit, TERM, 20 + place, measure="training_sessions")
        known.stated(unit, TERM, 1200 + place, "≈" if place == 5 else None, measure="attendances")
        known.target(unit, TERM, 1000 + 10 * place, source_ref="12-KH/BDV")
        known.programme(unit, f"Chương trình {place + 41}", TERM, signed_on=date(2021, 5, place + 1))
        for year in (2018, 2021, 2022, 2023):
            known.commended(unit, year)
            known.model(unit, f"Tuyến hẻm {year}", year, sector="economy" if place % 2 else "culture_society")
    known.upload()
    return known


def made(lang: str = "vi", pages: Sequence[str] = tuple(PAGES)) -> Report:
    return report(deck(pages, {}, lang, imprint=Imprint(now=NOW)))


def drawn(written: Report) -> Iterator[Drawn]:
    for section in written.sections:
        yield from section.drawn


def numbers(said: str) -> Counter[str]:
    return Counter(found.rstrip(".,") for found in NUMBER.findall(said))


def cells(exhibit: Exhibit) -> list[list[str]]:
    """The rows of an exhibit's table as its frame says them."""
    rows = []
    for row in exhibit.frame.to_dict("records"):
        said = [str(row[name]) if present(row[name]) else "" for name in exhibit.columns]
        rows.append([said[0], "chưa nộp", *said[2:]] if row.get("missing") else said)
    return rows


@pytest.mark.slow
def test_every_new_view_is_in_the_report_and_its_tables_say_its_frames(facts: Facts) -> None:
    shown = deck(list(PAGES), {}, "vi", imprint=Imprint(now=NOW))
    written = word_document(report(shown))
    tables = docx.Document(io.BytesIO(written)).tables
    read = [[[cell.text for cell in row.cells] for row in table.rows] for table in tables if len(table.rows) > 1]

    exhibits = [exhibit for part in shown.parts if part.page in NEW for exhibit in part.exhibits if len(exhibit.frame)]
    keys = {".".join(exhibit.key.split(".")[:2]) for exhibit in exhibits}
    assert keys == {
        "compare.summary", "compare.pair", "compare.spread", "compare.outliers", "compare.tiles", "targets.models", "targets.table",
        "programmes.due", "programmes.table", "completeness.measures", "completeness.units", "completeness.owing",
    }  # fmt: skip
    tiles = [each.exhibit for each in drawn(report(shown)) if each.exhibit.shape == "tiles"]
    assert [exhibit.key for exhibit in tiles] == ["models.tiles"]
    for exhibit in [*exhibits, *tiles]:
        assert [list(exhibit.columns.values()), *cells(exhibit)] in read, exhibit.key


@pytest.mark.parametrize(
    "look", [theme("light"), theme("dark_contrast"), theme("dark", True)], ids=["light", "dark", "wall"]
)
def test_plotly_finds_nothing_to_mend_in_what_a_chart_gathers(facts: Facts, look: Theme) -> None:
    parts = deck(list(PAGES), {}, "vi", imprint=Imprint(now=NOW)).parts
    exhibits = [each for part in parts for each in part.exhibits if each.shape != "table"]
    assert {each.shape for each in exhibits} == set(get_args(Shape)) - {"table"}
    for each in exhibits:
        gathered, checked = each.draw(look), go.Figure(each.draw(look))
        said = [json.loads(plotly.io.to_json(figure, validate=False)) for figure in (gathered, checked)]
        assert said[0] == said[1], each.key


@pytest.mark.slow
def test_every_chart_of_the_document_holds_the_numbers_of_its_frame(facts: Facts) -> None:
    written = made()
    charts = read_document_charts(docx.Document(io.BytesIO(word_document(written))))
    shapes = []
    for each in drawn(written):
        exhibit = each.exhibit
        mine = [chart for chart in charts if f": {exhibit.title}. " in chart.alt]
        charts = [chart for chart in charts if chart not in mine]
        if mine:
            shapes.append(exhibit.shape)
            assert charted(exhibit, mine) == framed(exhibit), exhibit.key
            assert {chart.formulas for chart in mine} == {0}
    assert charts == []
    assert set(shapes) == {"ranking", "trend", "stacked", "dumbbell", "spread"}


def charted(exhibit: Exhibit, mine: list[ReadChart]) -> list[float]:
    """Every number that the charts of an exhibit show, in one order."""
    if exhibit.shape == "spread":
        rows = [row for chart in mine for row in chart.rows]
        return sorted(float(row[0]) for row in rows if row[0] is not None and row[2])
    return sorted(value for chart in mine for values in chart.series.values() for value in values if value is not None)


def framed(exhibit: Exhibit) -> list[float]:
    """Every number that the frame of an exhibit has to show: what was before or is aimed at, too."""
    names = [name for name in ("value", "a", "b", "previous") if name in exhibit.chart.columns]
    whole = exhibit.chart[[not bool(gone) for gone in exhibit.chart.get("missing", [False] * len(exhibit.chart))]]
    return sorted(float(value) for name in names for value in whole[name] if present(value))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_chart_of_the_document_opens_as_it_is_and_is_told_in_words(facts: Facts, lang: str) -> None:
    document = docx.Document(io.BytesIO(word_document(made(lang, ["overview"]))))
    ranking = read_document_charts(document)[0]

    assert ranking.series[text(MODELS.short_label_key, lang)][:2] == [1089, 1082]
    assert ranking.labels[text(MODELS.short_label_key, lang)] == {4: {"vi": ">1.061", "en": ">1,061"}[lang]}
    assert ranking.alt.split(". ")[0].endswith({"vi": "Xếp theo số mô hình", "en": "Ranked by models"}[lang])
    said = [paragraph.text for paragraph in document.paragraphs]
    assert {"vi": "Hình 1. Xếp theo số mô hình", "en": "Figure 1. Ranked by models"}[lang] in said
    assert [shape for shape in document.inline_shapes if (shape.width.cm, shape.height.cm) != (16.0, 9.0)] == []


def test_a_chart_of_so_few_marks_that_a_table_says_it_is_left_out(data: Database) -> None:
    known = Facts(data)
    for place, unit in enumerate(("760", "770", "773")):
        known.stated(unit, TERM, 10 + place)
    known.upload()
    written = made("vi", ["overview"])

    document = docx.Document(io.BytesIO(word_document(written)))
    assert [each.exhibit.shape for each in drawn(written)] == ["ranking"]
    assert read_document_charts(document) == []
    assert [[cell.text for cell in row.cells] for row in document.tables[-1].rows][-1][-1] == "33"


def test_every_number_of_the_new_views_is_on_paper(facts: Facts) -> None:
    written = made()
    asked = 0
    for each in drawn(written):
        exhibit = each.exhibit
        if exhibit.key.split(".")[0] not in NEW and exhibit.shape != "tiles" and exhibit.key != "training.average":
            continue
        alone = Report(written.about, written.letterhead, "", (Section("", drawn=(each,)),), ())
        pages = PdfReader(io.BytesIO(pdf_document(alone))).pages
        found = numbers(" ".join(" ".join(page.extract_text().split()) for page in pages))
        wanted = numbers(" ".join(cell for row in cells(exhibit) for cell in row))
        asked += wanted.total()
        # What the table of a target says twice, the words beside its bar say once.
        missing = set(wanted) - set(found) if exhibit.before == "target" else wanted - found
        assert not missing, (exhibit.key, missing)
    assert asked > 250
