"""Export: what the first page says on one sheet of paper: figures, who leads, who fell, the ranking, what is missing."""

from __future__ import annotations

from dataclasses import replace

from locales import text
from reports.report_content import Drawn, Report, Section
from reports.sentences import Sentence
from work.decks import Part, deck
from work.documents import MIME, PDF, report
from work.export_names import file_name, place_part, terms_part
from work.exports import Export
from work.imprints import UNSIGNED, Imprint
from work.report_words import leading
from work.scope import Codes
from work.views import View


def export_one_page(codes: Codes, lang: str, *, imprint: Imprint = UNSIGNED) -> Export:
    """The sheet as a PDF, for the measure that is picked on the first page."""
    from reports.paper import pdf_document

    made = deck(["overview"], codes, lang, imprint=imprint)
    name, whole = one_page_name(made.parts[0].view, lang), report(made)
    return Export(name, pdf_document(_sheet(whole, made.parts[0], lang), on_one_page=True), MIME[PDF])


def one_page_name(view: View, lang: str) -> str:
    """The name of the file, before it is made."""
    version = text("exports.file.version", lang, version=view.cube.version)
    terms = terms_part([view.term] if view.term else [])
    parts = [text("document.file.one_page", lang), text("exports.file.start", lang)]
    return file_name([*parts, place_part(view.selection, view.reference), terms, version], PDF)


def _sheet(whole: Report, part: Part, lang: str) -> Report:
    """The report of the first page, as much of it as can be read on one sheet: the table says its sums, the ranking who leads."""
    if part.view.term is None:
        return replace(whole, annexes=())
    first, *missing = whole.sections
    drawn = tuple(Drawn(exhibit) for exhibit in part.exhibits if exhibit.shape == "ranking")
    about = Section(text(part.measure.label_key, lang), _said(part, lang), drawn=drawn)
    return replace(whole, sections=(replace(first, sentences=(), drawn=()), about, *missing), annexes=())


def _said(part: Part, lang: str) -> tuple[Sentence, ...]:
    return (*leading(part.view, part.measure, lang), *((part.fell,) if part.fell else ()))
