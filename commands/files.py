"""``export``, ``template`` and ``reminders``: figures and templates into files, each written whole or not at all."""

import argparse
import os
from pathlib import Path

from commands.named_units import units_named
from commands.reading import asked_measures, found_figures
from commands.speaking import Refusal, language
from locales import text
from work import start


class FileRefusal(Refusal):
    """A refusal whose sentence stands with the exports."""

    def __init__(self, key: str, **params: object) -> None:
        Exception.__init__(self, text(key, language(), **params))
        self.exit_code = 2


def run_export(arguments: argparse.Namespace) -> int:
    """Write what the words ask for to a workbook, a text file, slides, a written report or an offline copy."""
    path = _path(arguments.file, ("pptx", "docx", "pdf", "html", "xlsx", "csv"))
    if arguments.one_page and _ending(path) != "pdf":
        raise FileRefusal("document.command.one_page_is_pdf", name=path.name)
    _refuse_what_does_nothing(arguments, path)
    arguments.by = "unit,term" if arguments.by is None else arguments.by
    from work.office import draw_as_set

    draw_as_set(start.database())
    if _whole_pages(arguments, path):
        return 0
    database = start.database()
    _, selection, found = found_figures(database, arguments)
    from work.exports import export_figures

    made = export_figures(
        database,
        asked_measures(arguments),
        selection,
        arguments.by.split(","),
        lang=language(),
        kind=_ending(path),
    )
    write_whole(path, made.content)
    version = selection.version if selection.version is not None else database.version()
    print(text("exports.command.done", language(), name=path, count=len(found), version=version))
    return 0


def _refuse_what_does_nothing(arguments: argparse.Namespace, path: Path) -> None:
    """Refuse words that would change nothing in a file of this ending: whoever says them expects otherwise."""
    if arguments.whole and _ending(path) != "xlsx":
        raise FileRefusal("exports.command.whole_is_xlsx", name=path.name)
    given = {"--by": arguments.by is not None, "--roll-up": arguments.roll_up}
    words = ", ".join(word for word, is_given in given.items() if is_given)
    if words and (arguments.whole or _ending(path) not in ("xlsx", "csv")):
        raise FileRefusal("exports.command.pages_take_no_split", name=path.name, words=words)


def _whole_pages(arguments: argparse.Namespace, path: Path) -> bool:
    """Write pages of the dashboard, where that is what the ending asks for; only what makes them is imported."""
    if _ending(path) == "pptx":
        from commands.slide_files import write_slides as write
    elif _ending(path) in ("docx", "pdf"):
        from commands.report_files import write_report as write
    elif _ending(path) == "html":
        from commands.offline_files import write_offline as write
    elif arguments.whole and _ending(path) == "xlsx":
        from commands.view_files import write_views as write
    else:
        return False
    write(arguments, path)
    return True


def run_template(arguments: argparse.Namespace) -> int:
    """Write the empty template of every kind of sheet."""
    path = _path(arguments.file, ("xlsx",))
    from work.templates import template_file

    write_whole(path, template_file(start.database(), lang=language()).content)
    print(text("template.command.done", language(), name=path))
    return 0


def run_reminders(arguments: argparse.Namespace) -> int:
    """Write a workbook for every unit that still owes figures of a term."""
    path = _path(arguments.file, ("zip",))
    from data_access.measures import MEASURES
    from work.completeness import completeness
    from work.imports import term_option
    from work.reminders import reminders
    from work.views import open_view

    term = term_option(arguments.term)
    if term is None:
        raise Refusal("wrong_term", term=arguments.term)
    kind, _, label = term.partition(":")
    asked = [code.strip() for code in (arguments.unit or "").split(",") if code.strip()]
    for code in asked:  # a page leaves out a code that means nothing; here that would be everybody
        units_named(start.reference(), code, (term,))
    codes = {"kind": [kind], "term": [label]} | ({"unit": asked} if asked else {})
    measures = list(MEASURES.values())
    view = open_view(codes, measures)
    found = completeness(view, measures) if view.term == term else None
    units = [each.unit for each in (*found.silent, *found.partial)] if found else []
    if found is None or not units:
        print(text("completeness.command.none", language()))
        return 0
    write_whole(path, reminders(view, found, units, lang=language()).content)
    print(text("completeness.command.done", language(), name=path, count=len(units)))
    return 0


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")


def _path(name: str, endings: tuple[str, ...]) -> Path:
    path = Path(name)
    if _ending(path) not in endings:
        topics = {"csv": "exports", "xlsx": "template", "zip": "completeness"}
        raise FileRefusal(f"{topics[endings[-1]]}.command.wrong_ending", name=name)
    if path.is_dir() or not path.resolve().parent.is_dir():
        raise FileRefusal("exports.command.no_folder", name=name)
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that nobody ever sees half of it."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
