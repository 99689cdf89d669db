"""The words of ``accounts``; apart from what they do, so that a command that only reads starts fast."""

from typing import Any

from data_access.accounts import ROLES
from locales import text
from settings import language

ACTIONS = ("add", "list", "disable", "enable", "password", "units", "role", "subject")


def add_account_words(verbs: Any) -> None:
    """The words of the command."""
    parser = verbs.add_parser("accounts", help=_say("about"))
    actions = parser.add_subparsers(dest="action", required=True, parser_class=type(parser))
    for action in ACTIONS:
        one = actions.add_parser(action, help=_say(f"help_{action}"))
        if action != "list":
            one.add_argument("name", metavar="NAME")
        if action == "role":
            one.add_argument("role", choices=ROLES)
        if action == "add":
            one.add_argument("--role", choices=ROLES, required=True)
            one.add_argument("--units", nargs="+", default=[], metavar="CODE")
        if action == "units":
            one.add_argument("units", nargs="*", metavar="CODE")
        if action == "subject":
            one.add_argument("subject", nargs="?", metavar="SUBJECT")
        one.add_argument("--json", action="store_true")


def _say(key: str) -> str:
    return text(f"accounts.command.{key}", language())
