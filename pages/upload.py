"""Ask and show: upload workbooks, correct what is wrong, look at what would change, commit it."""

import streamlit as st

from data_access.errors import StorageError
from ui import upload_steps as steps
from ui.text import t
from ui.upload_flow import commit_upload, file_problems, flow, prepared_import, start_over

st.title(t("shell.page.upload"))
kept = flow()
if kept.has_committed:
    steps.show_result()

files = steps.drop_zone(kept.number)
if not files:
    steps.show_hints()
    st.stop()

try:
    prepared = prepared_import(files)
    problems = file_problems(prepared)
    steps.show_step(2 if prepared.has_errors else 3)
    steps.show_summary(prepared, problems)
    if prepared.has_errors:
        steps.show_what_to_correct(problems, many_files=len(files) > 1)
    else:
        steps.show_what_changes(prepared, problems)
        if steps.asks_to_commit(prepared) and not commit_upload(prepared):
            st.rerun()
        if flow().has_committed:
            st.rerun()
except StorageError as error:
    steps.show_storage_error(error)
if st.button(t("upload.action.cancel"), type="tertiary", key="upload.cancel"):
    start_over()
    st.rerun()
