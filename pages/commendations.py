"""Show: the commendations of collectives: how many, in which form, of which level, for what, and whose."""

import streamlit as st

from data_access.measures import COMMENDED_COLLECTIVES
from ui.blocks import chart_block
from ui.cards import figure_cards
from ui.filters import filter_row
from ui.list_blocks import listed_block
from ui.measure_blocks import composition_block, heat_block, ranking_block, trend_block
from ui.missing import missing_block
from ui.page_head import empty_state, page_foot, page_head
from ui.state import language, read_selection_codes
from work.page_content import cards_of, view_of

measure = COMMENDED_COLLECTIVES
view = view_of("commendations", read_selection_codes())
ranking = ranking_block(view, measure, "commendations.ranking")
trend = trend_block(view, measure, "commendations.trend")
forms = composition_block(view, measure, "award_form", "commendations.forms")
levels = composition_block(view, measure, "level", "commendations.levels")
grounds = listed_block(view, measure, "award_ground", "commendations.grounds")
heat = heat_block(view, measure, "commendations.heat")

page_head("commendations", view, [measure], [ranking, trend, forms, levels, grounds, heat])
filter_row(view, ["award_form"], ["level"])
if view.term is None:
    empty_state(view)
    st.stop()

figure_cards(view, cards_of("commendations", language()))
left, right = st.columns([5, 7])
with left:
    chart_block(ranking)
with right:
    chart_block(trend)
    missing_block(view, measure, "commendations.missing")
for column, block in zip(st.columns(3), (forms, levels, grounds), strict=True):
    with column:
        chart_block(block)
chart_block(heat)
page_foot(view, [measure])
