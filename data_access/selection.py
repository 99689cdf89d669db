"""Count, show, export: what the reader asked to see: one object tests a row and words the filter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from data_access import vocabulary
from data_access.measures import DISCONTINUED
from data_access.periods import NotATerm, ids_of_label, period
from locales import term_text, text

if TYPE_CHECKING:
    from data_access.reference import Reference

BASES = ("auto", "reported", "itemised")
SEVERAL = "several"
FORMER = "former"
_UNIT = re.compile(r"(?:(?:shared|whole)@)?\d{1,8}(@\d{4}-\d{2}-\d{2})?")

# Dimension, the field that filters by it, its name in addresses, its codes.
_FILTERS = (
    ("sector", "sectors", "sector", vocabulary.SECTORS),
    ("stage", "stages", "stage", vocabulary.STAGES),
    ("level", "levels", "level", vocabulary.LEVELS),
    ("owner_kind", "owner_kinds", "owner", vocabulary.OWNER_KINDS),
    ("award_form", "award_forms", "award", vocabulary.AWARD_FORMS),
    ("audience", "audiences", "audience", vocabulary.AUDIENCES),
)
DIMENSIONS = tuple(dimension for dimension, *_ in _FILTERS)


@dataclass(frozen=True)
class Selection:
    """What to show: empty means all. Units are ids; a province means itself and all below it."""

    province: str | None = None
    units: tuple[str, ...] = ()
    term_kind: str | None = None
    terms: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    owner_kinds: tuple[str, ...] = ()
    award_forms: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    basis: str = "auto"
    roll_up: bool = False
    by_former: bool = False
    version: int | None = None

    def wanted(self, dimension: str) -> tuple[str, ...]:
        """The codes of a dimension that are asked for; empty where all are."""
        codes: tuple[str, ...] = getattr(self, FIELDS[dimension])
        return codes

    @property
    def filtered(self) -> tuple[str, ...]:
        """The dimensions that are filtered."""
        return tuple(dimension for dimension in DIMENSIONS if self.wanted(dimension))

    def allows(self, row: Mapping[str, str]) -> bool:
        """Whether a list row of these dimensions is asked for; one that lacks a filtered dimension is not."""
        for dimension in self.filtered:
            said = codes_of(row[dimension]) if dimension in row else ()
            if not set(said) & set(self.wanted(dimension)):
                return False
        # What was given up is no longer a model, unless it is asked for by name.
        return bool(self.stages) or row.get("stage") != DISCONTINUED

    def allows_term(self, term_id: str) -> bool:
        """Whether a term is asked for."""
        if self.terms:
            return term_id in self.terms
        return self.term_kind is None or period(term_id).kind == self.term_kind

    def unit_ids(self, reference: Reference) -> frozenset[str] | None:
        """The units asked for, with all below them; None where all are."""
        if not self.units and self.province is None:
            return None
        below = _with_children(reference, (self.province,)) if self.province else None
        chosen = _with_children(reference, self.units) if self.units else below
        return frozenset(chosen & below if chosen is not None and below is not None else chosen or ())

    def codes(self) -> dict[str, list[str]]:
        """The selection for addresses and file names: short, the same in every language."""
        plain = {
            "province": [self.province or ""],
            "unit": list(self.units),
            "kind": [self.term_kind or ""],
            "term": [self._short(term) for term in self.terms],
            **{name: list(getattr(self, field)) for _, field, name, _ in _FILTERS},
            "basis": [self.basis if self.basis != "auto" else ""],
            "rollup": ["1" if self.roll_up else ""],
            "view": [FORMER if self.by_former else ""],
            "v": [str(self.version) if self.version is not None else ""],
        }
        return {name: values for name, values in plain.items() if any(values)}

    @classmethod
    def from_codes(cls, codes: Mapping[str, Sequence[str]]) -> Selection:
        """The selection that an address names; what means nothing is left out, for anyone may type one."""
        kind = next((kind for kind in codes.get("kind", ()) if kind in vocabulary.TERM_KINDS), None)
        filters = {
            field: tuple(code for code in codes.get(name, ()) if code in known) for _, field, name, known in _FILTERS
        }
        units = tuple(unit for unit in codes.get("unit", ()) if _UNIT.fullmatch(unit))
        return cls(
            province=next((unit for unit in codes.get("province", ()) if _UNIT.fullmatch(unit)), None),
            units=units,
            term_kind=kind,
            terms=tuple(term for label in codes.get("term", ()) for term in _terms_of(label, kind)),
            basis=next((basis for basis in codes.get("basis", ()) if basis in BASES), "auto"),
            roll_up="1" in codes.get("rollup", ()),
            by_former=FORMER in codes.get("view", ()),
            version=next((int(v) for v in codes.get("v", ()) if v.isascii() and v.isdigit() and len(v) < 10), None),
            **filters,
        )

    def sentence(self, lang: str, reference: Reference) -> str:
        """The filters in words, as they stand under a title: «2020–2025 · Quận 3 · lĩnh vực: Kinh tế»."""
        parts = [", ".join(term_text(term, lang, short=True) for term in self.terms)]
        if self.term_kind and not self.terms:
            parts.append(text(f"choices.term_kind.{self.term_kind}", lang))
        places = self.units or ((self.province,) if self.province else ())
        parts.append(", ".join(map(reference.name_of, places)))
        for dimension in self.filtered:
            names = ", ".join(text(f"choices.{dimension}.{code}", lang) for code in self.wanted(dimension))
            parts.append(text(f"selection.{dimension}.chosen", lang, names=names))
        if self.basis != "auto":
            parts.append(text(f"selection.basis.{self.basis}", lang))
        if self.by_former:
            parts.append(text("selection.by_former.chosen", lang))
        if self.roll_up:
            parts.append(text("selection.roll_up.chosen", lang))
        if self.version is not None:
            parts.append(text("selection.version.chosen", lang, version=self.version))
        return " · ".join(part for part in parts if part) or text("selection.everything.chosen", lang)

    def _short(self, term_id: str) -> str:
        made = period(term_id)
        return made.label if made.kind == self.term_kind else term_id


def codes_of(value: str) -> tuple[str, ...]:
    """The codes in a field that may hold several: an audience can be of more than one kind."""
    return tuple(part.strip() for part in re.split(r"[,;]", value))


def group_of(dimension: str, value: str) -> str:
    """The line of a split that a row stands in: one with several audiences stands in *several*, once."""
    return SEVERAL if dimension == "audience" and len(codes_of(value)) > 1 else value


def _terms_of(label: str, kind: str | None) -> tuple[str, ...]:
    try:
        return ids_of_label(label, kind)
    except NotATerm:
        return ()


def _with_children(reference: Reference, unit_ids: Sequence[str]) -> frozenset[str]:
    below = {child.id for unit in unit_ids for child in reference.children(unit)}
    return frozenset(below | set(unit_ids))


# By dimension the field that filters by it.
FIELDS = {dimension: field for dimension, field, *_ in _FILTERS}
# By name in addresses the codes that it may have there.
CODES = {name: codes for _, _, name, codes in _FILTERS}
assert set(FIELDS.values()) < {field.name for field in fields(Selection)}
