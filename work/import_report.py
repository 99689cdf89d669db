"""Show: an import as the object that the command line prints, and the sentences of its problems."""

from datetime import date
from typing import Any

from data_access.change_sets import KINDS
from intake.problems import Problem
from intake.readings import SheetReading
from locales import date_text, has_text, number, text
from work.facts_read import terms_of
from work.field_words import field_words
from work.imports import Prepared
from work.locks import locked_words

_COUNTS: dict[str, int] = {kind: 0 for kind in KINDS}
_AMOUNTS = ("stated", "true", "count")


__all__ = ["Problem", "import_report", "problem_sentences"]


def problem_sentences(problem: Problem, lang: str) -> tuple[str, str]:
    """A problem's reason and suggestion in a language."""
    params = {key: _in_words(key, value, lang) for key, value in problem.params.items()}
    reason = text(f"problems.{problem.code}.message", lang, **params)
    is_open = problem.params.get("value") == "" and has_text(f"problems.{problem.code}.open")
    return reason, text(f"problems.{problem.code}.{'open' if is_open else 'suggestion'}", lang, **params)


def _in_words(key: str, value: str | int, lang: str) -> str | int:
    if key == "dataset" and value:
        return text(f"upload.dataset.{value}", lang)
    if key == "day" and value:
        return date_text(date.fromisoformat(str(value)), lang)
    if key == "locked":
        return locked_words(str(value), lang)
    if key == "subject":
        return field_words(str(value), lang)
    if key == "kind" and value:
        return text(f"problems.kind.{value}", lang)
    if key in _AMOUNTS and isinstance(value, int):
        return number(value, lang)
    return value


def import_report(prepared: Prepared, lang: str, *, committed: bool, upload: int | None) -> dict[str, Any]:
    """The object of ``import --json``: every file, each sheet one entry."""
    counts = prepared.change_set.counts() if prepared.change_set else {}
    files = [
        {
            "file": reading.file,
            "problems": [_problem(problem, lang) for problem in reading.problems],
            "sheets": [
                _sheet(sheet, counts.get((number, sheet.sheet[:100]), _COUNTS), lang) for sheet in reading.sheets
            ],
        }
        for number, reading in enumerate(prepared.readings)
    ]
    return {"committed": committed, "upload": upload, "files": files}


def _problem(problem: Problem, lang: str) -> dict[str, Any]:
    message, suggestion = problem_sentences(problem, lang)
    return {
        "level": problem.level,
        "code": problem.code,
        "cell": problem.cell,
        "message": message,
        "suggestion": suggestion,
    }


def _sheet(sheet: SheetReading, counts: dict[str, int], lang: str) -> dict[str, Any]:
    terms = {term.partition(":")[2] for term in terms_of(sheet.facts)}
    return {
        "sheet": sheet.sheet,
        "dataset": sheet.dataset,
        "header_rows": sheet.header_rows,
        "rows_read": sheet.rows_read,
        "rows_skipped": [{"row": row, "reason": reason} for row, reason in sheet.rows_skipped],
        "changes": dict(counts),
        "scope": {"area": sheet.area and sheet.area.partition("@")[0], "terms": sorted(terms)},
        "problems": [_problem(problem, lang) for problem in sheet.problems],
    }
