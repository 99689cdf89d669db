"""The command line's words: whatever is typed, and whatever the machine speaks, a person reads a sentence."""

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from commands import _parser
from data_access.database import Database
from tests import layouts
from tests.workbooks import a_workbook

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
Shell = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.fixture
def shell(database_url: str, tmp_path: Path) -> Shell:
    """Runs the command line as a program of its own, with a workbook called «a.xlsx» where it stands."""
    (tmp_path / "a.xlsx").write_bytes(a_workbook({"Biểu 1": layouts.l01()}))

    def running(*words: str | bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
        own = {"DATABASE_URL": database_url, "DATA_FOLDER": str(tmp_path / "data")}
        command = [sys.executable, str(ROOT / "cli.py"), *words]
        done = subprocess.run(command, cwd=tmp_path, env=os.environ | own | environment, capture_output=True)
        assert b"Traceback" not in done.stderr, done.stderr.decode()
        return done

    return running


def test_a_pipe_that_knows_no_vietnamese_is_given_utf_8(shell: Shell) -> None:
    shell("import", "a.xlsx")
    for encoding in ("cp1252", "ascii"):
        done = shell("figures", "--measure", "models", "--unit", "770", "--json", PYTHONIOENCODING=encoding)
        assert [row["unit_name"] for row in json.loads(done.stdout.decode())] == ["Quận 3"]
        refused = shell("undo", "9", PYTHONIOENCODING=encoding)
        assert (refused.returncode, refused.stderr.decode().strip()) == (1, "Không có lần tải lên 9.")


def test_names_that_are_no_text_and_endless_names_are_stored_as_far_as_they_can_be(shell: Shell) -> None:
    shell("import", "a.xlsx", "--as", b"\xff" + b"x" * 300)
    assert shell("undo", "1", "--as", b"\xff").returncode == 0
    uploads = json.loads(shell("uploads", "--json").stdout)
    assert [upload["by"] for upload in uploads] == ["?" + "x" * 99, "?"]


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text on this system")
def test_a_file_whose_name_is_no_text_is_imported(shell: Shell, tmp_path: Path) -> None:
    Path(os.fsdecode(bytes(tmp_path) + b"/\xff.xlsx")).write_bytes((tmp_path / "a.xlsx").read_bytes())
    assert shell("import", b"\xff.xlsx").returncode == 0
    assert [upload["files"] for upload in json.loads(shell("uploads", "--json").stdout)] == [["?.xlsx"]]


def test_an_empty_word_is_no_unit_and_no_term(shell: Shell) -> None:
    for words in (["--unit", ""], ["--term", ""]):
        assert shell("figures", "--measure", "models", *words).returncode == 2
        assert shell("import", "a.xlsx", *words).returncode == 2


def test_an_export_onto_a_folder_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "b.xlsx").mkdir()
    assert shell("export", "b.xlsx").returncode == 2


@pytest.mark.skipif(sys.platform == "win32", reason="a console sends it there, no other program")
@pytest.mark.parametrize(
    ("lang", "sentence"), [("vi", "Đã dừng. Không có gì bị ghi dở."), ("en", "Stopped. Nothing is half written.")]
)
def test_a_command_that_is_stopped_from_the_keyboard_ends_in_a_sentence(lang: str, sentence: str) -> None:
    # What a test run in the background hands down would ignore the key.
    program = "import signal, sys, runpy; signal.signal(signal.SIGINT, signal.default_int_handler); "
    program += "sys.argv[:1] = ['cli.py']; runpy.run_path('cli.py', run_name='__main__')"
    with socket.create_server(("127.0.0.1", 0)) as silent:
        silent.settimeout(30)
        own = {"DATABASE_URL": f"postgresql://a@127.0.0.1:{silent.getsockname()[1]}/b", "DASHBOARD_LANGUAGE": lang}
        command = [sys.executable, "-c", program, "uploads"]
        running = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        with silent.accept()[0]:
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err.decode()) == (130, b"", sentence + "\n")


def test_a_setting_that_is_no_number_is_as_if_not_set(shell: Shell) -> None:
    for limit in ("much", "-5", "0", "2.5"):
        assert shell("import", "a.xlsx", "--dry-run", MAX_UPLOAD_MB=limit).returncode == 0


def test_the_history_says_in_words_what_each_upload_was(shell: Shell) -> None:
    shell("import", "a.xlsx")
    shell("undo", "1")
    shell("undo", "2")
    lines = shell("uploads").stdout.decode().splitlines()
    assert [line.split(" · ")[2:] for line in lines] == [
        ["Nhập tệp", "a.xlsx", "–"],
        ["Hoàn tác lần 1", "–", "–"],
        ["Làm lại lần 1", "–", "–"],
    ]


def test_an_undo_that_restored_nothing_says_so(shell: Shell) -> None:
    shell("import", "a.xlsx")
    shell("undo", "1")
    assert shell("undo", "1").stdout.decode().startswith("Không có gì để hoàn tác ở lần tải lên 1")
    assert shell("undo", "0").returncode == 2


def test_an_address_may_name_a_driver_that_is_not_here() -> None:
    assert Database("postgresql+psycopg2://a@b/c").url == "postgresql+psycopg://a@b/c"
    assert Database("postgres://a@b/c").url == "postgresql+psycopg://a@b/c"
    assert Database("sqlite+pysqlite:////tmp/x.db").url == "sqlite:////tmp/x.db"


def _help_lines(parser: argparse.ArgumentParser, words: str) -> Iterator[tuple[str, str | None]]:
    """Every line of help below a command: what it stands for, and what it says."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from ((f"{words} {choice.dest}", choice.help) for choice in action._choices_actions)
            for name, below in action.choices.items():
                yield from _help_lines(below, f"{words} {name}")
        else:
            yield f"{words} {' '.join(action.option_strings) or action.dest}", action.help


def test_every_line_of_help_is_said_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    said: dict[str, dict[str, str | None]] = {}
    for lang in ("vi", "en"):
        monkeypatch.setenv("DASHBOARD_LANGUAGE", lang)
        for words, line in _help_lines(_parser(), ""):
            said.setdefault(words, {})[lang] = line
    assert len(said) > 100
    assert [
        words for words, lines in said.items() if not lines["vi"] or not lines["en"] or lines["vi"] == lines["en"]
    ] == []


def test_help_is_shown_whole_in_both_languages(shell: Shell) -> None:
    for lang, line in (("vi", "in một đối tượng JSON"), ("en", "one JSON object")):
        for words in (["figures"], ["import"], ["units", "add"], ["export"]):
            shown = shell(*words, "--help", DASHBOARD_LANGUAGE=lang)
            assert shown.returncode == 0
            assert (line in " ".join(shown.stdout.decode().split())) == (words != ["export"])
