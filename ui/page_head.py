"""Show: what stands above and below every reading page: title, version, exports, the empty state, definitions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from data_access.measures import Measure
from locales import date_text
from reports.pictures import picture
from reports.theme import theme
from ui.blocks import Block, draws_pictures
from ui.plain import literal
from ui.shell import page_file, page_title
from ui.state import language, read_selection_codes, write_selection_codes
from ui.text import t
from work import start
from work.views import View

PNG = "image/png"


def page_head(name: str, view: View, measures: Sequence[Measure], blocks: Sequence[Block] = ()) -> None:
    """Title and version on the left, what can be taken away on the right."""
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom", key="page-head"):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small", width="content", key="page-title"):
            st.title(page_title(name), anchor=False, width="content")
            st.caption(_version(view), width="content")
        if view.term:
            with st.container(horizontal=True, width="content", key="actions"):
                _export_menu(name, view, measures, blocks)
    if view.selection.version is not None:
        _past_version(view)


def _version(view: View) -> str:
    said = t("pages.head.version", version=view.cube.version, day=date_text(view.updated.date(), language()))
    return f"{said} · **{t('pages.head.sample')}**" if start.sample_banner() else said


def _past_version(view: View) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":orange-badge[:material/history: {t('pages.head.past', version=view.cube.version)}]", width="content")
        st.button(t("pages.head.newest"), type="tertiary", key="head.newest", on_click=_newest)


def _newest() -> None:
    write_selection_codes({name: codes for name, codes in read_selection_codes().items() if name != "v"})


def _export_menu(name: str, view: View, measures: Sequence[Measure], blocks: Sequence[Block]) -> None:
    with st.popover(t("pages.export.label"), icon=":material/download:", key="head.export"):
        for kind in ("xlsx", "csv"):
            st.download_button(
                t(f"pages.export.{kind}"), partial(_exported, view, measures, kind, lang=language()),
                f"dan-van-kheo_{name}_v{view.cube.version}.{kind}", on_click="ignore", key=f"export.{kind}", width="stretch",
                icon=":material/table:",
            )  # fmt: skip
        if not draws_pictures():
            st.caption(t("pages.export.camera"))
            return
        st.caption(t("pages.export.pictures"))
        for block in blocks:
            footer = f"{t('shell.product.name')} · {_version(view).replace('*', '')}"
            st.download_button(
                literal(block.title), partial(_picture, block, footer), f"dan-van-kheo_{block.key}.png", PNG,
                on_click="ignore", key=f"export.{block.key}", width="stretch", icon=":material/image:",
            )  # fmt: skip


def _exported(view: View, measures: Sequence[Measure], kind: str, *, lang: str) -> bytes:
    from work.exports import export_figures

    selection = view.at(*view.terms)
    return bytes(export_figures(view.database, measures, selection, ("unit", "term"), lang=lang, by_whom="", kind=kind)[1])


def _picture(block: Block, footer: str) -> bytes:
    """The chart on white paper, whatever the screen shows: pictures go into letters."""
    light = theme("light")
    return picture(block.draw(light), light, title=block.title, subtitle=block.caption, footer=footer)


def empty_state(view: View) -> None:
    """What a page says where nothing was recorded, instead of charts without marks."""
    with st.container(border=True, horizontal_alignment="center", key="empty"):
        st.space("small")
        st.subheader(t("pages.empty.title"), anchor=False, text_alignment="center")
        narrowed = view.offered.terms
        st.markdown(t("pages.empty.narrowed" if narrowed else "pages.empty.nothing"), text_alignment="center")
        st.markdown(f"**{t('pages.empty.not_zero')}**", text_alignment="center")
        st.page_link(page_file("upload"), label=t("pages.empty.upload"), icon=":material/upload:", width="content")
        st.space("small")


def page_foot(view: View, measures: Sequence[Measure]) -> None:
    """What the figures of the page mean, which version they are, and of which day."""
    lines = [f"**{t(measure.label_key)}**: {t(measure.definition_key)}" for measure in measures]
    said = t("pages.foot.version", version=view.cube.version, day=date_text(view.updated.date(), language()))
    st.caption("  \n".join([*lines, said]))
