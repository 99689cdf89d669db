"""Show: a change set, or what an upload did, as lines a person can read: what, whose, when, before and after, where."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from data_access.change_sets import Change, ChangeSet
from data_access.keys import model_key
from data_access.reference import Reference
from data_access.selection import codes_of
from locales import date_text, figure_text, has_text, number, term_text, text

_NAMES = {"models": "name", "training": "title", "commendations": "collective_name", "programmes": "name"}
_CODED = {
    "sector": "sector", "stage": "stage", "recognition_level": "level", "awarding_level": "level", "level": "level",
    "owner_kind": "owner_kind", "award_form": "award_form", "award_ground": "award_ground", "bloc": "bloc",
    "topic": "topic", "audience": "audience", "status": "status",
}  # fmt: skip
_SHOWN_FIELDS = 4
Row = Mapping[str, Any]
_SAID_OF_A_ROW = {
    "models": ("sector", "stage"),
    "training": ("class_count", "attendances"),
    "commendations": ("award_form",),
}
_SAYS_NOTHING = ("unspecified", "other", "", None)
_YEARS = ("year", "report_year")
_ORDER = {"changed": 0, "new": 1, "removed": 2, "missing": 3}


@dataclass(frozen=True)
class ChangeLine:
    """One line of the change table. ``before`` is empty for what is new, ``after`` for what goes or is missing.

    ``renamed_from`` is the name that a new thing probably had before.
    """

    kind: str
    dataset: str
    unit: str
    term: str
    subject: str
    before: str
    after: str
    cell: str
    file: str
    sheet: str
    renamed_from: str = ""


def in_order(change_set: ChangeSet, kinds: Collection[str]) -> list[Change]:
    """The changes of some kinds: changed, new, removed, missing; within each as they stand in the workbooks."""
    return sorted(
        (change for change in change_set.changes if change.kind in kinds and change.kind in _ORDER),
        key=_place,
    )


def _place(change: Change) -> tuple[Any, ...]:
    """Where a change stands in the table; what is not in the workbooks goes by unit."""
    if change.after is None and change.before:
        return _ORDER[change.kind], 0, change.before["unit"], change.dataset, change.before["id"]
    row = change.after or {}
    return _ORDER[change.kind], change.file, change.sheet, "", row.get("source_row", 0)


def change_lines(
    changes: Sequence[Change], reference: Reference, files: Sequence[str], lang: str, *, gone: Sequence[Change] = ()
) -> list[ChangeLine]:
    """Changes as lines to read; ``gone`` are the missing and removed ones, where a renaming finds the old name."""
    wanted = {change.likely_renamed_from for change in changes} - {None}
    names = {change.key: _name(change) for change in gone if change.key in wanted}
    return [
        replace(
            _line(
                reference,
                lang,
                kind=change.kind,
                dataset=change.dataset,
                states=(change.before, change.after),
                place=(files[change.file], change.sheet),
            ),
            renamed_from=names.get(change.likely_renamed_from or "", ""),
        )
        for change in changes
    ]


def _name(change: Change) -> str:
    return str((change.before or {}).get(_NAMES.get(change.dataset, ""), ""))


def upload_lines(changes: Iterable[dict[str, Any]], reference: Reference, lang: str) -> list[ChangeLine]:
    """The lines of a stored upload, from its changes with their rows."""
    return [
        _line(
            reference,
            lang,
            kind=each["kind"],
            dataset=each["dataset"],
            states=(each["before"], each["after"]),
            place=("", (each["after"] or each["before"])["sheet"]),
        )
        for each in changes
    ]


def _line(
    reference: Reference,
    lang: str,
    *,
    kind: str,
    dataset: str,
    states: tuple[Row | None, Row | None],
    place: tuple[str, str],
) -> ChangeLine:
    before, after = states
    row = after or before or {}
    unit = reference.units.get(row["unit"])
    told = _told(dataset, before, after, lang)
    return ChangeLine(
        kind=kind,
        dataset=dataset,
        unit=unit.name if unit else row["unit"],
        term=_term(row, lang),
        subject=_subject(dataset, row, lang),
        before=told[0],
        after=told[1],
        cell=row["source_cell"] or f"A{row['source_row']}",
        file=place[0],
        sheet=place[1],
    )


def _term(row: Row, lang: str) -> str:
    year = row.get("report_year") or row.get("year")
    term = row["term"] or (f"year:{year}" if year else "")
    return term_text(term, lang, short=True) if term else ""


def figure_words(measure: str, stage: str, part: tuple[str, str], lang: str) -> str:
    """A stated figure in words: its measure, its stage, the part it is of the whole."""
    parts = [text(f"measures.{measure}.label", lang)]
    if stage not in ("", "unspecified"):
        parts.append(text(f"choices.stage.{stage}", lang).lower())
    if part[0]:
        parts.append(text(f"choices.{part[0]}.{part[1]}", lang).lower())
    return ", ".join(parts)


def _subject(dataset: str, row: Row, lang: str) -> str:
    if dataset in _NAMES:
        return str(row[_NAMES[dataset]])
    part = (row.get("dimension") or "", row.get("dimension_value") or "")
    words = figure_words(row["measure"], row["stage"], part, lang)
    return f"{words}, {text('upload.target.word', lang)}" if dataset == "targets" else words


def _told(dataset: str, before: Row | None, after: Row | None, lang: str) -> tuple[str, str]:
    """Before and after in words: the number of a figure, the fields of a list row that differ."""
    if dataset in ("summary", "targets"):
        return _number(before, lang), _number(after, lang)
    if before is None or after is None:
        return _row_words(dataset, before, lang), _row_words(dataset, after, lang)
    fields = [name for name in after if before.get(name) != after[name] and has_text(f"columns.{dataset}.{name}")]
    shown = fields[:_SHOWN_FIELDS]
    parts = [tuple(_field(dataset, name, row[name], lang) for name in shown) for row in (before, after)]
    if before.get("model_key") != after.get("model_key", before.get("model_key")):
        parts = [(*said, _counting(row, lang)) for said, row in zip(parts, (before, after), strict=True)]
    elif not shown:
        return "", text("duplicates.line.same", lang)
    return "; ".join(parts[0]), "; ".join(parts[1])


def _counting(row: Row, lang: str) -> str:
    """Whether a model counts by itself or as one with another."""
    return text(f"duplicates.line.{'apart' if row['model_key'] == model_key(row) else 'together'}", lang)


def _row_words(dataset: str, row: Row | None, lang: str) -> str:
    """What a list row says beside its name, in a few words."""
    said = [name for name in _SAID_OF_A_ROW.get(dataset, ()) if row and row[name] not in _SAYS_NOTHING]
    return "; ".join(_field(dataset, name, (row or {})[name], lang) for name in said)


def _number(row: Row | None, lang: str) -> str:
    if row is None:
        return ""
    value = row["value"] if "value" in row else row["target_value"]
    if value is None:
        return ""
    written = figure_text(value, lang, qualifier=row.get("qualifier"))
    return text("measures.value.estimate", lang, value=written) if row.get("is_estimate") else written


def _field(dataset: str, name: str, value: Any, lang: str) -> str:
    label = text(f"columns.{dataset}.{name}", lang)
    if isinstance(value, date):
        said = date_text(value, lang)
    elif name in _CODED and isinstance(value, str):
        said = ", ".join(
            text(f"choices.{_CODED[name]}.{code}", lang) if has_text(f"choices.{_CODED[name]}.{code}") else code
            for code in codes_of(value)
        )
    elif isinstance(value, int) and not isinstance(value, bool) and name not in _YEARS:
        said = number(value, lang)
    else:
        said = str(value) if value not in (None, "") else "–"
    return f"{label}: {said}"
