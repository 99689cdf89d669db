"""Guard: files that were made for one visitor are given to that visitor only, whoever else knows their address.

Streamlit keeps them under a hash of their content and gives them to everybody who names it. The only place where an
address is told is the open line of whoever the file was made for, so what passes there is written down here.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from typing import Any

from google.protobuf.message import DecodeError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

FILES = "/media/"
_MARK = FILES.encode("ascii")
# An answer that tells an address is a few hundred bytes; a page's large ones only quote what people wrote.
_LARGEST = 20_000
MOST_VISITORS, MOST_FILES = 5000, 300


class OfferedFiles:
    """Which files each visitor was told of: the newest, of those visitors who were told last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, OrderedDict[str, None]] = OrderedDict()

    def hear(self, mark: str, said: bytes) -> None:
        """Write down what a message to this visitor offers."""
        if len(said) > _LARGEST or _MARK not in said:
            return
        for address in _addresses(said):
            if address.startswith(FILES):
                own = self._known.setdefault(mark, OrderedDict())
                self._known.move_to_end(mark)
                own[_file(address)] = None
                own.move_to_end(_file(address))
                _shorten(own, MOST_FILES)
        _shorten(self._known, MOST_VISITORS)

    def is_for(self, mark: str, path: str) -> bool:
        """Whether a file was offered to this visitor."""
        return _file(path) in self._known.get(mark, ())


def _addresses(said: bytes) -> tuple[str, ...]:
    """The addresses that Streamlit itself wrote into a message; never those that stand in a text, which people may write."""
    try:
        message = ForwardMsg.FromString(said)
    except DecodeError:
        return ()
    return (
        message.backend_operation_response.deferred_file.url,
        message.delta.new_element.download_button.url,
        message.logo.image,
        message.logo.icon_image,
        message.page_config_changed.favicon,
    )


def _file(path: str) -> str:
    """What names the file: Streamlit looks past the ending, and so must we."""
    return os.path.splitext(path.rpartition(FILES)[2])[0]


def _shorten(known: OrderedDict[str, Any], most: int) -> None:
    while len(known) > most:
        known.popitem(last=False)
