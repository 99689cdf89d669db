"""Ask: single cells put right on the screen before the commit, a page of fields at a time; the file is not touched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from locales import languages, number, text
from ui.paging import on_page, pages_of, turn_pages
from ui.plain import literal
from ui.problem_table import PAGE, badge, found_words
from ui.state import language
from ui.text import t
from ui.upload_flow import Problems, correct, flow, take_correction_back
from work.corrections import LONGEST_TEXT, given_corrections, open_cells
from work.import_report import Problem, problem_sentences
from work.imports import Prepared

_WIDTHS = (2, 2, 6, 3)
_HEADS = ("cell", "found", "why", "instead")
_MOST_GIVEN = 50
Row = tuple[str, str, str, Problem]
# Fields stand in rows like those of a table; on a telephone each row becomes a block and the heads say nothing.
_STYLE = """<style>
[class*="st-key-fix-row-"]{border-bottom:1px solid color-mix(in srgb,currentColor 14%,transparent);padding:0 0 .6rem}
@media (max-width:640px){.st-key-fix-heads{display:none}}
</style>"""


def correct_cells(prepared: Prepared, problems: Problems, *, key: str, is_main: bool) -> Problems:
    """A field for each cell that can be put right here; gives the problems that are left for the table."""
    cells = open_cells(prepared.readings)
    rows: dict[str, Row] = {}
    left: Problems = []
    for file, sheet, problem in problems:
        name = cells.get((file, sheet, problem.cell or ""), "") if problem.level != "notice" else ""
        if name and name not in rows:
            rows[name] = (name, file, sheet, problem)
        else:
            left.append((file, sheet, problem))
    if rows:
        places = {(file, sheet) for file, sheet, _ in problems}
        many = (len({file for file, _ in places}) > 1, len(places) > 1)
        _fields(list(rows.values()), many, key=key, is_main=is_main)
    if rows and left:
        st.markdown(f"**{t('upload.fix.left')}**")
    return left


@st.fragment
def _fields(rows: list[Row], many: tuple[bool, bool], *, key: str, is_main: bool) -> None:
    st.html(_STYLE)
    st.markdown(f"**{t('upload.fix.title', count=number(len(rows), language()))}** :gray[{t('upload.fix.how')}]")
    with st.container(key="fix-heads"):
        for column, head in zip(st.columns(_WIDTHS), _HEADS, strict=True):
            column.caption(t(f"upload.problem.{head}"))
    for position, row in enumerate(on_page(rows, f"{key}.page", PAGE)):
        with st.container(key=f"fix-row-{position}"):
            _field(row, _alike(row, rows), many=many)
    turn_pages(f"{key}.page", pages_of(len(rows), PAGE))
    _apply({name for name, *_ in rows}, key, is_main=is_main)


def _field(row: Row, alike: list[str], *, many: tuple[bool, bool]) -> None:
    name, file, sheet, problem = row
    reason, suggestion = problem_sentences(problem, language())
    around = [literal(each) for each, is_told in ((sheet, many[1]), (file, many[0])) if is_told]
    place, found, why, instead = st.columns(_WIDTHS, vertical_alignment="center")
    level = badge(problem.level, t(f"upload.level.{problem.level}"))
    place.markdown(" · ".join([f"{level} **{literal(problem.cell)}**", *around]))
    found.markdown(found_words(problem))
    why.markdown(f"{literal(reason)} :gray[{literal(suggestion)}]")
    # A field that comes back with its page has forgotten what was typed; only the state may be set from two places.
    st.session_state.setdefault(_widget(name), flow().typed.get(name, flow().corrections.get(name, "")))
    with instead:
        st.text_input(
            t("upload.fix.label", cell=problem.cell), key=_widget(name), label_visibility="collapsed", max_chars=LONGEST_TEXT,
            placeholder=problem.answers[0] if problem.question == "count" else None, on_change=_note, args=(name,),
        )  # fmt: skip
        entered = flow().typed.get(name, "")
        if entered and alike:
            st.button(
                t("upload.fix.alike", entered=literal(entered), count=number(len(alike), language()), found=found_words(problem)),
                key=f"upload.fix.alike.{name}", type="tertiary", on_click=_fill, args=(alike, entered),
            )  # fmt: skip


def _widget(name: str) -> str:
    return f"upload.fix.{name}"


def _note(name: str) -> None:
    entered = str(st.session_state[_widget(name)]).strip()
    if entered and entered != flow().corrections.get(name):
        flow().typed[name] = entered
    else:
        flow().typed.pop(name, None)


def _alike(row: Row, rows: list[Row]) -> list[str]:
    """Further cells that say the same, are wrong for the same reason, and have nothing typed for them yet."""
    name, _, _, problem = row
    if name not in flow().typed:
        return []
    what = (problem.code, found_words(problem))
    same = [other for other, _, _, each in rows if (each.code, found_words(each)) == what]
    return [other for other in same if other not in flow().typed]


def _fill(names: list[str], entered: str) -> None:
    for name in names:
        flow().typed[name] = entered
        st.session_state[_widget(name)] = entered


def _apply(names: set[str], key: str, *, is_main: bool) -> None:
    typed = {name: entered for name, entered in flow().typed.items() if name in names}
    said = t("upload.fix.apply", count=number(len(typed), language())) if typed else t("upload.fix.apply_none")
    # Never disabled: a click that ends the typing in a field would be lost on it.
    kind: Literal["primary", "secondary"] = "primary" if is_main else "secondary"
    if st.button(said, key=f"{key}.apply", type=kind, icon=":material/done_all:") and typed:
        correct({name: _meant(entered) for name, entered in typed.items()})
        st.rerun()


def _meant(entered: str) -> str:
    """What was typed; the word for *empty* means an empty cell."""
    words = {text("upload.fix.empty_word", lang).casefold() for lang in languages}
    return "" if entered.casefold() in words else entered


def show_corrections(prepared: Prepared) -> None:
    """What was put right so far; each correction can be taken back."""
    given = given_corrections(prepared.readings)
    if not given:
        return
    with st.expander(t("upload.fix.given", count=number(len(given), language())), type="compact", key="upload.fixed"):
        with st.container(horizontal=True):
            for each in given[:_MOST_GIVEN]:
                st.button(
                    _said(each.sheet, each.cell, {"found": each.found, "entered": each.entered}), key=f"upload.fixed.{each.key}",
                    icon=":material/close:", icon_position="right", help=t("upload.fix.take_back"),
                    on_click=_take_back, args=(each.key,),
                )  # fmt: skip
        if len(given) > _MOST_GIVEN:
            st.caption(t("upload.fix.more", count=number(len(given) - _MOST_GIVEN, language())))
        st.button(
            t("upload.fix.take_all_back"), key="upload.fixed.all", type="tertiary",
            on_click=_take_back, args=tuple(each.key for each in given),
        )  # fmt: skip


def _take_back(*names: str) -> None:
    for name in names:
        st.session_state.pop(_widget(name), None)
    take_correction_back(*names)


def _said(sheet: str, cell: str, change: Mapping[str, str]) -> str:
    words = {name: f"«{literal(said)}»" if said else t("upload.problem.empty") for name, said in change.items()}
    return f"{literal(sheet)} · {cell}: {words['found']} → {words['entered']}"
