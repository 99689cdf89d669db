"""Trace, show: what lies behind a figure of a view: its cells, its rows, the copy of the sheet they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from data_access.breakdowns import listed_by
from data_access.corrections import Correction, at_place, corrections_in
from data_access.former import FormerReference
from data_access.history import Origin, origins_of
from data_access.kept_copies import load_kept
from data_access.lineage import Trace, trace_figure
from data_access.list_rows import rows
from data_access.measures import Measure
from data_access.queries import Figure, figures
from data_access.selection import Selection
from data_access.unit_figures import without_double
from work.views import View

__all__ = [
    "Correction", "ListRows", "Origin", "Trace", "corrections_at", "figure_behind", "kept_copy", "list_rows", "listed",
    "origins", "uploads_of",
]  # fmt: skip


@dataclass(frozen=True)
class ListRows:
    """One page of the list rows behind a figure; ``has_more`` tells whether there is another."""

    rows: list[dict[str, Any]]
    has_more: bool


def figure_behind(view: View, measure: Measure, selection: Selection) -> Figure | None:
    """The one figure of a selection of one term: a unit's own, else the sum over the units selected."""
    own = (
        [f for f in view.figures(measure, selection) if f.unit in selection.units] if len(selection.units) == 1 else []
    )
    found = own or view.figures(measure, selection, ("term",))
    return found[0] if found else None


def parts_of_sum(view: View, measure: Measure, selection: Selection) -> list[Figure]:
    """The figures of single units that a sum adds up, in official order; of a former district its own and its communes'."""
    if isinstance(view.reference, FormerReference) and len(selection.units) == 1:
        return _of_members(view, view.reference, measure, selection)
    found = view.figures(measure, selection)
    counted = set(without_double(view.reference, [str(figure.unit) for figure in found]))
    return [figure for figure in found if figure.unit in counted]


def _of_members(view: View, reference: FormerReference, measure: Measure, selection: Selection) -> list[Figure]:
    members = tuple(sorted(reference.units_in(selection.units)))
    asked = replace(selection, units=members, province=None, by_former=False)
    return view.once(("members", measure.key, asked), lambda: figures(view.cube, reference.as_reported, measure, asked))


def origins(view: View, measure: Measure, selection: Selection, figure: Figure) -> list[Trace]:
    """The cells and rows whose values add up to a figure."""
    question = view.question(measure, selection=selection)
    with view.database.read() as connection:
        return trace_figure(connection, view.cube, question, figure)


def uploads_of(view: View, traces: Sequence[Trace]) -> dict[int, Origin]:
    """When and by whom the uploads of these cells and rows were made."""
    if not traces:
        return {}
    with view.database.read() as connection:
        return origins_of(connection, (trace.upload for trace in traces))


def kept_copy(view: View, file: int, sheet: str) -> dict[str, Any] | None:
    """The understood cells of a sheet."""
    with view.database.read() as connection:
        return load_kept(connection, file, sheet)


def corrections_at(view: View, trace: Trace) -> tuple[Correction, ...]:
    """What a person corrected of a cell, or of a row's cells, before the commit that brought it."""
    with view.database.read() as connection:
        found = corrections_in(connection, [trace.file_id])
    return at_place(found.get((trace.file_id, trace.sheet), ()), trace.cell, trace.row)


def list_rows(view: View, measure: Measure, selection: Selection, *, page: int, size: int) -> ListRows:
    """A page of the rows of lists that a selection counts, the first page being 1."""
    question = view.question(measure, selection=replace(selection, basis="itemised"))
    with view.database.read() as connection:
        found = rows(connection, question, version=view.cube.version, limit=size + 1, offset=(page - 1) * size)
    return ListRows(found[:size], len(found) > size)


def listed(view: View, measure: Measure, field: str) -> dict[str, int]:
    """What the lists of the term in the foreground count, by the codes of a field such as topic."""
    if view.term is None:
        return {}
    question = view.question(measure, selection=view.at(view.term))

    def count() -> dict[str, int]:
        with view.database.read() as connection:
            return listed_by(connection, question, field, version=view.cube.version)

    found: dict[str, int] = view.once(("listed", measure.key, field, question.selection), count)
    return found
