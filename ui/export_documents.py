"""Export: the documents that a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from ui.export_reports import report_buttons
from ui.reopening import Reopening, reopening
from ui.state import language, read_selection_codes
from ui.taking import offer
from ui.text import t
from work.exports import MIME, XLSX
from work.offline import HTML_MIME, export_offline, offline_name
from work.page_content import PAGES
from work.slide_shows import PPTX_MIME, export_slides, slides_name
from work.view_books import export_views, views_name
from work.views import View


def paper_and_meeting(page: str, view: View) -> None:
    """The reports on this page, then slides of it and of the whole dashboard, and the copy for a hall without a network."""
    if page not in PAGES:
        return
    opened, lang, codes = reopening(page, view), language(), _as_shown(view)
    st.caption(f"**{t('pages.export.paper')}**")
    report_buttons(page, view, opened)
    st.caption(f"**{t('pages.export.meeting')}**")
    for name, pages in (("page", [page]), ("whole", list(PAGES))):
        offer(
            t(f"slides.menu.{name}"), slides_name(view, pages, lang), partial(_slides, pages, codes, lang, opened=opened),
            mime=PPTX_MIME, icon="slideshow", key=f"export.slides.{name}", help=t("slides.menu.help"),
        )  # fmt: skip
    offer(
        t("offline.menu.label"), offline_name(view, lang), partial(_offline, page, codes, lang, opened=opened),
        mime=HTML_MIME, icon="wifi_off", key="export.offline", help=t("offline.menu.help"),
    )  # fmt: skip


def views_button(page: str, view: View) -> None:
    """The whole dashboard as a workbook with a sheet a view."""
    if page not in PAGES:
        return
    make = partial(_views, list(PAGES), _as_shown(view), language(), opened=reopening(page, view))
    name = views_name(view, language())
    offer(t("exports.menu.views"), name, make, mime=MIME[XLSX], icon="table", key="export.views")


def _as_shown(view: View) -> dict[str, list[str]]:
    """The codes of the address: a commit may come between looking and clicking, and the file holds what the screen showed."""
    return {**read_selection_codes(), "v": [str(view.cube.version)]}


def _offline(page: str, codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_offline(codes, lang, page=page, imprint=opened.imprint).content


def _slides(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_slides(pages, codes, lang, imprint=opened.imprint).content


def _views(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_views(pages, codes, lang, imprint=opened.imprint).content
