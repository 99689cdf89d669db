"""Match, tested: the units of the whole country and their spellings, read once for all tests."""

from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from data_access.database import open_database
from data_access.reference import Reference, load_reference
from intake.units import UnitNames
from tests.databases import new_url

HCM, DA_NANG = "79", "48"
TERM_2015 = (date(2015, 7, 1), date(2020, 6, 30))
TERM_2020 = (date(2020, 7, 1), date(2025, 6, 30))
YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))
YEAR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
YEAR_2026 = (date(2026, 1, 1), date(2026, 12, 31))


@cache
def a_reference() -> Reference:
    """The units of the country."""
    with TemporaryDirectory() as folder:
        database = open_database(new_url("sqlite", Path(folder)))
        with database.read() as connection:
            reference = load_reference(connection)
        database.close()
    return reference


@cache
def names() -> UnitNames:
    """The spellings of all units."""
    return UnitNames(a_reference())
