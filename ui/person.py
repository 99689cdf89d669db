"""Guard and show: who looks at this page, asked at every run, and what they may see and do."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

import streamlit as st
from streamlit import config

from ui.state import address_query
from ui.text import t
from ui.this_run import once_a_run
from work import start
from work.people import ALONE, Action, NotAllowed, Person, person_behind
from work.refusing import note_refused_page

__all__ = ["Action", "NotAllowed", "Person"]

# What a page is for; whoever may not do that may not open it. All others are for everybody who reads.
OF_PAGES = {"upload": Action.UPLOAD, "duplicates": Action.MERGE, "admin": Action.ACCOUNTS}


@once_a_run
def session_mark() -> str | None:
    """What the gate said of this visitor. Where no server runs at all, as in a test of one page, nobody signs in."""
    told = st.user.to_dict()
    if "username" in told:
        return str(told["username"]) if told["username"] else None
    return ALONE if config.get_option("server.trustedUserHeaders") else None


def current_person() -> Person | None:
    """Who is there now, by the database; never by what a session remembers."""
    return person_behind(start.database(), session_mark())


def acting() -> Person:
    """The same for whatever writes: NotAllowed where nobody is there any more."""
    return acting_behind(session_mark())


def acting_behind(mark: str | None) -> Person:
    """The same for what runs later and apart from the page: ``mark`` was taken while the page ran."""
    person = person_behind(start.database(), mark)
    if person is None:
        raise NotAllowed("accounts.refused.gone")
    return person


def may_open(person: Person, page: str) -> bool:
    """Whether a page is for this person."""
    return person.may(OF_PAGES.get(page, Action.READ))


def require(person: Person, page: str) -> None:
    """Stop here, with a sentence, where a page is not for this person: its address may have been typed."""
    if not may_open(person, page):
        note_refused_page(start.database(), person, page)
        st.warning(t("accounts.page.refused"), icon=":material/lock:")
        st.stop()


def ask_to_sign_in(page: str) -> None:
    """What is shown in place of a page when the session has ended meanwhile; then nothing more runs."""
    asked = f"/{page}?{address_query()}".rstrip("?")
    st.html(
        f"<h1>{escape(t('accounts.ended.title'))}</h1><p>{escape(t('accounts.ended.message'))}</p>"
        f'<p><a href="/dang-nhap?next={quote(asked, safe="")}" target="_self">{escape(t("accounts.sign_in.title"))}</a></p>'
    )
    st.stop()


def person_links(person: Person) -> str:
    """Who is signed in, and the way out, as HTML for the head of the page; nothing where nobody signs in."""
    if person.account is None:
        return ""
    name, account = escape(person.name), escape(t("shell.page.account"))
    return f'<a class="who" href="/account" target="_self" title="{account}">{name}</a>{sign_out_form()}'


def sign_out_form() -> str:
    """The button that ends this session; a form, so that no link on another site can do it."""
    return (
        '<form class="out" method="post" action="/dang-xuat">'
        f'<button type="submit" style="font-size:.875rem;line-height:1.5">{escape(t("accounts.sign_out.title"))}</button></form>'
    )
