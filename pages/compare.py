"""Show: two terms or two units side by side, each measure with what may be said of the difference; and how units lie."""

import streamlit as st

from data_access.measures import MEASURES
from ui.blocks import chart_block
from ui.compare import SPREAD, TERMS, choose_sides, choose_way, pair_block, pair_of, say_who_fell, show_summary, way
from ui.filters import chosen, filter_row, switch
from ui.missing import year_instead
from ui.page_head import empty_state, page_foot, page_head
from ui.spread import show_outliers, spread_block, tiles_block
from ui.state import read_selection_codes
from ui.text import t
from work.views import open_view

measures = list(MEASURES.values())
view = open_view(read_selection_codes(), measures, filters=("sector",))
measure = MEASURES[chosen("measure", list(MEASURES))]
is_spread = way() == SPREAD
pair = None if is_spread else pair_of(view, measure)
if is_spread:
    blocks = [spread_block(view, measure), tiles_block(view, measure, "compare.tiles")]
else:
    blocks = [pair_block(pair, measure)] if pair else []

page_head("compare", pair.view if pair else view, measures, blocks)
st.caption(t("compare.intro.spread" if is_spread else "compare.intro.message"))
if view.term is None:
    empty_state(view)
    st.stop()
choose_way()
if not blocks:
    st.info(t("compare.none.message"), icon=":material/info:")
    st.stop()
if pair:
    choose_sides(view, pair)
filter_row(view, ["sector"], has_term=way() != TERMS, has_place=way() in (TERMS, SPREAD))
if pair:
    show_summary(pair, measures)
switch("measure", list(MEASURES), lambda key: t(MEASURES[key].short_label_key), title=t("pages.measure.choose"))
if pair:
    say_who_fell(pair, measure)
elif not view.total(measure):
    year_instead(view, measure, key="compare.year")
for place, each in enumerate(blocks):
    chart_block(each)
    if is_spread and not place:
        show_outliers(view, measure)
page_foot(view, measures)
