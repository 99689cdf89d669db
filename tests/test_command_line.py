"""The command line's contract, on every database: what it prints, what it commits, and how it refuses."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from commands import main
from tests import layouts
from tests.workbooks import a_workbook

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs a command; its exit code and what it printed, as an object where --json is among the words."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)

    def running(*words: str) -> tuple[int, Any]:
        try:
            code = main(words)
        except SystemExit as stop:
            code = int(str(stop.code))
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        return code, json.loads(printed.out) if "--json" in words and printed.out else printed.out + printed.err

    yield running
    from work import start

    start.database().close()


def _file(name: str, rows: Any, sheet: str = "Biểu 1", **look: Any) -> str:
    Path(name).write_bytes(a_workbook({sheet: rows}, **look))
    return name


def _counts(report: dict[str, Any]) -> list[dict[str, int]]:
    return [sheet["changes"] for file in report["files"] for sheet in file["sheets"]]


def _changes(**counted: int) -> dict[str, int]:
    return {"new": 0, "changed": 0, "unchanged": 0, "missing": 0, "removed": 0, **counted}


def test_an_import_reports_every_sheet_and_commits(run: Run) -> None:
    code, report = run("import", _file("a.xlsx", layouts.l02()), "--json")
    assert code == 0
    assert report == {
        "committed": True,
        "upload": 1,
        "files": [
            {
                "file": "a.xlsx",
                "problems": [],
                "sheets": [
                    {
                        "sheet": "Biểu 1",
                        "dataset": "summary",
                        "header_rows": [8],
                        "rows_read": 3,
                        "rows_skipped": [
                            *({"row": row, "reason": "title"} for row in range(1, 8)),
                            {"row": 8, "reason": "header"},
                            {"row": 12, "reason": "total"},
                            {"row": 13, "reason": "blank"},
                            {"row": 14, "reason": "note"},
                            {"row": 15, "reason": "signature"},
                            {"row": 16, "reason": "signature"},
                            {"row": 17, "reason": "blank"},
                            {"row": 18, "reason": "signature"},
                        ],
                        "changes": _changes(new=15),
                        "scope": {"area": "79", "terms": ["2023"]},
                        "problems": [],
                    }
                ],
            }
        ],
    }


def test_a_dry_run_says_the_same_and_commits_nothing(run: Run) -> None:
    code, report = run("import", _file("a.xlsx", layouts.l01()), "--dry-run", "--json")
    assert (code, report["committed"], report["upload"], _counts(report)) == (0, False, None, [_changes(new=11)])
    assert run("uploads", "--json") == (0, [])
    assert run("figures", "--measure", "models", "--json") == (0, [])


def test_the_same_file_again_changes_nothing_and_says_so(run: Run) -> None:
    name = _file("a.xlsx", layouts.l01())
    assert run("import", name)[0] == 0
    code, report = run("import", name, "--json")
    assert (code, report["committed"], report["upload"], _counts(report)) == (0, True, None, [_changes(unchanged=11)])
    assert "Không có gì thay đổi" in run("import", name)[1]
    assert len(run("uploads", "--json")[1]) == 1


def test_problems_commit_nothing_of_any_file(run: Run) -> None:
    rows = layouts.l01()
    rows[1][3] = 2.353
    rows[2][0] = "Quận 33"
    code, report = run("import", _file("good.xlsx", layouts.l02()), _file("bad.xlsx", rows), "--json")
    assert (code, report["committed"], report["upload"]) == (1, False, None)
    problems = {p["cell"]: p for p in report["files"][1]["sheets"][0]["problems"] if p["level"] == "error"}
    assert {cell: p["code"] for cell, p in problems.items()} == {"D2": "fraction", "A3": "unknown_unit"}
    assert "2353" in problems["D2"]["suggestion"] and "Quận 3" in problems["A3"]["suggestion"]
    assert run("uploads", "--json") == (0, [])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "empty_file"),
        ("a.xlsx", b"%PDF-1.7 x", "not_a_workbook"),
        ("~$a.xlsx", b"\x05abc" * 30, "lock_file"),
    ],
)
def test_a_refused_file_is_listed_with_its_reason(run: Run, name: str, content: bytes, code: str) -> None:
    Path(name).write_bytes(content)
    exit_code, report = run("import", name, "--json")
    assert exit_code == 1
    assert [(f["file"], f["sheets"], [p["code"] for p in f["problems"]]) for f in report["files"]] == [
        (name, [], [code])
    ]


def test_options_answer_what_the_file_does_not_say(run: Run) -> None:
    name = _file("a.xlsx", [["Số mô hình", "Số lớp tập huấn"], [5, 2]], sheet="Sheet1")
    assert run("import", name, "--json")[0] == 1
    name = _file("a.xlsx", [["Quận/huyện", "Số mô hình"], [None, 5]], sheet="Sheet1")
    code, report = run("import", name, "--unit", "770", "--term", "branch_term:2020-2023", "--json")
    assert (code, report["files"][0]["sheets"][0]["scope"]) == (0, {"area": "770", "terms": ["2020-2023"]})
    assert run("import", name, "--term", "bao giờ")[0] == 2
    assert run("import", name, "--unit", "99999")[0] == 2
    assert run("import", name, "--unit", "769", "--term", "branch_term:2018-2023")[0] == 2


def test_undo_and_redo_bring_figures_back(run: Run) -> None:
    run("import", _file("a.xlsx", layouts.l01()))
    rows = layouts.l01()
    rows[1][2] = 300
    run("import", _file("a.xlsx", rows), "--as", "thu-ky")

    def models() -> list[int]:
        found = run("figures", "--measure", "models", "--unit", "760", "--json")[1]
        return [figure["value"] for figure in found]

    assert models() == [300]
    assert run("undo", "2", "--json") == (0, {"upload": 3, "restored": 1, "kept": [], "impossible": []})
    assert models() == [260]
    assert run("undo", "3", "--json")[1]["upload"] == 4
    assert models() == [300]
    assert run("figures", "--measure", "models", "--unit", "760", "--as-of", "1", "--json")[1][0]["value"] == 260
    uploads = run("uploads", "--json")[1]
    assert [(u["upload"], u["kind"], u["undoes"], u["by"], u["files"]) for u in uploads] == [
        (1, "import", None, "", ["a.xlsx"]),
        (2, "import", None, "thu-ky", ["a.xlsx"]),
        (3, "undo", 2, "", []),
        (4, "undo", 3, "", []),
    ]
    assert run("undo", "77")[0] == 1


def test_undo_leaves_what_a_later_upload_changed_and_names_it(run: Run) -> None:
    run("import", _file("a.xlsx", layouts.l01()))
    rows = layouts.l01()
    rows[1][2] = 300
    run("import", _file("a.xlsx", rows))
    result = run("undo", "1", "--json")[1]
    assert (result["restored"], [(kept["unit"], kept["later"]) for kept in result["kept"]]) == (10, [("760", 2)])


def test_replace_removes_what_its_scope_no_longer_has(run: Run) -> None:
    run("import", _file("a.xlsx", layouts.l01()))
    rows = [row for row in layouts.l01() if row[0] != "Quận 3"]
    code, report = run("import", _file("b.xlsx", rows), "--json")
    assert (code, report["upload"], _counts(report)) == (0, None, [_changes(unchanged=7, missing=4)])
    code, report = run("import", "b.xlsx", "--replace", "--json")
    assert (code, report["upload"], _counts(report)) == (0, 2, [_changes(unchanged=7, removed=4)])
    assert run("figures", "--measure", "models", "--unit", "770", "--json") == (0, [])
    assert run("undo", "2", "--json")[1]["restored"] == 4


def test_figures_carry_what_belongs_to_them(run: Run) -> None:
    run("import", _file("a.xlsx", layouts.l01()))
    assert run("figures", "--measure", "models", "--unit", "770", "--json")[1] == [
        {
            "measure": "models", "unit": "770", "unit_from": None, "unit_name": "Quận 3", "term_kind": "party_term",
            "term": "2020-2025", "value": 243, "qualifier": ">", "basis": "reported",
        }
    ]  # fmt: skip
    (total,) = run("figures", "--measure", "models", "--by", "term", "--unit", "79", "--json")[1]
    assert (total["value"], total["qualifier"], total["coverage"]["have"]) == (939, ">", 3)
    assert run("figures", "--measure", "models", "--by", "colour", "--json")[0] == 2
    assert run("figures", "--measure", "models", "--term", "soon")[0] == 2
    assert run("figures", "--measure", "models", "--as-of", "9")[0] == 2


def test_a_trace_names_the_cells_that_add_up(run: Run) -> None:
    rows, merges = layouts.l09()
    run("import", _file("tap-huan.xlsx", rows, merges={"Biểu 1": merges}))
    (figure,) = run("figures", "--measure", "attendances", "--unit", "760", "--term", "2019", "--json")[1]
    traced = run("trace", "--measure", "attendances", "--unit", "760", "--term", "2019", "--json")[1]
    assert traced == [{"file": "tap-huan.xlsx", "sheet": "Biểu 1", "row": 3, "value": 400, "upload": 1}]
    assert (figure["value"], figure["qualifier"]) == (400, ">")
    run("import", _file("a.xlsx", layouts.l01()))
    traced = run("trace", "--measure", "models", "--unit", "770", "--term", "2020-2025", "--json")[1]
    assert traced == [{"file": "a.xlsx", "sheet": "Biểu 1", "cell": "C3", "value": 243, "upload": 2}]


def test_contradicting_rows_are_errors_on_both_cells(run: Run) -> None:
    rows = layouts.l01()
    code, report = run("import", _file("a.xlsx", [*rows, ["Q.1", "2020-2025", 261, 11, 2353, 18]]), "--json")
    problems = [
        (p["code"], p["cell"]) for p in report["files"][0]["sheets"][0]["problems"] if p["code"] != "columns_not_taken"
    ]
    assert code == 1
    assert ("contradicting_rows", "C5") in problems and ("contradicting_rows", "C2") in problems
    assert ("duplicate_row", "D5") in problems


def test_a_person_reads_a_sentence_on_wrong_usage(run: Run) -> None:
    for words in (
        ["import"],
        ["import", "no such file.xlsx"],
        ["figures"],
        ["undo", "x"],
        ["undo", "0"],
        ["undo", "-1"],
        ["figures", "--measure", "attendances", "--by", "unit,stage"],
        ["export", "a.doc", "--measure", "models"],
        ["import", "a.xlsx", "--answer", f"Biểu 1!C5={'9' * 5000}"],
        ["figures", "--measure", "models", "--as-of", "9" * 30],
        ["duplicates", "--unit", "99999"],
        [],
    ):
        code, printed = run(*words)
        assert code == 2 and printed.strip(), words
    assert run("undo", "9" * 30) == (1, f"Không có lần tải lên {'9' * 30}.\n")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["a.csv", "--whole"], "--whole chỉ dùng cho tệp .xlsx; «a.csv» thì không."),
        (["a.pdf", "--whole", "--one-page"], "--whole chỉ dùng cho tệp .xlsx; «a.pdf» thì không."),
        (["a.pptx", "--by", "unit,term"], "«a.pptx» chứa các trang của bảng theo dõi, nên --by không đổi được gì."),
        (["a.html", "--roll-up"], "«a.html» chứa các trang của bảng theo dõi, nên --roll-up không đổi được gì."),
        (["a.xlsx", "--whole", "--by", "unit", "--roll-up"], "«a.xlsx» chứa các trang của bảng theo dõi, nên --by, --roll-up không"),
    ],
)  # fmt: skip
def test_words_that_would_change_nothing_in_a_file_are_refused(run: Run, words: list[str], sentence: str) -> None:
    code, printed = run("export", *words)
    assert (code, printed.startswith(sentence)) == (2, True), printed
    assert not Path(words[0]).exists()


def test_a_database_that_is_not_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    assert main(["uploads"]) == 1
    assert "cơ sở dữ liệu" in capsys.readouterr().err


def test_a_sound_database_checks_out(run: Run) -> None:
    run("import", _file("a.xlsx", layouts.l01()))
    run("undo", "1")
    assert run("check", "--json") == (0, {"sound": True, "findings": []})
