"""Show: what stands around every page: name, menu, the house's style, the language switch, the banner."""

from __future__ import annotations

from base64 import b64encode
from copy import copy
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from data_access.errors import StorageError
from locales import languages, text
from ui.accent import accent_style
from ui.contrast import contrast_button, contrast_style, tone
from ui.head_style import HEAD_STYLE
from ui.narrow import NARROW
from ui.person import Action, Person, acting, may_open, person_links
from ui.refusals import refusal
from ui.state import address_query, language
from ui.text import t
from ui.this_run import has_sample
from work import start

ROOT = Path(__file__).resolve().parent.parent

# Pages by section of the menu; a section without a name stands in the bar itself. A page's name is its file
# and its path.
SECTIONS: dict[str, tuple[str, ...]] = {
    "": ("overview", "models", "training", "commendations", "compare", "present"),
    "follow": ("targets", "programmes", "unit"),
    "data": (
        "upload",
        "records",
        "history",
        "changes",
        "completeness",
        "reconciliation",
        "duplicates",
        "definitions",
        "admin",
        "account",
    ),
}

STYLE = """
[data-testid=stHeader]{border-top:4px solid #8C1C24}
[data-testid=stMainBlockContainer]{max-width:1920px;
  padding-left:clamp(1rem,2.5vw,3rem);padding-right:clamp(1rem,2.5vw,3rem)}
[data-testid=stFullScreenFrame]{width:round(down,100%,1px)}
[data-testid=stHeading] :is(h1,h2,h3){padding-top:0}
[data-testid=stCaptionContainer]{opacity:.78}
button[data-variant][data-selected=true],
button[data-variant][data-selected=true] p{color:inherit!important;font-weight:600}
[role=tab][aria-selected=true],[role=tab][aria-selected=true] p{color:inherit!important;font-weight:600}
code{font-size:.875rem!important}
button:is([kind=secondary],[kind=tertiary]):not(:disabled):is(:hover,:focus,:active,[aria-expanded=true]),
button:is([kind=secondary],[kind=tertiary]):not(:disabled):is(:hover,:focus,:active,[aria-expanded=true]) *{color:inherit}
[data-testid=stPopoverBody]:has([class*="st-key-export-"])>*{gap:.4rem}
[data-testid=stFileUploaderDropzone]{min-height:9rem;border:1.5px dashed #8A949F;
  flex-direction:column;justify-content:center}
[data-testid=stFileUploaderDropzone]>*{flex:0 0 auto}
[data-testid=stLayoutWrapper]:has(>.st-key-language){position:fixed;top:1.15rem;right:3.75rem;
  z-index:999991;width:auto}
.st-key-language [data-testid=stHtml]{display:flex;align-items:center;margin-top:-.2rem}
.st-key-language button{border:0;background:none;color:inherit;padding:.5rem;line-height:0;cursor:pointer;opacity:.78}
.st-key-language button i{display:inline-block;width:1rem;height:1rem;border:2px solid;border-radius:50%;
  background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
:is(.st-key-language a,.st-key-language button,[data-testid=stTopNavLink],[data-testid=stTopNavSection],summary,
[data-testid=stBaseButton-tertiary]):focus-visible{outline:2px solid currentColor;outline-offset:2px}
.st-key-language a{color:inherit;opacity:.78;font-size:.875rem;padding:.5rem;text-decoration:none}
.st-key-language a:is(:hover,:focus-visible){opacity:1;text-decoration:underline}
:where(form.out) button{font:inherit;color:inherit;background:none;border:1px solid #8A949F;border-radius:4px;
  min-height:40px;padding:.25rem .75rem;cursor:pointer}
.st-key-language .who{max-width:9rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
[class*=st-key-duplicates-card-] td [data-testid=stMarkdownContainer],
.st-key-block-compare-summary td [data-testid=stMarkdownContainer]{max-width:none}
[class*=st-key-history-card-] a[href^="history?"]{background:none}
[class*=st-key-history-card-] a[href^="history?"] *{font-weight:400}
@media (max-width:760px){.st-key-language :is(.who,.out){display:none}}
@media (max-width:640px){[class*="st-key-rong-"]{overflow-x:auto}[class*="st-key-rong-"]>*{min-width:600px}
[data-testid=stFileUploaderDropzone] *{white-space:normal;text-align:center}
[class*=st-key-history-card-] [data-testid=stHorizontalBlock]{flex-wrap:wrap}
[class*=st-key-history-card-] [data-testid=stHorizontalBlock]>:first-child{flex:1 1 100%;min-width:100%}
.st-key-page-title button p{white-space:normal;text-align:left}
[class*="st-key-vua-compare-pair"]>*{min-width:640px!important}
[class*="st-key-chart-targets-"]{overflow-x:auto}[class*="st-key-chart-targets-"]>*{min-width:520px}}
@media (max-width:1000px){[class*="st-key-dai-"]{overflow-x:auto}[class*="st-key-dai-"]>*{min-width:900px}}
"""

