"""Guard, tested: no name forges a line of the log or breaks one, and no error says in it what it held."""

from __future__ import annotations

import json
import logging
import sys

from hypothesis import given
from hypothesis import strategies as st

from web.log_lines import JsonLines, OneLine, escaped
from web.measured import place_of

HOSTILE = "lan\r\n2026-01-01 ERROR admin signed in\x1b[2J\u2028\u202eexe.x\x00\x85"


def a_record(name: str, *, error: BaseException | None = None) -> OneLine:
    about = (type(error), error, error.__traceback__) if error else None
    return OneLine("dashboard", logging.WARNING, "x.py", 1, "account %s", (name,), about)


def test_a_hostile_name_stays_one_word_of_one_line() -> None:
    as_text, as_json = logging.Formatter("%(message)s").format(a_record(HOSTILE)), JsonLines().format(a_record(HOSTILE))
    said = json.loads(as_json)

    assert as_text == r"account lan\r\n2026-01-01 ERROR admin signed in\x1b[2J\u2028\u202eexe.x\x00\x85"
    assert (as_json.isascii(), as_json.isprintable(), said["message"]) == (True, True, as_text)
    assert sorted(said) == ["at", "level", "logger", "message"]


@given(st.text())
def test_whatever_is_logged_is_one_line_that_can_be_read(name: str) -> None:
    assert len(f"x{escaped(name)}".splitlines()) == 1
    line = JsonLines().format(a_record(name))
    assert line.isprintable() and json.loads(line)["level"] == "warning"


def test_vietnamese_names_stay_as_they_are() -> None:
    assert escaped("Quận Thủ Đức, Nguyễn Thị Bưởi") == "Quận Thủ Đức, Nguyễn Thị Bưởi"


def test_of_an_error_its_kind_and_place_are_logged_and_never_its_message() -> None:
    try:
        raise ValueError("Nguyễn Thị Bưởi")
    except ValueError as error:
        line = JsonLines().format(a_record("lan", error=error))
    said = json.loads(line)

    assert said["error"] == "ValueError" and sys._getframe().f_code.co_name in said["places"][0]
    assert "Nguy" not in line


def test_of_an_address_only_its_first_step_is_logged() -> None:
    found = {path: place_of(path) for path in (
        "/", "/models", "/_stcore/upload_file/0a1b/2c3d", "/media/0a1b.xlsx", "/nguyễn", "/lan\r\nx", "/x" * 40, "//models", "",
        "/0912345678", "/a" + "b" * 40,
    )}  # fmt: skip

    assert found == {
        "/": "/", "/models": "/models", "/_stcore/upload_file/0a1b/2c3d": "/_stcore/upload_file", "/media/0a1b.xlsx": "/media",
        "/nguyễn": "?", "/lan\r\nx": "?", "/x" * 40: "/x", "//models": "/", "": "?", "/0912345678": "?", "/a" + "b" * 40: "?",
    }  # fmt: skip
