"""Guard: the content policy: a page takes scripts, styles and pictures from this server only, and talks to it only."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# A page of our own that needs no script at all.
PLAIN_PAGE = (
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)


@cache
def content_policy() -> str:
    """The policy of Streamlit's pages. Its styles are written while it runs; its one inline script is named by hash."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    known = [f"'sha256-{b64encode(sha256(found.encode()).digest()).decode()}'" for found in _INLINE.findall(page)]
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *known)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )
