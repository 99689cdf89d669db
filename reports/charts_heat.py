"""Draw: units by terms as a table of filled cells: the darker, the more; every cell can be clicked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from locales import text
from reports.canvas import (
    CLEAR,
    canvas,
    column,
    keep_unchosen_readable,
    keys,
    lines,
    named,
    nothing,
    present,
    room_above,
    rows_axis,
    words,
    written,
)
from reports.drawing import Drawing, bar
from reports.letters import broadest
from reports.theme import Theme

# After a click the other cells stay readable: their fill is drawn half, their number in ink.
FADED = 0.55
_NARROW = 50  # letters: what all columns have together on a laptop, names of units aside


def heat(
    frame: pd.DataFrame,
    totals: pd.DataFrame | None = None,
    side: pd.DataFrame | None = None,
    side_head: str = "",
    *,
    theme: Theme,
    lang: str,
    highest: float | None = None,
) -> Drawing:
    """A cell a unit and term, in the frame's order; totals below a line of ink, changes on the right.

    ``highest`` gives the parts of a long table one scale of colours. A click gives ``customdata`` [unit, term].
    Columns: unit (id), label, term (id), term_label, value, text, state ("value", "missing", "absent";
    optional), running (bool, optional: not over yet). One row a cell; a cell without a row is missing.
    ``totals``: term, text. ``side``: unit ("" is the total row), text.
    """
    if frame.empty:
        return nothing(theme, lang)
    cells = _with_states(frame)
    units = list(dict.fromkeys(cells["unit"]))
    terms = list(dict.fromkeys(cells["term"]))
    names = dict(zip(cells["unit"], cells["label"], strict=True))
    figure = canvas(theme, (len(units) + (totals is not None)) * theme.row + theme.row * 2)
    known = {(row.unit, row.term): row for row in lines(cells)}
    most = highest_of(frame) if highest is None else highest
    for place, term in enumerate(terms):
        _column(
            figure,
            [known.get((unit, term)) for unit in units],
            place,
            units=units,
            term=term,
            highest=most,
            theme=theme,
        )
    labels = [named(names[unit]) for unit in units]
    if totals is not None:
        labels.append(f"<b>{text('charts.total.label', lang)}</b>")
        _totals(figure, totals, terms, len(units), theme=theme)
    wide = 0.0 if side is None else _breadth_of_side(side, len(terms), theme)
    if side is not None:
        _side(figure, side, [*units, ""], len(terms) + wide / 2, theme=theme)
    rows_axis(figure, labels, theme)
    _heads(figure, cells, terms, side_head, wide=wide, theme=theme, lang=lang)
    keep_unchosen_readable(figure)
    return figure


def _column(
    figure: Drawing,
    cells: list[Any],
    place: int,
    *,
    units: list[Any],
    term: str,
    highest: float,
    theme: Theme,
) -> None:
    steps = [step_of(cell, highest) if is_filled(cell) else None for cell in cells]
    colours = theme.colours
    figure.add_trace(
        bar(
            orientation="h",
            x=[0.97] * len(cells),
            base=[place + 0.015] * len(cells),
            y=list(range(len(cells))),
            width=0.92,
            marker={
                "color": [CLEAR if step is None else colours.steps[step] for step in steps],
                "line": {"width": 0},
            },
            text=[written(said_in(cell)) for cell in cells],
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            constraintext="none",
            insidetextfont={
                "color": [colours.ink if step is None else colours.step_inks[step] for step in steps],
                "size": theme.size,
            },
            customdata=keys(units, [term] * len(cells)),
            hovertext=[_hover(cell) for cell in cells],
            hoverinfo="text",
            selected={"marker": {"opacity": 1}},
            unselected={"marker": {"opacity": FADED}, "textfont": {"color": colours.ink}},
        )
    )


def highest_of(frame: pd.DataFrame) -> float:
    """The greatest value that colours a cell."""
    parts = (frame["value"].tolist(), column(frame, "state"), column(frame, "running", False))
    filled = (v for v, state, running in zip(*parts, strict=True) if state in (None, "value") and not running)
    return max((float(value) for value in filled if present(value)), default=0.0)


def _with_states(frame: pd.DataFrame) -> pd.DataFrame:
    running = [bool(flag) for flag in column(frame, "running", False)]
    return frame.assign(state=column(frame, "state"), running=running)


def is_filled(cell: Any) -> bool:
    """Whether a cell is coloured by its value: what is missing, absent or still running is not."""
    return cell is not None and present(cell.value) and cell.state in (None, "value") and not cell.running


def step_of(cell: Any, highest: float) -> int:
    """Which of the eight steps of colour a cell's value takes; they start at zero and are equally wide."""
    return min(7, int(float(cell.value) / highest * 8)) if highest > 0 else 0


