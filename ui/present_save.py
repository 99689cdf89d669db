"""Show: from a reading page to presenting it, and to keeping what it shows, under a name, in a set."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from data_access.errors import StorageError
from locales import date_text, term_text
from ui.person import acting
from ui.plain import literal
from ui.present_stage import PAGE
from ui.shell import page_file, page_title
from ui.state import language, read_selection_codes
from ui.text import t
from ui.upload_steps import show_storage_error
from work import saved_views, start
from work.page_content import PAGES
from work.presentation import things_of
from work.saved_views import NoName, NoShow, StoredShow, StoredView
from work.views import View

_NEW = 0


def present_buttons(name: str, view: View) -> None:
    """To the slides of this page, and to the dialog that keeps it; nothing where a page has no slides."""
    if name not in PAGES:
        return
    if st.button(t("present.start.button"), icon=":material/slideshow:", key="head.present"):
        st.switch_page(page_file("present"), query_params={PAGE: name})
    if st.button(t("present.save.button"), icon=":material/bookmark_add:", key="head.save"):
        st.dialog(t("present.save.title"))(_save)(name, view)


def _save(name: str, view: View) -> None:
    """Asks for a name, what to show and a set; keeps the filters as they stand."""
    codes = read_selection_codes()
    things = dict(things_of(name, codes, language()))
    shows = {show.id: show for show in saved_views.all_shows(start.database())}
    term = term_text(view.term, language(), short=True) if view.term else ""
    title = st.text_input(
        t("present.save.name"), value=f"{page_title(name)} {term}".strip(), max_chars=saved_views.LONGEST_NAME,
        key="save.name",
    )  # fmt: skip
    chosen = st.pills(
        t("present.save.things"), list(things), default=list(things), selection_mode="multi", key="save.things",
        format_func=lambda key: literal(things.get(key, key)),
    )  # fmt: skip
    show = st.selectbox(
        t("present.save.into"), [*shows, _NEW], key="save.show",
        format_func=lambda number: shows[number].name if number in shows else t("present.save.new"),
    )  # fmt: skip
    new_name = ""
    if show == _NEW:
        suggested = f"{t('present.start.button')} {date_text(date.today(), language())}"
        new_name = st.text_input(
            t("present.save.new_name"), value=suggested, max_chars=saved_views.LONGEST_NAME, key="save.new"
        )
    is_past = view.selection.version is not None
    is_fixed = st.checkbox(t("present.save.fixed", version=view.cube.version), value=is_past, key="save.fixed")
    if st.button(t("present.save.run"), type="primary", key="save.run"):
        kept = StoredView(
            name=title, page=name, codes={key: each for key, each in codes.items() if key != "v"},
            exhibits=tuple(key for key in things if key in (chosen or ())),
            version=view.cube.version if is_fixed else None,
        )  # fmt: skip
        _keep(kept, shows.get(show or _NEW), new_name)


def _keep(view: StoredView, show: StoredShow | None, new_name: str) -> None:
    if not view.exhibits:
        st.warning(t("present.save.no_thing"))
        return
    try:
        saved_views.named(view.name)
        change = partial(saved_views.change_shows, start.database(), acting())
        number = show.id if show else change(saved_views.add_show, new_name)
        change(saved_views.add_view, number, view)
    except NoName:
        st.warning(t("present.save.no_name"))
    except NoShow:
        st.warning(t("present.save.gone"))
    except StorageError as error:
        show_storage_error(error)
    else:
        st.toast(
            t("present.save.done", name=literal(view.name), show=literal(show.name if show else new_name)),
            icon=":material/bookmark_added:",
        )
        st.rerun()
