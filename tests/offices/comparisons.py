"""Match, tested: two times beside each other, with what rose and fell: by unit, or by indicator for one unit."""

from random import Random

from tests.offices.amounts import Amount, written
from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.habits import running_number
from tests.offices.indicator_sheets import indicators
from tests.offices.list_words import owner_office
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import AWARDS, CLASSES, MODELS, PEOPLE, unit_header
from tests.offices.yearly_work import any_work

_WORDS = {
    MODELS: ("Số mô hình", "Mô hình DVK", 'Mô hình "Dân vận khéo"'), CLASSES: ("Số lớp tập huấn", "Lớp tập huấn"),
    PEOPLE: ("Số lượt người tham dự", "Lượt người"), AWARDS: ("Tập thể được khen thưởng", "Số tập thể được khen"),
}  # fmt: skip
_CHANGE = ("Tăng/giảm", "So sánh", "Tăng, giảm so với cùng kỳ", "Tăng (+), giảm (-)")


def by_unit(rng: Random, story: Story, name: str, periods: list[Period]) -> Sheet:
    """Above the figures their time, or above the times their figure; a last column may say what rose."""
    sheet = Sheet(name)
    keys = rng.sample(list(_WORDS), rng.randint(1, 3))
    words = {key: rng.choice(_WORDS[key]) for key in keys}
    times = {period.id: str(rng.choice(period.cells)) for period in periods}
    columns = [Column((rng.choice(("STT", "TT")),), "number"), Column((unit_header(rng, new=False),), "unit")]
    if rng.random() < 0.5:
        columns += [Column((times[p.id], words[key]), p.id, key) for p in periods for key in keys]
    else:
        changes = rng.random() < 0.5
        for key in keys:
            columns += [Column((words[key], times[p.id]), p.id, key) for p in periods]
            if changes:
                columns.append(Column((words[key], rng.choice(_CHANGE)), "change"))
    speller = Speller(rng, story.everywhere, story.province_short)
    lines = [_row(rng, story, columns, (number, unit, speller)) for number, unit in enumerate(story.places, start=1)]
    lead = rng.choice(("SO SÁNH KẾT QUẢ CÔNG TÁC DÂN VẬN", 'TỔNG HỢP KẾT QUẢ PHONG TRÀO "DÂN VẬN KHÉO"'))
    title = Title(story.above, story.office, (lead,), story.province_short)
    top = write_title(rng, sheet, story.habits, title, width=len(columns))
    place(sheet, Table(columns, lines, story.habits.merged), top, story.habits.left)
    write_foot(rng, sheet, story.habits, width=len(columns))
    return sheet


def _row(rng: Random, story: Story, columns: list[Column], who: tuple[int, Place, Speller]) -> Line:
    number, unit, speller = who
    values: list[Value] = []
    last: list[Amount | None] = []
    for column in columns:
        if column.key:
            figure = any_work(rng, story.habits)[column.key]
            story.truth.state(unit.id, column.role, column.key, figure)
            last.append(figure)
            values.append(written(rng, figure, texts=story.habits.texts))
        elif column.role == "change":
            values.append(_change(last[-2], last[-1]))
        else:
            values.append(running_number(story.habits, number) if column.role == "number" else speller.spell(unit))
    return Line("data", values)


def _change(before: Amount | None, after: Amount | None) -> Value:
    if before is None or after is None or before.qualifier or after.qualifier:
        return None
    return after.value - before.value


def by_indicator(rng: Random, story: Story, name: str, what: tuple[list[Period], Place]) -> Sheet:
    """One unit's indicators down, its times across."""
    periods, unit = what
    sheet = Sheet(name)
    columns = [Column((words,), "") for words in ("TT", rng.choice(("Nội dung", "Chỉ tiêu")), "ĐVT")]
    columns += [Column((str(rng.choice(period.cells)),), "") for period in periods]
    changes = rng.random() < 0.5
    if changes:
        columns.append(Column((rng.choice(_CHANGE),), ""))
    works = [any_work(rng, story.habits) for _ in periods]
    lines = []
    for number, words, key, counted in indicators(rng):
        line = Line("data", [number, words, counted or None])
        figures = [work.get(key) if key and key[0] else Amount(rng.randint(0, 20)) for work in works] if key else []
        for period, figure in zip(periods, figures, strict=False):
            if key and key[0]:
                story.truth.state(unit.id, period.id, key, figure)
            line.values.append(written(rng, figure, texts=story.habits.texts, word=counted))
        if changes and figures:
            line.values.append(_change(figures[0], figures[-1]))
        lines.append(line)
    lead = ["KẾT QUẢ CÔNG TÁC DÂN VẬN"] + ([unit.name.upper()] if story.habits.form == "none" else [])
    speller = Speller(rng, story.everywhere, story.province_short)
    title = Title(story.above, owner_office(rng, unit, speller), tuple(lead), unit.name)
    place(sheet, Table(columns, lines), write_title(rng, sheet, story.habits, title, width=len(columns)), 1)
    write_foot(rng, sheet, story.habits, width=len(columns))
    return sheet
