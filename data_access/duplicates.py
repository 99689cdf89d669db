"""Compare: models that look like one reported twice, with what speaks for it; a person decides, nothing is merged here."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, text

from data_access.database import Database
from data_access.duplicate_evidence import Evidence, Sketch, weigh
from data_access.keys import time_of
from data_access.model_names import body_name, model_name
from data_access.reference import Reference
from data_access.spelling import without_marks

_ROWS = text(
    "SELECT model_key, unit, name, implementing_body, report_year, term, sector, owner_kind, start_year, model_code, "
    "decision_no, file, sheet FROM dan_van_model WHERE removed_by IS NULL AND unit IN :units ORDER BY model_key, id"
).bindparams(bindparam("units", expanding=True))
_ROWS_OF_UNITS = text("SELECT unit, count(*) AS rows FROM dan_van_model WHERE removed_by IS NULL GROUP BY unit")
# So many rows are held at once; provinces that have nothing to do with each other are gone through one after the other.
_AT_ONCE = 50_000
_RARE_WORDS = 4
# Where more names than these share a unit and a word, only those of one body are compared, and at most so many.
_MANY = 100
Block = tuple[str, tuple[int, ...], str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two models that may be one, by their keys: how likely (0 to 100), and what speaks for it."""

    keys: tuple[str, str]
    units: tuple[str, str]
    score: int
    evidence: tuple[Evidence, ...]

    @property
    def alike(self) -> int:
        """How alike the names are, in percent."""
        return self.evidence[0].number


@dataclass
class _Found:
    sketches: list[Sketch]
    blocks: dict[Block, list[int]] = field(default_factory=lambda: defaultdict(list))
    of_body: dict[tuple[Block, tuple[str, ...]], list[int]] = field(default_factory=lambda: defaultdict(list))
    namesakes: Counter[tuple[str, tuple[str, ...]]] = field(default_factory=Counter)
    rare: list[list[str]] = field(default_factory=list)

    def near(self, unit: str, number: int, word: str) -> Iterator[int]:
        """The names of a unit that share this word with a name; within one unit those after it, each pair once."""
        sketch = self.sketches[number]
        key = (unit, sketch.name.numbers, word)
        block = self.blocks.get(key, [])
        if len(block) > _MANY:
            block = self.of_body.get((key, sketch.body.bare), [])
        start = bisect_right(block, number) if unit == sketch.unit else 0
        return iter(block[start : start + _MANY])


def proposals(database: Database, reference: Reference, *, at_once: int = _AT_ONCE) -> list[Proposal]:
    """The likeliest first. While models are compared nothing is read, so that nobody who writes waits for it."""
    with database.read() as connection:
        sizes: dict[str, int] = {row.unit: row.rows for row in connection.execute(_ROWS_OF_UNITS)}
    found = []
    for units in _portions(sizes, reference, at_once):
        with database.read() as connection:
            models = sketches(dict(row) for row in connection.execute(_ROWS, {"units": units}).mappings())
        found += compared_models(models, reference)
    return sorted(found, key=_likeliest)


def _portions(sizes: Mapping[str, int], reference: Reference, at_once: int) -> list[list[str]]:
    """The units that have models, those of related provinces together, as long as their rows are few enough."""
    portions: list[list[str]] = []
    room = 0
    for units in _related(sizes, reference):
        rows = sum(sizes[unit] for unit in units)
        if not portions or rows > room:
            portions.append([])
            room = at_once
        portions[-1] += units
        room -= rows
    return portions


def _related(present: Iterable[str], reference: Reference) -> list[list[str]]:
    """Units in groups: those of a province, and of all provinces that it was merged with or exchanged units with."""
    kin: dict[str, str] = {}

    def first_of(unit: str) -> str:
        record = reference.units.get(unit)
        province = record.province or unit if record else unit
        while (before := kin.get(province, province)) != province:
            province = before
        return province

    for succession in reference.successors:
        first, last = sorted((first_of(succession.before), first_of(succession.after)))
        kin[last] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for unit in sorted(present):
        groups[first_of(unit)].append(unit)
    return list(groups.values())


