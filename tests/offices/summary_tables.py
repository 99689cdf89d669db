"""Validate, tested: a table of figures, one row a unit: groups, subtotals, totals and printed pages included."""

from dataclasses import dataclass, field
from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Column, Line, Table, Value
from tests.offices.habits import ROMAN, Habits, running_number
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.truth import Truth
from tests.offices.yearly_work import Work, any_work

_TOTALS = ("TỔNG CỘNG", "Tổng cộng", "TỔNG SỐ", "CỘNG", "Tổng số", "Tổng cộng:", "TỔNG CỘNG TOÀN THÀNH PHỐ")
_GROUPS = ("KHỐI QUẬN, HUYỆN SỐ {}", "Cụm số {}", "CỤM THI ĐUA SỐ {}", "CỤM {}", "Cụm {}", "Cụm thi đua số {}")
_PERSONS = ("Người phụ trách", "Họ và tên người báo cáo", "Cán bộ phụ trách", "Số điện thoại")
_NOTES = (
    "",
    "",
    "",
    "Đã kiểm tra",
    "Báo cáo số 45-BC/BDVQU",
    "Trong năm đã nhân rộng 3 mô hình, tổ chức 2 lớp cho 150 lượt người",
    "Bổ sung ngày 15/11",
)
_NOTE_HEADERS = ("Ghi chú", "GHI CHÚ", "Kết quả, hiệu quả", "Ghi chú (nêu rõ lý do tăng, giảm)")
_PEOPLE_SHOWN = ("Nguyễn Văn A", "Trần Thị B", "Lê Văn C", "0900000000")


@dataclass
class Entry:
    """One row of data: a unit in a time and what it did."""

    place: Place
    period: Period
    work: Work
    stated: dict[int, Amount | None] = field(default_factory=dict)  # by column
    wrong: set[int] = field(default_factory=set)


@dataclass
class SummaryPlan:
    """Which columns stand beside the figures, and in which words times are written."""

    figures: list[Column]
    unit_header: str
    with_period: bool = False
    period_header: str = "Năm"


def entries_of(rng: Random, habits: Habits, places: list[Place], periods: list[Period]) -> list[Entry]:
    """What each unit did in each time."""
    return [
        Entry(place, period, any_work(rng, habits, new=place.level == "commune"))
        for place in places
        for period in periods
    ]


def summary_table(
    rng: Random, habits: Habits, plan: SummaryPlan, entries: list[Entry], *, speller: Speller, truth: Truth
) -> Table:
    """The table of these entries; what it states is noted as the truth."""
    columns = columns_of(rng, habits, plan)
    for entry in entries:
        state(rng, habits, columns, entry)
        for number, column in enumerate(columns):
            if column.key:
                truth.state(entry.place.id, entry.period.id, column.key, entry.stated.get(number))
    writer = TableWriter(rng, habits, columns, speller)
    lines, tall = writer.lines(entries)
    return Table(columns, lines, habits.merged, tall, rng.random() < 0.5)


def columns_of(rng: Random, habits: Habits, plan: SummaryPlan) -> list[Column]:
    """The table's columns: number, unit, figures, and what an office keeps beside them."""
    columns = []
    if habits.stt != "none":
        columns.append(Column((rng.choice(("STT", "TT", "Số TT", "Stt")),), "number"))
    if habits.groups == "none" and rng.random() < 0.08:
        columns.append(Column((rng.choice(("Cụm", "Cụm thi đua")),), "cluster"))
    columns.append(Column((plan.unit_header,), "unit"))
    if plan.with_period:
        columns.append(Column((plan.period_header,), "period"))
    columns += plan.figures
    if habits.persons:
        columns.append(Column((rng.choice(_PERSONS),), "person"))
    if habits.notes:
        columns.append(Column((rng.choice(_NOTE_HEADERS),), "note"))
    return columns


def state(rng: Random, habits: Habits, columns: list[Column], entry: Entry) -> None:
    """Decide what the row's cells state; a total may be made wrong here."""
    for number, column in enumerate(columns):
        if column.key:
            entry.stated[number] = entry.work[column.key]
        elif column.role == "strange":
            entry.stated[number] = Amount(rng.randint(0, 60))
    if rng.random() >= habits.wrong * 0.2:
        return
    totals = [number for number in entry.stated if _parts_of(columns, number) and entry.stated[number]]
    if totals:
        number = rng.choice(totals)
        before = entry.stated[number]
        if before is not None and before.qualifier is None:
            entry.stated[number] = Amount(before.value + rng.randint(1, 9))
            entry.wrong.add(number)


def _parts_of(columns: list[Column], total: int) -> list[int]:
    key = columns[total].key
    if key is None or key[2]:
        return []
    return [
        number
        for number, c in enumerate(columns)
        if c.key and c.key[:2] == key[:2] and c.key[2] in ("owner_kind", "sector", "award_form")
    ]


