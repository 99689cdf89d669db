"""Show: a long list a page at a time: which page is shown, what stands on it, and the numbers below it to turn to others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def pages_of(count: int, size: int) -> int:
    """How many pages so many things take, at least one."""
    return max(1, -(-count // size))


def page_shown(key: str, pages: int) -> int:
    """Which page is shown, the first being 1; the last where the one turned to is there no more."""
    return min(st.session_state.get(key, 1), pages)


def on_page(things: Sequence[T], key: str, size: int) -> list[T]:
    """The things on the page that is shown."""
    page = page_shown(key, pages_of(len(things), size))
    return list(things[(page - 1) * size : page * size])


def turn_pages(key: str, pages: int) -> None:
    """The numbers of the pages, where there are several."""
    if pages > 1:
        # Streamlit goes to its default where the page turned to is there no more: to the one that is shown.
        st.pagination(pages, default=page_shown(key, pages), key=key)
