"""Export: the one way to a download: who clicks is asked for the right to it at the click, and it is noted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

import streamlit as st

from ui.person import acting_behind, session_mark
from work import start
from work.people import person_behind
from work.taking import asked_by, is_asked_by_another, refuse_anothers_file, take_away


def taking(what: str, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """What a download button calls once it is pressed; ``what`` is the name of the file.

    A page shows a dozen such buttons at every run, so nothing is asked of the database before one is pressed.
    """
    return partial(_take, session_mark(), what, make)


def offer(
    label: str,
    name: str,
    make: Callable[[], bytes],
    *,
    mime: str,
    icon: str,
    key: str,
    help: str | None = None,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """A button for a file of a name, which is made once it is pressed; as wide as its menu unless told."""
    st.download_button(
        label, taking(name, make), name, mime, key=key, icon=f":material/{icon}:", help=help, on_click="ignore", width=width
    )  # fmt: skip


def _take(mark: str | None, what: str, make: Callable[[], bytes]) -> bytes:
    if is_asked_by_another(mark):  # Streamlit makes the file for whoever knows the button's number
        refuse_anothers_file(start.database(), person_behind(start.database(), asked_by.get()), what)
    return take_away(start.database(), acting_behind(mark), what, make)
