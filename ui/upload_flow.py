"""Ask: where an upload stands between choosing files and the commit; kept in the session, its content in the waiting room."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data_access.errors import Stale
from ui.text import t
from work import start, waiting_room
from work.import_report import Problem
from work.imports import Options, Prepared, commit_prepared, compare_again, prepare

_KEY = "upload.flow"


@dataclass
class UploadFlow:
    """One person's upload: its options and answers so far. ``number`` renews the drop zone after each commit."""

    owner: str = field(default_factory=lambda: secrets.token_hex(8))
    number: int = 0
    token: str = ""
    fingerprint: tuple[Any, ...] = ()
    unit: str | None = None
    term: str | None = None
    replace: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    committed: int | None = None
    has_committed: bool = False
    was_stale: bool = False
    shown: str = ""

    def options(self) -> Options:
        """What the person said beside the files."""
        return Options(self.unit, self.term, self.replace, answers=dict(self.answers), counts=dict(self.counts))


def flow() -> UploadFlow:
    """The upload of this session."""
    if _KEY not in st.session_state:
        st.session_state[_KEY] = UploadFlow()
    kept: UploadFlow = st.session_state[_KEY]
    return kept


def start_over(*, keep_result: bool = False) -> None:
    """Forget files, answers and options; an empty drop zone."""
    kept = flow()
    if kept.token:
        waiting_room.leave(kept.token)
    fresh = UploadFlow(owner=kept.owner, number=kept.number + 1)
    if keep_result:
        fresh.committed, fresh.has_committed = kept.committed, kept.has_committed
    st.session_state[_KEY] = fresh


def prepared_import(files: list[Any]) -> Prepared:
    """What these files would change: read once for these files, options and answers, then taken from the waiting room."""
    kept = flow()
    options = kept.options()
    mark = (tuple(file.file_id for file in files), repr(options))
    if kept.token and kept.fingerprint == mark:
        try:
            return _with_change_set(waiting_room.take(kept.token, kept.owner))
        except waiting_room.Expired:
            st.toast(t("upload.expired.message"))
    bar = st.progress(0.0, text=t("upload.reading.message", count=len(files)))
    prepared = prepare(
        start.database(),
        [(file.name, file.getvalue()) for file in files],
        options,
        progress=lambda share: bar.progress(share),
    )
    bar.empty()
    if kept.token:
        waiting_room.leave(kept.token)
    kept.token, kept.fingerprint = waiting_room.put(prepared, kept.owner), mark
    return prepared


def _with_change_set(prepared: Prepared) -> Prepared:
    if prepared.change_set is None and not prepared.has_errors:
        compare_again(start.database(), prepared)
    return prepared


def commit_upload(prepared: Prepared) -> bool:
    """Commit what is shown; False where the data changed meanwhile and so would the outcome."""
    kept = flow()
    assert prepared.change_set is not None
    if kept.shown != prepared.change_set.digest():  # the click was meant for what stood on the screen
        kept.was_stale = True
        return False
    bar = st.progress(0.0, text=t("upload.committing.message"))
    try:
        kept.committed = commit_prepared(
            start.database(), prepared, progress=lambda share: bar.progress(min(share, 1.0))
        )
    except Stale as stale:
        prepared.change_set, kept.was_stale = stale.change_set, True
        return False
    finally:
        bar.empty()
    kept.has_committed = True
    start_over(keep_result=True)
    return True


def file_problems(prepared: Prepared) -> list[tuple[str, str, Problem]]:
    """Every problem with its file and sheet: errors first, then by file, sheet and row."""
    found = [(reading.file, "", problem) for reading in prepared.readings for problem in reading.problems]
    found += [(r.file, s.sheet, problem) for r in prepared.readings for s in r.sheets for problem in s.problems]
    order = {"error": 0, "warning": 1, "notice": 2}
    return sorted(found, key=lambda each: order[each[2].level])
