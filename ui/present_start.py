"""Show: where presenting begins: a page with its filters, or a saved set; sets are named, put in order, shared, deleted."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from data_access.errors import StorageError
from ui.person import acting
from ui.plain import literal
from ui.present_stage import BEFORE, PAGE, PART, PLACE, SHOW
from ui.shell import page_file, page_title
from ui.state import language, read_selection_codes, site, write_selection_codes
from ui.text import t
from ui.upload_steps import show_storage_error
from ui.version_head import version_head
from work import saved_views, start
from work.page_content import PAGES
from work.presentation import codes_of, described, show_of_page, slots_of
from work.saved_views import NoName, StoredShow, StoredView

_FAILURE = "present.failure"


def asked_show() -> StoredShow | None:
    """What the address asks to present: a page with its filters, or a saved set; None where it names neither."""
    page = st.query_params.get(PAGE, "")
    if page in PAGES:
        return show_of_page(page, read_selection_codes(), language())
    number = st.query_params.get(SHOW, "")
    return saved_views.show_numbered(start.database(), number) if number else None


def show_start(*, is_gone: bool) -> None:
    """The choice of what to present."""
    version_head("present")
    st.caption(t("present.start.intro"))
    failure = st.session_state.pop(_FAILURE, None)
    if failure is not None:
        show_storage_error(failure)
    if is_gone:
        st.warning(t("present.start.gone"), icon=":material/info:")
    st.subheader(t("present.start.pages"), anchor=False)
    with st.container(horizontal=True, key="present-start-pages"):
        for page in PAGES:
            st.button(
                page_title(page), icon=":material/slideshow:", key=f"present.page.{page}", on_click=_begin_page,
                args=(page,),
            )  # fmt: skip
    st.subheader(t("present.start.sets"), anchor=False)
    found = saved_views.all_shows(start.database())
    if not found:
        st.markdown(t("present.start.none"))
        return
    reference = start.reference()
    for show in found:
        with st.container(border=True, key=f"present-set-{show.id}"):
            _set_head(show)
            if not show.views:
                st.caption(t("present.start.empty"))
            for place, view in enumerate(show.views):
                said = described(view, reference, language())
                _view_row(show, view, place=place, said=said)


def _begin_page(page: str) -> None:
    write_selection_codes(read_selection_codes(), **{PAGE: page, SHOW: "", PLACE: "", PART: ""})


def _begin(show: StoredShow) -> None:
    st.session_state[BEFORE] = read_selection_codes()
    write_selection_codes(codes_of(slots_of(show)[0].view), **{SHOW: str(show.id), PLACE: "", PART: ""})


def _set_head(show: StoredShow) -> None:
    slides = slots_of(show)
    with st.container(horizontal=True, vertical_alignment="center", key=f"present-start-{show.id}"):
        st.markdown(f"**{literal(show.name)}** · {t('present.start.count', count=len(slides))}", width="stretch")
        if slides:
            st.button(
                t("present.start.run"), icon=":material/slideshow:", key=f"present.run.{show.id}", on_click=_begin,
                args=(show,),
            )  # fmt: skip
        with st.popover(
            t("present.start.link"), icon=":material/link:", type="tertiary", key=f"present.link.{show.id}"
        ):
            st.caption(t("present.start.link_intro"))
            st.code(_link(show), language=None, wrap_lines=True)
        _rename("set", show.id, show.name)
        with st.popover(
            t("present.set.delete"), icon=":material/delete:", type="tertiary", key=f"present.delete.{show.id}"
        ):
            st.markdown(t("present.set.delete_intro"))
            st.button(
                t("present.set.delete"),
                key=f"present.deleted.{show.id}",
                on_click=_change,
                args=(saved_views.delete_show, show.id),
            )


def _link(show: StoredShow) -> str:
    return f"{site()}/present?{SHOW}={show.id}"


def _view_row(show: StoredShow, view: StoredView, *, place: int, said: str) -> None:
    version = t("present.view.newest") if view.version is None else t("present.view.version", version=view.version)
    count = t("present.start.count", count=len(view.exhibits))
    words = " · ".join([page_title(view.page) if view.page in PAGES else view.page, said, version, count])
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"present-view-{view.id}"):
        with st.container(width="stretch", gap=None):
            st.markdown(literal(view.name))
            st.caption(literal(words))
        for name, steps, icon in (("up", -1, "arrow_upward"), ("down", 1, "arrow_downward")):
            is_end = place == (0 if steps < 0 else len(show.views) - 1)
            st.button(
                "", icon=f":material/{icon}:", type="tertiary", key=f"present.{name}.{view.id}", disabled=is_end,
                help=t(f"present.view.{name}"), on_click=_change, args=(saved_views.move_view, view.id, steps),
            )  # fmt: skip
        _rename("view", view.id, view.name)
        if view.page in PAGES:
            query = {name: ",".join(codes) for name, codes in codes_of(view).items()}
            st.page_link(page_file(view.page), label=t("present.view.open"), query_params=query)
        st.button(
            "", icon=":material/close:", type="tertiary", key=f"present.out.{view.id}", help=t("present.view.delete"),
            on_click=_change, args=(saved_views.delete_view, view.id),
        )  # fmt: skip


def _rename(kind: str, number: int, name: str) -> None:
    key = f"present.name.{kind}.{number}"
    rename = saved_views.rename_show if kind == "set" else saved_views.rename_view
    with st.popover(t("present.view.rename"), type="tertiary", key=f"{key}.open"):
        st.text_input(
            t("present.view.rename"), value=name, max_chars=saved_views.LONGEST_NAME, key=key,
            label_visibility="collapsed", on_change=_renamed, args=(rename, number, key),
        )  # fmt: skip


def _renamed(rename: Callable[..., None], number: int, key: str) -> None:
    try:
        _change(rename, number, st.session_state[key])
    except NoName:
        st.toast(t("present.save.no_name"), icon=":material/info:")


def _change(change: Callable[..., None], *what: object) -> None:
    """Write, or keep for the page what the database could not do."""
    try:
        saved_views.change_shows(start.database(), acting(), change, *what)
    except StorageError as error:
        st.session_state[_FAILURE] = error
