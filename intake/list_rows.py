"""Validate: the rows of a list: one model, one training class, one commended collective, one programme a row."""

from datetime import date
from typing import Any

from data_access.spelling import clean
from intake.bodies import Body, BodyRow
from intake.cells import Cells
from intake.choices import bloc_of_group, level_of_body
from intake.dates import looks_swapped
from intake.grids import address
from intake.owners import is_about_a_person, owner_and_body
from intake.places import Places, Time
from intake.problems import Problem
from intake.readings import Fact
from intake.totals import Totals

_COUNTED = {"training": ("class_count", "attendances")}
_EXPECTED = {
    "models": ("sector", "stage", "owner_kind"),
    "training": ("start_date",),
    "commendations": ("award_form", "awarding_body", "award_ground"),
    "programmes": ("partners", "lead_body"),
}


def read_list(cells: Cells, places: Places, start: int, stop: int) -> None:
    """Read the data rows of a list into facts; rows about individuals are left out, unread."""
    match, reading = cells.match, cells.reading
    body, totals = Body(cells.view, match), Totals(cells)
    counted = [match.fields[name] for name in _COUNTED.get(match.dataset, ()) if name in match.fields]
    for found in body.rows(start, stop):
        kind = "individual" if found.kind == "data" and is_about_a_person(cells, found.row) else found.kind
        if kind != "data":
            reading.rows_skipped.append((found.row, kind))
            totals.mark(found)
            continue
        reading.rows_read += 1
        counts = {column: cells.count(found.row, column) for column in counted}
        totals.add(found.row, counts)
        row = _READERS[match.dataset](cells, places, found)
        if row is not None:
            numbers = {
                name: counts.get(match.fields[name]) for name in _COUNTED.get(match.dataset, ()) if name in match.fields
            }
            _finish_row(cells, found, row, numbers)
    totals.report(counted, counts_rows=not counted)
    _say_individuals(cells, start)
    _warn_of_swapped_dates(cells, start, stop)
    _say_defaults(cells)


def _finish_row(cells: Cells, found: BodyRow, row: dict[str, Any], numbers: dict[str, Any]) -> None:
    if cells.match.dataset == "training":
        _take_numbers(row, numbers)
    row |= {
        "sheet": cells.reading.sheet[:100],
        "source_row": found.row,
        "source_cell": None,
        "other_words": cells.take_other_words(),
    }
    cells.reading.facts.append(Fact(cells.match.dataset, row))


def _take_numbers(row: dict[str, Any], numbers: dict[str, Any]) -> None:
    classes, people = numbers.get("class_count"), numbers.get("attendances")
    row["class_count"] = classes.value if classes is not None else 1
    row["attendances"] = people.value if people is not None else None
    row["attendances_qualifier"] = people.qualifier if people is not None else None
    row["counted_as"] = people.word if people is not None else ""


_BODIES = {
    "models": "implementing_body",
    "training": "organiser",
    "commendations": "collective_name",
    "programmes": "lead_body",
}


def _placed(cells: Cells, places: Places, found: BodyRow, time: Time) -> dict[str, Any] | None:
    """Unit, term and year of a row, or nothing where one of them is asked."""
    body = cells.raw(_BODIES[cells.match.dataset], found.row)
    unit = places.unit(found.row, time, found.group, body=body if isinstance(body, str) else "")
    if time.term is None and time.year is None:
        places.without_time(found.row)
    if unit is None or (time.term is None and time.year is None):
        return None
    return {"unit": unit, "term": time.term}


def _needed(cells: Cells, found: BodyRow, *fields: str) -> bool:
    """Whether the row says what it is; a row without it is an error on the cell where it belongs."""
    values = [cells.raw(field, found.row) for field in fields]
    if any(value is not None and (not isinstance(value, str) or clean(value)) for value in values):
        return True
    field = next(field for field in fields if field in cells.match.fields)
    column = cells.match.fields[field]
    cells.reading.problems.append(
        Problem("error", "empty_name", address(found.row, column), {"column": cells.match.head(column)})
    )
    return False


def _model(cells: Cells, places: Places, found: BodyRow) -> dict[str, Any] | None:
    time = places.time(found.row, is_list=True)
    time.year = cells.year("report_year", found.row) or time.year
    placed, named = _placed(cells, places, found, time), _needed(cells, found, "name")
    owner, body = owner_and_body(cells, found.row)
    decided = cells.day("decision_date", found.row)
    name = cells.text("name", found.row)
    row = {
        "namesake": 1
        if owner == "collective"
        else cells.namesake(found.row, (name, str(time.year), str(time.term), found.group)),
        "report_year": time.year,
        "model_code": cells.text("model_code", found.row, 60) or None,
        "name": name,
        "implementing_body": body,
        "bloc": cells.choice("bloc", found.row, None) or bloc_of_group(found.group),
        "owner_kind": owner,
        "sector": cells.choice("sector", found.row, "unspecified"),
        "theme": cells.text("theme", found.row, 200),
        "start_year": cells.year("start_year", found.row),
        "stage": cells.choice("stage", found.row, "unspecified"),
        "recognition_level": cells.choice("recognition_level", found.row, "unspecified"),
        "decision_no": cells.text("decision_no", found.row, 120) or None,
        "decision_date": decided,
    }
    return row | placed if placed and named and row["name"] else None


