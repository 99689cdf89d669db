"""``settings``, ``units`` and ``terms``: what an office says by hand, with what it would change."""

import argparse
from datetime import date
from typing import Any

from commands.acting import acting
from commands.named_units import units_named
from commands.speaking import Refusal, language, print_json
from data_access.database import Database
from data_access.errors import Impossible
from data_access.reference import Reference
from intake.terms import read_option_term
from locales import date_text, term_text, text
from work import locks, office, start
from work.rights import Person
from work.unit_search import units_of_words


def run_settings(arguments: argparse.Namespace) -> int:
    """List the settings, or set one after telling which figures change."""
    database = start.database()
    if arguments.action == "list":
        values = office.office(database)
        if arguments.json:
            print_json(values)
        for key, value in () if arguments.json else values.items():
            print(_say("line", key=key, value=value or "–"))
        return 0
    effect = office.effect_of(database, {arguments.key: arguments.value})
    upload = None
    if effect.values and not arguments.dry_run:
        upload = office.set_settings(database, _person(arguments), effect.values, seen=effect.version)
    if arguments.json:
        print_json({"upload": upload, "changed": effect.numbers, "stages_only": effect.stages_only})
        return 0
    for line in office.effect_lines(effect, language()):
        print(line)
    print(_said(upload, dry=arguments.dry_run and bool(effect.values)))
    return 0


def _said(upload: int | None, *, dry: bool) -> str:
    if dry:
        return _say("dry")
    return _say("set", upload=upload) if upload else _say("unchanged")


def run_units(arguments: argparse.Namespace) -> int:
    """List the units that stand, add one, end one on a day, or link one to who succeeds it."""
    database, reference = start.database(), start.reference()
    if arguments.action == "list":
        return _list_units(reference, arguments.words, as_json=arguments.json)
    person = _person(arguments)
    if arguments.action == "add":
        upload = office.add_unit(database, person, _new_unit(reference, arguments))
    elif arguments.action == "end":
        upload = office.end_unit(database, person, _unit(reference, arguments.code), _day(arguments.last))
    else:
        pair = _unit(reference, arguments.before), _unit(reference, arguments.after)
        upload = office.link_units(database, person, pair, _day(arguments.first), shared=arguments.shared)
    return _tell(upload, _say("done", upload=upload), as_json=arguments.json)


def _new_unit(reference: Reference, asked: argparse.Namespace) -> office.NewUnit:
    first, province = _day(asked.first), None
    if asked.level != "province":
        if asked.province is None:
            raise Impossible("no_province")
        known = reference.by_code(asked.province, first)
        province = known.id if known else asked.province
    return office.NewUnit(asked.level, asked.code, asked.type, asked.name, province, first)


def _list_units(reference: Reference, words: str, *, as_json: bool) -> int:
    found = [reference.units[unit] for unit in units_of_words(reference, words)]
    if as_json:
        names = ("id", "code", "level", "name", "province", "valid_from", "valid_to")
        print_json([{name: getattr(unit, name) for name in names} for unit in found])
        return 0
    for unit in found:
        province = reference.units[unit.province].name if unit.province else "–"
        first, last = (date_text(day, language()) if day else "–" for day in (unit.valid_from, unit.valid_to))
        print(_say("unit", id=unit.id, name=unit.name, province=province, first=first, last=last))
    if not found:
        print(_say("no_unit", words=words))
    return 0


def run_terms(arguments: argparse.Namespace) -> int:
    """List the terms named by hand, those with days of their own and those locked; name one, set its days, lock or unlock it."""
    database = start.database()
    if arguments.action == "list":
        return _list_terms(database, as_json=arguments.json)
    term = _term(arguments.term)
    if arguments.action == "add":
        upload = office.name_term(database, _person(arguments), term)
        said = _say("done", upload=upload)
    elif arguments.action == "days":
        upload = office.set_days(database, _person(arguments), term, _asked_days(arguments))
        said = _say("done", upload=upload)
    else:
        change = locks.lock if arguments.action == "lock" else locks.unlock
        upload = change(database, _person(arguments), term, arguments.reason)
        said = _say(f"{arguments.action}ed", upload=upload, term=locks.locked_words(term, language()))
    return _tell(upload, said, as_json=arguments.json)


def _asked_days(asked: argparse.Namespace) -> tuple[date, date] | None:
    if asked.as_label:
        return None
    if not (asked.first and asked.last):
        raise _Refused(_say("both_days"))
    return _day(asked.first), _day(asked.last)


def _list_terms(database: Database, *, as_json: bool) -> int:
    named, held = start.reference().named_terms, locks.all_locks(database)
    if as_json:
        shown = [{"term": each.term, "reason": each.reason, "by": each.by, "upload": each.upload} for each in held]
        days = {term: [str(day) for day in said] for term, said in start.reference().term_days.items()}
        print_json({"terms": list(named), "days": days, "locked": shown})
        return 0
    for term in named:
        print(_say("term", id=term, term=term_text(term, language())))
    for term, (first, last) in start.reference().term_days.items():
        starts, ends = date_text(first, language()), date_text(last, language())
        print(_say("term_days", id=term, term=term_text(term, language()), starts=starts, ends=ends))
    for each in held:
        moment = date_text(each.at.astimezone().date(), language())
        words = {"by": each.by or "–", "reason": each.reason, "moment": moment}
        print(_say("lock", term=locks.locked_words(each.term, language()), **words))
    if not held:
        print(_say("none"))
    return 0


def _tell(upload: int, said: str, *, as_json: bool) -> int:
    if as_json:
        print_json({"upload": upload})
    else:
        print(said)
    return 0


def _person(arguments: argparse.Namespace) -> Person:
    return acting(start.database(), arguments.account)


def _term(word: str) -> str:
    """The id of a term as a person types it; ``kind:year`` means every term of that kind."""
    if word.startswith("kind:"):
        return word.removeprefix("kind:")
    found = read_option_term(word).term
    if found is None:
        raise Refusal("wrong_term", term=word)
    return found


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise _Refused(_say("not_a_day", day=word)) from error


def _unit(reference: Reference, code: str) -> str:
    if code in reference.units:
        return code
    return units_named(reference, code, one_alone=True)[0]


class _Refused(Refusal):
    def __init__(self, sentence: str) -> None:
        Exception.__init__(self, sentence)
        self.exit_code = 2


def _say(key: str, /, **params: Any) -> str:
    return text(f"office.command.{key}", language(), **params)
