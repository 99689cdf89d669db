"""Match and validate: what is said of a sheet whose text was written for old fonts, with a few cells before and after."""

from intake.grids import Grid, parse_address
from intake.problems import Problem
from intake.readings import SheetReading

_MOST_SHOWN = 3
_LONGEST = 60


def say_converted(grid: Grid, reading: SheetReading) -> None:
    """Say once a sheet which old font its text was read from; where no font said so, a person should look."""
    done = grid.converted
    if done is None or reading.dataset is None:
        return
    reading.kept["old_fonts"] = {
        "encodings": list(done.encodings),
        "cells": len(done.cells),
        "is_guess": done.is_guess,
    }
    reading.old_text = _preview(done.cells, reading)
    params: dict[str, str | int] = {
        "encoding": ", ".join(done.encodings).upper(),
        "count": len(done.cells),
        "examples": "; ".join(f"«{before}» → «{after}»" for _, before, after in reading.old_text),
    }
    spot = reading.old_text[0][0] if reading.old_text else None
    if done.is_guess:
        reading.problems.append(Problem("warning", "legacy_text_guessed", spot, params))
    else:
        reading.problems.append(Problem("notice", "legacy_text_converted", spot, params))


def _preview(stored: dict[tuple[int, int], str], reading: SheetReading) -> list[list[str]]:
    """Up to three cells that were understood, as stored and as read: two of the header before the first of the others."""
    understood = {spot: parse_address(spot) for spot in reading.kept.get("cells", {})}
    changed = sorted((place, spot) for spot, place in understood.items() if place in stored)
    heads = [pair for pair in changed if pair[0][0] in reading.header_rows]
    others = [pair for pair in changed if pair not in heads]
    chosen = [*heads[: max(_MOST_SHOWN - 1, _MOST_SHOWN - len(others))], *others][:_MOST_SHOWN]
    return [[spot, _as_excel_shows(stored[place]), _short(str(reading.kept["cells"][spot]))] for place, spot in chosen]


def _as_excel_shows(text: str) -> str:
    """A text as it stands in the file; the soft hyphen, which is ư in TCVN3, would not be seen otherwise."""
    return _short(text.replace("\u00ad", "-"))


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
