"""Show, tested: what a measured page knows of what it was told, and that a failed page measures nothing."""

from __future__ import annotations

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.open_page import OpenPage


def a_control(key: str = "filters.sector", *options: str) -> ForwardMsg:
    """A control as the page draws it, large enough to be kept by who looks at it."""
    said = ForwardMsg(hash=f"hash of {key}")
    said.metadata.cacheable = True
    control = said.delta.new_element.multiselect
    control.id, control.label = f"$$ID-0a1b-{key}", key
    control.options.extend(options)
    return said


def an_error() -> ForwardMsg:
    """A message of an error as the page shows it."""
    said = ForwardMsg()
    said.delta.new_element.alert.icon, said.delta.new_element.alert.body = ":material/error:", "Không đọc được tệp"
    return said


def the_end(how: ForwardMsg.ScriptFinishedStatus.ValueType = ForwardMsg.FINISHED_SUCCESSFULLY) -> ForwardMsg:
    """The end of a run."""
    return ForwardMsg(script_finished=how)


def heard(page: OpenPage, *told: ForwardMsg) -> list[bool]:
    """What the page makes of each message."""
    return [page.hear(each.SerializeToString()) for each in told]


def asked(message: BackMsg) -> tuple[str, list[str], dict[str, list[str]]]:
    """The page that is asked for, what need not be sent again, and what its controls are set to."""
    asking = message.rerun_script
    states = {each.id: list(each.string_array_value.data) for each in asking.widget_states.widgets}
    return asking.page_script_hash, list(asking.cached_message_hashes), states


def test_a_page_is_asked_for_again_with_all_that_was_chosen_and_what_is_known() -> None:
    page, here = OpenPage(), ForwardMsg()
    here.navigation.page_script_hash = "overview"
    sector, term = a_control("filters.sector", "economy", "culture"), a_control("filters.term", "2020", "2025")
    heard(page, here, sector, term, the_end())
    page.choosing("filters.term", 1)
    kept = ["hash of filters.sector", "hash of filters.term"]

    assert asked(page.choosing("filters.sector", 0, 1)) == (
        "overview",
        kept,
        {"$$ID-0a1b-filters.term": ["2025"], "$$ID-0a1b-filters.sector": ["economy", "culture"]},
    )
    assert asked(page.opening()) == ("", [], {})
    assert asked(page.choosing("filters.sector")) == ("overview", kept, {"$$ID-0a1b-filters.sector": []})


def test_only_the_last_run_ends_what_was_asked() -> None:
    assert heard(OpenPage(), a_control(), the_end(ForwardMsg.FINISHED_EARLY_FOR_RERUN), the_end()) == [
        False,
        False,
        True,
    ]


def test_an_error_ends_the_measuring_but_is_read_by_who_uploads() -> None:
    failed, anew = ForwardMsg(), ForwardMsg()
    failed.delta.new_element.exception.type = "ValueError"
    anew.new_session.initialize.session_id = "one"
    reader = OpenPage(reads=True)

    with pytest.raises(SystemExit, match="the page failed: Không đọc được tệp"):
        heard(OpenPage(), an_error())
    for page in (OpenPage(), reader):
        with pytest.raises(SystemExit, match="the page failed: ValueError"):
            heard(page, failed)
    heard(reader, a_control("old"), anew, a_control("upload.cancel"), an_error(), the_end())
    assert (reader.session, reader.said, list(reader.widgets), reader.known) == (
        "one", ["upload.cancel", "Không đọc được tệp"], ["upload.cancel"], {},
    )  # fmt: skip
