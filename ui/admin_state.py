"""Show: how the installation stands: its release, its database, its last backup, and whether the data keeps its promises."""

from __future__ import annotations

import streamlit as st

from locales import number
from ui.plain import literal, moment_words
from ui.state import language
from ui.text import t
from work import start
from work.operation import Operation, operation
from work.soundness import finding_text, findings

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
    else:
        lines.append(f":orange-badge[:material/warning: {t('admin.state.no_backup')}]")
    if now.nightly:
        moment = literal(moment_words(now.nightly.finished_at or now.nightly.started_at))
        lines.append(t(f"admin.state.nightly_{now.nightly.outcome or 'running'}", moment=moment))
    return lines


def _check() -> None:
    st.session_state[_FOUND] = [finding_text(each, language()) for each in findings(start.database())]


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
