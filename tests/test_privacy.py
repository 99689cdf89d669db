"""No personal data is ever stored: not in a table, a blob, or any file under the data folder; nor told in a problem."""

import json
import os
import sqlite3
import zlib
from pathlib import Path
from typing import Any

import pytest

from commands import main
from tests.workbooks import a_workbook

PERSONS = [
    "Nguyễn Văn Thử", "Trần Thị Nghiệm", "Phạm Thị Mẫu", "Lê Văn Dụ", "Đỗ Giảng Viên", "Vũ Trực Ban", "Hoàng Tác Giả",
    "0903123456", "079123456789", "Bùi Chủ Hộ",
]  # fmt: skip


def _workbook() -> bytes:
    return a_workbook(
        {
            "Khen thưởng": [
                ["QUẬN ỦY QUẬN 3"],
                ["DANH SÁCH tập thể, cá nhân được khen thưởng phong trào Dân vận khéo năm 2020"],
                ["(Kèm theo Quyết định số 12-QĐ/QU ngày 12/10/2020 của Ban Thường vụ Quận ủy)"],
                ["STT", "Tên tập thể", "Hình thức", "Người đại diện"],
                [1, "Đảng ủy Phường 4", "Giấy khen", "Lê Văn Dụ"],
                [2, "Ông Bùi Chủ Hộ", "Giấy khen", None],
                ["II. CÁ NHÂN"],
                ["STT", "Họ và tên", "Năm sinh", "Số CCCD"],
                [1, "Phạm Thị Mẫu", 1980, "079123456789"],
                [],
                [None, "NGƯỜI LẬP BIỂU", None, "TRƯỞNG BAN"],
                [None, "Nguyễn Văn Thử", None, "Trần Thị Nghiệm"],
            ],
            "Tập huấn": [
                ["Quận/huyện", "Tên lớp", "Thời gian", "Số lượt người", "Giảng viên", "Điện thoại"],
                ["Quận 3", "Kỹ năng vận động", "5/2022", 100, "Đỗ Giảng Viên", "0903123456"],
            ],
            "Mô hình": [
                ["Quận/huyện", "Tên mô hình", "Đơn vị thực hiện", "Tập thể/Cá nhân", "Năm đăng ký"],
                ["Quận 3", "Hẻm sáng", "Bùi Chủ Hộ", "Cá nhân", 2022],
            ],
            "Lịch trực": [
                ["STT", "Họ và tên", "Ngày trực", "Số điện thoại"],
                [1, "Vũ Trực Ban", "30/4", "0903123456"],
            ],
        },
        creator="Hoàng Tác Giả",
    )


def _texts(value: Any) -> str:
    if isinstance(value, bytes):
        try:
            return zlib.decompress(value).decode("utf-8", "replace")
        except zlib.error:
            return value.decode("utf-8", "replace")
    return str(value)


def test_nothing_about_a_person_is_stored_or_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    workbook = tmp_path / "khen-thuong.xlsx"
    workbook.write_bytes(_workbook())
    assert main(["import", str(workbook), "--json"]) == 0
    told = capsys.readouterr().out
    sheets = {sheet["sheet"]: sheet for sheet in json.loads(told)["files"][0]["sheets"]}
    assert {name: (sheet["dataset"], sheet["rows_read"]) for name, sheet in sheets.items()} == {
        "Khen thưởng": ("commendations", 1), "Tập huấn": ("training", 1), "Mô hình": ("models", 1), "Lịch trực": (None, 0),
    }  # fmt: skip
    skipped = [each["row"] for each in sheets["Khen thưởng"]["rows_skipped"] if each["reason"] == "individual"]
    assert skipped == [6, 9]
    stored = [_texts(path.read_bytes()) for path in (tmp_path / "data").rglob("*") if path.is_file()]
    with sqlite3.connect(tmp_path / "data" / "dashboard.sqlite") as connection:
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            stored += [" ".join(map(_texts, row)) for row in connection.execute(f'SELECT * FROM "{table}"')]
    everything = told + "".join(stored)
    assert "Đảng ủy Phường 4" in everything and "Hẻm sáng" in everything
    assert [person for person in PERSONS if person in everything] == []


def test_the_waiting_room_holds_no_person_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from data_access.database import open_database
    from work import waiting_room
    from work.imports import prepare
    from work.options import Options

    monkeypatch.setenv("DATA_FOLDER", str(tmp_path))
    database = open_database(f"sqlite:///{tmp_path / 'dashboard.sqlite'}")
    prepared = prepare(database, [("a.xlsx", _workbook())], Options())
    token = waiting_room.put(prepared, "owner")
    (path,) = (tmp_path / "waiting").iterdir()
    assert [person for person in PERSONS if person in _texts(path.read_bytes())] == []
    assert oct(os.stat(path).st_mode & 0o777) == "0o600"
    again = waiting_room.take(token, "owner")
    assert (again.readings, again.incoming, again.files) == (
        prepared.readings,
        prepared.incoming,
        prepared.files,
    )
    with pytest.raises(waiting_room.Expired):
        waiting_room.take(token, "somebody else")
    database.close()
