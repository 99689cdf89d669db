"""Show: every upload, newest first: who, when, which files, what it changed; any of them can be taken back."""

import streamlit as st

from data_access.errors import StorageError
from ui.paging import on_page, pages_of, turn_pages
from ui.shell import page_file
from ui.text import t
from ui.undo_dialog import show_outcome
from ui.upload_history import PAGE, asked_uploads, show_upload
from ui.upload_steps import show_storage_error
from ui.version_head import version_head
from work import start
from work.uploads import history_of

version_head("history")
st.caption(t("history.intro.message"))
show_outcome()
try:
    found = list(reversed(history_of(start.database())))
    if not found:
        with st.container(border=True):
            st.markdown(t("history.empty.message"))
            st.page_link(page_file("upload"), label=t("shell.page.upload"), icon=":material/upload_file:")
    found = asked_uploads(found)
    for upload in on_page(found, "history.page", PAGE):
        show_upload(upload)
    turn_pages("history.page", pages_of(len(found), PAGE))
except StorageError as error:
    show_storage_error(error)
