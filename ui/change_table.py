"""Show: the change table: new, changed before and after, removed, missing; filtered by kind, twenty lines a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from locales import number
from ui.paging import page_shown, pages_of, turn_pages
from ui.plain import literal
from ui.state import language
from ui.text import t
from work.change_lines import ChangeLine

PAGE = 20
_BADGES = {
    "changed": ":yellow-badge[:material/arrow_forward: {}]",
    "new": ":blue-badge[:material/add: {}]",
    "removed": ":orange-badge[:material/remove: {}]",
    "missing": ":gray-badge[:material/remove: {}]",
}
Lines = Callable[[list[str], int], Sequence[ChangeLine]]


def choose_kinds(totals: Mapping[str, int], *, key: str) -> list[str]:
    """Which kinds of change to see, with their counts; unchanged rows are counted and not listed."""
    kinds = [kind for kind in ("changed", "new", "removed", "missing") if totals.get(kind)]
    if not kinds:
        return []
    chosen = st.pills(
        t("upload.change.kinds"),
        kinds,
        default=kinds,
        selection_mode="multi",
        key=".".join((key, *kinds)),  # other kinds begin with all of them chosen
        label_visibility="collapsed",
        width="content",
        format_func=lambda kind: t(f"upload.change.{kind}_count", count=number(totals[kind], language())),
    )
    return list(chosen or [])


def show_changes(
    lines: Lines, count: int, kinds: list[str], *, key: str, sources: tuple[bool, bool] = (False, False)
) -> None:
    """The lines as a table; ``lines`` gives those of some kinds on one page, ``count`` is how many there are.

    ``sources``: whether they come from several files, and from several sheets, also where one page shows only one.
    """
    if not count:
        return
    pages = pages_of(count, PAGE)
    found = lines(kinds, page_shown(f"{key}.page", pages))
    sheets = {(line.file, line.sheet) for line in found}
    many = (sources[0] or len({file for file, _ in sheets}) > 1, sources[1] or len(sheets) > 1)
    heads = [t(f"upload.change.{name}") for name in ("kind", "unit", "term", "subject", "before_after", "cell")]
    rows = [_row(line, many=many) for line in found]
    with st.container(key=f"rong-{key}".replace(".", "-")):
        said = {head: [row[i] for row in rows] for i, head in enumerate(heads)}
        st.table(said, border="horizontal", hide_index=True, alt=t("upload.change.table"))
    turn_pages(f"{key}.page", pages)


def _row(line: ChangeLine, *, many: tuple[bool, bool]) -> list[str]:
    around = [name for name, is_told in ((line.cell, True), (line.sheet, many[1]), (line.file, many[0])) if is_told]
    where = " · ".join(literal(name) for name in around if name)
    return [
        _BADGES[line.kind].format(t(f"upload.change.{line.kind}")),
        literal(line.unit),
        literal(line.term) or "–",
        _subject(line),
        _before_after(line),
        where if line.kind != "missing" else "–",
    ]


def _subject(line: ChangeLine) -> str:
    said = literal(line.subject)
    return f"{said} ({t('upload.change.renamed', name=literal(line.renamed_from))})" if line.renamed_from else said


def _before_after(line: ChangeLine) -> str:
    before, after = literal(line.before) or "–", literal(line.after)
    if line.kind == "missing":
        return f"{before if line.before else ''} {t('upload.change.kept')}".strip()
    if line.kind == "removed":
        return f"{before} → –"
    return f"{before} → **{after}**" if after else "–"
