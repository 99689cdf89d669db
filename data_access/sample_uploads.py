"""Show and undo: the uploads of the sample workbooks: whether any is in force, and in which order they go."""

from sqlalchemy import Connection, text

_IN_FORCE = text(
    "SELECT count(*) FROM upload u WHERE u.is_sample AND NOT EXISTS "
    "(SELECT 1 FROM upload v WHERE v.undoes = u.id AND NOT EXISTS (SELECT 1 FROM upload w WHERE w.undoes = v.id))"
)
_UPLOADS = text("SELECT id FROM upload WHERE is_sample AND kind <> 'undo' ORDER BY id DESC")
_MERGES = text(
    "SELECT DISTINCT m.added_by FROM model_merge m JOIN upload u ON u.id = m.added_by "
    "JOIN dan_van_model r ON r.added_by = m.added_by OR r.removed_by = m.added_by "
    "JOIN upload b ON b.id = r.brought_by "
    "WHERE m.kind = 'same' AND m.removed_by IS NULL AND u.kind IN ('merge', 'undo') AND b.is_sample "
    "ORDER BY m.added_by DESC"
)


def has_samples(connection: Connection) -> bool:
    """Whether sample data is in force."""
    return bool(connection.execute(_IN_FORCE).scalar_one())


def sample_uploads(connection: Connection) -> list[int]:
    """What has to be undone, in this order, so that nothing of the samples stays: the newest first."""
    # A row that a merge leans on would stay, so those go first.
    return [int(upload) for query in (_MERGES, _UPLOADS) for upload in connection.scalars(query)]
