"""Export: what a copy is, line by line: its filters, its version, both dates, who made it, its sources, definitions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from locales import date_text, text
from reports.export_content import About

MOST_SOURCES = 60


def about_lines(about: About) -> Iterator[tuple[str, str]]:
    """Label and text of each thing that is told about a copy."""
    lang = about.lang

    def label(name: str) -> str:
        return text(f"exports.about.{name}", lang)

    yield label("selection"), about.selection
    yield label("version"), str(about.version)
    yield label("updated"), moment(about.updated, lang)
    yield label("exported"), moment(about.exported, lang)
    if about.by_whom:
        yield label("by_whom"), about.by_whom
    if about.address:
        yield label("address"), about.address
    if about.code:
        yield label("code"), about.code
    for measure in about.measures:
        name = text(measure.label_key, lang)
        yield text("exports.about.definition", lang, measure=name), text(measure.definition_key, lang)
    yield label("notes"), label("note_bound")
    sources = [text("exports.about.source_file", lang, file=o.file, upload=o.upload) for o in about.sources]
    if (more := len(sources) - MOST_SOURCES) > 0:
        sources[MOST_SOURCES:] = [text("exports.about.more_sources", lang, count=more)]
    yield label("source"), "; ".join(sources)


def moment(when: datetime, lang: str) -> str:
    """A day and the time of day: 20/11/2026 16:05."""
    return f"{date_text(when.date(), lang)} {when:%H:%M}"
