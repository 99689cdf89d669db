"""Show: the rows of lists behind a figure, page by page, each with the way to its place in its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data_access.measures import Measure
from data_access.selection import Selection, codes_of
from locales import figure_text, number
from ui.export_menu import export_rows_button
from ui.paging import page_shown, pages_of, turn_pages
from ui.source_cell import source_cell
from ui.state import language
from ui.tables import table
from ui.text import t
from work import behind
from work.behind import Trace
from work.views import View

ROWS_A_PAGE = 10
Row = Mapping[str, Any]

_NAMES = {"models": "name", "training": "title", "commendations": "collective_name"}
_COLUMNS = {
    "models": ("unit", "year", "sector", "stage"),
    "training": ("unit", "year", "class_count", "attendances", "audience"),
    "commendations": ("unit", "year", "award_form", "level"),
}


def rows_table(view: View, measure: Measure, selection: Selection, *, key: str, count: int) -> None:
    """The rows that a selection counts, ten a page; one of them can be seen in its sheet."""
    pages = pages_of(count, ROWS_A_PAGE)
    page = page_shown(f"{key}.rows", pages)
    found = behind.list_rows(view, measure, selection, page=page, size=ROWS_A_PAGE).rows
    st.markdown(f"**{t('why.rows.title', count=number(count, language()))}**")
    said = {"name": [_name(measure, row) for row in found]}
    said |= {column: [_SAID[column](view, row) for row in found] for column in _columns(measure, found)}
    table(pd.DataFrame(said), {name: t(f"why.rows.{name}") for name in said}, key=f"{key}.shown")
    turn_pages(f"{key}.rows", pages)
    _one_in_its_sheet(view, measure, found, key=f"{key}.row.{page}")
    export_rows_button(view, measure, selection, key=key)


def _columns(measure: Measure, found: list[dict[str, Any]]) -> list[str]:
    """The columns worth their room: the unit only where there are several."""
    is_one = len({row["unit"] for row in found}) == 1
    return [column for column in _COLUMNS[measure.dataset] if not (is_one and column == "unit")]


def _one_in_its_sheet(view: View, measure: Measure, found: list[dict[str, Any]], *, key: str) -> None:
    name = _NAMES[measure.dataset]
    labels = [f"{row['sheet']}, {t('why.source.row', row=row['source_row'])}: {row[name]}" for row in found]
    chosen = st.selectbox(
        t("why.rows.choose"),
        range(len(found)),
        index=None,
        key=key,
        placeholder=t("why.rows.placeholder"),
        format_func=labels.__getitem__,
    )
    if chosen is None:
        return
    row = found[chosen]
    trace = Trace(
        row["file_name"],
        row["file"],
        row["sheet"],
        None,
        row["source_row"],
        int(row["counted"]),
        None,
        row["brought_by"],
    )
    source_cell(view, trace, behind.uploads_of(view, [trace]).get(trace.upload))


def _name(measure: Measure, row: Row) -> str:
    name = str(row[_NAMES[measure.dataset]] or "")
    topic = t(f"choices.topic.{row['topic']}") if not name and "topic" in row else ""
    return name or topic or "–"


def _label(dimension: str, field: str = "") -> Callable[[View, Row], str]:
    def said(view: View, row: Row) -> str:
        found = row[field or dimension]
        codes = codes_of(str(found)) if found else ("unspecified",)
        return ", ".join(t(f"choices.{dimension}.{code}") for code in codes)

    return said


def _attendances(view: View, row: Row) -> str:
    if row["attendances"] is None:
        return "–"
    return figure_text(row["attendances"], language(), qualifier=row["attendances_qualifier"])


_SAID: dict[str, Callable[[View, Row], str]] = {
    "unit": lambda view, row: view.name(row["unit"]),
    "year": lambda view, row: str(row.get("year", row.get("report_year")) or "–"),
    "sector": _label("sector"),
    "stage": _label("stage"),
    "audience": _label("audience"),
    "award_form": _label("award_form"),
    "level": _label("level", "awarding_level"),
    "class_count": lambda view, row: number(row["class_count"], language()),
    "attendances": _attendances,
}
