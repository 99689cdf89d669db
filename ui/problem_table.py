"""Show: what is wrong or worth a look, by cell: level, place, what stands there, why, what to do; errors first, paged."""

from __future__ import annotations

import streamlit as st

from locales import number
from ui.paging import on_page, pages_of, turn_pages
from ui.plain import literal
from ui.state import language
from ui.text import t
from ui.upload_flow import Problems
from work.import_report import Problem, problem_sentences

PAGE = 50
_ICONS = {"error": "error", "warning": "visibility", "notice": "info"}
_COLOURS = {"error": "orange", "warning": "gray", "notice": "gray"}
_MOST_SHOWN = 40


def badge(level: str, words: str) -> str:
    """A level as a badge, which always has a word."""
    return f":{_COLOURS[level]}-badge[:material/{_ICONS[level]}: {words}]"


def show_counts(problems: Problems, rows_read: int, individuals: int) -> None:
    """Badges above the table: how many errors, how much to look at, how many rows were read."""
    lang, levels = language(), [problem.level for _, _, problem in problems]
    words = [
        badge(level, t(f"upload.count.{level}", count=number(levels.count(level), lang)))
        for level in ("error", "warning", "notice")
        if level in levels
    ]
    read = t("upload.count.read", count=number(rows_read, lang))
    words.append(f":blue-badge[:material/check: {read}]" if rows_read else f":gray-badge[{read}]")
    if individuals:
        words.append(f":gray-badge[{t('upload.count.individuals', count=number(individuals, lang))}]")
    st.markdown(" ".join(words), width="content")


def show_problems(problems: Problems, *, key: str) -> None:
    """The table of problems, fifty a page; the sheet is told where there are several."""
    places = {(file, sheet) for file, sheet, _ in problems if sheet}
    many = (len({file for file, _, _ in problems}) > 1, len(places) > 1)
    rows = [_row(*each, many=many) for each in on_page(problems, f"{key}.page", PAGE)]
    heads = [t(f"upload.problem.{name}") for name in ("level", "cell", "found", "why", "suggestion")]
    with st.container(key=f"rong-{key.replace('.', '-')}"):
        said = {head: [row[i] for row in rows] for i, head in enumerate(heads)}
        st.table(said, border="horizontal", hide_index=True, alt=t("upload.problem.table"))
    turn_pages(f"{key}.page", pages_of(len(problems), PAGE))


def _row(file: str, sheet: str, problem: Problem, *, many: tuple[bool, bool]) -> list[str]:
    reason, suggestion = problem_sentences(problem, language())
    cell = f"**{literal(problem.cell)}**" if problem.cell else ""
    around = [literal(name) for name, is_told in ((sheet, many[1]), (file, many[0] or not sheet)) if name and is_told]
    place = " · ".join(part for part in (cell, *around) if part) or "–"
    level = badge(problem.level, t(f"upload.level.{problem.level}"))
    return [level, place, found_words(problem), literal(reason), literal(suggestion) or "–"]


def found_words(problem: Problem) -> str:
    """What stands in the cell, as far as the problem tells it."""
    if problem.code == "empty_name":
        return t("upload.problem.empty")
    found = next((problem.params[name] for name in ("found", "name", "stated") if name in problem.params), "")
    if found == "":
        return "–"
    words = number(found, language()) if isinstance(found, int) else str(found)
    return f"«{literal(words[:_MOST_SHOWN])}{'…' if len(words) > _MOST_SHOWN else ''}»"
