"""Export: a person's own workbook back with its problem cells marked; made apart, since the file may be hostile."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from intake.apart import Apart, known_refusal, set_apart
from intake.grids import Grid, Refused, Workbook
from intake.guards import inspect
from intake.limits import DEFAULT, MEGABYTE, Limits
from intake.marking.marked_copy import marked_copy
from intake.marking.marks import ANSWERS_ROW, MARKED_ID, MEMORY_SHEET, MOST_ANSWER_PIECES, Job

_WORKER = Path(__file__).with_name("marking_worker.py")
MARKING = replace(DEFAULT, cpu_seconds=40, output_bytes=100 * MEGABYTE)
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


def listed_workbook(job: Job) -> bytes:
    """A new workbook that holds only the list, for a file that cannot be marked."""
    return marked_copy(_bare_workbook(), job, MARKING)


def _bare_workbook() -> bytes:
    """A workbook without a sheet: just enough to add some to."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(zipfile.ZipInfo(name), f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}')
    return buffer.getvalue()
