"""Count: what an upload did to the figures of the newest Party term with data, in sentences."""

from data_access.cache import cube_of
from data_access.database import Database
from data_access.measures import MEASURES
from data_access.periods import period
from data_access.queries import figures
from data_access.reference import load_reference
from data_access.selection import Selection
from locales import figure_text, term_text, text


def effect_sentences(database: Database, upload: int, lang: str) -> list[str]:
    """For each measure whose sums over all units an upload changed: the term, before and after."""
    with database.read() as connection:
        reference = load_reference(connection)
    selection = Selection(term_kind="party_term", roll_up=True)
    after, before = cube_of(database, upload), cube_of(database, upload - 1)
    sentences = []
    for measure in MEASURES.values():
        now = {figure.term: figure for figure in figures(after, reference, measure, selection, by=("term",))}
        then = {figure.term: figure for figure in figures(before, reference, measure, selection, by=("term",))}
        for term in sorted(now.keys() | then.keys(), key=lambda each: period(each).sort_key, reverse=True):
            words = [
                figure_text(found[term].value, lang, qualifier=found[term].qualifier) if term in found else "–"
                for found in (then, now)
            ]
            if words[0] != words[1]:
                label = text(f"measures.{measure.key}.label", lang)
                sentences.append(
                    text(
                        "upload.effect.line",
                        lang,
                        measure=label,
                        term=term_text(term, lang),
                        before=words[0],
                        after=words[1],
                    )
                )
    return sentences
