"""The command line: parses the words, calls the work, prints a sentence or one JSON object."""

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

from commands.account_words import add_account_words
from commands.office_words import add_office_words
from commands.speaking import Refusal, say, storage_words
from commands.wrong_words import argument_words, system_words
from data_access.errors import StorageError
from data_access.vocabulary import MEASURES, TERM_KINDS

STOPPED = 130  # what shells say of a program that was stopped from the keyboard
_BASES = ("auto", "reported", "itemised")


class _Parser(argparse.ArgumentParser):
    """argparse with our words: it speaks English, and looks for other languages on the machine only."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._positionals.title, self._optionals.title = say("usage.words"), say("usage.options")
        for action in self._actions:
            if isinstance(action, argparse._HelpAction):
                action.help = say("usage.help")

    def add_argument(self, *names: Any, **named: Any) -> argparse.Action:
        """A word or an option, with its help in our language: its own, or what all of its name share."""
        if "help" not in named:
            named["help"] = say(f"option.{named.get('dest') or names[0].lstrip('-').replace('-', '_')}")
        return super().add_argument(*names, **named)

    def format_usage(self) -> str:
        return self._in_words(super().format_usage())

    def format_help(self) -> str:
        return self._in_words(super().format_help())

    def _in_words(self, said: str) -> str:
        return said.replace("usage:", say("usage.head"), 1) if said.startswith("usage:") else said

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        print(say("wrong_usage", detail=argument_words(message)), file=sys.stderr)
        raise SystemExit(2)


def _with_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true")


def _with_filters(parser: argparse.ArgumentParser, *, one_measure: bool = True) -> None:
    parser.add_argument("--measure", choices=MEASURES, required=one_measure)
    parser.add_argument("--term-kind", choices=TERM_KINDS)
    parser.add_argument("--term")
    parser.add_argument("--unit")
    parser.add_argument("--basis", choices=_BASES, default="auto")


def _add_importing(verbs: Any) -> None:
    add = verbs.add_parser("import", help=say("help.import"))
    add.add_argument("files", nargs="+", metavar="FILE")
    add.add_argument("--dry-run", action="store_true")
    add.add_argument("--unit", help=say("help.import_unit"))
    add.add_argument("--term", help=say("help.import_term"))
    add.add_argument(
        "--answer", action="append", default=[], dest="answers", metavar="ABOUT=ANSWER", help=say("help.answer")
    )
    add.add_argument("--replace", action="store_true")
    add.add_argument("--as", dest="account", default="")
    _with_json(add)
    answers = verbs.add_parser("answers", help=say("help.answers"))
    answers.add_argument("--forget", type=int, metavar="ID")
    answers.add_argument("--as", dest="account", default="")
    _with_json(answers)


def _add_reading(verbs: Any) -> None:
    figures = verbs.add_parser("figures", help=say("help.figures"))
    _with_filters(figures)
    figures.add_argument("--by", default="unit,term")
    figures.add_argument("--roll-up", action="store_true")
    figures.add_argument("--as-of", type=int, metavar="VERSION")
    _with_json(figures)
    trace = verbs.add_parser("trace", help=say("help.trace"))
    _with_filters(trace)
    _with_json(trace)
    _with_json(verbs.add_parser("uploads", help=say("help.uploads")))
    undo = verbs.add_parser("undo", help=say("help.undo"))
    undo.add_argument("upload", type=int)
    undo.add_argument("--as", dest="account", default="")
    _with_json(undo)


def _add_deciding(verbs: Any) -> None:
    duplicates = verbs.add_parser("duplicates", help=say("help.duplicates"))
    duplicates.add_argument("--unit", help=say("help.code"))
    _with_json(duplicates)
    merge = verbs.add_parser("merge", help=say("help.merge"))
    merge.add_argument("kept", metavar="KEEP")
    merge.add_argument("gone", metavar="GONE")
    merge.add_argument("--apart", action="store_true", help=say("help.apart"))
    merge.add_argument("--as", dest="account", default="")
    _with_json(merge)


def _add_files(verbs: Any) -> None:
    export = verbs.add_parser("export", help=say("help.export"))
    export.add_argument("file", metavar="FILE")
    _with_filters(export, one_measure=False)
    export.add_argument("--by")
    export.add_argument("--whole", action="store_true")
    export.add_argument("--one-page", action="store_true", help=say("help.one_page"))
    export.add_argument("--roll-up", action="store_true")
    export.add_argument("--as-of", type=int, metavar="VERSION")
    template = verbs.add_parser("template", help=say("help.template"))
    template.add_argument("file", metavar="FILE")
    reminders = verbs.add_parser("reminders", help=say("help.reminders"))
    reminders.add_argument("file", metavar="FILE.zip")
    reminders.add_argument("--term", required=True)
    reminders.add_argument("--unit", help=say("help.codes"))


def _add_keeping(verbs: Any) -> None:
    _with_json(verbs.add_parser("check", help=say("help.check")))
    backup = verbs.add_parser("backup", help=say("help.backup"))
    backup.add_argument("file", nargs="?", metavar="FILE")
    backup.add_argument("--nightly", action="store_true", help=say("help.backup_nightly"))
    _with_json(backup)
    restore = verbs.add_parser("restore", help=say("help.restore"))
    restore.add_argument("file", metavar="FILE", help=say("help.restore_file"))
    restore.add_argument("--over", action="store_true", help=say("help.restore_over"))
    _with_json(restore)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="cli.py", description=say("description"))
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    add_account_words(verbs)
    add_office_words(verbs)
    _add_importing(verbs)
    _add_reading(verbs)
    _add_deciding(verbs)
    _add_files(verbs)
    verbs.add_parser("sample", help=say("help.sample"))
    _add_keeping(verbs)
    return parser


def _verb(name: str) -> Any:
    """The function of a verb; only its own module is imported, so that reading starts fast."""
    if name == "import":
        from commands.importing import run_import as run
    elif name == "answers":
        from commands.answering import run_answers as run
    elif name in ("figures", "trace"):
        from commands.reading import run_figures, run_trace

        run = run_figures if name == "figures" else run_trace
    elif name in ("uploads", "undo"):
        from commands.history import run_undo, run_uploads

        run = run_uploads if name == "uploads" else run_undo
    elif name in ("duplicates", "merge"):
        from commands.duplicates import run_duplicates, run_merge

        run = run_duplicates if name == "duplicates" else run_merge
    elif name == "accounts":
        from commands.accounts import run_accounts as run
    elif name in ("settings", "units", "terms"):
        from commands import office

        run = getattr(office, f"run_{name}")
    elif name in ("export", "template", "reminders"):
        from commands import files

        run = {"export": files.run_export, "template": files.run_template, "reminders": files.run_reminders}[name]
    else:
        from commands import upkeep

        run = getattr(upkeep, f"run_{name}")
    return run


def main(words: Sequence[str]) -> int:
    """Run one command; 0 done, 1 the data or the database did not allow it, 2 wrong usage, 130 stopped by Ctrl+C."""
    arguments = _parser().parse_args(words)
    try:
        return int(_verb(arguments.verb)(arguments))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code
    except StorageError as error:
        print(storage_words(error), file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except KeyboardInterrupt:
        print(say("stopped"), file=sys.stderr)
        return STOPPED
    except OSError as error:
        print(system_words(error), file=sys.stderr)
        return 1
