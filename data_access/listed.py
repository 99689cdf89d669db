"""Count, trace: the rows of lists that count, each with the term it counts in, as SQL for both databases.

Every statement gives one line for a row and a term: ``how`` is *recorded* (the row's year, and the term it
names) or *rolled* (the Party term it names, or else the one of its year). A row is in a term once, and a
model once, at its latest state. Discontinued models are among them; ``Selection.allows`` leaves them out.
"""

from __future__ import annotations

from sqlalchemy import TextualSelect, column, text

SOURCE_COLUMNS = ("file", "sheet", "source_row", "source_cell", "brought_by")

# A half-year or a month that a title names is a date, as precise as it is; only longer spans are terms of
# their own.
_PLACED = """
), placed AS (
    SELECT 'recorded' AS how, 'year:' || year AS counted_in, dated.* FROM dated WHERE year IS NOT NULL
    UNION ALL
    SELECT 'recorded', term, dated.* FROM dated WHERE term IS NOT NULL AND kind <> 'year'
    UNION ALL
    SELECT 'rolled',
           CASE WHEN kind = 'party_term' THEN term
                ELSE 'party_term:' || ((year - :shift) / 5 * 5) || '-' || ((year - :shift) / 5 * 5 + 5) END,
           dated.*
    FROM dated
    WHERE kind = 'party_term' OR year IS NOT NULL
          AND (kind IS NULL OR kind IN ('year', 'half_year', 'quarter', 'month', 'nine_months'))
"""

_LATEST = """
), ordered AS (
    SELECT placed.*, ROW_NUMBER() OVER (
        PARTITION BY unit, how, counted_in, model_key ORDER BY COALESCE(year, 0) DESC, id DESC) AS place
    FROM placed
)
"""

_DATED_MODELS = """
WITH dated AS (
    SELECT f.id, f.unit, f.model_key, f.sector, f.stage, f.recognition_level AS level, f.owner_kind,
           f.file, f.sheet, f.source_row, f.source_cell, f.brought_by, f.term, t.kind,
           COALESCE(f.report_year, CASE
               WHEN t.kind IN ('year', 'half_year', 'quarter', 'month', 'nine_months')
               THEN CAST(SUBSTR(t.label, 1, 4) AS INTEGER) END) AS year
    FROM dan_van_model f LEFT JOIN term t ON t.id = f.term
    WHERE f.added_by <= :version AND (f.removed_by IS NULL OR f.removed_by > :version)
"""

_DATED_TRAINING = """
WITH dated AS (
    SELECT f.id, f.unit, f.level, f.audience, f.attendances_qualifier, f.class_count, f.attendances,
           f.file, f.sheet, f.source_row, f.source_cell, f.brought_by, f.term, t.kind,
           COALESCE(f.year, CASE
               WHEN t.kind IN ('year', 'half_year', 'quarter', 'month', 'nine_months')
               THEN CAST(SUBSTR(t.label, 1, 4) AS INTEGER) END) AS year
    FROM training_session f LEFT JOIN term t ON t.id = f.term
    WHERE f.added_by <= :version AND (f.removed_by IS NULL OR f.removed_by > :version)
"""

_DATED_COMMENDATIONS = """
WITH dated AS (
    SELECT f.id, f.unit, f.award_form, f.awarding_level AS level,
           f.file, f.sheet, f.source_row, f.source_cell, f.brought_by, f.term, t.kind,
           COALESCE(f.year, CASE
               WHEN t.kind IN ('year', 'half_year', 'quarter', 'month', 'nine_months')
               THEN CAST(SUBSTR(t.label, 1, 4) AS INTEGER) END) AS year
    FROM commendation f LEFT JOIN term t ON t.id = f.term
    WHERE f.added_by <= :version AND (f.removed_by IS NULL OR f.removed_by > :version)
"""

_MODELS = """
SELECT how, counted_in, id, unit, year, sector, stage, level, owner_kind, NULL AS qualifier, 1 AS value,
       file, sheet, source_row, source_cell, brought_by
FROM ordered WHERE place = 1
"""

_TRAINING_SESSIONS = """
)
SELECT how, counted_in, id, unit, year, level, audience, NULL AS qualifier, class_count AS value,
       file, sheet, source_row, source_cell, brought_by
FROM placed
"""

_ATTENDANCES = """
)
SELECT how, counted_in, id, unit, year, level, audience, attendances_qualifier AS qualifier,
       attendances AS value, file, sheet, source_row, source_cell, brought_by
FROM placed WHERE attendances IS NOT NULL
"""

_COMMENDATIONS = """
)
SELECT how, counted_in, id, unit, year, award_form, level, NULL AS qualifier, 1 AS value,
       file, sheet, source_row, source_cell, brought_by
FROM placed
"""

MODELS = _DATED_MODELS + _PLACED + _LATEST + _MODELS
TRAINING_SESSIONS = _DATED_TRAINING + _PLACED + _TRAINING_SESSIONS
ATTENDANCES = _DATED_TRAINING + _PLACED + _ATTENDANCES
COMMENDATIONS = _DATED_COMMENDATIONS + _PLACED + _COMMENDATIONS


def counted_rows(statement: str, dimensions: tuple[str, ...]) -> TextualSelect:
    """A statement of this module as something other queries can group, narrow and join."""
    names = ("how", "counted_in", "id", "unit", "year", *dimensions, "qualifier", "value", *SOURCE_COLUMNS)
    return text(statement).columns(*(column(name) for name in names))
