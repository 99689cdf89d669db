"""Show: the HTML that Streamlit sends is given our language, title, icon and scripts on its way out."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales import text
from web.language import asked_language, language_cookie, request_language
from web.visits import wants_html

ASSETS = Path(__file__).resolve().parent.parent / "assets"
FACES = "fonts/faces.css"
STYLE = "house.css"

_TITLE = re.compile(r"<title>[^<]*</title>")
_ICON = re.compile(r'href="\./favicon\.png"')
# Streamlit asks for its own typeface ahead of time, which our theme never uses.
_PRELOAD = re.compile(r'<link\s+rel="preload"\s+href="[^"]*SourceSans[^"]*"[^>]*>')


class PageShell:
    """Middleware: rewrites every HTML answer of a page; everything else passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through; a page's answer is held back until it is whole."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or not wants_html(scope):
            await self.app(scope, receive, send)
            return
        # A compressed or "not modified" answer could not be rewritten.
        headers = [
            (k, v) for k, v in scope["headers"] if k not in (b"accept-encoding", b"if-none-match", b"if-modified-since")
        ]
        await self.app({**scope, "headers": headers}, receive, _Rewriter(scope, send).receive)


class _Rewriter:
    """Collects one answer; if it is HTML, sends it on as our page, else as it came."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self.send = scope, send
        self.start: Message | None = None
        self.body = bytearray()

    async def receive(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = Headers(raw=message["headers"])
            # A page of our own is whole already; it brings a policy that allows no script.
            if headers.get("content-type", "").startswith("text/html") and "content-security-policy" not in headers:
                self.start = message
                return
            await self.send(message)
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        lang = request_language(self.scope)
        page = rewrite(self.body.decode("utf-8"), lang).encode("utf-8") if self.body else b""
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "accept-ranges"):
            if name in headers:
                del headers[name]
        if self.scope["method"] == "HEAD":
            del headers["content-length"]
        else:
            headers["content-length"] = str(len(page))
        headers.add_vary_header("Cookie")
        if asked := asked_language(self.scope):
            headers.append("set-cookie", language_cookie(asked))
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": page, "more_body": False})


def rewrite(html: str, lang: str) -> str:
    """Streamlit's page in our language: title and icon from the first moment, and our scripts."""
    html = html.replace('<html lang="en">', f'<html lang="{lang}">', 1)
    html = _TITLE.sub(f"<title>{text('shell.product.name', lang)}</title>", html, count=1)
    html = _ICON.sub('href="/tinh/favicon.png"', html, count=1)
    html = _PRELOAD.sub("", html, count=1)
    names = ("session.js", "page.js", "present.js", *(("vi.js",) if lang == "vi" else ()))
    scripts = "".join(f'<script defer src="/tinh/{name}?v={fingerprint(name)}"></script>' for name in names)
    # Named here, the typeface is on its way before Streamlit's scripts run; its theme would tell it again with every run.
    faces = f'<link rel="stylesheet" href="/tinh/{FACES}?v={fingerprint(FACES)}">'
    # After all else, because Streamlit puts its own rules at the head's end while it runs.
    style = f'<link rel="stylesheet" href="/tinh/{STYLE}?v={fingerprint(STYLE)}">'
    return html.replace("</head>", f"{faces}{scripts}</head>", 1).replace("</body>", f"{style}</body>", 1)


@cache
def fingerprint(name: str) -> str:
    """What changes in an asset's address as soon as the asset does, so that browsers may keep it."""
    return sha256((ASSETS / name).read_bytes()).hexdigest()[:10]
