"""Export: what is said beside a native chart, on a slide and in a document alike."""

from __future__ import annotations

from locales import text
from reports.canvas import column, present
from reports.exhibits import Exhibit


def caption_of(exhibit: Exhibit, lang: str) -> str:
    """The exhibit's own sentence, with what the marks of a native chart mean where they are not those of the screen."""
    said = exhibit.caption
    if exhibit.shape == "trend":
        return said.replace(exhibit.marks, text("slides.marks.trend", lang)) if exhibit.marks else said
    if exhibit.shape in ("dumbbell", "spread"):
        marks = text(f"slides.marks.{exhibit.shape}", lang, a=exhibit.sides[0], b=exhibit.sides[1])
        return said.replace(exhibit.marks, marks)
    before = {"ranking": "previous", "composition": "previous_share", "funnel": "of_previous"}.get(exhibit.shape, "")
    if not any(present(value) for value in column(exhibit.chart, before)):
        return said
    marks = text(f"slides.marks.{'target' if exhibit.before == 'target' else exhibit.shape}", lang)
    return said.replace(exhibit.marks, marks) if exhibit.marks else f"{said} {marks}"
