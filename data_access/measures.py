"""Count: the measures: what each counts, in what, whether it adds up over time, and by which dimensions.

A new measure is one object here, its texts in ``locales/measures.toml``, and one worked example in the tests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from data_access.listed import Source

DISCONTINUED = "discontinued"

# A figure without a split is the first of these that the office states: each holds all that come after it.
INCLUSIVE_STAGES = ("unspecified", "registered", "implementing", "recognised")
NARROW_STAGES = ("exemplary", "replicated", "continued", DISCONTINUED)


@dataclass(frozen=True)
class Measure:
    """A number with a meaning; ``source`` gives the list rows that count and the terms they count in."""

    key: str
    dataset: str
    dimensions: tuple[str, ...]
    adds_up_over_time: bool
    source: Source
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


MODELS = Measure(
    key="models",
    dataset="models",
    dimensions=("sector", "stage", "level", "owner_kind"),
    adds_up_over_time=False,
    source=Source(
        "dan_van_model",
        year="report_year",
        codes="sector, stage, recognition_level, owner_kind",
        thing="model_key",
    ),
    has_stages=True,
)
TRAINING_SESSIONS = Measure(
    key="training_sessions",
    dataset="training",
    dimensions=("level", "audience"),
    adds_up_over_time=True,
    source=Source("training_session", year="year", codes="level, audience", value="class_count"),
)
ATTENDANCES = Measure(
    key="attendances",
    dataset="training",
    dimensions=("level", "audience"),
    adds_up_over_time=True,
    source=Source(
        "training_session",
        year="year",
        codes="level, audience",
        value="attendances",
        qualifier="attendances_qualifier",
    ),
)
COMMENDED_COLLECTIVES = Measure(
    key="commended_collectives",
    dataset="commendations",
    dimensions=("award_form", "level"),
    adds_up_over_time=True,
    source=Source("commendation", year="year", codes="award_form, awarding_level"),
)

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {measure.key: measure for measure in (MODELS, TRAINING_SESSIONS, ATTENDANCES, COMMENDED_COLLECTIVES)}
)
