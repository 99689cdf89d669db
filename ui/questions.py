"""Ask: what no reader could know, once for all rows it concerns: a unit, a term, a number; the likeliest answer first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from locales import date_text, number, term_text
from ui.column_question import ask_column
from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.upload_flow import Answer, Problems, answer, answer_spelling, ask_again, flow, take_answer_back
from work.import_report import Problem
from work.imports import term_option
from work.options import column_key, number_key, sheet_key
from work.unit_search import find_units

MOST_CARDS = 10
_OTHER = "?"
_MOST_CELLS = 8


def ask(problems: Problems, reference: Any) -> Problems:
    """A card for each open question; an answer holds for this upload. Gives the problems that no card asks about."""
    spellings: dict[str, Problems] = {}
    cards: list[Any] = []
    numbers: Problems = []
    columns: dict[str, tuple[str, str, Problem]] = {}
    sheets: dict[tuple[str | None, str, str], Problem] = {}  # two tables of a sheet are one question
    for each in problems:
        problem = each[2]
        if problem.question == "unit" and "spelling" in problem.params:
            key = str(problem.params["spelling"])
            if key not in spellings:
                cards.append((_ask_spelling, (spellings.setdefault(key, []), reference)))
            spellings[key].append(each)
        elif problem.question == "count":
            numbers.append(each)
        elif problem.question in ("unit", "term"):
            sheets.setdefault((problem.question, *each[:2]), problem)
        elif problem.question == "column":
            columns.setdefault(column_key(*each[:2], str(problem.params["field"])), each)
    # First what a whole sheet is about: it may settle what a spelling in it means.
    cards = [
        (_ask_unit, (file, sheet, reference)) if what == "unit" else (_ask_term, (file, sheet, problem))
        for (what, file, sheet), problem in sheets.items()
    ] + cards
    cards += [(ask_column, (key, *each)) for key, each in columns.items()]
    if numbers:
        cards.append((_ask_numbers, (numbers,)))
    for card, about in cards[:MOST_CARDS]:
        with st.container(border=True):
            card(*about)
    if len(cards) > MOST_CARDS:
        st.caption(t("upload.question.more", count=number(len(cards) - MOST_CARDS, language())))
        return problems
    # A number stays: what it should be may also be typed.
    return [each for each in problems if each[2].question not in ("unit", "term", "column")]


def show_answers(problems: Problems) -> None:
    """What was answered now or at an earlier upload; each answer can be taken back."""
    said = flow().said
    known = {str(p.params["spelling"]): p for _, _, p in problems if p.code == "remembered_answer"}
    if not said and not known:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="upload-answers"):
        st.caption(t("upload.question.answered"), width="content")
        for position, ((kind, key), words) in enumerate(said.items()):
            st.button(
                literal(words) + _for_how_long(kind, key), key=f"upload.answered.{position}", icon=":material/close:", icon_position="right",
                help=t("upload.question.take_back"), on_click=take_answer_back, args=(kind, key),
            )  # fmt: skip
        for position, (key, problem) in enumerate(list(known.items())[:MOST_CARDS]):
            words = literal(f"«{problem.params['found']}»: {problem.params['unit']}")
            st.button(
                f"{words} · {t('upload.question.known')}", key=f"upload.known.{position}", icon=":material/close:",
                icon_position="right", help=t("upload.question.ask_again"), on_click=ask_again, args=(key,),
            )  # fmt: skip


def _for_how_long(kind: Answer, key: str) -> str:
    """Whether an answer about a spelling is for later uploads too."""
    if kind != "answers":
        return ""
    return f" · {t('upload.question.once' if key in flow().not_kept else 'upload.question.kept')}"


def _told_apart(found: Problems) -> list[tuple[str, Problem]]:
    """Each with the file and the sheet before its cells, as far as they differ."""
    files, sheets = {file for file, _, _ in found}, {(file, sheet) for file, sheet, _ in found}
    told = (len(files) > 1, len(sheets) > len(files))
    return [
        ("".join(f"{name} · " for name, is_told in zip((file, sheet), told, strict=True) if is_told), problem)
        for file, sheet, problem in found
    ]


def _ask_spelling(found: list[tuple[str, str, Problem]], reference: Any) -> None:
    problem = found[0][2]
    key, name = str(problem.params["spelling"]), str(problem.params["name"])
    count = sum(int(each.params["count"]) for _, _, each in found)
    cells = [f"{where}{cell}" for where, each in _told_apart(found) for cell in str(each.params["cells"]).split(", ")]
    shown = ", ".join(cells[:_MOST_CELLS]) + (" …" if count > _MOST_CELLS else "")
    asked = t("upload.question.rows", count=number(count, language()), cells=shown)
    st.markdown(f"**{t('upload.question.unit', name=literal(name))}** :gray[{literal(asked)}]")
    likely = tuple(dict.fromkeys(unit for _, _, each in found for unit in each.answers))
    options, labels = [*likely, _OTHER], unit_labels(reference, likely)
    chosen = _OTHER if not likely else st.segmented_control(
        t("upload.question.answers"), options, key=f"upload.answer.{key}", label_visibility="collapsed",
        format_func=lambda unit: t("upload.question.other") if unit == _OTHER else labels[unit],
    )  # fmt: skip
    if chosen == _OTHER:
        near = likely or tuple(str(each.params["province"]) for _, _, each in found if each.params.get("province"))
        chosen = _search(reference, f"upload.other.{key}", near=near)
    is_kept = st.checkbox(
        t("upload.question.keep"), value=True, key=f"upload.keep.{key}", help=t("upload.question.keep_why")
    )
    if chosen:
        answer_spelling(key, chosen, f"«{name}»: {reference.units[chosen].name}", is_kept=is_kept)
        st.rerun()


def _search(reference: Any, key: str, *, near: tuple[str, ...] = ()) -> str | None:
    """A unit found by its name; typed with or without diacritics."""
    written = st.text_input(t("upload.question.search"), key=key, placeholder=t("upload.question.example"), width=420)
    if not written.strip():
        return None
    found = find_units(reference, written, near=near)
    if not found:
        st.caption(t("upload.question.no_unit", found=literal(written)))
        return None
    chosen: str | None = st.pills(
        t("upload.question.answers"), found, key=f"{key}.found", label_visibility="collapsed", wrap=True,
        format_func=lambda unit: unit_label(reference, unit),
    )  # fmt: skip
    return chosen


def unit_labels(reference: Any, units: Sequence[str]) -> dict[str, str]:
    """The units by name, with province and time where one of the names stands twice."""
    names = {unit: literal(reference.units[unit].name) for unit in units}
    is_clear = len(set(names.values())) == len(names)
    return names if is_clear else {unit: unit_label(reference, unit) for unit in units}


def unit_label(reference: Any, unit: str) -> str:
    """A unit with its province and the time it existed, so that two of one name can be told apart."""
    record = reference.units[unit]
    province = reference.units[record.province].short_name if record.province else ""
    until = t("upload.question.until", day=date_text(record.valid_to, language())) if record.valid_to else ""
    return literal(", ".join(part for part in (record.name, province) if part) + until)


def _ask_numbers(found: Problems) -> None:
    """The numbers whose reading is open, each with what is probably meant; all of them at once where there are several."""
    if all(problem.code == "fraction" for _, _, problem in found):
        st.markdown(f"**{t('upload.question.numbers')}** :gray[{t('upload.question.numbers_why')}]")
    else:
        st.markdown(f"**{t('upload.question.numbers_meant')}**")
    many = len({file for file, _, _ in found}) > 1
    with st.container(horizontal=True, vertical_alignment="center"):
        if len(found) > 1:
            st.button(
                t("upload.question.take_all", count=number(len(found), language())), key="upload.count.all",
                icon=":material/done_all:", on_click=_take_numbers, args=(found,),
            )  # fmt: skip
        for each in found[:MOST_CARDS]:
            file, sheet, problem = each
            cell = f"{sheet} · {problem.cell}" + (f" · {file}" if many else "")
            said = t(
                "upload.question.take", cell=literal(cell), found=literal(problem.params["found"]),
                value=number(int(problem.answers[0]), language()),
            )  # fmt: skip
            st.button(said, key=f"upload.count.{_number_key(*each)}", on_click=_take_numbers, args=([each],))


def _number_key(file: str, sheet: str, problem: Problem) -> str:
    return number_key(file, sheet, str(problem.cell), found=str(problem.params["found"]))


def _take_numbers(found: Problems) -> None:
    for each in found:
        meant = int(each[2].answers[0])
        answer("counts", _number_key(*each), meant, f"{each[1]} · {each[2].cell}: {number(meant, language())}")


def _ask_unit(file: str, sheet: str, reference: Any) -> None:
    st.markdown(f"**{t('upload.question.whose', sheet=literal(sheet), file=literal(file))}**")
    key = sheet_key(file, sheet)
    if chosen := _search(reference, f"upload.unit.{key}"):
        _note("units", key, chosen, f"{sheet}: {reference.units[chosen].name}")


def _ask_term(file: str, sheet: str, problem: Problem) -> None:
    asked, key = t("upload.question.when", sheet=literal(sheet), file=literal(file)), sheet_key(file, sheet)
    cell = str(problem.params.get("mentioned", ""))
    why = t("upload.question.mentioned", cell=cell) if cell else t("upload.question.mentioned_by_name")
    st.markdown(f"**{asked}**" + (f" :gray[{why}]" if problem.answers else ""))
    chosen = _OTHER if not problem.answers else st.segmented_control(
        t("upload.question.answers"), [*problem.answers, _OTHER], key=f"upload.likely.{key}", label_visibility="collapsed",
        format_func=lambda term: t("upload.question.other") if term == _OTHER else term_text(term, language()),
    )  # fmt: skip
    if chosen == _OTHER:
        _write_term(key, sheet)
    elif chosen:
        _note("terms", key, chosen, f"{sheet}: {term_text(chosen, language())}")


def _write_term(key: str, sheet: str) -> None:
    """A term as a person types it."""
    left, right = st.columns([1, 2], vertical_alignment="bottom")
    written = left.text_input(
        t("upload.question.term"), key=f"upload.term.{key}", placeholder=t("upload.question.terms")
    )
    if not written.strip():
        return
    term = term_option(written)
    if term is None:
        right.caption(t("upload.question.not_a_term", found=literal(written)))
        return
    _note("terms", key, term, f"{sheet}: {term_text(term, language())}")


def _note(kind: Answer, key: str, value: Any, words: str) -> None:
    answer(kind, key, value, words)
    st.rerun()
