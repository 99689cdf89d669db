"""Draw, tested: in high contrast all that is read stands out at least 7:1 and no part is told by its colour alone."""

from __future__ import annotations

import pandas as pd
import pytest

from reports import charts
from reports.theme import PALETTES, Tone, theme

CONTRASTS: tuple[Tone, ...] = ("light_contrast", "dark_contrast")


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("tone", CONTRASTS)
def test_what_is_read_stands_out_and_what_is_drawn_can_be_seen(tone: Tone) -> None:
    colours = PALETTES[tone]
    papers = (colours.paper, colours.panel)
    read = [(ink, paper) for ink in (colours.ink, colours.muted, colours.up, colours.down) for paper in papers]
    read += list(zip(colours.step_inks, colours.steps, strict=True))
    assert [pair for pair in read if ratio(*pair) < 7] == []
    seen = (colours.data, colours.pale, colours.line, colours.grid)
    assert [colour for colour in seen if ratio(colour, colours.paper) < 3] == []


def the_shares(tone: Tone) -> dict[str, list[str]]:
    keys = ("economy", "culture_society", "defence_security", "political_system", "other")
    lines = [
        ("t1", "2020–2025", key, key, value, str(value)) for key, value in zip(keys, (40, 30, 20, 9, 1), strict=True)
    ]
    frame = pd.DataFrame(lines, columns=["row", "row_label", "key", "label", "value", "text"])
    figure = charts.stacked_composition(frame, theme=theme(tone), lang="vi")
    return {
        "patterns": [trace.marker.pattern.shape or "" for trace in figure.data],
        "inside": [said for trace in figure.data for said in (trace.text or ()) if said],
        "on paper": [note.text for note in figure.layout.annotations],
    }


@pytest.mark.parametrize("tone", CONTRASTS)
def test_parts_have_patterns_and_their_shares_stand_on_paper(tone: Tone) -> None:
    said = the_shares(tone)
    assert len(set(said["patterns"])) == 5
    assert (said["inside"], said["on paper"]) == ([], ["40%", "30%", "20%", "9%"])


def test_without_high_contrast_nothing_is_striped() -> None:
    assert the_shares("light") == {"patterns": [""] * 5, "inside": ["40%", "30%", "20%", "9%"], "on paper": []}
