"""Match, tested: indicators down the side: units across, one sheet a district (L06, L07)."""

from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Column, Line, Sheet, Table, place
from tests.offices.list_words import owner_office
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import AWARDS, CLASSES, MODELS, PEOPLE, total_of
from tests.offices.yearly_work import Key, Work, any_work

COUNTED = {MODELS: "mô hình", CLASSES: "lớp", PEOPLE: "lượt", AWARDS: "tập thể"}
NAMED = {
    MODELS: ('Số mô hình "Dân vận khéo"', "Số mô hình", "Tổng số mô hình Dân vận khéo", "Xây dựng mô hình DVK"),
    ("models", "unspecified", "owner_kind", "collective"): ("- Tập thể", "Mô hình tập thể", "Trong đó: - Tập thể"),
    ("models", "unspecified", "owner_kind", "individual"): ("- Cá nhân", "Mô hình cá nhân", "- Cá nhân"),
    total_of("registered"): ("Số mô hình đăng ký", "Mô hình đăng ký mới"),
    total_of("recognised"): ("Số mô hình được công nhận", "Mô hình được công nhận"),
    CLASSES: ("Số lớp", "Số lớp tập huấn", "Số lớp tập huấn, bồi dưỡng"),
    PEOPLE: ("Số lượt người", "Số lượt người tham dự", "Lượt người tham dự"),
    AWARDS: ("Tập thể được khen thưởng", "Số tập thể được khen thưởng", "Số tập thể được khen"),
}


def indicators(rng: Random) -> list[tuple[str, str, Key | None, str]]:
    """Number, words, figure and unit of count of each line of an indicator sheet."""
    quoted = NAMED
    lines: list[tuple[str, str, Key | None, str]] = [("1", rng.choice(quoted[MODELS]), MODELS, "mô hình")]
    if rng.random() < 0.6:
        owners = [key for key in quoted if key[2] == "owner_kind"]
        lines += [(f"1.{n + 1}", rng.choice(quoted[key]), key, "mô hình") for n, key in enumerate(owners)]
    elif rng.random() < 0.4:
        lines[:] = [
            (f"1.{n + 1}", rng.choice(quoted[total_of(s)]), total_of(s), "mô hình")
            for n, s in enumerate(("registered", "recognised"))
        ]
        lines.insert(0, ("1", 'Mô hình "Dân vận khéo"', None, ""))
    lines += [
        ("2", rng.choice(("Tập huấn", "Tập huấn, bồi dưỡng")), None, ""),
        ("2.1", rng.choice(quoted[CLASSES]), CLASSES, "lớp"), ("2.2", rng.choice(quoted[PEOPLE]), PEOPLE, "lượt"),
    ]  # fmt: skip
    if rng.random() < 0.5:
        lines += [
            ("3", "Khen thưởng", None, ""),
            ("3.1", rng.choice(("Tập thể", "Số tập thể")), AWARDS, "tập thể"),
            ("3.2", "Cá nhân", ("", "", "", ""), "cá nhân"),
        ]
    else:
        lines += [("3", rng.choice(quoted[AWARDS]), AWARDS, "tập thể")]
    return lines


def transposed(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """Indicators down, units across (L06)."""
    sheet = Sheet(name)
    speller = Speller(rng, story.everywhere, story.province_short, bare_is_clear=story.bare_is_clear)
    units = story.places[: rng.randint(3, 12)]
    columns = [
        Column((words,), role)
        for words, role in (
            (rng.choice(("TT", "STT")), "number"),
            (rng.choice(("Nội dung", "Chỉ tiêu", "Nội dung báo cáo")), "words"),
        )
    ]
    measured = rng.random() < 0.8
    if measured:
        columns.append(Column((rng.choice(("ĐVT", "Đơn vị tính")),), "counted"))
    columns += [Column((speller.spell(unit),), "unit") for unit in units]
    summed = rng.random() < 0.6
    if summed:
        columns.append(Column((rng.choice(("Toàn TP", "Tổng cộng", "Cộng")),), "sum"))
    work = {unit.id: any_work(rng, story.habits, new=story.new) for unit in units}
    lines = []
    for number, words, key, counted in indicators(rng):
        line = Line("data" if key else "group", [number, words, *([counted or None] if measured else [])])
        if key is not None:
            _across(rng, story, line, (units, work, key, period), summed=summed, counted=counted)
        lines.append(line)
    title = Title(story.above, story.office, (f"TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN {rng.choice(period.titles)}",))
    top = write_title(rng, sheet, story.habits, title, width=len(columns))
    place(sheet, Table(columns, lines), top, 1)
    write_foot(rng, sheet, story.habits, width=len(columns))
    return sheet


def _across(
    rng: Random,
    story: Story,
    line: Line,
    what: tuple[list[Place], dict[str, Work], Key, Period],
    *,
    summed: bool,
    counted: str,
) -> None:
    units, work, key, period = what
    figures = [work[unit.id][key] if key[0] else Amount(rng.randint(0, 30)) for unit in units]
    for unit, figure in zip(units, figures, strict=True):
        if key[0]:
            story.truth.state(unit.id, period.id, key, figure)
        line.values.append(written(rng, figure, texts=story.habits.texts if key[0] else 0, word=counted))
    if summed:
        line.values.append(written(rng, added(figures), texts=0) if any(figures) else None)


def sheets_by_district(rng: Random, story: Story, period: Period) -> list[Sheet]:
    """One sheet a district, and beside them one that sums them up (L07)."""
    units = [unit for unit in story.places if len(unit.name) < 25][: rng.randint(2, 8)]
    told = indicators(rng)
    timed = rng.random() < 0.5
    speller = Speller(rng, story.everywhere, story.province_short)
    sheets = []
    style = rng.choice(("name", "short", "unmarked"))
    for unit in units:
        sheet = Sheet(speller.sheet_name(unit, style))
        work = any_work(rng, story.habits)
        third = "Thời gian" if timed else rng.choice(("ĐVT", "Đơn vị tính"))
        columns = [Column((words,), "") for words in ("STT", "Nội dung", third, "Số lượng", "Ghi chú")]
        lines = []
        for number, words, key, counted in told:
            figure = work.get(key) if key else None
            cell = written(rng, figure, texts=story.habits.texts, word=counted)
            if key and key[0]:
                story.truth.state(unit.id, period.id, key, figure)
            elif key:
                cell = rng.randint(0, 40)
            beside = (rng.choice(period.cells) if timed else counted) if key else None
            lines.append(Line("data" if key else "group", [number, words, beside, cell, None]))
        said = (unit.name.upper(), f"Kết quả công tác dân vận {rng.choice(period.titles)}")
        story.works[unit.id] = work
        if rng.random() < 0.7:
            story.province_unsaid = True
            sheet.put(1, 1, said[0])
            sheet.put(2, 1, said[1])
            place(sheet, Table(columns, lines), 4, 1)
        else:
            habits = story.habits
            title = Title(story.above, owner_office(rng, unit, speller), said)
            place(sheet, Table(columns, lines), write_title(rng, sheet, habits, title, width=5), 1)
            write_foot(rng, sheet, habits, width=5)
        sheets.append(sheet)
    return sheets
