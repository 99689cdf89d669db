"""Which pages a document holds that the command line asks for, and what narrows them, as an address says it."""

import argparse
from collections.abc import Mapping, Sequence

from commands.reading import found_figures
from commands.speaking import Refusal
from data_access.periods import period
from work import start


def asked_pages(arguments: argparse.Namespace) -> tuple[list[str], dict[str, list[str]]]:
    """The pages that count the measure asked for, else all, and the codes of the selection; refuses a term without figures."""
    from work.page_content import PAGES, view_of

    _, selection, _ = found_figures(start.database(), arguments)
    codes = selection.codes()
    wanted = arguments.measure
    if wanted:
        codes["measure"] = [wanted]
    pages = [name for name, page in PAGES.items() if not wanted or wanted in [each.key for each in page.measures]]
    known = {term for terms in view_of(pages[0], codes).offered.terms.values() for term in terms}
    standing = [term for term in selection.terms if term in known]
    # A page shows the newest term where it has none of those asked for; a document about another term would mislead.
    if selection.terms and not standing:
        raise Refusal("term_without_figures", term=arguments.term)
    if standing and not selection.term_kind:
        codes["kind"] = [period(standing[0]).kind]
    return pages, codes


def code_of(pages: Sequence[str], codes: Mapping[str, Sequence[str]]) -> str:
    """The short code under which the first of these pages is opened again."""
    from work.view_codes import kept_code

    version = int((codes.get("v") or [str(start.database().version())])[0])
    return kept_code(start.database(), pages[0], codes, version)
