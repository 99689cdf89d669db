"""Show: one upload of the history, and what it changed, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from locales import number
from ui.change_table import PAGE as LINES
from ui.change_table import choose_kinds, show_changes
from ui.corrected_cells import show_corrected
from ui.plain import literal, moment_words
from ui.remembered import answer_lines
from ui.shell import page_file
from ui.state import language
from ui.taking import taking
from ui.text import t
from ui.undo_dialog import ask_to_take_back
from ui.version_choice import upload_kind
from work import start, uploads
from work.change_lines import ChangeLine
from work.export_names import file_name, slug
from work.kept_files import kept_copy_of, kept_of
from work.uploads import Upload

PAGE = 20
ASKED = "upload"
_FILES = 4
_KEPT = 30


def asked_uploads(found: list[Upload]) -> list[Upload]:
    """The one upload that the address names, with the way back to all; all where it names none that there is."""
    asked = st.query_params.get(ASKED)
    one = [upload for upload in found if str(upload.number) == asked]
    if one:
        st.page_link(page_file("history"), label=t("history.action.all"), icon=":material/history:")
    elif asked is not None:
        del st.query_params[ASKED]
    return one or found


def show_upload(upload: Upload) -> None:
    """A card: number, time, kind, files and counts; its changes on demand, shown where it is the only one; *Hoàn tác*."""
    is_asked = st.query_params.get(ASKED) == str(upload.number)
    with st.container(border=True, key=f"history-card-{upload.number}"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            with st.container(width="stretch", gap=None):
                st.markdown(_title(upload))
                st.caption(_when_and_what(upload))
            st.page_link(
                page_file("overview"), label=t("history.action.see"), icon=":material/visibility:",
                query_params={"v": str(upload.number)},
            )  # fmt: skip
            if not is_asked:
                st.page_link(
                    page_file("history"), label=t("history.action.link"), icon=":material/link:",
                    query_params={ASKED: str(upload.number)},
                )  # fmt: skip
            word = "redo" if upload.kind == "undo" else "undo"
            if upload.undone_by is None and st.button(
                t(f"history.action.{word}"), icon=f":material/{word}:", key=f"history.undo.{upload.number}"
            ):
                ask_to_take_back(upload, word)
        details = st.expander(
            _counts(upload), on_change="rerun", type="compact", expanded=is_asked, key=f"history.open.{upload.number}"
        )
        if details.open:
            with details:
                _show_changes(upload.number, upload.files)


def _title(upload: Upload) -> str:
    said = f"**{t('history.upload.title', upload=upload.number)}** · {upload_kind(upload)}"
    if upload.is_sample:
        said += f" :gray-badge[{t('history.sample.badge')}]"
    if upload.undone_by:
        said += f" :orange-badge[{t('history.undone.badge', upload=upload.undone_by)}]"
    return said


def _when_and_what(upload: Upload) -> str:
    names = ", ".join(literal(name) for name in upload.files[:_FILES])
    if len(upload.files) > _FILES:
        names = t("history.files.more", names=names, more=len(upload.files) - _FILES)
    return " · ".join(part for part in (literal(moment_words(upload.at)), literal(upload.by), names) if part)


def _counts(upload: Upload) -> str:
    lang = language()
    said = [
        t(f"history.count.{kind}", count=number(count, lang)) for kind, count in upload.changes.items() if count > 0
    ]
    return " · ".join(said) or t("history.count.none")


def _show_changes(upload: int, files: Sequence[str]) -> None:
    database, lang = start.database(), language()
    totals = uploads.touches(database, upload).totals()
    kinds = choose_kinds(totals, key=f"history.kinds.{upload}")

    def lines(chosen: list[str], page: int) -> Sequence[ChangeLine]:
        return uploads.lines_page(database, upload, chosen, page=page, size=LINES, lang=lang)

    _offer_kept_copies(upload)
    several = len(files) > 1
    show_changes(
        lines, sum(totals[kind] for kind in kinds), kinds, key=f"history.lines.{upload}", sources=(several, several)
    )
    show_corrected(upload)
    explained = answer_lines(upload)
    if explained:
        st.markdown("\n".join(f"- {line}" for line in explained))
    elif not any(totals.values()):
        st.caption(t("history.count.none"))


def _offer_kept_copies(upload: int) -> None:
    """A button for each workbook of which something is kept, the first of many."""
    found, lang = kept_of(start.database(), upload), language()
    with st.container(horizontal=True, key=f"history-kept-{upload}"):
        for each in found[:_KEPT]:
            name = file_name([t("history.kept.file"), str(upload), slug(Path(each.name).stem)], "xlsx")
            st.download_button(
                t("history.kept.label", file=literal(each.name)), file_name=name,
                data=taking(name, partial(kept_copy_of, start.database(), each.file, lang)),
                on_click="ignore", icon=":material/inventory_2:", type="tertiary", key=f"history.kept.{each.file}",
            )  # fmt: skip
    if len(found) > _KEPT:
        st.caption(t("history.kept.more", count=len(found) - _KEPT))
