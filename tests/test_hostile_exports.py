"""Export, tested: in no file that leaves the house does a name become a formula, a link, a script or broken markup."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from pypdf import PdfReader

from data_access.audit import Wanted
from data_access.database import Database, open_database
from data_access.measures import COMMENDED_COLLECTIVES, MEASURES, MODELS, TRAINING_SESSIONS
from data_access.selection import Selection
from reports.pictures import picture
from reports.theme import theme
from tests import hostile_office
from tests.account_holders import HOST
from tests.hostile_office import UNIT
from work import start, uploads
from work.audit_trail import trail_file
from work.completeness import completeness
from work.documents import export_report
from work.exports import export_figures, export_rows
from work.imports import prepare
from work.imprints import Imprint
from work.kept_files import kept_copy_of, kept_of
from work.marked import marked_copies
from work.offline import export_offline
from work.options import Options
from work.page_content import PAGES, exhibits_of, picked_measure, view_of
from work.reminders import reminders
from work.since import changed_figures, changes_file, view_then
from work.slide_shows import export_slides
from work.templates import template_file
from work.view_books import export_views
from work.views import open_view

pytestmark = pytest.mark.slow

TERM = "party_term:2020-2025"
LANGUAGES = ("vi", "en")
LISTS = (MODELS, COMMENDED_COLLECTIVES, TRAINING_SESSIONS)
CODES = {"unit": [UNIT], "term": ["2020-2025"], "kind": ["party_term"]}
OFFICE = ("xlsx", "pptx", "docx")
IMPRINT = Imprint(hostile_office.NAME, "http://127.0.0.1:8501/?v=1", "AB12")
# Where a link of ours may lead: back to the view that a file was made of.
OURS = IMPRINT.address
# What a spreadsheet, a browser or a reader of documents would carry out, were it not text.
CARRIED_OUT = re.compile(r"cmd|DDE|HYPERLINK|WEBSERVICE|127\.0\.0\.1:9|javascript", re.IGNORECASE)


def figures_of(database: Database, lang: str) -> Iterator[tuple[str, bytes]]:
    """Workbooks and texts of figures, rows, changes, the trail, reminders and kept copies."""
    measures, selection = list(MEASURES.values()), Selection(units=(UNIT,))
    view = open_view({"kind": ["party_term"]}, measures)
    for kind in ("xlsx", "csv"):
        yield (
            f"figures.{kind}",
            export_figures(database, measures, selection, kind=kind, lang=lang, imprint=IMPRINT).content,
        )
        yield f"trail.{kind}", trail_file(database, HOST, Wanted(), lang=lang, kind=kind)
        for measure in LISTS:
            rows = export_rows(database, measure, selection, kind=kind, lang=lang, imprint=IMPRINT)
            yield f"rows-{measure.key}.{kind}", rows.content
    changes = changed_figures(view, view_then(view, 2), measures)
    assert changes
    yield "changes.csv", changes_file(view, changes, lang)
    with zipfile.ZipFile(io.BytesIO(reminders(view, completeness(view, measures), [UNIT], lang=lang).content)) as parts:
        yield from ((f"reminder.{name[-4:].lstrip('.')}", parts.read(name)) for name in parts.namelist())
    yield "template.xlsx", template_file(database, unit=UNIT, term=TERM, filled=True, lang=lang).content
    for upload in uploads.history_of(database):
        for kept in kept_of(database, upload.number):
            yield f"kept-{kept.file}.xlsx", kept_copy_of(database, kept.file, lang)


def documents_of(database: Database, folder: Path, lang: str) -> Iterator[tuple[str, bytes]]:
    """Slides, reports, the copy for a hall, the workbook of views, and a workbook with its problems marked."""
    yield "views.xlsx", export_views(list(PAGES), CODES, lang, imprint=IMPRINT).content
    yield "slides.pptx", export_slides(list(PAGES), CODES, lang, imprint=IMPRINT).content
    yield "copy.html", export_offline(CODES, lang, imprint=IMPRINT).content
    for kind in ("docx", "pdf"):
        yield f"report.{kind}", export_report(list(PAGES), CODES, kind, lang=lang, imprint=IMPRINT).content
    dropped = hostile_office.dropped_file(folder)
    files = [(dropped.name, dropped.read_bytes())]
    read = prepare(database, files, Options()).readings
    told = [(each.file, sheet.sheet, problem) for each in read for sheet in each.sheets for problem in sheet.problems]
    assert any(problem.level == "error" for _, _, problem in told)
    yield "marked.xlsx", marked_copies(files, told, Options(), lang).content


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, bytes]]:
    """Every file that the office of hostile names gives away."""
    folder = tmp_path_factory.mktemp("hostile")
    url = f"sqlite:///{folder / 'dashboard.sqlite'}"
    database = open_database(url)
    hostile_office.fill(database)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DATABASE_URL", url)
        found: dict[str, bytes] = {}
        for lang in LANGUAGES:
            found |= {f"{lang}-{name}": content for name, content in figures_of(database, lang)}
        found |= dict(documents_of(database, folder, "vi"))
        yield found
        start.database().close()
    database.close()


def parts_of(content: bytes) -> dict[str, Element]:
    """The XML parts of an office file; one that is not well-formed is an error here."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                found[name] = fromstring(package.read(name))
            elif name.endswith(".xlsx"):  # the numbers behind a chart of a slide
                found |= {f"{name}/{inner}": root for inner, root in parts_of(package.read(name)).items()}
    return found


