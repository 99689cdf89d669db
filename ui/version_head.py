"""Show: the title of a page about the data itself, and the version it is at."""

from __future__ import annotations

import streamlit as st

from data_access.errors import StorageError
from locales import date_text
from ui.page_help import page_help
from ui.shell import page_title
from ui.state import language
from ui.text import t
from work import start
from work.uploads import newest

# Streamlit's own grey of a folded line is too pale to read.
_READABLE = (
    "<style>[data-testid=stExpander] summary,[data-testid=stExpander] summary *{color:inherit;opacity:1}</style>"
)


def version_head(name: str) -> None:
    """Title, and beside it which version the data is at, since which day, and whether there are samples in it."""
    st.html(_READABLE)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="page-title"):
        st.title(page_title(name), anchor=False, width="content")
        page_help(name)
        try:
            latest = newest(start.database())
            has_sample = start.sample_banner()
        except StorageError:  # the page itself says what is wrong
            return
        if latest is None:
            return
        number, at = latest
        day = date_text(at.date(), language())
        said = t("pages.head.version", version=number, day=day)
        st.caption(f"{said} · **{t('pages.head.sample')}**" if has_sample else said, width="content")
