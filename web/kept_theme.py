"""Serve: the theme, told to each run of a page, is put together once and not anew from all of Streamlit's settings.

That took a fourteenth of a click, and settings do not change while a server runs. It is the one place that reaches into
what Streamlit keeps to itself; where a later Streamlit has it no more, nothing is done.
"""

from __future__ import annotations

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

_FILLING = "_populate_theme_msg"


def keep_theme() -> None:
    """From now on, each section of the theme is filled in from what it was the first time."""
    fill = getattr(app_session, _FILLING, None)
    if fill is None or hasattr(fill, "kept"):
        return
    kept = dict[str, CustomThemeConfig]()

    def fill_kept(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in kept:
            fill(made := CustomThemeConfig(), section)
            kept[section] = made
        if kept[section].ByteSize():
            message.MergeFrom(kept[section])

    fill_kept.kept = kept  # type: ignore[attr-defined]
    setattr(app_session, _FILLING, fill_kept)
