"""Show: the blocks of a unit's own page: its history, the table of its figures, what it owes, who touched it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data_access.reference import UnitRecord
from locales import date_text, figure_text, number, term_text
from ui.blocks import text_block
from ui.plain import literal, moment_words
from ui.state import language
from ui.tables import table
from ui.text import t
from ui.unit_links import turn_to
from ui.version_choice import upload_kind
from ui.why import shortened
from work import units
from work.units import Line, Rank, Relative
from work.views import Figure, View

_UPLOADS = 10
_LINKS = 12
_FILES = 2


def show_history(view: View, unit: str) -> None:
    """From when to when it stood, what it came from and what it became, each with its link."""
    record = view.reference.units[unit]
    before, after = units.predecessors(view.reference, unit), units.successors(view.reference, unit)
    with text_block("unit.history", t("unit.history.title"), _days(record)):
        if not (before or after):
            st.markdown(t("unit.history.nothing"))
        of_commune, of_district = record.level == "commune", record.level == "district"
        _relatives(view, "districts" if of_commune else "before", before)
        _relatives(view, "communes" if of_district and _are_communes(view, after) else "after", after)


def _days(record: UnitRecord) -> str:
    lang = language()
    start = date_text(record.valid_from, lang) if record.valid_from else ""
    end = date_text(record.valid_to, lang) if record.valid_to else ""
    if start and end:
        return t("unit.history.span", day=start, end=end)
    if end:
        return t("unit.history.until", day=end)
    return t("unit.history.since", day=start) if start else t("unit.history.always")


def _are_communes(view: View, found: Sequence[Relative]) -> bool:
    return any(view.reference.units[each.unit].level == "commune" for each in found)


def _relatives(view: View, key: str, found: Sequence[Relative]) -> None:
    if not found:
        return
    day = date_text(found[0].since, language())
    st.markdown(f"**{t(f'unit.history.{key}')}** · {t('unit.history.from', day=day)}")
    with st.container(gap=None):
        for each in found[:_LINKS]:
            turn_to(each.unit, _said(view, each))
    if len(found) > _LINKS:
        st.caption(literal(shortened([_said(view, each) for each in found[_LINKS:]], most=40)))


def _said(view: View, each: Relative) -> str:
    name = view.name(each.unit)
    if not each.others:
        return name
    return t("unit.history.shared", unit=name, others=shortened([view.name(other) for other in each.others], most=4))


def show_lines(lines: Sequence[Line]) -> None:
    """The four measures through all terms: figure, basis, coverage, day and place."""
    lang = language()
    frame = pd.DataFrame(
        {
            "term": [term_text(line.term, lang, short=True) for line in lines],
            "measure": [t(line.measure.short_label_key) for line in lines],
            "value": [_value(line) for line in lines],
            "basis": [t(f"choices.basis.{line.figure.basis}") if line.figure else "" for line in lines],
            "coverage": [_coverage(line.figure) if line.figure else "" for line in lines],
            "as_of": [date_text(f.as_of, lang) if (f := line.figure) and f.as_of else "" for line in lines],
            "rank": [_rank(line.rank) if line.rank else "" for line in lines],
        }
    )
    idle = {name for name in ("coverage", "as_of", "rank") if not any(frame[name])}
    heads = {name: t(f"unit.head.{name}") for name in frame.columns if name not in idle}
    with text_block("unit.lines", t("unit.lines.title"), t("unit.lines.caption")):
        table(frame, heads, key="unit.lines.page")


def _value(line: Line) -> str:
    figure = line.figure
    if figure is None:
        return t(f"unit.state.{line.state}")
    said = figure_text(figure.value, language(), qualifier=figure.qualifier)
    return t("measures.value.estimate", value=said) if figure.is_estimate else said


def _coverage(figure: Figure) -> str:
    parts = {"years": figure.years, "units": figure.coverage}
    return ", ".join(t(f"unit.coverage.{name}", have=each.have, of=each.of) for name, each in parts.items() if each)


def _rank(rank: Rank) -> str:
    if rank.first == rank.last:
        return t("unit.rank.exact", place=rank.first, of=rank.of)
    return t("unit.rank.between", first=rank.first, last=rank.last, of=rank.of)


def show_owed(view: View, unit: str, lines: Sequence[Line]) -> None:
    """Term by term what the unit has said nothing of."""
    found = units.owed(lines)
    with text_block("unit.owed", t("unit.owed.title"), t("unit.owed.caption")):
        if not found:
            # A province is asked for nothing of its own, and a unit that stood in no term for nothing at all.
            is_asked = view.reference.units[unit].level != "province" and any(line.figure for line in lines)
            st.markdown(t("unit.owed.none" if is_asked else "unit.owed.unasked"))
        for term, measures in found.items():
            names = ", ".join(t(measure.short_label_key) for measure in measures)
            st.markdown(
                t("unit.owed.line", term=literal(term_text(term, language(), short=True)), measures=literal(names))
            )


def show_uploads(view: View, unit: str) -> None:
    """The uploads that touched the unit, and what each brought and took out."""
    found = units.touched_by(view, unit)
    with text_block("unit.uploads", t("unit.uploads.title"), t("unit.uploads.caption")):
        if not found:
            st.markdown(t("unit.uploads.none"))
            return
        frame = pd.DataFrame(
            {
                "number": [str(upload.number) for upload, _ in found],
                "when": [moment_words(upload.at) for upload, _ in found],
                "kind": [upload_kind(upload) for upload, _ in found],
                "files": [_files(upload.files) for upload, _ in found],
                "brought": [_counts(touch.brought) for _, touch in found],
                "took_out": [_counts(touch.took_out) for _, touch in found],
            }
        )
        idle = {"took_out"} if not any(frame["took_out"]) else set()
        heads = {name: t(f"unit.uploads.{name}") for name in frame.columns if name not in idle}
        table(frame, heads, key="unit.uploads.page", rows=_UPLOADS)


def _files(names: Sequence[str]) -> str:
    said = ", ".join(names[:_FILES])
    return t("unit.uploads.more", names=said, more=len(names) - _FILES) if len(names) > _FILES else said


def _counts(counts: dict[str, int]) -> str:
    lang = language()
    return ", ".join(
        t("unit.uploads.count", kind=t(f"upload.dataset.{dataset}"), count=number(count, lang))
        for dataset, count in counts.items()
    )


def show_spellings(view: View, unit: str) -> None:
    """How people write the unit, as they once explained."""
    found = units.spellings_of(view, unit)
    with text_block("unit.spellings", t("unit.spellings.title"), literal(view.name(unit))):
        if not found:
            st.markdown(t("unit.spellings.none"))
        else:
            st.markdown("  \n".join(f"«{literal(each.spelling)}»" for each in found))
