"""Ask: which of several columns states a measure; one click answers it for the whole sheet."""

from __future__ import annotations

import streamlit as st

from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.upload_flow import answer
from work.field_words import NEITHER, column_choices, field_words
from work.import_report import Problem


def ask_column(key: str, file: str, sheet: str, problem: Problem) -> None:
    """The question as a card: the columns by letter and head, and *none of them*."""
    subject = field_words(str(problem.params["subject"]), language())
    asked = t("upload.question.column", subject=literal(subject))
    place = t("upload.question.column_place", sheet=literal(sheet), file=literal(file))
    st.markdown(f"**{asked}** :gray[{place}]")
    choices = column_choices(problem)
    labels = {NEITHER: t("upload.question.no_column")} | {said: literal(words) for said, words in choices.items()}
    chosen = st.segmented_control(
        t("upload.question.answers"), [*choices, NEITHER], key=f"upload.column.{key}", label_visibility="collapsed",
        format_func=labels.__getitem__,
    )  # fmt: skip
    if chosen:
        words = choices.get(chosen, t("upload.question.no_column"))
        answer("columns", key, chosen, f"{sheet} · {subject}: {words}")
        st.rerun()
