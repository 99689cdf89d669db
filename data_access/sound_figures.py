"""Show: whether figures are what the cells and rows behind them add up to: all of them, or a sample of a large database."""

from collections.abc import Iterator

from sqlalchemy import Connection

from data_access.bounds import Amount, total
from data_access.cube import Cube, build_cube
from data_access.database import version
from data_access.lineage import trace_figure
from data_access.measures import MEASURES, Measure
from data_access.queries import Figure, Question, figures
from data_access.reference import Reference, load_reference
from data_access.selection import Selection
from data_access.sound_schema import Fault

MOST = 120


def broken_figures(connection: Connection) -> Iterator[Fault]:
    """Figures that are not the sum of their traces, or whose traces lead nowhere."""
    cube, reference = build_cube(connection, version(connection)), load_reference(connection)
    for measure in MEASURES.values():
        question = Question(reference, measure, Selection())
        for figure in _sample(cube, reference, measure):
            try:
                traces = trace_figure(connection, cube, question, figure)
            except LookupError:
                yield _fault("trace_leads_nowhere", measure, figure)
                continue
            if total(Amount(each.value, each.qualifier) for each in traces) != figure.amount:
                yield _fault("trace_differs", measure, figure)


def _sample(cube: Cube, reference: Reference, measure: Measure) -> list[Figure]:
    """At most so many figures, spread evenly over units and terms."""
    found = figures(cube, reference, measure, Selection())
    return found[:: -(-len(found) // MOST) or 1]


def _fault(code: str, measure: Measure, figure: Figure) -> Fault:
    return code, {"measure": measure.key, "unit": figure.unit, "term": figure.term}
