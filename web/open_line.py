"""Guard: the open line of a page: every message on it is from somebody who may still be here, else it is closed."""

from __future__ import annotations

from starlette.types import Message, Receive, Scope, Send

from web.offered_files import OfferedFiles
from web.visitors import visitor_of
from work.sign_in import StorageError

# The code of a refusal; the page's script leads to signing in when it sees it.
REFUSED = 1008


class OpenLine:
    """One open line. Parts of a page run without the page itself, so what the page asks at each run is not enough."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, *, offered: OfferedFiles) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._offered = offered
        self._mark = scope["state"]["visitor"].mark
        self._is_closed = False

    async def receive(self) -> Message:
        """The next message, or the end of the line."""
        message = await self._receive()
        if message["type"] != "websocket.receive" or await self._is_known():
            return message
        await self.send({"type": "websocket.close", "code": REFUSED})
        self._is_closed = True
        return {"type": "websocket.disconnect", "code": REFUSED}

    async def send(self, message: Message) -> None:
        """Pass a message on; after the end nothing more is said."""
        if self._is_closed:
            return
        if said := message.get("bytes"):
            self._offered.hear(self._mark, said)
        await self._send(message)

    async def _is_known(self) -> bool:
        try:
            return (await visitor_of(self._scope)).mark == self._mark
        except StorageError:  # the page says itself that the database does not answer
            return True
