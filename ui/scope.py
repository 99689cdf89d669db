"""Ask: how much a page of many measures holds: one measure or all, the term in the foreground or all of its kind."""

from __future__ import annotations

import streamlit as st

from data_access.measures import MEASURES, Measure
from locales import term_text
from ui.filters import chosen, switch
from ui.state import language, read_selection_codes, write_selection_codes
from ui.text import t
from work.scope import measures_named, terms_named
from work.views import View

_ALL = "all"
_SPAN = "scope.span"


def measures_asked() -> list[Measure]:
    """The measure that the address names, or all."""
    return measures_named(read_selection_codes())


def terms_asked(view: View) -> tuple[str, ...]:
    """The term in the foreground, or all of its kind where the address says so; none where there is none."""
    return terms_named(view, read_selection_codes())


def choose_scope(view: View) -> None:
    """The controls of both, beside each other."""
    with st.container(horizontal=True):
        switch(
            "measure",
            [_ALL, *MEASURES],
            lambda key: t("filters.all.label").capitalize() if key == _ALL else t(MEASURES[key].short_label_key),
            title=t("pages.measure.choose"),
        )
        term = term_text(view.term, language(), short=True) if view.term else ""
        st.session_state[_SPAN] = chosen("span", ("one", _ALL))
        st.segmented_control(
            t("filters.span.label"), ["one", _ALL], key=_SPAN, required=True, label_visibility="collapsed",
            format_func=lambda span: t(f"filters.span.{span}", term=term), on_change=_take_span,
        )  # fmt: skip


def _take_span() -> None:
    span = st.session_state[_SPAN]
    write_selection_codes({**read_selection_codes(), "span": [span] if span == _ALL else []})
