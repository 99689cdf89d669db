"""Show, export: what a figure card says: the number, its change, and the lines under it, the same on screen and paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data_access.measures import Measure
from locales import term_text, text
from work.change_words import Delta, delta
from work.views import Figure, View


@dataclass(frozen=True)
class Card:
    """What a card counts: a measure, narrowed by codes of dimensions where it shows a part of it."""

    key: str
    label: str
    measure: Measure
    filters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CardContent:
    """A card in words; without a figure there is neither a value nor a change."""

    key: str
    label: str
    figure: Figure | None
    value: str
    change: Delta
    lines: tuple[str, ...]


def card_content(view: View, card: Card, lang: str) -> CardContent:
    """What a card says of the term in the foreground."""
    figure = view.total(card.measure, **card.filters)
    change = delta(view.change(card.measure, **card.filters), lang) if figure else Delta(None)
    value = figure_words(figure, lang) if figure else "–"
    lines = _lines(view, card, figure=figure, change=change, lang=lang)
    return CardContent(card.key, card.label, figure, value, change, tuple(lines))


def figure_words(figure: Figure, lang: str) -> str:
    """A figure as it is written everywhere: its bound before it; a unit's own estimate is named, a sum's in its lines."""
    written = figure.amount.written(lang)
    return (
        text("measures.value.estimate", lang, value=written) if figure.is_estimate and not figure.coverage else written
    )


def _lines(view: View, card: Card, *, figure: Figure | None, change: Delta, lang: str) -> list[str]:
    if figure is None:
        lacking = view.lacks(card.measure)
        if lacking:
            dimension = text(f"choices.dimension.{lacking[0]}", lang).lower()
            return [text("pages.card.not_split", lang, dimension=dimension)]
        term = term_text(view.term, lang, short=True) if view.term else ""
        return [text("pages.card.empty", lang, term=term), text("pages.empty.not_zero", lang)]
    lines = [change.against] if change.against else []
    if figure.coverage:
        lines.append(text("pages.card.coverage", lang, have=figure.coverage.have, of=figure.coverage.of))
    if figure.is_estimate and figure.coverage:
        lines.append(text("pages.card.estimates", lang))
    if figure.years:
        lines.append(text("pages.card.years", lang, have=figure.years.have, of=figure.years.of))
    stage = figure.counted_stage
    if stage and stage not in ("unspecified", "mixed") and not card.filters:
        lines.append(text("pages.card.stage", lang, stage=text(f"choices.stage.{stage}", lang).lower()))
    if view.is_running and change.words:
        lines.append(text("pages.card.running", lang))
    return lines
