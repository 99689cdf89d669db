"""Export, ask: short codes by which a view is opened again: the same view always has the same one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from data_access.database import Database
from data_access.errors import Overtaken

# Without 0 and O, 1 and I, which people take for each other on paper.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
SHORTEST, LONGEST = 6, 12

_FIND = sa.text("SELECT page, codes FROM view_code WHERE code = :code")
_ADD = sa.text("INSERT INTO view_code (code, page, codes) VALUES (:code, :page, :codes) ON CONFLICT (code) DO NOTHING")


class CodedView(NamedTuple):
    """A page and the codes of its address, the version among them."""

    page: str
    codes: dict[str, list[str]]


def code_for(database: Database, page: str, codes: Mapping[str, Sequence[str]]) -> str:
    """The code of a view, written down if it is new; longer where another view has the short one."""
    said = json.dumps({name: list(codes[name]) for name in sorted(codes) if codes[name]}, separators=(",", ":"))
    whole = _letters(f"{page}\n{said}")
    for length in range(SHORTEST, LONGEST + 1):
        code = whole[:length]
        with database.read() as connection:
            found = connection.execute(_FIND, {"code": code}).first()
        if found is None:
            found = _added(database, code, page, said)
        if (found.page, found.codes) == (page, said):
            return code
    raise LookupError("no code is free", page)


def _added(database: Database, code: str, page: str, said: str) -> sa.Row[tuple[str, str]]:
    # Somebody may write the same code in this moment: what stands there then decides.
    with suppress(Overtaken), database.write() as connection:
        connection.execute(_ADD, {"code": code, "page": page, "codes": said})
    with database.read() as connection:
        return connection.execute(_FIND, {"code": code}).one()


def view_of_code(connection: Connection, code: str) -> CodedView | None:
    """The view that a code means; None where none was given out."""
    found = connection.execute(_FIND, {"code": plain_code(code)}).first()
    return CodedView(found.page, json.loads(found.codes)) if found else None


def plain_code(typed: str) -> str:
    """A code as it was given out, whatever blanks, hyphens or small letters somebody typed."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)[:LONGEST]


def _letters(said: str) -> str:
    number = int.from_bytes(sha256(said.encode()).digest()[:8], "big")
    letters = []
    for _ in range(LONGEST):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)
