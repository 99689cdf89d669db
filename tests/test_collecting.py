"""Read to commit, tested: the search for garbage pauses while imports are made, and resumes whatever happens."""

import gc

import pytest

from work.collecting import no_collecting


def test_the_collector_resumes_after_the_last_of_several_imports() -> None:
    assert gc.isenabled()
    with no_collecting():
        with no_collecting():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_resumes_after_an_import_that_fails() -> None:
    with pytest.raises(ValueError), no_collecting():
        raise ValueError
    assert gc.isenabled()
