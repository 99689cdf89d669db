"""Guard, tested: a sign-in service that really speaks HTTP on this computer, with keys of its own, and lies when told to."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "dashboard", "a secret of the service and us"


class SignInProvider:
    """Knows one person, ``sub``; ``claims`` are said in place of the true ones, None leaves one out."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.key: RSAKey | ECKey = a_key("first")
        self.be_honest()
        self._codes: dict[str, dict[str, str]] = {}

    def be_honest(self) -> None:
        """Forget all lies."""
        self.sub, self.claims, self.down, self.named = "person-1", dict[str, Any](), False, self.address
        self.signs = ""
        self.forged: RSAKey | None = None

    def routes(self) -> list[Route]:
        """The four addresses of a service."""
        return [
            Route("/.well-known/openid-configuration", self.configuration),
            Route("/keys", self.keys),
            Route("/authorize", self.authorize),
            Route("/token", self.token, methods=["POST"]),
        ]

    async def configuration(self, request: Request) -> Response:
        """What the service says of itself."""
        names = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        said = {name: f"{self.address}/{path}" for name, path in names.items()}
        return JSONResponse({"issuer": self.named, **said}, 503 if self.down else 200)

    async def keys(self, request: Request) -> Response:
        """The public halves of its keys, among others that are of no use here."""
        others = [{"kty": "oct", "kid": "shared", "k": "c2hhcmVk"}, {"kty": "new kind", "kid": "later"}]
        return JSONResponse({"keys": [*others, self.key.as_dict(private=False, use="sig")]})

    async def authorize(self, request: Request) -> Response:
        """Everybody is the one person, and agrees at once."""
        asked, code = dict(request.query_params), secrets.token_urlsafe(16)
        fixed = {name: asked[name] for name in ("client_id", "response_type", "code_challenge_method", "scope")}
        assert fixed == {
            "client_id": CLIENT, "response_type": "code", "code_challenge_method": "S256", "scope": "openid email"
        }  # fmt: skip
        self._codes[code] = asked
        return RedirectResponse(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}", 302)

    async def token(self, request: Request) -> Response:
        """A token for a code that was not used yet, for whoever knows the secret and began the errand."""
        if self.down:
            return Response("", 503)
        form = await request.form()
        known = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if request.headers.get("authorization") != f"Basic {known}":
            return JSONResponse({"error": "invalid_client"}, 401)
        asked = self._codes.pop(str(form["code"]), None)
        digest = hashlib.sha256(str(form.get("code_verifier", "")).encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if asked is None or (asked["code_challenge"], asked["redirect_uri"]) != (challenge, form["redirect_uri"]):
            return JSONResponse({"error": "invalid_grant"}, 400)
        said = {"access_token": "unused", "token_type": "Bearer", "expires_in": 60, "id_token": self._said(asked)}
        return JSONResponse(said)

    def _said(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        honest = {
            "iss": self.address, "sub": self.sub, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]
        }  # fmt: skip
        claims = {name: value for name, value in {**honest, **self.claims}.items() if value is not None}
        if self.signs == "none":
            parts = [{"alg": "none", "kid": self.key.kid}, claims]
            return ".".join(base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in parts) + "."  # fmt: skip
        if self.signs == "HS256":
            return jwt.encode(
                {"alg": "HS256", "kid": "shared"}, claims, OctKey.import_key(SECRET), algorithms=["HS256"]
            )
        algorithm = "ES256" if isinstance(self.key, ECKey) else "RS256"
        return jwt.encode({"alg": algorithm, "kid": self.key.kid}, claims, self.forged or self.key)


def a_key(name: str) -> RSAKey:
    """A key that the service signs with."""
    return RSAKey.generate_key(2048, {"kid": name})


@contextmanager
def a_sign_in_provider(port: int) -> Iterator[SignInProvider]:
    """A service that answers on this port of the loopback address."""
    service = SignInProvider(f"http://127.0.0.1:{port}")
    app = Starlette(routes=service.routes())
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error", lifespan="off", ws="none")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 10
    while not server.started and time.monotonic() < end:
        time.sleep(0.02)
    try:
        yield service
    finally:
        server.should_exit = True
        thread.join(10)
