"""Ask and commit: what taking an upload back would restore, keep and cannot do; then the button that does it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_access.errors import StorageError, TermLocked
from data_access.reference import Reference
from locales import number, term_text
from ui.person import acting
from ui.plain import literal
from ui.refusals import refusal
from ui.state import language
from ui.text import t
from work import start, uploads
from work.change_lines import figure_words
from work.locks import locked_by_undo, locked_sentence
from work.uploads import PlanChanged, UndoLine, UndoPlan, UndoResult, Upload

_SHOWN = 8
_WHYS = ("unit_gone", "unit_in_use", "code_in_use", "lock")
_PLAN, _NOTE, _DONE = "history.plan", "history.note", "history.done"


def ask_to_take_back(upload: Upload, word: str) -> None:
    """Open the panel; ``word`` is undo or redo."""
    st.session_state[_PLAN] = uploads.plan_of(start.database(), upload.number)
    st.session_state.pop(_NOTE, None)
    title = t(f"history.{word}.title", upload=upload.number, first=upload.first)
    st.dialog(title, width="medium")(_panel)(upload, word)


def show_outcome() -> None:
    """What the last undo did, until the next click."""
    done = st.session_state.pop(_DONE, None)
    if done is None:
        return
    upload, word, result = done
    if result.upload is None:
        st.info(t("history.undo.nothing", upload=upload.number), icon=":material/info:")
        return
    said = [t(f"history.{word}.done", upload=upload.number, first=upload.first)]
    for name, count in (
        ("restored", result.restored),
        ("kept", len(result.kept)),
        ("impossible", len(result.impossible)),
    ):
        if count:
            said.append(t(f"history.outcome.{name}", count=number(count, language())))
    st.success(" ".join(said), icon=":material/check:")


def _panel(upload: Upload, word: str) -> None:
    if _DONE in st.session_state:
        st.rerun()
    plan: UndoPlan = st.session_state[_PLAN]
    if note := st.session_state.pop(_NOTE, None):
        st.warning(note, icon=":material/info:")
    if plan.restored:
        _list("restored", plan.restored)
    else:
        st.info(t("history.undo.nothing", upload=upload.number), icon=":material/info:")
    for name, lines in (("kept", plan.kept), ("impossible", plan.impossible)):
        if lines:
            _list(name, lines)
    if locked := locked_by_undo(start.database(), plan):
        st.warning(locked_sentence(TermLocked(tuple(each.term for each in locked)), language()), icon=":material/lock:")
    elif plan.restored:
        files = (
            f" {t('history.undo.files', count=number(len(upload.files), language()))}" if len(upload.files) > 1 else ""
        )
        st.caption(t("history.undo.keeps_all") + files)
        st.button(
            t(f"history.action.{word}"), type="primary", icon=f":material/{word}:",
            key=f"history.confirm.{upload.number}", on_click=_take_back, args=(upload, word, plan),
        )  # fmt: skip


def _list(name: str, lines: Sequence[UndoLine]) -> None:
    """One of the three lists: how many, and the first of them by name."""
    st.markdown(t(f"history.undo.{name}", count=number(len(lines), language())))
    shown = [f"- {_line(line)}" for line in lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        shown.append(f"- {t('history.undo.more', count=number(len(lines) - _SHOWN, language()))}")
    st.markdown("\n".join(shown))


def _line(line: UndoLine) -> str:
    reference = start.reference()
    unit = reference.name_of(line.unit)
    is_measure = line.dataset in ("summary", "targets")
    name = figure_words(line.name, line.stage, line.part, language()) if is_measure else _name(line, reference)
    term = term_text(line.term, language(), short=True) if line.term else ""
    parts = [literal(part) for part in (name, unit, term) if part]
    if line.later:
        parts.append(t("history.undo.later", upload=line.later))
    elif line.why:
        parts.append(t(f"history.undo.{line.why if line.why in _WHYS else 'why'}"))
    return " · ".join(parts)


def _name(line: UndoLine, reference: Reference) -> str:
    """What a line that is no figure is about: a spelling, a setting, a successor; a unit is told by itself."""
    if line.dataset == "answers":
        return f"«{line.name}»"
    if line.dataset == "settings":
        return t(f"office.setting.{line.name}")
    if line.dataset == "links":
        return f"→ {reference.name_of(line.name)}"
    return "" if line.dataset == "units" else line.name


def _take_back(upload: Upload, word: str, plan: UndoPlan) -> None:
    """Carry the plan out that was on the screen; where the data changed meanwhile, show the new one instead."""
    if _DONE in st.session_state:  # a second click
        return
    try:
        result: UndoResult = uploads.take_back(start.database(), acting(), upload.number, seen=plan)
        st.session_state[_DONE] = (upload, word, result)
    except PlanChanged as changed:
        st.session_state[_PLAN] = changed.plan
        st.session_state[_NOTE] = t("history.undo.changed")
    except StorageError as error:
        st.session_state[_NOTE] = refusal(error)
