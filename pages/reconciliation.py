"""Show: reports against lists: for each unit and term where the two differ, by how much, and the cells behind both."""

import streamlit as st

from data_access.measures import MEASURES
from ui.filters import chosen, filter_row, switch
from ui.page_head import empty_state, page_head
from ui.reconciliation import choose_states, choose_terms, say_nothing_to_compare, show_lines
from ui.state import read_selection_codes
from ui.text import t
from work.reconciliation import counted, reconciled
from work.views import open_view

ALL = "all"
view = open_view(read_selection_codes(), list(MEASURES.values()))
picked = chosen("measure", [ALL, *MEASURES])
measures = list(MEASURES.values()) if picked == ALL else [MEASURES[picked]]

page_head("reconciliation", view, measures)
st.caption(t("reconciliation.intro.message"))
filter_row(view, [])
if view.term is None:
    empty_state(view)
    st.stop()

with st.container(horizontal=True):
    switch(
        "measure",
        [ALL, *MEASURES],
        lambda key: t("filters.all.label") if key == ALL else t(MEASURES[key].short_label_key),
        title=t("pages.measure.choose"),
    )
    terms = choose_terms(view)
lines = view.once(("reconciled", view.selection, terms, picked), lambda: reconciled(view, measures, terms))
states = choose_states(lines)
say_nothing_to_compare(counted(lines))
shown = [line for line in lines if line.state in states]
if shown:
    show_lines(view, shown, measures=measures)
