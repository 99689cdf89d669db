"""Match: the rows below a header, each called data or left out for a reason that its own words and place give."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from data_access.records import COUNTED
from data_access.spelling import with_marks, without_marks
from intake.grids import CellError, NotCalculated, Value
from intake.group_rows import names_a_group
from intake.headers import Match
from intake.layouts import View, has_brackets, is_numbers_row, of_the_table
from intake.person_names import names_a_person
from intake.row_kinds import (
    is_beside_the_rows,
    is_note,
    is_place_and_date,
    is_roman,
    is_signature,
    numbered_head,
    sums_group,
    total_kind,
)
from intake.values import read_count

_ENTRIES = ("models", "training", "commendations", "programmes")
# Words that are neither a column's number nor a total's: «Tổng», «Cộng», «TC», «Grand total»; «Tổ», «Công an» are others.
_O = "oòóỏõọôồốổỗộơờớởỡợOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"
ENTRY = re.compile(rf"(?!(?:[Tt][{_O}]|[Cc][{_O}])(?![a-mo-su-zà ]|(?<=[ôÔ])n)|[Tt][cC]|[Gg][rR])[A-Za-zÀ-ỹ]{{2}}")

# No numbering is that long.
_LONG = 40


class BodyRow(NamedTuple):
    """One row of a table: ``kind`` is ``data`` or the reason it is left out; ``label`` its words where it is no data."""

    row: int
    kind: str
    label: str = ""
    group: str = ""


def _is_number(value: Value) -> bool:
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return True
    return isinstance(value, str) and value.strip().rstrip(".").isdigit()


def _is_countable(value: Value) -> bool:
    """Whether a cell holds a number in any writing, or what stands for one: then no row drops it unsaid."""
    if isinstance(value, CellError | NotCalculated):
        return True
    return _is_number(value) or (isinstance(value, str) and any(c.isdigit() for c in value) and len(value) < 30)


class Body:
    """Walks the rows of one table and keeps in mind the group, and whether the table has ended."""

    def __init__(self, view: View, match: Match) -> None:
        self.view, self.match = view, match
        self.group = ""
        self.ended = ""
        self._repeated = 0
        self.totalled = self.closed = self.gap = False  # a total, then a blank row; no data in the row above
        self.after_total = False
        self.heads = [
            column
            for name, column in match.fields.items()
            if name in ("unit", "name", "title", "collective_name", "measure")
        ]
        self.label_columns = set(range(1, max([*self.heads, match.numbering or 1, 2]) + 1))
        self.last_label = max(self.label_columns)
        self._is_list = match.dataset in _ENTRIES and not match.values
        self.values = [
            *match.figures,
            *match.values,
            *(c for n, c in match.fields.items() if n in COUNTED.get(match.dataset, ())),
        ]
        heads = [view.filled(row) for row in match.band.rows]
        self._header = [
            {without_marks(value) for _, value in cells if isinstance(value, str)}
            for cells in (*heads, *map(of_the_table, heads))
        ]

    def rows(self, start: int, stop: int) -> Iterator[BodyRow]:
        """Every row from ``start`` up to ``stop`` (not included), each exactly once."""
        for row in range(start, stop):
            yield self.kind(row)

    def enter(self) -> None:
        """Note that the rows above were data."""
        self.totalled = self.closed = self.after_total = self.gap = False

    def _numbered(self, row: int) -> bool:
        return self.match.numbering is not None and _is_number(self.view.own(row, self.match.numbering))

    def _label(self, cells: list[tuple[int, Value]]) -> str:
        texts = [
            v
            for c, v in cells
            if isinstance(v, str) and c in self.label_columns and not is_roman(v) and not _is_number(v)
        ]
        return texts[0] if texts else next((v for _, v in cells if isinstance(v, str)), "")

    def _repeats_header(self, cells: list[tuple[int, Value]]) -> bool:
        if not all(isinstance(value, str) for _, value in cells):
            return False
        words = {without_marks(value) for _, value in cells if isinstance(value, str)}
        return len(words) >= 2 and any(words == header for header in self._header)

    def kind(self, row: int) -> BodyRow:
        """What one row is; the rows are asked for from top to bottom, each once."""
        found = self._entry(row) or self._kind_of(row)
        if found.kind == "blank":
            self.closed |= self.totalled
        elif found.kind in ("data", "individual", "group", "repeated_header"):
            self.totalled = self.closed = self.after_total = False
        else:
            self.totalled |= found.kind == "total"
            self.after_total |= found.kind in ("total", "subtotal")
        self.gap = found.kind not in ("data", "individual", "group")
        return found

    def _entry(self, row: int) -> BodyRow | None:
        """A row of a list that is an entry at first sight: numbered, and named in words that begin no total."""
        if not self._is_list or self._stands_among_individuals():
            return None
        cells = self.view.grid.rows[row - 1]
        at = (self.match.numbering or 0) - 1
        if not 0 <= at < len(cells) or type(cells[at]) is not int:
            return None
        for label in cells[: self.last_label]:
            if type(label) is not str:
                continue
            is_entry = ENTRY.match(label) is not None
            if is_entry and len(label) > _LONG:
                return BodyRow(row, "data", label, self.group)
            if not is_roman(label) and not _is_number(label):
                return BodyRow(row, "data", label, self.group) if is_entry else None
        return None

    def _kind_of(self, row: int) -> BodyRow:
        cells = self.view.filled(row)
        if not cells:
            return BodyRow(row, "blank", group=self.group)
        if is_numbers_row(self.view, row) and (has_brackets(cells) or self._repeated == row - 1):
            return BodyRow(row, "column_numbers", group=self.group)
        if self._repeats_header(cells):
            self._repeated = row
            return BodyRow(row, "repeated_header", group=self.group)
        if self._is_list and self._is_merged_number(row, cells):
            self.group, self.ended = str(cells[0][1]), ""
            return BodyRow(row, "group", self.group, self.group)
        label, numbered = self._label(cells), self._numbered(row)
        total = total_kind(label, numbered=numbered or bool(self.match.values) or self._says_more(cells, label))
        total = total or ("subtotal" if sums_group(label, self.group) else None)
        if total and any(c in self.label_columns for c, v in cells if v == label):
            return BodyRow(row, total, label, self.group)
        if self._is_beside(cells, label, numbered):
            return BodyRow(row, "carried", label, self.group)
        if not numbered and (ending := self._ending(cells, label)):
            return BodyRow(row, ending, label, self.group)
        if label and not numbered and names_a_group(self.view, self.match, row, label):
            self.group, self.ended = numbered_head(label) or label, ""
            return BodyRow(row, "group", label, self.group)
        if not numbered and len(cells) == 1 and label and self._is_aside(cells[0][0], label):
            return BodyRow(row, "note", label, self.group)
        if self.match.dataset == "individuals" or self._stands_among_individuals():
            return BodyRow(row, "individual", group=self.group)
        return BodyRow(row, "data", label, self.group)

    def _is_merged_number(self, row: int, cells: list[tuple[int, Value]]) -> bool:
        """Whether a row is one number across several columns, and nothing else: «2023» above the entries of that year."""
        column, value = cells[0]
        if len(cells) > 1 or not _is_number(value):
            return False
        return any(
            top == row and left == column and right - left >= 2 for top, left, _, right in self.view.merges_in(row)
        )

    def _says_more(self, cells: list[tuple[int, Value]], label: str) -> bool:
        """Whether a row of a list says in words what only an entry says: then «Toàn quận chung tay» is its name."""
        if self.match.dataset not in _ENTRIES:
            return False
        texts = [v for c, v in cells if c in self.match.taken and isinstance(v, str) and v != label]
        return any(len(text.strip()) > 1 and read_count(text).state == "problem" for text in texts)

    def _is_beside(self, cells: list[tuple[int, Value]], label: str, numbered: bool) -> bool:
        """Whether a row with numbers says in the column of names that they are of another time, or worked out."""
        if self.match.values or self.match.dataset not in ("summary", "training"):
            return False
        if not any(c in self.values and v is not None for c, v in cells):
            return False
        if not any(c in self.label_columns for c, v in cells if v == label):
            return False
        if is_beside_the_rows(label):
            return self.match.dataset == "summary" or not (numbered or self._says_more(cells, label))
        # A year among the units, below the total: the same sum of another year.
        is_year = re.fullmatch(r"nam( truoc)? ?(\d{4})?", without_marks(label)) is not None
        return self.after_total and is_year and self.match.dataset == "summary" and "unit" in self.match.fields

    def _ending(self, cells: list[tuple[int, Value]], label: str) -> str:
        """``note`` or ``signature`` for what stands below the data; a row with a value there is never taken for one."""
        texts = [value for _, value in cells if isinstance(value, str)]
        signed = [is_signature(text) for text in texts]
        counted = [v for c, v in cells if c in self.values and _is_countable(v)]
        if any(not isinstance(value, str) or not is_signature(value) for value in counted):
            return ""
        if self.ended != "signature" and self._says_more(cells, label):
            signed = [all(sign or names_a_person(text) for sign, text in zip(signed, texts, strict=True))]
        if len(cells) <= 4 and self._may_end(cells) and (any(signed) or self.ended == "signature"):
            self.ended = "signature"
            return self.ended
        if (is_note(label) and not self._says_more(cells, label)) or (self.ended == "note" and len(cells) <= 2):
            self.ended = "note"
            return self.ended
        return "note" if self.closed and len(cells) <= 4 else ""

    def _may_end(self, cells: list[tuple[int, Value]]) -> bool:
        """Whether the data may be over: in a list without numbers a lone name right below the data is one more name."""
        is_list = self.match.numbering is None and self.match.dataset not in ("summary", "targets")
        column, text = cells[0]
        lone_name = is_list and not self.gap and len(cells) == 1 and column in self.heads
        return not lone_name or (isinstance(text, str) and is_place_and_date(text))

    def _is_aside(self, column: int, text: str) -> bool:
        """Whether a lone text stands beside the data: under no column that is taken, or a sentence below a gap."""
        sentence = self.gap and (len(text) > 40 or text.rstrip().endswith((".", ":", "./.")))
        return column not in self.match.taken or text.startswith("(") or (sentence and self.match.dataset == "summary")

    def _stands_among_individuals(self) -> bool:
        """In a list of commendations: the group above says that its rows are about persons."""
        if self.match.dataset != "commendations":
            return False
        group = with_marks(self.group)
        persons = any(
            word in group for word in ("cá nhân", "gia đình", "hộ dân", "quần chúng tiêu biểu", "gương điển hình")
        )
        return persons and "tập thể" not in group
