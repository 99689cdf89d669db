"""Export: the written report that a page lets its reader take away, for Word and for print; made after the click."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from ui.reopening import Reopening
from ui.state import language, read_selection_codes
from ui.taking import offer
from ui.text import t
from work.documents import DOCX, MIME, PDF, export_report, report_name
from work.one_page import export_one_page, one_page_name
from work.page_content import PAGES
from work.views import View

_ICONS = {DOCX: "description", PDF: "picture_as_pdf"}


def report_buttons(page: str, view: View, opened: Reopening) -> None:
    """The report on this page; from the first page the one on the whole dashboard, and one sheet of it."""
    pages = list(PAGES) if page == "overview" else [page]
    # A commit may come between looking and clicking: the file holds what the screen showed.
    codes = {**read_selection_codes(), "v": [str(view.cube.version)]}
    lang = language()
    if page == "overview":
        offer(
            t("document.menu.one_page"), one_page_name(view, lang), partial(_one_page, codes, lang=lang, opened=opened),
            mime=MIME[PDF], icon=_ICONS[PDF], key="export.one_page",
        )  # fmt: skip
    for kind, icon in _ICONS.items():
        offer(
            t(f"document.menu.{kind}"), report_name(view, kind, lang), partial(_report, pages, codes, kind, lang=lang, opened=opened),
            mime=MIME[kind], icon=icon, key=f"export.{kind}",
        )  # fmt: skip


def _report(
    pages: Sequence[str], codes: Mapping[str, Sequence[str]], kind: str, *, lang: str, opened: Reopening
) -> bytes:
    return export_report(pages, codes, kind, lang=lang, imprint=opened.imprint).content


def _one_page(codes: Mapping[str, Sequence[str]], *, lang: str, opened: Reopening) -> bytes:
    return export_one_page(codes, lang, imprint=opened.imprint).content
