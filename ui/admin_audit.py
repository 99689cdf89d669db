"""Show and export: the audit trail: filtered, the newest first, and as a file."""

from __future__ import annotations

from datetime import datetime, time
from functools import partial

import pandas as pd
import streamlit as st

from ui.person import Person, acting
from ui.plain import moment_words
from ui.state import language
from ui.tables import table
from ui.taking import taking
from ui.text import t
from work import start
from work.audit_trail import Wanted, action_words, actions_recorded, trail, trail_file
from work.audit_words import audit_words

MOST = 500
_MIME = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show_audit() -> None:
    """The section of the page."""
    st.subheader(t("accounts.trail.title"), anchor=False)
    st.caption(t("accounts.trail.message"))
    person, wanted = acting(), _ask()
    found = trail(start.database(), person, wanted, limit=MOST)
    if not found:
        st.caption(t("accounts.trail.empty"))
        return
    lang = language()
    frame = pd.DataFrame(
        {
            "at": [moment_words(each.at) for each in found],
            "name": [each.name or "–" for each in found],
            "action": [action_words(each.action, lang) for each in found],
            "target": [audit_words(each.target, lang) or "–" for each in found],
            "outcome": [t(f"accounts.outcome.{each.outcome}") for each in found],
            "detail": [audit_words(each.detail, lang) or "–" for each in found],
        }
    )
    table(frame, {name: t(f"accounts.trail.{name}") for name in frame.columns}, key="admin.audit.page", rows=25)
    if len(found) == MOST:
        st.caption(t("accounts.trail.cut", count=MOST))
    with st.container(horizontal=True):
        for kind, mime in _MIME.items():
            st.download_button(
                t(f"accounts.trail.{kind}"), taking(f"nhat-ky.{kind}", partial(_file, person, wanted, lang, kind)), f"nhat-ky.{kind}", mime,
                key=f"admin.audit.{kind}", on_click="ignore", icon=":material/table:",
            )  # fmt: skip


def _ask() -> Wanted:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        name = st.text_input(t("accounts.trail.name"), key="admin.audit.name", max_chars=60, width=180)
        actions = st.multiselect(
            t("accounts.trail.action"), actions_recorded(start.database()), key="admin.audit.action", width=320,
            format_func=lambda each: action_words(each, language()), placeholder=t("accounts.trail.any"), select_all=False,
        )  # fmt: skip
        outcomes = st.multiselect(
            t("accounts.trail.outcome"), ["done", "refused", "failed"], key="admin.audit.outcome", width=260,
            format_func=lambda each: t(f"accounts.outcome.{each}"), placeholder=t("accounts.trail.any"), select_all=False,
        )  # fmt: skip
        since = st.date_input(
            t("accounts.trail.since"), value=None, key="admin.audit.since", format="DD/MM/YYYY", width=200
        )
    begins = datetime.combine(since, time()).astimezone() if since else None
    return Wanted(name=name.strip().lower(), actions=tuple(actions), outcomes=tuple(outcomes), since=begins)


def _file(person: Person, wanted: Wanted, lang: str, kind: str) -> bytes:
    return trail_file(start.database(), person, wanted, lang=lang, kind=kind)
