"""Validate: many rows of a list at once, a column at a time: those that are plainly entries and of which nothing is said.

What a cell means is found out once for all that say the same, by the readers of single rows; a row of which they would
tell anything is left to them.
"""

from collections.abc import Callable, Hashable, Sequence
from itertools import repeat
from typing import Any

from data_access.records import COUNTED
from data_access.spelling import are_clean, clean
from intake.blocks import LOUD, Block
from intake.bodies import BodyRow
from intake.cells import Cells
from intake.entries import BODIES, FIELDS, NAMES, Entries, settle_class
from intake.grids import Value
from intake.owners import owner_and_body
from intake.places import Places, Time
from intake.plain_rows import not_plainly_entries
from intake.readings import SheetReading
from intake.remembered import PLAIN

_MOST_KNOWN = 50_000
# A column of texts that says few different things is looked up, others are read cell by cell.
_WORTH_KNOWING = 4
_BESIDE = {
    "models": {"unit", "term", "owner_kind", "implementing_body"},
    "training": {"unit", "term", "start_date", "end_date"},
}
_UNKNOWN = Time()
_HELD = ("date_precision", "start_date", "end_date", "period_text", "year")
Read = Callable[[int], Any]


def can_be_read_at_once(cells: Cells) -> bool:
    """Whether a table is a list of which rows can be read by columns: nothing is merged below its header."""
    match = cells.match
    if match.dataset not in _BESIDE or match.values or match.numbering is None:
        return False
    if NAMES[match.dataset] not in match.fields or any(
        bottom >= match.band.body for _, _, bottom, _ in cells.view.merges
    ):
        return False
    tells_persons = match.dataset == "models" and (match.owner_marks or match.subjects)
    known = FIELDS[match.dataset].keys() | _BESIDE[match.dataset] | set(COUNTED[match.dataset])
    return not tells_persons and match.fields.keys() <= known


