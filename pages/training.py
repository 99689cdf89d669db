"""Show: the training: classes and attendances, how large classes are, for whom and about what, and the trend."""

import streamlit as st

from data_access.measures import ATTENDANCES, MEASURES, TRAINING_SESSIONS
from ui.blocks import chart_block
from ui.cards import figure_cards
from ui.filters import chosen, filter_row, switch
from ui.list_blocks import average_block, average_card, listed_block
from ui.measure_blocks import composition_block, heat_block, ranking_block, trend_block
from ui.missing import missing_block
from ui.page_head import empty_state, page_foot, page_head
from ui.state import language, read_selection_codes
from ui.text import t
from work.page_content import cards_of, view_of

measures = [TRAINING_SESSIONS, ATTENDANCES]
options = [measure.key for measure in measures]
view = view_of("training", read_selection_codes())
measure = MEASURES[chosen("measure", options)]
ranking = ranking_block(view, measure, "training.ranking")
trend = trend_block(view, measure, "training.trend")
average = average_block(view, "training.average")
audiences = composition_block(view, measure, "audience", "training.audiences")
topics = listed_block(view, measure, "topic", "training.topics")
heat = heat_block(view, measure, "training.heat")

page_head("training", view, measures, [ranking, trend, average, audiences, topics, heat])
filter_row(view, ["audience"], ["level"])
if view.term is None:
    empty_state(view)
    st.stop()

figure_cards(view, cards_of("training", language()), average_card(view))
switch("measure", options, lambda key: t(MEASURES[key].short_label_key), title=t("pages.measure.choose"))
left, right = st.columns([5, 7])
with left:
    chart_block(ranking)
with right:
    chart_block(trend)
    missing_block(view, measure, "training.missing")
left, right = st.columns([5, 7])
with left:
    chart_block(average)
with right:
    chart_block(audiences)
    chart_block(topics)
chart_block(heat)
page_foot(view, measures)
