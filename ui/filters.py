"""Ask: the row of badges under a page's title; each badge is the control of one filter, and the address holds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data_access import vocabulary
from data_access.selection import BASES
from locales import term_text
from ui.filter_codes import clear, is_narrowed, take, write
from ui.place_filter import place_badge
from ui.plain import literal, unmarked
from ui.state import language, read_selection_codes, write_selection_codes
from ui.text import t
from work.views import View

# Dimension: its name in the address, its codes, its icon.
_DIMENSIONS = {
    "sector": ("sector", vocabulary.SECTORS, "category"),
    "stage": ("stage", vocabulary.STAGES, "timeline"),
    "level": ("level", vocabulary.LEVELS, "account_balance"),
    "owner_kind": ("owner", vocabulary.OWNER_KINDS, "groups"),
    "award_form": ("award", vocabulary.AWARD_FORMS, "workspace_premium"),
    "audience": ("audience", vocabulary.AUDIENCES, "diversity_3"),
}
_MOST_PILLS = 12


def filter_row(
    view: View,
    shown: Sequence[str],
    rarer: Sequence[str] = (),
    *,
    has_term: bool = True,
    has_place: bool = True,
    has_basis: bool = True,
) -> None:
    """The badges of a page: term, place, the dimensions ``shown``, those of ``rarer`` that are set, the basis."""
    with st.container(horizontal=True, wrap=False, key="bo-loc", vertical_alignment="center"):
        if has_term:
            _term_badge(view)
        if has_place:
            place_badge(view)
        for dimension in shown:
            _dimension_badge(view, dimension)
        if has_basis:
            _basis_badge(view)
        for dimension in rarer:
            if view.selection.wanted(dimension):
                st.button(
                    f"{t(f'choices.dimension.{dimension}')}: **{_said(view, dimension)}**",
                    icon=":material/close:",
                    icon_position="right",
                    key=f"filters.drop.{dimension}",
                    on_click=write,
                    args=(_DIMENSIONS[dimension][0], []),
                    help=t("filters.drop.help"),
                )
        if rarer:
            _more_badge(view, rarer)
        if is_narrowed():
            st.button(t("filters.clear.label"), type="tertiary", key="filters.clear", on_click=clear)


def chosen(name: str, options: Sequence[str]) -> str:
    """What the address says under a name, the first option unless it names one of them."""
    asked = next(iter(read_selection_codes().get(name, ())), "")
    return asked if asked in options else options[0]


def switch(name: str, options: Sequence[str], label: Callable[[str], str], *, title: str) -> None:
    """The control of one of a few things to look at, held in the address under its name."""
    key = f"filters.{name}"
    st.session_state[key] = chosen(name, options)
    st.segmented_control(
        title,
        list(options),
        format_func={option: unmarked(label(option)) for option in options}.__getitem__,
        key=key,
        required=True,
        label_visibility="collapsed",
        on_change=take,
        args=(name,),
    )


def _term_badge(view: View) -> None:
    kind = view.selection.term_kind
    said = ", ".join(term_text(term, language(), short=True) for term in view.selection.terms) or (
        term_text(view.term, language(), short=True) if view.term else t("filters.all.label")
    )
    title = t("filters.term.label") if kind in (None, "party_term") else t(f"choices.term_kind.{kind}")
    with st.popover(f"{title}: **{literal(said)}**", icon=":material/calendar_today:", key="filters.badge.term"):
        kinds = list(view.offered.terms)
        if len(kinds) > 1:
            st.session_state["filters.kind"] = kind
            st.selectbox(
                t("filters.kind.label"),
                kinds,
                format_func={code: t(f"choices.term_kind.{code}") for code in kinds}.__getitem__,
                key="filters.kind",
                on_change=take,
                args=("kind", "term"),
            )
        terms = list(reversed(view.offered.terms.get(kind or "", ())))
        if terms:
            _one_of_terms(view, terms)


def _one_of_terms(view: View, terms: list[str]) -> None:
    st.session_state["filters.term"] = view.term if view.term in terms else None
    labels = {term: term_text(term, language(), short=True) for term in terms}
    options: dict[str, Any] = {"key": "filters.term", "on_change": _take_term}
    if len(terms) <= _MOST_PILLS:
        said = {term: unmarked(label) for term, label in labels.items()}
        st.pills(t("filters.term.choose"), terms, required=view.term in terms, format_func=said.__getitem__, **options)
    else:
        st.selectbox(t("filters.term.choose"), terms, format_func=labels.__getitem__, **options)


def _take_term() -> None:
    codes = read_selection_codes()
    kind, _, label = (st.session_state["filters.term"] or "").partition(":")
    write_selection_codes(
        {**codes, "kind": [kind] if kind else codes.get("kind", []), "term": [label] if label else []}
    )


def _dimension_badge(view: View, dimension: str) -> None:
    icon = _DIMENSIONS[dimension][2]
    label = f"{t(f'choices.dimension.{dimension}')}: **{_said(view, dimension)}**"
    with st.popover(label, icon=f":material/{icon}:", key=f"filters.badge.{dimension}"):
        _codes(view, dimension)


def _more_badge(view: View, rarer: Sequence[str]) -> None:
    with st.popover(t("filters.more.label"), type="tertiary", icon=":material/add:", key="filters.badge.more"):
        for dimension in rarer:
            _codes(view, dimension)


def _codes(view: View, dimension: str) -> None:
    name, codes, _ = _DIMENSIONS[dimension]
    key = f"filters.{name}"
    st.session_state[key] = list(view.selection.wanted(dimension))
    st.pills(
        t(f"choices.dimension.{dimension}"),
        list(codes),
        selection_mode="multi",
        key=key,
        format_func={code: unmarked(t(f"choices.{dimension}.{code}")) for code in codes}.__getitem__,
        on_change=take,
        args=(name,),
    )


def _basis_badge(view: View) -> None:
    label = f"{t('filters.basis.label')}: **{t(f'filters.basis.{view.selection.basis}')}**"
    with st.popover(label, icon=":material/source_notes:", key="filters.badge.basis"):
        st.session_state["filters.basis"] = view.selection.basis
        st.radio(
            t("filters.basis.choose"),
            BASES,
            format_func={code: t(f"choices.basis.{code}") for code in BASES}.__getitem__,
            captions=[t(f"filters.basis_help.{code}") for code in BASES],
            key="filters.basis",
            on_change=take,
            args=("basis",),
        )


def _said(view: View, dimension: str) -> str:
    codes = view.selection.wanted(dimension)
    if not codes:
        return t("filters.all.label")
    first = t(f"choices.{dimension}.{codes[0]}")
    return literal(first if len(codes) == 1 else t("filters.unit.several", first=first, more=len(codes) - 1))
