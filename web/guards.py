"""Show: headers that keep a browser from guessing, framing or leaking; no waiting for half-full packets."""

from __future__ import annotations

import socket
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import settings
from web.content_policy import content_policy
from web.visits import is_secure

HEADERS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": content_policy(),
    "referrer-policy": "same-origin",
}


class SecurityHeaders:
    """Middleware: adds the headers to every answer that does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through; the answer's head gets the headers it lacks."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        wanted = HEADERS | _by_https_only(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                for name, value in wanted.items():
                    headers.setdefault(name, value)
                message = {**message, "headers": headers.raw}
            await send(message)

        await self.app(scope, receive, with_headers)


def _by_https_only(scope: Scope) -> dict[str, str]:
    """What binds a browser to HTTPS: said by HTTPS only, and only where the office wants it, since it cannot be taken back."""
    days = settings.hsts_days() if is_secure(scope) else 0
    return {"strict-transport-security": f"max-age={days * 86_400}"} if days else {}


class NoDelay:
    """Middleware: small messages to an open page leave at once.

    Under ``streamlit run`` the listening socket is made without naming TCP, so asyncio leaves Nagle's
    algorithm on and every small answer waits about 40 ms for the browser's acknowledgement. Must be the
    outermost middleware: it finds the connection through the server's own ``send``. Where a server hides it,
    nothing happens.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Switch the delay off on a page's connection, then let it through."""
        if scope["type"] == "websocket":
            _send_at_once(send)
        await self.app(scope, receive, send)


def _send_at_once(send: Any) -> None:
    transport: Any = getattr(getattr(send, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if hasattr(transport, "get_extra_info") else None
    if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
