"""Match: which of two districts of one name a table means, where all its other districts are from one former province."""

from collections import defaultdict

from intake.cells import Cells
from intake.unit_choice import UnitReading
from intake.unit_index import Days

_FEWEST, _MOST_ROWS = 2, 2_000


class Neighbours:
    """The districts that stand in the column of units beside a doubtful one; looked at once somebody asks."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self._homes: dict[tuple[str | None, Days | None], str | None] = {}

    def settled(self, reading: UnitReading, province: str | None, on: Days) -> UnitReading:
        """An ambiguous reading with the district of the neighbours' province, and a finding; else as it was."""
        units = self._cells.context.reference.units
        homes = {units[each].province: each for each in reading.candidates if units[each].level == "district"}
        if len(homes) != len(reading.candidates):
            return reading
        if (province, on) not in self._homes:
            self._homes[province, on] = self._home(province, on)
        unit = homes.get(self._homes[province, on])
        return UnitReading(unit, reading.candidates, "unit_by_neighbours") if unit else reading

    def _home(self, province: str | None, on: Days) -> str | None:
        """The one former province of the districts that are beyond doubt, if they are several."""
        cells, column = self._cells, self._cells.match.fields.get("unit")
        if column is None:
            return None
        first = cells.match.band.body
        named = {cells.view.value(row, column) for row in range(first, min(cells.view.height, first + _MOST_ROWS) + 1)}
        found: dict[str | None, set[str]] = defaultdict(set)
        for value in named:
            unit = cells.context.names.resolve(value, province=province, on=on).unit
            if unit and cells.context.reference.units[unit].level == "district":
                found[cells.context.reference.units[unit].province].add(unit)
        home, districts = next(iter(found.items()), (None, set()))
        return home if len(found) == 1 and len(districts) >= _FEWEST else None
