"""Export: the figures or the rows of a look at the data as a file to take away: the same figures as on the screen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from data_access.cache import cube_of
from data_access.cube import Cube
from data_access.database import Database
from data_access.figure_files import files_behind
from data_access.former import former_reference
from data_access.history import committed_at
from data_access.kept_reference import reference_of
from data_access.list_rows import rows
from data_access.measures import Measure
from data_access.periods import is_running
from data_access.places import expected_units, stands, unit_order
from data_access.queries import Figure, Question, figures
from data_access.reference import Reference
from data_access.sample_uploads import has_samples
from data_access.selection import Selection
from data_access.term_days import lived
from locales import text
from reports.csv_file import csv_file, rows_csv
from reports.export_content import About, ExportContent, Line, Origin, Place, RowsContent
from reports.rows_table import MOST_ROWS, rows_table
from reports.spreadsheet import rows_workbook, workbook
from work.export_names import file_name, measures_part, place_part, terms_part
from work.imprints import UNSIGNED, Imprint

XLSX, CSV = "xlsx", "csv"
MIME = {
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    CSV: "text/csv",
}


class Export(NamedTuple):
    """A file to take away."""

    file_name: str
    content: bytes
    mime: str


def export_figures(
    database: Database,
    measures: Sequence[Measure],
    selection: Selection,
    by: Sequence[str] = ("unit", "term"),
    *,
    lang: str,
    kind: str = XLSX,
    imprint: Imprint = UNSIGNED,
) -> Export:
    """The figures of a selection as a workbook or a text file; ``by`` as ``queries.figures`` takes it."""
    cube, reference = _seen(database, selection.version, by_former=selection.by_former)
    look = _Look(cube, reference, selection, tuple(by), imprint.moment)
    about = _about(database, look, measures, lang=lang, imprint=imprint)
    content = look.content(about, _origins(database, look, measures))
    names = [text("exports.file.start", lang), measures_part(measures, lang), place_part(selection, reference)]
    names.append(terms_part(selection.terms or {line.term for line in content.lines}))
    names.append(text("exports.file.version", lang, version=cube.version))
    made = csv_file(content) if kind == CSV else workbook(content)
    return Export(file_name(names, kind), made, MIME[kind])


def about_figures(
    database: Database,
    measures: Sequence[Measure],
    selection: Selection,
    *,
    version: int,
    lang: str,
    imprint: Imprint = UNSIGNED,
) -> About:
    """What is told about any copy of these figures: filters, version, dates, sources."""
    cube, reference = _seen(database, version, by_former=selection.by_former)
    look = _Look(cube, reference, selection, ("unit", "term"), imprint.moment)
    about = _about(database, look, measures, lang=lang, imprint=imprint)
    return replace(about, sources=_origins(database, look, measures))


def export_rows(
    database: Database,
    measure: Measure,
    selection: Selection,
    *,
    lang: str,
    kind: str = XLSX,
    imprint: Imprint = UNSIGNED,
) -> Export:
    """The rows of lists that a selection counts, as a workbook or a text file."""
    cube, reference = _seen(database, selection.version, by_former=selection.by_former)
    question = Question(reference, measure, replace(selection, basis="itemised"))
    with database.read() as connection:
        found = rows(connection, question, version=cube.version, limit=MOST_ROWS + 1)
    look = _Look(cube, reference, selection, (), imprint.moment)
    about = _about(database, look, (measure,), lang=lang, imprint=imprint)
    name = text(measure.label_key, lang)
    about = replace(
        about,
        title=text("exports.title.rows", lang, measure=name),
        sources=_in_order({(row["file_name"], row["brought_by"]) for row in found}),
        is_cut=len(found) > MOST_ROWS,
    )
    units = {unit: record.name for unit, record in reference.units.items()}
    content = RowsContent(about, rows_table(found[:MOST_ROWS], measure, units, lang))
    names = [text("exports.file.start", lang), measures_part((measure,), lang), text("exports.file.rows", lang)]
    names += [place_part(selection, reference), terms_part(selection.terms)]
    names.append(text("exports.file.version", lang, version=cube.version))
    made = rows_csv(content) if kind == CSV else rows_workbook(content)
    return Export(file_name(names, kind), made, MIME[kind])


@dataclass(frozen=True)
class _Look:
    """One look at the data: what was selected, in which version, split by what, and when."""

    cube: Cube
    reference: Reference
    selection: Selection
    by: tuple[str, ...]
    now: datetime

    def found(self, measure: Measure, by: Sequence[str]) -> list[Figure]:
        return figures(self.cube, self.reference, measure, self.selection, by=by)

    def content(self, about: About, sources: tuple[Origin, ...]) -> ExportContent:
        found = {measure: self.found(measure, self.by) for measure in about.measures}
        lines = [_line(figure, self.reference) for each in found.values() for figure in each]
        sums = [name for name in self.by if name != "unit"] or ["term"]
        totals = [figure for m in about.measures for figure in self.found(m, sums)] if "unit" in self.by else []
        terms = {line.term for line in lines}
        places = self._places(terms, {line.unit for line in lines if line.unit})
        return ExportContent(
            about=replace(about, sources=sources),
            lines=tuple(lines),
            totals=tuple(_line(figure, self.reference) for figure in totals),
            split=tuple(name for name in self.by if name not in ("unit", "term")),
            places=places,
            absent=frozenset(
                (place.unit, term) for place in places for term in terms if not stands(self.reference, place.unit, term)
            ),
            running=frozenset(term for term in terms if is_running(lived(self.reference, term), self.now.date())),
        )

    def _places(self, terms: Iterable[str], having: set[str]) -> tuple[Place, ...]:
        units = set(having)
        for term in terms:
            units |= set(expected_units(self.reference, self.selection, term, having))
        ordered = sorted(units, key=lambda unit: unit_order(self.reference, unit))
        return tuple(_place(unit, self.reference) for unit in ordered) if "unit" in self.by else ()


def _seen(database: Database, version: int | None, *, by_former: bool = False) -> tuple[Cube, Reference]:
    cube = cube_of(database, version)
    reference = reference_of(database, cube.version)
    return cube, former_reference(reference) if by_former else reference


def _about(database: Database, look: _Look, measures: Sequence[Measure], *, lang: str, imprint: Imprint) -> About:
    names = ", ".join(text(measure.label_key, lang) for measure in measures)
    with database.read() as connection:
        updated, is_sample = committed_at(connection, look.cube.version), has_samples(connection)
    return About(
        title=text("exports.title.figures", lang, measures=names),
        selection=look.selection.sentence(lang, look.reference),
        version=look.cube.version,
        updated=updated,
        exported=look.now,
        lang=lang,
        measures=tuple(measures),
        by_whom=imprint.by_whom,
        address=imprint.address,
        code=imprint.code,
        is_sample=is_sample,
    )


def _origins(database: Database, look: _Look, measures: Sequence[Measure]) -> tuple[Origin, ...]:
    version = look.cube.version
    with database.read() as connection:
        found = [files_behind(connection, m, look.found(m, look.by), version=version) for m in measures]
    return _in_order({file for files in found for file in files})


def _in_order(files: set[tuple[str, int]]) -> tuple[Origin, ...]:
    return tuple(Origin(name, upload) for name, upload in sorted(files, key=lambda each: (each[1], each[0])))


def _place(unit: str, reference: Reference) -> Place:
    record = reference.units.get(unit)
    return Place(unit, record.code, record.name, record.level == "province") if record else Place(unit, unit, unit)


def _line(figure: Figure, reference: Reference) -> Line:
    place = _place(figure.unit, reference) if figure.unit else Place("", "", "")
    record = reference.units.get(place.unit)
    return Line(
        measure=figure.measure,
        unit=figure.unit,
        unit_code=place.code,
        unit_name=place.name,
        term=figure.term,
        amount=figure.amount,
        basis=figure.basis,
        dims=dict(figure.dims),
        units=(figure.coverage.have, figure.coverage.of) if figure.coverage else None,
        years=(figure.years.have, figure.years.of) if figure.years else None,
        as_of=figure.as_of,
        is_estimate=figure.is_estimate,
        counted_stage=figure.counted_stage,
        listed=figure.other,
        unit_from=record.valid_from if record else None,
    )
