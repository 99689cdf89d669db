"""Show: targets: for each unit and term what was set, what was done, and whether that is in time."""

import streamlit as st

from ui.blocks import chart_block
from ui.filters import filter_row
from ui.page_head import page_head
from ui.scope import choose_scope, measures_asked, terms_asked
from ui.state import read_selection_codes
from ui.targets import choose_verdicts, no_targets, show_targets, target_blocks
from ui.text import t
from work.targets import open_targets, standings

view = open_targets(read_selection_codes())
measures, terms = measures_asked(), terms_asked(view)
lines = view.once(
    ("standings", view.selection, terms, tuple(measures), view.today), lambda: standings(view, terms, measures)
)
blocks = target_blocks(view, lines)

page_head("targets", view, measures, blocks)
st.caption(t("targets.intro.message"))
filter_row(view, [])
if view.term is None:
    no_targets(view)
    st.stop()

choose_scope(view)
if not lines:
    no_targets(view)
    st.stop()
verdicts = choose_verdicts(lines)
for start in range(0, len(blocks), 2):
    for column, each in zip(st.columns(2), blocks[start : start + 2], strict=False):
        with column:
            chart_block(each)
show_targets(view, [line for line in lines if line.verdict in verdicts])
