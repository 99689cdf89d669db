"""Commit: the sample workbooks, by the same way as any upload, and marked as samples."""

from pathlib import Path

import settings
from data_access.database import Database
from work.imports import commit_prepared, prepare
from work.options import Options
from work.rights import Person


class SampleRefused(Exception):
    """The sample workbooks do not import: a fault of ours."""


def sample_files() -> list[Path]:
    """The sample workbooks that come with the project."""
    return sorted((settings.PROJECT / "sample_data").glob("*.xlsx"))


def load_sample(database: Database) -> int | None:
    """Import every sample workbook; the upload's number, or nothing where they are there already."""
    files = [(path.name, path.read_bytes()) for path in sample_files()]
    prepared = prepare(database, files, Options(is_sample=True))
    if prepared.has_errors:
        raise SampleRefused
    return commit_prepared(database, Person.operator(), prepared)
