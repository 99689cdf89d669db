"""``accounts``: whoever runs a command on the server makes the first administrator, and helps those who cannot sign in."""

import argparse
from typing import Any

from commands.speaking import Refusal, language, print_json
from data_access.accounts import StoredAccount
from data_access.database import Database
from locales import text
from work import accounts, start
from work.rights import Person


class _Refused(Refusal):
    """A refusal whose sentence the web says too."""

    def __init__(self, problem: accounts.AccountProblem) -> None:
        Exception.__init__(self, text(problem.key, language(), **problem.params))
        self.exit_code = 1


def run_accounts(arguments: argparse.Namespace) -> int:
    """Carry out one change, or list the accounts."""
    database = start.database()
    if arguments.action == "list":
        return _list(database, as_json=arguments.json)
    try:
        password = _change(database, arguments)
    except accounts.AccountProblem as problem:
        raise _Refused(problem) from problem
    name = accounts.sign_in_name(arguments.name)
    if arguments.json:
        account = next(each for each in accounts.every_account(database) if each.name == name)
        print_json(_shown(account) | ({"password": password} if password else {}))
        return 0
    print(_say(f"done_{arguments.action}", name=name))
    if password:
        print(_say("password_is", password=password))
    return 0


def _codes(units: list[str]) -> list[str]:
    """The codes of units, whether a blank or a comma stands between them."""
    return [code for part in units for code in part.split(",") if code]


def _change(database: Database, asked: argparse.Namespace) -> str | None:
    """Do what was asked; returns the one-time password where there is a new one."""
    by, name = Person.operator(), asked.name
    if asked.action == "add":
        return accounts.add(database, by, name, asked.role, units=_codes(asked.units))
    if asked.action == "password":
        return accounts.reset_password(database, by, name)
    if asked.action == "disable":
        accounts.disable(database, by, name)
    elif asked.action == "enable":
        accounts.enable(database, by, name)
    elif asked.action == "units":
        accounts.change_units(database, by, name, _codes(asked.units))
    elif asked.action == "role":
        accounts.change_role(database, by, name, asked.role)
    else:
        accounts.link_subject(database, by, name, asked.subject)
    return None


def _list(database: Database, *, as_json: bool) -> int:
    found = accounts.every_account(database)
    if as_json:
        print_json([_shown(account) for account in found])
        return 0
    for account in found:
        units = ", ".join(sorted(account.units)) or _say("all_units")
        state = _say("state_disabled") if account.disabled else _say("state_enabled")
        print(f"{account.name} · {text(f'accounts.role.{account.role}', language())} · {units} · {state}")
    if not found:
        print(_say("none"))
    return 0


def _shown(account: StoredAccount) -> dict[str, Any]:
    return {
        "name": account.name,
        "role": account.role,
        "units": sorted(account.units),
        "disabled": account.disabled,
        "must_change": account.must_change,
        "subject": account.subject,
    }


def _say(key: str, **params: object) -> str:
    return text(f"accounts.command.{key}", language(), **params)
