"""Beside the walk: writes the documents that follow from the code anew: ``python -m docs.write_documents``."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

FOLDER = Path(__file__).resolve().parent


def written() -> dict[str, str]:
    """Every document that follows from the code alone, by its file's name."""
    from docs.dictionary import data_dictionary
    from docs.problem_codes import problem_codes

    return {"data-dictionary.md": data_dictionary(), "problem-codes.md": problem_codes()}


def main() -> None:
    """Write them, and the answers in figures.md as the command line gives them on the sample workbooks."""
    for name, content in written().items():
        (FOLDER / name).write_text(content, encoding="utf-8")
    with TemporaryDirectory() as folder:
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/examples.sqlite"
        os.environ["DASHBOARD_LANGUAGE"] = "en"
        from docs.examples import answered

        document = FOLDER / "figures.md"
        document.write_text(answered(document.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(FOLDER.parent))
    main()
