"""``uploads`` and ``undo``."""

import argparse
from dataclasses import asdict

from commands.speaking import Refusal, print_json, say
from data_access.errors import UnknownUpload
from work import start

_SHOWN = ("upload", "at", "by", "kind", "undoes", "files", "changes")


def run_uploads(arguments: argparse.Namespace) -> int:
    """List every upload, newest last."""
    from work.uploads import all_uploads

    found = all_uploads(start.database())
    if arguments.json:
        print_json([{name: upload[name] for name in _SHOWN} for upload in found])
        return 0
    for upload in found:
        files = ", ".join(upload["files"]) or "–"
        print(
            say(
                "uploads.line",
                upload=upload["upload"],
                at=upload["at"],
                kind=upload["kind"],
                files=files,
                by=upload["by"] or "–",
            )
        )
    if not found:
        print(say("uploads.none"))
    return 0


def run_undo(arguments: argparse.Namespace) -> int:
    """Take an upload back, key by key; what a later upload changed stays."""
    from work.uploads import take_back

    try:
        result = take_back(start.database(), arguments.upload, by=arguments.account)
    except UnknownUpload as error:
        raise Refusal("undo.unknown", exit_code=1, upload=error.upload) from error
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
                "undo.done",
                upload=arguments.upload,
                restored=result.restored,
                kept=len(result.kept),
                impossible=len(result.impossible),
            )
        )
    return 0
