"""Ask: where an upload stands between choosing files and the commit; what was read of it lies in the waiting room."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import streamlit as st

from data_access.errors import Stale, StorageError
from reports.cell_places import place_of
from ui.copied_answers import take_over
from ui.person import acting
from work import start, waiting_room
from work.commit_run import CommitRun
from work.import_report import Problem
from work.imports import Prepared, compare_again, display_name, prepare
from work.marked import with_dropped
from work.options import Options
from work.read_before import ReadBefore

_KEY = "upload.flow"
Problems = list[tuple[str, str, Problem]]
Answer = Literal["answers", "counts", "units", "terms", "columns"]


@dataclass
class UploadFlow:
    """One person's upload: its files and what was said about them.

    ``number`` renews the drop zone, so that Streamlit lets its copy of the bytes go. ``said`` shows each answer in
    words, by the field it is in and its key. ``typed`` stands in the fields of the cells and is not applied yet.
    """

    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    number: int = 0
    files: list[tuple[str, bytes]] = field(default_factory=list)
    token: str = ""
    fingerprint: tuple[Any, ...] = ()
    replaces: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    not_kept: set[str] = field(default_factory=set)
    asked_anew: set[str] = field(default_factory=set)
    said: dict[tuple[Answer, str], str] = field(default_factory=dict)
    shown: str = ""
    run: CommitRun | None = None
    message: str = ""
    failure: StorageError | None = None
    others: tuple[Any, list[str]] = (None, [])
    has_committed: bool = False
    committed: int | None = None
    effects: dict[str, list[str]] = field(default_factory=dict)
    before: ReadBefore = field(default_factory=ReadBefore)

    def options(self) -> Options:
        """What the person said beside the files, the replacement apart."""
        return Options(
            answers=dict(self.answers), counts=dict(self.counts), units=dict(self.units), terms=dict(self.terms),
            columns=dict(self.columns), corrections=dict(self.corrections), not_kept=sorted(self.not_kept),
            asked_anew=sorted(self.asked_anew),
        )  # fmt: skip


def flow() -> UploadFlow:
    """The upload of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = UploadFlow()
    kept: UploadFlow = st.session_state[_KEY]
    return kept


def start_over() -> None:
    """Forget files, answers and options; an empty drop zone."""
    kept = flow()
    if kept.token:
        waiting_room.leave(kept.token)
    st.session_state[_KEY] = UploadFlow(owner=kept.owner, number=kept.number + 1)


def add_files(dropped: Sequence[Any]) -> None:
    """Take files in; one that was corrected takes the place of the earlier one of its name."""
    kept = flow()
    if kept.has_committed:
        start_over()
        kept = flow()
    before = kept.files
    kept.files = with_dropped(before, [(file.name, file.getvalue()) for file in dropped])
    kept.asked_anew -= {display_name(name) for name, _ in set(kept.files) - set(before)}
    kept.number += 1


def leave_out(position: int) -> None:
    """Go on without one of the files."""
    kept = flow()
    if len(kept.files) == 1:
        start_over()
    elif position < len(kept.files):
        del kept.files[position]
        kept.number += 1


def answer(kind: Answer, key: str, value: Any, words: str) -> None:
    """Note an answer; the files are read again with it."""
    kept = flow()
    getattr(kept, kind)[key] = value
    kept.said[kind, key] = words


def answer_spelling(key: str, unit: str, words: str, *, is_kept: bool) -> None:
    """Note what a spelling means, for this upload and, if it is kept, for those to come."""
    answer("answers", key, unit, words)
    if not is_kept:
        flow().not_kept.add(key)


def ask_again(key: str) -> None:
    """Ask what a spelling means although it is remembered."""
    flow().answers[key] = ""


def take_answer_back(kind: Answer, key: str) -> None:
    """Forget an answer, so that the question is asked again."""
    kept = flow()
    getattr(kept, kind).pop(key, None)
    kept.said.pop((kind, key), None)
    if kind == "answers":
        kept.not_kept.discard(key)


