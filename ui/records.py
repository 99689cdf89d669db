"""Ask and show: words to find in names, the rows found twenty-five a page, and one of them in its sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from data_access.measures import Measure
from locales import figure_text, number, term_text
from ui.paging import page_shown, pages_of, turn_pages
from ui.plain import literal
from ui.source_cell import source_cell
from ui.state import language
from ui.tables import table
from ui.text import t
from work import behind
from work.behind import Trace
from work.record_search import MOST, Found, rows_of_page
from work.views import View

ROWS_A_PAGE = 25
ADDRESS = "find"
_KEY, _PAGE = "records.find", "records.page"
Row = Mapping[str, Any]

_NAMES = {"models": "name", "training": "title", "commendations": "collective_name"}
_BODIES = {"models": "implementing_body", "training": "organiser", "commendations": "awarding_body"}
_COLUMNS = {
    "models": ("name", "unit", "term", "body", "sector", "stage", "level"),
    "training": ("name", "unit", "term", "body", "attendances"),
    "commendations": ("name", "unit", "term", "award_form", "level"),
}


def ask_words() -> str:
    """The box for the words; they stand in the address, so a link finds the same."""
    st.session_state[_KEY] = st.query_params.get(ADDRESS, "")
    asked = st.text_input(
        t("records.find.label"), key=_KEY, max_chars=100, placeholder=t("records.find.placeholder"),
        icon=":material/search:", on_change=_take, width=520,
    )  # fmt: skip
    return str(asked or "")


def _take() -> None:
    asked = str(st.session_state[_KEY] or "").strip()
    st.session_state.pop(_PAGE, None)
    if asked:
        st.query_params[ADDRESS] = asked
    else:
        st.query_params.pop(ADDRESS, None)


def show_found(view: View, measure: Measure, found: Found) -> None:
    """How many rows there are, the page of them, and the choice of one to see in its sheet."""
    if not found.ids:
        st.info(t("records.none.message"), icon=":material/info:")
        return
    count = number(MOST if found.has_more else len(found.ids), language())
    st.caption(t(f"records.count.{'more' if found.has_more else 'exact'}", count=count))
    pages = pages_of(len(found.ids), ROWS_A_PAGE)
    page = page_shown(_PAGE, pages)
    rows = rows_of_page(view, measure, found, page=page, size=ROWS_A_PAGE)
    columns = _COLUMNS[measure.dataset]
    said = pd.DataFrame({name: [_SAID[name](view, measure, row) for row in rows] for name in columns})
    table(said, {name: t(f"records.head.{name}") for name in columns}, key="records.table")
    turn_pages(_PAGE, pages)
    _one_in_its_sheet(view, measure, rows, page=page)


def _one_in_its_sheet(view: View, measure: Measure, rows: list[dict[str, Any]], *, page: int) -> None:
    labels = [f"{_name(view, measure, row)} · {view.name(row['unit'])} · {_term(view, measure, row)}" for row in rows]
    place = st.selectbox(
        t("records.row.label"), range(len(rows)), index=None, key=f"records.row.{page}", width=520,
        format_func=lambda at: literal(labels[at]) if at < len(labels) else "", placeholder=t("records.row.placeholder"),
    )  # fmt: skip
    if place is None or place >= len(rows):
        return
    row = rows[place]
    trace = Trace(row["file_name"], row["file"], row["sheet"], None, row["source_row"], 1, None, row["brought_by"])
    with st.container(border=True, key="records-source"):
        source_cell(view, trace, behind.uploads_of(view, [trace]).get(trace.upload))


def _name(view: View, measure: Measure, row: Row) -> str:
    name = str(row[_NAMES[measure.dataset]] or "")
    return name or (t(f"choices.topic.{row['topic']}") if "topic" in row else "–")


def _term(view: View, measure: Measure, row: Row) -> str:
    year = row.get("report_year") or row.get("year")
    named = row["term"]
    parts = [str(year) if year else "", term_text(named, language(), short=True) if named else ""]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or "–"


def _code(dimension: str, field: str) -> Callable[[View, Measure, Row], str]:
    def said(view: View, measure: Measure, row: Row) -> str:
        code = row[field] if field in row else row["awarding_level"]
        return "" if code in (None, "", "unspecified") else t(f"choices.{dimension}.{code}")

    return said


def _attendances(view: View, measure: Measure, row: Row) -> str:
    if row["attendances"] is None:
        return ""
    return figure_text(row["attendances"], language(), qualifier=row["attendances_qualifier"])


_SAID: dict[str, Callable[[View, Measure, Row], str]] = {
    "name": _name,
    "unit": lambda view, measure, row: view.name(row["unit"]),
    "term": _term,
    "body": lambda view, measure, row: str(row[_BODIES[measure.dataset]] or ""),
    "sector": _code("sector", "sector"),
    "stage": _code("stage", "stage"),
    "level": _code("level", "recognition_level"),
    "award_form": _code("award_form", "award_form"),
    "attendances": _attendances,
}
