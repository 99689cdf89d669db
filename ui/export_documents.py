"""Export: the documents that a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ui.state import address_query, language, read_selection_codes
from ui.text import t
from work.page_content import PAGES
from work.slide_shows import PPTX_MIME, export_slides, slides_name
from work.views import View


def document_buttons(page: str, view: View) -> None:
    """Slides of this page and of the whole dashboard."""
    if page not in PAGES:
        return
    # A commit may come between looking and clicking: the file holds what the screen showed.
    codes = {**read_selection_codes(), "v": [str(view.cube.version)]}
    for name, pages in (("page", [page]), ("whole", list(PAGES))):
        make = partial(_slides, pages, codes, language(), address=address_query())
        st.download_button(
            t(f"slides.menu.{name}"),
            make,
            slides_name(view, pages, language()),
            PPTX_MIME,
            key=f"export.slides.{name}",
            on_click="ignore",
            icon=":material/slideshow:",
            width="stretch",
        )


def _slides(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, address: str) -> bytes:
    return export_slides(pages, codes, lang, address=address).content
