"""Draw, tested: the hue that an office sets for its charts: as readable as the blue one, and the same wherever a chart goes."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from commands import main
from data_access.database import Database
from data_access.office_settings import choices_of
from data_access.vocabulary import CHART_COLOURS
from reports.hues import BLUE, HUES, choose_hue
from reports.palettes import TONES, palette
from reports.theme import LIGHT, PALETTES, theme
from tests.facts import Facts
from tests.test_contrast import luminance
from tests.upload_visits import Visitor, data
from work import office
from work.rights import Person

__all__ = ["data"]

BLUE_DATA, TEAL_DATA = palette("light").data, palette("light", "teal").data


@pytest.fixture(autouse=True)
def afterwards_blue() -> Iterator[None]:
    """Other tests draw in the colours that they know."""
    yield
    choose_hue(BLUE)


def test_the_office_chooses_among_the_hues_that_are_drawn() -> None:
    assert list(HUES) == list(CHART_COLOURS) == list(choices_of("chart_colours"))
    choose_hue("teal")
    choose_hue("red")
    assert theme("light").colours == palette("light", BLUE)


def test_every_hue_is_as_light_and_dark_as_the_blue_one_on_every_paper() -> None:
    apart = {}
    for hue in HUES:
        for tone in TONES:
            blue, other = palette(tone), palette(tone, hue)
            pairs = zip((blue.data, blue.pale, *blue.steps), (other.data, other.pale, *other.steps), strict=True)
            apart[hue, tone] = max(abs(luminance(one) - luminance(same)) for one, same in pairs)
    assert {where: far for where, far in apart.items() if far > 0.006} == {}
    ramps = [[luminance(step) for step in palette("light", hue).steps] for hue in HUES]
    assert [ramp for ramp in ramps if ramp != sorted(ramp, reverse=True)] == []


def test_what_is_named_once_follows_the_hue_of_the_moment() -> None:
    before = theme("dark")
    choose_hue("violet")
    said = (LIGHT.data, PALETTES["dark"].steps[7], theme("dark", True).colours, LIGHT.ink)
    assert said == (palette("light", "violet").data, "#B6A1CF", palette("dark", "violet"), palette("light").ink)
    assert before != theme("dark") and before.colours == palette("dark")


def colours_in(path: Path) -> str:
    """All that a file says in letters, its parts unpacked."""
    if path.suffix == ".html":
        return path.read_text(encoding="utf-8").upper()
    if path.suffix == ".pdf":
        return "\n".join(page.get_contents().get_data().decode("latin-1") for page in PdfReader(path).pages)  # type: ignore[union-attr]
    found = []
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(".xlsx"):
                continue
            found.append(part.decode("utf-8", "replace"))
    return "\n".join(found).upper()


def exported(ending: str, folder: Path) -> str:
    """What the command line writes, and what is in it."""
    path = folder / f"so-lieu.{ending}"
    assert main(["export", str(path)]) == 0
    return colours_in(path)


def written(colour: str, ending: str) -> str:
    """A colour as such a file writes it."""
    if ending != "pdf":
        return colour[1:]
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return " ".join(f"{part:.6f}".lstrip("0").rstrip("0").rstrip(".") or "0" for part in parts) + " rg"


@pytest.mark.parametrize("ending", ["xlsx", "pptx", "docx", "pdf", "html"])
def test_every_file_is_drawn_in_the_hue_that_was_set(ending: str, data: Database, tmp_path: Path) -> None:
    facts = Facts(data)
    for unit, value in (("760", 12), ("770", 30), ("773", 7), ("774", 9), ("775", 8)):
        facts.stated(unit, "party_term:2020-2025", value)
        facts.stated(unit, "party_term:2015-2020", value - 5)
    facts.upload()
    blue = exported(ending, tmp_path)
    office.set_settings(data, Person.operator(), {"chart_colours": "teal"})
    teal = exported(ending, tmp_path)

    def has(said: str) -> tuple[bool, bool]:
        return written(BLUE_DATA, ending) in said, written(TEAL_DATA, ending) in said

    assert (has(blue), has(teal)) == ((True, False), (False, True))


def test_a_page_draws_in_the_hue_that_was_set(data: Database) -> None:
    facts = Facts(data)
    facts.stated("770", "party_term:2020-2025", 30)
    facts.upload()
    drawn = []
    for hue in ("blue", "violet"):
        office.set_settings(data, Person.operator(), {"chart_colours": hue})
        charts = Visitor("models").app.get("plotly_chart")
        drawn.append({name for name in HUES if any(palette("light", name).data in str(each.proto) for each in charts)})
    assert drawn == [{"blue"}, {"violet"}]
