"""Export: the files of an upload back as they are, their problem cells marked, noted and listed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

from intake.grids import REFUSALS, Refused
from intake.guards import inspect
from intake.marked import listed_workbook, marked_workbook
from intake.marking.marks import ANSWER_PIECE, LEVELS, MOST_ANSWER_PIECES, MOST_LINES, MOST_NOTES, Job, Mark, Words
from intake.problems import Problem
from locales import languages, number, text
from work.copied_answers import answers_of_file
from work.exports import MIME, Export
from work.import_report import problem_sentences
from work.imports import display_name
from work.options import Options

Files = Sequence[tuple[str, bytes]]
# Each problem with the name of its file as it is shown and its sheet, errors first.
Told = Sequence[tuple[str, str, Problem]]
_MIMES = MIME | {"xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12", "zip": "application/zip"}
_SAVED_AGAIN = re.compile(r"\s*\(\d+\)$")
_LONGEST_STEM = 120


def files_to_mark(files: Files, problems: Told) -> list[tuple[str, bytes]]:
    """The files that have something to correct and can be opened at all."""
    closed = {file for file, sheet, problem in problems if not sheet and problem.code in REFUSALS}
    wrong = {file for file, _, problem in problems if problem.level in LEVELS}
    return [(name, content) for name, content in files if display_name(name) in wrong - closed]


def copy_name(files: Files, lang: str) -> str:
    """What the copy of one file, or the folder of several, is called."""
    if len(files) != 1:
        return text("marked.file.several", lang)
    name, content = files[0]
    return f"{own_stem(name)} - {text('marked.file.suffix', lang)}.{_extension(name, content)}"


def copy_mime(files: Files) -> str:
    """The type of what ``marked_copies`` gives for these files."""
    return _MIMES["zip" if len(files) != 1 else _extension(*files[0])]


def own_stem(name: str) -> str:
    """A file's name without its ending and without what a marked copy adds to it."""
    stem = display_name(name).rpartition(".")[0] or display_name(name)
    plain = _SAVED_AGAIN.sub("", stem)
    for lang in languages:
        tail = f" - {text('marked.file.suffix', lang)}"
        if plain.endswith(tail):
            stem = plain.removesuffix(tail)
    return stem[:_LONGEST_STEM].strip() or "-"


def is_copy_of(name: str, other: str) -> bool:
    """Whether a file is the marked copy of another, told by their names."""
    return own_stem(name) == own_stem(other) and own_stem(name) != (display_name(name).rpartition(".")[0])


def loses_its_looks(files: Files) -> bool:
    """Whether the copy of one of the files is a new workbook that only has the same cells."""
    return any(_kind(name, content) not in ("xlsx", "xlsm") for name, content in files)


def marked_copies(files: Files, problems: Told, options: Options, lang: str) -> Export:
    """The file with its problem cells marked, or the files in a zip; one that cannot be marked is a list of its problems."""
    name, mime = copy_name(files, lang), copy_mime(files)
    if len(files) == 1:
        return Export(name, _copy(*files[0], problems, options=options, lang=lang), mime)
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w", zipfile.ZIP_STORED) as archive:
        taken: set[str] = set()
        for file in files:
            inner = _free(copy_name([file], lang), taken)
            archive.writestr(inner, _copy(*file, problems, options=options, lang=lang))
    return Export(name, folder.getvalue(), mime)


def _free(name: str, taken: set[str]) -> str:
    stem, _, extension = name.rpartition(".")
    found = next(n for n in (name, *(f"{stem} ({k}).{extension}" for k in range(2, 10_000))) if n not in taken)
    taken.add(found)
    return found


def _copy(name: str, content: bytes, problems: Told, *, options: Options, lang: str) -> bytes:
    file = display_name(name)
    told = [(sheet, problem) for each, sheet, problem in problems if each == file]
    marks = tuple(_mark(sheet, problem, lang) for sheet, problem in told)
    answers = answers_of_file(options, file)
    if len(answers) > ANSWER_PIECE * MOST_ANSWER_PIECES:
        answers = ""
    lines = _lines(marks, lang)
    if _kind(name, content) not in ("xlsx", "xlsm"):
        lines.append(text("marked.line.plain", lang))
    job = Job(marks, _words(lines, lang), answers)
    try:
        return marked_workbook(name, content, job)
    except Refused:
        return listed_workbook(replace(job, words=_words([text("marked.line.failed", lang)], lang)))


def _mark(sheet: str, problem: Problem, lang: str) -> Mark:
    reason, suggestion = problem_sentences(problem, lang)
    cells = problem.cells or ((problem.cell,) if problem.cell else ())
    word = text(f"upload.level.{problem.level}", lang)
    return Mark(sheet, cells, problem.level, word, found_text(problem, lang), reason, suggestion)


def found_text(problem: Problem, lang: str) -> str:
    """What stands in the cell, as far as the problem tells it; empty where it does not."""
    if problem.code == "empty_name":
        return text("upload.problem.empty", lang)
    found = next((problem.params[name] for name in ("found", "name", "stated") if name in problem.params), "")
    return number(found, lang) if isinstance(found, int) else str(found)


def _lines(marks: Sequence[Mark], lang: str) -> list[str]:
    """What stands above the list."""
    lines = [text("marked.line.colours", lang), text("marked.line.again", lang)]
    if len(marks) > MOST_LINES:
        counts = {"count": number(len(marks), lang), "listed": number(MOST_LINES, lang)}
        lines.append(text("marked.line.more", lang, **counts))
    if len({(mark.sheet, cell) for mark in marks if mark.level in LEVELS for cell in mark.cells}) > MOST_NOTES:
        lines.append(text("marked.line.notes", lang, count=number(MOST_NOTES, lang)))
    return lines


def _words(lines: Sequence[str], lang: str) -> Words:
    heads = [text(f"upload.problem.{name}", lang) for name in ("level", "cell", "found", "why", "suggestion")]
    heads.insert(1, text("marked.sheet.sheet", lang))
    return Words(text("marked.sheet.name", lang), text("marked.sheet.title", lang), tuple(lines), tuple(heads))


def _extension(name: str, content: bytes) -> str:
    return "xlsm" if _kind(name, content) == "xlsm" else "xlsx"


def _kind(name: str, content: bytes) -> str:
    try:
        return inspect(name, content).kind
    except Refused:
        return ""


def with_dropped(files: Files, dropped: Files) -> list[tuple[str, bytes]]:
    """The files of an upload once more are dropped: each takes the place of the one of its name, or that it is a copy of.

    A copy goes by the name of its original, with which the answers about it go, unless it is of another kind.
    """
    now = list(files)
    for name, content in dropped:
        old = next((each for each in now if each[0] == name), None)
        old = old or next((each for each in now if is_copy_of(name, each[0])), None)
        if old is not None:
            now.remove(old)
            name = old[0] if old[0].rpartition(".")[2].lower() == name.rpartition(".")[2].lower() else name
        now.append((name, content))
    return now
