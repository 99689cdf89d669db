"""Show: what stands above and below every reading page: title, version, exports, the empty state, definitions."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_access.measures import Measure
from locales import date_text
from ui.blocks import Block
from ui.export_menu import export_menu
from ui.page_help import page_help
from ui.present_save import present_buttons
from ui.shell import page_title, upload_link
from ui.state import language, read_selection_codes
from ui.text import t
from ui.this_run import has_sample
from ui.version_choice import past_banner, version_badge
from work.page_content import PAGES, holds_anything
from work.views import View


def page_head(name: str, view: View, measures: Sequence[Measure], blocks: Sequence[Block] = ()) -> None:
    """Title and version on the left, what can be taken away on the right."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="page-title"):
        st.title(page_title(name), anchor=False, width="content")
        page_help(name)
        version_badge(view, _version(view))
        if view.term or (name in PAGES and holds_anything(name, view)):
            with st.container(horizontal=True, width="content", key="actions"):
                present_buttons(name, view)
                export_menu(view, measures, blocks, page=name, footer=_version(view).replace("*", ""))
    if view.selection.version is not None:
        past_banner(view)
    _say_other_kind(view)


def _say_other_kind(view: View) -> None:
    """One line where the page has no figures of the kind of term that the address asks for, so that it shows others."""
    asked, shown = next(iter(read_selection_codes().get("kind", ())), None), view.selection.term_kind
    if view.term and asked and shown and asked != shown:
        names = [t(f"choices.term_kind.{kind}") for kind in (asked, shown)]
        inside = [name[:1].lower() + name[1:] for name in names]
        words = t("pages.head.other_kind", asked=inside[0], shown=inside[1])
        st.markdown(f":orange-badge[:material/info: {words}]")


def _version(view: View) -> str:
    said = t("pages.head.version", version=view.cube.version, day=date_text(view.updated.date(), language()))
    return f"{said} · **{t('pages.head.sample')}**" if has_sample() else said


def empty_state(view: View) -> None:
    """What a page says where nothing was recorded, instead of charts without marks."""
    with st.container(border=True, horizontal_alignment="center", key="empty"):
        st.space("small")
        st.subheader(t("pages.empty.title"), anchor=False, text_alignment="center")
        narrowed = view.offered.terms
        st.markdown(t("pages.empty.narrowed" if narrowed else "pages.empty.nothing"), text_alignment="center")
        st.markdown(f"**{t('pages.empty.not_zero')}**", text_alignment="center")
        upload_link()
        st.space("small")


def page_foot(view: View, measures: Sequence[Measure]) -> None:
    """What the figures of the page mean, which version they are, and of which day."""
    lines = [f"**{t(measure.label_key)}**: {t(measure.definition_key)}" for measure in measures]
    said = t("pages.foot.version", version=view.cube.version, day=date_text(view.updated.date(), language()))
    st.caption("  \n".join([*lines, said]))
