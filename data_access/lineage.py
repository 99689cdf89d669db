"""Trace: «Vì sao có số này?»: the cells and rows that a figure is made of, back to file and upload."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, text

from data_access.cube import Cube
from data_access.listings import counted_rows
from data_access.own_figures import OwnFigures, Part
from data_access.periods import PLAN_SHIFT
from data_access.queries import Figure, Question, figures

_STATED = text(
    """
    SELECT r.id, f.name AS file_name, r.file, r.sheet, r.source_cell, r.source_row, r.value, r.qualifier,
           r.brought_by
    FROM reported_figure r JOIN uploaded_file f ON f.id = r.file
    WHERE r.id IN :ids
    """
).bindparams(bindparam("ids", expanding=True))
_FILES = text("SELECT id, name FROM uploaded_file WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)


@dataclass(frozen=True)
class Trace:
    """One cell of a summary sheet or one row of a list, and what it adds to the figure."""

    file: str
    file_id: int
    sheet: str
    cell: str | None
    row: int | None
    value: int
    qualifier: str | None
    upload: int


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
    answers = OwnFigures(cube, question.measure, question.selection, question.split)
    line = tuple(figure.dims[name] for name in question.split)
    rows: list[dict[str, Any]] = []
    for how, term in dict.fromkeys(
        (part.how, part.term) for part in figure.parts if part.basis == "itemised"
    ):
        units = [part.unit for part in figure.parts if (part.how, part.term) == (how, term)]
        query = counted_rows(question.measure, units=units, terms=[term], how=how)
        found = connection.execute(query, {"version": cube.version, "shift": PLAN_SHIFT}).mappings()
        rows.extend(row for row in map(dict, found) if answers.line_of(row) == line)
    names = _names(connection, {row["file"] for row in rows})
    return [*traces, *(_of_row(row, names) for row in rows)]


def _of_cells(connection: Connection, parts: Sequence[Part]) -> Iterator[Trace]:
    ids = [number for part in parts for number in part.ids]
    found = {row["id"]: row for row in connection.execute(_STATED, {"ids": ids}).mappings()} if ids else {}
    for number in ids:
        row = found[number]
        at_row = None if row["source_cell"] else row["source_row"]
        yield Trace(
            row["file_name"], row["file"], row["sheet"], row["source_cell"], at_row,
            row["value"], row["qualifier"], row["brought_by"],
        )  # fmt: skip


def _of_row(row: dict[str, Any], names: dict[int, str]) -> Trace:
    return Trace(
        names[row["file"]], row["file"], row["sheet"], None, row["source_row"],
        int(row["value"]), row["qualifier"], row["brought_by"],
    )  # fmt: skip


def _names(connection: Connection, files: set[int]) -> dict[int, str]:
    if not files:
        return {}
    return {row.id: row.name for row in connection.execute(_FILES, {"ids": sorted(files)})}
