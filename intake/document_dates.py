"""Match: takes out of a title what dates and numbers a document; it says no term of figures."""

import re

_KINDS = r"(?:nq|qd|bc|kh|cv|tb|hd|ct|kl|ctr|tt|nd|qc|tr|cd|pl|qh|ttr)"
_DATES = (
    r"\(\s*(?:kem theo|ban hanh kem|dinh kem)[^)]*\)?",
    r"\bngay\s*(?:\d{1,2}|[.…_ ]+)?\s*thang\s*(?:\d{1,2}|[.…_ ]+)?\s*nam\s*(?:\d{4}|[.…_ ]*)",
    r"\b\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}",
    r"(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}(?!\d)",
    r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)",
    rf"(?<!\d)\d{{1,6}}\s*[-/]\s*(?:\d{{4}}\s*[-/]\s*)?{_KINDS}\d*\b[\w/&-]*",
    r"\bso\s*:?\s*\d{1,6}\s*/\s*\d{4}(?!\d)",
    r"\b(?:tinh|so lieu|cap nhat)\s+den\s+(?:het\s+)?(?:thang\s+)?\d{1,2}(?:\s*[/.-]\s*|\s+nam\s+)\d{4}",
    r"\b(?:so voi|cung ky)\s+(?:cung ky\s+)?(?:nam\s+)?\d{4}(?!\d)",
)
_DOCUMENT = re.compile("|".join(_DATES))


def without_document_dates(folded: str) -> str:
    """A folded text with a stroke in the place of each date and number of a document."""
    return _DOCUMENT.sub(" | ", folded).strip()
