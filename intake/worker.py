"""Read: the throw-away process that opens one file and tells the server its cells, or why it does not.

Started as ``python -I -B worker.py KIND LIMITS`` with the file on standard input. Whatever a hostile file
does to a reader (run away, eat memory, abort), it does here and not in the server.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from intake.limits import Limits, confine
from intake.readers import reader_of
from intake.refusals import private_output, refusal_of
from intake.wire import blocks


def main(arguments: list[str]) -> None:
    """Read standard input as the kind of file the arguments name and write its sheets as lines of JSON."""
    kind, limits = arguments[0], Limits.from_argument(arguments[1])
    confine(limits)
    gc.disable()
    with private_output() as output:
        content = sys.stdin.buffer.read()
        try:
            for message in _messages(kind, content, limits):
                _write(output, message)
            _write(output, {"end": True})
        except BaseException as error:
            _write(output, refusal_of(error))


def _messages(kind: str, content: bytes, limits: Limits) -> Iterator[dict[str, Any]]:
    for grid, rows in reader_of(kind).read(content, limits):
        yield from blocks(grid, iter(rows), limits.block_rows, limits.text_length)


def _write(output: BinaryIO, message: dict[str, Any]) -> None:
    output.write(json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


if __name__ == "__main__":
    main(sys.argv[1:])
    # Skip taking the workbook apart cell by cell: the process ends anyway.
    os._exit(0)
