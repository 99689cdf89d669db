"""Show: reports against lists: for each unit and term where the two differ, by how much, and the cells behind both."""

import streamlit as st

from data_access.measures import MEASURES
from ui.filters import filter_row
from ui.page_head import empty_state, page_head
from ui.reconciliation import choose_states, say_nothing_to_compare, show_lines
from ui.scope import choose_scope, measures_asked, terms_asked
from ui.state import read_selection_codes
from ui.text import t
from work.reconciliation import counted, reconciled
from work.views import open_view

view = open_view(read_selection_codes(), list(MEASURES.values()))
measures, terms = measures_asked(), terms_asked(view)

page_head("reconciliation", view, measures)
st.caption(t("reconciliation.intro.message"))
filter_row(view, [])
if view.term is None:
    empty_state(view)
    st.stop()

choose_scope(view)
lines = view.once(("reconciled", view.selection, terms, tuple(measures)), lambda: reconciled(view, measures, terms))
states = choose_states(lines)
say_nothing_to_compare(counted(lines))
shown = [line for line in lines if line.state in states]
if shown:
    show_lines(view, shown, measures=measures)
