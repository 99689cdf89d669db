"""``export FILE.xlsx --whole``: the pages of the dashboard as a workbook, narrowed by the same words as figures."""

import argparse
from pathlib import Path

from commands.asked_pages import asked_pages, code_of
from commands.speaking import language
from locales import text
from work import start
from work.imprints import Imprint


def write_views(arguments: argparse.Namespace, path: Path) -> None:
    """Write the pages that show what the words ask for, a sheet a view."""
    from commands.files import write_whole
    from work.view_books import export_views

    pages, codes = asked_pages(arguments)
    made = export_views(pages, codes, language(), imprint=Imprint(code=code_of(pages, codes)))
    write_whole(path, made.content)
    version = (codes.get("v") or [str(start.database().version())])[0]
    print(text("exports.command.views", language(), name=path, version=version))
