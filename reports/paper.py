"""Export: a report as a PDF on A4: the same sentences, tables and charts as in the Word document, page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import count
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    KeepInFrame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
)

from locales import text
from reports.about_words import about_facts, about_lines, copy_foot, moment
from reports.canvas import column, present
from reports.exhibits import Exhibit
from reports.export_content import About
from reports.grid_widths import column_widths, number_columns
from reports.paper_charts import chart_drawing
from reports.paper_looks import BOTTOM, BRAND, HEIGHT, PLAIN, ROOM, SIDE, TOP, WIDTH, colour, said, styles
from reports.report_content import Drawn, Grid, Report, Section, numeral
from reports.theme import LIGHT

LETTER = 5.0  # points that a letter in a cell is wide


def pdf_document(report: Report, *, on_one_page: bool = False) -> bytes:
    """The report as a PDF with its typeface in it, made small enough for one page if asked; equal reports give equal bytes."""
    styles()
    found = io.BytesIO()
    about = report.about
    made = _Pages(
        found,
        pagesize=(WIDTH, HEIGHT),
        title=report.subject,
        author=about.by_whom,
        subject=copy_foot(about),
        lang=about.lang,
        invariant=1,
    )
    frame = Frame(SIDE, BOTTOM, ROOM, HEIGHT - TOP - BOTTOM, 0, 0, 0, 0)
    made.addPageTemplates(PageTemplate(frames=[frame]))
    flow = [_on_one_page(report)] if on_one_page else list(_flow(report))
    made.build(flow, canvasmaker=_numbered(about))
    return found.getvalue()


class _Pages(BaseDocTemplate):
    """Pages whose chapters stand in the list beside them."""

    def afterFlowable(self, flowable: Flowable) -> None:
        """Enter a chapter where it landed."""
        if getattr(getattr(flowable, "style", None), "name", "") == "chapter":
            mark = f"c{self.page}.{id(flowable)}"
            self.canv.bookmarkPage(mark)
            self.canv.addOutlineEntry(flowable.getPlainText(), mark)


def _numbered(about: About) -> type[Canvas]:
    """A canvas that writes the foot of every page at the end, when it is known how many there are."""

    class Numbered(Canvas):
        def __init__(self, *args: Any, **named: Any) -> None:
            super().__init__(*args, **named)
            self.kept: list[dict[str, Any]] = []

        def showPage(self) -> None:
            self.kept.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for number, page in enumerate(self.kept, start=1):
                self.__dict__.update(page)
                self.setFont(PLAIN, 7.5)
                self.setFillColor(colour(LIGHT.muted))
                self.drawString(SIDE, BOTTOM - 16, copy_foot(about))
                pages = text("document.foot.page", about.lang, page=number, pages=len(self.kept))
                self.drawRightString(WIDTH - SIDE, BOTTOM - 16, pages)
                super().showPage()
            super().save()

    return Numbered


def _on_one_page(report: Report) -> Flowable:
    """All of a short report, shrunk as far as one page needs.

    It is set as much wider as it is made smaller, so that also what does not wrap ends at the edge of the page.
    """
    tall = HEIGHT - TOP - BOTTOM
    parts = _short(report, ROOM)
    needed = sum(part.wrap(ROOM, tall)[1] + part.getSpaceBefore() + part.getSpaceAfter() for part in parts) / tall
    if needed > 1:
        parts = _short(report, ROOM * needed)
    return KeepInFrame(ROOM, tall, parts, mode="shrink", fakeWidth=False)


def _short(report: Report, room: float) -> list[Flowable]:
    return [part for part in _flow(report, room=room, is_short=True) if not isinstance(part, CondPageBreak)]


def _flow(report: Report, *, room: float = ROOM, is_short: bool = False) -> Iterator[Flowable]:
    about, tables = report.about, count(1)
    yield HRFlowable(width=room, thickness=4, lineCap="butt", color=BRAND, spaceAfter=8, hAlign="LEFT")
    for line in (report.letterhead.above, report.letterhead.office):
        if line:
            yield said(line, "office")
    yield said(report.subject, "title")
    reopened = [text("document.foot.code", about.lang, code=about.code or about.address)]
    reopened = reopened if about.code or about.address else []
    yield said(" · ".join([copy_foot(about), *reopened]), "small")
    for number, section in enumerate(report.sections, start=1):
        yield from _section(section, numeral(number), about.lang)
        for grid in section.tables:
            yield from _grid(grid, next(tables), about.lang, room=room)
        for drawn in section.drawn:
            yield from _drawn(drawn, tables, about.lang, room=room, keeps=not is_short)
    if report.annexes:
        yield PageBreak()
        yield said(text("document.section.annex", about.lang), "chapter")
        for grid in report.annexes:
            yield from _grid(grid, next(tables), about.lang, room=room)
    if is_short:
        yield said(" · ".join(_facts(about)), "small")
        return
    yield CondPageBreak(80)
    yield said(text("document.section.about", about.lang), "chapter")
    for label, words in about_lines(about):
        yield said(f"{label}: {words}", "small")


def _facts(about: About) -> Iterator[str]:
    """What is told about a copy, without definitions and sources."""
    for label, value in about_facts(about):
        yield f"{label}: {moment(value, about.lang) if isinstance(value, datetime) else value}"


def _section(section: Section, number: str, lang: str) -> Iterator[Flowable]:
    yield CondPageBreak(90)
    yield said(f"{number}. {section.title}", "chapter")
    if section.scope:
        yield said(text("document.section.scope", lang, selection=section.scope), "small")
    for sentence in section.sentences:
        yield said(sentence.words)
    for note in section.notes:
        yield said(note, "small")


def _drawn(drawn: Drawn, tables: count[int], lang: str, *, room: float, keeps: bool) -> Iterator[Flowable]:
    exhibit = drawn.exhibit
    drawing = chart_drawing(exhibit, lang, room)
    if drawing is not None:
        parts = [said(exhibit.title, "block"), said(exhibit.caption, "small"), drawing]
        notes = [said(exhibit.note, "small")] if exhibit.note else []
        parts += [*notes, Spacer(1, 6)]
        yield from [KeepTogether(parts)] if keeps else parts
    if drawn.table is not None and (drawing is None or _is_silent(exhibit)):
        yield from _grid(drawn.table, next(tables), lang, room=room)


def _is_silent(exhibit: Exhibit) -> bool:
    """A chart on paper has all its numbers beside its marks, but for narrow parts of a stack and the term before."""
    before = exhibit.shape == "ranking" and exhibit.before == "previous"
    return exhibit.shape == "stacked" or (before and any(map(present, column(exhibit.chart, "previous"))))


def _grid(grid: Grid, number: int, lang: str, *, room: float) -> Iterator[Flowable]:
    """A table whose head stands again on every page it goes on."""
    yield CondPageBreak(90)
    yield said(text("document.table.of", lang, number=number, title=grid.title), "block")
    numbers = number_columns(grid)
    rows = [_cells(grid.heads, numbers, is_strong=True)]
    for place, row in enumerate(grid.rows, start=1):
        rows.append(_cells(row, numbers, is_strong=grid.has_total and place == len(grid.rows)))
    table = Table(rows, colWidths=column_widths(grid, room, LETTER), repeatRows=1, hAlign="LEFT")
    line = colour(LIGHT.line)
    looks: list[tuple[Any, ...]] = [
        ("BACKGROUND", (0, 0), (-1, 0), colour(LIGHT.panel)),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, line),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LEFTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]
    if grid.has_total:
        looks.append(("LINEABOVE", (0, -1), (-1, -1), 1, colour(LIGHT.ink)))
    table.setStyle(looks)
    yield table
    yield said(grid.note, "small") if grid.note else Spacer(1, 4)
    yield Spacer(1, 6)


def _cells(words: Sequence[str], numbers: Sequence[bool], *, is_strong: bool) -> list[Flowable]:
    names = ("strong", "strong_number") if is_strong else ("cell", "number")
    return [said(cell, names[is_number]) for cell, is_number in zip(words, numbers, strict=True)]
