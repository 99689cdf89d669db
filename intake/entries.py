"""Validate: one row of a list as a fact: a model, a training class, a commended collective, a programme."""

from collections.abc import Callable, Sequence
from typing import Any

from data_access.records import ROW_CLASSES
from data_access.spelling import clean
from intake.blocks import Block
from intake.bodies import BodyRow
from intake.cells import Cells, words_as_stored
from intake.choices import bloc_of_group, level_of_body
from intake.facts import Fact
from intake.grids import address
from intake.owners import owner_and_body
from intake.places import Places, Time
from intake.problems import Problem
from intake.remembered import plain_text, remembered
from intake.values import CountReading

Row = dict[str, Any]
Counts = dict[str, CountReading | None]

# What is read of a cell whatever else its row says; all other fields have rules of their own below.
FIELDS: dict[str, dict[str, tuple[Any, ...]]] = {
    "models": {
        "report_year": ("year",), "decision_date": ("day",), "name": ("text", 300), "model_code": ("text", 60), "bloc": ("choice", None),
        "sector": ("choice", "unspecified"), "theme": ("text", 200), "start_year": ("year",), "stage": ("choice", "unspecified"),
        "recognition_level": ("choice", "unspecified"), "decision_no": ("text", 120),
    },
    "training": {
        "topic": ("choice", "unspecified"), "title": ("text", 300), "audience": ("choice", "unspecified"),
        "organiser": ("organisation",), "level": ("choice", "unspecified"),
    },
    "commendations": {
        "decision_date": ("day",), "year": ("year",), "awarding_body": ("organisation",), "collective_name": ("text", 300),
        "bloc": ("choice", None), "award_form": ("choice", "unspecified"), "awarding_level": ("choice", None),
        "award_ground": ("choice", None), "decision_no": ("text", 120),
    },
    "programmes": {
        "partners": ("text", 1000), "name": ("text", 300), "lead_body": ("organisation",), "signed_on": ("day",),
        "status": ("choice", "unspecified"), "reviewed_on": ("day",),
    },
}  # fmt: skip
_NOTHING = {"text": "", "organisation": ""}
NAMES = {"models": "name", "training": "title", "commendations": "collective_name", "programmes": "name"}
BODIES = {
    "models": "implementing_body",
    "training": "organiser",
    "commendations": "collective_name",
    "programmes": "lead_body",
}


class Entries:
    """Reads the entries of one list; problems gather in the sheet's reading."""

    def __init__(self, cells: Cells, places: Places) -> None:
        self.cells, self.places, self.dataset = cells, places, cells.match.dataset
        self.readers = {
            field: self._reader(field, *how)
            for field, how in FIELDS[self.dataset].items()
            if field in cells.match.fields
        }
        self.read_body = remembered(cells, BODIES[self.dataset], self._method(BODIES[self.dataset], "organisation"))
        self.read_start = remembered(cells, "start_date", self._method("start_date", "when"))
        self._blank = _blank(self.dataset, cells.reading.sheet[:100])
        self._settle = _RULES[self.dataset]

    def _reader(self, field: str, kind: str, *more: Any) -> Callable[[int], Any]:
        if kind == "text":
            return plain_text(self.cells, field, *more)
        return remembered(self.cells, field, self._method(field, kind, *more))

    def _method(self, field: str, kind: str, *more: Any) -> Callable[[int], Any]:
        method = getattr(self.cells, kind)
        return lambda row: method(field, row, *more)

    def take(self, found: BodyRow, counts: Counts) -> None:
        """Read a row into a fact; one without a unit, a time or a name becomes a question or an error instead."""
        time = self.places.time(found.row, is_list=self.dataset != "programmes")
        row = self._blank.copy()
        for field, read in self.readers.items():
            row[field] = read(found.row)
        self._settle(self, row, found, time)
        row["unit"], row["term"], row["source_row"] = self._unit(found, time), time.term, found.row
        is_named = bool(row[NAMES[self.dataset]]) or self._is_named(found.row)
        if self.cells.other_words:
            row["other_words"] = self.cells.take_other_words()
        if row["unit"] is not None and is_named:
            self._count(row, counts)
            self.cells.reading.take(Fact(self.dataset, row))

    def take_all(self, block: Block, place: tuple[int, int], units: list[str], group: str) -> None:
        """Read a stretch of a block into facts, all at once; every one of its rows has a unit, a time and a name."""
        first, stop = place
        count = stop - first
        said: dict[str, Sequence[Any]] = {name: [default] * count for name, default in self._blank.items()}
        said |= {name: values[first:stop] for name, values in block.fields.items()}
        for name, values in block.counts.items():
            said |= self._counted(name, values[first:stop])
        if "bloc" in said and (bloc := bloc_of_group(group)):
            said["bloc"] = [own or bloc for own in said["bloc"]]
        said["term"] = [time.term for time in block.times[first:stop]]
        said["unit"], said["source_row"] = units, range(block.first + first, block.first + stop)
        if block.others:
            said["other_words"] = self._others(block, first, stop)
        self.cells.reading.facts.table(self.dataset, self._blank).extend(said)
        for column in self.cells.match.fields.values():
            self.cells.taken(column)[block.first + first : block.first + stop] = b"\x01" * count

    def _others(self, block: Block, first: int, stop: int) -> list[str]:
        """The words that no code fits, of each row, and a note of them."""
        for field, words in block.others.items():
            if count := sum(map(bool, words[first:stop])):
                at = next(at for at in range(first, stop) if words[at])
                self.cells.note_others(field, block.first + at, count)
        fields = sorted(block.others)
        known: dict[tuple[str, ...], str] = {}
        said = [*zip(*(block.others[field][first:stop] for field in fields), strict=True)]
        for words_of_row in set(said):
            told = tuple((field, word) for field, word in zip(fields, words_of_row, strict=True) if word)
            known[words_of_row] = words_as_stored(told) if told else ""
        return [*map(known.__getitem__, said)]

    def _unit(self, found: BodyRow, time: Time) -> str | None:
        """The unit of a row, or nothing where it is asked; the time is asked where nothing says it."""
        body = self.cells.raw(BODIES[self.dataset], found.row)
        unit = self.places.unit(found.row, time, found.group, body=body if isinstance(body, str) else "")
        if time.term is None and time.year is None:
            self.places.without_time(found.row)
        return unit

    def _is_named(self, row: int) -> bool:
        """Whether the row of a class says by its topic what it is; a row that says nothing is an error on its cell."""
        fields = ("title", "topic") if self.dataset == "training" else (NAMES[self.dataset],)
        values = [self.cells.raw(field, row) for field in fields]
        if any(value is not None and (not isinstance(value, str) or clean(value)) for value in values):
            return self.dataset == "training"
        column = next(self.cells.match.fields[field] for field in fields if field in self.cells.match.fields)
        head: dict[str, str | int] = {"column": self.cells.match.head(column)}
        self.cells.reading.problems.append(Problem("error", "empty_name", address(row, column), head))
        return False

    def _count(self, row: Row, counts: Counts) -> None:
        for name, count in counts.items():
            if count is not None:
                row |= self._kept(name, count.value, count.qualifier, word=count.word)

    def _counted(self, name: str, counts: Sequence[tuple[Any, ...]]) -> dict[str, Any]:
        """The same of many rows; an empty cell is what stands where nothing is said."""
        values, bounds, words, _ = zip(*counts, strict=True)
        numbers = [self._blank[name] if value is None else value for value in values]
        return self._kept(name, numbers, bounds, word=words)

    def _kept(self, name: str, value: Any, bound: Any, *, word: Any) -> dict[str, Any]:
        """A count, its bound and the word beside it, as far as rows have fields for them."""
        said = {name: value, f"{name}_qualifier": bound, **({"counted_as": word} if name == "attendances" else {})}
        return {field: each for field, each in said.items() if field in self._blank}


