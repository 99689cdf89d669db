"""Ask: what no reader could know, once for all rows it concerns: a unit, a term, a number; the likeliest answer first."""

from __future__ import annotations

import streamlit as st

from data_access.reference import Reference
from ui.literal import literal
from ui.text import t
from ui.upload_flow import flow
from work.import_report import Problem
from work.imports import term_option

_OTHER = "?"


def ask(problems: list[tuple[str, str, Problem]], reference: Reference) -> None:
    """A card for each open question; an answer is kept for this upload and the files are read again."""
    asked: set[str] = set()
    for _, _, problem in problems:
        if problem.question == "unit" and problem.code not in ("no_unit",):
            name = str(problem.params["name"])
            if name not in asked:
                asked.add(name)
                _ask_spelling(name, problem, reference)
        elif problem.question == "count":
            _ask_count(problem)
    questions = {problem.question for _, _, problem in problems if problem.code in ("no_unit", "no_term")}
    if "unit" in questions:
        _ask_unit(reference)
    if "term" in questions:
        _ask_term()


def _ask_spelling(name: str, problem: Problem, reference: Reference) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{t('upload.question.unit', name=literal(name))}** {t('upload.question.rows', count=problem.params['count'], cells=problem.params['cells'])}"
        )
        options = [*problem.answers, _OTHER]
        key = f"upload.answer.{name}"
        chosen = st.segmented_control(
            t("upload.question.answers"), options, key=key, label_visibility="collapsed",
            format_func=lambda unit: t("upload.question.other") if unit == _OTHER else reference.units[unit].name,
        )  # fmt: skip
        if chosen == _OTHER:
            chosen = st.selectbox(
                t("upload.question.search"), sorted(reference.units), index=None, key=f"{key}.other",
                format_func=lambda unit: unit_label(reference, unit),
            )  # fmt: skip
        if chosen and chosen != _OTHER:
            flow().answers[name] = chosen
            st.rerun()


def unit_label(reference: Reference, unit: str) -> str:
    """A unit with its province and the time it existed, so that two of one name can be told apart."""
    record = reference.units[unit]
    province = reference.units[record.province].short_name if record.province else ""
    until = f" (→ {record.valid_to:%d/%m/%Y})" if record.valid_to else ""
    return f"{record.name}{', ' if province else ''}{province}{until}"


def _ask_count(problem: Problem) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(t("upload.question.count", cell=literal(problem.cell), found=literal(problem.params["found"])))
        if st.button(t("upload.question.take", value=problem.answers[0]), key=f"upload.count.{problem.cell}"):
            flow().counts[str(problem.cell)] = int(problem.answers[0])
            st.rerun()


def _ask_unit(reference: Reference) -> None:
    with st.container(border=True):
        chosen = st.selectbox(
            t("upload.question.whose"), sorted(reference.units, key=lambda unit: reference.units[unit].sort_order), index=None,
            key="upload.unit", format_func=lambda unit: unit_label(reference, unit), placeholder=t("upload.question.choose"),
        )  # fmt: skip
        if chosen:
            flow().unit = chosen
            st.rerun()


def _ask_term() -> None:
    with st.container(border=True):
        written = st.text_input(t("upload.question.when"), key="upload.term", placeholder="2020-2025, 2023, 2024-H1")
        if not written:
            return
        term = term_option(written)
        if term is None:
            st.caption(t("upload.question.not_a_term", found=literal(written)))
            return
        flow().term = term
        st.rerun()