def sketches(rows: Iterable[Mapping[str, Any]]) -> list[Sketch]:
    """What matters of current rows, one sketch for each spelling of each model."""
    found: dict[tuple[str, str, str], Sketch] = {}
    for row in rows:
        at = (row["model_key"], row["name"], row["implementing_body"])
        if at not in found:
            found[at] = Sketch(
                row["model_key"], row["unit"], model_name(row["name"]), *body_name(row["implementing_body"]),
                row["owner_kind"], row["sector"], row["start_year"], row["decision_no"] or "",
            )  # fmt: skip
        sketch = found[at]
        sketch.times.add(time_of(row))
        sketch.places.add((row["file"], row["sheet"], time_of(row)))
        if row["model_code"]:
            sketch.codes[time_of(row)] = row["model_code"]
    return list(found.values())


def compared_models(models: list[Sketch], reference: Reference) -> list[Proposal]:
    """The pairs of models that look like one, the likeliest first."""
    found = _Found(models)
    _fill(found)
    after = _successors(reference)
    best: dict[frozenset[str], Proposal] = {}
    for one, other in _candidates(found, reference, after):
        pair = frozenset((one.key, other.key))
        if len(pair) < 2:
            continue
        said = weigh(one, other, reference, lambda sketch: _namesakes(found, after, sketch))
        if said and (pair not in best or said[0] > best[pair].score):
            best[pair] = Proposal((one.key, other.key), (one.unit, other.unit), *said)
    return sorted(best.values(), key=_likeliest)


def _likeliest(proposal: Proposal) -> tuple[int, tuple[str, str], tuple[str, str]]:
    return -proposal.score, proposal.units, proposal.keys


def _fill(found: _Found) -> None:
    """Which names share a unit, their numbers and one of their rarest words; only those are compared."""
    frequency = Counter(word for sketch in found.sketches for word in set(sketch.name.bare))
    for number, sketch in enumerate(found.sketches):
        words = sorted({w for w in sketch.name.bare if not w.isdecimal()}, key=lambda w: (frequency[w], w))
        keys = [*words[:_RARE_WORDS], f"={sketch.name.initials}"]
        found.rare.append(keys)
        found.namesakes[sketch.unit, sketch.name.bare] += 1
        for word in keys:
            found.blocks[sketch.unit, sketch.name.numbers, word].append(number)
    for key, block in found.blocks.items():
        for number in block if len(block) > _MANY else ():
            found.of_body[key, found.sketches[number].body.bare].append(number)


def _successors(reference: Reference) -> dict[str, list[str]]:
    after: dict[str, list[str]] = defaultdict(list)
    for succession in reference.successors:
        after[succession.before].append(succession.after)
    return after


def _namesakes(found: _Found, after: Mapping[str, list[str]], sketch: Sketch) -> int:
    """How many models of a unit and of its successors bear this very name."""
    return sum(found.namesakes[unit, sketch.name.bare] for unit in (sketch.unit, *after.get(sketch.unit, ())))


def _candidates(found: _Found, reference: Reference, after: Mapping[str, list[str]]) -> Iterator[tuple[Sketch, Sketch]]:
    present = {unit for unit, _, _ in found.blocks}
    named = _named_below(found, reference, present)
    for number, sketch in enumerate(found.sketches):
        seen: set[int] = set()
        related = [unit for unit in (*after.get(sketch.unit, ()), *named.get(number, ())) if unit in present]
        for unit in (sketch.unit, *related):
            for word in found.rare[number]:
                for other in found.near(unit, number, word):
                    if other not in seen:
                        seen.add(other)
                        yield sketch, found.sketches[other]


def _named_below(found: _Found, reference: Reference, present: Collection[str]) -> dict[int, list[str]]:
    """For each model of a province's own list the units of that province whose name is its body's."""
    units: dict[tuple[str | None, str], list[str]] = defaultdict(list)
    for unit in map(reference.units.get, present):
        if unit and unit.province:
            units[unit.province, without_marks(unit.name)].append(unit.id)
    return {
        number: units[sketch.unit, body]
        for number, sketch in enumerate(found.sketches)
        if (sketch.unit, body := " ".join(sketch.body.bare)) in units
    }
