"""Validate: whose a row of a list is: a collective's, or a person's, of whom nothing but that is kept."""

from collections.abc import Callable

from data_access.spelling import clean
from intake.cells import Cells
from intake.choices import looks_like_organisation, read_choice
from intake.folding import fold
from intake.person_names import names_a_person

_KIND_HEADS = ("tap the ca nhan", "loai", "tt cn", "doi tuong")
_NOBODY = ("khong", "khong co", "chua", "chua co", "k", "ko")
_MARKS = ("x", "1", "v", "✓", "✔", "+", "●")


def is_about_a_person(cells: Cells, row: int) -> bool:
    """In a list of commendations: the row's kind, its name or an empty one beside a person's says it is about a person."""
    match = cells.match
    column = match.fields["collective_name"]
    value = cells.view.value(row, column)
    if not isinstance(value, str) or not value.strip():
        named = any(cells.view.own(row, person) is not None for person in match.persons)
        return named or _named_under(cells, row) is not None
    kind = next((c for c in match.untaken if match.band.paths.get(c, ("",))[-1] in _KIND_HEADS), None)
    kinds = {
        read_choice("owner_kind", cells.view.text(row, kind)).code if kind is not None else None,
        _marked(cells, row),
    }
    if kinds & {"individual", "household"}:
        return True
    mixed = "ca nhan" in " ".join(match.band.paths[column])
    return names_a_person(value) or (mixed and not looks_like_organisation(value))


def _marked(cells: Cells, row: int) -> str | None:
    """The kind whose own column bears a mark in this row: an x under «Tập thể» or under «Cá nhân»."""
    for column, kind in cells.match.owner_marks:
        if str(cells.view.own(row, column)).strip().casefold() in _MARKS:
            return kind
    return None


def _named_under(cells: Cells, row: int) -> str | None:
    """The kind under whose own column, «Cá nhân» or «Gia đình», a name stands, and none under «Tập thể»; no name is kept."""
    told = [(kind, cells.view.own(row, column)) for column, kind in cells.match.owner_marks]
    named = [(kind, value) for kind, value in told if isinstance(value, str) and _is_a_name(value)]
    if len(named) != 1 or looks_like_organisation(named[0][1]):
        return None
    return named[0][0] if named[0][0] != "collective" else None


def _is_a_name(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and fold(text) not in _NOBODY


def owner_and_body(cells: Cells, row: int, read_body: Callable[[int], str]) -> tuple[str, str]:
    """Whose a model is, and the body; of a person only that it is one. A kind's column may hold the owner's name."""
    written = cells.raw("owner_kind", row)
    if (marked := _marked(cells, row)) is not None:
        return marked, read_body(row) if marked == "collective" else ""
    code = read_choice("owner_kind", clean(str(written))).code if written is not None else None
    if code in ("collective", "individual", "household"):
        owner = cells.choice("owner_kind", row, "collective") or "collective"
    elif isinstance(written, str) and looks_like_organisation(written):
        return "collective", read_body(row) or cells.organisation("owner_kind", row)
    elif isinstance(written, str) and names_a_person(written):
        return "individual", ""
    else:
        named = any(cells.view.own(row, column) is not None for column in cells.match.subjects)
        owner = "individual" if named else _named_under(cells, row) or "collective"
    return owner, read_body(row) if owner == "collective" else ""
