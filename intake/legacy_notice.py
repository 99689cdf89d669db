"""Match and validate: what is said of a sheet whose text was written for old fonts, with a few cells before and after."""

from intake.grids import Grid, OldText, address, parse_address
from intake.problems import Level, Problem
from intake.readings import SheetReading

_MOST_SHOWN = 3
_LONGEST = 60


def say_old_text(grid: Grid, reading: SheetReading) -> None:
    """Say once a sheet which old font its text was read from; where no font said so, a person should look."""
    old = grid.old_text
    if old is None or reading.dataset is None:
        return
    preview = _preview(old, reading)
    if old.finding != "legacy_text_suspected":
        reading.old_text = preview
        reading.kept["old_text"] = {
            "encodings": list(old.encodings),
            "finding": old.finding,
            "cells": len(old.stored),
        }
    elif not preview:
        return
    params: dict[str, str | int] = {
        "encoding": ", ".join(old.encodings).upper(),
        "count": len(old.stored),
        "examples": "; ".join(f"«{stored}» → «{shown}»" for _, stored, shown in preview) or "–",
    }
    level: Level = "notice" if old.finding == "legacy_text_converted" else "warning"
    reading.problems.append(Problem(level, old.finding, preview[0][0] if preview else None, params))


def _preview(old: OldText, reading: SheetReading) -> list[list[str]]:
    """Up to three cells that were understood, as stored and as shown: two of the header before the first of the others."""
    understood = (parse_address(spot) for spot in reading.kept.get("cells", {}))
    spots = sorted(place for place in understood if place in old.stored)
    heads = [place for place in spots if place[0] in reading.header_rows]
    others = [place for place in spots if place not in heads]
    chosen = [*heads[: max(_MOST_SHOWN - 1, _MOST_SHOWN - len(others))], *others][:_MOST_SHOWN]
    return [[address(*place), _as_excel_shows(old.stored[place]), _short(old.shown[place])] for place in chosen]


def _as_excel_shows(text: str) -> str:
    """A text as it stands in the file; the soft hyphen, which is ư in TCVN3, would not be seen otherwise."""
    return _short(text.replace("\u00ad", "-"))


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
