"""Export: what is taken away of a page or of the whole dashboard: its cards and exhibits, and all that is told with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_access.measures import MEASURES, Measure
from data_access.periods import period
from locales import text
from reports.exhibits import Exhibit
from reports.export_content import About, Origin
from reports.sentences import Gap, Sentence
from work.card_words import CardContent
from work.exports import about_figures
from work.falls import falls_told
from work.follow_content import lines_asked, standings_asked
from work.gaps import gaps
from work.imprints import UNSIGNED, Imprint
from work.page_content import PAGES, card_contents, exhibits_of, picked_measure, view_of
from work.programmes import Programme
from work.scope import Codes
from work.targets import StatedTarget
from work.views import View


@dataclass(frozen=True)
class Part:
    """One page of a deck: its name, its filters in words, its cards and its exhibits. ``silent``: who has not reported.

    ``fell`` and ``gaps``: what the first page says in words of the measure picked on it.
    """

    page: str
    title: str
    view: View
    measure: Measure
    cards: tuple[CardContent, ...]
    exhibits: tuple[Exhibit, ...]
    silent: tuple[str, ...] = ()
    fell: Sentence | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True)
class Deck:
    """Parts in their order, and what is told about the copy as a whole."""

    about: About
    parts: tuple[Part, ...]


def deck(
    pages: Sequence[str],
    codes: Codes,
    lang: str,
    *,
    imprint: Imprint = UNSIGNED,
) -> Deck:
    """The pages as the address ``codes`` shows them; the whole dashboard is all pages of ``PAGES``."""
    told = of_one_term(pages, codes)
    # Targets and programmes have terms of their own: that of the figures would hide them.
    parts = tuple(_part(page, codes if PAGES[page].own_terms else told, lang) for page in pages if page in PAGES)
    first = parts[0].view
    measures = tuple(dict.fromkeys(measure for part in parts for measure in PAGES[part.page].measures))
    ordered = tuple(measure for measure in MEASURES.values() if measure in measures)
    selection = first.at(*first.terms)
    about = about_figures(
        first.database, ordered, selection, version=first.cube.version, lang=lang, imprint=imprint,
    )  # fmt: skip
    return Deck(replace(about, sources=tuple(dict.fromkeys([*about.sources, *_other_origins(parts, codes)]))), parts)


def _other_origins(parts: Sequence[Part], codes: Codes) -> list[Origin]:
    """The files that targets and programmes came from."""
    found: list[StatedTarget | Programme] = []
    for part in parts:
        if part.page == "targets":
            found += [line.target for line in standings_asked(part.view, codes)]
        elif part.page == "programmes":
            found += [line.programme for line in lines_asked(part.view, codes)]
    return sorted({Origin(each.file_name, each.upload) for each in found}, key=lambda each: (each.upload, each.file))


def of_one_term(pages: Sequence[str], codes: Codes) -> Codes:
    """The codes with the term that the first page shows: left to itself each page would show its own newest one."""
    first = view_of(pages[0], codes)
    if first.term is None or PAGES[pages[0]].own_terms:
        return codes
    return {**codes, "kind": [period(first.term).kind], "term": list(first.selection.terms or (first.term,))}


def _part(page: str, codes: Codes, lang: str) -> Part:
    view = view_of(page, codes)
    measure = picked_measure(page, codes)
    names_gaps = page == "overview" and view.term is not None
    return Part(
        page,
        text(f"shell.page.{page}", lang),
        view,
        measure,
        tuple(card_contents(page, view, codes, lang)),
        tuple(exhibits_of(page, view, measure, lang, codes=codes)),
        tuple(view.name(unit) for unit in view.missing(measure)) if PAGES[page].tells else (),
        falls_told(page, view, measure, lang),
        tuple(gaps(view, measure, lang)) if names_gaps else (),
    )
