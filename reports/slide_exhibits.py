"""Export: one exhibit on a slide: the chart of its shape, native and from the same frame as the screen's."""

from __future__ import annotations

from itertools import count
from typing import NamedTuple

import pandas as pd
from pptx.slide import Slide

from locales import number, text
from reports.canvas import column, percent, present
from reports.chart_parts import Box
from reports.charts_parts import share_line
from reports.charts_spread import piled
from reports.charts_stacks import SMALLEST_WRITTEN, part_colours
from reports.charts_time import sides
from reports.exhibits import Exhibit
from reports.native_charts import LETTER, Bar, Layer, Look, bars, stacked
from reports.native_line import Point, line
from reports.native_pairs import Both, pairs
from reports.native_scatter import Mark, scatter
from reports.slide_paper import short
from reports.slide_tiles import draw_tiles
from reports.theme import theme

MOST_IN_COLUMN = 12
_BETWEEN = 36
_ROW = 68  # bars of a few rows do not grow beyond this
_LONGEST_NAME = {1: 34, 2: 20}
_LETTER_OF_NAME = 13.5  # pixels; a name that needs more would be broken into two lines


class Drawn(NamedTuple):
    """What is needed to draw an exhibit: where, in which language, and what a reader who does not see it is told.

    ``is_whole``: the chart fills its box in one column, however many rows it has.
    """

    slide: Slide
    box: Box
    lang: str
    alt: str
    is_whole: bool = False

    def height(self, wanted: float) -> float:
        """How high a chart is that needs no more than so much."""
        return self.box[3] if self.is_whole else min(self.box[3], wanted)


def draw_chart(exhibit: Exhibit, on: Drawn) -> bool:
    """Draw the exhibit's chart; False where there is nothing to draw."""
    frame = exhibit.chart
    if not has_values(exhibit):
        return False
    if exhibit.shape == "dumbbell":
        _pairs(exhibit, on)
        return True
    rows = frame[[present(value) for value in frame["value"]]]
    if exhibit.shape == "trend":
        _trend(exhibit, frame, on)
    elif exhibit.shape == "stacked":
        _stacked(frame, rows, on)
    elif exhibit.shape == "composition":
        _composition(exhibit, rows, on)
    elif exhibit.shape == "funnel":
        _funnel(exhibit, rows, on)
    elif exhibit.shape == "spread":
        _spread(exhibit, rows, on)
    elif exhibit.shape == "tiles":
        draw_tiles(on.slide, on.box, frame, on.lang)
    else:
        return _ranking(exhibit, rows, on)
    return True


def has_values(exhibit: Exhibit) -> bool:
    """Whether a chart has any figure to show."""
    names = ("a", "b") if exhibit.shape == "dumbbell" else ("value",)
    return not exhibit.chart.empty and any(present(value) for name in names for value in exhibit.chart[name])


def _pairs(exhibit: Exhibit, on: Drawn) -> None:
    whole, found = exhibit.frame, []
    for row in exhibit.chart.itertuples():
        values = (float(row.a) if present(row.a) else None, float(row.b) if present(row.b) else None)
        said = (str(row.a_text), str(row.b_text))
        found.append(Both(name=short(row.label, 24), values=values, said=said, change=str(row.change or row.remark)))
    top = max(float(value) for name in ("a", "b") for value in whole[name] if present(value))
    box = (*on.box[:3], on.height(len(found) * 84 + 50))
    pairs(on.slide, box, found, sides=exhibit.sides, lang=on.lang, alt=on.alt, top=top)


def _spread(exhibit: Exhibit, rows: pd.DataFrame, on: Drawn) -> None:
    values = [float(value) for value in rows["value"]]
    heights = [height + 1 for height in piled(values)]
    # Names stand one above the other: how high a mark lies says nothing.
    above = count(max(heights) + 1)
    marks = [
        Mark(
            name=str(row.label),
            value=value,
            height=next(above) if row.flagged else height,
            said=f"{short(row.label, 24)} {row.text}" if row.flagged else "",
        )
        for row, value, height in zip(rows.itertuples(), values, heights, strict=True)
    ]
    name = text("pages.table.unit", on.lang)
    scatter(on.slide, on.box, marks, exhibit.middle or 0.0, name=name, lang=on.lang, alt=on.alt)


def _ranking(exhibit: Exhibit, rows: pd.DataFrame, on: Drawn) -> bool:
    flags = {name: [bool(flag) for flag in column(rows, name, False)] for name in ("missing", "chosen")}
    found = [
        Bar(
            name=str(row.label),
            value=float(row.value),
            said=str(row.text),
            is_written=row.text != number(row.value, on.lang),
            before=float(before) if present(before) else None,
            is_pale=any(flags["chosen"]) and not is_chosen,
        )
        for row, before, is_missing, is_chosen in zip(
            rows.itertuples(), column(rows, "previous"), flags["missing"], flags["chosen"], strict=True
        )
        if not is_missing
    ]
    if not found:
        return False
    _in_columns(exhibit, found, on)
    return True


