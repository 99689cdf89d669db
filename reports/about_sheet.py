"""Export: the sheet that tells what a copy is: its filters, its version, both dates, who made it, sources, definitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from locales import text
from reports.about_words import about_facts
from reports.export_content import About
from reports.workbook_looks import Book

MOST_SOURCES = 200
_NOTES = ("note_missing", "note_bound", "note_total", "note_running")
_Said = tuple[str, str | int | datetime]


def write_about(book: Book, about: About, count: int) -> None:
    """Write the sheet; ``count`` is the number of rows of the data sheet."""
    sheet = book.sheet(text("exports.sheet.about", about.lang))
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    book.write(sheet, (0, 0), about.title, "title")
    for row, (label, value) in enumerate([*_facts(about, count), *_meanings(about), *_sources(about)], start=2):
        look = "said" if isinstance(value, str) else "moment" if isinstance(value, datetime) else "count"
        book.write(sheet, (row, 0), label, "text")
        book.write(sheet, (row, 1), value, look)


def _facts(about: About, count: int) -> Iterator[_Said]:
    yield from about_facts(about)
    yield text("exports.about.count", about.lang), count
    if about.is_cut:
        yield "", text("exports.about.note_cut", about.lang, count=count)


def _meanings(about: About) -> Iterator[_Said]:
    for measure in about.measures:
        name = text(measure.label_key, about.lang)
        yield text("exports.about.definition", about.lang, measure=name), text(measure.definition_key, about.lang)
        yield text("exports.about.formula", about.lang, measure=name), text(measure.formula_key, about.lang)
    for number, note in enumerate(_NOTES):
        yield text("exports.about.notes", about.lang) if number == 0 else "", text(f"exports.about.{note}", about.lang)


def _sources(about: About) -> Iterator[_Said]:
    label = text("exports.about.source", about.lang)
    for origin in about.sources[:MOST_SOURCES]:
        yield label, text("exports.about.source_file", about.lang, file=origin.file, upload=origin.upload)
        label = ""
    if (more := len(about.sources) - MOST_SOURCES) > 0:
        yield "", text("exports.about.more_sources", about.lang, count=more)
