"""Export: the documents that a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

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


def document_buttons(page: str, view: View) -> None:
    """Slides of this page and of the whole dashboard, and the copy for a hall without a network."""
    if page not in PAGES:
        return
    # A commit may come between looking and clicking: the file holds what the screen showed.
    codes = {**read_selection_codes(), "v": [str(view.cube.version)]}
    opened = reopening(page, view)
    lang = language()
    offer(
        t("exports.menu.views"), views_name(view, lang), partial(_views, list(PAGES), codes, lang, opened=opened),
        mime=MIME[XLSX], icon="table", key="export.views",
    )  # fmt: skip
    for name, pages in (("page", [page]), ("whole", list(PAGES))):
        offer(
            t(f"slides.menu.{name}"), slides_name(view, pages, lang), partial(_slides, pages, codes, lang, opened=opened),
            mime=PPTX_MIME, icon="slideshow", key=f"export.slides.{name}", help=t("slides.menu.help"),
        )  # fmt: skip
    offer(
        t("offline.menu.label"), offline_name(view, lang), partial(_offline, page, codes, lang, opened=opened),
        mime=HTML_MIME, icon="wifi_off", key="export.offline", help=t("offline.menu.help"),
    )  # fmt: skip
    report_buttons(page, view, opened)


def _offline(page: str, codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_offline(codes, lang, page=page, imprint=opened.imprint).content


def _slides(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_slides(pages, codes, lang, imprint=opened.imprint).content


def _views(pages: Sequence[str], codes: Mapping[str, Sequence[str]], lang: str, *, opened: Reopening) -> bytes:
    return export_views(pages, codes, lang, imprint=opened.imprint).content
