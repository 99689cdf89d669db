"""Show: who has reported for a term: three counts, the names of who has not, and the workbooks that remind them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from data_access.measures import Measure
from locales import date_text, number, term_text
from ui.blocks import text_block
from ui.plain import literal
from ui.state import language
from ui.tables import table
from ui.text import t
from ui.why import shortened
from work.completeness import Completeness, Standing
from work.export_names import file_name, slug
from work.reminders import MIME_ZIP, MOST_UNITS, reminders
from work.views import View

_NAMES = 40


def show_counts(found: Completeness) -> None:
    """How many units reported everything, something, nothing."""
    lang, of = language(), len(found.standings)
    with st.grid(3, min_column_width=250):
        for name, standings in (("complete", found.complete), ("partial", found.partial), ("silent", found.silent)):
            with st.container(border=True, height="stretch", gap=None, key=f"completeness-{name}"):
                st.metric(f"**{t(f'completeness.card.{name}')}**", number(len(standings), lang))
                st.caption(t("completeness.card.of", count=number(of, lang)))


def show_measures(found: Completeness) -> None:
    """Measure by measure how many units reported it."""
    lang, of = language(), len(found.standings)
    frame = pd.DataFrame(
        {
            "measure": [t(measure.label_key) for measure in found.measures],
            "having": [f"{number(found.having(measure), lang)}/{number(of, lang)}" for measure in found.measures],
            "share": [_share(found.having(measure), of) for measure in found.measures],
        }
    )
    heads = {name: t(f"completeness.head.{name}") for name in frame.columns}
    with text_block("completeness.measures", t("completeness.measures.title"), _term(found)):
        table(frame, heads, key="completeness.measures.page")


def show_owing(view: View, found: Completeness) -> None:
    """The names of who has not reported, and one click to the workbooks that remind them."""
    owing = [*found.silent, *found.partial]
    with text_block("completeness.owing", t("completeness.owing.title"), _term(found)):
        if not owing:
            st.markdown(t("completeness.owing.none"))
            return
        for name, standings in (("silent", found.silent), ("partial", found.partial)):
            if standings:
                names = shortened([view.name(each.unit) for each in standings], _NAMES)
                st.markdown(f"**{t(f'completeness.card.{name}')}** ({len(standings)})  \n{literal(names)}")
        st.caption(t("completeness.reminders.help"))
        units = _chosen(found, owing)
        name = file_name([t("completeness.reminders.file"), slug(found.term.partition(":")[2])], "zip")
        st.download_button(
            t("completeness.reminders.label", count=len(units)), data=partial(_archive, view, found, units, language()),
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
    lang = language()
    frame = pd.DataFrame(
        {
            "unit": [view.name(each.unit) for each in found.standings],
            **{m.key: [_speech(each, m) for each in found.standings] for m in found.measures},
            "first": [date_text(each.first, lang) if each.first else None for each in found.standings],
            "last": [date_text(each.last, lang) if each.last else None for each in found.standings],
        }
    )
    heads = {
        "unit": t("completeness.head.unit"),
        **{measure.key: t(measure.short_label_key) for measure in found.measures},
        "first": t("completeness.head.first"),
        "last": t("completeness.head.last"),
    }
    with text_block("completeness.units", t("completeness.units.title"), t("completeness.units.caption")):
        table(frame, heads, key="completeness.units.page")


def _speech(standing: Standing, measure: Measure) -> str:
    said = standing.speaks.get(measure.key)
    return t(f"completeness.speech.{said}" if said else "completeness.speech.none")


def _share(having: int, of: int) -> str:
    return f"{round(100 * having / of)}%" if of else "–"


def _term(found: Completeness) -> str:
    return term_text(found.term, language())
