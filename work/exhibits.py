"""Draw: what a view has to show, each with its words: ranking, trend, heat table, composition, steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data_access.measures import Measure
from locales import date_text, term_in_sentence, term_text, text
from reports import charts
from reports.exhibits import Exhibit
from work import chart_frames, stage_frames
from work.views import View, kept, narrowed


@kept
def ranking(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """Who has most and who least, with the previous term as an upright mark."""
    asked, term = view.selection, view.term or ""
    frame = chart_frames.ranking(view, measure, lang)
    shown, left_out = chart_frames.cut(frame) if len(frame) else (frame, 0)
    marks = text("pages.ranking.mark", lang) if len(frame) and frame["previous"].notna().any() else ""
    return Exhibit(
        key=key,
        shape="ranking",
        measure=measure,
        title=text("pages.ranking.title", lang, things=text(measure.unit_of_count_key, lang)),
        caption=f"{measure_in_term(view, measure, lang)} {marks}".strip(),
        frame=frame,
        columns=heads(["label", "text", "previous_text"], ["unit", "value", "previous"], lang),
        chart=shown,
        draw=lambda look: charts.ranking(shown, theme=look, lang=lang),
        marks=marks,
        note=text("pages.ranking.cut", lang, ends=chart_frames.ENDS, left_out=left_out) if left_out else "",
        behind=lambda mark: narrowed(asked, term, units=(mark[0],)),
    )


@kept
def trend(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """How the sum went through the years, or through the terms where the page shows no Party terms."""
    asked, frame = view.selection, chart_frames.trend(view, measure, lang)
    by_year = view.selection.term_kind == "party_term"
    ends = dict.fromkeys([frame["label"].iloc[0], frame["label"].iloc[-1]]) if len(frame) else {}
    running = bool(len(frame) and frame["running"].any())
    notes = [_running_note(view, frame, lang)] if running else []
    notes += [_coverage_note(frame, lang), _estimate_note(frame, lang)]
    said = text("pages.trend.caption", lang, span="–".join(ends)) if ends else ""
    title = "pages.trend.by_year" if by_year else "pages.trend.by_term"
    return Exhibit(
        key=key,
        shape="trend",
        measure=measure,
        title=text(title, lang, measure=text(measure.short_label_key, lang)),
        caption=f"{said} {text('pages.trend.running', lang)}" if said and running else said,
        frame=frame,
        columns=heads(["label", "text", "have", "of"], ["term", "value", "have", "of"], lang),
        chart=frame,
        draw=lambda look: charts.trend(frame, theme=look, lang=lang),
        marks=text("pages.trend.running", lang) if said and running else "",
        note=" ".join(note for note in notes if note),
        is_wide=len(frame) > 2,
        behind=lambda mark: narrowed(asked, mark[0]),
    )


def _running_note(view: View, frame: pd.DataFrame, lang: str) -> str:
    names = ", ".join(frame.loc[frame["running"], "label"])
    return text("pages.trend.part_year", lang, terms=names, day=date_text(view.updated.date(), lang))


def _coverage_note(frame: pd.DataFrame, lang: str) -> str:
    if frame.empty:
        return ""
    rows = zip(*(frame[name].tolist() for name in ("label", "have", "of")), strict=True)
    said = ", ".join(f"{label} ({have}/{of})" for label, have, of in rows if of is not pd.NA and have < of)
    return text("pages.trend.partial", lang, terms=said) if said else ""


def _estimate_note(frame: pd.DataFrame, lang: str) -> str:
    names = ", ".join(frame.loc[frame["estimate"], "label"]) if len(frame) else ""
    return text("pages.trend.estimates", lang, terms=names) if names else ""


@kept
def composition(view: View, measure: Measure, dimension: str, *, key: str, lang: str) -> Exhibit:
    """What the term's figure is made of, in shares."""
    asked, term = view.selection, view.term or ""
    frame = chart_frames.composition(view, measure, dimension, lang)
    marks = text("pages.composition.mark", lang) if len(frame) and frame["previous_share"].notna().any() else ""
    said = (measure_in_term(view, measure, lang), marks, _split_note(view, measure, frame, lang))
    return Exhibit(
        key=key,
        shape="composition",
        measure=measure,
        title=text("pages.composition.title", lang, by=text(f"choices.dimension.{dimension}", lang).lower()),
        caption=" ".join(part for part in said if part),
        frame=frame,
        columns=heads(["label", "text"], ["part", "value"], lang),
        chart=frame,
        draw=lambda look: charts.composition(frame, theme=look, lang=lang),
        marks=marks,
        has_sides=True,
        # A class for several audiences stands in one line but is found under each: a click would show other rows.
        behind=None if dimension == "audience" else lambda mark: narrowed(asked, term, **{dimension: (mark[0],)}),
    )


