"""Ask and show: accounts as an administrator makes and changes them; a one-time password is shown once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from data_access.errors import StorageError
from ui.person import acting
from ui.plain import literal, moment_words
from ui.refusals import refusal
from ui.tables import table
from ui.text import t
from work import accounts, start
from work.accounts import ROLES, AccountProblem, StoredAccount

_OUTCOME = "admin.accounts.outcome"


def show_accounts() -> None:
    """The section of the page."""
    st.subheader(t("accounts.list.title"), anchor=False)
    person = acting()
    if person.account is None:
        st.markdown(t("accounts.own.alone"))
        return
    # Its place stays when it goes, or the form below would close while somebody fills it in.
    with st.container():
        _show_outcome()
    found = accounts.every_account(start.database())
    _show_list(found)
    with st.expander(t("accounts.list.add"), icon=":material/person_add:"):
        _ask_new()
    names = [account.name for account in found]
    chosen = st.selectbox(
        t("accounts.list.choose"), names, index=None, key="admin.account", width=360,
        placeholder=t("accounts.list.placeholder"),
    )  # fmt: skip
    account = next((each for each in found if each.name == chosen), None)
    if account is not None:
        _ask_change(account)
    _show_sessions()


def _show_list(found: list[StoredAccount]) -> None:
    units = start.reference().units
    frame = pd.DataFrame(
        {
            "name": [each.name for each in found],
            "role": [t(f"accounts.role.{each.role}") for each in found],
            "units": [_unit_names(each, units) for each in found],
            "state": [_state(each) for each in found],
        }
    )
    table(frame, {name: t(f"accounts.list.{name}") for name in frame.columns}, key="admin.accounts.page", rows=25)


def _unit_names(account: StoredAccount, units: Any) -> str:
    return ", ".join(dict.fromkeys(units[unit].name for unit in sorted(account.units))) or t(
        "accounts.command.all_units"
    )


def _state(account: StoredAccount) -> str:
    if account.disabled:
        return t("accounts.command.state_disabled")
    return t("accounts.list.must_change") if account.must_change else t("accounts.command.state_enabled")


def _ask_new() -> None:
    name = st.text_input(t("accounts.field.name"), key="admin.account.name", max_chars=60, width=360)
    st.selectbox(
        t("accounts.list.role"), ROLES, key="admin.account.role", width=360,
        format_func=lambda each: t(f"accounts.role.{each}"),
    )  # fmt: skip
    _ask_units("admin.account.units", ())
    st.button(
        t("accounts.list.add"), type="primary", key="admin.account.do.add", disabled=not name.strip(), on_click=_add,
    )  # fmt: skip


def _add() -> None:
    """Make the account as the form says now; where that was done, the form is empty for the next one."""
    held = st.session_state
    name, role, units = (held[f"admin.account.{field}"] for field in ("name", "role", "units"))
    _carry_out(name, lambda: accounts.add(start.database(), acting(), name, role, units=units))
    if held[_OUTCOME][0] == "done":
        held.update({"admin.account.name": "", "admin.account.units": []})


def _ask_units(key: str, chosen: tuple[str, ...]) -> list[str]:
    units = start.reference().units
    order = sorted(units.values(), key=lambda unit: unit.sort_order)
    return st.multiselect(
        t("accounts.list.units"), [unit.id for unit in order], default=list(chosen) or None, key=key, width=640,
        format_func=lambda each: f"{units[each].name} ({each})", placeholder=t("accounts.command.all_units"),
        select_all=False,
    )  # fmt: skip


def _ask_change(account: StoredAccount) -> None:
    name, database = account.name, start.database()
    with st.container(border=True, key="admin-account"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            role = st.selectbox(
                t("accounts.list.role"), ROLES, index=ROLES.index(account.role), key=f"admin.role.{account.id}",
                format_func=lambda each: t(f"accounts.role.{each}"), width=220,
            )  # fmt: skip
            _button(
                "role", name, lambda: accounts.change_role(database, acting(), name, role), off=role == account.role
            )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            units = _ask_units(f"admin.units.{account.id}", tuple(sorted(account.units)))
            same = set(units) == account.units
            _button("units", name, lambda: accounts.change_units(database, acting(), name, units), off=same)
        with st.container(horizontal=True):
            _button("password", name, lambda: accounts.reset_password(database, acting(), name))
            _button("sessions", name, lambda: accounts.end_sessions_of(database, acting(), name))
            if account.disabled:
                _button("enable", name, lambda: accounts.enable(database, acting(), name))
            else:
                _button("disable", name, lambda: accounts.disable(database, acting(), name))


def _button(what: str, name: str, act: Callable[[], str | None], *, off: bool = False) -> None:
    st.button(
        t(f"accounts.list.{what}_button"),
        key=f"admin.account.do.{what}",
        on_click=_carry_out,
        args=(name, act),
        disabled=off,
    )


def _carry_out(name: str, act: Callable[[], str | None]) -> None:
    """Do it and keep how it went."""
    try:
        st.session_state[_OUTCOME] = ("done", name.strip(), act())
    except AccountProblem as problem:
        st.session_state[_OUTCOME] = ("refused", t(problem.key, **problem.params), None)
    except StorageError as error:
        st.session_state[_OUTCOME] = ("refused", refusal(error), None)


def _show_outcome() -> None:
    """How the last click went; a one-time password goes with the next one."""
    how, said, password = st.session_state.pop(_OUTCOME, ("", "", None))
    if how == "refused":
        st.error(literal(said), icon=":material/error:")
    elif how == "done":
        st.success(t("accounts.list.done", name=literal(said)), icon=":material/check:")
        if password:
            st.caption(t("accounts.list.password", name=literal(said)))
            st.code(password, language=None)


def _show_sessions() -> None:
    st.subheader(t("accounts.own.sessions"), anchor=False)
    found = accounts.sessions_of(start.database(), acting())
    frame = pd.DataFrame(
        {
            "name": [each.name for each in found],
            "address": [each.address or "–" for each in found],
            "begun": [moment_words(each.created_at) for each in found],
            "seen": [moment_words(each.seen_at) for each in found],
        }
    )
    table(frame, {name: t(f"accounts.list.{name}") for name in frame.columns}, key="admin.sessions.page", rows=25)
