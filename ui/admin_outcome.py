"""Commit and show: one act of an administrator, its outcome until the next click, and every refusal as a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from data_access.errors import StorageError
from ui.refusals import refusal
from ui.text import t

_KEY = "admin.outcome"


def attempt(section: str, act: Callable[[], int | None], emptied: Mapping[str, str | None] | None = None) -> None:
    """Do it and keep how it went for the section; where it was done, fields get what they hold while nothing is entered.

    What ``act`` needs of fields it takes from the session: a click right behind the last letter comes before the page ran
    with that letter.
    """
    try:
        upload = act()
    except StorageError as error:
        st.session_state[_KEY] = (section, False, refusal(error))
        return
    said = t("admin.office.done", upload=upload) if upload else t("office.command.unchanged")
    st.session_state[_KEY] = (section, True, said)
    st.session_state.update(emptied or {})


def show_outcome(section: str) -> None:
    """How the last act of a section went, once; its place stays when it goes, or the forms below would close."""
    place, kept = st.container(), st.session_state.get(_KEY)
    if kept is None or kept[0] != section:
        return
    del st.session_state[_KEY]
    _, was_done, said = kept
    if was_done:
        place.success(said, icon=":material/check:")
    else:
        place.error(said, icon=":material/error:")
