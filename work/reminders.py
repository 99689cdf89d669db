"""Export: a workbook for every unit that still owes figures of a term, filled with what is known, all in one archive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from locales import term_text, text
from work.completeness import Completeness
from work.export_names import file_name, slug
from work.exports import Export
from work.templates import current_rows, template_of
from work.views import View

ZIP = "zip"
MIME_ZIP = "application/zip"
MOST_UNITS = 400
Progress = Callable[[float], object]
# Every archive of the same content has the same bytes.
_WRITTEN = (2026, 1, 1, 0, 0, 0)


def reminders(
    view: View, found: Completeness, units: Sequence[str], *, lang: str, progress: Progress | None = None
) -> Export:
    """One template a unit, filled with what the database holds of it for the term, and a list of who owes what."""
    content = io.BytesIO()
    chosen = list(units)[:MOST_UNITS]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, text("completeness.reminders.list", lang), _list(view, found, chosen, lang))
        for number, unit in enumerate(chosen, start=1):
            _write(archive, _name(view, found.term, unit, number=number, lang=lang), _workbook(view, found, unit, lang))
            if progress:
                progress(number / len(chosen))
    label = slug(found.term.partition(":")[2])
    name = file_name([text("completeness.reminders.file", lang), label], ZIP)
    return Export(name, content.getvalue(), MIME_ZIP)


def _workbook(view: View, found: Completeness, unit: str, lang: str) -> bytes:
    with view.database.read() as connection:
        rows = current_rows(connection, view.reference, unit, found.term)
    province = view.reference.units[unit].province
    return template_of(view.reference, province=province, unit=unit, term=found.term, rows=rows, lang=lang)


def _name(view: View, term: str, unit: str, *, number: int, lang: str) -> str:
    # The number keeps the official order, and apart what two units of one name would be called.
    parts = [f"{number:03}", slug(view.name(unit)), slug(term.partition(":")[2])]
    return file_name([text("template.file.name", lang), *parts], "xlsx")


def _list(view: View, found: Completeness, units: Sequence[str], lang: str) -> bytes:
    """Who owes what, as a text that every editor opens."""
    standings = {each.unit: each for each in found.standings}
    lines = [text("completeness.reminders.heading", lang, term=term_text(found.term, lang))]
    for unit in units:
        owed = standings[unit].owes(found.measures) if unit in standings else found.measures
        names = ", ".join(text(measure.short_label_key, lang) for measure in owed)
        lines.append(f"- {view.name(unit)}: {names}")
    return ("\r\n".join(lines) + "\r\n").encode("utf-8-sig")


def _write(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _WRITTEN)
    info.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(info, content)
