"""Validate, tested: the annex to a decision: commended collectives, and persons below them who are not taken (L10)."""

from random import Random

from tests.offices.grids import Sheet
from tests.offices.list_plans import fill, finish, plan_list, start
from tests.offices.list_words import (
    MERITS,
    collectives,
)
from tests.offices.periods import Period
from tests.offices.story import Story
from tests.offices.truth import ListedAward


def award_list(rng: Random, story: Story, name: str, period: Period) -> Sheet:
    """The annex to a decision: collectives, and persons below them who are not taken (L10)."""
    plan = plan_list(rng, story, period)
    start(plan)
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
        fill(plan, number + 1, unit, {"collective": collective, "merit": rng.choice(MERITS), "form": form})
        story.truth.awards.append(ListedAward(unit.id, plan.year, plan.term))
    words = rng.choice(period.titles)
    lines = (
        "DANH SÁCH",
        f'{"Tập thể, cá nhân" if stacked else "Tập thể"} được khen thưởng phong trào thi đua "Dân vận khéo" {words}',
    )
    decided = (
        f"(Kèm theo Quyết định số {rng.randint(100, 2000)}-QĐ/QU ngày 12/10/{period.year or 2024} của Ban Thường vụ)"
    )
    return finish(plan, name, lines, decided if rng.random() < 0.7 else "", persons=stacked)
