"""Guard: ``/metrics``: the numbers of this process in the words of Prometheus, for this very computer only (`web.gate`)."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from work.meters import BOUNDS, Labels, meters
from work.vitals import vitals

PATH = "/metrics"
_GAUGES = {"open_lines"}
_CONTENT = "text/plain; version=0.0.4; charset=utf-8"


async def metrics(request: Request) -> PlainTextResponse:
    """All numbers of this process, and how its database is."""
    lines = await run_in_threadpool(_lines)
    return PlainTextResponse("\n".join([*lines, ""]), headers={"content-type": _CONTENT, "cache-control": "no-store"})


def _lines() -> list[str]:
    return [*_of_meters(), *(line for name, value in vitals().items() for line in _gauge(name, value))]


def _of_meters() -> Iterator[str]:
    counts, durations = meters.read()
    for name in dict.fromkeys(name for name, _ in counts):
        is_gauge = name in _GAUGES
        full = f"dashboard_{name}" if is_gauge else f"dashboard_{name}_total"
        yield f"# TYPE {full} {'gauge' if is_gauge else 'counter'}"
        yield from (f"{full}{_labels(labels)} {value:.10g}" for (each, labels), value in counts.items() if each == name)
    for name in dict.fromkeys(name for name, _ in durations):
        yield f"# TYPE dashboard_{name} histogram"
        for (each, labels), kept in durations.items():
            if each == name:
                yield from _histogram(f"dashboard_{name}", labels, kept)


def _histogram(name: str, labels: Labels, kept: list[float]) -> Iterator[str]:
    for bound, within in zip((*map(str, BOUNDS), "+Inf"), kept, strict=False):
        yield f"{name}_bucket{_labels((*labels, ('le', bound)))} {within:.10g}"
    yield f"{name}_sum{_labels(labels)} {kept[-1]:.10g}"
    yield f"{name}_count{_labels(labels)} {kept[-2]:.10g}"


def _gauge(name: str, value: float) -> Iterator[str]:
    yield f"# TYPE dashboard_{name} gauge"
    yield f"dashboard_{name} {value:.10g}"


def _labels(labels: Labels) -> str:
    return "{" + ",".join(f'{name}="{value}"' for name, value in labels) + "}" if labels else ""
