"""Show: who has reported for a term: three counts, the names of who has not, and the workbooks that remind them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from locales import term_text
from ui.blocks import text_block
from ui.plain import literal
from ui.state import language
from ui.tables import table
from ui.taking import taking
from ui.text import t
from ui.why import shortened
from work.completeness import Completeness, Standing
from work.export_names import file_name, slug
from work.follow_content import completeness_cards
from work.follow_tables import measures_table, units_table
from work.reminders import MIME_ZIP, MOST_UNITS, reminders
from work.views import View

_NAMES = 40


def show_counts(found: Completeness) -> None:
    """How many units reported everything, something, nothing."""
    with st.grid(3, min_column_width=250):
        for card in completeness_cards(found, language()):
            with st.container(border=True, height="stretch", gap=None, key=f"completeness-{card.key}"):
                st.metric(f"**{literal(card.label)}**", card.value)
                st.caption(literal(*card.lines))


def show_measures(found: Completeness) -> None:
    """Measure by measure how many units reported it."""
    shown = measures_table(found, language())
    with text_block("completeness.measures", shown.title, shown.caption):
        table(shown.frame, shown.columns, key="completeness.measures.page")


def show_owing(view: View, found: Completeness) -> None:
    """The names of who has not reported, and one click to the workbooks that remind them."""
    owing = [*found.silent, *found.partial]
    with text_block("completeness.owing", t("completeness.owing.title"), _term(found)):
        if not owing:
            st.markdown(t("completeness.owing.none"))
            return
        for name, standings in (("silent", found.silent), ("partial", found.partial)):
            if standings:
                names = shortened([each.unit for each in standings], _NAMES, named=view.name)
                st.markdown(f"**{t(f'completeness.card.{name}')}** ({len(standings)})  \n{literal(names)}")
        st.caption(t("completeness.reminders.help"))
        units = _chosen(found, owing)
        name = file_name([t("completeness.reminders.file"), slug(found.term.partition(":")[2])], "zip")
        st.download_button(
            t("completeness.reminders.label", count=len(units)), data=taking(name, partial(_archive, view, found, units, language())),
            file_name=name, mime=MIME_ZIP, key="completeness.reminders", on_click="ignore",
            icon=":material/folder_zip:", disabled=not units,
        )  # fmt: skip
        if len(units) > MOST_UNITS:
            st.caption(t("completeness.reminders.most", count=MOST_UNITS))


def _chosen(found: Completeness, owing: Sequence[Standing]) -> tuple[str, ...]:
    if not (found.silent and found.partial):
        return tuple(each.unit for each in owing)
    with_partial = st.checkbox(t("completeness.reminders.partial"), value=True, key="completeness.with_partial")
    return tuple(each.unit for each in (owing if with_partial else found.silent))


def _archive(view: View, found: Completeness, units: Sequence[str], lang: str) -> bytes:
    return reminders(view, found, units, lang=lang).content


def show_units(view: View, found: Completeness) -> None:
    """Every unit with what it reported of each measure, and on which days."""
    shown = units_table(view, found, language())
    with text_block("completeness.units", shown.title, shown.caption):
        table(shown.frame, shown.columns, key="completeness.units.page")


def _term(found: Completeness) -> str:
    return term_text(found.term, language())
