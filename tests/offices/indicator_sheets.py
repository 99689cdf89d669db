"""Match, tested: figures that are not one column each: wide by year, indicators down the side, targets (L05, L06, L07, L11)."""

from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.habits import running_number
from tests.offices.list_words import owner_office
from tests.offices.periods import Period, half, party_term, year
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import AWARDS, CLASSES, MODELS, PEOPLE, total_of, unit_header
from tests.offices.yearly_work import Key, Work, any_work

_WIDE = {
    MODELS: 'SỐ MÔ HÌNH "DÂN VẬN KHÉO" {}', CLASSES: "SỐ LỚP TẬP HUẤN CÔNG TÁC DÂN VẬN {}",
    PEOPLE: "SỐ LƯỢT NGƯỜI ĐƯỢC TẬP HUẤN {}", AWARDS: "SỐ TẬP THỂ ĐƯỢC KHEN THƯỞNG {}",
    total_of("recognised"): "SỐ MÔ HÌNH DÂN VẬN KHÉO ĐƯỢC CÔNG NHẬN {}",
}  # fmt: skip
_COUNTED = {MODELS: "mô hình", CLASSES: "lớp", PEOPLE: "lượt", AWARDS: "tập thể"}
_NAMED = {
    MODELS: ('Số mô hình "Dân vận khéo"', "Số mô hình", "Tổng số mô hình Dân vận khéo", "Xây dựng mô hình DVK"),
    ("models", "unspecified", "owner_kind", "collective"): ("- Tập thể", "Mô hình tập thể", "Trong đó: - Tập thể"),
    ("models", "unspecified", "owner_kind", "individual"): ("- Cá nhân", "Mô hình cá nhân", "- Cá nhân"),
    total_of("registered"): ("Số mô hình đăng ký", "Mô hình đăng ký mới"),
    total_of("recognised"): ("Số mô hình được công nhận", "Mô hình được công nhận"),
    CLASSES: ("Số lớp", "Số lớp tập huấn", "Số lớp tập huấn, bồi dưỡng"),
    PEOPLE: ("Số lượt người", "Số lượt người tham dự", "Lượt người tham dự"),
    AWARDS: ("Tập thể được khen thưởng", "Số tập thể được khen thưởng", "Số tập thể được khen"),
}


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
        words = header.format(period.year) if period.id.startswith("year") else rng.choice(("6T/2025", "6 tháng đầu năm 2025"))
        columns.append(Column((words,), period.id, key, _COUNTED.get(key, "mô hình")))
    if rng.random() < 0.7:
        columns.append(Column((rng.choice(("Cả nhiệm kỳ", "Toàn nhiệm kỳ", "Nhiệm kỳ 2020-2025")),), term.id, key))
    speller = Speller(rng, story.everywhere, story.province_short)
    lines = _wide_lines(rng, story, columns, speller)
    if header == "int":
        columns = [Column((int(c.role[5:]),), c.role, c.key) if c.role.startswith("year:") else c for c in columns]  # type: ignore[arg-type]
    title = Title(story.above, story.office, (_WIDE[key].format(rng.choice(term.titles).upper()),), story.province_short, "", _COUNTED.get(key, "mô hình"))
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
    total.values[next(n for n, c in enumerate(columns) if c.role == "unit")] = rng.choice(("TỔNG CỘNG", "Tổng cộng", "CỘNG"))
    for place_, figures in sums.items():
        total.values[place_] = written(rng, added(figures), texts=0) if any(figures) else None
    return [total, *lines] if habits.total == "above" else [*lines, total]


