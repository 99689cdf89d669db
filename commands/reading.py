"""``figures`` and ``trace``: what the database says. Starts fast: neither pandas nor the tables are imported."""

import argparse
from typing import Any

from commands.named_units import units_named
from commands.speaking import Refusal, language, print_json, say
from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import MEASURES, Measure
from data_access.periods import NotATerm, ids_of_label
from data_access.queries import Figure, NotASplit, Question, figures
from data_access.reference import Reference, load_reference
from data_access.selection import DIMENSIONS, Selection
from locales import figure_text, term_text, text
from work import start


def selection_of(arguments: argparse.Namespace, reference: Reference) -> Selection:
    """What the words of the command line select."""
    terms: tuple[str, ...] = ()
    if arguments.term is not None:
        try:
            terms = ids_of_label(arguments.term, arguments.term_kind)
        except NotATerm:
            terms = ()
        if not terms:
            raise Refusal("wrong_term", term=arguments.term)
    return Selection(
        units=() if arguments.unit is None else units_named(reference, arguments.unit, terms),
        term_kind=arguments.term_kind,
        terms=terms,
        basis=arguments.basis,
        roll_up=getattr(arguments, "roll_up", False),
        version=getattr(arguments, "as_of", None),
    )


def asked_measures(arguments: argparse.Namespace) -> tuple[Measure, ...]:
    """The measure that the words name, else all of them."""
    return (MEASURES[arguments.measure],) if arguments.measure else tuple(MEASURES.values())


def found_figures(database: Database, arguments: argparse.Namespace) -> tuple[Reference, Selection, list[Figure]]:
    """The figures that the words ask for, with the selection they make."""
    asked, newest = getattr(arguments, "as_of", None), database.version()
    if asked is not None and not 0 <= asked <= newest:
        raise Refusal("no_such_version", version=asked, newest=newest)
    with database.read() as connection:
        reference = load_reference(connection, asked)
    selection = selection_of(arguments, reference)
    cube = cube_of(database, selection.version)
    by = tuple(arguments.by.split(","))
    if arguments.measure:
        _refuse_other_splits(MEASURES[arguments.measure], by)
    try:
        found = [
            f for measure in asked_measures(arguments) for f in figures(cube, reference, measure, selection, by=by)
        ]
    except NotASplit as error:
        raise Refusal("not_a_split", words=str(error)) from error
    return reference, selection, found


def _refuse_other_splits(measure: Measure, by: tuple[str, ...]) -> None:
    """Nothing would be found for a dimension that the measure lacks, which reads as if nobody had reported."""
    lacking = [name for name in by if name in DIMENSIONS and name not in measure.dimensions]
    if lacking:
        name, possible = text(measure.label_key, language()), ", ".join(("unit", "term", *measure.dimensions))
        raise Refusal("not_a_split_of", measure=name, words=", ".join(lacking), possible=possible)


def run_figures(arguments: argparse.Namespace) -> int:
    """Print the figures of one measure."""
    reference, _, found = found_figures(start.database(), arguments)
    by = arguments.by.split(",")
    if arguments.json:
        print_json([as_object(figure, reference, by) for figure in found])
        return 0
    for figure in found:
        print(_line(figure, reference))
    if not found:
        print(say("figures.none"))
    return 0


def as_object(figure: Figure, reference: Reference, by: list[str]) -> dict[str, Any]:
    """A figure as the command line's object."""
    row: dict[str, Any] = {"measure": figure.measure}
    if "unit" in by and figure.unit:
        unit = reference.units[figure.unit]
        row |= {"unit": unit.code, "unit_from": unit.valid_from, "unit_name": unit.name}
    kind, _, label = figure.term.partition(":")
    row |= {
        "term_kind": kind,
        "term": label,
        "value": figure.value,
        "qualifier": figure.qualifier,
        "basis": figure.basis,
    }
    row |= dict(figure.dims)
    for coverage, name in ((figure.coverage, "coverage"), (figure.years, "years")):
        if coverage is not None:
            row[name] = {"have": coverage.have, "of": coverage.of, "missing": list(coverage.missing)}
    if figure.as_of is not None:
        row["as_of"] = figure.as_of.isoformat()
    if figure.is_estimate:
        row["is_estimate"] = True
    return row


def _line(figure: Figure, reference: Reference) -> str:
    lang = language()
    unit = reference.units[figure.unit].name if figure.unit else say("figures.sum")
    split = [text(f"choices.{dimension}.{code}", lang) for dimension, code in figure.dims.items()]
    value = figure_text(figure.value, lang, qualifier=figure.qualifier)
    return say(
        "figures.line",
        what=" · ".join([unit, term_text(figure.term, lang), *split]),
        value=value,
        basis=say(f"basis.{figure.basis}"),
    )


def run_trace(arguments: argparse.Namespace) -> int:
    """Print the cells and rows that a figure is made of."""
    from data_access.lineage import trace

    if arguments.unit is None or arguments.term is None:
        raise Refusal("trace.needs")
    database = start.database()
    with database.read() as connection:
        reference = load_reference(connection)
        selection = selection_of(arguments, reference)
        cube = cube_of(database)
        found = trace(connection, cube, Question(reference, MEASURES[arguments.measure], selection))
    if arguments.json:
        print_json([_traced(each) for each in found])
        return 0
    for each in found:
        print(
            say(
                "trace.line",
                file=each.file,
                sheet=each.sheet,
                place=each.cell or each.row,
                value=each.value,
                upload=each.upload,
            )
        )
    if not found:
        print(say("figures.none"))
    return 0


def _traced(each: Any) -> dict[str, Any]:
    where = {"cell": each.cell} if each.cell else {"row": each.row}
    found = {"file": each.file, "sheet": each.sheet, **where, "value": each.value, "upload": each.upload}
    if each.corrections and each.cell:
        return {**found, "corrected_from": each.corrections[-1].found}
    corrected = [{"cell": cell.cell, "corrected_from": cell.found} for cell in each.corrections]
    return {**found, "corrected": corrected} if corrected else found
