"""Show: the first page: four figures, who leads and who lags, the trend, what is missing, every unit through the terms."""

import streamlit as st

from data_access.measures import MEASURES
from ui.blocks import chart_block, look
from ui.cards import figure_cards
from ui.filters import chosen, filter_row, switch
from ui.foresight import foresight
from ui.measure_blocks import heat_block, ranking_block, say, trend_block
from ui.missing import missing_block
from ui.page_head import empty_state, page_foot, page_head
from ui.person import session_mark
from ui.state import language, read_selection_codes
from ui.text import t
from work.falls import falls_since_previous
from work.page_content import cards_of, view_of

measures = list(MEASURES.values())
view = view_of("overview", read_selection_codes())
measure = MEASURES[chosen("measure", list(MEASURES))]
ranking = ranking_block(view, measure, "overview.ranking")
trend = trend_block(view, measure, "overview.trend")
heat = heat_block(view, measure, "overview.heat")

foresight.looked(session_mark(), read_selection_codes(), language(), look())
page_head("overview", view, measures, [ranking, trend, heat])
filter_row(view, ["sector"])
if view.term is None:
    empty_state(view)
    st.stop()

figure_cards(view, cards_of("overview", language()))
switch("measure", list(MEASURES), lambda key: t(MEASURES[key].short_label_key), title=t("pages.measure.choose"))
say(falls_since_previous(view, measure, language()))
left, right = st.columns([5, 7])
with left:
    chart_block(ranking)
with right:
    chart_block(trend)
    missing_block(view, measure, "overview.missing")
chart_block(heat)
page_foot(view, measures)