class TableWriter:
    """Writes entries as lines: rows, then what printed reports add to them."""

    def __init__(self, rng: Random, habits: Habits, columns: list[Column], speller: Speller) -> None:
        self.rng, self.habits, self.columns, self.speller = rng, habits, columns, speller
        self.unit = next(number for number, column in enumerate(columns) if column.role == "unit")
        self.words = rng.choice(_TOTALS)
        self.sums_pages = rng.random() < 0.6
        self.vague = habits.texts > 0 and not habits.wrong  # beside a word no total can be held to be wrong
        self.total_first = self.unit == 1 and rng.random() < 0.3

    def lines(self, entries: list[Entry]) -> tuple[list[Line], list[tuple[int, int, int]]]:
        """All lines of the table, and its vertical merges."""
        several = len({entry.period.id for entry in entries}) > 1
        lines: list[Line] = []
        if self.habits.column_numbers:
            lines.append(Line("numbers", [f"({number})" for number in range(1, len(self.columns) + 1)]))
        if self.habits.total == "above":
            lines.append(self.total(entries))
        groups = self.habits.groups if len(entries) > 5 and not several else "none"
        tall: list[tuple[int, int, int]] = []
        if groups == "none":
            lines += self._rows(entries, tall, len(lines), several)
        else:
            half = len(entries) // 2
            for number, part in enumerate((entries[:half], entries[half:])):
                lines += self._group(number, part, groups)
        if self.habits.total == "below":
            lines.append(self.total(entries))
            if self.habits.formulas and {line.kind for line in lines} == {"data", "total"}:
                self._sum_by_formula(lines)
        return lines, tall

    def _sum_by_formula(self, lines: list[Line]) -> None:
        """Excel adds up what is a number, so only columns without a text are summed by it."""
        *rows, total = lines
        for number, value in enumerate(total.values):
            above = [line.values[number] for line in rows]
            if (
                isinstance(value, int)
                and number not in total.wrong
                and all(isinstance(each, int | None) for each in above)
            ):
                total.summed.add(number)

    def _rows(self, entries: list[Entry], tall: list[tuple[int, int, int]], start: int, several: bool) -> list[Line]:
        lines: list[Line] = []
        merge = several and self.rng.random() < 0.6
        done: list[Entry] = []
        page: list[Entry] = []
        for number, entry in enumerate(entries):
            first = number == 0 or entries[number - 1].place != entry.place
            lines.append(self.row(entry, len({e.place.id for e in entries[: number + 1]}), named=first or not merge))
            page.append(entry)
            last = number + 1 == len(entries)
            if merge and (last or entries[number + 1].place != entry.place):
                count = sum(1 for e in entries if e.place == entry.place)
                if count > 1:
                    tall.append((self.unit, start + len(lines) - count, start + len(lines) - 1))
            if self.habits.page and len(page) == self.habits.page and not several and not last:
                done += page
                lines += self._page_end(page, done)
                page = []
            elif not several and self.rng.random() < self.habits.blanks and not last:
                lines.append(Line("blank", []))
        return lines

    def _page_end(self, page: list[Entry], done: list[Entry]) -> list[Line]:
        if not self.sums_pages:
            return [Line("header", [])]
        lines = [self._sum("page", "Cộng trang", page)]
        if self.habits.repeats:
            lines.append(Line("header", []))
        return [*lines, self._sum("carried", "Mang sang", done)]

    def _group(self, number: int, part: list[Entry], style: str) -> list[Line]:
        name = self.rng.choice(_GROUPS).format(number + 1)
        if style == "with_sums":
            head = self._sum("group", name, part)
        else:
            head = Line("group", [None] * len(self.columns))
            head.values[self.unit] = name
        if self.unit:
            head.values[0] = ROMAN[number]
        else:
            head.values[self.unit] = f"{ROMAN[number]}. {name}"
        lines = [head, *(self.row(entry, place + 1, named=True) for place, entry in enumerate(part))]
        if style == "subtotals":
            lines.append(
                self._sum(
                    "subtotal", self.rng.choice(("Cộng cụm {}", "Cộng {}", "Cộng ({})")).format(ROMAN[number]), part
                )
            )
        return lines

    def row(self, entry: Entry, number: int, *, named: bool) -> Line:
        """The line of one entry; ``named``: its number and unit are not merged with those above."""
        line = Line("data", [None] * len(self.columns), set(entry.wrong))
        for place, column in enumerate(self.columns):
            line.values[place] = self._cell(entry, place, column, number if named else None)
        return line

    def _cell(self, entry: Entry, place: int, column: Column, number: int | None) -> Value:
        if place in entry.stated:
            texts = self.habits.texts if column.key else 0
            return written(self.rng, entry.stated[place], texts=texts, word=column.word, vague=self.vague)
        if column.role == "number":
            return None if number is None else running_number(self.habits, number)
        if column.role == "unit":
            return None if number is None else self.speller.spell(entry.place)
        if column.role == "cluster":
            return f"Cụm {len(entry.place.name) % 3 + 1}"
        if column.role == "period":
            return self.rng.choice(entry.period.cells)
        return self.rng.choice(_PEOPLE_SHOWN if column.role == "person" else _NOTES) or None

    def total(self, entries: list[Entry]) -> Line:
        """The line that sums all entries."""
        line = self._sum("total", self.words, entries)
        if self.total_first:
            line.values[0], line.values[self.unit] = self.words, None
        return line

    def _sum(self, kind: str, words: str, entries: list[Entry]) -> Line:
        line = Line(kind, [None] * len(self.columns))  # type: ignore[arg-type]
        line.values[self.unit] = words
        exact = []
        for number, column in enumerate(self.columns):
            known = [entry.stated.get(number) for entry in entries]
            if number not in entries[0].stated or not any(known):
                continue
            total = added(known)
            texts = self.habits.texts if self.habits.texts == 1.0 and column.key else 0
            if column.key and total.qualifier is None:
                exact.append(number)
            line.values[number] = written(self.rng, total, texts=texts)
            if any(number in entry.wrong for entry in entries):
                line.doubtful.add(number)
        if kind in ("total", "subtotal") and exact and self.rng.random() < self.habits.wrong:
            number = self.rng.choice(exact)
            line.values[number] = added([entry.stated.get(number) for entry in entries]).value + self.rng.randint(1, 20)
            line.wrong.add(number)
        return line
