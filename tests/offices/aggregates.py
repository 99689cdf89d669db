"""Match, tested: the sheet that sums up the sheets of the districts: the same figures once more, never to be added (L07)."""

from dataclasses import replace
from random import Random

from tests.offices.grids import Sheet, place
from tests.offices.periods import Period
from tests.offices.places import Speller
from tests.offices.story import Story
from tests.offices.summary_tables import Entry, SummaryPlan, summary_table
from tests.offices.title_blocks import Title, write_foot, write_title
from tests.offices.wording import summary_columns, unit_header


def aggregate_sheet(rng: Random, story: Story, period: Period) -> Sheet:
    """One row a district with what its own sheet says."""
    sheet = Sheet(rng.choice(("TH", "Tổng hợp", "TH chung")))
    habits = replace(story.habits, wrong=0)
    entries = [Entry(unit, period, story.works[unit.id]) for unit in story.places if unit.id in story.works]
    plan = SummaryPlan(summary_columns(rng, deep=habits.deep, new=False), unit_header(rng, new=False))
    speller = Speller(rng, story.everywhere, story.province_short)
    table = summary_table(rng, habits, plan, entries, speller=speller, truth=story.truth)
    title = Title(story.above, story.office, ("TỔNG HỢP", f"Kết quả công tác dân vận {rng.choice(period.titles)}"))
    top = write_title(rng, sheet, habits, title, width=len(table.columns))
    story.note_totals(sheet, place(sheet, table, top, habits.left))
    write_foot(rng, sheet, habits, width=len(table.columns))
    return sheet
