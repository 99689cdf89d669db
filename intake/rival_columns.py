"""Match: two columns that fit one measure or count: which one is meant is asked, and the answer is carried out here."""

from collections.abc import Mapping
from dataclasses import replace

from intake.cells import Cells
from intake.figure_columns import FigureColumn
from intake.grids import address, column_letters, column_number
from intake.headers import Match
from intake.problems import Problem

NEITHER = "-"


def figure_name(figure: FigureColumn) -> str:
    """What a figure is called in an answer: training_sessions, models:recognised, models:unspecified:sector:economy."""
    parts = [figure.measure, figure.stage, figure.dimension, figure.value]
    while parts[-1] in ("", "unspecified"):
        parts.pop()
    return ":".join(parts) + (f"@{figure.term}" if figure.term else "")


def rivals(match: Match) -> dict[str, list[int]]:
    """The columns that fit one field, by the field's name, from left to right."""
    found: dict[str, list[int]] = {}
    for one, other in match.twins:
        columns = found.setdefault(_field_of(match, one), [one])
        columns.append(other)
    return found


def _field_of(match: Match, column: int) -> str:
    if column in match.figures:
        return figure_name(match.figures[column])
    return next(name for name, place in match.fields.items() if place == column)


def settle_columns(match: Match, answers: Mapping[str, str], sheet: str) -> Match:
    """The match with the columns that were chosen, or neither; an answer that names no candidate is none.

    ``answers`` is ``Context.columns``: the letters, and perhaps the head as it was written when it was answered.
    """
    for name, columns in rivals(match).items():
        answer = answers.get(f"{sheet}\n{name}", "")
        chosen = next((c for c in columns if _names(match, c, answer)), None)
        if chosen is not None or answer == NEITHER:
            match = _chosen(match, columns, chosen)
    return match


def _names(match: Match, column: int, answer: str) -> bool:
    letters, _, head = answer.partition("\n")
    is_it = letters.isascii() and letters.isalpha() and column_number(letters) == column
    return is_it and head in ("", match.band.heads.get(column, ""))


def _chosen(match: Match, columns: list[int], chosen: int | None) -> Match:
    first = columns[0]
    fields = {name: column for name, column in match.fields.items() if column != first}
    figures = {column: figure for column, figure in match.figures.items() if column != first}
    if chosen is not None and first in match.figures:
        figures[chosen] = match.figures[first]
    elif chosen is not None:
        fields[_field_of(match, first)] = chosen
    return replace(
        match,
        fields=fields,
        figures=dict(sorted(figures.items())),
        untaken=tuple(sorted({*match.untaken, *columns} - {chosen})),
        twins=tuple(pair for pair in match.twins if pair[0] != first),
    )


def say_rivals(cells: Cells) -> None:
    """Ask which of several columns states a figure; ``answers`` are their letters."""
    match = cells.match
    for name, columns in rivals(match).items():
        heads = [match.head(column) for column in columns]
        params: dict[str, str | int] = {
            "one": heads[0],
            "other": ", ".join(heads[1:]),
            "field": name,
            "subject": f"{match.dataset}:{name}",
            "heads": "\n".join(match.band.heads.get(column, "") for column in columns),
        }
        spot = address(match.band.last_row, columns[1])
        letters = tuple(column_letters(column) for column in columns)
        cells.reading.problems.append(Problem("error", "two_columns_one_measure", spot, params, "column", letters))
