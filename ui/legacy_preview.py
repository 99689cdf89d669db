"""Show: a few cells that were written for old fonts, as they stand in the file and as they were read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from locales import number
from ui.state import language
from ui.tables import table
from ui.text import t

_COLUMNS = ("file", "sheet", "cell", "stored", "read")


def show_legacy_preview(sheets: Sequence[tuple[Any, Any]]) -> None:
    """The cells before and after, sheet by sheet; open where only the words of the sheet told which letters are meant."""
    read = [(reading, sheet, cell) for reading, sheet in sheets for cell in sheet.old_text]
    if not read:
        return
    marks = [sheet.kept.get("old_text", {}) for _, sheet in sheets]
    count = sum(mark.get("cells", 0) for mark in marks)
    is_guess = any(mark.get("finding") == "legacy_text_guessed" for mark in marks)
    rows = [(reading.file, sheet.sheet, *cell) for reading, sheet, cell in read]
    told = [name for at, name in enumerate(_COLUMNS) if at > 1 or len({row[at] for row in rows}) > 1]
    with st.expander(t("upload.old_text.title", count=number(count, language())), expanded=is_guess, type="compact"):
        st.caption(t(f"upload.old_text.{'guessed' if is_guess else 'told'}"))
        heads = {name: t(f"upload.old_text.{name}") for name in told}
        table(pd.DataFrame(rows, columns=list(_COLUMNS)), heads, key="upload.old_text.table")
