"""Export: the template for a province or a unit, empty or filled with the rows that are current."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import Connection

from data_access.current_rows import rows_by_unit, units_with_rows
from data_access.database import Database
from data_access.figure_rules import rules_at
from data_access.listed import places_of
from data_access.office_settings import office_values
from data_access.reference import Reference, load_reference
from data_access.reference_by_hand import NEWEST
from data_access.tables import FACT_TABLES
from intake.template import Asked, Words, template
from locales import term_text, text
from work.export_names import file_name, slug
from work.exports import MIME, XLSX, Export

_YEARS_OFFERED = 6


def template_file(
    database: Database,
    *,
    province: str | None = None,
    unit: str | None = None,
    term: str | None = None,
    filled: bool = False,
    lang: str = "vi",
) -> Export:
    """The template to take away; ``filled`` with what the database holds for the unit, or else for the province."""
    with database.read() as connection:
        reference = load_reference(connection)
        province = province or _province(connection, reference, unit)
        place = unit or province
        rows = current_rows(connection, reference, place, term) if filled and place else {}
    content = template_of(reference, province=province, unit=unit, term=term, rows=rows, lang=lang)
    name = slug(reference.units[place].name) if place else ""
    names = [text("template.file.name", lang), name, slug(term.partition(":")[2]) if term else ""]
    return Export(file_name(names, XLSX), content, MIME[XLSX])


def template_of(
    reference: Reference,
    *,
    province: str | None,
    unit: str | None = None,
    term: str | None = None,
    rows: Mapping[str, Sequence[dict[str, Any]]] | None = None,
    lang: str = "vi",
) -> bytes:
    """The bytes of a template; its heads and choices are Vietnamese, what explains them is in the language asked for."""
    words = Words(partial(_text, lang="vi"), partial(_text, lang=lang), partial(term_text, lang="vi"))
    this_year = date.today().year
    years = range(this_year - _YEARS_OFFERED + 1, this_year + 1)
    return template(reference, Asked(province, unit, term, rows or {}, tuple(years)), words)


def current_rows(
    connection: Connection, reference: Reference, place: str, term: str | None = None
) -> dict[str, list[dict[str, Any]]]:
    """The rows that are current for a unit, or for a province and all in it, by dataset; of one term if asked."""
    units = _with_all_in_it(reference, place)
    shift = rules_at(connection, NEWEST).plan_shift
    return {
        dataset: [
            row for row in rows_by_unit(connection, dataset, units) if term is None or _counts_in(row, term, shift)
        ]
        for dataset in FACT_TABLES
    }


def _with_all_in_it(reference: Reference, place: str) -> set[str]:
    """A unit; or a province, before and after it was joined with others, and all that stood in it."""
    record = reference.units[place]
    same = reference.with_code(record.code) if record.level == "province" else [record]
    provinces = [unit.id for unit in same if unit.level == record.level]
    return {*provinces, *(unit.id for province in provinces for unit in reference.children(province))} | {place}


def _counts_in(row: Mapping[Any, Any], term: str, shift: int) -> bool:
    """Whether a row states a figure of the term or, in a list, counts in it."""
    year = row.get("report_year") or row.get("year")
    return row["term"] == term or (
        year is not None and any(counted == term for _, counted in places_of(row["term"], year, shift))
    )


def _province(connection: Connection, reference: Reference, unit: str | None) -> str | None:
    """The province of the unit, else the setting, else the only one that has data."""
    if unit:
        return reference.units[unit].province or unit
    if setting := office_values(connection)["default_province"]:
        return setting if setting in reference.units else None
    having = units_with_rows(connection)
    provinces = {reference.units[found].province or found for found in having if found in reference.units}
    return provinces.pop() if len(provinces) == 1 else None


def _text(key: str, *, lang: str) -> str:
    return text(key, lang)
