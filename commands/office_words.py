"""The words of ``settings``, ``units`` and ``terms``; apart from what they do, so that a command that only reads starts fast."""

import argparse
from typing import Any

from locales import text
from settings import language


def add_office_words(verbs: Any) -> None:
    """The words of the three commands."""
    _add_settings(_parser(verbs, "settings"))
    _add_units(_parser(verbs, "units"))
    _add_terms(_parser(verbs, "terms"))


def _add_settings(actions: Any) -> None:
    _ending(actions.add_parser("list"), writes=False)
    one = actions.add_parser("set")
    one.add_argument("key", metavar="KEY")
    one.add_argument("value", metavar="VALUE")
    one.add_argument("--dry-run", action="store_true")
    _ending(one)


def _add_units(actions: Any) -> None:
    _ending(actions.add_parser("list"), writes=False)
    add = actions.add_parser("add")
    add.add_argument("code", metavar="CODE")
    add.add_argument("--level", choices=("province", "district", "commune"), required=True)
    add.add_argument("--type", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--province", metavar="CODE")
    add.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD")
    _ending(add)
    end = actions.add_parser("end")
    end.add_argument("code", metavar="CODE")
    end.add_argument("--last", required=True, metavar="YYYY-MM-DD")
    _ending(end)
    link = actions.add_parser("link")
    link.add_argument("before", metavar="BEFORE")
    link.add_argument("after", metavar="AFTER")
    link.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD")
    link.add_argument("--shared", action="store_true", help=text("commands.help.shared", language()))
    _ending(link)


def _add_terms(actions: Any) -> None:
    _ending(actions.add_parser("list"), writes=False)
    add = actions.add_parser("add")
    add.add_argument("term", metavar="TERM")
    _ending(add)
    days = actions.add_parser("days")
    days.add_argument("term", metavar="TERM")
    days.add_argument("--from", dest="first", metavar="YYYY-MM-DD")
    days.add_argument("--to", dest="last", metavar="YYYY-MM-DD")
    days.add_argument("--as-label", action="store_true", help=text("commands.help.as_label", language()))
    _ending(days)
    for name in ("lock", "unlock"):
        one = actions.add_parser(name)
        one.add_argument("term", metavar="TERM")
        one.add_argument("--reason", required=True)
        _ending(one)


def _parser(verbs: Any, name: str) -> Any:
    parser = verbs.add_parser(name, help=text(f"commands.help.{name}", language()))
    return parser.add_subparsers(dest="action", required=True, parser_class=type(parser))


def _ending(parser: argparse.ArgumentParser, *, writes: bool = True) -> None:
    if writes:
        parser.add_argument("--as", dest="account", default="")
    parser.add_argument("--json", action="store_true")
