"""``import``: workbooks into the database, all of them or none."""

import argparse
from pathlib import Path

from commands.acting import acting
from commands.answering import SaidAnswer, read_answers, refuse_unused, with_places
from commands.named_units import units_named
from commands.speaking import Refusal, language, print_json, say, writable
from data_access.database import Database
from data_access.errors import Stale
from data_access.reference import load_reference
from data_access.spelling import with_marks
from intake.problems import Problem
from work import start
from work.import_report import import_report, problem_sentences
from work.imports import Prepared, commit_prepared, prepare, term_option
from work.options import Options
from work.remembered import used_answers


def run_import(arguments: argparse.Namespace) -> int:
    """Read, compare and commit; 0 committed or nothing to change, 1 problems and nothing committed."""
    database = start.database()
    person = acting(database, arguments.account)
    said = read_answers(arguments.answers)
    options = _options(database, arguments, said)
    files = [(writable(Path(name).name), _content(name)) for name in arguments.files]
    prepared = _prepared(database, files, options, said)
    upload, done = None, not prepared.has_errors
    if done and not arguments.dry_run:
        try:
            upload = commit_prepared(database, person, prepared)
        except Stale as stale:
            raise Refusal("import.stale", exit_code=1) from stale
    if arguments.json:
        print_json(import_report(prepared, language(), committed=done and not arguments.dry_run, upload=upload))
    else:
        _print(prepared, arguments, upload)
    return 0 if done else 1


def _prepared(database: Database, files: list[tuple[str, bytes]], options: Options, said: list[SaidAnswer]) -> Prepared:
    """The import with all answers; those about sheets and cells are given once their questions are open."""
    units = {each.value: _unit(database, each.value, options.term) for each in said if each.is_unit and each.sheet}
    prepared = prepare(database, files, options)
    while (more := with_places(prepared, said, units)) != prepared.options:
        prepared = prepare(database, files, more)
    refuse_unused(prepared, said)
    return prepared


def _content(name: str) -> bytes:
    path = Path(name)
    if not path.is_file():
        raise Refusal("import.no_such_file", exit_code=2, name=name)
    return path.read_bytes()


def _options(database: Database, arguments: argparse.Namespace, said: list[SaidAnswer]) -> Options:
    term = None
    if arguments.term is not None:
        term = term_option(arguments.term)
        if term is None:
            raise Refusal("wrong_term", term=arguments.term)
    unit = _unit(database, arguments.unit, term) if arguments.unit is not None else None
    answers = {with_marks(s.spelling): _unit(database, s.value, term) for s in said if s.spelling}
    return Options(unit=unit, term=term, replace=arguments.replace, answers=answers)


def _unit(database: Database, code: str, term: str | None) -> str:
    """The unit of a code; of a province that went on under its code and name, the one that stands today."""
    with database.read() as connection:
        reference = load_reference(connection)
    return units_named(reference, code, (term,) if term else ())[-1]


def _print(prepared: Prepared, arguments: argparse.Namespace, upload: int | None) -> None:
    """The import in sentences: each sheet, each problem, and what became of it."""
    counts = prepared.change_set.counts() if prepared.change_set else {}
    for number, reading in enumerate(prepared.readings):
        print(say("import.file", name=reading.file))
        for problem in reading.problems:
            _print_problem("", problem)
        for sheet in reading.sheets:
            changed = counts.get((number, sheet.sheet[:100]), {})
            print(say("import.sheet", sheet=sheet.sheet, dataset=sheet.dataset or "–", rows=sheet.rows_read, skipped=len(sheet.rows_skipped),
                      new=changed.get("new", 0), changed=changed.get("changed", 0), unchanged=changed.get("unchanged", 0),
                      missing=changed.get("missing", 0), removed=changed.get("removed", 0)))  # fmt: skip
            for problem in sheet.problems:
                _print_problem(sheet.sheet, problem)
    if prepared.has_errors:
        print(say("import.refused"))
    elif arguments.dry_run:
        print(say("import.dry"))
    elif upload is None:
        print(say("import.unchanged"))
    else:
        print(say("import.committed", upload=upload))
        if remembered := used_answers(prepared.readings, prepared.options):
            print(say("import.remembered", spellings=", ".join(f"«{spelling}»" for spelling in remembered)))


def _print_problem(sheet: str, problem: Problem) -> None:
    message, suggestion = problem_sentences(problem, language())
    place = f"{sheet}!{problem.cell}" if problem.cell else sheet or "–"
    print(say(f"import.{problem.level}", cell=place, message=message, suggestion=suggestion))
