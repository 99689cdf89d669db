"""Show: real tables, whose numbers stand on the right and whose names from the data are literal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ui.paging import page_shown, pages_of, turn_pages
from ui.plain import literal
from ui.text import t

MOST_ROWS = 50
_LONGEST_NUMBER = 24  # «263 (20/22 đơn vị)» stands on the right; a sentence that begins with a number does not
_FEW, _MANY, _COLUMN = 3, 6, 130
_NUMBER = re.compile(r"[\\<>≥≤≈+−–-]*\d|–$|·$")


def table(
    frame: pd.DataFrame, columns: Mapping[str, str], *, key: str, rows: int = MOST_ROWS, has_total: bool = False
) -> None:
    """A frame as a real table, a page at a time; names from the data are literal, what is missing is a dash."""
    if frame.empty:  # Streamlit would write a word of its own
        st.markdown(f"{t('pages.empty.title')}. {t('pages.empty.not_zero')}")
        return
    pages = pages_of(len(frame), rows)
    page = page_shown(key, pages)
    shown = frame.iloc[(page - 1) * rows : page * rows]
    said = {head: [_cell(value) for value in shown[name]] for name, head in columns.items() if name in shown.columns}
    numbers = [place for place, cells in enumerate(said.values(), 1) if place > 1 and are_numbers(cells)]
    # Few columns fit a telephone; many need more than its width, else each becomes a word wide.
    name = f"{'' if len(said) <= _FEW else 'rong-'}table-{key.replace('.', '-')}"
    with st.container(key=name):
        st.html(f"<style>{_style(f'.st-key-{name}', numbers, len(said), bold_end=has_total and page == pages)}</style>")
        st.table(said, border="horizontal", hide_index=True)
    turn_pages(key, pages)


def are_numbers(cells: Sequence[str]) -> bool:
    """Whether a column stands on the right; of one that holds nothing it is not known."""
    return all(map(_is_number, cells)) and any(cell != "–" for cell in cells)


def _is_number(cell: str) -> bool:
    bare = cell.removeprefix(t("measures.change.lower_than", value="")).removeprefix(
        t("measures.change.higher_than", value="")
    )
    return len(cell) <= _LONGEST_NUMBER and _NUMBER.match(bare) is not None


def _style(where: str, numbers: Sequence[int], columns: int, *, bold_end: bool) -> str:
    places = ",".join(f":nth-child({place})" for place in numbers)
    # Streamlit writes the alignment into each cell.
    aligned = (
        f"{where} :is(td,th):is({places}){{text-align:right!important}}{where} td:is({places}) *{{white-space:nowrap}}"
        if numbers
        else ""
    )
    wide = (
        f"@media (max-width:1000px){{{where}>*{{min-width:{columns * _COLUMN}px!important}}}}"
        if columns >= _MANY
        else ""
    )
    return aligned + wide + (f"{where} tbody tr:last-child td{{font-weight:600}}" if bold_end else "")


def _cell(value: Any) -> str:
    return "–" if value is None or value == "" or value is pd.NA or value != value else literal(value)
