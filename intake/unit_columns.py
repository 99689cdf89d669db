"""Match: whether «Đơn vị» in a list means the district or the body that did the work; its cells tell."""

from dataclasses import replace

from data_access.term_days import lived
from intake.figure_headers import sample
from intake.headers import Match
from intake.layouts import View
from intake.readings import Context
from intake.titles import Title

_EITHER = ("don vi", "ten don vi", "dia ban", "dia phuong", "don vi cong tac", "tap the", "noi cong tac")
_BODIES = {"models": "implementing_body", "training": "organiser"}


def settle_unit_column(view: View, match: Match, place: tuple[Title, Context, str | None]) -> Match:
    """The match with «Đơn vị» given to the body where most of its cells are no units and the unit is known otherwise."""
    column = match.fields.get("unit")
    if (
        column is None
        or match.dataset not in (*_BODIES, "commendations")
        or match.band.paths[column][-1] not in _EITHER
    ):
        return match
    title, context, province = place
    cells = sample(view, match.band, column)
    names = {text for value in cells if isinstance(value, str) and (text := value.strip())}
    term = title.term or context.term
    lasted = lived(context.reference, term) if term else None
    days = (lasted.starts, lasted.ends) if lasted else None
    units = [n for n in names if context.names.resolve(n, province=province, on=days).state in ("value", "ambiguous")]
    if not names or 2 * len(units) >= len(names):
        return match
    if not (title.unit or context.unit or any(context.names.owner_unit(n, province, on=days) for n in names)):
        return match
    fields = {name: place for name, place in match.fields.items() if name != "unit"}
    body = _BODIES.get(match.dataset)
    if body and body not in fields:
        return replace(match, fields=fields | {body: column})
    return replace(match, fields=fields, untaken=tuple(sorted((*match.untaken, column))))
