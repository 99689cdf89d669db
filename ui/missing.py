"""Show: «Còn thiếu»: what stands in the way of the figures on a page: silent units, contradictions, estimates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from data_access.measures import Measure
from data_access.periods import period
from locales import term_text
from ui.blocks import text_block
from ui.filter_codes import show_term
from ui.measure_blocks import measure_in_term
from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.why import ask_why, shortened
from work.fuller_years import fuller_year
from work.gaps import in_words
from work.views import Difference, View


def missing_block(view: View, measure: Measure, key: str) -> None:
    """Three lists, those that are empty left out; and one sentence where nothing is missing."""
    silent = view.missing(measure)
    differences = view.differences(measure)
    estimates = [str(figure.unit) for figure in view.estimates(measure)]
    matters = sum(bool(found) for found in (silent, differences, estimates))
    things = t(measure.unit_of_count_key)
    caption = t("pages.missing.count", count=matters, things=things) if matters else measure_in_term(view, measure)
    with text_block(key, t("pages.missing.title"), caption):
        if not matters:
            known = view.total(measure) is not None
            st.markdown(t("pages.missing.none" if known else "pages.missing.unknown"))
        if silent:
            _line(view, t("pages.missing.silent", things=things), silent, key=f"{key}.silent")
        if silent or not view.total(measure):
            year_instead(view, measure, key=f"{key}.year")
        if differences:
            _differences(view, measure, differences, key=f"{key}.differences")
        if estimates:
            _line(view, t("pages.missing.estimates"), estimates, key=f"{key}.estimates")


def _line(view: View, title: str, units: Sequence[str], *, key: str) -> None:
    said = literal(shortened(units, named=view.name))
    with _row(title, said, len(units), key=key, on_change="rerun") as row:
        if row.open:  # hundreds of names, for nobody
            st.markdown("  \n".join(literal(view.name(unit)) for unit in units))


def year_instead(view: View, measure: Measure, *, key: str) -> None:
    """Where units reported a year and not the term: what more of them have, one click away."""
    year = fuller_year(view, measure)
    if year is None or year.coverage is None:
        return
    term, things = term_text(year.term, language()), t(measure.unit_of_count_key)
    words = t("pages.missing.year", term=term, things=things, have=year.coverage.have, of=year.coverage.of)
    label = period(year.term).label
    st.button(
        words, type="tertiary", icon=":material/arrow_forward:", key=key, on_click=show_term, args=("year", label)
    )


def _differences(view: View, measure: Measure, differences: Sequence[Difference], *, key: str) -> None:
    said = [in_words(view, each, language()) for each in differences]
    with _row(t("pages.missing.differences"), literal("; ".join(said[:3])), len(differences), key=key):
        for each, words in zip(differences, said, strict=True):
            if st.button(literal(words), type="tertiary", key=f"{key}.{each.unit}", help=t("why.button.label")):
                ask_why(view, measure, view.at(each.term, units=(each.unit,)))


def _row(
    title: str, said: str, count: int, *, key: str, on_change: Literal["ignore", "rerun"] = "ignore"
) -> PopoverContainer:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", wrap=False):
        st.markdown(f"**{title}**  \n{said}")
        return st.popover(t("pages.missing.units", count=count), type="tertiary", key=key, on_change=on_change)
