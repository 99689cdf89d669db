"""Guard: who stands behind a request: a signed-in person, the one person of this computer, or nobody."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.types import Scope

from web.visits import cookie_of, is_from_here
from work import accounts, sign_in, start
from work.people import ALONE
from work.sign_in import StoredSession

SESSION_COOKIE = "app_session"
# How long an answer of the database is believed. Every run of a page asks anew; this spares the files around it.
BELIEVED_SECONDS, MOST_BELIEVED = 1.5, 2000

Known = TypeVar("Known")


@dataclass(frozen=True)
class Visitor:
    """Whoever asks. ``mark`` is what Streamlit is told: it gives a page's session to nobody with another mark."""

    mark: str = ""
    session: StoredSession | None = None
    must_sign_in: bool = True

    @property
    def may_enter(self) -> bool:
        """Whether pages are open to them at all."""
        return bool(self.mark)


class _Believed(Generic[Known]):
    """Answers that are a moment old at most."""

    def __init__(self) -> None:
        self._answers: dict[str, tuple[float, Known]] = {}

    async def get(self, key: str, ask: Callable[[], Known]) -> Known:
        known = self._answers.get(key)
        if known is None or known[0] < time.monotonic():
            if len(self._answers) > MOST_BELIEVED:
                self._answers.clear()
            known = (time.monotonic() + BELIEVED_SECONDS, await run_in_threadpool(ask))
            self._answers[key] = known
        return known[1]

    def forget(self, key: str) -> None:
        self._answers.pop(key, None)


_accounts: _Believed[bool] = _Believed()
_sessions: _Believed[StoredSession | None] = _Believed()


async def visitor_of(scope: Scope) -> Visitor:
    """Who asks. Without accounts that is the one person of this computer, and nobody from anywhere else."""
    url = start.database().url
    if not await _accounts.get(url, _has_accounts):
        return Visitor(ALONE if is_from_here(scope) else "", must_sign_in=False)
    token = cookie_of(scope, SESSION_COOKIE)
    hashed = sign_in.token_hash(token) if token else ""
    session = await _sessions.get(f"{url} {hashed}", lambda: _session(hashed)) if hashed else None
    return Visitor(hashed, session) if session else Visitor()


def forget_session(token: str) -> None:
    """Ask the database at the next request, as this session has just ended."""
    _sessions.forget(f"{start.database().url} {sign_in.token_hash(token)}")


def _has_accounts() -> bool:
    return accounts.has_any(start.database())


def _session(hashed: str) -> StoredSession | None:
    session = sign_in.session_of(start.database(), hashed)
    if session is not None:
        sign_in.keep_alive_later(start.database(), session)
    return session
