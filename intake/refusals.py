"""Read and export: how a throw-away process keeps its output for its answer, and what it answers where it fails."""

import os
import sys
from typing import BinaryIO

from intake.grids import Refused


def private_output() -> BinaryIO:
    """Standard output for our lines alone: what a reader prints goes nowhere."""
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return output


def refusal_of(error: BaseException) -> dict[str, object]:
    """The answer of a process that could not do its work; a reader that panics raises no Exception."""
    if isinstance(error, Refused):
        return {"refused": error.code, "params": error.params}
    # A reader written in Rust panics so when Python has no memory left for it.
    if isinstance(error, MemoryError) or "pointer is null" in str(error):
        return {"refused": "too_much_memory", "params": {}}
    return {"refused": "reader_failed" if isinstance(error, ImportError) else "damaged", "params": {}}
