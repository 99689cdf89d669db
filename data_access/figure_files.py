"""Export: the files that figures came from, each with the upload that first brought them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, bindparam, text

from data_access.figure_rules import rules_at
from data_access.listed import places_of
from data_access.measures import Measure
from data_access.own_figures import Part
from data_access.queries import Figure

_AT_ONCE = 5_000
_STATED = text(
    "SELECT DISTINCT f.name, r.brought_by FROM reported_figure r JOIN uploaded_file f ON f.id = r.file WHERE r.id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_LISTED = {
    "models": text(
        "SELECT DISTINCT f.name, r.brought_by, r.unit, r.term, r.report_year "
        "FROM dan_van_model r JOIN uploaded_file f ON f.id = r.file "
        "WHERE r.added_by <= :version AND (r.removed_by IS NULL OR r.removed_by > :version)"
    ),
    "training": text(
        "SELECT DISTINCT f.name, r.brought_by, r.unit, r.term, r.year "
        "FROM training_session r JOIN uploaded_file f ON f.id = r.file "
        "WHERE r.added_by <= :version AND (r.removed_by IS NULL OR r.removed_by > :version)"
    ),
    "commendations": text(
        "SELECT DISTINCT f.name, r.brought_by, r.unit, r.term, r.year "
        "FROM commendation r JOIN uploaded_file f ON f.id = r.file "
        "WHERE r.added_by <= :version AND (r.removed_by IS NULL OR r.removed_by > :version)"
    ),
}


def files_behind(
    connection: Connection, measure: Measure, found: Iterable[Figure], *, version: int
) -> list[tuple[str, int]]:
    """The files and uploads behind figures of one measure, by upload and name."""
    parts = {part for figure in found for part in figure.parts}
    ids = sorted({number for part in parts for number in part.ids})
    files = {*_stated(connection, ids), *_listed(connection, measure, parts, version)}
    return sorted(files, key=lambda each: (each[1], each[0]))


def _stated(connection: Connection, ids: Sequence[int]) -> Iterator[tuple[str, int]]:
    for start in range(0, len(ids), _AT_ONCE):
        found = connection.execute(_STATED, {"ids": ids[start : start + _AT_ONCE]})
        yield from ((name, upload) for name, upload in found)


def _listed(connection: Connection, measure: Measure, parts: set[Part], version: int) -> Iterator[tuple[str, int]]:
    places = {(part.unit, part.how, part.term) for part in parts if part.basis == "itemised"}
    if not places:
        return
    shift = rules_at(connection, version).plan_shift
    for name, upload, unit, term, year in connection.execute(_LISTED[measure.dataset], {"version": version}):
        if any((unit, how, counted_in) in places for how, counted_in in places_of(term, year, shift)):
            yield name, upload
