"""Count and show, measured: what a million model rows cost those who look; see ``python -m benchmarks``.

The database is made in the folder, once.
"""

from __future__ import annotations

from datetime import date
from math import isnan
from pathlib import Path

from benchmarks.measuring import run
from benchmarks.reading_data import ROWS, write
from benchmarks.reading_screens import Said, screens

_WAYS = {
    "cube": "counting everything (the cube)",
    "refresh": "taking in an upload of 1,000 rows",
    "past": "counting everything as of the middle version",
    "search": "looking for a rare name",
    "pandas": "naive: the whole table into pandas, grouped",
    "superset": "one bar chart's query, as business intelligence tools send it",
}


def reading(folder: Path) -> str:
    """Measure each way once, in processes of their own, and what viewers meet; the tables of what came out."""
    database = write(folder, ROWS)
    lines = [f"One run on {date.today():%d/%m/%Y}, {ROWS:,} model rows.", ""]
    lines += ["| | CPU s | wall s | MB in all |", "|-|-|-|-|"]
    for way, name in _WAYS.items():
        cost = run("benchmarks.reading_ways", way, str(database))
        lines.append(f"| {name} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.together:.0f} |")
    said, megabytes = screens(database)
    lines += ["", *_table(said), "", f"The server held at most {megabytes:.0f} MB."]
    return "\n".join(lines)


def _table(said: Said) -> list[str]:
    lines = ["| on the overview | server CPU ms | ms by the clock |", "|-|-|-|"]
    for name, (cpu, wall) in said.items():
        lines.append(f"| {name} | {'–' if isnan(cpu) else f'{cpu:.0f}'} | {wall:.0f} |")
    return lines
