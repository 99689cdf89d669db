"""Show: the way to a unit's own page, and the choice of a unit on it."""

from __future__ import annotations

import streamlit as st

from ui.filter_codes import write
from ui.plain import literal
from ui.shell import page_file
from ui.state import read_selection_codes
from ui.text import t
from work.views import View

_CARRIED = ("kind", "term", "basis", "v")


def unit_link(view: View, unit: str) -> None:
    """A link from another page to that of a unit, at the same term and version; a line by former district has none."""
    if unit[:1].isdigit():
        codes = {name: ",".join(values) for name, values in read_selection_codes().items() if name in _CARRIED}
        st.page_link(
            page_file("unit"), label=literal(t("unit.link.open", unit=view.name(unit))),
            query_params=codes | {"unit": unit}, icon=":material/location_city:",
        )  # fmt: skip


def turn_to(unit: str, words: str) -> None:
    """On a unit's page the way to that of another; a link to the page one is on would leave the address as it is."""
    st.button(literal(words), type="tertiary", key=f"unit.turn.{unit}", on_click=write, args=("unit", [unit]))


def choose_unit(view: View, unit: str | None) -> None:
    """The choice of a unit: those that have figures, or any that ever stood."""
    units = view.reference.units
    with st.container(horizontal=True, vertical_alignment="bottom", key="unit-choice"):
        everywhere = st.session_state.get("unit.everywhere", False)
        offered = list(units) if everywhere else [*view.offered.provinces, *view.offered.units]
        options = list(dict.fromkeys([*filter(None, [unit]), *offered]))
        names = {each: full_name(view, each) for each in options}
        st.session_state["unit.choose"] = unit
        st.selectbox(
            t("unit.choose.label"), options, key="unit.choose", format_func=lambda each: names.get(each, each),
            placeholder=t("unit.choose.placeholder"), on_change=_take, width=480,
        )  # fmt: skip
        st.checkbox(t("unit.choose.everywhere"), key="unit.everywhere", persist_state="session")


def _take() -> None:
    chosen = st.session_state["unit.choose"]
    write("unit", [chosen] if chosen else [])


def full_name(view: View, unit: str) -> str:
    """A unit's name with its province and, where it ended, when: what tells two of one name apart."""
    record = view.reference.units[unit]
    parts = [view.name(record.province)] if record.province else []
    if record.valid_to:
        parts.append(t("filters.unit.until", year=record.valid_to.year))
    return f"{record.name} ({', '.join(parts)})" if parts else record.name
