"""Show: which language a request asks for, before any page has run."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.types import Scope

from locales import languages

COOKIE = "lang"
YEAR = 365 * 24 * 3600


def asked_language(scope: Scope) -> str | None:
    """The language the address itself names with ``?lang=``."""
    named = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
    return named if named in languages else None


def request_language(scope: Scope) -> str:
    """The language of the address, else of the cookie, else Vietnamese."""
    return asked_language(scope) or _kept_language(scope) or languages[0]


def language_cookie(lang: str) -> str:
    """The header that keeps a language for a year; the page's own scripts may read it."""
    return f"{COOKIE}={lang}; Path=/; Max-Age={YEAR}; SameSite=Lax"


def _kept_language(scope: Scope) -> str | None:
    for name, value in scope.get("headers", []):
        if name == b"cookie":
            try:
                kept = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return kept.value if kept and kept.value in languages else None
    return None
