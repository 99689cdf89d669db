"""Read, tested: what gets into a sheet before it is sent: stray blanks, hidden rows, comments, decomposed letters (L14, L15)."""

import unicodedata
from random import Random

from tests.offices.grids import Sheet, Value
from tests.offices.habits import Habits
from tests.offices.places import other_tones


def make_dirty(rng: Random, sheet: Sheet, habits: Habits) -> None:
    """Let some texts of a sheet carry what typing, copying and old keyboards leave behind."""
    if habits.dirt:
        for spot, value in sheet.cells.items():
            if isinstance(value, str) and len(value) > 1 and rng.random() < habits.dirt:
                sheet.cells[spot] = _dirty(rng, value)
    if habits.hides:
        used = sorted({row for row, _ in sheet.cells})
        sheet.hidden_rows |= set(rng.sample(used, min(len(used), rng.randint(0, 3))))
        if rng.random() < 0.5:
            sheet.hidden_columns.add(rng.choice(sorted({column for _, column in sheet.cells})))
    if rng.random() < 0.2:
        sheet.comments[rng.choice(sorted(sheet.cells))] = "Kiểm tra lại số 999"
    if rng.random() < 0.2:
        sheet.freeze = "C3"


def _dirty(rng: Random, text: str) -> Value:
    kinds = [
        lambda: unicodedata.normalize("NFD", text),
        lambda: text + rng.choice((" ", "  ", "\u00a0")),
        lambda: rng.choice((" ", "\u00a0", "\ufeff", "\u200b")) + text,
        lambda: text.replace(" ", "  ", 1),
        lambda: text.replace(" ", "\u00a0"),
        lambda: text.replace(" ", "\n", 1) if len(text) < 40 else text,
        lambda: text.replace("Đ", "Ð"),
        lambda: other_tones(text),
        lambda: text.replace('"', "”"),
    ]
    return rng.choice(kinds)()


def stray_sheets(rng: Random) -> list[Sheet]:
    """An empty sheet, or a hidden one with a list for drop-downs, as old files drag along."""
    sheets = []
    if rng.random() < 0.15:
        sheets.append(Sheet(rng.choice(("Sheet3", "Sheet2"))))
    if rng.random() < 0.15:
        hidden = Sheet("DM", state="hidden")
        for row, words in enumerate(("Danh mục", "Tập thể", "Cá nhân", "Kinh tế", "VH-XH"), start=1):
            hidden.put(row, 1, words)
        sheets.append(hidden)
    return sheets
