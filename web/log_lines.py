"""Guard: log lines that nobody can forge or break: one line a record, as JSON where LOG_FORMAT asks, no message of an error."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import UTC, datetime
from unicodedata import category

import settings

_OF_SERVERS = ("", "streamlit", "uvicorn", "uvicorn.error", "uvicorn.asgi", "websockets", "dashboard")


def settle_logs() -> None:
    """From now on every record is one line; with LOG_FORMAT=json each is an object, and each request has one."""
    logging.setLogRecordFactory(OneLine)
    # A server's own line of each request holds the query, in which somebody may have looked for a name.
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)
    if settings.log_format() != "json":
        return
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler())
    logging.getLogger("dashboard.requests").setLevel(logging.INFO)
    for name in {*_OF_SERVERS, *logging.root.manager.loggerDict}:
        for handler in logging.getLogger(name).handlers:
            handler.setFormatter(JsonLines())


class OneLine(logging.LogRecord):
    """A record whose message stays on its line, whatever names were put into it."""

    def getMessage(self) -> str:
        """The message, with everything that is no letter to be seen spelled out."""
        return escaped(super().getMessage())


class JsonLines(logging.Formatter):
    """A record as one object. Of an exception its kind and its places: its message might quote a cell."""

    def format(self, record: logging.LogRecord) -> str:
        """The object on one line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said: dict[str, object] = {
            "at": at,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= getattr(record, "said", {})
        if record.exc_info and record.exc_info[0]:
            frames = traceback.extract_tb(record.exc_info[2])
            places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in reversed(frames)]
            said |= {"error": record.exc_info[0].__name__, "places": places}
        return json.dumps(said, ensure_ascii=True)


def escaped(said: str) -> str:
    """A text on one line: line breaks, control letters and what turns the direction are spelled out."""
    if said.isprintable():
        return said
    return "".join(
        each if category(each)[0] not in "CZ" or each == " " else each.encode("unicode_escape").decode()
        for each in said
    )
