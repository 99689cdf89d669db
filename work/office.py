"""Commit and count: what an office says by hand: settings with what they would change, units and terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_access import office_uploads, unit_states
from data_access.database import Database, version
from data_access.errors import Impossible
from data_access.figure_rules import rules_of
from data_access.hand_rows import said_in
from data_access.measures import MEASURES
from data_access.office_settings import ACCENTS, KEYS, choices_of, office_values, sensible
from data_access.periods import NotATerm, period
from data_access.reference import Succession
from data_access.rule_changes import Moved, moved_figures
from data_access.unit_states import UNIT_TYPES, Level, NewUnit, links_said, states_said
from intake.terms import read_option_term
from locales import date_text, number, term_text, text
from reports.hues import choose_hue
from reports.report_content import Letterhead
from work.rights import Action, Person, authorise, line_of
from work.views import View

__all__ = [
    "ACCENTS",
    "KEYS",
    "UNIT_TYPES",
    "Effect",
    "Level",
    "Moved",
    "NewUnit",
    "choices_of",
    "effect_of",
    "impossible_words",
]


@dataclass(frozen=True)
class Effect:
    """What settings would change: which of them, at which version, and the figures."""

    version: int
    values: Mapping[str, str]
    moved: tuple[Moved, ...]

    @property
    def numbers(self) -> int:
        """How many figures would be another number, appear or go."""
        return sum(not each.is_same for each in self.moved)

    @property
    def stages_only(self) -> int:
        """How many figures stay and would be told with another stage."""
        return sum(each.is_same for each in self.moved)


def office(database: Database, at: int | None = None) -> dict[str, str]:
    """Every setting, as it holds now or held at a version."""
    with database.read() as connection:
        return office_values(connection) if at is None else office_values(connection, at)


def letterhead_of(view: View) -> Letterhead:
    """The head of an official letter, as the office had set it at the version that is shown."""
    values = office(view.database, view.cube.version)
    return Letterhead(values["office_above"], values["office_name"], values["office_place"])


def draw_as_set(database: Database) -> None:
    """From now on draw every chart in the colours that the office chose."""
    choose_hue(office(database)["chart_colours"])


def effect_of(database: Database, asked: Mapping[str, str]) -> Effect:
    """What setting these would change, before anybody agrees to it. Raises Impossible."""
    with database.read() as connection:
        held, now = office_values(connection), version(connection)
        changed = {key: value for key, value in sensible(connection, asked).items() if held[key] != value}
        moved = moved_figures(connection, now, rules_of({**held, **changed}))
    return Effect(now, changed, tuple(moved))


def effect_lines(effect: Effect, lang: str) -> list[str]:
    """What would change in words: how many numbers of each measure, how many only by their stage."""
    if not effect.moved:
        return []
    lines = [text("office.effect.numbers", lang, count=number(effect.numbers, lang))]
    counted = Counter(each.measure for each in effect.moved if not each.is_same)
    lines += [
        text("office.effect.measure", lang, measure=text(measure.label_key, lang), count=number(counted[key], lang))
        for key, measure in MEASURES.items()
        if counted[key]
    ]
    if effect.stages_only:
        lines.append(text("office.effect.stages", lang, count=number(effect.stages_only, lang)))
    return lines


def set_settings(
    database: Database, person: Person, asked: Mapping[str, str], *, seen: int | None = None
) -> int | None:
    """Set several settings as one upload; None where they are so already."""
    person = authorise(database, person, Action.SETTINGS, target=", ".join(asked))
    audit = line_of(person, Action.SETTINGS)
    return office_uploads.set_settings(database, asked, by=person.name, seen=seen, audit=audit)


def add_unit(database: Database, person: Person, unit: NewUnit) -> int:
    """Add a unit from a day on; the upload's number."""
    person = _may_set(database, person, unit.id)
    return unit_states.add_unit(database, unit, by=person.name, audit=line_of(person, Action.SET_TERMS_AND_UNITS))


def end_unit(database: Database, person: Person, unit: str, last_day: date) -> int:
    """End a unit after its last day; its figures stay."""
    person = _may_set(database, person, unit)
    return unit_states.end_unit(
        database, unit, last_day, by=person.name, audit=line_of(person, Action.SET_TERMS_AND_UNITS)
    )


def link_units(database: Database, person: Person, pair: tuple[str, str], effective: date, *, shared: bool) -> int:
    """Say that the second unit succeeds the first from a day on; ``shared``: that it came from others too."""
    person = _may_set(database, person, " > ".join(pair))
    audit = line_of(person, Action.SET_TERMS_AND_UNITS)
    return unit_states.link_units(database, *pair, effective, shared=shared, by=person.name, audit=audit)


def name_term(database: Database, person: Person, term: str) -> int:
    """Name a term before any file does, so that templates and locks offer it."""
    person = _may_set(database, person, term)
    return office_uploads.name_term(database, term, by=person.name, audit=line_of(person, Action.SET_TERMS_AND_UNITS))


def set_days(database: Database, person: Person, term: str, days: tuple[date, date] | None) -> int:
    """Say on which days a term began and ended; None: on those of its label again."""
    person = _may_set(database, person, term)
    audit = line_of(person, Action.SET_TERMS_AND_UNITS)
    return office_uploads.set_days(database, term, days, by=person.name, audit=audit)


def said_by_hand(database: Database) -> tuple[list[str], list[Succession]]:
    """The units that people added or ended, and the successions that they added."""
    with database.read() as connection:
        return states_said(connection), links_said(connection)


def said_in_upload(database: Database, upload: int) -> list[tuple[str, dict[str, Any]]]:
    """What an upload said by hand: *settings*, *units*, *links*, *terms*, *locked* or *unlocked*, each with its row."""
    with database.read() as connection:
        return said_in(connection, upload)


def term_written(kind: str, words: str) -> str:
    """The id of a term of a kind as people write it: «2025–2030», «6 tháng đầu 2026»; what cannot be read is told later."""
    found = read_option_term(words).term
    return found if found and period(found).kind == kind else f"{kind}:{words.replace('–', '-')}"


def days_of_term(term: str) -> tuple[date | None, date | None] | None:
    """The first and the last day that a term's label says; None where it names no term."""
    try:
        made = period(term)
    except NotATerm:
        return None
    return made.starts, made.ends


def impossible_words(error: Impossible, lang: str) -> str:
    """Why what was asked cannot be, and what would help."""
    said = {key: _in_words(key, value, lang) for key, value in error.params.items()}
    return text(f"office.impossible.{error.code}", lang, **said)


def _in_words(key: str, value: object, lang: str) -> object:
    if isinstance(value, date):
        return date_text(value, lang)
    if key == "term" and ":" in str(value):
        return term_text(str(value), lang)
    return value


def _may_set(database: Database, person: Person, target: str) -> Person:
    return authorise(database, person, Action.SET_TERMS_AND_UNITS, target=target)
