"""Export: a template reads back as what it is: every sheet recognised, every row that it came filled with."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import vocabulary
from data_access.columns import sheet_columns
from data_access.database import Database
from data_access.records import ROW_CLASSES
from intake.choices import read_choice, read_target
from intake.readings import FileReading
from intake.template_columns import SHEETS, template_columns
from intake.terms import read_term
from locales import text
from tests.reference_units import reference
from tests.sheet_reading import read_file
from tests.source_code import ROOT
from work.sample import load_sample
from work.templates import current_rows, template_file, template_of

WHERE = ("sheet", "source_row", "source_cell")
TERM = "party_term:2020-2025"
FIELDS_OF_TEXT = st.text(alphabet="abcđêươ ÀÝ0123", min_size=1, max_size=20).filter(
    lambda s: any(c.isalpha() for c in s)
)


def facts_of(reading: FileReading) -> dict[str, Counter[tuple[Any, ...]]]:
    """What a file states, by dataset, wherever in it."""
    found: dict[str, Counter[tuple[Any, ...]]] = {dataset: Counter() for dataset in ROW_CLASSES}
    for sheet in reading.sheets:
        for fact in sheet.facts:
            found[fact.dataset][stated(fact.dataset, fact.row)] += 1
    return found


def stated(dataset: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """What a row says, without where it stands."""
    fields = (name for name in ROW_CLASSES[dataset].model_fields if name not in WHERE)
    return tuple((name, _plain(row.get(name))) for name in fields)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return int(value) if isinstance(value, bool) else value


def counted(rows: dict[str, list[dict[str, Any]]]) -> dict[str, Counter[tuple[Any, ...]]]:
    return {dataset: Counter(stated(dataset, row) for row in rows.get(dataset, ())) for dataset in ROW_CLASSES}


def alarms(reading: FileReading) -> list[tuple[str, str, str | None]]:
    """The problems that block or warn."""
    sheets = [(sheet.sheet, p.code, p.cell) for sheet in reading.sheets for p in sheet.problems if p.level != "notice"]
    return sheets + [("", p.code, p.cell) for p in reading.problems if p.level != "notice"]


def a_filled(dataset: str, **said: Any) -> dict[str, Any]:
    """A row of a dataset as the database holds it."""
    fields = ROW_CLASSES[dataset].model_fields
    row = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
    return {**row, "unit": "770", "sheet": "Biểu 1", "source_row": 5, **said}


def read_back(dataset: str, *rows: dict[str, Any]) -> FileReading:
    return read_file(template_of(reference(), province="79", rows={dataset: list(rows)}))


@pytest.mark.parametrize("place", ({"province": "79"}, {"province": "79", "unit": "770"}, {"province": None}))
def test_an_empty_template_has_every_sheet_recognised_and_no_rows(place: dict[str, Any]) -> None:
    reading = read_file(template_of(reference(), **place))
    guide = text("template.sheet.guide", "vi")

    assert [(sheet.dataset, sheet.rows_read, sheet.facts) for sheet in reading.sheets if sheet.sheet != guide] == [
        (dataset, 0, []) for dataset in SHEETS
    ]
    assert [(sheet.dataset, sheet.problems) for sheet in reading.sheets if sheet.sheet == guide] == [(None, [])]
    assert alarms(reading) == []


@pytest.mark.parametrize("term", (None, TERM, "year:2023", "half_year:2024-H1"))
def test_every_column_of_an_empty_template_is_taken(term: str | None) -> None:
    reading = read_file(template_of(reference(), province="79", unit="770", term=term))

    for sheet in reading.sheets:
        if sheet.dataset is None:
            continue
        columns = template_columns(sheet.dataset, [], lambda key: text(key, "vi"))
        named = {column.field or ":".join(map(str, (column.figure or ())[:4])) for column in columns}
        assert set(sheet.kept["columns"]) == named


@pytest.mark.slow
def test_a_template_filled_from_the_database_reads_back_to_exactly_its_rows(database: Database) -> None:
    load_sample(database)
    for place in ("79", "48", "760", "769@2021-01-01"):
        with database.read() as connection:
            rows = current_rows(connection, reference(), place)
        unit = None if place in ("79", "48") else place
        made = template_file(database, province=reference().units[place].province or place, unit=unit, filled=True)
        reading = read_file(made.content)

        assert facts_of(reading) == counted(rows)
        assert alarms(reading) == []


@pytest.mark.slow
def test_a_template_of_one_term_holds_what_counts_in_it(database: Database) -> None:
    load_sample(database)
    for term in (TERM, "year:2023"):
        with database.read() as connection:
            rows = current_rows(connection, reference(), "770", term)
        made = template_file(database, unit="770", term=term, filled=True)

        assert made.file_name == f"bieu-mau_quan-3_{term.partition(':')[2]}.xlsx"
        assert len(rows["models"]) > 0
        assert facts_of(read_file(made.content)) == counted(rows)


_CODES = {
    "models": {
        "sector": vocabulary.SECTORS, "stage": vocabulary.STAGES, "recognition_level": vocabulary.LEVELS,
        "bloc": (None, *vocabulary.BLOCS),
    },
    "commendations": {
        "award_form": vocabulary.AWARD_FORMS, "award_ground": vocabulary.AWARD_GROUNDS, "bloc": (None, *vocabulary.BLOCS),
    },
}  # fmt: skip
TERMS = st.sampled_from(
    (TERM, "branch_term:2020-2023", "branch_term:?-2020", "review:2010-2020", "programme_phase:2011-2015")
)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_list_row_reads_back(data: st.DataObject) -> None:
    dataset = data.draw(st.sampled_from(sorted(_CODES)))
    said = {name: data.draw(st.sampled_from(codes)) for name, codes in _CODES[dataset].items()}
    time = data.draw(st.sampled_from(("year", "term", "both")))
    year = data.draw(st.integers(1995, 2025)) if time != "term" else None
    term = data.draw(TERMS) if time != "year" else None
    name = "Hẻm " + data.draw(FIELDS_OF_TEXT).strip()
    decided = data.draw(st.none() | st.dates(date(2000, 1, 1), date(2025, 1, 1)))
    if dataset == "models":
        named = {"name": name, "report_year": year, "implementing_body": "UBND Phường 1"}
    else:
        named = {"collective_name": f"Chi bộ {name}", "year": year, "awarding_level": "district"}
    row = a_filled(dataset, **said, **named, term=term, decision_date=decided)
    if dataset == "commendations" and year is None and term is None:
        return

    reading = read_back(dataset, row)

    assert facts_of(reading)[dataset] == Counter([_settled(dataset, row)])


def _settled(dataset: str, row: dict[str, Any]) -> tuple[Any, ...]:
    """Names are kept with single blanks."""
    spaced = {name: " ".join(v.split()) if isinstance(v, str) else v for name, v in row.items()}
    return stated(dataset, spaced)


@pytest.mark.parametrize(
    "time",
    (
        {"year": 2019},
        {"year": 2024, "period_text": "2024-H1"},
        {"year": 2024, "period_text": "2024-Q3", "date_precision": "quarter"},
        {"year": 2024, "period_text": "2024-05", "date_precision": "month"},
        {"year": 2024, "period_text": "2024-H2", "date_precision": "half_year"},
        {"year": 2023, "period_text": "2023", "date_precision": "year"},
        {"year": 2019, "start_date": date(2019, 7, 19), "end_date": date(2019, 7, 19), "date_precision": "day"},
        {"year": 2019, "start_date": date(2019, 7, 19), "end_date": date(2019, 7, 25), "date_precision": "days"},
    ),
)
def test_the_time_of_a_class_stays_as_precise_as_it_was(time: dict[str, Any]) -> None:
    row = a_filled("training", title="Tập huấn", attendances=2353, attendances_qualifier=">", counted_as="nguoi",
                   audience="officials,cell_secretaries", topic="ethnic_religious", level="province", **time)  # fmt: skip

    assert facts_of(read_back("training", row))["training"] == Counter([stated("training", row)])


def test_words_that_no_code_says_are_written_back_as_they_were() -> None:
    row = a_filled("models", name="Hẻm xanh", report_year=2023, sector="other", other_words='{"sector": "Du lịch"}')

    assert facts_of(read_back("models", row))["models"] == Counter([stated("models", row)])


def test_models_of_persons_of_one_name_stay_apart_without_a_name() -> None:
    rows = [
        a_filled("models", name="Hiến đất mở hẻm", report_year=2023, owner_kind="household", namesake=number)
        for number in (1, 2)
    ]

    assert facts_of(read_back("models", *rows))["models"] == Counter(stated("models", row) for row in rows)


@pytest.mark.parametrize(
    ("dimension", "codes"),
    (
        ("", ("",)),
        ("owner_kind", vocabulary.OWNER_KINDS),
        ("sector", [code for code in vocabulary.SECTORS if code != "unspecified"]),
        ("level", [code for code in vocabulary.LEVELS if code != "unspecified"]),
    ),
)
def test_every_figure_of_models_has_its_column(dimension: str, codes: tuple[str, ...]) -> None:
    rows = [
        a_filled(
            "summary", term=TERM, measure="models", stage=stage, dimension=dimension, dimension_value=code, value=7
        )
        for stage in vocabulary.STAGES
        for code in codes
    ]

    assert facts_of(read_back("summary", *rows))["summary"] == Counter(stated("summary", row) for row in rows)


def test_bounds_estimates_dates_and_sources_of_a_summary_come_back() -> None:
    told = {"term": "half_year:2024-H1", "as_of": date(2024, 6, 30), "is_estimate": True, "source_ref": "45-BC/BDVQU"}
    rows = [
        a_filled("summary", measure="models", value=260, qualifier=">", **told),
        a_filled("summary", measure="attendances", value=2353, counted_as="luot", **told),
        a_filled("summary", measure="attendances", value=1900, counted_as="nguoi", unit="760", **told),
        a_filled(
            "summary", measure="commended_collectives", value=0, dimension="award_form",
            dimension_value="certificate_of_commendation", **told,
        ),
    ]  # fmt: skip

    assert facts_of(read_back("summary", *rows))["summary"] == Counter(stated("summary", row) for row in rows)


@pytest.mark.parametrize("measure", vocabulary.MEASURES)
@pytest.mark.parametrize("operator", ("≥", "≤"))
def test_targets_come_back(measure: str, operator: str) -> None:
    row = a_filled("targets", term="year:2024", measure=measure, target_value=20, operator=operator, source_ref="KH 12")

    assert facts_of(read_back("targets", row))["targets"] == Counter([stated("targets", row)])


def test_every_word_to_choose_from_means_its_code() -> None:
    wrong = []
    for dataset, row_class in ROW_CLASSES.items():
        for field, column in sheet_columns(row_class).items():
            topic = {"recognition_level": "level", "awarding_level": "level", "status": "programme_status"}.get(
                field, field
            )
            for code in column.choices:
                if code == "unspecified":
                    continue
                word = text(f"template.choice.{topic}.{code}", "vi")
                if read_choice(field, word).code != code:
                    wrong.append((dataset, field, word))
    for stage in ("registered", "implementing", "recognised", "exemplary", "replicated"):
        assert read_target(text(f"template.target.models_{stage}", "vi")) == ("models", stage)
    assert wrong == []


def test_units_terms_and_codes_are_chosen_from_lists_on_a_hidden_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_of(reference(), province="79")))
    lists = book[text("template.sheet.lists", "vi")]
    units = [cell.value for cell in lists["A"][3:] if cell.value]
    rules = {(v.type, v.errorStyle or "stop") for v in book["Mô hình"].data_validations.dataValidation}

    assert lists.sheet_state == "hidden"
    assert (lists["A1"].value, lists["B1"].value) == ("dan-van-kheo", 1)
    assert units[:3] == ["Thành phố Hồ Chí Minh", "Quận 1", "Quận 2"]
    assert "Thành phố Thủ Đức" in units and len(units) == len(set(units))
    assert rules == {("list", "warning"), ("whole", "stop")}
    assert book["Mô hình"]["B4"].comment is not None


@pytest.mark.parametrize(
    "term",
    (
        TERM, "branch_term:2020-2023", "programme_phase:2021-2025", "review:2013-2023", "half_year:2024-H1",
        "half_year:2024-H2", "quarter:2024-Q3", "nine_months:2024-9M", "month:2024-05", "year:2020",
    ),
)  # fmt: skip
def test_every_term_to_choose_from_is_words_or_years_and_is_read_as_itself(term: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template_of(reference(), province="79", term=term)))
    this_year = date.today().year
    offered = {term, *(f"year:{year}" for year in range(this_year - 5, this_year + 1))}
    read = []
    for dataset in SHEETS:
        sheet = book[text(f"template.sheet.{dataset}", "vi")]
        for column in template_columns(dataset, [], lambda key: text(key, "vi")):
            if column.kind != "period":
                continue
            words = _to_choose_from(book, sheet, column.head)
            read.append({read_term(word, header=column.head).term for word in words})
            assert not [word for word in words if re.search(r"[a-z]_|[:?]|-[A-Z0-9]{1,2}$", str(word))]

    assert read == [offered] * 6


def _to_choose_from(book: Any, sheet: Any, head: str) -> list[Any]:
    """What the drop-down below a head offers."""
    (letter,) = {cell.column_letter for row in sheet["A1:Z8"] for cell in row if cell.value == head}
    (rule,) = [rule for rule in sheet.data_validations.dataValidation if str(rule.sqref).startswith(letter)]
    title, _, area = rule.formula1.rpartition("!")
    return [cell.value for (cell,) in book[title.strip("'")][area.replace("$", "")]]


def test_no_text_of_a_row_becomes_a_formula_or_a_link() -> None:
    row = a_filled(
        "models", name="=HẺM(xanh, sạch)", report_year=2023, theme="http://example.org", implementing_body="@UBND"
    )
    content = template_of(reference(), province="79", rows={"models": [row]})

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert [b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets] == [False] * len(sheets)
    assert facts_of(read_file(content))["models"] == Counter([stated("models", row)])


def test_equal_templates_are_equal_byte_by_byte() -> None:
    assert template_of(reference(), province="79") == template_of(reference(), province="79")


@pytest.mark.slow
def test_the_command_line_writes_a_template(database: Database, tmp_path: Path) -> None:
    target = tmp_path / "mau.xlsx"
    command = [sys.executable, str(ROOT / "cli.py"), "template"]
    env = {**os.environ, "DATABASE_URL": database.url}
    done = subprocess.run([*command, str(target)], env=env, capture_output=True, text=True, check=False)
    refused = subprocess.run(
        [*command, str(tmp_path / "mau.csv")], env=env, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr, refused.returncode) == (0, "", 2)
    assert [sheet.dataset for sheet in read_file(target.read_bytes()).sheets if sheet.dataset] == list(SHEETS)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".sqlite"] == ["mau.xlsx"]
