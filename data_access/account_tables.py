"""Guard: the tables of people: accounts and their units, sessions, tries to sign in, and the audit trail that only grows."""

from datetime import datetime
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from data_access.fact_rows import Record

_MOMENT = sa.DateTime(timezone=True)


class Account(Record, table=True):
    """Who may sign in. The name is lower case and in NFC; ``subject`` is what another sign-in service calls the person."""

    __tablename__: ClassVar[Any] = "account"
    __table_args__: ClassVar[Any] = (
        sa.CheckConstraint("role IN ('leader', 'secretary', 'administrator')", name="account_role"),
    )

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=60, unique=True)
    role: str = Field(max_length=20)
    password_hash: str = Field(default="", max_length=200)
    password_version: int = Field(default=1)
    must_change: bool = Field(default=False)
    password_expires: datetime | None = Field(default=None, sa_type=_MOMENT)
    disabled: bool = Field(default=False)
    subject: str | None = Field(default=None, max_length=200, unique=True)
    created_at: datetime = Field(sa_type=_MOMENT)


class AccountUnit(Record, table=True):
    """A unit that an account works for; an account without any works for all."""

    __tablename__: ClassVar[Any] = "account_unit"

    account: int = Field(primary_key=True, foreign_key="account.id")
    unit: str = Field(primary_key=True, max_length=20, foreign_key="unit.id")


class SignIn(Record, table=True):
    """A session. Of its token only the SHA-256 is kept."""

    __tablename__: ClassVar[Any] = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    account: int = Field(foreign_key="account.id", index=True)
    password_version: int
    created_at: datetime = Field(sa_type=_MOMENT)
    seen_at: datetime = Field(sa_type=_MOMENT)
    address: str = Field(default="", max_length=45)


class SignInTry(Record, table=True):
    """A try to sign in, kept for a day: of the name only a hash, as people type passwords into the wrong field."""

    __tablename__: ClassVar[Any] = "sign_in_try"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=_MOMENT, index=True)
    name_hash: str = Field(max_length=64, index=True)
    address: str = Field(default="", max_length=45, index=True)
    succeeded: bool


class AuditEntry(Record, table=True):
    """Who did or was refused what, and when. Triggers of the database forbid changing or deleting a row."""

    __tablename__: ClassVar[Any] = "audit_entry"
    __table_args__: ClassVar[Any] = (
        sa.CheckConstraint("outcome IN ('done', 'refused', 'failed')", name="audit_entry_outcome"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=_MOMENT, index=True)
    account: int | None = Field(default=None, foreign_key="account.id")
    name: str = Field(default="", max_length=100)
    action: str = Field(max_length=30)
    target: str = Field(default="", max_length=200)
    outcome: str = Field(max_length=10)
    detail: str = Field(default="", max_length=500)