def said_in(cell: Any) -> str:
    """What a cell says: its figure, a dot where the unit did not exist, a dash where nothing was reported."""
    if cell is not None and cell.state == "absent":
        return "·"
    if cell is None or cell.state == "missing" or not present(cell.value):
        return "–"
    return str(cell.text)


def _hover(cell: Any) -> str:
    return (
        ""
        if cell is None
        else f"<b>{named(cell.label, 80)}</b><br>{written(cell.term_label)}<br>{written(said_in(cell))}"
    )


def _totals(figure: Drawing, totals: pd.DataFrame, terms: list[Any], row: int, *, theme: Theme) -> None:
    said = dict(zip(totals["term"], totals["text"], strict=True))
    bold = [f"<b>{written(said[term])}</b>" if present(said.get(term)) else "–" for term in terms]
    places = [place + 0.5 for place in range(len(terms))]
    words(
        figure,
        places,
        [row] * len(terms),
        bold,
        textposition="middle center",
        textfont={"color": theme.colours.ink, "size": theme.size},
    )
    figure.add_shape(
        type="line",
        xref="paper",
        x0=0,
        x1=1,
        y0=row - 0.5,
        y1=row - 0.5,
        line={"color": theme.colours.ink, "width": 1.5},
    )


def _breadth_of_side(side: pd.DataFrame, terms: int, theme: Theme) -> float:
    """How many columns of terms the right one is as broad as: one, more where it says words beside many terms."""
    need = broadest([f"<b>{written(said)}</b>" for said in side["text"] if present(said)], theme.size)
    return max(1.0, (need + theme.size) / (_NARROW * theme.size) * (terms + 1))


def _side(figure: Drawing, side: pd.DataFrame, units: list[Any], place: float, *, theme: Theme) -> None:
    said = dict(zip(side["unit"], side["text"], strict=True))
    rows = [(row, said[unit]) for row, unit in enumerate(units) if present(said.get(unit))]
    words(
        figure,
        [place] * len(rows),
        [row for row, _ in rows],
        [f"<b>{written(change)}</b>" for _, change in rows],
        textposition="middle center",
        textfont={"color": theme.colours.ink, "size": theme.size},
    )


def _heads(
    figure: Drawing,
    cells: pd.DataFrame,
    terms: list[Any],
    side_head: str,
    *,
    wide: float,
    theme: Theme,
    lang: str,
) -> None:
    names = dict(zip(cells["term"], cells["term_label"], strict=True))
    running = set(cells.loc[cells["running"], "term"])
    heads = [
        f"{text('charts.running.head', lang)}<br>{written(names[t])}" if t in running else written(names[t])
        for t in terms
    ]
    places = [place + 0.5 for place in range(len(heads))]
    if wide:
        places.append(len(terms) + wide / 2)
        heads.append(f"<b>{written(side_head or text('charts.change.head', lang))}</b>")
    figure.update_xaxes(
        side="top",
        range=[0, len(terms) + wide],
        tickvals=places,
        ticktext=heads,
        showgrid=False,
        showline=False,
        tickfont={"size": theme.size, "color": theme.colours.ink},
    )
    figure.update_yaxes(showline=False)
    figure.update_layout(barmode="overlay", margin={"t": room_above(_lines(heads), theme.size), "r": 4})


def _lines(heads: list[str]) -> int:
    return 1 + max(head.count("<br>") for head in heads)
