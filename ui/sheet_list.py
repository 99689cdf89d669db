"""Show: the sheets of an upload: what each was taken for, what it is about, what of it was read and what was left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from locales import number, term_text
from ui.plain import literal
from ui.state import language
from ui.tables import table
from ui.text import t
from work.facts_read import terms_of

_FRAME = {"blank", "title", "header"}
_MOST_TERMS = 3
_COLUMNS = ("file", "sheet", "dataset", "about", "header", "read", "skipped")


def say_one_sheet(reading: Any, sheet: Any, reference: Any) -> None:
    """The one sheet of the one file, in a line."""
    parts = [literal(reading.file)]
    if sheet is not None:
        parts.append(t("upload.sheets.named", sheet=literal(sheet.sheet)))
        parts += [literal(words) for words in (_dataset(sheet), _about(sheet, reference)) if words != "–"]
        if sheet.header_rows:
            parts.append(t("upload.sheets.headed", rows=_rows(sheet.header_rows)))
        if skipped := _skipped(sheet):
            parts.append(t("upload.sheets.left", skipped=skipped))
    st.caption(" · ".join(parts), width="content")


def show_sheets(sheets: Sequence[tuple[Any, Any]], reference: Any) -> None:
    """Every sheet as a row of a table that is folded away."""
    lang = language()
    with st.expander(t("upload.sheets.title", count=number(len(sheets), lang)), type="compact"):
        rows = [
            (r.file, s.sheet, _dataset(s), _about(s, reference), _rows(s.header_rows) or "–", number(s.rows_read, lang), _skipped(s))
            for r, s in sheets
        ]  # fmt: skip
        heads = {name: t(f"upload.sheets.{name}") for name in _COLUMNS}
        table(pd.DataFrame(rows, columns=list(_COLUMNS)), heads, key="upload.sheets.table")


def _dataset(sheet: Any) -> str:
    return t(f"upload.dataset.{sheet.dataset}") if sheet.dataset else "–"


def _about(sheet: Any, reference: Any) -> str:
    """The unit and the terms that the sheet's rows are about, and how many rows wait for theirs."""
    terms = sorted(terms_of(sheet.facts))
    words = [term_text(term, language(), short=True) for term in terms[:_MOST_TERMS]]
    area = [reference.units[sheet.area].name] if sheet.area in reference.units else []
    waiting = len({row for (row,) in sheet.undated.different("source_row")})
    words += [t("upload.sheets.waiting", count=number(waiting, language()))] if waiting else []
    return ", ".join([*area, *words]) + (" …" if len(terms) > _MOST_TERMS else "") or "–"


def _rows(rows: Sequence[int]) -> str:
    """Row numbers, neighbours as a span: 8–9, 31."""
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][-1] + 1:
            spans[-1].append(row)
        else:
            spans.append([row])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}–{span[-1]}" for span in spans[:4])


def _skipped(sheet: Any) -> str:
    reasons = Counter(reason for _, reason in sheet.rows_skipped if reason not in _FRAME)
    return ", ".join(f"{t(f'upload.reason.{reason}')} {number(count, language())}" for reason, count in reasons.items())
