"""Tests: the units of Viet Nam as the database holds them, loaded once."""

import tempfile
from functools import cache
from pathlib import Path

from data_access.database import open_database
from data_access.reference import Reference, load_reference
from tests.databases import new_url


@cache
def reference() -> Reference:
    """All units, successions, terms and spellings of a new database."""
    with tempfile.TemporaryDirectory() as folder:
        opened = open_database(new_url("sqlite", Path(folder)))
        with opened.read() as connection:
            found = load_reference(connection)
        opened.close()
    return found
