"""``import --answer`` and ``answers``: what a person says beside the files, and what is remembered of it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from commands.acting import acting
from commands.speaking import Refusal, language, print_json, say
from data_access.spelling import with_marks
from intake.person_names import names_a_person
from intake.problems import Problem
from locales import date_text
from work import start
from work.field_words import NEITHER
from work.imports import Prepared, term_option
from work.options import Options, column_key, number_key, sheet_key
from work.remembered import all_answers, forget

_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d*")
_FIELD = re.compile(r"[a-z_]+(:[a-z_]*)*(@[\w:-]+)?")
_NUMBER = re.compile(r"[0-9]{1,9}")
_COLUMN = re.compile(r"[A-Z]{1,3}")
# Provinces have two digits, districts three, communes five; four are a year.
_UNIT = re.compile(r"(\d{2,3}|\d{5})(@\d{4}-\d\d-\d\d)?")


@dataclass(frozen=True)
class SaidAnswer:
    """One ``--answer``: about a spelling, or about a sheet, one of its cells, or the column of one of its fields."""

    written: str
    value: str
    spelling: str = ""
    sheet: str = ""
    cell: str = ""
    field: str = ""

    @property
    def is_unit(self) -> bool:
        """Whether the value is the code of a unit."""
        return not self.field and _UNIT.fullmatch(self.value) is not None


def read_answers(words: Sequence[str]) -> list[SaidAnswer]:
    """The answers of a command: ``SPELLING=UNIT``, ``SHEET!=UNIT``, ``SHEET!=TERM``, ``SHEET!CELL=NUMBER``, ``SHEET!FIELD=COLUMN``."""
    return [_read(word) for word in words]


def _read(word: str) -> SaidAnswer:
    about, _, value = (part.strip() for part in word.rpartition("="))
    sheet, is_place, place = about.rpartition("!")
    sheet, place = sheet.strip().strip("'"), place.strip()
    if not is_place:
        said = SaidAnswer(word, value, spelling=about)
    elif _FIELD.fullmatch(place):
        said = SaidAnswer(word, value.upper(), sheet=sheet, field=place)
    else:
        said = SaidAnswer(word, value, sheet=sheet, cell=place.upper())
    if not _is_sensible(said):
        raise Refusal("answer.wrong", answer=word)
    return said


def _is_sensible(said: SaidAnswer) -> bool:
    if said.spelling or not said.sheet:
        return said.is_unit and bool(with_marks(said.spelling))
    if said.field:
        return said.value == NEITHER or _COLUMN.fullmatch(said.value) is not None
    if said.cell:
        return _CELL.fullmatch(said.cell) is not None and _NUMBER.fullmatch(said.value) is not None
    return said.is_unit or term_option(said.value) is not None


def with_places(prepared: Prepared, said: Sequence[SaidAnswer], units: dict[str, str]) -> Options:
    """The options of an import, with the answers to those questions about sheets and cells that are open in it."""
    options = prepared.options
    for each in said:
        for file, sheet, problem in _open_questions(prepared, each):
            if each.field:
                key = column_key(file, sheet, each.field)
                options = replace(options, columns={**options.columns, key: each.value})
            elif each.cell:
                key = number_key(file, sheet, each.cell, found=str(problem.params["found"]))
                options = replace(options, counts={**options.counts, key: int(each.value)})
            elif each.is_unit:
                options = replace(options, units={**options.units, sheet_key(file, sheet): units[each.value]})
            else:
                term = str(term_option(each.value))
                options = replace(options, terms={**options.terms, sheet_key(file, sheet): term})
    return options


def _open_questions(prepared: Prepared, said: SaidAnswer) -> Iterator[tuple[str, str, Problem]]:
    asked = "column" if said.field else "count" if said.cell else "unit" if said.is_unit else "term"
    for reading in prepared.readings:
        for sheet in reading.sheets:
            for problem in sheet.problems:
                is_here = sheet.sheet.strip() == said.sheet and (not said.cell or problem.cell == said.cell)
                is_here = is_here and (not said.field or problem.params.get("field") == said.field)
                if is_here and problem.question == asked and "spelling" not in problem.params:
                    yield reading.file, sheet.sheet, problem


def refuse_unused(prepared: Prepared, said: Sequence[SaidAnswer]) -> None:
    """Refuse an answer that answers nothing: a person who says what a file means must not be overheard."""
    if any(problem.level == "error" for reading in prepared.readings for problem in reading.problems):
        return
    used = {with_marks(spelling) for r in prepared.readings for sheet in r.sheets for spelling in sheet.answered}
    for each in said:
        if each.spelling:
            is_used = with_marks(each.spelling) in used or names_a_person(each.spelling)
        else:
            is_used = any(_is_about(each, key) for key in _answered_places(prepared.options, each))
        if not is_used:
            raise Refusal("answer.unused", answer=each.written)


def _answered_places(options: Options, said: SaidAnswer) -> dict[str, Any]:
    if said.field or said.cell:
        return dict(options.columns if said.field else options.counts)
    return dict(options.units) if said.is_unit else dict(options.terms)


def _is_about(said: SaidAnswer, key: str) -> bool:
    _, sheet, *place = key.split("\n")
    return sheet.strip() == said.sheet and (not (said.cell or said.field) or place[0] == (said.cell or said.field))


def run_answers(arguments: argparse.Namespace) -> int:
    """List the spellings that are remembered, or let one go."""
    database = start.database()
    if arguments.forget is not None:
        upload = forget(database, acting(database, arguments.account), arguments.forget)
        if arguments.json:
            print_json({"upload": upload})
        else:
            print(say("answers.forgotten", answer=arguments.forget, upload=upload))
        return 0
    found, units = all_answers(database), start.reference().units
    lines = [
        {
            "id": each.id, "province": each.province, "spelling": each.spelling, "unit": each.unit,
            "unit_name": units[each.unit].name, "upload": each.upload, "at": each.at.isoformat(), "by": each.by,
        }
        for each in found
    ]  # fmt: skip
    if arguments.json:
        print_json(lines)
        return 0
    for line, each in zip(lines, found, strict=True):
        at, province = each.at.astimezone(), units[each.province].name
        moment = f"{date_text(at.date(), language())} {at:%H:%M}"
        print(say("answers.line", **{**line, "at": moment, "province": province, "by": each.by or "–"}))
    if not found:
        print(say("answers.none"))
    return 0
