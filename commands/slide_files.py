"""``export FILE.pptx``: the pages of the dashboard as slides, narrowed by the same words as figures."""

import argparse
from pathlib import Path

from commands.reading import found_figures
from commands.speaking import language
from locales import text
from work import start


def write_slides(arguments: argparse.Namespace, path: Path) -> None:
    """Write the pages that show what the words ask for; a measure narrows them to the pages that count it."""
    from commands.files import write_whole
    from work.page_content import PAGES
    from work.slide_shows import export_slides

    _, selection, _ = found_figures(start.database(), arguments)
    codes = selection.codes()
    wanted = arguments.measure
    if wanted:
        codes["measure"] = [wanted]
    pages = [name for name, page in PAGES.items() if not wanted or wanted in [each.key for each in page.measures]]
    made = export_slides(pages, codes, language())
    write_whole(path, made.content)
    print(text("slides.command.done", language(), name=path, count=made.slides, version=made.version))