def _of_term(rng: Random, key: Key, years: list[Amount | None]) -> Amount | None:
    """Models go on over the years, so a term has fewer than its years together; all else is summed."""
    total = added(years)
    if not any(years):
        return None
    return Amount(max(1, total.value * rng.randint(40, 90) // 100)) if key[0] == "models" else total


def _indicators(rng: Random) -> list[tuple[str, str, Key | None, str]]:
    """Number, words, figure and unit of count of each line of an indicator sheet."""
    quoted = _NAMED
    lines: list[tuple[str, str, Key | None, str]] = [("1", rng.choice(quoted[MODELS]), MODELS, "mô hình")]
    if rng.random() < 0.6:
        owners = [key for key in quoted if key[2] == "owner_kind"]
        lines += [(f"1.{n + 1}", rng.choice(quoted[key]), key, "mô hình") for n, key in enumerate(owners)]
    elif rng.random() < 0.4:
        lines[:] = [(f"1.{n + 1}", rng.choice(quoted[total_of(s)]), total_of(s), "mô hình") for n, s in enumerate(("registered", "recognised"))]
        lines.insert(0, ("1", 'Mô hình "Dân vận khéo"', None, ""))
    lines += [
        ("2", rng.choice(("Tập huấn", "Tập huấn, bồi dưỡng")), None, ""),
        ("2.1", rng.choice(quoted[CLASSES]), CLASSES, "lớp"), ("2.2", rng.choice(quoted[PEOPLE]), PEOPLE, "lượt"),
    ]  # fmt: skip
    if rng.random() < 0.5:
        lines += [("3", "Khen thưởng", None, ""), ("3.1", rng.choice(("Tập thể", "Số tập thể")), AWARDS, "tập thể"), ("3.2", "Cá nhân", ("", "", "", ""), "cá nhân")]
    else:
        lines += [("3", rng.choice(quoted[AWARDS]), AWARDS, "tập thể")]
    return lines


def transposed(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """Indicators down, units across (L06)."""
    sheet = Sheet(name)
    speller = Speller(rng, story.everywhere, story.province_short, bare_is_clear=story.bare_is_clear)
    units = story.places[: rng.randint(3, 12)]
    columns = [Column((words,), role) for words, role in ((rng.choice(("TT", "STT")), "number"), (rng.choice(("Nội dung", "Chỉ tiêu", "Nội dung báo cáo")), "words"))]
    measured = rng.random() < 0.8
    if measured:
        columns.append(Column((rng.choice(("ĐVT", "Đơn vị tính")),), "counted"))
    columns += [Column((speller.spell(unit),), "unit") for unit in units]
    summed = rng.random() < 0.6
    if summed:
        columns.append(Column((rng.choice(("Toàn TP", "Tổng cộng", "Cộng")),), "sum"))
    work = {unit.id: any_work(rng, story.habits, new=story.new) for unit in units}
    lines = []
    for number, words, key, counted in _indicators(rng):
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
    rng: Random, story: Story, line: Line, what: tuple[list[Place], dict[str, Work], Key, Period], *, summed: bool, counted: str
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
    indicators = _indicators(rng)
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
        for number, words, key, counted in indicators:
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


def target_sheet(rng: Random, story: Story, name: str, period: Period, unit: Place) -> Sheet:
    """Targets of one unit and what came of them (L11); the ratio is only compared."""
    sheet = Sheet(name)
    work = any_work(rng, story.habits)
    ratios = rng.choice(("text", "share", "comma"))
    columns = [Column((words,), "") for words in ("STT", rng.choice(("Chỉ tiêu", "Nội dung chỉ tiêu")), "ĐVT", rng.choice(("Chỉ tiêu giao", "Kế hoạch", "Chỉ tiêu")), rng.choice(("Thực hiện", "Kết quả thực hiện", "Kết quả")), rng.choice(("Tỷ lệ (%)", "Tỷ lệ đạt (%)", "Tỷ lệ")), "Đánh giá")]
    if columns[1].path == columns[3].path:
        columns[3] = Column(("Chỉ tiêu giao",), "")
    lines = []
    wanted = [(words, key, _COUNTED.get(key, "mô hình")) for key, choices in _NAMED.items() if not key[2] for words in [rng.choice(choices)]]
    for number, (words, key, counted) in enumerate(rng.sample(wanted, rng.randint(2, 4))):
        done, goal = work[key], rng.randint(2, 90)
        if words in ("Số lớp", "Số lượt người"):
            words += " tập huấn"
        story.truth.state(unit.id, period.id, key, done)
        story.truth.targets += 1
        share = done.value / goal if done and not done.qualifier else None
        ratio: Value = None
        if share is not None:
            ratio = {"text": f"{share * 100:.0f}%", "share": round(share, 4), "comma": f"{share * 100:.1f}".replace(".", ",")}[ratios]
        lines.append(Line("data", [number + 1, words, counted, goal, written(rng, done, texts=0), ratio, rng.choice(("Đạt", "Vượt", None))]))
    lines.append(Line("data", [len(lines) + 1, "Kết nạp đảng viên", "đồng chí", 1, 1, {"text": "100%", "share": 1, "comma": "100,0"}[ratios], "Đạt"]))
    speller = Speller(rng, story.everywhere, story.province_short)
    lines_above = (f"KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CÔNG TÁC DÂN VẬN {rng.choice(period.titles).upper()}",)
    if story.habits.form == "none":
        lines_above = (*lines_above, unit.name.upper())
    title = Title(story.above, owner_office(rng, unit, speller), lines_above)
    top = write_title(rng, sheet, story.habits, title, width=7)
    place(sheet, Table(columns, lines), top, story.habits.left)
    write_foot(rng, sheet, story.habits, width=7)
    return sheet