def _composition(exhibit: Exhibit, rows: pd.DataFrame, on: Drawn) -> None:
    rows = rows.sort_values("value", ascending=False, kind="stable")
    total = float(rows["value"].sum())
    sizes = [float(value) / total if total else 0.0 for value in rows["value"]]
    shares = column(rows, "share") if "share" in rows.columns else sizes
    before = column(rows, "previous_share")
    found = [
        Bar(
            name=str(row.label),
            value=float(row.value),
            said=share_line(share, str(row.text), total, on.lang),
            is_written=present(share) or row.text != number(row.value, on.lang),
            before=float(old) if present(old) else None,
        )
        for row, share, old in zip(rows.itertuples(), shares, before, strict=True)
    ]
    _in_columns(exhibit, found, on, scale=total or 1.0)


def _funnel(exhibit: Exhibit, rows: pd.DataFrame, on: Drawn) -> None:
    of_previous = column(rows, "of_previous")
    found = [
        Bar(
            name=str(row.label),
            value=float(row.value),
            said=f"{row.text} · {share}" if present(share) else str(row.text),
            is_written=present(share) or row.text != number(row.value, on.lang),
        )
        for row, share in zip(rows.itertuples(), of_previous, strict=True)
    ]
    _in_columns(exhibit, found, on)


def _in_columns(exhibit: Exhibit, found: list[Bar], on: Drawn, *, scale: float = 1.0) -> None:
    """One chart, or two of one scale side by side; ``scale`` is what the values of the frames are parts of."""
    columns = 2 if len(found) > MOST_IN_COLUMN and not on.is_whole else 1
    longest = _LONGEST_NAME[columns]
    found = [Bar(**{**vars(bar), "name": short(bar.name, longest)}) for bar in found]
    top = max([bar.value for bar in found] + [bar.before * scale for bar in found if bar.before is not None])
    left, upper, width, _ = on.box
    each = (width - _BETWEEN * (columns - 1)) / columns
    look = Look(
        lang=on.lang,
        series=_series(exhibit, on.lang),
        before=text("slides.series.previous_share" if scale != 1.0 else f"slides.series.{exhibit.before}", on.lang),
        top=top,
        top_before=top / scale,
        names=max(len(bar.name) for bar in found) * _LETTER_OF_NAME + 24,
        labels=max(len(bar.said) for bar in found) * LETTER + 20,
        alt=on.alt,
    )
    half = -(-len(found) // columns)
    tall = on.height(half * _ROW)
    for place in range(columns):
        part = found[place * half : (place + 1) * half]
        box = (left + place * (each + _BETWEEN), upper, each, tall * len(part) / half)
        bars(on.slide, box, part, look)


def _series(exhibit: Exhibit, lang: str) -> str:
    return text(exhibit.measure.short_label_key, lang) if exhibit.measure else exhibit.title


def _trend(exhibit: Exhibit, frame: pd.DataFrame, on: Drawn) -> None:
    running = [bool(flag) for flag in column(frame, "running", False)]
    values = [float(value) if present(value) else None for value in frame["value"]]
    closed = [None if flag else value for value, flag in zip(values, running, strict=True)]
    places = [place.startswith("bottom") for place in sides(closed)]
    points = [
        Point(
            name=str(row.label).removesuffix("*") + ("*" if is_open else ""),
            value=value,
            said=said,
            is_written=value is not None and said != number(value, on.lang),
            is_open=is_open,
            is_below=is_below,
            group=str(group or ""),
        )
        for row, value, said, is_open, is_below, group in zip(
            frame.itertuples(), values, _written(frame, running), running, places, column(frame, "group", ""),
            strict=True,
        )
    ]  # fmt: skip
    names = (_series(exhibit, on.lang), text("slides.series.running", on.lang))
    line(on.slide, on.box, points, names=names, lang=on.lang, alt=on.alt)


def _written(frame: pd.DataFrame, running: list[bool]) -> list[str]:
    said = [str(one).removesuffix("*") if present(one) else "" for one in frame["text"]]
    return [one + "*" if one and flag else one for one, flag in zip(said, running, strict=True)]


def _stacked(frame: pd.DataFrame, rows: pd.DataFrame, on: Drawn) -> None:
    terms = dict(zip(rows["row"], rows["row_label"], strict=True))
    parts = dict(zip(frame["key"], frame["label"], strict=True))
    totals = {row: float(value) for row, value in rows.groupby("row")["value"].sum().items()}
    known = {(row.row, row.key): float(row.value) for row in rows.itertuples()}
    layers = []
    for key, (fill, ink) in part_colours(list(parts), theme("light")).items():
        values = [known.get((term, key)) for term in terms]
        shares = [
            value / totals[term] if value and totals[term] else 0.0 for value, term in zip(values, terms, strict=True)
        ]
        said = [percent(share, on.lang) if share >= SMALLEST_WRITTEN else "" for share in shares]
        layers.append(Layer(name=str(parts[key]), values=values, said=said, fill=fill, ink=ink))
    box = (*on.box[:3], on.height(len(terms) * 64 + 80))
    stacked(on.slide, box, [str(label) for label in terms.values()], layers, lang=on.lang, alt=on.alt)
