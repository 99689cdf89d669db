"""Export: sentences of a report, made by rule from figures; where there is no figure there is no sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.bounds import Amount, total
from data_access.measures import Measure
from locales import number, text

MOST_LEADERS, USUAL_LEADERS = 5, 3
FEWEST_RANKED = 6  # of fewer units nobody needs to be told which has least
MOST_NAMES = 60
_HOW = {None: "exactly", ">": "over", "≥": "at_least", "<": "under", "≤": "at_most", "≈": "about"}


@dataclass(frozen=True)
class Sentence:
    """A sentence with the figures that it says, and the numbers of units or years in it."""

    words: str
    amounts: tuple[Amount, ...] = ()
    counts: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if not self.amounts and not self.counts:
            raise ValueError(self.words)


@dataclass(frozen=True)
class Gap:
    """What stands in the way of a figure: a head and all that is named under it; without names it is a whole sentence."""

    head: str
    named: tuple[str, ...] = ()
    between: str = ", "


@dataclass(frozen=True)
class Stated:
    """A measure's sum in a term. Units and years are (have, of); ``has_zero``: some unit reported none."""

    measure: Measure
    amount: Amount
    units: tuple[int, int] | None = None
    years: tuple[int, int] | None = None
    is_estimate: bool = False
    has_zero: bool = False
    stage: str = ""


@dataclass(frozen=True)
class Changed:
    """A change that may be said: its words, its amount and over how many units; ``elapsed``: of the same elapsed time."""

    measure: Measure
    difference: Amount
    words: str
    earlier: str
    units: tuple[int, int]
    unlike: int = 0
    elapsed: bool = False


def in_words(amount: Amount, lang: str) -> str:
    """An amount inside a sentence: «hơn 260», «ít nhất 12», «4.812»."""
    return text(f"document.amount.{_HOW[amount.qualifier]}", lang, value=number(amount.value, lang))


def total_sentence(term: str, unit: str, parts: Sequence[Stated], lang: str) -> Sentence:
    """«Trong nhiệm kỳ 2020–2025, 22/22 đơn vị đã tổ chức 364 lớp tập huấn cho hơn 59.568 lượt người.»

    ``unit`` is the name of the only unit asked for, else empty. ``parts`` is one measure, or classes and attendances
    that cover the same.
    """
    first, amounts = parts[0], [in_words(part.amount, lang) for part in parts]
    if len(parts) == 2:
        did = text("document.did.both", lang, classes=amounts[0], attendances=amounts[1])
    else:
        did = text(f"measures.{first.measure.key}.done", lang, amount=amounts[0])
    counts: tuple[int, ...] = ()
    if not unit and first.units:
        # A unit that reported none did not hold a class; it only has a figure.
        key = "reporting" if any(part.has_zero for part in parts) else "covered"
        unit, counts = text(f"document.who.{key}", lang, have=first.units[0], of=first.units[1]), first.units
    unit = unit or text("document.who.units", lang)
    remarks, more = _remarks(parts, lang)
    said = text("document.total.sentence", lang, term=term, who=unit, did=did, remarks=remarks)
    return Sentence(said, tuple(part.amount for part in parts), (*counts, *more))


def _remarks(parts: Sequence[Stated], lang: str) -> tuple[str, tuple[int, ...]]:
    said: list[str] = []
    years = next((part.years for part in parts if part.years and part.years[0] < part.years[1]), None)
    if years:
        said.append(text("document.remark.years", lang, have=years[0], of=years[1]))
    if parts[0].stage:
        said.append(text("document.remark.stage", lang, stage=parts[0].stage))
    if any(part.is_estimate for part in parts):
        said.append(text("document.remark.estimate", lang))
    return (f" ({'; '.join(said)})" if said else "", years or ())


def can_share(classes: Stated, attendances: Stated) -> bool:
    """Whether two measures may stand in one sentence: what it says of the units is true of both."""
    mine, theirs = ((part.units, part.years, part.is_estimate, part.has_zero) for part in (classes, attendances))
    return mine == theirs


def change_sentence(change: Changed, lang: str) -> Sentence:
    """«So với nhiệm kỳ 2015–2020, số mô hình tăng hơn 210 (21/21 đơn vị có số cả hai kỳ).»"""
    have, of = change.units
    earlier = text("document.change.same_elapsed", lang, term=change.earlier) if change.elapsed else change.earlier
    remarks = text("document.change.unlike", lang, count=change.unlike) if change.unlike else ""
    things = text(change.measure.unit_of_count_key, lang)
    said = text(
        "document.change.sentence", lang, earlier=earlier, things=things, words=change.words, have=have, of=of,
        remarks=remarks,
    )  # fmt: skip
    return Sentence(said, (change.difference,), (have, of, *((change.unlike,) if change.unlike else ())))


def leader_sentences(measure: Measure, units: Sequence[tuple[str, Amount]], lang: str) -> list[Sentence]:
    """Who has most, and of many units who has least; a place that is shared is named whole or not at all."""
    ranked = sorted(units, key=lambda unit: -unit[1].value)
    if len(ranked) < 2:
        return []
    things = text(measure.unit_of_count_key, lang)
    found = [(key, named) for key, named in (("sentence", _top(ranked)), ("lowest", _bottom(ranked))) if named]
    return [
        Sentence(
            text(f"document.leaders.{key}", lang, things=things, names=_listed([_one(*u, lang) for u in named], lang)),
            tuple(amount for _, amount in named),
        )
        for key, named in found
    ]


