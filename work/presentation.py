"""Show: what is presented: a set of saved views or one page, cut into slides, each with its view, chart or cards."""

from __future__ import annotations

from dataclasses import dataclass

from data_access.measures import Measure
from data_access.reference import Reference
from data_access.selection import Selection
from locales import has_text, text
from reports.exhibits import Exhibit
from work import exhibits
from work.card_words import CardContent
from work.falls import falls_told
from work.page_content import PAGES, card_contents, cards_title, exhibits_of, has_cards, picked_measure, view_of
from work.saved_views import StoredShow, StoredView
from work.scope import Codes
from work.stage_parts import parts_of
from work.views import View

CARDS = "cards"


@dataclass(frozen=True)
class Slot:
    """The place of a slide in what is presented: one thing to show of one view."""

    view: StoredView
    key: str


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One thing on the wall: the cards of a page or a chart, and what is said with it. ``parts``: it goes on."""

    title: str
    caption: str
    page: str
    view: View
    measure: Measure
    cards: tuple[CardContent, ...] = ()
    exhibit: Exhibit | None = None
    part: int = 1
    parts: int = 1


def slots_of(show: StoredShow) -> tuple[Slot, ...]:
    """The slides of a set in their order; how many there are does not depend on the data."""
    return tuple(Slot(view, key) for view in show.views if view.page in PAGES for key in view.exhibits)


def show_of_page(page: str, codes: Codes, lang: str) -> StoredShow:
    """A page as a set of one view: its cards, then its charts."""
    name = text(f"shell.page.{page}", lang)
    keys = tuple(key for key, _ in things_of(page, codes, lang))
    return StoredShow(id=0, name=name, views=(StoredView(name=name, page=page, codes=codes, exhibits=keys),))


def codes_of(view: StoredView) -> dict[str, list[str]]:
    """The codes of the address that a saved view opens with."""
    version = {"v": [str(view.version)]} if view.version is not None else {}
    return {**{name: list(codes) for name, codes in view.codes.items()}, **version}


def things_of(page: str, codes: Codes, lang: str) -> list[tuple[str, str]]:
    """What a page has to show, by key and name: its cards first."""
    view = view_of(page, codes)
    shown = _exhibits(page, view, picked_measure(page, codes), codes, lang=lang)
    cards = [(CARDS, cards_title(page, lang))] if has_cards(page) else []
    return [*cards, *((each.key, each.title) for each in shown)]


def slide_of(slot: Slot, codes: Codes, lang: str, part: int = 1) -> Slide:
    """The slide at a place, for the codes of the address, which may differ from those that were saved."""
    page = slot.view.page
    view, measure = view_of(page, codes), picked_measure(page, codes)
    if slot.key == CARDS:
        cards = tuple(card_contents(page, view, codes, lang))
        caption = _capital(exhibits.term_words(view, lang))
        key = f"present.page.{page}"
        title = text(key if has_text(key) else f"shell.page.{page}", lang)
        return Slide(title=title, caption=caption, page=page, view=view, measure=measure, cards=cards)
    found = next((each for each in _exhibits(page, view, measure, codes, lang=lang) if each.key == slot.key), None)
    if found is None:
        return Slide(title=slot.view.name, caption="", page=page, view=view, measure=measure)
    parts = parts_of(view, found, lang)
    place = min(max(part, 1), len(parts))
    shown = parts[place - 1]
    fell = falls_told(page, view, measure, lang) if shown.shape == "ranking" else None
    said = [shown.caption, _coverage(view, shown, lang), fell.words if fell else "", shown.note]
    caption = " ".join(each for each in said if each)
    return Slide(
        title=shown.title,
        caption=caption,
        page=page,
        view=view,
        measure=measure,
        exhibit=shown,
        part=place,
        parts=len(parts),
    )


def described(view: StoredView, reference: Reference, lang: str) -> str:
    """The filters of a saved view in words."""
    return Selection.from_codes(view.codes).sentence(lang, reference)


def _exhibits(page: str, view: View, measure: Measure, codes: Codes, *, lang: str) -> list[Exhibit]:
    asked = tuple(sorted((name, tuple(values)) for name, values in codes.items()))
    key = ("exhibits", page, view.selection, view.term, view.today, measure.key, asked, lang)
    return list(view.once(key, lambda: exhibits_of(page, view, measure, lang, codes=codes)))


def _coverage(view: View, exhibit: Exhibit, lang: str) -> str:
    """How many units stand behind a ranking."""
    is_counted = exhibit.shape == "ranking" and exhibit.measure is not None and exhibit.key.endswith(".ranking")
    figure = view.total(exhibit.measure) if is_counted and exhibit.measure else None
    if figure is None or not figure.coverage:
        return ""
    return text("pages.card.coverage", lang, have=figure.coverage.have, of=figure.coverage.of) + "."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
