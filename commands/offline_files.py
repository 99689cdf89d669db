"""``export FILE.html``: the dashboard for a hall without a network, narrowed by the same words as figures."""

import argparse
from pathlib import Path

from commands.asked_pages import code_of
from commands.reading import found_figures
from commands.speaking import language
from data_access.periods import period
from locales import text
from work import start
from work.imprints import Imprint


def write_offline(arguments: argparse.Namespace, path: Path) -> None:
    """Write the copy; a term that the words name is shown first, and the others of its kind can be chosen."""
    from commands.files import FileRefusal, write_whole
    from work.offline import export_offline

    _, selection, found = found_figures(start.database(), arguments)
    if not found:
        raise FileRefusal("offline.command.nothing")
    codes = selection.codes()
    if selection.terms:
        codes["kind"] = [period(selection.terms[0]).kind]
    if arguments.measure:
        codes["measure"] = [arguments.measure]
    made = export_offline(codes, language(), imprint=Imprint(code=code_of(["overview"], codes)))
    write_whole(path, made.content)
    version = selection.version if selection.version is not None else start.database().version()
    print(text("offline.command.done", language(), name=path, version=version))