def _kind(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def of_kind(files: dict[str, bytes], *kinds: str) -> dict[str, bytes]:
    """The files of some kinds; there is always one."""
    found = {name: content for name, content in files.items() if name.endswith(kinds)}
    assert found
    return found


def test_names_reach_every_file_as_text(files: dict[str, bytes]) -> None:
    said = {
        name: any("onerror=alert(1)" in "".join(root.itertext()) for root in parts_of(content).values())
        for name, content in of_kind(files, *OFFICE).items()
        if not name.endswith("trail.xlsx")  # the trail holds no name but those of accounts
    }
    assert said == dict.fromkeys(said, True)


def test_no_office_file_calculates_or_links_what_a_name_says(files: dict[str, bytes]) -> None:
    live = []
    for name, content in of_kind(files, *OFFICE).items():
        for part, root in parts_of(content).items():
            for element in root.iter():
                kind = _kind(element)
                if kind in ("f", "instrText", "definedName", "ddeLink") and CARRIED_OUT.search(element.text or ""):
                    live.append((name, part, element.text))
                outside = element.get("TargetMode") == "External" and element.get("Target") != OURS
                if outside or (kind == "fldSimple") or kind in ("externalReference", "oleObject"):
                    live.append((name, part, dict(element.attrib)))
    assert live == []


def test_no_cell_of_a_text_file_begins_as_a_formula(files: dict[str, bytes]) -> None:
    live = []
    for name, content in of_kind(files, ".csv").items():
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
        assert any("onerror=alert(1)" in cell for cell in cells) or "trail" in name
        live += [(name, cell) for cell in cells if re.match(r"\s*[=+@\t\r\n]|\s*-(?![\d–])", cell)]
    assert live == []


def test_a_document_for_print_has_no_action_and_no_link_but_ours(files: dict[str, bytes]) -> None:
    for content in of_kind(files, ".pdf").values():
        read = PdfReader(io.BytesIO(content))
        told = " ".join(page.extract_text() for page in read.pages)
        links = [
            note.get_object().get("/A", {}).get("/URI") for page in read.pages for note in page.get("/Annots") or ()
        ]
        assert "onerror=alert" in told.replace("\n", "")
        assert set(links) <= {OURS, None}
        assert not {"/OpenAction", "/AA", "/Names"} & set(read.trailer["/Root"]) or "/JavaScript" not in str(
            read.trailer
        )


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_copy_for_a_hall_holds_no_element_of_a_name(files: dict[str, bytes]) -> None:
    for content in of_kind(files, ".html").values():
        page = _Tags()
        page.feed(content.decode("utf-8"))
        asked = [value for _, said in page.found for key, value in said.items() if key in ("src", "href")]
        assert [tag for tag, said in page.found if tag in ("img", "iframe", "object") or "onerror" in said] == []
        assert [value for value in asked if value and not value.startswith(("data:", "#", OURS))] == []


@pytest.mark.usefixtures("files")
def test_a_drawing_of_lines_holds_names_as_text(files: dict[str, bytes]) -> None:
    view = view_of("overview", {})
    look, name = theme("light"), hostile_office.NAME
    shown = exhibits_of("overview", view, picked_measure("overview", {}), "vi", codes={})
    for each in [each for each in shown if each.key.endswith(("ranking", "heat"))]:
        drawn = picture(each.draw(look), look, title=name, subtitle=name, footer=name, kind="svg")
        root = fromstring(drawn)
        kinds = {_kind(element) for element in root.iter()}
        links = [value for element in root.iter() for key, value in element.attrib.items() if key.endswith("href")]
        assert not kinds & {"script", "a", "foreignObject"}
        assert [link for link in links if not link.startswith(("#", "data:image/png"))] == []
        assert "onerror=alert(1)" in "".join(root.itertext())
