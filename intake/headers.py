"""Match: which dataset a table is, and which of its columns say what. By key words, never by position or sheet name."""

import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from data_access.columns import SheetColumn, sheet_columns
from data_access.records import ROW_CLASSES
from intake.figure_columns import FigureColumn, compares
from intake.figure_headers import find_figures, is_blank, is_numeric, is_wordy, sample
from intake.grids import column_letters
from intake.indicators import find_indicators, is_row_of_measures
from intake.layouts import Band, View, numbering_column
from intake.narratives import is_narrative
from intake.unit_heads import column_of_units

PERSON_WORDS = (
    "ho va ten", "ho ten", "ten ca nhan", "nguoi phu trach", "bao cao vien", "giang vien", "nguoi lien he", "nam sinh",
    "ngay sinh", "ngay thang nam sinh", "cccd", "cmnd", "can cuoc", "so dien thoai", "dien thoai", "sdt", "dia chi nha",
    "noi o", "email", "que quan", "nguoi dung dau", "can bo phu trach", "nguoi dai dien", "chu nhiem", "thuong tru",
    "nguoi truc", "can bo truc", "lanh dao truc", "chuc vu", "chu ho", "nguoi thuc hien", "ten nguoi", "so dt", "di dong",
)  # fmt: skip
_SUBJECT_WORDS = ("ho va ten", "ho ten", "ten ca nhan", "ten nguoi", "can bo truc", "nguoi truc", "lanh dao truc")
_OWNER_MARKS = {
    "tap the": "collective", "tt": "collective", "ca nhan": "individual", "cn": "individual", "gia dinh": "household",
    "ho gia dinh": "household",
}  # fmt: skip
_LISTS = ("targets", "programmes", "training", "commendations", "models")
_EITHER = ("don vi", "ten don vi")
_BY_ITS_CELLS = 80
_PLACES_AND_TIMES = ("unit", "period", "year", "date")


@dataclass(frozen=True)
class Match:
    """What a header was understood to say: fields and figures by column (1-based), and what was left."""

    dataset: str  # a dataset, or "individuals"
    band: Band
    fields: dict[str, int]
    figures: dict[int, FigureColumn] = field(default_factory=dict)
    numbering: int | None = None
    persons: tuple[int, ...] = ()
    untaken: tuple[int, ...] = ()
    twins: tuple[tuple[int, int], ...] = ()
    score: int = 0
    values: tuple[int, ...] = ()  # the columns of a table that has its measures in its rows

    @property
    def first_column(self) -> int:
        """The column in which the table begins."""
        return min(self.band.paths)

    @cached_property
    def subjects(self) -> list[int]:
        """The columns that name the persons whose table it is."""
        return [c for c in self.persons if any(_holds(" ".join(self.band.paths[c]), word) for word in _SUBJECT_WORDS)]

    @cached_property
    def taken(self) -> list[int]:
        """The columns whose cells become data."""
        return sorted({*self.fields.values(), *self.figures, *self.values})

    @cached_property
    def owner_marks(self) -> list[tuple[int, str]]:
        """The columns in which an x says whose a row is: «Tập thể», «Cá nhân», each with what it means."""
        kinds = ((column, _OWNER_MARKS.get(path[-1])) for column, path in self.band.paths.items())
        return [(column, kind) for column, kind in kinds if kind and column != self.numbering]

    def head(self, column: int) -> str:
        """A column by its letter and its header as written."""
        words = self.band.heads.get(column, "")[:80]
        return f"{column_letters(column)} «{words}»" if words else column_letters(column)


@cache
def _columns(dataset: str) -> dict[str, SheetColumn]:
    return sheet_columns(ROW_CLASSES[dataset])


def _holds(text: str, phrase: str) -> bool:
    return phrase in text and re.search(rf"\b{re.escape(phrase)}\b", text) is not None


def _fit(path: tuple[str, ...], column: SheetColumn) -> int:
    """How well a header's words fit a column: 0 not at all, over 100 word for word."""
    leaf, whole = path[-1], " ".join(path)
    if any(_holds(whole, word) for word in column.unless):
        return 0
    best = 0
    for phrase in column.words:
        if column.kind in _PLACES_AND_TIMES and re.search(rf"\b{phrase} \d", leaf):
            continue  # «Quận 3», «Năm 2023»: a header that is a unit or a term itself
        length = phrase.count(" ") + 1
        if leaf == phrase or whole == phrase:
            best = max(best, 100 + length)
        elif leaf.startswith(phrase + " "):
            best = max(best, 80 + length)
        elif _holds(leaf, phrase):
            best = max(best, 60 + length)
        elif _holds(whole, phrase):
            best = max(best, 40 + length)
    return best


def is_person_column(path: tuple[str, ...]) -> bool:
    """Whether a column holds names of persons or ways to reach them."""
    whole = " ".join(path)
    organisation = _holds(whole, "tap the") or _holds(whole, "co quan")
    return not organisation and any(_holds(whole, word) for word in PERSON_WORDS)


