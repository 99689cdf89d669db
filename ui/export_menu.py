"""Export: what a page lets its reader take away; nothing is made before the click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from data_access.measures import Measure
from data_access.selection import Selection
from reports.pictures import picture
from reports.theme import theme
from ui.blocks import Block, draws_pictures
from ui.export_documents import document_buttons
from ui.plain import literal
from ui.state import address_query, language
from ui.text import t
from work.export_names import file_name, measures_part, place_part, slug, terms_part
from work.exports import CSV, MIME, XLSX, export_figures, export_rows
from work.views import View

PNG = "image/png"


def export_menu(view: View, measures: Sequence[Measure], blocks: Sequence[Block], *, page: str, footer: str) -> None:
    """The page's figures as a workbook or text file, its documents, and each of its charts as a picture."""
    with st.popover(t("pages.export.label"), icon=":material/download:", key="head.export"):
        selection = view.at(*view.terms)
        for kind in (XLSX, CSV):
            make = partial(_figures, view, measures, selection, kind=kind, lang=language(), address=address_query())
            name = _name(view, measures, selection, kind=kind)
            _download(t(f"pages.export.{kind}"), make, name, key=f"export.{kind}", mime=MIME[kind])
        document_buttons(page, view)
        if not draws_pictures():
            st.caption(t("pages.export.camera"))
            return
        st.caption(t("pages.export.pictures"))
        said = f"{t('shell.product.name')} · {footer}"
        for block in blocks:
            name = file_name([slug(block.title), _version(view)], "png")
            _download(literal(block.title), partial(_picture, block, said), name, key=f"export.{block.key}", mime=PNG)


def export_rows_button(view: View, measure: Measure, selection: Selection, *, key: str) -> None:
    """The list rows behind a figure as a workbook."""
    name = _name(view, [measure], selection, kind=XLSX)
    make = partial(_rows, view, measure, selection, lang=language(), address=address_query())
    _download(t("why.rows.export"), make, name, key=f"{key}.export", mime=MIME[XLSX], width="content")


def _download(label: str, make: Callable[[], bytes], name: str, *, key: str, mime: str, width: str = "stretch") -> None:
    icon = ":material/image:" if mime == PNG else ":material/table:"
    st.download_button(label, make, name, mime, key=key, on_click="ignore", icon=icon, width=width)  # type: ignore[arg-type]


def _name(view: View, measures: Sequence[Measure], selection: Selection, *, kind: str) -> str:
    lang = language()
    parts = [t("exports.file.start"), measures_part(measures, lang), place_part(selection, view.reference)]
    return file_name([*parts, terms_part(selection.terms), _version(view)], kind)


def _version(view: View) -> str:
    return t("exports.file.version", version=view.cube.version)


def _figures(
    view: View, measures: Sequence[Measure], selection: Selection, *, kind: str, lang: str, address: str
) -> bytes:
    # A commit may come between looking and clicking: the file holds what the screen showed.
    shown = replace(selection, version=view.cube.version)
    return export_figures(view.database, measures, shown, lang=lang, kind=kind, address=address).content


def _rows(view: View, measure: Measure, selection: Selection, *, lang: str, address: str) -> bytes:
    shown = replace(selection, version=view.cube.version)
    return export_rows(view.database, measure, shown, lang=lang, address=address).content


def _picture(block: Block, footer: str) -> bytes:
    """The chart on white paper, whatever the screen shows: pictures go into letters."""
    light = theme("light")
    return picture(block.draw(light), light, title=block.title, subtitle=block.caption, footer=footer)
