"""Show: the «?» beside a page's title: what the page answers, how to use it, and the guide that tells more."""

from __future__ import annotations

import streamlit as st

from ui.shell import page_title
from ui.state import language
from ui.text import t

# Whose guide tells more about a page: the secretary's, the leader's or the administrator's.
GUIDE_OF = {
    "overview": "lanh-dao",
    "models": "lanh-dao",
    "training": "lanh-dao",
    "commendations": "lanh-dao",
    "compare": "lanh-dao",
    "present": "lanh-dao",
    "targets": "lanh-dao",
    "programmes": "lanh-dao",
    "unit": "lanh-dao",
    "changes": "lanh-dao",
    "definitions": "lanh-dao",
    "upload": "thu-ky",
    "records": "thu-ky",
    "history": "thu-ky",
    "completeness": "thu-ky",
    "reconciliation": "thu-ky",
    "duplicates": "thu-ky",
    "account": "thu-ky",
    "admin": "quan-tri",
}


def titled(name: str) -> None:
    """The title of a page that stands at no version, with its «?»."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="page-title"):
        st.title(page_title(name), anchor=False, width="content")
        page_help(name)


def page_help(name: str) -> None:
    """The «?» of a page; stands right of its title."""
    with st.popover(t("help.head.label"), icon=":material/help:", type="tertiary", width="content", key="page.help"):
        st.markdown(t(f"help.page.{name}"))
        guide = GUIDE_OF[name]
        label = t("help.head.guide", guide=t(f"help.guide.{guide.replace('-', '_')}"))
        st.markdown(f"[{label}](/huong-dan/{guide}?lang={language()})")
