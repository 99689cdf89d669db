"""Ask and show: what a field of a sheet, or a figure that its columns state, is called in words."""

from intake.problems import Problem
from intake.rival_columns import NEITHER
from locales import has_text, term_text, text
from work.change_lines import figure_words

__all__ = ["NEITHER", "column_choices", "field_words"]
_LONGEST_HEAD = 60


def column_choices(problem: Problem) -> dict[str, str]:
    """The columns that a question offers: the answer, which holds letters and head, to the words for it."""
    heads = str(problem.params["heads"]).split("\n")
    return {
        f"{letters}\n{head}": f"{letters} «{head[:_LONGEST_HEAD]}»" if head else letters
        for letters, head in zip(problem.answers, heads, strict=True)
    }


def field_words(subject: str, lang: str) -> str:
    """The words for a dataset and a field: ``training:attendances``, ``summary:models:recognised@year:2023``."""
    dataset, _, name = subject.partition(":")
    if has_text(f"columns.{dataset}.{name}"):
        return text(f"columns.{dataset}.{name}", lang)
    figure, _, term = name.partition("@")
    measure, stage, dimension, value = (*figure.split(":"), "", "", "")[:4]
    words = figure_words(measure, stage, (dimension, value), lang)
    return f"{words}, {term_text(term, lang)}" if ":" in term else words
