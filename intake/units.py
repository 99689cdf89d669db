"""Match and validate: which unit a spelling means, in its province and its period; never a hidden guess."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, time
from itertools import chain

from data_access.reference import Reference, UnitRecord
from data_access.spelling import clean, with_marks
from intake import unit_texts
from intake.grids import CellError, NotCalculated, Value
from intake.unit_choice import MOST_CANDIDATES, Question, UnitReading, choose, ids_of, merged
from intake.unit_index import Days, UnitIndex, bare_name, stands_in, ways_to_compare
from intake.unit_spellings import Spelling, Written, mended_words, plain, readings, take_apart, tokens_of

_LONGEST = 300
_MOST_REMEMBERED = 20_000


class UnitNames:
    """The spellings of all units, built once from a Reference."""

    def __init__(self, reference: Reference) -> None:
        self._index = UnitIndex(reference)
        self._reference = reference
        self._explained: dict[str, list[str]] = defaultdict(list)
        for province, spelling in reference.aliases:
            self._explained[spelling].append(province)
        self._known: dict[tuple[str, str | None, Days | None, str], UnitReading] = {}
        self._doubtful: dict[tuple[str, str | None, Days], bool] = {}

    def resolve(self, value: Value, *, province: str | None, on: Days | None, level_hint: str = "") -> UnitReading:
        """The unit that a cell names, among those of the province that stood on any of the days."""
        if value is None or (isinstance(value, str) and not clean(value)):
            return UnitReading(state="missing")
        no_name = isinstance(value, bool | date | time | CellError | NotCalculated)
        if no_name or (isinstance(value, str) and len(value) > _LONGEST):
            return UnitReading(state="unknown")
        if isinstance(value, float):
            if value != value or value in (float("inf"), float("-inf")) or value != int(value):
                return UnitReading(state="unknown")
            value = int(value)
        days = None if on is None or on == (None, None) else on
        key = (str(value), province, days, level_hint)
        if len(self._known) > _MOST_REMEMBERED:
            self._known.clear()
        if key not in self._known:
            self._known[key] = self._resolve(*key)
        return self._known[key]

    def province_in(self, text: str, *, on: Days | None = None) -> str | None:
        """The province that a title or a file's name names; without days, the one of before July 2025."""
        found = unit_texts.provinces_in(self._index, text)
        return self._of_time(found[0], on) if found else None

    def find_unit(self, text: str, province: str | None, *, on: Days | None = None) -> str | None:
        """The one district, else the one commune, that a title, a group row or a sheet's name names."""
        if on is None:
            on = unit_texts.days_of_former(text)
        found = unit_texts.units_in(self._index, text, province, on)
        if not found and len(text) <= unit_texts.LONGEST_NAME:
            reading = self.resolve(text, province=province, on=on, level_hint="" if on else "district")
            # What a person explained of a cell is no answer to what a title or a sheet's name means.
            named = self._index.units[reading.unit] if reading.unit and not reading.is_remembered else None
            return named.id if named and named.level != "province" else None
        return unit_texts.the_one(found)

    def is_doubtful(self, unit: str | None, province: str | None, on: Days | None) -> bool:
        """Whether a province that merged in these days holds another unit of this name as well."""
        named = self._index.units.get(unit or "")
        if named is None or named.level != "district" or on is None or on == (None, None):
            return False
        key = (named.id, province, on)
        if key not in self._doubtful:
            self._doubtful[key] = self._by_rule(named.name, province, on, "district").state == "ambiguous"
        return self._doubtful[key]

    def owner_unit(self, text: str, province: str | None, *, on: Days | None = None) -> str | None:
        """The district, else the commune, that the name of a body holds: «UBND Phường 4, Quận 3»."""
        return unit_texts.the_one(unit_texts.units_in(self._index, text, province, on))

    def only_province(self, names: Iterable[str], *, on: Days | None = None) -> str | None:
        """The one province that has units of all these names; a name that no unit bears is left aside."""
        common: set[frozenset[str]] | None = None
        for name in set(names):
            units = self._bearers(tokens_of(take_apart(name).main), on)
            if units:
                held = {self._index.same_province(unit.province or unit.id) for unit in units}
                common = held if common is None else common & held
        return self._of_time(tuple(next(iter(common))), on) if common and len(common) == 1 else None

    def mended(self, text: str, unit: str) -> str:
        """The words by which a text was read as this unit although their diacritics are not its own; "" where all is right."""
        if text.isascii():
            return ""
        return mended_words(tokens_of(take_apart(text).main), bare_name(self._index.units[unit]).split())

    def _bearers(self, tokens: list[str], days: Days | None) -> list[UnitRecord]:
        for reading in readings(tokens):
            for marks in ways_to_compare(reading.name):
                found = [u for u in self._index.named(reading, None, marks=marks) if stands_in(u, days)]
                if found:
                    return found
        return []

    def _of_time(self, ids: Sequence[str], on: Days | None) -> str:
        standing = [each for each in sorted(ids, key=len) if stands_in(self._index.units[each], on)]
        return (standing or sorted(ids, key=len))[0]

    def _resolve(self, text: str, province: str | None, days: Days | None, level: str) -> UnitReading:
        by_rule = self._by_rule(text, province, days, level)
        known = None if by_rule.unit else self._remembered(with_marks(text), province, days)
        return replace(known, candidates=by_rule.candidates) if known else by_rule

    def _remembered(self, spelling: str, province: str | None, days: Days | None) -> UnitReading | None:
        """What a person once said that this spelling means: in the province, else in those merged with it."""
        if spelling not in self._explained:
            return None
        for scope in self._index.scopes(province):
            found: dict[frozenset[str], UnitReading] = {}
            for where in self._explained[spelling]:
                key = where, spelling
                unit = self._index.units.get(self._reference.aliases[key])
                if unit and (scope is None or where in scope) and stands_in(unit, days):
                    since = self._reference.answered_on.get(key)
                    # Of two answers for one province, given for its two times, the newer one holds.
                    found[self._index.same_province(where)] = UnitReading(
                        unit.id, finding="remembered_answer", since=since
                    )
            if found:
                return next(iter(found.values())) if len(found) == 1 else None
        return None

    def _by_rule(self, text: str, province: str | None, days: Days | None, level: str) -> UnitReading:
        written = take_apart(text)
        question = Question(tokens_of(written.main), self._index.scopes(province), days, level)
        if written.is_former:
            ended = (date.min, unit_texts.LAST_DISTRICT_DAY)
            reading = self._answer(replace(question, days=ended, level="district"))
            return replace(reading, former=reading.unit)
        return replace(self._answer(question), former=self._former(written, province))

    def _former(self, written: Written, province: str | None) -> str | None:
        if not written.beside:
            return None
        ended = (date.min, unit_texts.LAST_DISTRICT_DAY)
        return self.resolve(written.beside, province=province, on=ended, level_hint="district").unit

    def _answer(self, question: Question) -> UnitReading:
        """By the name as written, the name before its province, an abbreviation; else the likeliest ones."""
        first = self._by_name(question)
        if first.state in ("value", "ambiguous"):
            return first
        tail = unit_texts.without_province(self._index, question.tokens)
        if tail is not None:
            words, province = tail
            beside = self._by_name(replace(question, tokens=words, scopes=self._index.scopes(province)))
            if beside.state in ("value", "ambiguous"):
                return beside
        national = self._by_name(replace(question, scopes=[None], level="province"))
        if national.unit and self._index.units[national.unit].level == "province":
            return national
        if (short := self._province_as_typed(question)) is not None:
            return short
        shortened = self._by_abbreviation(question)
        if shortened.state != "unknown":
            return shortened
        return self._likeliest(question, first.candidates)

    def _alike(self, question: Question, names: list[str]) -> list[UnitRecord]:
        """Slips of the pen, then the units that a longer text names («Phường Võ Thị Sáu, Quận 3»), else similar names."""
        scope, days = question.scopes[0], question.days
        inside = unit_texts.units_at(self._index, question.tokens, question.scopes, days)
        return [*self._index.slips(names, scope, days), *(inside or self._index.nearest(names[:2], scope, days))]

    def _by_name(self, question: Question) -> UnitReading:
        elsewhen: list[UnitRecord] = []
        for place, scope in enumerate(question.scopes):
            for reading in readings(question.tokens):
                for marks in ways_to_compare(" ".join(question.tokens)):
                    named = self._index.named(reading, scope, marks=marks)
                    standing = [unit for unit in named if stands_in(unit, question.days)]
                    if standing:
                        later = question.scopes[place + 1 :]
                        namesakes = chain(*(self._index.named(reading, scope, marks=marks) for scope in later))
                        return choose([*standing, *merged(standing, question.days, namesakes)], question)
                    elsewhen += named
        return UnitReading(None, ids_of(elsewhen), state="unknown")

    def _province_as_typed(self, question: Question) -> UnitReading | None:
        """The province that a short form means which nothing else bears: «TP.HCM»."""
        ids = self._index.province_forms.get(" ".join(plain(token) for token in question.tokens), ())
        standing = [u for u in map(self._index.units.__getitem__, ids) if stands_in(u, question.days)]
        return choose(standing, question) if standing else None

    def _by_abbreviation(self, question: Question) -> UnitReading:
        for initials in (False, True):
            for reading in readings(question.tokens):
                named = self._index.abbreviated(reading, question.scopes[0], initials=initials)
                standing = [unit for unit in named if stands_in(unit, question.days)]
                if initials and standing:
                    return UnitReading(None, ids_of(standing), state="ambiguous")
                if standing:
                    return choose(standing, question)
        return UnitReading(state="unknown")

    def _likeliest(self, question: Question, elsewhen: tuple[str, ...]) -> UnitReading:
        """Units of the same name under another type or at another time, then names that look alike."""
        tokens, scope = question.tokens, question.scopes[0]
        bare = [Spelling("", reading.name) for reading in readings(tokens)]
        of_name = [unit for each in bare for unit in self._index.named(each, scope, marks=False)]
        standing = [unit for unit in of_name if stands_in(unit, question.days)]
        close = (
            [] if standing or elsewhen else self._alike(question, [" ".join(tokens), *(each.name for each in bare[1:])])
        )
        finding = "unit_not_in_period" if elsewhen else None
        found = (*ids_of(standing), *elsewhen, *ids_of(close))
        return UnitReading(None, tuple(dict.fromkeys(found))[:MOST_CANDIDATES], finding, "unknown")
