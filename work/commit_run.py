"""Commit: one commit in a thread of its own, so that neither a second click nor a closed tab breaks it off."""

from __future__ import annotations

from threading import Thread

from data_access.database import Database
from work.imports import Prepared, commit_prepared
from work.rights import Person


class CommitRun:
    """A commit that is under way; ``upload`` (None: nothing changed) or ``error`` stand once it is over."""

    def __init__(self, database: Database, person: Person, prepared: Prepared) -> None:
        self.share = 0.0
        self.upload: int | None = None
        self.error: Exception | None = None
        self._thread = Thread(target=self._carry_out, args=(database, person, prepared), name="commit")
        self._thread.start()

    def is_over(self, *, wait: float = 0) -> bool:
        """Whether it has ended, well or not; waits at most so many seconds for it."""
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _carry_out(self, database: Database, person: Person, prepared: Prepared) -> None:
        try:
            self.upload = commit_prepared(database, person, prepared, progress=self._note)
        except Exception as error:  # whoever waits is told; a thread has nobody to raise to
            self.error = error

    def _note(self, share: float) -> None:
        self.share = min(share, 1.0)
