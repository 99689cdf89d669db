"""Ask: the language and the selection, held in the address bar and in the session so that both always agree.

The address holds codes and never words, so a link means the same in both languages. A page's widgets do not
bind to the address themselves: they write codes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

import streamlit as st

from locales import languages
from ui.this_run import once_a_run

# The order is the order in the address.
CODES = (
    "kind",
    "term",
    "unit",
    "province",
    "view",
    "span",
    "sector",
    "stage",
    "owner",
    "level",
    "award",
    "audience",
    "basis",
    "measure",
    "status",
    "by",
    "a",
    "b",
    "since",
    "v",
)

Codes = dict[str, list[str]]
_KEPT = "selection.codes"
_PAGE = "selection.page"
_LANGUAGE = "selection.language"
_CODE = re.compile(r"[0-9A-Za-z_?@.\-]{1,40}")
_MOST_CODES = 500
_ORIGIN = re.compile(r"[a-z]+://[^/?#]+")


@once_a_run
def language() -> str:
    """The language of this session: what the address says, else what it was, else the browser's cookie."""
    kept = st.session_state.get(_LANGUAGE) or st.context.cookies.get("lang")
    for asked in (st.query_params.get("lang"), kept):
        if asked in languages:
            return str(asked)
    return languages[0]


def read_selection_codes() -> dict[str, list[str]]:
    """The selection, ``{"kind": ["party_term"], "term": ["2020-2025"]}``; what is not chosen is absent."""
    kept = st.session_state.get(_KEPT)
    return {name: list(codes) for name, codes in kept.items()} if kept is not None else _codes_in_address()


def write_selection_codes(codes: dict[str, list[str]], **others: str) -> None:
    """Make this the whole selection, in session and address; names left out or empty are not chosen.

    ``others`` are parameters of a page's own that go into the address with it, in one step; empty ones leave it.
    """
    kept = {name: _clean(codes[name]) for name in CODES if codes.get(name)}
    st.session_state[_KEPT] = {name: values for name, values in kept.items() if values}
    _write_address(others)


def synchronise(page: str, meaningful: Callable[[Codes], Codes] = dict) -> None:
    """Once a run, before the page: the address decides, but a change of page carries the selection along.

    The menu's links name no filters. Within a page an address without filters means that none is chosen: that
    is where the browser's Back leads. Only the ``meaningful`` codes of an address stay in it.
    """
    st.session_state[_LANGUAGE] = language()
    asked = meaningful(_codes_in_address())
    has_changed_page = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page
    if asked or not has_changed_page or _KEPT not in st.session_state:
        st.session_state[_KEPT] = asked
    _write_address()


def address_query(**changes: str) -> str:
    """The query of this very view, some parameters changed: for links that open it elsewhere."""
    return urlencode({**_own_parameters(), **changes})


def site() -> str:
    """How this server's address begins in the reader's browser, for links that are taken elsewhere."""
    found = _ORIGIN.match(st.context.url or "")
    return found.group() if found else ""


def _codes_in_address() -> dict[str, list[str]]:
    found = {
        name: _clean(",".join(st.query_params.get_all(name)).split(",")) for name in CODES if name in st.query_params
    }
    return {name: codes for name, codes in found.items() if codes}


def _clean(codes: list[str]) -> list[str]:
    kept = [code for code in dict.fromkeys(codes) if _CODE.fullmatch(code)]
    return kept[:_MOST_CODES]


def _own_parameters() -> dict[str, str]:
    kept = {name: ",".join(codes) for name, codes in read_selection_codes().items()}
    tongue = {"lang": language()} if language() != languages[0] else {}
    return {**tongue, **kept}


def _write_address(others: Mapping[str, str] = MappingProxyType({})) -> None:
    ours = {"lang", *CODES, *others}
    foreign = {name: st.query_params.get_all(name) for name in st.query_params if name not in ours}
    foreign |= {name: [value] for name, value in others.items() if value}
    before = {name: st.query_params.get_all(name) for name in st.query_params}
    after = {**foreign, **{name: [value] for name, value in _own_parameters().items()}}
    if before != after:  # every write is an entry in the browser's history
        st.query_params.from_dict(after)
