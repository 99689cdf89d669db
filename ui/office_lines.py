"""Show: what an upload said of settings, units, terms and locks by hand, a line each."""

from __future__ import annotations

from datetime import date
from typing import Any

from data_access.reference import Reference
from locales import date_text, term_text
from ui.plain import literal
from ui.state import language
from ui.text import t
from work import start
from work.locks import locked_words
from work.office import choices_of, said_in_upload


def office_lines(upload: int) -> list[str]:
    """What an upload said by hand, in words."""
    said = said_in_upload(start.database(), upload)
    return [_line(kind, row, start.reference()) for kind, row in said]


def _line(kind: str, row: dict[str, Any], reference: Reference) -> str:
    lang = language()
    if kind == "settings":
        return t("admin.said.setting", setting=t(f"office.setting.{row['key']}"), value=literal(_value(row, reference)))
    if kind == "units":
        if row["valid_to"] is None:
            return t("admin.said.unit", unit=literal(row["name"]))
        return t("admin.said.unit_ended", unit=literal(row["name"]), day=date_text(_day(row["valid_to"]), lang))
    if kind == "links":
        names = {side: literal(reference.name_of(row[side])) for side in ("before", "after")}
        key = "admin.units.shared_link" if row["shared"] else "admin.units.link_line"
        return t(key, day=date_text(_day(row["effective"]), lang), **names)
    if kind == "terms":
        return t("admin.terms.line", term=literal(term_text(row["term"], lang)))
    if kind == "days":
        starts, ends = (date_text(_day(row[name]), lang) for name in ("starts", "ends"))
        return t("admin.terms.days_line", term=literal(term_text(row["term"], lang)), starts=starts, ends=ends)
    reason = row["reason"] if kind == "locked" else row["unlock_reason"]
    return t(f"admin.said.{kind}", term=literal(locked_words(row["term"], lang)), reason=literal(reason))


def _value(row: dict[str, Any], reference: Reference) -> str:
    key, value = row["key"], str(row["value"])
    if key == "default_province":
        return reference.name_of(value) or t("office.choice.default_province.none")
    if key == "bare_models":
        return t(f"choices.stage.{value}")
    return t(f"office.choice.{key}.{value}") if choices_of(key) else value or "–"


def _day(stored: Any) -> date:
    return stored if isinstance(stored, date) else date.fromisoformat(stored)
