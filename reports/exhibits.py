"""Draw: a chart with its words and its frame: what a page, a slide, a document and an offline copy all show alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import plotly.graph_objects as go

from data_access.measures import Measure
from reports.theme import Theme

Shape = Literal["ranking", "trend", "heat", "composition", "stacked", "funnel", "dumbbell", "spread", "tiles"]


@dataclass(frozen=True, kw_only=True)
class Exhibit:
    """One thing to show. ``frame`` is what its table says, ``columns`` the table's columns with their heads.

    ``chart`` is what the chart shows, as the function of its shape in ``charts`` wants it; of many rows that is a part
    of ``frame``, and ``note`` says so. ``draw`` makes the figure for a theme. ``marks`` is the part of the caption that
    tells what the chart's marks look like. ``side`` is the column on the right of a heat table, with what
    stands above it; its columns are unit ("" is the total row) and text.
    """

    key: str
    shape: Shape
    measure: Measure
    title: str
    caption: str
    frame: pd.DataFrame
    columns: Mapping[str, str]
    chart: pd.DataFrame
    draw: Callable[[Theme], go.Figure]
    note: str = ""
    marks: str = ""
    side: pd.DataFrame | None = None
    side_head: str = ""
    is_wide: bool = False
    has_sides: bool = False  # long labels on both sides: on a telephone it scrolls in its card
