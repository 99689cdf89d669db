"""Guard: before the server listens: are the settings in force that keep it closed, and may it be reached as it would be?"""

from __future__ import annotations

from typing import Any

from streamlit import config

import settings
from locales import text
from web.visits import is_loopback
from work import accounts, start
from work.sign_in import StorageError

# Streamlit ignores its environment variables under some servers and finds no file under others, so what counts is
# the value in force.
NEEDED: dict[str, Any] = {
    "client.showErrorDetails": "none",
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.trustedUserHeaders": {"X-App-User": "username"},
    "global.developmentMode": False,
}


def refusal_to_start() -> str | None:
    """Why the server must not start as it is, in both languages; None where it may."""
    wrong = wrong_settings(config.get_option)
    if wrong:
        return _said("settings", names=", ".join(wrong))
    address = config.get_option("server.address") or ""
    if is_loopback(address):
        return None
    try:
        has_accounts = accounts.has_any(start.database())
    except StorageError:  # the start itself says what is wrong with the database
        return None
    return None if has_accounts else _said("listening", address=address or "*")


def wrong_settings(option: Any) -> list[str]:
    """The settings of Streamlit whose value in force is not the one that is needed."""
    wrong = [name for name, needed in NEEDED.items() if option(name) != needed]
    largest = max(20, settings.max_upload_bytes() // (1024 * 1024))
    return wrong + (["server.maxUploadSize"] if option("server.maxUploadSize") > largest else [])


def _said(key: str, **params: object) -> str:
    return "\n".join(text(f"accounts.start.{key}", lang, **params) for lang in ("vi", "en"))
