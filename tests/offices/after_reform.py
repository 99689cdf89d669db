"""Match, tested: communes since July 2025, under the names of the districts they came from (L17)."""

from random import Random

from tests.offices.grids import Column, Line, Sheet, Table, place
from tests.offices.habits import ROMAN
from tests.offices.periods import Period, year
from tests.offices.places import Place, Speller, communes_after, places_of
from tests.offices.story import Story
from tests.offices.summary_tables import Entry, SummaryPlan, TableWriter, columns_of, state
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import summary_columns, unit_header
from tests.offices.yearly_work import any_work


def communes_by_district(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """Communes in groups, in brackets or in a column of their own by former district; the year may hold both."""
    code = story.province.partition("@")[0]
    known = {unit.id: unit for unit in places_of(code, new=True)}
    districts = [unit for unit in places_of(code, new=False) if len(communes_after(unit.id)) > 1]
    chosen = rng.sample(districts, min(len(districts), rng.randint(1, 4)))
    style = rng.choice(("groups", "brackets", "column"))
    plan = SummaryPlan(summary_columns(rng, deep=story.habits.deep, new=True), unit_header(rng, new=True))
    columns = columns_of(rng, story.habits, plan)
    if style == "column":
        after = next(n for n, column in enumerate(columns) if column.role == "unit") + 1
        columns.insert(
            after, Column((rng.choice(("Thuộc quận, huyện cũ", "Quận, huyện cũ", "Thuộc quận/huyện cũ")),), "former")
        )
    speller = Speller(rng, story.everywhere, story.province_short, bare_is_clear=False)
    writer = TableWriter(rng, story.habits, columns, speller)
    lines: list[Line] = []
    entries: list[Entry] = []
    if period.id == "year:2025" and style != "column":
        _districts_first(rng, story, (writer, columns, chosen), entries=entries, lines=lines)
    for number, district in enumerate(chosen):
        if style == "groups":
            lines.append(_group(rng, writer, number, district))
        for commune in communes_after(district.id):
            entry = Entry(known[commune], period, any_work(rng, story.habits, new=True))
            state(rng, story.habits, columns, entry)
            entries.append(entry)
            line = writer.row(entry, len(entries), named=True)
            _say_former(rng, columns, line, (district, style))
            lines.append(line)
            for place_, column in enumerate(columns):
                if column.key:
                    story.truth.state(commune, period.id, column.key, entry.stated.get(place_))
    if story.habits.total == "below":
        lines.append(writer.total(entries))
    sheet = Sheet(name)
    title = Title(story.above, story.office, ("BIỂU TỔNG HỢP", f"Kết quả công tác dân vận {rng.choice(period.titles)}"))
    top = write_title(rng, sheet, story.habits, title, width=len(columns))
    story.note_totals(sheet, place(sheet, Table(columns, lines, story.habits.merged), top, story.habits.left))
    write_foot(rng, sheet, story.habits, width=len(columns))
    return sheet


def _districts_first(
    rng: Random,
    story: Story,
    what: tuple[TableWriter, list[Column], list[Place]],
    *,
    entries: list[Entry],
    lines: list[Line],
) -> None:
    """The year 2025 has both: the districts to the end of June, and the communes after it."""
    writer, columns, districts = what
    lines.append(_headed(writer, "A", "CÁC QUẬN, HUYỆN (đến 30/6/2025)"))
    for number, district in enumerate(districts, start=1):
        entry = Entry(district, year(2025), any_work(rng, story.habits))
        state(rng, story.habits, columns, entry)
        entries.append(entry)
        line = writer.row(entry, number, named=True)
        line.values[writer.unit] = district.name
        lines.append(line)
        for place_, column in enumerate(columns):
            if column.key:
                story.truth.state(district.id, "year:2025", column.key, entry.stated.get(place_))
    lines.append(_headed(writer, "B", "CÁC PHƯỜNG, XÃ (từ 01/7/2025)"))


def _headed(writer: TableWriter, letter: str, words: str) -> Line:
    line = Line("group", [None] * len(writer.columns))
    if writer.unit:
        line.values[0], line.values[writer.unit] = letter, words
    else:
        line.values[0] = f"{letter}. {words}"
    return line


def _group(rng: Random, writer: TableWriter, number: int, district: Place) -> Line:
    line = Line("group", [None] * len(writer.columns))
    words = rng.choice((f"{district.name.upper()} (CŨ)", f"{district.name} (cũ)", f"{district.name} cũ"))
    if writer.unit:
        line.values[0] = ROMAN[number]
        line.values[writer.unit] = words
    else:
        line.values[0] = f"{ROMAN[number]}. {words}"
    return line


def _say_former(rng: Random, columns: list[Column], line: Line, former: tuple[Place, str]) -> None:
    district, style = former
    unit = next(n for n, column in enumerate(columns) if column.role == "unit")
    short = f"Q{district.number}" if district.number else district.name
    if style == "brackets":
        line.values[unit] = f"{line.values[unit]} ({rng.choice((short, district.name))} cũ)"
    elif style == "column":
        line.values[unit + 1] = rng.choice((district.name, short, f"{district.name} (cũ)"))
