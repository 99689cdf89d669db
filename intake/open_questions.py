"""Validate: what is asked of a table, each once for all rows it concerns: what a spelling means, whose and of which time rows are."""

from collections import defaultdict

from data_access.spelling import with_marks
from intake.grids import address, parse_address
from intake.likely_terms import Mention, likely_terms
from intake.problems import Problem
from intake.readings import Context
from intake.unit_choice import UnitReading
from intake.unit_questions import Spelt, asked

_MOST_ROWS = 8


class OpenQuestions:
    """Gathers what no rule settled while the rows of a table are read."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._unknown: dict[str, Spelt] = {}
        self._without: dict[str, dict[int, None]] = defaultdict(dict)  # each row once

    def unknown(self, spelling: str, reading: UnitReading, cell: str) -> None:
        """Note a cell whose spelling of a unit no rule settles."""
        self._unknown.setdefault(with_marks(spelling), Spelt(spelling, [], reading)).cells.append(cell)

    def without(self, what: str, row: int) -> None:
        """Note a row of which nothing says the ``unit``, or the ``term``."""
        self._without[what][row] = None

    def may_settle(self, told: Problem) -> bool:
        """Whether a day only lacks the year that the answer to the question about the term may say."""
        return told.code == "no_year" and told.cell is not None and self._is_undated(told.cell)

    def problems(self, column: int, mention: Mention | None, province: str | None) -> list[Problem]:
        """The questions; ``column`` is the first of the table, ``mention`` a term that stands beside it."""
        spellings = [spelt for spelt in self._unknown.values() if not self._is_settled_by_time(spelt)]
        questions = [asked(spelt, self._context.reference.units, province) for spelt in spellings]
        for what, rows in ((what, list(rows)) for what, rows in self._without.items()):
            said: dict[str, str | int] = {"count": len(rows), "rows": _few(rows)}
            likely: tuple[str, ...] = ()
            if what == "term" and mention is not None:
                said["mentioned"] = mention.cell
                likely = likely_terms(mention, self._context.plan_shift)
            questions.append(Problem("error", f"no_{what}", address(rows[0], column), said, what, likely))
        return questions

    def _is_undated(self, cell: str) -> bool:
        return parse_address(cell)[0] in self._without.get("term", {})

    def _is_settled_by_time(self, spelt: Spelt) -> bool:
        """Whether the answer about the term may tell which of several units of one name is meant: they stood at other times."""
        if spelt.reading.state != "ambiguous" or not all(map(self._is_undated, spelt.cells)):
            return False
        units = [self._context.reference.units[each] for each in spelt.reading.candidates]
        return len({(unit.valid_from, unit.valid_to) for unit in units}) > 1


def _few(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in rows[:_MOST_ROWS])
    return shown + (" …" if len(rows) > _MOST_ROWS else "")
