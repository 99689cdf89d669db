"""Every step, tested: what one workbook is about: whose it is, which units it knows, and the truth it tells."""

from dataclasses import dataclass, field

from tests.offices.grids import Placed, Sheet
from tests.offices.habits import Habits
from tests.offices.places import Place
from tests.offices.truth import Truth
from tests.offices.yearly_work import Work


@dataclass
class Story:
    """An office: its letterhead, the units it reports on, all units a name could mean, and its truth."""

    habits: Habits
    above: str
    office: str
    province: str  # the id of the province
    province_short: str
    places: list[Place]
    everywhere: tuple[Place, ...]
    new: bool
    bare_is_clear: bool = True
    province_unsaid: bool = False  # some sheet does not name it
    truth: Truth = field(default_factory=Truth)
    works: dict[str, Work] = field(default_factory=dict)  # what a unit did, where several sheets tell it
    layouts: list[str] = field(default_factory=list)

    def note_totals(self, sheet: Sheet, placed: Placed) -> None:
        """Note which cells of a placed table hold a wrong total."""
        self.truth.wrong_totals |= {(sheet.name, cell) for cell in placed.wrong}
        self.truth.doubtful_totals |= {(sheet.name, cell) for cell in placed.doubtful - placed.wrong}
