"""Guard: the pages that ask who somebody is: signing in, a new password, signing out. They work without scripts."""

from __future__ import annotations

import hmac
import secrets
from html import escape
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

import settings
from locales import text
from web.closed_page import closed_page, framed
from web.language import request_language
from web.visitors import SESSION_COOKIE, forget_session, visitor_of
from web.visits import address_of, cookie_of, is_same_site, local_path, set_cookie
from work import own_password, sign_in, start
from work.sign_in import SignedIn, SignInRefused, StorageError

FORM_COOKIE = "app_form"
# A link, not a form: the content policy lets no form end at another site.
OUTSIDE = "/dang-nhap/oidc"
_LARGEST_FORM = 16 * 1024
Form = dict[str, str]


async def sign_in_page(request: Request) -> Response:
    """Ask for name and password; who is signed in already goes on."""
    try:
        visitor = await visitor_of(request.scope)
    except StorageError:
        return closed_page(request.scope, "unavailable")
    asked = local_path(request.query_params.get("next", "/"))
    if not visitor.must_sign_in and not visitor.may_enter:
        return closed_page(request.scope, "closed")
    return RedirectResponse(asked, 303) if visitor.may_enter else _sign_in_form(request, asked)


async def sign_in_sent(request: Request) -> Response:
    """Look at name and password; begin a session, or say why not."""
    form = await _form(request)
    if form is None:
        return _other_site(request)
    asked = local_path(form.get("next", "/"))
    name, password, address = form.get("name", ""), form.get("password", ""), address_of(request.scope)
    try:
        signed = await run_in_threadpool(sign_in.sign_in, start.database(), name, password, address=address)
        await end_present_session(request)
    except SignInRefused as refused:
        problem = _say(request, f"accounts.sign_in.{refused.reason}", wait=_waiting(request, refused.seconds))
        status = 429 if refused.reason == "wait" else 401
        return _sign_in_form(request, asked, problem=problem, name=name, status=status)
    except StorageError:
        return closed_page(request.scope, "unavailable")
    return signed_in(request, signed, asked)


async def sign_out_page(request: Request) -> Response:
    """Ask once more, for whoever comes here by a link."""
    title = _say(request, "accounts.sign_out.title")
    button = f'<button type="submit">{escape(_say(request, "accounts.sign_out.button"))}</button>'
    return _with_token(request, title, f"<p>{escape(_say(request, 'accounts.sign_out.message'))}</p>", button=button)


async def sign_out_sent(request: Request) -> Response:
    """End this session."""
    if not is_same_site(request.scope):
        return _other_site(request)
    try:
        await end_present_session(request)
    except StorageError:
        return closed_page(request.scope, "unavailable")
    answer = RedirectResponse("/dang-nhap", 303)
    answer.headers.append("set-cookie", set_cookie(request.scope, SESSION_COOKIE, ""))
    answer.headers["clear-site-data"] = '"cache"'
    return answer


async def password_page(request: Request) -> Response:
    """Ask for the present password and a new one."""
    if request.scope["state"]["visitor"].session is None:
        return RedirectResponse("/", 303)
    return _password_form(request)


async def password_sent(request: Request) -> Response:
    """Store the new password; every other session of the person ends."""
    form, session = await _form(request), request.scope["state"]["visitor"].session
    if form is None:
        return _other_site(request)
    if session is None:
        return RedirectResponse("/", 303)
    before, after = form.get("before", ""), form.get("after", "")
    if after != form.get("again", ""):
        return _password_form(request, problem=_say(request, "accounts.password.different"))
    try:
        signed = await run_in_threadpool(
            own_password.change_password, start.database(), session.account, before, after,
            address=address_of(request.scope),
        )  # fmt: skip
    except own_password.WeakPassword as weak:
        return _password_form(request, problem=_say(request, f"accounts.password.{weak.reason}"))
    except SignInRefused as refused:
        wait = _waiting(request, refused.seconds)
        return _password_form(request, problem=_say(request, f"accounts.password.{refused.reason}", wait=wait))
    except StorageError:
        return closed_page(request.scope, "unavailable")
    forget_session(cookie_of(request.scope, SESSION_COOKIE))
    return signed_in(request, signed, "/")


def sign_in_routes() -> list[BaseRoute]:
    """The addresses of these pages."""
    return [
        Route("/dang-nhap", sign_in_page, methods=["GET"]),
        Route("/dang-nhap", sign_in_sent, methods=["POST"]),
        Route("/dang-xuat", sign_out_page, methods=["GET"]),
        Route("/dang-xuat", sign_out_sent, methods=["POST"]),
        Route("/doi-mat-khau", password_page, methods=["GET"]),
        Route("/doi-mat-khau", password_sent, methods=["POST"]),
    ]


