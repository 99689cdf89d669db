"""Show: reports held against lists: how many agree, the table of those that do not, and the way to the cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_access.bounds import Amount
from data_access.measures import Measure
from locales import number, term_text
from ui.paging import on_page
from ui.plain import literal
from ui.state import language
from ui.tables import MOST_ROWS, table
from ui.text import t
from ui.why import ask_why
from work.reconciliation import STATES, Line, State, counted
from work.views import View

_KEY = "reconciliation.states"


def choose_states(lines: Sequence[Line]) -> tuple[State, ...]:
    """The badges of the four states with their counts; what differs is shown unless the reader says otherwise."""
    counts, lang = counted(lines), language()
    present = [state for state in STATES if counts[state]]
    if not present:
        return ()
    labels = {state: f"{t(f'reconciliation.state.{state}')} {number(counts[state], lang)}" for state in STATES}
    picked = st.pills(
        t("reconciliation.states.label"), present, selection_mode="multi", default=present[:1], key=_KEY,
        format_func=labels.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    return tuple(picked)


def show_lines(view: View, lines: Sequence[Line], *, measures: Sequence[Measure]) -> None:
    """The table, fifty a page, and below it the choice of a line to look into."""
    lang = language()
    frame = pd.DataFrame(
        {
            "unit": [view.name(line.unit) for line in lines],
            "term": [term_text(line.term, lang, short=True) for line in lines],
            "measure": [t(line.measure.short_label_key) for line in lines],
            "reported": [_written(line.reported) for line in lines],
            "listed": [_written(line.listed) for line in lines],
            "difference": [line.difference.written_as_change(lang) if line.difference else None for line in lines],
            "state": [t(f"reconciliation.state.{line.state}") for line in lines],
        }
    )
    told_above = {"term": len({line.term for line in lines}) < 2, "measure": len(measures) < 2}
    heads = {name: t(f"reconciliation.head.{name}") for name in frame.columns if not told_above.get(name)}
    table(frame, heads, key="reconciliation.page")
    shown = on_page(lines, "reconciliation.page", MOST_ROWS)
    place = st.selectbox(
        t("reconciliation.why.label"), range(len(shown)), index=None, key="reconciliation.why", width=520,
        format_func=lambda at: _name(view, shown[at]), placeholder=t("reconciliation.why.placeholder"),
    )  # fmt: skip
    if place is not None and st.button(t("why.button.label"), key="reconciliation.open", icon=":material/search:"):
        line = shown[place]
        ask_why(view, line.measure, view.at(line.term, units=(line.unit,)))


def say_nothing_to_compare(counts: dict[State, int]) -> None:
    """The sentence where there is neither a report nor a list."""
    if not any(counts.values()):
        st.info(t("reconciliation.none.message"), icon=":material/info:")


def _written(amount: Amount | None) -> str | None:
    return None if amount is None else amount.written(language())


def _name(view: View, line: Line) -> str:
    parts = (view.name(line.unit), term_text(line.term, language(), short=True), t(line.measure.short_label_key))
    return literal(" · ".join(parts))