def _blank(dataset: str, sheet: str) -> Row:
    """Every field of a row, with what stands where the sheet says nothing; a row made by copying it needs no more room."""
    fields = ROW_CLASSES[dataset].model_fields
    row = {name: None if field.is_required() else field.get_default() for name, field in fields.items()}
    row |= {name: how[-1] if how[0] == "choice" else _NOTHING.get(how[0]) for name, how in FIELDS[dataset].items()}
    return row | {"sheet": sheet}


def _model(entries: Entries, row: Row, found: BodyRow, time: Time) -> None:
    time.year = row["report_year"] = row["report_year"] or time.year
    row["owner_kind"], row["implementing_body"] = owner_and_body(entries.cells, found.row, entries.read_body)
    if row["owner_kind"] != "collective":
        model = (row["name"], str(time.year), str(time.term), found.group)
        row["namesake"] = entries.cells.namesake(found.row, model)
    row["model_code"], row["decision_no"] = row["model_code"] or None, row["decision_no"] or None
    row["bloc"] = row["bloc"] or bloc_of_group(found.group)


def settle_class(entries: Entries, row: Row, found: BodyRow, time: Time) -> None:
    """Settle when a class was held, and what it is called where its row has no title."""
    held = (
        entries.read_start(found.row) if time.year is None else entries.cells.when("start_date", found.row, time.year)
    )
    last = entries.cells.when("end_date", found.row, time.year)
    if held is not None:
        time.year = held.year or time.year
        row["date_precision"] = held.precision
        if held.precision in ("day", "days"):
            time.narrow(held.start)
            row["start_date"], row["end_date"] = held.start, last.start if last else held.end
    row["period_text"], row["year"] = (held.period if held else "") or time.period, time.year
    row["title"] = row["title"] or entries.cells.text("topic", found.row)


def _commendation(entries: Entries, row: Row, found: BodyRow, time: Time) -> None:
    title = entries.cells.title
    decided = row["decision_date"] = row["decision_date"] or title.decision_date
    time.year = row["year"] or time.year or (decided.year if decided and time.term is None else None)
    row["year"] = time.year
    row["awarding_body"] = row["awarding_body"] or title.body
    row["awarding_level"] = row["awarding_level"] or level_of_body(row["awarding_body"]) or "unspecified"
    row["award_ground"] = row["award_ground"] or title.ground
    row["decision_no"] = row["decision_no"] or title.decision_no
    row["bloc"] = row["bloc"] or bloc_of_group(found.group)


def _programme(entries: Entries, row: Row, found: BodyRow, time: Time) -> None:
    row["partners"] = "; ".join(part.strip() for part in row["partners"].split(";") if part.strip())


_RULES: dict[str, Callable[[Entries, Row, BodyRow, Time], None]] = {
    "models": _model,
    "training": settle_class,
    "commendations": _commendation,
    "programmes": _programme,
}
