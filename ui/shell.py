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

# On paper drawings are turned to light: ink costs. What else the house looks like stands in assets/house.css.
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
    """Name and width; must be the first word of every run. The icon stands in the page itself."""
    st.set_page_config(
        page_title=t("shell.product.name"),
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
    """What of the house's style changes with its reader, its mark, who is signed in, and the language switch."""
    paper = "dark" if tone().startswith("dark") else "light"
    st.logo(_mark(paper), size="large")
    st.html(f"<style>{accent_style()}{contrast_style()}{DARK_PRINT if paper == 'dark' else ''}</style>")
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
