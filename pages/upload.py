"""Ask and show: upload workbooks, correct what is wrong, look at what would change, commit it."""

import streamlit as st

from data_access.errors import StorageError
from ui import upload_steps as steps
from ui.text import t
from ui.upload_flow import file_problems, flow, prepared_import
from ui.upload_review import show_what_changes
from ui.version_head import version_head

version_head("upload")
kept = flow()
try:
    if kept.run is not None:
        steps.show_commit_running()
    elif not kept.files:
        steps.show_message()
        steps.show_start()
    else:
        place = st.empty()
        reading = t("upload.reading.message", count=len(kept.files))
        prepared = prepared_import(lambda share: place.progress(share, text=reading))
        place.empty()
        problems = file_problems(prepared)
        steps.show_message()
        steps.show_review(prepared, problems)
        if prepared.has_errors:
            steps.show_what_to_correct(prepared, problems)
        else:
            show_what_changes(prepared, problems)
except StorageError as error:
    steps.show_storage_error(error)
    steps.show_cancel()
