"""Before count: the database that is read when reading is measured: a million model rows, the same on every run."""

from __future__ import annotations

import itertools
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

from data_access.database import open_database
from data_access.vocabulary import AUDIENCES, AWARD_FORMS, LEVELS, OWNER_KINDS, SECTORS, STAGES

YEARS = range(1996, 2026)  # those of the six Party terms from 1995–2000 to 2020–2025
ROWS = 1_000_000
RARE = "Ngô Mây", "Trần Quang Diệu", "Vĩnh Ngươn"
_WHAT = (
    "Tuyến hẻm xanh - sạch - đẹp", "Tiếng kẻng an ninh", "Ngày thứ bảy vì dân", "Tổ tự quản về môi trường", "Hũ gạo tình thương",
    "Cà phê sáng với dân", "Vận động hiến đất mở đường", "Camera an ninh khu phố", "Chợ phiên không đồng", "Bữa cơm nghĩa tình",
)  # fmt: skip
_BODIES = ("UBND Phường {}", "Hội LHPN Phường {}", "Công an Phường {}", "Chi bộ Khu phố {}", "Đoàn TNCS Phường {}")
_FIRST = datetime(2026, 1, 5, 8, tzinfo=UTC)
Row = dict[str, Any]


def write(folder: Path, rows: int = ROWS) -> Path:
    """A database of so many model rows of all districts; one that is there already is taken as it is."""
    path = folder / f"reading-{rows}.sqlite"
    is_there = path.exists()
    open_database(f"sqlite:///{path}").close()  # of an earlier revision it is migrated here, not where it is measured
    if is_there:
        return path
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _fill(connection, rows)
    except BaseException:
        path.unlink()
        raise
    return path


def _fill(connection: sqlite3.Connection, rows: int) -> None:
    for statement in ("PRAGMA synchronous=OFF", "PRAGMA cache_size=-200000", "PRAGMA foreign_keys=OFF", "BEGIN"):
        connection.execute(statement)
    indexes = connection.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    # In the order of their keys indexes are written at once; row by row a million random keys would take minutes.
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    districts = [id for (id,) in connection.execute("SELECT id FROM unit WHERE level = 'district' ORDER BY id")]
    for number, year in enumerate(YEARS, start=1):
        _add_upload(connection, number, f"danh-sach-{year}.xlsx")
        connection.execute(
            "INSERT INTO term (id, kind, label, added_by) VALUES (?, 'year', ?, 0)", (f"year:{year}", str(year))
        )
    for table, made in _tables(rows, districts).items():
        _add(connection, table, made)
    for _, statement in indexes:
        connection.execute(statement)
    connection.execute("COMMIT")


def _add_upload(connection: sqlite3.Connection, number: int, name: str) -> None:
    at = f"{_FIRST + timedelta(days=number):%Y-%m-%d %H:%M:%S.%f}"
    connection.execute(
        "INSERT INTO upload (id, at, \"by\", kind, is_sample, changes) VALUES (?, ?, '', 'import', 0, '{}')",
        (number, at),
    )
    connection.execute(
        "INSERT INTO uploaded_file (id, upload, name, size, sha256) VALUES (?, ?, ?, 1, '0')", (number, number, name)
    )


def _add(connection: sqlite3.Connection, table: str, made: Iterator[Row]) -> None:
    asked = {
        name: default for _, name, _, needed, default, _ in connection.execute(f"PRAGMA table_info({table})") if needed
    }
    first = next(made)
    names = [*first, *(name for name in asked if name not in first and name != "id")]
    statement = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    blank = ("",) * (len(names) - len(first))
    connection.executemany(statement, ((*row.values(), *blank) for row in itertools.chain([first], made)))


def _tables(rows: int, districts: list[str]) -> dict[str, Iterator[Row]]:
    return {
        "dan_van_model": _models(rows, districts),
        "training_session": _listed(districts, _training),
        "commendation": _listed(districts, _commendation),
        "reported_figure": _stated(districts),
    }


def _fact(number: int, unit: str, upload: int) -> Row:
    return {
        "natural_key": _key("row", number), "unit": unit, "sheet": "Biểu 1", "source_row": number % 60_000 + 2, "added_by": upload,
        "brought_by": upload, "file": upload,
    }  # fmt: skip


def _key(*parts: object) -> str:
    return f"1:{blake2b(repr(parts).encode(), digest_size=16).hexdigest()}"


def _models(rows: int, districts: list[str]) -> Iterator[Row]:
    """Year by year, unit by unit; of three models one was listed the year before, too."""
    random = Random(1930)
    a_year, number, fresh = rows // len(YEARS), 0, 0
    known: dict[str, list[int]] = {}
    for upload, year in enumerate(YEARS, start=1):
        count = rows - number if year == YEARS[-1] else a_year
        for place in range(count):
            unit = districts[place * len(districts) // count]
            before = known.setdefault(unit, [])
            goes_on = before and random.random() < 0.33
            model = before.pop() if goes_on else (fresh := fresh + 1)
            if not goes_on:
                before.append(model)
            number += 1
            yield _model(random, number, model, {**_fact(number, unit, upload), "report_year": year})


def _model(random: Random, number: int, model: int, fact: Row) -> Row:
    name = f"{_WHAT[model % 10]} số {model} tại khu phố {model % 90 + 1}"
    if model % 40_000 == 7:
        name += f" {RARE[model // 40_000 % 3]}"
    return {
        **fact, "name": name, "model_key": _key("model", fact["unit"], model), "namesake": 1,
        "implementing_body": _BODIES[model % 5].format(model % 30 + 1), "owner_kind": OWNER_KINDS[model % 3],
        "sector": SECTORS[model % len(SECTORS)], "stage": random.choice(STAGES), "recognition_level": random.choice(LEVELS),
    }  # fmt: skip


def _listed(districts: list[str], said: Any) -> Iterator[Row]:
    random, numbers = Random(1945), itertools.count(1)
    for upload, year in enumerate(YEARS, start=1):
        for unit in districts:
            yield {**_fact(next(numbers), unit, upload), "year": year, **said(random)}


def _training(random: Random) -> Row:
    return {
        "title": "Tập huấn công tác dân vận", "topic": "other", "class_count": random.randint(1, 4),
        "attendances": random.randint(20, 400), "audience": random.choice(AUDIENCES), "level": random.choice(LEVELS),
    }  # fmt: skip


def _commendation(random: Random) -> Row:
    return {
        "collective_name": "Đảng ủy Phường 4", "award_form": random.choice(AWARD_FORMS), "awarding_level": random.choice(LEVELS),
        "award_ground": "other",
    }  # fmt: skip


def _stated(districts: list[str]) -> Iterator[Row]:
    """What offices stated of their models: every year of the last two terms, and of all measures every third year."""
    random, numbers = Random(1975), itertools.count(1)
    for upload, year in enumerate(YEARS, start=1):
        measures = ["models"] if year > 2015 else []
        if year % 3 == 0:
            measures += ["training_sessions", "attendances", "commended_collectives"]
        for unit, measure in itertools.product(districts, measures):
            yield {
                **_fact(next(numbers), unit, upload), "term": f"year:{year}", "measure": measure, "stage": "unspecified",
                "value": random.randint(1, 90), "source_cell": "D7", "is_estimate": 0,
            }  # fmt: skip


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else ROWS))
