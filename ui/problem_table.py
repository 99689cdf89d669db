"""Show: what is wrong or worth a look, by cell: level, place, reason, suggestion; errors first, paged."""

from __future__ import annotations

import streamlit as st

from ui.literal import literal
from ui.state import language
from ui.text import t
from work.import_report import Problem, problem_sentences

PAGE = 50
_BADGES = {
    "error": ":orange-badge[:material/error: {}]",
    "warning": ":gray-badge[:material/visibility: {}]",
    "notice": ":blue-badge[:material/info: {}]",
}


def show_counts(problems: list[tuple[str, str, Problem]], rows_read: int, individuals: int) -> None:
    """Badges above the table: how many errors, how much to look at, how many rows were read."""
    levels = [problem.level for _, _, problem in problems]
    words = []
    for level in ("error", "warning", "notice"):
        if count := levels.count(level):
            words.append(_BADGES[level].format(t(f"upload.count.{level}", count=count)))
    words.append(f":blue-badge[:material/check: {t('upload.count.read', count=rows_read)}]")
    if individuals:
        words.append(f":gray-badge[{t('upload.count.individuals', count=individuals)}]")
    st.markdown("&ensp;".join(words))


def show_problems(problems: list[tuple[str, str, Problem]], *, many_files: bool) -> None:
    """The table of problems, fifty a page."""
    pages = -(-len(problems) // PAGE)
    page = st.pagination(pages, key="upload.problems.page") if pages > 1 else 1
    rows = [_row(*each, many_files=many_files) for each in problems[(page - 1) * PAGE : page * PAGE]]
    heads = [t(f"upload.problem.{name}") for name in ("level", "cell", "why", "suggestion")]
    with st.container(key="rong-problems"):
        st.table(_table(heads, rows), border="horizontal", hide_index=True, alt=t("upload.problem.table"))


def _table(heads: list[str], rows: list[list[str]]) -> dict[str, list[str]]:
    return {head: [row[i] for row in rows] for i, head in enumerate(heads)}


def _row(file: str, sheet: str, problem: Problem, *, many_files: bool) -> list[str]:
    reason, suggestion = problem_sentences(problem, language())
    place = f"**{literal(problem.cell)}**" if problem.cell else "–"
    where = " · ".join(literal(part) for part in ((file if many_files else ""), sheet) if part)
    badge = _BADGES[problem.level].format(t(f"upload.level.{problem.level}"))
    return [badge, f"{place} {where}".strip(), literal(reason), literal(suggestion)]
