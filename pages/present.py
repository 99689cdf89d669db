"""Show: presenting: a saved set or a page, one chart a slide; without either, where sets are chosen and put in order."""

import streamlit as st

from data_access.errors import StorageError
from ui.present_stage import show_stage
from ui.present_start import asked_show, show_start
from ui.upload_steps import show_storage_error

try:
    show = asked_show()
    if show is not None and any(view.exhibits for view in show.views):
        show_stage(show)
        st.stop()
    show_start(is_gone=show is None and "show" in st.query_params)
except StorageError as error:
    show_storage_error(error)
