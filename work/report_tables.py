"""Export: the tables of a report: the cards, the table of an exhibit, every unit, every unit through the terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data_access.measures import Measure
from data_access.places import unit_order
from locales import term_text, text
from reports.exhibits import Exhibit
from reports.report_content import Grid
from work import chart_frames
from work.decks import Part
from work.exhibits import term_words
from work.heat_exhibits import heat
from work.views import View

TERMS_A_TABLE = 8
MISSING, ABSENT = "–", "·"


def cards_table(part: Part, lang: str) -> Grid:
    """The figures of a page with their changes, as its cards say them."""
    heads = ("measure", "figure", "change", "remarks")
    rows = tuple((card.label, card.value, card.change.words or "", _joined(card.lines)) for card in part.cards)
    return Grid(
        title=text("document.table.cards", lang, term=term_words(part.view, lang)),
        heads=tuple(text(f"document.table.{head}", lang) for head in heads),
        rows=rows,
    )


def counts_table(part: Part, lang: str) -> Grid:
    """What a page counts, as its cards say it."""
    heads = tuple(text(f"document.table.{head}", lang) for head in ("count", "figure", "remarks"))
    rows = tuple((card.label, card.value, _joined(card.lines)) for card in part.cards)
    return Grid(title=part.title, heads=heads, rows=rows)


def _joined(lines: Sequence[str]) -> str:
    """Remarks one after the other, whether they are sentences or not."""
    return "".join(f"{line} " if line.endswith(".") else f"{line}; " for line in lines).rstrip("; ")


def exhibit_table(exhibit: Exhibit, lang: str) -> Grid:
    """The table that stands behind an exhibit, as the page shows it."""
    missing = text("charts.missing.label", lang)
    rows = []
    for row in exhibit.frame.to_dict("records"):
        cells = ["" if value is None or pd.isna(value) else str(value) for value in map(row.get, exhibit.columns)]
        if row.get("missing"):
            cells[1] = missing
        rows.append(tuple(cells))
    return Grid(exhibit.title, tuple(exhibit.columns.values()), tuple(rows), note=exhibit.note)


def units_table(views: Sequence[tuple[View, Measure]], lang: str) -> Grid:
    """Every unit of the term in the foreground, a column a measure, and the sums."""
    names: dict[str, str] = {}
    columns: list[dict[str, str]] = []
    existing: set[str] = set()
    for view, measure in views:
        cells = chart_frames.heat(view, measure, lang).cells
        of_term = cells[cells["term"] == view.term] if len(cells) else cells
        columns.append({str(row.unit): _cell(row) for row in of_term.itertuples()})
        existing |= {str(row.unit) for row in of_term.itertuples() if row.state != "absent"}
        names |= {str(row.unit): str(row.label) for row in of_term.itertuples()}
    reference = views[0][0].reference
    units = sorted(existing, key=lambda unit: unit_order(reference, unit))
    rows = [
        (str(place), names[unit], *(column.get(unit, MISSING) for column in columns))
        for place, unit in enumerate(units, start=1)
    ]
    totals = [view.total(measure) for view, measure in views]
    sums = (each.amount.written(lang) if each else MISSING for each in totals)
    heads = [text("document.table.number", lang), text("pages.table.unit", lang)]
    return Grid(
        title=text("document.table.by_unit", lang, term=term_words(views[0][0], lang)),
        heads=(*heads, *(text(measure.short_label_key, lang) for _, measure in views)),
        rows=(*rows, *([("", text("charts.total.label", lang), *sums)] if rows else [])),
        has_total=bool(rows),
        note=" ".join([text("document.table.note", lang), text("exports.about.note_total", lang)]),
    )


def heat_tables(view: View, measure: Measure, lang: str) -> list[Grid]:
    """Every unit through the terms; very many terms in tables one after the other."""
    exhibit = heat(view, measure, "report.heat", lang)
    if exhibit.frame.empty:
        return []
    terms = [name for name in exhibit.columns if name != "label"]
    running = set(exhibit.chart.loc[exhibit.chart["running"], "term"])
    side = dict(zip(exhibit.side["unit"], exhibit.side["text"], strict=True)) if exhibit.side is not None else {}
    cells = {(row.unit, row.term): _cell(row) for row in exhibit.chart.itertuples()}
    units = [*dict.fromkeys(exhibit.chart["unit"]), ""]
    grids = []
    for start in range(0, len(terms), TERMS_A_TABLE):
        some = terms[start : start + TERMS_A_TABLE]
        has_side = bool(side) and start + TERMS_A_TABLE >= len(terms)
        rows = []
        for unit, row in zip(units, exhibit.frame.to_dict("records"), strict=True):
            found = [cells.get((unit, term), str(row[term]) or MISSING) for term in some]
            rows.append((str(row["label"]), *found, *([side.get(unit, MISSING)] if has_side else [])))
        heads = [term_text(term, lang, short=True) + ("*" if term in running else "") for term in some]
        title = exhibit.title
        if len(terms) > TERMS_A_TABLE:
            title = text("document.table.part", lang, title=title, first=heads[0], last=heads[-1])
        head = (exhibit.columns["label"], *heads, *([exhibit.side_head] if has_side else []))
        grids.append(Grid(title, head, tuple(rows), has_total=True, note=_note(running, exhibit, lang=lang)))
    return grids


def _cell(row: Any) -> str:
    return ABSENT if row.state == "absent" else str(row.text) or MISSING


def _note(running: set[str], exhibit: Exhibit, *, lang: str) -> str:
    parts = [text("document.table.note", lang)]
    if running:
        parts.append(text("exports.about.note_running", lang))
    return " ".join([*parts, *exhibit.caption.split(" · ")[2:]])
