"""Compare to commit, tested: what waits is taken up by the release that let it wait, or has to be uploaded again."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import pytest

from work import waiting_room
from work.imports import Prepared
from work.options import Options


def test_what_another_release_let_wait_has_expired(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    token, *_ = [waiting_room.put(Prepared([], Options()), "owner") for _ in range(3)]
    (path,) = (tmp_path / "waiting").glob(f"{token}.*")
    waiting = json.loads(zlib.decompress(path.read_bytes()))
    assert waiting_room.take(token, "owner").options == Options()
    for _ in range(2):  # so that it lies on the desk no more
        waiting_room.put(Prepared([], Options()), "owner")
    for written in (zlib.compress(json.dumps({**waiting, "options": {"of_later": 1}}).encode()), b"half a fi"):
        path.write_bytes(written)
        with pytest.raises(waiting_room.Expired):
            waiting_room.take(token, "owner")
