"""Ask and commit: what the office sets; a rule that moves figures shows which before anybody agrees."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pandas as pd
import streamlit as st

from data_access.errors import StorageError
from data_access.measures import MEASURES
from data_access.reference import Reference
from locales import term_text
from ui.admin_outcome import attempt, show_outcome
from ui.person import acting
from ui.refusals import refusal
from ui.state import language
from ui.tables import table
from ui.text import t
from work import office, start
from work.office import Effect, choices_of

_EFFECT = "admin.settings.effect"
_WRITTEN = ("office_above", "office_name", "office_place")
_MOST = 200


def show_settings() -> None:
    """The section of the page: the fields as they are set, and the button that shows what would change."""
    st.subheader(t("admin.settings.title"), anchor=False)
    st.caption(t("admin.settings.message"))
    show_outcome("settings")
    values, reference = office.office(start.database()), start.reference()
    told = st.container()  # above the form: what would change is seen without scrolling
    with st.form("admin.settings", border=True):
        for key, value in values.items():
            _field(key, value, reference)
        asked = st.form_submit_button(t("admin.settings.look"), icon=":material/visibility:", key="admin.settings.look")
    with told:
        if asked:
            _look(values)
        if _EFFECT in st.session_state:
            _show_effect(st.session_state[_EFFECT], reference)


def _field(key: str, value: str, reference: Reference) -> None:
    label, name = t(f"office.setting.{key}"), _name(key, value)
    if key in _WRITTEN:
        st.text_input(label, value, key=name, max_chars=200, width=640)
        return
    options = list(choices_of(key)) or _provinces(reference, value)
    st.selectbox(
        label, options, index=options.index(value), key=name, width=640,
        format_func=lambda choice: _words(key, choice, reference),
    )  # fmt: skip


def _name(key: str, value: str) -> str:
    # A field that was set anew elsewhere begins anew here.
    return f"admin.settings.{key}.{value}"


def _provinces(reference: Reference, value: str) -> list[str]:
    provinces = [unit for unit in reference.units.values() if unit.level == "province"]
    standing = [unit.id for unit in provinces if unit.exists_on(date.today()) or unit.id == value]
    return ["", *standing, *([value] if value not in ("", *standing) else [])]


def _words(key: str, choice: str, reference: Reference) -> str:
    if key == "default_province":
        unit = reference.units.get(choice)
        if unit is None:
            return choice or t("office.choice.default_province.none")
        return f"{unit.name} ({t('filters.unit.until', year=unit.valid_to.year)})" if unit.valid_to else unit.name
    return t(f"choices.stage.{choice}") if key == "bare_models" else t(f"office.choice.{key}.{choice}")


def _look(values: dict[str, str]) -> None:
    asked = {key: st.session_state[_name(key, value)] for key, value in values.items()}
    changed = {key: said for key, said in asked.items() if said != values[key]}
    try:
        st.session_state[_EFFECT] = office.effect_of(start.database(), changed)
    except StorageError as error:
        st.session_state.pop(_EFFECT, None)
        st.error(refusal(error), icon=":material/error:")


def _show_effect(effect: Effect, reference: Reference) -> None:
    """What would be set and which figures it moves; then the button that does it."""
    lang = language()
    if not effect.values:
        st.info(t("office.command.unchanged"), icon=":material/info:")
        del st.session_state[_EFFECT]
        return
    with st.container(border=True, key="admin-settings-effect"):
        st.markdown("\n".join(f"- {t(f'office.setting.{key}')}" for key in effect.values))
        lines = office.effect_lines(effect, lang)
        st.markdown("\n".join(f"- {line}" for line in lines) if lines else t("office.effect.none"))
        if effect.moved:
            _show_moved(effect, reference)
        with st.container(horizontal=True):
            st.button(
                t("admin.settings.commit"), type="primary", icon=":material/check:", key="admin.settings.commit",
                on_click=_commit, args=(effect,),
            )  # fmt: skip
            st.button(t("admin.office.cancel"), type="tertiary", key="admin.settings.cancel", on_click=_forget)


def _show_moved(effect: Effect, reference: Reference) -> None:
    lang = language()
    rows = [
        (
            t(MEASURES[each.measure].label_key),
            reference.name_of(each.unit),
            term_text(each.term, lang, short=True),
            each.before.written(lang) if each.before else "",
            each.after.written(lang) if each.after else "",
        )
        for each in islice((each for each in effect.moved if not each.is_same), _MOST)
    ]
    names = ("measure", "unit", "term", "before", "after")
    heads = {name: t(f"admin.settings.{name}") for name in names}
    if rows:
        table(pd.DataFrame(rows, columns=list(names)), heads, key="admin.settings.moved", rows=10)


def _commit(effect: Effect) -> None:
    _forget()
    attempt("settings", lambda: office.set_settings(start.database(), acting(), effect.values, seen=effect.version))


def _forget() -> None:
    st.session_state.pop(_EFFECT, None)
