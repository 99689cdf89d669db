"""Show, tested: a wrong command and an unreachable file are told in Vietnamese, and in English where that is asked for."""

import errno
import os
import re
from pathlib import Path

import pytest

from commands import main
from commands.wrong_words import system_words


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """How a command ended, and the last line that it said; the one before is how the command is used."""
    try:
        code = main(words)
    except SystemExit as ended:
        code = int(str(ended.code))
    lines = capsys.readouterr().err.splitlines()
    if code == 2:
        assert lines[0].startswith(("Cách dùng: cli.py", "Usage: cli.py"))
    return code, lines[-1]


def wrong(why: str) -> tuple[int, str]:
    """The answer to a wrong command."""
    return 2, f"Lệnh chưa đúng: {why}"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["undo"], "còn thiếu upload. Thêm --help để xem cách dùng."),
        (["figures"], "còn thiếu --measure. Thêm --help để xem cách dùng."),
        (["check", "--nhanh"], "không có từ nào là --nhanh. Thêm --help để xem cách dùng."),
        (["check", "--json=co"], "--json đứng một mình, không nhận giá trị «co»."),
        (["undo", "bảy"], "upload cần một số nguyên, không phải «bảy»."),
        (["import", "a.xlsx", "--unit"], "sau --unit còn thiếu giá trị."),
        (["figures", "--measure", "models", "--term", "a", "--b"], "«--b» có thể là --basis, --by; ghi đủ từ."),
        (["terms", "khoa"], "không có lệnh «khoa». Có các lệnh: list, add, days, lock, unlock."),
        (
            ["figures", "--measure", "mô hình"],
            "--measure không nhận «mô hình». Chọn một trong: models, training_sessions, attendances, commended_collectives.",
        ),
    ],
)
def test_a_wrong_command_is_told_in_vietnamese(words: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, *words) == wrong(why)


def test_a_command_that_there_is_not_is_told_with_those_that_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    code, line = said(capsys, "nhap")
    assert code == 2
    assert re.fullmatch(r"Lệnh chưa đúng: không có lệnh «nhap». Có các lệnh: accounts, .*, restore\.", line)


def test_the_same_is_said_in_english_where_that_is_set(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_LANGUAGE", "en")
    assert said(capsys, "undo") == (2, "The command is not right: upload is missing. Add --help to see how it is used.")


def test_the_help_has_no_english_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["undo", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("Cách dùng: cli.py undo")
    assert "hiện lời chỉ dẫn này" in told
    assert [word for word in ("usage:", "options:", "positional arguments", "show this help") if word in told] == []


def test_a_file_that_cannot_be_reached_is_told_in_vietnamese(tmp_path: Path) -> None:
    (tmp_path / "tep").write_bytes(b"x")
    met = {}
    for name in ("khong-co.xlsx", "", "tep/a.xlsx", "x" * 300):
        with pytest.raises(OSError) as error:
            (tmp_path / name).read_bytes()
        met[name[:12]] = system_words(error.value).replace(str(tmp_path), "")
    assert met == {
        "khong-co.xlsx"[
            :12
        ]: "Không đọc hay ghi được /khong-co.xlsx: không có tệp hay thư mục này. Xem lại tên và nơi lưu.",
        "": "Không đọc hay ghi được : đây là thư mục, không phải tệp.",
        "tep/a.xlsx": "Không đọc hay ghi được /tep/a.xlsx: một phần của đường dẫn không phải thư mục.",
        "x" * 12: f"Không đọc hay ghi được /{'x' * 300}: tên tệp dài quá.",
    }


def test_a_full_disk_is_told_in_vietnamese() -> None:
    if not Path("/dev/full").exists():
        assert os.name == "nt"
        return
    with pytest.raises(OSError) as error, Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")
    assert system_words(error.value) == "Đĩa đã đầy. Giải phóng chỗ trống rồi chạy lại."


def test_an_error_that_nobody_named_keeps_its_number() -> None:
    assert system_words(OSError(errno.EXDEV, "Invalid cross-device link")) == (
        f"Hệ thống báo lỗi số {errno.EXDEV} (Invalid cross-device link)."
    )
    assert system_words(PermissionError(errno.EACCES, "Permission denied", "/a")) == (
        "Không đọc hay ghi được /a: tài khoản đang chạy lệnh không có quyền đọc hoặc ghi ở đây."
    )
