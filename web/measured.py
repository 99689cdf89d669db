"""Guard: counts and times every request and every run of a page, and writes a line of each request without its query."""

from __future__ import annotations

import logging
import re
import time

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from work.meters import meters

log = logging.getLogger("dashboard.requests")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_KNOWN = re.compile(r"/(?:_stcore/[a-z_-]{1,30}|[a-z_-]{1,30})?(?=/|$)")
# The end of a run is a message of a few bytes; the large ones need not be taken apart to be told from it.
_SMALL = 200


class Measured:
    """Middleware: what comes in and how long the answer takes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request or an open line through, and count it."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            line = _Line(receive, send)
            meters.count("open_lines")
            try:
                await self.app(scope, line.receive, line.send)
            finally:
                meters.count("open_lines", -1)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        began, status = time.perf_counter(), 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            seconds = time.perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            meters.count("requests", method=method, status=str(status))
            meters.observe("request_seconds", seconds)
            said = {"method": method, "path": place_of(scope["path"]), "status": status, "ms": round(seconds * 1000)}
            log.info("request", extra={"said": said})


class _Line:
    """An open line, on which a message asks for a run and another one ends it."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive, self._send = receive, send
        self._began = 0.0

    async def receive(self) -> Message:
        message = await self._receive()
        if message["type"] == "websocket.receive" and _asks_for_a_run(message.get("bytes") or b""):
            meters.count("reruns")
            self._began = time.perf_counter()
        return message

    async def send(self, message: Message) -> None:
        if self._began and message["type"] == "websocket.send" and _ends_a_run(message.get("bytes") or b""):
            meters.observe("rerun_seconds", time.perf_counter() - self._began)
            self._began = 0.0
        await self._send(message)


def place_of(path: str) -> str:
    """The first step of an address; what follows may name a page's session or a file, and an odd one may hold anything."""
    found = _KNOWN.match(path)
    return found[0] if found else "?"


def _asks_for_a_run(data: bytes) -> bool:
    try:
        return BackMsg.FromString(data).WhichOneof("type") == "rerun_script"
    except DecodeError:
        return False


def _ends_a_run(data: bytes) -> bool:
    if len(data) > _SMALL:
        return False
    try:
        said = ForwardMsg.FromString(data)
    except DecodeError:
        return False
    is_end = said.WhichOneof("type") == "script_finished"
    return is_end and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
