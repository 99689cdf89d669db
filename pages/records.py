"""Show: the rows of lists, found by the words of their names with or without diacritics, each with its place in its sheet."""

from dataclasses import replace

import streamlit as st

from data_access.measures import COMMENDED_COLLECTIVES, MODELS, TRAINING_SESSIONS
from ui.filters import chosen, filter_row, switch
from ui.page_head import page_head
from ui.records import ask_words, show_found
from ui.reopening import code_box
from ui.shell import upload_link
from ui.state import read_selection_codes
from ui.text import t
from work.record_search import search
from work.views import open_view

LISTS = {each.key: each for each in (MODELS, COMMENDED_COLLECTIVES, TRAINING_SESSIONS)}
FILTERS = {
    MODELS.key: ("sector", "stage", "level", "owner_kind"),
    COMMENDED_COLLECTIVES.key: ("award_form", "level"),
    TRAINING_SESSIONS.key: ("level",),
}

picked = chosen("measure", list(LISTS))
measure = LISTS[picked]
shown, *rarer = FILTERS[picked]
view = open_view(read_selection_codes(), [measure], filters=FILTERS[picked])
page_head("records", view, [measure])
st.caption(t("records.intro.message"))
switch("measure", list(LISTS), lambda key: t(LISTS[key].short_label_key), title=t("pages.measure.choose"))
with st.container(horizontal=True):
    asked = ask_words()
    code_box("records.code")
# Here no term chosen means all of them, not the newest.
filter_row(view if view.selection.terms else replace(view, term=None), [shown], rarer, has_basis=False)
if view.term is None:
    st.info(t("records.empty.message"), icon=":material/info:")
    upload_link()
    st.stop()
show_found(view, measure, search(view, measure, asked))
