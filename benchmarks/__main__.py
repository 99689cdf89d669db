"""Every step, measured: ``python -m benchmarks``: each benchmark beside its alternatives, its table into the docs.

One part alone: ``python -m benchmarks importing`` (or ``reading``, ``load``); ``--help`` tells the rest.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.importing import imports
from benchmarks.load import load
from benchmarks.reading import reading

_PAGE = Path(__file__).parents[1] / "docs" / "performance.md"
_PARTS: dict[str, Callable[[Path, argparse.Namespace], str]] = {
    "importing": lambda folder, asked: imports(folder, asked.rounds),
    "reading": lambda folder, asked: reading(folder),
    "load": lambda folder, asked: load(folder, asked.share),
}


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.splitlines()[0])
    asking.add_argument("parts", nargs="*", help=f"some of {', '.join(_PARTS)}; all of them unless named")
    asking.add_argument("--rounds", type=int, default=3, help="how often each way of importing takes its turn")
    asking.add_argument("--share", type=float, default=1.0, help="makes the load smaller; 1 is the whole")
    asking.add_argument("--folder", type=Path, help="keeps the database of a million rows for the next time")
    asked = asking.parse_args()
    if unknown := [part for part in asked.parts if part not in _PARTS]:
        asking.error(f"there is no {unknown[0]!r}")
    return asked


def _written_down(part: str, table: str) -> None:
    """Put a part's table where docs/performance.md keeps it."""
    begin, end = f"<!-- {part}: begin -->", f"<!-- {part}: end -->"
    before, found, rest = _PAGE.read_text(encoding="utf-8").partition(begin)
    if not found:
        raise SystemExit(f"{_PAGE.name} has no place for {part}")
    _PAGE.write_text(f"{before}{begin}\n\n{table}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")


def main() -> None:
    """Measure the parts asked for, one after the other; print each table and write it down."""
    asked = _asked()
    with tempfile.TemporaryDirectory(prefix="dashboard-benchmarks-") as made:
        folder = asked.folder or Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        for part in asked.parts or _PARTS:
            table = _PARTS[part](folder, asked)
            print(table, flush=True)
            _written_down(part, table)


if __name__ == "__main__":
    main()
