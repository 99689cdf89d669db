"""Show: what ``python dashboard.py`` is told by Streamlit's own environment variables, as ``streamlit run`` is."""

from __future__ import annotations

import os


def run_options() -> dict[str, object]:
    """Port and address; Streamlit reads these variables on its command line only."""
    options: dict[str, object] = {}
    if port := os.environ.get("STREAMLIT_SERVER_PORT"):
        options["server.port"] = int(port)
    if address := os.environ.get("STREAMLIT_SERVER_ADDRESS"):
        options["server.address"] = address
    if headless := os.environ.get("STREAMLIT_SERVER_HEADLESS"):
        options["server.headless"] = headless.lower() in ("1", "true", "yes")
    return options
