"""Show: the change table: new, changed before and after, removed, missing; filtered by kind, fifty lines a page."""

from __future__ import annotations

import streamlit as st

from ui.literal import literal
from ui.text import t
from work.change_lines import ChangeLine

PAGE = 50
_BADGES = {
    "changed": ":yellow-badge[:material/arrow_forward: {}]",
    "new": ":blue-badge[:material/add: {}]",
    "removed": ":orange-badge[:material/remove: {}]",
    "missing": ":gray-badge[:material/remove: {}]",
}


def choose_kinds(totals: dict[str, int], *, key: str) -> list[str]:
    """Which kinds of change to see, with their counts; unchanged rows are counted and not listed."""
    kinds = [kind for kind in ("new", "changed", "removed", "missing") if totals.get(kind)]
    if not kinds:
        return []
    chosen = st.pills(
        t("upload.change.kinds"), kinds, default=kinds, selection_mode="multi", key=key, label_visibility="collapsed",
        format_func=lambda kind: t(f"upload.change.{kind}_count", count=totals[kind]),
    )  # fmt: skip
    if totals.get("unchanged"):
        st.caption(t("upload.change.unchanged_count", count=totals["unchanged"]))
    return list(chosen or [])


def show_changes(lines: list[ChangeLine], *, key: str, many_files: bool = False) -> None:
    """The lines as a table."""
    if not lines:
        return
    pages = -(-len(lines) // PAGE)
    page = st.pagination(pages, key=f"{key}.page") if pages > 1 else 1
    heads = [t(f"upload.change.{name}") for name in ("kind", "unit", "term", "subject", "before_after", "cell")]
    rows = [_row(line, many_files=many_files) for line in lines[(page - 1) * PAGE : page * PAGE]]
    with st.container(key=f"rong-{key}".replace(".", "-")):
        st.table(
            {head: [row[i] for row in rows] for i, head in enumerate(heads)},
            border="horizontal",
            hide_index=True,
            alt=t("upload.change.table"),
        )


def _row(line: ChangeLine, *, many_files: bool) -> list[str]:
    where = " · ".join(literal(part) for part in ((line.file if many_files else ""), line.sheet, line.cell) if part)
    return [
        _BADGES[line.kind].format(t(f"upload.change.{line.kind}")),
        literal(line.unit),
        literal(line.term),
        literal(line.subject),
        _before_after(line),
        where if line.kind != "missing" else "–",
    ]


def _before_after(line: ChangeLine) -> str:
    if line.kind == "missing":
        return f"{literal(line.before)} {t('upload.change.kept')}".strip()
    before, after = literal(line.before) or "–", literal(line.after)
    return f"{before} → **{after}**" if after else (before if line.kind != "removed" else f"~~{before}~~")
