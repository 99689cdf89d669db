"""The words of ``settings``, ``units`` and ``terms``; apart from what they do, so that a command that only reads starts fast."""

import argparse
from typing import Any

from locales import text
from settings import language


class _Actions:
    """The words that may follow a verb, each with its help."""

    def __init__(self, verbs: Any, verb: str) -> None:
        parser = verbs.add_parser(verb, help=text(f"commands.help.{verb}", language()))
        self._verb, self._parsers = verb, parser.add_subparsers(dest="action", required=True, parser_class=type(parser))

    def add(self, action: str) -> argparse.ArgumentParser:
        """The parser of one of them."""
        made: argparse.ArgumentParser = self._parsers.add_parser(
            action, help=text(f"commands.help.{self._verb}_{action}", language())
        )
        return made


def add_office_words(verbs: Any) -> None:
    """The words of the three commands."""
    _add_settings(_Actions(verbs, "settings"))
    _add_units(_Actions(verbs, "units"))
    _add_terms(_Actions(verbs, "terms"))


def _add_settings(actions: _Actions) -> None:
    _ending(actions.add("list"), writes=False)
    one = actions.add("set")
    one.add_argument("key", metavar="KEY")
    one.add_argument("value", metavar="VALUE")
    one.add_argument("--dry-run", action="store_true")
    _ending(one)


def _add_units(actions: _Actions) -> None:
    found = actions.add("list")
    found.add_argument(
        "words", nargs="?", default="", metavar="NAME", help=text("commands.help.unit_words", language())
    )
    _ending(found, writes=False)
    add = actions.add("add")
    add.add_argument("code", metavar="CODE")
    add.add_argument("--level", choices=("province", "district", "commune"), required=True)
    add.add_argument("--type", required=True)
    add.add_argument("--name", required=True, help=text("commands.help.unit_name", language()))
    add.add_argument("--province", metavar="CODE")
    add.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD")
    _ending(add)
    end = actions.add("end")
    end.add_argument("code", metavar="CODE")
    end.add_argument("--last", required=True, metavar="YYYY-MM-DD")
    _ending(end)
    link = actions.add("link")
    link.add_argument("before", metavar="BEFORE")
    link.add_argument("after", metavar="AFTER")
    link.add_argument("--from", dest="first", required=True, metavar="YYYY-MM-DD")
    link.add_argument("--shared", action="store_true", help=text("commands.help.shared", language()))
    _ending(link)


def _add_terms(actions: _Actions) -> None:
    _ending(actions.add("list"), writes=False)
    add = actions.add("add")
    add.add_argument("term", metavar="TERM")
    _ending(add)
    days = actions.add("days")
    days.add_argument("term", metavar="TERM")
    days.add_argument("--from", dest="first", metavar="YYYY-MM-DD")
    days.add_argument("--to", dest="last", metavar="YYYY-MM-DD")
    days.add_argument("--as-label", action="store_true", help=text("commands.help.as_label", language()))
    _ending(days)
    for name in ("lock", "unlock"):
        one = actions.add(name)
        one.add_argument("term", metavar="TERM")
        one.add_argument("--reason", required=True)
        _ending(one)


def _ending(parser: argparse.ArgumentParser, *, writes: bool = True) -> None:
    if writes:
        parser.add_argument("--as", dest="account", default="")
    parser.add_argument("--json", action="store_true")