class BlockReader:
    """Reads the rows of one list in blocks; what it found out of one block serves the next."""

    def __init__(self, cells: Cells, places: Places, last_label: int) -> None:
        self.view, self.match, self._last_label = cells.view, cells.match, last_label
        # Readers of their own: what they say is heard by nobody.
        unheard = SheetReading(cells.reading.sheet)
        self._cells = Cells(cells.view, cells.match, title=cells.title, context=cells.context, reading=unheard)
        self._places = Places(self._cells, places.province)
        self._entries = Entries(self._cells, self._places)
        self._known: dict[Hashable, dict[Any, Any]] = {}

    def block(self, first: int, stop: int, counted: dict[str, int]) -> Block:
        """The rows from ``first`` up to ``stop`` (not included), read by columns."""
        block = Block(first, self.view.columns, min(stop, self.view.height + 1))
        block.loud = not_plainly_entries(block.raw, self.match.numbering or 0, self._last_label)
        self._leave_odd_cells(block)
        for field in FIELDS[self.match.dataset]:
            if field in self.match.fields:
                self._read_field(block, field)
        for field, column in counted.items():
            block.counts[field] = self._of(block, (field,), self._count_reader(column))
        if self.match.dataset == "models":
            self._settle_models(block)
        else:
            self._settle_classes(block)
        names = block.fields[NAMES[self.match.dataset]]
        if not all(names):
            block.leave([name or LOUD for name in names])
        if any(time.term is None and time.year is None for time in block.times):
            block.leave([LOUD if time.term is None and time.year is None else time for time in block.times])
        return block

    def units(self, block: Block, first: int, stop: int, group: str) -> list[str]:
        """The unit of each row of a stretch below this group; rows without one are left to be read by themselves."""
        body = BODIES[self.match.dataset]
        named = self._raw(block, "unit")[first:stop]
        bodies = self._raw(block, body)[first:stop] if None in named else repeat(None, stop - first)
        whens = [(time.term, time.year, time.days) for time in block.times[first:stop]]

        def read(row: int) -> str | None:
            said, time = self._cells.raw(body, row), block.times[row - block.first]
            own = Time(time.term, time.year, time.period, time.days)
            return self._places.unit(row, own, group, body=said if isinstance(said, str) else "")

        keys = [*zip(named, bodies, whens, strict=True)]
        found = self._look_up(
            ("unit", group), keys, range(block.first + first, block.first + stop), self._quiet(read, ("unit",))
        )
        if None in found or LOUD in found:
            block.loud[first:stop] = bytes(unit is None or unit is LOUD for unit in found)
        return found

    def _leave_odd_cells(self, block: Block) -> None:
        """Fractions, truths, moments and errors are left to the readers of rows: 1, 1.0 and true would be one key."""
        for column in set(self.match.fields.values()):
            values = block.raw[column - 1]
            if not set(map(type, values)) <= PLAIN:
                block.raw[column - 1] = plain = [value if type(value) in PLAIN else LOUD for value in values]
                block.leave(plain)

    def _raw(self, block: Block, field: str) -> Sequence[Value]:
        column = self.match.fields.get(field)
        return [None] * block.size if column is None else block.raw[column - 1]

    def _read_field(self, block: Block, field: str) -> None:
        kind, *more = FIELDS[self.match.dataset][field]
        values = self._raw(block, field)
        if kind == "text" and len(set(values)) * _WORTH_KNOWING > len(values):
            block.fields[field] = texts = _texts(values, more[0])
            if LOUD in set(texts):
                block.leave(texts)
        elif kind == "choice":
            read = self._of(block, (field,), self._choice_reader(field))
            block.fields[field] = codes = [each[0] for each in read]
            if LOUD in set(codes):
                block.leave(codes)
            others = [each[1] for each in read]
            if any(others):
                block.others[field] = others
        else:
            block.fields[field] = self._of(block, (field,), self._quiet(self._entries.readers[field], (field,)))

    def _of(self, block: Block, fields: tuple[str, ...], read: Read) -> list[Any]:
        """What ``read`` says of each row, asked once for all rows that say the same under these fields."""
        columns = [self._raw(block, field) for field in fields]
        keys: Sequence[Any] = columns[0] if len(columns) == 1 else [*zip(*columns, strict=True)]
        found = self._look_up(fields, keys, range(block.first, block.first + block.size), read)
        if LOUD in self._known[fields].values():
            block.leave(found)
        return found

    def _look_up(self, what: Hashable, keys: Sequence[Any], rows: range, read: Read) -> list[Any]:
        known = self._known.setdefault(what, {})
        if len(known) > _MOST_KNOWN:
            known.clear()
        if fresh := set(keys).difference(known):
            for key, row in zip(keys, rows, strict=True):
                if key in fresh and key not in known:
                    known[key] = read(row)
        return [*map(known.__getitem__, keys)]

    def _quiet(self, read: Read, fields: tuple[str, ...]) -> Read:
        """``read``, but loud where anything is said, or where a cell that says something is not kept."""

        def look(row: int) -> Any:
            said = self._cells.remarks, len(self._cells.reading.problems)
            result = read(row)
            is_quiet = said == (self._cells.remarks, len(self._cells.reading.problems))
            return result if is_quiet and self._keeps(row, fields) else LOUD

        return look

    def _keeps(self, row: int, fields: tuple[str, ...]) -> bool:
        columns = [self.match.fields[field] for field in fields if field in self.match.fields]
        return all(self._cells.taken(c)[row] or self.view.own(row, c) is None for c in columns)

    def _choice_reader(self, field: str) -> Read:
        """Code and other words of a cell; other words are told once a sheet and make no cell loud."""
        read = self._entries.readers[field]

        def look(row: int) -> Any:
            said = len(self._cells.reading.problems)
            code = read(row)
            other = self._cells.other_words.pop(field, "")
            return (code, other) if said == len(self._cells.reading.problems) else (LOUD, "")

        return look

    def _count_reader(self, column: int) -> Read:
        def look(row: int) -> Any:
            count = self._cells.count(row, column)
            said = (None, None, "") if count is None else (count.value, count.qualifier, count.word)
            return *said, self.view.holds(row, column)

        return self._quiet(look, ())

    def _settle_models(self, block: Block) -> None:
        years = block.fields.get("report_year") or [None] * block.size
        times = self._times(block)
        keys = [*zip(map(id, times), years, strict=True)]
        made = {
            key: Time(time.term, key[1] or time.year, time.period, time.days)
            for key, time in dict(zip(keys, times, strict=True)).items()
        }
        block.times = [*map(made.__getitem__, keys)]
        block.fields["report_year"] = [time.year for time in block.times]
        owned = self._of(
            block, ("owner_kind", "implementing_body"), self._quiet(self._body, ("owner_kind", "implementing_body"))
        )
        block.fields["owner_kind"] = ["collective"] * block.size
        block.fields["implementing_body"] = owned
        for field in ("model_code", "decision_no"):
            block.fields[field] = [text or None for text in block.fields.get(field) or [None] * block.size]

    def _body(self, row: int) -> Any:
        owner, body = owner_and_body(self._cells, row, self._entries.read_body)
        others = self._cells.take_other_words()
        return body if owner == "collective" and not others else LOUD

    def _times(self, block: Block) -> list[Time]:
        """The time that the period column of each row gives, else the sheet."""
        times = self._of(block, ("term",), self._quiet(lambda row: self._places.time(row, is_list=True), ("term",)))
        return [_UNKNOWN if time is LOUD else time for time in times]

    def _settle_classes(self, block: Block) -> None:
        held = self._of(
            block, ("term", "start_date", "end_date"), self._quiet(self._held, ("term", "start_date", "end_date"))
        )
        block.times = [each[0] if each is not LOUD else _UNKNOWN for each in held]
        for number, field in enumerate(_HELD, 1):
            block.fields[field] = [each[number] if each is not LOUD else None for each in held]

    def _held(self, row: int) -> Any:
        """When a class was held, as the readers of rows settle it: its time, and the fields that say so."""
        time = self._places.time(row, is_list=True)
        said: dict[str, Any] = {"title": "-", "date_precision": "", "start_date": None, "end_date": None}
        settle_class(self._entries, said, BodyRow(row, "data"), time)
        return time, *(said[field] for field in _HELD)


def _texts(values: Sequence[Value], limit: int) -> list[Any]:
    plain: Sequence[Any] = values
    if set(map(type, plain)) == {str} and max(map(len, plain)) <= limit and are_clean(plain):
        return [*plain]
    texts: list[Any] = [clean(value) if type(value) is str else "" if value is None else LOUD for value in values]
    return [LOUD if text is LOUD or len(text) > limit else text for text in texts]
