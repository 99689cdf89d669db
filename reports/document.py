"""Export: a report as a Word document in the form of Party offices: letterhead, numbered chapters, native tables."""

from __future__ import annotations

import io
from datetime import UTC
from itertools import count

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from locales import text
from reports.about_words import about_lines, copy_foot
from reports.canvas import column
from reports.exhibits import Exhibit
from reports.grid_widths import column_widths
from reports.native_words import caption_of
from reports.report_content import Drawn, Grid, Report, Section, numeral
from reports.word_charts import ChartDesk
from reports.word_parts import CENTRE, LEFT, bare_table, field, flat, grid_table, rule_under, say, use_font

BODY, SMALL, TABLE = 14.0, 11.0, 12.0
LETTER = 0.0185  # centimetres a point of type that a letter is wide
MANY = 7  # columns from which on a table is set smaller
ROOM = 16.0  # centimetres between the margins of A4: 30 mm on the left, 20 mm on the right


def word_document(report: Report) -> bytes:
    """The report as a .docx with native charts, their numbers inside; what has no native chart is a table alone."""
    document = docx.Document()
    _set_up(document, report)
    _letterhead(document, report)
    tables, charts = count(1), count(1)
    desk = ChartDesk(document, report.about.lang)
    for number, section in enumerate(report.sections, start=1):
        _section(document, section, numeral(number), report.about.lang)
        for grid in section.tables:
            _table(document, grid, next(tables), report.about.lang)
        for drawn in section.drawn:
            _charts(document, drawn, desk, charts)
            if drawn.table is not None:
                _table(document, drawn.table, next(tables), report.about.lang)
    _signature(document, report)
    _annexes(document, report, tables)
    _about(document, report)
    found = io.BytesIO()
    document.save(found)
    return found.getvalue()


def _set_up(document: Document, report: Report) -> None:
    about = report.about
    use_font(document.styles["Normal"], BODY)
    form = document.styles["Normal"].paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Cm(1.25), Pt(6), 1.15
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(2), Cm(2), Cm(2)
    page.header_distance = page.footer_distance = Cm(1)
    page.different_first_page_header_footer = True
    field(flat(page.header.paragraphs[0], CENTRE), "PAGE", BODY)
    said = copy_foot(about)
    for foot in (page.footer, page.first_page_footer):
        say(flat(foot.paragraphs[0], LEFT), said, size=SMALL)
    facts = document.core_properties
    facts.title, facts.author, facts.language, facts.comments = report.subject, about.by_whom, about.lang, said
    facts.created = facts.modified = about.exported.astimezone(UTC).replace(tzinfo=None)


def _letterhead(document: Document, report: Report) -> None:
    lang, head, day = report.about.lang, report.letterhead, report.about.exported
    left, right = bare_table(document, (7.0, 9.0))
    lines = [line for line in (head.above, head.office) if line]
    for place, line in enumerate(lines):
        say(_next(left, place), line.upper(), bold=line == head.office)
    say(_next(left, len(lines)), "*")
    say(_next(left, len(lines) + 1), text("document.head.number", lang))
    party = _next(right, 0)
    say(party, text("document.head.party", lang), size=15, bold=True)
    rule_under(party)
    key = "document.head.place_and_day" if head.place else "document.head.day"
    said = {"day": day.day, "month": day.month, "year": day.year} | ({"place": head.place} if head.place else {})
    say(flat(right.add_paragraph(), CENTRE, before=10), text(key, lang, **said), italic=True)
    say(flat(document.add_paragraph(), CENTRE, before=18), text("document.head.title", lang), size=16, bold=True)
    say(flat(document.add_paragraph(), CENTRE), report.subject, size=15, bold=True)
    say(flat(document.add_paragraph(), CENTRE, after=10), "-----")


def _next(cell: docx.table._Cell, place: int) -> Paragraph:
    return flat(cell.paragraphs[0] if place == 0 else cell.add_paragraph(), CENTRE)


def _section(document: Document, section: Section, number: str, lang: str) -> None:
    _heading(document, f"{number}. {section.title}")
    if section.scope:
        say(document.add_paragraph(), text("document.section.scope", lang, selection=section.scope), italic=True)
    for sentence in section.sentences:
        say(document.add_paragraph(), sentence.words)
    for note in section.notes:
        say(document.add_paragraph(), note, italic=True)


def _heading(document: Document, words: str) -> None:
    place = document.add_heading(level=1)
    use_font(place.style, BODY)
    place.style.font.color.rgb = None
    place.style.font.bold = True
    flat(place, LEFT, before=12, after=6).paragraph_format.keep_with_next = True
    say(place, words, bold=True)


def _table(document: Document, grid: Grid, number: int, lang: str) -> None:
    head = flat(document.add_paragraph(), LEFT, before=8, after=4)
    head.paragraph_format.keep_with_next = True
    say(head, text("document.table.of", lang, number=number, title=grid.title), size=TABLE, bold=True)
    size = TABLE if len(grid.heads) < MANY else SMALL
    grid_table(document, grid, column_widths(grid, ROOM, size * LETTER), size)
    say(flat(document.add_paragraph(), LEFT, before=2, after=6), grid.note, size=SMALL, italic=True)


def _charts(document: Document, drawn: Drawn, desk: ChartDesk, numbers: count[int]) -> None:
    for part in desk.parts(drawn.exhibit):
        place = flat(document.add_paragraph(), CENTRE, before=8)
        place.paragraph_format.keep_with_next = True
        desk.put(part, place)
        title = text("document.chart.picture", desk.lang, number=next(numbers), title=part.title)
        below = flat(document.add_paragraph(), CENTRE)
        below.paragraph_format.keep_with_next = True
        say(below, title, size=TABLE, italic=True)
        told = " ".join(filter(None, [caption_of(part, desk.lang), _silent(part, desk.lang), part.note]))
        say(flat(document.add_paragraph(), CENTRE, after=8), told, size=SMALL, italic=True)


def _silent(exhibit: Exhibit, lang: str) -> str:
    """How many units a chart shows, where some have no figure; their names stand in the tables."""
    missing = [bool(flag) for flag in column(exhibit.frame, "missing", False)]
    said = text("pages.card.coverage", lang, have=missing.count(False), of=len(missing))
    return f"{said}." if any(missing) else ""


def _signature(document: Document, report: Report) -> None:
    lang, office = report.about.lang, report.letterhead.office
    left, right = bare_table(document, (8.0, 8.0))
    say(flat(left.paragraphs[0], LEFT, before=12), text("document.sign.receivers", lang), size=TABLE, bold=True)
    if office:
        place = flat(right.paragraphs[0], CENTRE, before=12)
        say(place, text("document.sign.office", lang, office=office.upper()), bold=True)


def _annexes(document: Document, report: Report, tables: count[int]) -> None:
    if not report.annexes:
        return
    document.add_page_break()
    _heading(document, text("document.section.annex", report.about.lang))
    for grid in report.annexes:
        _table(document, grid, next(tables), report.about.lang)


def _about(document: Document, report: Report) -> None:
    _heading(document, text("document.section.about", report.about.lang))
    for label, said in about_lines(report.about):
        place = flat(document.add_paragraph(), LEFT, after=3)
        say(place, f"{label}: ", size=TABLE, bold=True)
        say(place, said, size=TABLE)
