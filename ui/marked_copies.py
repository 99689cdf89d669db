"""Export: the button that gives a person's own files back with their problem cells marked."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.state import language
from ui.taking import taking
from ui.text import t
from ui.upload_flow import Problems, flow
from work.marked import Files, copy_mime, copy_name, files_to_mark, loses_its_looks, marked_copies
from work.options import Options


def offer_marked_copies(problems: Problems) -> None:
    """The button, where a file can be opened and has something to correct; the copies are made once it is pressed."""
    kept, lang = flow(), language()
    files = files_to_mark(kept.files, problems)
    if not files:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            t("marked.button.one" if len(files) == 1 else "marked.button.several"),
            data=taking(copy_name(files, lang), partial(_content, files, problems, kept.options(), lang)),
            file_name=copy_name(files, lang),
            mime=copy_mime(files), on_click="ignore", icon=":material/download:", key="upload.marked",
        )  # fmt: skip
        told = t("marked.button.help") + (f" {t('marked.button.plain')}" if loses_its_looks(files) else "")
        st.caption(told, width="stretch")


def _content(files: Files, problems: Problems, options: Options, lang: str) -> bytes:
    return marked_copies(files, problems, options, lang).content
