"""Trace, show: «Vì sao có số này?»: a panel that leads from any figure to the cells and rows it is made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import streamlit as st

from data_access.bounds import Amount
from data_access.measures import Measure
from data_access.selection import Selection
from locales import number, term_text
from ui.paging import on_page, pages_of, turn_pages
from ui.plain import literal
from ui.rows_table import rows_table
from ui.source_cell import source_cell
from ui.state import language
from ui.text import t
from ui.unit_links import unit_link
from work import behind
from work.views import Figure, View

UNITS_A_PAGE = 12


@dataclass(frozen=True)
class Subject:
    """What the panel explains: the figure of a measure for a selection of one term."""

    view: View
    measure: Measure
    selection: Selection

    @property
    def key(self) -> str:
        """What the panel's controls are called, so that another figure begins on its first page."""
        return f"why.{self.measure.key}.{abs(hash(self.selection))}"

    @property
    def chosen(self) -> str:
        """Where the unit is kept that was chosen among those of a sum."""
        return f"{self.key}.unit"

    def of_unit(self, unit: str) -> Subject:
        """The same for one unit."""
        return replace(self, selection=replace(self.selection, units=(unit,)))


def ask_why(view: View, measure: Measure, selection: Selection) -> None:
    """Open the panel for the figure of a selection of one term."""
    subject = Subject(view, measure, selection)
    st.session_state[subject.chosen] = None  # opened again, it begins with the sum
    st.dialog(t("why.panel.title"), width="medium", position="right")(_panel)(subject)


def figure_body(view: View, measure: Measure, selection: Selection) -> None:
    """What the panel says below its heading, for other panels that explain a figure among other things."""
    subject = Subject(view, measure, selection)
    figure = behind.figure_behind(view, measure, selection)
    if figure is None:
        st.markdown(t("why.none.message"))
    else:
        _explained(subject, figure)


def _panel(subject: Subject) -> None:
    figure = behind.figure_behind(subject.view, subject.measure, subject.selection)
    st.metric(_heading(subject), figure.amount.written(language()) if figure else "–")
    if figure is None:
        st.markdown(t("why.none.message"))
        return
    _explained(subject, figure)
    if len(subject.selection.units) == 1:
        unit_link(subject.view, subject.selection.units[0])


def _explained(subject: Subject, figure: Figure) -> None:
    if figure.coverage or figure.unit is None or len({part.unit for part in figure.parts}) > 1:
        _sum(subject, figure)
    else:
        _own(subject, figure)


def _heading(subject: Subject) -> str:
    plain = replace(subject.selection, roll_up=False, terms=(), term_kind=None, version=None, basis="auto")
    where = plain.sentence(language(), subject.view.reference) if plain != Selection() else ""
    terms = ", ".join(_term_words(term) for term in subject.selection.terms)
    parts = [t(subject.measure.short_label_key), where, terms]
    return literal(" · ".join(part for part in parts if part))


def _term_words(term: str) -> str:
    if term.startswith("party_term:"):
        return t("pages.trend.group", term=term_text(term, language(), short=True))
    return term_text(term, language())


def _sum(subject: Subject, figure: Figure) -> None:
    view = subject.view
    if unit := st.session_state.get(subject.chosen):
        _one_of_sum(subject, unit)
        return
    parts = behind.parts_of_sum(view, subject.measure, subject.selection)
    bases = [
        t(f"why.sum.{basis}", count=count)
        for basis in ("reported", "rolled_up", "itemised")
        if (count := sum(part.basis == basis for part in parts))
    ]
    st.markdown(t("why.sum.message", count=len(parts), bases=", ".join(bases)))
    if figure.coverage and figure.coverage.missing:
        names = [view.name(unit) for unit in figure.coverage.missing]
        st.markdown(t("why.sum.missing", units=literal(shortened(names))))
    _units(subject, parts)


def _units(subject: Subject, parts: Sequence[Figure]) -> None:
    """A line a unit, twelve a page, each the way to what its figure is made of."""
    key = f"{subject.key}.page"
    st.caption(t("why.sum.choose"))
    with st.container(gap=None, key="sum-units"):
        st.caption(_line(*(t(f"why.sum.{head}") for head in ("unit", "value", "basis"))))
        for part in on_page(parts, key, UNITS_A_PAGE):
            unit = str(part.unit)
            amount, basis = part.amount.written(language()), t(f"choices.basis.{part.basis}")
            line = _line(literal(subject.view.name(unit)), literal(amount), basis)
            st.button(
                line, type="tertiary", key=f"{subject.key}.of.{unit}", width="stretch",
                on_click=_choose, args=(subject, unit),
            )  # fmt: skip
    turn_pages(key, pages_of(len(parts), UNITS_A_PAGE))


