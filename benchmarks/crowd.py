"""Show, measured: many viewers at once, without browsers: each has an open line of its own and changes its filters."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from random import Random

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 180.0
FILTER = "filters.sector"
_AT_ONCE = 5


@dataclass
class Guest:
    """One open page, whose filter is changed as clicks do it."""

    line: ClientConnection
    page_hash: str = ""
    widget: str = ""
    options: list[str] = field(default_factory=list)
    known: dict[str, None] = field(default_factory=dict)

    async def open(self) -> float:
        """Run the first page."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        return await self._run(message)

    async def choose(self, place: int) -> float:
        """Set the filter to one of its options; seconds until the page stands."""
        message = BackMsg()
        asked = message.rerun_script
        asked.page_script_hash = self.page_hash
        asked.cached_message_hashes.extend(self.known)
        state = asked.widget_states.widgets.add()
        state.id = self.widget
        state.string_array_value.data.append(self.options[place % len(self.options)])
        return await self._run(message)

    async def _run(self, message: BackMsg) -> float:
        began = time.perf_counter()
        await self.line.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            while True:
                data = await self.line.recv()
                assert isinstance(data, bytes)
                said = ForwardMsg.FromString(data)
                kind = said.WhichOneof("type")
                if kind == "delta":
                    self._note(said)
                elif kind == "navigation":
                    self.page_hash = said.navigation.page_script_hash
                elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    return time.perf_counter() - began

    def _note(self, said: ForwardMsg) -> None:
        if said.metadata.cacheable and said.hash:
            self.known[said.hash] = None
        element = said.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and "material/error" in element.alert.icon):
            raise SystemExit(f"the page failed: {element.exception.type or element.alert.body}")
        control = getattr(element, kind or "empty")
        if str(getattr(control, "id", "")).endswith(f"-{FILTER}"):
            self.widget = control.id
            self.options = [getattr(option, "content", option) for option in control.options]


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