def _training(cells: Cells, places: Places, found: BodyRow) -> dict[str, Any] | None:
    time = places.time(found.row, is_list=True)
    held = cells.when("start_date", found.row, time.year)
    last = cells.when("end_date", found.row, time.year)
    if held is not None and held.year is not None:
        time.year = held.year
    placed, named = _placed(cells, places, found, time), _needed(cells, found, "title", "topic")
    topic = cells.choice("topic", found.row, "unspecified")
    dated = held is not None and held.precision in ("day", "days")
    row = {
        "title": cells.text("title", found.row) or cells.text("topic", found.row),
        "topic": topic,
        "start_date": held.start if held and dated else None,
        "end_date": (last.start if last else held.end) if held and dated else None,
        "date_precision": held.precision if held else "",
        "period_text": (held.period if held else "") or time.period,
        "year": time.year,
        "audience": cells.choice("audience", found.row, "unspecified"),
        "organiser": cells.organisation("organiser", found.row),
        "level": cells.choice("level", found.row, "unspecified"),
    }
    return row | placed if placed and named else None


def _commendation(cells: Cells, places: Places, found: BodyRow) -> dict[str, Any] | None:
    title = cells.title
    time = places.time(found.row, is_list=True)
    decided = cells.day("decision_date", found.row) or title.decision_date
    stated = cells.year("year", found.row)
    time.year = stated or time.year or (decided.year if decided and time.term is None else None)
    placed, named = _placed(cells, places, found, time), _needed(cells, found, "collective_name")
    body = cells.organisation("awarding_body", found.row) or title.body
    row = {
        "year": time.year,
        "collective_name": cells.text("collective_name", found.row),
        "bloc": cells.choice("bloc", found.row, None) or bloc_of_group(found.group),
        "award_form": cells.choice("award_form", found.row, "unspecified"),
        "awarding_body": body,
        "awarding_level": cells.choice("awarding_level", found.row, None) or level_of_body(body) or "unspecified",
        "award_ground": cells.choice("award_ground", found.row, None) or title.ground,
        "decision_no": cells.text("decision_no", found.row, 120) or title.decision_no,
        "decision_date": decided,
    }
    return row | placed if placed and named and row["collective_name"] else None


def _programme(cells: Cells, places: Places, found: BodyRow) -> dict[str, Any] | None:
    time = places.time(found.row, is_list=False)
    placed, named = _placed(cells, places, found, time), _needed(cells, found, "name")
    partners = [part.strip() for part in cells.text("partners", found.row, 1000).split(";") if part.strip()]
    row = {
        "name": cells.text("name", found.row),
        "lead_body": cells.organisation("lead_body", found.row),
        "partners": "; ".join(partners),
        "signed_on": cells.day("signed_on", found.row),
        "status": cells.choice("status", found.row, "unspecified"),
        "reviewed_on": cells.day("reviewed_on", found.row),
    }
    return row | placed if placed and named and row["name"] else None


_READERS = {"models": _model, "training": _training, "commendations": _commendation, "programmes": _programme}


def _say_individuals(cells: Cells, start: int) -> None:
    """One notice of the rows about individuals that were left out of the table."""
    rows = [row for row, reason in cells.reading.rows_skipped if reason == "individual" and row >= start]
    if rows:
        spot = address(rows[0], 1)
        cells.reading.problems.append(Problem("notice", "individuals_skipped", spot, {"count": len(rows)}))


def _warn_of_swapped_dates(cells: Cells, start: int, stop: int) -> None:
    """Warn where an Excel that reads months first made dates of some cells of a column and left the others as text."""
    left_out = dict(cells.reading.rows_skipped)
    for name, column in cells.match.fields.items():
        if cells.columns[name].kind != "date":
            continue
        rows = [row for row in range(start, stop) if row not in left_out]
        values = [cells.view.own(row, column) for row in rows]
        if looks_swapped(values):
            first = next(row for row, value in zip(rows, values, strict=True) if isinstance(value, date))
            cells.reading.problems.append(
                Problem("warning", "dates_swapped", address(first, column), {"column": cells.match.head(column)})
            )


def _say_defaults(cells: Cells) -> None:
    """One notice a sheet about the columns that are expected, missing, and not answered by the title."""
    title = {"awarding_body": cells.title.body, "award_ground": cells.title.ground != "unspecified"}
    missing = [
        name for name in _EXPECTED[cells.match.dataset] if name not in cells.match.fields and not title.get(name)
    ]
    if missing and cells.reading.rows_read:
        row = cells.match.band.last_row
        names = ", ".join(cells.columns[name].header for name in missing)
        cells.reading.problems.append(Problem("notice", "defaults_used", address(row, 1), {"columns": names}))
