"""Show and ask: the spellings that people explained: by whom and since when, and the button that lets one go."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data_access.errors import StorageError
from locales import number
from ui.office_lines import office_lines
from ui.paging import on_page, pages_of, turn_pages
from ui.person import acting
from ui.plain import literal, moment_words
from ui.refusals import refusal
from ui.shell import page_file
from ui.state import language
from ui.text import t
from work import start
from work.remembered import RememberedAnswer, all_answers, answers_of, answers_with, forget

PAGE = 50
_PAGES, _DONE, _NOTE = "admin.answers.page", "admin.answers.done", "admin.answers.note"


def answer_lines(upload: int) -> list[str]:
    """What an upload made the house remember and forget, a line a spelling, and what it said by hand."""
    units = start.reference().units
    brought, ended = answers_of(start.database(), upload)
    said = [("brought", each) for each in brought] + [("ended", each) for each in ended]
    return [
        t(f"admin.answers.{how}", spelling=literal(each.name), unit=literal(units[each.unit].name))
        for how, each in said
    ] + office_lines(upload)


def show_remembered() -> None:
    """The section of the page: a filter, the answers newest first, fifty a page."""
    st.subheader(t("admin.answers.title"), anchor=False)
    st.caption(t("admin.answers.message"))
    _show_outcome()
    known, reference = all_answers(start.database())[::-1], start.reference()
    if not known:
        with st.container(border=True):
            st.markdown(t("admin.answers.empty"))
            st.page_link(page_file("upload"), label=t("shell.page.upload"), icon=":material/upload_file:")
        return
    words = st.text_input(t("admin.answers.filter"), key="admin.answers.filter", width=360)
    found = answers_with(reference, known, words)
    st.caption(t("admin.answers.count", count=number(len(found), language()), all=number(len(known), language())))
    for each in on_page(found, _PAGES, PAGE):
        _show(each, reference)
    turn_pages(_PAGES, pages_of(len(found), PAGE))


def _show(answer: RememberedAnswer, reference: Any) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"admin-answer-{answer.id}"):
        with st.container(width="stretch", gap=None):
            unit, province = reference.units[answer.unit].name, reference.units[answer.province].name
            where = f" :gray[{literal(province)}]" if province != unit else ""
            st.markdown(f"«{literal(answer.spelling)}» → **{literal(unit)}**{where}")
            since = t("admin.answers.since", moment=moment_words(answer.at), upload=answer.upload)
            st.caption(" · ".join(literal(part) for part in (since, answer.by) if part))
        if st.button(t("admin.answers.forget"), icon=":material/delete:", key=f"admin.forget.{answer.id}"):
            st.session_state.pop(_NOTE, None)
            st.dialog(t("admin.answers.ask"))(_panel)(answer, unit)


def _panel(answer: RememberedAnswer, unit: str) -> None:
    if _DONE in st.session_state:
        st.rerun()
    if note := st.session_state.pop(_NOTE, None):
        st.warning(note, icon=":material/info:")
    st.markdown(t("admin.answers.what", spelling=literal(answer.spelling), unit=literal(unit)))
    st.button(
        t("admin.answers.forget"), type="primary", icon=":material/delete:", key=f"admin.confirm.{answer.id}",
        on_click=_forget, args=(answer,),
    )  # fmt: skip


def _forget(answer: RememberedAnswer) -> None:
    if _DONE in st.session_state:  # a second click
        return
    try:
        st.session_state[_DONE] = (answer.spelling, forget(start.database(), acting(), answer.id))
    except StorageError as error:
        st.session_state[_NOTE] = refusal(error)


def _show_outcome() -> None:
    """What was let go with the last click, and how it comes back."""
    done = st.session_state.pop(_DONE, None)
    if done is None:
        return
    spelling, upload = done
    st.success(t("admin.answers.forgotten", spelling=literal(spelling), upload=upload), icon=":material/check:")
    st.page_link(page_file("history"), label=t("shell.page.history"), icon=":material/undo:")
