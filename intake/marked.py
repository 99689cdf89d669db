"""Export: a person's own workbook back with its problem cells marked; made apart, since the file may be hostile."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from intake.apart import Apart, known_refusal, set_apart
from intake.grids import Grid, Refused, Workbook
from intake.guards import inspect
from intake.limits import DEFAULT, MEGABYTE, Limits
from intake.marking.marks import ANSWERS_ROW, MARKED_ID, MEMORY_SHEET, MOST_ANSWER_PIECES, Job

_WORKER = Path(__file__).with_name("marking_worker.py")
MARKING = replace(DEFAULT, cpu_seconds=40, wall_seconds=60.0, output_bytes=100 * MEGABYTE)
_LONGEST_HEAD = 10_000


def marked_workbook(
    name: str, content: bytes, job: Job, *, worker: Path | None = None, limits: Limits = MARKING
) -> bytes:
    """The file with the marks of the job, a list of them, and nothing else changed; Refused where that cannot be.

    A file that is no .xlsx or .xlsm comes back as a new .xlsx with the same cells.
    """
    kind = inspect(name, content, max_bytes=limits.file_bytes).kind
    job = replace(job, name=Path(name.replace("\\", "/")).stem)
    with set_apart(worker or _WORKER, [kind], job.as_bytes() + b"\n" + content, limits) as at_work:
        copy = _answer(at_work, limits)
        if copy is None:
            raise Refused(at_work.reason())
    return copy


def _answer(at_work: Apart, limits: Limits) -> bytes | None:
    """What the worker made; None where it did not come to its end."""
    try:
        said = json.loads(at_work.output.readline(_LONGEST_HEAD) or b"null")
        if said is None:
            return None
        if "refused" in said:
            raise Refused(known_refusal(said["refused"]), **said["params"])
        length = int(said["length"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused("reader_failed") from error
    if not 0 < length <= limits.output_bytes:
        raise Refused("bomb")
    copy = at_work.output.read(length)
    return copy if len(copy) == length else None


def is_ours(grid: Grid) -> bool:
    """Whether a sheet is one that a marked copy has more than the person's own workbook."""
    return grid.cell(1, 1) == MARKED_ID


def answers_in(workbook: Workbook) -> str:
    """What an earlier marking remembered of the person's answers, as text; empty where there is nothing."""
    memory = next((g for g in workbook.grids if is_ours(g) and g.name.startswith(MEMORY_SHEET)), None)
    if memory is None:
        return ""
    pieces = (memory.cell(ANSWERS_ROW, column) for column in range(1, MOST_ANSWER_PIECES + 1))
    return "".join(piece for piece in pieces if isinstance(piece, str))
