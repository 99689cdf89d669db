"""Ask: the badge of places: a province, some of its units, those that have figures or any."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from data_access.selection import FORMER
from ui.filter_codes import ALL, take
from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.unit_links import full_name, unit_link
from work.views import View

# Beyond so many units nobody looks which names occur twice: each is told with its province.
_MANY = 500


@dataclass(frozen=True)
class _Places:
    """The units to choose from and how each is called among them."""

    units: tuple[str, ...]
    names: dict[str, str]


def place_badge(view: View) -> None:
    """The badge with the place chosen, and behind it the choice."""
    selection, everything = view.selection, t("filters.all.label")
    label = t("filters.unit.label")
    if selection.units:
        first = view.name(selection.units[0])
        said = (
            first
            if len(selection.units) == 1
            else t("filters.unit.several", first=first, more=len(selection.units) - 1)
        )
    elif selection.province:
        label, said = t("filters.province.label"), view.name(selection.province)
    else:
        said = everything
    if selection.by_former:
        label = t("filters.former.label")
    with st.popover(f"{label}: **{literal(said)}**", icon=":material/location_city:", key="filters.badge.place"):
        if view.offered.has_communes:
            _as_reported_or_former(view)
        provinces = list(view.offered.provinces)
        if len(provinces) > 1:
            st.session_state["filters.province"] = selection.province or ALL
            st.selectbox(
                t("filters.province.label"),
                [ALL, *dict.fromkeys([*provinces, *filter(None, [selection.province])])],
                format_func=lambda unit: everything if unit == ALL else view.name(unit),
                key="filters.province",
                on_change=take,
                args=("province", "unit"),
            )
        _units(view)
        if len(selection.units) == 1:
            unit_link(view, selection.units[0])


def _as_reported_or_former(view: View) -> None:
    """Communes as they report, or back in the districts that they came from."""
    st.session_state["filters.view"] = FORMER if view.selection.by_former else ALL
    st.segmented_control(
        t("filters.view.label"), [ALL, FORMER], key="filters.view", required=True, on_change=take, args=("view",),
        format_func=lambda code: t(f"filters.view.{'former' if code == FORMER else 'as_reported'}"),
        help=t("filters.view.help"),
    )  # fmt: skip


def _units(view: View) -> None:
    everywhere = st.session_state.get("filters.everywhere", False)
    key = ("places", view.selection.by_former, view.selection.province, view.selection.units, everywhere, language())
    places = view.once((*key, view.offered.units), lambda: _offered_places(view, everywhere=everywhere))
    st.session_state["filters.unit"] = list(view.selection.units)
    st.multiselect(
        t("filters.unit.choose"),
        places.units,
        format_func=lambda unit: places.names.get(unit, unit),
        key="filters.unit",
        placeholder=t("filters.unit.placeholder"),
        on_change=take,
        args=("unit",),
        select_all=False,
    )
    st.checkbox(t("filters.unit.everywhere"), key="filters.everywhere", persist_state="session")


def _offered_places(view: View, *, everywhere: bool) -> _Places:
    units = view.reference.units
    offered = [unit for unit in units if units[unit].province] if everywhere else list(view.offered.units)
    if view.selection.province:
        offered = [unit for unit in offered if units[unit].province == view.selection.province]
    offered = list(dict.fromkeys([*view.selection.units, *offered])) if view.selection.units else offered
    names = [units[unit].name for unit in offered]
    twice = {name for name in names if names.count(name) > 1} if len(names) < _MANY else set(names)
    known = {unit: units[unit].name for unit in offered}
    return _Places(
        tuple(offered), {unit: full_name(view, unit) if name in twice else name for unit, name in known.items()}
    )
