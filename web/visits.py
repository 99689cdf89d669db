"""Guard: what a request says of itself: its cookies, its address, whether it comes by HTTPS, from here or from elsewhere."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope

import settings

_FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via")


def is_secure(scope: Scope) -> bool:
    """Whether the browser came by HTTPS; the server believes a proxy's word only where it trusts that proxy."""
    return scope.get("scheme") in ("https", "wss") or settings.behind_https()


def cookie_name(scope: Scope, name: str) -> str:
    """A cookie's name: by HTTPS one that no other host or unsafe page can have set."""
    return f"__Host-{name}" if is_secure(scope) else name


def cookie_of(scope: Scope, name: str) -> str:
    """The value of a cookie of ours, or nothing."""
    sent = "; ".join(value for each, value in Headers(scope=scope).items() if each == "cookie")
    return cookie_parser(sent).get(cookie_name(scope, name), "")


def set_cookie(scope: Scope, name: str, value: str, *, seconds: int | None = None) -> str:
    """The header that sets a cookie of ours, unless told otherwise until the browser ends; an empty value removes it."""
    kept = seconds if value else 0
    ends = "" if kept is None else f"; Max-Age={kept}"
    safe = "; Secure" if is_secure(scope) else ""
    return f"{cookie_name(scope, name)}={value}; Path=/; HttpOnly; SameSite=Lax{safe}{ends}"


def address_of(scope: Scope) -> str:
    """The network address of the visitor."""
    return str((scope.get("client") or ("", 0))[0])[:45]


def is_from_here(scope: Scope) -> bool:
    """Whether browser, server and the name in the address line are all this very computer, with nobody in between."""
    headers = Headers(scope=scope)
    ends = [(scope.get(end) or ("", 0))[0] for end in ("client", "server")]
    host = urlsplit(f"//{headers.get('host', '')}").hostname or ""
    return all(is_loopback(each) for each in (*ends, host)) and not any(name in headers for name in _FORWARDED)


def is_same_site(scope: Scope) -> bool:
    """Whether a request that may change something was made by a page of ours, or by no page at all."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host", "") != ""
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def wants_html(scope: Scope) -> bool:
    """Whether a browser asks for a page, and not a script or a program for something else."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def local_path(asked: str) -> str:
    """The place within this site that ``next`` names; anything else is the first page."""
    is_plain = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked and asked.isprintable()
    parts = urlsplit(asked) if is_plain else None
    if parts is None or parts.scheme or parts.netloc or parts.path.startswith(("//", "/dang-", "/doi-")):
        return "/"
    return asked


def is_loopback(name: str | None) -> bool:
    """Whether an address or a host's name is this very computer and nothing else."""
    if name == "localhost":
        return True
    try:
        found = ip_address(str(name).strip("[]"))
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback
