"""Match: what the title block and the sheet's name say: unit, province, term, as-of date, decision, body and ground."""

import re
from dataclasses import dataclass
from datetime import date

from data_access.spelling import clean, with_marks
from data_access.term_days import lived
from intake.choices import read_choice
from intake.dates import read_date
from intake.grids import address
from intake.layouts import View
from intake.likely_terms import Mention, mentioned_beside
from intake.problems import Problem
from intake.readings import Context
from intake.terms import find_term
from intake.unit_questions import told_mended

_AS_OF = re.compile(
    r"(?:tính|số liệu|cập nhật)\s+đến\s+(?:hết\s+)?(?:ngày\s+)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})",
    re.I,
)
_DECISION = re.compile(
    r"quyết định\s+(?:số\s*:?\s*)?(?P<no>\d+\s*[-/]\s*[\wĐđ/-]+)(?:\s+ngày\s+(?P<day>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}))?"
    r"(?:\s+của\s+(?P<body>[^)]+))?", re.I,
)  # fmt: skip
_BEGINS_AS_UNIT = re.compile(
    r"(?:đảng bộ )?(?:quận|huyện|thị xã|phường|xã|đặc khu) (?!ủy|hội|viên)[^\W\d_]+(?: [^\W\d_]+){0,4}$|quận \d+$"
)
_REPORT = re.compile(r"(?:báo cáo|số)\s*:?\s*(?:số\s*)?(\d+\s*-\s*BC/[\wĐđ]+)", re.I)
# What the database keeps of a number and of a body: a longer number is none, a body's name is over by then.
_LONGEST_NUMBER, _LONGEST_BODY = 120, 300


@dataclass
class Title:
    """What stands above a table. ``cells`` are the addresses that said something: they go into the kept copy."""

    unit: str | None = None
    province: str | None = None
    unresolved: bool = False  # a line begins as the name of a unit and none is meant by it
    term: str | None = None
    term_finding: str | None = None
    as_of: date | None = None
    decision_no: str | None = None
    decision_date: date | None = None
    body: str = ""
    ground: str = "unspecified"
    source_ref: str = ""
    cells: tuple[str, ...] = ()
    holds_results: bool = True  # no plan
    mentioned: Mention | None = None
    mended: tuple[Problem, ...] = ()  # names of which the diacritics are not their own


def _read_decision(title: Title, text: str) -> bool:
    match = _DECISION.search(text)
    if match is None:
        return False
    title.decision_no = _number(match["no"]) or title.decision_no
    if match["day"]:
        title.decision_date = read_date(re.sub(r"\s+", "", match["day"])).start
    if match["body"]:
        title.body = match["body"].strip(" .;,")[:_LONGEST_BODY].rstrip()
    return True


def _number(written: str) -> str:
    number = re.sub(r"\s+", "", written)
    return number if len(number) <= _LONGEST_NUMBER else ""


def _read_text(title: Title, text: str, context: Context, of_another: tuple[bool, bool] = (False, False)) -> bool:
    """Take from one title cell what it says; whether it said anything. Its term or its unit may be ``of_another`` table."""
    another_term, another_place = of_another
    said = _read_decision(title, text)
    if match := _AS_OF.search(text):
        title.as_of, said = read_date(re.sub(r"\s+", "", match[1])).start, True
    if match := _REPORT.search(text):
        title.source_ref, said = _number(match[1]), True
    term = find_term(text)
    if term.term and title.term is None and not another_term:
        title.term, title.term_finding, said = term.term, term.finding, True
    if title.ground == "unspecified" and ("khen" in with_marks(text) or said):
        ground = read_choice("award_ground", text).code
        title.ground = ground if ground not in (None, "other") else "unspecified"
    return _read_place(title, text, context, another=another_place) or said


def _province_of_option(context: Context) -> str | None:
    """The province in which a title names its unit where it says no other: of the option, else the setting."""
    if context.unit is None:
        return context.province
    unit = context.reference.units[context.unit]
    return unit.province or unit.id


def _read_place(title: Title, text: str, context: Context, *, another: bool) -> bool:
    said = False
    if title.province is None and (province := context.names.province_in(text)):
        title.province, said = province, True
    if title.unit is None and not another:
        unit = context.names.find_unit(text, title.province or _province_of_option(context))
        title.unresolved |= unit is None and not said and _BEGINS_AS_UNIT.match(with_marks(text)) is not None
        if unit and context.reference.units[unit].level != "province":
            title.unit, said = unit, True
    return said


def _note_mended(title: Title, known: tuple[str | None, ...], said: tuple[str, str], context: Context) -> None:
    """Note the names that a text just said with other diacritics than their own; ``said``: the text and its cell, if any."""
    text, cell = said
    for unit in {title.unit, title.province} - {None, *known}:
        if words := context.names.mended(text, str(unit)):
            named = told_mended(words.title(), [cell] if cell else [], context.reference.units[str(unit)])
            title.mended = (*title.mended, named)


def read_title(view: View, rows: range, sheet: str, context: Context) -> Title:
    """What the rows above a header and the sheet's name say; the cells win over the name."""
    title = Title()
    cells: list[str] = []
    for row in rows:
        for column, value in view.filled(row):
            if not isinstance(value, str):
                continue
            text = clean(value)
            spot, known = (row, column), (title.unit, title.province)
            of_another = spot in view.grid.other_terms, spot in view.grid.other_places
            if _read_text(title, text, context, of_another):
                cells.append(address(*spot))
                _note_mended(title, known, (text, address(*spot)), context)
            title.mentioned = title.mentioned or mentioned_beside(text, address(*spot))
    title.cells, known = tuple(cells), (title.unit, title.province)
    if _read_text(title, clean(sheet).replace("_", " "), context):
        _note_mended(title, known, (clean(sheet), ""), context)
    if title.unit is not None and title.term is not None:
        named, told = lived(context.reference, title.term), title.province or _province_of_option(context)
        if context.names.is_doubtful(title.unit, told, (named.starts, named.ends)):
            title.unit, title.unresolved = None, True
    return title
