"""Guard: the gate before Streamlit: nobody passes unknown, neither for a page nor a file, an upload or the open line.

Streamlit's own stop on a page protects neither its uploads nor its files, and it gives a page's session to whoever
names it. So everything is asked here first, in the database, and Streamlit is told a mark that a browser cannot set.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales import text
from web.closed_page import closed_page
from web.language import request_language
from web.offered_files import FILES, OfferedFiles
from web.open_line import OpenLine
from web.start_check import refusal_to_start
from web.upload_quota import Upload, UploadQuota
from web.visitors import Visitor, visitor_of
from web.visits import address_of, is_from_here, is_same_site, wants_html
from work.people import ALONE
from work.rights import Action, role_may
from work.sign_in import StorageError
from work.taking import asked_by

MARK_HEADER = b"x-app-user"
SIGN_IN, NEW_PASSWORD, SIGN_OUT = "/dang-nhap", "/doi-mat-khau", "/dang-xuat"
# What watches over the machine asks here, from the machine itself; for everybody else there is nothing.
NUMBERS = "/metrics"
OUTSIDE, BACK = "/dang-nhap/oidc", "/dang-nhap/oidc/xong"
OPEN = frozenset({SIGN_IN, OUTSIDE, BACK, NUMBERS, "/healthz", "/_stcore/health", "/favicon.png", "/favicon.ico"})
OPEN_FOLDER = "/tinh/"
UPLOADS = "/_stcore/upload_file/"
# Streamlit answers here even where the interface for programs is switched off.
SHUT = "/_stcore/agent"
OF_THE_HOST = "/_stcore/metrics"
LASTING = ("/static/", OPEN_FOLDER)
CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})


class Gate:
    """Middleware: refuses, redirects or lets through with the visitor's mark; at the start, checks the settings."""

    def __init__(self, app: ASGIApp, quota: UploadQuota | None = None) -> None:
        self.app = app
        self.quota = quota or UploadQuota()
        self.offered = OfferedFiles()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Decide about one request, one open line, or the start of the server."""
        if scope["type"] == "lifespan":
            await self._start(scope, receive, send)
            return
        scope = {**scope, "headers": [each for each in scope["headers"] if each[0].lower() != MARK_HEADER]}
        if scope["type"] == "http" and scope["path"] == NUMBERS and not is_from_here(scope):
            await _refuse(scope, receive, send, PlainTextResponse("", 404))
            return
        if is_open(scope):
            await self.app(scope, receive, send)
            return
        try:
            visitor = await visitor_of(scope)
        except StorageError:
            await _refuse(scope, receive, send, closed_page(scope, "unavailable"))
            return
        refused = _refusal(scope, visitor)
        if refused is not None:
            await _refuse(scope, receive, send, refused)
            return
        scope["headers"].append((MARK_HEADER, visitor.mark.encode("ascii")))
        scope.setdefault("state", {})["visitor"] = visitor
        await self._let_in(scope, receive, send)

    async def _start(self, scope: Scope, receive: Receive, send: Send) -> None:
        reason = refusal_to_start()
        if reason is None:
            await self.app(scope, receive, send)
            return
        await receive()
        await send({"type": "lifespan.startup.failed", "message": reason})

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "PUT" and scope["path"].startswith(UPLOADS):
            upload = self.quota.begin(_account(scope))
            if upload is None:
                refused = PlainTextResponse(_say(scope, "quota"), 429, headers={"retry-after": "60"})
                await _refuse(scope, receive, send, refused)
                return
            receive = _counting(receive, upload)
        if scope["type"] == "http" and not self._is_theirs(scope):
            await _refuse(scope, receive, send, PlainTextResponse("", 404))
            return
        if scope["type"] == "websocket":
            asked_by.set(scope["state"]["visitor"].mark)
            line = OpenLine(scope, receive, send, offered=self.offered)
            receive, send = line.receive, line.send
        await self.app(scope, receive, _private(scope, send))

    def _is_theirs(self, scope: Scope) -> bool:
        # Streamlit's own typefaces lie in a folder of the same name.
        if FILES not in scope["path"] or scope["path"].startswith(LASTING):
            return True
        return self.offered.is_for(scope["state"]["visitor"].mark, scope["path"])


def is_open(scope: Scope) -> bool:
    """Whether a request needs no visitor: signing in, its looks, and whether the server lives."""
    path = scope.get("path", "")
    if scope["type"] != "http" or ".." in path or "//" in path or "\\" in path:
        return False
    is_asset = path.startswith(OPEN_FOLDER) and scope["method"] in ("GET", "HEAD")
    return path in OPEN or is_asset


def _refusal(scope: Scope, visitor: Visitor) -> Response | None:
    path = scope.get("path", "")
    is_open_line = scope["type"] == "websocket"
    if not visitor.may_enter:
        return _way_in(scope) if visitor.must_sign_in else closed_page(scope, "closed")
    if (is_open_line or scope["method"] in CHANGING) and not is_same_site(scope):
        return PlainTextResponse(_say(scope, "other_site"), 403)
    if path.startswith(SHUT) or (path.startswith(OF_THE_HOST) and visitor.mark != ALONE):
        return PlainTextResponse("", 404)
    session = visitor.session
    if session is None:
        return None
    if session.must_change and path not in (NEW_PASSWORD, SIGN_OUT):
        is_page = not is_open_line and wants_html(scope)
        return RedirectResponse(NEW_PASSWORD, 303) if is_page else PlainTextResponse(_say(scope, "password"), 403)
    if path.startswith(UPLOADS) and not role_may(session.role, Action.UPLOAD):
        return PlainTextResponse(_say(scope, "role"), 403)
    return None


def _way_in(scope: Scope) -> Response:
    """To the page that asks who it is, for a browser that opens a page; a plain no for everything else."""
    if scope["type"] == "http" and scope["method"] == "GET" and wants_html(scope):
        query = scope.get("query_string", b"").decode("latin-1")
        asked = quote(scope["path"] + (f"?{query}" if query else ""), safe="")
        return RedirectResponse(f"{SIGN_IN}?next={asked}", 303, headers={"cache-control": "no-store"})
    return PlainTextResponse(_say(scope, "anonymous"), 401)


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    answer.headers.setdefault("cache-control", "no-store")
    await answer(scope, receive, send)


def _private(scope: Scope, send: Send) -> Send:
    """Nothing of a signed-in person's pages and files is kept by a browser or a proxy on the way."""
    if scope["type"] != "http" or scope["path"].startswith(LASTING) or scope["state"]["visitor"].session is None:
        return send

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=list(message["headers"]))
            headers["cache-control"] = "private, no-store"
            message = {**message, "headers": headers.raw}
        await send(message)

    return sending


def _counting(receive: Receive, upload: Upload) -> Receive:
    async def receiving() -> Message:
        message = await receive()
        upload.size += len(message.get("body", b""))
        return message

    return receiving


def _account(scope: Scope) -> str:
    session = scope["state"]["visitor"].session
    return str(session.account) if session else address_of(scope)


def _say(scope: Scope, key: str) -> str:
    return text(f"accounts.gate.{key}", request_language(scope))
