"""Ask: the row of badges under a page's title; each badge is the control of one filter, and the address holds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from data_access import vocabulary
from data_access.selection import BASES
from locales import term_text
from ui.plain import literal
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
_KEPT_WHEN_CLEARED = ("measure", "v")
_ALL = "*"


@dataclass(frozen=True)
class _Places:
    """The units to choose from and how each is called among them."""

    units: tuple[str, ...]
    names: dict[str, str]


def filter_row(view: View, shown: Sequence[str], rarer: Sequence[str] = ()) -> None:
    """The badges of a page: term, place, the dimensions ``shown``, those of ``rarer`` that are set, the basis."""
    with st.container(horizontal=True, wrap=False, key="bo-loc", vertical_alignment="center"):
        _term_badge(view)
        _place_badge(view)
        for dimension in shown:
            _dimension_badge(view, dimension)
        _basis_badge(view)
        for dimension in rarer:
            if view.selection.wanted(dimension):
                st.button(
                    f"{t(f'choices.dimension.{dimension}')}: **{_said(view, dimension)}**",
                    icon=":material/close:", icon_position="right", key=f"filters.drop.{dimension}",
                    on_click=_write, args=(_DIMENSIONS[dimension][0], []), help=t("filters.drop.help"),
                )  # fmt: skip
        if rarer:
            _more_badge(view, rarer)
        if _is_narrowed():
            st.button(t("filters.clear.label"), type="tertiary", key="filters.clear", on_click=_clear)


def chosen(name: str, options: Sequence[str]) -> str:
    """What the address says under a name, the first option unless it names one of them."""
    asked = next(iter(read_selection_codes().get(name, ())), "")
    return asked if asked in options else options[0]


def switch(name: str, options: Sequence[str], label: Callable[[str], str], *, title: str) -> None:
    """The control of one of a few things to look at, held in the address under its name."""
    key = f"filters.{name}"
    st.session_state[key] = chosen(name, options)
    st.segmented_control(
        title, list(options), format_func=label, key=key, required=True, label_visibility="collapsed", on_change=_take, args=(name,)
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
                t("filters.kind.label"), kinds, format_func=lambda code: t(f"choices.term_kind.{code}"),
                key="filters.kind", on_change=_take, args=("kind", "term"),
            )  # fmt: skip
        terms = list(reversed(view.offered.terms.get(kind or "", ())))
        if terms:
            _one_of_terms(view, terms)


def _one_of_terms(view: View, terms: list[str]) -> None:
    st.session_state["filters.term"] = view.term if view.term in terms else None
    options = {"format_func": _term_label, "key": "filters.term", "on_change": _take_term}
    if len(terms) <= _MOST_PILLS:
        st.pills(t("filters.term.choose"), terms, required=view.term in terms, **options)
    else:
        st.selectbox(t("filters.term.choose"), terms, **options)


def _term_label(term: str) -> str:
    return term_text(term, language(), short=True)


def _take_term() -> None:
    codes = read_selection_codes()
    chosen = st.session_state["filters.term"]
    kind, _, label = (chosen or "").partition(":")
    write_selection_codes({**codes, "kind": [kind] if kind else codes.get("kind", []), "term": [label] if label else []})


def _place_badge(view: View) -> None:
    selection, everything = view.selection, t("filters.all.label")
    label = t("filters.unit.label")
    if selection.units:
        first = view.name(selection.units[0])
        said = first if len(selection.units) == 1 else t("filters.unit.several", first=first, more=len(selection.units) - 1)
    elif selection.province:
        label, said = t("filters.province.label"), view.name(selection.province)
    else:
        said = everything
    with st.popover(f"{label}: **{literal(said)}**", icon=":material/location_city:", key="filters.badge.place"):
        provinces = list(view.offered.provinces)
        if len(provinces) > 1:
            st.session_state["filters.province"] = selection.province or _ALL
            st.selectbox(
                t("filters.province.label"), [_ALL, *dict.fromkeys([*provinces, *filter(None, [selection.province])])],
                format_func=lambda unit: everything if unit == _ALL else view.name(unit),
                key="filters.province", on_change=_take, args=("province", "unit"),
            )  # fmt: skip
        _units(view)


def _units(view: View) -> None:
    everywhere = st.session_state.get("filters.everywhere", False)
    places = _offered_places(view, everywhere=everywhere)
    st.session_state["filters.unit"] = list(view.selection.units)
    st.multiselect(
        t("filters.unit.choose"), places.units, format_func=lambda unit: places.names.get(unit, unit),
        key="filters.unit", placeholder=t("filters.unit.placeholder"), on_change=_take, args=("unit",), select_all=False,
    )  # fmt: skip
    st.checkbox(t("filters.unit.everywhere"), key="filters.everywhere", persist_state="session")


def _offered_places(view: View, *, everywhere: bool) -> _Places:
    units = view.reference.units
    offered = [unit for unit in units if units[unit].province] if everywhere else list(view.offered.units)
    if view.selection.province:
        offered = [unit for unit in offered if units[unit].province == view.selection.province]
    offered = list(dict.fromkeys([*view.selection.units, *offered])) if view.selection.units else offered
    names = [units[unit].name for unit in offered]
    twice = {name for name in names if names.count(name) > 1} if len(names) < 500 else set(names)
    return _Places(tuple(offered), {unit: _full_name(view, unit, in_full=units[unit].name in twice) for unit in offered})


def _full_name(view: View, unit: str, *, in_full: bool) -> str:
    record = view.reference.units[unit]
    if not in_full:
        return record.name
    parts = [view.name(record.province)] if record.province else []
    if record.valid_to:
        parts.append(t("filters.unit.until", year=record.valid_to.year))
    return f"{record.name} ({', '.join(parts)})"


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
        t(f"choices.dimension.{dimension}"), list(codes), selection_mode="multi", key=key,
        format_func=lambda code: t(f"choices.{dimension}.{code}"), on_change=_take, args=(name,),
    )  # fmt: skip


def _basis_badge(view: View) -> None:
    label = f"{t('filters.basis.label')}: **{t(f'filters.basis.{view.selection.basis}')}**"
    with st.popover(label, icon=":material/source_notes:", key="filters.badge.basis"):
        st.session_state["filters.basis"] = view.selection.basis
        st.radio(
            t("filters.basis.choose"), BASES, format_func=lambda code: t(f"choices.basis.{code}"),
            captions=[t(f"filters.basis_help.{code}") for code in BASES], key="filters.basis", on_change=_take, args=("basis",),
        )  # fmt: skip


def _said(view: View, dimension: str) -> str:
    codes = view.selection.wanted(dimension)
    if not codes:
        return t("filters.all.label")
    first = t(f"choices.{dimension}.{codes[0]}")
    return literal(first if len(codes) == 1 else t("filters.unit.several", first=first, more=len(codes) - 1))


def _take(name: str, *cleared: str) -> None:
    """A widget's new value into the address, in place of what it clears."""
    value = st.session_state[f"filters.{name}"]
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    codes = {key: kept for key, kept in read_selection_codes().items() if key not in cleared}
    write_selection_codes({**codes, name: [each for each in values if each not in (None, _ALL, "auto")]})


def _write(name: str, values: list[str]) -> None:
    write_selection_codes({**read_selection_codes(), name: values})


def _clear() -> None:
    write_selection_codes({name: kept for name, kept in read_selection_codes().items() if name in _KEPT_WHEN_CLEARED})


def _is_narrowed() -> bool:
    return any(name not in _KEPT_WHEN_CLEARED for name in read_selection_codes())
