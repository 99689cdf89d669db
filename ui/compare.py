"""Ask and show: which two terms or units stand side by side, their table of measures, and the chart of both."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_access.measures import Measure
from data_access.periods import period
from locales import term_text
from ui.blocks import Block, text_block
from ui.filter_codes import take, write
from ui.filters import chosen
from ui.measure_blocks import figure_block, say
from ui.plain import literal
from ui.state import language, read_selection_codes
from ui.tables import table
from ui.text import t
from work.compare_content import SPREAD, TERMS, WAYS, Pair, pair_asked, pair_chart, summary_table
from work.falls import falls
from work.views import View

__all__ = [
    "SPREAD",
    "TERMS",
    "choose_sides",
    "choose_way",
    "pair_block",
    "pair_of",
    "say_who_fell",
    "show_summary",
    "way",
]


def way() -> str:
    """What the address compares: terms unless it says units, or how the units lie."""
    return chosen("by", WAYS)


def choose_way() -> None:
    """The switch between the three; another one begins with its own two sides."""
    st.session_state["filters.by"] = way()
    st.segmented_control(
        t("compare.by.label"), list(WAYS), key="filters.by", required=True, label_visibility="collapsed",
        format_func={each: t(f"compare.by.{each}") for each in WAYS}.__getitem__, on_change=take, args=("by", "a", "b"),
    )  # fmt: skip


def pair_of(view: View, measure: Measure) -> Pair | None:
    """The two sides that the address asks for; None where there are no two."""
    return pair_asked(view, measure, read_selection_codes(), language())


def choose_sides(view: View, pair: Pair) -> None:
    """The controls of both sides, held in the address as ``a`` and ``b``."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="compare-sides"):
        if pair.names.are_terms:
            _choose_kind(view)
            options = list(reversed(view.offered.terms.get(view.selection.term_kind or "", ())))
            said = {term: term_text(term, language(), short=True) for term in options}
            _side_box("a", t("compare.pick.term_a"), options, pair.names.places[0], said=said)
            _side_box("b", t("compare.pick.term_b"), options, pair.names.places[1], said=said)
            return
        options = list(dict.fromkeys([*pair.names.places, *view.offered.provinces, *view.offered.units]))
        said = _unit_names(view, options)
        _side_box("a", t("compare.pick.unit_a"), options, pair.names.places[0], said=said)
        _side_box("b", t("compare.pick.unit_b"), options, pair.names.places[1], said=said)


def _choose_kind(view: View) -> None:
    kinds = list(view.offered.terms)
    if len(kinds) < 2:
        return
    st.session_state["filters.kind"] = view.selection.term_kind
    st.selectbox(
        t("filters.kind.label"), kinds, key="filters.kind", on_change=take, args=("kind", "term", "a", "b"), width=220,
        format_func={code: t(f"choices.term_kind.{code}") for code in kinds}.__getitem__,
    )  # fmt: skip


def _side_box(name: str, label: str, options: Sequence[str], now: str, *, said: dict[str, str]) -> None:
    key = f"compare.{name}"
    st.session_state[key] = now
    st.selectbox(
        label, list(options), key=key, width=260, on_change=_take_side, args=(name,),
        format_func=lambda place: said.get(place, place),
    )  # fmt: skip


def _take_side(name: str) -> None:
    place = str(st.session_state[f"compare.{name}"])
    write(name, [period(place).label if ":" in place else place])


def _unit_names(view: View, units: Sequence[str]) -> dict[str, str]:
    names = [view.name(unit) for unit in units]
    province = {unit: view.reference.units[unit].province for unit in units}
    return {
        unit: f"{name} ({view.name(province[unit] or unit)})" if names.count(name) > 1 and province[unit] else name
        for unit, name in zip(units, names, strict=True)
    }


def show_summary(pair: Pair, measures: Sequence[Measure]) -> None:
    """All measures on both sides, with what may be said about the difference."""
    shown = summary_table(pair, measures, language())
    with text_block("compare.summary", literal(shown.title), literal(shown.caption)):
        table(shown.frame, shown.columns, key="compare.summary.page")


def say_who_fell(pair: Pair, measure: Measure) -> None:
    """In a sentence, which units have less of a measure in the later term; nothing of two units."""
    if pair.names.are_terms:
        say(falls(pair.view, pair.side(measure), pair.names.places, language()))


def pair_block(pair: Pair, measure: Measure) -> Block:
    """The chart of both sides; a mark leads to its figure."""
    return figure_block(pair.view, pair_chart(pair, measure, language()))
