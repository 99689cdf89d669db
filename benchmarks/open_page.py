"""Show, measured: what an open page knows, asks and hears in Streamlit's own messages, whatever line carries them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLs, StringArray
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates


@dataclass(kw_only=True)
class OpenPage:
    """One open page. ``widgets``: the ids of its controls by their keys; ``chosen``: what was set; ``known``: what it keeps.

    One that ``reads`` keeps nothing from run to run: it is told everything anew, a message of an error like any other.
    """

    reads: bool = False
    page_hash: str = ""
    session: str = ""
    file_urls: FileURLs = field(default_factory=FileURLs)
    widgets: dict[str, str] = field(default_factory=dict)
    options: dict[str, Sequence[Any]] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)
    known: dict[str, None] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def opening(self, page: str = "", address: str = "") -> BackMsg:
        """Ask for a page, or for the first one, under an address's codes."""
        self.chosen.clear()
        return BackMsg(rerun_script=ClientState(page_name=page, query_string=address))

    def asking(self, *states: WidgetState) -> BackMsg:
        """Ask for the same page once more, after something was done to its controls."""
        set_to = WidgetStates(widgets=states)
        asked = ClientState(page_script_hash=self.page_hash, cached_message_hashes=self.known, widget_states=set_to)
        return BackMsg(rerun_script=asked)

    def choosing(self, key: str, *places: int) -> BackMsg:
        """Ask for the page with a control set to its first, second … option, as clicks do."""
        options = [self.options[key][place] for place in places]
        self.chosen[key] = [getattr(option, "content", option) for option in options]
        states = (
            WidgetState(id=self.widgets[name], string_array_value=StringArray(data=chosen))
            for name, chosen in self.chosen.items()
        )
        return self.asking(*states)

    def hear(self, data: str | bytes) -> bool:
        """Take in a message; whether it answers what was asked: the run has ended, or a file may come."""
        assert isinstance(data, bytes)
        said = ForwardMsg.FromString(data)
        kind = said.WhichOneof("type")
        if kind == "delta":
            if said.metadata.cacheable and said.hash and not self.reads:
                self.known[said.hash] = None
            self._note(said.delta.new_element)
        elif kind == "navigation":
            self.page_hash = said.navigation.page_script_hash
        elif kind == "new_session":
            self.session = said.new_session.initialize.session_id or self.session
            if self.reads:
                self.widgets, self.said = {}, []
        elif kind == "file_urls_response":
            self.file_urls = said.file_urls_response.file_urls[0]
            return True
        return kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN

    def _note(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind is None:  # a container
            return
        if kind == "exception" or (kind == "alert" and not self.reads and "material/error" in element.alert.icon):
            raise SystemExit(f"the page failed: {element.exception.type or element.alert.body}")
        control = getattr(element, kind)
        if id := str(getattr(control, "id", "")):
            key = id.split("-", 2)[-1]
            self.widgets[key] = id
            if hasattr(control, "options"):
                self.options[key] = control.options
        if self.reads and kind != "html":
            self.said += [text for part in ("body", "label") if (text := str(getattr(control, part, "")))]
