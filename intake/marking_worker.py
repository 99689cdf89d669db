"""Export: the throw-away process that marks the problem cells in a copy of a file, or says why it does not.

Started as ``python -I -B marking_worker.py KIND LIMITS``; on standard input a line with the job, then the file.
"""

import gc
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from intake.limits import Limits, confine
from intake.marking.marks import Job
from intake.refusals import private_output, refusal_of


def main(arguments: list[str]) -> None:
    """Read job and file from standard input; write a line with the length of the copy or the refusal, then the copy."""
    kind, limits = arguments[0], Limits.from_argument(arguments[1])
    confine(limits)
    gc.disable()
    with private_output() as output:
        job = Job.from_bytes(sys.stdin.buffer.readline())
        content = sys.stdin.buffer.read()
        try:
            copy = _marked(kind, content, job, limits)
        except BaseException as error:
            _tell(output, refusal_of(error))
        else:
            _tell(output, {"length": len(copy)}, copy)


def _marked(kind: str, content: bytes, job: Job, limits: Limits) -> bytes:
    from intake.marking.marked_copy import marked_copy

    if kind not in ("xlsx", "xlsm"):
        from intake.marking.plain_copy import plain_copy

        content, job = plain_copy(kind, content, job, limits)
    return marked_copy(content, job, limits)


def _tell(output: BinaryIO, said: dict[str, object], copy: bytes = b"") -> None:
    output.write(json.dumps(said, ensure_ascii=False).encode() + b"\n" + copy)


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)
