"""Match, tested: one figure wide by year, and the whole term beside its years (L05)."""

from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.habits import running_number
from tests.offices.indicator_sheets import COUNTED
from tests.offices.periods import half, party_term, year
from tests.offices.places import Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import AWARDS, CLASSES, MODELS, PEOPLE, total_of, unit_header
from tests.offices.yearly_work import Key, any_work

_WIDE = {
    MODELS: 'SỐ MÔ HÌNH "DÂN VẬN KHÉO" {}', CLASSES: "SỐ LỚP TẬP HUẤN CÔNG TÁC DÂN VẬN {}",
    PEOPLE: "SỐ LƯỢT NGƯỜI ĐƯỢC TẬP HUẤN {}", AWARDS: "SỐ TẬP THỂ ĐƯỢC KHEN THƯỞNG {}",
    total_of("recognised"): "SỐ MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN {}",
}  # fmt: skip


def wide_by_year(rng: Random, story: Story, name: str) -> Sheet:
    """A column a year, and the whole term (L05); one figure, or several below each year."""
    sheet = Sheet(name)
    term = party_term(2020)
    key = rng.choice(list(_WIDE))
    periods = [year(n) for n in range(2021, 2025)] + ([half(2025, 1)] if rng.random() < 0.5 else [])
    header = rng.choice(("{}", "Năm {}", "N.{}", "int"))
    columns: list[Column] = []
    if story.habits.stt != "none":
        columns.append(Column((rng.choice(("STT", "TT")),), "number"))
    columns.append(Column((unit_header(rng, new=False),), "unit"))
    for period in periods:
        words = (
            header.format(period.year)
            if period.id.startswith("year")
            else rng.choice(("6T/2025", "6 tháng đầu năm 2025"))
        )
        columns.append(Column((words,), period.id, key, COUNTED.get(key, "mô hình")))
    if rng.random() < 0.7:
        columns.append(Column((rng.choice(("Cả nhiệm kỳ", "Toàn nhiệm kỳ", "Nhiệm kỳ 2020-2025")),), term.id, key))
    speller = Speller(rng, story.everywhere, story.province_short)
    lines = _wide_lines(rng, story, columns, speller)
    if header == "int":
        columns = [Column((int(c.role[5:]),), c.role, c.key) if c.role.startswith("year:") else c for c in columns]  # type: ignore[arg-type]
    title = Title(
        story.above,
        story.office,
        (_WIDE[key].format(rng.choice(term.titles).upper()),),
        story.province_short,
        "",
        COUNTED.get(key, "mô hình"),
    )
    top = write_title(rng, sheet, story.habits, title, width=len(columns))
    story.note_totals(sheet, place(sheet, Table(columns, lines), top, story.habits.left))
    write_foot(rng, sheet, story.habits, width=len(columns))
    return sheet


def _wide_lines(rng: Random, story: Story, columns: list[Column], speller: Speller) -> list[Line]:
    habits = story.habits
    lines: list[Line] = []
    sums: dict[int, list[Amount | None]] = {}
    for number, unit in enumerate(story.places):
        values: list[Value] = []
        known: list[Amount | None] = []
        for place_, column in enumerate(columns):
            if column.key is None:
                values.append(running_number(habits, number + 1) if column.role == "number" else speller.spell(unit))
                continue
            if column.role.startswith("party_term"):
                figure = _of_term(rng, column.key, known)
            else:
                figure = any_work(rng, habits)[column.key]
            known.append(figure)
            story.truth.state(unit.id, column.role, column.key, figure)
            sums.setdefault(place_, []).append(figure)
            values.append(written(rng, figure, texts=habits.texts, word=column.word))
        lines.append(Line("data", values))
    if habits.total == "none":
        return lines
    total = Line("total", [None] * len(columns))
    total.values[next(n for n, c in enumerate(columns) if c.role == "unit")] = rng.choice(
        ("TỔNG CỘNG", "Tổng cộng", "CỘNG")
    )
    for place_, figures in sums.items():
        total.values[place_] = written(rng, added(figures), texts=0) if any(figures) else None
    return [total, *lines] if habits.total == "above" else [*lines, total]


def _of_term(rng: Random, key: Key, years: list[Amount | None]) -> Amount | None:
    """Models go on over the years, so a term has fewer than its years together; all else is summed."""
    total = added(years)
    if not any(years):
        return None
    return Amount(max(1, total.value * rng.randint(40, 90) // 100)) if key[0] == "models" else total
