"""Export: what a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from data_access.measures import Measure
from data_access.selection import Selection
from reports.pictures import picture
from reports.theme import theme
from ui.blocks import Block, draws_pictures
from ui.export_documents import paper_and_meeting, views_button
from ui.plain import literal
from ui.reopening import Reopening, code_box, follow_typed, reopening
from ui.state import language
from ui.taking import offer
from ui.text import t
from work.export_names import file_name, measures_part, place_part, slug, terms_part
from work.exports import CSV, MIME, XLSX, export_figures, export_rows
from work.page_content import PAGES
from work.views import View

PNG, SVG = "png", "svg"
PICTURES = {PNG: "image/png", SVG: "image/svg+xml"}


def export_menu(view: View, measures: Sequence[Measure], blocks: Sequence[Block], *, page: str, footer: str) -> None:
    """What is for paper, for a meeting and to work on; beside it each chart as a picture, and the box for a code."""
    with st.popover(t("pages.export.label"), icon=":material/download:", key="head.export", on_change="rerun") as menu:
        if not menu.open:  # sixteen elements, which every change of a filter would make again for nobody
            follow_typed()
            return
        with st.container(horizontal=True, gap="medium", key="exports"):
            with st.container(gap=None, width=376, key="exports-files"):
                paper_and_meeting(page, view)
                _to_work_on(view, measures, page)
            with st.container(gap=None, width=248, key="exports-more"):
                if blocks:
                    _pictures(view, blocks, reopening(page, view), footer=footer)
                code_box("export.code")


def _to_work_on(view: View, measures: Sequence[Measure], page: str) -> None:
    """The figures as a workbook or text file, and all views as a workbook."""
    if measures or page in PAGES:
        st.caption(f"**{t('pages.export.work')}**")
    selection, opened = view.at(*view.terms), reopening(page, view)
    for kind in (XLSX, CSV) if measures else ():
        make = partial(_figures, view, measures, selection, kind=kind, lang=language(), opened=opened)
        name = _name(view, measures, selection, kind=kind)
        offer(t(f"pages.export.{kind}"), name, make, mime=MIME[kind], icon="table", key=f"export.{kind}")
    views_button(page, view)


def _pictures(view: View, blocks: Sequence[Block], opened: Reopening, *, footer: str) -> None:
    """Each chart as a picture of dots or of lines; where this machine draws none, who does."""
    if not draws_pictures():
        st.caption(t("pages.export.camera"))
        return
    st.caption(f"**{t('pages.export.pictures')}**")
    kind = st.segmented_control(
        t("pages.export.kind"), list(PICTURES), default=PNG, required=True, key="export.kind",
        format_func=str.upper, label_visibility="collapsed", persist_state="session",
    ) or PNG  # fmt: skip
    said = f"{t('shell.product.name')} · {footer}"
    foot = t("reopening.picture.foot", said=said, code="{code}")
    for block in blocks:
        name = file_name([slug(block.title), _version(view)], kind)
        make = partial(_picture, block, foot, kind=kind, opened=opened)
        offer(literal(block.title), name, make, mime=PICTURES[kind], icon="image", key=f"export.{block.key}")


def export_rows_button(view: View, measure: Measure, selection: Selection, *, key: str) -> None:
    """The list rows behind a figure as a workbook."""
    name = _name(view, [measure], selection, kind=XLSX)
    opened = reopening("overview", view)
    make = partial(_rows, view, measure, selection, lang=language(), opened=opened)
    offer(t("why.rows.export"), name, make, mime=MIME[XLSX], icon="table", key=f"{key}.export", width="content")


def _name(view: View, measures: Sequence[Measure], selection: Selection, *, kind: str) -> str:
    lang = language()
    parts = [t("exports.file.start"), measures_part(measures, lang), place_part(selection, view.reference)]
    return file_name([*parts, terms_part(selection.terms), _version(view)], kind)


def _version(view: View) -> str:
    return t("exports.file.version", version=view.cube.version)


def _figures(
    view: View, measures: Sequence[Measure], selection: Selection, *, kind: str, lang: str, opened: Reopening
) -> bytes:
    # A commit may come between looking and clicking: the file holds what the screen showed.
    shown = replace(selection, version=view.cube.version)
    return export_figures(
        view.database,
        measures,
        shown,
        lang=lang,
        kind=kind,
        imprint=opened.imprint,
    ).content


def _rows(view: View, measure: Measure, selection: Selection, *, lang: str, opened: Reopening) -> bytes:
    shown = replace(selection, version=view.cube.version)
    return export_rows(view.database, measure, shown, lang=lang, imprint=opened.imprint).content


def _picture(block: Block, foot: str, *, kind: str, opened: Reopening) -> bytes:
    """The chart on white paper, whatever the screen shows: pictures go into letters."""
    light = theme("light")
    footer = foot.replace("{code}", opened.code or "–")
    return picture(block.draw(light), light, title=block.title, subtitle=block.caption, footer=footer, kind=kind)
