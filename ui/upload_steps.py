"""Show: the steps of an upload: choose files, correct, look, commit, and what became of it."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from data_access.errors import StorageError
from ui.corrections import correct_cells, show_corrections
from ui.legacy_preview import show_legacy_preview
from ui.marked_copies import offer_marked_copies
from ui.plain import literal
from ui.problem_table import show_counts, show_problems
from ui.questions import ask, show_answers
from ui.refusals import refusal
from ui.remembered import answer_lines
from ui.sheet_list import say_one_sheet, show_sheets
from ui.shell import page_file
from ui.state import language
from ui.taking import taking
from ui.text import t
from ui.upload_flow import Problems, add_files, finish_commit, flow, leave_out, read_again, shown_names, start_over
from work import start
from work.effects import effect_sentences
from work.imports import Prepared, most_megabytes
from work.templates import template_file

# Streamlit stretches the button's frame across the zone.
_CENTRED = "<style>.st-key-upload-drop [data-testid=stFileUploaderDropzone]>span{align-self:center;width:auto}</style>"
_KINDS = ["xlsx", "xlsm", "xls", "ods", "csv"]
_PASSING = {"busy", "reader_failed", "term_locked", "too_slow"}
_MOST_NAMES = 12


def show_step(step: int) -> None:
    """Where one is: 1 → 2 → 3 → 4."""
    words = [literal(t(f"upload.step.{number}")) for number in (1, 2, 3, 4)]
    said = [f"**{word}**" if number == step else f":gray[{word}]" for number, word in enumerate(words, start=1)]
    st.markdown(" → ".join(said))


def drop_zone(label: str) -> None:
    """The drop zone; what is dropped is taken in at once and the zone is renewed, so that the same files can come again."""
    with st.container(key="upload-drop"):
        st.html(_CENTRED)
        dropped: list[Any] = st.file_uploader(
            label, type=_KINDS, accept_multiple_files=True, key=f"upload.files.{flow().number}",
            max_upload_size=most_megabytes(),
        )  # fmt: skip
    if dropped:
        add_files(dropped)
        st.rerun()


def show_start() -> None:
    """Step one: the drop zone, what will happen, and the template; above it what the last upload did."""
    if flow().has_committed:
        show_result()
    else:
        show_step(1)
    drop_zone(t("upload.drop.label"))
    left, right = st.columns([7, 4])
    with left.container(border=True, height="stretch"):
        st.subheader(t("upload.hint.title"), anchor=False)
        st.markdown(t("upload.hint.body"))
    with right.container(border=True, height="stretch"):
        st.subheader(t("upload.template.title"), anchor=False)
        st.markdown(t("upload.template.body"))
        for kind in ("empty", "filled"):
            st.download_button(
                t(f"upload.template.{kind}"), file_name=t(f"upload.template.{kind}_file"),
                data=taking(t(f"upload.template.{kind}_file"), partial(_template, language(), filled=kind == "filled")), on_click="ignore", icon=":material/download:",
                key=f"upload.template.{kind}",
            )  # fmt: skip


def _template(lang: str, *, filled: bool) -> bytes:
    return template_file(start.database(), filled=filled, lang=lang).content


def show_review(prepared: Prepared, problems: Problems) -> None:
    """What was read: counts, the files, the answers given so far."""
    show_step(2 if prepared.has_errors else 3)
    sheets = [(reading, sheet) for reading in prepared.readings for sheet in reading.sheets]
    with st.container(horizontal=True, vertical_alignment="center"):
        rows, individuals = sum(s.rows_read for _, s in sheets), sum(s.individuals for _, s in sheets)
        show_counts(problems, rows, individuals)
        if len(prepared.readings) == 1 and len(sheets) <= 1:
            reading, sheet = sheets[0] if sheets else (prepared.readings[0], None)
            say_one_sheet(reading, sheet, start.reference())
    if len(prepared.readings) > 1:
        _show_files()
    if len(sheets) > 1:
        show_sheets(sheets, start.reference())
    show_legacy_preview(sheets)
    show_answers(problems)
    show_corrections(prepared)


def _show_files() -> None:
    """The files by name, each with a cross that leaves it out."""
    names = shown_names()
    with st.container(horizontal=True, vertical_alignment="center", key="upload-chosen"):
        for position, name in enumerate(names[:_MOST_NAMES]):
            st.button(
                literal(name), key=f"upload.file.{position}", icon=":material/close:", icon_position="right",
                help=t("upload.file.leave_out"), on_click=leave_out, args=(position,),
            )  # fmt: skip
        if len(names) > _MOST_NAMES:
            st.caption(t("upload.file.more", count=len(names) - _MOST_NAMES), width="content")


def show_what_to_correct(prepared: Prepared, problems: Problems) -> None:
    """Step two: the questions, the problems by cell, and where the corrected file goes."""
    errors = [each for each in problems if each[2].level == "error"]
    told = ask(errors, start.reference()) + [each for each in problems if each[2].level != "error"]
    if any(problem.level == "error" for _, _, problem in told):
        st.subheader(t("upload.correct.title"), anchor=False)
    if left := correct_cells(prepared, told, key="upload.fix", is_main=True):
        show_problems(left, key="upload.problems")
    if any(problem.code in _PASSING for _, _, problem in problems):
        st.button(t("upload.action.again"), icon=":material/refresh:", on_click=read_again, key="upload.again")
    offer_marked_copies(problems)
    drop_zone(t("upload.correct.drop"))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("upload.correct.next"), width="content")
        show_cancel()


def show_cancel() -> None:
    """Leave everything as it was."""
    st.button(t("upload.action.cancel"), type="tertiary", key="upload.cancel", on_click=start_over)


def show_commit_running() -> None:
    """The commit under way; it goes on whether anybody looks or not."""
    run = flow().run
    assert run is not None
    show_step(3)
    bar = st.progress(run.share, text=t("upload.committing.message"))
    while not run.is_over(wait=0.2):
        bar.progress(run.share, text=t("upload.committing.message"))
    finish_commit()
    st.rerun()


def show_result() -> None:
    """Step four: what was committed and what it did to the figures; it stays until the next upload begins."""
    kept, lang = flow(), language()
    show_step(4)
    if kept.committed is None:
        st.info(t("upload.nothing.message"), icon=":material/info:")
        return
    st.success(t("upload.done.message", upload=kept.committed), icon=":material/check:")
    if lang not in kept.effects:
        kept.effects[lang] = effect_sentences(start.database(), kept.committed, lang)
    said = [f"- {sentence}" for sentence in kept.effects[lang]] or [f"- {t('upload.effect.none')}"]
    st.markdown("\n".join([*said, *(f"- {line}" for line in answer_lines(kept.committed))]))
    with st.container(horizontal=True):
        st.page_link(page_file("overview"), label=t("upload.done.overview"), icon=":material/arrow_forward:")
        st.page_link(page_file("history"), label=t("upload.done.history"), icon=":material/undo:")


def show_message() -> None:
    """What happened since the last look: the data changed, the preview grew old, the database said no."""
    kept = flow()
    if kept.message:
        st.warning(t(f"upload.{kept.message}.message"), icon=":material/info:")
        kept.message = ""
    if kept.failure:
        show_storage_error(kept.failure)
        kept.failure = None


def show_storage_error(error: StorageError) -> None:
    """A sentence for what the database could not do; nothing was changed."""
    st.error(refusal(error), icon=":material/error:")
