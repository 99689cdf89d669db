"""Export: what a copy is, line by line: its filters, its version, both dates, who made it, its sources, definitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from locales import date_text, text
from reports.export_content import About

MOST_SOURCES = 60


def about_facts(about: About) -> Iterator[tuple[str, str | int | datetime]]:
    """Label and value of each thing that is told about a copy, before its definitions and sources."""

    def label(name: str) -> str:
        return text(f"exports.about.{name}", about.lang)

    if about.is_sample:
        yield label("sample"), text("slides.cover.sample", about.lang)
    yield label("selection"), about.selection
    yield label("version"), about.version
    yield label("updated"), about.updated
    yield label("exported"), about.exported
    if about.by_whom:
        yield label("by_whom"), about.by_whom
    if about.address:
        yield label("address"), about.address
    if about.code:
        yield label("code"), about.code


def about_lines(about: About) -> Iterator[tuple[str, str]]:
    """The same in words, with what the measures mean and where the figures came from, for a document."""
    lang = about.lang
    for name, value in about_facts(about):
        yield name, moment(value, lang) if isinstance(value, datetime) else str(value)
    for measure in about.measures:
        name = text(measure.label_key, lang)
        yield text("exports.about.definition", lang, measure=name), text(measure.definition_key, lang)
    yield text("exports.about.notes", lang), text("exports.about.note_bound", lang)
    sources = [text("exports.about.source_file", lang, file=o.file, upload=o.upload) for o in about.sources]
    if (more := len(sources) - MOST_SOURCES) > 0:
        sources[MOST_SOURCES:] = [text("exports.about.more_sources", lang, count=more)]
    yield text("exports.about.source", lang), "; ".join(sources)


def copy_foot(about: About) -> str:
    """What stands at the foot of every sheet of paper: version, moment, and whether it shows sample data."""
    said = text("document.foot.copy", about.lang, version=about.version, moment=moment(about.exported, about.lang))
    return text("slides.foot.sample", about.lang, foot=said) if about.is_sample else said


def moment(when: datetime, lang: str) -> str:
    """A day and the time of day: 20/11/2026 16:05."""
    return f"{date_text(when.date(), lang)} {when:%H:%M}"
