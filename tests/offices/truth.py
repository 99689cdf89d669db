"""Validate, count, tested: what must be stored of a workbook, told by the one who wrote it."""

from dataclasses import dataclass, field

from tests.offices.amounts import Amount, added

FigureKey = tuple[str, str, str, str]  # measure, stage, dimension, value of the dimension


@dataclass(frozen=True)
class ListedModel:
    """A row of a list of models."""

    unit: str
    year: int | None
    term: str | None
    name: str
    stage: str = "unspecified"


@dataclass(frozen=True)
class ListedTraining:
    """A row of a list of classes; attendances may be missing."""

    unit: str
    year: int | None
    term: str | None
    classes: int
    attendances: Amount | None


@dataclass(frozen=True)
class ListedAward:
    """A row of a list of commended collectives."""

    unit: str
    year: int | None
    term: str | None


@dataclass
class Truth:
    """All that a workbook says: stated figures, list rows, targets, and the cells of totals that are wrong."""

    figures: dict[tuple[str, str, str, str, str, str], tuple[int, str | None]] = field(default_factory=dict)
    models: list[ListedModel] = field(default_factory=list)
    trainings: list[ListedTraining] = field(default_factory=list)
    awards: list[ListedAward] = field(default_factory=list)
    targets: int = 0
    wrong_totals: set[tuple[str, str]] = field(default_factory=set)
    doubtful_totals: set[tuple[str, str]] = field(default_factory=set)  # follow from a wrong one; may be told or not

    def state(self, unit: str, term: str, key: FigureKey, amount: Amount | None) -> None:
        """Note a figure that a cell states; an empty cell states none."""
        if amount is not None:
            self.figures[(unit, term, *key)] = (amount.value, amount.qualifier)

    def rows(self) -> dict[str, int]:
        """How many rows each dataset must hold."""
        counts = {
            "summary": len(self.figures),
            "models": len(self.models),
            "training": len(self.trainings),
            "commendations": len(self.awards),
            "targets": self.targets,
        }
        return {dataset: count for dataset, count in counts.items() if count}

    def counted(self) -> dict[tuple[str, str, str], tuple[int, str | None]]:
        """What the lists add up to: by measure, unit and term, each row in its year and in the term it names."""
        found: dict[tuple[str, str, str], Amount] = {}
        for award in self.awards:
            for term in _terms(award.year, award.term):
                _add(found, ("commended_collectives", award.unit, term), Amount(1))
        for training in self.trainings:
            for term in _terms(training.year, training.term):
                _add(found, ("training_sessions", training.unit, term), Amount(training.classes))
                _add(found, ("attendances", training.unit, term), training.attendances)
        for key, number in self._distinct_models().items():
            _add(found, key, Amount(number))
        return {key: (amount.value, amount.qualifier) for key, amount in found.items()}

    def _distinct_models(self) -> dict[tuple[str, str, str], int]:
        latest: dict[tuple[str, str, str], tuple[int, str]] = {}
        for row in self.models:
            for term in _terms(row.year, row.term):
                place = (row.unit, term, row.name)
                latest[place] = max(latest.get(place, (-1, "")), (row.year or 0, row.stage))
        kept = {("models", unit, term): 0 for unit, term, _ in latest}  # a list of what was given up counts none
        for (unit, term, _), (_, stage) in latest.items():
            kept["models", unit, term] += stage != "discontinued"
        return kept


def _terms(year: int | None, term: str | None) -> list[str]:
    named = [f"year:{year}"] if year else []
    return named + ([term] if term and term not in named else [])


def _add(found: dict[tuple[str, str, str], Amount], key: tuple[str, str, str], amount: Amount | None) -> None:
    if amount is not None:
        found[key] = added([found[key], amount]) if key in found else amount
