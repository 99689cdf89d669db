"""Draw, tested: a ranking too long to draw keeps both ends and the chosen units, with the places these truly have."""

from __future__ import annotations

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from work.chart_frames import MOST_RANKED, cut


def a_ranking(values: list[int], missing: int = 0, chosen: tuple[int, ...] = ()) -> pd.DataFrame:
    """Units with these figures, the greatest first, then units without one; ``chosen`` are places in this order."""
    known = sorted(values, reverse=True)
    lines = [(f"Xã {place}", value, False) for place, value in enumerate([*known, *[None] * missing])]
    frame = pd.DataFrame(lines, columns=["label", "value", "chosen"])
    frame["missing"] = frame["value"].isna()
    frame["chosen"] = [place in chosen for place in range(len(frame))]
    return frame


def test_a_chosen_unit_between_the_ends_is_kept_in_its_place_with_its_rank() -> None:
    shown, left_out = cut(a_ranking(list(range(1, 169)), chosen=(56,)))
    assert (list(shown["value"]), left_out) == ([*range(168, 158, -1), 112, *range(10, 0, -1)], 147)
    assert list(shown["label"])[10] == "Xã 56 (57/168)"
    assert [label for label in shown["label"] if "/" in label] == ["Xã 56 (57/168)"]


def test_a_chosen_unit_that_did_not_report_is_kept_without_a_rank() -> None:
    shown, left_out = cut(a_ranking(list(range(1, 41)), missing=5, chosen=(42,)))
    assert (shown["label"].iloc[-1], len(shown), left_out) == ("Xã 42", 21, 24)


def test_units_of_one_figure_share_their_place() -> None:
    shown, _ = cut(a_ranking([9] * 20 + [5] * 20 + [1] * 20, chosen=(25, 30)))
    assert [label for label in shown["label"] if "/" in label] == ["Xã 25 (21/60)", "Xã 30 (21/60)"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine draws slowly
@given(
    st.lists(st.integers(0, 50), max_size=80),
    st.integers(0, 40),
    st.sets(st.integers(0, 119), max_size=6),
)
def test_whatever_is_cut_the_chosen_stay_in_order_and_every_row_is_accounted_for(
    values: list[int], missing: int, chosen: set[int]
) -> None:
    frame = a_ranking(values, missing, tuple(chosen))
    shown, left_out = cut(frame)
    assert len(shown) + left_out == len(frame)
    assert list(shown.index) == sorted(shown.index)
    assert {place for place in chosen if place < len(frame)} <= set(shown.index)
    assert len(shown) <= MOST_RANKED
