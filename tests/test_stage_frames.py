"""Draw, tested: the steps of the models' path say a share of the step before only where both are known exactly."""

from __future__ import annotations

from data_access.database import Database
from data_access.measures import MODELS
from tests.facts import Facts
from tests.upload_visits import data
from work.stage_frames import funnel
from work.views import open_view

__all__ = ["data"]
STATED = (("registered", 400, None), ("implementing", 300, None), ("recognised", 260, ">"), ("replicated", 30, None))


def test_a_step_of_which_a_bound_is_known_has_no_share_and_gives_none(data: Database) -> None:
    facts = Facts(data)
    for stage, value, qualifier in STATED:
        facts.stated("760", "party_term:2020-2025", value, qualifier, stage=stage)
    facts.upload()
    steps = funnel(open_view({}, [MODELS]), MODELS, "vi").steps

    shares = dict(zip(steps["text"], steps["of_previous"].fillna(""), strict=True))
    assert shares == {"400": "", "300": "75%", ">260": "", "30": ""}
