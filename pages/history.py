"""Show: every upload, newest first: who, when, which files, what it changed; any of them can be taken back."""

import streamlit as st

from data_access.errors import StorageError
from ui.text import t
from ui.upload_history import PAGE, show_upload
from ui.upload_steps import show_storage_error
from work import start
from work.uploads import all_uploads

st.title(t("shell.page.history"))
st.caption(t("history.intro.message"))
try:
    found = list(reversed(all_uploads(start.database())))
    if not found:
        with st.container(border=True, horizontal_alignment="center"):
            st.markdown(t("history.empty.message"))
            st.page_link("pages/upload.py", label=t("shell.page.upload"), icon=":material/upload_file:")
    pages = -(-len(found) // PAGE)
    page = st.pagination(pages, key="history.page") if pages > 1 else 1
    undone = {upload["undoes"]: upload["upload"] for upload in found if upload["undoes"]}
    for upload in found[(page - 1) * PAGE : page * PAGE]:
        show_upload(upload, undone.get(upload["upload"]))
except StorageError as error:
    show_storage_error(error)
