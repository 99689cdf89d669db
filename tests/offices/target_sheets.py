"""Match, tested: targets of one unit, what came of them, and a ratio that is only compared (L11)."""

from random import Random

from tests.offices.amounts import Amount, written
from tests.offices.grids import Column, Line, Sheet, Table, Value, place
from tests.offices.indicator_sheets import COUNTED, NAMED
from tests.offices.list_words import owner_office
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.yearly_work import any_work

_GOAL = ("Chỉ tiêu giao", "Kế hoạch", "Chỉ tiêu")
_DONE = ("Thực hiện", "Kết quả thực hiện", "Kết quả")
_RATIO = ("Tỷ lệ (%)", "Tỷ lệ đạt (%)", "Tỷ lệ")


def target_sheet(rng: Random, story: Story, name: str, *, period: Period, unit: Place) -> Sheet:
    """Two to four targets of ours, and one that is none of the measures followed."""
    sheet = Sheet(name)
    lines = _lines(rng, story, period, unit=unit)
    speller = Speller(rng, story.everywhere, story.province_short)
    above = (f"KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CÔNG TÁC DÂN VẬN {rng.choice(period.titles).upper()}",)
    if story.habits.form == "none":
        above = (*above, unit.name.upper())
    title = Title(story.above, owner_office(rng, unit, speller), above)
    top = write_title(rng, sheet, story.habits, title, width=7)
    place(sheet, Table(_columns(rng), lines), top, story.habits.left)
    write_foot(rng, sheet, story.habits, width=7)
    return sheet


def _columns(rng: Random) -> list[Column]:
    said, goal = rng.choice(("Chỉ tiêu", "Nội dung chỉ tiêu")), rng.choice(_GOAL)
    goal = "Chỉ tiêu giao" if said == goal else goal
    headers = ("STT", said, "ĐVT", goal, rng.choice(_DONE), rng.choice(_RATIO), "Đánh giá")
    return [Column((words,), "") for words in headers]


def _lines(rng: Random, story: Story, period: Period, *, unit: Place) -> list[Line]:
    work = any_work(rng, story.habits)
    style = rng.choice(("text", "share", "comma"))
    keys = [key for key in NAMED if not key[2]]
    lines = []
    for number, key in enumerate(rng.sample(keys, rng.randint(2, 4)), start=1):
        words, done, goal = rng.choice(NAMED[key]), work[key], rng.randint(2, 90)
        words += " tập huấn" if words in ("Số lớp", "Số lượt người") else ""
        story.truth.state(unit.id, period.id, key, done)
        story.truth.targets += 1
        result = [goal, written(rng, done, texts=0), _ratio(done, goal, style), rng.choice(("Đạt", "Vượt", None))]
        lines.append(Line("data", [number, words, COUNTED.get(key, "mô hình"), *result]))
    strange: list[Value] = ["Kết nạp đảng viên", "đồng chí", 1, 1, _ratio(Amount(1), 1, style), "Đạt"]
    return [*lines, Line("data", [len(lines) + 1, *strange])]


def _ratio(done: Amount | None, goal: int, style: str) -> Value:
    if done is None or done.qualifier:
        return None
    share = done.value / goal
    return {"text": f"{share:.0%}", "share": round(share, 4), "comma": f"{share * 100:.1f}".replace(".", ",")}[style]
