"""Export: an exhibit as plain lists that a script can draw: the numbers, and every word already written."""

from __future__ import annotations

from typing import Any

import pandas as pd

from locales import number, text
from reports.canvas import column, percent, present
from reports.charts import alt_text
from reports.charts_heat import highest_of, is_filled, said_in, step_of
from reports.charts_parts import share_words
from reports.charts_spread import piled
from reports.charts_stacks import SMALLEST_WRITTEN, part_colours
from reports.exhibits import Exhibit
from reports.grid_widths import number_columns
from reports.table_parts import grid_of
from reports.theme import LIGHT, theme

Packed = dict[str, Any]

_COLUMNS = {
    "ranking": ("unit", "label", "value", "text", "previous", "previous_text", "missing", "chosen", "verdict"),
    "trend": ("label", "value", "text", "group", "running", "have", "of"),
    "composition": ("label", "value", "text", "previous_share"),
    "stacked": ("row_label", "label", "value", "text"),
    "funnel": ("label", "value", "text", "of_previous"),
    "dumbbell": ("label", "a", "a_text", "b", "b_text", "change", "remark"),
    "spread": ("unit", "label", "value", "text", "flagged"),
    "tiles": ("unit", "label", "row", "column", "value", "text", "missing", "chosen"),
}


def packed(exhibit: Exhibit, lang: str) -> Packed:
    """Everything that is shown of an exhibit: its words, its rows by column, and which of them its chart draws."""
    words = {
        "key": exhibit.key,
        "shape": exhibit.shape,
        "title": exhibit.title,
        "caption": exhibit.caption,
        "note": exhibit.note,
        "before": exhibit.before,
        "scrolls": exhibit.is_wide or exhibit.has_sides,
    }
    if exhibit.frame.empty:
        return {**words, "empty": True}
    if exhibit.shape == "heat":
        return {**words, **_heat(exhibit, lang)}
    if exhibit.shape == "table":
        return {**words, **_words(exhibit)}
    names = tuple(name for name in _COLUMNS[exhibit.shape] if name in exhibit.frame.columns)
    rows = [[_plain(value) for value in row] for row in exhibit.frame[list(names)].itertuples(index=False)]
    heads = [[names.index(name), head] for name, head in exhibit.columns.items() if name in names]
    said = alt_text(f"{exhibit.title}. {exhibit.caption}", exhibit.frame, lang)
    return {**words, "alt": said, "columns": names, "rows": rows, "heads": heads, **_of_shape(exhibit, lang)}


def _of_shape(exhibit: Exhibit, lang: str) -> Packed:
    """What one shape alone has: the rows that are drawn, the words beside a share, the colours of parts."""
    if exhibit.shape == "ranking":
        return {"shown": _places(exhibit)}
    if exhibit.shape == "composition":
        return {"shares": _shares(exhibit.frame, lang)}
    if exhibit.shape == "stacked":
        return {"parts": _parts(exhibit.frame, lang)}
    return _other_details(exhibit, lang)


def _words(exhibit: Exhibit) -> Packed:
    """A table of words as it is written; its first column names the rows."""
    grid = grid_of(exhibit)
    return {
        "columns": list(exhibit.columns),
        "rows": [list(row) for row in grid.rows],
        "heads": [[place, head] for place, head in enumerate(grid.heads)],
        "narrow": [place for place, name in enumerate(exhibit.columns) if name in (exhibit.narrow or exhibit.columns)],
        "numbers": [int(is_number) for is_number in number_columns(grid)],
    }


def _other_details(exhibit: Exhibit, lang: str) -> Packed:
    """The steps of colour of squares; the piles and the median of a spread; which pairs are drawn."""
    frame = exhibit.frame
    if exhibit.shape == "tiles":
        highest = max((float(value) for value in frame["value"] if present(value)), default=0.0)
        return {"steps": [None if row.missing else step_of(row, highest) for row in frame.itertuples()]}
    if exhibit.shape == "spread":
        values = [float(value) for value in frame["value"]]
        middle = exhibit.middle
        said = "" if middle is None else number(middle, lang, decimals=0 if middle == int(middle) else 1)
        return {"heights": piled(values), "middle": middle, "middleText": text("spread.strip.median", lang, value=said)}
    if exhibit.shape == "dumbbell":
        drawn = set(exhibit.chart["label"])
        return {"shown": [place for place, label in enumerate(frame["label"]) if label in drawn]}
    return {}


def _places(exhibit: Exhibit) -> list[int]:
    """Which rows of the table the chart draws."""
    drawn = set(exhibit.chart["unit"])
    return [place for place, unit in enumerate(exhibit.frame["unit"]) if unit in drawn]


def _shares(frame: pd.DataFrame, lang: str) -> list[list[Any]]:
    """Each part's share for its bar, with what stands beside it: strong and plain words."""
    values = [float(value) if present(value) else 0.0 for value in frame["value"]]
    total = sum(values)
    told = column(frame, "share") if "share" in frame.columns else [value / total if total else 0 for value in values]
    return [
        [round(value / total, 5) if total else 0, *share_words(share, str(said), total, lang)]
        for value, share, said in zip(values, told, frame["text"], strict=True)
    ]


def _parts(frame: pd.DataFrame, lang: str) -> list[list[Any]]:
    """For each row of the frame its share of its bar, the words inside, and the number of its colour (none: panel)."""
    colours = part_colours(list(dict.fromkeys(frame["key"])), theme("light"))
    places = {
        key: LIGHT.categories.index(fill) if fill in LIGHT.categories else None for key, (fill, _) in colours.items()
    }
    wholes = frame.groupby("row")["value"].sum()
    lines: list[list[Any]] = []
    for row in frame.itertuples():
        whole = float(wholes[row.row])
        share = float(row.value) / whole if whole else 0.0
        lines.append([round(share, 5), percent(share, lang) if share >= SMALLEST_WRITTEN else "", places[row.key]])
    return lines


def _heat(exhibit: Exhibit, lang: str) -> Packed:
    """Units by terms: for each cell its words and its step of colour, none where it has no fill."""
    cells = exhibit.chart.assign(state=column(exhibit.chart, "state"), running=column(exhibit.chart, "running", False))
    known = {(row.unit, row.term): row for row in cells.itertuples()}
    units = dict(zip(cells["unit"], cells["label"], strict=True))
    terms = dict(zip(cells["term"], cells["term_label"], strict=True))
    running = set(cells.loc[cells["running"].astype(bool), "term"])
    highest = highest_of(exhibit.chart)
    whole = exhibit.frame.iloc[-1]
    side = dict(zip(exhibit.side["unit"], exhibit.side["text"], strict=True)) if exhibit.side is not None else {}
    return {
        "corner": exhibit.columns["label"],
        "terms": [[term, label, int(term in running)] for term, label in terms.items()],
        "units": [[unit, label] for unit, label in units.items()],
        "cells": [[_cell(known.get((unit, term)), highest) for term in terms] for unit in units],
        "total": [str(whole["label"]), *(str(whole[term]) or "–" for term in terms)],
        "side": [side.get(unit, "") for unit in [*units, ""]] if side else [],
        "sideHead": exhibit.side_head,
        "running": text("charts.running.head", lang),
    }


def _cell(cell: Any, highest: float) -> list[Any]:
    return [said_in(cell), step_of(cell, highest) if is_filled(cell) else None]


def _plain(value: Any) -> Any:
    """A cell as JSON knows it: what is not there is null, flags are 0 and 1."""
    if not present(value):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return int(value)
    return int(value) if float(value).is_integer() else round(float(value), 5)
