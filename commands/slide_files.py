"""``export FILE.pptx``: the pages of the dashboard as slides, narrowed by the same words as figures."""

import argparse
from pathlib import Path

from commands.asked_pages import asked_pages, code_of
from commands.speaking import language
from locales import text
from work.imprints import Imprint


def write_slides(arguments: argparse.Namespace, path: Path) -> None:
    """Write the pages that show what the words ask for; a measure narrows them to the pages that count it."""
    from commands.files import write_whole
    from work.slide_shows import export_slides

    pages, codes = asked_pages(arguments)
    made = export_slides(pages, codes, language(), imprint=Imprint(code=code_of(pages, codes)))
    write_whole(path, made.content)
    print(text("slides.command.done", language(), name=path, count=made.slides, version=made.version))
