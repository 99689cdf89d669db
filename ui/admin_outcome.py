"""Commit and show: one act of an administrator, its outcome until the next click, and every refusal as a sentence."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_access.errors import Impossible, StorageError, TermLocked
from ui.person import NotAllowed
from ui.state import language
from ui.text import t
from work.locks import locked_sentence
from work.office import impossible_words

_KEY = "admin.outcome"


def attempt(section: str, act: Callable[[], int | None], *clear: str) -> None:
    """Do it and keep how it went for the section; fields that are named are emptied where it was done."""
    try:
        upload = act()
    except (Impossible, TermLocked, StorageError, NotAllowed) as error:
        st.session_state[_KEY] = (section, False, refusal(error))
        return
    said = t("admin.office.done", upload=upload) if upload else t("office.command.unchanged")
    st.session_state[_KEY] = (section, True, said)
    for key in clear:
        st.session_state.pop(key, None)


def refusal(error: Exception) -> str:
    """Why something was not done, in the reader's language."""
    if isinstance(error, Impossible):
        return impossible_words(error, language())
    if isinstance(error, TermLocked):
        return locked_sentence(error, language())
    if isinstance(error, NotAllowed):
        return t(error.key)
    return t(f"commands.storage.{type(error).__name__}")


def show_outcome(section: str) -> None:
    """How the last act of a section went, once."""
    kept = st.session_state.get(_KEY)
    if kept is None or kept[0] != section:
        return
    del st.session_state[_KEY]
    _, was_done, said = kept
    if was_done:
        st.success(said, icon=":material/check:")
    else:
        st.error(said, icon=":material/error:")
