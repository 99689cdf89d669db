"""Match, tested: summaries as offices lay them out: clean, under a letterhead, by unit and time, one sheet a time."""

from random import Random

from tests.offices.grids import Sheet, place
from tests.offices.habits import Habits
from tests.offices.periods import Period
from tests.offices.places import Place, Speller
from tests.offices.story import Story
from tests.offices.summary_tables import SummaryPlan, entries_of, summary_table
from tests.offices.title_blocks import Title, as_of, write_foot, write_title
from tests.offices.wording import summary_columns, unit_header

_TITLES = (
    ("BIỂU TỔNG HỢP", 'Kết quả phong trào thi đua "Dân vận khéo" {}'), ("BIỂU TỔNG HỢP KẾT QUẢ CÔNG TÁC DÂN VẬN {}",),
    ("TỔNG HỢP", "Kết quả xây dựng mô hình, tập huấn, khen thưởng {}"), ('SỐ LIỆU PHONG TRÀO "DÂN VẬN KHÉO" {}',),
    ("THỐNG KÊ KẾT QUẢ THỰC HIỆN PHONG TRÀO THI ĐUA DÂN VẬN KHÉO", "({})"), ("PHỤ LỤC 1", "Kết quả công tác dân vận {}"),
)  # fmt: skip
_PERIOD_HEADERS = {"year": ("Năm", "Năm báo cáo"), "party_term": ("Nhiệm kỳ",)}


def titled(rng: Random, period: Period | None) -> tuple[str, ...]:
    """A title that names the time, or none where it stands elsewhere."""
    words = rng.choice(period.titles) if period else ""
    lines = [line.format(words).replace("()", "").strip() for line in rng.choice(_TITLES)]
    return tuple(line for line in lines if line)


def plain_summary(rng: Random, story: Story, sheet_name: str, period: Period) -> Sheet:
    """One row a unit, the time in the title (L02, L03)."""
    sheet = Sheet(sheet_name)
    new = story.new
    plan = SummaryPlan(summary_columns(rng, deep=story.habits.deep, new=new), unit_header(rng, new=new))
    _write(rng, story, sheet, plan, what=([period], titled(rng, period)))
    return sheet


def summary_by_time(rng: Random, story: Story, sheet_name: str, periods: list[Period]) -> Sheet:
    """One row a unit and time, the time in a column (L01)."""
    sheet = Sheet(sheet_name)
    kind = periods[0].id.partition(":")[0]
    header = rng.choice(_PERIOD_HEADERS.get(kind, ("Kỳ báo cáo", "Thời gian")))
    plan = SummaryPlan(
        summary_columns(rng, deep=story.habits.deep, new=story.new), unit_header(rng, new=story.new), True, header
    )
    _write(rng, story, sheet, plan, what=(periods, titled(rng, None)))
    return sheet


def sheets_by_time(rng: Random, story: Story, periods: list[Period]) -> list[Sheet]:
    """One sheet a time with the same headers; the time stands in the sheet's name (L08)."""
    columns = summary_columns(rng, deep=story.habits.deep, new=story.new)
    plan = SummaryPlan(columns, unit_header(rng, new=story.new))
    sheets = []
    for period in periods:
        sheet = Sheet(rng.choice(period.sheets))
        _write(rng, story, sheet, plan, what=([period], titled(rng, None)))
        sheets.append(sheet)
    return sheets


def _write(
    rng: Random, story: Story, sheet: Sheet, plan: SummaryPlan, *, what: tuple[list[Period], tuple[str, ...]]
) -> None:
    periods, lines = what
    habits: Habits = story.habits
    table = summary_table(
        rng, habits, plan, entries_of(rng, habits, _reporting(rng, story.places), periods),
        speller=Speller(rng, story.everywhere, story.province_short, bare_is_clear=story.bare_is_clear), truth=story.truth,
    )  # fmt: skip
    brackets = as_of(rng, periods[0]) if len(periods) == 1 else ""
    title = Title(story.above, story.office, lines, story.province_short, brackets)
    top = write_title(rng, sheet, habits, title, width=len(table.columns) + habits.left - 1)
    if habits.form == "none" and rng.random() < 0.3 and not lines:
        top = 1
    placed = place(sheet, table, top, habits.left)
    story.note_totals(sheet, placed)
    if rng.random() < 0.08:
        for number, words in enumerate(("Chữ viết tắt:", "DVK: Dân vận khéo", "MH: mô hình", "TT: tập thể")):
            sheet.put(top + 1 + number, habits.left + len(table.columns) + 1, words)
    write_foot(rng, sheet, habits, width=len(table.columns))


def _reporting(rng: Random, places: list[Place]) -> list[Place]:
    return [each for each in places if rng.random() < 0.95] or places
