"""Draw, show: the blocks that every page builds from a view: ranking, trend, heat table, composition, steps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from data_access.measures import Measure
from locales import date_text, term_text
from reports import charts
from ui.blocks import Block, heat_as_table, page_of, pairs
from ui.state import language
from ui.text import t
from ui.why import ask_why
from work import chart_frames, stage_frames
from work.views import View

# More rows than fit on two screens are paged: a city has 168 communes.
HEAT_ROWS = 40


def ranking_block(view: View, measure: Measure, key: str) -> Block:
    """Who has most and who least, with the previous term as an upright mark."""
    lang = language()
    frame = chart_frames.ranking(view, measure, lang)
    shown, left_out = chart_frames.cut(frame) if len(frame) else (frame, 0)
    marks = t("pages.ranking.mark") if len(frame) and frame["previous"].notna().any() else ""
    return Block(
        key=key,
        title=t("pages.ranking.title", things=t(measure.unit_of_count_key)),
        caption=f"{measure_in_term(view, measure)} {marks}".strip(),
        frame=frame,
        columns=pairs(["label", "text", "previous_text"], ["unit", "value", "previous"]),
        draw=lambda look: charts.ranking(shown, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, measure, view.at(view.term or "", units=(mark[0],))),
        note=t("pages.ranking.cut", ends=chart_frames.ENDS, left_out=left_out) if left_out else "",
    )


def trend_block(view: View, measure: Measure, key: str) -> Block:
    """How the sum went through the years, or through the terms where the page shows no Party terms."""
    lang = language()
    frame = chart_frames.trend(view, measure, lang)
    by_year = view.selection.term_kind == "party_term"
    ends = dict.fromkeys([frame["label"].iloc[0], frame["label"].iloc[-1]]) if len(frame) else {}
    span = "–".join(ends)
    running = bool(len(frame) and frame["running"].any())
    notes = [_running_note(view, frame)] if running else []
    notes += [_coverage_note(frame), _estimate_note(frame)]
    return Block(
        key=key,
        title=t("pages.trend.by_year" if by_year else "pages.trend.by_term", measure=t(measure.short_label_key)),
        caption=f"{t('pages.trend.caption', span=span)} {t('pages.trend.running') if running else ''}".strip()
        if span
        else "",
        frame=frame,
        columns=pairs(["label", "text", "have", "of"], ["term", "value", "have", "of"]),
        draw=lambda look: charts.trend(frame, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, measure, view.at(mark[0])),
        note=" ".join(note for note in notes if note),
        is_wide=True,
    )


def _running_note(view: View, frame: pd.DataFrame) -> str:
    names = ", ".join(frame.loc[frame["running"], "label"])
    return t("pages.trend.part_year", terms=names, day=date_text(view.updated.date(), language()))


def _coverage_note(frame: pd.DataFrame) -> str:
    if frame.empty:
        return ""
    partial = frame[(frame["have"] < frame["of"]).fillna(False).astype(bool)]
    said = ", ".join(f"{row.label} ({row.have}/{row.of})" for row in partial.itertuples())
    return t("pages.trend.partial", terms=said) if said else ""


def _estimate_note(frame: pd.DataFrame) -> str:
    names = ", ".join(frame.loc[frame["estimate"], "label"]) if len(frame) else ""
    return t("pages.trend.estimates", terms=names) if names else ""


def heat_block(view: View, measure: Measure, key: str) -> Block:
    """Units by terms, with totals, and sums or the last change on the right."""
    lang = language()
    heat = chart_frames.heat(view, measure, lang)
    frame, columns = heat_as_table(heat.cells, heat.totals)
    side = heat.side if len(heat.side) else None
    units = list(dict.fromkeys(heat.cells["unit"]))
    page, pages = page_of(key, len(units), HEAT_ROWS)
    shown = heat.cells[heat.cells["unit"].isin(units[(page - 1) * HEAT_ROWS : page * HEAT_ROWS])]
    head = t("charts.change.head" if heat.is_change else "pages.heat.sum")
    parts = [t("pages.heat.caption")]
    if heat.terms:
        after, before = (term_text(term, lang, short=True) for term in heat.terms)
        parts.append(t("pages.heat.change", after=after, before=before))
    return Block(
        key=key,
        title=t("pages.heat.title", measure=t(measure.short_label_key)),
        caption=" · ".join(parts),
        frame=frame,
        columns=columns,
        draw=lambda look: charts.heat(shown, heat.totals, side, head, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, measure, view.at(mark[1], units=(mark[0],))),
        is_wide=True,
        pages=pages,
        said=heat.cells,
    )


def composition_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """What the term's figure is made of, in shares."""
    lang = language()
    frame = chart_frames.composition(view, measure, dimension, lang)

    def on_mark(mark: list[Any]) -> None:
        ask_why(view, measure, view.at(view.term or "", **{dimension: (mark[0],)}))

    marks = t("pages.composition.mark") if len(frame) and frame["previous_share"].notna().any() else ""
    return Block(
        key=key,
        title=t("pages.composition.title", by=t(f"choices.dimension.{dimension}").lower()),
        caption=" ".join(
            part for part in (measure_in_term(view, measure), marks, _split_note(view, measure, frame)) if part
        ),
        frame=frame,
        columns=pairs(["label", "text"], ["part", "value"]),
        has_sides=True,
        draw=lambda look: charts.composition(frame, theme=look, lang=lang),
        # A class for several audiences stands in one line but is found under each, so a click there would show other rows.
        on_mark=None if dimension == "audience" else on_mark,
    )