def _split_note(view: View, measure: Measure, frame: pd.DataFrame, lang: str) -> str:
    """Of how many the shares are, where that is not what the card counts."""
    whole = view.total(measure)
    base = int(frame["value"].sum()) if len(frame) else 0
    if not base or whole is None or (whole.value == base and whole.qualifier is None):
        return ""
    amount = replace(whole.amount, value=base, qualifier=None)
    things = text(measure.unit_of_count_key, lang)
    return text("pages.composition.base", lang, base=amount.written(lang), things=things)


@kept
def through_terms(view: View, measure: Measure, dimension: str, *, key: str, lang: str) -> Exhibit:
    """The shares of every term as bars of equal length."""
    asked, frame = view.selection, chart_frames.through_terms(view, measure, dimension, lang)
    running = bool(len(frame) and frame["row_label"].str.endswith("*").any())
    things = text(measure.unit_of_count_key, lang)
    by = text(f"choices.dimension.{dimension}", lang).lower()
    return Exhibit(
        key=key,
        shape="stacked",
        measure=measure,
        title=text("pages.through.title", lang, things=things),
        caption=text("pages.through.caption", lang, things=things, by=by),
        frame=frame,
        columns=heads(["row_label", "label", "text"], ["term", "part", "value"], lang),
        chart=frame,
        draw=lambda look: charts.stacked_composition(frame, theme=look, lang=lang),
        note=text("pages.through.running", lang, day=date_text(view.updated.date(), lang)) if running else "",
        is_wide=True,
        behind=lambda mark: narrowed(asked, mark[0], **{dimension: (mark[1],)}),
    )


def funnel(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """From registered to replicated, each model in every step it passed."""
    path = stage_frames.funnel(view, measure, lang)
    frame = path.steps
    said = "; ".join(text(f"pages.funnel.{stage}", lang, count=count) for stage, count in path.left.items())
    return Exhibit(
        key=key,
        shape="funnel",
        measure=measure,
        title=text("pages.funnel.title", lang),
        caption=text(f"pages.funnel.{path.basis}", lang, term=term_words(view, lang)),
        frame=frame,
        columns=heads(["label", "text", "of_previous"], ["stage", "value", "of_previous"], lang),
        chart=frame,
        draw=lambda look: charts.funnel(frame, theme=look, lang=lang),
        note=text("pages.funnel.off", lang, said=said) if said else "",
        has_sides=True,
        behind=lambda mark: path.selection(view, mark[0]),
    )


def measure_in_term(view: View, measure: Measure, lang: str) -> str:
    """The sentence under a title: «Mô hình, nhiệm kỳ 2020–2025.»"""
    name = text(measure.short_label_key, lang)
    return text("pages.block.caption", lang, measure=name, term=term_words(view, lang))


def term_words(view: View, lang: str) -> str:
    """The term in the foreground inside a sentence: «nhiệm kỳ 2020–2025», «năm 2023»; one that runs says so."""
    if view.term is None:
        return ""
    if view.selection.term_kind == "party_term":
        said = term_in_sentence(view.term, lang)
    else:
        name = term_text(view.term, lang)
        said = name[:1].lower() + name[1:]
    return text("pages.term.running", lang, term=said) if view.is_running else said


def heads(names: Sequence[str], said: Sequence[str], lang: str) -> dict[str, str]:
    """Columns of a frame with the heads of their table."""
    return dict(zip(names, (text(f"pages.table.{head}", lang) for head in said), strict=True))
