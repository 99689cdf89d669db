"""Draw: the districts of one province as squares of equal size in their rough places, the darker the more."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data_access.frames import label_of
from data_access.measures import Measure
from data_access.places import expected_units, unit_order
from data_access.queries import Figure
from data_access.tile_places import tile_places
from locales import text
from reports import charts
from reports.canvas import nothing
from reports.exhibits import Exhibit
from work.exhibits import heads, measure_in_term
from work.views import View

MOST_TILES = 60
_BREADTH = 1.6  # a grid without places is so much wider than high


def tiles(view: View, measure: Measure, key: str, lang: str) -> Exhibit:
    """The tile map of one province: the one asked for, else the one whose units have most figures."""
    province = _province(view, measure)
    frame, is_placed = _frame(view, measure, province, lang) if province else (pd.DataFrame(), True)
    where = view.name(province) if province else ""
    notes = [] if is_placed or frame.empty else [text("tiles.note.no_places", lang)]
    too_many = len(frame) > MOST_TILES
    if too_many:
        notes = [text("tiles.note.too_many", lang, count=len(frame), most=MOST_TILES)]
    shown = frame.iloc[:0] if too_many else frame
    why_not = text("tiles.note.not_drawn", lang)
    return Exhibit(
        key=key,
        shape="tiles",
        measure=measure,
        title=_title(text(measure.short_label_key, lang), where, lang),
        caption=f"{measure_in_term(view, measure, lang)} {text('tiles.block.marks', lang)}",
        frame=frame,
        columns=heads(["label", "text"], ["unit", "value"], lang),
        chart=shown,
        draw=lambda look: nothing(look, lang, said=why_not) if too_many else charts.tiles(shown, theme=look, lang=lang),
        note=" ".join(notes),
        marks=text("tiles.block.marks", lang),
        is_wide=True,
        behind=lambda mark: view.at(view.term or "", units=(mark[0],), province=None),
    )


def _title(measure: str, where: str, lang: str) -> str:
    """What the map is called; where no province has a figure, none is named."""
    return text(f"tiles.block.{'title' if where else 'bare_title'}", lang, measure=measure, province=where)


def _province(view: View, measure: Measure) -> str | None:
    if view.selection.province:
        return view.selection.province
    units = view.reference.units
    having = view.selection.units or [str(figure.unit) for figure in _figures(view, measure, None)]
    found = Counter(units[unit].province or unit for unit in having if unit in units)
    return found.most_common(1)[0][0] if found else None


def _figures(view: View, measure: Measure, province: str | None) -> list[Figure]:
    if view.term is None:
        return []
    return view.figures(measure, replace(view.at(view.term), units=(), province=province))


def _frame(view: View, measure: Measure, province: str, lang: str) -> tuple[pd.DataFrame, bool]:
    """Columns: as ``charts.tiles`` wants them; and whether the tiles stand in their places. What did not exist is left out."""
    units, term = view.reference.units, view.term or ""
    found = {f.unit: f for f in _figures(view, measure, province) if f.unit and units[f.unit].level != "province"}
    asked = replace(view.at(term), units=(), province=province)
    expected = expected_units(view.reference, asked, term, [str(unit) for unit in found])
    shown = sorted({*map(str, found), *expected}, key=lambda unit: unit_order(view.reference, unit))
    spots, is_placed = _spots(shown)
    lines = [
        (
            unit,
            label_of(view.reference, unit),
            *spots[unit],
            found[unit].value if unit in found else None,
            found[unit].amount.written(lang) if unit in found else "",
            unit not in found,
            unit in view.selection.units,
        )
        for unit in shown
    ]
    columns = ["unit", "label", "row", "column", "value", "text", "missing", "chosen"]
    return pd.DataFrame(lines, columns=columns).astype({"value": "Int64"}), is_placed


def _spots(units: Sequence[str]) -> tuple[dict[str, tuple[int, int]], bool]:
    """A place for every unit: those that have one there, others in rows below; without any, row by row in order."""
    known = tile_places()
    spots = {unit: known[unit] for unit in units if unit in known}
    others = [unit for unit in units if unit not in spots]
    first = max((row for row, _ in spots.values()), default=-1) + 1
    breadth = max((column for _, column in spots.values()), default=0) + 1
    if not spots:
        breadth = max(1, math.ceil(math.sqrt(len(units) * _BREADTH)))
    spots |= {unit: (first + place // breadth, place % breadth) for place, unit in enumerate(others)}
    return spots, len(others) < len(units) or not units
