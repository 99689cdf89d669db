"""Guard, tested on a real server: a file that was made for one visitor is given to nobody else who knows its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection

from data_access.audit import Wanted, entries
from tests.guarded_server import Server, run_page, server
from web.offered_files import MOST_FILES, MOST_VISITORS, OfferedFiles

__all__ = ["server"]

pytestmark = pytest.mark.slow


class Shown(NamedTuple):
    """A page that has run: its session, and the numbers of its download buttons by the words on them."""

    session: str
    buttons: dict[str, str]


class Answer(NamedTuple):
    """What the server says to a click on a download button: where the file is, or that there is none."""

    address: str
    error: str


def run(line: ClientConnection, page: str, query: str = "") -> Shown:
    """Ask for a run of a page."""
    ask = BackMsg()
    ask.rerun_script.page_name, ask.rerun_script.query_string = page, query
    line.send(ask.SerializeToString())
    shown = Shown("", {})
    while True:
        said = ForwardMsg()
        said.ParseFromString(line.recv(timeout=60))  # type: ignore[arg-type]
        if said.WhichOneof("type") == "new_session":
            shown = Shown(said.new_session.initialize.session_id, {})
        button = said.delta.new_element.download_button
        if button.deferred_file_id:
            shown.buttons[button.label] = button.deferred_file_id
        if said.WhichOneof("type") == "script_finished":
            return shown


def click(line: ClientConnection, session: str, number: str) -> Answer:
    """Ask for a file as a click on its button does."""
    ask = BackMsg()
    ask.backend_operation_request.request_id, ask.backend_operation_request.session_id = "1", session
    ask.backend_operation_request.deferred_file.file_id = number
    line.send(ask.SerializeToString())
    while True:
        said = ForwardMsg()
        said.ParseFromString(line.recv(timeout=60))  # type: ignore[arg-type]
        if said.WhichOneof("type") == "backend_operation_response":
            answer = said.backend_operation_response
            return Answer(answer.deferred_file.url, answer.error_msg)


def test_the_audit_trail_as_a_file_is_for_the_page_it_was_made_on(server: Server) -> None:
    with server.signed_in("lan") as hers, server.line(hers) as line:
        shown = run(line, "admin")
        address = click(line, shown.session, shown.buttons["Xuất CSV"]).address
        assert re.fullmatch(r"/media/[0-9a-f]+\.csv", address)
        spellings = [address, address.removesuffix(".csv"), f"{address}.x", address.replace("/media/", "/media//")]
        own = hers.get(address)
        with server.signed_in("lan") as elsewhere, server.signed_in("binh") as other:
            got = {
                "the same person, signed in once more": [elsewhere.get(each).status_code for each in spellings],
                "another person": [other.get(each).status_code for each in spellings],
                "part of it": [other.get(address, headers={"range": "bytes=0-9"}).status_code],
                "its head": [other.head(address).status_code],
            }
            # A page that quotes the address, because somebody wrote it there, offers nothing by that.
            with server.line(other) as its_line:
                _, said = run_page(its_line, "models")
                for page in ("models", "records"):
                    run(its_line, page, f"q={address}&unit={address}&saved={address}")
            quoted = other.get(address).status_code
        with server.visitor() as nobody:
            unknown = nobody.get(address).status_code

    assert (own.status_code, own.content[:3], unknown) == (200, b"\xef\xbb\xbf", 401)
    assert got == {
        "the same person, signed in once more": [404] * 4,
        "another person": [404] * 4,
        "part of it": [404],
        "its head": [404],
    }
    assert said and quoted == 404


def test_the_button_of_another_makes_no_file_and_the_trail_says_who_pressed_it(server: Server) -> None:
    with server.signed_in("lan") as hers, server.line(hers) as line, server.signed_in("minh") as his:
        shown = run(line, "admin")
        number = shown.buttons["Xuất CSV"]
        with server.line(his) as other:
            taken = click(other, run(other, "models").session, number)
        kept = click(line, shown.session, number)
    with server.database.read() as connection:
        refused = entries(connection, Wanted(name="minh", outcomes=("refused",)))

    assert taken == Answer("", "Failed to generate file for download")
    assert kept.address.startswith("/media/")
    assert [(each.action, each.target, each.detail) for each in refused] == [("export", "nhat-ky.csv", "another")]


def test_what_every_page_wears_is_no_file_of_a_session_and_is_there_for_everybody_who_is_in(server: Server) -> None:
    for name in ("lan", "minh"):
        with server.signed_in(name) as browser, server.line(browser) as line:
            _, said = run_page(line)
            assert re.findall(r'"(/media/[0-9a-f]+\.\w+)"', said) == []
            assert browser.get("/tinh/favicon.png").headers["content-type"] == "image/png"


def test_the_typefaces_of_streamlit_are_not_taken_for_such_files(server: Server) -> None:
    typeface = next((Path(streamlit.__file__).parent / "static" / "static" / "media").glob("MaterialSymbols*.woff2"))
    with server.signed_in("minh") as browser:
        got = browser.get(f"/static/media/{typeface.name}")
        climbing = (
            browser.get("/static/../media/abc.csv").status_code,
            browser.get("/static/%2e%2e/media/abc.csv").status_code,
        )

    assert (got.status_code, len(got.content)) == (200, typeface.stat().st_size)
    assert climbing == (404, 400)


def offer(address: str) -> bytes:
    """A message that tells of a file."""
    message = ForwardMsg()
    message.backend_operation_response.deferred_file.url = address
    return bytes(message.SerializeToString())


def test_an_icon_or_a_logo_that_is_told_as_a_file_is_for_whom_it_was_told() -> None:
    offered, icon, logo = OfferedFiles(), ForwardMsg(), ForwardMsg()
    icon.page_config_changed.favicon, logo.logo.image = "/media/aa.png", "/media/bb.svg"
    for message in (icon, logo):
        offered.hear("lan", bytes(message.SerializeToString()))
    asked = [(who, path) for who in ("lan", "minh") for path in ("/media/aa.png", "/media/bb.svg")]
    assert [offered.is_for(*each) for each in asked] == [True, True, False, False]


def test_only_what_the_server_itself_offers_counts_and_old_offers_make_room() -> None:
    offered = OfferedFiles()
    quoting = ForwardMsg()
    quoting.delta.new_element.markdown.body = "/media/abc.xlsx"
    offered.hear("lan", quoting.SerializeToString())
    offered.hear("lan", b"\xff/media/abc.xlsx")
    assert not offered.is_for("lan", "/media/abc.xlsx")

    for number in range(MOST_FILES + 1):
        offered.hear("lan", offer(f"/media/{number}.xlsx"))
    assert [offered.is_for("lan", f"/media/{number}.xlsx") for number in (0, 1, MOST_FILES)] == [False, True, True]
    assert not offered.is_for("minh", "/media/1.xlsx")

    for number in range(MOST_VISITORS):
        offered.hear(f"visitor {number}", offer("/media/1.xlsx"))
    assert not offered.is_for("lan", "/media/1.xlsx") and offered.is_for("visitor 0", "/media/1.xlsx")
