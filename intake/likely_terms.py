"""Match: the term that a line about a document or a file's name mentions: never taken, offered where the term is asked."""

import re
from dataclasses import dataclass

from data_access.periods import party_term_of
from intake.terms import find_term

_BRACKETS = re.compile(r"[()]")
# «bao-cao-nam-2025» is words; «2020-2025» stays.
_STROKE_OF_A_NAME = re.compile(r"-(?=\D)|(?<=\D)-")


@dataclass(frozen=True)
class Mention:
    """A term that is mentioned, and the cell that does; "" for the file's name."""

    term: str
    cell: str = ""


def mentioned_beside(text: str, cell: str) -> Mention | None:
    """What a title line mentions that names no term of figures: «(Kèm theo Báo cáo kết quả năm 2025)»."""
    if find_term(text).term is not None:
        return None
    term = find_term(_BRACKETS.sub(" ", text)).term
    return Mention(term, cell) if term else None


def mentioned_by_name(file: str) -> Mention | None:
    """What a file's name mentions."""
    stem = file.rpartition(".")[0] or file
    term = find_term(_STROKE_OF_A_NAME.sub(" ", stem)).term
    return Mention(term) if term else None


def likely_terms(mention: Mention, plan_shift: int) -> tuple[str, ...]:
    """The likeliest answers to which term a table is about: what is mentioned, then the Party term that this belongs to."""
    around = party_term_of(mention.term, plan_shift)
    return (mention.term, around) if around else (mention.term,)
