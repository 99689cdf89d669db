"""Show: the cells that a person corrected before an upload was committed, in the history of uploads."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from locales import number
from ui.state import language
from ui.tables import table
from ui.text import t
from work import start
from work.corrections import corrected_in

_COLUMNS = ("name", "sheet", "cell", "found", "entered")


def show_corrected(upload: int) -> None:
    """A table of what each cell said and what was entered instead; nothing where nothing was corrected."""
    found = corrected_in(start.database(), upload)
    if not found:
        return
    st.markdown(f"**{t('history.corrected.title', count=number(len(found), language()))}**")
    heads = {name: t(f"history.corrected.{name}") for name in _COLUMNS}
    table(pd.DataFrame(found, columns=list(_COLUMNS)), heads, key=f"history.corrected.{upload}")
