"""Guard: pages of our own that need no Streamlit: one frame for signing in, a new password, and a closed door."""

from __future__ import annotations

from html import escape
from urllib.parse import parse_qs, urlencode

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import Scope

from locales import languages, text
from web.content_policy import PLAIN_PAGE
from web.language import asked_language, language_cookie, request_language
from web.page_shell import fingerprint
from web.visits import wants_html


def framed(scope: Scope, title: str, body: str, *, status: int = 200, is_wide: bool = False) -> Response:
    """A page in the house's look, which works without scripts; ``body`` is HTML that is already escaped."""
    lang = request_language(scope)
    other = next(name for name in languages if name != lang)
    query = escape(urlencode({**_asked_next(scope), "lang": other}), quote=True)
    look = "wide" if is_wide else "narrow"
    page = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} · {escape(text('shell.product.name', lang))}</title>"
        '<link rel="icon" href="/tinh/favicon.png">'
        f'<link rel="stylesheet" href="/tinh/sign-in.css?v={fingerprint("sign-in.css")}"></head><body class="{look}">'
        '<header><picture><source srcset="/tinh/logo-dark.svg" media="(prefers-color-scheme: dark)">'
        f'<img src="/tinh/logo-light.svg" alt="{escape(text("shell.product.name", lang))}" height="40"></picture>'
        f'<a href="?{query}" lang="{other}" hreflang="{other}">{escape(text("shell.language.other", lang))}</a>'
        f"</header><main><h1>{escape(title)}</h1>{body}</main></body></html>"
    )
    headers = {"content-security-policy": PLAIN_PAGE, "cache-control": "no-store", "vary": "Cookie"}
    answer = HTMLResponse(page, status, headers=headers)
    if asked := asked_language(scope):
        answer.headers.append("set-cookie", language_cookie(asked))
    return answer


def closed_page(scope: Scope, reason: str) -> Response:
    """Why nobody is let in: *closed* (no accounts, and not this computer) or *unavailable* (the database)."""
    lang = request_language(scope)
    message = text(f"accounts.gate.{reason}", lang)
    if not wants_html(scope):
        return PlainTextResponse(message, 503)
    return framed(scope, text("accounts.gate.title", lang), f"<p>{escape(message)}</p>", status=503)


def _asked_next(scope: Scope) -> dict[str, str]:
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("next", [])
    return {"next": asked[0]} if asked else {}
