"""Show: what each figure means, from the measures themselves, and the rules of counting with small worked examples."""

import streamlit as st

from data_access.measures import MEASURES
from ui.definitions import codes_table, measure_block, rule
from ui.shell import page_title
from ui.text import t

RULES = ("basis", "bound", "missing", "units", "years", "terms", "stage", "change", "history")

st.title(page_title("definitions"), anchor=False)
st.caption(t("definitions.head.caption"))
left, right = st.columns(2)
for place, measure in enumerate(MEASURES.values()):
    with (left, right)[place % 2]:
        measure_block(measure)
st.subheader(t("definitions.rules.title"))
for name in RULES:
    rule(name)
st.subheader(t("definitions.codes.title"))
st.caption(t("definitions.codes.caption"))
codes_table()
