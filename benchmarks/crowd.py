"""Show, measured: many viewers at once, without browsers: each has an open line of its own and changes its filters."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from benchmarks.open_page import OpenPage

PATIENCE = 180.0
FILTER = "filters.sector"
_AT_ONCE = 5


@dataclass
class Guest(OpenPage):
    """One open page and its line, whose filter is changed as clicks do it."""

    line: ClientConnection

    async def open(self) -> float:
        """Run the first page."""
        return await self._run(self.opening())

    async def choose(self, place: int) -> float:
        """Set the filter to one of its options; seconds until the page stands."""
        return await self._run(self.choosing(FILTER, place % len(self.options[FILTER])))

    async def _run(self, message: BackMsg) -> float:
        began = time.perf_counter()
        await self.line.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while not self.hear(await self.line.recv()):
                pass
        return time.perf_counter() - began


@asynccontextmanager
async def crowd(port: int, count: int, cookie: str = "") -> AsyncIterator[list[Guest]]:
    """So many open pages; a few are opened at a time, as people come."""
    async with AsyncExitStack() as stack:
        gate = asyncio.Semaphore(_AT_ONCE)

        async def come() -> Guest:
            async with gate:
                line = await stack.enter_async_context(
                    connect(
                        f"ws://127.0.0.1:{port}/_stcore/stream", max_size=None, open_timeout=PATIENCE, proxy=None,
                        additional_headers={"Cookie": cookie} if cookie else {}, ping_interval=None,
                        subprotocols=[Subprotocol("streamlit")],
                    )
                )  # fmt: skip
                guest = Guest(line)
                await guest.open()
                return guest

        yield list(await asyncio.gather(*(come() for _ in range(count))))


async def at_once(guests: list[Guest], rounds: int) -> list[list[float]]:
    """All change their filter in the same instant, so many times; seconds of each, round by round."""
    found = []
    for number in range(rounds):
        found.append(list(await asyncio.gather(*(guest.choose(at + number) for at, guest in enumerate(guests)))))
        await asyncio.sleep(1)
    return found


async def at_leisure(guests: list[Guest], seconds: float, pause: tuple[float, float]) -> list[float]:
    """Each changes its filter, looks for a while, changes it again; seconds of each change."""
    until = time.monotonic() + seconds

    async def look(number: int, guest: Guest) -> list[float]:
        random, taken = Random(number), []
        await asyncio.sleep(random.uniform(0, pause[1]))
        while time.monotonic() < until:
            taken.append(await guest.choose(random.randrange(99)))
            await asyncio.sleep(random.uniform(*pause))
        return taken

    told = await asyncio.gather(*(look(number, guest) for number, guest in enumerate(guests)))
    return [each for taken in told for each in taken]
