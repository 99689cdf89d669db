"""Compare, show: models that look like one reported twice; a person merges them or says that they are two."""

import streamlit as st

from data_access.errors import StorageError
from locales import number
from ui.duplicates import PAGE, choose_unit, outcome_place, show_outcome, show_pair
from ui.paging import on_page, pages_of, turn_pages
from ui.plain import literal
from ui.shell import page_file
from ui.state import language
from ui.text import t
from ui.upload_steps import show_storage_error
from ui.version_head import version_head
from work import start
from work.duplicates import all_proposals, pairs_of

version_head("duplicates")
st.caption(t("duplicates.intro.message"))
try:
    found, reference = all_proposals(start.database()), start.reference()
    if not found:
        show_outcome()
        with st.container(border=True):
            st.markdown(t("duplicates.empty.message"))
            st.page_link(page_file("history"), label=t("shell.page.history"), icon=":material/history:")
        st.stop()
    st.markdown(t("duplicates.count.message", count=number(len(found), language())))
    unit = choose_unit(found, reference)
    shown = [each for each in found if unit is None or unit in each.units]
    pairs = pairs_of(start.database(), on_page(shown, "duplicates.page", PAGE))
    decided_at, heading = outcome_place(), ""
    for place, pair in enumerate(pairs):
        if place == decided_at:
            show_outcome()
        if (name := reference.units[pair.listed_under].name) != heading:
            heading = name
            st.subheader(literal(name), anchor=False)
        show_pair(pair, reference, place=place)
    if decided_at is not None and decided_at >= len(pairs):
        show_outcome()
    turn_pages("duplicates.page", pages_of(len(shown), PAGE))
except StorageError as error:
    show_storage_error(error)
