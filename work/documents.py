"""Export: the written report of what the pages show, as a Word document or as a PDF; the figures of the screen in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.measures import Measure
from locales import text
from reports.exhibits import Exhibit
from reports.report_content import Drawn, Grid, Report, Section
from work import report_words
from work.decks import Deck, Part, deck
from work.exhibits import term_words
from work.export_names import file_name, place_part, terms_part
from work.exports import Export
from work.imprints import UNSIGNED, Imprint
from work.office import letterhead_of
from work.page_content import PAGES, exhibits_of
from work.report_tables import cards_table, counts_table, exhibit_table, heat_tables, units_table
from work.views import View

DOCX, PDF = "docx", "pdf"
MIME = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
}


def export_report(
    pages: Sequence[str],
    codes: Mapping[str, Sequence[str]],
    kind: str,
    *,
    lang: str,
    imprint: Imprint = UNSIGNED,
) -> Export:
    """The report on some pages as a file; ``kind`` is docx or pdf."""
    made = deck(pages, codes, lang, imprint=imprint)
    return Export(report_name(made.parts[0].view, kind, lang), _written(report(made), kind), MIME[kind])


def _written(made: Report, kind: str) -> bytes:
    # The writers are large, and no page needs them before somebody asks for a file.
    if kind == PDF:
        from reports.paper import pdf_document

        return pdf_document(made)
    from reports.document import word_document

    return word_document(made)


def report_name(view: View, kind: str, lang: str) -> str:
    """The name of the file, before it is made."""
    version = text("exports.file.version", lang, version=view.cube.version)
    place = place_part(view.selection, view.reference)
    terms = terms_part([view.term] if view.term else [])
    return file_name(
        [text("document.file.report", lang), text("exports.file.start", lang), place, terms, version], kind
    )


def report(made: Deck) -> Report:
    """What is written of a deck: a chapter a page, what is missing, the tables by unit."""
    lang, first = made.about.lang, made.parts[0].view
    term = term_words(first, lang)
    key = "document.head.subject" if term else "document.head.subject_alone"
    subject = text(key, lang, term=term) if term else text(key, lang)
    shown: set[tuple[str, str, str]] = set()
    tells_totals = made.parts[0].page != "overview"
    chapters = [_chapter(part, first, shown, tells_totals=tells_totals, lang=lang) for part in made.parts]
    return Report(
        about=replace(made.about, title=subject),
        letterhead=letterhead_of(first),
        subject=subject,
        sections=(*chapters, *_missing(made, lang)),
        annexes=tuple(_annexes(made, lang)),
    )


def _chapter(part: Part, first: View, shown: set[tuple[str, str, str]], *, tells_totals: bool, lang: str) -> Section:
    if not PAGES[part.page].tells:
        return _list_chapter(part, shown, lang)
    view, measures = part.view, PAGES[part.page].measures
    is_overview = part.page == "overview"
    scope = _scope(view, lang) if is_overview or tells_totals or _scope(view, lang) != _scope(first, lang) else ""
    title = text(f"document.section.{part.page}", lang)
    if view.term is None or view.term != first.term:
        return Section(title, notes=(text("document.section.nothing", lang),), scope=scope)
    said = report_words.totals(view, measures, lang) if is_overview or tells_totals or scope else []
    if not is_overview:
        said += [sentence for measure in measures for sentence in report_words.on_measure(view, measure, lang)]
    notes = [note for measure in measures if (note := report_words.without_figure(view, measure, lang))]
    return Section(
        title=title,
        sentences=tuple(said),
        tables=(cards_table(part, lang),),
        drawn=tuple(_drawn(part, shown, is_narrowed=bool(scope), lang=lang)),
        scope=scope,
        notes=tuple(notes),
    )


def _list_chapter(part: Part, shown: set[tuple[str, str, str]], lang: str) -> Section:
    """A chapter of a page that counts and lists: its counts, charts and tables; no sentence speaks of other figures."""
    scope = _scope(replace(part.view, selection=replace(part.view.selection, basis="auto")), lang)
    title = text(f"document.section.{part.page}", lang)
    if not part.exhibits:
        return Section(title, notes=(text("document.section.nothing", lang),), scope=scope)
    return Section(
        title=title,
        tables=(counts_table(part, lang),) if part.cards else (),
        drawn=tuple(_drawn(part, shown, is_narrowed=True, lang=lang)),
        scope=scope,
    )


def _scope(view: View, lang: str) -> str:
    """Which part of everything a chapter is about; its term stands in its sentences."""
    seen = replace(view.selection, terms=(), term_kind=None, roll_up=False, version=None)
    return seen.sentence(lang, view.reference)


def _drawn(part: Part, shown: set[tuple[str, str, str]], *, is_narrowed: bool, lang: str) -> list[Drawn]:
    """The exhibits of a page, for each of its measures where it is not the first page; none twice in a report."""
    found = []
    for exhibit in _exhibits(part, lang):
        mark = (exhibit.shape, exhibit.measure.key if exhibit.measure else "", exhibit.title)
        if mark in shown or exhibit.shape == "heat" or not _has_marks(exhibit):
            continue
        shown.add(mark)
        # A ranking of the figures themselves is the table by unit in another order.
        in_annex = exhibit.key.endswith(".ranking") and not (is_narrowed and part.page != "overview")
        found.append(Drawn(exhibit, None if in_annex else exhibit_table(exhibit, lang)))
    return found


def _exhibits(part: Part, lang: str) -> list[Exhibit]:
    page = PAGES[part.page]
    if part.page == "overview" or not page.tells:
        return list(part.exhibits)
    return [
        each
        for measure in page.measures
        for each in exhibits_of(part.page, part.view, measure, lang, codes={"measure": [measure.key]})
    ]


def _has_marks(exhibit: Exhibit) -> bool:
    """Whether an exhibit shows anything; a chart of units that have all not reported shows no figure."""
    values = [name for name in ("value", "a", "b") if name in exhibit.chart.columns and exhibit.shape != "table"]
    if exhibit.shape == "table" or exhibit.chart.empty:
        return len(exhibit.chart) > 0
    return any(bool(exhibit.chart[name].notna().any()) for name in values)


def _missing(made: Deck, lang: str) -> list[Section]:
    """Who owes figures, where the report tells any."""
    views = _views(made)
    if not views:
        return []
    title = text("document.section.missing", lang)
    said = [sentence for view, measure in views for sentence in report_words.lacking(view, measure, lang) if view.term]
    notes = () if said or made.parts[0].view.term is None else (text("document.section.complete", lang),)
    return [Section(title, tuple(said), notes=notes)]


def _annexes(made: Deck, lang: str) -> list[Grid]:
    views = _views(made)
    if made.parts[0].view.term is None or not views:
        return []
    by_unit = [units_table(views, lang)]
    return [*by_unit, *(grid for view, measure in views for grid in heat_tables(view, measure, lang))]


def _views(made: Deck) -> list[tuple[View, Measure]]:
    """Each measure of the deck once, as the first page that has it shows it."""
    found: dict[str, tuple[View, Measure]] = {}
    for part in made.parts:
        if part.view.term != made.parts[0].view.term or not PAGES[part.page].tells:
            continue
        for measure in PAGES[part.page].measures:
            found.setdefault(measure.key, (part.view, measure))
    return list(found.values())
