"""Show: what each figure means, from the measures themselves, and the rules of counting with small worked examples."""

import streamlit as st

from data_access.measures import MEASURES
from ui.definitions import codes_table, measure_block, rule
from ui.page_help import titled
from ui.text import t

RULES = ("basis", "bound", "missing", "units", "years", "terms", "stage", "change", "history")

titled("definitions")
st.caption(t("definitions.head.caption"))
with st.grid(2, min_column_width=400):
    for measure in MEASURES.values():
        measure_block(measure)
st.subheader(t("definitions.rules.title"), anchor=False)
with st.grid(3, min_column_width=320):
    for name in RULES:
        rule(name)
st.subheader(t("definitions.codes.title"), anchor=False)
st.caption(t("definitions.codes.caption"))
codes_table()