# On paper: no control that a finger cannot press; the badges stay, for they say what was chosen. A card stands on one
# sheet, with its title; a drawing too high for that shrinks. In dark the drawings are turned to light: ink costs.
PRINT = """
@media print{[data-testid=stHeader],[data-testid=stSidebar],.st-key-actions,.st-key-language,.modebar-container,
[class*="st-key-why-"],[class*="-turn"],[class*="st-key-filters-clear"],[class*="st-key-banner-clear"],
[data-testid=stPagination],[data-testid=stDownloadButton]{display:none!important}
[class*="st-key-block-"],[class*="st-key-card-"],[data-testid=stPlotlyChart],[class*="st-key-history-card-"],
tr{break-inside:avoid}
[data-testid=stHeading],[data-testid=stCaptionContainer]{break-after:avoid}
thead{display:table-header-group}
:is([data-testid=stPlotlyChart],[data-testid=stFullScreenFrame],.js-plotly-plot,.plot-container,.svg-container,
.main-svg){max-height:146mm!important}
[data-testid=stElementContainer]:has(.main-svg),[data-testid=stFullScreenFrame]:has(.main-svg){height:auto!important}
:is([data-testid=stElementContainer],[data-testid=stLayoutWrapper],[data-testid=stVerticalBlock],
[data-testid=stTable]):has(table){break-inside:auto!important}
[data-testid=stTable],[data-testid=stTable] *{overflow:visible!important}
:is([data-testid=stVerticalBlock],[data-testid=stMain],[data-testid=stAppViewContainer],[data-testid=stMainBlockContainer],
[data-testid=stHorizontalBlock]:has(>[data-testid=stColumn])){display:block!important;height:auto!important}
[data-testid=stVerticalBlock]>*{margin-bottom:.6rem}
[data-testid=stVerticalBlock].st-key-language{display:none!important}
[data-testid=stTable] table{display:table!important;width:100%}
[data-testid=stVerticalBlock][class*="st-key-block-"]:has(.main-svg){display:inline-block!important;width:100%}
[data-testid=stColumn]{width:100%!important;margin-bottom:1rem;break-inside:avoid}
[data-testid=stColumn]:has(table){break-inside:auto}
[class*="st-key-rong-"],[class*="st-key-vua-"],[class*="st-key-dai-"]{overflow:visible!important}
@page{size:A4 landscape;margin:10mm}}
"""
DARK_PRINT = """
@media print{body,[data-testid=stApp],[data-testid=stApp] *{background-color:transparent!important;color:#000!important}
.js-plotly-plot{filter:invert(1) hue-rotate(180deg)}}
"""


def page_file(name: str) -> Path:
    """The script of a page."""
    return ROOT / "pages" / f"{name}.py"


def upload_link(label: str = "pages.empty.upload") -> None:
    """The next step where nothing stands yet: to the page that takes files in."""
    st.page_link(page_file("upload"), label=t(label), icon=":material/upload:", width="content")


def page_title(name: str) -> str:
    """What a page is called, in the menu and in its head."""
    return t(f"shell.page.{name}")


def configure() -> None:
    """Name, icon and width; must be the first word of every run."""
    st.set_page_config(
        page_title=t("shell.product.name"),
        page_icon=str(ROOT / "assets" / "favicon.png"),
        layout="wide",
        menu_items={"Get help": None, "Report a bug": None, "About": t("shell.product.about")},
    )


def menu(person: Person | None) -> Any:
    """The pages that have a file, those for this person as the menu at the top; returns the one asked for."""
    shown = frozenset(name for names in SECTIONS.values() for name in names if _is_shown(person, name))
    # A copy for each run: Streamlit notes in a page whether it was run already.
    sections = {title: [copy(page) for page in pages] for title, pages in _pages(shown, language()).items()}
    position: Literal["top", "hidden"] = "top" if person else "hidden"
    return st.navigation(sections, position=position)


@cache
def _pages(shown: frozenset[str], lang: str) -> dict[str, list[Any]]:
    """The pages by the titles of their sections; to find nineteen files at every run costs more than all else here."""
    sections = {
        text(f"shell.section.{section}", lang) if section else "": [
            st.Page(
                page_file(name),
                title=text(f"shell.page.{name}", lang),
                default=name == "overview",
                visibility="visible" if name in shown else "hidden",
            )
            for name in names
            if page_file(name).is_file()
        ]
        for section, names in SECTIONS.items()
    }
    return {title: pages for title, pages in sections.items() if pages}


def _is_shown(person: Person | None, name: str) -> bool:
    return person is not None and may_open(person, name) and (name != "account" or person.account is not None)


@cache
def _mark(paper: str) -> str:
    """The house's mark as an address that holds it; what Streamlit makes of the file at every run."""
    drawing = (ROOT / "assets" / f"logo-{paper}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(drawing).decode()}"


def dress(person: Person | None) -> None:
    """The house's style, its mark, who is signed in, and the language switch."""
    paper = "dark" if tone().startswith("dark") else "light"
    st.logo(_mark(paper), size="large")
    print_style = PRINT + (DARK_PRINT if paper == "dark" else "")
    st.html(f"<style>{STYLE}{NARROW}{accent_style()}{contrast_style()}{print_style}{HEAD_STYLE}</style>")
    other = next(name for name in languages if name != language())
    with st.container(key="language"):
        # A link and not a button: the server's own page changes with the language, so it must be loaded anew.
        address = escape("?" + address_query(lang=other), quote=True)
        link = f'<a href="{address}" lang="{other}" hreflang="{other}">{escape(t("shell.language.other"))}</a>'
        st.html((person_links(person) if person else "") + contrast_button() + link)


def banner(person: Person) -> None:
    """One line over every page while the figures are samples, with a button that clears them for whoever may."""
    if not has_sample():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="banner"):
        st.markdown(f":orange-badge[:material/info: {t('shell.sample.message')}]")
        if person.may(Action.SAMPLE):
            st.button(t("shell.sample.clear"), type="tertiary", on_click=_clear_sample, key="banner.clear")


def _clear_sample() -> None:
    try:
        start.clear_sample(acting())
    except StorageError as error:  # a locked term holds samples too
        st.toast(refusal(error), icon=":material/lock:")
