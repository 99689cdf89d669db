"""``uploads`` and ``undo``."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from commands.acting import acting
from commands.speaking import Refusal, language, print_json, say
from locales import date_text, text
from work import start

if TYPE_CHECKING:
    from work.uploads import Upload

_SHOWN = ("upload", "at", "by", "kind", "undoes", "files", "changes")


def run_uploads(arguments: argparse.Namespace) -> int:
    """List every upload, newest last."""
    from work.uploads import all_uploads, history_of

    database = start.database()
    if arguments.json:
        print_json([{name: upload[name] for name in _SHOWN} for upload in all_uploads(database)])
        return 0
    found = history_of(database)
    for upload in found:
        print(_line(upload))
    if not found:
        print(say("uploads.none"))
    return 0


def _line(upload: "Upload") -> str:
    at, kind = upload.at.astimezone(), "redo" if upload.is_redo else upload.kind
    return say(
        "uploads.line",
        upload=upload.number,
        at=f"{date_text(at.date(), language())} {at:%H:%M}",
        kind=text(f"history.kind.{kind}", language(), first=upload.first),
        files=", ".join(upload.files) or "–",
        by=upload.by or "–",
    )


def run_undo(arguments: argparse.Namespace) -> int:
    """Take an upload back, key by key; what a later upload changed stays."""
    from work.uploads import take_back

    if arguments.upload < 1:
        raise Refusal("undo.first")
    database = start.database()
    if arguments.upload > database.version():  # the number may be larger than any that a database takes
        raise Refusal("undo.unknown", exit_code=1, upload=arguments.upload)
    result = take_back(database, acting(database, arguments.account), arguments.upload)
    if arguments.json:
        print_json(
            {
                "upload": result.upload,
                "restored": result.restored,
                "kept": [asdict(line) for line in result.kept],
                "impossible": [asdict(line) for line in result.impossible],
            }
        )
    else:
        print(
            say(
                "undo.done" if result.upload else "undo.nothing",
                upload=arguments.upload,
                restored=result.restored,
                kept=len(result.kept),
                impossible=len(result.impossible),
            )
        )
    return 0
