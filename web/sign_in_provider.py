"""Guard: the other sign-in service: how a browser is sent there, and whether what it says on the way back is true.

Authorization code flow of OpenID Connect with PKCE. Whatever the service does wrong ends in a ProviderProblem.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from logging import getLogger
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import settings
from web.visits import is_loopback
from work.outside_sign_in import Vouched

if TYPE_CHECKING:
    from authlib.integrations.requests_client import OAuth2Session

Kind = Literal["unavailable", "untrusted", "again"]
# Signatures only, with a public key: neither none nor a secret shared by both.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
CONNECT_SECONDS, READ_SECONDS, CLOCKS_DIFFER = 3, 5, 60
BELIEVED_SECONDS, NEW_KEYS_AFTER, REST_SECONDS = 3600, 60, 5
_LARGEST = 256 * 1024


class ProviderProblem(Exception):
    """Why nobody was signed in: *unavailable*, *untrusted* or *again*; ``why`` is for the log and quotes no token."""

    def __init__(self, kind: Kind, why: str) -> None:
        super().__init__(why)
        self.kind: Kind = kind


@dataclass(frozen=True)
class Errand:
    """One way to the service and back: what was sent along, and where the person wanted to go."""

    state: str
    nonce: str
    verifier: str
    back: str
    asked: str


@dataclass(frozen=True)
class _Provider:
    issuer: str
    login: str
    token: str
    keys: tuple[dict[str, Any], ...]
    by_form: bool
    at: float


_known: dict[str, _Provider] = {}
_failed: dict[str, float] = {}
_asking = Lock()


def way_there(errand: Errand) -> str:
    """The address at the service where the person says who it is."""
    with _told():
        service = _provider(BELIEVED_SECONDS)
        session = _session(service, errand)
        address, _ = session.create_authorization_url(
            service.login, state=errand.state, nonce=errand.nonce, code_verifier=errand.verifier
        )
    return str(address)


def vouched_by(errand: Errand, code: str) -> Vouched:
    """Whom the service means, told by its signed word for this very errand."""
    with _told():
        service = _provider(BELIEVED_SECONDS)
        token = _token(service, errand, code)
        claims = _claims(service, errand, token)
    email = claims.get("email")
    is_verified = claims.get("email_verified") is True and isinstance(email, str)
    return Vouched(f"{service.issuer}|{claims['sub']}", str(email) if is_verified else "")


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong in between is said as a ProviderProblem, without what the service said."""
    from authlib.common.errors import AuthlibBaseError
    from joserfc.errors import JoseError
    from requests import RequestException

    try:
        yield
    except (RequestException, OSError) as error:
        raise ProviderProblem("unavailable", type(error).__name__) from None
    except AuthlibBaseError as error:
        is_used = error.error == "invalid_grant"
        raise ProviderProblem("again" if is_used else "unavailable", f"refused, {str(error.error)[:40]!r}") from None
    except (JoseError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProviderProblem("untrusted", type(error).__name__) from None


def _provider(age: float) -> _Provider:
    """What the service says of itself, asked again when older than so many seconds; after a failure there is a rest."""
    issuer = settings.oidc_issuer()
    with _asking:
        known, now = _known.get(issuer), time.monotonic()
        if known is not None and now - known.at < age:
            return known
        if now - _failed.get(issuer, -REST_SECONDS) < REST_SECONDS:
            raise ProviderProblem("unavailable", "failed a moment ago")
        try:
            _known[issuer] = _asked(issuer)
        except Exception:
            _failed[issuer] = time.monotonic()
            raise
        return _known[issuer]


def _asked(issuer: str) -> _Provider:
    said = _document(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    named = said["issuer"]
    if not isinstance(named, str) or named.rstrip("/") != issuer.rstrip("/"):
        raise ProviderProblem("untrusted", "the service names another issuer than OIDC_ISSUER")
    login, token, keys = (_safe(said[name]) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"))
    ways = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    usable = [each for each in _document(keys)["keys"] if each.get("kty") in ("RSA", "EC") and each.get("use") != "enc"]
    return _Provider(named, login, token, tuple(usable), "client_secret_basic" not in ways, time.monotonic())


def _document(address: str) -> dict[str, Any]:
    import requests

    patience = (CONNECT_SECONDS, READ_SECONDS)
    with requests.get(_safe(address), timeout=patience, allow_redirects=False, stream=True) as answer:
        if answer.status_code != 200:
            raise ProviderProblem("unavailable", f"status {answer.status_code}")
        body = b""
        for part in answer.iter_content(16 * 1024):
            body += part
            if len(body) > _LARGEST:
                raise ProviderProblem("untrusted", "too much was said")
    said = json.loads(body)
    if not isinstance(said, dict):
        raise ProviderProblem("untrusted", "no JSON object")
    return said


def _safe(address: object) -> str:
    """An address that is asked by HTTPS, or lies on this very computer."""
    parts = urlsplit(str(address))
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname)):
        return str(address)
    raise ProviderProblem("untrusted", "an address of the service is not HTTPS")


def _session(service: _Provider, errand: Errand) -> OAuth2Session:
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        settings.oidc_client_id(),
        settings.oidc_client_secret(),
        scope="openid email",
        redirect_uri=errand.back,
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_post" if service.by_form else "client_secret_basic",
    )


def _token(service: _Provider, errand: Errand, code: str) -> str:
    with _session(service, errand) as session:
        said = session.fetch_token(
            service.token,
            grant_type="authorization_code",
            code=code,
            code_verifier=errand.verifier,
            timeout=(CONNECT_SECONDS, READ_SECONDS),
            allow_redirects=False,
        )
    return str(said["id_token"])


def _claims(service: _Provider, errand: Errand, token: str) -> dict[str, Any]:
    """What the token says, if its signature, issuer, audience, age and nonce are right."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import InvalidKeyIdError

    try:
        read = jwt.decode(token, _key_set(service), algorithms=list(ALGORITHMS))
    except InvalidKeyIdError:
        # The service may have changed its keys since it was asked.
        read = jwt.decode(token, _key_set(_provider(NEW_KEYS_AFTER)), algorithms=list(ALGORITHMS))
    client = settings.oidc_client_id()
    wanted = {"iss": {"essential": True, "value": service.issuer}, "aud": {"essential": True, "value": client}}
    claims = CodeIDToken(read.claims, read.header, wanted, {"nonce": errand.nonce, "client_id": client})
    claims.validate(leeway=CLOCKS_DIFFER)
    if not isinstance(claims["sub"], str) or not 0 < len(claims["sub"]) <= 255:
        raise ProviderProblem("untrusted", "no subject")
    return dict(claims)


def _key_set(service: _Provider) -> Any:
    from joserfc.jwk import KeySet

    return KeySet.import_key_set({"keys": [dict(each) for each in service.keys]})


def note_problem(problem: ProviderProblem) -> None:
    """A line in the log for whoever looks after the server; it holds no token and no name."""
    getLogger(__name__).warning("sign-in service: %s (%s)", problem.kind, problem)
