"""Match, validate, export: what a row class says of each of its columns in a sheet.

A row class carries one ``SheetColumn`` a field, as ``Annotated`` metadata. Template, header matching, validation,
export and data dictionary all read it from there.
"""

from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "organisation", "unit", "period", "date", "year", "count", "choice", "choices", "partners"]


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet: its header in the template and how offices word it.

    ``words``: phrases without diacritics; a header that holds one of them may be this column.
    ``unless``: phrases that say it is another one. ``choices``: the codes allowed. ``needed``: a row is refused
    without it. ``template``: whether the template shows it.
    """

    header: str
    kind: Kind
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    needed: bool = False
    template: bool = True


def sheet_columns(row_class: Any) -> dict[str, SheetColumn]:
    """The columns that a row class declares, by field name, in the order of the template."""
    return {
        name: declared
        for name, field in row_class.model_fields.items()
        for declared in field.metadata
        if isinstance(declared, SheetColumn)
    }
