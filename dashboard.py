"""Show: the front door.

``streamlit run dashboard.py``, ``python dashboard.py`` and ``uvicorn dashboard:app`` open it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # a server that imports this file from elsewhere must find our packages too
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402
from starlette.middleware import Middleware  # noqa: E402

from ui.failure import keep_messages_out_of_the_log, show_failure  # noqa: E402
from web.gate import Gate  # noqa: E402
from web.guards import NoDelay, SecurityHeaders  # noqa: E402
from web.kept_theme import keep_theme  # noqa: E402
from web.log_lines import settle_logs  # noqa: E402
from web.measured import Measured  # noqa: E402
from web.options import run_options  # noqa: E402
from web.page_shell import PageShell  # noqa: E402
from web.routes import routes  # noqa: E402
from work import start  # noqa: E402
from work.nightly import NightWatch  # noqa: E402

HEAVY = ("pandas", "plotly.graph_objects", "plotly.io", "sqlmodel", "reports.theme")


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Before the first visitor: the heavy imports, the database, and a garbage collector that skips both."""
    keep_messages_out_of_the_log()
    settle_logs()
    keep_theme()
    for name in HEAVY:
        import_module(name)
    start.prepare()
    gc.collect()
    gc.freeze()
    # An answer about the whole country is a hundred thousand objects, and none of them garbage.
    gc.set_threshold(100_000, 10, 10)
    watch, foresight = NightWatch(), import_module("ui.foresight").foresight
    watch.start()
    foresight.start()
    yield
    foresight.stop()
    watch.stop()


app = st.App(
    ROOT / "pages" / "_router.py",
    routes=routes(),
    middleware=[Middleware(each) for each in (NoDelay, Measured, SecurityHeaders, Gate, PageShell)],
    lifespan=lifespan,
    on_script_error=show_failure,
)

if __name__ == "__main__":
    app.run(config=run_options())
