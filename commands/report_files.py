"""``export FILE.docx`` and ``export FILE.pdf``: the written report or its one sheet, narrowed by the same words as figures."""

import argparse
from pathlib import Path

from commands.asked_pages import asked_pages, code_of
from commands.speaking import language
from locales import text
from work import start
from work.imprints import Imprint


def write_report(arguments: argparse.Namespace, path: Path) -> None:
    """Write the report on the pages that show what the words ask for; a measure narrows them to those that count it.

    ``--one-page`` asks for one side of A4 instead: the first page, for that measure.
    """
    from commands.files import write_whole
    from work.documents import export_report
    from work.one_page import export_one_page

    pages, codes = asked_pages(arguments)
    kind = path.suffix.lower().removeprefix(".")
    if arguments.one_page:
        made = export_one_page(codes, language(), imprint=Imprint(code=code_of(["overview"], codes)))
    else:
        made = export_report(pages, codes, kind, lang=language(), imprint=Imprint(code=code_of(pages, codes)))
    write_whole(path, made.content)
    version = (codes.get("v") or [str(start.database().version())])[0]
    print(text("document.command.done", language(), name=path, version=version))
