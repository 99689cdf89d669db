"""Draw: what each reading page shows, in its order: its measures, filters, cards and exhibits; files show the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MEASURES, MODELS, TRAINING_SESSIONS, Measure
from locales import text
from reports.exhibits import Exhibit
from work import exhibits, heat_exhibits, list_exhibits
from work.card_words import Card, CardContent, card_content
from work.compare_content import compare_content
from work.follow_content import count_cards, follow_exhibits, open_completeness
from work.programmes import all_programmes, open_programmes
from work.scope import Codes, first_of
from work.stage_frames import passed
from work.targets import open_targets
from work.tiles import tiles
from work.views import View, open_view

ALL = tuple(MEASURES.values())


@dataclass(frozen=True)
class Page:
    """A reading page: its measures, the dimensions it can be filtered by, and whether one measure is picked on it.

    ``tells``: a report puts its figures into sentences and annexes. ``own_terms``: it has terms of its own, or none, and
    does not follow those of the other pages.
    """

    measures: tuple[Measure, ...]
    filters: tuple[str, ...]
    picks: bool = False
    tells: bool = True
    own_terms: bool = False


PAGES: Mapping[str, Page] = {
    "overview": Page(ALL, ("sector",), picks=True),
    "models": Page((MODELS,), ("sector", "stage", "level", "owner_kind")),
    "training": Page((TRAINING_SESSIONS, ATTENDANCES), ("level", "audience"), picks=True),
    "commendations": Page((COMMENDED_COLLECTIVES,), ("award_form", "level")),
    "compare": Page(ALL, ("sector",), picks=True, tells=False),
    "targets": Page(ALL, (), tells=False, own_terms=True),
    "programmes": Page((), (), tells=False, own_terms=True),
    "completeness": Page(ALL, (), tells=False),
}
_OPENERS: Mapping[str, Callable[[Codes], View]] = {
    "targets": open_targets,
    "programmes": open_programmes,
    "completeness": open_completeness,
}


def view_of(page: str, codes: Codes) -> View:
    """The view that an address asks for on a page."""
    if page in _OPENERS:
        return _OPENERS[page](codes)
    return open_view(codes, PAGES[page].measures, filters=PAGES[page].filters)


def picked_measure(page: str, codes: Codes) -> Measure:
    """The measure that the charts of a page are about."""
    asked = first_of(codes, "measure")
    measures = PAGES[page].measures or ALL
    return next((measure for measure in measures if measure.key == asked), measures[0])


def holds_anything(page: str, view: View) -> bool:
    """Whether a page has anything to show: figures of a term, or programmes."""
    return bool(all_programmes(view)) if page == "programmes" else view.term is not None


def card_contents(page: str, view: View, codes: Codes, lang: str) -> list[CardContent]:
    """What the cards of a page say."""
    if not holds_anything(page, view):
        return []
    if page in _OPENERS:
        return count_cards(page, view, codes, lang)
    return [card_content(view, card, lang) for card in cards_of(page, lang)]


def has_cards(page: str) -> bool:
    """Whether cards stand above the charts of a page."""
    return page != "compare"


def cards_title(page: str, lang: str) -> str:
    """What the cards of a page are called."""
    return text("present.cards.title" if PAGES[page].tells else "present.cards.counts", lang)


def cards_of(page: str, lang: str) -> list[Card]:
    """The cards of a page whose cards are figures."""
    if page == "compare":
        return []
    if page == "models":
        recognised, replicated = passed("recognised"), passed("replicated")
        return [
            Card("counted", text("pages.models.counted", lang), MODELS),
            Card("recognised", text("pages.models.recognised", lang), MODELS, {"stage": recognised}),
            Card("replicated", text("pages.models.replicated", lang), MODELS, {"stage": replicated}),
            Card("collective", text("pages.models.collective", lang), MODELS, {"owner_kind": ("collective",)}),
        ]
    if page == "commendations":
        return _commendation_cards(lang)
    label = "short_label_key" if page == "overview" else "label_key"
    return [Card(each.key, text(getattr(each, label), lang), each) for each in PAGES[page].measures]


def _commendation_cards(lang: str) -> list[Card]:
    measure = COMMENDED_COLLECTIVES
    forms = {"merit": "certificate_of_merit_higher", "paper": "certificate_of_commendation"}
    of_forms = [
        Card(key, text(f"choices.award_form.{form}", lang), measure, {"award_form": (form,)})
        for key, form in forms.items()
    ]
    higher = Card("higher", text("pages.commendations.higher", lang), measure, {"level": ("province", "central")})
    return [Card("all", text(measure.label_key, lang), measure), *of_forms, higher]


def exhibits_of(page: str, view: View, measure: Measure, lang: str, *, codes: Codes) -> list[Exhibit]:
    """The exhibits of a page, in its order; ``measure`` is the one picked on it, ``codes`` those of its address."""
    if not holds_anything(page, view):
        return []
    if page == "compare":
        return compare_content(view, measure, codes, lang)
    if page in _OPENERS:
        return follow_exhibits(page, view, codes, lang)
    return _of_figures(page, view, measure, lang)


def _of_figures(page: str, view: View, measure: Measure, lang: str) -> list[Exhibit]:
    key = f"{page}.{{}}".format
    ranking = exhibits.ranking(view, measure, key("ranking"), lang)
    trend = exhibits.trend(view, measure, key("trend"), lang)
    if page == "models":
        parts = [
            exhibits.composition(view, measure, each, key=key(each), lang=lang) for each in ("level", "owner_kind")
        ]
        sectors = exhibits.composition(view, measure, "sector", key=key("sectors"), lang=lang)
        through = exhibits.through_terms(view, measure, "sector", key=key("through"), lang=lang)
        path, places = exhibits.funnel(view, measure, key("path"), lang), tiles(view, measure, key("tiles"), lang)
        return [sectors, path, through, ranking, *parts, places]
    heat = heat_exhibits.heat(view, measure, key("heat"), lang)
    if page == "training":
        audiences = exhibits.composition(view, measure, "audience", key=key("audiences"), lang=lang)
        topics = list_exhibits.listed(view, measure, "topic", key=key("topics"), lang=lang)
        return [ranking, trend, list_exhibits.average(view, key("average"), lang), audiences, topics, heat]
    if page == "commendations":
        forms = exhibits.composition(view, measure, "award_form", key=key("forms"), lang=lang)
        levels = exhibits.composition(view, measure, "level", key=key("levels"), lang=lang)
        grounds = list_exhibits.listed(view, measure, "award_ground", key=key("grounds"), lang=lang)
        return [ranking, trend, forms, levels, grounds, heat]
    return [ranking, trend, heat]
