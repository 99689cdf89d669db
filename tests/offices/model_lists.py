"""Validate, tested: lists of models, in groups by bloc, over one year or a whole term (L04)."""

from random import Random

from tests.offices.grids import Line, Sheet, Value
from tests.offices.list_plans import ListPlan, fill, finish, plan_list, start
from tests.offices.list_words import (
    BLOCS,
    PERSONS,
    SECTOR_WORDS,
    STAGE_WORDS,
    bodies,
    model_names,
)
from tests.offices.periods import Period
from tests.offices.places import Place
from tests.offices.story import Story
from tests.offices.truth import ListedModel


def model_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """A list of models, in groups by bloc where one office keeps it (L04)."""
    plan = plan_list(rng, story, period)
    start(plan)
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
    title = rng.choice(
        (
            ("DANH SÁCH", f'Mô hình "Dân vận khéo" {words}'),
            (f'DANH MỤC MÔ HÌNH "DÂN VẬN KHÉO" {words}',),
            (f"BIỂU TỔNG HỢP MÔ HÌNH DÂN VẬN KHÉO {words}",),
        )
    )
    return finish(plan, name, title)


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
        part = (
            rows[group * per_group :] if group + 1 == len(blocs) else rows[group * per_group : (group + 1) * per_group]
        )
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
    fill(plan, number, unit, values)
    plan.story.truth.models.append(
        ListedModel(unit.id, year, plan.term, str(values["name"]), STAGE_WORDS.get(stage, "unspecified"))
    )
