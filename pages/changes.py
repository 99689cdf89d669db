"""Show: what changed since the last meeting: totals at two versions, each figure that differs, the uploads between."""

import streamlit as st

from data_access.measures import MEASURES
from ui.filters import filter_row
from ui.page_head import empty_state, page_head
from ui.shell import upload_link
from ui.since import choose_since, show_figures, show_totals, show_uploads, since_of
from ui.state import read_selection_codes
from ui.text import t
from work import start
from work.since import changed_figures, totals, view_then
from work.uploads import history_of
from work.views import open_view

measures = list(MEASURES.values())
view = open_view(read_selection_codes(), measures, filters=("sector",))
page_head("changes", view, measures)
st.caption(t("since.intro.message"))
found = history_of(start.database())
if view.term is None and not found:
    empty_state(view)
    st.stop()
since = since_of(view, found)
if since is None:
    st.info(t("since.only.message"), icon=":material/info:")
    upload_link()
    st.stop()
choose_since(view, found, since)
filter_row(view, ["sector"])
then = view_then(view, since)
changes = changed_figures(view, then, measures)
show_totals(view, totals(view, then, measures, changes), since)
if changes:
    show_figures(view, changes)
else:
    st.info(t("since.nothing.message", since=since), icon=":material/info:")
show_uploads(view, found, since)
