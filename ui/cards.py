"""Show: the figure cards: one number each, its change, how many units stand behind it, and the way to its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data_access.measures import Measure
from locales import term_text
from ui.change_words import Delta, delta
from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.why import ask_why
from work.views import Figure, View


@dataclass(frozen=True)
class Card:
    """What a card counts: a measure, narrowed by codes of dimensions where it shows a part of it."""

    key: str
    label: str
    measure: Measure
    filters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ratio:
    """A card of a number that follows from two figures, so that it has no cells of its own to show."""

    key: str
    label: str
    value: str | None
    lines: tuple[str, ...] = ()


def figure_cards(view: View, cards: Sequence[Card], ratios: Sequence[Ratio] = ()) -> None:
    """A row of cards, all as high as the highest."""
    with st.grid(len(cards) + len(ratios), min_column_width=250):
        for card in cards:
            _card(view, card)
        for ratio in ratios:
            with st.container(border=True, height="stretch", gap=None, key=f"card-{ratio.key}"):
                st.metric(f"**{ratio.label}**", ratio.value if ratio.value is not None else "–")
                st.caption("  \n".join(ratio.lines))


def _card(view: View, card: Card) -> None:
    figure = view.total(card.measure, **card.filters)
    change = delta(view.change(card.measure, **card.filters)) if figure else Delta(None)
    with st.container(border=True, height="stretch", gap=None, key=f"card-{card.key}"):
        st.metric(
            f"**{literal(card.label)}**",
            figure_words(figure) if figure else "–",
            change.words,
            delta_color=change.colour,
            delta_arrow=change.arrow,
        )
        st.caption("  \n".join(literal(line) for line in _lines(view, card, figure=figure, change=change)))
        if figure and st.button(t("why.button.label"), type="tertiary", key=f"why.{card.key}"):
            ask_why(view, card.measure, view.at(figure.term, **card.filters))


def figure_words(figure: Figure) -> str:
    """A figure as it is written everywhere: its bound before it; a unit's own estimate is named, a sum's in its lines."""
    written = figure.amount.written(language())
    return t("measures.value.estimate", value=written) if figure.is_estimate and not figure.coverage else written


def _lines(view: View, card: Card, *, figure: Figure | None, change: Delta) -> list[str]:
    if figure is None:
        lacking = view.lacks(card.measure)
        if lacking:
            return [t("pages.card.not_split", dimension=t(f"choices.dimension.{lacking[0]}").lower())]
        term = term_text(view.term, language(), short=True) if view.term else ""
        return [t("pages.card.empty", term=term), t("pages.empty.not_zero")]
    lines = [change.against] if change.against else []
    if figure.coverage:
        lines.append(t("pages.card.coverage", have=figure.coverage.have, of=figure.coverage.of))
    if figure.is_estimate and figure.coverage:
        lines.append(t("pages.card.estimates"))
    if figure.years:
        lines.append(t("pages.card.years", have=figure.years.have, of=figure.years.of))
    stage = figure.counted_stage
    if stage and stage not in ("unspecified", "mixed") and not card.filters:
        lines.append(t("pages.card.stage", stage=t(f"choices.stage.{stage}").lower()))
    if view.is_running and change.words:
        lines.append(t("pages.card.running"))
    return lines
