"""Export: the documents that a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ui.export_reports import report_buttons
from ui.reopening import Reopening, reopening
from ui.state import language, read_selection_codes
from ui.taking import taking
from ui.text import t
from work.exports import MIME, XLSX
from work.offline import HTML_MIME, export_offline, offline_name
from work.page_content import PAGES
from work.slide_shows import PPTX_MIME, export_slides, slides_name
from work.view_books import export_views, views_name
from work.views import View


def document_buttons(page: str, view: View) -> None:
    """Slides of this page and of the whole dashboard, and the copy for a hall without a network."""
    if page not in PAGES:
        return
    # A commit may come between looking and clicking: the file holds what the screen showed.
    codes = {**read_selection_codes(), "v": [str(view.cube.version)]}
    opened = reopening(page, view)
    st.download_button(
        t("exports.menu.views"),
        taking(views_name(view, language()), partial(_views, list(PAGES), codes, language(), opened=opened)),
        views_name(view, language()),
        MIME[XLSX],
        key="export.views",
        on_click="ignore",
        icon=":material/table:",
        width="stretch",
    )
    for name, pages in (("page", [page]), ("whole", list(PAGES))):
        make = partial(_slides, pages, codes, language(), opened=opened)
        st.download_button(
            t(f"slides.menu.{name}"),
            taking(slides_name(view, pages, language()), make),
            slides_name(view, pages, language()),
            PPTX_MIME,
            help=t("slides.menu.help"),
            key=f"export.slides.{name}",
            on_click="ignore",
            icon=":material/slideshow:",
            width="stretch",
        )
    st.download_button(
        t("offline.menu.label"),
        taking(offline_name(view, language()), partial(_offline, page, codes, language(), opened=opened)),
        offline_name(view, language()),
        HTML_MIME,
        help=t("offline.menu.help"),
        key="export.offline",
        on_click="ignore",
        icon=":material/wifi_off:",
        width="stretch",
    )
    report_buttons(page, view, opened)


def _offline(page: str, codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_offline(codes, lang, page=page, imprint=opened.imprint).content


def _slides(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_slides(pages, codes, lang, imprint=opened.imprint).content


def _views(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_views(pages, codes, lang, imprint=opened.imprint).content
