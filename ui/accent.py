"""Show: the colours that the office chose: of the stripe over every page, and of the charts, whose contrasts are measured."""

from __future__ import annotations

from data_access.errors import StorageError
from reports.hues import choose_hue
from ui.this_run import at_newest
from work import start
from work.office import office

# As the red of the house each is dark enough to stand out from light paper, and no text stands on it.
COLOURS = {"red": "#8C1C24", "blue": "#1F5A8C", "green": "#2A6B45", "brown": "#7A4A21"}


def accent_style() -> str:
    """The rule that gives the stripe its colour; nothing where the database does not answer, and for red, which it has.

    Charts of this and of later runs are drawn in the colours that hold now, whichever version they show.
    """
    try:
        values = at_newest(("office",), lambda: office(start.database()))
    except StorageError:
        return ""
    choose_hue(values["chart_colours"])
    chosen = values["accent"]
    return "" if chosen == "red" else f"[data-testid=stHeader]{{border-top-color:{COLOURS[chosen]}}}"
