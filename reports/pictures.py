"""Export: a chart as a PNG or SVG with its title, filters and version on it, where this machine has a Chromium."""

from __future__ import annotations

import asyncio
import atexit
from collections.abc import Awaitable
from functools import cache
from threading import Lock, Thread
from typing import Any

import plotly.graph_objects as go

from reports.canvas import written
from reports.offline import fonts
from reports.theme import Theme, theme

SCALE = 2  # dots a pixel: sharp on a slide
SECONDS = 45


class PictureUnavailable(Exception):
    """This machine cannot draw pictures; the browser of the person who looks can."""


def picture(
    figure: go.Figure,
    look: Theme | None = None,
    *,
    title: str,
    subtitle: str,
    footer: str,
    width: int = 1600,
    kind: str = "png",
) -> bytes:
    """The chart as the bytes of a PNG or an SVG, on the paper of its theme (light unless told), or PictureUnavailable.

    The first picture takes some seconds; the drawing process is kept for the next ones.
    """
    framed = _framed(figure, look or theme("light"), title=title, subtitle=subtitle, footer=footer)
    size = {"format": kind, "width": width // SCALE, "height": framed["layout"]["height"], "scale": SCALE}
    drawn = _studio().draw(framed, size)
    return with_typeface(drawn) if kind == "svg" else drawn


def with_typeface(drawing: bytes) -> bytes:
    """An SVG with our typeface in it, so that it looks the same where that is not installed."""
    begin = drawing.index(b">", drawing.index(b"<svg")) + 1
    return drawing[:begin] + f"<style>{fonts()}</style>".encode() + drawing[begin:]


def _framed(figure: go.Figure, look: Theme, *, title: str, subtitle: str, footer: str) -> dict[str, Any]:
    framed = go.Figure(figure)
    margin = framed.layout.margin.to_plotly_json()
    top, bottom = look.size * 5, look.size * 3
    over, under = margin.get("t") or 8, margin.get("b") or 4
    framed.update_layout(
        paper_bgcolor=look.colours.paper,
        height=(figure.layout.height or 400) + top + bottom,
        margin={**margin, "l": 16, "r": (margin.get("r") or 8) + 16, "t": over + top, "b": under + bottom},
    )
    place = {"xref": "paper", "yref": "paper", "x": 0, "xanchor": "left", "showarrow": False, "align": "left"}
    head = {"text": f"<b>{written(title)}</b>", "font": {"size": 20, "color": look.colours.ink}}
    small = {"size": look.small, "color": look.colours.muted}
    framed.add_annotation(**place, **head, y=1, yanchor="bottom", yshift=over + look.size * 2.4)
    for y, shift, said in ((1, over + look.size * 0.8, subtitle), (0, -look.size * 3, footer)):
        framed.add_annotation(**place, y=y, yanchor="bottom", yshift=shift, text=written(said), font=small)
    return framed.to_plotly_json()


def _run(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()


@cache
def _studio() -> _Studio:
    return _Studio()


class _Studio:
    """One drawing process for this server, started by the first picture, with an event loop of its own."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.drawer: Any = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.thread = Thread()
        atexit.register(self._close)

    def draw(self, figure: dict[str, Any], size: dict[str, Any]) -> bytes:
        """One picture at a time; a process that died is started anew by the next one."""
        with self.lock:
            try:
                if self.drawer is None:
                    self._open()
                return bytes(self._wait(self.drawer.calc_fig(figure, opts=size)))
            except Exception as error:
                # No browser, one that died, or one that is too slow: the reader is told the same.
                self._close()
                raise PictureUnavailable from error

    def _open(self) -> None:
        from kaleido import Kaleido

        self.loop = asyncio.new_event_loop()
        self.thread = Thread(target=_run, args=(self.loop,), name="pictures", daemon=True)
        self.thread.start()

        async def opened() -> Any:
            # No formulas are drawn, and without this the page would ask a public server for their typesetter.
            return await Kaleido(n=1, timeout=SECONDS, mathjax=False).__aenter__()

        self.drawer = self._wait(opened())

    def _close(self) -> None:
        drawer, loop, self.drawer, self.loop = self.drawer, self.loop, None, None
        if loop is None:
            return
        if drawer is not None:
            future = asyncio.run_coroutine_threadsafe(drawer.__aexit__(None, None, None), loop)
            try:
                future.result(10)
            except Exception:  # it is being thrown away
                future.cancel()
        loop.call_soon_threadsafe(loop.stop)
        self.thread.join(5)

    def _wait(self, work: Awaitable[Any]) -> Any:
        async def finished() -> Any:
            return await work

        assert self.loop is not None
        return asyncio.run_coroutine_threadsafe(finished(), self.loop).result(SECONDS)