def _top(ranked: Sequence[tuple[str, Amount]]) -> Sequence[tuple[str, Amount]]:
    """The first three; a few more or fewer where a place is shared."""
    values = [amount.value for _, amount in ranked]
    most = min(MOST_LEADERS, len(ranked) - 1)
    ends = [end for end in range(1, most + 1) if values[end - 1] > values[end]]
    return ranked[: min(ends, key=lambda end: abs(end - USUAL_LEADERS))] if ends else ()


def _bottom(ranked: Sequence[tuple[str, Amount]]) -> Sequence[tuple[str, Amount]]:
    lowest = [unit for unit in ranked if unit[1].value == ranked[-1][1].value]
    return lowest if len(ranked) >= FEWEST_RANKED and len(lowest) <= USUAL_LEADERS else ()


def _one(name: str, amount: Amount, lang: str) -> str:
    return text("document.leaders.one", lang, name=name, amount=in_words(amount, lang))


def falls_sentence(earlier: str, fallen: Sequence[tuple[str, Amount]], of: int, lang: str) -> Sentence:
    """«Trong 21 đơn vị so được với nhiệm kỳ 2015–2020, 1 đơn vị giảm: Huyện Cần Giờ (−2).»"""
    if not fallen:
        return Sentence(text("document.falls.none", lang, earlier=earlier, of=of), (), (of,))
    named = fallen[:MOST_LEADERS]
    names = ", ".join(
        text("document.leaders.one", lang, name=name, amount=_fall(change, lang)) for name, change in named
    )
    key = "more" if len(fallen) > len(named) else "sentence"
    words = text(f"document.falls.{key}", lang, earlier=earlier, of=of, count=len(fallen), names=names)
    return Sentence(words, tuple(change for _, change in named), (of, len(fallen)))


def _fall(change: Amount, lang: str) -> str:
    """A fall inside a sentence: «−2», and of a bounded one «giảm hơn 20»."""
    return change.change_in_words(lang) if change.qualifier else change.written_as_change(lang)


def parts_sentence(
    measure: Measure, by: str, parts: Sequence[tuple[str, Amount]], *, whole: Amount | None, lang: str
) -> Sentence | None:
    """What a figure is made of, in order of size; says of how many where that is not all that is counted."""
    base = total(amount for _, amount in parts)
    if not base.value:
        return None
    ordered = sorted(parts, key=lambda part: -part[1].value)
    said = "; ".join(
        text("document.parts.one", lang, label=label, amount=in_words(amount, lang)) for label, amount in ordered
    )
    amounts = tuple(amount for _, amount in ordered)
    if base == whole:
        return Sentence(text("document.parts.sentence", lang, by=by, parts=said), amounts)
    things = text(measure.unit_of_count_key, lang)
    words = text("document.parts.of", lang, by=by, base=in_words(base, lang), things=things, parts=said)
    return Sentence(words, (base, *amounts))


def steps_sentence(basis: str, steps: Sequence[tuple[str, Amount]], lang: str) -> Sentence | None:
    """How many models are in each step from registered to replicated."""
    if not steps:
        return None
    said = "; ".join(text("document.parts.one", lang, label=name, amount=in_words(each, lang)) for name, each in steps)
    return Sentence(text(f"document.steps.{basis}", lang, steps=said), tuple(amount for _, amount in steps))


def silent_sentence(measure: Measure, names: Sequence[str], of: int, lang: str) -> Sentence:
    """Which units have not reported."""
    label = text(measure.label_key, lang)
    said, more = _some(names, lang)
    words = text("document.missing.units", lang, measure=label, count=len(names), of=of, names=said)
    return Sentence(words, (), (len(names), of, *more))


def estimates_sentence(measure: Measure, names: Sequence[str], lang: str) -> Sentence:
    """Which units gave estimates."""
    said, more = _some(names, lang)
    label = text(measure.label_key, lang)
    words = text("document.missing.estimates", lang, measure=label, count=len(names), names=said)
    return Sentence(words, (), (len(names), *more))


def years_sentence(measure: Measure, years: tuple[int, int], lang: str) -> Sentence:
    """Of how many years a rolled up figure is made."""
    label = text(measure.label_key, lang)
    return Sentence(text("document.missing.years", lang, measure=label, have=years[0], of=years[1]), (), years)


def difference_sentence(measure: Measure, unit: str, reported: Amount, *, itemised: Amount, lang: str) -> Sentence:
    """Where an office's report and its list disagree."""
    label = text(measure.label_key, lang)
    said = {"reported": in_words(reported, lang), "itemised": in_words(itemised, lang)}
    return Sentence(text("document.missing.difference", lang, measure=label, unit=unit, **said), (reported, itemised))


def _some(names: Sequence[str], lang: str) -> tuple[str, tuple[int, ...]]:
    """Names in a row, of very many the first."""
    if len(names) <= MOST_NAMES:
        return ", ".join(names), ()
    more = len(names) - MOST_NAMES
    return text("document.missing.more", lang, names=", ".join(names[:MOST_NAMES]), count=more), (more,)


def _listed(names: Sequence[str], lang: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return text("document.list.two", lang, first=", ".join(names[:-1]), last=names[-1])
