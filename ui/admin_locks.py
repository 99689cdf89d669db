"""Ask and commit: locked terms: which there are and why, locking one, and unlocking one with a reason."""

from __future__ import annotations

import streamlit as st

from data_access.periods import in_order
from data_access.vocabulary import TERM_KINDS
from ui.admin_outcome import attempt, show_outcome
from ui.person import acting
from ui.plain import literal, moment_words
from ui.state import language
from ui.text import t
from work import locks, start
from work.locks import TermLock, locked_words

_LONGEST = 300


def show_locks() -> None:
    """The section of the page."""
    st.subheader(t("admin.locks.title"), anchor=False)
    st.caption(t("admin.locks.message"))
    show_outcome("locks")
    held = locks.all_locks(start.database())
    for each in held:
        _show(each)
    if not held:
        st.caption(t("office.command.none"))
    with st.expander(t("admin.locks.lock"), icon=":material/lock:"):
        _ask_lock({each.term for each in held})


def _show(lock: TermLock) -> None:
    with st.container(border=True, key=f"admin-lock-{lock.id}"):
        st.markdown(f":material/lock: **{literal(locked_words(lock.term, language()))}** · {literal(lock.reason)}")
        said = (t("admin.answers.since", moment=moment_words(lock.at), upload=lock.upload), lock.by)
        st.caption(" · ".join(literal(part) for part in said if part))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            field = f"admin.unlock.reason.{lock.id}"
            st.text_input(t("admin.locks.why_unlock"), key=field, max_chars=_LONGEST, width=480)
            st.button(
                t("admin.locks.unlock"), icon=":material/lock_open:", key=f"admin.unlock.{lock.id}",
                on_click=attempt,
                args=("locks", lambda: locks.unlock(start.database(), acting(), lock.term, st.session_state[field])),
            )  # fmt: skip


def _lock() -> int:
    held = st.session_state
    return locks.lock(start.database(), acting(), held["admin.lock.term"] or "", held["admin.lock.reason"])


def _ask_lock(held: set[str]) -> None:
    reference = start.reference()
    terms = reversed(in_order({*reference.terms, *reference.named_terms} - held))
    options = [*terms, *(kind for kind in TERM_KINDS if kind not in held)]
    term = st.selectbox(
        t("admin.locks.term"), options, index=None, key="admin.lock.term", width=480,
        format_func=_words, placeholder=t("admin.locks.choose"),
    )  # fmt: skip
    st.text_input(t("admin.locks.why"), key="admin.lock.reason", max_chars=_LONGEST, width=480)
    st.button(
        t("admin.locks.lock"), type="primary", icon=":material/lock:", key="admin.lock", disabled=term is None,
        on_click=attempt,
        args=("locks", _lock, {"admin.lock.reason": "", "admin.lock.term": None}),
    )  # fmt: skip


def _words(term: str) -> str:
    words = locked_words(term, language())
    return words if ":" in term else t("admin.locks.every", kind=words)