def _line(unit: str, value: str, basis: str) -> str:
    """Three columns in one text, which the style sheet puts below those of the other lines."""
    return f"{unit} **{value}** *{basis}*"


def _choose(subject: Subject, unit: str | None) -> None:
    """Show one unit of a sum, or the sum again, on the page of units that was left."""
    page, left = f"{subject.key}.page", f"{subject.key}.left"
    if unit:
        st.session_state[left] = st.session_state.get(page, 1)
    else:
        st.session_state[page] = st.session_state.pop(left, 1)
    st.session_state[subject.chosen] = unit


def _one_of_sum(subject: Subject, unit: str) -> None:
    """What one unit's figure is made of, and the way back to the sum."""
    st.button(
        t("why.sum.back"), type="tertiary", icon=":material/arrow_back:", key=f"{subject.key}.back",
        on_click=_choose, args=(subject, None),
    )  # fmt: skip
    own = subject.of_unit(unit)
    found = behind.figure_behind(own.view, own.measure, own.selection)
    st.metric(literal(own.view.name(unit)), found.amount.written(language()) if found else "–")
    if found:
        _own(own, found)
    unit_link(own.view, unit)


def _own(subject: Subject, figure: Figure) -> None:
    st.markdown(_basis_sentence(figure))
    if figure.counted_stage and figure.counted_stage not in ("mixed", "unspecified"):
        st.caption(t("why.basis.stage", stage=t(f"choices.stage.{figure.counted_stage}").lower()))
    traces = behind.origins(subject.view, subject.measure, subject.selection, figure)
    cells = [trace for trace in traces if trace.cell]
    if cells:
        _cells(subject, figure, cells)
    rows = [trace for trace in traces if not trace.cell]
    if rows:
        rows_table(subject.view, subject.measure, subject.selection, key=subject.key, count=len(rows))
    elif figure.other is not None:
        label = t(
            "why.list.open", count=number(figure.other.value, language()), things=t(subject.measure.unit_of_count_key)
        )
        box = st.expander(label, key=f"{subject.key}.list", on_change="rerun", icon=":material/list:")
        if box.open:
            with box:
                _list(subject)


def _list(subject: Subject) -> None:
    listed = replace(subject.selection, basis="itemised")
    figure = behind.figure_behind(subject.view, subject.measure, listed)
    count = len(behind.origins(subject.view, subject.measure, listed, figure)) if figure else 0
    if count:
        rows_table(subject.view, subject.measure, listed, key=f"{subject.key}.listed", count=count)


def _cells(subject: Subject, figure: Figure, cells: Sequence[behind.Trace]) -> None:
    uploads = behind.uploads_of(subject.view, cells)
    chosen = cells[0]
    if len(cells) > 1:
        lang = language()
        names = [
            f"{Amount(each.value, each.qualifier).written(lang)}: {each.file} · {each.sheet} · {each.cell}"
            for each in cells
        ]
        place = st.selectbox(
            t("why.cells.choose", count=len(cells)),
            range(len(cells)),
            key=f"{subject.key}.cell",
            format_func=names.__getitem__,
        )
        chosen = cells[place or 0]
    source_cell(subject.view, chosen, uploads.get(chosen.upload), as_of=figure.as_of)


def _basis_sentence(figure: Figure) -> str:
    lang = language()
    if figure.basis == "rolled_up" and figure.years:
        years = figure.years
        missing = ", ".join(term_text(year, lang, short=True) for year in years.missing)
        said = t("why.basis.rolled_up", have=years.have, of=years.of)
        return f"{said} {t('why.basis.missing_years', years=missing)}" if missing else said
    if figure.basis == "itemised":
        return t("why.basis.itemised")
    said = t("why.basis.reported")
    if figure.other is None:
        return f"{said} {t('why.basis.no_list')}"
    return f"{said} {_difference(figure.amount, figure.other)}"


def _difference(reported: Amount, listed: Amount) -> str:
    lang, difference = language(), reported - listed
    said = {"listed": literal(listed.written(lang)), "difference": number(abs(difference.value), lang)}
    if difference.qualifier is None:
        return t("why.basis.same" if difference.value == 0 else "why.basis.differs", **said)
    if difference.qualifier in (">", "≥") and difference.value >= 0:
        return t("why.basis.differs_more" if difference.qualifier == ">" else "why.basis.differs_at_least", **said)
    return t("why.basis.listed", **said)


def shortened(names: Sequence[str], most: int = 8, *, named: Callable[[str], str] = str) -> str:
    """Names in a row; of many the first and how many more there are. ``named`` tells the name of each that is said."""
    said = ", ".join([named(name) for name in names[:most]])
    return said if len(names) <= most else t("pages.names.more", names=said, more=len(names) - most)
