"""Show: the register of coordination programmes: who with whom, in which phase, how it stands, what ends soon."""

import streamlit as st

from ui.page_head import page_head
from ui.programmes import no_programmes, programme_filters, show_due, show_programme_counts, show_programmes
from ui.state import read_selection_codes
from ui.text import t
from work.programmes import asked_phases, open_programmes, register

codes = read_selection_codes()
view = open_programmes(codes)
found = register(view, asked_phases(view, codes))

page_head("programmes", view, [])
st.caption(t("programmes.intro.message"))
lines = programme_filters(view, found)
if not lines:
    no_programmes(view)
    st.stop()

show_programme_counts(lines)
show_due(view, lines)
show_programmes(view, lines)
