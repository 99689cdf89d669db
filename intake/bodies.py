"""Match: the rows below a header, each called data or left out for a reason that its own words and place give."""

from collections.abc import Iterator
from dataclasses import dataclass

from data_access.spelling import with_marks, without_marks
from intake.grids import CellError, NotCalculated, Value
from intake.headers import Match
from intake.layouts import View, has_brackets, is_numbers_row
from intake.row_kinds import is_note, is_roman, is_signature, numbered_head, total_kind

_GROUP_HEADS = (
    "khối",
    "cụm",
    "nhóm",
    "phần",
    "mục",
    "lĩnh vực",
    "các",
    "cấp",
    "tập thể",
    "cá nhân",
    "quận",
    "huyện",
    "thành phố",
    "đơn vị",
)


@dataclass(frozen=True)
class BodyRow:
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
        heads = [
            column
            for name, column in match.fields.items()
            if name in ("unit", "name", "title", "collective_name", "measure")
        ]
        self.label_columns = set(range(1, max([*heads, match.numbering or 1, 2]) + 1))
        self.values = [
            *match.figures,
            *match.values,
            *(c for n, c in match.fields.items() if n in ("attendances", "class_count", "target_value")),
        ]
        self._header = [
            {without_marks(value) for _, value in view.filled(row) if isinstance(value, str)} for row in match.band.rows
        ]

    def rows(self, start: int, stop: int) -> Iterator[BodyRow]:
        """Every row from ``start`` up to ``stop`` (not included), each exactly once."""
        for row in range(start, stop):
            yield self._kind(row)

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
        words = {without_marks(value) for _, value in cells if isinstance(value, str)}
        in_words = all(isinstance(value, str) for _, value in cells)
        return len(words) >= 2 and in_words and any(words == header for header in self._header)

    def _kind(self, row: int) -> BodyRow:
        cells = self.view.filled(row)
        if not cells:
            return BodyRow(row, "blank", group=self.group)
        if is_numbers_row(self.view, row) and (has_brackets(cells) or self._repeated == row - 1):
            return BodyRow(row, "column_numbers", group=self.group)
        if self._repeats_header(cells):
            self._repeated = row
            return BodyRow(row, "repeated_header", group=self.group)
        label, numbered = self._label(cells), self._numbered(row)
        total = total_kind(label, numbered=numbered or bool(self.match.values) or self._says_more(cells, label))
        if total and any(c in self.label_columns for c, v in cells if v == label):
            return BodyRow(row, total, label, self.group)
        if not numbered and (ending := self._ending(cells, label)):
            return BodyRow(row, ending, label, self.group)
        if not numbered and len(cells) == 1 and label and cells[0][0] not in self.match.taken and label.startswith("("):
            return BodyRow(row, "note", label, self.group)
        if self._is_group(row, cells, label, numbered):
            self.group, self.ended = numbered_head(label) or label, ""
            return BodyRow(row, "group", label, self.group)
        if self.match.dataset == "individuals" or self._about_an_individual(row):
            return BodyRow(row, "individual", group=self.group)
        return BodyRow(row, "data", label, self.group)

    def _says_more(self, cells: list[tuple[int, Value]], label: str) -> bool:
        """Whether a row of a list says in words what only an entry says: then «Toàn quận chung tay» is its name."""
        texts = [v for c, v in cells if c in self.match.taken and isinstance(v, str) and v != label]
        return self.match.dataset in ("models", "training", "commendations") and any(
            not any(letter.isdigit() for letter in text) and len(text.strip()) > 1 for text in texts
        )

    def _ending(self, cells: list[tuple[int, Value]], label: str) -> str:
        """``note`` or ``signature`` for what stands below the data; a row with a value there is never taken for one."""
        if any(_is_countable(value) for column, value in cells if column in self.values):
            return ""
        texts = [value for _, value in cells if isinstance(value, str)]
        signature = len(cells) <= 4 and any(is_signature(text) for text in texts)
        if signature or (self.ended == "signature" and len(cells) <= 4):
            self.ended = "signature"
            return self.ended
        if is_note(label) or (self.ended == "note" and len(cells) <= 2):
            self.ended = "note"
            return self.ended
        return ""

    def _is_group(self, row: int, cells: list[tuple[int, Value]], label: str, numbered: bool) -> bool:
        """Whether a row names a group: a Roman number or a spanning head, and nothing under the other columns."""
        if numbered or not label:
            return False
        others = [c for c, v in cells if c in self.match.taken and v != label]
        if others:
            return False
        numbering = self.view.own(row, self.match.numbering) if self.match.numbering else None
        if is_roman(numbering) or numbered_head(label):
            return True
        if len(cells) > 1:
            return False
        column = cells[0][0]
        spans = any(t == row and left == column and right - left >= 2 for t, left, _, right in self.view.merges)
        heads = any(with_marks(label).startswith(head) for head in _GROUP_HEADS) and self.match.dataset not in (
            "summary",
            "targets",
        )
        return spans or label.isupper() or heads

    def _about_an_individual(self, row: int) -> bool:
        """In a list of commendations: the group or the row's own column says it is about a person."""
        if self.match.dataset != "commendations":
            return False
        group = with_marks(self.group)
        persons = any(
            word in group for word in ("cá nhân", "gia đình", "hộ dân", "quần chúng tiêu biểu", "gương điển hình")
        )
        return persons and "tập thể" not in group
