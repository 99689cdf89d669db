"""Show: one upload of the history, its changes, and the three lists of taking it back."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import streamlit as st

from data_access.errors import StorageError
from ui.change_table import choose_kinds, show_changes
from ui.literal import literal
from ui.state import language
from ui.text import t
from work import start, uploads

PAGE = 20
_SHOWN = 12
_VIETNAM = timezone(timedelta(hours=7))


def moment(iso: str) -> str:
    """A moment of the history as it is read in Viet Nam: 20/11/2026 16:05."""
    return datetime.fromisoformat(iso).astimezone(_VIETNAM).strftime("%d/%m/%Y %H:%M")


def show_upload(upload: dict[str, Any], undone_by: int | None) -> None:
    """A card: number, time, kind, files and counts; its changes on demand; *Hoàn tác*."""
    number = upload["upload"]
    with st.container(border=True):
        head, actions = st.columns([4, 1], vertical_alignment="center")
        kind = t(f"history.kind.{upload['kind']}", undoes=upload["undoes"] or "")
        sample = f" :gray-badge[{t('history.sample.badge')}]" if upload["is_sample"] else ""
        undone = f" :orange-badge[{t('history.undone.badge', upload=undone_by)}]" if undone_by else ""
        head.markdown(f"**{t('history.upload.title', upload=number)}** · {kind}{sample}{undone}")
        names = ", ".join(literal(name) for name in upload["files"][:_SHOWN]) + (
            " …" if len(upload["files"]) > _SHOWN else ""
        )
        by = f" · {literal(upload['by'])}" if upload["by"] else ""
        head.caption(f"{moment(upload['at'])}{by}{' · ' if names else ''}{names}")
        head.markdown(_counts(upload["changes"]))
        with actions.container(horizontal=True, horizontal_alignment="right"):
            word = "redo" if upload["kind"] == "undo" else "undo"
            if st.button(t(f"history.action.{word}"), icon=f":material/{word}:", key=f"history.undo.{number}"):
                _confirm(number, word)
        details = st.expander(t("history.changes.title"), on_change="rerun", key=f"history.open.{number}")
        if details.open:
            with details:
                _show_changes(number)


def _counts(changes: dict[str, int]) -> str:
    return " · ".join(t(f"history.count.{kind}", count=count) for kind, count in changes.items() if count)


def _show_changes(number: int) -> None:
    lines = uploads.lines_of(start.database(), number, language())
    totals = {kind: sum(line.kind == kind for line in lines) for kind in ("new", "changed", "removed")}
    kinds = choose_kinds(totals, key=f"history.kinds.{number}")
    show_changes([line for line in lines if line.kind in kinds], key=f"history.lines.{number}")


@st.dialog(" ", width="large")
def _confirm(number: int, word: str) -> None:
    """What taking it back would restore, keep and cannot do; then the button that does it."""
    st.subheader(t(f"history.{word}.title", upload=number))
    plan = uploads.plan_of(start.database(), number)
    st.markdown(t("history.undo.restored", count=len(plan.restored)))
    for name, lines in (("kept", plan.kept), ("impossible", plan.impossible)):
        if lines:
            st.markdown(t(f"history.undo.{name}", count=len(lines)))
            for line in lines[:_SHOWN]:
                reason = t("history.undo.later", upload=line.later) if line.later else t("history.undo.why")
                st.markdown(f"- {literal(line.name)} · {literal(line.unit)} · {reason}")
    if not plan.restored:
        st.info(t("history.undo.nothing"))
        return
    if st.button(t(f"history.action.{word}"), type="primary", key=f"history.confirm.{number}"):
        try:
            result = uploads.take_back(start.database(), number, by="")
        except StorageError as error:
            st.error(t(f"commands.storage.{type(error).__name__}"))
            return
        st.toast(t("history.undo.done", upload=number, restored=result.restored))
        st.rerun()
