"""Count, trace: facts drawn at random, to show what must hold for any of them."""

from __future__ import annotations

from random import Random

from data_access.vocabulary import AUDIENCES, AWARD_FORMS, LEVELS, OWNER_KINDS, SECTORS, STAGES
from tests.facts import Facts

UNITS = ("79", "760", "770", "769", "769@2021-01-01", "494")
YEARS = (2019, 2020, 2021, 2022, 2025)
NAMED = (
    None,
    None,
    None,
    "party_term:2020-2025",
    "party_term:2015-2020",
    "branch_term:2020-2023",
    "half_year:2024-H1",
    "year:2021",
)
STATED_TERMS = (
    "party_term:2020-2025",
    "party_term:2015-2020",
    "review:2010-2020",
    *(f"year:{year}" for year in YEARS),
)
MEASURES = ("models", "training_sessions", "attendances", "commended_collectives")


def add_random_facts(facts: Facts, draw: Random, *, rows: int) -> int:
    """Commit so many facts in one upload that also takes some earlier ones out; gives the version."""
    remove = {
        dataset: [number for number in facts.ids(dataset) if draw.random() < 0.3]
        for dataset in ("summary", "models", "training", "commendations")
    }
    for _ in range(rows):
        draw.choice((_stated, _model, _training, _commended))(facts, draw)
    return facts.upload(remove=remove)


def _time(draw: Random) -> tuple[int | None, dict[str, str]]:
    term = draw.choice(NAMED)
    year = draw.choice(YEARS) if term is None or draw.random() < 0.5 else None
    return year, {"term": term} if term else {}


def _stated(facts: Facts, draw: Random) -> None:
    stage = draw.choice(STAGES)
    measure = draw.choice(MEASURES)
    split = draw.choice((("", ""), ("", ""), ("level", draw.choice(LEVELS))))
    qualifier = draw.choice((None, None, ">", "≤", "≈"))
    facts.stated(
        draw.choice(UNITS), draw.choice(STATED_TERMS), draw.randrange(300), qualifier, measure=measure,
        stage=stage if measure == "models" else "unspecified", dimension=split[0], dimension_value=split[1],
    )  # fmt: skip


def _model(facts: Facts, draw: Random) -> None:
    year, term = _time(draw)
    facts.model(
        draw.choice(UNITS), f"Mô hình {draw.randrange(8)}", year, **term, stage=draw.choice(STAGES),
        sector=draw.choice(SECTORS), recognition_level=draw.choice(LEVELS),
        owner_kind=draw.choice(OWNER_KINDS),
    )  # fmt: skip


def _training(facts: Facts, draw: Random) -> None:
    year, term = _time(draw)
    audience = ",".join(draw.sample(AUDIENCES, draw.choice((1, 1, 2))))
    facts.training(
        draw.choice(UNITS), year, draw.randrange(4), **term, level=draw.choice(LEVELS), audience=audience,
        attendances=draw.choice((None, draw.randrange(500))), attendances_qualifier=draw.choice((None, ">")),
    )  # fmt: skip


def _commended(facts: Facts, draw: Random) -> None:
    year, term = _time(draw)
    facts.commended(
        draw.choice(UNITS),
        year,
        **term,
        award_form=draw.choice(AWARD_FORMS),
        awarding_level=draw.choice(LEVELS),
    )