def _split_note(view: View, measure: Measure, frame: pd.DataFrame) -> str:
    """Of how many the shares are, where that is not what the card counts."""
    whole = view.total(measure)
    base = int(frame["value"].sum()) if len(frame) else 0
    if not base or whole is None or (whole.value == base and whole.qualifier is None):
        return ""
    amount = replace(whole.amount, value=base, qualifier=None)
    return t("pages.composition.base", base=amount.written(language()), things=t(measure.unit_of_count_key))


def through_terms_block(view: View, measure: Measure, dimension: str, key: str) -> Block:
    """The shares of every term as bars of equal length."""
    lang = language()
    frame = chart_frames.through_terms(view, measure, dimension, lang)
    running = bool(len(frame) and frame["row_label"].str.endswith("*").any())
    return Block(
        key=key,
        title=t("pages.through.title", things=t(measure.unit_of_count_key)),
        caption=t(
            "pages.through.caption", things=t(measure.unit_of_count_key), by=t(f"choices.dimension.{dimension}").lower()
        ),
        frame=frame,
        columns=pairs(["row_label", "label", "text"], ["term", "part", "value"]),
        draw=lambda look: charts.stacked_composition(frame, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, measure, view.at(mark[0], **{dimension: (mark[1],)})),
        note=t("pages.through.running", day=date_text(view.updated.date(), lang)) if running else "",
        is_wide=True,
    )


def funnel_block(view: View, measure: Measure, key: str) -> Block:
    """From registered to replicated, each model in every step it passed."""
    lang = language()
    path = stage_frames.funnel(view, measure, lang)
    frame, off = path.steps, path.left
    said = "; ".join(t(f"pages.funnel.{stage}", count=count) for stage, count in off.items())
    return Block(
        key=key,
        title=t("pages.funnel.title"),
        caption=t(f"pages.funnel.{path.basis}", term=term_words(view)),
        frame=frame,
        columns=pairs(["label", "text", "of_previous"], ["stage", "value", "of_previous"]),
        has_sides=True,
        draw=lambda look: charts.funnel(frame, theme=look, lang=lang),
        on_mark=lambda mark: ask_why(view, measure, path.selection(view, mark[0])),
        note=t("pages.funnel.off", said=said) if said else "",
    )


def measure_in_term(view: View, measure: Measure) -> str:
    """The sentence under a title: «Mô hình, nhiệm kỳ 2020–2025.»"""
    return t("pages.block.caption", measure=t(measure.short_label_key), term=term_words(view))


def term_words(view: View) -> str:
    """The term in the foreground inside a sentence: «nhiệm kỳ 2020–2025», «năm 2023»; one that runs says so."""
    if view.term is None:
        return ""
    if view.selection.term_kind == "party_term":
        said = t("pages.term.party", term=term_text(view.term, language(), short=True))
    else:
        name = term_text(view.term, language())
        said = name[:1].lower() + name[1:]
    return t("pages.term.running", term=said) if view.is_running else said
