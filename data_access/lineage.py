"""Trace: «Vì sao có số này?»: the cells and rows that a figure is made of, back to file and upload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, text

from data_access.corrections import Correction, at_place, corrections_in
from data_access.cube import Cube
from data_access.list_rows import details
from data_access.listed import ListRow
from data_access.own_figures import OwnFigures, Part
from data_access.queries import Figure, Question, figures

_STATED = text(
    """
    SELECT r.id, f.name AS file_name, r.file, r.sheet, r.source_cell, r.source_row, r.value, r.qualifier,
           r.brought_by
    FROM reported_figure r JOIN uploaded_file f ON f.id = r.file
    WHERE r.id IN :ids
    """
).bindparams(bindparam("ids", expanding=True))
_AT_ONCE = 5_000


@dataclass(frozen=True)
class Trace:
    """One cell of a summary sheet or one row of a list, and what it adds to the figure.

    ``corrections``: what a person corrected of the cell, or of the row's cells, before the commit.
    """

    file: str
    file_id: int
    sheet: str
    cell: str | None
    row: int | None
    value: int
    qualifier: str | None
    upload: int
    corrections: tuple[Correction, ...] = ()


def trace(connection: Connection, cube: Cube, question: Question) -> list[Trace]:
    """What the figure of one unit and one term is made of; empty where there is no such figure.

    The unit's own figure where it has one, else the sum over the units below it.
    """
    asked = replace(question, split=())
    found = figures(cube, asked.reference, asked.measure, asked.selection)
    own = [figure for figure in found if figure.unit in asked.selection.units]
    if not own:
        own = figures(cube, asked.reference, asked.measure, asked.selection, by=("term",))
    return [each for figure in own for each in trace_figure(connection, cube, asked, figure)]


def trace_figure(connection: Connection, cube: Cube, question: Question, figure: Figure) -> list[Trace]:
    """What a figure that this question gave is made of: the values add up to it."""
    traces = list(_of_cells(connection, figure.parts))
    counted = list(_of_lists(connection, cube, question, figure))
    said = details(connection, question.measure, [row.id for row in counted])
    return _with_corrections(connection, [*traces, *(_of_row(row, said[row.id]) for row in counted)])


def _with_corrections(connection: Connection, traces: list[Trace]) -> list[Trace]:
    found = corrections_in(connection, {each.file_id for each in traces})
    return [
        replace(each, corrections=at_place(found[each.file_id, each.sheet], each.cell, each.row))
        if (each.file_id, each.sheet) in found
        else each
        for each in traces
    ]


def _of_lists(connection: Connection, cube: Cube, question: Question, figure: Figure) -> Iterator[ListRow]:
    answers = OwnFigures(cube, question.measure, question.selection, question.split)
    line = tuple(figure.dims[name] for name in question.split)
    places = {(part.unit, part.how, part.term) for part in figure.parts if part.basis == "itemised"}
    units = {unit for unit, _, _ in places}
    if not units:
        return
    for (how, term), row in question.measure.source.placed(connection, cube.version, units):
        said = dict(zip(question.measure.dimensions, row.codes, strict=True))
        if (row.unit, how, term) in places and answers.line_of(said) == line:
            yield row


def _of_cells(connection: Connection, parts: Sequence[Part]) -> Iterator[Trace]:
    ids = [number for part in parts for number in part.ids]
    found = {
        row["id"]: row
        for start in range(0, len(ids), _AT_ONCE)
        for row in connection.execute(_STATED, {"ids": ids[start : start + _AT_ONCE]}).mappings()
    }
    for number in ids:
        row = found[number]
        at_row = None if row["source_cell"] else row["source_row"]
        yield Trace(
            row["file_name"], row["file"], row["sheet"], row["source_cell"], at_row,
            row["value"], row["qualifier"], row["brought_by"],
        )  # fmt: skip


def _of_row(row: ListRow, said: dict[str, Any]) -> Trace:
    return Trace(
        file=said["file_name"],
        file_id=said["file"],
        sheet=said["sheet"],
        cell=None,
        row=said["source_row"],
        value=row.value,
        qualifier=row.qualifier,
        upload=said["brought_by"],
    )
