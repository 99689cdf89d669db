"""Show: the figure cards: one number each, its change, how many units stand behind it, and the way to its cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.why import ask_why
from work.card_words import Card, card_content
from work.views import View


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
    said = card_content(view, card, language())
    with st.container(border=True, height="stretch", gap=None, key=f"card-{card.key}"):
        st.metric(
            f"**{literal(said.label)}**",
            said.value,
            said.change.words,
            delta_color=said.change.colour,
            delta_arrow=said.change.arrow,
        )
        st.caption("  \n".join(literal(line) for line in said.lines))
        if said.figure and st.button(t("why.button.label"), type="tertiary", key=f"why.{card.key}"):
            ask_why(view, card.measure, view.at(said.figure.term, **card.filters))
