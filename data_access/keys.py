"""Compare: what makes two rows the same thing: a hash of the parts that name it, by one versioned function.

The unit is part of every key, so rows of other units are never needed to compare. A row's place in its file
never is.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from data_access.row_tables import RowTable
from data_access.spelling import all_with_marks, with_marks

KEY_VERSION = 1
_VERSION = f"{KEY_VERSION}:"
Row = Mapping[str, Any]

# A start date that is only as precise as a month or a year does not tell two classes apart.
_EXACT = ("", "day", "days")
_HELD = ("start_date", "date_precision", "period_text", "year", "term")
# A column that says few different things has each looked at once.
_WORTH_KNOWING = 4


def natural_key(dataset: str, row: Row, ordinal: int = 1) -> str:
    """The key of a row among the current rows; ``ordinal`` counts classes that nothing else tells apart."""
    key = _hashed(dataset, *_PARTS[dataset](row))
    return key if ordinal == 1 else f"{key}:{ordinal}"


def natural_keys(dataset: str, rows: RowTable) -> list[str]:
    """The key of each row of a table; a table of models gets a column of the keys of its models, too."""
    if dataset == "models":
        return _keys_of_models(rows)
    if dataset == "training":
        return _keys_of_classes(rows)
    return [natural_key(dataset, row) for row in rows]


def _keys_of_models(rows: RowTable) -> list[str]:
    """Both keys of a row at once: one begins as the other does."""
    keys, models = [], []
    codes, names, bodies = (_normals(rows.columns[name]) for name in ("model_code", "name", "implementing_body"))
    of_rows = rows.tuples(("unit", "namesake", "report_year", "term"))
    # A hash that has begun is copied in a tenth of the time that a new one takes.
    begun = {unit: _begun("models", unit) for unit in set(rows.columns["unit"])}
    for (unit, namesake, year, term), code, name, body in zip(of_rows, codes, names, bodies, strict=True):
        if code:
            what = f"\x1fcode\x1f{code}"
        else:
            what = f"\x1fname\x1f{name}\x1f{body}"
            what = what if namesake == 1 else f"{what}\x1f{namesake}"
        hashed = begun[unit]()
        hashed.update(what.encode())
        models.append(_VERSION + hashed.hexdigest())
        hashed.update((f"\x1fyear:{year}" if year else f"\x1f{term or ''}").encode())
        keys.append(_VERSION + hashed.hexdigest())
    rows.columns["model_key"] = models
    return keys


def _keys_of_classes(rows: RowTable) -> list[str]:
    held = [*rows.tuples(_HELD)]
    whens = {each: _when(each) for each in set(held)}
    names = zip(_normals(rows.columns["title"]), rows.columns["topic"], strict=True)
    keys, begun = [], _begun("training")
    for unit, when, (title, topic) in zip(rows.columns["unit"], held, names, strict=True):
        hashed = begun()
        hashed.update(f"\x1f{unit}\x1f{whens[when]}\x1f{title or f'topic {topic}'}".encode())
        keys.append(_VERSION + hashed.hexdigest())
    return keys


def _begun(*parts: str) -> Callable[[], blake2b]:
    """Gives hashes that have read these parts already."""
    return blake2b("\x1f".join(parts).encode(), digest_size=16).copy


def _normals(names: list[str | None]) -> list[str]:
    """``normal`` of each text of a column."""
    different = set(names)
    if len(different) * _WORTH_KNOWING > len(names):
        return [*all_with_marks([name or "" for name in names])]
    known = {name: normal(name) for name in different}
    return [*map(known.__getitem__, names)]


def without_ordinal(key: str) -> str:
    """The key that all rows share which only their ordinal tells apart."""
    return ":".join(key.split(":")[:2])


def model_key(row: Row) -> str:
    """The key of a model whatever the year: a model counts once a term."""
    return _hashed("models", *_model(row))


def name_key(dataset: str, row: Row) -> str | None:
    """The key by names alone, for rows that may be listed with and without a code; else None."""
    if dataset not in NAMED:
        return None
    return _hashed(dataset, "name", *NAMED[dataset](row))


def has_code(dataset: str, row: Row) -> bool:
    """Whether the office gave the row a code (of a commendation: the number of its decision)."""
    return bool(normal(row.get({"models": "model_code", "commendations": "decision_no"}[dataset])))


def time_of(row: Row) -> str:
    """The time that a row is about: its year, else the term it names."""
    year = row.get("report_year") or row.get("year")
    return f"year:{year}" if year else row.get("term") or ""


@lru_cache(maxsize=20_000)
def normal(name: str | None) -> str:
    """A name as keys see it: diacritics count, case, tone position, quotes and punctuation do not."""
    return with_marks(name) if name else ""


def _hashed(*parts: str) -> str:
    together = "\x1f".join(parts).encode()
    return _VERSION + blake2b(together, digest_size=16).hexdigest()


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _model(row: Row) -> tuple[str, ...]:
    code = normal(row.get("model_code"))
    return (row["unit"], "code", code) if code else (row["unit"], "name", *_model_names(row))


def _model_names(row: Row) -> tuple[str, ...]:
    names = normal(row["name"]), normal(row.get("implementing_body"))
    # Persons own models of one name in one place; who they are is not stored, only that they are not the same.
    return names if row.get("namesake", 1) == 1 else (*names, str(row["namesake"]))


def _training(row: Row) -> tuple[str, ...]:
    said = tuple(row.get(name) for name in _HELD)
    what = normal(row.get("title")) or f"topic {row.get('topic', '')}"
    return row["unit"], _when(said), what


def _when(held: tuple[Any, ...]) -> str:
    """When a class was held, as precisely as its row says under ``_HELD``."""
    start, precision, text, year, term = held
    if start and (precision or "") in _EXACT:
        return _day(start)
    return text or (f"year:{year}" if year else term or "")


def _commendation(row: Row) -> tuple[str, ...]:
    number, day = normal(row.get("decision_no")), _day(row.get("decision_date"))
    if not number:
        return "name", *_commendation_names(row)
    # Numbers begin again every year.
    return row["unit"], "decision", number, day or time_of(row), normal(row["collective_name"])


def _commendation_names(row: Row) -> tuple[str, ...]:
    body, form, ground = (
        normal(row.get("awarding_body")),
        row.get("award_form", ""),
        row.get("award_ground", ""),
    )
    return row["unit"], time_of(row), body, form, ground, normal(row["collective_name"])


def _figure(row: Row) -> tuple[str, ...]:
    dimension = row.get("dimension", ""), row.get("dimension_value", "")
    return row["unit"], row.get("term") or "", row["measure"], row.get("stage", ""), *dimension


def _target(row: Row) -> tuple[str, ...]:
    return row["unit"], row.get("term") or "", row["measure"], row.get("stage", "")


def _programme(row: Row) -> tuple[str, ...]:
    partners = sorted({normal(partner) for partner in row.get("partners", "").split(";")} - {""})
    return row["unit"], row.get("term") or "", normal(row["name"]), normal(row.get("lead_body")), *partners


_PARTS: dict[str, Callable[[Row], tuple[str, ...]]] = {
    "models": lambda row: (*_model(row), time_of(row)),
    "training": _training,
    "commendations": _commendation,
    "summary": _figure,
    "targets": _target,
    "programmes": _programme,
}
NAMED: dict[str, Callable[[Row], tuple[str, ...]]] = {
    "models": lambda row: (row["unit"], *_model_names(row), time_of(row)),
    "commendations": _commendation_names,
}
