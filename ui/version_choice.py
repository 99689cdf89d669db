"""Ask: which version of the data is shown: the newest, or the figures as they were known after an upload or on a day."""

from __future__ import annotations

from datetime import date

import streamlit as st

from locales import date_text
from ui.plain import moment_words
from ui.shell import page_file
from ui.state import language, read_selection_codes, write_selection_codes
from ui.text import t
from ui.this_run import at_newest
from work import start
from work.uploads import Upload, history_of
from work.views import View

_BADGE, _DAY, _UPLOAD = "version.badge", "version.day", "version.upload"


def version_badge(view: View, said: str) -> None:
    """The version in words; behind it the choice of an earlier one."""
    with st.popover(said, type="tertiary", key=_BADGE, icon=":material/history:", on_change="rerun") as badge:
        if not badge.open:  # a hundred uploads by name, for nobody
            return
        found = at_newest(("history",), lambda: history_of(start.database()))
        st.markdown(t("pages.version.intro"))
        st.page_link(page_file("changes"), label=t("pages.version.changes"), icon=":material/difference:")
        _day(found)
        _upload(view, found)
        if view.selection.version is not None:
            st.button(t("pages.head.newest"), key="version.newest", on_click=show_newest)


def past_banner(view: View) -> None:
    """One line that says that the figures are old ones, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="past-version"):
        day = date_text(view.updated.date(), language())
        words = t("pages.head.past", version=view.cube.version, day=day)
        st.markdown(f":orange-badge[:material/history: {words}]", width="content")
        st.button(t("pages.head.newest"), type="tertiary", key="head.newest", on_click=show_newest)


def show_newest() -> None:
    """Leave the past."""
    write_selection_codes({name: codes for name, codes in read_selection_codes().items() if name != "v"})


def version_on(found: list[Upload], day: date) -> int | None:
    """The last version that stood at the end of a day; None where there was none yet."""
    return max((each.number for each in found if each.at.astimezone().date() <= day), default=None)


def _day(found: list[Upload]) -> None:
    if not found:
        return
    days = at_newest(("days",), lambda: [each.at.astimezone().date() for each in found])
    st.session_state.setdefault(_DAY, None)
    st.date_input(
        t("pages.version.day"), key=_DAY, min_value=min(days), max_value=max(max(days), date.today()),
        format="DD/MM/YYYY", on_change=_take_day, persist_state="session",
    )  # fmt: skip


def _take_day() -> None:
    day = st.session_state[_DAY]
    if isinstance(day, date):
        found = history_of(start.database())
        _write(version_on(found, day), found)


def _upload(view: View, found: list[Upload]) -> None:
    key = ("upload names", language(), st.context.timezone)
    names = at_newest(key, lambda: {each.number: upload_name(each) for each in reversed(found)})
    st.session_state[_UPLOAD] = view.cube.version if view.cube.version in names else None
    st.selectbox(t("pages.version.upload"), list(names), key=_UPLOAD, on_change=_take_upload,
                 format_func=lambda number: names.get(number, str(number)))  # fmt: skip


def _take_upload() -> None:
    _write(st.session_state[_UPLOAD], history_of(start.database()))


def _write(version: int | None, found: list[Upload]) -> None:
    newest = found[-1].number if found else None
    past = [str(version)] if version is not None and version != newest else []
    st.session_state[_BADGE] = True  # its words change with the version, and what has other words is closed
    write_selection_codes({**read_selection_codes(), "v": past})


def upload_kind(upload: Upload) -> str:
    """What an upload did: imported, took back, put in force again."""
    return t(f"history.kind.{'redo' if upload.is_redo else upload.kind}", first=upload.first)


def upload_name(upload: Upload) -> str:
    """An upload in a list to choose from: its number, moment, kind and first files."""
    words = (moment_words(upload.at), upload_kind(upload), ", ".join(upload.files[:2]))
    return f"{upload.number} · " + " · ".join(word for word in words if word)
