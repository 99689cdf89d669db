"""Guard: signing in by another service: out to it, and back into a session of our own, like that of the form."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import partial
from hashlib import sha256
from html import escape
from typing import TypeVar
from urllib.parse import quote

from anyio import CapacityLimiter, fail_after, to_thread
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

import settings
from locales import text
from web.closed_page import closed_page, framed
from web.language import request_language
from web.sign_in_pages import OUTSIDE, end_present_session, signed_in
from web.sign_in_provider import Errand, ProviderProblem, note_problem, vouched_by, way_there
from web.visitors import visitor_of
from web.visits import address_of, cookie_of, is_secure, local_path, set_cookie
from work import start
from work.outside_sign_in import Vouched, note_disbelief, sign_in_outside
from work.sign_in import SignInRefused, StorageError

BACK = f"{OUTSIDE}/xong"
ERRAND_COOKIE, ERRAND_SECONDS = "app_errand", 600
_LONGEST_CODE, _LONGEST_COOKIE = 4000, 3500
PATIENCE = 30
_threads = CapacityLimiter(8)
Answer = TypeVar("Answer")
STATUS = {"unknown": 403, "again": 400, "cancelled": 401, "unavailable": 503, "untrusted": 401}


async def go_there(request: Request) -> Response:
    """Send the browser to the other service, with a cookie that knows it again when it comes back."""
    if not settings.is_oidc_set():
        return PlainTextResponse("", 404)
    try:
        visitor = await visitor_of(request.scope)
    except StorageError:
        return closed_page(request.scope, "unavailable")
    asked = local_path(request.query_params.get("next", "/"))
    if visitor.may_enter:
        return RedirectResponse(asked, 303)
    if not visitor.must_sign_in:
        return closed_page(request.scope, "closed")
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    errand = Errand(state, nonce, verifier, _address_of_back(request), asked)
    try:
        answer = RedirectResponse(await _aside(partial(way_there, errand)), 303)
        kept = await run_in_threadpool(_kept, errand)
    except ProviderProblem as problem:
        note_problem(problem)
        return _page(request, problem.kind)
    answer.headers["cache-control"] = "no-store"
    answer.headers.append("set-cookie", set_cookie(request.scope, ERRAND_COOKIE, kept, seconds=ERRAND_SECONDS))
    return answer


async def come_back(request: Request) -> Response:
    """Whom the other service vouches for gets a session, if an account is linked; the errand is over either way."""
    if not settings.is_oidc_set():
        return PlainTextResponse("", 404)
    try:
        answer = await _answered(request)
    except ProviderProblem as problem:
        note_problem(problem)
        answer = await _disbelieved(request) if problem.kind == "untrusted" else _page(request, problem.kind)
    except StorageError:
        answer = closed_page(request.scope, "unavailable")
    answer.headers.append("set-cookie", set_cookie(request.scope, ERRAND_COOKIE, ""))
    return answer


def outside_routes() -> list[BaseRoute]:
    """The addresses of these pages."""
    return [Route(OUTSIDE, go_there, methods=["GET"]), Route(BACK, come_back, methods=["GET"])]


async def _answered(request: Request) -> Response:
    said = request.query_params
    errand = await run_in_threadpool(_errand, cookie_of(request.scope, ERRAND_COOKIE))
    if errand is None or not hmac.compare_digest(said.get("state", "").encode(), errand.state.encode()):
        return _page(request, "again")
    code = said.get("code", "")
    if "error" in said or not 0 < len(code) <= _LONGEST_CODE:
        return _page(request, "cancelled")
    vouched = await _aside(partial(vouched_by, errand, code))
    address = address_of(request.scope)
    try:
        signed = await run_in_threadpool(sign_in_outside, start.database(), vouched, address=address)
    except SignInRefused:
        return _page(request, "unknown", vouched)
    await end_present_session(request)
    return signed_in(request, signed, local_path(errand.asked))


def _kept(errand: Errand) -> str:
    """The errand as our cookie tells of it; browsers drop cookies of more than 4096 characters."""
    kept = str(_signing().dumps(asdict(errand)))
    return kept if len(kept) <= _LONGEST_COOKIE else str(_signing().dumps(asdict(replace(errand, asked="/"))))


def _errand(kept: str) -> Errand | None:
    """The errand that our cookie tells of; None if it is not ours, or older than ten minutes."""
    try:
        return Errand(**_signing().loads(kept, max_age=ERRAND_SECONDS)) if kept else None
    except (BadData, TypeError):
        return None


def _signing() -> URLSafeTimedSerializer:
    # Every replica knows the secret shared with the service; nothing else has to be shared between them.
    try:
        secret = settings.oidc_client_secret()
    except (OSError, ValueError):
        raise ProviderProblem("unavailable", "OIDC_CLIENT_SECRET_FILE cannot be read") from None
    if not secret:
        raise ProviderProblem("unavailable", "OIDC_CLIENT_SECRET_FILE is empty")
    how = {"key_derivation": "hmac", "digest_method": sha256}
    return URLSafeTimedSerializer(secret, salt="sign-in errand", signer_kwargs=how)


def _address_of_back(request: Request) -> str:
    site = settings.public_url()
    if not site:
        scheme = "https" if is_secure(request.scope) else "http"
        site = f"{scheme}://{request.headers.get('host', '')}"
    return site + BACK


async def _aside(ask: Callable[[], Answer]) -> Answer:
    """Ask the service on a thread of its own few, so that one that hangs keeps nobody else's page waiting."""
    try:
        with fail_after(PATIENCE):
            return await to_thread.run_sync(ask, limiter=_threads)
    except TimeoutError:
        raise ProviderProblem("unavailable", "took too long") from None


async def _disbelieved(request: Request) -> Response:
    try:
        await run_in_threadpool(note_disbelief, start.database(), address=address_of(request.scope))
    except StorageError:
        return closed_page(request.scope, "unavailable")
    return _page(request, "untrusted")


def _page(request: Request, why: str, vouched: Vouched | None = None) -> Response:
    """What happened and what to do. Who is not known here is shown the service's name for them, to be passed on."""
    lang = request_language(request.scope)
    told = f'<p class="problem" role="alert">{escape(text(f"accounts.outside.{why}", lang))}</p>'
    if vouched is not None:
        told += f"<p><code>{escape(vouched.subject)}</code></p>"
    back = f"/dang-nhap?next={quote(local_path(request.query_params.get('next', '/')), safe='')}"
    told += f'<a class="button" href="{back}">{escape(text("accounts.outside.back", lang))}</a>'
    return framed(request.scope, text("accounts.outside.title", lang), told, status=STATUS[why])
