"""Show and ask: the page of one's own account. The password itself is changed on a page that needs no Streamlit."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.page_help import titled
from ui.person import acting, session_mark, sign_out_form
from ui.plain import literal, moment_words
from ui.text import t
from work import start
from work.own_sessions import StoredSession, end_own_session, end_own_sessions, own_sessions


def show_account() -> None:
    """Who is signed in, the way to a new password, and where else the person is signed in."""
    titled("account")
    person = acting()
    if person.account is None:
        st.markdown(t("accounts.own.alone"))
        return
    units = ", ".join(sorted(start.reference().units[unit].name for unit in person.units))
    role = t(f"accounts.role.{person.role}")
    st.markdown(f"**{literal(person.name)}** · {role} · {literal(units or t('accounts.command.all_units'))}")
    link = f'<a href="/doi-mat-khau" target="_self" style="color:inherit">{escape(t("accounts.password.title"))}</a>'
    st.html(f"<p>{link}</p>{sign_out_form()}")
    st.subheader(t("accounts.own.sessions"), anchor=False)
    for session in own_sessions(start.database(), person):
        _show(session, is_this=session.token_hash == session_mark())
    st.button(
        t("accounts.own.everywhere"), icon=":material/logout:", key="account.everywhere", on_click=_end_everywhere
    )


def _show(session: StoredSession, *, is_this: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"account-session-{session.id}"):
        begun, seen = moment_words(session.created_at), moment_words(session.seen_at)
        with st.container(width="stretch", gap=None):
            st.markdown(t("accounts.own.session", address=literal(session.address or "–"), begun=begun))
            st.caption(t("accounts.own.this") if is_this else t("accounts.own.seen", seen=seen))
        if not is_this:
            st.button(t("accounts.sign_out.button"), key=f"account.end.{session.id}", on_click=_end, args=(session.id,))


def _end(number: int) -> None:
    end_own_session(start.database(), acting(), number)


def _end_everywhere() -> None:
    end_own_sessions(start.database(), acting())
