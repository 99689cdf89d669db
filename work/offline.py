"""Export: the dashboard for a hall without a network: for every choice its reader can make, what the pages would show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from data_access.measures import Measure
from data_access.periods import in_order, is_running, period
from data_access.selection import Selection
from data_access.term_days import lived
from locales import term_text, text
from reports.offline import offline_page
from reports.offline_content import Choice, OfflineCard, OfflineCopy, OfflinePage, OfflineState
from work.card_words import CardContent
from work.export_names import file_name, place_part, terms_part
from work.exports import Export, about_figures
from work.falls import falls_told
from work.gaps import gaps
from work.imprints import UNSIGNED, Imprint
from work.page_content import ALL, PAGES, card_contents, exhibits_of, picked_measure, view_of
from work.scope import Codes
from work.views import View

HTML = "html"
HTML_MIME = "text/html"
# The pages are drawn ahead for every choice; beyond so many the file would become large and slow to make.
MOST_STATES = 450


class _Axes(NamedTuple):
    """What the reader of the copy can choose beside page and measure; "" among the provinces is all of them."""

    terms: tuple[str, ...]
    provinces: tuple[str, ...]


def export_offline(
    codes: Codes,
    lang: str,
    *,
    page: str = "overview",
    imprint: Imprint = UNSIGNED,
) -> Export:
    """Every reading page as one HTML file that needs no server; it opens with ``page`` as the address shows it."""
    made = offline_copy(codes, lang, page=page, imprint=imprint)
    return Export(offline_name(view_of(page, codes), lang), offline_page(made), HTML_MIME)


def offline_name(view: View, lang: str) -> str:
    """The name of the file, before it is made."""
    version = text("exports.file.version", lang, version=view.cube.version)
    parts = [
        text("offline.file.start", lang),
        text("exports.file.start", lang),
        place_part(view.selection, view.reference),
    ]
    return file_name([*parts, terms_part(view.terms), version], HTML)


def offline_copy(
    codes: Codes,
    lang: str,
    *,
    page: str = "overview",
    imprint: Imprint = UNSIGNED,
) -> OfflineCopy:
    """What the file holds: the cards and exhibits of every page for each measure, term and province.

    Pages with terms of their own hold the same for every term: their tables say which terms they are of.
    """
    view = view_of(page, codes)
    axes = _axes(view)
    told = about_figures(
        view.database, ALL, view.at(*view.terms), version=view.cube.version, lang=lang, imprint=imprint,
    )  # fmt: skip
    pages = tuple(
        OfflinePage(name, text(f"shell.page.{name}", lang), each.measures, each.picks) for name, each in PAGES.items()
    )
    term_choices = [
        Choice(term, term_text(term, lang, short=True), is_running(lived(view.reference, term), view.today))
        for term in axes.terms
    ]
    return OfflineCopy(
        about=replace(told, title=text("offline.page.title", lang, product=text("shell.product.name", lang))),
        pages=pages,
        terms=tuple(reversed(term_choices)),
        provinces=tuple(Choice(unit, _province(view, unit, lang)) for unit in axes.provinces),
        states=tuple(_states(codes, axes, lang)),
        start=(page, picked_measure(page, codes).key, view.term or ""),
    )


def _axes(view: View) -> _Axes:
    chosen = view.selection
    is_open = not chosen.units and chosen.province is None and len(view.offered.provinces) > 1
    provinces = ("", *view.offered.provinces) if is_open else ("",)
    terms = tuple(in_order(view.terms))
    measures = sum(len(page.measures) if page.picks else 1 for page in PAGES.values())
    return _Axes(terms, provinces if measures * len(terms) * len(provinces) <= MOST_STATES else ("",))


def _province(view: View, unit: str, lang: str) -> str:
    return view.name(unit) if unit else text("offline.page.all", lang)


def _states(codes: Codes, axes: _Axes, lang: str) -> Iterator[OfflineState]:
    for page, content in PAGES.items():
        measures = content.measures if content.picks else content.measures[:1] or (None,)
        for province in axes.provinces:
            narrowed = {**codes, "province": [province]} if province else codes
            place = (page, province)
            for term in axes.terms:
                if content.own_terms:
                    view, asked = view_of(page, narrowed), narrowed
                else:
                    view, asked = _view(page, narrowed, term)
                # A page without any figure of this kind of term would show another kind: it has nothing to say here.
                if content.own_terms or view.selection.term_kind == period(term).kind:
                    yield from (_state(place, term, view, measure=each, codes=asked, lang=lang) for each in measures)


def _view(page: str, codes: Codes, term: str) -> tuple[View, Codes]:
    """The page as its address shows it with this term in the foreground, among those that the address asks for."""
    several = len(codes.get("term", ())) > 1
    asked: Codes = {
        **codes,
        "kind": [period(term).kind],
        "term": codes["term"] if several else [],
    }
    return replace(view_of(page, asked), term=term), asked


def _state(
    place: tuple[str, str], term: str, view: View, *, measure: Measure | None, codes: Codes, lang: str
) -> OfflineState:
    page, province = place
    picked = measure or ALL[0]
    is_told, fell = PAGES[page].tells, falls_told(page, view, picked, lang)
    own = replace(view.selection, term_kind=None, terms=())
    seen = replace(own if PAGES[page].own_terms else view.at(view.term or ""), roll_up=False)
    return OfflineState(
        page=page,
        measure=measure.key if measure else "",
        term=term,
        province=province,
        filters=seen.sentence(lang, view.reference),
        narrowed=replace(seen, terms=()).sentence(lang, view.reference) if seen != Selection(terms=seen.terms) else "",
        cards=tuple(_card(card) for card in card_contents(page, view, codes, lang)),
        exhibits=tuple(exhibits_of(page, view, picked, lang, codes=codes)),
        fell=fell.words if fell else "",
        gaps=tuple((gap.head, gap.between.join(gap.named)) for gap in gaps(view, picked, lang)) if is_told else (),
    )


def _card(card: CardContent) -> OfflineCard:
    return OfflineCard(card.label, card.value, card.change.words or "", card.change.arrow, card.lines)
