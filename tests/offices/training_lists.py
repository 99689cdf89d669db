"""Validate, tested: lists of classes with vertical merges, dates and numbers as text (L09)."""

from datetime import date
from random import Random

from tests.offices.amounts import Amount, added, written
from tests.offices.grids import Line, Sheet, Value
from tests.offices.list_plans import ListPlan, fill, finish, plan_list, start
from tests.offices.list_words import (
    AUDIENCES,
    PERSONS,
    class_titles,
)
from tests.offices.periods import Period
from tests.offices.places import Place
from tests.offices.story import Story
from tests.offices.truth import ListedTraining


def training_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """A list of classes with vertical merges, dates and numbers as text (L09)."""
    plan = plan_list(rng, story, period)
    start(plan)
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
    if plan.owner is None and not plan.by_groups and rng.random() < 0.5:
        _merge_units(plan)
    if story.habits.total == "below":
        plan.lines.append(_training_total(plan, story.truth.trainings[-count:]))
    words = rng.choice(period.titles)
    title = rng.choice(
        (
            ("DANH SÁCH", f"Các lớp tập huấn, bồi dưỡng công tác dân vận {words}"),
            (f"KẾT QUẢ TẬP HUẤN CÔNG TÁC DÂN VẬN {words}",),
        )
    )
    return finish(plan, name, title)


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
    fill(plan, number, unit, values)
    plan.story.truth.trainings.append(ListedTraining(unit.id, year, plan.term, classes, people))


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
