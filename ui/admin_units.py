"""Ask and commit: units and terms by hand: a unit added, ended or linked to who succeeds it, and a term named."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from data_access.reference import Reference, UnitRecord
from data_access.vocabulary import TERM_KINDS
from locales import date_text, number, term_text
from ui.admin_outcome import attempt, show_outcome
from ui.admin_term_days import ask_days, days_line
from ui.person import acting
from ui.plain import literal
from ui.state import language
from ui.text import t
from work import office, start
from work.office import UNIT_TYPES, Level, NewUnit
from work.unit_search import find_units

_LEVELS: tuple[Level, ...] = ("commune", "district", "province")
_FIRST, _LAST = date(1975, 4, 30), date(2100, 12, 31)
_MOST = 30


def show_units() -> None:
    """The section of the page: what was said by hand, and the four forms."""
    st.subheader(t("admin.units.title"), anchor=False)
    st.caption(t("admin.units.message"))
    show_outcome("units")
    reference = start.reference()
    _show_said(reference)
    with st.expander(t("admin.units.add"), icon=":material/add_location_alt:"):
        _ask_new(reference)
    with st.expander(t("admin.units.end"), icon=":material/wrong_location:"):
        _ask_end(reference)
    with st.expander(t("admin.units.link"), icon=":material/conversion_path:"):
        _ask_link(reference)
    with st.expander(t("admin.terms.add"), icon=":material/event:"):
        _ask_term()
    with st.expander(t("admin.terms.set_days"), icon=":material/date_range:"):
        ask_days(reference)


def _show_said(reference: Reference) -> None:
    """Units, successions and terms that people said by hand, those of the official list left out."""
    lang = language()
    units, links = office.said_by_hand(start.database())
    lines = [_unit_line(reference.units[unit], reference) for unit in units if unit in reference.units]
    for each in links:
        names = {"before": _name(reference, each.before), "after": _name(reference, each.after)}
        key = "admin.units.shared_link" if each.shared else "admin.units.link_line"
        lines.append(t(key, day=date_text(each.effective, lang), **names))
    lines += [t("admin.terms.line", term=term_text(term, lang)) for term in reference.named_terms]
    lines += [days_line(reference, term) for term in reference.term_days]
    if not lines:
        st.caption(t("admin.units.none"))
        return
    with st.container(border=True):
        st.markdown("\n".join(f"- {line}" for line in lines[:_MOST]))
        if len(lines) > _MOST:
            st.caption(t("admin.units.more", count=number(len(lines) - _MOST, lang)))


def _unit_line(unit: UnitRecord, reference: Reference) -> str:
    words = [f"**{literal(unit.name)}**", literal(unit.code)]
    if unit.province:
        words.append(_name(reference, unit.province))
    for key, day in (("from", unit.valid_from), ("to", unit.valid_to)):
        if day:
            words.append(t(f"admin.units.{key}", day=date_text(day, language())))
    return " · ".join(words)


def _name(reference: Reference, unit: str) -> str:
    return literal(reference.name_of(unit))


def _ask_new(reference: Reference) -> None:
    level = st.selectbox(
        t("admin.units.level"), _LEVELS, key="admin.units.level", width=320,
        format_func=lambda code: t(f"admin.units.{code}"),
    )  # fmt: skip
    st.selectbox(t("admin.units.type"), UNIT_TYPES[level], key=f"admin.units.type.{level}", width=320)
    st.text_input(t("admin.units.name"), key="admin.units.name", max_chars=100, width=480)
    st.text_input(t("admin.units.code"), key="admin.units.code", max_chars=8, width=320)
    first = _day("first", date.today())
    if level != "province":
        there = [u.id for u in reference.units.values() if u.level == "province" and u.exists_on(first)]
        st.selectbox(
            t("admin.units.province"), there, index=None, key="admin.units.province", width=480,
            format_func=lambda unit: reference.units[unit].name, placeholder=t("admin.units.choose"),
        )  # fmt: skip
    st.button(
        t("admin.units.add"), type="primary", icon=":material/check:", key="admin.units.do_add", on_click=attempt,
        args=("units", lambda: office.add_unit(start.database(), acting(), _entered_unit(level)), {"admin.units.name": "", "admin.units.code": ""}),
    )  # fmt: skip


def _entered_unit(level: Level) -> NewUnit:
    held = st.session_state
    kind, province = held[f"admin.units.type.{level}"], None if level == "province" else held["admin.units.province"]
    return NewUnit(
        level, held["admin.units.code"].strip(), kind, held["admin.units.name"], province, held["admin.units.first"]
    )


def _ask_end(reference: Reference) -> None:
    unit = _found_unit(reference, "ended", [each for each in reference.units.values() if each.valid_to is None])
    _day("last", date.today())
    st.caption(t("admin.units.stays"))
    st.button(
        t("admin.units.end"), type="primary", icon=":material/check:", key="admin.units.do_end", disabled=unit is None,
        on_click=attempt, args=("units", _end, {"admin.units.find.ended": ""}),
    )  # fmt: skip


def _end() -> int:
    return office.end_unit(start.database(), acting(), _chosen("ended"), st.session_state["admin.units.last"])


def _ask_link(reference: Reference) -> None:
    before = _found_unit(reference, "before", [each for each in reference.units.values() if each.valid_to])
    after = _found_unit(reference, "after", list(reference.units.values()))
    ended = reference.units[before].valid_to if before else None
    _day("effective", ended + timedelta(days=1) if ended else date.today(), f".{before}")
    st.checkbox(t("admin.units.shared"), key="admin.units.shared")
    st.button(
        t("admin.units.link"), type="primary", icon=":material/check:", key="admin.units.do_link",
        disabled=not (before and after), on_click=attempt,
        args=("units", lambda: _link(f"admin.units.effective.{before}"), {"admin.units.find.before": "", "admin.units.find.after": ""}),
    )  # fmt: skip


def _link(day: str) -> int:
    pair, held = (_chosen("before"), _chosen("after")), st.session_state
    return office.link_units(start.database(), acting(), pair, held[day], shared=held["admin.units.shared"])


def _chosen(what: str) -> str:
    """The unit chosen among those that were found by the words that stand in the field now."""
    words = st.session_state[f"admin.units.find.{what}"].strip()
    return st.session_state.get(f"admin.units.chosen.{what}.{words}") or ""


def _ask_term() -> None:
    lang = language()
    st.caption(t("admin.terms.message"))
    kind = st.selectbox(
        t("admin.terms.kind"), TERM_KINDS, key="admin.terms.kind", width=320,
        format_func=lambda code: t(f"choices.term_kind.{code}"),
    )  # fmt: skip
    label = st.text_input(t("admin.terms.label"), key="admin.terms.label", max_chars=20, width=320).strip()
    term = office.term_written(kind, label)
    if days := office.days_of_term(term):
        starts, ends = (date_text(day, lang) if day else "…" for day in days)
        st.caption(t("admin.terms.days", term=term_text(term, lang), starts=starts, ends=ends))
    st.button(
        t("admin.terms.add"), type="primary", icon=":material/check:", key="admin.terms.do_add", disabled=not label,
        on_click=attempt,
        args=("units", _name_term, {"admin.terms.label": ""}),
    )  # fmt: skip


def _name_term() -> int:
    held = st.session_state
    return office.name_term(
        start.database(), acting(), office.term_written(held["admin.terms.kind"], held["admin.terms.label"].strip())
    )


def _found_unit(reference: Reference, what: str, among: list[UnitRecord]) -> str | None:
    """A unit found by its name or code: there are thousands, so a few words are asked for first."""
    words = st.text_input(t(f"admin.units.{what}"), key=f"admin.units.find.{what}", width=480).strip()
    known = {unit.id for unit in among}
    found = [unit.id for unit in reference.with_code(words)] or find_units(reference, words, near=()) if words else []
    found = [unit for unit in found if unit in known]
    if words and not found:
        st.caption(t("admin.units.nothing"))
    if not found:
        return None
    return st.radio(
        t("admin.units.which"), found, key=f"admin.units.chosen.{what}.{words}",
        format_func=lambda unit: _unit_line(reference.units[unit], reference),
    )  # fmt: skip


def _day(what: str, value: date, key: str = "") -> date:
    chosen = st.date_input(
        t(f"admin.units.{what}"), value, min_value=_FIRST, max_value=_LAST, format="DD/MM/YYYY",
        key=f"admin.units.{what}{key}", width=320,
    )  # fmt: skip
    return chosen if isinstance(chosen, date) else value
