"""Serve, tested: a theme that is put together once says what Streamlit would say, for each section and each time."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from web.kept_theme import keep_theme

SECTIONS = [f"theme{part}" for part in ("", ".light", ".dark", ".sidebar", ".light.sidebar", ".dark.sidebar")]
ROOT = Path(__file__).resolve().parents[1]


def whole() -> CustomThemeConfig:
    """The theme as a run of a page is told it."""
    theme = CustomThemeConfig()
    parts = (theme, theme.light, theme.dark, theme.sidebar, theme.light.sidebar, theme.dark.sidebar)
    for message, section in zip(parts, SECTIONS, strict=True):
        app_session._populate_theme_msg(message, section)
    return theme


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> CustomThemeConfig:
    """What Streamlit says of the product's own theme, before it is kept."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    nested = {f"theme.{key}": value for key, value in settings.items() if isinstance(value, dict)}
    sections = {"theme": {key: value for key, value in settings.items() if not isinstance(value, dict)}} | nested
    ours = {f"{section}.{key}": value for section, values in sections.items() for key, value in values.items()}
    seen = config.get_options_for_section

    def of_the_product(section: str) -> dict[str, object]:
        return {key: ours.get(f"{section}.{key}") for key in seen(section)}

    monkeypatch.setattr(config, "get_options_for_section", of_the_product)
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)
    return whole()


def test_the_kept_theme_is_the_theme_at_each_run(told: CustomThemeConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told.light.ByteSize() and told.dark.ByteSize() and not told.HasField("sidebar")
    keep_theme()
    first = whole()
    monkeypatch.setattr(config, "get_options_for_section", lambda section: pytest.fail("settings are read again"))
    keep_theme()  # keeping twice is keeping once
    assert [each.SerializeToString(deterministic=True) for each in chain((first,), (whole() for _ in range(2)))] == [
        told.SerializeToString(deterministic=True)
    ] * 3


def test_a_streamlit_that_fills_its_theme_elsewhere_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(app_session, "_populate_theme_msg")
    keep_theme()
    assert not hasattr(app_session, "_populate_theme_msg")
