"""Export: the columns of each sheet of the template: those of its row class, and the figures of a summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from data_access.columns import SheetColumn, sheet_columns
from data_access.records import ROW_CLASSES

Row = dict[str, object]
Say = Callable[[str], str]
FigureKey = tuple[str, str, str, str, str]

SHEETS = ("summary", "models", "training", "commendations", "targets", "programmes")
_UNSPLIT = ("", "", "")
_OFFERED: tuple[FigureKey, ...] = (
    *(
        ("models", stage, *_UNSPLIT)
        for stage in ("unspecified", "registered", "implementing", "recognised", "replicated")
    ),
    *(("models", "unspecified", "owner_kind", code, "") for code in ("collective", "individual", "household")),
    *(
        ("models", "unspecified", "sector", code, "")
        for code in ("economy", "culture_society", "defence_security", "political_system", "other")
    ),
    ("training_sessions", "unspecified", *_UNSPLIT),
    ("attendances", "unspecified", "", "", ""),
    ("commended_collectives", "unspecified", *_UNSPLIT),
    *(
        ("commended_collectives", "unspecified", "award_form", code, "")
        for code in ("certificate_of_merit_higher", "certificate_of_commendation", "public_honour")
    ),
)
# «Năm báo cáo» is a name of the reporting term too, and beside «Nhiệm kỳ» it would be taken for it.
_PLAINER_HEADS = {("models", "report_year"): "Năm"}
_MEASURES = ("models", "training_sessions", "attendances", "commended_collectives")


@dataclass(frozen=True)
class TemplateColumn:
    """One column: its head, the head above it where it shares one, and how it is filled in.

    ``field`` is that of the row class; ``figure`` is what a column of a summary states.
    """

    head: str
    kind: str
    field: str = ""
    above: str = ""
    choices: tuple[str, ...] = ()
    needed: bool = False
    figure: FigureKey | None = None


def template_columns(dataset: str, rows: Iterable[Row], say: Say) -> list[TemplateColumn]:
    """The columns of a dataset's sheet in order; a summary also gets what its rows state beyond the usual."""
    declared = [
        _column(field, column, _PLAINER_HEADS.get((dataset, field), column.header))
        for field, column in sheet_columns(ROW_CLASSES[dataset]).items()
        if column.template
    ]
    if dataset != "summary":
        return declared
    places = {"unit", "term"}
    figures = [_figure(key, say) for key in _in_order({*_OFFERED, *map(figure_key, rows)})]
    return [
        *(column for column in declared if column.field in places),
        *figures,
        *(column for column in declared if column.field not in places),
    ]


def figure_key(row: Row) -> FigureKey:
    """Which column of a summary a stated figure belongs in; people counted as persons have their own."""
    by_persons = row["measure"] == "attendances" and row.get("counted_as") == "nguoi"
    return (
        str(row["measure"]),
        str(row["stage"]),
        str(row["dimension"] or ""),
        str(row["dimension_value"] or ""),
        "nguoi" if by_persons else "",
    )


def _column(field: str, declared: SheetColumn, head: str) -> TemplateColumn:
    return TemplateColumn(head, declared.kind, field, choices=declared.choices, needed=declared.needed)


def _in_order(keys: set[FigureKey]) -> list[FigureKey]:
    """The usual ones where they are expected, others behind those with which they share a head."""
    usual = {key: position for position, key in enumerate(_OFFERED)}
    groups: dict[tuple[str, str, str], int] = {}
    for key, position in usual.items():
        groups.setdefault(_group(key), position)

    def place(key: FigureKey) -> tuple[object, ...]:
        return (
            _MEASURES.index(key[0]), groups.get(_group(key), len(usual)), _group(key),
            usual.get(key, len(usual)), key,
        )  # fmt: skip

    return sorted(keys, key=place)


def _group(key: FigureKey) -> tuple[str, str, str]:
    """What stands under one head: the stages of a measure, or the parts of one stage of it."""
    measure, stage, dimension, _, _ = key
    return measure, stage if dimension else "", dimension


def _figure(key: FigureKey, say: Say) -> TemplateColumn:
    measure, stage, dimension, code, word = key
    if measure in ("training_sessions", "attendances"):
        head = say(f"template.head.{word or measure}")
        return TemplateColumn(head, "count", figure=key)
    above = say(f"template.head.{measure}{f'_by_{dimension}' if dimension else ''}")
    if dimension and stage != "unspecified":
        above = f"{above}: {say(f'template.stage.{stage}')}"
    if dimension:
        head = say(f"template.part.{dimension}.{code}")
    else:
        head = say(f"template.stage.{stage}") if measure == "models" else say("template.head.all")
    return TemplateColumn(head, "count", above=above, figure=key)
