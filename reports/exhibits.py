"""Draw: a chart with its words and its frame: what a page, a slide, a document and an offline copy all show alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from data_access.measures import Measure
from data_access.selection import Selection
from reports.theme import Theme

Shape = Literal[
    "ranking", "trend", "heat", "composition", "stacked", "funnel", "dumbbell", "spread", "tiles", "table"
]  # fmt: skip


def no_chart(look: Theme) -> go.Figure:
    """What draws an exhibit that is a table and nothing else: nothing does."""
    raise LookupError("a table has no chart", look)


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One thing to show. ``frame`` is what its table says, ``columns`` the table's columns with their heads.

    ``chart`` is what the chart shows, as the function of its shape in ``charts`` wants it; of many rows that is a part
    of ``frame``, and ``note`` says so. ``draw`` makes the figure for a theme. ``marks`` is the part of the caption that
    tells what the chart's marks look like. ``side`` is the column on the right of a heat table, with what
    stands above it; its columns are unit ("" is the total row) and text.

    ``before`` says what stands beside each value of a ranking: the term before, or a target. ``middle`` is the median of
    a spread; ``sides`` are the names of the two of a dumbbell. A *table* has no chart; where there is little room, on slides, it shows its ``narrow`` columns only. ``behind`` gives
    for what a clicked mark carries the selection whose figure it shows.
    """

    key: str
    shape: Shape
    measure: Measure | None
    title: str
    caption: str
    frame: pd.DataFrame
    columns: Mapping[str, str]
    chart: pd.DataFrame
    draw: Callable[[Theme], go.Figure] = no_chart
    note: str = ""
    marks: str = ""
    side: pd.DataFrame | None = None
    side_head: str = ""
    is_wide: bool = False
    before: Literal["previous", "target"] = "previous"
    middle: float | None = None
    sides: tuple[str, str] = ("", "")
    narrow: tuple[str, ...] = ()
    behind: Callable[[list[Any]], Selection] | None = None
    has_sides: bool = False  # long labels on both sides: on a telephone it scrolls in its card