def _assign(
    view: View, band: Band, dataset: str, columns: list[int]
) -> tuple[dict[str, int], int, list[tuple[int, int]]]:
    """Give each field the column that fits it best; each column serves one field."""
    declared = _columns(dataset)
    order = list(declared)
    fits = sorted(
        (
            (-score, order.index(name), c, name)
            for c in columns
            for name, d in declared.items()
            if (score := _fit(band.paths[c], d))
        ),
    )
    fields: dict[str, int] = {}
    twins: list[tuple[int, int]] = []
    used: dict[int, int] = {}
    for minus, _, column, name in fits:
        if column in used:
            continue
        kind = declared[name].kind
        if name in fields:
            first = fields[name]
            if kind != "count" or -minus < 60 or -minus != used[first] or is_blank(view, band, column):
                continue
            if not is_blank(view, band, first):
                twins.append((first, column))
                continue
            del used[first]
        if kind in ("text", "organisation") and declared[name].needed and is_numeric(sample(view, band, column)):
            continue
        fields[name], used[column] = column, -minus
    return fields, sum(used.values()), twins


def _is_list(dataset: str, fields: dict[str, int], band: Band) -> bool:
    """Whether the fields found suffice to call the table a list of this dataset."""
    if dataset == "targets":
        return "measure" in fields and "target_value" in fields
    if dataset == "programmes":
        return "name" in fields and bool({"partners", "lead_body", "signed_on", "reviewed_on"} & fields.keys())
    if dataset == "training":
        return bool({"title", "topic"} & fields.keys()) and bool({"attendances", "class_count"} & fields.keys())
    if dataset == "commendations":
        named = "collective_name" in fields and _holds(" ".join(band.paths[fields["collective_name"]]), "tap the")
        return "collective_name" in fields and (
            named or bool({"award_form", "decision_no", "award_ground"} & fields.keys())
        )
    return "name" in fields


def _as_list(view: View, band: Band, dataset: str, columns: list[int]) -> Match | None:
    fields, score, twins = _assign(view, band, dataset, columns)
    unit = fields.get("unit")
    if dataset == "commendations" and "collective_name" not in fields and unit and band.paths[unit][-1] in _EITHER:
        fields = {name: column for name, column in fields.items() if name != "unit"} | {"collective_name": unit}
    if not _is_list(dataset, fields, band) or is_narrative(view, band, fields.get("name", 0)):
        return None
    if fields.keys() == {"name"} and is_row_of_measures(view, band, fields["name"]):
        return None
    return Match(dataset, band, fields, twins=tuple(twins), score=score)


def _as_summary(view: View, band: Band, columns: list[int]) -> Match | None:
    figures, twins = find_figures(view, band, columns)
    told = {*figures, *(column for pair in twins for column in pair)}
    rest = [column for column in columns if column not in told and not compares(*band.paths[column])]
    fields, score, _ = _assign(view, band, "summary", rest)
    free = [column for column in rest if column not in fields.values()]
    if figures and "unit" not in fields and (unit := column_of_units(view, band, free)) is not None:
        fields, score = fields | {"unit": unit}, score + _BY_ITS_CELLS
    if not figures or (all(f.dimension for f in figures.values()) and (len(figures) < 2 or "unit" not in fields)):
        return None
    samples = {column: sample(view, band, column) for column in figures}
    numeric = [column for column, values in samples.items() if not values or not is_wordy(values)]
    if not numeric and len(figures) < 2:
        return None
    # Neither unit nor term in a column: the title or an option may say both, where there are numbers indeed.
    if "unit" not in fields and "term" not in fields and not any(samples[column] for column in numeric):
        return None
    return Match("summary", band, fields, figures, twins=tuple(twins), score=score + 100 * len(figures))


def _as_indicators(view: View, band: Band, columns: list[int]) -> Match | None:
    """A table with a measure in each row: its labels, perhaps what they count in, and the columns of numbers."""
    found = find_indicators(view, band, columns)
    if found is None:
        return None
    told = {*found.fields.values(), *found.values}
    rest = [column for column in columns if column not in told and not compares(*band.paths[column])]
    fields, score, _ = _assign(view, band, "summary", rest)
    fields = {name: column for name, column in fields.items() if name != "unit"} | found.fields
    return Match("summary", band, fields, score=score + 100, values=found.values)


def _as_individuals(band: Band, persons: list[int]) -> Match | None:
    heads = [" ".join(band.paths[c]) for c in persons]
    subject = any(_holds(head, word) and not _holds(head, "ghi ro") for head in heads for word in _SUBJECT_WORDS)
    return Match("individuals", band, {}) if subject else None


def match_headers(view: View, band: Band) -> Match | None:
    """What the table below this header is, or nothing where no dataset fits."""
    numbering = numbering_column(band)
    persons = [column for column, path in band.paths.items() if is_person_column(path)]
    columns = [column for column in sorted(band.paths) if column != numbering and column not in persons]
    lists = [match for dataset in _LISTS if (match := _as_list(view, band, dataset, columns))]
    summary = _as_summary(view, band, columns)
    chosen = max(lists, key=lambda m: m.score, default=None)
    if summary and (chosen is None or (chosen.dataset in ("commendations", "models") and len(summary.figures) > 2)):
        chosen = summary
    chosen = chosen or _as_indicators(view, band, columns) or _as_individuals(band, persons)
    if chosen is None:
        return None
    left = [c for c in range(1, view.width + 1) if c not in chosen.taken and c != numbering and c not in persons]
    return replace(chosen, numbering=numbering, persons=tuple(persons), untaken=tuple(left))


def nearest_dataset(view: View, band: Band) -> tuple[str, int]:
    """The dataset whose columns a header meets most of, and how many: for the sentence about a sheet that none fits."""
    columns = sorted(band.paths)
    met = {dataset: len(_assign(view, band, dataset, columns)[0]) for dataset in _LISTS}
    met["summary"] = len(find_figures(view, band, columns)[0])
    best = max(met, key=lambda dataset: met[dataset])
    return best, met[best]