def correct(entered: Mapping[str, str]) -> None:
    """Put these texts in their cells (by ``cell_key``; an empty one empties the cell); the files are read again with them."""
    kept = flow()
    kept.corrections |= entered
    for key in entered:
        kept.typed.pop(key, None)


def take_correction_back(*keys: str) -> None:
    """Forget corrections, so that the cells say again what they say in the file."""
    kept = flow()
    for key in keys:
        kept.corrections.pop(key, None)
        kept.typed.pop(key, None)


def read_again() -> None:
    """Forget what was read, so that the next run reads the files anew."""
    flow().fingerprint = ()


def prepared_import(progress: Callable[[float], None]) -> Prepared:
    """What the files would change: read once for these files and answers, then taken from the waiting room."""
    kept = flow()
    mark = (kept.number, repr(kept.options()))
    if kept.token and kept.fingerprint == mark:
        try:
            return up_to_date(waiting_room.take(kept.token, kept.owner))
        except waiting_room.Expired:
            kept.message = "expired"
    progress(0.0)
    found = prepare(start.database(), kept.files, kept.options(), progress=progress, before=kept.before)
    take_over(kept, found.options)
    mark = (kept.number, repr(kept.options()))
    if kept.token:
        waiting_room.leave(kept.token)
    kept.token, kept.fingerprint, kept.shown = waiting_room.put(found, kept.owner), mark, ""
    return up_to_date(found)


def up_to_date(prepared: Prepared) -> Prepared:
    """The import held against what is current now; says so where somebody else changed it under our eyes."""
    kept = flow()
    if prepared.has_errors:
        return prepared
    has_switched = prepared.options.replace != kept.replaces
    seen = prepared.change_set.base_version if prepared.change_set else -1
    if has_switched or seen != start.database().version():
        prepared.options = replace(prepared.options, replace=kept.replaces)
        compare_again(start.database(), prepared)
        if kept.shown not in ("", prepared.digest) and not has_switched:
            kept.message = "stale"
    return prepared


def begin_commit(token: str, shown: str) -> None:
    """Commit what stood on the screen when the button was pressed; a second press finds it under way, or done."""
    kept = flow()
    if kept.run is not None or token != kept.token:
        return
    try:
        prepared = up_to_date(waiting_room.take(token, kept.owner))
        if prepared.digest != shown:
            kept.message = "stale"
        else:
            kept.run = CommitRun(start.database(), acting(), prepared)
    except waiting_room.Expired:
        kept.message = "expired"
    except StorageError as error:
        kept.failure = error


def finish_commit() -> None:
    """Take the outcome of a commit that is over: what it did, or why it did not."""
    kept = flow()
    run = kept.run
    assert run is not None
    kept.run = None
    if isinstance(run.error, Stale):
        kept.message = "stale"
    elif isinstance(run.error, StorageError):
        kept.failure = run.error
    elif run.error is not None:
        raise run.error
    else:
        start_over()
        flow().has_committed, flow().committed = True, run.upload


def file_problems(prepared: Prepared) -> Problems:
    """Every problem with its file and sheet: errors first, then by file, sheet and row."""
    order = {"error": 0, "warning": 1, "notice": 2}
    found: list[tuple[tuple[int, ...], tuple[str, str, Problem]]] = []
    for number, reading in enumerate(prepared.readings):
        places = [(-1, "", problem) for problem in reading.problems]
        places += [(at, s.sheet, problem) for at, s in enumerate(reading.sheets) for problem in s.problems]
        found += [
            (
                (order[problem.level], number, at, *(place_of(problem.cell or "") or (0, 0))),
                (reading.file, sheet, problem),
            )
            for at, sheet, problem in places
        ]
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def shown_names() -> list[str]:
    """The files' names as they may be shown."""
    return [display_name(name) for name, _ in flow().files]
