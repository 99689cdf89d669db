"""Show: the steps of an upload: drop, correct, look, commit, and what became of it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from data_access.errors import StorageError
from ui.change_table import choose_kinds, show_changes
from ui.problem_table import show_counts, show_problems
from ui.questions import ask
from ui.state import language
from ui.text import t
from ui.upload_flow import flow
from work import start
from work.change_lines import change_lines
from work.effects import effect_sentences
from work.import_report import Problem
from work.imports import Prepared, most_megabytes

Problems = list[tuple[str, str, Problem]]
_KINDS = ["xlsx", "xlsm", "xls", "ods", "csv"]


def show_step(step: int) -> None:
    """Where one is: 1 → 2 → 3 → 4."""
    words = [t(f"upload.step.{number}") for number in (1, 2, 3, 4)]
    st.caption(" → ".join(f"**{word}**" if number == step else word for number, word in enumerate(words, start=1)))


def drop_zone(number: int) -> list[Any]:
    """The drop zone; its key is renewed after each commit, so that the same files can come again."""
    return list(
        st.file_uploader(
            t("upload.drop.label"), type=_KINDS, accept_multiple_files=True, key=f"upload.files.{number}",
            max_upload_size=most_megabytes(), help=t("upload.drop.help"),
        )
    )  # fmt: skip


def show_hints() -> None:
    """Before any file: what will happen, and the template."""
    left, right = st.columns([7, 4])
    with left.container(border=True):
        st.subheader(t("upload.hint.title"))
        st.markdown(t("upload.hint.body"))
    with right.container(border=True):
        st.subheader(t("upload.template.title"))
        st.markdown(t("upload.template.body"))
        from work.templates import empty_template

        st.download_button(
            t("upload.template.action"), data=lambda: empty_template(start.database(), language()), file_name="bieu-mau-dan-van-kheo.xlsx",
            on_click="ignore", icon=":material/download:", key="upload.template",
        )  # fmt: skip


def show_summary(prepared: Prepared, problems: Problems) -> None:
    """Counts, and one line a sheet: what it was taken for."""
    sheets = [(reading, sheet) for reading in prepared.readings for sheet in reading.sheets]
    show_counts(problems, sum(sheet.rows_read for _, sheet in sheets), sum(sheet.individuals for _, sheet in sheets))
    with st.expander(t("upload.sheets.title", count=len(sheets)), expanded=False):
        rows = [
            [reading.file, sheet.sheet, t(f"upload.dataset.{sheet.dataset}") if sheet.dataset else "–", _rows(sheet.header_rows),
             str(sheet.rows_read), _skipped(sheet.rows_skipped)]
            for reading, sheet in sheets
        ]  # fmt: skip
        heads = [t(f"upload.sheets.{name}") for name in ("file", "sheet", "dataset", "header", "read", "skipped")]
        st.dataframe({head: [row[i] for row in rows] for i, head in enumerate(heads)}, hide_index=True)


def _rows(rows: list[int]) -> str:
    return ", ".join(str(row) for row in rows[:6])


def _skipped(skipped: list[tuple[int, str]]) -> str:
    reasons: dict[str, int] = {}
    for _, reason in skipped:
        reasons[reason] = reasons.get(reason, 0) + 1
    return ", ".join(
        f"{t(f'upload.reason.{reason}')} {count}"
        for reason, count in reasons.items()
        if reason not in ("blank", "title", "header")
    )


def show_what_to_correct(problems: Problems, *, many_files: bool) -> None:
    """Step two: the questions, then the problems by cell."""
    ask([each for each in problems if each[2].level == "error"], start.reference())
    st.subheader(t("upload.correct.title"))
    show_problems(problems, many_files=many_files)
    st.caption(t("upload.correct.next"))


def show_what_changes(prepared: Prepared, problems: Problems) -> None:
    """Step three: the change table; nothing is saved yet."""
    assert prepared.change_set is not None
    if flow().was_stale:
        st.warning(t("upload.stale.message"))
        flow().was_stale = False
    files = [reading.file for reading in prepared.readings]
    totals = prepared.change_set.totals()
    if not prepared.change_set.has_changes:
        st.info(t("upload.nothing.message"))
    kinds = choose_kinds(totals, key="upload.kinds")
    lines = [
        line for line in change_lines(prepared.change_set, start.reference(), files, language()) if line.kind in kinds
    ]
    show_changes(lines, key="upload.changes", many_files=len(files) > 1)
    if problems:
        with st.expander(t("upload.look.title", count=len(problems))):
            show_problems(problems, many_files=len(files) > 1)
    flow().shown = prepared.change_set.digest()


def asks_to_commit(prepared: Prepared) -> bool:
    """The box of the commit: replace or not, and the one primary button."""
    assert prepared.change_set is not None
    totals = prepared.change_set.totals()
    with st.container(border=True):
        if totals["missing"] or totals["removed"]:
            replace = st.checkbox(
                t("upload.replace.label", count=totals["missing"] + totals["removed"]),
                value=flow().replace,
                key="upload.replace",
            )
            if replace != flow().replace:
                flow().replace = replace
                st.rerun()
        st.caption(t("upload.nothing_yet.message"))
        count = totals["new"] + totals["changed"] + totals["removed"]
        return st.button(
            t("upload.action.commit", count=count), type="primary", icon=":material/check:", key="upload.commit",
            disabled=not prepared.change_set.has_changes,
        )  # fmt: skip


def show_result() -> None:
    """Step four: what was committed and what it did to the figures."""
    number = flow().committed
    if number is None:
        st.info(t("upload.nothing.message"))
        return
    show_step(4)
    st.success(t("upload.done.message", upload=number), icon=":material/check:")
    for sentence in effect_sentences(start.database(), number, language()):
        st.markdown(f"- {sentence}")
    with st.container(horizontal=True):
        st.page_link("pages/overview.py", label=t("upload.done.overview"), icon=":material/arrow_forward:")
        st.page_link("pages/history.py", label=t("upload.done.history"), icon=":material/undo:")


def show_storage_error(error: StorageError) -> None:
    """A sentence for what the database could not do; nothing was changed."""
    st.error(t(f"commands.storage.{type(error).__name__}"), icon=":material/error:")
