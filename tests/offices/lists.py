"""Validate, tested: lists of models, classes and commended collectives as offices keep them (L04, L09, L10)."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.habits import ROMAN, running_number
from tests.offices.list_words import (
    AUDIENCES, BLOCS, MERITS, PERSONS, SECTOR_WORDS, STAGE_WORDS, bodies, class_titles, collectives, model_names,
    owner_office,
)  # fmt: skip
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.truth import ListedAward, ListedModel, ListedTraining


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
    return ListPlan(rng, story, period, speller, rng.choice(story.places) if rng.random() < 0.5 else None)


def _finish(plan: ListPlan, name: str, lines: tuple[str, ...], brackets: str = "", *, persons: bool = False) -> Sheet:
    rng, habits = plan.rng, plan.story.habits
    sheet = Sheet(name)
    office = owner_office(rng, plan.owner, plan.speller) if plan.owner else plan.story.office
    form = habits.form
    if plan.owner and form == "none":
        lines = (*lines, plan.owner.name.upper())
    title = Title(plan.story.above, office, lines, plan.owner.name if plan.owner else plan.story.province_short, brackets)
    top = write_title(rng, sheet, habits, title, width=len(plan.columns))
    if persons:
        sheet.put(top, habits.left, f"I. TẬP THỂ ({len(plan.lines)})")
        top += 1
    placed = place(sheet, Table(plan.columns, plan.lines, True, plan.tall, rng.random() < 0.5), top, habits.left)
    plan.story.note_totals(sheet, placed)
    if persons:
        _persons_below(rng, sheet, habits.left)
    write_foot(rng, sheet, habits, width=len(plan.columns))
    return sheet


def _start(plan: ListPlan) -> None:
    if plan.story.habits.stt != "none":
        plan.add("number", "STT", "TT", "Số TT")
    if plan.owner is None:
        plan.add("unit", "Quận, huyện", "Quận/huyện", "Địa phương", "Quận, huyện, thị xã") if not plan.story.new else plan.add("unit", "Phường, xã", "Xã, phường", "Địa phương", "Phường, xã, đặc khu")


def _fill(plan: ListPlan, number: int, unit: Place, values: dict[str, Value]) -> None:
    cells: list[Value] = []
    for column in plan.columns:
        if column.role == "number":
            cells.append(running_number(plan.story.habits, number))
        elif column.role == "unit":
            cells.append(plan.speller.spell(unit))
        else:
            cells.append(values.get(column.role) or None)
    plan.lines.append(Line("data", cells))


def model_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """A list of models, in groups by bloc where one office keeps it (L04)."""
    plan = plan_list(rng, story, period)
    _start(plan)
    plan.add("name", "Tên mô hình", "Tên mô hình, điển hình", 'Tên mô hình "Dân vận khéo"', "Tên mô hình/điển hình")
    plan.add("body", "Đơn vị thực hiện", "Đơn vị đăng ký", "Tập thể thực hiện", "Cơ quan, đơn vị thực hiện")
    if rng.random() < 0.7:
        plan.add("sector", "Lĩnh vực", "Thuộc lĩnh vực")
    if rng.random() < 0.4:
        plan.add("owner", "Tập thể/Cá nhân", "Loại (tập thể/cá nhân)", "Loại hình")
    spans = period.id.startswith(("party_term", "programme"))
    yearly = spans and rng.random() < 0.8
    if yearly:
        plan.add("year", "Năm", "Năm báo cáo", "Năm thực hiện")
    staged = rng.random() < 0.5
    if staged:
        plan.add("stage", "Tình trạng", "Tình trạng mô hình", "Tình trạng")
    if rng.random() < 0.4:
        plan.add("level", "Cấp công nhận")
    if story.habits.persons:
        plan.add("person", "Người phụ trách", "Họ và tên người phụ trách", "Điện thoại liên hệ")
    if story.habits.notes:
        plan.add("note", "Ghi chú", "Kết quả, hiệu quả", "Hiệu quả mang lại")
    _models(plan, yearly=yearly, staged=staged)
    words = rng.choice(period.titles)
    title = rng.choice((("DANH SÁCH", f'Mô hình "Dân vận khéo" {words}'), (f'DANH MỤC MÔ HÌNH "DÂN VẬN KHÉO" {words}',), (f"BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {words}",)))
    return _finish(plan, name, title)


def _models(plan: ListPlan, *, yearly: bool, staged: bool) -> None:
    rng = plan.rng
    count = rng.randint(4, 30)
    units = plan.units(count)
    grouped = plan.owner is not None and rng.random() < 0.6
    blocs = rng.sample(BLOCS, 3) if grouped else [""]
    per_group = max(1, count // len(blocs))
    number = 0
    rows = list(zip(units, model_names(rng, count), bodies(rng, count), strict=True))
    for group, words in enumerate(blocs):
        part = rows[group * per_group :] if group + 1 == len(blocs) else rows[group * per_group : (group + 1) * per_group]
        if words:
            plan.group(group, words)
            number = 0
        for unit, name, body in part:
            years: list[int | None] = [plan.year]
            if yearly:
                first = int(plan.period.id.partition(":")[2][:4])
                years = sorted(rng.sample(range(first + 1, first + 5), rng.choice((1, 1, 2))))  # type: ignore[assignment]
            one = {"name": name, "body": body, **_standing(plan)}
            for year in years:
                number += 1
                _model(plan, number, unit, one | {"year": year if yearly else None}, staged=staged, year=year)
        if words and rng.random() < 0.4:
            plan.lines.append(_closing(plan, f"Cộng {words.lower()}", len(part) if not yearly else number))
    if plan.story.habits.total == "below" and rng.random() < 0.5:
        total = sum(1 for line in plan.lines if line.kind == "data")
        plan.lines.append(_closing(plan, "Tổng cộng", total))


def _standing(plan: ListPlan) -> dict[str, Value]:
    """What stays the same of a model over the years."""
    return {"sector": plan.rng.choice(SECTOR_WORDS), "owner": plan.rng.choice(("Tập thể", "TT", "Cá nhân", "Tập thể"))}


def _closing(plan: ListPlan, words: str, count: int) -> Line:
    line = Line("subtotal", [None] * len(plan.columns))
    name = next(n for n, column in enumerate(plan.columns) if column.role in ("name", "collective", "title"))
    line.values[name - 1 if name else 0] = words
    line.values[name if name else 1] = plan.rng.choice((count, f"{count} mô hình"))
    return line


def _model(
    plan: ListPlan, number: int, unit: Place, values: dict[str, Value], *, staged: bool, year: int | None
) -> None:
    rng = plan.rng
    stage = rng.choice(list(STAGE_WORDS)) if staged and rng.random() < 0.95 else ""
    if any(column.role == "owner" for column in plan.columns) and values["owner"] in ("Cá nhân", "CN"):
        values["body"] = None
    values |= {
        "stage": stage,
        "level": rng.choice(("Quận", "Cơ sở", "Cấp cơ sở", "Thành phố", "Cấp huyện", "")), "person": rng.choice(PERSONS),
        "note": rng.choice(("", "Vận động 35 hộ dân hiến 1.200 m2 đất", "Hoạt động tốt", "Giảm 20% vụ việc")),
    }  # fmt: skip
    _fill(plan, number, unit, values)
    plan.story.truth.models.append(
        ListedModel(unit.id, year, plan.term, str(values["name"]), STAGE_WORDS.get(stage, "unspecified"))
    )


def award_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """The annex to a decision: collectives, and persons below them who are not taken (L10)."""
    plan = plan_list(rng, story, period)
    _start(plan)
    plan.add("collective", "Tên tập thể", "Tập thể", "Tên đơn vị, tập thể", "Tên tập thể được khen thưởng")
    plan.add("merit", "Thành tích", "Nội dung khen thưởng", "Thành tích đạt được")
    if rng.random() < 0.8:
        plan.add("form", "Hình thức", "Hình thức khen thưởng", "Hình thức khen")
    if story.habits.notes:
        plan.add("note", "Ghi chú")
    stacked = plan.owner is not None and story.habits.stt != "none" and rng.random() < 0.6
    count = rng.randint(3, 25)
    for number, (unit, collective) in enumerate(zip(plan.units(count), collectives(rng, count), strict=True)):
        form = rng.choice(("Giấy khen", "Giấy khen", "Bằng khen", "Tuyên dương"))
        _fill(plan, number + 1, unit, {"collective": collective, "merit": rng.choice(MERITS), "form": form})
        story.truth.awards.append(ListedAward(unit.id, plan.year, plan.term))
    words = rng.choice(period.titles)
    lines = ("DANH SÁCH", f'{"Tập thể, cá nhân" if stacked else "Tập thể"} được khen thưởng phong trào thi đua "Dân vận khéo" {words}')
    decided = f"(Kèm theo Quyết định số {rng.randint(100, 2000)}-QĐ/QU ngày 12/10/{period.year or 2024} của Ban Thường vụ)"
    return _finish(plan, name, lines, decided if rng.random() < 0.7 else "", persons=stacked)


def _persons_below(rng: Random, sheet: Sheet, left: int) -> None:
    count = rng.randint(3, 12)
    top = sheet.last_row + rng.choice((1, 2))
    sheet.put(top, left, f"II. CÁ NHÂN ({count})")
    columns = [Column((words,), "") for words in ("STT", "Họ và tên", "Năm sinh", "Chức vụ, đơn vị", "Ghi chú")]
    lines = [
        Line("data", [n + 1, rng.choice(PERSONS), rng.randint(1955, 2000), f"Khu phố {n + 2}", None]) for n in range(count)
    ]
    place(sheet, Table(columns, lines), top + 1, left)


def training_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """A list of classes with vertical merges, dates and numbers as text (L09)."""
    plan = plan_list(rng, story, period)
    _start(plan)
    plan.add("title", "Tên lớp, nội dung tập huấn", "Nội dung tập huấn", "Tên lớp tập huấn", "Tên lớp", "Nội dung")
    dated = rng.random() < 0.8 or (plan.year is None and plan.term is None)
    if dated:
        plan.add("when", "Thời gian tổ chức", "Thời gian", "Ngày tổ chức", "Thời gian thực hiện")
    if rng.random() < 0.4:
        plan.add("where", "Địa điểm", "Địa điểm tổ chức")
    if rng.random() < 0.6:
        plan.add("audience", "Thành phần tham dự", "Đối tượng", "Thành phần")
    counted = rng.random() < 0.7
    if counted:
        plan.add("classes", "Số lớp", "Số lớp (lớp)")
    plan.add("people", "Số người tham dự (lượt)", "Số lượt người", "Số lượt tham dự", "Số lượt", "Lượt người tham dự")
    if story.habits.persons:
        plan.add("person", "Báo cáo viên", "Họ tên báo cáo viên")
    count = rng.randint(4, 25)
    for number, (unit, title) in enumerate(zip(plan.units(count), class_titles(rng, count), strict=True)):
        _class(plan, number + 1, unit, title, counted=counted, dated=dated)
    if plan.owner is None and rng.random() < 0.5:
        _merge_units(plan)
    if story.habits.total == "below":
        plan.lines.append(_training_total(plan, story.truth.trainings[-count:]))
    words = rng.choice(period.titles)
    title = rng.choice((("DANH SÁCH", f"Các lớp tập huấn, bồi dưỡng công tác dân vận {words}"), (f"KẾT QUẢ TẬP HUẤN CÔNG TÁC DÂN VẬN {words}",)))
    return _finish(plan, name, title)


def _class(plan: ListPlan, number: int, unit: Place, title: str, *, counted: bool, dated: bool) -> None:
    rng, habits = plan.rng, plan.story.habits
    year, when = _when(plan) if dated else (plan.year, None)
    classes = rng.choice((1, 1, 1, 2, 3)) if counted else 1
    people: Amount | None = Amount(rng.choice((rng.randint(20, 400), rng.randint(20, 400), rng.randint(1000, 2500))))
    if rng.random() < habits.gaps:
        people = None
    elif people and rng.random() < habits.bounds:
        people = Amount(people.value, habits.bound)
    values: dict[str, Value] = {
        "title": title, "when": when, "where": rng.choice(("HT Quận ủy", "Hội trường UBND", "Trung tâm Chính trị")),
        "audience": rng.choice(AUDIENCES), "classes": written(rng, Amount(classes), texts=habits.texts, word="lớp"),
        "people": written(rng, people, texts=habits.texts, word=rng.choice(("lượt", "người"))), "person": rng.choice(PERSONS),
    }  # fmt: skip
    _fill(plan, number, unit, values)
    plan.story.truth.trainings.append(ListedTraining(unit.id, year, plan.term, classes, people))


def _training_total(plan: ListPlan, rows: list[ListedTraining]) -> Line:
    line = Line("total", [None] * len(plan.columns))
    for number, column in enumerate(plan.columns):
        if column.role == "title":
            line.values[number] = plan.rng.choice(("Tổng cộng", "TỔNG CỘNG", "Cộng"))
        elif column.role == "classes":
            line.values[number] = sum(row.classes for row in rows)
        elif column.role == "people" and any(row.attendances for row in rows):
            line.values[number] = written(plan.rng, added([row.attendances for row in rows]), texts=0)
    return line


def _when(plan: ListPlan) -> tuple[int, Value]:
    rng = plan.rng
    first, last = _days(plan.period)
    day = date.fromordinal(rng.randint(first.toordinal(), last.toordinal()))
    quarter = ("I", "II", "III", "IV")[(day.month - 1) // 3]
    forms: list[Value] = [
        f"{day.day}/{day.month}/{day.year}", f"{day.day:02d}/{day.month:02d}/{day.year}", f"Quý {quarter}/{day.year}",
        f"Tháng {day.month}/{day.year}", f"{day.month}/{day.year}", f"T{day.month}/{day.year}",
        f"ngày {day.day:02d} tháng {day.month} năm {day.year}",
    ]  # fmt: skip
    if day.day < 27:
        forms += [
            f"{day.day}-{day.day + 1}/{day.month}/{day.year}", f"Từ {day.day}-{day.day + 2}/{day.month}/{day.year}",
            f"{day.day} và {day.day + 1}/{day.month}/{day.year}",
        ]  # fmt: skip
    if plan.story.habits.texts == 0:
        return day.year, day
    return day.year, rng.choice(forms)


def _days(period: Period) -> tuple[date, date]:
    kind, _, label = period.id.partition(":")
    year = int(label[:4])
    if kind == "half_year":
        return (date(year, 1, 1), date(year, 6, 30)) if label.endswith("H1") else (date(year, 7, 1), date(year, 12, 31))
    if kind == "quarter":
        month = int(label[-1]) * 3
        return date(year, month - 2, 1), date(year, month, 28)
    if kind == "month":
        return date(year, int(label[-2:]), 1), date(year, int(label[-2:]), 28)
    if kind == "nine_months":
        return date(year, 1, 1), date(year, 9, 30)
    if kind == "year":
        return date(year, 1, 1), date(year, 12, 31)
    if kind == "party_term":
        return date(year, 8, 1), date(year + 5, 5, 30) if year < 2025 else date(2026, 6, 30)
    return date(year, 1, 1), date(year + 4, 12, 31) if year < 2021 else date(2025, 6, 1)


def _merge_units(plan: ListPlan) -> None:
    column = next(n for n, each in enumerate(plan.columns) if each.role == "unit")
    first = 0
    spelled = [line.values[column] for line in plan.lines]
    units = [row.unit for row in plan.story.truth.trainings[-len(spelled) :]]
    for number in range(1, len(spelled) + 1):
        if number == len(spelled) or units[number] != units[first]:
            if number - first > 1:
                for line in plan.lines[first + 1 : number]:
                    line.values[column] = None
                plan.tall.append((column, first, number - 1))
            first = number
