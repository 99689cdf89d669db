"""Draw: what each reading page shows, in its order: its measures, filters, cards and exhibits; files show the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.measures import ATTENDANCES, COMMENDED_COLLECTIVES, MEASURES, MODELS, TRAINING_SESSIONS, Measure
from locales import text
from reports.exhibits import Exhibit
from work import exhibits, list_exhibits
from work.card_words import Card
from work.stage_frames import passed
from work.views import View, open_view

ALL = tuple(MEASURES.values())


@dataclass(frozen=True)
class Page:
    """A reading page: its measures, the dimensions it can be filtered by, and whether one measure is picked on it."""

    measures: tuple[Measure, ...]
    filters: tuple[str, ...]
    picks: bool = False


PAGES: Mapping[str, Page] = {
    "overview": Page(ALL, ("sector",), picks=True),
    "models": Page((MODELS,), ("sector", "stage", "level", "owner_kind")),
    "training": Page((TRAINING_SESSIONS, ATTENDANCES), ("level", "audience"), picks=True),
    "commendations": Page((COMMENDED_COLLECTIVES,), ("award_form", "level")),
}


def view_of(page: str, codes: Mapping[str, Sequence[str]]) -> View:
    """The view that an address asks for on a page."""
    return open_view(codes, PAGES[page].measures, filters=PAGES[page].filters)


def picked_measure(page: str, codes: Mapping[str, Sequence[str]]) -> Measure:
    """The measure that the charts of a page are about."""
    asked = next(iter(codes.get("measure", ())), "")
    return next((measure for measure in PAGES[page].measures if measure.key == asked), PAGES[page].measures[0])


def cards_of(page: str, lang: str) -> list[Card]:
    """The cards of a page."""
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


def exhibits_of(page: str, view: View, measure: Measure, lang: str) -> list[Exhibit]:
    """The exhibits of a page, in its order; ``measure`` is the one picked on it."""
    key = f"{page}.{{}}".format
    ranking = exhibits.ranking(view, measure, key("ranking"), lang)
    trend = exhibits.trend(view, measure, key("trend"), lang)
    if page == "models":
        parts = [
            exhibits.composition(view, measure, each, key=key(each), lang=lang) for each in ("level", "owner_kind")
        ]
        sectors = exhibits.composition(view, measure, "sector", key=key("sectors"), lang=lang)
        through = exhibits.through_terms(view, measure, "sector", key=key("through"), lang=lang)
        return [sectors, exhibits.funnel(view, measure, key("path"), lang), through, ranking, *parts]
    heat = exhibits.heat(view, measure, key("heat"), lang)
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
