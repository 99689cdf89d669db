"""Beside the walk: the list of all codes that a problem may have, each with its level and its sentences."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from intake.grids import FINDINGS, REFUSALS

ROOT = Path(__file__).resolve().parent.parent
_HEAD = """\
# Problem codes

Written by `python -m docs.write_documents` from `locales/problems.toml`; do not edit by hand.

Every problem has a level, a code, the address of a cell (or none, when it is about a whole sheet or file), a reason
and a suggestion. `import --json` prints all five. `{name}` in a sentence is filled in when it is shown.

* **error**: nothing is committed until it is gone. A question is an error too: on the screen one click answers it, on
  the command line `--unit` and `--term` do, or a corrected file.
* **warning**: the file is taken; somebody should look.
* **notice**: what was decided by rule, and how.

"""


def codes() -> dict[str, dict[str, dict[str, str]]]:
    """The sentences of each code: message and suggestion, each in both languages."""
    topics = tomllib.loads((ROOT / "locales" / "problems.toml").read_text(encoding="utf-8"))
    return {code: parts for code, parts in topics.items() if "message" in parts}


def levels() -> dict[str, str]:
    """The level of each code: of a refused file, of a finding about one, as the code says it, or else by the notes."""
    notes = tomllib.loads((ROOT / "docs" / "notes.toml").read_text(encoding="utf-8"))
    by_note = {code: level for level, named in notes["level"].items() for code in named}
    said = {code: level for path in sorted((ROOT / "intake").glob("*.py")) for level, code in _raised(path)}
    return by_note | said | dict.fromkeys(FINDINGS, "notice") | dict.fromkeys(REFUSALS, "error")


def _raised(path: Path) -> Iterator[tuple[str, str]]:
    """The levels and codes of the problems that a module names in so many words."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        name = getattr(call.func, "id", getattr(call.func, "attr", "")) if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and name in ("Problem", "problem"):
            said = [str(each.value) for each in call.args[:2] if isinstance(each, ast.Constant)]
            if len(said) == 2:
                yield said[0], said[1]


def problem_codes() -> str:
    """The document: one table, in the order of the walk."""
    known = levels()
    lines = ["| code | level | reason | suggestion |", "|---|---|---|---|"]
    for code, parts in codes().items():
        said = [f"{parts[part]['vi']}<br>*{parts[part]['en']}*" for part in ("message", "suggestion")]
        lines.append(f"| `{code}` | {known.get(code, '')} | {' | '.join(each.replace('|', '/') for each in said)} |")
    return _HEAD + "\n".join(lines) + "\n"
