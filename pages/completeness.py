"""Show: who has reported for a term, when, who has not, and a workbook for each of them to fill in."""

import streamlit as st

from data_access.measures import MEASURES
from ui.completeness import show_counts, show_measures, show_owing, show_units
from ui.filters import filter_row
from ui.page_head import empty_state, page_head
from ui.state import read_selection_codes
from work.completeness import completeness
from work.views import open_view

measures = list(MEASURES.values())
# Who owes figures is asked of the units that report, whatever districts they came from.
view = open_view({name: codes for name, codes in read_selection_codes().items() if name != "view"}, measures)

page_head("completeness", view, measures)
filter_row(view, [])
if view.term is None:
    empty_state(view)
    st.stop()

found = completeness(view, measures)
show_counts(found)
left, right = st.columns([5, 7])
with left:
    show_measures(found)
with right:
    show_owing(view, found)
show_units(view, found)
