"""Show and export, tested: an office in which every name that people give is an attack on whoever reads it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from data_access.database import Database
from data_access.saved_views import StoredView
from data_access.spelling import with_marks
from data_access.unit_states import NewUnit
from tests.account_holders import HOST, an_account
from tests.workbooks import a_workbook
from work import office, saved_views
from work.imports import commit_prepared, prepare
from work.options import Options

MARKUP = "<img src=x onerror=alert(1)>![a](http://127.0.0.1:9/p)[x](javascript:alert(1))$x$ :x:"
FORMULA = "=cmd|'/c calc'!A1"
NAME = f"{FORMULA} {MARKUP}"
IN_CELLS = f"{NAME}\u202e\u0007"  # what turns writing round and what rings a bell goes no further than the reader
CODE = "=1+1 <b>x</b>"
SHEET = "<img src=x onerror=alert(1)>"
FILE = "=1+1 <img src=x onerror=alert(1)>[x](javascript:alert(1))$x$ :x:.xlsx"
ADDED = NewUnit("district", "999", "Quận", MARKUP, "79", date(2010, 1, 1))
UNIT = ADDED.id
TERM = "2020-2025"


def fill(database: Database) -> None:
    """A unit, settings, lists, figures, targets, programmes, a remembered spelling and a saved view, all with such names."""
    an_account(database, "lan", "administrator")
    office.add_unit(database, HOST, ADDED)
    values = dict.fromkeys(("office_above", "office_name", "office_place"), NAME)
    office.set_settings(database, HOST, values)
    for number, sheets in enumerate(_sheets()):
        content = a_workbook({SHEET: sheets})
        options = Options(unit=UNIT, answers={with_marks(f"Lạ {MARKUP}"): UNIT})
        prepared = prepare(database, [(f"{number} {FILE}", content)], options)
        assert not prepared.has_errors, [
            (p.code, p.cell) for r in prepared.readings for s in r.sheets for p in s.problems
        ]
        assert commit_prepared(database, HOST, prepared) is not None
    _saved_view(database)


def _sheets() -> list[list[list[object]]]:
    figures = [["Quận/huyện", "Nhiệm kỳ", "Số mô hình", "Nguồn (số báo cáo)"]]
    return [
        [["Tên mô hình", "Đơn vị thực hiện", "Năm", "Lĩnh vực", "Chủ đề", "Mã mô hình", "Số QĐ công nhận"],
         [IN_CELLS, IN_CELLS, 2023, IN_CELLS, IN_CELLS, CODE, CODE],
         [f"{IN_CELLS} hẻm sạch", IN_CELLS, 2023, IN_CELLS, IN_CELLS, None, None],
         [f"{IN_CELLS} hẻm sạch đẹp", IN_CELLS, 2023, IN_CELLS, IN_CELLS, None, None]],
        [["Tên lớp, nội dung tập huấn", "Năm", "Số lượt người", "Đơn vị tổ chức", "Đối tượng", "Chuyên đề"],
         [IN_CELLS, 2023, 100, IN_CELLS, IN_CELLS, IN_CELLS]],
        [["Tên tập thể", "Năm khen thưởng", "Hình thức khen thưởng", "Cơ quan khen thưởng", "Số quyết định"],
         [IN_CELLS, 2023, IN_CELLS, IN_CELLS, IN_CELLS]],
        [["Tên chương trình", "Giai đoạn", "Cơ quan chủ trì", "Cơ quan phối hợp", "Ngày ký"],
         [IN_CELLS, TERM, IN_CELLS, f"{IN_CELLS}; Công an", date(2021, 5, 3)]],
        [["Chỉ tiêu", "Nhiệm kỳ/Năm", "Chỉ tiêu giao", "ĐVT", "Văn bản giao"],
         ["Số mô hình", TERM, 300, CODE, IN_CELLS]],
        [*figures, [f"Lạ {MARKUP}", TERM, 260, IN_CELLS], ["Quận 1", TERM, 100, IN_CELLS]],
        [*figures, [f"Lạ {MARKUP}", "2015-2020", 200, IN_CELLS], ["Quận 1", "2015-2020", 90, IN_CELLS]],
    ]  # fmt: skip


def _saved_view(database: Database) -> None:
    show = saved_views.change_shows(database, HOST, saved_views.add_show, NAME)
    keys = ("overview.ranking", "models.rows")
    view = StoredView(name=NAME, page="overview", codes={"unit": [UNIT]}, exhibits=keys)
    saved_views.change_shows(database, HOST, saved_views.add_view, show, view)


def dropped_file(folder: Path) -> Path:
    """A workbook that has to be corrected: what is asked and what is wrong quotes such cells and such a name."""
    head = ["Quận/huyện", "Nhiệm kỳ", "Số mô hình"]
    rows = [head, ["Quận 1", TERM, 5], [f"Quận {MARKUP} khác", TERM, 7], ["Quận 3", TERM, MARKUP]]
    path = folder / FILE
    path.write_bytes(a_workbook({SHEET: rows}))
    return path
