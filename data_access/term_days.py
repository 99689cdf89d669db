"""Match and count: the days of a term: as the office set them by hand, else as its label says."""

from __future__ import annotations

from dataclasses import replace

from data_access.periods import Period, period
from data_access.reference import Reference


def lived(reference: Reference, term_id: str) -> Period:
    """A term with the days on which it began and ended, as known at the version of the reference."""
    made, said = period(term_id), reference.term_days.get(term_id)
    return made if said is None else replace(made, starts=said[0], ends=said[1])
