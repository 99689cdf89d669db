"""Guard to commit: workbooks in, a change set to look at, and then exactly that change set committed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

import settings
from data_access.change_sets import ChangeSet, Incoming
from data_access.changes import compare
from data_access.commits import commit
from data_access.database import Database
from data_access.figure_rules import rules_of
from data_access.kept_reference import reference_of
from data_access.office_settings import office_values
from data_access.periods import make_term
from data_access.spelling import clean
from data_access.uploaded_files import FileRecord
from intake.grids import Refused
from intake.limits import DEFAULT
from intake.problems import Problem
from intake.readings import Context, FileReading
from intake.sheets import read_sheets
from intake.terms import read_option_term
from intake.units import UnitNames
from intake.workbooks import read_workbook
from work.collecting import no_collecting
from work.copied_answers import brought_answers, take_answers
from work.corrections import kept_sheets
from work.facts_read import incoming_of, named_terms
from work.locks import report_locked
from work.meters import meters, timed
from work.options import Options
from work.read_before import ReadBefore
from work.remembered import used_answers
from work.repeated_rows import report_contradictions, report_duplicates, report_merged
from work.rights import Action, Person, authorise, line_of

Progress = Callable[[float], object]


@dataclass
class Prepared:
    """An import before its commit: what was read, what it would change, and what of the files is kept."""

    readings: list[FileReading]
    options: Options
    files: list[FileRecord] = field(default_factory=list)
    incoming: list[Incoming] = field(default_factory=list)
    change_set: ChangeSet | None = None
    digest: str = ""

    @property
    def has_errors(self) -> bool:
        """Whether anything blocks the commit."""
        return any(reading.has_errors for reading in self.readings)


@timed("import_seconds", step="prepare")
@no_collecting()
def prepare(
    database: Database,
    files: list[tuple[str, bytes]],
    options: Options,
    *,
    progress: Progress | None = None,
    worker: Path | None = None,
    before: ReadBefore | None = None,
) -> Prepared:
    """Read the files and compare them with what is current; nothing is written.

    ``worker`` reads in the usual one's place; ``before`` holds what was read of these files already.
    """
    reference = reference_of(database)
    with database.read() as connection:
        office = office_values(connection)
    context = Context(
        reference, UnitNames(reference), date.today(), options.unit, options.term, office["default_province"] or None,
        dict(options.answers), plan_shift=rules_of(office).plan_shift,
    )  # fmt: skip
    readings = []
    for number, (name, content) in enumerate(files):
        reading, options = _read(name, content, (context, options), worker=worker, before=before)
        readings.append(reading)
        if progress:
            progress((number + 1) / (len(files) + 1))
    if before:
        before.forget_others(files)
    prepared = Prepared(readings, options, [_file_record(name, content) for name, content in files])
    prepared.incoming = incoming_of(readings)
    if prepared.has_errors:
        report_contradictions(readings)
    else:
        change_set = compare_again(database, prepared)
        report_duplicates(readings, change_set.duplicates)
        report_locked(database, change_set, readings)
        report_merged(readings, change_set.merged)
    if progress:
        progress(1.0)
    return prepared


@no_collecting()
def compare_again(database: Database, prepared: Prepared) -> ChangeSet:
    """Hold the import against what is current now; its change set is made anew."""
    with database.read() as connection:
        change_set = compare(connection, prepared.incoming, replace=prepared.options.replace)
    prepared.change_set, prepared.digest = change_set, change_set.digest()
    return change_set


@no_collecting()
@timed("import_seconds", step="commit")
def commit_prepared(
    database: Database, person: Person, prepared: Prepared, progress: Progress | None = None
) -> int | None:
    """Commit exactly the change set that was shown; the new upload's number, or nothing where nothing changes.

    Raises Stale with the new change set where the data changed meanwhile and so would the outcome, NotAllowed where it
    touches units that are not the person's.
    """
    assert prepared.change_set is not None and not prepared.has_errors
    person = authorise(database, person, Action.UPLOAD, units=touched_units(prepared))

    def recompute(connection: Connection) -> ChangeSet:
        return compare(connection, prepared.incoming, replace=prepared.options.replace)

    return commit(
        database,
        prepared.change_set,
        by=person.name,
        kind="replace" if prepared.options.replace else "import",
        files=prepared.files,
        kept=kept_sheets(prepared.readings) if prepared.change_set.has_changes else [],
        new_terms=[made for made in map(make_term, sorted(named_terms(prepared.incoming)))],
        is_sample=prepared.options.is_sample,
        answers=used_answers(prepared.readings, prepared.options),
        audit=line_of(person, Action.UPLOAD),
        recompute=recompute,
        progress=progress,
    )


def touched_units(prepared: Prepared) -> Iterator[str]:
    """The units of every row that a commit would add, change or remove, and of every spelling it would remember."""
    if prepared.change_set is not None:
        yield from prepared.change_set.units()
    yield from used_answers(prepared.readings, prepared.options).values()


def _told_of_file(context: Context, options: Options, file: str) -> Context:
    def here(answers: dict[str, Any]) -> dict[str, Any]:
        return {key.removeprefix(f"{file}\n"): said for key, said in answers.items() if key.startswith(f"{file}\n")}

    return replace(
        context,
        answers=dict(options.answers),
        counts=here(options.counts),
        units=here(options.units),
        terms=here(options.terms),
        columns=here(options.columns),
        corrections=here(options.corrections),
    )


def _read(
    name: str, content: bytes, told: tuple[Context, Options], *, worker: Path | None, before: ReadBefore | None
) -> tuple[FileReading, Options]:
    """What a file says, and the options with the answers that it brings where it is a marked copy."""
    (context, options), file = told, display_name(name)
    limits = replace(DEFAULT, file_bytes=settings.max_upload_bytes())
    read = partial(read_sheets, name, content, worker=worker, limits=limits)
    try:
        workbook = before.workbook(name, content, read) if before else read()
    except Refused as refused:
        meters.count("reader_refusals", code=refused.code)
        return FileReading(file, problems=[Problem("error", refused.code, None, dict(refused.params))]), options
    known = take_answers(workbook, options, file, context.reference)
    reading = read_workbook(file, workbook, _told_of_file(context, known, file))
    if brought := brought_answers(options, known):
        reading.problems.append(Problem("notice", "answers_from_copy", None, {"count": len(brought)}))
    return reading, known


def term_option(written: str) -> str | None:
    """The id of a term as a person types it, or nothing where it is none."""
    return read_option_term(written).term


def most_megabytes() -> int:
    """The largest file that is looked at, in megabytes."""
    return settings.max_upload_bytes() // (1024 * 1024)


def display_name(name: str) -> str:
    """A file's name as it may be shown and kept: its last part, printable, at most 200 characters."""
    return clean(name.replace("\\", "/").rsplit("/", 1)[-1])[:200] or "-"


def _file_record(name: str, content: bytes) -> FileRecord:
    return FileRecord(display_name(name), len(content), sha256(content).hexdigest())
