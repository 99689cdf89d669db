"""Commit: the clock of the application: once a night a process of its own makes the backup, whichever replica is first."""

import logging
import subprocess
import sys
from datetime import date, datetime
from threading import Event, Thread

import settings
from work.backup import night_of
from work.backup_words import nightly_failed_text

# Not at once: who starts the application wants to see it, and one that is started again and again has done it already.
_FIRST, _EVERY = 300.0, 600.0
_LONGEST = 6 * 3600


class NightWatch:
    """Looks every few minutes whether this night has its backup; one that was switched off at night makes it by day."""

    def __init__(self, *, first: float = _FIRST, every: float = _EVERY) -> None:
        self._first, self._every = first, every
        self._over = Event()
        self._thread = Thread(target=self._watch, name="night-watch", daemon=True)

    def start(self) -> None:
        """Begin, unless backups by the application are switched off."""
        if settings.backup_hour() is not None:
            self._thread.start()

    def stop(self) -> None:
        """End; a backup under way is a process of its own and is finished."""
        self._over.set()

    def _watch(self) -> None:
        done: date | None = None
        wait = self._first
        while not self._over.wait(wait):
            wait = self._every
            if (night := night_of(datetime.now())) != done and make_backup():
                done = night


def make_backup() -> bool:
    """Make this night's backup where it is still missing, apart from the process that serves people."""
    command = [sys.executable, str(settings.PROJECT / "cli.py"), "backup", "--nightly"]
    try:
        made = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        made = None
    if made is None or made.returncode:
        logging.getLogger(__name__).error(nightly_failed_text())
        return False
    return True
