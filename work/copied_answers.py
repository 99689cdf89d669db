"""Export and read: the answers that ride along in a marked copy, so that the corrected file asks nothing twice.

What a file brings is only believed where it can be an answer: known kinds, known units, true terms, bounded sizes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any

from data_access.periods import period
from data_access.reference import Reference
from intake.grids import Workbook
from intake.marked import answers_in, is_ours
from work.options import Options

# Answers by the field of ``Options`` they are in; the keys of all but the first begin with the file's name.
_OF_UPLOAD, _OF_FILE = ("answers",), ("counts", "units", "terms", "columns", "corrections")
_MOST_ANSWERS, _LONGEST_KEY, _LONGEST_TEXT, _MOST_COUNT = 2_000, 400, 400, 10**9


def answers_of_file(options: Options, file: str) -> str:
    """What the person said about a file so far, as the copy keeps it; empty where nothing was said."""
    said = {kind: dict(getattr(options, kind)) for kind in _OF_UPLOAD}
    for kind in _OF_FILE:
        told: Mapping[str, Any] = getattr(options, kind)
        said[kind] = {k.removeprefix(f"{file}\n"): v for k, v in told.items() if k.startswith(f"{file}\n")}
    kept = {kind: answers for kind, answers in said.items() if answers}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


def take_answers(workbook: Workbook, options: Options, file: str, reference: Reference) -> Options:
    """Take our own sheets out of a marked copy; the options with the answers it brings, those given now before them."""
    written = answers_in(workbook) if file not in options.asked_anew else ""
    workbook.grids = [grid for grid in workbook.grids if not is_ours(grid)]
    brought = _read(written)
    changed: dict[str, Any] = {}
    for kind in (*_OF_UPLOAD, *_OF_FILE):
        head = f"{file}\n" if kind in _OF_FILE else ""
        given: dict[str, Any] = getattr(options, kind)
        new = {head + key: value for key, value in _answers(brought.get(kind)) if _CHECKS[kind](value, reference)}
        changed[kind] = {**new, **given}
    # A spelling explained in somebody's file holds for this upload; it is not kept for those of others.
    explained = changed["answers"].keys() - options.answers.keys()
    changed["not_kept"] = sorted({*options.not_kept, *explained})
    changed["asked_anew"] = sorted({*options.asked_anew, file} if written else options.asked_anew)
    return replace(options, **changed)


def brought_answers(before: Options, after: Options) -> list[tuple[str, str, Any]]:
    """What a copy brought, one answer after the other: field, key, value."""
    return [
        (kind.name, key, value)
        for kind in fields(Options)
        if kind.name in (*_OF_UPLOAD, *_OF_FILE)
        for key, value in getattr(after, kind.name).items()
        if key not in getattr(before, kind.name)
    ]


def _read(written: str) -> dict[str, Any]:
    try:
        said = json.loads(written) if written else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _answers(told: object) -> list[tuple[str, Any]]:
    if not isinstance(told, dict):
        return []
    return [(key, value) for key, value in told.items() if len(key) <= _LONGEST_KEY][:_MOST_ANSWERS]


def _is_unit(value: object, reference: Reference) -> bool:
    return isinstance(value, str) and value in reference.units


def _is_term(value: object, _: Reference) -> bool:
    if not isinstance(value, str) or len(value) > 60:
        return False
    try:
        period(value)
    except (ValueError, KeyError):
        return False
    return True


def _is_count(value: object, _: Reference) -> bool:
    return type(value) is int and 0 <= value <= _MOST_COUNT


def _is_text(value: object, _: Reference) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT


_CHECKS: dict[str, Callable[[object, Reference], bool]] = {
    "answers": _is_unit,
    "counts": _is_count,
    "units": _is_unit,
    "terms": _is_term,
    "columns": _is_text,
    "corrections": _is_text,
}
