"""Validate, tested: what all lists of offices share: their columns, whose rows they are, title, groups and foot."""

from dataclasses import dataclass, field
from random import Random

from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.habits import ROMAN, running_number
from tests.offices.list_words import (
    PERSONS,
    owner_office,
)
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title


@dataclass
class ListPlan:
    """A list on its way: its columns, whose rows, and how units and times are said."""

    rng: Random
    story: Story
    period: Period
    speller: Speller
    owner: Place | None  # the one office whose list it is; else each row names its unit
    columns: list[Column] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tall: list[tuple[int, int, int]] = field(default_factory=list)
    grouped_by: Place | None = None
    by_groups: bool = False  # the units stand in group rows, not in a column

    @property
    def year(self) -> int | None:
        """The year that the title names."""
        return self.period.year

    @property
    def term(self) -> str | None:
        """The term that the title names; a year or a part of it is no term of a row."""
        return None if self.period.year else self.period.id

    def units(self, count: int) -> list[Place]:
        """The unit of each row, sorted as offices sort."""
        if self.owner:
            return [self.owner] * count
        some = self.rng.sample(self.story.places, min(len(self.story.places), self.rng.randint(2, 6)))
        chosen = [self.rng.choice(some) for _ in range(count)]
        return sorted(chosen, key=lambda unit: self.story.places.index(unit))

    def add(self, role: str, *headers: str) -> int:
        """Add a column; its place."""
        self.columns.append(Column((self.rng.choice(headers),), role))
        return len(self.columns) - 1

    def group(self, number: int, words: str) -> None:
        """Add a row that names the group of the rows below it."""
        line = Line("group", [None] * len(self.columns))
        style = self.rng.random()
        if self.columns[0].role == "number" and style < 0.7:
            line.values[0], line.values[1] = ROMAN[number], words
        else:
            line.values[0] = f"{ROMAN[number]}. {words}"
        self.lines.append(line)


def plan_list(rng: Random, story: Story, period: Period) -> ListPlan:
    """A list of one office of a unit, or of all units of the province."""
    speller = Speller(rng, story.everywhere, story.province_short, bare_is_clear=story.bare_is_clear)
    owner = rng.choice(story.places) if rng.random() < 0.5 else None
    return ListPlan(rng, story, period, speller, owner, by_groups=owner is None and rng.random() < 0.25)


def finish(plan: ListPlan, name: str, lines: tuple[str, ...], brackets: str = "", *, persons: bool = False) -> Sheet:
    """Write the list into a sheet; ``persons``: a table of persons stands below it."""
    rng, habits = plan.rng, plan.story.habits
    sheet = Sheet(name)
    office = owner_office(rng, plan.owner, plan.speller) if plan.owner else plan.story.office
    form = habits.form
    if plan.owner and form == "none":
        lines = (*lines, plan.owner.name.upper())
    title = Title(
        plan.story.above, office, lines, plan.owner.name if plan.owner else plan.story.province_short, brackets
    )
    top = write_title(rng, sheet, habits, title, width=len(plan.columns))
    if persons:
        sheet.put(top, habits.left, f"I. TẬP THỂ ({len(plan.lines)})")
        top += 1
    if plan.by_groups and rng.random() < 0.4:
        _stack(plan, sheet, top)
    else:
        placed = place(sheet, Table(plan.columns, plan.lines, True, plan.tall, rng.random() < 0.5), top, habits.left)
        plan.story.note_totals(sheet, placed)
    if persons:
        _persons_below(rng, sheet, habits.left)
    write_foot(rng, sheet, habits, width=len(plan.columns))
    return sheet


def _stack(plan: ListPlan, sheet: Sheet, top: int) -> None:
    """Give each unit a table of its own below its name."""
    parts: list[list[Line]] = []
    for line in plan.lines:
        if line.kind == "group":
            parts.append([line])
        elif line.kind == "data":
            parts[-1].append(line)
    for head, *rows in parts:
        sheet.put(top, plan.story.habits.left, " ".join(str(value) for value in head.values if value))
        place(sheet, Table(plan.columns, rows), top + 1, plan.story.habits.left)
        top = sheet.last_row + 2


def start(plan: ListPlan) -> None:
    """Add the columns that lists begin with: the number, and the unit where rows name it."""
    if plan.story.habits.stt != "none":
        plan.add("number", "STT", "TT", "Số TT")
    if plan.owner is None and not plan.by_groups:
        old = ("Quận, huyện", "Quận/huyện", "Địa phương", "Quận, huyện, thị xã")
        plan.add(
            "unit", *(("Phường, xã", "Xã, phường", "Địa phương", "Phường, xã, đặc khu") if plan.story.new else old)
        )


def fill(plan: ListPlan, number: int, unit: Place, values: dict[str, Value]) -> None:
    """Add a row; a new unit may get a row of its own above it."""
    if plan.by_groups and unit != plan.grouped_by:
        plan.group(len([line for line in plan.lines if line.kind == "group"]) % len(ROMAN), unit.name.upper())
        plan.grouped_by = unit
    cells: list[Value] = []
    for column in plan.columns:
        if column.role == "number":
            cells.append(running_number(plan.story.habits, number))
        elif column.role == "unit":
            cells.append(plan.speller.spell(unit))
        else:
            cells.append(values.get(column.role) or None)
    plan.lines.append(Line("data", cells))


def _persons_below(rng: Random, sheet: Sheet, left: int) -> None:
    count = rng.randint(3, 12)
    top = sheet.last_row + rng.choice((1, 2))
    sheet.put(top, left, f"II. CÁ NHÂN ({count})")
    columns = [Column((words,), "") for words in ("STT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị", "Ghi chú")]
    lines = [
        Line("data", [n + 1, rng.choice(PERSONS), rng.randint(1955, 2000), f"Khu phố {n + 2}", None])
        for n in range(count)
    ]
    place(sheet, Table(columns, lines), top + 1, left)
