"""Guard to commit, measured: one import as the application does it, in a process of its own."""

import sys
from pathlib import Path

from benchmarks.measuring import measured
from data_access.database import open_database
from work.imports import commit_prepared, prepare
from work.options import Options
from work.rights import Person


def main(workbook: str, url: str, what: str) -> None:
    """Import a workbook, or only look at it (``preview``), and print what that cost."""
    database = open_database(url)
    with measured() as said:
        path = Path(workbook)
        prepared = prepare(database, [(path.name, path.read_bytes())], Options())
        assert prepared.change_set is not None, [p for r in prepared.readings for s in r.sheets for p in s.problems][:5]
        if what == "commit":
            commit_prepared(database, Person.operator("benchmark"), prepared)
        said["rows"] = prepared.change_set.totals()
    database.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
