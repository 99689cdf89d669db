"""Beside the walk: runs the commands that a document shows and puts their answers below them.

An example is an indented block that begins with ``$ python cli.py``; the indented lines after it are the answer.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex

from commands import main
from work import start
from work.sample import load_sample

_EXAMPLE = re.compile(r"(?m)^    \$ python cli\.py (.+)\n((?:    (?!\$ ).*\n)*)")


def answered(document: str) -> str:
    """The document with the answer that each of its commands gives on a database of the sample workbooks."""
    if start.database().version() == 0:
        load_sample(start.database())
    return _EXAMPLE.sub(lambda found: _with_answer(found[1]), document)


def _with_answer(command: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        main(shlex.split(command))
    lines = [f"    {line}".rstrip() + "\n" for line in said.getvalue().splitlines() if line.strip()]
    return f"    $ python cli.py {command}\n{''.join(lines)}"
