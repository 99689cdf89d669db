"""Show: how the installation stands: its release, its database, its last backup, and whether the data keeps its promises."""

from __future__ import annotations

import streamlit as st

from locales import number
from ui.plain import literal, moment_words
from ui.state import language
from ui.text import t
from work import start
from work.operation import Operation, operation
from work.soundness import checked, fault_text

_MEGABYTE = 1024 * 1024
_FOUND = "admin.state.found"
_MOST = 20


def show_state() -> None:
    """The section of the page."""
    st.subheader(t("admin.state.title"), anchor=False)
    now = operation(start.database())
    with st.container(border=True):
        st.markdown("\n".join(f"- {line}" for line in _lines(now)))
    st.button(t("admin.state.check"), icon=":material/fact_check:", key="admin.state.check", on_click=_check)
    _show_findings()


def _lines(now: Operation) -> list[str]:
    lang = language()
    size = number(round(now.database.size / _MEGABYTE, 1), lang, decimals=1)
    lines = [
        t("admin.state.release", release=now.release or t("admin.state.unreleased")),
        t("admin.state.version", version=number(now.data_version, lang)),
        t("admin.state.database", kind=t(f"admin.state.{now.database.kind}"), size=size, schema=now.database.schema),
    ]
    if now.backup_at:
        lines.append(t("admin.state.backup", file=literal(now.backup), moment=literal(moment_words(now.backup_at))))
        lines.append(_proof_line(now))
    else:
        lines.append(f":orange-badge[:material/warning: {t('admin.state.no_backup')}]")
    if now.nightly:
        moment = literal(moment_words(now.nightly.finished_at or now.nightly.started_at))
        lines.append(t(f"admin.state.nightly_{now.nightly.outcome or 'running'}", moment=moment))
    lines.append(_check_line(now))
    if now.sessions is not None:
        lines.append(t("admin.state.sessions", sessions=number(now.sessions, lang), people=number(now.people, lang)))
    return lines


def _proof_line(now: Operation) -> str:
    """Whether the newest backup was restored into an empty database."""
    said = now.proof
    if said is None or said.detail != now.backup:
        return f":orange-badge[:material/warning: {t('admin.state.proof_none')}]"
    if said.outcome != "done":
        return f":red-badge[:material/error: {t('admin.state.proof_failed')}]"
    moment = literal(moment_words(said.finished_at or said.started_at))
    return t("admin.state.proof", moment=moment, version=number(said.version or 0, language()))


def _check_line(now: Operation) -> str:
    """When the data was last held against its promises, and what came of it."""
    if now.check is None:
        return t("admin.state.check_none")
    moment = literal(moment_words(now.check.finished_at or now.check.started_at))
    if now.check.detail == "0":
        return t("admin.state.check_sound", moment=moment)
    count = number(int(now.check.detail), language())
    return f":red-badge[:material/error: {t('admin.state.check_unsound', moment=moment, count=count)}]"


def _check() -> None:
    st.session_state[_FOUND] = [fault_text(each, language()) for each in checked(start.database())]


def _show_findings() -> None:
    """What the last check found, until the next click."""
    found = st.session_state.pop(_FOUND, None)
    if found is None:
        return
    if not found:
        st.success(t("admin.state.sound"), icon=":material/check:")
        return
    st.error(t("admin.state.unsound", count=number(len(found), language())), icon=":material/error:")
    st.markdown("\n".join(f"- {literal(each)}" for each in found[:_MOST]))
