"""Guard, tested: accounts of people who do not exist, with passwords that were changed already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from data_access.database import Database
from work import accounts
from work.own_password import change_password
from work.rights import Person
from work.sign_in import SignedIn, sign_in_name

HOST = Person.operator("host")
OFFICE = "192.0.2.100"
PASSWORD = "con mèo nằm trên mái nhà"


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def move(self, **span: float) -> None:
        """Forward, or back by negative numbers."""
        self.at += timedelta(**span)


def a_clock() -> Clock:
    """A clock at this moment, so that sessions begun by it are as fresh as others."""
    return Clock(datetime.now(UTC))


def an_account(database: Database, name: str, role: str, *, units: tuple[str, ...] = ()) -> SignedIn:
    """An account that can be used at once, with its session; the first one has to be an administrator."""
    one_time = accounts.add(database, HOST, name, role, units=units)
    number = next(each.id for each in accounts.every_account(database) if each.name == sign_in_name(name))
    return change_password(database, number, one_time, PASSWORD, address=OFFICE)


def the_person(database: Database, name: str) -> Person:
    """An account as the one who acts."""
    found = next(each for each in accounts.every_account(database) if each.name == name)
    return Person(found.id, found.name, found.role, found.units)
