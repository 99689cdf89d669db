"""Export, ask: how a view is found again: the address with its version and a short code, on files and to be typed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from ui.person import acting_behind, session_mark
from ui.shell import SECTIONS, page_file
from ui.state import address_query, read_selection_codes, site
from ui.text import t
from work.imprints import Imprint
from work.view_codes import CodedView, coded_view, kept_code
from work.views import View

CODE = "code"
_TYPED = "reopening.typed"


@dataclass(frozen=True)
class Reopening:
    """A page as it stands on the screen; its code is written down when a file that carries it is made."""

    view: View
    page: str
    codes: Mapping[str, Sequence[str]]
    address: str
    mark: str | None

    @property
    def code(self) -> str:
        """The short code."""
        return kept_code(self.view.database, self.page, self.codes, self.view.cube.version)

    @property
    def imprint(self) -> Imprint:
        """What a file taken now tells of its making."""
        return Imprint(acting_behind(self.mark).name, self.address, self.code)


def reopening(page: str, view: View) -> Reopening:
    """How this page, at the version it shows, is opened again."""
    path = "" if page == "overview" else page
    address = f"{site()}/{path}?{address_query(v=str(view.cube.version))}"
    return Reopening(view, page, read_selection_codes(), address, session_mark())


def follow_code() -> None:
    """Go where a code in the address leads; of one that was never given out say so."""
    if typed := st.query_params.get(CODE, ""):
        _open(typed)


def code_box(key: str) -> None:
    """A box for a code that stands on a file."""
    st.text_input(
        t("reopening.box.label"),
        key=key,
        max_chars=16,
        placeholder=t("reopening.box.hint"),
        width=240,
        on_change=_take,
        args=(key,),
    )
    follow_typed()


def follow_typed() -> None:
    """Go where a typed code leads; also where its box was closed by the very click that ended the typing."""
    if typed := st.session_state.pop(_TYPED, ""):
        _open(typed)


def _take(key: str) -> None:
    # The box is emptied: what was typed is followed once.
    st.session_state[_TYPED] = st.session_state[key]
    st.session_state[key] = ""


def _open(typed: str) -> None:
    found = coded_view(typed)
    if found is None or not _is_page(found):
        st.warning(t("reopening.code.unknown"), icon=":material/info:")
        return
    query = {name: ",".join(codes) for name, codes in found.codes.items()}
    st.switch_page(page_file(found.page), query_params=query)


def _is_page(found: CodedView) -> bool:
    return any(found.page in names for names in SECTIONS.values()) and page_file(found.page).is_file()
