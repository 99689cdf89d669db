"""Read to commit: what a person says beside the files, and the keys under which each answer is found again."""

from dataclasses import dataclass, field

from intake.readings import count_key


@dataclass(frozen=True)
class Options:
    """What the person says beside the files. ``unit`` and ``term`` are ids.

    ``answers`` maps ``with_marks`` of a spelling to a unit's id, for this upload and, unless it is in ``not_kept``, for
    those to come; an empty one asks for what is remembered to be asked again. The keys of the others begin with the
    file's name: ``counts`` (``number_key``) say what a doubtful number means, ``units`` and ``terms`` (``sheet_key``)
    what a sheet is about, ``columns`` (``column_key``) which of several columns is meant, by its letters,
    ``corrections`` (``cell_key``) what a cell should have said. ``asked_anew`` names the files whose own answers, if
    they are marked copies, are not taken any more.
    """

    unit: str | None = None
    term: str | None = None
    replace: bool = False
    is_sample: bool = False
    answers: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    not_kept: list[str] = field(default_factory=list)
    asked_anew: list[str] = field(default_factory=list)


def sheet_key(file: str, sheet: str) -> str:
    """The key of an answer about a sheet."""
    return f"{file}\n{sheet}"


def number_key(file: str, sheet: str, cell: str, *, found: str) -> str:
    """The key of an answer about a doubtful number."""
    return f"{file}\n{count_key(sheet, cell, found)}"


def cell_key(file: str, sheet: str, cell: str, *, mark: str) -> str:
    """The key of a correction of a cell; ``mark`` (``intake.corrections.cell_mark``) stands for what it says now."""
    return f"{file}\n{sheet}\n{cell}\n{mark}"


def column_key(file: str, sheet: str, field: str) -> str:
    """The key of an answer about which column of a sheet holds a field (``intake.rival_columns.figure_name``)."""
    return f"{file}\n{sheet}\n{field}"
