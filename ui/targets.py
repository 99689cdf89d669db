"""Show: targets: how many are attained, bars against their targets, the table, and the way to the cells of both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from data_access.measures import MEASURES
from locales import number, term_text
from reports.exhibits import Exhibit
from ui.blocks import Block, text_block
from ui.measure_blocks import block
from ui.paging import on_page
from ui.plain import literal
from ui.shell import upload_link
from ui.source_cell import source_cell
from ui.state import language
from ui.tables import MOST_ROWS, table
from ui.text import t
from ui.why import figure_body
from work import behind
from work.follow_content import chart_key, target_charts
from work.follow_tables import kind_of, pace_words, targets_table
from work.targets import (
    Standing,
    StatedTarget,
    Verdict,
    actual_selection,
    counted,
    done_words,
    goal_words,
)
from work.views import View


def choose_verdicts(lines: Sequence[Standing]) -> tuple[Verdict, ...]:
    """The badges of the results with their counts; none chosen shows all."""
    counts, lang = counted(lines), language()
    present = [verdict for verdict, count in counts.items() if count]
    if not present:
        return ()
    labels = {verdict: f"{t(f'targets.verdict.{verdict}')} {number(counts[verdict], lang)}" for verdict in present}
    picked = st.pills(
        t("targets.verdicts.label"), present, selection_mode="multi", key="targets.verdicts",
        format_func=labels.__getitem__, label_visibility="collapsed",
    )  # fmt: skip
    return tuple(picked or present)


def target_blocks(view: View, lines: Sequence[Standing]) -> list[Block]:
    """One chart for each kind of target of the term in the foreground; a bar leads to its cells."""
    return [block(shown, target_asker(view, lines, shown)) for shown in target_charts(view, lines, language())]


def target_asker(view: View, lines: Sequence[Standing], shown: Exhibit) -> Callable[[list[Any]], None]:
    """What a click on a bar of such a chart asks: the target of its unit."""
    some = [line for line in lines if line.target.term == view.term]
    of_unit = {line.target.unit: line for line in some if chart_key(kind_of(line.target)) == shown.key}
    return lambda mark: ask_target(view, of_unit[mark[0]])


def show_targets(view: View, lines: Sequence[Standing], *, key: str = "targets") -> None:
    """The table, fifty a page, and below it the choice of a target to look into."""
    exhibit = targets_table(view, lines, language())
    with text_block(f"{key}.table", exhibit.title, exhibit.caption):
        table(exhibit.frame, exhibit.columns, key=f"{key}.page")
        _look_into(view, on_page(lines, f"{key}.page", MOST_ROWS), key=key)


def _look_into(view: View, shown: Sequence[Standing], *, key: str) -> None:
    place = st.selectbox(
        t("targets.look.label"), range(len(shown)), index=None, key=f"{key}.look", width=520,
        format_func=lambda at: _name(view, shown[at].target), placeholder=t("targets.look.placeholder"),
    )  # fmt: skip
    if place is not None and st.button(t("targets.look.button"), key=f"{key}.open", icon=":material/search:"):
        ask_target(view, shown[place])


def ask_target(view: View, line: Standing) -> None:
    """Open the panel that leads from a target to its cell, and to the cells and rows of what was done."""
    st.dialog(t("targets.panel.title"), width="medium", position="right")(_panel)(view, line)


def _panel(view: View, line: Standing) -> None:
    lang, target = language(), line.target
    st.metric(_name(view, target), done_words(line, lang) or "–")
    pace = pace_words(line, lang)
    st.markdown(f"**{t(f'targets.verdict.{line.verdict}')}**" + (f" · {literal(pace)}" if pace else ""))
    st.markdown(t("targets.panel.goal", goal=literal(goal_words(target, lang))))
    source_cell(view, target.trace, behind.uploads_of(view, [target.trace]).get(target.upload))
    if target.source_ref:
        st.caption(literal(f"{t('targets.head.document')}: {target.source_ref}"))
    st.divider()
    if line.done is None:
        st.markdown(t("targets.panel.none"))
        return
    st.markdown(t("targets.panel.done", done=literal(line.done.written(lang))))
    if line.actual and line.done != line.actual.amount:
        st.caption(t("targets.panel.at_least"))
    figure_body(view, MEASURES[target.measure], actual_selection(view, target))


def _name(view: View, target: StatedTarget) -> str:
    lang = language()
    parts = (view.name(target.unit), kind_of(target).label(lang), term_text(target.term, lang, short=True))
    return literal(" · ".join(parts))


def no_targets(view: View) -> None:
    """What the page says where there is no target, or none that fits."""
    with st.container(border=True, horizontal_alignment="center", key="targets-empty"):
        st.space("small")
        st.subheader(t("targets.empty.title"), anchor=False, text_alignment="center")
        st.markdown(
            t("targets.empty.narrowed" if view.offered.terms else "targets.empty.nothing"), text_alignment="center"
        )
        upload_link("targets.empty.upload")
        st.space("small")
