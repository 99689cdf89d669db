"""Count: the measures: what each counts, in what, whether it adds up over time, and by which dimensions.

A new measure is one object here, its texts in ``locales/measures.toml``, and one worked example in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from sqlalchemy import TextualSelect

from data_access import listed

DISCONTINUED = "discontinued"

# A figure without a split is the first of these that the office states: each holds all that come after it.
INCLUSIVE_STAGES = ("unspecified", "registered", "implementing", "recognised")
NARROW_STAGES = ("exemplary", "replicated", "continued", DISCONTINUED)


@dataclass(frozen=True)
class Measure:
    """A number with a meaning; ``statement`` gives the list rows that count, each with its term."""

    key: str
    dataset: str
    dimensions: tuple[str, ...]
    adds_up_over_time: bool
    statement: str
    has_stages: bool = False

    @property
    def label_key(self) -> str:
        """The text of its name; ``short_label_key`` for where there is little room."""
        return f"measures.{self.key}.label"

    @property
    def short_label_key(self) -> str:
        """The text of its short name."""
        return f"measures.{self.key}.short"

    @property
    def definition_key(self) -> str:
        """The text that says what is counted."""
        return f"measures.{self.key}.definition"

    @property
    def formula_key(self) -> str:
        """The text that says how it is counted from reports and lists."""
        return f"measures.{self.key}.formula"

    @property
    def unit_of_count_key(self) -> str:
        """The text of what is counted: mô hình, lớp, lượt người, tập thể."""
        return f"measures.{self.key}.unit_of_count"

    @cached_property
    def counted_rows(self) -> TextualSelect:
        """The list rows that count, for queries to group and narrow; needs version and shift."""
        return listed.counted_rows(self.statement, self.dimensions)


MODELS = Measure(
    key="models",
    dataset="models",
    dimensions=("sector", "stage", "level", "owner_kind"),
    adds_up_over_time=False,
    statement=listed.MODELS,
    has_stages=True,
)
TRAINING_SESSIONS = Measure(
    key="training_sessions",
    dataset="training",
    dimensions=("level", "audience"),
    adds_up_over_time=True,
    statement=listed.TRAINING_SESSIONS,
)
ATTENDANCES = Measure(
    key="attendances",
    dataset="training",
    dimensions=("level", "audience"),
    adds_up_over_time=True,
    statement=listed.ATTENDANCES,
)
COMMENDED_COLLECTIVES = Measure(
    key="commended_collectives",
    dataset="commendations",
    dimensions=("award_form", "level"),
    adds_up_over_time=True,
    statement=listed.COMMENDATIONS,
)

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {measure.key: measure for measure in (MODELS, TRAINING_SESSIONS, ATTENDANCES, COMMENDED_COLLECTIVES)}
)
