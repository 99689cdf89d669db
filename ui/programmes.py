"""Show: the register of coordination programmes: counts, filters, what is due, the table, and the row behind each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from data_access.vocabulary import PROGRAMME_STATUSES
from locales import number, term_text
from ui.blocks import text_block
from ui.filter_codes import clear, is_narrowed, take
from ui.paging import on_page
from ui.place_filter import place_badge
from ui.plain import literal
from ui.shell import upload_link
from ui.source_cell import source_cell
from ui.state import language, read_selection_codes
from ui.tables import MOST_ROWS, table
from ui.text import t
from work import behind
from work.follow_content import programme_cards
from work.follow_tables import code_words, due_table, programmes_table
from work.programmes import FOLLOW_UPS, Line, all_programmes, asked_phases, counted, phases_of
from work.views import View

_MOST_DUE = 12
# Eight columns of names need more than a telephone's width; they scroll inside their card.
_STYLE = """
@media (max-width:640px){[class*="st-key-rong-table-"][class*="programmes-page"]>*{min-width:960px}}
"""


def programme_filters(view: View, lines: Sequence[Line]) -> list[Line]:
    """The badges of place, phase and status, and the programmes that the chosen statuses leave."""
    with st.container(horizontal=True, wrap=False, key="bo-loc", vertical_alignment="center"):
        place_badge(view)
        _phase_badge(view)
        chosen = _status_badge(lines)
        if is_narrowed():
            st.button(t("filters.clear.label"), type="tertiary", key="filters.clear", on_click=clear)
    return [line for line in lines if not chosen or set(line.codes) & set(chosen)]


def _phase_badge(view: View) -> None:
    lang = language()
    # The address holds labels: kinds differ, and «2016–2020» is one phase to its reader.
    labels = {
        term.partition(":")[2]: term_text(term, lang, short=True) for term in reversed(phases_of(all_programmes(view)))
    }
    asked = list(dict.fromkeys(term.partition(":")[2] for term in asked_phases(view, read_selection_codes())))
    said = ", ".join(labels[label] for label in asked) or t("filters.all.label")
    title = f"{t('programmes.phase.label')}: **{literal(said)}**"
    with st.popover(title, icon=":material/calendar_today:", key="filters.badge.phase"):
        st.session_state["filters.term"] = asked
        st.pills(
            t("programmes.phase.label"), list(labels), selection_mode="multi", key="filters.term",
            format_func=labels.__getitem__, on_change=take, args=("term", "kind"),
        )  # fmt: skip


def _status_badge(lines: Sequence[Line]) -> list[str]:
    counts, lang = counted(lines), language()
    chosen = [code for code in read_selection_codes().get("status", []) if code in counts]
    said = ", ".join(code_words(code, language()) for code in chosen) or t("filters.all.label")
    title = f"{t('programmes.status.label')}: **{literal(said)}**"
    with st.popover(title, icon=":material/flag:", key="filters.badge.status"):
        st.session_state["filters.status"] = chosen
        st.pills(
            t("programmes.status.label"), [*FOLLOW_UPS, *PROGRAMME_STATUSES], selection_mode="multi",
            key="filters.status", on_change=take, args=("status",),
            format_func={code: f"{code_words(code, language())} {number(count, lang)}" for code, count in counts.items()}.__getitem__,
        )  # fmt: skip
    return chosen


def show_programme_counts(lines: Sequence[Line]) -> None:
    """Four cards: how many there are, how many end soon, are overdue, have no status."""
    with st.grid(4, min_column_width=250):
        for card in programme_cards(lines, language()):
            with st.container(border=True, height="stretch", gap=None, key=f"programmes-{card.key}"):
                st.metric(f"**{literal(card.label)}**", card.value)
                st.caption(literal(*card.lines))


def show_due(view: View, lines: Sequence[Line]) -> None:
    """What ends soon or is overdue, by its day; nothing where there is nothing."""
    shown = due_table(view, lines, language())
    with text_block("programmes.due", shown.title, shown.caption):
        if shown.frame.empty:
            st.markdown(t("programmes.due.none"))
            return
        table(shown.frame, shown.columns, key="programmes.due.page", rows=_MOST_DUE)


def show_programmes(view: View, lines: Sequence[Line], *, key: str = "programmes") -> None:
    """The register, fifty a page, and below it the choice of a row to see in its sheet."""
    shown = programmes_table(view, lines, language())
    with text_block(f"{key}.table", shown.title, shown.caption):
        st.html(f"<style>{_STYLE}</style>")
        table(shown.frame, shown.columns, key=f"{key}.page")
        _one_in_its_sheet(view, on_page(lines, f"{key}.page", MOST_ROWS), key=key)


def _one_in_its_sheet(view: View, shown: Sequence[Line], *, key: str) -> None:
    names = [f"{view.name(line.programme.unit)} · {line.programme.name}" for line in shown]
    place = st.selectbox(
        t("programmes.look.label"), range(len(shown)), index=None, key=f"{key}.look", width=520,
        format_func=names.__getitem__, placeholder=t("programmes.look.placeholder"),
    )  # fmt: skip
    if place is not None:
        trace = shown[place].programme.trace
        source_cell(view, trace, behind.uploads_of(view, [trace]).get(trace.upload))


def no_programmes(view: View) -> None:
    """What the page says where there is no programme, or none that fits."""
    with st.container(border=True, horizontal_alignment="center", key="programmes-empty"):
        st.space("small")
        st.subheader(t("programmes.empty.title"), anchor=False, text_alignment="center")
        key = "programmes.empty.narrowed" if all_programmes(view) else "programmes.empty.nothing"
        st.markdown(t(key), text_alignment="center")
        upload_link("programmes.empty.upload")
        st.space("small")
