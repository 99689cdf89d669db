"""Show: targets: for each unit and term what was set, what was done, and whether that is in time."""

import streamlit as st

from data_access.measures import MEASURES
from ui.blocks import chart_block
from ui.filters import chosen, filter_row, switch
from ui.page_head import page_head
from ui.reconciliation import choose_terms
from ui.state import read_selection_codes
from ui.targets import choose_verdicts, no_targets, show_targets, target_blocks
from ui.text import t
from work.targets import open_targets, standings

ALL = "all"
view = open_targets(read_selection_codes())
picked = chosen("measure", [ALL, *MEASURES])
measures = list(MEASURES.values()) if picked == ALL else [MEASURES[picked]]
terms = view.terms if chosen("span", ("one", "all")) == "all" else tuple(filter(None, [view.term]))
lines = view.once(("standings", view.selection, terms, picked, view.today), lambda: standings(view, terms, measures))
blocks = target_blocks(view, lines)

page_head("targets", view, measures, blocks)
st.caption(t("targets.intro.message"))
filter_row(view, [])
if view.term is None:
    no_targets(view)
    st.stop()

with st.container(horizontal=True):
    switch(
        "measure",
        [ALL, *MEASURES],
        lambda key: t("filters.all.label") if key == ALL else t(MEASURES[key].short_label_key),
        title=t("pages.measure.choose"),
    )
    choose_terms(view)
if not lines:
    no_targets(view)
    st.stop()
verdicts = choose_verdicts(lines)
for start in range(0, len(blocks), 2):
    for column, each in zip(st.columns(2), blocks[start : start + 2], strict=False):
        with column:
            chart_block(each)
show_targets(view, [line for line in lines if line.verdict in verdicts])