def _sign_in_form(request: Request, asked: str, *, problem: str = "", name: str = "", status: int = 200) -> Response:
    fields = (
        _field(request, "name", "username", value=name)
        + _field(request, "password", "current-password", kind="password")
        + f'<input type="hidden" name="next" value="{escape(asked)}">'
    )
    button = f'<button type="submit">{escape(_say(request, "accounts.sign_in.button"))}</button>'
    title = _say(request, "accounts.sign_in.title")
    button += _outside_link(request, asked) if settings.is_oidc_set() else ""
    return _with_token(request, title, _problem(problem) + fields, button=button, status=status)


def _outside_link(request: Request, asked: str) -> str:
    words = settings.oidc_button() or _say(request, "accounts.outside.button")
    return f'<a class="button" href="{OUTSIDE}?next={quote(asked, safe="")}">{escape(words)}</a>'


def _password_form(request: Request, *, problem: str = "") -> Response:
    fields = "".join(
        _field(request, name, "current-password" if name == "before" else "new-password", kind="password")
        for name in ("before", "after", "again")
    )
    session = request.scope["state"]["visitor"].session
    forced = session is not None and session.must_change
    told = _say(request, "accounts.password.forced" if forced else "accounts.password.message")
    button = f'<button type="submit">{escape(_say(request, "accounts.password.button"))}</button>'
    body = f"<p>{escape(told)}</p>{_problem(problem)}{fields}"
    return _with_token(
        request, _say(request, "accounts.password.title"), body, button=button, status=400 if problem else 200
    )


def _with_token(request: Request, title: str, body: str, *, button: str, status: int = 200) -> Response:
    """A form with a token that stands in a cookie too: another site can send the form, but knows neither."""
    token = cookie_of(request.scope, FORM_COOKIE)
    fresh = "" if len(token) == 43 else secrets.token_urlsafe(32)
    hidden = f'<input type="hidden" name="token" value="{escape(fresh or token)}">'
    action = escape(request.url.path)
    answer = framed(
        request.scope, title, f'<form method="post" action="{action}">{body}{hidden}{button}</form>', status=status
    )
    if fresh:
        answer.headers.append("set-cookie", set_cookie(request.scope, FORM_COOKIE, fresh))
    return answer


async def _form(request: Request) -> Form | None:
    """What was sent from a form of ours; None where it came from elsewhere or is no such form."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST_FORM:
            return None
    sent = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=20)
    form = {name: values[0] for name, values in sent.items()}
    kept = cookie_of(request.scope, FORM_COOKIE)
    is_ours = bool(kept) and hmac.compare_digest(form.get("token", "").encode(), kept.encode())
    return form if is_ours and is_same_site(request.scope) else None


async def end_present_session(request: Request) -> None:
    """End the session that the browser already had, if any."""
    token = cookie_of(request.scope, SESSION_COOKIE)
    if token:
        await run_in_threadpool(sign_in.sign_out, start.database(), sign_in.token_hash(token))
        forget_session(token)


def signed_in(request: Request, signed: SignedIn, asked: str) -> Response:
    """Into the application, with the cookie of a new session."""
    answer = RedirectResponse("/doi-mat-khau" if signed.must_change else asked, 303)
    answer.headers.append("set-cookie", set_cookie(request.scope, SESSION_COOKIE, signed.token))
    answer.headers["cache-control"] = "no-store"
    return answer


def _field(request: Request, name: str, hint: str, *, kind: str = "text", value: str = "") -> str:
    label = escape(_say(request, f"accounts.field.{name}"))
    plain = ' autocapitalize="none" spellcheck="false"' if kind == "text" else ""
    return (
        f'<label for="{name}">{label}</label><input id="{name}" name="{name}" type="{kind}" value="{escape(value)}" '
        f'autocomplete="{hint}" maxlength="600" required{plain}>'
    )


def _problem(words: str) -> str:
    return f'<p class="problem" role="alert">{escape(words)}</p>' if words else ""


def _waiting(request: Request, seconds: int) -> str:
    minutes = -(-seconds // 60)
    key, count = ("seconds", seconds) if seconds < 60 else ("minutes", minutes)
    return _say(request, f"accounts.wait.{key}", count=count)


def _other_site(request: Request) -> Response:
    return PlainTextResponse(_say(request, "accounts.gate.other_site"), 403)


def _say(request: Request, key: str, **params: object) -> str:
    return text(key, request_language(request.scope), **params)
