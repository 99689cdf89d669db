"""Show: where the units lie, on a scale and in squares, and the list of those to look at again, each with the way to its cells."""

from __future__ import annotations

import streamlit as st

from data_access.measures import Measure
from ui.blocks import Block, text_block
from ui.measure_blocks import figure_block
from ui.state import language
from ui.tables import table
from ui.text import t
from ui.why import ask_why
from work.outliers import LEAST_UNITS, spread
from work.spread_exhibit import outliers_table, strip
from work.tiles import tiles
from work.views import View


def spread_block(view: View, measure: Measure) -> Block:
    """The marks of all units; one leads to its figure."""
    return figure_block(view, strip(view, measure, "compare.spread", language()))


def tiles_block(view: View, measure: Measure, key: str) -> Block:
    """The units of one province as squares; one leads to its figure."""
    return figure_block(view, tiles(view, measure, key, language()))


def show_outliers(view: View, measure: Measure) -> None:
    """The units to look at again, why, and what could not be judged."""
    found = spread(view, measure)
    with text_block("compare.outliers", t("spread.list.title"), t("spread.list.caption")):
        if not found.is_judged:
            st.markdown(t("spread.list.few", least=LEAST_UNITS))
        elif not found.outliers:
            st.markdown(t("spread.list.none"))
        if found.outliers:
            shown = outliers_table(view, measure, language())
            table(shown.frame, shown.columns, key="compare.outliers.page")
            units = [each.unit for each in found.outliers]
            chosen = st.selectbox(
                t("spread.list.open"), units, index=None, key="compare.outlier", format_func=view.name, width=420,
                placeholder=t("spread.list.placeholder"),
            )  # fmt: skip
            if chosen and st.button(t("why.button.label"), key="compare.outlier.why", icon=":material/search:"):
                ask_why(view, measure, view.at(view.term or "", units=(chosen,)))
        if found.no_jump and found.amounts:
            st.caption(t(f"spread.no_jump.{found.no_jump}"))
