"""Guard, tested: a browser is told to come by HTTPS only where it came by HTTPS and the office wants it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from web.guards import SecurityHeaders


async def _answers(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("x")(scope, receive, send)


def told(scheme: str) -> str | None:
    """The header of an answer to a request that came by http or https."""

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(SecurityHeaders(_answers))) as browser:
            return await browser.get(f"{scheme}://dashboard.example/")

    # In a thread of its own: a browser that another test keeps has a loop in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, ask()).result().headers.get("strict-transport-security")


def test_a_browser_is_bound_to_https_by_https_only_and_where_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    got = {}
    for days in ("", "0", "365", "a year", "-1"):
        monkeypatch.setenv("HSTS_DAYS", days)
        got[days] = (told("http"), told("https"))
    assert got == dict.fromkeys(("", "0", "a year", "-1"), (None, None)) | {"365": (None, "max-age=31536000")}

    monkeypatch.setenv("HSTS_DAYS", "1")
    monkeypatch.setenv("BEHIND_HTTPS", "1")
    assert told("http") == "max-age=86400"
