"""Ask: what the widgets of filters write into the address, which holds codes and never words."""

from __future__ import annotations

import streamlit as st

from ui.state import read_selection_codes, write_selection_codes

# What every control calls «all».
ALL = "*"
_KEPT_WHEN_CLEARED = ("measure", "by", "a", "b", "since", "v")


def take(name: str, *cleared: str) -> None:
    """A widget's new value into the address, in place of what it clears."""
    value = st.session_state[f"filters.{name}"]
    values = list(value) if isinstance(value, (list, tuple)) else [value]
    codes = {key: kept for key, kept in read_selection_codes().items() if key not in cleared}
    write_selection_codes({**codes, name: [each for each in values if each not in (None, ALL, "auto")]})


def write(name: str, values: list[str]) -> None:
    """Make these the codes of one filter."""
    write_selection_codes({**read_selection_codes(), name: values})


def show_term(kind: str, label: str) -> None:
    """Put a term of a kind in the foreground."""
    write_selection_codes({**read_selection_codes(), "kind": [kind], "term": [label]})


def clear() -> None:
    """Drop every filter; what is looked at stays."""
    write_selection_codes({name: kept for name, kept in read_selection_codes().items() if name in _KEPT_WHEN_CLEARED})


def is_narrowed() -> bool:
    """Whether any filter is set."""
    return any(name not in _KEPT_WHEN_CLEARED for name in read_selection_codes())
