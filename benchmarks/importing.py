"""Guard to commit, measured: an import beside pandas and beside the floor, the ways in turn; see ``python -m benchmarks``.

With TEST_DATABASES=sqlite,postgresql also on a PostgreSQL server started for it; the server's own time is counted.
"""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks import workbooks
from benchmarks.measuring import Cost, run
from benchmarks.servers import with_server_time
from tests import databases

_ROWS = 100_000
_SMALL = 200
Runs = dict[str, list[Cost]]


def imports(folder: Path, rounds: int) -> str:
    """Measure, round by round in turning order; the tables of what came out."""
    lines = [f"{rounds} rounds on {date.today():%d/%m/%Y}; medians, in brackets the least and the most.", ""]
    for dataset in ("models", "training"):
        lines += _table(dataset, _measure(folder, dataset, rounds))
    return "\n".join(lines)


def _measure(folder: Path, dataset: str, rounds: int) -> Runs:
    large, small = (str(workbooks.write(folder, dataset, count)) for count in (_ROWS, _SMALL))
    ways: list[Callable[[Path], Runs]] = [
        lambda place: _ours("SQLite", "sqlite", place, large),
        lambda place: {"pandas": [run("benchmarks.peers", "pandas", large, str(place / "pandas.sqlite"))]},
        lambda place: {"floor": [run("benchmarks.peers", "floor", large, str(place / "floor.sqlite"))]},
        lambda place: {
            "preview of 200 rows": [run("benchmarks.imports", small, databases.new_url("sqlite", place), "preview")]
        },
    ]
    if "postgresql" in databases.kinds():
        ways.append(lambda place: _ours("PostgreSQL", "postgresql", place, large))
    found: Runs = {}
    for number in range(rounds):
        for way in ways if number % 2 == 0 else reversed(ways):
            with tempfile.TemporaryDirectory(dir=folder) as place:
                for name, costs in way(Path(place)).items():
                    found.setdefault(name, []).extend(costs)
    return found


def _ours(name: str, kind: str, place: Path, workbook: str) -> Runs:
    """Our import, and the same file again."""
    url = databases.new_url(kind, place)
    measure = with_server_time if kind == "postgresql" else run
    first, again = (measure("benchmarks.imports", workbook, url, "commit") for _ in range(2))
    return {f"ours, {name}": [first], f"ours, {name}, again": [again]}


def _table(dataset: str, runs: Runs) -> list[str]:
    lines = [
        f"### {dataset}",
        "",
        "| | CPU s | of pandas | of the floor | wall s | MB together | MB added |",
        "|-|-|-|-|-|-|-|",
    ]
    for name, costs in sorted(runs.items()):
        of_pandas, of_floor = (_ratio(costs, runs[peer]) for peer in ("pandas", "floor"))
        cells = (_spread([c.cpu for c in costs]), of_pandas, of_floor, _spread([c.wall for c in costs]))
        memory = (f"{median(c.together for c in costs):.0f}", f"{median(c.added for c in costs):.0f}")
        lines.append(f"| {name} | {' | '.join((*cells, *memory))} |")
    return [*lines, ""]


def _ratio(costs: list[Cost], peers: list[Cost]) -> str:
    """How much of the peer's time, round by round."""
    return _spread([mine.cpu / other.cpu for mine, other in zip(costs, peers, strict=True)])


def _spread(values: list[float]) -> str:
    return f"{median(values):.2f} [{min(values):.2f}–{max(values):.2f}]"
