"""Ask and commit: the first and the last day of a term, where they are not those that its label says."""

from __future__ import annotations

from datetime import date

import streamlit as st

from data_access.periods import CALENDAR_KINDS, in_order
from data_access.reference import Reference
from data_access.term_days import lived
from locales import date_text, term_text
from ui.admin_outcome import attempt
from ui.person import acting
from ui.state import language
from ui.text import t
from work import office, start

_FIRST, _LAST = date(1900, 1, 1), date(2200, 12, 31)


def days_line(reference: Reference, term: str) -> str:
    """A term whose days were set, with the days."""
    lang, made = language(), lived(reference, term)
    starts, ends = (date_text(day, lang) if day else "…" for day in (made.starts, made.ends))
    return t("admin.terms.days_line", term=term_text(term, lang), starts=starts, ends=ends)


def ask_days(reference: Reference) -> None:
    """The fields for another first and last day of a term, and the way back to those of its label."""
    st.caption(t("admin.terms.days_message"))
    known = {*reference.terms, *reference.named_terms}
    offered = [term for term in in_order(known) if term.partition(":")[0] not in CALENDAR_KINDS][::-1]
    term = st.selectbox(
        t("admin.locks.term"), offered, index=None, key="admin.days.term", width=480,
        format_func=lambda each: term_text(each, language()), placeholder=t("admin.locks.choose"),
    )  # fmt: skip
    if term is None:
        return
    made = lived(reference, term)
    with st.container(horizontal=True):
        first = _ask_day("first", made.starts or made.ends, term)
        last = _ask_day("last", made.ends or made.starts, term)
    with st.container(horizontal=True):
        st.button(
            t("admin.terms.set_days"), type="primary", icon=":material/check:", key="admin.days.set",
            on_click=attempt,
            args=("units", lambda: office.set_days(start.database(), acting(), term, (_day(first), _day(last))), {"admin.days.term": None}),
        )  # fmt: skip
        if term in reference.term_days:
            st.button(
                t("admin.terms.as_label"), icon=":material/undo:", key="admin.days.label", on_click=attempt,
                args=("units", lambda: office.set_days(start.database(), acting(), term, None), {"admin.days.term": None}),
            )  # fmt: skip


def _ask_day(what: str, value: date | None, term: str) -> str:
    """Ask for a day; where the answer is kept."""
    key = f"admin.days.{what}.{term}.{value}"
    st.date_input(
        t(f"admin.terms.{what}"), value or date.today(), min_value=_FIRST, max_value=_LAST, format="DD/MM/YYYY",
        key=key, width=240,
    )  # fmt: skip
    return key


def _day(key: str) -> date:
    day: date = st.session_state[key]
    return day
