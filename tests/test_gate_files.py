"""Guard: a file that was made for one visitor is not there for another, and is there for the one it was made for."""

from __future__ import annotations

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.test_gate_decisions import Door, Office, office, staffed
from work.sign_in import token_hash

__all__ = ["office", "staffed"]

FILE = "/media/5f4d.xlsx"


def _offer(address: str) -> bytes:
    message = ForwardMsg()
    message.delta.new_element.download_button.url = address
    return message.SerializeToString()


@pytest.mark.parametrize("path", (FILE, "/media/other.xlsx"))
def test_a_file_is_given_to_whom_it_was_offered_and_to_nobody_else(office: Office, path: str) -> None:
    door = Door()
    door.gate.offered.hear(token_hash(office.tokens["binh"]), _offer(FILE))

    answers = {name: door.ask(path, token=office.tokens[name]) for name in ("binh", "minh")}
    assert {name: answer.status for name, answer in answers.items()} == {
        "binh": 200 if path == FILE else 404,
        "minh": 404,
    }
    assert answers["minh"].text == ""
    assert [scope["path"] for scope in door.inside.scopes] == ([FILE] if path == FILE else [])
    assert door.ask("/", token=office.tokens["minh"]).status == 200
